"""``jianbao record call | reply | receipt``: asking units, and what they answer without a file."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from jianbao.acting.recording.calling import CallRequest, plan_call
from jianbao.acting.work_tree import WorkTree, perform
from jianbao.answering import Outcome, find_answers
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder, day

CALL = ["record", "call", "--title", "冬季供水", "--due", "2026-12-04 17:00"]
PATH = "briefs/calls/2026/001.md"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def text(office: OfficeBuilder, path: str = PATH) -> str:
    return (office.root / path).read_text(encoding="utf-8")


# -- calls --------------------------------------------------------------------


def test_a_call_takes_the_next_number_of_its_year(office: OfficeBuilder) -> None:
    said = succeed(office.root, *CALL, "--unit", "城关镇", "--unit", "heping", "--contact", "郑××，13800138000")
    assert said == (
        f"已写入 {PATH}\n第1号约稿，向2个单位约稿，2026年12月4日17时00分截止。\n各单位答复时在稿件里写 call: 2026/001\n"
    )
    assert text(office) == (
        "---\nnumber: 1\ntitle: 冬季供水\nissued: 2026-11-30\ndue: 2026-12-04 17:00\n"
        "units:\n  - chengguan\n  - heping\n"
        "contact: 郑××，13800138000\n---\n\n请就“冬季供水”报送本单位的情况，一事一报，写清时间、地点、数字和做法。"
        "没有这方面情况的，也请答复“无此情况”。\n"
    )
    assert office.check() == []
    said = succeed(office.root, *CALL[:3], "秋收", *CALL[4:], "--all", "--exempt", "城关镇", "--text", "请报秋收进度。")
    assert said.splitlines()[1] == "第2号约稿，向5个单位约稿，2026年12月4日17时00分截止。"
    second = office.read().calls["2026/002"]
    assert (second.units, second.exempt, second.body) == ((), ("chengguan",), "请报秋收进度。")


def test_a_call_of_another_year_begins_at_one(office: OfficeBuilder) -> None:
    succeed(office.root, *CALL, "--all")
    said = succeed(office.root, *CALL, "--all", "--issued", "2025-12-30", "--due", "2025-12-31")
    assert said.startswith("已写入 briefs/calls/2025/001.md\n第1号约稿，")


def test_a_call_that_passes_on_that_of_a_higher_level(office: OfficeBuilder) -> None:
    origin = ["--origin-level", "市级", "--origin-number", "市委办约〔2026〕37号", "--origin-due", "2026-12-05"]
    succeed(office.root, *CALL, "--all", *origin, "--origin-received", "2026-11-29 16:00")
    (call,) = office.read().calls.values()
    assert call.origin is not None
    assert (call.origin.level, call.origin.number) == ("shi", "市委办约〔2026〕37号")
    assert (str(call.origin.received), str(call.origin.due)) == ("2026-11-29 16:00", "2026-12-05")


def test_a_call_that_leaves_no_time_is_told_so(office: OfficeBuilder) -> None:
    done = run(office.root, *CALL, "--all", "--issued", "2026-11-30 09:00", "--due", "2026-11-30 11:30")
    assert done.exit_code == 0
    assert done.stderr == (
        f"warning[call-rushed] {PATH}:5:6 从发出到截止只有2小时30分钟，不到4小时\n"
        "提示：能宽限的，放宽截止时间；确属紧急的，不用处理\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "error[field-missing] 要写明向哪些单位约稿\n提示：写一个或几个单位，或约全部单位\n"),
        (
            ["--all", "--unit", "城关镇"],
            "error[field-missing] 要写明向哪些单位约稿\n提示：写一个或几个单位，或约全部单位\n",
        ),
        (
            ["--all", "--due", "2026-11-29"],
            (
                "error[call-due] 截止时间2026年11月29日不晚于发出时间2026年11月30日\n"
                "提示：核对 issued（发出时间）和 due（截止时间）\n"
            ),
        ),
        (
            ["--unit", "区旅游中心"],
            (
                "error[unit-closed] 区旅游发展服务中心已于2026年10月20日并入区文旅局，"
                "2026年11月30日这件事不能再记在它名下\n"
                "提示：改写当日存在的单位；单位起止日期有误的，由管理员改 units.yml\n"
            ),
        ),
        (
            ["--all", "--origin-number", "37"],
            "error[field-missing] 没有写是哪一级的约稿\n提示：转发上级约稿的，写上是哪一级\n",
        ),
        (["--all", "--title", " "], "error[field-empty] 标题是空的\n提示：写上内容；含空格的要加引号\n"),
    ],
)
def test_a_call_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *CALL, *words) == said
    assert office.read().calls == {}


def test_two_calls_at_once_have_two_numbers(office: OfficeBuilder) -> None:
    request = CallRequest(title="秋收", due=day("2026-12-04"), issued=AS_OF, everyone=True)
    templates = Templates(office.root)

    def send(_: int) -> list[str]:
        return perform(WorkTree(office.root), lambda read: [plan_call(read, templates, request, AS_OF)])

    with ThreadPoolExecutor(4) as pool:
        written = sorted(path for paths in pool.map(send, range(4)) for path in paths)
    assert written == [f"briefs/calls/2026/00{number}.md" for number in range(1, 5)]


# -- replies ------------------------------------------------------------------

FLOW = """---
number: 1          # 编号
title: 冬季供水
issued: 2026-11-20 09:00
due: 2026-11-26 17:00
units: [城关镇, 和平镇, 龙泉镇]
replies:   # 电话答复
  - {unit: 和平镇, at: 2026-11-21, via: 电话, result: 无此情况, reason: 没有问题}
contact: 郑××
---

请报送供水情况。
"""


def changes(before: str, after: str) -> Iterator[str]:
    """The lines of ``after`` that were not there; those of ``before`` must all stand, in order."""
    rest = iter(before.split("\n"))
    expected = next(rest)
    for line in after.split("\n"):
        if line == expected:
            expected = next(rest, "\0")
        else:
            yield line
    assert expected == "\0"


def test_a_reply_goes_into_the_call_and_nothing_else_changes(office: OfficeBuilder) -> None:
    office.write(PATH, FLOW)
    words = ["--result", "无此情况", "--via", "电话", "--reason", "管网已改造", "--at", "2026-11-25"]
    said = succeed(office.root, "record", "reply", "2026/001", "城关", *words)
    assert said == f"已写入 {PATH}\n计入2026年11月：城关镇，约稿，无此情况\n"
    assert list(changes(FLOW, text(office))) == [
        "  - unit: chengguan",
        "    at: 2026-11-25",
        "    via: 电话",
        "    result: 无此情况",
        "    reason: 管网已改造",
    ]
    office_now = office.read()
    answers = find_answers(office_now, office_now.calls["2026/001"], AS_OF)
    assert [(answer.unit, answer.outcome) for answer in answers] == [
        ("chengguan", Outcome.NOTHING),
        ("heping", Outcome.NOTHING),
        ("longquan", Outcome.MISSING),
    ]
    assert office.check() == []


def test_the_first_reply_stands_at_the_end_of_the_header(office: OfficeBuilder) -> None:
    succeed(office.root, *CALL, "--unit", "城关镇", "--unit", "和平镇")
    before = text(office)
    succeed(office.root, "record", "reply", "2026/001", "和平镇", "--result", "免报")
    assert list(changes(before, text(office))) == [
        "replies:",
        "  - unit: heping",
        "    at: 2026-11-30",
        "    result: 免报",
    ]


@pytest.mark.parametrize(
    "replies",
    [
        "replies: [{unit: 和平镇, at: 2026-11-21, result: 无此情况}]\n",
        "答复:\n- unit: 和平镇\n  at: 2026-11-21\n  result: 无此情况\n  reason: 甲\n\n    乙\n",
        "replies:\n    - {unit: 和平镇,\n       at: 2026-11-21,\n       result: 无此情况}\n",
    ],
)
def test_a_reply_is_added_however_the_others_are_written(office: OfficeBuilder, replies: str) -> None:
    start, end = FLOW.index("replies:"), FLOW.index("contact:")
    office.write(PATH, FLOW[:start] + replies + FLOW[end:])
    before = office.read().calls["2026/001"]
    succeed(office.root, "record", "reply", "2026/001", "龙泉镇", "--result", "有稿", "--at", "2026-11-22")
    after = office.read().calls["2026/001"]
    assert after.replies[:-1] == before.replies
    assert (after.replies[-1].unit, after.body, after.contact) == ("longquan", before.body, "郑××")
    assert office.check() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["2026/001", "区文旅局"],
            f"error[call-reply] {PATH}:1:1 第1号约稿没有约区文旅局\n提示：核对约稿编号和单位\n",
        ),
        (
            ["2026/001", "和平镇"],
            f"error[call-answered] {PATH}:1:1 第1号约稿和平镇已有答复\n提示：答复有误的，请编辑在约稿文件里更正\n",
        ),
        (
            ["2026/009", "和平镇"],
            "error[reference-missing] 没有约稿“2026/009”\n提示：是不是 2026/001？\n",
        ),
        (
            ["2026/001", "城关镇", "--at", "2026-11-19"],
            (
                "error[date-order] 答复时间2026年11月19日早于约稿发出时间2026年11月20日9时00分\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
    ],
)
def test_a_reply_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    office.write(PATH, FLOW)
    assert refuse(office.root, "record", "reply", *words, "--result", "无此情况") == said
    assert text(office) == FLOW


# -- receipts -----------------------------------------------------------------


def test_a_receipt_moves_an_item_to_the_month_in_which_it_came(office: OfficeBuilder) -> None:
    item = office.item("heping", "fu-wu", "2026-11-01", entered_by="郑××")
    words = ["record", "receipt", item, "--received", "2026-10-31 16:30", "--via", "传真", "--by", "郑××"]
    path = "briefs/receipts/2026/10-31-heping-fu-wu.yml"
    assert succeed(office.root, *words) == f"已写入 {path}\n计入2026年10月：和平镇，报送\n"
    assert text(office, path) == f"item: {item}\nreceived: 2026-10-31 16:30\nvia: 传真\nby: bianji-zheng\n"
    assert refuse(office.root, *words) == (
        f"error[receipt-twice] {path}:1:1 {item} 已有收稿登记\n提示：登记有误的，改那一份\n"
    )
    assert office.check() == []
