"""Problems are values: found by any step, returned, sorted and shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How much a problem matters; the value is what an office writes in ``checks.yml``."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    OFF = "off"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in a file: path relative to the office's folder, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.path else ""


# Of a problem with what was asked for rather than with a file: it is told without a place.
NOWHERE = Place(path="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One finding: a stable code, the place, a sentence in Chinese, and what to do about it. ``field`` is the field of
    a record that is not written yet, or ``body``, so that a form can tell it where it was typed; ``part`` is the field
    of one of its entries, where ``field`` is a list of such. ``about`` is the id of another text that it speaks of,
    which the reader may know.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    level: Level = Level.ERROR
    field: str = ""
    part: str = ""
    about: str = ""

    def __str__(self) -> str:
        place = f"{self.place} " if self.place.path else ""
        line = f"{self.level.value}[{self.code}] {place}{self.message}"
        return f"{line}\n提示：{self.hint}" if self.hint else line


class ProblemsFound(Exception):  # noqa: N818  (what is found are problems, not an error)
    """A command cannot go on: carries every problem that stands in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line, column and code; an exact repetition is kept once."""
    return sorted(set(problems), key=lambda p: (p.place.path, p.place.line, p.place.column, p.code, p.message))
