"""选题单、花脸稿、签发单、专题汇编: what editors print, from records alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conftest import Compare
from jianbao.compiling import digest_draft
from jianbao.model import Access
from jianbao.problems import ProblemsFound
from jianbao.rendering.papers.paper import Figure, Paper
from jianbao.rendering.papers.slip import find_slip
from jianbao.rendering.slips.binding import Search
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.subjects import fill_slip
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder, day
from papers import show_paper

EXPECTED = Path(__file__).parent / "expected"
FILED = """连日来，城关镇紧盯群众反映的难点，逐户走访、逐项整改。

**划好地方。**选定建设路北段3处空地，划摊位146个，早市5时30分至8时，其余时间恢复停车。

下一步，拟在汽车站东侧增设1处。"""
EDITED = """**定点定时。**城关镇选定建设路北段3处空地，划摊位146个，早市5时30分至8时开放，其余时间恢复停车。

投诉由74件降到19件，下降74.3%。"""
# One pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path_factory.mktemp("office"), limits="items: 3")
    stalls = built.item("chengguan", "tan-qu", "2026-11-03 09:20", FILED, title="城关镇设“潮汐摊区”变赶为疏")
    joint = built.item("zhujian", "ran-qi", "2026-11-04", units=["区住建局", "城关镇"], title="老旧小区换上新燃气管道")
    first = built.decide(stalls, order=10, body=EDITED, title="城关镇“潮汐摊区”投诉降七成", reason="补写成效")
    second = built.decide(joint, order=20)
    built.sign(date="2026-11-06", draft=built.draft(first, second, day="2026-11-06"))
    built.correct("xinxi/2026/007", first, "74件", "47件", day="2026-11-09")
    built.adopt("heping", "lao-jiu", "2026-11-10", title="和平镇旧改全部开工", column="minyi", access="办内")
    built.sign(date="2026-11-13")
    wrong = built.adopt("longquan", "lao-jiu", "2026-11-16", title="龙泉镇旧改全部完成")
    built.sign(date="2026-11-18")
    assert wrong
    built.withdraw("xinxi/2026/009", day="2026-11-19")
    harvest = [
        built.item("longquan", "shou-ge", "2026-11-20", "龙泉镇19个村错开用机。到9月22日收割1.9万亩。"),
        built.item("heping", "hong-gan", "2026-11-21", "和平镇租用烘干机12台，每天增加780吨。农户满意。"),
    ]
    built.decide(*harvest, slug="qiu-shou", decided="2026-11-23", title="秋收进入尾声",
                 body="秋收进入尾声。龙泉镇19个村错开用机；和平镇租用烘干机12台，每天增加780吨。")  # fmt: skip
    built.adopt("shuju", "gong-xiang", "2026-11-24", order=30)
    built.adopt("longquan", "bai-bao", "2026-11-25", decision="退改", reason="请核实产值")
    built.draft("2026/11-23-qiu-shou", "2026/11-24-shuju-gong-xiang", day="2026-11-29", note="请对照查漏补缺。",
                extra_recipients=["区法院"], dropped=[{"article": "2026/11-25-longquan-bai-bao", "by": "周××",
                                                     "reason": "产值没有核实。"}],
                reviews=[{"stage": "核稿", "by": "吴××", "at": "2026-11-29 10:20", "note": "同意",
                          "digest": "旧"}])  # fmt: skip
    built.item("chengguan", "tan-qu-2", "2026-11-28", EDITED, title="城关镇“潮汐摊区”投诉降七成续")
    late = built.item("longquan", "hu-lin", "2026-11-20", urgency="加急", occurred="2026-11-20 07:40",
                      learned="2026-11-20 07:55")  # fmt: skip
    built.receipt(late, "2026-11-20 08:10", via="电话")
    built.item("zhujian", "kong", "2026-11-29", body="", units=["区住建局", "龙泉镇"], title="<b>{{ 1+1 }}</b>照印")
    return built


def fill(office: OfficeBuilder, name: str, record: Any = None, **options: Any) -> Paper:
    templates = Templates(office.root)
    request = SlipRequest(office=office.read(), templates=templates, as_of=AS_OF, **options)
    return fill_slip(find_slip(templates, name), request, record)


def test_queue(office: OfficeBuilder, compare_golden: Compare) -> None:
    compare_golden(EXPECTED / "选题单.txt", show_paper(fill(office, "选题单")))


def test_queue_of_one_unit_holds_what_it_only_takes_part_in(office: OfficeBuilder) -> None:
    text = show_paper(fill(office, "选题单", unit="longquan"))
    assert "待处理2篇（龙泉镇）" in text
    assert "  1 | 【" not in text
    assert "<b>{{ 1+1 }}</b>照印" in text
    assert "城关镇“潮汐摊区”" not in text


def test_queue_of_nothing(tmp_path: Path) -> None:
    assert show_paper(fill(OfficeBuilder(tmp_path), "选题单")) == (
        "《选题单（2026年11月30日）》 danju\ntitle：选题单\nnumber：中共云溪区委办公室　2026年11月30日　待处理0篇\n"
        "body：没有待处理的稿件。\n"
    )


def test_marked_copy(office: OfficeBuilder, compare_golden: Compare) -> None:
    record = office.read().desk["2026/11-05-chengguan-tan-qu"]
    compare_golden(EXPECTED / "花脸稿.txt", show_paper(fill(office, "花脸稿", record)))


def test_marked_copy_of_a_composite_names_each_source(office: OfficeBuilder, compare_golden: Compare) -> None:
    record = office.read().desk["2026/11-23-qiu-shou"]
    compare_golden(EXPECTED / "花脸稿-综合.txt", show_paper(fill(office, "花脸稿", record)))


def test_marked_copy_of_what_was_taken_as_filed(office: OfficeBuilder) -> None:
    text = show_paper(fill(office, "花脸稿", office.read().desk["2026/11-24-shuju-gong-xiang"]))
    assert "  增删 | 正文没有改动\n" in text
    assert not {"[-", "{+"} & {text[n : n + 2] for n in range(len(text))}


def test_marked_copy_of_the_offices_own_piece_is_refused(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    own = office.decide(slug="zi-bian", title="会议摘要", body="会议议定事项。")
    with pytest.raises(ProblemsFound) as found:
        fill(office, "花脸稿", office.read().desk[own])
    assert str(found.value) == (
        "error[slip-empty] briefs/desk/2026/11-05-zi-bian.md:1:1 2026/11-05-zi-bian 没有可以对照的原稿\n"
        "提示：花脸稿对照的是单位报送的原稿，请写采用稿件的编辑记录"
    )


def test_sheet_for_signing(office: OfficeBuilder, compare_golden: Compare) -> None:
    draft = office.read().drafts["xinxi/2026-11-29"]
    compare_golden(EXPECTED / "签发单.txt", show_paper(fill(office, "签发单", draft)))


def test_a_stage_passed_on_the_text_of_today_needs_no_second_look(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.draft(office.adopt(), day="2026-11-29")
    paper = fill(office, "签发单", office.read().drafts["xinxi/2026-11-29"])
    check = next(block.text for block in paper.paragraphs() if len(block.text) == 8 and block.text.isalnum())
    office.replace("briefs/drafts/xinxi/2026-11-29.yml", "articles:", "reviews: [{stage: 会签, by: 吴××, "
                   "at: 2026-11-29, digest: DIGEST}]\narticles:")  # fmt: skip
    read = office.read()
    digest = digest_draft(read, read.drafts["xinxi/2026-11-29"])
    assert digest.startswith(check)
    office.replace("briefs/drafts/xinxi/2026-11-29.yml", "DIGEST", digest)
    text = show_paper(fill(office, "签发单", office.read().drafts["xinxi/2026-11-29"]))
    assert "  会签 | <3×1>吴××　2026年11月29日\n" in text


def test_a_draft_that_may_not_be_printed_has_no_sheet(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.draft(office.adopt(column="nowhere"), day="2026-11-29")
    with pytest.raises(ProblemsFound) as found:
        fill(office, "签发单", office.read().drafts["xinxi/2026-11-29"])
    assert [problem.code for problem in found.value.problems] == ["column-unknown"]


def test_binding(office: OfficeBuilder, compare_golden: Compare) -> None:
    compare_golden(EXPECTED / "专题汇编.txt", show_paper(fill(office, "专题汇编", Search(words=("旧改",)))))
    compare_golden(EXPECTED / "专题汇编-更正.txt", show_paper(fill(office, "专题汇编", Search(words=("投诉",)))))


def test_binding_for_units_leaves_out_what_is_closed_and_withdrawn(office: OfficeBuilder) -> None:
    text = show_paper(fill(office, "专题汇编", Search(words=("旧改",)), access=Access.OFFICE))
    assert ("和平镇旧改" in text, "龙泉镇旧改" in text, "内部资料　注意保存" in text) == (True, False, True)
    with pytest.raises(ProblemsFound) as found:
        fill(office, "专题汇编", Search(words=("旧改", "和平镇")), access=Access.INTERNAL)
    assert str(found.value) == (
        "error[slip-empty] 没有查到刊登过“旧改、和平镇”的文章，没有汇编\n提示：少写一个词，或放宽时段"
    )
    paper = fill(office, "专题汇编", Search(words=("小区",)), access=Access.PUBLIC)
    assert paper.title == "专题汇编 小区（公开版）"
    public = show_paper(paper)
    assert ("燃气管道" in public, "内部资料" in public) == (True, False)


def test_binding_within_days(office: OfficeBuilder) -> None:
    search = Search(words=("小区",), first=day("2026-11-01").day, last=day("2026-11-06").day)
    assert "number：2026年11月1日—11月6日　共1篇\n" in show_paper(fill(office, "专题汇编", search))


def test_binding_shows_the_pictures_that_were_signed(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/items/chengguan/2026/11-03-tu/a.png", PICTURE)
    office.decide(office.item("chengguan", "tu", body="见图。\n\n![摊区](11-03-tu/a.png)"))
    office.sign()
    office.write("briefs/items/chengguan/2026/11-03-tu/a.png", b"")
    paper = fill(office, "专题汇编", Search(words=("见图",)))
    figures = [block for block in paper.blocks if isinstance(block, Figure)]
    assert [(figure.caption, figure.width, figure.height) for figure in figures] == [("摊区", 1, 1)]
    assert paper.pictures == {figures[0].name: PICTURE}
