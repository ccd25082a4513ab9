"""``jianbao record distribution``: who got which copies and what came back; a line an occasion, a file an issue."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import refuse, run, succeed
from jianbao.acting.recording.distributing import HandingRequest, plan_handing
from jianbao.acting.work_tree import WorkTree, perform
from jianbao.model import Handed
from jianbao.model.distribution import format_copy_numbers, parse_copy_numbers
from offices import AS_OF, OfficeBuilder, day

PATH = "briefs/distribution/xinxi/2026/007.yml"
RECORD = ["record", "distribution", "信息第7期", "--to"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.adopt()
    built.sign(date="2026-11-06")
    return built


def text(office: OfficeBuilder) -> str:
    return (office.root / PATH).read_text(encoding="utf-8")


def test_the_first_line_makes_the_record_with_the_copies_of_the_imprint(office: OfficeBuilder) -> None:
    said = succeed(office.root, *RECORD, "区委书记", "--copies", "2", "--numbers", "1-2", "--by", "沈××")
    assert said == f"已写入 {PATH}\n印160份，已发2份，还有158份没有发。\n"
    assert text(office) == (
        "printed: 160\nsent:\n  - to: 区委书记\n    copies: 2\n    copy_numbers: 1-2\n    date: 2026-11-30\n"
        "    signed_by: 沈××\n"
    )
    assert office.check() == []


def test_later_lines_are_added_and_all_else_stays_as_it_was(office: OfficeBuilder) -> None:
    office.write(
        PATH,
        "printed: 30   # 加急只印30份\nsent:\n# 领导\n"
        "  - {to: 区委书记, copies: 2, copy_numbers: 1-2, date: 2026-11-09}\n",
    )
    said = succeed(office.root, *RECORD, "各乡镇党委", "--numbers", "10-19,25", "--date", "2026-11-10")
    assert said == f"已写入 {PATH}\n印30份，已发13份，还有17份没有发。\n"
    said = succeed(office.root, *RECORD, "区委书记", "--numbers", "2", "--returned", "--date", "2026-11-20")
    assert said == f"已写入 {PATH}\n印30份，已发13份，退回1份，还有17份没有发。\n"
    assert text(office) == (
        "printed: 30   # 加急只印30份\nsent:\n# 领导\n"
        "  - {to: 区委书记, copies: 2, copy_numbers: 1-2, date: 2026-11-09}\n"
        "  - to: 各乡镇党委\n    copies: 11\n    copy_numbers:\n      - 10-19\n      - 25\n    date: 2026-11-10\n"
        "returned:\n  - to: 区委书记\n    copies: 1\n    copy_numbers: 2\n    date: 2026-11-20\n"
    )
    assert office.check() == []


def test_a_list_in_one_line_is_written_anew_with_nothing_lost(office: OfficeBuilder) -> None:
    office.write(PATH, "printed: 30\nsent: [{to: 甲, copies: 2, date: 2026-11-09}]\nreturned: []\n")
    office.replace(PATH, "returned: []\n", "")
    succeed(office.root, *RECORD, "乙", "--copies", "3")
    assert office.read().distribution["xinxi/2026/007"].sent == (
        Handed(to="甲", copies=2, copy_numbers=(), date=day("2026-11-09")),
        Handed(to="乙", copies=3, copy_numbers=(), date=day("2026-11-30")),
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["区长"], "error[field-missing] 没有写多少份\n提示：写上份数；有份号的写份号，如 1-20\n"),
        (
            ["区长", "--numbers", "二十"],
            "error[field-type] “二十”不是份号\n提示：如 1-20 或 1-20,25\n",
        ),
        (
            ["区长", "--copies", "3", "--numbers", "1-2"],
            (
                "error[distribution-numbers] 区长的份数是3，份号却有2个\n"
                "提示：核对 copy_numbers（份号）和 copies（份数）；如 copies: 20，copy_numbers: 1-20\n"
            ),
        ),
        (
            ["区长", "--copies", "161"],
            (
                "error[distribution-copies] 《信息》第7期（总第1237期）印160份，发出的合计161份\n"
                "提示：核对 printed（印制份数）和各行的 copies（份数）；加印的，改印制份数\n"
            ),
        ),
        (
            ["区长", "--copies", "1", "--returned"],
            (
                "error[distribution-returned] 没有发给区长的记录\n"
                "提示：核对 returned（退回）各行的 to（发往）、份数和份号，与 sent（发放）写法一致\n"
            ),
        ),
        (
            ["区长", "--copies", "1", "--date", "2026-11-05"],
            (
                "error[date-order] 发放日期2026年11月5日早于该期签发日期2026年11月6日\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        ([" ", "--copies", "1"], "error[field-empty] 发往是空的\n提示：写上内容；含空格的要加引号\n"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(office: OfficeBuilder, words: list[str], said: str) -> None:
    assert refuse(office.root, *RECORD, *words) == said
    assert not (office.root / PATH).exists()


def test_an_issue_that_is_not_there_and_other_copies_than_recorded_are_refused(office: OfficeBuilder) -> None:
    assert refuse(office.root, "record", "distribution", "xinxi/2026/070", "--to", "甲", "--copies", "1") == (
        "error[reference-missing] 没有刊期“xinxi/2026/070”\n提示：是不是 xinxi/2026/007？\n"
    )
    succeed(office.root, *RECORD, "甲", "--copies", "1", "--printed", "200")
    assert refuse(office.root, *RECORD, "乙", "--copies", "1", "--printed", "180") == (
        f"error[distribution-copies] {PATH}:1:1 这一期已登记印200份\n提示：印制份数有误的，改发放登记文件里的 printed\n"
    )


def test_a_supplement_has_a_record_of_its_own(office: OfficeBuilder) -> None:
    desk = office.adopt("heping", "zhuan-ti", "2026-11-04", series="zengkan", column="zhuanti")
    office.sign(series="zengkan", date="2026-11-09")
    succeed(office.root, "record", "distribution", "信息增刊第1期", "--to", "甲", "--copies", "1", "--printed", "20")
    (given,) = office.read().distribution.values()
    assert (desk, given.issue, given.printed) == ("2026/11-04-heping-zhuan-ti", "xinxi/zengkan/2026/001", 20)


def test_two_clerks_at_once_lose_no_line(office: OfficeBuilder) -> None:
    def hand(number: int) -> list[str]:
        request = HandingRequest(issue="xinxi/2026/007", to=f"第{number}处", numbers=str(number), date=AS_OF)
        return perform(WorkTree(office.root), lambda read: [plan_handing(read, request, AS_OF)])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(hand, range(1, 9))) == [[PATH]] * 8
    sent = office.read().distribution["xinxi/2026/007"].sent
    assert sorted(row.copy_numbers for row in sent) == [(number,) for number in range(1, 9)]


def test_hostile_words_stay_words(office: OfficeBuilder) -> None:
    name = '甲: {b} # "c" %s'
    done = run(office.root, *RECORD, name, "--copies", "1", "--by", "- [x]")
    assert done.exit_code == 0, done.output
    (row,) = office.read().distribution["xinxi/2026/007"].sent
    assert (row.to, row.signed_by) == (name, "- [x]")


def test_what_is_no_line_is_refused(office: OfficeBuilder) -> None:
    hint = "提示：删去后重新输入这一处；粘贴时选“只保留文本”\n"
    assert refuse(office.root, *RECORD, "甲\n乙\u202e", "--copies", "1") == (
        f"error[word-artefacts] 应写成一行，却有换行，在“甲 乙”处\n{hint}"
        f"error[word-artefacts] 有控制书写方向的字符 U+202E，在“乙”处\n{hint}"
    )
    assert office.read().distribution == {}


# -- copy numbers --------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("1-3, 25", (1, 2, 3, 25)),
        ("1—3、25", (1, 2, 3, 25)),
        ("1至3；3", (1, 2, 3, 3)),
        ("000007", (7,)),
        ("3-1", None),
        ("0", None),
        ("1-", None),
        ("", None),
        ("1-100001", None),
        ("１", None),
        ("一", None),
    ],
)
def test_copy_numbers_as_clerks_write_them(written: str, numbers: tuple[int, ...] | None) -> None:
    assert parse_copy_numbers(written) == numbers


@given(st.frozensets(st.integers(min_value=1, max_value=300), min_size=1))
def test_copy_numbers_written_out_are_read_back(numbers: frozenset[int]) -> None:
    for dash in ("—", "-"):
        assert parse_copy_numbers(format_copy_numbers(numbers, dash)) == tuple(sorted(numbers))
