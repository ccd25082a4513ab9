"""评优: who may be honoured, who is out, and why (K36)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby

from jianbao.scoring.awards import Award, write_points
from jianbao.scoring.track import Track
from jianbao.scoring.windows import windows_of
from jianbao.settings.schemes import Award as Honour
from jianbao.settings.schemes import Scheme, Veto

_HUNDRED = Decimal(100)


def find_winners(
    honour: Honour, ranked: Mapping[str, Sequence[str]], ranks: Mapping[str, int], out: set[str]
) -> set[str]:
    """The first of each group who are not out; equals at the edge are all in."""
    winners: set[str] = set()
    for group, units in ranked.items():
        if honour.groups and group not in honour.groups:
            continue
        number = honour.top or _number_of(honour, len(units))
        eligible = sorted((unit for unit in units if unit not in out), key=ranks.__getitem__)
        for _, equals in groupby(eligible, key=ranks.__getitem__):
            together = list(equals)
            winners |= set(together) if number > 0 else set()
            number -= len(together)
    return winners


def _number_of(honour: Honour, units: int) -> int:
    """Rounded down, but one at least."""
    share = Decimal(units) * (honour.percent or 0) / _HUNDRED
    return max(int(share.to_integral_value(rounding=ROUND_FLOOR)), 1)


def find_vetoes(
    track: Track, scheme: Scheme, unit: str, span: tuple[date, date], awards: Sequence[Award]
) -> list[tuple[str, str]]:
    """(award, reason) for every reason that keeps the unit out of an award."""
    return [
        (honour.id, f"{honour.title}：{reason}")
        for honour in scheme.awards
        for veto in honour.veto
        if (reason := _judge(track, scheme, veto, unit, span, awards))
    ]


def _judge(
    track: Track, scheme: Scheme, veto: Veto, unit: str, span: tuple[date, date], awards: Sequence[Award]
) -> str:
    """Empty where the veto does not hold."""
    if veto.when:
        facts = track.counter.matching(veto.when, unit, span, scheme.id)
        if len(facts) < veto.count:
            return ""
        what = "、".join(dict.fromkeys(fact.event.outcome or fact.measure for fact in facts))
        return f"有{what}{len(facts)}次"
    if veto.target:
        return _judge_target(track, scheme, veto, unit, span)
    return _judge_row(track, scheme, veto, unit, span, awards)


def _judge_target(track: Track, scheme: Scheme, veto: Veto, unit: str, span: tuple[date, date]) -> str:
    """Any whole window of the period in which less than so many percent of the target was reached."""
    known = track.office.settings.units.get(unit)
    rule = next((rule for rule in scheme.periods if rule.id == veto.target), None)
    if known is None or rule is None:
        return ""
    awards = track.awards_to(unit, span[1])
    for window in windows_of(rule.every, span[1].year, scheme):
        if span[0] <= window.last <= span[1]:
            reached = track.rules[scheme.id].reach(rule, known, window, awards)
            if reached and reached.value * _HUNDRED < veto.below * reached.need:
                done, need = write_points(reached.value), write_points(reached.need)
                return f"{window.title}{rule.title}完成{done}，不足{need}的{write_points(veto.below)}%"
    return ""


def _judge_row(
    track: Track, scheme: Scheme, veto: Veto, unit: str, span: tuple[date, date], awards: Sequence[Award]
) -> str:
    """So many whole windows of the period in a row, each below the bound."""
    row = 0
    for window in windows_of(veto.every, span[1].year, scheme) if veto.every else ():
        if window.first < span[0] or window.last > span[1]:
            continue
        value = track.counter.measure(veto.metric, unit, window.span, awards, scheme.id)
        row = row + 1 if value is not None and value < veto.below else 0
        if row == veto.in_row:
            times = f"连续{row}次" if row > 1 else ""
            return f"截至{window.title}{times}低于{write_points(veto.below)}"
    return ""
