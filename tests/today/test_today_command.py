"""``jianbao today`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder
from staffed import staff

AWAY = "away: [{from: 2026-11-28, to: 2026-12-05, deputy: bianji-zheng}]"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """One of each: overdue, today, an answer that is owed, an item, a draft."""
    built = staff(tmp_path, lin=AWAY)
    built.event(built.task(due="2026-11-27"), "receipt", "2026-11-06", unit="城关镇")
    built.event(
        built.task(32, due="2026-11-30", lead_unit="和平镇", title="恢复路面"), "receipt", "2026-11-06", unit="和平镇"
    )
    built.call(issued="2026-11-28 09:00", due="2026-12-02 17:00", contact="吴××", units=["和平镇"])
    built.item("heping", date="2026-11-30 08:00", title="和平镇[bold]供水[/bold]恢复")
    built.draft(built.adopt("longquan", date="2026-11-27"), day="2026-11-29")
    return built


def test_the_whole_office(office: OfficeBuilder) -> None:
    assert succeed(office.root, "today").splitlines() == [
        "已超期：1",
        "  第31号“改造老旧供水管网”（城关镇，办理中，红灯，11月27日到期，已超期3天）2026/031　经办：郑××",
        "今天到期：1",
        "  第32号“恢复路面”（和平镇，办理中，黄灯，今天到期）2026/032　经办：林××（郑××代）",
        "约稿未答复：1",
        "  第1号“请报秋粮收购情况”（还有2天，2026年12月2日17时00分截止）：和平镇　经办：吴××、林××（郑××代）",
        "待处理稿件：1",
        "  和平镇[bold]供水[/bold]恢复（和平镇，今天到）heping/2026/11-30-jiu-gai　经办：林××（郑××代）",
        "送审稿：1",
        "  《信息》，1篇，还没有审核，待核稿（xinxi/2026-11-29）",
        "各刊下一期：1",
        "  《信息》周五第7期（12月4日，还有4天）：送审稿已有1篇",
    ]


def test_one_person_by_any_name(office: OfficeBuilder) -> None:
    said = succeed(office.root, "today", "--for", "郑××")
    assert said.splitlines() == [
        "林××11月28日至12月5日不在岗，由郑××代办。",
        "已超期：1",
        "  第31号“改造老旧供水管网”（城关镇，办理中，红灯，11月27日到期，已超期3天）2026/031",
        "今天到期：1",
        "  （代林××）第32号“恢复路面”（和平镇，办理中，黄灯，今天到期）2026/032",
        "约稿未答复：1",
        "  （代林××）第1号“请报秋粮收购情况”（还有2天，2026年12月2日17时00分截止）：和平镇",
        "待处理稿件：1",
        "  （代林××）和平镇[bold]供水[/bold]恢复（和平镇，今天到）heping/2026/11-30-jiu-gai",
        "各刊下一期：1",
        "  《信息》周五第7期（12月4日，还有4天）：送审稿已有1篇",
    ]
    assert succeed(office.root, "today", "--for", "bianji-zheng") == said


def test_another_day_by_either_option(office: OfficeBuilder) -> None:
    said = succeed(office.root, "today", "--on", "2026年12月7日", "--for", "林××")
    assert said == succeed(office.root, "--on", "2026-12-07", "today", "--for", "林××")
    assert said.splitlines()[:2] == [
        "已超期：1", "  第32号“恢复路面”（和平镇，办理中，红灯，11月30日到期，已超期7天）2026/032",
    ]  # fmt: skip


def test_nothing_to_do_is_said(office: OfficeBuilder) -> None:
    assert succeed(office.root, "today", "--for", "郭××") == "今天没有要办的事。\n"
    assert succeed(office.root, "today", "--on", "2026-11-29", "--for", "郭××") == "2026年11月29日没有要办的事。\n"


def test_for_programs(office: OfficeBuilder) -> None:
    data = json.loads(succeed(office.root, "today", "--for", "郑××", "--format", "json"))
    assert list(data) == ["as_of", "person", "notices", "sections"]
    assert (data["as_of"], data["person"]) == ("2026-11-30", "bianji-zheng")
    assert data["notices"] == ["林××11月28日至12月5日不在岗，由郑××代办。"]
    assert [section["heading"] for section in data["sections"]] == [
        "已超期", "今天到期", "约稿未答复", "待处理稿件", "各刊下一期",
    ]  # fmt: skip
    assert data["sections"][1]["matters"] == [
        {
            "key": "task-2026-032",
            "text": "（代林××）第32号“恢复路面”（和平镇，办理中，黄灯，今天到期）2026/032",
            "record": "tasks/2026/032",
            "due": "2026-11-30",
            "reminders": ["2026-11-25"],
            "units": ["heping"],
            "waiting": [],
            "owners": ["bianji-lin"],
            "stands_for": ["bianji-lin"],
        }
    ]
    whole = json.loads(succeed(office.root, "today", "--format", "json"))
    assert (whole["person"], whole["notices"]) == (None, [])
    assert whole["sections"][-1]["matters"][0]["owners"] == ["kezhang", "bianji-zheng", "bianji-lin"]


def test_who_is_not_known(office: OfficeBuilder) -> None:
    assert refuse(office.root, "today", "--for", "王××") == (
        "error[person-unknown] 经办人“王××”不在人员名单里\n"
        "提示：可写：周××、吴××、郑××、林××、郭××；人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--on", "明天"], "用法有误：--on 的“明天”不是日期，如 2026-11-03 或 2026年11月3日\n"),
        (["--format", "xml"], "用法有误：--format 的值不对：可选 text、json\n"),
    ],
)
def test_wrong_use(office: OfficeBuilder, arguments: list[str], said: str) -> None:
    assert refuse(office.root, "today", *arguments, code=2).startswith(said)


def test_a_place_that_cannot_be_written_to(office: OfficeBuilder) -> None:
    (office.root / "file").write_text("", encoding="utf-8")
    assert refuse(office.root, "today", "--ics", str(office.root / "file/x.ics")).startswith("error[file-unwritable]")


def test_figures_that_may_be_wrong_are_warned_of(office: OfficeBuilder) -> None:
    office.replace("briefs/tasks/2026/031.md", "number: 31", "number: 三十一")
    done = run(office.root, "today")
    assert done.exit_code == 0
    assert done.stderr.startswith("注意：有1处写错，读不出来")


def test_looking_changes_nothing_and_says_the_same_again(office: OfficeBuilder) -> None:
    before = {
        file: file.read_bytes() for file in office.root.rglob("*") if file.is_file() and ".cache" not in file.parts
    }
    assert succeed(office.root, "today") == succeed(office.root, "today")
    after = {
        file: file.read_bytes() for file in office.root.rglob("*") if file.is_file() and ".cache" not in file.parts
    }
    assert after == before


def test_status_and_today_say_the_same_of_the_desk(office: OfficeBuilder) -> None:
    status = succeed(office.root, "status")
    assert "  和平镇[bold]供水[/bold]恢复（和平镇，今天到）heping/2026/11-30-jiu-gai\n" in status
    assert "  第1号“请报秋粮收购情况”（还有2天，2026年12月2日17时00分截止）：和平镇\n" in status
    assert "  《信息》周五第7期（12月4日，还有4天）：送审稿已有1篇\n" in status
    assert "经办" not in status
