"""What waits for the editors on a day: derived from records, grouped as an editor would go through it."""

from __future__ import annotations

from datetime import date, timedelta

from jianbao.compiling import digest_draft
from jianbao.metadata import Moment
from jianbao.model import Decision, Draft, NoticeKind
from jianbao.numbering import next_numbers
from jianbao.reading import Office
from jianbao.selecting import select_articles
from jianbao.settings import Series
from jianbao.standing import Standing, find_arrival, find_decided, find_open_drafts, find_pending

_WEEKDAYS = "一二三四五六日"


def find_waiting(office: Office, standing: Standing, as_of: Moment) -> list[tuple[str, list[str]]]:
    """(heading, lines) in Chinese; headings with nothing under them are left out."""
    groups = [
        ("待处理稿件", _list_pending(office, standing, as_of)),
        ("退改未重报", _list_decided(office, standing, Decision.REVISE, as_of)),
        ("留存待用", _list_decided(office, standing, Decision.HOLD, as_of)),
        ("送审稿", [_describe_draft(office, draft) for draft in find_open_drafts(office)]),
        ("各刊下一期", _list_next(office, standing, as_of)),
        ("更正尚未刊登", _list_unannounced(office)),
    ]
    return [(heading, lines) for heading, lines in groups if lines]


def _list_pending(office: Office, standing: Standing, as_of: Moment) -> list[str]:
    lines = []
    for item in find_pending(office, standing):
        arrival = find_arrival(office, item)
        waited = f"，{_say_waited(as_of.days_since(arrival))}" if arrival else ""
        urgent = f"【{item.urgency.value}】" if item.urgency else ""
        unit = office.settings.units.short(item.lead, as_of.day)
        lines.append(f"{urgent}{item.title}（{unit}{waited}）{item.id}")
    return sorted(lines, key=lambda line: not line.startswith("【"))


def _say_waited(days: int) -> str:
    return f"已{days}天" if days else "今天到"


def _list_decided(office: Office, standing: Standing, decision: Decision, as_of: Moment) -> list[str]:
    return [
        f"{item.title}（已{as_of.days_since(record.decided) if record.decided else 0}天）{item.id}：{record.reason}"
        for item, record in find_decided(office, standing, decision)
    ]


def _describe_draft(office: Office, draft: Draft) -> str:
    series = office.settings.series(draft.periodical, draft.series)
    name = series.title if series else draft.periodical
    last = draft.reviews[-1] if draft.reviews else None
    stale = last and last.digest and last.stage and last.digest != digest_draft(office, draft)
    warning = f"，{last.stage.value}后文本有改动，须重新校对" if last and last.stage and stale else ""
    return f"{name}，{len(draft.articles)}篇，{name_stages(draft)}{warning}（{draft.id}）"


def name_stages(draft: Draft) -> str:
    """The stages that a draft has passed, in the order in which it passed them."""
    return "、".join(review.stage.value for review in draft.reviews if review.stage) or "还没有审核"


def _list_next(office: Office, standing: Standing, as_of: Moment) -> list[str]:
    lines = []
    for series in office.settings.all_series():
        selection = select_articles(office, standing, series, as_of)
        day = next_day(office, series, as_of.day)
        ready = len(selection.taken) + len(selection.left)
        if not ready and day is None:
            continue
        number = next_numbers(office, series, (day or as_of.day).year).number[0]
        when = f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}，{_say_ahead(day - as_of.day)}）" if day else ""
        lines.append(f"{series.title}{when}第{number}期：备选{ready}篇，可编入{len(selection.taken)}篇")
    return lines


def _say_ahead(ahead: timedelta) -> str:
    return f"还有{ahead.days}天" if ahead.days else "就是今天"


def next_day(office: Office, series: Series, today: date) -> date | None:
    """The next day of the periodical's rhythm, today included; None for one without a rhythm, and for supplements."""
    periodical = office.settings.periodical(series.periodical)
    rhythm = periodical.rhythm if periodical and not series.id else ()
    days = (today + timedelta(days=n) for n in range(min(7, (date.max - today).days + 1)))
    return next((day for day in days if f"周{_WEEKDAYS[day.weekday()]}" in rhythm), None)


def _list_unannounced(office: Office) -> list[str]:
    return [
        f"{notice.issue}：“{notice.printed}”应为“{notice.correct}”（{notice.id}）"
        for notice in office.notices.values()
        if notice.kind is NoticeKind.CORRECTION and not notice.announced_in
    ]
