"""The group of the recording commands, and what each of them says when it is done."""

from __future__ import annotations

import click

from jianbao.acting.work_tree import Plan
from jianbao.checks import check_office
from jianbao.cli.chinese import ChineseGroup
from jianbao.cli.session import Session, print_problems
from jianbao.ledger import Event, Measure, read_ledger
from jianbao.model import Access
from jianbao.periods import month_of
from jianbao.problems import Level, Problem
from jianbao.reading import Office, read_office
from jianbao.standing import find_standing

ACCESS = click.option("--access", type=click.Choice([access.value for access in Access]), help="公开范围，只能收紧")


@click.group(
    cls=ChineseGroup,
    epilog="例：jianbao record adoption --item chengguan/2026/09-01-chao-xi-tan-qu --channel 市委办《每日要情》"
    " --date 2026-11-27",
)
def record() -> None:
    """登记：上报、上级采用、批示、约稿及答复、收稿、发放、手工登记、异议。"""


def carry_out(session: Session, plan: Plan) -> tuple[str, Office]:
    """Writes the one record, tells what the checks would have somebody look at, and gives the office as it is now.

    Of a record that was there already only what is new is told.
    """
    before = session.office
    (path,) = session.perform(plan)
    office = read_office(session.root)
    known = {(p.code, p.message) for p in _find_remarks(before, path, session)} if path in before.files else set()
    print_problems(p for p in _find_remarks(office, path, session) if (p.code, p.message) not in known)
    return path, office


def _find_remarks(office: Office, path: str, session: Session) -> list[Problem]:
    """What the checks say of the record, errors aside."""
    found = check_office(office, session.as_of)
    return [problem for problem in found if problem.place.path == path and problem.level is not Level.ERROR]


def record_id(path: str) -> str:
    """``briefs/reports/2026/11-30-x.md`` → ``reports/2026/11-30-x``."""
    return path.removeprefix("briefs/").rpartition(".")[0]


def tell_counts(session: Session, office: Office, prefix: str) -> None:
    """One line for each event whose id is ``prefix``, or begins with it and ``#``: what it counts for, and when."""
    ledger = read_ledger(office, find_standing(office), Access.OFFICE, session.as_of)
    for event in ledger.events:
        if event.id == prefix or event.id.startswith(f"{prefix}#"):
            session.print(f"计入{month_of(event.day).title}：{_describe(office, event)}")
            frozen = [
                b for b in office.bulletins.values() if b.document and b.document.first <= event.day <= b.document.last
            ]
            if frozen:
                session.print(f"《{frozen[-1].title}》已经印发，这一条列入下一期通报的更正。")


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
