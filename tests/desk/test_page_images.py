"""The pages of a paper as pictures: as many as the PDF has, kept while they are looked at; and what a review saw."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from desks import run_git
from fonts import link_fonts
from jianbao.compiling import compile_document, draft_contents
from jianbao.history import find_first_commit, read_committed
from jianbao.metadata import Moment
from jianbao.rendering.issue_documents import PaperSource, compile_draft
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.templates import Templates
from jianbao.serving.showing.page_images import PageCount, PageImages, guess_pages
from jianbao.serving.showing.since_review import ArticleChange, Changes, compare_articles, find_changes
from jianbao.settings.printing import DocumentForm
from offices import AS_OF, BODY, OfficeBuilder, commit_all

DRAFT = "xinxi/2026-11-20"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def make_paper(builder: OfficeBuilder, *bodies: str) -> Paper:
    records = [builder.decide(builder.item(slug=f"gao-{n}", body=body)) for n, body in enumerate(bodies)]
    builder.draft(*records)
    office = builder.read()
    document = compile_draft(office, builder.series(), office.drafts[DRAFT], builder.series().access)
    return PaperSource(office=office, templates=Templates(builder.root), day=AS_OF.day).draft(document)


def test_pages_are_those_of_the_pdf(builder: OfficeBuilder, printer: Printer) -> None:
    paper = make_paper(builder, f"{BODY}\n\n" * 12, BODY)
    pages = printer.draw(paper, 20)
    with pdfplumber.open(BytesIO(printer.render(paper))) as pdf:
        assert len(pages) == len(pdf.pages) > 2
    assert {page[:8] for page in pages} == {b"\x89PNG\r\n\x1a\n"}
    # A page of 210 × 297 mm at 20 dots an inch.
    assert [int.from_bytes(page[at : at + 4]) for page in pages[:1] for at in (16, 20)] == [165, 234]
    assert printer.draw(replace(paper, copies=(1, 2, 3)), 20) == pages
    assert printer.draw(paper, 20) == pages


def test_a_paper_is_drawn_once_while_it_is_looked_at(
    builder: OfficeBuilder, printing_fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_fonts(builder.root)
    paper, settings = make_paper(builder, BODY), builder.read().settings.printing
    images, drawn = PageImages(builder.root, Templates(builder.root)), list[int]()
    really = Printer.draw

    def count(printer: Printer, paper: Paper, dots: int) -> tuple[bytes, ...]:
        drawn.append(dots)
        return really(printer, paper, dots)

    monkeypatch.setattr(Printer, "draw", count)
    monkeypatch.setattr("jianbao.serving.showing.page_images._MOST_PAPERS", 2)
    assert images.count(paper, settings) == images.count(paper, settings) == PageCount(pages=1)
    assert drawn == [8]
    for dots in (9, 10, 9):
        images.draw(paper, settings, dots)
    assert drawn == [8, 9, 10]
    images.draw(paper, settings, 8)
    assert drawn == [8, 9, 10, 8]
    assert images.make(DocumentForm.PDF, paper, settings)[:5] == b"%PDF-"


def test_what_cannot_be_set_is_guessed_by_its_lines(builder: OfficeBuilder, printing_fonts: FontSet) -> None:
    link_fonts(builder.root)
    settings = builder.read().settings.printing
    paper = make_paper(builder, "\U0001f600这个字没有。")
    counted = PageImages(builder.root, Templates(builder.root)).count(paper, settings)
    assert (counted.pages, counted.exact) == (1, False)
    assert counted.chinese.endswith("，暂时排不出，按字数估算）")
    assert PageCount(pages=3).chinese == "3页"
    long = make_paper(builder, "字" * 28 * 40)
    # 40 full lines of the text, a few of titles, and what the masthead and the imprint take.
    assert guess_pages(long) == 3


def test_the_repository_tells_what_a_file_was(builder: OfficeBuilder) -> None:
    builder.write("briefs/drafts/a.yml", "digest: 甲\n")
    commit_all(builder.root, "2026-11-01T09:00:00+08:00")
    first = run_git(builder.root, "rev-parse", "HEAD").strip()
    builder.write("briefs/drafts/a.yml", "digest: 乙\n")
    commit_all(builder.root, "2026-11-02T09:00:00+08:00")
    assert find_first_commit(builder.root, "briefs/drafts/a.yml", "甲") == first
    assert find_first_commit(builder.root, "briefs/drafts/a.yml", "丙") == ""
    found = read_committed(builder.root, first, ["briefs/drafts/a.yml", "briefs/drafts/b.yml"])
    assert found == {"briefs/drafts/a.yml": "digest: 甲\n"}
    assert find_first_commit(builder.root / "nowhere", "a", "甲") == ""


def test_changes_since_a_review_are_found_in_every_part(builder: OfficeBuilder) -> None:
    first, second = builder.adopt(), builder.adopt("heping", "yi")
    builder.draft(first, second)
    office = builder.read()
    document, _ = compile_document(office, builder.series(), draft_contents(office, office.drafts[DRAFT]))
    one, two = document.articles
    changed = replace(
        document,
        articles=(
            replace(two, title="另一个标题", units=(), column="jiaoliu"),
            replace(one, body=BODY.replace("210件", "220件"), access=builder.series("canyue").access),
        ),
    )
    title, text = compare_articles(document, changed)
    assert title.did == ("标题原为“heping推进yi”", "移到了“经验交流”", "署名单位变了")
    assert text.did == ("正文有改动", "次序变了", "公开范围由公开改为办内")
    assert [piece.text for piece in text.marked[0] if piece.mark] == ["210", "220"]
    assert compare_articles(changed, replace(changed, articles=changed.articles[:1])) == [
        ArticleChange(title=one.title, did=("不在本期了",))
    ]
    assert compare_articles(document, document) == []


def test_a_review_without_a_known_text_is_compared_with_nothing(builder: OfficeBuilder) -> None:
    first = builder.adopt()
    builder.draft(first, reviews=[{"stage": "核稿", "by": "吴××", "at": "2026-11-20", "digest": "0" * 64}])
    office = builder.read()
    draft, series = office.drafts[DRAFT], builder.series()
    assert find_changes(office, series, draft, draft.reviews[0]) is None
    commit_all(builder.root, "2026-11-20T09:00:00+08:00")
    # What was kept is not the text that the review names: it is shown, and said to be uncertain.
    assert find_changes(office, series, draft, draft.reviews[0]) == Changes(articles=(), certain=False)
    assert find_changes(office, series, draft, replace(draft.reviews[0], digest="", at=Moment(AS_OF.day))) is None
