"""How lines say a day and the time that is left or has passed."""

from __future__ import annotations

from datetime import date

from jianbao.metadata import Moment
from jianbao.reading import Office
from jianbao.supervising import WorkCalendar, find_reminders

WEEKDAYS = "一二三四五六日"


def say_day(day: date, today: date) -> str:
    """12月20日, with its year where it is another one than today's."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == today.year else f"{day.year}年{short}"


def say_since(as_of: Moment, since: Moment) -> str:
    days = as_of.days_since(since)
    return f"已{days}天" if days else "今天"


def say_left(due: Moment, as_of: Moment) -> str:
    """Hours where both times are known and less than two days are left, else days; a day alone is not over before
    its end.
    """
    days = due.days_since(as_of)
    if as_of.is_after(due):
        return f"已超期{-days}天" if days else "今天已经到期"
    if due.time and as_of.time and days <= 1:
        minutes = int((due.at - as_of.at).total_seconds()) // 60
        return f"还有{minutes // 60}小时" if minutes >= 60 else f"还有{minutes}分钟"  # noqa: PLR2004  (minutes)
    return f"还有{days}天，{due.chinese}截止" if days else f"{due.chinese}截止，就是今天"


def say_due(office: Office, due: date, today: date, what: str = "") -> str:
    """12月20日到期，还有20天、14个工作日; with ``what`` is to be done: 应于11月25日反馈，已超期5天.

    Says where today is a day to remind on, and where it is the last working day before.
    """
    said = "今天" if due == today else say_day(due, today)
    said = f"应于{said}{what}" if what else f"{said}到期"
    if due == today:
        return said
    if due < today:
        return f"{said}，已超期{(today - due).days}天"
    calendar, days = WorkCalendar(office.settings.holidays), (due - today).days
    working = calendar.days_left(today, due, working=True)
    said += f"，还有{days}天"
    said += f"、{working}个工作日" if 0 < working < days else ""
    last = calendar.is_workday(today) and working <= calendar.is_workday(due) and days > 1
    said += "，今天是到期前最后一个工作日" if last else ""
    return f"{said}，今天提醒" if today in find_reminders(office, due) else said
