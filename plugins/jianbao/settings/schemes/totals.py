"""What becomes of the sum: averages, scales, grades, ranks and awards (K28, K29, K36, K37, K39)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jianbao.metadata import Fields
from jianbao.problems import Place
from jianbao.settings.schemes.amounts import read_decimals, read_places
from jianbao.settings.schemes.conditions import Condition, read_when
from jianbao.settings.schemes.periods import POINTS, Every, Metric, read_metric, read_metrics


@dataclass(frozen=True, kw_only=True, slots=True)
class Divisor:
    """What an average divides by: facts that earned points where ``scored``, else the metric."""

    scored: bool = False
    metric: Metric = POINTS


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """``least`` is None for the label of everything below the others."""

    name: str
    least: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """Applied in this order: divisor, workload, ``times`` and ``plus`` (or the scale on which the best of the group has
    ``full``), ``low`` and ``high``, label. ``places`` are those of a figure that was divided.
    """

    place: Place
    divisor: Divisor | None = None
    workload: tuple[tuple[str, Decimal], ...] = ()
    times: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)
    full: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    places: int = 2
    labels: tuple[Label, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether a figure is ever other than the sum of its awards."""
        bounds = (self.divisor, self.full, self.low, self.high)
        scaled = self.workload or self.times != 1 or self.plus
        return bool(scaled) or any(bound is not None for bound in bounds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Veto:
    """Out of the awards: ``count`` facts of a kind; a target reached by less than ``below`` percent; a metric below
    ``below`` in each of ``in_row`` windows one after the other.
    """

    place: Place
    when: Condition | None = None
    count: int = 1
    target: str = ""
    below: Decimal = Decimal(0)
    every: Every | None = None
    metric: Metric = POINTS
    in_row: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Award:
    """The first ``top``, or ``percent`` of each group (rounded half up); ``groups`` empty means every ranked group."""

    id: str
    title: str
    place: Place
    top: int = 0
    percent: Decimal | None = None
    groups: tuple[str, ...] = ()
    veto: tuple[Veto, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """``tie`` decides between equals, one metric after the other (K39)."""

    by: Metric = POINTS
    tie: tuple[Metric, ...] = ()


def read_totals(fields: Fields) -> Totals:
    group = fields.group("totals")
    if group is None:
        return Totals(place=fields.mapping.place)
    average = group.is_word("of", "average", "平均")
    if group.has("of") and not average and not group.is_word("of", "sum", "合计"):
        group.report("field-type", group.place("of"), "of（对象）应是 sum（合计）或 average（平均）", "写 of: sum")
    convert = group.group("convert")
    totals = Totals(
        place=group.mapping.place,
        divisor=_read_divisor(group) if average else None,
        workload=read_decimals(group, "workload", "unit"),
        times=_read_times(convert),
        plus=(convert.decimal("plus") if convert else None) or Decimal(0),
        full=convert.decimal("full") if convert else None,
        low=group.decimal("min"),
        high=group.decimal("max"),
        places=read_places(group),
        labels=_read_labels(group),
    )
    if convert:
        convert.is_word("of", "best", "最高")
        convert.finish()
    group.finish()
    return totals


def _read_times(convert: Fields | None) -> Decimal:
    times = convert.decimal("times") if convert else None
    return Decimal(1) if times is None else times


def _read_divisor(group: Fields) -> Divisor:
    if group.is_word("per", "scored", "得分件数") or not group.has("per"):
        return Divisor(scored=True)
    return Divisor(metric=read_metric(group, "per"))


def _read_labels(group: Fields) -> tuple[Label, ...]:
    labels = []
    for member in group.mappings("labels"):
        labels.append(Label(name=member.text("name", required=True), least=member.decimal("from")))
        member.finish()
    lowest = [label for label in labels if label.least is None]
    stated = [label for label in labels if label.least is not None]
    return (*sorted(stated, key=lambda label: label.least or 0, reverse=True), *lowest[:1])


def read_awards(fields: Fields) -> tuple[Award, ...]:
    awards = []
    for number, group in enumerate(fields.mappings("awards"), start=1):
        top, percent = group.integer("top"), group.decimal("percent")
        if bool(top) == (percent is not None):
            group.report(
                "field-type", group.mapping.place, "评优应写 top（前几名）或 percent（百分比）中的一个", "如 top: 3"
            )
        identity = group.text("id", default=f"awards-{number}")
        awards.append(
            Award(
                id=identity,
                title=group.text("title", default=identity),
                place=group.mapping.place,
                top=top,
                percent=percent,
                groups=group.names("groups", "group"),
                veto=tuple(_read_veto(veto) for veto in group.mappings("veto")),
            )
        )
        group.finish()
    return tuple(awards)


def read_ranking(fields: Fields) -> Ranking:
    group = fields.group("rank")
    if group is None:
        return Ranking()
    by = read_metric(group, "by")
    ranking = Ranking(by=by, tie=read_metrics(group, "tie"))
    group.finish()
    return ranking


def _read_veto(group: Fields) -> Veto:
    when = read_when(group)
    veto = Veto(
        place=group.mapping.place,
        when=when if when.wants else None,
        count=group.integer("count", default=1),
        target=group.text("target"),
        below=group.decimal("below", required=not when.wants) or Decimal(0),
        every=group.choice("every", Every),
        metric=read_metric(group, "metric"),
        in_row=group.integer("in_row", default=1),
    )
    if sum([veto.when is not None, bool(veto.target), veto.every is not None]) != 1:
        hint = "写 when（条件）、target（任务）或 every（周期）中的一种"
        group.report("field-type", group.mapping.place, "否决条件应写且只写一种", hint)
    group.finish()
    return veto
