"""Rules of a week, a month, a quarter, a year: bases, targets, caps and zeroing (K15–K21, K25–K27)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from jianbao.metadata import Fields, Mapping, Scalar
from jianbao.settings.schemes.amounts import NOTHING, Amount, read_amount
from jianbao.settings.schemes.conditions import Condition, read_when
from jianbao.settings.schemes.rules import SchemeRule


class Every(Enum):
    WEEK = "周"
    MONTH = "月"
    TWO_MONTHS = "双月"
    QUARTER = "季"
    HALF = "半年"
    YEAR = "年"


class PeriodKind(Enum):
    BASE = "基础分"
    TARGET = "任务"
    CAP = "限分"
    ZERO = "清零"


class Figure(Enum):
    """What a metric counts; the last three take more words than one."""

    SUBMITTED = "报送件数"
    ADOPTED_ITEMS = "采用件数"
    ADOPTIONS = "采用条次"
    WEIGHTED = "折算条次"
    REPORTED = "上报件数"
    INSTRUCTIONS = "批示件数"
    RATE = "采用率"
    POINTS = "分数"
    COUNT = "计数"
    POINTS_OF = "部分分数"


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """``when`` is of COUNT, ``of`` (a block or a rule) of POINTS_OF."""

    figure: Figure = Figure.POINTS
    when: Condition | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Short:
    """未达标: ``points`` once; ``each`` for every full ``step`` missing, counted in percent of the target where
    ``percent``; ``proportional`` above zero is earned as far as the target was met, below zero lost as far as not.
    """

    points: Decimal = Decimal(0)
    each: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    percent: bool = False
    proportional: Decimal = Decimal(0)
    cap: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Over:
    """超额: ``each`` for every full ``step`` above the target, at most ``cap``; per head if ``per_staff``."""

    each: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    cap: Decimal | None = None
    per_staff: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodRule(SchemeRule):
    """``amount`` is what a base gives or a target demands; ``of`` names what a cap is about: a rule, a block, total."""

    kind: PeriodKind
    every: Every
    amount: Amount
    metric: Metric
    met: Decimal = Decimal(0)
    short: Short = Short()
    over: Over = Over()
    next_window: bool = False
    of: str = ""
    low: Amount = NOTHING
    high: Amount = NOTHING
    count: int = 1


POINTS = Metric()


def read_period_rule(group: Fields, head: dict[str, Any]) -> PeriodRule:
    kind = group.choice("kind", PeriodKind, required=True) or PeriodKind.BASE
    every = group.choice("every", Every, required=True) or Every.YEAR
    common = {**head, "kind": kind, "every": every, "amount": NOTHING, "metric": Metric()}
    if kind is PeriodKind.BASE:
        return PeriodRule(**common | {"amount": read_amount(group, "points", required=True)})
    if kind is PeriodKind.TARGET:
        return _read_target(group, common)
    if kind is PeriodKind.CAP:
        return _read_cap(group, common)
    if not group.has("when"):
        group.report(
            "field-missing", group.mapping.place, "清零规则没有写条件", "写 when: {measure: 登记, event: 瞒报}"
        )
    return PeriodRule(**common, of=_read_of(group), count=group.integer("count", default=1))


def _read_target(group: Fields, common: dict[str, Any]) -> PeriodRule:
    return PeriodRule(
        **common
        | {
            "amount": read_amount(group, "min", required=True),
            "metric": read_metric(group, "metric", required=True),
            "met": group.decimal("met") or Decimal(0),
            "short": _read_short(group),
            "over": _read_over(group),
            "next_window": group.is_word("book", "next", "下期"),
        }
    )


def _read_cap(group: Fields, common: dict[str, Any]) -> PeriodRule:
    low, high = read_amount(group, "min"), read_amount(group, "max")
    if not low.stated and not high.stated:
        group.report(
            "field-missing", group.mapping.place, "限分规则没有写最低分或最高分", "写 max（最高）或 min（最低）"
        )
    return PeriodRule(**common, of=_read_of(group), low=low, high=high)


def _read_of(group: Fields) -> str:
    return "" if group.is_word("of", "total", "总分") else group.text("of")


def _read_short(group: Fields) -> Short:
    short = group.group("short")
    if short is None:
        return Short()
    read = Short(
        points=short.decimal("points") or Decimal(0),
        each=short.decimal("each") or Decimal(0),
        step=_read_step(short),
        percent=short.is_word("in", "percent", "百分点"),
        proportional=short.decimal("proportional") or Decimal(0),
        cap=short.decimal("cap"),
    )
    short.finish()
    return read


def _read_over(group: Fields) -> Over:
    over = group.group("over")
    if over is None:
        return Over()
    each = over.decimal("each", required=True) or Decimal(0)
    read = Over(each=each, step=_read_step(over), cap=over.decimal("cap"), per_staff=over.boolean("per_staff"))
    over.finish()
    return read


def _read_step(fields: Fields) -> Decimal:
    step = fields.decimal("step")
    if step is not None and step <= 0:
        fields.report("field-type", fields.place("step"), "step（每档）应大于零", "如 step: 5")
        return Decimal(1)
    return step or Decimal(1)


_PLAIN = tuple(figure for figure in Figure if figure not in (Figure.COUNT, Figure.POINTS_OF))


def read_metric(fields: Fields, key: str, *, required: bool = False) -> Metric:
    """``submitted``, ``{count: {…}}`` or ``{points_of: 板块}``."""
    words = {text: figure for figure in _PLAIN for text in (figure.value, figure.name.lower())}
    if fields.is_word(key, *words):
        return Metric(figure=words[fields.text(key)])
    group = fields.group(key) if fields.holds_group(key) else None
    if group is None:
        written = fields.text(key, required=required)
        if written:
            hint = "可选：" + "、".join(figure.value for figure in _PLAIN) + "，或 {count: {…}}、{points_of: 板块}"
            fields.report("field-type", fields.place(key), f"没有名为“{written}”的指标", hint)
        return Metric()
    if group.has("count"):
        metric = Metric(figure=Figure.COUNT, when=read_when(group, "count", measure="采用"))
    else:
        metric = Metric(figure=Figure.POINTS_OF, of=group.text("points_of", required=True))
    group.finish()
    return metric


def read_metrics(fields: Fields, key: str) -> tuple[Metric, ...]:
    """A list of metrics, each written as ``read_metric`` reads it."""
    metrics = []
    for node in fields.nodes(key):
        entries = ((Scalar(place=node.place, text=key), node),)
        metrics.append(
            read_metric(Fields(Mapping(place=node.place, entries=entries), fields.vocabulary, fields.problems), key)
        )
    return tuple(metrics)
