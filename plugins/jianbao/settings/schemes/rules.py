"""The rules that one fact meets: classes, points, factors, bonuses and shares (domain/scoring.md, K1–K14, K21–K24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from jianbao.metadata import Fields
from jianbao.problems import Place
from jianbao.settings.schemes.amounts import read_places
from jianbao.settings.schemes.conditions import Condition, read_when

Read = TypeVar("Read")

# What a rule is called that states no title.
_SECTIONS = {
    "classify": "归类",
    "points": "计分",
    "factors": "加倍",
    "bonus": "加分",
    "share": "分摊",
    "table": "批示",
    "weights": "折算",
    "periods": "周期规则",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemeRule:
    """``id`` is the section and the rule's number in it where none is stated; ``block`` groups rules in a table."""

    id: str
    title: str
    block: str
    place: Place
    when: Condition


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassifyRule(SchemeRule):
    """归类 (K7, K8): ``changes`` are the fields set, ``shift`` the steps up the ladder of grades."""

    changes: tuple[tuple[str, str], ...] = ()
    shift: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsRule(SchemeRule):
    """Exactly one of ``points``, ``external``, ``by_hand`` (a range) and ``percent``; ``of_total`` is of the latter."""

    points: Decimal | None = None
    external: Decimal | None = None
    by_hand: tuple[Decimal | None, Decimal | None] | None = None
    percent: Decimal | None = None
    of_total: bool = False
    zero_item: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FactorRule(SchemeRule):
    times: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class AmountRule(SchemeRule):
    """A bonus, a row of the table of instructions, or a weight of counting."""

    points: Decimal = Decimal(0)


class Policy(Enum):
    """What each unit gets of a text of several units (K12)."""

    FULL = "全额"
    EQUAL = "均分"
    FIXED = "定额"
    STATED = "按份额"
    RATIO = "按比例"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareRule(SchemeRule):
    """``main`` is what the main contributor gets besides; ``places`` those of a split, rounded half up."""

    policy: Policy = Policy.FULL
    points: Decimal = Decimal(0)
    ratio: tuple[Decimal, ...] = ()
    main: Decimal = Decimal(0)
    places: int = 2


def read_rules(
    fields: Fields, section: str, build: Callable[[Fields, dict[str, Any]], Read], measure: str = ""
) -> list[Read]:
    """The rules of a section; a condition that states no measure is about ``measure``."""
    rules = []
    for number, group in enumerate(fields.mappings(section), start=1):
        rules.append(build(group, _read_head(group, section, number, measure)))
        group.finish()
    return rules


def _read_head(group: Fields, section: str, number: int, measure: str) -> dict[str, Any]:
    identity = group.text("id", default=f"{section}-{number}")
    title = group.text("title", default=identity if group.has("id") else f"{_SECTIONS[section]}第{number}条")
    when = read_when(group, measure=measure)
    return {"id": identity, "title": title, "block": group.text("block"), "place": group.mapping.place, "when": when}


def read_classify(group: Fields, head: dict[str, Any]) -> ClassifyRule:
    changed, shifted = group.group("set"), group.group("shift")
    changes = []
    if changed:
        named = [(key, changed.name(key, key)) for key in ("channel", "form", "kind", "level")]
        changes = [(key, value) for key, value in (*named, ("grade", changed.text("grade"))) if value]
        changed.finish()
    steps = shifted.decimal("grade", required=True) if shifted else None
    if shifted:
        shifted.finish()
    if not changed and not shifted:
        group.report("field-missing", group.mapping.place, "归类规则没有写改成什么", "写 set 或 shift")
    return ClassifyRule(**head, changes=tuple(changes), shift=int(steps or 0))


_VALUES = ("points", "external", "by_hand", "percent")


def read_points(group: Fields, head: dict[str, Any]) -> PointsRule:
    rule = PointsRule(
        **head,
        points=group.decimal("points"),
        external=group.decimal("external"),
        by_hand=_read_range(group),
        percent=group.decimal("percent"),
        of_total=group.is_word("of", "total", "总分"),
        zero_item=group.boolean("zero_item"),
    )
    if not rule.of_total and group.has("of") and not group.is_word("of", "item", "稿件"):
        group.report("field-type", group.place("of"), "of（对象）应是 item（稿件）或 total（总分）", "写 of: item")
        group.text("of")
    stated = [key for key in _VALUES if group.has(key)]
    if len(stated) != 1 and not (rule.zero_item and not stated):
        message = "计分规则应写且只写一种分值" if stated else "计分规则没有写分值"
        hint = "points（定额）、external（按对方给分的倍数）、by_hand（人工定分）、percent（百分比）选一种"
        group.report("field-type", group.mapping.place, message, hint)
    return rule


def _read_range(group: Fields) -> tuple[Decimal | None, Decimal | None] | None:
    if group.is_word("by_hand", "是", "true", "yes"):
        return None, None
    bounds = group.group("by_hand")
    if bounds is None:
        return None
    low, high = bounds.decimal("min"), bounds.decimal("max")
    if low is not None and high is not None and low > high:
        bounds.report("field-type", bounds.place("min"), "最低分高于最高分", "如 {min: -10, max: -2}")
    bounds.finish()
    return low, high


def read_factor(group: Fields, head: dict[str, Any]) -> FactorRule:
    return FactorRule(**head, times=group.decimal("times", required=True) or Decimal(0))


def read_amount(group: Fields, head: dict[str, Any]) -> AmountRule:
    return AmountRule(**head, points=group.decimal("points", required=True) or Decimal(0))


def read_weight(group: Fields, head: dict[str, Any]) -> AmountRule:
    return AmountRule(**head, points=group.decimal("count", required=True) or Decimal(0))


def read_share(group: Fields, head: dict[str, Any]) -> ShareRule:
    policy = group.choice("policy", Policy, required=True) or Policy.FULL
    points, ratio = group.decimal("points", required=policy is Policy.FIXED), group.texts("ratio")
    parts = tuple(Decimal(part) for part in ratio if part.replace(".", "", 1).isdecimal())
    if len(parts) != len(ratio) or (policy is Policy.RATIO and not sum(parts)):
        group.report("field-type", group.place("ratio"), "ratio（比例）应是几个数", "如 ratio: [3, 2]")
    return ShareRule(
        **head,
        policy=policy,
        points=points or Decimal(0),
        ratio=parts,
        main=group.decimal("main") or Decimal(0),
        places=read_places(group),
    )
