"""``jianbao task open``: the next number, the time limit with its weekday, and what stands in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder

ORIGIN = ["--origin", "区委常委会会议纪要〔2026〕22号"]
OPEN = ["task", "open", "--title", "改造老旧供水管网", "--category", "会议议定事项", "--lead", "城关镇"]
PATH = "briefs/tasks/2026/001.md"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.replace("briefs/settings/office.yml", "phone:", "numbering:\n  task: 云委督〔{year}〕{number}号\nphone:")
    return builder


def text(office: OfficeBuilder, path: str = PATH) -> str:
    return (office.root / path).read_text(encoding="utf-8")


def test_a_task_takes_the_next_number_of_its_year(office: OfficeBuilder) -> None:
    office.task(31)
    words = ["--assisting", "和平镇", "--assisting", "区住建局", "--due", "2026-12-20", "--feedback", "每月25日"]
    said = succeed(office.root, *OPEN, *ORIGIN, *words, "--officer", "吴××", "--contact", "吴××，0000-0000001")
    assert said == (
        "已写入 briefs/tasks/2026/032.md\n"
        "云委督〔2026〕32号《改造老旧供水管网》\n"
        "城关镇牵头，和平镇、区住建局协办。\n"
        "办理时限：2026年12月21日（星期一），原定12月20日逢休息日，顺延至12月21日。\n"
        "到期提醒：2026年12月16日（星期三）。\n"
        "反馈：每月25日，第一次2026年12月25日（星期五）。\n"
        "下一步：城关镇签收，用 jianbao task receive 32 登记；"
        "各单位反馈时在稿件里写 task: 2026/032 和 reply: 反馈。\n"
    )
    assert text(office, "briefs/tasks/2026/032.md") == (
        "---\nnumber: 32\ntitle: 改造老旧供水管网\ncategory: huiyi\norigin: 区委常委会会议纪要〔2026〕22号\n"
        "lead_unit: chengguan\nassisting:\n  - heping\n  - zhujian\nassigned: 2026-11-30\ndue: 2026-12-20\n"
        "feedback: 每月25日\nofficer: kezhang\ncontact: 吴××，0000-0000001\n---\n\n"
        "请抓紧办理，每月25日前书面反馈进展，办结后书面报送办理结果。\n"
    )
    assert office.check() == []


def test_a_task_of_another_year_begins_at_one(office: OfficeBuilder) -> None:
    office.task(31)
    said = succeed(office.root, *OPEN, *ORIGIN, "--assigned", "2025-12-30", "--due", "2026-01-15")
    assert said.splitlines()[:2] == ["已写入 briefs/tasks/2025/001.md", "云委督〔2025〕1号《改造老旧供水管网》"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        # 7 October is the last day of the national holiday; the 8th is a Thursday.
        (
            ["--assigned", "2026-09-17"],
            "办理时限：2026年10月8日（星期四），原定10月7日逢休息日，顺延至10月8日。\n到期提醒：2026年9月28日（星期一）。",
        ),
        # Ten working days from 30 September: Saturday the 10th of October is one of them.
        (
            ["--assigned", "2026-09-30", "--within", "10 工作日"],
            "办理时限：2026年10月20日（星期二）。\n到期提醒：2026年10月15日（星期四）。",
        ),
        (
            ["--assigned", "2026-11-30", "--due", "2027-01-29"],
            (
                "办理时限：2027年1月29日（星期五）。\n到期提醒：2027年1月26日（星期二）。\n"
                "2027年的放假安排还没有写，只按双休日推算；公布后写进 briefs/settings/holidays.yml，再核对时限。"
            ),
        ),
        # Nobody is reminded before the task is given.
        (["--due", "2026-12-01"], "办理时限：2026年12月1日（星期二）。"),
        (["--category", "重点工作"], "办理时限：没有时限。"),
        (
            ["--category", "重点工作", "--feedback", "每周五"],
            "办理时限：没有时限。\n反馈：每周五，第一次2026年12月11日（星期五）。",
        ),
    ],
)
def test_the_time_limit_is_told_with_all_that_depends_on_it(office: OfficeBuilder, words: list[str], said: str) -> None:
    done = run(office.root, *OPEN, *ORIGIN, *words)
    assert done.exit_code == 0, done.output
    told = done.stdout.splitlines()
    assert "\n".join(told[3:-1]) == said


def test_a_task_from_an_instruction(office: OfficeBuilder) -> None:
    item = office.item()
    cause = office.record(
        "instructions",
        "jiu-gai",
        "2026-11-20",
        on={"item": item},
        leader="吴××",
        level="区级",
        date="2026-11-20",
        nature=["要求办理"],
    )
    words = ["--category", "批示件", "--instruction", cause, "--assigned", "2026-11-23"]
    said = succeed(office.root, *OPEN, *words).splitlines()
    assert said[3:5] == ["办理时限：2026年12月14日（星期一）。", "到期提醒：2026年12月9日（星期三）。"]
    task = office.read().tasks["2026/001"]
    assert (task.instruction, task.origin, task.leader, task.category) == (cause, "", "kezhang", "pishi")
    said = succeed(office.root, *OPEN, *words, "--lead", "和平镇").splitlines()
    assert said[-2] == "这条批示另有云委督〔2026〕1号。"
    assert office.check() == []


@pytest.mark.parametrize(("written", "leader"), [("吴××", "kezhang"), ("市委副书记何××", "市委副书记何××")])
def test_a_leader_of_ours_is_known_by_id_one_above_stays_as_written(
    office: OfficeBuilder, written: str, leader: str
) -> None:
    succeed(office.root, *OPEN, *ORIGIN, "--leader", written)
    assert office.read().tasks["2026/001"].leader == leader


def test_a_task_in_parts_with_a_text_of_its_own(office: OfficeBuilder, tmp_path: Path) -> None:
    file = office.write("要求.txt", "请逐项抓好落实。\n\n每周五报进展。\n")
    parts = ["--part", "1|摸清管网底数|城关镇||2026-12-04", "--part", "｜换管3公里｜区住建局｜城关、和平镇"]
    said = succeed(office.root, *OPEN, *ORIGIN, "--due", "2026-12-18", *parts, "--file", str(file))
    assert said.splitlines()[5:7] == [
        "  第1项　摸清管网底数（城关镇，2026年12月4日（星期五））",
        "  第2项　换管3公里（区住建局，2026年12月18日（星期五））",
    ]
    task = office.read().tasks["2026/001"]
    assert [(part.number, part.lead_unit, part.assisting, str(part.due)) for part in task.parts] == [
        (1, "chengguan", (), "2026-12-04"),
        (2, "zhujian", ("chengguan", "heping"), "None"),
    ]
    assert task.body == "请逐项抓好落实。\n\n每周五报进展。"
    assert office.check() == []


SOURCE = (
    "error[task-origin] 要写明立项依据，而且只能有一个\n"
    "提示：来自批示的写批示编号，其他的写立项依据，如 区委常委会会议纪要〔2026〕22号\n"
)
PART = "提示：写成“序号|内容|牵头单位|协办单位,协办单位|时限”，后两样可以不写，整个加引号\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], SOURCE),
        ([*ORIGIN, "--instruction", "2026/11-20-jiu-gai"], SOURCE),
        (
            ["--instruction", "2026/11-20-jiu-gai"],
            (
                "error[reference-missing] 没有批示“2026/11-20-jiu-gai”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
        (
            [*ORIGIN, "--category", "督办"],
            (
                "error[category-unknown] 没有名为“督办”的事项类别\n"
                "提示：现有类别：批示件、会议议定事项、重点工作、建议提案、热线信访\n"
            ),
        ),
        ([*ORIGIN, "--lead", "城管镇"], "error[unit-unknown] 没有名为“城管镇”的单位\n提示：是不是“城关镇”？\n"),
        (
            [*ORIGIN, "--officer", "王××"],
            (
                "error[person-unknown] 督查员“王××”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        ([*ORIGIN, "--title", " "], "error[field-empty] 标题是空的\n提示：写上内容；含空格的要加引号\n"),
        (
            [*ORIGIN, "--due", "2026-12-20", "--within", "15 工作日"],
            "error[task-limit] 时限写了两种\n提示：写到哪一天，或写多长期限；都不写的按事项类别\n",
        ),
        (
            [*ORIGIN, "--within", "半个月", "--feedback", "按月"],
            (
                "error[field-type] “半个月”不是期限\n提示：如 15 工作日、20 日\n"
                "error[field-type] “按月”不是反馈周期\n提示：如 每月25日、每周五、每季度末月20日\n"
            ),
        ),
        (
            [*ORIGIN, "--due", "2026-11-20"],
            (
                "error[date-order] 办理时限2026年11月20日早于交办时间2026年11月30日\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        (
            [*ORIGIN, "--assigned", "2026-12-01"],
            "error[date-future] 交办时间2026年12月1日在今天（2026年11月30日）之后\n提示：核对年、月、日\n",
        ),
        ([*ORIGIN, "--part", "1|摸底"], f"error[task-part] “1|摸底”不是一项任务分解\n{PART}"),
        ([*ORIGIN, "--part", "甲|摸底|城关镇"], f"error[task-part] “甲|摸底|城关镇”不是一项任务分解\n{PART}"),
        ([*ORIGIN, "--part", "1|摸底|城关镇|||"], f"error[task-part] “1|摸底|城关镇|||”不是一项任务分解\n{PART}"),
        (
            [*ORIGIN, "--part", "1|摸底|城关镇||月底"],
            "error[date-impossible] 第1项的时限“月底”不是日期\n提示：如 2026-11-03 或 2026年11月3日\n",
        ),
        (
            [*ORIGIN, "--part", "1|摸底|城关镇", "--part", "1|换管|城关镇"],
            "error[task-part] 任务分解里有两个序号1\n提示：核对 parts（任务分解）的 no（序号）和 due（办理时限）\n",
        ),
        (
            [*ORIGIN, "--title", "机密★5年"],
            (
                "error[secrecy-mark] 有密级标志“机密★5年”\n"
                "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志\n"
            ),
        ),
    ],
)
def test_a_task_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *OPEN, *words) == said
    assert office.read().tasks == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--due", "年底"], "用法有误：--due 的“年底”不是日期，如 2026-11-03 或 2026年11月3日\n"),
        (
            ["--due", "9999-12-31"],
            "用法有误：--due 的“9999-12-31”的年份不在1900年至2199年之间，如 2026-11-03 或 2026年11月3日\n",
        ),
        (["--file", "没有.txt"], "用法有误：--file 的值不对：没有这个文件\n"),
    ],
)
def test_wrong_use(office: OfficeBuilder, words: list[str], said: str) -> None:
    expected = f"{said}提示：用 jianbao task open --help 看说明和例子\n"
    assert refuse(office.root, *OPEN, *ORIGIN, *words, code=2) == expected


def test_two_processes_at_once_have_two_numbers(office: OfficeBuilder) -> None:
    program = "from jianbao.cli import main; main()"
    command = [sys.executable, "-c", program, "--office", str(office.root), *OPEN, *ORIGIN]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)
    ]
    answers = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    written = sorted(said.splitlines()[0] for said, _ in answers)
    assert written == ["已写入 briefs/tasks/2026/001.md", "已写入 briefs/tasks/2026/002.md"]
    assert [task.number for task in office.read().tasks.values()] == [1, 2]
