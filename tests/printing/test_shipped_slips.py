"""Every working paper that comes with jianbao, for the demo office: to PDF and to Word, with every character of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

from fonts import ROOT
from jianbao.caching import FileCache
from jianbao.metadata import Moment
from jianbao.reading import Office, read_office
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.slip import Slip, list_slips
from jianbao.rendering.printing.coverage import find_missing
from jianbao.rendering.printing.documents import Documents
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.slips.binding import Search
from jianbao.rendering.slips.handover import Handover
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.subjects import DESCRIBE, fill_slip
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder

TEMPLATES = Templates(ROOT)
SLIPS = {slip.name: slip for slip in list_slips(TEMPLATES)}
# A form is to be signed, posted and filed: it is one sheet of paper, both sides at most. The others are as long as what
# they hold.
LONG = {"选题单", "花脸稿", "专题汇编", "交接单"}


@cache
def demo() -> Office:
    return read_office(ROOT)


def last_record(slip: Slip) -> Any:
    """What of the demo such a slip could be made for."""
    folders = {"item": "items", "issue": "issues", "draft": "drafts", "call": "calls", "instruction": "instructions",
               "report": "reports", "adoption": "adoptions", "task": "tasks",
               "incident": "incidents"}  # fmt: skip
    if slip.about in folders:
        records = getattr(demo(), folders[slip.about])
        # Of items, one that was printed.
        printed = [
            article.id for issue in demo().issues.values() if issue.document for article in issue.document.articles
        ]
        items = [item for desk in printed for item in demo().desk[desk].items]
        if slip.about == "item":
            return records[items[-1]]
        return next((record for _, record in sorted(records.items(), reverse=True) if _serves(slip, record)), None)
    composite = next(record for record in demo().desk.values() if record.is_composite)
    others = {"unit": "chengguan", "words": Search(words=("旧改",)), "person": Handover(person="bianji-zheng")}
    return {"desk": composite, "none": None, **others}[slip.about]


def _serves(slip: Slip, record: Any) -> bool:
    """Whether there is anything to write: a call that waits for an answer, a task with a result."""
    request = SlipRequest(office=demo(), templates=TEMPLATES, as_of=AS_OF)
    return not slip.needs or bool(DESCRIBE[slip.about](request, record)[slip.needs])


@cache
def fill(name: str) -> Paper:
    as_of = demo().settings.office.as_of
    assert isinstance(as_of, Moment)
    request = SlipRequest(office=demo(), templates=TEMPLATES, as_of=as_of)
    return fill_slip(SLIPS[name], request, last_record(SLIPS[name]))


def count(text: str) -> Counter[str]:
    """Characters; line ends, spaces and the like are each format's own."""
    return Counter("".join(text.split()))


def text_of(paper: Paper) -> str:
    return "".join(paragraph.text for paragraph in paper.paragraphs())


@pytest.mark.parametrize("name", SLIPS)
def test_pdf(name: str, printer: Printer, printing_fonts: FontSet) -> None:
    paper = fill(name)
    assert find_missing(paper, printing_fonts) == []
    with pdfplumber.open(BytesIO(printer.render(paper))) as pdf:
        lost = count(text_of(paper)) - count("".join(page.extract_text() for page in pdf.pages))
        assert (lost, pdf.metadata["Title"]) == (Counter(), paper.title)
        assert name in LONG or len(pdf.pages) <= 2


def test_contents_of_a_binding_tell_the_pages(printer: Printer) -> None:
    paper = fill("专题汇编")
    with pdfplumber.open(BytesIO(printer.render(paper))) as pdf:
        pages = [["".join(line.split()) for line in page.extract_text().splitlines()] for page in pdf.pages]
    titles = [block.text for block in paper.paragraphs() if block.role == "article"]
    starts = {title: n for n, lines in enumerate(pages, 1) for title in titles if title in lines}
    listed = [re.sub(r"\.{3,}", "……", line) for line in pages[1][1:-1]]
    assert listed == [f"{number}．{title}……{starts[title]}" for number, title in enumerate(titles, 1)]
    assert len(set(starts.values())) > 1


def test_a_long_queue_goes_on_with_its_head_on_every_page(tmp_path: Path, printer: Printer) -> None:
    office = OfficeBuilder(tmp_path)
    for number in range(1, 31):
        office.item("chengguan", f"gao-{number}", f"2026-11-{number:02d}", title=f"第{number}篇 #set $x$ [*强*] <b>")
    request = SlipRequest(office=office.read(), templates=TEMPLATES, as_of=AS_OF)
    paper = fill_slip(SLIPS["选题单"], request, None)
    with pdfplumber.open(BytesIO(printer.render(paper))) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert len(texts) > 4
    assert [n for n, text in enumerate(texts) if "处理意见" not in text] == []
    # As it was typed, each once and in order.
    found = re.findall(r"第(\d+)篇 #set \$x\$ \[\*强\*\] <b>", "\n".join(texts))
    assert found == [str(number) for number in range(1, 31)]


@pytest.mark.parametrize("name", SLIPS)
def test_word(name: str, tmp_path: Path) -> None:
    paper = fill(name)
    documents = Documents(tmp_path, TEMPLATES, demo().settings.printing, FileCache(tmp_path, "slips"))
    made = docx.Document(BytesIO(documents.word(paper)))
    texts = [element.text or "" for element in made.element.body.iter() if element.tag.endswith("}t")]
    assert count(text_of(paper)) - count("".join(texts)) == Counter()
    assert made.core_properties.title == paper.title


@pytest.mark.parametrize("name", SLIPS)
def test_without_a_scheme_no_slip_speaks_of_points_or_ranks(name: str) -> None:
    text = text_of(fill(name)) + TEMPLATES.source(SLIPS[name].file)
    assert [word for word in ("得分", "计分", "排名", "考核", "名次", "分值") if word in text] == []


@pytest.mark.parametrize("name", SLIPS)
def test_every_slip_says_what_it_is_for(name: str) -> None:
    summary = SLIPS[name].summary
    assert 4 <= len(summary) <= 30
    assert not summary.endswith("。")
