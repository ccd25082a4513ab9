"""A track: schemes that follow one another for the same accounts, and the awards of every account to any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from jianbao.ledger import Ledger
from jianbao.reading import Office
from jianbao.scoring.awards import ZERO, Award, sum_points, write_points
from jianbao.scoring.facts import JUDGING, Fact, State, make_facts
from jianbao.scoring.groups import Groups
from jianbao.scoring.metrics import Counter
from jianbao.scoring.periods import PeriodRules
from jianbao.scoring.pieces import Pieces
from jianbao.scoring.sharing import round_points
from jianbao.scoring.telling import award_piece
from jianbao.settings.schemes import PointsRule, Scheme

_DAY = timedelta(days=1)
_HUNDRED = Decimal(100)


class Track:
    """Everything that does not depend on the period asked for is worked out once."""

    def __init__(self, office: Office, ledger: Ledger, schemes: Sequence[Scheme]) -> None:
        self.office, self.schemes = office, tuple(schemes)
        self.groups = {scheme.id: Groups(scheme, office.settings.units) for scheme in schemes}
        facts = make_facts(office, ledger, schemes, self.groups)
        self.counter = Counter(facts, schemes)
        self._pieces = {scheme.id: Pieces(scheme) for scheme in schemes}
        self._events = self._award_events()
        self._of_total = self._find_of_total(facts)
        self._first_year = min((fact.day.year for fact in facts), default=date.max.year)
        self.rules = {s.id: PeriodRules(s, self.groups[s.id], self.counter) for s in schemes}
        self._years: dict[tuple[str, date], list[Award]] = {}

    # -- awards of events ---------------------------------------------------------

    def _award_events(self) -> dict[str, list[Award]]:
        """By account and day."""
        by_id = {scheme.id: scheme for scheme in self.schemes}
        found: dict[str, list[Award]] = {}
        for facts in self.counter.pieces():
            for award in award_piece(facts, by_id, self._pieces):
                found.setdefault(award.unit, []).append(award)
        for unit, awards in self._pass_up(found).items():
            found.setdefault(unit, []).extend(awards)
        return {unit: sorted(awards, key=_order) for unit, awards in found.items()}

    def _pass_up(self, found: dict[str, list[Award]]) -> dict[str, list[Award]]:
        """What units bring to those above them (K32); points that each unit has in full, to each of these once."""
        parents = {scheme.id for scheme in self.schemes if scheme.credit.parents}
        passed: dict[str, list[Award]] = {}
        full: dict[str, set[str]] = {}
        for unit in sorted(found) if parents else ():
            for above in self._above(unit):
                own = {award.event.id for award in found.get(above, ()) if award.event and award.whole}
                met, new = full.setdefault(above, own), set()
                for award in found[unit]:
                    if award.scheme not in parents or award.event is None or (award.whole and award.event.id in met):
                        continue
                    new.add(award.event.id if award.whole else "")
                    passed.setdefault(above, []).append(self._credit_above(award, above))
                met |= new
        return passed

    def _credit_above(self, award: Award, above: str) -> Award:
        name = self.office.settings.units.short(award.unit, award.day)
        return replace(award, unit=above, note="；".join(filter(None, [award.note, f"所属的{name}所得"])))

    def _above(self, unit: str) -> Iterator[str]:
        known, seen = self.office.settings.units.get(unit), {unit}
        while known and known.parent and known.parent not in seen:
            seen.add(known.parent)
            yield known.parent
            known = self.office.settings.units.get(known.parent)

    def _find_of_total(self, facts: Iterable[Fact]) -> dict[str, list[tuple[Fact, PointsRule]]]:
        found: dict[str, list[tuple[Fact, PointsRule]]] = {}
        for fact in facts:
            judging = fact.event.measure in JUDGING
            rule = self._pieces[fact.scheme].earner.find_rule(fact, State()) if judging else None
            if rule and rule.percent is not None and rule.of_total:
                found.setdefault(fact.account, []).append((fact, rule))
        return found

    # -- awards of periods --------------------------------------------------------

    def awards_to(self, unit: str, day: date) -> list[Award]:
        """All awards of the year with that cut-off."""
        if (unit, day) not in self._years:
            self._years[unit, day] = [award for award in self._run_year(unit, day) if _is_in(award, day)]
        return self._years[unit, day]

    def _run_year(self, unit: str, cut_off: date) -> list[Award]:
        """With what targets book after the cut-off, or in the year after."""
        events = [award for award in self._events.get(unit, ()) if _is_in(award, cut_off)]
        known = self.office.settings.units.get(unit)
        awards: list[Award] = []
        for scheme in self.schemes:
            own = [award for award in events if award.scheme == scheme.id]
            if known:
                own += self._carried(unit, scheme, cut_off)
                own += self.rules[scheme.id].run(known, cut_off.year, cut_off, own)
            awards += own + self._take_of_total(unit, scheme, cut_off, own)
        return awards

    def _carried(self, unit: str, scheme: Scheme, cut_off: date) -> list[Award]:
        """What the last windows of the year before book in this one."""
        before = date(cut_off.year - 1, 12, 31)
        began = before.year >= self._first_year and (scheme.since is None or scheme.since <= before)
        if not began or not self.rules[scheme.id].books_later:
            return []
        return [a for a in self._run_year(unit, before) if a.scheme == scheme.id and _is_in(a, cut_off)]

    def _take_of_total(self, unit: str, scheme: Scheme, cut_off: date, awards: Sequence[Award]) -> list[Award]:
        """Penalties in percent of the year's sum (K22), after everything else."""
        total, taken = sum_points(award for award in awards if _is_in(award, cut_off)), []
        for fact, rule in self._of_total.get(unit, ()):
            if fact.scheme != scheme.id or fact.day.year != cut_off.year or fact.day > cut_off or total <= 0:
                continue
            taken.append(
                Award(
                    unit=unit,
                    day=cut_off,
                    points=round_points(total * (rule.percent or ZERO) / _HUNDRED),
                    rule_id=rule.id,
                    rule_title=rule.title,
                    block=rule.block,
                    rule_place=rule.place,
                    event=fact.event,
                    note=f"总分{write_points(total)}分的{write_points(rule.percent or ZERO)}%",
                    scheme=scheme.id,
                    root=rule.id,
                    window=date(cut_off.year, 1, 1),
                )
            )
        return taken

    def awards_between(self, unit: str, first: date, last: date) -> list[Award]:
        """What the days bring: the year to the last of them less the year before the first. Both are of one year."""
        after = self.awards_to(unit, last)
        before = [] if (first.month, first.day) == (1, 1) else self.awards_to(unit, first - _DAY)
        fixed = [award for award in after if award.window is None and award.day >= first]
        return sorted([*fixed, *_difference(before, after, first)], key=_order)


def _is_in(award: Award, cut_off: date) -> bool:
    return award.day.year == cut_off.year and award.day <= cut_off


def _order(award: Award) -> tuple[date, bool, str]:
    """By day, events before what periods bring; otherwise as they arose."""
    return award.day, award.window is not None, award.event.id if award.event else ""


def _difference(before: Iterable[Award], after: Iterable[Award], first: date) -> Iterator[Award]:
    """Awards of periods: those that are new, and by how much the running ones changed."""
    old, new = _by_window(before), _by_window(after)
    for key, award in new.items():
        known = old.pop(key, None)
        if known is None:
            yield award
        elif known.points != award.points:
            told = f"{award.note}；此前已计{write_points(known.points)}分"
            yield replace(award, points=award.points - known.points, note=told)
    for award in old.values():
        yield replace(award, day=max(award.day, first), points=-award.points, note=f"{award.note}；现不再计")


def _by_window(awards: Iterable[Award]) -> dict[tuple[str, str, date | None, str], Award]:
    """One rule gives a window one award, or one for each fact."""
    windowed = (award for award in awards if award.window is not None)
    return {(a.scheme, a.rule_id, a.window, a.event.id if a.event else ""): a for a in windowed}
