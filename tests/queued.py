"""A small office whose editors go through what came in, and what their forms hold."""

from __future__ import annotations

import re
from pathlib import Path

from offices import OfficeBuilder

# Lin is away on the day, and Zheng stands in.
PEOPLE = """people:
  - {id: zheng, name: 郑××, roles: [编辑], covers: [城关镇]}
  - {id: lin, name: 林××, roles: [编辑], covers: [和平镇], away: [{from: 2026-11-30, deputy: zheng}]}
  - {id: wu, name: 吴××, roles: [编辑]}
  - {id: shen, name: 沈××, roles: [校对]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
  - {id: zhou, name: 周××, roles: [签发人]}
  - {id: shuji, name: 陈××, roles: [领导]}
"""


def build_queued(root: Path) -> OfficeBuilder:
    builder = OfficeBuilder(root)
    builder.write("briefs/settings/people.yml", PEOPLE)
    builder.write(".gitignore", ".cache/\n.desk/\n")
    return builder


def read_seen(page: str) -> dict[str, str]:
    """The stamps of the items on a page, as its form sends them back."""
    return dict(re.findall(r'name="(seen:[^"]+)" value="([^"]+)"', page))
