"""``jianbao record entry | dispute``: what is given by hand, and what a unit says is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, succeed
from offices import OfficeBuilder

ENTRY = ["record", "entry", "城关镇", "--reason", "约稿迟交两天", "--evidence", "约稿登记", "--by", "周××"]
DISPUTE = ["record", "dispute", "2026-10", "城关镇"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def test_an_entry(office: OfficeBuilder) -> None:
    item = office.item()
    said = succeed(office.root, *ENTRY, "--event", "迟报", "--item", item, "--level", "市级", "--date", "2026-11-12")
    path = "briefs/entries/2026/11-12-chengguan-chi-bao.yml"
    assert said == f"已写入 {path}\n计入2026年11月：城关镇，登记，迟报\n"
    assert (office.root / path).read_text(encoding="utf-8") == (
        f"unit: chengguan\ndate: 2026-11-12\nevent: 迟报\nitem: {item}\nlevel: shi\nreason: 约稿迟交两天\n"
        "evidence: 约稿登记\napprover: zhuren\nrecorded: 2026-11-30\n"
    )
    assert office.check() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "error[field-missing] 没有写是什么事项\n提示：写 --event 事项（如 迟报），或 --rule 规则编号\n"),
        (["--event", "迟报", "--reason", " "], "error[field-empty] 原因是空的\n提示：写上内容；含空格的要加引号\n"),
        (
            ["--event", "迟报", "--points", "-1,5"],
            "error[field-type] 字段“points（分值）”的值“-1,5”应是一个数\n提示：如 2、0.5、-10\n",
        ),
        (
            ["--event", "迟报", "--by", "何××"],
            (
                "error[person-unknown] 批准人“何××”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        (
            ["--event", "迟报", "--date", "2026-12-01"],
            "error[date-future] 日期2026年12月1日在今天（2026年11月30日）之后\n提示：核对年、月、日\n",
        ),
    ],
)
def test_an_entry_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *ENTRY, *words) == said
    assert office.read().entries == {}


def test_the_same_event_is_entered_once(office: OfficeBuilder) -> None:
    succeed(office.root, *ENTRY, "--event", "迟报")
    assert refuse(office.root, *ENTRY, "--event", "迟报") == (
        "error[entry-twice] briefs/entries/2026/11-30-chengguan-chi-bao.yml 已登记城关镇的“迟报”\n"
        "提示：确是重复登记的，删去一份；确是两件事的，在事项里写清楚\n"
    )
    succeed(office.root, *ENTRY, "--event", "迟报", "--reason", "另一份约稿迟交一天")
    assert len(office.read().entries) == 2


PATH = "briefs/disputes/2026/11-30-chengguan-2026-10-yi-yi.yml"
OPEN = "period: 2026-10\nunit: chengguan\ndate: 2026-11-30\nclaim: 漏计一条\n"


def test_a_dispute_is_opened_and_answered(office: OfficeBuilder) -> None:
    said = succeed(office.root, *DISPUTE, "--claim", "漏计一条")
    assert said == f"已写入 {PATH}\n异议已经登记，还没有答复。\n"
    assert (office.root / PATH).read_text(encoding="utf-8") == OPEN
    office.write(PATH, f"# 电话提出\n{OPEN}")
    words = ["record", "dispute", "2026年10月", "城关", "--answer", "已补登记", "--by", "吴××"]
    assert succeed(office.root, *words) == f"已写入 {PATH}\n异议已经答复，附在下一期通报里。\n"
    assert (office.root / PATH).read_text(encoding="utf-8") == f"# 电话提出\n{OPEN}answer: 已补登记\nby: kezhang\n"
    assert office.check() == []


def test_a_dispute_may_be_answered_at_once(office: OfficeBuilder) -> None:
    said = succeed(office.root, *DISPUTE, "--claim", "漏计一条", "--answer", "已计入11月", "--by", "吴××")
    assert said == f"已写入 {PATH}\n异议已经答复，附在下一期通报里。\n"
    assert (office.root / PATH).read_text(encoding="utf-8") == f"{OPEN}answer: 已计入11月\nby: kezhang\n"


def test_which_of_several_open_disputes_is_answered_must_be_said(office: OfficeBuilder) -> None:
    for claim in ("漏计一条", "多计一条"):
        succeed(office.root, *DISPUTE, "--claim", claim)
    answer = ["--answer", "属实", "--by", "吴××"]
    assert refuse(office.root, *DISPUTE, *answer) == (
        "error[dispute-twice] 待答复的异议有2条\n提示：写明答复的是哪一条：多计一条；漏计一条\n"
    )
    succeed(office.root, *DISPUTE, *answer, "--claim", "多计一条")
    assert [(d.claim, d.answer) for d in office.read().disputes.values()] == [("多计一条", "属实"), ("漏计一条", "")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            [*DISPUTE, "--answer", "属实", "--by", "吴××"],
            "error[dispute-closed] 城关镇对2026年10月没有待答复的异议\n提示：提出异议写明哪里不对；已答复的不能再改\n",
        ),
        (
            DISPUTE,
            "error[dispute-closed] 城关镇对2026年10月没有待答复的异议\n提示：提出异议写明哪里不对；已答复的不能再改\n",
        ),
        (
            ["record", "dispute", "上个月", "城关镇", "--claim", "漏计"],
            (
                "error[dispute-period] “上个月”不是时段\n"
                "提示：如 2026-10、2026-q3、2026-h1、2026、1-2月、2026年第三季度\n"
            ),
        ),
    ],
)
def test_a_dispute_with_a_slip_is_refused(office: OfficeBuilder, words: list[str], said: str) -> None:
    assert refuse(office.root, *words) == said
    assert office.read().disputes == {}


def test_the_same_claim_is_made_once(office: OfficeBuilder) -> None:
    succeed(office.root, *DISPUTE, "--claim", "漏计一条")
    assert refuse(office.root, *DISPUTE, "--claim", "漏计一条") == (
        f"error[dispute-twice] {PATH}:1:1 同一条异议已经登记，还没有答复\n提示：不用再登记，写上答复就可以\n"
    )
