"""When units filed and what: a table of months, and the charts of it. Numbers alone, never a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from jianbao.ledger import Event, Measure
from jianbao.ledger.counting import find_attributions
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.percents import percent_of
from jianbao.periods import Period
from jianbao.rendering.charts import Bar, Chart
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_tables import count_cell

LAST_DAYS = 3
_SHADES = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class FiledMonth:
    """Items by kind, each once however many units filed it, and how many came in the last days of the month."""

    period: Period
    kinds: Counter[str]
    late: int

    @property
    def total(self) -> int:
        return self.kinds.total()

    @property
    def share(self) -> Decimal | None:
        """In percent, one decimal, half up; None where nothing was filed."""
        return percent_of(self.late, self.total)


def count_filed(context: BuildContext, units: Sequence[str], months: Sequence[Period]) -> list[FiledMonth]:
    return [_count_month(context, units, month) for month in months]


def _count_month(context: BuildContext, units: Sequence[str], month: Period) -> FiledMonth:
    filed: dict[str, Event] = {
        a.event.id: a.event for a in find_attributions(context.ledger, units, Measure.SUBMITTED, month)
    }
    # A month still running has no last days yet.
    late_from = month.last - timedelta(days=LAST_DAYS - 1)
    return FiledMonth(
        period=month,
        kinds=Counter(event.kind for event in filed.values()),
        late=sum(event.day >= late_from for event in filed.values()),
    )


def used_kinds(context: BuildContext, months: Sequence[FiledMonth]) -> list[str]:
    """Kinds of which something was filed, in the order of the settings."""
    order = [kind.id for kind in context.office.settings.kinds.kinds]
    found = {kind for month in months for kind in month.kinds}
    return sorted(found, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))


def filed_table(context: BuildContext, title: str, months: Sequence[FiledMonth]) -> CountTable:
    """A row a month: all items, by kind, and those of the last days with their share."""
    kinds = used_kinds(context, months)
    names = [context.office.settings.kinds.kind_name(kind) for kind in kinds]
    header = (
        (
            HeaderCell(text="月份", rows=2),
            HeaderCell(text="报送（件）", rows=2),
            HeaderCell(text="其中", columns=len(kinds)),
            HeaderCell(text="月末三天报送", columns=2),
        ),
        (*(HeaderCell(text=name) for name in names), HeaderCell(text="件数"), HeaderCell(text="占比")),
    )
    rows = tuple(
        (
            Cell(text=month.period.title[5:]),
            *(count_cell(count) for count in (month.total, *(month.kinds[kind] for kind in kinds), month.late)),
            Cell(text="—") if month.share is None else Cell(text=f"{month.share}%", number=str(month.share)),
        )
        for month in months
    )
    return CountTable(id="filed", title=title, header=header, rows=rows)


def chart_kinds(context: BuildContext, months: Sequence[FiledMonth]) -> Chart:
    """At most six shades can be told apart: the kinds filed least go together as 其他."""
    kinds, name = used_kinds(context, months), context.office.settings.kinds.kind_name
    total: Counter[str] = sum((month.kinds for month in months), Counter())
    if len(kinds) > _SHADES:
        kept = {kind for kind, _ in total.most_common(_SHADES - 1)}
        kinds = [kind for kind in kinds if kind in kept]
    rest = any(set(month.kinds) - set(kinds) for month in months)
    bars = []
    for month in months:
        parts = [Decimal(month.kinds[kind]) for kind in kinds]
        parts += [Decimal(month.total) - sum(parts, Decimal(0))] if rest else []
        bars.append(Bar(label=month.period.title[5:], parts=tuple(parts), text=str(month.total)))
    legend = [*map(name, kinds), *(["其他各类"] if rest else [])]
    return Chart(
        id="chart-kinds", title="各月报送稿件的类别", unit="件", bars=tuple(bars), legend=tuple(legend), upright=True
    )


def chart_late(months: Sequence[FiledMonth]) -> Chart:
    bars = [
        Bar(
            label=month.period.title[5:],
            parts=(month.share or Decimal(0),),
            text=f"{month.share}%" if month.total else "—",
        )
        for month in months
    ]
    return Chart(id="chart-late", title="月末三天报送的占比", unit="%", bars=tuple(bars), upright=True)
