"""Lists: the number that Word puts before a paragraph stands nowhere in its text, and must not be lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jianbao.intake.numerals import write_numeral
from jianbao.intake.parsing import Element, W, value_of
from jianbao.intake.styles import Properties, Styles

_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """``text`` such as ``（%1）`` or ``%1.%2``."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None


class Lists:
    """Counts while paragraphs are read in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {e.get(f"{W}abstractNumId", ""): e for e in _children(root, "abstractNum")}
        self._nums = {e.get(f"{W}numId", ""): e for e in _children(root, "num")}
        self._levels: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def number(self, look: Properties) -> tuple[str, int | None]:
        """(what stands before the text, level of the bullet where it is one) of the next paragraph of that look."""
        listed, at = look.get("list", "0"), _whole(look.get("level"), 0)
        if listed not in self._nums or not 0 <= at <= _DEEPEST:
            return "", None
        abstract, levels = self._read(listed)
        level = levels.get(at, Level())
        counts = self._count(listed, abstract, levels, at)
        if level.form == "bullet":
            return "", at
        return _PLACEHOLDER.sub(lambda m: self._spell(counts, levels, int(m[1]) - 1, level), level.text), None

    def _spell(self, counts: dict[int, int], levels: dict[int, Level], at: int, level: Level) -> str:
        other = levels.get(at, Level())
        # In 1.1 under 一、 Word can be told to write figures only; here the form of each level holds.
        return write_numeral(counts.get(at, other.start), level.form if other is level else other.form)

    def _count(self, listed: str, abstract: str, levels: dict[int, Level], at: int) -> dict[int, int]:
        counts = self._counts.setdefault(abstract, {})
        if listed not in self._begun:
            self._begun.add(listed)
            for override in _children(self._nums[listed], "lvlOverride"):
                if (start := value_of(override, "startOverride")) is not None:
                    counts[_whole(override.get(f"{W}ilvl"), 0)] = _whole(start, 1) - 1
        counts[at] = counts[at] + 1 if at in counts else levels.get(at, Level()).start
        for deeper in [n for n in counts if n > at and levels.get(n, Level()).restart != 0]:
            del counts[deeper]
        return counts

    def _read(self, listed: str) -> tuple[str, dict[int, Level]]:
        """(the list that it counts in, its levels) of one numbering."""
        if listed not in self._levels:
            num = self._nums[listed]
            abstract = self._follow(value_of(num, "abstractNumId") or "")
            levels = _read_levels(self._abstract.get(abstract))
            for override in _children(num, "lvlOverride"):
                levels |= _read_levels(override)
            self._levels[listed] = (abstract, levels)
        return self._levels[listed]

    def _follow(self, abstract: str) -> str:
        """A list may be that of a style."""
        linked = value_of(self._abstract.get(abstract), "numStyleLink")
        listed = self._styles.resolve(linked).get("list", "") if linked else ""
        target = value_of(self._nums.get(listed), "abstractNumId")
        return target if target is not None and target in self._abstract else abstract


def _children(element: Element | None, name: str) -> list[Element]:
    return list(element.findall(f"{W}{name}")) if element is not None else []


def _read_levels(element: Element | None) -> dict[int, Level]:
    levels = {}
    for level in _children(element, "lvl"):
        restart = value_of(level, "lvlRestart")
        read = Level(
            start=_whole(value_of(level, "start"), 1),
            form=value_of(level, "numFmt") or "decimal",
            text=value_of(level, "lvlText") or "",
        )
        levels[_whole(level.get(f"{W}ilvl"), 0)] = (
            read if restart is None else replace(read, restart=_whole(restart, 1))
        )
    return levels


def _whole(written: str | None, otherwise: int) -> int:
    """A number of at most nine figures: no list is longer."""
    return int(written) if written and re.fullmatch("[0-9]{1,9}", written) else otherwise
