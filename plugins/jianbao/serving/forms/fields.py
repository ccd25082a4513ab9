"""A form as data: its fields in the order of the paper form, what somebody typed into them, and what is wrong there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from werkzeug.datastructures import MultiDict

from jianbao.metadata import Moment, parse_moment
from jianbao.metadata.moments import say_wrong
from jianbao.problems import NOWHERE, Problem
from jianbao.serving.forms.faults import Faults, sort_faults

Choices = tuple[tuple[str, str], ...]
_LONGEST = 20_000


class Kind(Enum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long"
    DAY = "date"
    TIME = "datetime-local"
    NUMBER = "number"
    CHOICE = "choice"
    CHECKS = "checks"
    CHECK = "check"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True, slots=True)
class FormField:
    """``value`` is what stands there before anybody typed. ``choices`` are (value, words); ``groups`` of checks have a
    name each. A TIME may be given as a day alone.
    ``wide``: stands alone on its line.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    value: str = ""
    picked: tuple[str, ...] = ()
    choices: Choices = ()
    groups: tuple[tuple[str, Choices], ...] = ()
    hint: str = ""
    rows: int = 4
    wide: bool = False


class Form:
    """``data`` None: nobody has typed yet. ``read`` gives what was typed as values; ``problems`` say what cannot be."""

    def __init__(self, fields: Iterable[FormField], data: MultiDict[str, str] | None = None) -> None:
        self.fields = tuple(fields)
        self.data = data
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """What stands in the field; line ends as files have them."""
        if self.data is None:
            return next((field.value for field in self.fields if field.name == name), "")
        return self.data.get(name, "").replace("\r\n", "\n").strip()

    def picked(self, name: str) -> tuple[str, ...]:
        """What is ticked."""
        if self.data is None:
            return next((field.picked for field in self.fields if field.name == name), ())
        return tuple(dict.fromkeys(filter(None, self.data.getlist(name))))

    def read(self) -> dict[str, Any]:
        """By name: texts, Moments (None where empty), numbers (0), whether ticked, tuples of what is ticked."""
        return {field.name: self._read(field) for field in self.fields}

    def _read(self, field: FormField) -> Any:
        if field.kind is Kind.CHECKS:
            found = self.picked(field.name)
            if field.required and not found:
                self.fault(field.name, "field-missing", f"没有选“{field.label}”", "至少选一项")
            known = {value for _, choices in field.groups for value, _ in choices}
            for written in (written for written in found if written not in known):
                self._fault_choice(field, written)
            return found
        written = self.text(field.name)
        if field.required and not written:
            missing = "没有选" if field.kind is Kind.CHOICE else "没有写"
            self.fault(field.name, "field-missing", f"{missing}“{field.label}”", "这一项必须填写")
        if len(written) > _LONGEST:
            self.fault(field.name, "field-long", f"{field.label}太长", f"不超过{_LONGEST}字")
        if field.kind is Kind.CHECK:
            return bool(written)
        return self._convert(field, written)

    def _convert(self, field: FormField, written: str) -> str | int | Moment | None:
        if field.kind in (Kind.DAY, Kind.TIME):
            return self._read_moment(field, written)
        if field.kind is Kind.NUMBER:
            return self._read_number(field, written)
        if field.kind is Kind.CHOICE and written and written not in dict(field.choices):
            self._fault_choice(field, written)
        return written

    def _fault_choice(self, field: FormField, written: str) -> None:
        self.fault(field.name, "field-choice", f"{field.label}没有“{written}”这一项", "从列出的各项里选")

    def _read_moment(self, field: FormField, written: str) -> Moment | None:
        moment = parse_moment(written) if written else None
        if written and moment is None:
            message = f"{field.label}“{written}”{say_wrong(written)}"
            self.fault(field.name, "date-impossible", message, "如 2026-11-03 或 2026年11月3日")
        return moment

    def _read_number(self, field: FormField, written: str) -> int:
        if written and not (written.isascii() and written.isdecimal() and len(written) < len(str(_LONGEST)) + 2):
            self.fault(field.name, "field-type", f"{field.label}“{written}”不是整数", "写数字，如 5")
            return 0
        return int(written or 0)

    def fault(self, name: str, code: str, message: str, hint: str) -> None:
        """Something wrong with what was typed into a field."""
        self.problems.append(Problem(code=code, place=NOWHERE, message=message, hint=hint, field=name))

    def sort(self, problems: Sequence[Problem], names: Mapping[str, str] | None = None) -> Faults:
        """By the field at which each is told; ``names`` are fields of the record that have other names here. Of a list
        to which the form adds an entry, the fields of the entry are those of the form.
        """
        known = {field.name for field in self.fields if field.kind is not Kind.HIDDEN}
        renamed = names or {}
        told = [replace(p, field=_name_part(p, known, renamed)) for p in problems]
        faults = sort_faults(told, {*known, *renamed})
        for record, shown in renamed.items():
            if record not in known and (moved := faults.pop(record, [])):
                faults.setdefault(shown, []).extend(moved)
        return faults


def _name_part(problem: Problem, known: Collection[str], renamed: Mapping[str, str]) -> str:
    """The field of the form for what stands in an entry; else the problem's own."""
    shown = renamed.get(problem.part, problem.part)
    is_shown = problem.field in known or renamed.get(problem.field) == problem.field
    return shown if shown in known and not is_shown else problem.field
