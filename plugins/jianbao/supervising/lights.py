"""亮灯: which colour a task shows on a day, by the office's own list of conditions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianbao.reading import Office
from jianbao.settings import Colour, LightCondition, LightRule
from jianbao.supervising.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What is asked of something open. ``due`` None: no time limit."""

    day: date
    due: date | None
    was_overdue: bool = False
    missed: bool = False
    caught_up: bool = False
    rework: bool = False
    unreceived: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """``cause`` is what a reader is told: 超期, 第2项超期; empty for a light that needs no reason."""

    colour: Colour
    cause: str = ""

    def of_part(self, number: int) -> Light:
        """As the light of the whole task that this one of a part makes."""
        return Light(self.colour, f"第{number}项{self.cause}" if self.cause else "")


def find_light(office: Office, facts: Facts) -> Light:
    """Of the first rule whose condition holds; the last rule holds always."""
    rules = office.settings.supervision.lights
    rule = next((rule for rule in rules if _holds(office, rule, facts)), rules[-1])
    return Light(rule.colour, "" if rule.condition is LightCondition.OTHERWISE else rule.condition.value)


def worst(lights: Iterable[Light]) -> Light:
    """Of several alike the first."""
    return max(lights, key=lambda light: light.colour.severity)


def _holds(office: Office, rule: LightRule, facts: Facts) -> bool:
    simple = {
        LightCondition.OVERDUE: facts.due is not None and facts.day > facts.due,
        LightCondition.MISSED: facts.missed,
        LightCondition.REWORK: facts.rework,
        LightCondition.WAS_OVERDUE: facts.was_overdue,
        LightCondition.CAUGHT_UP: facts.caught_up,
        LightCondition.UNRECEIVED: facts.unreceived,
        LightCondition.OTHERWISE: True,
    }
    if rule.condition is not LightCondition.NEAR:
        return simple[rule.condition]
    if facts.due is None or rule.within is None:
        return False
    calendar = WorkCalendar(office.settings.holidays)
    return facts.day >= calendar.subtract(facts.due, rule.within)
