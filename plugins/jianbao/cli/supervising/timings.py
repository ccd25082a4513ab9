"""How the commands tell what of an urgent event came in time, late, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.metadata import Moment
from jianbao.model import Incident
from jianbao.reading import Office
from jianbao.supervising import Timeliness, Timing, find_timings


def name_incident(office: Office, incident: Incident) -> str:
    """供水主管爆裂（较大）."""
    return f"{incident.title}（{office.settings.urgent.urgent_class(incident.severity).name}）"


def list_timings(office: Office, incident: Incident, as_of: Moment) -> Iterator[str]:
    """书面报告（和平镇）：迟报，2026年11月2日22时45分，用时65分钟，超过时限25分钟."""
    for timing in find_timings(office, incident, as_of):
        units = "、".join(office.settings.units.short(unit, timing.since.day) for unit in timing.units) or "本办公室"
        yield f"{timing.owed.value}（{units}）：{_say_outcome(timing)}"


def _say_outcome(timing: Timing) -> str:
    limit = Moment(timing.due.date(), timing.due.time()).chinese
    if timing.done is None or timing.outcome is None:
        return f"{'未报' if timing.outcome else '等候中'}，应在{limit}前"
    taken = f"，用时{timing.minutes}分钟" if timing.done.time else ""
    late = count_late(timing)
    over = f"，超过时限{late}分钟" if late else ""
    return f"{timing.outcome.value}，{timing.done.chinese}{taken}{over}"


def count_late(timing: Timing) -> int | None:
    """Minutes after the limit; None for what was not late or has no time of day."""
    if timing.outcome is not Timeliness.LATE or timing.done is None or timing.done.time is None:
        return None
    return int((timing.done.at - timing.due).total_seconds()) // 60
