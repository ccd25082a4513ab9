"""What the office build knows of tasks, instructions and urgent events, found once, with how one leads to another.

The way from an article to the instruction on it, to the task, to the article that prints its result, and back again is
walked by these links alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jianbao.ledger import Measure
from jianbao.ledger.naming import find_filed
from jianbao.model import Access, Adoption, Incident, Instruction, Task
from jianbao.rendering.context import BuildContext
from jianbao.rendering.pages_by_year import ByYear
from jianbao.rendering.places import Place, incident_uri, name_leader, name_task, record_anchor
from jianbao.rendering.templates import short_date
from jianbao.supervising import FollowUp, TaskState, TaskStatus, find_follow_ups, find_statuses


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """What belongs to one article: instructions on it, tasks opened from them, tasks that it tells of."""

    instructions: tuple[Place, ...] = ()
    opened: tuple[Place, ...] = ()
    told: tuple[Place, ...] = ()


def say_light(status: TaskStatus) -> str:
    """办理中，黄灯; a closed task has no light."""
    return f"{status.state.value}，{status.light.value}灯" if status.light else TaskState.CLOSED.value


@dataclass(frozen=True, kw_only=True)
class Supervision:
    """As it stood on the day of the build; what came later is not there yet."""

    context: BuildContext

    @cached_property
    def statuses(self) -> Mapping[str, TaskStatus]:
        """By id, in order of their numbers."""
        return {status.task.id: status for status in find_statuses(self.context.office, self.context.as_of)}

    @cached_property
    def follow_ups(self) -> Mapping[str, FollowUp]:
        return find_follow_ups(self.context.office)

    @cached_property
    def instructions(self) -> list[Instruction]:
        """Latest first."""
        as_of = self.context.as_of
        known = [i for i in self.context.office.instructions.values() if i.date and not i.date.is_after(as_of)]
        return sorted(known, key=lambda i: (str(i.date), i.id), reverse=True)

    @cached_property
    def incidents(self) -> list[Incident]:
        """Latest first."""
        as_of = self.context.as_of
        known = [i for i in self.context.office.incidents.values() if i.occurred and not i.occurred.is_after(as_of)]
        return sorted(known, key=lambda i: (str(i.occurred), i.id), reverse=True)

    @cached_property
    def instruction_pages(self) -> ByYear:
        """What still owes a task stays on the first page, however old it is."""
        kept = {i.id for i in self.instructions if self.follow_ups[i.id].owes}
        return ByYear.divide("instructions", [i.id for i in self.instructions], kept)

    @cached_property
    def _articles(self) -> Mapping[str, list[Place]]:
        """By the id of the desk record and of each item, earliest first."""
        found: dict[str, list[Place]] = {}
        for visible in sorted(self.context.issues, key=lambda visible: (visible.document.date or "", visible.uri)):
            for article in visible.document.articles:
                title = visible.document.title
                place = Place(title=article.title, uri=visible.uri, anchor=article.anchor, remark=title)
                for identity in (article.id, *(source.id for source in article.items)):
                    found.setdefault(identity, []).append(place)
        return found

    def find_articles(self, ids: Iterable[str]) -> list[Place]:
        """The articles of these items and desk records, each once."""
        return list(dict.fromkeys(place for identity in ids for place in self._articles.get(identity, ())))

    @cached_property
    def _printed(self) -> Mapping[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for record in self.context.office.desk.values():
            for task in record.tasks:
                found.setdefault(task, []).extend(self._articles.get(record.id, ()))
        return found

    def find_printed(self, task: str) -> list[Place]:
        """The articles of 《督查工作》 that tell of a task."""
        return self._printed.get(task, [])

    def find_tasks(self, instruction: Instruction) -> list[Task]:
        """Opened from it, or from one that passes it on."""
        return [task for task in self.follow_ups[instruction.id].tasks if task.id in self.statuses]

    def find_instructions_on(self, task: str) -> list[Instruction]:
        """New instructions on the result of a task, earliest first."""
        return [instruction for instruction in reversed(self.instructions) if instruction.task == task]

    def place_instruction(self, instruction: Instruction) -> Place:
        """区委书记陈××9月22日批示, with what it asks."""
        when = short_date(instruction.date.day) if instruction.date else ""
        return Place(
            title=f"{name_leader(self.context, instruction)}{when}批示",
            uri=self.instruction_pages.uri_of(instruction.id),
            anchor=record_anchor(instruction.id),
            remark="、".join(nature.value for nature in instruction.natures),
        )

    def place_task(self, task: Task) -> Place:
        """With its state and light."""
        return name_task(self.context, task, say_light(self.statuses[task.id]))

    @cached_property
    def subjects(self) -> Mapping[str, list[Place]]:
        """What each instruction is on: articles, the task, the urgent event; the title alone where it has no page."""
        titles = {event.id: event.title for event in self.context.ledger.by_measure.get(Measure.INSTRUCTED, ())}
        found = {}
        for known in self.instructions:
            places = list(dict.fromkeys(self._list_subjects(known)))
            title = titles.get(f"instructions/{known.id}") or known.document or known.issue or known.item
            found[known.id] = places or [Place(title=title)]
        return found

    def _list_subjects(self, instruction: Instruction) -> Iterator[Place]:
        issue = next((v for v in self.context.issues if v.issue.id == instruction.issue), None)
        if issue:
            wanted = instruction.article
            named = [a for a in issue.document.articles if wanted and wanted in (a.id, a.anchor)]
            title = issue.document.title
            yield from (Place(title=a.title, uri=issue.uri, anchor=a.anchor, remark=title) for a in named)
            if not named:
                yield Place(title=title, uri=issue.uri)
        adoption = self.context.office.adoptions.get(instruction.adoption)
        filed = [instruction.item, *(self._list_adopted(adoption) if adoption else ())]
        yield from self.find_articles(filter(None, filed))
        yield from (self.place_incident(i) for i in self.incidents if not set(filed).isdisjoint(i.items))
        if instruction.task in self.statuses:
            yield self.place_task(self.context.office.tasks[instruction.task])

    def _list_adopted(self, adoption: Adoption) -> list[str]:
        """The ids of the desk records and items that a higher level used."""
        report = self.context.office.reports.get(adoption.report)
        ids = [*(report.sources if report else ()), *adoption.items, *filter(None, [adoption.desk])]
        return [*ids, *(item.id for item in find_filed(self.context.office, ids))]

    def place_incident(self, incident: Incident) -> Place:
        return Place(title=incident.title, uri=incident_uri(incident), remark="值班记录")

    @cached_property
    def _instructed(self) -> Mapping[tuple[str, str], list[Instruction]]:
        """By address and anchor of what they are on, earliest first."""
        found: dict[tuple[str, str], list[Instruction]] = {}
        for instruction in reversed(self.instructions):
            for place in self.subjects[instruction.id]:
                found.setdefault((place.uri, place.anchor), []).append(instruction)
        return found

    def find_trail(self, uri: str, anchor: str = "", desk: str = "") -> Trail:
        """Of an article, by its issue's address, its anchor and its desk record; of a whole issue without the two."""
        instructions = self._instructed.get((uri, anchor), [])
        opened = {task.id: task for instruction in instructions for task in self.find_tasks(instruction)}
        record = self.context.office.desk.get(desk)
        told = [self.statuses[task].task for task in (record.tasks if record else ()) if task in self.statuses]
        return Trail(
            instructions=tuple(map(self.place_instruction, instructions)),
            opened=tuple(map(self.place_task, opened.values())),
            told=tuple(map(self.place_task, told)),
        )


def open_supervision(context: BuildContext) -> Supervision | None:
    """None in any build but the office's, which alone may know."""
    return Supervision(context=context) if context.access is Access.OFFICE else None
