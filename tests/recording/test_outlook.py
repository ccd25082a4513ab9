"""What ``jianbao status`` tells of reports, calls, instructions and disputes."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import succeed
from jianbao.outlook import find_waiting
from jianbao.standing import find_standing
from jianbao.writing import dump_record, dump_yaml
from offices import OfficeBuilder, day


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def waiting(office: OfficeBuilder, heading: str, on: str = "2026-11-30") -> list[str]:
    read = office.read()
    return dict(find_waiting(read, find_standing(read), day(on))).get(heading, [])


def report(office: OfficeBuilder, item: str, sent: str, channel: str = "市委办") -> str:
    identity = f"{sent[:4]}/{sent[5:10]}-{(channel == '中办' and 'zhongban') or 'shiwei'}"
    header = {"title": "上报的标题", "channel": channel, "sent": sent, "sources": [item], "signatory": "周××"}
    office.write(f"briefs/reports/{identity}.md", dump_record(header, "上报的正文。"))
    return identity


def call(office: OfficeBuilder, number: int = 1, **fields: object) -> None:
    header = {"number": str(number), "title": "冬季供水", "issued": "2026-11-20 09:00", "due": "2026-12-01 17:00"}
    header |= {"units": ["城关镇", "和平镇"]} | fields  # type: ignore[operator]  # values of either kind
    office.write(f"briefs/calls/2026/{number:03d}.md", dump_record(header, "请报送供水情况。"))


# -- 已上报未见采用 ------------------------------------------------------------


def test_a_report_waits_until_an_adoption_names_it(office: OfficeBuilder) -> None:
    item = office.item()
    first, second = report(office, item, "2026-11-10"), report(office, item, "2026-11-30", "中办")
    assert waiting(office, "已上报未见采用") == [
        f"上报的标题（市委办《每日要情》，上报20天未见采用）{first}",
        f"上报的标题（中办，今天上报）{second}",
    ]
    succeed(office.root, "record", "adoption", "--report", first, "--channel", "市委办")
    assert waiting(office, "已上报未见采用") == [f"上报的标题（中办，今天上报）{second}"]


def test_an_adoption_of_the_item_in_the_same_channel_counts_as_one_of_the_report(office: OfficeBuilder) -> None:
    item = office.item()
    desk = office.decide(item)
    first, second = report(office, desk, "2026-11-10"), report(office, item, "2026-11-12", "中办")
    succeed(office.root, "record", "adoption", "--desk", desk, "--channel", "中办")
    assert waiting(office, "已上报未见采用") == [f"上报的标题（市委办《每日要情》，上报20天未见采用）{first}"]
    succeed(office.root, "record", "adoption", "--item", item, "--channel", "市委办")
    assert waiting(office, "已上报未见采用") == []
    assert second in office.read().reports


# -- 约稿未答复 ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "on", "left"),
    [
        ("2026-12-01 17:00", "2026-11-25", "还有6天，2026年12月1日17时00分截止"),
        ("2026-12-01 17:00", "2026-11-30 09:00", "还有32小时"),
        ("2026-12-01 17:00", "2026-12-01 16:20", "还有40分钟"),
        ("2026-12-01 17:00", "2026-12-01", "2026年12月1日17时00分截止，就是今天"),
        ("2026-12-01 17:00", "2026-12-01 17:01", "今天已经到期"),
        ("2026-12-01 17:00", "2026-12-03 08:00", "已超期2天"),
        ("2026-12-01", "2026-12-01 23:00", "2026年12月1日截止，就是今天"),
        ("2026-12-01", "2026-12-02", "已超期1天"),
    ],
)
def test_a_call_tells_what_time_is_left(office: OfficeBuilder, due: str, on: str, left: str) -> None:
    call(office, due=due)
    assert waiting(office, "约稿未答复", on) == [f"第1号“冬季供水”（{left}）：城关镇、和平镇"]


def test_a_unit_that_answered_in_any_way_is_not_waited_for(office: OfficeBuilder) -> None:
    call(office, exempt=["龙泉镇"])
    office.item("chengguan", "gong-shui", "2026-11-25", call="2026/001")
    assert waiting(office, "约稿未答复") == ["第1号“冬季供水”（还有1天，2026年12月1日17时00分截止）：和平镇"]
    succeed(office.root, "record", "reply", "2026/001", "和平镇", "--result", "无此情况")
    assert waiting(office, "约稿未答复") == []


def test_calls_stand_in_the_order_of_their_deadlines(office: OfficeBuilder) -> None:
    call(office, 1, due="2026-12-05", title="甲")
    call(office, 2, due="2026-11-28", title="乙")
    assert waiting(office, "约稿未答复") == [
        "第2号“乙”（已超期2天）：城关镇、和平镇",
        "第1号“甲”（还有5天，2026年12月5日截止）：城关镇、和平镇",
    ]


# -- 批示待办 ------------------------------------------------------------------


def instruct(office: OfficeBuilder, slug: str, on: dict[str, str], *natures: str, **fields: object) -> None:
    header = {"on": on, "leader": "周××", "level": "区级", "date": "2026-11-20", "nature": list(natures)} | fields
    office.write(f"briefs/instructions/2026/11-20-{slug}.yml", dump_yaml(header))


def test_an_instruction_that_asks_for_action_waits_for_a_task(office: OfficeBuilder) -> None:
    item = office.item()
    instruct(office, "jia", {"item": item}, "肯定", "要求办理")
    instruct(office, "yi", {"document": "工作方案"}, "阅处", date="2026-11-30")
    instruct(office, "bing", {"item": item}, "肯定", "圈阅")
    instruct(office, "ding", {"item": item}, "要求办理", task=office.task(31))
    assert waiting(office, "批示待办") == [
        "周××：肯定、要求办理（《chengguan推进jiu-gai》，已10天）2026/11-20-jia",
        "周××：阅处（工作方案，今天）2026/11-20-yi",
    ]


def test_a_task_answers_the_instruction_that_it_comes_from_and_those_before_it(office: OfficeBuilder) -> None:
    item = office.item()
    instruct(office, "jia", {"item": item}, "要求办理")
    instruct(office, "yi", {"item": item}, "要求办理", follows="2026/11-20-jia")
    instruct(office, "bing", {"item": item}, "要求办理", follows="2026/11-20-yi")
    office.task(31, "2026-11-21", origin={"instruction": "2026/11-20-yi"})
    assert waiting(office, "批示待办") == ["周××：要求办理（《chengguan推进jiu-gai》，已10天）2026/11-20-bing"]


def test_an_instruction_on_print_or_above_is_told_by_the_title_of_the_text(office: OfficeBuilder) -> None:
    desk = office.adopt()
    office.adopt("heping", "fu-wu")
    office.sign(date="2026-11-06")
    succeed(office.root, "record", "adoption", "--item", "heping/2026/11-03-fu-wu", "--channel", "中办")
    instruct(office, "jia", {"issue": "xinxi/2026/007", "article": desk}, "要求办理")
    instruct(office, "yi", {"issue": "xinxi/2026/007"}, "要求办理")
    instruct(office, "zi", {"adoption": "2026/11-30-zhongban-fu-wu"}, "要求办理", date="2026-11-30")
    assert waiting(office, "批示待办") == [
        "周××：要求办理（《chengguan推进jiu-gai》，已10天）2026/11-20-jia",
        "周××：要求办理（《信息》第7期（总第1237期），已10天）2026/11-20-yi",
        "周××：要求办理（《heping推进fu-wu》，今天）2026/11-20-zi",
    ]


# -- 异议未答复 ----------------------------------------------------------------


def test_a_dispute_waits_until_it_is_answered(office: OfficeBuilder) -> None:
    succeed(office.root, "record", "dispute", "2026-10", "城关镇", "--claim", "漏计一条", "--date", "2026-11-18")
    (identity,) = office.read().disputes
    assert waiting(office, "异议未答复") == [f"城关镇（2026年10月，已12天）：漏计一条（{identity}）"]
    succeed(office.root, "record", "dispute", "2026-10", "城关镇", "--answer", "已补登记", "--by", "吴××")
    assert waiting(office, "异议未答复") == []
