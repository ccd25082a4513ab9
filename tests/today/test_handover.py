"""``jianbao handover``: the 交接单."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from commands import refuse, succeed
from conftest import Compare
from fonts import link_fonts
from jianbao.rendering.papers.slip import find_slip
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.slips.handover import Handover
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.subjects import fill_slip
from jianbao.rendering.templates import Templates
from offices import OfficeBuilder, day
from papers import show_paper
from staffed import staff

EXPECTED = Path(__file__).parent / "expected"
NUMBERING = "numbering: {task: '云委督〔{year}〕{number}号'}\n"


def fill_desk(office: OfficeBuilder) -> OfficeBuilder:
    """Something of every kind for 郑××, who covers 城关镇, and a task of somebody else."""
    office.replace("briefs/settings/office.yml", "phone:", f"{NUMBERING}phone:")
    office.write("briefs/settings/urgent.yml", "classes: [{id: jiaoda, name: 较大, follow_ups: [8:00, 17:00]}]\n")
    parts = [{"no": 1, "content": "更换干管", "lead_unit": "区住建局", "due": "2026-12-11"}]
    task = office.task(parts=parts, due="2026-12-18", feedback="每月25日")
    office.event(task, "progress", "2026-11-25", unit="城关镇", text="已换3公里")
    office.task(32, due="2026-12-10", lead_unit="和平镇", title="恢复路面", officer="郑××")
    office.task(33, due="2026-12-10", lead_unit="龙泉镇", title="疏浚河道")
    office.event(office.task(34, due="2026-11-27", title="清理积水"), "close", "2026-11-26", result="已清完")
    office.call(issued="2026-11-28 09:00", due="2026-12-02 17:00", contact="郑××", units=["城关镇", "和平镇"])
    office.item("chengguan", "jing-gai", "2026-11-28", title="41个井盖无人管护")
    office.adopt("chengguan", "dian-ti", "2026-11-20", decision="退改", reason="请核实造价")
    office.adopt("chengguan", "shui-xiang", "2026-11-20", decision="留存待用", reason="等12月统计")
    reviews = [{"stage": "核稿", "by": "吴××", "at": "2026-11-29"}]
    office.draft(office.adopt("heping", date="2026-11-27"), day="2026-11-29", reviews=reviews)
    first = office.item(
        "chengguan", "bao-guan", "2026-11-30 07:20", urgency="特急", stage="初报", occurred="2026-11-30 06:40"
    )
    office.decide(first, decision="备查", decided="2026-11-30")
    office.incident(occurred="2026-11-30 06:50", items=[first])
    office.record(
        "disputes", "chengguan", "2026-11-18", period="2026-10", unit="城关镇", date="2026-11-18", claim="漏计"
    )
    return office


def paper_of(office: OfficeBuilder, person: str, to: str = "", on: str = "2026-11-30 09:00") -> str:
    read, templates = office.read(), Templates(office.root)
    assert read.problems == ()
    request = SlipRequest(office=read, templates=templates, as_of=day(on))
    return show_paper(fill_slip(find_slip(templates, "交接单"), request, Handover(person=person, to=to)))


def test_everything_that_a_person_has_in_hand(tmp_path: Path, compare_golden: Compare) -> None:
    office = fill_desk(staff(tmp_path))
    compare_golden(EXPECTED / "handover.txt", paper_of(office, "bianji-zheng", "bianji-lin"))


def test_empty_sections_say_so(tmp_path: Path, compare_golden: Compare) -> None:
    compare_golden(EXPECTED / "handover-empty.txt", paper_of(staff(tmp_path), "ducha-guo"))


def test_what_somebody_who_has_left_had_is_listed_still(tmp_path: Path) -> None:
    office = fill_desk(staff(tmp_path, zheng="to: 2026-11-15"))
    shown = paper_of(office, "bianji-zheng")
    assert "heading1：一、督查事项（2项）" in shown
    assert "1 | 41个井盖无人管护（城关镇，已2天）chengguan/2026/11-28-jing-gai | " in shown.replace("middle：", "")


def test_whom_a_person_stands_in_for_is_named(tmp_path: Path) -> None:
    away = "away: [{from: 2026-11-28, to: 2026-12-05, deputy: bianji-zheng}]"
    shown = paper_of(staff(tmp_path, lin=away), "bianji-zheng")
    assert "代办 | <3×1>林××（不在岗）的工作，另见本人的交接单" in shown


def read_cells(data: bytes) -> list[str]:
    return [cell.text for table in docx.Document(BytesIO(data)).tables for row in table.rows for cell in row.cells]


def test_the_command_writes_both_forms(tmp_path: Path, printing_fonts: FontSet) -> None:
    assert not printing_fonts.missing
    office = fill_desk(staff(tmp_path))
    link_fonts(office.root)
    name = f"{office.root}/dist/slips/交接单（郑××，2026年11月30日）"
    assert succeed(office.root, "handover", "郑××", "--to", "林××") == f"已写入 {name}.pdf\n已写入 {name}.docx\n"
    assert Path(f"{name}.pdf").read_bytes().startswith(b"%PDF-")
    assert read_cells(Path(f"{name}.docx").read_bytes())[:4] == [
        "移交人",
        "郑××（信息科）",
        "接手人",
        "林××（信息科科员）",
    ]


def test_one_file_in_the_form_of_its_name(tmp_path: Path) -> None:
    office = fill_desk(staff(tmp_path))
    word, page = tmp_path / "甲.docx", tmp_path / "新/乙.html"
    assert succeed(office.root, "handover", "郑××", "-o", str(word), "--on", "2026-12-04") == f"已写入 {word}\n"
    assert read_cells(word.read_bytes())[3] == ""
    assert "截至2026年12月4日" in "".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)
    assert succeed(office.root, "handover", "郑××", "-o", str(page)) == f"已写入 {page}\n"
    text = page.read_text(encoding="utf-8")
    assert "云委督〔2026〕31号" in text
    assert "疏浚河道" not in text
    # Written again: the same bytes.
    before = page.read_bytes()
    succeed(office.root, "handover", "郑××", "-o", str(page))
    assert page.read_bytes() == before


def test_it_is_one_of_the_slips(tmp_path: Path) -> None:
    office = staff(tmp_path)
    assert "交接单 人员…\n" in succeed(office.root, "slip")
    said = succeed(office.root, "slip", "交接单", "郑××", "--docx")
    assert said == f"已写入 {office.root}/dist/slips/交接单（郑××，2026年11月30日）.docx\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["王××"], 1, "error[person-unknown] 移交人“王××”不在人员名单里\n"),
        (["郑××", "--to", "王××"], 1, "error[person-unknown] 接手人“王××”不在人员名单里\n"),
        (["郑××", "--to", "bianji-zheng"], 1, "error[person-same] 移交人和接手人是同一个人\n提示：--to 写接手的人\n"),
        (["郑××", "-o", "甲.xlsx"], 2, "用法有误：-o 的“甲.xlsx”要以 .pdf、.docx 或 .html 结尾\n"),
        ([], 2, "用法有误：没有写人员\n"),
    ],
)
def test_what_is_refused(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    assert refuse(staff(tmp_path).root, "handover", *arguments, code=code).startswith(said)


def test_a_secret_is_not_printed(tmp_path: Path) -> None:
    office = staff(tmp_path)
    office.item("chengguan", date="2026-11-28", title="机密★1年 某事")
    assert "secrecy-mark" in refuse(office.root, "handover", "郑××", "-o", str(tmp_path / "x.html"))
