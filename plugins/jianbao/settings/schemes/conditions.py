"""``when``: which facts a rule is about. Every key must hold; several values of a key are alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jianbao.metadata import Fields
from jianbao.model.adoption import Route
from jianbao.model.instruction import Nature
from jianbao.model.item import Reporting
from jianbao.problems import Place

# As in the ledger and in what it derives from calls, tasks and urgent events, all of which know nothing of schemes.
MEASURES = {
    "报送": "submitted",
    "采用": "adopted",
    "上报": "reported",
    "批示": "instructed",
    "约稿": "called",
    "登记": "entered",
    "督查": "supervised",
    "紧急": "urgent",
}
CALL_OUTCOMES = {"按时": "on_time", "无此情况": "nothing", "免报": "exempt", "迟交": "late", "缺报": "missing"}
TASK_OUTCOMES = {
    "按时签收": "received",
    "超期签收": "received_late",
    "超期未签收": "unreceived",
    "按期反馈": "reported",
    "补反馈": "caught_up",
    "缺反馈": "missed",
    "按时办结": "closed",
    "超期办结": "closed_late",
    "超期未办结": "overdue",
    "退办": "rework",
    "延期": "extended",
}
# What becomes of an urgent report is a word of the office's own besides.
URGENT_OUTCOMES = {"按时": "on_time", "迟报": "told_late", "未报": "untold"}
OUTCOMES = CALL_OUTCOMES | TASK_OUTCOMES | URGENT_OUTCOMES
YES, NO = "是", "否"
# Numbers of a fact of which a condition states the least and the most.
BOUNDED = ("characters", "minutes")

_WORDS: dict[str, dict[str, str]] = {
    "measure": MEASURES,
    "outcome": OUTCOMES,
    "route": {member.value: member.name.lower() for member in Route},
    "nature": {member.value: member.name.lower() for member in Nature},
    "stage": {member.value: member.name.lower() for member in Reporting},
}
_SUBJECTS = ("channel", "level", "kind", "form", "column", "unit", "group")
_TEXTS = ("grade", "event", "rule", "tags", "leader")
_FLAGS = ("urgent", "own", "composite", "joint", "whole_issue", "pictures", "main", "adopted", "called")


@dataclass(frozen=True, kw_only=True, slots=True)
class Want:
    """One key of a condition. ``values`` are ids or words; ``low`` and ``high`` bound a number (``BOUNDED``);
    ``inner`` are the conditions under ``not`` and ``any``.
    """

    key: str
    values: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    inner: tuple[Condition, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """Empty, it holds for every fact."""

    place: Place
    wants: tuple[Want, ...] = ()

    def values(self, key: str) -> tuple[str, ...] | None:
        """What the condition allows for a key; None when it says nothing of it."""
        found = [set(want.values) for want in self.wants if want.key == key and not want.inner]
        return tuple(sorted(set.intersection(*found))) if found else None


def read_when(fields: Fields, key: str = "when", *, measure: str = "") -> Condition:
    """The condition under ``key``; one that states no measure is about ``measure``, where that is given."""
    group = fields.group(key)
    condition = read_condition(group) if group else Condition(place=fields.place(key))
    if measure and condition.values("measure") is None:
        wants = (Want(key="measure", values=(measure,)), *condition.wants)
        return Condition(place=condition.place, wants=wants)
    return condition


def read_condition(group: Fields) -> Condition:
    wants = [*_read_words(group), *_read_names(group), *_read_flags(group), *_read_special(group)]
    group.finish()
    return Condition(place=group.mapping.place, wants=tuple(sorted(wants, key=lambda want: want.key)))


def _read_words(group: Fields) -> list[Want]:
    wants = []
    for key, words in _WORDS.items():
        own = group.vocabulary.names.get("disposition", {}) if key == "outcome" else {}
        spelled = {english: word for word, english in words.items()} | {word: word for word in words} | dict(own)
        written = group.texts(key)
        for word in written:
            if word not in spelled:
                choices = "、".join(dict.fromkeys((*words, *own)))
                group.report("field-type", group.place(key), f"“{word}”不在可选之列", f"可选：{choices}")
        if written:
            wants.append(Want(key=key, values=tuple(spelled.get(word, word) for word in written)))
    return wants


def _read_names(group: Fields) -> list[Want]:
    named = [(key, group.names(key, key)) for key in _SUBJECTS] + [(key, group.texts(key)) for key in _TEXTS]
    lowest = group.name("level_from", "level")
    if lowest:
        levels = list(dict.fromkeys(group.vocabulary.names.get("level", {}).values()))
        named.append(("level", tuple(levels[levels.index(lowest) :]) if lowest in levels else (lowest,)))
    return [Want(key=key, values=values) for key, values in named if values]


def _read_flags(group: Fields) -> list[Want]:
    stated = {key: YES if group.boolean(key) else NO for key in _FLAGS}
    return [Want(key=key, values=(value,)) for key, value in stated.items() if group.has(key)]


def _read_special(group: Fields) -> list[Want]:
    wants = _read_instructed(group)
    for key in BOUNDED:
        bounds = group.group(key)
        if bounds:
            wants.append(Want(key=key, low=bounds.decimal("min"), high=bounds.decimal("max")))
            bounds.finish()
    for key in ("not", "any"):
        inner = tuple(read_condition(member) for member in group.mappings(key))
        if inner:
            wants.append(Want(key=key, inner=inner))
    return wants


def _read_instructed(group: Fields) -> list[Want]:
    """是 or 否, or the levels of whom."""
    if group.is_word("instructed", "是", "true", "yes", "否", "false", "no"):
        return [Want(key="instructed", values=(YES if group.boolean("instructed") else NO,))]
    levels = group.names("instructed", "level")
    return [Want(key="instructed_by", values=levels)] if levels else []
