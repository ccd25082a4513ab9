"""What stands today: which decisions are in force, which issues were withdrawn, what waits.

Everything here is derived from records and never stored.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from jianbao.metadata import Moment
from jianbao.model import Decision, DeskRecord, Draft, Issue, Item, Notice, NoticeKind
from jianbao.reading import Office
from jianbao.settings import Series
from jianbao.settings.office import Arrival


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """``decisions``: desk records in force, by item. ``claims``: issues that name a desk record, withdrawn ones too."""

    decisions: dict[str, tuple[DeskRecord, ...]]
    claims: dict[str, tuple[Issue, ...]]
    notices: dict[str, tuple[Notice, ...]]
    superseded: frozenset[str]

    def is_withdrawn(self, issue: str) -> bool:
        return any(notice.kind is NoticeKind.WITHDRAWAL for notice in self.notices.get(issue, ()))


def find_standing(office: Office) -> Standing:
    """Derives all of it in one pass over the records."""
    superseded = frozenset(old for record in office.desk.values() for old in record.supersedes)
    decisions: dict[str, list[DeskRecord]] = defaultdict(list)
    for record in office.desk.values():
        if record.id in superseded:
            continue
        for item in dict.fromkeys(record.items):
            decisions[item].append(record)
    claims: dict[str, list[Issue]] = defaultdict(list)
    for issue in office.issues.values():
        for article in dict.fromkeys(issue.articles):
            claims[article].append(issue)
    notices: dict[str, list[Notice]] = defaultdict(list)
    for notice in sorted(office.notices.values(), key=lambda notice: notice.id):
        notices[notice.issue].append(notice)
    return Standing(
        decisions={item: tuple(records) for item, records in decisions.items()},
        claims={desk: tuple(issues) for desk, issues in claims.items()},
        notices={issue: tuple(group) for issue, group in notices.items()},
        superseded=superseded,
    )


def find_arrival(office: Office, item: Item) -> Moment | None:
    """When the item arrived: the receipt's time where there is one (a setting), else the item's own date."""
    receipt = office.receipt_of.get(item.id)
    if receipt and office.settings.office.arrival is Arrival.RECEIVED and receipt.received:
        return receipt.received
    return item.date


def find_pending(office: Office, standing: Standing) -> list[Item]:
    """Items that no standing decision names, in order of arrival; what answers a task waits for no decision."""
    waiting = [item for item in office.items.values() if item.id not in standing.decisions and item.reply is None]
    return sorted(waiting, key=lambda item: (str(find_arrival(office, item) or ""), item.id))


def find_decided(office: Office, standing: Standing, decision: Decision) -> list[tuple[Item, DeskRecord]]:
    """What was sent back or held and has not been filed anew, each with the standing record that says so."""
    revised = find_revisions(office)
    return [
        (office.items[item], record)
        for item, records in standing.decisions.items()
        for record in records
        if record.decision is decision and item not in revised and item in office.items
    ]


def find_candidates(office: Office, standing: Standing, series: Series) -> list[DeskRecord]:
    """Standing ``adopt`` records for the series that no issue has ever named.

    A withdrawn issue keeps its claim: its articles come back only through a new record that ``reissues`` it.
    """
    return [
        record
        for record in office.desk.values()
        if record.decision is Decision.ADOPT
        and record.id not in standing.superseded
        and record.id not in standing.claims
        and office.settings.series(record.periodical, record.series) == series
    ]


def find_open_drafts(office: Office) -> list[Draft]:
    """Drafts that no signed issue came from, oldest first; one whose every article was printed is open no more."""
    signed = {issue.draft for issue in office.issues.values()}
    printed = {article for issue in office.issues.values() for article in issue.articles}
    drafts = [
        d for d in office.drafts.values() if d.id not in signed and not (d.articles and printed >= set(d.articles))
    ]
    return sorted(drafts, key=lambda draft: draft.id)


def find_revisions(office: Office) -> dict[str, str]:
    """Old item → the item that revises it."""
    return {item.revises: item.id for item in office.items.values() if item.revises}
