"""各刊下一期: the open draft, or what selection proposes for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask.wrappers import Response

from jianbao.acting.drafting import plan_draft
from jianbao.outlook.next_issues import find_next_issues, list_next
from jianbao.problems import NOWHERE, Problem
from jianbao.reading import Office
from jianbao.selecting import Selection, select_articles
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of
from jianbao.serving.views.composing.blueprint import OpenDraft, composing, find_draft
from jianbao.serving.views.composing.sheet import Card, make_card
from jianbao.settings import Series
from jianbao.standing import find_open_drafts, find_standing
from jianbao.writing import Change


@dataclass(frozen=True, kw_only=True, slots=True)
class NextPart:
    """A series: ``stand`` says how its next issue stands; ``drafts`` are open, else ``taken`` is proposed."""

    series: Series
    stand: str
    drafts: tuple[OpenDraft, ...]
    taken: tuple[Card, ...]
    left: tuple[Card, ...]

    @property
    def characters(self) -> int:
        return sum(card.characters for card in self.taken)


@composing.get("/drafts")
@needs(Action.DRAFTS)
def drafts_page() -> Response:
    return _show([])


@composing.post("/drafts")
@needs(Action.COMPOSE)
def begin_act() -> Response:
    """拟一期: a new draft of what selection proposes now."""
    wanted = request.form.get("series", "")
    series = next((known for known in office().settings.all_series() if known.key == wanted), None)
    if series is None:
        return _show([Problem(code="series-unknown", place=NOWHERE, message="没有这个刊物", hint="刷新后再试")])
    begun: list[Change] = []

    def plan(found: Office) -> list[Change]:
        begun[:] = [plan_draft(found, series, as_of())]
        return begun

    problems = act(Action.COMPOSE, f"拟{series.title}送审稿（{as_of().chinese}）", plan)
    if problems:
        return _show(problems)
    identity = begun[0].path.removeprefix("briefs/drafts/").removesuffix(".yml")
    return done(f"{series.title}送审稿拟好了，在下面编排", "composing.draft_page", draft=identity)


def _show(problems: Sequence[Problem]) -> Response:
    return show("compose-list.html", status_of(problems), problems=problems, series_parts=_list_parts())


def _list_parts() -> list[NextPart]:
    standing, today = find_standing(office()), as_of()
    told = zip(find_next_issues(office(), standing, today), list_next(office(), standing, today), strict=True)
    stands = {issue.series.key: matter.text for issue, matter in told}
    drafts = [find_draft(draft.id) for draft in find_open_drafts(office()) if _is_known(draft.periodical, draft.series)]
    parts = []
    for series in office().settings.all_series():
        own = tuple(known for known in drafts if known.series == series)
        taken, left = _make_cards(select_articles(office(), standing, series, today))
        held = {article for known in own for article in known.draft.articles}
        parts.append(
            NextPart(
                series=series,
                stand=stands.get(series.key, ""),
                drafts=own,
                taken=tuple(card for card in taken if card.id not in held),
                left=tuple(card for card in left if card.id not in held),
            )
        )
    return parts


def _is_known(periodical: str, series: str) -> bool:
    return office().settings.series(periodical, series) is not None


def _make_cards(selection: Selection) -> tuple[list[Card], list[Card]]:
    taken, left = (
        [make_card(office(), choice.candidate.record.id, choice.reason) for choice in choices]
        for choices in (selection.taken, selection.left)
    )
    return taken, left
