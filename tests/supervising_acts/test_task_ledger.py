"""``jianbao tasks``: the ledger of a day as a table, as JSON and as comma-separated values."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import refuse, succeed, transcribe
from conftest import Compare
from jianbao.cli import main
from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from jianbao.supervising import describe_status, find_rates, find_statuses
from offices import OfficeBuilder, day

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """Five tasks: closed in time, closed late, overdue, near its end in parts, and one of the next year's end."""
    builder = OfficeBuilder(tmp_path)
    builder.task(1, assigned="2026-09-17", due="2026-10-07", officer="吴××")
    builder.event("2026/001", "receipt", "2026-09-18", unit="城关镇")
    builder.event("2026/001", "close", "2026-10-08", result="已办", satisfied="是")
    builder.task(2, assigned="2026-10-12", due="2026-10-23", lead_unit="和平镇", assisting=["城关镇"])
    builder.event("2026/002", "close", "2026-10-27", result="已办", satisfied="否")
    builder.task(3, assigned="2026-10-30", due="2026-11-25", category="重点工作", lead_unit="区住建局", officer="郑××")
    builder.event("2026/003", "receipt", "2026-11-02", unit="区住建局")
    parts = [
        {"no": 1, "content": "摸底", "lead_unit": "城关镇", "due": "2026-11-20"},
        {"no": 2, "content": "换管", "lead_unit": "和平镇"},
    ]
    builder.task(4, assigned="2026-11-10", due="2026-11-25", parts=parts, title="改造“城中村”\x1b[31m供水管网")
    builder.event("2026/004", "progress", "2026-11-12", unit="城关镇", text="已开工")
    builder.event(
        "2026/004", "extension", "2026-11-20", asked="2026-11-19", until="2026-12-03", reason="雨", approved_by="周××"
    )
    builder.event("2026/004", "close", "2026-11-23", part=1, result="底数已清")
    builder.task(5, assigned="2026-11-26", due="2027-03-31", lead_unit="区数据局")
    return builder


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("ledger", [["tasks"], ["tasks", "--on", "2026-11-20"], ["tasks", "--on", "2026-09-01"]]),
        ("ledger-parts", [["tasks", "--open", "--parts"]]),
        ("ledger-json", [["tasks", "--unit", "和平镇", "--format", "json"]]),
    ],
)
def test_the_ledger_of_a_day(
    office: OfficeBuilder, name: str, commands: list[list[str]], compare_golden: Compare
) -> None:
    compare_golden(EXPECTED / f"{name}.txt", transcribe(office.root, *commands))


def list_numbers(office: OfficeBuilder, *words: str) -> list[int]:
    return [task["number"] for task in json.loads(succeed(office.root, "tasks", *words, "--format", "json"))["tasks"]]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ([], [1, 2, 3, 4, 5]),
        (["--open"], [3, 4, 5]),
        (["--unit", "城关"], [1, 2, 4]),
        (["--unit", "heping"], [2, 4]),
        (["--category", "重点工作"], [3]),
        (["--category", "huiyi", "--open"], [4, 5]),
        (["--state", "待签收"], [5]),
        (["--light", "红"], [3]),
        (["--light", "黄", "--on", "2026-11-20"], [3, 4]),
        (["--officer", "吴××"], [1]),
        (["--officer", "信息科科长", "--open"], []),
        (["--on", "2026-11-25"], [1, 2, 3, 4]),
        (["--on", "2026-10-07", "--open"], [1]),
    ],
)
def test_what_is_wanted_of_it(office: OfficeBuilder, words: list[str], numbers: list[int]) -> None:
    assert list_numbers(office, *words) == numbers


def test_a_year_has_the_tasks_numbered_in_it_and_their_rates(office: OfficeBuilder) -> None:
    """What is still open from the year before, and what that year closed, count there."""
    office.task(41, assigned="2025-11-03", due="2025-12-31", title="整治占道经营")
    office.task(42, assigned="2025-11-10", due="2025-12-31", title="清理河道")
    office.event("2025/042", "close", "2026-01-09", result="已办")
    assert [list_numbers(office, *words) for words in ([], ["--year", "2026"], ["--year", "2025"])] == [
        [41, 42, 1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
        [41, 42],
    ]
    assert list_numbers(office, "--year", "2025", "--open") == [41]
    said = [succeed(office.root, "tasks", *words) for words in ([], ["--year", "2026"], ["--year", "2025"])]
    assert [text.splitlines()[0] for text in said] == [
        "督查事项　2026年11月30日",
        "2026年督查事项　2026年11月30日",
        "2025年督查事项　2026年11月30日",
    ]
    rates = [re.findall(r"^(?:按时)?办结率.*?（.*?）", text, re.MULTILINE) for text in said]
    assert rates == [
        ["办结率60.0%（3/5）", "按时办结率20.0%（1/5）"],
        ["办结率66.7%（2/3）", "按时办结率33.3%（1/3）"],
        ["办结率50.0%（1/2）", "按时办结率0.0%（0/2）"],
    ]


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_rates_of_a_year_are_those_of_the_site(office: OfficeBuilder, year: int) -> None:
    office.task(41, assigned="2025-11-03", due="2025-12-31", title="整治占道经营")
    office.event("2025/041", "close", "2026-01-09", result="已办")
    context = BuildContext(
        office=office.read(),
        access=Access.OFFICE,
        as_of=day("2026-11-30"),
        templates=Templates(office.root),
        site_url="https://a.example/",
    )
    files = {file.uri: file.data for file in render_site(context).files}
    shown = json.loads(files[f"tasks/ledger-{year}.json"])
    said = json.loads(succeed(office.root, "tasks", "--year", str(year), "--format", "json"))
    assert [(rate["name"], rate["part"], rate["whole"]) for rate in said["rates"]] == [
        (rate["name"], rate["part"], rate["whole"]) for rate in shown["rates"]
    ]
    assert {task["id"] for task in said["tasks"]} == {task["id"] for task in shown["tasks"]}


def test_a_unit_has_what_it_took_over_by_a_merger(office: OfficeBuilder) -> None:
    """区旅游中心 was merged into 区文旅局 on 20 October."""
    office.task(6, assigned="2026-10-12", lead_unit="区旅游中心")
    office.task(7, assigned="2026-10-12", lead_unit="龙泉镇", assisting=["区旅游中心"])
    assert list_numbers(office, "--unit", "区文旅局") == [6, 7]
    assert list_numbers(office, "--unit", "区文旅局", "--on", "2026-10-19") == []
    assert list_numbers(office, "--unit", "区旅游中心") == [6, 7]


def test_the_day_may_stand_before_the_command(office: OfficeBuilder) -> None:
    assert succeed(office.root, "--on", "2026-11-20", "tasks") == succeed(office.root, "tasks", "--on", "2026-11-20")


def test_the_data_is_that_of_the_site_with_the_steps(office: OfficeBuilder) -> None:
    data = json.loads(succeed(office.root, "tasks", "--format", "json"))
    read, as_of = office.read(), day("2026-11-30")
    statuses = find_statuses(read, as_of)
    described = [{k: v for k, v in task.items() if k not in ("name", "steps")} for task in data["tasks"]]
    assert described == [describe_status(read, status) for status in statuses]
    rates = find_rates(read.settings.supervision, statuses)
    assert [(rate["name"], rate["part"], rate["whole"]) for rate in data["rates"]] == [
        (rate.name, rate.part, rate.whole) for rate in rates
    ]
    assert list(data) == ["as_of", "tasks", "rates"]


def test_a_unit_that_asks_for_an_extension_takes_a_step(office: OfficeBuilder) -> None:
    office.item("zhujian", "yan-qi", "2026-11-24 10:00", task="2026/003", reply="申请延期")
    data = json.loads(succeed(office.root, "tasks", "--category", "重点工作", "--format", "json"))
    assert data["tasks"][0]["steps"][-1] == {
        "at": "2026-11-24T10:00",
        "kind": "申请延期",
        "units": ["zhujian"],
        "part": None,
        "record": "briefs/items/zhujian/2026/11-24-yan-qi.md",
    }


def test_as_a_spreadsheet_opens_it(office: OfficeBuilder) -> None:
    office.replace("briefs/tasks/2026/003.md", "改造老旧供水管网", '"=1+1，先算后办"')
    said = succeed(office.root, "tasks", "--format", "csv", "--officer", "郑××")
    assert said.startswith("\ufeff编号,")
    (row,) = csv.DictReader(StringIO(said.removeprefix("\ufeff")))
    assert row == {
        "编号": "〔2026〕3号",
        "事项": "'=1+1，先算后办",
        "类别": "重点工作",
        "牵头单位": "区住建局",
        "协办单位": "",
        "督办人": "郑××",
        "交办日期": "2026-10-30",
        "时限": "2026-11-25",
        "原定时限": "2026-11-25",
        "状态": "办理中",
        "亮灯": "红",
        "签收": "2026-11-02",
        "最近反馈": "",
        "呈报": "",
        "办结": "",
        "曾经超期": "是",
    }


def test_lights_are_coloured_in_a_terminal_only(office: OfficeBuilder) -> None:
    plain = CliRunner().invoke(main, ["--office", str(office.root), "tasks"])
    shown = CliRunner().invoke(main, ["--office", str(office.root), "tasks"], color=True)
    assert "\x1b" not in plain.stdout
    painted = [part.partition("\x1b[0m")[0] for part in shown.stdout.split("\x1b[")[1:] if not part.startswith("0m")]
    assert painted == ["31m红", "33m黄", "32m绿"]
    assert (
        shown.stdout.replace("\x1b[0m", "").replace("\x1b[31m", "").replace("\x1b[33m", "").replace("\x1b[32m", "")
        == plain.stdout
    )


def test_only_the_lights_of_the_office_are_counted(office: OfficeBuilder) -> None:
    lights = "{when: 超期, light: 红}, {when: 曾经超期, light: 橙}, {when: 其他, light: 蓝}"
    office.write("briefs/settings/supervision.yml", f"lights: [{lights}]\n")
    said = succeed(office.root, "tasks", "--open")
    assert "；红灯1项，橙灯1项，蓝灯1项。\n" in said
    assert [line.split()[1] for line in said.splitlines()[2:5]] == ["红", "橙", "蓝"]


def test_records_that_cannot_be_read_are_told(office: OfficeBuilder) -> None:
    office.write("briefs/tasks/2026/006.md", "---\nnumber: 6\n---\n")
    done = CliRunner().invoke(main, ["--office", str(office.root), "tasks"])
    assert done.exit_code == 0
    assert done.stderr.startswith("注意：有")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--unit", "城管镇"], 1, "error[unit-unknown] 没有名为“城管镇”的单位\n提示：是不是“城关镇”？\n"),
        (
            ["--category", "督办"],
            1,
            (
                "error[category-unknown] 没有名为“督办”的事项类别\n"
                "提示：现有类别：批示件、会议议定事项、重点工作、建议提案、热线信访\n"
            ),
        ),
        (
            ["--officer", "王××"],
            1,
            (
                "error[person-unknown] 督查员“王××”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        (
            ["--light", "紫"],
            2,
            "用法有误：--light 的值不对：可选 绿、蓝、黄、橙、红\n提示：用 jianbao tasks --help 看说明和例子\n",
        ),
        (
            ["--on", "昨天"],
            2,
            (
                "用法有误：--on 的“昨天”不是日期，如 2026-11-03 或 2026年11月3日\n"
                "提示：用 jianbao tasks --help 看说明和例子\n"
            ),
        ),
    ],
)
def test_what_is_not_there_is_refused(office: OfficeBuilder, words: list[str], code: int, said: str) -> None:
    assert refuse(office.root, "tasks", *words, code=code) == said
