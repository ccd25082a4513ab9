"""A small bulletin for tests of what is made from one."""

from __future__ import annotations

from datetime import date

from jianbao.model import Access
from jianbao.model.bulletin import BulletinDocument, Cell, CountTable, HeaderCell, Paragraph


def number(text: str) -> Cell:
    return Cell(text=text, number=text)


COUNTS = CountTable(
    id="group-zhenjie",
    title="附件1　党委信息报送采用情况表（乡镇街道）",
    header=(
        (HeaderCell(text="单位", rows=2), HeaderCell(text="报送", rows=2), HeaderCell(text="采用条次", columns=2),
         HeaderCell(text="采用率", rows=2)),
        (HeaderCell(text="市级"), HeaderCell(text="合计")),
    ),
    rows=(
        (Cell(text="城关镇"), number("12"), number("3"), number("10"), Cell(text="83.3%", number="83.3")),
        (Cell(text="和平街道"), number("0"), Cell(text="", number="0"), number("0"), Cell(text="—")),
    ),
)  # fmt: skip
ADOPTED = CountTable(
    id="adopted",
    title="附件2　采用党委信息条目",
    header=((HeaderCell(text="序号"), HeaderCell(text="单位"), HeaderCell(text="标题")),),
    rows=((number("1"), Cell(text="城关镇"), Cell(text="★=1+1|城关镇清理*飞线*")),),
    notes=("★ 领导有批示",),
)
BULLETIN = BulletinDocument(
    first=date(2026, 10, 1),
    last=date(2026, 10, 31),
    label="2026-10",
    title="关于2026年10月份党委信息报送采用情况的通报",
    salutation="各乡镇党委：",
    paragraphs=(
        Paragraph(text="现将有关情况通报如下。"),
        Paragraph(text="一、总体情况", heading=True),
        Paragraph(text="收到12件。"),
    ),
    issuer="中共云溪区委办公室",
    date=date(2026, 11, 5),
    contact="联系电话：0000-0000001",
    doc_number="云区委办〔2026〕31号",
    signatory="周××",
    access=Access.INTERNAL,
    scheme="",
    tables=(COUNTS, ADOPTED),
    definitions=("报送：收到的稿件。", "条次：每次采用各计1条次。"),
    facts=(),
    figures=(),
    disputes=(),
    annexes=("党委信息报送采用情况表", "采用党委信息条目"),
    report="{}\n",
)
