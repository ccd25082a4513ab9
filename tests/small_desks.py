"""A small office with a desk, for tests of the machinery: people of every role, one draft, no other record."""

from __future__ import annotations

from pathlib import Path

from desks import Desk
from offices import OfficeBuilder

PEOPLE = """people:
  - {id: zheng, name: 郑××, roles: [编辑]}
  - {id: zhou, name: 周××, roles: [签发人]}
  - {id: guo, name: 郭××, roles: [督查员]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
  - {id: xxy-heping, name: 王××, roles: [信息员], unit: heping}
"""


def lay_out_files(root: Path) -> OfficeBuilder:
    office = OfficeBuilder(root)
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write("briefs/drafts/xinxi/2026-11-03.yml", "periodical: xinxi\nnote: before\n")
    office.write(".gitignore", ".cache/\n.desk/\n")
    return office


def lay_out_small(root: Path) -> Desk:
    lay_out_files(root)
    return Desk(root, on="2026-11-30")
