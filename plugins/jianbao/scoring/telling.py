"""From pieces to awards: each fact brings what the piece is worth more with it than before (design, section 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jianbao.scoring.awards import ZERO, Award
from jianbao.scoring.earning import Part
from jianbao.scoring.facts import Fact, State
from jianbao.scoring.pieces import Pieces
from jianbao.settings.schemes import Scheme, Span

Key = tuple[str, str, str]


def award_piece(facts: Sequence[Fact], schemes: Mapping[str, Scheme], pieces: Mapping[str, Pieces]) -> Iterator[Award]:
    """The awards of one piece of one account, from its facts by day.

    Facts of one year and one scheme are valued together; those of other years too where repeated use says so.
    """
    state = State()
    met: dict[tuple[str, int], list[Fact]] = {}
    known: dict[tuple[str, int], dict[Key, Part]] = {}
    for fact in facts:
        state = state.after(fact)
        always = schemes[fact.scheme].repeated.within is Span.ALWAYS
        key = fact.scheme, 0 if always else fact.day.year
        met.setdefault(key, []).append(fact)
        parts = {part.key: part for part in pieces[fact.scheme].value(met[key], state)}
        yield from _tell_difference(fact, known.get(key, {}), parts)
        known[key] = parts


def _tell_difference(fact: Fact, before: Mapping[Key, Part], after: Mapping[Key, Part]) -> Iterator[Award]:
    for key, part in after.items():
        difference = part.points - (before[key].points if key in before else ZERO)
        if difference:
            yield _make_award(fact, part, difference)
    for key, part in before.items():
        if key not in after and part.points:
            yield _make_award(fact, part, -part.points)


def _make_award(fact: Fact, part: Part, points: Decimal) -> Award:
    late = part.fact.event.id != fact.event.id
    cause = f"因{fact.day.month}月{fact.day.day}日的{fact.measure}重算" if late else ""
    return Award(
        unit=fact.account,
        day=fact.day,
        points=points,
        rule_id=part.rule_id,
        rule_title=part.rule_title,
        block=part.block,
        rule_place=part.rule_place,
        event=part.fact.event,
        note="；".join(filter(None, [part.note, cause])),
        scheme=fact.scheme,
        root=part.root,
        whole=part.whole,
    )
