"""``jianbao incident open | log | report | dispose | end`` and ``jianbao incidents``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import refuse, run, succeed, transcribe
from conftest import Compare
from offices import OfficeBuilder

EXPECTED = Path(__file__).parent / "expected"
IDENTITY = "2026/11-29-gong-shui-zhu-guan-bao-lie"
PATH = f"briefs/incidents/{IDENTITY}.yml"
URGENT = """classes:
  - {id: jiaoda, name: 较大, phone: 20, written: 40, phone_up: 20, written_up: 60, follow_ups: ["8:00", "17:00"]}
  - {id: yiban, name: 一般}
dispositions: [专报, 备查]
"""
OPEN = ["incident", "open", "--title", "供水主管爆裂", "--severity", "较大", "--occurred", "2026-11-29 21:40"]
HEARD = ["--at", "2026-11-29 21:52", "--who", "郑××"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write("briefs/settings/urgent.yml", URGENT)
    return builder


def report(office: OfficeBuilder, slug: str, at: str, stage: str, **fields: object) -> str:
    """A report on the event."""
    times = {"occurred": "2026-11-29 21:40", "learned": "2026-11-29 21:45"}
    return office.item("chengguan", slug, at, urgency="特急", stage=stage, **{**times, **fields})


def text(office: OfficeBuilder) -> str:
    return (office.root / PATH).read_text(encoding="utf-8")


def test_an_event_from_the_first_call_to_its_end(office: OfficeBuilder) -> None:
    said = succeed(office.root, "--on", "2026-11-29 22:00", *OPEN, *HEARD, "--unit", "城关镇", "--from", "镇值班室")
    assert said == (
        f"已写入 {PATH}\n供水主管爆裂（较大）：已登记，续记用 jianbao incident log {IDENTITY}。\n"
        "  电话报告（城关镇）：按时，2026年11月29日21时52分，用时12分钟\n"
        "  书面报告（城关镇）：等候中，应在2026年11月29日22时20分前\n"
        "  电话上报（本办公室）：等候中，应在2026年11月29日22时12分前\n"
        "  书面上报（本办公室）：等候中，应在2026年11月29日22时52分前\n"
    )
    assert text(office) == (
        "title: 供水主管爆裂\nseverity: jiaoda\noccurred: 2026-11-29 21:40\nunits:\n  - chengguan\nlog:\n"
        "  - at: 2026-11-29 21:52\n    did: 接报\n    who: 郑××\n    to: 镇值班室\n"
    )
    first = report(office, "chu-bao", "2026-11-29 22:35", "初报")
    now = ["--on", "2026-11-29 23:00"]
    words = ["--did", "电话上报", "--at", "2026-11-29 22:05", "--who", "吴××", "--to", "市委值班室", "--note", "已关阀"]
    said = succeed(office.root, *now, "incident", "log", IDENTITY, *words)
    assert said.splitlines()[1] == "供水主管爆裂（较大）：值班记录共2行。"
    assert "  电话上报（本办公室）：按时，2026年11月29日22时05分，用时13分钟" in said.splitlines()
    assert "  书面上报（本办公室）：未报，应在2026年11月29日22时52分前" in said.splitlines()
    done = run(office.root, *now, "incident", "report", "供水主管爆裂", first)
    assert done.stdout.splitlines()[1:4] == [
        "供水主管爆裂（较大）：列入初报，共1篇。",
        "  电话报告（城关镇）：按时，2026年11月29日21时52分，用时12分钟",
        "  书面报告（城关镇）：迟报，2026年11月29日22时35分，用时55分钟，超过时限15分钟",
    ]
    assert done.stderr.startswith("notice[report-late] ")
    final = report(office, "zhong-bao", "2026-11-30 06:30", "终报", follows=first)
    now = ["--on", "2026-11-30 09:00"]
    said = succeed(office.root, *now, "incident", "report", "gong-shui-zhu-guan-bao-lie", final)
    assert said.splitlines()[1] == "供水主管爆裂（较大）：列入终报，共2篇。"
    said = succeed(office.root, *now, "incident", "dispose", IDENTITY, first, "专报")
    assert said.splitlines()[1] == "供水主管爆裂（较大）：《chengguan推进chu-bao》专报，还有1篇没有处置。"
    said = succeed(office.root, *now, "incident", "dispose", IDENTITY, final, "备查")
    assert said.splitlines()[1] == "供水主管爆裂（较大）：《chengguan推进zhong-bao》备查，各篇都已处置。"
    said = succeed(office.root, *now, "incident", "end", IDENTITY, "--at", "2026-11-30 06:30")
    assert said.splitlines()[1] == "供水主管爆裂（较大）：2026年11月30日6时30分结束。"
    assert text(office) == (
        "title: 供水主管爆裂\nseverity: jiaoda\noccurred: 2026-11-29 21:40\nunits:\n  - chengguan\nlog:\n"
        "  - at: 2026-11-29 21:52\n    did: 接报\n    who: 郑××\n    to: 镇值班室\n"
        "  - at: 2026-11-29 22:05\n    did: 电话上报\n    who: 吴××\n    to: 市委值班室\n    note: 已关阀\n"
        f"items:\n  - {first}\n  - {final}\n"
        f"dispositions:\n  - item: {first}\n    result: 专报\n  - item: {final}\n    result: 备查\n"
        "ended: 2026-11-30 06:30\n"
    )


def test_what_was_done_before_the_end_may_still_be_logged(office: OfficeBuilder) -> None:
    identity = office.incident(ended="2026-11-03 09:00")
    log = ["incident", "log", identity, "--did", "报告领导", "--who", "郑××", "--at"]
    succeed(office.root, *log, "2026-11-03 08:00")
    assert refuse(office.root, *log, "2026-11-03 09:30") == (
        f"error[incident-ended] briefs/incidents/{identity}.yml:1:1 这起事件已于2026年11月3日9时00分结束\n"
        "提示：结束时间有误的，改这份文件\n"
    )


# An event as people write one, and as the commands add to it.
FLOW = """# 值班手记
title: 供水主管爆裂
severity: 一般      # 未定等级前按一般
occurred: 2026-11-29 21:40
items: [{item}]
log:
  - {{at: 2026-11-29 21:52, did: 接报, who: 郑××}}   # 电话
note: 原因待查
"""


def test_a_line_is_added_and_nothing_else_changes(office: OfficeBuilder) -> None:
    item = report(office, "chu-bao", "2026-11-29 22:10", "初报")
    before = FLOW.format(item=item)
    office.write(PATH, before)
    words = ["--did", "报告领导", "--at", "2026-11-29 22:00", "--who", "郑××"]
    succeed(office.root, "incident", "log", IDENTITY, *words)
    line = "  - at: 2026-11-29 22:00\n    did: 报告领导\n    who: 郑××\n"
    assert text(office) == before.replace("note:", f"{line}note:")
    succeed(office.root, "incident", "dispose", IDENTITY, item, "专报")
    assert text(office) == before.replace("note:", f"{line}note:") + (
        f"dispositions:\n  - item: {item}\n    result: 专报\n"
    )


def test_a_chain_in_one_line_is_written_anew_with_the_same_facts(office: OfficeBuilder) -> None:
    first = report(office, "chu-bao", "2026-11-29 22:10", "初报")
    second = report(office, "xu-bao", "2026-11-30 07:10", "续报", follows=first)
    office.write(PATH, FLOW.format(item=first))
    before = office.read().incidents[IDENTITY]
    succeed(office.root, "incident", "report", IDENTITY, second)
    after = office.read().incidents[IDENTITY]
    assert after.items == (first, second)
    assert (after.log, after.note, after.severity) == (before.log, before.note, before.severity)
    assert office.read().problems == ()


# -- the list -------------------------------------------------------------------


@pytest.fixture
def night(office: OfficeBuilder) -> OfficeBuilder:
    """One event that has ended with a late report and a missing one, one that is going on, one of tomorrow."""
    first = report(
        office, "chu-bao", "2026-11-28 22:35", "初报", occurred="2026-11-28 21:40", learned="2026-11-28 21:45"
    )
    office.incident(
        "bao-guan",
        "2026-11-28 21:40",
        items=[first],
        place="人民路",
        dispositions=[{"item": first, "result": "专报"}],
        ended="2026-11-29 09:00",
    )
    office.incident("ting-dian", "2026-11-30 07:00", title="镇区停电", units=["和平镇"])
    office.incident("hua-po", "2026-12-01 07:00", title="山体滑坡", severity="一般")
    return office


def test_the_list_of_events(night: OfficeBuilder, compare_golden: Compare) -> None:
    commands = [["--on", "2026-11-30 07:10", "incidents"], ["incidents", "--open", "--on", "2026-11-28 23:00"]]
    commands += [["--on", "2026-11-30 07:10", "incidents", "--format", "json"], ["incidents", "--on", "2026-11-01"]]
    compare_golden(EXPECTED / "incidents.txt", transcribe(night.root, *commands))


def test_an_event_is_open_until_its_end(night: OfficeBuilder) -> None:
    def list_open(day: str) -> list[str]:
        said = succeed(night.root, "incidents", "--open", "--on", day, "--format", "json")
        return [incident["id"] for incident in json.loads(said)["incidents"]]

    assert list_open("2026-11-28") == ["2026/11-28-bao-guan"]
    assert list_open("2026-11-29 08:59") == ["2026/11-28-bao-guan"]
    assert list_open("2026-11-29 09:00") == []
    assert list_open("2026-11-30") == ["2026/11-30-ting-dian"]


def test_an_event_is_over_with_its_final_report(night: OfficeBuilder) -> None:
    final = report(night, "zhong-bao", "2026-11-30 11:30", "终报", occurred="2026-11-30 11:00")
    night.incident("lou-qi", "2026-11-30 11:00", title="燃气泄漏", items=[final])
    before, after = ("2026-11-30 11:20", "2026-11-30 12:00")
    assert "燃气泄漏（较大）　2026年11月30日11时00分事发，没有结束\n" in succeed(
        night.root, "incidents", "--on", before
    )
    assert "燃气泄漏（较大）　2026年11月30日11时00分事发，已有终报\n" in succeed(night.root, "incidents", "--on", after)
    assert "燃气泄漏" in succeed(night.root, "incidents", "--open", "--on", before)
    assert "燃气泄漏" not in succeed(night.root, "incidents", "--open", "--on", after)


# -- refusals -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--severity", "巨大"], "error[severity-unknown] 没有名为“巨大”的事件等级\n提示：现有等级：较大、一般\n"),
        (["--unit", "城管镇"], "error[unit-unknown] 没有名为“城管镇”的单位\n提示：是不是“城关镇”？\n"),
        (["--title", " "], "error[field-empty] 标题是空的\n提示：写上内容；含空格的要加引号\n"),
        (
            ["--at", "2026-11-29 21:30"],
            (
                "error[date-order] 值班记录的时间2026年11月29日21时30分早于事发时间2026年11月29日21时40分\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        (
            ["--item", "chengguan/2026/11-29-mei-you"],
            (
                "error[reference-missing] 没有稿件“chengguan/2026/11-29-mei-you”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
    ],
)
def test_an_event_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *OPEN, *HEARD, *words) == said
    assert office.read().incidents == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["end", "2026/11-02-ting-dian"],
            "error[reference-missing] 没有事件“2026/11-02-ting-dian”\n提示：是不是 2026/11-02-bao-guan？\n",
        ),
        (
            ["end", "地震"],
            (
                "error[reference-missing] 没有事件“地震”\n"
                "提示：写编号，如 2026/11-02-bao-guan；全部事件见 jianbao incidents\n"
            ),
        ),
        (
            ["end", "供水主管爆裂"],
            (
                "error[reference-missing] “供水主管爆裂”不止一起事件\n"
                "提示：写编号：2026/11-02-bao-guan、2026/11-20-bao-guan\n"
            ),
        ),
        (
            ["report", "2026/11-02-bao-guan", "chengguan/2026/11-02-mei-you"],
            (
                "error[reference-missing] 没有稿件“chengguan/2026/11-02-mei-you”\n"
                "提示：是不是 chengguan/2026/11-02-chu-bao？\n"
            ),
        ),
        (
            ["report", "2026/11-02-bao-guan", "chengguan/2026/11-02-chu-bao"],
            (
                "error[incident-item] briefs/incidents/2026/11-02-bao-guan.yml:1:1"
                " chengguan/2026/11-02-chu-bao 已在这起事件的报告里\n提示：不用再登记\n"
            ),
        ),
        (
            ["dispose", "2026/11-02-bao-guan", "chengguan/2026/11-02-chu-bao", "送阅"],
            "error[disposition-unknown] 没有名为“送阅”的处置\n提示：可写：专报、备查\n",
        ),
        (
            ["dispose", "2026/11-02-bao-guan", "chengguan/2026/11-02-chu-bao", "备查"],
            (
                "error[incident-disposed] briefs/incidents/2026/11-02-bao-guan.yml:1:1"
                " chengguan/2026/11-02-chu-bao 已有处置\n提示：处置有误的，改这份文件\n"
            ),
        ),
        (
            ["dispose", "2026/11-20-bao-guan", "chengguan/2026/11-02-chu-bao", "备查"],
            (
                "error[incident-item] briefs/incidents/2026/11-20-bao-guan.yml:1:1"
                " chengguan/2026/11-02-chu-bao 不是这起事件的报告\n"
                "提示：这起事件的报告：还没有，先用 jianbao incident report 登记\n"
            ),
        ),
        (
            ["end", "2026/11-20-bao-guan", "--at", "2026-12-02"],
            "error[date-future] 结束时间2026年12月2日在今天（2026年11月30日）之后\n提示：核对年、月、日\n",
        ),
    ],
)
def test_what_does_not_fit_the_event_is_refused(office: OfficeBuilder, words: list[str], said: str) -> None:
    item = report(
        office, "chu-bao", "2026-11-02 22:10", "初报", occurred="2026-11-02 21:40", learned="2026-11-02 21:45"
    )
    told = [{"item": item, "result": "专报"}]
    office.incident(items=[item], dispositions=told)
    office.incident(occurred="2026-11-20 21:40")
    files = {file: file.read_bytes() for file in office.root.glob("briefs/incidents/**/*.yml")}
    assert refuse(office.root, "incident", *words) == said
    assert {file: file.read_bytes() for file in office.root.glob("briefs/incidents/**/*.yml")} == files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*OPEN, "--at", "2026-11-29 21:52"], "没有写 --who，git 里的姓名也不在人员名单里；加 --who 姓名"),
        ([*OPEN, "--who", "郑××"], "没有写 --at"),
        (["incident", "log", IDENTITY, "--did", "睡觉", "--at", "2026-11-30"], "--did 的值不对：可选 接报、报告领导"),
        (["incident", "report", IDENTITY], "没有写稿件"),
        (["incident", "end"], "没有写事件编号"),
    ],
)
def test_wrong_use(office: OfficeBuilder, words: list[str], said: str) -> None:
    done = run(office.root, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"用法有误：{said}")


def test_an_old_sign_that_nobody_sees_stops_no_new_line(office: OfficeBuilder) -> None:
    succeed(office.root, "--on", "2026-11-29 22:00", *OPEN, *HEARD, "--unit", "城关镇", "--from", "镇值班室")
    office.replace(PATH, "to: 镇值班室", "to: 镇值\u200b班室")
    line = ["--on", "2026-11-29 23:00", "incident", "log", IDENTITY, "--did", "电话上报", "--who", "吴××"]
    at = ["--at", "2026-11-29 22:05"]
    said = refuse(office.root, *line, *at, "--to", "镇值\u200b班室")
    assert said.count("有零宽字符 U+200B，在“镇值班室”处") == 1
    succeed(office.root, *line, *at, "--to", "市委值班室")
    assert "镇值\u200b班室" in text(office)
