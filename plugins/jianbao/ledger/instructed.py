"""批示: what leaders wrote on our texts, to the credit of the units of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jianbao.ledger.event import Event, Measure
from jianbao.ledger.naming import Closeness, credit_units, find_filed
from jianbao.model import Access, Article, Instruction
from jianbao.model.access import most_closed
from jianbao.reading import Office


def read_instructed(office: Office, adoptions: Mapping[str, Event], closeness: Closeness) -> Iterator[Event]:
    """``adoptions`` are all adoption events by id, our own too: an instruction on an article is credited as it is."""
    default = office.settings.office.instructions
    for instruction in office.instructions.values():
        if instruction.date is None:
            continue
        target = _find_target(office, instruction, adoptions)
        items = target.items if target else find_filed(office, filter(None, [instruction.item]))
        day = instruction.date.day
        yield Event(
            id=f"instructions/{instruction.id}",
            measure=Measure.INSTRUCTED,
            day=day,
            recorded=(instruction.recorded or instruction.received or instruction.date).day,
            place=instruction.source.place(),
            access=most_closed([instruction.access or default, _find_access(office, instruction, target, closeness)]),
            title=_name_target(office, instruction, target),
            credits=target.credits if target else credit_units(office, [u for i in items for u in i.units], day),
            items=items,
            own=bool(target and target.own),
            channel=target.channel if target else "",
            level=instruction.level,
            kind=target.kind if target else "",
            form=instruction.form.value if instruction.form else "",
            natures=tuple(nature.value for nature in instruction.natures),
            leader=instruction.leader,
            target=target.id if target else "",
        )


def _find_target(office: Office, instruction: Instruction, adoptions: Mapping[str, Event]) -> Event | None:
    """The article or adoption; an issue of one article is that article, one of several is none of them."""
    if instruction.adoption:
        return adoptions.get(f"adoptions/{instruction.adoption}")
    issue = office.issues.get(instruction.issue)
    if issue is None or issue.document is None:
        return None
    article = _find_article(instruction, issue.document.articles)
    return adoptions.get(f"issues/{issue.id}#{article.id}") if article else None


def _find_article(instruction: Instruction, articles: Sequence[Article]) -> Article | None:
    wanted = instruction.article or (articles[0].id if len(articles) == 1 else "")
    return next((a for a in articles if wanted and wanted in (a.id, a.anchor)), None)


def _find_access(office: Office, instruction: Instruction, target: Event | None, closeness: Closeness) -> Access | None:
    """Whoever may not see the text knows of no instruction on it. An issue is as open as its most open article."""
    if target:
        return target.access
    if instruction.item:
        return closeness.of([instruction.item], None)
    issue = office.issues.get(instruction.issue)
    if issue is None or issue.document is None:
        return None
    article = _find_article(instruction, issue.document.articles)
    found = [article] if article else issue.document.articles
    return min((known.access for known in found), key=lambda access: access.rank, default=None)


def _name_target(office: Office, instruction: Instruction, target: Event | None) -> str:
    if target:
        return target.title
    item, issue = office.items.get(instruction.item), office.issues.get(instruction.issue)
    if item:
        return item.title
    return issue.document.title if issue and issue.document else instruction.document or instruction.task
