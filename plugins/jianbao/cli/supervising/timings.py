"""How the commands tell what of an urgent event came in time, late, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.wording import say_minutes
from jianbao.metadata import Moment
from jianbao.model import Incident
from jianbao.reading import Office
from jianbao.supervising import Timing, find_timings


def name_incident(office: Office, incident: Incident) -> str:
    """供水主管爆裂（较大）."""
    return f"{incident.title}（{office.settings.urgent.urgent_class(incident.severity).name}）"


def list_timings(office: Office, incident: Incident, as_of: Moment) -> Iterator[str]:
    """书面报告（和平镇）：迟报，2026年11月2日22时45分，用时1小时5分钟，超过时限25分钟."""
    for timing in find_timings(office, incident, as_of):
        units = "、".join(office.settings.units.short(unit, timing.since.day) for unit in timing.units) or "本办公室"
        yield f"{timing.owed.value}（{units}）：{_say_outcome(timing)}"


def _say_outcome(timing: Timing) -> str:
    limit = Moment(timing.due.date(), timing.due.time()).chinese
    if timing.done is None or timing.outcome is None:
        return f"{'未报' if timing.outcome else '等候中'}，应在{limit}前"
    minutes = timing.minutes if timing.done.time else None
    taken = f"，用时{say_minutes(minutes)}" if minutes is not None and minutes >= 0 else ""
    over = f"，超过时限{say_minutes(timing.late)}" if timing.late else ""
    return f"{timing.outcome.value}，{timing.done.chinese}{taken}{over}"
