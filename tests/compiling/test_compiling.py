"""One document with every name resolved: what each kind of desk record becomes, and what forbids to sign it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.compiling import Contents, Signature, compile_document, draft_contents
from jianbao.model import Access, Article, Column, CreditedUnit, Document, Imprint
from jianbao.model.document import encode_document
from jianbao.numbering import Numbers
from jianbao.problems import Problem
from offices import BODY, OfficeBuilder, make_picture

SIGNED = Signature(
    day=date(2026, 11, 20),
    numbers=Numbers(number=(12,), cumulative=(1248,)),
    signatory="zhuren",
    reviewer=("kezhang", "zhuren"),
    editor=("bianji-zheng",),
)


def compile_articles(
    builder: OfficeBuilder, *articles: str, note: str = "", signed: Signature | None = None, series: str = ""
) -> tuple[Document, list[Problem]]:
    office = builder.read()
    found = office.settings.series("xinxi", series)
    assert found is not None
    contents = Contents(articles=tuple(office.desk[article] for article in articles), note=note)
    return compile_document(office, found, contents, signed)


def compile_one(builder: OfficeBuilder, article: str, *, signed: Signature | None = None) -> Article:
    document, problems = compile_articles(builder, article, signed=signed)
    assert problems == []
    return document.articles[0]


def sentences(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def test_item_as_filed(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jiu-gai")
    office = builder.read()
    article = compile_one(builder, desk)
    assert (article.id, article.anchor, article.column) == (desk, "chengguan-jiu-gai", "zhongdian")
    assert (article.title, article.body) == ("chengguan推进jiu-gai", BODY)
    assert article.units == (CreditedUnit(id="chengguan", name="城关镇"),)
    assert (article.access, article.urgent, article.pictures) == (Access.PUBLIC, False, ())
    source = office.items["chengguan/2026/11-03-jiu-gai"].source
    assert [(s.id, s.digest, s.units) for s in article.items] == [
        ("chengguan/2026/11-03-jiu-gai", source.digest, ("chengguan",))
    ]
    assert (article.desk.id, article.desk.digest) == (desk, office.desk[desk].source.digest)


def test_edited_title_and_body_replace_those_filed(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jiu-gai", title="改后的标题", body="改后的正文。")
    article = compile_one(builder, desk)
    assert (article.title, article.body) == ("改后的标题", "改后的正文。")


def test_joint_item_credits_each_unit_once_in_its_order(builder: OfficeBuilder) -> None:
    desk = builder.decide(builder.item("zhujian", "lian-he", units=["区住建局", "城关镇", "城关"]))
    assert compile_one(builder, desk).units == (
        CreditedUnit(id="zhujian", name="区住建局"),
        CreditedUnit(id="chengguan", name="城关镇"),
    )


def test_composite_credits_the_distinct_units_of_its_items(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi"), builder.item("chengguan", "bing")]
    desk = builder.decide(*items, title="三地推进网格治理", body="综合后的正文。", slug="wang-ge")
    article = compile_one(builder, desk)
    assert (article.title, article.body) == ("三地推进网格治理", "综合后的正文。")
    assert [unit.name for unit in article.units] == ["城关镇", "和平镇"]
    assert [source.id for source in article.items] == items
    assert article.anchor == "wang-ge"


def test_composite_without_text_of_its_own_has_neither_title_nor_body(builder: OfficeBuilder) -> None:
    desk = builder.decide(builder.item("chengguan", "jia"), builder.item("heping", "yi"), slug="wang-ge")
    _, problems = compile_articles(builder, desk)
    place = "briefs/desk/2026/11-05-wang-ge.md:1:1"
    assert sentences(problems) == [
        f"error[desk-empty] {place} 这一篇没有标题\n提示：在编辑记录里写上标题",
        f"error[desk-empty] {place} 《》没有正文\n提示：在编辑记录里写上正文",
    ]


def test_credit_of_the_desk_record_overrides_the_units_of_the_items(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "jiu-gai")
    credit = [{"unit": "heping", "share": "0.6", "main": "是"}, {"unit": "区住建局", "share": "0.4"}]
    assert compile_one(builder, builder.decide(item, credit=credit)).units == (
        CreditedUnit(id="heping", name="和平镇", main=True, share="0.6"),
        CreditedUnit(id="zhujian", name="区住建局", share="0.4"),
    )


def test_own_piece_credits_nobody(builder: OfficeBuilder) -> None:
    desk = builder.decide(slug="chang-wei-hui", title="区委常委会召开会议", body="会议强调要抓好落实。")
    article = compile_one(builder, desk)
    assert (article.units, article.items) == ((), ())
    assert article.anchor == "chang-wei-hui"


@pytest.mark.parametrize(("day", "name"), [(date(2026, 10, 7), "区大数据局"), (date(2026, 10, 8), "区数据局")])
def test_units_are_named_as_on_the_day_of_signing(builder: OfficeBuilder, day: date, name: str) -> None:
    desk = builder.adopt("shuju", "gong-xiang", "2026-10-01")
    signed = Signature(day=day, numbers=Numbers(number=(7,), cumulative=(1237,)), signatory="zhuren")
    assert compile_one(builder, desk, signed=signed).units == (CreditedUnit(id="shuju", name=name),)


def test_a_draft_names_units_as_they_are_called_last(builder: OfficeBuilder) -> None:
    assert compile_one(builder, builder.adopt("shuju", "gong-xiang", "2026-10-01")).units[0].name == "区数据局"


@pytest.mark.parametrize(("day", "name"), [("2026-10-07", "区大数据局"), ("2026-10-08", "区数据局")])
def test_a_draft_names_units_as_on_its_own_day(builder: OfficeBuilder, day: str, name: str) -> None:
    draft = builder.draft(builder.adopt("shuju", "gong-xiang", "2026-10-01"), day=day)
    office = builder.read()
    document, problems = compile_document(office, builder.series(), draft_contents(office, office.drafts[draft]))
    assert problems == []
    assert [unit.name for unit in document.articles[0].units] == [name]


# -- access -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "column", "desk", "item", "expected"),
    [
        ("", "zhongdian", None, None, Access.PUBLIC),
        ("", "minyi", None, None, Access.INTERNAL),
        ("", "社情民意", "公开", "公开", Access.INTERNAL),
        ("", "zhongdian", "内部", None, Access.INTERNAL),
        ("", "zhongdian", "公开", "办内", Access.OFFICE),
        ("", "minyi", "办内", "内部", Access.OFFICE),
        ("zengkan", "zhuanti", "公开", "公开", Access.INTERNAL),
        ("zengkan", "zhuanti", None, "办内", Access.OFFICE),
    ],
)
def test_an_article_is_as_closed_as_the_most_closed(
    builder: OfficeBuilder, series: str, column: str, desk: str | None, item: str | None, expected: Access
) -> None:
    filed = builder.item("chengguan", "jia", access=item)
    record = builder.decide(filed, series=series, column=column, access=desk)
    document, problems = compile_articles(builder, record, series=series)
    assert problems == []
    assert document.articles[0].access is expected


def test_one_closed_item_closes_a_composite(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi", access="办内")]
    desk = builder.decide(*items, title="综合", body="正文。", access="公开")
    assert compile_one(builder, desk).access is Access.OFFICE


def test_article_of_an_unknown_series_is_the_offices_own(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", series="mei-you")
    assert compile_one(builder, desk).access is Access.OFFICE


def test_the_mark_of_internal_papers_follows_the_articles(builder: OfficeBuilder) -> None:
    open_, closed = builder.adopt("chengguan", "jia"), builder.adopt("heping", "yi", column="minyi")
    assert compile_articles(builder, open_)[0].mark == ""
    assert compile_articles(builder, open_, closed)[0].mark == "内部资料　注意保存"
    assert compile_articles(builder, open_, closed)[0].access is Access.INTERNAL


def test_the_mark_of_internal_papers_is_the_offices_own_word(builder: OfficeBuilder) -> None:
    builder.replace("briefs/settings/office.yml", "phone:", "internal_mark: 内部材料 妥善保管\nphone:")
    closed = builder.adopt("heping", "yi", column="minyi")
    assert compile_articles(builder, closed)[0].mark == "内部材料 妥善保管"


def test_a_column_that_the_series_has_not_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt(column="mei-you")
    _, problems = compile_articles(builder, desk)
    assert sentences(problems) == [
        f"error[column-unknown] briefs/desk/{desk}.md:1:1 本刊没有栏目“mei-you”\n提示：改成本刊的栏目"
    ]


# -- anchors ------------------------------------------------------------------


def test_anchor_is_the_slug_and_the_date_too_where_two_would_share_it(builder: OfficeBuilder) -> None:
    first = builder.decide(builder.item("chengguan", "jia"), slug="wang-ge", decided="2026-11-05")
    second = builder.decide(builder.item("heping", "yi"), slug="wang-ge", decided="2026-11-06")
    third = builder.adopt("longquan", "bing")
    document, _ = compile_articles(builder, first, second, third)
    assert [article.anchor for article in document.articles] == ["11-05-wang-ge", "11-06-wang-ge", "longquan-bing"]


def test_anchor_says_nothing_of_position(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping", "longquan")]
    forward, _ = compile_articles(builder, *desks)
    backward, _ = compile_articles(builder, *reversed(desks))
    assert {a.id: a.anchor for a in forward.articles} == {a.id: a.anchor for a in backward.articles}
    assert [a.id for a in backward.articles] == list(reversed(desks))


def test_anchors_are_unique_when_days_and_slugs_of_two_years_coincide(builder: OfficeBuilder) -> None:
    first = builder.decide(builder.item("chengguan", "jia", "2025-11-03"), slug="wang-ge", decided="2025-11-05")
    second = builder.decide(builder.item("heping", "yi"), slug="wang-ge", decided="2026-11-05")
    document, _ = compile_articles(builder, first, second)
    assert [article.anchor for article in document.articles] == ["2025-11-05-wang-ge", "2026-11-05-wang-ge"]


def test_a_slug_that_looks_like_another_articles_anchor_takes_a_longer_one(builder: OfficeBuilder) -> None:
    slugs = ["wang-ge", "wang-ge", "11-05-wang-ge"]
    units = ["chengguan", "heping", "longquan"]
    desks = [
        builder.decide(builder.item(unit, "jia"), slug=slug, decided=f"2026-11-0{day}")
        for unit, slug, day in zip(units, slugs, (5, 6, 7), strict=True)
    ]
    document, _ = compile_articles(builder, *desks)
    anchors = [article.anchor for article in document.articles]
    assert anchors == ["2026-11-05-wang-ge", "11-06-wang-ge", "11-07-11-05-wang-ge"]


# -- the document around the articles -----------------------------------------


def test_signed_document_resolves_every_name(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    office = builder.read()
    series = office.settings.series("xinxi")
    assert series is not None
    contents = Contents(articles=(office.desk[desk],), note="编者按。", extra_recipients=("区人大办",))
    document, problems = compile_document(office, series, contents, SIGNED)
    assert problems == []
    assert document.number_text == "第12期（总第1248期）"
    assert (document.year, document.number, document.cumulative) == (2026, (12,), (1248,))
    assert (document.date, document.note) == (date(2026, 11, 20), "编者按。")
    assert (document.name, document.series_name, document.full_name) == ("信息", "", "信息")
    assert document.issuer == "中共云溪区委办公室"
    assert document.columns == (
        Column(id="zhongdian", name="重点工作"),
        Column(id="jiaoliu", name="经验交流"),
        Column(id="minyi", name="社情民意"),
    )
    assert document.imprint == Imprint(
        up=("市委办公室",),
        peer=("区委常委",),
        down=("各乡镇党委",),
        extra=("区人大办",),
        copies=160,
        signatory="周××",
        reviewer="吴××、周××",
        editor="郑××",
        proofreader="",
        phone="0000-0000001",
    )


def test_supplement_is_named_with_its_series(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", series="增刊", column="zhuanti")
    document, _ = compile_articles(builder, desk, series="zengkan")
    assert (document.full_name, document.number_text) == ("信息（增刊）", "增刊第×期（送审稿）")


def test_column_written_by_name_or_id_is_the_same_column(builder: OfficeBuilder) -> None:
    by_name, by_id = (
        builder.adopt("chengguan", "jia", column="经验交流"),
        builder.adopt("heping", "yi", column="jiaoliu"),
    )
    document, _ = compile_articles(builder, by_name, by_id)
    assert [(column.name, len(articles)) for column, articles in document.in_columns()] == [("经验交流", 2)]


def test_draft_is_the_same_bytes_on_every_day_and_names_nobody(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    document, problems = compile_articles(builder, desk)
    assert problems == []
    assert document.number_text == "第×期（送审稿）"
    assert (document.year, document.number, document.cumulative, document.date) == (0, (), (), None)
    imprint = document.imprint
    assert (imprint.signatory, imprint.reviewer, imprint.editor, imprint.proofreader) == ("", "", "", "")
    assert encode_document(document) == encode_document(compile_articles(builder, desk)[0])


def test_draft_contents_are_the_draft_exactly(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping", "longquan")]
    identity = builder.draft(
        desks[2], desks[0], "2026/11-05-mei-you", note="按语", extra_recipients=["区政协办"], day="2026-11-20"
    )
    office = builder.read()
    contents = draft_contents(office, office.drafts[identity])
    assert [record.id for record in contents.articles] == [desks[2], desks[0]]
    assert (contents.note, contents.extra_recipients) == ("按语", ("区政协办",))


@given(text=st.text(st.sampled_from("e\u0301a\u0300o\u0308高\u1100\u1161é"), min_size=1, max_size=12))
def test_titles_and_bodies_are_in_nfc(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    builder = OfficeBuilder(tmp_path_factory.mktemp("nfc"))
    article = compile_one(builder, builder.adopt("chengguan", "jia", title=f"题{text}", body=f"文{text}"))
    assert article.title == unicodedata.normalize("NFC", f"题{text}")
    assert article.body == unicodedata.normalize("NFC", f"文{text}")


# -- what forbids to sign -----------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "mark"),
    [
        ("标题", "秘密★1年\n\n正文。", "秘密★1年"),
        ("标题", "正文。\n\n机密\n\n正文。", "机密"),
        ("绝密", "正文。", "绝密"),
        ("标题", "密级：秘密\n正文。", "密级：秘密"),
    ],
)
def test_secrecy_mark_is_refused(builder: OfficeBuilder, title: str, body: str, mark: str) -> None:
    desk = builder.adopt("chengguan", "jia", title=title, body=body)
    _, problems = compile_articles(builder, desk)
    assert sentences(problems) == [
        (
            f"error[secrecy-mark] briefs/desk/2026/11-03-chengguan-jia.md:1:1 《{title}》有密级标志“{mark}”\n"
            "提示：涉密内容不得进入本系统，请走涉密渠道"
        )
    ]


def test_secrecy_mark_in_the_note_is_refused(builder: OfficeBuilder) -> None:
    _, problems = compile_articles(builder, builder.adopt(), note="秘密★6个月")
    assert sentences(problems) == [
        "error[secrecy-mark] 编者按或报头有密级标志“秘密★6个月”\n提示：涉密内容不得进入本系统"
    ]


def test_running_words_are_no_mark(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", body="要保守国家秘密，保护商业秘密，防止机密外泄。")
    assert compile_articles(builder, desk)[1] == []


def test_missing_item_is_named(builder: OfficeBuilder) -> None:
    desk = builder.decide("chengguan/2026/11-03-mei-you", title="标题", body="正文。")
    _, problems = compile_articles(builder, desk)
    assert sentences(problems) == [
        (
            "error[reference-missing] briefs/desk/2026/11-05-chengguan-mei-you.md:1:1 "
            "没有稿件“chengguan/2026/11-03-mei-you”\n提示：核对稿件编号"
        )
    ]


def test_pictures_are_named_by_their_bytes(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "jia", body="正文。\n\n![改造前](11-03-jia/qian.JPG)\n\n![](11-03-jia/hou.png)")
    builder.write("briefs/items/chengguan/2026/11-03-jia/qian.JPG", b"jpeg")
    builder.write("briefs/items/chengguan/2026/11-03-jia/hou.png", make_picture(b"png"))
    pictures = compile_one(builder, builder.decide(item)).pictures
    assert [(p.name, p.suffix) for p in pictures] == [("11-03-jia/qian.JPG", ".jpg"), ("11-03-jia/hou.png", ".png")]
    assert [p.sha256 for p in pictures] == [sha256(b"jpeg").hexdigest(), sha256(make_picture(b"png")).hexdigest()]


@pytest.mark.parametrize(
    "name",
    [
        "11-03-jia/mei-you.png",
        "hou.png",
        "../../../settings/people.yml",
        "11-03-jia/../../../../settings/x.png",
        "/etc/x.png",
        "https://example.com/x.png",
        "11-03-jia/x.svg",
        "11-03-jia/lian-jie.png",
    ],
)
def test_missing_picture_is_named(builder: OfficeBuilder, name: str) -> None:
    item = builder.item("chengguan", "jia", body=f"正文。\n\n![图]({name})")
    builder.write("briefs/items/chengguan/2026/11-03-jia/x.svg", b"<svg/>")
    (builder.root / "briefs/items/chengguan/2026/11-03-jia/lian-jie.png").symlink_to("/etc/hostname")
    document, problems = compile_articles(builder, builder.decide(item))
    assert document.articles[0].pictures == ()
    assert sentences(problems) == [
        (
            f"error[picture-missing] briefs/desk/2026/11-05-chengguan-jia.md:1:1 找不到图片“{name}”\n"
            "提示：图片应为 PNG 或 JPEG，放在与稿件同名的文件夹里"
        )
    ]


def test_pictures_of_an_edited_text_lie_beside_the_desk_record(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "jia", body="正文。\n\n![图](11-03-jia/x.png)")
    builder.write("briefs/items/chengguan/2026/11-03-jia/x.png", make_picture(b"unit"))
    desk = builder.decide(item, body="改后。\n\n![图](11-05-chengguan-jia/x.png)")
    builder.write("briefs/desk/2026/11-05-chengguan-jia/x.png", make_picture(b"office"))
    assert [p.name for p in compile_one(builder, desk).pictures] == ["11-05-chengguan-jia/x.png"]
