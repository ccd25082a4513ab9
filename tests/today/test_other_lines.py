"""Calls, instructions, urgent events and the desk, as ``jianbao today`` tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from offices import OfficeBuilder
from staffed import show_today, staff

URGENT = "classes: [{id: jiaoda, name: 较大, phone: 30, written: 60, written_up: 60, follow_ups: [8:00, 17:00]}]\n"
UPWARD = {"level": "市级", "number": "市委办约〔2026〕9号", "received": "2026-11-28 10:00", "due": "2026-12-02 12:00"}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return staff(tmp_path)


# -- 约稿 ----------------------------------------------------------------------


def test_a_call_is_of_its_contact_and_of_those_who_cover_the_units_that_owe(office: OfficeBuilder) -> None:
    office.call(
        issued="2026-11-28 09:00",
        due="2026-12-02 17:00",
        contact="吴××，0000-0000001",
        units=["城关镇", "和平镇", "龙泉镇"],
    )
    text = "第1号“请报秋粮收购情况”（还有2天，2026年12月2日17时00分截止）"
    assert show_today(office)["约稿未答复"] == [f"{text}：城关镇、和平镇、龙泉镇　经办：吴××、郑××、林××"]
    assert show_today(office, person="kezhang")["约稿未答复"] == [f"{text}：城关镇、和平镇、龙泉镇"]
    assert show_today(office, person="bianji-lin")["约稿未答复"] == [f"{text}：和平镇、龙泉镇"]
    office.item("chengguan", "liang-shi", "2026-11-29", call="2026/001")
    assert "约稿未答复" not in show_today(office, person="bianji-zheng")
    assert show_today(office, "2026-11-27").get("约稿未答复") is None


def test_a_call_from_above_has_a_deadline_of_its_own_until_we_have_reported(office: OfficeBuilder) -> None:
    office.call(issued="2026-11-28 11:00", due="2026-12-01", contact="吴××", origin=UPWARD, units=["城关镇"])
    text = "第1号“请报秋粮收购情况”（市级约稿市委办约〔2026〕9号"
    assert show_today(office, person="kezhang")["上级约稿待报"] == [
        f"{text}，还有2天，2026年12月2日12时00分截止）2026/001"
    ]
    assert "上级约稿待报" not in show_today(office, person="bianji-zheng")
    assert show_today(office, "2026-12-02 09:30")["上级约稿待报"] == [f"{text}，还有2小时）2026/001　经办：吴××"]
    office.record(
        "reports", "liang-shi", "2026-12-02", "正文。", title="秋粮收购", channel="市委办", sent="2026-12-02 10:00",
        signatory="周××", call="2026/001", sources=[office.item("chengguan", "liang-shi", "2026-12-01")],
    )  # fmt: skip
    assert "上级约稿待报" not in show_today(office, "2026-12-02 10:00")


def test_once_we_have_reported_upward_no_unit_is_waited_for(office: OfficeBuilder) -> None:
    office.call(issued="2026-11-28 11:00", due="2026-12-01", contact="吴××", origin=UPWARD, units=["城关镇"])
    assert show_today(office, "2026-12-02")["约稿未答复"] == [
        "第1号“请报秋粮收购情况”（已超期1天）：城关镇　经办：吴××、郑××"
    ]
    header = {"title": "秋粮收购", "channel": "市委办", "signatory": "周××", "units": ["和平镇"]}
    office.record("reports", "liang-shi", "2026-12-02", "正文。", **header, sent="2026-12-02", call="2026/001")
    assert "约稿未答复" not in show_today(office, "2026-12-02")


# -- 批示、异议、更正 ----------------------------------------------------------


def instruct(office: OfficeBuilder, nature: str, **on: str) -> None:
    header = {"on": on, "leader": "周××", "level": "区级", "date": "2026-11-20", "nature": [nature]}
    office.record("instructions", "jia", "2026-11-20", **header)


def test_an_instruction_without_its_task_is_of_the_supervisors(office: OfficeBuilder) -> None:
    instruct(office, "阅处", document="工作方案")
    assert show_today(office, person="ducha-guo") == {"批示待办": ["周××：阅处（工作方案，已10天）2026/11-20-jia"]}
    assert "批示待办" not in show_today(office, person="kezhang")
    assert "批示待办" not in show_today(office, "2026-11-19")


def test_an_instruction_on_a_task_is_told_by_the_task(office: OfficeBuilder) -> None:
    instruct(office, "要求办理", task=office.task())
    assert show_today(office)["批示待办"] == [
        "周××：要求办理（第31号督查事项“改造老旧供水管网”，已10天）2026/11-20-jia"
    ]


def test_a_dispute_is_of_who_covers_the_unit(office: OfficeBuilder) -> None:
    office.record(
        "disputes", "heping", "2026-11-18", period="2026-10", unit="和平镇", date="2026-11-18", claim="漏计一条"
    )
    text = "和平镇（2026年10月，已12天）：漏计一条（2026/11-18-heping）"
    assert show_today(office, person="bianji-lin")["异议未答复"] == [text]
    assert "异议未答复" not in show_today(office, person="bianji-zheng")


# -- 稿件 ----------------------------------------------------------------------


def test_what_was_sent_back_waits_and_what_is_kept_does_not(office: OfficeBuilder) -> None:
    office.adopt("heping", "jia", "2026-11-20", decision="退改", reason="请核实产值")
    office.adopt("heping", "yi", "2026-11-20", decision="留存待用", reason="等统计")
    assert show_today(office, person="bianji-lin") == {
        "退改未重报": ["heping推进jia（已10天）heping/2026/11-20-jia：请核实产值"],
        "各刊下一期": ["《信息》周五第7期（12月4日，还有4天）：已有0篇"],
    }


def test_what_has_not_come_yet_is_not_told(office: OfficeBuilder) -> None:
    office.item("heping", "jia", "2026-11-20 10:00", urgency="加急", occurred="2026-11-20 08:00")
    assert "待处理稿件" not in show_today(office, "2026-11-20 09:00")
    assert show_today(office, "2026-11-20 11:00", "bianji-lin")["待处理稿件"] == [
        "【加急】heping推进jia（和平镇，今天到）heping/2026/11-20-jia"
    ]


@pytest.mark.parametrize(
    ("passed", "waits", "people"),
    [
        ([], "还没有审核，待核稿", ["zhuren", "kezhang"]),
        (["核稿"], "核稿，待一校", ["bianji-zheng", "bianji-lin"]),
        (["核稿", "一校"], "核稿、一校，待二校", ["bianji-zheng", "bianji-lin"]),
        (["核稿", "一校", "会签", "二校"], "核稿、一校、会签、二校，待签发", ["zhuren"]),
        (["核稿", "一校", "二校", "签发"], "核稿、一校、二校、签发", ["kezhang", "bianji-zheng", "bianji-lin"]),
    ],
)
def test_a_draft_waits_for_those_of_its_next_stage(
    office: OfficeBuilder, passed: list[str], waits: str, people: list[str]
) -> None:
    reviews = [{"stage": stage, "by": "吴××", "at": "2026-11-29"} for stage in passed]
    office.draft(office.adopt(), reviews=reviews, day="2026-11-29")
    everybody = office.read().settings.people.by_id
    told = {person: show_today(office, person=person).get("送审稿") for person in everybody}
    assert {person for person, lines in told.items() if lines} == set(people)
    assert told[people[0]] == [f"《信息》，1篇，{waits}（xinxi/2026-11-29）"]


def test_a_draft_that_changed_waits_for_the_stage_that_saw_it_last(office: OfficeBuilder) -> None:
    review = {"stage": "二校", "by": "郑××", "at": "2026-11-29", "digest": "0" * 64}
    office.draft(office.adopt(), reviews=[review], day="2026-11-29")
    assert show_today(office, person="bianji-lin")["送审稿"] == [
        "《信息》，1篇，二校，二校后文本有改动，须重新校对（xinxi/2026-11-29）"
    ]
    assert "送审稿" not in show_today(office, person="zhuren")


# -- 紧急事件 ------------------------------------------------------------------


def urgent_night(office: OfficeBuilder) -> str:
    office.write("briefs/settings/urgent.yml", URGENT)
    first = office.item(
        "heping", "bao-guan", "2026-11-02 22:05", urgency="特急", stage="初报", occurred="2026-11-02 21:40"
    )
    return office.incident(items=[first])


def test_an_urgent_event_tells_what_is_owed_by_which_hour(office: OfficeBuilder) -> None:
    identity = urgent_night(office)
    name = f"供水主管爆裂（较大，今天）：{{}}　{identity}"
    assert show_today(office, "2026-11-02 22:20", "bianji-lin")["紧急事件"] == [
        name.format("区委办书面上报，限今天22时40分前，还有20分钟"),
        name.format("和平镇续报，限11月3日8时00分前，还有9小时"),
    ]
    assert show_today(office, "2026-11-02 22:50")["紧急事件"] == [
        name.format("区委办书面上报，限今天22时40分前，已超过10分钟") + "　经办：林××",
        name.format("和平镇续报，限11月3日8时00分前，还有9小时") + "　经办：林××",
    ]
    assert "紧急事件" not in show_today(office, "2026-11-02 22:50", "bianji-zheng")


def test_an_urgent_event_without_limits_waits_for_its_end(office: OfficeBuilder) -> None:
    identity = office.incident(units=["和平镇"])
    line = f"供水主管爆裂（较大，已3天）：等待终报　{identity}"
    assert show_today(office, "2026-11-05", "bianji-lin")["紧急事件"] == [line]
    office.replace(f"briefs/incidents/{identity}.yml", "occurred:", "ended: 2026-11-05 09:00\noccurred:")
    assert "紧急事件" not in show_today(office, "2026-11-05", "bianji-lin")


def test_hours_are_not_counted_from_a_day_alone(office: OfficeBuilder) -> None:
    identity = urgent_night(office)
    assert show_today(office, "2026-11-03", "bianji-lin")["紧急事件"] == [
        f"供水主管爆裂（较大，已1天）：区委办书面上报，限11月2日22时40分前　{identity}",
        f"供水主管爆裂（较大，已1天）：和平镇续报，限今天8时00分前　{identity}",
        f"供水主管爆裂（较大，已1天）：和平镇续报，限今天17时00分前　{identity}",
    ]
