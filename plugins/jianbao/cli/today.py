"""``jianbao today``: what is to be done on a day, by the office or by one person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from jianbao.acting.refusing import require_person
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.metadata import Moment
from jianbao.outlook import Line, Today, find_matters, find_mine, find_today
from jianbao.rendering.calendar_file import render_calendar
from jianbao.standing import find_standing
from jianbao.writing import Change


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao today\n例：jianbao today --for 郑××\n例：jianbao today --on 2026-12-04 --format json\n"
    "例：jianbao today --for 郑×× --ics dist/daiban.ics",
)
@click.option("--on", help="看哪一天，如 2026-12-04；默认今天")
@click.option("--for", "person", default="", help="只看一个人的，连同其代办的；写姓名、职务或 id")
@click.option(
    "--ics", "file", type=click.Path(path_type=Path, dir_okay=False), help="把各项时限写成日历文件（iCalendar），带提醒"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text 给人看，json 给程序用"
)
@pass_session
@reports_problems
def today(session: Session, on: str | None, person: str, file: Path | None, form: str) -> None:
    """今天要办的事：到期、超期、待答复、待决定的，和下一期还缺几篇；可以只看一个人的。

    督查事项归督办人和联系牵头单位的人，稿件归联系报送单位的人；没有写明的，归担任这项工作的各人。

    不在岗的人（people.yml 的 away）的事，列在代办人名下。
    """
    office, as_of = session.office, session.moment(on, "--on")
    identity = require_person(office, person, "经办人") if person else ""
    session.warn_of_errors()
    if file:
        _write_calendar(session, file, identity, as_of)
        return
    found = find_today(office, find_standing(office), as_of, identity)
    if form == "json":
        session.print(json.dumps(_describe(found, identity, as_of), ensure_ascii=False, indent=2))
        return
    _show(session, found, as_of)


def _show(session: Session, found: Today, as_of: Moment) -> None:
    for notice in found.notices:
        session.print(notice)
    for heading, lines in found.sections:
        session.print(f"{heading.value}：{len(lines)}")
        for line in lines:
            session.print(f"  {line.text}")
    if not found.sections and not found.notices:
        day = "今天" if as_of.day == session.as_of.day else Moment(as_of.day).chinese
        session.print(f"{day}没有要办的事。")


def _describe(found: Today, person: str, as_of: Moment) -> dict[str, Any]:
    return {
        "as_of": str(as_of),
        "person": person or None,
        "notices": list(found.notices),
        "sections": [
            {"heading": heading.value, "matters": [_describe_line(line) for line in lines]}
            for heading, lines in found.sections
        ],
    }


def _describe_line(line: Line) -> dict[str, Any]:
    matter = line.matter
    return {
        "key": matter.key,
        "text": line.text,
        "record": matter.record or None,
        "due": str(matter.due) if matter.due else None,
        "reminders": [day.isoformat() for day in matter.reminders],
        "units": list(matter.units),
        "waiting": list(matter.waiting),
        "owners": list(line.owners),
        "stands_for": list(line.stands_for),
    }


def _write_calendar(session: Session, file: Path, person: str, as_of: Moment) -> None:
    office = session.office
    matters = find_matters(office, find_standing(office), as_of)
    if person:
        matters = find_mine(office, matters, person, as_of)
    settings = office.settings.office
    name = f"{settings.short_name or '办公室'}待办{f'（{office.settings.people.name(person)}）' if person else ''}"
    data = render_calendar(settings, name, matters, as_of)
    session.write_files(file.parent, Path(), [Change(path=file.name, data=data, replaces=True)])
