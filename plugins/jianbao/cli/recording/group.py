"""The group of the recording commands, and what each of them says when it is done."""

from __future__ import annotations

import click

from jianbao.acting.recording.counting import find_remarks, say_counts
from jianbao.acting.work_tree import Plan
from jianbao.cli.chinese import ChineseGroup
from jianbao.cli.session import Session, print_problems
from jianbao.model import Access
from jianbao.reading import Office

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
    office = session.tree.read()
    known = {(p.code, p.message) for p in find_remarks(before, path, session.as_of)} if path in before.files else set()
    print_problems(p for p in find_remarks(office, path, session.as_of) if (p.code, p.message) not in known)
    return path, office


def record_id(path: str) -> str:
    """``briefs/reports/2026/11-30-x.md`` → ``reports/2026/11-30-x``."""
    return path.removeprefix("briefs/").rpartition(".")[0]


def tell_counts(session: Session, office: Office, prefix: str) -> None:
    """One line for each thing that the record counts for, and when."""
    for line in say_counts(office, prefix, session.as_of):
        session.print(line)
