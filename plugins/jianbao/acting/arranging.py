"""编排: which articles stand in the next issue, under which columns, in which order, with which note and recipients.

An issue prints its columns in the order of the settings and the articles of each in the order of the draft: the draft
alone says the order, the desk record of an article its column. So only an article that changes its column has its desk
record changed; whoever edits the text of another one is not disturbed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from jianbao.acting.drafting import require_open_draft, require_series_of, write_draft
from jianbao.acting.recording.proving import prove_added
from jianbao.acting.recording.replacing import replace_fields
from jianbao.acting.refusing import refuse
from jianbao.acting.revising import write_desk
from jianbao.editing import edited_title
from jianbao.metadata import Moment
from jianbao.model import DeskRecord, Draft
from jianbao.reading import Office
from jianbao.settings import Series
from jianbao.standing import find_candidates, find_standing
from jianbao.writing import Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An article (desk id) under a column (id). ``column`` is empty where the record names one that there is not."""

    column: str
    article: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrangement:
    """What an editor decides of a draft; the places in print order."""

    places: tuple[Place, ...]
    note: str = ""
    extra_recipients: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(place.article for place in self.places)

    @property
    def digest(self) -> str:
        """Changes when anything of it does; not with a review, and not with the text of an article."""
        return sha256(repr(self).encode()).hexdigest()


def find_arrangement(office: Office, series: Series, draft: Draft) -> Arrangement:
    """As the draft has it now, in the order in which it prints."""
    places = (Place(column=_column_of(office, series, article), article=article) for article in draft.articles)
    found = Arrangement(places=tuple(places), note=draft.note, extra_recipients=draft.extra_recipients)
    return sort_columns(series, found)


def _column_of(office: Office, series: Series, article: str) -> str:
    record = office.desk.get(article)
    column = series.column(record.column) if record else None
    return column.id if column else ""


def sort_columns(series: Series, arrangement: Arrangement) -> Arrangement:
    """The same in the order in which it prints; what has no column of the series comes last."""
    order = {column.id: number for number, column in enumerate(series.columns)}
    places = sorted(arrangement.places, key=lambda place: order.get(place.column, len(order)))
    return replace(arrangement, places=tuple(places))


def find_spare(office: Office, series: Series, draft: Draft) -> list[DeskRecord]:
    """What could be put in: adopted for the series, printed nowhere, and not in the draft."""
    known = find_candidates(office, find_standing(office), series)
    return [record for record in known if record.id not in draft.articles]


def arrange(office: Office, series: Series, draft: Draft, arrangement: Arrangement) -> tuple[Office, Draft]:
    """The office and the draft as they would be; nothing is written. Refuses what is not there, what stands twice, a
    column that there is not, and an empty issue.
    """
    sorted_ = sort_columns(series, arrangement)
    _refuse_wrong(office, series, draft, sorted_)
    moved = {record.id: record for record in _move(office, series, sorted_)}
    arranged = replace(draft, articles=sorted_.articles, note=sorted_.note, extra_recipients=sorted_.extra_recipients)
    return replace(office, desk={**office.desk, **moved}, drafts={**office.drafts, draft.id: arranged}), arranged


def _refuse_wrong(office: Office, series: Series, draft: Draft, arrangement: Arrangement) -> None:
    if not arrangement.places:
        refuse("draft-empty", "这样一编，本期就空了", "不出空刊；留下一篇，或整份不用")
    usable = {*draft.articles, *(record.id for record in find_spare(office, series, draft))}
    columns = {column.id for column in series.columns}
    for number, place in enumerate(arrangement.places):
        record = office.desk.get(place.article)
        title = edited_title(office, record) if record else place.article
        if place.article not in usable:
            message = f"《{title}》不在这份送审稿里，也不在备选里"
            refuse("reference-missing", message, "可能刚刚被撤下或已在别的一期刊出；看过现在的编排再排")
        if place.article in arrangement.articles[:number]:
            refuse("article-twice", f"《{title}》放了两次", "留下一处，删去另一处")
        # A column that the settings no longer know may stay until somebody moves the article.
        if place.column not in columns and place.column != _column_of(office, series, place.article):
            names = "、".join(column.name for column in series.columns)
            refuse("column-unknown", f"{series.title}没有栏目“{place.column}”", f"现有栏目：{names}")


def _move(office: Office, series: Series, arrangement: Arrangement) -> list[DeskRecord]:
    """The records of articles that stand under another column than before, as they will be."""
    return [
        replace(office.desk[place.article], column=place.column)
        for place in arrangement.places
        if place.article in office.desk and place.column != _column_of(office, series, place.article)
    ]


def plan_arrangement(office: Office, draft_id: str, arrangement: Arrangement, seen: str, as_of: Moment) -> list[Change]:
    """The draft, and the desk records of articles that change their column. ``seen`` is the digest of the arrangement
    that the editor began with: refuses another one, and what ``arrange`` refuses.
    """
    draft = require_open_draft(office, draft_id)
    series = require_series_of(office, draft)
    now = find_arrangement(office, series, draft)
    if seen != now.digest:
        hint = "什么也没有写入，您排的还在；对照现在的编排改好，再保存一次"
        refuse("record-changed", "别人刚刚改了这份送审稿的编排", hint)
    wanted = sort_columns(series, arrangement)
    if wanted == now:
        refuse("text-unchanged", "和现在的编排一样，没有改动", "排好再保存；不改的，直接离开这一页")
    _, arranged = arrange(office, series, draft, wanted)
    changes = [
        replace_fields(office, record, {"column": record.column}, record.body, write_desk)
        for record in _move(office, series, wanted)
    ]
    # An article that only changed its column leaves the draft as it is.
    if arranged != draft or not changes:
        changes.append(Change(path=draft.source.path, data=write_draft(arranged).encode(), replaces=True))
    return prove_added(office, changes, as_of)
