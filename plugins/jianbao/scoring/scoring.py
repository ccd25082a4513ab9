"""计分: the scores of a period, under the schemes that an office names or any others (design, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from jianbao.ledger import Ledger
from jianbao.metadata.vocabulary import nearest_name
from jianbao.periods import Period
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.scoring.awards import ZERO, Award, Score, sum_points
from jianbao.scoring.ranking import find_ranked, rank_units
from jianbao.scoring.totalling import find_label, total_awards
from jianbao.scoring.track import Track
from jianbao.scoring.winning import find_vetoes, find_winners
from jianbao.settings.schemes import CreditBy, Scheme
from jianbao.settings.schemes.reading import MISSING_HINT

_DAY = timedelta(days=1)


def schemes_in_force(office: Office, names: Sequence[str] | None = None) -> list[Scheme]:
    """The schemes of ``office.yml``, or those named by id or name. Raises ProblemsFound for one that is not there."""
    known = {text: scheme for scheme in office.settings.schemes for text in (scheme.name, scheme.id)}
    wanted = list(dict.fromkeys(office.settings.office.schemes if names is None else names))
    missing = [name for name in wanted if name not in known]
    if missing:
        raise ProblemsFound(_report_missing(name, list(known)) for name in missing)
    return list({known[name].id: known[name] for name in wanted}.values())


def _report_missing(name: str, known: Sequence[str]) -> Problem:
    near = nearest_name(name, known)
    hint = f"是不是“{near}”？" if near else MISSING_HINT
    return Problem(code="scheme-unknown", place=NOWHERE, message=f"没有名为“{name}”的计分方案", hint=hint)


class Scoring:
    """One office, one ledger, some schemes: asked for as many periods as wanted, each fact is valued once."""

    def __init__(self, office: Office, ledger: Ledger, schemes: Sequence[Scheme]) -> None:
        self._office = office
        kinds = dict.fromkeys(scheme.credit.by for scheme in schemes)
        self._tracks = {
            kind: Track(office, ledger, sorted((s for s in schemes if s.credit.by is kind), key=_begins))
            for kind in kinds
        }

    def score(self, period: Period) -> dict[str, Score]:
        """Every unit that the schemes rank or that has an award, in protocol order."""
        scores: dict[str, Score] = {}
        divisions = self._find_divisions(period.last)
        for kind, track in self._tracks.items():
            units = [unit for unit in self._list_units(track) if (unit in divisions) == (kind is not CreditBy.UNIT)]
            scores |= _score_track(track, units, period)
        order = {unit.id: number for number, unit in enumerate(self._office.settings.units.units)}
        return {unit: scores[unit] for unit in sorted(scores, key=lambda unit: (order.get(unit, len(order)), unit))}

    def _find_divisions(self, day: date) -> set[str]:
        """The units of a table for the office's own divisions, which have their points there alone."""
        units = [unit.id for unit in self._office.settings.units.units]
        tables = [track for kind, track in self._tracks.items() if kind is not CreditBy.UNIT]
        grouped = {u for track in tables for groups in track.groups.values() for u in units if groups.of(u, day)}
        return grouped | {unit for track in tables for scheme in track.schemes for _, unit in scheme.credit.to}

    def _list_units(self, track: Track) -> list[str]:
        known = [unit.id for unit in self._office.settings.units.units]
        return [*known, *(account for account in track.counter.accounts if account not in known)]


def score_units(office: Office, ledger: Ledger, period: Period, schemes: Sequence[Scheme]) -> dict[str, Score]:
    """The scores of one period. Without schemes there are none."""
    return Scoring(office, ledger, schemes).score(period)


def _begins(scheme: Scheme) -> tuple[date, str]:
    return scheme.since or date.min, scheme.id


def _score_track(track: Track, units: Sequence[str], period: Period) -> dict[str, Score]:
    start = date(period.year, 1, 1)
    span, year = (period.first, period.last), (start, period.last)
    awards = total_awards(track, units, *span)
    to_date = awards if period.first == start else total_awards(track, units, *year)
    before = total_awards(track, units, start, period.first - _DAY) if period.first > start else {}
    scheme = _find_scheme(track, period)
    ranked = find_ranked(track, scheme, units, period.last)
    ranks = rank_units(track, scheme, ranked, awards, span)
    ranks_to_date = ranks if to_date is awards else rank_units(track, scheme, ranked, to_date, year)
    out = {unit: find_vetoes(track, scheme, unit, span, awards[unit]) for unit in ranks}
    # Where nobody has anything, all share the first rank and nobody has earned it.
    contested = {group: members for group, members in ranked.items() if any(awards[unit] for unit in members)}
    winners = {
        honour.id: find_winners(honour, contested, ranks, {u for u, why in out.items() if honour.id in dict(why)})
        for honour in scheme.awards
    }
    return {
        unit: _make_score(
            track,
            scheme,
            period,
            (awards[unit], before.get(unit, []), to_date[unit]),
            unit=unit,
            ranks=(ranks.get(unit), ranks_to_date.get(unit)),
            won=tuple(honour.title for honour in scheme.awards if unit in winners[honour.id]),
            vetoed=tuple(reason for _, reason in out.get(unit, ())),
        )
        for unit in units
        if unit in ranks or to_date[unit]
    }


def _find_scheme(track: Track, period: Period) -> Scheme:
    """Whose groups, ranks and labels hold: that of the last day, else the last that began before it."""
    begun = [s for s in track.schemes if s.since is None or s.since <= period.last] or list(track.schemes[:1])
    return next((scheme for scheme in begun if scheme.is_in_force(period.last)), begun[-1])


def _make_score(
    track: Track,
    scheme: Scheme,
    period: Period,
    awards: tuple[list[Award], list[Award], list[Award]],
    *,
    unit: str,
    ranks: tuple[int | None, int | None],
    won: tuple[str, ...],
    vetoed: tuple[str, ...],
) -> Score:
    groups = track.groups[scheme.id]
    group, points = groups.of(unit, period.last), sum_points(awards[0])
    return Score(
        unit=unit,
        group=group,
        group_name=groups.name(group),
        points=points,
        carried=sum_points(awards[1]),
        cumulative=sum_points(awards[2]),
        rank=ranks[0],
        rank_cumulative=ranks[1],
        label=find_label(scheme.totals, points),
        won=won,
        vetoed=vetoed,
        awards=tuple(awards[0]),
        by_rule=_add_up((award.rule_id, award.points) for award in awards[0]),
        by_block=_add_up((award.block, award.points) for award in awards[0] if award.block),
    )


def _add_up(pairs: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for key, points in pairs:
        sums[key] = sums.get(key, ZERO) + points
    return sums
