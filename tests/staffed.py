"""An office whose staff have roles and units, for tests of whose a matter is."""

from __future__ import annotations

from pathlib import Path

from jianbao.outlook import find_today
from jianbao.standing import find_standing
from offices import OfficeBuilder, day

STAFF = """people:
  - {id: zhuren, name: 周××, post: 区委办公室副主任, roles: [签发人, 核稿]}
  - {id: kezhang, name: 吴××, post: 信息科科长, roles: [编辑, 核稿], covers: [区住建局]}
  - {id: bianji-zheng, name: 郑××, post: 信息科, roles: [编辑, 校对], covers: [城关镇]}
  - {id: bianji-lin, name: 林××, post: 信息科科员, roles: [编辑, 校对], covers: [和平镇, 龙泉镇]}
  - {id: ducha-guo, name: 郭××, post: 督查室主任, roles: [督查员]}
"""


def staff(root: Path, **changes: str) -> OfficeBuilder:
    """The office with these people; ``changes`` add to the line of a person (``lin="from: 2026-12-01"``)."""
    office = OfficeBuilder(root)
    lines = STAFF.splitlines()
    for person, more in changes.items():
        (number,) = [n for n, line in enumerate(lines) if f"{person}, name" in line]
        lines[number] = f"{lines[number][:-1]}, {more}}}"
    office.write("briefs/settings/people.yml", "\n".join([*lines, ""]))
    return office


def show_today(office: OfficeBuilder, on: str = "2026-11-30", person: str = "") -> dict[str, list[str]]:
    """Heading → lines; the notices stand under an empty heading."""
    read = office.read()
    assert read.problems == ()
    found = find_today(read, find_standing(read), day(on), person)
    notices = {"": list(found.notices)} if found.notices else {}
    return notices | {heading.value: [line.text for line in lines] for heading, lines in found.sections}
