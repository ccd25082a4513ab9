"""Instructions (批示) that ask for handling and have opened no task."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.ledger.naming import find_filed
from jianbao.metadata import Moment
from jianbao.model import Adoption, Instruction
from jianbao.outlook.matters import Heading, Matter, Role
from jianbao.outlook.phrases import say_since
from jianbao.reading import Office
from jianbao.supervising import find_follow_ups


def list_instructed(office: Office, as_of: Moment) -> Iterator[Matter]:
    owing = [follow_up.instruction for follow_up in find_follow_ups(office).values() if follow_up.owes]
    for instruction in sorted(owing, key=lambda known: (str(known.date or ""), known.id)):
        if instruction.date and instruction.date.is_after(as_of):
            continue
        natures = "、".join(nature.value for nature in instruction.natures)
        waited = f"，{say_since(as_of, instruction.date)}" if instruction.date else ""
        leader = office.settings.people.name(instruction.leader)
        yield Matter(
            key=f"instruction-{instruction.id.replace('/', '-')}",
            heading=Heading.INSTRUCTED,
            text=f"{leader}：{natures}（{name_instructed(office, instruction)}{waited}）{instruction.id}",
            record=f"instructions/{instruction.id}",
            role=Role.SUPERVISOR,
        )


def name_instructed(office: Office, instruction: Instruction) -> str:
    """The title of what the instruction is on."""
    issue, item = office.issues.get(instruction.issue), office.items.get(instruction.item)
    if issue and issue.document:
        wanted = instruction.article
        found = next((a for a in issue.document.articles if wanted and wanted in (a.id, a.anchor)), None)
        return f"《{found.title}》" if found else issue.document.title
    adoption = office.adoptions.get(instruction.adoption)
    title = item.title if item else name_adopted(office, adoption) if adoption else ""
    return f"《{title}》" if title else _name_task(office, instruction)


def _name_task(office: Office, instruction: Instruction) -> str:
    task = office.tasks.get(instruction.task)
    named = f"第{task.number}号督查事项“{task.title}”" if task else ""
    return named or instruction.document or instruction.issue or instruction.item


def name_adopted(office: Office, adoption: Adoption) -> str:
    """The title of what a higher level used."""
    report = office.reports.get(adoption.report)
    ids = report.sources if report else (*adoption.items, adoption.desk)
    filed = find_filed(office, filter(None, ids))
    first = office.items[filed[0].id].title if filed else ""
    return adoption.title or (report.title if report else "") or first
