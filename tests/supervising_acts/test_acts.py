"""What happens to a task: one record for each command, then where the task stands and what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder

FOLDER = "briefs/tasks/2026/031"
TITLE = "〔2026〕31号《改造老旧供水管网》："
TITLE_32 = "〔2026〕32号《改造老旧供水管网》："
LIMIT = "时限2026年12月18日（星期五），还有18天"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """One task from a meeting, one (32) from an instruction of the day before its assignment."""
    builder = OfficeBuilder(tmp_path)
    builder.task(31, due="2026-12-18", feedback="每月25日", assigned="2026-11-24")
    cause = builder.record(
        "instructions",
        "jiu-gai",
        "2026-11-19",
        on={"document": "旧改方案"},
        leader="吴××",
        level="区级",
        date="2026-11-19",
        nature=["要求办理"],
    )
    parts = [
        {"no": 1, "content": "摸底", "lead_unit": "城关镇", "due": "2026-12-01"},
        {"no": 2, "content": "换管", "lead_unit": "和平镇"},
    ]
    builder.task(
        32, category="批示件", origin={"instruction": cause}, assigned="2026-11-20", due="2026-12-18", parts=parts
    )
    return builder


def text(office: OfficeBuilder, name: str, folder: str = FOLDER) -> str:
    return (office.root / folder / f"{name}.yml").read_text(encoding="utf-8")


# -- to and fro -----------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["31", "031", "第31号", "31号", "2026/031", "2026/31", "〔2026〕31号", "[2026] 31 号"]
)
def test_a_task_is_known_by_all_its_names(office: OfficeBuilder, written: str) -> None:
    said = succeed(office.root, "task", "receive", written, "--via", "系统", "--by", "郑××")
    assert said == (
        f"已写入 {FOLDER}/11-30-receipt.yml\n{TITLE}城关镇已签收。\n现在：办理中，绿灯，{LIMIT}。\n"
        "下一步：城关镇每月25日反馈，下一次2026年12月25日（星期五）；办理完毕后报送办理结果。\n"
    )
    assert text(office, "11-30-receipt") == "date: 2026-11-30\nunit: chengguan\nby: 郑××\nvia: 系统\n"
    assert office.check() == []


def test_a_number_without_its_year_is_of_the_latest(office: OfficeBuilder) -> None:
    office.task(31, assigned="2025-11-05", due="2025-12-20")
    assert succeed(office.root, "task", "receive", "31").startswith(f"已写入 {FOLDER}/")
    said = succeed(office.root, "task", "receive", "2025年第31号", "--date", "2025-11-06")
    assert said.startswith("已写入 briefs/tasks/2025/031/11-06-receipt.yml\n")


def test_what_is_recorded_later_is_named_itself(office: OfficeBuilder) -> None:
    """Not what happened last: 和平镇 telephoned before 城关镇 did, and was chased before too."""
    succeed(office.root, "task", "receive", "32", "--unit", "城关镇", "--date", "2026-11-25")
    succeed(office.root, "task", "chase", "32", "--via", "电话", "--date", "2026-11-28")
    said = succeed(office.root, "task", "receive", "32", "--unit", "和平镇", "--date", "2026-11-23")
    assert said.splitlines()[1] == f"{TITLE_32}和平镇已签收。"
    said = succeed(office.root, "task", "chase", "32", "--unit", "和平镇", "--via", "电话", "--date", "2026-11-26")
    assert said.splitlines()[1] == f"{TITLE_32}第1次催办。"
    said = succeed(office.root, "task", "chase", "32", "--unit", "和平镇", "--via", "电话", "--date", "2026-11-26")
    assert said.splitlines()[1] == f"{TITLE_32}第2次催办，上一次是11月26日。"


def test_progress_and_the_result(office: OfficeBuilder) -> None:
    said = succeed(
        office.root, "task", "progress", "31", "--text", "换管2公里", "--via", "电话", "--date", "2026-11-25"
    )
    assert said.splitlines()[1:3] == [f"{TITLE}进展已登记。", f"现在：办理中，绿灯，{LIMIT}。"]
    assert text(office, "11-25-progress") == (
        "date: 2026-11-25\nunit: chengguan\ntext: 换管2公里\nvia: 电话\nrecorded: 2026-11-30\n"
    )
    said = succeed(office.root, "task", "progress", "31", "--text", "换管3公里", "--finished")
    assert said == (
        f"已写入 {FOLDER}/11-30-progress.yml\n{TITLE}办理结果已登记。\n现在：待审核，绿灯，{LIMIT}。\n"
        "下一步：审核办理结果，符合要求的办结（jianbao task close 31），不符合要求的退办（jianbao task rework 31）。\n"
    )
    assert text(office, "11-30-progress") == ("date: 2026-11-30\nunit: chengguan\ntext: 换管3公里\nfinished: 是\n")
    said = succeed(office.root, "task", "rework", "31", "--reason", "没有附验收单")
    assert said == (
        f"已写入 {FOLDER}/11-30-rework.yml\n{TITLE}退城关镇重新办理。\n现在：退回重办，绿灯，{LIMIT}。\n"
        "下一步：城关镇重新办理，再报送办理结果。\n"
    )
    said = succeed(office.root, "task", "progress", "31", "--text", "附上验收单", "--finished")
    assert said.splitlines()[0] == f"已写入 {FOLDER}/11-30-progress-2.yml"
    assert office.check() == []


def test_progress_of_a_part_is_of_its_own_unit(office: OfficeBuilder) -> None:
    said = succeed(office.root, "task", "progress", "32", "--part", "2", "--text", "换管1公里")
    assert said.splitlines()[1] == "〔2026〕32号《改造老旧供水管网》：第2项进展已登记。"
    folder = "briefs/tasks/2026/032"
    assert text(office, "11-30-progress", folder) == "date: 2026-11-30\nunit: heping\npart: 2\ntext: 换管1公里\n"
    said = succeed(office.root, "task", "rework", "32", "--part", "2", "--reason", "里程不实")
    assert said.splitlines()[1] == "〔2026〕32号《改造老旧供水管网》：第2项退和平镇重新办理。"


def test_a_missed_report_is_asked_for_first(office: OfficeBuilder) -> None:
    office.task(33, due="2026-12-18", feedback="每周五", assigned="2026-11-16")
    said = succeed(office.root, "task", "receive", "33", "--date", "2026-11-17").splitlines()
    assert said[2:] == [
        f"现在：办理中，红灯，{LIMIT}。",
        "下一步：城关镇补报11月27日应报的进展，办理完毕后报送办理结果。",
    ]


def test_a_chase_says_how_often_there_was_one_before(office: OfficeBuilder) -> None:
    office.task(33, due="2026-11-25", assigned="2026-11-05")
    words = ["task", "chase", "33", "--via", "电话"]
    said = succeed(office.root, *words, "--to", "办公室", "--reply", "本周报", "--date", "2026-11-26")
    assert said == (
        "已写入 briefs/tasks/2026/033/11-26-chase.yml\n〔2026〕33号《改造老旧供水管网》：第1次催办。\n"
        "现在：待签收，红灯，时限2026年11月25日（星期三），已超期5天。\n"
        "下一步：城关镇签收，用 jianbao task receive 33 登记。\n"
    )
    assert text(office, "11-26-chase", "briefs/tasks/2026/033") == (
        "date: 2026-11-26\nunit: chengguan\nvia: 电话\nto: 办公室\nreply: 本周报\nrecorded: 2026-11-30\n"
    )
    said = succeed(office.root, *words, "--date", "2026-11-27").splitlines()
    assert said[1] == "〔2026〕33号《改造老旧供水管网》：第2次催办，上一次是11月26日。"
    succeed(office.root, "task", "receive", "33")
    said = succeed(office.root, *words).splitlines()
    assert said[1] == "〔2026〕33号《改造老旧供水管网》：第3次催办，前2次是11月26日、11月27日。"
    assert said[3] == "下一步：城关镇尽快办结并报送办理结果，已经超期，不能再申请延期。"


# -- time limits ------------------------------------------------------------------


EXTEND = ["task", "extend", "31", "--reason", "等管材", "--approved-by", "周××"]


def test_an_extension_shows_the_old_and_the_new_time_limit(office: OfficeBuilder) -> None:
    said = succeed(office.root, *EXTEND, "--until", "2026-12-25")
    assert said.splitlines()[1:3] == [
        f"{TITLE}时限由2026年12月18日（星期五）延至2026年12月25日（星期五），原定时限照样保留。",
        "现在：待签收，绿灯，时限2026年12月25日（星期五），还有25天。",
    ]
    assert text(office, "11-30-extension") == (
        "date: 2026-11-30\nunit: chengguan\nasked: 2026-11-30\nuntil: 2026-12-25\nreason: 等管材\napproved_by: zhuren\n"
    )
    assert office.check() == []


def test_an_extension_was_asked_for_when_the_unit_filed_for_it(office: OfficeBuilder) -> None:
    office.item("chengguan", "yan-qi", "2026-11-24 10:00", task="2026/031", reply="申请延期")
    succeed(office.root, *EXTEND, "--until", "2026-12-25", "--date", "2026-11-26")
    (event,) = office.read().task_events.values()
    assert (str(event.asked), str(event.date), str(event.recorded)) == ("2026-11-24 10:00", "2026-11-26", "2026-11-30")
    succeed(office.root, *EXTEND, "--until", "2026-12-28", "--asked", "2026-11-27")
    assert str(office.read().task_events["2026/031/11-30-extension"].asked) == "2026-11-27"


def test_an_extension_that_is_refused_moves_nothing(office: OfficeBuilder) -> None:
    said = succeed(office.root, *EXTEND, "--until", "2026-12-25", "--refused")
    assert said.splitlines()[1] == f"{TITLE}不同意延期，时限仍为2026年12月18日（星期五）。"
    assert "refused: 是\n" in text(office, "11-30-extension")


def test_an_extension_of_a_part(office: OfficeBuilder) -> None:
    words = [
        "task",
        "extend",
        "32",
        "--part",
        "1",
        "--until",
        "2026-12-08",
        "--reason",
        "雨雪",
        "--approved-by",
        "周××",
    ]
    assert succeed(office.root, *words).splitlines()[1] == (
        "〔2026〕32号《改造老旧供水管网》：第1项时限由2026年12月1日（星期二）延至2026年12月8日（星期二），原定时限照样保留。"
    )


# -- the end ------------------------------------------------------------------------


def test_an_instructed_task_is_presented_before_it_is_closed(office: OfficeBuilder) -> None:
    close = ["task", "close", "32", "--result", "已换管3公里"]
    assert refuse(office.root, *close) == (
        "error[close-unpresented] “批示件”办结前要呈报，没有呈报原批示领导\n"
        "提示：先呈报原批示领导，用 jianbao task present 登记，再办结\n"
    )
    name = "〔2026〕32号《改造老旧供水管网》："
    said = succeed(office.root, "task", "progress", "32", "--text", "已换管3公里", "--finished", "--date", "2026-11-27")
    assert said.splitlines()[-1] == (
        "下一步：审核办理结果，符合要求的呈报领导（jianbao task present 32），"
        "不符合要求的退办（jianbao task rework 32）。"
    )
    said = succeed(office.root, "task", "present", "32", "--opinion", "同意", "--date", "2026-11-28")
    assert said.splitlines()[1:] == [
        f"{name}已呈报吴××。",
        f"现在：已呈报，黄灯，{LIMIT}。",
        (
            "下一步：领导没有新批示的，办结（jianbao task close 32）；有新批示的，"
            "先登记（jianbao record instruction --task 2026/032），另行立项交办。"
        ),
    ]
    assert text(office, "11-28-presented", "briefs/tasks/2026/032") == (
        "date: 2026-11-28\nto: kezhang\nopinion: 同意\nrecorded: 2026-11-30\n"
    )
    said = succeed(office.root, *close, "--satisfied")
    assert said.splitlines()[1:] == [f"{name}已办结。", "现在：已办结，按时办结。", "下一步：已经销号，没有要办的。"]
    assert office.check() == []


def test_a_new_instruction_on_the_result_is_a_new_task_before_the_old_one_is_closed(office: OfficeBuilder) -> None:
    succeed(office.root, "task", "present", "32", "--date", "2026-11-28")
    words = [
        "--task",
        "2026/032",
        "--leader",
        "吴××",
        "--level",
        "区级",
        "--nature",
        "要求办理",
        "--date",
        "2026-11-29",
    ]
    said = succeed(office.root, "record", "instruction", *words)
    assert said.splitlines()[-2:] == [
        "批示要求办理，还没有立项：",
        "  jianbao task open --instruction 2026/11-29-du-cha-2026-032 --category 批示件 --title 标题 --lead 牵头单位",
    ]
    close = ["task", "close", "32", "--result", "已换管3公里"]
    assert refuse(office.root, *close).splitlines()[0] == (
        "error[close-instructed] 2026年11月28日呈报后吴××又作了批示"
        "（briefs/instructions/2026/11-29-du-cha-2026-032.yml），没有另行交办"
    )
    opening = [
        "--instruction",
        "2026/11-29-du-cha-2026-032",
        "--category",
        "批示件",
        "--title",
        "管网智能监测",
        "--lead",
        "区住建局",
    ]
    succeed(office.root, "task", "open", *opening)
    succeed(office.root, *close)


def test_a_part_is_closed_by_itself(office: OfficeBuilder) -> None:
    said = succeed(office.root, "task", "close", "32", "--part", "1", "--result", "底数已清", "--date", "2026-11-30")
    assert said.splitlines()[1] == "〔2026〕32号《改造老旧供水管网》：第1项按时办结。"
    assert office.check() == []


PAPERS = ["调查报告", "原件", "审理意见"]


def test_closing_asks_for_the_papers_of_the_category(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/supervision.yml",
        f"categories:\n  - {{id: huiyi, name: 会议议定事项, papers: [{', '.join(PAPERS)}], revisit: 30 日}}\n"
        "  - {id: pishi, name: 批示件, present: 是}\non_time: 原定时限\n",
    )
    close = ["task", "close", "31", "--result", "已办"]
    assert refuse(office.root, *close, "--paper", "原件") == (
        "error[close-papers] “会议议定事项”办结要3种材料，缺调查报告、审理意见\n"
        "提示：补齐材料，写进办结记录的 papers（办结材料）\n"
    )
    said = succeed(office.root, *close, "--paper", "照片", "--all-papers", "--unsatisfied")
    assert said.splitlines()[1:] == [
        f"{TITLE}已办结，办结材料：调查报告（有）、原件（有）、审理意见（有）。",
        "现在：已办结，按时办结。",
        "下一步：2026年12月30日（星期三）前回头看，用 jianbao task revisit 31 登记。",
    ]
    assert text(office, "11-30-close") == (
        "date: 2026-11-30\nresult: 已办\nsatisfied: 否\npapers:\n  - 照片\n  - 调查报告\n  - 原件\n  - 审理意见\n"
    )
    said = succeed(office.root, "--on", "2026-12-20", "task", "revisit", "31", "--result", "又漏水", "--relapsed")
    assert said.splitlines()[1:] == [
        f"{TITLE}回头看，问题反弹。",
        "现在：已办结，按时办结。",
        "下一步：另行立项交办（jianbao task open --reopens 2026/031）。",
    ]
    words = ["--title", "再修屋面", "--category", "会议议定事项", "--origin", "回头看", "--lead", "城关镇"]
    words += ["--due", "2026-12-30", "--reopens", "31"]
    succeed(office.root, "--on", "2026-12-21", "task", "open", *words)
    assert office.read().tasks["2026/033"].reopens == "2026/031"
    said = succeed(office.root, "--on", "2026-12-21", "task", "revisit", "31", "--result", "仍漏水", "--relapsed")
    assert said.splitlines()[-1] == "下一步：已经另行立项（〔2026〕33号）。"


def test_late_is_late_by_the_time_limit_that_the_office_goes_by(office: OfficeBuilder) -> None:
    office.task(33, due="2026-11-20")
    office.event(
        "2026/033", "extension", "2026-11-18", asked="2026-11-17", until="2026-11-27", reason="雨", approved_by="周××"
    )
    office.event("2026/033", "close", "2026-11-26", result="已办")
    revisit = ["task", "revisit", "33", "--result", "没有漏水"]
    assert succeed(office.root, *revisit).splitlines()[2] == "现在：已办结，按时办结。"
    office.write("briefs/settings/supervision.yml", "on_time: 原定时限\n")
    assert succeed(office.root, *revisit).splitlines()[2] == "现在：已办结，超期6天办结。"


# -- refusals -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["receive", "99"],
            (
                "error[reference-missing] 没有督查事项“99”\n"
                "提示：写编号，如 31、第31号、2026/031；全部事项见 jianbao tasks\n"
            ),
        ),
        (["receive", "31", "--unit", "城管镇"], "error[unit-unknown] 没有名为“城管镇”的单位\n提示：是不是“城关镇”？\n"),
        (
            ["receive", "31", "--date", "2026-11-23"],
            (
                "error[date-order] 签收时间2026年11月23日早于交办时间2026年11月24日\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        (
            ["chase", "31", "--via", "电话", "--date", "2026-12-01"],
            "error[date-future] 催办时间2026年12月1日在今天（2026年11月30日）之后\n提示：核对年、月、日\n",
        ),
        (
            ["progress", "32", "--part", "3", "--text", "甲"],
            "error[task-part] 任务分解里没有第3项\n提示：现有序号：1、2\n",
        ),
        (
            ["progress", "31", "--part", "3", "--text", "甲"],
            "error[task-part] 任务分解里没有第3项\n提示：这件事没有分解任务，不写序号\n",
        ),
        (
            ["close", "31", "--part", "3", "--result", "甲"],
            "error[event-part] 写的是第3项，这件事没有分解\n提示：核对 part（分解序号）；整件事的，删去这一行\n",
        ),
        (
            ["revisit", "31", "--result", "甲"],
            "error[event-order] 2026年11月30日还没有办结，谈不上回头看\n提示：先登记办结\n",
        ),
        (
            ["extend", "31", "--until", "2026-12-18", "--reason", "甲", "--approved-by", "周××"],
            (
                "error[extension-until] 延至2026年12月18日，没有晚于现在的时限2026年12月18日\n"
                "提示：核对 until（延至）和 part（分解序号）；要缩短时限的，另行交办\n"
            ),
        ),
        (
            ["extend", "31", "--until", "2026-12-28", "--reason", "甲", "--approved-by", "王××"],
            (
                "error[person-unknown] 批准人“王××”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        (
            ["close", "31", "--result", "绝密★30年"],
            (
                "error[secrecy-mark] 有密级标志“绝密★30年”\n"
                "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志\n"
            ),
        ),
    ],
)
def test_an_act_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, "task", *words) == said
    assert office.read().task_events == {}


def test_an_extension_asked_for_too_late_is_refused(office: OfficeBuilder) -> None:
    office.task(33, due="2026-11-25", assigned="2026-11-05")
    words = ["task", "extend", "33", "--until", "2026-12-25", "--reason", "甲", "--approved-by", "周××"]
    assert refuse(office.root, *words) == (
        "error[extension-late] 2026年11月30日申请延期，这件事的时限2026年11月25日已过\n"
        "提示：核对 asked（申请时间）；确是过期才申请的，删去这份延期，按超期办理\n"
    )


def test_after_closing_there_is_only_a_revisit(office: OfficeBuilder) -> None:
    succeed(office.root, "task", "close", "31", "--result", "已办", "--date", "2026-11-27")
    message = "2026年11月27日已经办结（briefs/tasks/2026/031/11-27-close.yml），不能再"
    assert message in refuse(office.root, "task", "chase", "31", "--via", "电话")
    assert message in refuse(office.root, "task", "close", "31", "--result", "又办")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["receive"], "没有写督查事项编号"),
        (["close", "31"], "没有写 --result"),
        (["progress", "31", "--text", "甲", "--part", "0"], "--part 的值不对：应是不小于1的整数"),
        (["present", "31"], "这件事没有写交办领导；加 --to 领导姓名"),
        (["extend", "31", "--until", "年底", "--reason", "甲", "--approved-by", "周××"], "--until 的“年底”不是日期"),
        (["shut", "31"], "没有命令“shut”"),
    ],
)
def test_wrong_use(office: OfficeBuilder, words: list[str], said: str) -> None:
    done = run(office.root, "task", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"用法有误：{said}")


def test_who_did_it_is_known_from_git_where_git_knows_one_of_ours(office: OfficeBuilder) -> None:
    def read_hand(words: list[str]) -> str:
        succeed(office.root, "task", "receive", "31", *words)
        events = office.read().task_events
        return events[max(events)].by

    assert read_hand([]) == ""
    office.write(".git/HEAD", "ref: refs/heads/main\n")
    for folder in ("objects", "refs"):
        (office.root / ".git" / folder).mkdir()
    office.write(".git/config", "[user]\n  name = 郑××\n")
    assert read_hand([]) == "郑××"
    assert read_hand(["--by", "kezhang"]) == "吴××"
    assert read_hand(["--by", "值班员"]) == "值班员"
