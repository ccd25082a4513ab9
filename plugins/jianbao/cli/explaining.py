"""The lines of ``explain``: every fact behind a count, every award behind a figure, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jianbao.checks.wording import say_minutes
from jianbao.ledger import Event, Ledger, Measure, count_units
from jianbao.periods import Period
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.scoring import Award, Score, write_points

_COUNTED = {
    Measure.SUBMITTED: "件",
    Measure.ADOPTED: "条次",
    Measure.REPORTED: "件",
    Measure.INSTRUCTED: "件",
    Measure.CALLED: "次",
    Measure.ENTERED: "项",
    Measure.SUPERVISED: "次",
    Measure.URGENT: "次",
}
# Not every office supervises and hears of urgent events: nothing of the kind is not worth a line.
_RARE = frozenset({Measure.SUPERVISED, Measure.URGENT})
# Their number is that of the call or the task itself.
_NUMBERED = frozenset({Measure.CALLED, Measure.SUPERVISED})


def explain_counts(office: Office, ledger: Ledger, unit: str, period: Period) -> Iterator[str]:
    """Every fact of the unit by measure and day, and last the counts that a bulletin would print."""
    for measure, word in _COUNTED.items():
        found = [a.event for a in ledger.by_unit.get((measure, unit), ()) if period.covers(a.event.day)]
        if found or measure not in _RARE:
            yield f"{measure.value}：{len(found)}{word}" if found else f"{measure.value}：无"
        for event in found:
            yield f"  {_write_day(event)}  {_describe(office, event)}"
            yield f"      {_write_place(event.place)}"
    yield from _list_uncredited(ledger, unit, period)
    counts = count_units(ledger, [unit], period)
    rate = "—" if counts.rate is None else f"{counts.rate}%"
    yield f"报送{counts.submitted}件，采用{counts.adopted_items}件、{counts.adoptions}条次，采用率{rate}。"


def _list_uncredited(ledger: Ledger, unit: str, period: Period) -> Iterator[str]:
    """Items of the unit that count as adopted though another unit is credited with the text."""
    for event in ledger.by_measure.get(Measure.ADOPTED, ()):
        filed = any(unit in item.units for item in event.items)
        if filed and period.covers(event.day) and unit not in [credited.unit for credited in event.credits]:
            yield f"  {_write_day(event)}  《{event.title}》用了本单位的稿件，未署名，计采用件数，不计条次"
            yield f"      {_write_place(event.place)}"


def explain_score(score: Score, title: str) -> Iterator[str]:
    """Every award, and last the figure, which is their sum."""
    for award in score.awards:
        yield f"  {award.day.month}月{award.day.day}日  {write_signed(award.points)}分  {_name_award(award)}"
        facts = f"；事实 {_write_place(award.event.place)}" if award.event else ""
        yield f"      规则 {_write_place(award.rule_place)}{facts}"
    if score.label:
        yield f"  评定：{score.label}"
    yield from (f"  评优：{won}" for won in score.won)
    yield from (f"  取消资格：{reason}" for reason in score.vetoed)
    if score.cumulative != score.points:
        yield f"  此前{write_points(score.carried)}分，本年累计{write_points(score.cumulative)}分"
    yield f"{title}得分：{write_points(score.points)}分（以上{len(score.awards)}笔之和）。"


def write_signed(points: Decimal) -> str:
    return f"+{write_points(points)}" if points > 0 else write_points(points)


def _name_award(award: Award) -> str:
    subject = f"《{award.event.title}》" if award.event else ""
    note = f"（{award.note}）" if award.note else ""
    return f"{award.rule_title}{subject}{note}"


def _describe(office: Office, event: Event) -> str:
    """The title, and where or by whom."""
    settings = office.settings
    where = settings.channel_title(event.channel) if event.channel and event.measure is not Measure.INSTRUCTED else ""
    who = settings.people.name(event.leader) if event.leader in settings.people.by_id else event.leader
    number = "" if event.own or event.measure in _NUMBERED else event.number
    taken = f"用时{say_minutes(event.minutes)}" if event.minutes is not None and event.minutes >= 0 else ""
    told = [where, number, who, event.outcome, taken]
    if event.measure is Measure.INSTRUCTED:
        told += event.natures
    tail = "，".join(filter(None, told))
    return f"《{event.title}》{f'：{tail}' if tail else ''}"


def _write_day(event: Event) -> str:
    return f"{event.day.month}月{event.day.day}日"


def _write_place(place: Place) -> str:
    return f"{place.path}:{place.line}"
