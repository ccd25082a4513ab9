"""紧急事件: the log in order, every report named once and disposed of, and what was told too late."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import say_minutes
from jianbao.metadata import Moment
from jianbao.model import Decision, Incident, Item, Reporting
from jianbao.problems import Level, Place, Problem
from jianbao.reading import Office
from jianbao.standing import find_arrival
from jianbao.supervising import Owed, Timeliness, Timing, drop_repeated, find_timings

LOG_ORDER = Rule(
    code="log-order",
    title="值班记录没有按时间排",
    reason="值班记录按先后印出来，次序颠倒，多半有一个时间写错了，迟报也就算不准。",
    remedy="核对时间；时间没有错的，把各行按先后排好",
    level=Level.WARNING,
)
INCIDENT_TWICE = Rule(
    code="incident-twice",
    title="一报列进了两起事件",
    reason="一篇报告说的是一起事件，列进两起，迟报和处置就重复计算。",
    remedy="从其中一起的 items（各篇稿件）里删去；确是同一起事件的，两份并成一份",
)
INCIDENT_URGENCY = Rule(
    code="incident-urgency",
    title="事件的报告没有写紧急程度",
    reason="没有紧急程度的稿件按一般稿件办理和统计，不计入紧急信息。",
    remedy="请报送单位补上 urgency（紧急程度）；已编用、不能再改的，不用处理",
    level=Level.WARNING,
)
DISPOSITION_ITEM = Rule(
    code="disposition-item",
    title="处置对不上报告",
    reason="每一报处置一次；处置的不在这起事件里，或写了两次，就不知道这一报到底怎么处置的。",
    remedy="核对 dispositions（处置）里的 item（稿件），与 items（各篇稿件）一一对应",
)
DISPOSITION_MISSING = Rule(
    code="disposition-missing",
    title="报告还没有处置",
    reason="每一报都要有着落：专报、送阅、约稿、综合或备查，不写就不知道送没送领导。",
    remedy="在 dispositions（处置）里写上这一报怎么处置的",
    level=Level.NOTICE,
    numbers={"days": 3},
)
URGENT_ALONE = Rule(
    code="urgent-alone",
    title="紧急信息没有值班记录",
    reason="什么时候接报、什么时候报告领导和上级，只有值班记录能证明；日子久了就补不全。",
    remedy="用 jianbao incident open 补登记，或用 jianbao incident report 列入已有的一起；限值 max 定只查多少天",
    level=Level.NOTICE,
    numbers={"days": 1, "max": 30},
)
INCIDENT_FINAL = Rule(
    code="incident-final",
    title="事件已结束，没有终报",
    reason="没有终报，续报就一直欠着，领导也不知道最后怎么处理的。",
    remedy="请报送单位补终报（stage: 终报），列进 items（各篇稿件）",
    level=Level.NOTICE,
)
REPORT_LATE = Rule(
    code="report-late",
    title="紧急信息迟报或没有报",
    reason="按事件等级规定的时限算出来的；单位迟报的要提醒，我们自己上报迟了的也一样要记。",
    remedy="核对事发、接报、报送时间和收稿登记；没有写错的不用处理，漏报、瞒报、谎报另用 jianbao record entry 登记",
    level=Level.NOTICE,
)

# Nothing is to be logged of what was filed by mistake or is filed anew.
_REPLACED = frozenset({Decision.VOID, Decision.REVISE})


def check_log(context: Context) -> Iterator[Problem]:
    for incident in context.office.incidents.values():
        for number, (before, after) in enumerate(pairwise(incident.log), 1):
            if before.at and after.at and before.at.is_after(after.at):
                names = [line.did.value if line.did else "这一行" for line in (before, after)]
                message = f"“{names[1]}”写的是{after.at.chinese}，前一行“{names[0]}”却是{before.at.chinese}"
                yield LOG_ORDER.report(incident.source.place(f"log[{number}].at"), message)


def check_items(context: Context) -> Iterator[Problem]:
    named: dict[str, Incident] = {}
    for incident in context.office.incidents.values():
        for number, identity in enumerate(incident.items):
            place = _place_item(incident, number)
            if identity in incident.items[:number]:
                yield INCIDENT_TWICE.report(place, f"{identity} 前面已经列过", "删去重复的一个")
            elif (first := named.setdefault(identity, incident)) is not incident:
                yield INCIDENT_TWICE.report(place, f"{identity} 已列在 {first.source.path} 里")
            item = context.office.items.get(identity)
            if item and item.urgency is None:
                yield INCIDENT_URGENCY.report(place, f"{identity} 没有写 urgency（紧急程度）")


def _place_item(incident: Incident, number: int) -> Place:
    member = f"items[{number}]"
    return incident.source.place(member if member in incident.source.places else "items")


def check_dispositions(context: Context) -> Iterator[Problem]:
    for incident in context.office.incidents.values():
        disposed = [disposition.item for disposition in incident.dispositions]
        for number, item in enumerate(disposed):
            place = incident.source.place(f"dispositions[{number}].item")
            if item in disposed[:number]:
                yield DISPOSITION_ITEM.report(place, f"{item} 的处置前面已经写过")
            elif item and item not in incident.items:
                yield DISPOSITION_ITEM.report(place, f"{item} 没有列在 items（各篇稿件）里")
        yield from _check_undisposed(context, incident, frozenset(disposed))


def _check_undisposed(context: Context, incident: Incident, disposed: frozenset[str]) -> Iterator[Problem]:
    most = context.number(DISPOSITION_MISSING, "days")
    for number, identity in enumerate(incident.items):
        item = context.office.items.get(identity)
        arrival = find_arrival(context.office, item) if item and identity not in disposed else None
        if arrival and (days := context.as_of.days_since(arrival)) > most:
            message = f"{identity} 收到已{days}天，没有写怎么处置"
            yield DISPOSITION_MISSING.report(_place_item(incident, number), message)


def check_alone(context: Context) -> Iterator[Problem]:
    office = context.office
    logged = {item for incident in office.incidents.values() for item in incident.items}
    least, most = context.number(URGENT_ALONE, "days"), context.number(URGENT_ALONE, "max")
    for item in office.items.values():
        if item.urgency is None or item.id in logged or _is_replaced(context, item):
            continue
        arrival = find_arrival(office, item)
        if arrival and least < context.as_of.days_since(arrival) <= most:
            message = f"{item.urgency.value}件，{arrival.chinese}收到，没有列进任何一起事件"
            yield URGENT_ALONE.report(item.source.place("urgency"), message)


def _is_replaced(context: Context, item: Item) -> bool:
    records = context.standing.decisions.get(item.id, ())
    return bool(records) and all(record.decision in _REPLACED for record in records)


def check_final(context: Context) -> Iterator[Problem]:
    items = context.office.items
    for incident in context.office.incidents.values():
        stages = {items[item].stage for item in incident.items if item in items}
        if incident.ended and Reporting.FINAL not in stages:
            message = f"{incident.ended.chinese}已经结束，各报里没有终报"
            yield INCIDENT_FINAL.report(incident.source.place("ended"), message)


def check_late(context: Context) -> Iterator[Problem]:
    for incident in context.office.incidents.values():
        for timing in drop_repeated(find_timings(context.office, incident, context.as_of)):
            if timing.outcome in (Timeliness.LATE, Timeliness.MISSING):
                yield REPORT_LATE.report(_place_timing(incident, timing), _say_late(context.office, timing))


def _place_timing(incident: Incident, timing: Timing) -> Place:
    """The report, the line of the log, or what the clock was started by where nothing came."""
    if timing.item in incident.items:
        return _place_item(incident, incident.items.index(timing.item))
    line = next((n for n, line in enumerate(incident.log) if line.at and line.at == timing.done), None)
    return incident.source.place("occurred" if line is None else f"log[{line}].at")


def _say_late(office: Office, timing: Timing) -> str:
    units, due = office.settings.units, Moment(timing.due.date(), timing.due.time())
    who = "、".join(units.short(unit, due.day) for unit in timing.units) or office.settings.office.short_name
    owed = f"{who}的{timing.owed.value}应在{due.chinese}前"
    if timing.done is None or timing.outcome is Timeliness.MISSING:
        return f"{owed}，至今没有{'上报' if timing.owed in (Owed.PHONE_UP, Owed.WRITTEN_UP) else '报来'}"
    late = "" if timing.late is None else f"，迟了{say_minutes(timing.late)}"
    return f"{owed}，{timing.done.chinese}才报{late}"


FAMILY = Family(
    name="紧急信息",
    rules=(
        LOG_ORDER,
        INCIDENT_TWICE,
        INCIDENT_URGENCY,
        DISPOSITION_ITEM,
        DISPOSITION_MISSING,
        URGENT_ALONE,
        INCIDENT_FINAL,
        REPORT_LATE,
    ),
    checks=(check_log, check_items, check_dispositions, check_alone, check_final, check_late),
)
