"""``jianbao record presented``, and what recording an instruction says that it owes."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, succeed
from jianbao.model.instruction import Presented
from offices import OfficeBuilder, day

IDENTITY = "2026/11-28-fang-an"
PATH = f"briefs/instructions/{IDENTITY}.yml"
FLOW = """on: {document: 旧改方案}    # 原件在档案室
leader: 吴××
level: 区级
date: 2026-11-28
nature: [阅知]
"""
PRESENT = ["record", "presented", IDENTITY, "--to"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write(PATH, FLOW)
    return builder


def text(office: OfficeBuilder) -> str:
    return (office.root / PATH).read_text(encoding="utf-8")


def test_a_line_is_added_for_each_leader(office: OfficeBuilder) -> None:
    said = succeed(office.root, *PRESENT, "周××", "--opinion", "同意", "--date", "2026-11-29")
    assert said == f"已写入 {PATH}\n呈阅共1次：周××。\n"
    first = "presented:\n  - date: 2026-11-29\n    to: zhuren\n    opinion: 同意\n"
    assert text(office) == FLOW + first
    said = succeed(office.root, *PRESENT, "市委副书记何××")
    assert said == f"已写入 {PATH}\n呈阅共2次：周××、市委副书记何××。\n"
    assert text(office) == FLOW + first + "  - date: 2026-11-30\n    to: 市委副书记何××\n"
    assert office.check() == []


def test_a_list_in_one_line_is_written_anew_with_the_same_facts(office: OfficeBuilder) -> None:
    lines = "post: 科长\nreceived: 2026-11-28\nform: 口头\ntext: 请阅。\naccess: 办内\nrecorded: 2026-11-29\n"
    office.write(PATH, f"{FLOW}{lines}presented: [{{date: 2026-11-29, to: 周××}}]\n")
    before = office.read().instructions[IDENTITY]
    succeed(office.root, *PRESENT, "郑××")
    after = office.read().instructions[IDENTITY]
    assert after.presented == (*before.presented, Presented(date=day("2026-11-30"), to="bianji-zheng", opinion=""))
    kept = ("document", "leader", "post", "level", "date", "received", "form", "natures", "text", "access", "recorded")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert office.read().problems == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["record", "presented", "2026/11-28-fang-a", "--to", "周××"],
            f"error[reference-missing] 没有批示“2026/11-28-fang-a”\n提示：是不是 {IDENTITY}？\n",
        ),
        ([*PRESENT, " "], "error[field-empty] 呈送是空的\n提示：写上内容；含空格的要加引号\n"),
        (
            [*PRESENT, "周××", "--date", "2026-12-01"],
            "error[date-future] 呈阅日期2026年12月1日在今天（2026年11月30日）之后\n提示：核对年、月、日\n",
        ),
    ],
)
def test_a_slip_is_refused_and_nothing_changes(office: OfficeBuilder, words: list[str], said: str) -> None:
    assert refuse(office.root, *words) == said
    assert text(office) == FLOW


RECORD = ["record", "instruction", "--document", "旧改方案", "--leader", "吴××", "--level", "区级", "--nature"]


@pytest.mark.parametrize("nature", ["要求办理", "阅处"])
def test_an_instruction_that_owes_a_task_says_so(office: OfficeBuilder, nature: str) -> None:
    said = succeed(office.root, *RECORD, "肯定", "--nature", nature).splitlines()
    assert said[-2:] == [
        f"批示{nature}，还没有立项：",
        "  jianbao task open --instruction 2026/11-30-wen-jian --category 批示件 --title 标题 --lead 牵头单位",
    ]


@pytest.mark.parametrize("nature", ["肯定", "阅知", "圈阅"])
def test_one_that_owes_none_says_nothing(office: OfficeBuilder, nature: str) -> None:
    assert "立项" not in succeed(office.root, *RECORD, nature)


def test_the_category_is_one_whose_result_is_presented(office: OfficeBuilder) -> None:
    office.write("briefs/settings/supervision.yml", "categories: [{id: lingdao, name: 领导交办, present: 是}]\n")
    said = succeed(office.root, *RECORD, "阅处")
    assert "--category 领导交办 --title" in said
