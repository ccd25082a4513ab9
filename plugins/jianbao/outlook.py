"""What waits for the editors on a day: derived from records, grouped as an editor would go through it."""

from __future__ import annotations

from datetime import date, timedelta

from jianbao.answering import Outcome, find_answers
from jianbao.compiling import digest_draft
from jianbao.ledger.naming import find_filed
from jianbao.metadata import Moment
from jianbao.model import Adoption, Call, Decision, Draft, Instruction, NoticeKind
from jianbao.numbering import next_numbers
from jianbao.periods import parse_period
from jianbao.reading import Office
from jianbao.selecting import select_articles
from jianbao.settings import Series
from jianbao.standing import Standing, find_arrival, find_decided, find_open_drafts, find_pending
from jianbao.supervising import find_follow_ups

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
        ("已上报未见采用", _list_unused(office, as_of)),
        ("约稿未答复", _list_unanswered(office, as_of)),
        ("批示待办", _list_instructed(office, as_of)),
        ("异议未答复", _list_disputed(office, as_of)),
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
    stale = last and last.stage and not last.is_of(digest_draft(office, draft))
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


def _list_unused(office: Office, as_of: Moment) -> list[str]:
    """Reports that no adoption names, by report or by one of their items in the same channel."""
    used = {adoption.report for adoption in office.adoptions.values()}
    items = {
        (adoption.channel, item)
        for adoption in office.adoptions.values()
        for item in (*adoption.items, *(filed.id for filed in find_filed(office, filter(None, [adoption.desk]))))
    }
    lines = []
    for report in sorted(office.reports.values(), key=lambda report: (str(report.sent or ""), report.id)):
        sources = find_filed(office, report.sources)
        if report.id in used or any((report.channel, item.id) in items for item in sources) or report.sent is None:
            continue
        title = report.title or (office.items[sources[0].id].title if sources else "")
        waited = as_of.days_since(report.sent)
        when = f"已{waited}天" if waited else "今天上报"
        lines.append(f"{title}（{office.settings.channel_title(report.channel)}，{when}）{report.id}")
    return lines


def _list_unanswered(office: Office, as_of: Moment) -> list[str]:
    """A line for each call that some unit still owes an answer to; overdue ones first."""
    waiting = []
    for call in office.calls.values():
        answers = find_answers(office, call, as_of)
        owing = [answer.unit for answer in answers if answer.outcome in (None, Outcome.MISSING)]
        if owing and call.due:
            units = "、".join(office.settings.units.short(unit, as_of.day) for unit in owing)
            waiting.append((call.due, f"第{call.number}号“{call.title}”（{_say_left(call, as_of)}）：{units}"))
    return [line for _, line in sorted(waiting)]


def _say_left(call: Call, as_of: Moment) -> str:
    """Hours where both times are known and less than two days are left, else days; a day alone is not over before
    its end.
    """
    assert call.due is not None  # only calls with a deadline are listed
    days = call.due.days_since(as_of)
    if as_of.is_after(call.due):
        return f"已过期{-days}天" if days else "今天已过期"
    if call.due.time and as_of.time and days <= 1:
        minutes = int((call.due.at - as_of.at).total_seconds()) // 60
        return f"还有{minutes // 60}小时" if minutes >= 60 else f"还有{minutes}分钟"  # noqa: PLR2004  (minutes)
    return f"还有{days}天，{call.due.chinese}截止" if days else f"{call.due.chinese}截止，就是今天"


def _list_instructed(office: Office, as_of: Moment) -> list[str]:
    """Instructions that ask for handling and have opened no task."""
    owing = [follow_up.instruction for follow_up in find_follow_ups(office).values() if follow_up.owes]
    lines = []
    for instruction in sorted(owing, key=lambda known: (str(known.date or ""), known.id)):
        natures = "、".join(nature.value for nature in instruction.natures)
        waited = f"，{_say_days(as_of, instruction.date)}" if instruction.date else ""
        leader = office.settings.people.name(instruction.leader)
        lines.append(f"{leader}：{natures}（{_name_instructed(office, instruction)}{waited}）{instruction.id}")
    return lines


def _name_instructed(office: Office, instruction: Instruction) -> str:
    """The title of what the instruction is on."""
    issue, item = office.issues.get(instruction.issue), office.items.get(instruction.item)
    if issue and issue.document:
        wanted = instruction.article
        found = next((a for a in issue.document.articles if wanted and wanted in (a.id, a.anchor)), None)
        return f"《{found.title}》" if found else issue.document.title
    adoption = office.adoptions.get(instruction.adoption)
    title = item.title if item else _name_adopted(office, adoption) if adoption else ""
    return f"《{title}》" if title else instruction.document or instruction.issue or instruction.item


def _name_adopted(office: Office, adoption: Adoption) -> str:
    report = office.reports.get(adoption.report)
    ids = report.sources if report else (*adoption.items, adoption.desk)
    filed = find_filed(office, filter(None, ids))
    first = office.items[filed[0].id].title if filed else ""
    return adoption.title or (report.title if report else "") or first


def _say_days(as_of: Moment, since: Moment) -> str:
    days = as_of.days_since(since)
    return f"已{days}天" if days else "今天"


def _list_disputed(office: Office, as_of: Moment) -> list[str]:
    lines = []
    for dispute in office.disputes.values():
        if dispute.answer:
            continue
        period = parse_period(dispute.period, as_of.day)
        unit = office.settings.units.short(dispute.unit, period.last if period else as_of.day)
        waited = f"，{_say_days(as_of, dispute.date)}" if dispute.date else ""
        title = period.title if period else dispute.period
        lines.append(f"{unit}（{title}{waited}）：{dispute.claim}（{dispute.id}）")
    return lines
