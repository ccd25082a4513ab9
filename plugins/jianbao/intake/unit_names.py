"""Which unit a text names: 城关镇, 中共城关镇委员会, 城关镇党政办公室 are all one."""

from __future__ import annotations

import re

from jianbao.settings import Units

_BETWEEN = re.compile(r"[、，,；;\s]+|(?<=[局镇乡办会府心])和(?=.)")
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|印)[）)]")
_BODIES = (
    "委员会", "人民政府", "办公室", "街道办事处", "党工委", "管委会", "党委", "政府", "局", "中心", "党组", "委", "办",
    "镇", "乡", "街道", "支队", "大队", "公司", "联合会", "总会", "集团", "法院", "检察院", "院", "学校", "所", "站",
)  # fmt: skip
_LONGEST, _SHORTEST_PART = 30, 2


class UnitNames:
    """The registry's names, to be found in what an office writes of itself."""

    def __init__(self, units: Units) -> None:
        ids = {unit.id for unit in units.units}
        self._known = {name: unit for name, unit in units.spellings().items() if name not in ids}

    def resolve(self, written: str) -> str:
        """The id; empty where the registry has no such unit, or two that could be meant."""
        bare = "".join(_SEAL.sub("", written).split())
        if bare in self._known:
            return self._known[bare]
        inside = [name for name in self._known if len(name) >= _SHORTEST_PART and name in bare]
        longest = max(map(len, inside), default=0)
        found = {self._known[name] for name in inside if len(name) == longest}
        return found.pop() if len(found) == 1 else ""

    def read(self, written: str) -> tuple[str, ...]:
        """Each unit of a line once, the lead first: its id, or as written where nobody is known by that name."""
        bare = _SEAL.sub("", written).strip()
        whole = self._known.get("".join(bare.split()))
        if whole:
            return (whole,)
        parts = [part for part in _BETWEEN.split(bare) if part]
        if not all(self.looks_like_unit(part) for part in parts):
            parts = ["".join(bare.split())] if bare else []
        return tuple(dict.fromkeys(self.resolve(part) or part for part in parts))

    def looks_like_unit(self, text: str) -> bool:
        """A short line that is the name of a body, be it known or not."""
        bare = "".join(_SEAL.sub("", text).split())
        if not bare or len(bare) > _LONGEST or re.search("[。：:！？0-9]", bare):
            return False
        return bare in self._known or bare.endswith(_BODIES)

    def is_known(self, text: str) -> bool:
        return "".join(_SEAL.sub("", text).split()) in self._known

    def find_inside(self, text: str) -> tuple[str, ...]:
        """The unit that a longer text names; none where it names no known one."""
        found = self.resolve(text)
        return (found,) if found else ()
