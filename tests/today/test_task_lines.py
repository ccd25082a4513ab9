"""What ``jianbao today`` tells of supervision tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from offices import OfficeBuilder
from staffed import show_today, staff

RULES = """categories:
  - {id: pishi, name: 批示件, within: 15 工作日, present: 是}
  - {id: huiyi, name: 会议议定事项, within: 20日, revisit: 30日}
remind: [3 工作日]
"""
NEXT = ["《信息》周五第7期（12月4日，还有4天）：已有0篇"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = staff(tmp_path)
    builder.write("briefs/settings/supervision.yml", RULES)
    return builder


def told(office: OfficeBuilder, on: str, person: str = "") -> dict[str, list[str]]:
    """Without the next issue, which waits every day."""
    found = show_today(office, on, person)
    found.pop("各刊下一期", None)
    return found


def test_a_deadline_is_told_from_the_first_reminder_on(office: OfficeBuilder) -> None:
    office.event(office.task(officer="郭××"), "receipt", "2026-11-06", unit="城关镇")
    name = "第31号“改造老旧供水管网”（城关镇，办理中"
    # 20 December is a Sunday, so that the task is due on Monday and reminded of on Wednesday.
    assert told(office, "2026-12-15") == {}
    assert told(office, "2026-12-16") == {
        "近日到期": [f"{name}，黄灯，12月21日到期，还有5天、3个工作日，今天提醒）2026/031　经办：郑××、郭××"]
    }
    assert told(office, "2026-12-17") == {
        "近日到期": [f"{name}，黄灯，12月21日到期，还有4天、2个工作日）2026/031　经办：郑××、郭××"]
    }
    assert told(office, "2026-12-18") == {
        "近日到期": [
            f"{name}，黄灯，12月21日到期，还有3天、1个工作日，今天是到期前最后一个工作日）2026/031　经办：郑××、郭××"
        ]
    }
    assert told(office, "2026-12-21") == {"今天到期": [f"{name}，黄灯，今天到期）2026/031　经办：郑××、郭××"]}
    assert told(office, "2027-01-05") == {
        "已超期": [f"{name}，红灯，2026年12月21日到期，已超期15天）2026/031　经办：郑××、郭××"]
    }


def test_a_reminder_comes_before_a_holiday(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/supervision.yml", "remind: [3 工作日]", "remind: [1日]\nholiday: 不变")
    office.event(office.task(assigned="2026-09-01", due="2026-10-06"), "receipt", "2026-09-02", unit="城关镇")
    assert told(office, "2026-09-29") == {}
    facts = "城关镇，办理中，黄灯，10月6日到期，还有6天，今天是到期前最后一个工作日，今天提醒"
    assert told(office, "2026-09-30", "bianji-zheng") == {"近日到期": [f"第31号“改造老旧供水管网”（{facts}）2026/031"]}


def test_a_task_is_to_be_acknowledged(office: OfficeBuilder) -> None:
    office.task()
    assert told(office, "2026-11-05", "bianji-zheng") == {
        "督查待签收": ["第31号“改造老旧供水管网”签收（城关镇，11月5日交办，应于11月6日签收，还有1天）2026/031"]
    }
    assert told(office, "2026-11-09", "bianji-zheng") == {
        "督查待签收": ["第31号“改造老旧供水管网”签收（城关镇，11月5日交办，应于11月6日签收，已超期3天）2026/031"]
    }


def test_a_result_is_reviewed_presented_and_closed(office: OfficeBuilder) -> None:
    header = {"on": {"document": "工作方案"}, "leader": "周××", "level": "区级", "date": "2026-11-04"}
    instruction = office.record("instructions", "jia", "2026-11-04", **header, nature=["要求办理"])
    task = office.task(category="批示件", origin={"instruction": instruction}, due="2026-12-10")
    office.item(slug="jie-guo", date="2026-11-20 10:00", task=task, reply="反馈", finished="是")
    name = "第31号“改造老旧供水管网”（城关镇"
    due = "绿灯，12月10日到期，还有20天、14个工作日"
    assert told(office, "2026-11-20", "bianji-zheng") == {
        "办理结果待审核": [f"{name}，11月20日报来办理结果，审核后呈报周××同志，{due}）2026/031"]
    }
    office.event(task, "presented", "2026-11-21", to="周××")
    assert told(office, "2026-11-21", "bianji-zheng") == {
        "已呈报待办结": [
            f"{name}，11月21日已呈报，没有新的批示就办结，绿灯，12月10日到期，还有19天、14个工作日）2026/031"
        ]
    }
    office.event(task, "close", "2026-11-23", result="已改完")
    assert told(office, "2026-11-23") == {}


def test_a_result_that_nobody_has_to_see_is_reviewed_and_closed(office: OfficeBuilder) -> None:
    task = office.task()
    office.event(task, "progress", "2026-11-20", unit="城关镇", text="已改完", finished="是")
    facts = "城关镇，11月20日报来办理结果，审核后办结，绿灯，12月21日到期，还有31天、21个工作日"
    assert told(office, "2026-11-20", "bianji-zheng") == {
        "办理结果待审核": [f"第31号“改造老旧供水管网”（{facts}）2026/031"]
    }


def test_parts_with_days_of_their_own_are_told_by_themselves(office: OfficeBuilder) -> None:
    parts = [
        {"no": 1, "content": "摸清底数", "lead_unit": "和平镇", "due": "2026-11-20"},
        {"no": 2, "content": "更换干管", "lead_unit": "区住建局", "due": "2026-11-27"},
        {"no": 3, "content": "恢复路面", "lead_unit": "区住建局"},
    ]
    task = office.task(parts=parts)
    office.event(task, "receipt", "2026-11-06", unit="城关镇")
    office.event(task, "close", "2026-11-25", part=2, result="已换完")
    assert told(office, "2026-11-23", "kezhang") == {}
    assert told(office, "2026-11-23", "bianji-lin") == {
        "已超期": ["第31号“改造老旧供水管网”第1项“摸清底数”（和平镇，红灯，11月20日到期，已超期3天）2026/031"]
    }
    # Whoever covers the unit in the lead of the task watches all of its parts.
    assert told(office, "2026-11-24", "bianji-zheng") == {
        "已超期": ["第31号“改造老旧供水管网”第1项“摸清底数”（和平镇，红灯，11月20日到期，已超期4天）2026/031"],
        "近日到期": [
            "第31号“改造老旧供水管网”第2项“更换干管”（区住建局，黄灯，11月27日到期，还有3天，今天提醒）2026/031"
        ],
    }
    assert told(office, "2026-11-30", "kezhang") == {}


def test_feedback_is_asked_for_by_its_days(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-09-01", due="2027-06-30", feedback="每月25日")
    name = "第31号“改造老旧供水管网”反馈（城关镇，每月25日反馈"
    office.event(task, "progress", "2026-09-20", unit="城关镇", text="已摸底")
    # What was reported for the day that comes is not asked for again.
    assert told(office, "2026-09-23", "bianji-zheng") == {}
    assert told(office, "2026-10-22", "bianji-zheng") == {
        "近日到期": [f"{name}，应于10月26日反馈，还有4天、2个工作日）2026/031"]
    }
    assert told(office, "2026-10-26", "bianji-zheng") == {"今天到期": [f"{name}，应于今天反馈）2026/031"]}
    assert told(office, "2026-11-25", "bianji-zheng") == {
        "已超期": [f"{name}，应于10月26日反馈，已超期30天）2026/031"],
        "今天到期": [f"{name}，应于今天反馈）2026/031"],
    }


def test_a_report_that_makes_up_for_a_missed_day_does_not_stand_for_the_next_one(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-10-12", due="2027-06-30", feedback="每月25日")
    name = "第31号“改造老旧供水管网”反馈（城关镇，每月25日反馈"
    expected = {"近日到期": [f"{name}，应于11月25日反馈，还有3天）2026/031"]}
    office.event(task, "progress", "2026-10-28", unit="城关镇", text="补报进展")
    assert told(office, "2026-11-22", "bianji-zheng") == expected
    office.event(task, "progress", "2026-11-10", unit="城关镇", text="又报进展")
    assert told(office, "2026-11-22", "bianji-zheng") == {}


def test_an_extension_waits_for_a_decision(office: OfficeBuilder) -> None:
    task = office.task()
    office.item(slug="yan-qi", date="2026-11-28", task=task, reply="申请延期", title="申请延期")
    office.event(task, "receipt", "2026-11-06", unit="城关镇")
    assert told(office, "2026-11-30", "bianji-zheng") == {
        "延期待批": [
            "第31号“改造老旧供水管网”（城关镇11月28日申请延期，已2天，12月21日到期，还有21天、15个工作日）2026/031"
        ]
    }
    given = {"asked": "2026-11-28", "until": "2027-01-20", "reason": "天冷", "approved_by": "周××"}
    office.event(task, "extension", "2026-11-30", **given)
    assert told(office, "2026-11-30", "bianji-zheng") == {}


def test_a_closed_task_is_looked_at_again(office: OfficeBuilder) -> None:
    task = office.task()
    office.event(task, "close", "2026-11-09", result="已改完")
    name = "第31号“改造老旧供水管网”回头看（城关镇，11月9日办结"
    assert told(office, "2026-12-03", "bianji-zheng") == {}
    assert told(office, "2026-12-04", "bianji-zheng") == {
        "近日到期": [f"{name}，应于12月9日回头看，还有5天、3个工作日，今天提醒）2026/031"]
    }
    office.event(task, "revisit", "2026-12-08", result="没有反弹")
    assert told(office, "2026-12-09", "bianji-zheng") == {}


def test_what_was_not_there_yet_is_not_told(office: OfficeBuilder) -> None:
    office.task()
    assert told(office, "2026-11-04") == {}


def test_an_answer_to_a_task_does_not_wait_for_the_editors(office: OfficeBuilder) -> None:
    task = office.task()
    for number, reply in enumerate(("签收", "反馈", "申请延期"), 1):
        office.item(slug=f"hui-fu-{number}", date="2026-11-06", task=task, reply=reply)
    item = office.item(slug="jiu-gai", date="2026-11-06")
    assert told(office, "2026-11-06")["待处理稿件"] == [f"chengguan推进jiu-gai（城关镇，今天到）{item}　经办：郑××"]
