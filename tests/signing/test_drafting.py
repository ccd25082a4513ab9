"""送审稿: proposed once, struck from with a reason, closed when it was printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao.acting.drafting import plan_draft, plan_drop, plan_review
from jianbao.model import Stage
from jianbao.problems import ProblemsFound
from jianbao.standing import find_open_drafts
from jianbao.writing import Change, apply_changes
from offices import OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def refusal(plan: Callable[[], Change]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        plan()
    return [str(problem) for problem in found.value.problems]


def propose(builder: OfficeBuilder, at: str = "2026-11-20", series: str = "") -> Change:
    return plan_draft(builder.read(), builder.series("xinxi", series), day(at))


def test_nothing_to_print_makes_no_draft(builder: OfficeBuilder) -> None:
    assert refusal(lambda: propose(builder)) == [
        "error[draft-empty] 《信息》没有可编入的文章\n提示：先从来稿里采用，再拟送审稿"
    ]


def test_beside_an_open_draft_no_second_is_made(builder: OfficeBuilder) -> None:
    builder.adopt()
    apply_changes(builder.root, [propose(builder)])
    builder.adopt("heping", "yi")
    assert refusal(lambda: propose(builder, "2026-11-21")) == [
        (
            "error[draft-open] briefs/drafts/xinxi/2026-11-20.yml:1:1 《信息》已有一份没签发的送审稿 xinxi/2026-11-20\n"
            "提示：接着改那一份；确要另拟，先删去那一份"
        )
    ]
    extra = builder.adopt("longquan", "bing", series="zengkan", column="zhuanti")
    change = propose(builder, series="zengkan")
    assert change.path == "briefs/drafts/xinxi/2026-11-20-2.yml"
    assert change.data.decode() == f"series: zengkan\narticles:\n  - {extra}\n"


def test_when_the_draft_was_signed_the_next_is_made(builder: OfficeBuilder) -> None:
    builder.adopt()
    apply_changes(builder.root, [propose(builder)])
    builder.sign()
    desk = builder.adopt("heping", "yi")
    assert propose(builder, "2026-11-21").data.decode() == f"articles:\n  - {desk}\n"


def test_a_draft_partly_printed_stays_open(builder: OfficeBuilder) -> None:
    first, second = builder.adopt(), builder.adopt("heping", "yi")
    builder.draft(first, day="2026-11-18")
    builder.sign(draft="xinxi/2026-11-18")
    wholly = builder.draft(first, day="2026-11-19")
    partly = builder.draft(first, second, day="2026-11-20")
    assert [draft.id for draft in find_open_drafts(builder.read())] == [partly]
    assert refusal(lambda: plan_review(builder.read(), wholly, Stage.REVIEW, "kezhang", day("2026-11-20"), "")) == [
        (
            f"error[draft-signed] briefs/drafts/{wholly}.yml:1:1 送审稿 {wholly} 已经签发\n"
            "提示：签发后的改动，用更正或撤回"
        )
    ]


# -- 撤下 ---------------------------------------------------------------------


def drop(builder: OfficeBuilder, draft: str, article: str, reason: str = "数字待核") -> Change:
    return plan_drop(builder.read(), draft, article, "zhuren", reason, day("2026-11-20"))


def test_what_is_struck_out_is_kept_with_who_and_why(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping")]
    draft = builder.draft(*desks, note="按语")
    change = drop(builder, draft, desks[0])
    assert change.data.decode() == (
        f"articles:\n  - {desks[1]}\n"
        f"dropped:\n  - article: {desks[0]}\n    by: zhuren\n    reason: 数字待核\n"
        "note: 按语\n"
    )
    apply_changes(builder.root, [change])
    assert builder.check() == []
    assert [article.id for article in builder.sign().document.articles] == [desks[1]]


def test_striking_out_must_be_seen_by_the_reviewer_again(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping")]
    draft = builder.draft(*desks)
    at = day("2026-11-20 09:00")
    apply_changes(builder.root, [plan_review(builder.read(), draft, Stage.FIRST_PROOF, "kezhang", at, "")])
    apply_changes(builder.root, [drop(builder, draft, desks[0])])
    with pytest.raises(ProblemsFound, match="在一校（2026年11月20日9时00分）之后改动了，不能签发"):
        builder.sign()


def test_what_cannot_be_struck_out_is_refused(builder: OfficeBuilder) -> None:
    desk, other = builder.adopt(), builder.adopt("heping", "yi")
    draft = builder.draft(desk)
    path = f"briefs/drafts/{draft}.yml:1:1"
    assert refusal(lambda: drop(builder, draft, other)) == [
        f"error[reference-missing] {path} 送审稿 {draft} 里没有“{other}”\n提示：现有：{desk}"
    ]
    assert refusal(lambda: drop(builder, draft, desk)) == [
        f"error[draft-empty] {path} 撤下 {desk}，送审稿 {draft} 就空了\n提示：不出空刊；整份不用的，删去文件"
    ]
    assert refusal(lambda: drop(builder, draft, desk, " ")) == [
        "error[field-empty] 理由是空的\n提示：写上内容；含空格的要加引号"
    ]
    assert refusal(lambda: drop(builder, "xinxi/2026-11-21", desk)) == [
        "error[reference-missing] 没有送审稿“xinxi/2026-11-21”\n提示：是不是 xinxi/2026-11-20？"
    ]
    builder.sign()
    assert refusal(lambda: drop(builder, draft, desk)) == [
        f"error[draft-signed] {path} 送审稿 {draft} 已经签发\n提示：签发后的改动，用更正或撤回"
    ]


def test_no_reason_and_no_opinion_carries_a_mark_of_secrecy(builder: OfficeBuilder) -> None:
    desks = [builder.adopt(unit, "jia") for unit in ("chengguan", "heping")]
    draft = builder.draft(*desks)
    told = (
        "error[secrecy-mark] 有密级标志“{}”\n"
        "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志"
    )
    assert refusal(lambda: drop(builder, draft, desks[0], "秘密★5年")) == [told.format("秘密★5年")]
    at = day("2026-11-20")
    assert refusal(lambda: plan_review(builder.read(), draft, Stage.REVIEW, "kezhang", at, "绝密★")) == [
        told.format("绝密★")
    ]
    # What was wrong before, here in the note, keeps nobody from taking an article out.
    marked = builder.draft(*desks, day="2026-11-21", note="机密★10年")
    assert "数字待核" in drop(builder, marked, desks[0]).data.decode()


def test_one_review_is_recorded_once(builder: OfficeBuilder) -> None:
    draft = builder.draft(builder.adopt(), builder.adopt("heping", "yi"))

    def review(stage: Stage, by: str) -> Change:
        return plan_review(builder.read(), draft, stage, by, day("2026-11-20"), "可以")

    apply_changes(builder.root, [review(Stage.FIRST_PROOF, "kezhang")])
    assert refusal(lambda: review(Stage.FIRST_PROOF, "kezhang")) == [
        f"error[review-twice] briefs/drafts/{draft}.yml:1:1 一校已经记过，文本没有改动\n提示：不用再记"
    ]
    assert review(Stage.FIRST_PROOF, "zhuren").data != review(Stage.SECOND_PROOF, "kezhang").data
    apply_changes(builder.root, [drop(builder, draft, builder.read().drafts[draft].articles[0])])
    assert review(Stage.FIRST_PROOF, "kezhang").data.decode().count("stage: 一校") == 2
