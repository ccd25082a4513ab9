"""A draft as the page of 编排 shows it: its articles as cards under their columns, what else could be put in, and how
long it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for

from jianbao.acting.arranging import Arrangement, find_spare, sort_columns
from jianbao.compiling import compile_document, draft_contents
from jianbao.editing import article_access
from jianbao.metadata import Moment
from jianbao.model import Draft
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.rendering.issue_documents import PaperSource
from jianbao.selecting import describe_candidate, select_articles
from jianbao.serving.request import store
from jianbao.serving.showing.page_images import count_pages
from jianbao.settings import Series
from jianbao.standing import find_standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """An article; ``column`` is where its record puts it, ``address`` that of its text, ``reason`` why it was left."""

    id: str
    title: str
    units: str
    characters: int
    access: str
    column: str
    urgent: bool
    address: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnCards:
    id: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Length:
    """``text`` tells how much an issue holds and may hold; ``over`` what is too much; ``problems`` what forbids to
    sign it.
    """

    text: str
    over: tuple[str, ...]
    problems: tuple[Problem, ...]


def make_card(office: Office, identity: str, reason: str = "") -> Card:
    """Of a desk record; one that is gone shows its id alone."""
    record = office.desk.get(identity)
    if record is None:
        return Card(
            id=identity,
            title=identity,
            units="没有这份编辑稿",
            characters=0,
            access="",
            column="",
            urgent=False,
            address="",
        )
    described = describe_candidate(office, record)
    series = office.settings.series(record.periodical, record.series)
    column = series.column(record.column) if series else None
    names = "、".join(office.settings.units.short(unit) for unit in described.units)
    return Card(
        id=identity,
        title=described.title or identity,
        units=names or (f"督查事项{len(record.tasks)}项" if record.tasks else office.settings.office.short_name),
        characters=described.characters,
        access=article_access(office, record).value,
        column=column.id if column else "",
        urgent=described.urgent,
        address=text_address(identity),
        reason=reason,
    )


def text_address(record: str) -> str:
    """Of the page on which an article's text is edited; empty where the desk has none."""
    known = "editing.text_page" in current_app.view_functions
    return url_for("editing.text_page", record=record) if known else ""


def lay_columns(office: Office, series: Series, arrangement: Arrangement) -> list[ColumnCards]:
    """Every column of the series, the empty ones too; last, where there is any, what is under none of them."""
    names = {column.id: column.name for column in series.columns}
    strange = any(place.column not in names for place in arrangement.places)
    shown = {**names, **({"": "没有这个栏目，请移到别的栏目"} if strange else {})}
    ordered = sort_columns(series, arrangement).places
    return [
        ColumnCards(
            id=identity,
            name=name,
            cards=tuple(
                make_card(office, place.article)
                for place in ordered
                if (place.column if place.column in names else "") == identity
            ),
        )
        for identity, name in shown.items()
    ]


def list_spare(office: Office, series: Series, draft: Draft, arrangement: Arrangement, as_of: Moment) -> list[Card]:
    """What could be put in, and what selection has against it; with what the editor took out and has not saved."""
    selection = select_articles(office, find_standing(office), series, as_of)
    reasons = {choice.candidate.record.id: choice.reason for choice in selection.left}
    spare = [record.id for record in find_spare(office, series, draft)]
    taken_out = [article for article in draft.articles if article not in arrangement.articles]
    known = [identity for identity in (*taken_out, *spare) if identity not in arrangement.articles]
    return [make_card(office, identity, reasons.get(identity, "")) for identity in known]


def measure(office: Office, series: Series, draft: Draft, as_of: Moment) -> Length:
    """How long the draft is by its articles and characters, and how many pages its real document has."""
    contents = draft_contents(office, draft)
    characters = sum(describe_candidate(office, record).characters for record in contents.articles)
    document, problems = compile_document(office, series, contents)
    source = PaperSource(office=office, templates=store().templates, day=as_of.day)
    pages = count_pages(source.draft(document))
    limits, count = series.select, len(contents.articles)
    allowed = [f"{limits.items}篇" if limits.items else "", f"{limits.characters}字" if limits.characters else ""]
    said = "、".join(filter(None, allowed))
    over = [
        f"多了{count - limits.items}篇" if limits.items and count > limits.items else "",
        f"多了{characters - limits.characters}字" if limits.characters and characters > limits.characters else "",
    ]
    return Length(
        text=f"共{count}篇，{characters}字{f'（每期一般不超过{said}）' if said else ''}，{pages.chinese}",
        over=tuple(filter(None, over)),
        problems=tuple(problems),
    )
