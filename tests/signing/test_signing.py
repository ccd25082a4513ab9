"""Signing: the draft exactly or not at all, the next number, and a text that nothing changes afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from jianbao.acting.drafting import plan_draft, plan_review
from jianbao.acting.signing import Signed
from jianbao.compiling import digest_draft
from jianbao.metadata import Moment
from jianbao.model import Stage
from jianbao.model.document import decode_document
from jianbao.problems import Problem, ProblemsFound
from jianbao.reading import Office, find_pictures
from jianbao.standing import find_open_drafts
from jianbao.writing import apply_changes
from offices import BODY, OfficeBuilder, day, make_picture


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def refusal(sign: Callable[[], Signed]) -> list[str]:
    """The problems that stood in the way, in full."""
    with pytest.raises(ProblemsFound) as found:
        sign()
    return [str(problem) for problem in found.value.problems]


def issue_files(builder: OfficeBuilder) -> list[str]:
    top = builder.root / "briefs/issues"
    return sorted(p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()) if top.exists() else []


def text_of(builder: OfficeBuilder, path: str) -> str:
    return (builder.root / path).read_text(encoding="utf-8")


# -- what is signed -----------------------------------------------------------


def test_a_signed_issue_is_a_record_and_a_snapshot_that_agree(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    signed = builder.sign(date="2026-11-20")
    assert signed.paths == ("briefs/issues/xinxi/2026/007.json", "briefs/issues/xinxi/2026/007.yml")
    data = (builder.root / signed.paths[0]).read_bytes()
    assert decode_document(data) == signed.document
    assert text_of(builder, signed.paths[1]) == (
        "periodical: xinxi\n"
        "year: 2026\n"
        "number: 7\n"
        "cumulative: 1237\n"
        "date: 2026-11-20\n"
        "signatory: zhuren\n"
        "editor:\n"
        "  - bianji-zheng\n"
        "articles:\n"
        f"  - {desk}\n"
        "copies: 160\n"
        f"digest: {sha256(data).hexdigest()}\n"
    )
    assert signed.document.number_text == "第7期（总第1237期）"
    assert signed.document.imprint.signatory == "周××"
    assert builder.check() == []


def test_a_draft_is_taken_exactly(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping", "longquan")]
    draft = builder.draft(
        desks[2],
        desks[0],
        dropped=[{"article": desks[1], "by": "周××", "reason": "数字待核"}],
        note="这一期说的是旧改。",
        extra_recipients=["区人大办", "区政协办"],
        reviews=[
            {"stage": "核稿", "by": "吴××", "at": "2026-11-20 09:00"},
            {"stage": "一校", "by": "郑××", "at": "2026-11-20 10:00"},
            {"stage": "二校", "by": "吴××", "at": "2026-11-20 11:00"},
            {"stage": "会签", "by": "周××", "at": "2026-11-20 12:00"},
        ],
    )
    document = builder.sign(date="2026-11-20").document
    assert [article.id for article in document.articles] == [desks[2], desks[0]]
    assert document.note == "这一期说的是旧改。"
    assert document.imprint.extra == ("区人大办", "区政协办")
    assert (document.imprint.reviewer, document.imprint.proofreader) == ("吴××、周××", "郑××、吴××")
    issue = builder.read().issues["xinxi/2026/007"]
    assert (issue.draft, issue.articles) == (draft, (desks[2], desks[0]))
    assert issue.extra_recipients == ("区人大办", "区政协办")
    assert builder.check() == []


def test_without_a_draft_what_selection_proposes_is_signed(builder: OfficeBuilder) -> None:
    second, first = builder.adopt("heping", "yi"), builder.adopt("chengguan", "jia", order=10)
    document = builder.sign().document
    assert [article.id for article in document.articles] == [first, second]


def test_the_latest_open_draft_of_the_series_is_taken(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping", "longquan")]
    builder.draft(desks[0], day="2026-11-18")
    builder.draft(desks[1], day="2026-11-19")
    extra = builder.adopt("zhujian", "ding", series="增刊", column="zhuanti")
    builder.draft(extra, day="2026-11-20", series="增刊")
    assert [a.id for a in builder.sign().document.articles] == [desks[1]]
    assert [a.id for a in builder.sign(series="增刊").document.articles] == [extra]
    assert [a.id for a in builder.sign().document.articles] == [desks[0]]


def test_of_two_drafts_of_one_day_the_later_is_taken(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping")]
    builder.draft(desks[0], day="2026-11-19")
    builder.draft(desks[1], day="2026-11-19-2")
    assert [a.id for a in builder.sign().document.articles] == [desks[1]]


def test_a_named_draft_is_taken(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping")]
    builder.draft(desks[0], day="2026-11-18")
    builder.draft(desks[1], day="2026-11-19")
    assert [a.id for a in builder.sign(draft="xinxi/2026-11-18").document.articles] == [desks[0]]


def test_periodical_series_and_signatory_may_be_written_in_any_way(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "jia", series="zengkan", column="专题")
    signed = builder.sign("信息", series="增刊", by="区委办公室副主任")
    assert signed.paths[-1] == "briefs/issues/xinxi/zengkan/2026/001.yml"
    assert "series: zengkan\n" in text_of(builder, signed.paths[-1])
    assert builder.check() == []


# -- refusals -----------------------------------------------------------------


def test_a_draft_changed_since_it_was_seen_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", body="印210份。")
    draft = builder.draft(desk)
    office = builder.read()
    seen = digest_draft(office, office.drafts[draft])
    builder.replace(f"briefs/desk/{desk}.md", "210", "120")
    office = builder.read()
    now = digest_draft(office, office.drafts[draft])
    assert refusal(lambda: builder.sign(seen=seen)) == [
        (
            f"error[draft-changed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 的校验码不是 {seen[:8]}，"
            f"现在是 {now[:8]}\n提示：请签发人重新看过现在的文本"
        )
    ]
    assert issue_files(builder) == []
    assert builder.sign(seen=now[:8]).document.number == (7,)


CHANGES: dict[str, Callable[[OfficeBuilder, str], None]] = {
    "text": lambda builder, desk: builder.replace(f"briefs/desk/{desk}.md", "210", "120"),
    "title": lambda builder, desk: builder.replace(f"briefs/desk/{desk}.md", "title: 题目", "title: 标题"),
    "access": lambda builder, desk: builder.replace(f"briefs/desk/{desk}.md", "order: 5", "order: 5\naccess: 内部"),
    "note": lambda builder, _: builder.replace("briefs/drafts/xinxi/2026-11-20.yml", "note: 按语", "note: 另一按语"),
    "articles": lambda builder, desk: builder.replace(
        "briefs/drafts/xinxi/2026-11-20.yml", f"- {desk}\n", f"- {desk}\n  - {builder.adopt('heping', 'yi')}\n"
    ),
    "distribution": lambda builder, _: builder.replace(
        "briefs/settings/periodicals.yml", "[市委办公室]", "[省委办公厅]"
    ),
    "name of the unit": lambda builder, _: builder.replace(
        "briefs/settings/units.yml", "name: 城关镇", "name: 城关街道"
    ),
}


def changed_since(draft: str, review: str) -> str:
    return (
        f"error[draft-changed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 在{review}之后改动了，不能签发\n"
        "提示：由签发人看过现在的文本后记一道“签发”"
    )


@pytest.mark.parametrize("change", CHANGES)
def test_a_draft_changed_since_the_signatory_reviewed_it_is_refused(builder: OfficeBuilder, change: str) -> None:
    desk = builder.adopt("chengguan", "jia", title="题目", order=5, body="印210份。")
    draft = builder.draft(desk, note="按语")
    office = builder.read()
    review = plan_review(office, draft, Stage.SIGN_OFF, "周××", day("2026-11-20"), "")
    apply_changes(builder.root, [review])
    CHANGES[change](builder, desk)
    problems = refusal(builder.sign)
    assert problems == [changed_since(draft, "签发（2026年11月20日）")]
    assert issue_files(builder) == []


def test_the_signatorys_last_review_counts(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", body="印210份。")
    draft = builder.draft(desk)
    for new in ("120", "150"):
        office = builder.read()
        review = plan_review(office, draft, Stage.SIGN_OFF, "周××", day("2026-11-20"), "")
        apply_changes(builder.root, [review])
        builder.replace(f"briefs/desk/{desk}.md", {"120": "210", "150": "120"}[new], new)
    office = builder.read()
    apply_changes(
        builder.root,
        [plan_review(office, draft, Stage.SIGN_OFF, "周××", day("2026-11-20"), "看过")],
    )
    assert "印150份。" in builder.sign().document.articles[0].body


def test_an_empty_issue_is_refused(builder: OfficeBuilder) -> None:
    assert refusal(builder.sign) == ["error[draft-empty] 《信息》没有可签发的文章\n提示：不出空刊；先从来稿里采用"]


def test_an_empty_draft_is_refused(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.write("briefs/drafts/xinxi/2026-11-20.yml", "note: 按语\n")
    assert refusal(builder.sign) == ["error[draft-empty] 《信息》没有可签发的文章\n提示：不出空刊；先从来稿里采用"]


@pytest.mark.parametrize("by", ["钱××", "nobody"])
def test_an_unknown_signatory_is_refused(builder: OfficeBuilder, by: str) -> None:
    builder.adopt()
    assert refusal(lambda: builder.sign(by=by)) == [
        (
            f"error[person-unknown] 签发人“{by}”不在人员名单里\n"
            "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务"
        )
    ]


@pytest.mark.parametrize(
    ("periodical", "series", "problem"),
    [
        (
            "日报",
            "",
            ("error[periodical-unknown] 没有名为“日报”的刊物\n提示：现有刊物：信息、参阅件"),
        ),
        ("信息", "特刊", "error[series-unknown] 《信息》没有名为“特刊”的系列\n提示：现有系列：增刊"),
        ("参阅件", "特刊", "error[series-unknown] 《参阅件》没有名为“特刊”的系列\n提示：现有系列：无"),
    ],
)
def test_an_unknown_periodical_or_series_is_refused(
    builder: OfficeBuilder, periodical: str, series: str, problem: str
) -> None:
    builder.adopt()
    assert refusal(lambda: builder.sign(periodical, series=series)) == [problem]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ((8,), "期号不能跳：下一期是第7期，不是第8期"),
        ((6,), "期号不能跳：下一期是第7期，不是第6期"),
        ((8, 9), "期号不能跳：下一期是第7期，不是第8期"),
    ],
)
def test_a_wrong_number_is_refused(builder: OfficeBuilder, number: tuple[int, ...], message: str) -> None:
    builder.adopt()
    assert refusal(lambda: builder.sign(number=number)) == [
        f"error[number-refused] {message}\n提示：不指定期号，就取下一期"
    ]


def test_a_number_that_was_given_is_refused(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.sign(date="2026-11-20")
    builder.adopt("heping", "yi")
    assert refusal(lambda: builder.sign(number=(7,))) == [
        "error[number-refused] 第7期已经用过，下一期是第8期\n提示：不指定期号，就取下一期"
    ]


def test_an_earlier_date_than_the_last_issue_is_refused(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.sign(date="2026-11-20")
    builder.adopt("heping", "yi")
    assert refusal(lambda: builder.sign(date="2026-11-19", on="2026-11-30")) == [
        "error[number-order] 签发日期2026年11月19日早于上一期的2026年11月20日\n提示：期号和日期要同一个顺序"
    ]
    assert builder.sign(date="2026-11-20", on="2026-11-30").document.number == (8,)


def test_a_date_to_come_is_refused(builder: OfficeBuilder) -> None:
    builder.adopt()
    assert refusal(lambda: builder.sign(date="2026-12-01", on="2026-11-30")) == [
        "error[date-future] 签发日期2026年12月1日在今天之后\n提示：今天是2026年11月30日"
    ]


def test_a_date_before_the_decision_to_print_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", "2026-11-25")
    assert refusal(lambda: builder.sign(date="2026-11-24", on="2026-11-30")) == [
        (
            f"error[date-order] briefs/desk/{desk}.md:1:1 签发日期2026年11月24日早于 {desk} 的处理时间2026年11月25日\n"
            "提示：核对签发日期和处理时间"
        )
    ]
    assert issue_files(builder) == []
    builder.sign(date="2026-11-25", on="2026-11-30")
    assert builder.check() == []


def test_an_article_already_printed_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.sign(date="2026-11-20")
    builder.draft(desk, builder.adopt("heping", "yi"), day="2026-11-21")
    assert refusal(builder.sign) == [
        f"error[article-twice] briefs/desk/{desk}.md:1:1 {desk} 已在 xinxi/2026/007 刊出\n提示：从送审稿中撤下"
    ]


def test_a_draft_all_of_whose_articles_were_printed_is_open_no_more(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.sign(date="2026-11-20")
    draft = builder.draft(desk, day="2026-11-21")
    assert find_open_drafts(builder.read()) == []
    assert refusal(lambda: builder.sign(draft=draft)) == [
        f"error[draft-signed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 已经签发\n提示：另拟一份送审稿"
    ]
    assert refusal(builder.sign) == ["error[draft-empty] 《信息》没有可签发的文章\n提示：不出空刊；先从来稿里采用"]


def test_an_article_twice_in_one_draft_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.draft(desk, desk)
    assert refusal(builder.sign) == [
        (
            f"error[article-twice] briefs/drafts/xinxi/2026-11-20.yml:1:1 送审稿里 {desk} 写了两次\n"
            "提示：留下一处，删去另一处"
        )
    ]
    assert issue_files(builder) == []


def test_an_article_that_is_adopted_no_longer_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.draft(desk)
    item = "chengguan/2026/11-03-jiu-gai"
    builder.decide(item, decision="留存待用", reason="等数据", decided="2026-11-06", supersedes=[desk])
    assert refusal(builder.sign) == [
        f"error[article-not-adopted] briefs/desk/{desk}.md:1:1 {desk} 现在不是“采用”\n提示：从送审稿中撤下"
    ]


def test_an_article_of_another_series_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt("chengguan", "jia", series="增刊", column="zhuanti")
    builder.draft(desk)
    assert refusal(builder.sign) == [
        f"error[article-not-adopted] briefs/desk/{desk}.md:1:1 {desk} 不是本刊采用的\n提示：从送审稿中撤下"
    ]


def test_an_unknown_draft_or_article_is_refused(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.draft(desk, "2026/11-05-mei-you")
    assert refusal(lambda: builder.sign(draft="xinxi/2026-11-21")) == [
        "error[reference-missing] 没有送审稿“xinxi/2026-11-21”\n提示：是不是 xinxi/2026-11-20？"
    ]
    assert refusal(builder.sign)[0].startswith("error[reference-missing] 没有编辑记录“2026/11-05-mei-you”\n提示：")


def test_a_draft_signed_before_is_refused(builder: OfficeBuilder) -> None:
    draft = builder.draft(builder.adopt())
    builder.sign()
    assert refusal(lambda: builder.sign(draft=draft)) == [
        f"error[draft-signed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 已经签发\n提示：另拟一份送审稿"
    ]


def test_a_draft_of_another_series_is_refused(builder: OfficeBuilder) -> None:
    draft = builder.draft(builder.adopt())
    assert refusal(lambda: builder.sign("canyue", draft=draft)) == [
        f"error[draft-signed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 不是《参阅件》的\n提示：核对刊物和系列"
    ]


def test_an_error_in_an_item_is_refused_and_in_another_item_is_not(builder: OfficeBuilder) -> None:
    builder.decide(builder.item("chengguan", "jia", approver=None))
    other = builder.item("heping", "yi", approver=None)
    assert [text.partition("\n")[0] for text in refusal(builder.sign)] == [
        "error[approver-missing] briefs/items/chengguan/2026/11-03-jia.md:1:1 没有写 approver（审签人）"
    ]
    assert issue_files(builder) == []
    builder.replace("briefs/items/chengguan/2026/11-03-jia.md", "date:", "approver: 李××\ndate:")
    assert builder.sign().document.number == (7,)
    assert [problem.place.path for problem in builder.check()] == [f"briefs/items/{other}.md"]


def test_a_record_that_cannot_be_read_is_not_left_out_in_silence(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.write(f"briefs/desk/{desk}.md", "---\nitem: chengguan/2026/11-03-jiu-gai\n")
    builder.draft(desk)
    problems = refusal(builder.sign)
    assert len(problems) == 1
    assert issue_files(builder) == []


@pytest.mark.parametrize("broken", ["snapshot gone", "snapshot changed", "record changed", "record unreadable"])
def test_nothing_is_signed_on_top_of_a_broken_issue(builder: OfficeBuilder, broken: str) -> None:
    builder.adopt()
    builder.sign(date="2026-11-20")
    builder.adopt("heping", "yi")
    snapshot, record = "briefs/issues/xinxi/2026/007.json", "briefs/issues/xinxi/2026/007.yml"
    if broken == "snapshot gone":
        (builder.root / snapshot).unlink()
    elif broken == "snapshot changed":
        builder.replace(snapshot, "210件", "120件")
    elif broken == "record changed":
        builder.replace(record, "number: 7", "number: 9")
    else:
        builder.write(record, "number：7\n")
    before = issue_files(builder)
    assert refusal(lambda: builder.sign(date="2026-11-21"))
    assert issue_files(builder) == before


# -- numbers ------------------------------------------------------------------


def sign_next(builder: OfficeBuilder, unit: str, day_: str, **options: object) -> Signed:
    builder.adopt(unit, f"gao-{day_[5:7]}-{day_[8:10]}", day_)
    return builder.sign(date=day_, **options)  # type: ignore[arg-type]


def test_a_combined_issue_claims_both_numbers(builder: OfficeBuilder) -> None:
    signed = sign_next(builder, "chengguan", "2026-11-20", number=(7, 8))
    assert signed.paths[-1] == "briefs/issues/xinxi/2026/007-008.yml"
    assert signed.document.number_text == "第7—8期（总第1237—1238期）"
    assert "number: 7-8\ncumulative: 1237-1238\n" in text_of(builder, signed.paths[-1])
    following = sign_next(builder, "heping", "2026-11-21")
    assert (following.document.number, following.document.cumulative) == ((9,), (1239,))
    assert builder.check() == []


def test_a_withdrawn_issue_keeps_its_numbers(builder: OfficeBuilder) -> None:
    sign_next(builder, "chengguan", "2026-11-20")
    builder.withdraw("xinxi/2026/007", "2026-11-21")
    following = sign_next(builder, "heping", "2026-11-22").document
    assert (following.number, following.cumulative) == ((8,), (1238,))
    assert builder.check() == []


def test_new_year_restarts_the_number_and_the_total_runs_on(builder: OfficeBuilder) -> None:
    december = sign_next(builder, "chengguan", "2026-12-31").document
    january = sign_next(builder, "heping", "2027-01-01")
    assert (december.year, december.number, december.cumulative) == (2026, (7,), (1237,))
    assert (january.document.year, january.document.number, january.document.cumulative) == (2027, (1,), (1238,))
    assert january.paths[-1] == "briefs/issues/xinxi/2027/001.yml"
    assert builder.check(day("2027-01-01")) == []


def test_the_day_of_sign_off_decides_the_year(builder: OfficeBuilder) -> None:
    builder.adopt()
    signed = builder.sign(date="2026-12-31", on="2027-01-04").document
    assert (signed.year, signed.number, signed.date) == (2026, (7,), date(2026, 12, 31))


def test_series_and_periodicals_are_numbered_apart(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "jia")
    builder.adopt("heping", "yi", series="增刊", column="专题")
    builder.adopt("longquan", "bing", periodical="canyue", column="diaoyan")
    texts = [
        builder.sign().document.number_text,
        builder.sign(series="增刊").document.number_text,
        builder.sign("canyue").document.number_text,
    ]
    assert texts == ["第7期（总第1237期）", "增刊第1期", "第一期"]
    assert builder.check() == []


# -- pictures -----------------------------------------------------------------


def test_pictures_are_kept_beside_the_issue_and_outlive_the_original(builder: OfficeBuilder) -> None:
    body = f"{BODY}\n\n![前](11-03-jia/1.png)\n\n![后](11-03-jia/2.JPG)\n\n![前](11-03-jia/1.png)"
    builder.decide(builder.item("chengguan", "jia", body=body))
    builder.decide(builder.item("heping", "yi", body=f"{BODY}\n\n![同图](11-03-yi/3.png)"))
    folder = "briefs/items"
    builder.write(f"{folder}/chengguan/2026/11-03-jia/1.png", make_picture(b"one"))
    builder.write(f"{folder}/chengguan/2026/11-03-jia/2.JPG", make_picture(b"two"))
    builder.write(f"{folder}/heping/2026/11-03-yi/3.png", make_picture(b"one"))
    signed = builder.sign()
    one, two = sha256(make_picture(b"one")).hexdigest(), sha256(make_picture(b"two")).hexdigest()
    assert issue_files(builder) == sorted(
        ["xinxi/2026/007.json", "xinxi/2026/007.yml", f"xinxi/2026/007/{one}.png", f"xinxi/2026/007/{two}.jpg"]
    )
    for path in ("chengguan/2026/11-03-jia/1.png", "chengguan/2026/11-03-jia/2.JPG", "heping/2026/11-03-yi/3.png"):
        (builder.root / folder / path).unlink()
    assert (builder.root / f"briefs/issues/xinxi/2026/007/{one}.png").read_bytes() == make_picture(b"one")
    issue = builder.read().issues["xinxi/2026/007"]
    assert issue.document == signed.document
    assert [problem for problem in builder.check() if problem.place.path.startswith("briefs/issues/")] == []
    assert find_pictures(signed.document.articles[0].body) == ["11-03-jia/1.png", "11-03-jia/2.JPG"]


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (
            "gone",
            (
                "error[snapshot-missing] briefs/issues/xinxi/2026/007.yml:1:1 缺少定稿图片 {path}\n"
                "提示：从版本库取回这张图片"
            ),
        ),
        (
            "a link",
            (
                "error[snapshot-missing] briefs/issues/xinxi/2026/007.yml:1:1 缺少定稿图片 {path}\n"
                "提示：从版本库取回这张图片"
            ),
        ),
        ("changed", "error[snapshot-changed] {path}:1:1 定稿图片与签发时不同\n提示：从版本库取回签发时的图片"),
    ],
)
def test_a_kept_picture_that_is_not_what_was_signed_is_a_problem(
    builder: OfficeBuilder, damage: str, problem: str
) -> None:
    builder.decide(builder.item("chengguan", "jia", body=f"{BODY}\n\n![前](11-03-jia/1.png)"))
    builder.write("briefs/items/chengguan/2026/11-03-jia/1.png", make_picture(b"one"))
    path = builder.sign().paths[0]
    assert builder.check() == []
    (builder.root / path).unlink()
    if damage == "a link":
        (builder.root / path).symlink_to(builder.root / "briefs/settings/people.yml")
    elif damage == "changed":
        builder.write(path, make_picture(b"two"))
    assert [str(found) for found in builder.check()] == [problem.format(path=path)]


def test_a_missing_picture_is_refused(builder: OfficeBuilder) -> None:
    builder.decide(builder.item("chengguan", "jia", body=f"{BODY}\n\n![前](11-03-jia/1.png)"))
    problems = refusal(builder.sign)
    assert any("找不到图片“11-03-jia/1.png”" in problem for problem in problems)
    assert issue_files(builder) == []


def test_a_picture_changed_while_the_office_signs_is_refused(
    builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = builder.decide(builder.item("chengguan", "jia", body=f"{BODY}\n\n![前](11-03-jia/1.png)"))
    picture = builder.write("briefs/items/chengguan/2026/11-03-jia/1.png", make_picture(b"one"))

    def check_and_meddle(office: Office, as_of: Moment, **_: object) -> list[Problem]:
        picture.write_bytes(make_picture(b"two"))
        return []

    monkeypatch.setattr("jianbao.acting.signing.check_office", check_and_meddle)
    assert refusal(builder.sign) == [
        f"error[picture-missing] briefs/desk/{desk}.md:1:1 图片“11-03-jia/1.png”刚刚被改动\n提示：重新签发"
    ]
    assert issue_files(builder) == []


def test_files_that_are_not_of_a_signing_are_never_cleared_away(builder: OfficeBuilder) -> None:
    builder.adopt()
    strange = [
        "briefs/issues/说明.docx",
        "briefs/issues/xinxi/2026/qing-dan.json",
        "briefs/issues/xinxi/2026/007/fu-jian.png",
        "briefs/issues/xinxi/2026/009.yml.bak",
    ]
    for path in strange:
        builder.write(path, b"ours")
    problems = refusal(builder.sign)
    assert [problem.split()[0] for problem in problems] == ["error[file-name]"] * len(strange)
    assert all((builder.root / path).read_bytes() == b"ours" for path in strange)


# -- drafts -------------------------------------------------------------------


def test_a_draft_proposed_is_the_draft_signed(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia", order=order) for order, unit in enumerate(("heping", "chengguan"))]
    paths = apply_changes(builder.root, [plan_draft(builder.read(), builder.series(), day("2026-11-20"))])
    assert paths == ["briefs/drafts/xinxi/2026-11-20.yml"]
    assert text_of(builder, paths[0]) == f"articles:\n  - {desks[0]}\n  - {desks[1]}\n"
    assert [a.id for a in builder.sign().document.articles] == desks
    builder.adopt("longquan", "bing")
    (again,) = apply_changes(builder.root, [plan_draft(builder.read(), builder.series(), day("2026-11-20"))])
    assert again == "briefs/drafts/xinxi/2026-11-20-2.yml"


def test_the_digest_of_a_draft_is_the_same_on_every_day_and_in_every_stage(builder: OfficeBuilder) -> None:
    draft = builder.draft(builder.adopt())
    digests = set()
    for stage, at in (
        (Stage.REVIEW, "2026-11-20 09:00"),
        (Stage.FIRST_PROOF, "2026-11-21"),
        (Stage.SIGN_OFF, "2026-11-22"),
    ):
        office = builder.read()
        digests.add(digest_draft(office, office.drafts[draft]))
        review = plan_review(office, draft, stage, "周××", day(at), "同意: #1")
        apply_changes(builder.root, [review])
    reviews = builder.read().drafts[draft].reviews
    assert {review.digest for review in reviews} == digests
    assert [(review.stage, review.by, review.note) for review in reviews] == [
        (Stage.REVIEW, "zhuren", "同意: #1"),
        (Stage.FIRST_PROOF, "zhuren", "同意: #1"),
        (Stage.SIGN_OFF, "zhuren", "同意: #1"),
    ]
    assert builder.check() == []


@pytest.mark.parametrize(
    "text", ["articles: [{desk}]\r\n# 备忘\r\n", "\ufeff文章:\n- {desk}\n\n\n", "articles: [{desk}]"]
)
def test_a_review_is_added_to_what_people_wrote(builder: OfficeBuilder, text: str) -> None:
    desk = builder.adopt()
    builder.write("briefs/drafts/xinxi/2026-11-20.yml", text.format(desk=desk))
    for stage in (Stage.REVIEW, Stage.FIRST_PROOF):
        office = builder.read()
        draft = office.drafts["xinxi/2026-11-20"]
        apply_changes(builder.root, [plan_review(office, draft.id, stage, "kezhang", day("2026-11-20"), "# 同意")])
    draft = builder.read().drafts["xinxi/2026-11-20"]
    assert draft.articles == (desk,)
    assert [(review.stage, review.by, review.note) for review in draft.reviews] == [
        (Stage.REVIEW, "kezhang", "# 同意"),
        (Stage.FIRST_PROOF, "kezhang", "# 同意"),
    ]
    assert ("# 备忘" in text_of(builder, "briefs/drafts/xinxi/2026-11-20.yml")) == ("# 备忘" in text)


def test_an_old_sign_in_an_opinion_that_nobody_may_change_keeps_no_issue_back(builder: OfficeBuilder) -> None:
    review = {"stage": "核稿", "by": "吴××", "at": "2026-11-20", "note": "同\u200b意"}
    draft = builder.draft(builder.adopt(), reviews=[review], note="编者\u200b按")
    with pytest.raises(ProblemsFound) as refused:
        builder.sign(draft=draft)
    assert [problem.message for problem in refused.value.problems] == ["有零宽字符 U+200B，在“编者按”处"]
    builder.replace(f"briefs/drafts/{draft}.yml", "编者\u200b按", "编者按")
    assert builder.sign(draft=draft).paths[-1] == "briefs/issues/xinxi/2026/007.yml"


def test_a_review_keeps_what_was_written_by_hand_before_it(builder: OfficeBuilder) -> None:
    path = "briefs/drafts/xinxi/2026-11-20.yml"
    reviews = "reviews:\n  - stage: 核稿  # 当面\n    by: 吴××\n    at: 2026-11-20\n"
    text = f"articles: [{builder.adopt()}]\n# 备忘\n{reviews}"
    builder.write(path, text)
    office = builder.read()
    draft = office.drafts["xinxi/2026-11-20"]
    apply_changes(builder.root, [plan_review(office, draft.id, Stage.SIGN_OFF, "zhuren", day("2026-11-20"), "")])
    assert text_of(builder, path) == (
        f"{text}  - stage: 签发\n    by: zhuren\n    at: 2026-11-20\n    digest: {digest_draft(office, draft)}\n"
    )


def test_the_snapshot_says_nothing_that_only_the_office_may_know(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "jia", phone="0000-7654321", author="张××", approver="王××", tags=["机要标签"])
    builder.decide(item, reason="内部理由")
    snapshot = (builder.root / builder.sign().paths[0]).read_text(encoding="utf-8")
    json.loads(snapshot)
    for private in ("7654321", "张××", "王××", "机要标签", "内部理由"):
        assert private not in snapshot
