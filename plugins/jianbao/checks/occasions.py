"""Days in reports, adoptions, instructions, calls and what is given by hand, for the checks of dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from jianbao.metadata import Moment
from jianbao.model import Adoption, Entry, Report, Source
from jianbao.reading import Office
from jianbao.standing import find_arrival

# Source, field, what the field is called, and the moment in it.
Dated = tuple[Source, str, str, Moment | None]
Pair = tuple[tuple[str, Moment | None], Dated]


def list_days(office: Office) -> Iterator[tuple[str, Dated]]:
    """The day by which each record is named, with its id."""
    for report in office.reports.values():
        yield report.id, (report.source, "sent", "上报时间", report.sent)
    for adoption in office.adoptions.values():
        yield adoption.id, (adoption.source, "date", "采用日期", adoption.date)
    for instruction in office.instructions.values():
        yield instruction.id, (instruction.source, "date", "批示日期", instruction.date)
    for incident in office.incidents.values():
        yield incident.id, (incident.source, "occurred", "事发时间", incident.occurred)
    for entry in office.entries.values():
        yield entry.id, (entry.source, "date", "日期", entry.date)
    for dispute in office.disputes.values():
        yield dispute.id, (dispute.source, "date", "提出日期", dispute.date)
    for lead in office.leads.values():
        yield lead.id, (lead.source, "fetched", "取得时间", lead.fetched)


def list_moments(office: Office) -> Iterator[Dated]:
    """Everything that has happened, and so cannot lie in the future."""
    for _, dated in list_days(office):
        yield dated
    noted: list[Report | Adoption | Entry] = [*office.reports.values(), *office.adoptions.values()]
    for record in (*noted, *office.entries.values()):
        yield record.source, "recorded", "登记时间", record.recorded
    for instruction in office.instructions.values():
        yield instruction.source, "received", "收到时间", instruction.received
        yield instruction.source, "recorded", "登记时间", instruction.recorded
        for number, presented in enumerate(instruction.presented):
            yield instruction.source, f"presented[{number}].date", "呈阅日期", presented.date
    for call in office.calls.values():
        yield call.source, "issued", "发出时间", call.issued
        if call.origin:
            yield call.source, "origin.received", "收到上级约稿的时间", call.origin.received
        for number, notified in enumerate(call.notified):
            yield call.source, f"notified[{number}].at", "通知时间", notified.at
        for number, reply in enumerate(call.replies):
            yield call.source, f"replies[{number}].at", "答复时间", reply.at
    yield from _list_supervised(office)
    yield from _list_handed(office)
    for bulletin in office.bulletins.values():
        yield bulletin.source, "last", "截止日期", bulletin.last
        yield bulletin.source, "date", "印发日期", bulletin.date


def _list_supervised(office: Office) -> Iterator[Dated]:
    for task in office.tasks.values():
        yield task.source, "assigned", "交办时间", task.assigned
    for event in office.task_events.values():
        yield event.source, "date", f"{event.kind.value}时间", event.date
        yield event.source, "asked", "申请时间", event.asked
        yield event.source, "recorded", "登记时间", event.recorded
    for incident in office.incidents.values():
        yield incident.source, "ended", "结束时间", incident.ended
        for number, line in enumerate(incident.log):
            yield incident.source, f"log[{number}].at", "值班记录的时间", line.at


def _list_handed(office: Office) -> Iterator[Dated]:
    for given in office.distribution.values():
        for field, label, rows in (("sent", "发放日期", given.sent), ("returned", "退回日期", given.returned)):
            for number, row in enumerate(rows):
                yield given.source, f"{field}[{number}].date", label, row.date


def pair_moments(office: Office) -> Iterator[Pair]:
    """Pairs of which the first must not be later than the second."""
    for report in office.reports.values():
        sent = (report.source, "sent", "上报时间", report.sent)
        yield from _after_texts(office, report.sources, sent)
        yield ("上报时间", report.sent), (report.source, "recorded", "登记时间", report.recorded)
    for adoption in office.adoptions.values():
        yield from _adoption_pairs(office, adoption)
    yield from _instruction_pairs(office)
    for call in office.calls.values():
        for number, reply in enumerate(call.replies):
            yield ("约稿发出时间", call.issued), (call.source, f"replies[{number}].at", "答复时间", reply.at)
        received = call.origin.received if call.origin else None
        yield ("收到上级约稿的时间", received), (call.source, "issued", "发出时间", call.issued)
    yield from _task_pairs(office)
    yield from _incident_pairs(office)
    yield from _distribution_pairs(office)
    for entry in office.entries.values():
        yield ("日期", entry.date), (entry.source, "recorded", "登记时间", entry.recorded)
    for bulletin in office.bulletins.values():
        yield ("时段的最后一天", bulletin.last), (bulletin.source, "date", "印发日期", bulletin.date)


def _task_pairs(office: Office) -> Iterator[Pair]:
    for task in office.tasks.values():
        cause = office.instructions.get(task.instruction)
        if cause:
            yield ("批示日期", cause.date), (task.source, "assigned", "交办时间", task.assigned)
        yield ("交办时间", task.assigned), (task.source, "due", "办理时限", task.due)
        for number, part in enumerate(task.parts):
            yield ("交办时间", task.assigned), (task.source, f"parts[{number}].due", "办理时限", part.due)
    for event in office.task_events.values():
        assigned = office.tasks[event.task].assigned if event.task in office.tasks else None
        yield ("交办时间", assigned), (event.source, "date", f"{event.kind.value}时间", event.date)
        yield ("交办时间", assigned), (event.source, "asked", "申请时间", event.asked)
        yield ("申请时间", event.asked), (event.source, "date", "批准时间", event.date)
        yield (f"{event.kind.value}时间", event.date), (event.source, "recorded", "登记时间", event.recorded)


def _incident_pairs(office: Office) -> Iterator[Pair]:
    for incident in office.incidents.values():
        for number, line in enumerate(incident.log):
            yield ("事发时间", incident.occurred), (incident.source, f"log[{number}].at", "值班记录的时间", line.at)
        yield ("事发时间", incident.occurred), (incident.source, "ended", "结束时间", incident.ended)


def _distribution_pairs(office: Office) -> Iterator[Pair]:
    for given in office.distribution.values():
        issue = office.issues.get(given.issue)
        for number, row in enumerate(given.sent):
            if issue:
                yield ("该期签发日期", issue.date), (given.source, f"sent[{number}].date", "发放日期", row.date)
        for number, row in enumerate(given.returned):
            first = min((sent.date for sent in given.sent if sent.to == row.to and sent.date), default=None)
            yield ("发放日期", first), (given.source, f"returned[{number}].date", "退回日期", row.date)


def _adoption_pairs(office: Office, adoption: Adoption) -> Iterator[Pair]:
    """What came and was sent before; only whole days are compared, for theirs is a day."""
    used = (adoption.source, "date", "采用日期", adoption.date)
    report = office.reports.get(adoption.report)
    if report:
        yield (f"上报件 {report.id} 的上报时间", report.sent), used
    yield from _after_texts(office, (*adoption.items, *filter(None, [adoption.desk])), used)
    yield ("采用日期", adoption.date), (adoption.source, "recorded", "登记时间", adoption.recorded)


def _instruction_pairs(office: Office) -> Iterator[Pair]:
    for instruction in office.instructions.values():
        dated = (instruction.source, "date", "批示日期", instruction.date)
        issue, adoption = office.issues.get(instruction.issue), office.adoptions.get(instruction.adoption)
        if issue:
            yield ("该期签发日期", issue.date), dated
        if adoption:
            yield ("采用日期", adoption.date), dated
        yield from _after_texts(office, filter(None, [instruction.item]), dated)
        earlier = office.instructions.get(instruction.follows)
        if earlier and earlier is not instruction:
            yield (f"前一批示 {earlier.id} 的日期", earlier.date), dated
        yield ("批示日期", instruction.date), (instruction.source, "received", "收到时间", instruction.received)
        for number, (before, after) in enumerate(pairwise(instruction.presented), 1):
            later = (instruction.source, f"presented[{number}].date", "呈阅日期", after.date)
            yield ("前一次呈阅日期", before.date), later
        yield ("批示日期", instruction.date), (instruction.source, "recorded", "登记时间", instruction.recorded)


def _after_texts(office: Office, identities: Iterable[str], dated: Dated) -> Iterator[Pair]:
    """Items must have arrived, by day: a text is often read out before its file is in."""
    for identity in identities:
        record = office.desk.get(identity)
        for item in record.items if record else (identity,):
            if item in office.items:
                arrival = find_arrival(office, office.items[item])
                yield (f"稿件 {item} 的收到时间", Moment(arrival.day) if arrival else None), dated
