"""What a record that was just made counts for, and what the checks would have somebody look at in it."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks import check_office
from jianbao.earlier import NO_SHELF
from jianbao.ledger import Event, Measure, read_ledger
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.periods import month_of
from jianbao.problems import Level, Problem
from jianbao.reading import Office
from jianbao.standing import find_standing


def find_remarks(office: Office, path: str, as_of: Moment) -> list[Problem]:
    """What the checks say of the record, errors aside."""
    found = check_office(office, as_of, shelf=NO_SHELF)
    return [problem for problem in found if problem.place.path == path and problem.level is not Level.ERROR]


def say_counts(office: Office, prefix: str, as_of: Moment) -> Iterator[str]:
    """One line for each event whose id is ``prefix``, or begins with it and ``#``: what it counts for, and when."""
    ledger = read_ledger(office, find_standing(office), Access.OFFICE, as_of)
    for event in ledger.events:
        if event.id == prefix or event.id.startswith(f"{prefix}#"):
            yield f"计入{month_of(event.day).title}：{_describe(office, event)}"
            frozen = [
                b for b in office.bulletins.values() if b.document and b.document.first <= event.day <= b.document.last
            ]
            if frozen:
                yield f"《{frozen[-1].title}》已经印发，这一条列入下一期通报的更正。"


def _describe(office: Office, event: Event) -> str:
    """城关镇，采用，省委办公厅《信息快报》."""
    units = "、".join(credited.name for credited in event.credits) or "不计入单位"
    where = office.settings.channel_title(event.channel) if event.channel else ""
    told = {
        Measure.INSTRUCTED: (office.settings.office.level_name(event.level), "、".join(event.natures)),
        Measure.CALLED: (event.outcome,),
        Measure.SUPERVISED: (event.outcome,),
        Measure.URGENT: (event.outcome,),
        Measure.ENTERED: (event.outcome or event.rule,),
    }
    return "，".join(filter(None, [units, event.measure.value, *told.get(event.measure, (where,))]))
