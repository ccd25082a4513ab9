"""One item as an editor sees it: what it says of itself, its text line by line with what the checks say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jianbao.acting.judging import describe_decisions, stamp_item
from jianbao.characters import count_characters
from jianbao.earlier import Shelf
from jianbao.editing import edited_body, edited_title
from jianbao.finding import find_related
from jianbao.lives import trace_item
from jianbao.metadata import Moment
from jianbao.model import Decision, DeskRecord, Item
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.reading.pictures import find_pictures, picture_path
from jianbao.serving.showing.incoming import say_age, say_arrival
from jianbao.serving.showing.repeats import show_repeats
from jianbao.standing import Standing, find_arrival, find_revisions, find_standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Lines of the text as filed, up to an empty one, and what the checks say of them."""

    text: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """``item`` is the id of another item that it leads to."""

    label: str
    text: str
    item: str = ""


def split_passages(item: Item, problems: Sequence[Problem]) -> tuple[list[Passage], list[Problem]]:
    """(the passages, what the checks say of the fields above the text)."""
    source, said = item.source, dict[int, list[Problem]]()
    above = []
    for problem in problems:
        if source.body_line > 1 and problem.place.line >= source.body_line:
            said.setdefault(problem.place.line - source.body_line, []).append(problem)
        else:
            above.append(problem)
    passages: list[Passage] = []
    lines, found = list[str](), list[Problem]()
    # One empty line more ends the last passage.
    for number, text in enumerate((*item.body.split("\n"), "")):
        lines, found = [*lines, text], [*found, *said.pop(number, ())]
        if not text.strip():
            passages.append(Passage(text="\n".join(lines), problems=tuple(found)))
            lines, found = [], []
    beyond = [problem for group in said.values() for problem in group]
    return [known for known in passages if known.text.strip() or known.problems], [*above, *beyond]


def list_facts(office: Office, item: Item, as_of: Moment) -> list[Fact]:
    """What is there, in the order in which an editor asks for it."""
    arrival, settings = find_arrival(office, item), office.settings
    call, receipt = office.calls.get(item.call), office.receipt_of.get(item.id)
    age = say_age(arrival, as_of)
    stated = [
        ("报送单位", "、".join(settings.units.short(unit, as_of.day) for unit in item.units)),
        ("到达", f"{say_arrival(arrival, as_of)}（{age}）" if age else say_arrival(arrival, as_of)),
        ("收稿", f"{receipt.via.value}，{settings.people.name(receipt.by)}登记" if receipt and receipt.via else ""),
        ("类别", settings.kinds.kind_name(item.kind)),
        ("体裁", settings.kinds.form(item.form).name if item.form else ""),
        ("字数", f"{count_characters(item.body)}字"),
        ("紧急程度", f"{item.urgency.value}{f'（{item.stage.value}）' if item.stage else ''}" if item.urgency else ""),
        ("事发时间", item.occurred.chinese if item.occurred else ""),
        ("公开范围", f"不超过{item.access.value}" if item.access else ""),
        ("执笔人", "、".join(item.authors)),
        ("电话", item.phone),
        ("审签人", item.approver),
        ("关键词", "、".join(item.tags)),
        ("答复约稿", f"《{call.title}》" if call else item.call),
        ("补录", settings.people.name(item.entered_by) if item.entered_by else ""),
    ]
    return [*(Fact(label=label, text=text) for label, text in stated if text), *_list_links(office, item)]


def _list_links(office: Office, item: Item) -> list[Fact]:
    linked = [
        ("修改自", item.revises),
        ("续报上一篇", item.follows),
        ("已重报", find_revisions(office).get(item.id, "")),
    ]
    return [
        Fact(label=label, text=office.items[other].title, item=other)
        for label, other in linked
        if other in office.items
    ]


def list_pictures(office: Office, item: Item) -> list[str]:
    """Names of the pictures that the text shows and that are there."""
    files = frozenset(office.files)
    return [name for name in find_pictures(item.body) if picture_path(item.source.path, name) in files]


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What stands in the form of a decision, as it is shown and as it comes back."""

    title: str = ""
    body: str = ""
    place: str = ""
    order: str = ""
    access: str = ""
    reason: str = ""
    supersede: str = ""


def start_typed(office: Office, record: DeskRecord | None, item: Item | None) -> Typed:
    """The form as it opens: with the text of the adoption in force, else with the item's own."""
    if record is None:
        return Typed(title=item.title, body=item.body) if item else Typed()
    key = f"{record.periodical}/{record.series}" if record.series else record.periodical
    series = office.settings.series(record.periodical, record.series)
    column = series.column(record.column) if series else None
    return Typed(
        title=edited_title(office, record),
        body=edited_body(office, record),
        place=f"{series.key if series else key}#{column.id if column else record.column}",
        order=record.source.texts.get("order", ""),
        access=record.access.value if record.access else "",
    )


def find_adoption(standing: Standing, item: Item) -> DeskRecord | None:
    """The decision in force that prints this item alone."""
    records = standing.decisions.get(item.id, ())
    return next((known for known in records if known.decision is Decision.ADOPT and not known.is_composite), None)


def display_item(
    office: Office, shelf: Shelf, item: Item, problems: Sequence[Problem], as_of: Moment
) -> dict[str, Any]:
    """The values of the page on which one item is decided, but for the form."""
    standing = find_standing(office)
    records = standing.decisions.get(item.id, ())
    adopted = find_adoption(standing, item)
    passages, above = split_passages(item, problems)
    repeats = show_repeats(office, shelf, item, as_of)
    return {
        "item": item,
        "stamp": stamp_item(standing, item),
        "facts": list_facts(office, item, as_of),
        "passages": passages,
        "above": above,
        "decided": describe_decisions(office, records) if records else "",
        "adopted": adopted.id if adopted and adopted.id not in standing.claims else "",
        "printed": any(record.id in standing.claims for record in records),
        "life": trace_item(office, standing, item),
        "repeats": repeats,
        "compared": {repeat.id: f"compare-{number}" for number, repeat in enumerate(repeats, 1)},
        "related": [
            (other, describe_decisions(office, standing.decisions.get(other.id, ())))
            for other in find_related(office.items.values(), item)
        ],
    }
