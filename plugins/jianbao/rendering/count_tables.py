"""Counts → tables: the same columns on every page of the ledger and in every file beside one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from jianbao.ledger import Counts, Event, Measure
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.rendering.context import BuildContext
from jianbao.settings import Series


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelColumn:
    """A column of adoptions: one series of ours, or all channels of one higher level."""

    title: str
    channels: frozenset[str]

    def count(self, counts: Counts) -> int:
        return sum(counts.by_channel.get(channel, 0) for channel in self.channels)


@dataclass(frozen=True, kw_only=True)
class CountColumns:
    """The columns of one build: what it shows anything of. Levels stand as the office orders them, lowest first."""

    context: BuildContext

    @cached_property
    def series(self) -> list[Series]:
        return [series for series in self.context.series if series.key in self.context.issues_by_series]

    @cached_property
    def adoptions(self) -> list[ChannelColumn]:
        own = [ChannelColumn(title=one.full_name, channels=frozenset({one.key})) for one in self.series]
        return [*own, *self.levels]

    @cached_property
    def levels(self) -> list[ChannelColumn]:
        """Higher adoptions by level; empty in the public build, which knows of none."""
        office = self.context.office.settings.office
        found: dict[str, set[str]] = {}
        for event in higher_adoptions(self.context):
            found.setdefault(event.level, set()).add(event.channel)
        order = [level.id for level in office.levels]
        known = sorted(found, key=lambda level: order.index(level) if level in order else len(order))
        return [
            ChannelColumn(title=office.level_name(level) or "其他", channels=frozenset(found[level])) for level in known
        ]

    def header(self, *first: str) -> tuple[tuple[HeaderCell, ...], ...]:
        """Two rows: the ``first`` titles and the measures over both, the adoptions with their columns below."""
        public = self.context.is_public
        measures = () if public else ("报送（件）", "采用（件）", "采用率")
        return (
            (
                *(HeaderCell(text=text, rows=2) for text in (*first, *measures)),
                HeaderCell(text=f"{name_use(self.context)}条次", columns=len(self.adoptions) + 1),
            ),
            (HeaderCell(text="合计"), *(HeaderCell(text=column.title) for column in self.adoptions)),
        )

    def cells(self, counts: Counts) -> tuple[Cell, ...]:
        rate = Cell(text="—") if counts.rate is None else Cell(text=f"{counts.rate}%", number=str(counts.rate))
        filed = () if self.context.is_public else (count_cell(counts.submitted), count_cell(counts.adopted_items), rate)
        adopted = (counts.adoptions, *(column.count(counts) for column in self.adoptions))
        return (*filed, *map(count_cell, adopted))

    def table(
        self,
        id: str,  # noqa: A002
        title: str,
        first: str,
        rows: Iterable[tuple[str, Counts]],
        notes: Sequence[str] = (),
    ) -> CountTable:
        """A row for each name and its counts."""
        return CountTable(
            id=id,
            title=title,
            header=self.header(first),
            rows=tuple((Cell(text=name), *self.cells(counts)) for name, counts in rows),
            notes=tuple(notes),
        )


def name_use(context: BuildContext) -> str:
    """What a text had that was used: to the public only our own papers count."""
    return "刊用" if context.is_public else "采用"


def count_cell(count: int) -> Cell:
    return Cell(text=str(count), number=str(count))


def higher_adoptions(context: BuildContext) -> list[Event]:
    """What higher levels used, as far as this build may know of it."""
    return [event for event in context.ledger.by_measure.get(Measure.ADOPTED, ()) if not event.own]
