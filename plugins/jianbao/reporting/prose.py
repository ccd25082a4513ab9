"""What the templates of a bulletin may say: figures and ready lists of units, empty where there is nothing to say."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from jianbao.answering import Outcome
from jianbao.ledger import Event, Ledger, Measure
from jianbao.model.bulletin import BulletinDocument, CountedFact, SettledDispute
from jianbao.periods import Period, parse_period
from jianbao.reading import Office
from jianbao.reporting.facts import WITHDRAWN
from jianbao.reporting.membership import find_counted, name_units
from jianbao.reporting.phrasing import list_by_count, list_parts, name_period, percent
from jianbao.reporting.report import GroupReport, Report
from jianbao.scoring import write_points

_MEASURE_WORDS = {"报送": "件", "采用": "条次", "上报": "件", "批示": "件次", "登记": "项"}
_HALF_YEAR = 6


def describe_bulletin(office: Office, ledger: Ledger, report: Report) -> dict[str, Any]:
    """The values of ``templates/bulletin/*.md``."""
    period, totals = report.period, report.totals
    names = name_units(office, period)
    events = [event for event in ledger.events if period.covers(event.day)]
    settings = office.settings
    reported_adopted = count_reported_adopted(office, ledger, period)
    return {
        "office": settings.office,
        "settings": settings.bulletin,
        "region": settings.office.region[-1:] or "本级",
        "period": name_period(period),
        "is_summary": is_summary(period),
        "totals": totals,
        "rate": write_points(totals.counts.rate) if totals.counts.rate else "",
        "groups": [text for group in report.groups if (text := _describe_group(group))],
        "issues": list_parts(((settings.channel_title(key), n) for key, n in totals.issues.items()), "期"),
        "levels": [_describe_level(office, level, events, names, period) for level in _levels(office, events)],
        "reported_adopted": reported_adopted,
        "reported_share": percent(reported_adopted, totals.reported_up),
        "calls": _describe_calls(events),
        "entries": list_parts(_count_entries(events), "件次"),
        "unsigned": sum(_is_unsigned(office, event) for event in events),
        "bunched": _describe_bunching(office, events, period),
        "awards": _describe_awards(report),
        "corrections": [*_describe_corrections(report, names)],
        "disputes": [
            f"{dispute.unit}对{dispute.period}的统计提出：{dispute.claim}　核实情况：{dispute.answer}"
            for dispute in settle_disputes(office, report)
        ],
    }


def is_summary(period: Period) -> bool:
    """Half a year or more: the bulletin then sums up what the office put out."""
    return period.last.month - period.first.month >= _HALF_YEAR - 1


def _describe_group(group: GroupReport) -> str:
    submitted = sum(row.counts.submitted for row in group.rows)
    adopted = sum(row.counts.adopted_items for row in group.rows)
    parts = [f"报送{submitted}件" if submitted else "", f"采用{adopted}件" if adopted else ""]
    said = "、".join(filter(None, parts))
    return f"{group.name}{said}" if said else ""


def _levels(office: Office, events: list[Event]) -> list[str]:
    """Levels with an adoption, lowest first; last, without a name, what the settings have no level for."""
    met = {event.level for event in events if event.measure is Measure.ADOPTED}
    known = [level.id for level in office.settings.office.levels]
    return [level for level in [*known, *sorted(met - set(known))] if level in met]


def _describe_level(
    office: Office, level: str, events: list[Event], names: Mapping[str, str], period: Period
) -> dict[str, Any]:
    """``count`` is of adoptions, each once; ``own`` those among them that no unit is credited with; ``credited`` is
    what the units together have, more than ``count`` where they share.
    """
    adopted = [event for event in events if event.measure is Measure.ADOPTED and event.level == level]
    counted = [unit.id for unit in find_counted(office, period)]
    tally = Counter(credited.unit for event in adopted for credited in event.credits)
    by_unit = {unit: tally[unit] for unit in counted if tally[unit]}
    channels = Counter(event.channel for event in adopted)
    settings = office.settings
    return {
        "name": settings.office.level_name(level),
        "is_own": all(event.own for event in adopted),
        "count": len(adopted),
        "own": sum(not {credited.unit for credited in event.credits} & set(counted) for event in adopted),
        "units": list_by_count(by_unit, names, "条", settings.bulletin.name_from),
        "credited": sum(by_unit.values()),
        "unit_count": len(by_unit),
        "channels": list_parts(((settings.channel_title(key), n) for key, n in channels.items()), "条"),
        "channel_count": len(channels),
    }


def count_reported_adopted(office: Office, ledger: Ledger, period: Period) -> int:
    """Reports of the period that a known adoption names."""
    known = {f"reports/{a.report}" for a in office.adoptions.values() if a.report}
    seen = {f"adoptions/{a.id}": f"reports/{a.report}" for a in office.adoptions.values() if a.report}
    adopted = {seen[event.id] for event in ledger.by_measure.get(Measure.ADOPTED, ()) if event.id in seen} & known
    reported = ledger.by_measure.get(Measure.REPORTED, ())
    return sum(period.covers(event.day) and event.id in adopted for event in reported)


def _describe_calls(events: list[Event]) -> dict[str, int]:
    """How many calls, and how many units answered them in which way, by the English name of the outcome."""
    called = [event for event in events if event.measure is Measure.CALLED]
    outcomes = Counter(event.outcome for event in called)
    counted = {outcome.name.lower(): outcomes[outcome.value] for outcome in Outcome}
    return {"calls": len({event.number for event in called}), **counted}


def _count_entries(events: list[Event]) -> list[tuple[str, int]]:
    counted = Counter(event.outcome for event in events if event.measure is Measure.ENTERED and event.outcome)
    return sorted(counted.items())


def _is_unsigned(office: Office, event: Event) -> bool:
    """报送 without the unit leader who signs it off."""
    if event.measure is not Measure.SUBMITTED:
        return False
    return any(not office.items[item.id].approver for item in event.items if item.id in office.items)


def _describe_bunching(office: Office, events: list[Event], period: Period) -> dict[str, Any] | None:
    """Items filed in the last days of a month, when their share reaches what the settings say is worth telling."""
    settings = office.settings.bulletin
    filed = [event.day for event in events if event.measure is Measure.SUBMITTED]
    late = sum(_days_left(day) < settings.bunched_days for day in filed)
    if not late or not settings.bunched or late * 100 < settings.bunched * len(filed):
        return None
    months = "月末" if period.first.month == period.last.month else "各月末"
    return {"days": f"{months}{settings.bunched_days}天", "count": late, "share": percent(late, len(filed))}


def _days_left(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1] - day.day


def _describe_awards(report: Report) -> list[tuple[str, str]]:
    """What the scheme awards, and to which units; nothing where there is no scheme."""
    won: dict[str, list[str]] = {}
    for row in report.rows:
        for title in row.score.won if row.score else ():
            won.setdefault(title, []).append(row.name)
    return [(title, "、".join(names)) for title, names in sorted(won.items())]


def _describe_corrections(report: Report, names: Mapping[str, str]) -> list[str]:
    """One line for each fact recorded late or taken back, then for each unit whose 上期累计 of points is another."""
    lines = [_describe_correction(fact, names) for fact in report.corrections.facts]
    lines += [_describe_change(fact, names) for fact in report.corrections.changed if report.scheme]
    for row in report.rows:
        if row.score and row.score.carried != row.carried:
            old, new = write_points(row.carried), write_points(row.score.carried)
            difference = row.score.carried - row.carried
            sign = "＋" if difference > 0 else "－"
            lines.append(f"更正：{row.name}上期累计由{old}分改为{new}分（{sign}{write_points(abs(difference))}分）。")
    return lines


def _describe_correction(fact: CountedFact, names: Mapping[str, str]) -> str:
    told, word = _name_fact(fact, names), _MEASURE_WORDS.get(fact.measure, "件")
    if fact.value == WITHDRAWN:
        return f"更正：{told}1{word}不再计入，累计相应减少。"
    return f"更正：补计{told}1{word}，计入累计。"


def _describe_change(fact: CountedFact, names: Mapping[str, str]) -> str:
    return f"更正：{_name_fact(fact, names)}所登记的数值改为{fact.value}，件数不变。"


def _name_fact(fact: CountedFact, names: Mapping[str, str]) -> str:
    unit = names.get(fact.unit, fact.unit) if fact.unit else "本办公室"
    what = f"《{fact.title}》" if fact.title else "稿件"
    return f"{unit}{fact.day.month}月{fact.day.day}日{fact.measure}{what}"


def settle_disputes(office: Office, report: Report) -> list[SettledDispute]:
    """异议 that the office has answered, by unit: about this period, or about an earlier one whose bulletin was out
    already, unless another issued bulletin has told of it.
    """
    settings, period = office.settings, report.period
    told = {(d.claim, d.answer) for document in _issued_before(office, period) for d in document.disputes}
    settled = []
    for dispute in sorted(office.disputes.values(), key=lambda d: (settings.units.order(d.unit), d.id)):
        about = parse_period(dispute.period, period.last)
        known = dispute.date is None or not dispute.date.is_after(report.as_of)
        if about is None or about.last > period.last or about.year != period.year or not dispute.answer or not known:
            continue
        if about != period and (dispute.claim, dispute.answer) in told:
            continue
        settled.append(
            SettledDispute(
                unit=settings.units.short(dispute.unit, period.last),
                claim=dispute.claim,
                answer=dispute.answer,
                by=settings.people.name(dispute.by),
                period=about.title,
            )
        )
    return settled


def _issued_before(office: Office, period: Period) -> list[BulletinDocument]:
    documents = (bulletin.document for bulletin in office.bulletins.values())
    return [document for document in documents if document and document.last < period.first]
