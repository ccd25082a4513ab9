"""``periodicals.yml``: the periodicals, their supplement series, columns, numbers and readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from jianbao.metadata import Fields
from jianbao.model import Access
from jianbao.problems import NOWHERE, Place

# Sections of the site that are no periodical's: an id of theirs would put one page over another.
RESERVED = frozenset(
    {
        "assets", "bulletins", "calls", "checks", "data", "desk", "guide", "incidents", "index", "instructions",
        "ledger", "search", "tasks", "units",
    }
)  # fmt: skip


WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class Numerals(Enum):
    ARABIC = "arabic"
    CHINESE = "chinese"


class ArticleSource(Enum):
    """What the articles of a periodical are made from, and so what ``compile`` asks for."""

    ITEMS = "稿件"
    TASKS = "督查事项"
    DESK = "自编"


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberRule:
    """How issues of a series are numbered. ``start_*`` say where this system takes over: the first number of
    ``start_year`` and the first cumulative number. Later years begin at 1.
    """

    format: str = "第{number}期"
    numerals: Numerals = Numerals.ARABIC
    cumulative: bool = False
    start_year: int = 0
    start_number: int = 1
    start_cumulative: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one issue may hold; 0 is no limit. ``kinds`` empty takes every kind."""

    items: int = 0
    per_unit: int = 0
    characters: int = 0
    within_days: int = 0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSettings:
    id: str
    name: str
    access: Access | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """One sequence of numbers. The main series of a periodical has the id ``""``; a supplement states what differs.
    ``style_place`` is nowhere for one that states no ``template``.
    """

    periodical: str
    id: str
    name: str
    periodical_name: str
    issuer: str
    access: Access
    mark: str
    style: str
    number: NumberRule
    columns: tuple[ColumnSettings, ...]
    select: Limits
    up: tuple[str, ...]
    peer: tuple[str, ...]
    down: tuple[str, ...]
    copies: int
    style_place: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """The path of the series below ``issues/`` and in addresses: ``xinxi`` or ``xinxi/zengkan``."""
        return f"{self.periodical}/{self.id}" if self.id else self.periodical

    @property
    def full_name(self) -> str:
        return f"{self.periodical_name}（{self.name}）" if self.id else self.periodical_name

    @property
    def title(self) -> str:
        """As a sentence names it: 《信息》, and 《信息》增刊 for a supplement."""
        return f"《{self.periodical_name}》{self.name if self.id else ''}"

    def column(self, written: str) -> ColumnSettings | None:
        """By id or name."""
        return next((column for column in self.columns if written in (column.id, column.name)), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Periodical:
    """``series`` holds the main series first."""

    id: str
    name: str
    source: ArticleSource
    rhythm: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def main(self) -> Series:
        return self.series[0]

    def get_series(self, written: str) -> Series | None:
        """By id or name; ``""`` is the main series."""
        if not written:
            return self.main
        return next((series for series in self.series[1:] if written in (series.id, series.name)), None)


def periodicals_from_fields(fields: Fields) -> tuple[Periodical, ...]:
    periodicals = []
    for group in fields.mappings("periodicals", required=True):
        periodicals.append(_read_periodical(group))
        group.finish()
    return tuple(periodicals)


def _read_periodical(fields: Fields) -> Periodical:
    main = _read_series(fields, None)
    extra = []
    for group in fields.mappings("series"):
        extra.append(_read_series(group, main))
        group.finish()
    return Periodical(
        id=main.periodical,
        name=main.periodical_name,
        source=fields.choice("source", ArticleSource) or ArticleSource.ITEMS,
        rhythm=_read_rhythm(fields),
        series=(main, *extra),
    )


def _read_rhythm(fields: Fields) -> tuple[str, ...]:
    days = fields.texts("rhythm")
    for day in days:
        if day not in WEEKDAYS:
            fields.report("field-type", fields.place("rhythm"), f"“{day}”不是星期几", "如 [周二, 周五]")
    return days


def _read_series(fields: Fields, main: Series | None) -> Series:
    """The main series from the periodical itself; a supplement inherits what it does not state."""
    identity = fields.identity("id", reserved=frozenset() if main else RESERVED)
    name = fields.text("name", required=True)
    up, peer, down = _read_distribution(fields, main)
    return Series(
        periodical=main.periodical if main else identity,
        id=identity if main else "",
        name=name,
        periodical_name=main.periodical_name if main else name,
        issuer=fields.text("issuer", required=main is None, default=main.issuer if main else ""),
        access=fields.choice("access", Access, required=main is None) or (main.access if main else Access.OFFICE),
        mark=fields.text("mark", default=main.mark if main else ""),
        style=fields.text("template", default=main.style if main else "jianbao"),
        number=_read_number(fields, required=True),
        columns=_read_columns(fields, required=main is None) or (main.columns if main else ()),
        select=_read_limits(fields) or (main.select if main else Limits()),
        up=up,
        peer=peer,
        down=down,
        copies=fields.integer("copies", default=main.copies if main else 0),
        style_place=fields.place("template") if fields.has("template") else NOWHERE,
    )


def _read_number(fields: Fields, *, required: bool) -> NumberRule:
    group = fields.group("number", required=required)
    if group is None:
        return NumberRule()
    start = group.group("start")
    rule = NumberRule(
        format=group.text("format", default="第{number}期"),
        numerals=group.choice("numerals", Numerals) or Numerals.ARABIC,
        cumulative=group.boolean("cumulative"),
        start_year=start.integer("year", required=True) if start else 0,
        start_number=start.integer("number", default=1) if start else 1,
        start_cumulative=start.integer("cumulative", default=1) if start else 1,
    )
    if "{number}" not in rule.format:
        group.report(
            "field-type", group.place("format"), "期号格式里没有 {number}", "如 第{number}期（总第{cumulative}期）"
        )
    if rule.cumulative != ("{cumulative}" in rule.format):
        message = "期号格式里的 {cumulative} 与 cumulative（总期号）一项不一致"
        hint = "编总期号的，写 cumulative: 是，格式里写（总第{cumulative}期）；不编的，两处都不写"
        group.report("field-type", group.place("format"), message, hint)
    if start:
        start.finish()
    group.finish()
    return rule


def _read_columns(fields: Fields, *, required: bool) -> tuple[ColumnSettings, ...]:
    columns = []
    for group in fields.mappings("columns", required=required):
        columns.append(
            ColumnSettings(
                id=group.identity("id"),
                name=group.text("name", required=True),
                access=group.choice("access", Access),
            )
        )
        group.finish()
    return tuple(columns)


def _read_limits(fields: Fields) -> Limits | None:
    group = fields.group("select")
    if group is None:
        return None
    limits = Limits(
        items=group.integer("items"),
        per_unit=group.integer("per_unit"),
        characters=group.integer("characters"),
        within_days=group.integer("within_days"),
        kinds=group.names("kinds", "kind"),
    )
    group.finish()
    return limits


def _read_distribution(fields: Fields, main: Series | None) -> tuple[tuple[str, ...], ...]:
    group = fields.group("distribution")
    if group is None:
        return (main.up, main.peer, main.down) if main else ((), (), ())
    lists = group.texts("up"), group.texts("peer"), group.texts("down")
    group.finish()
    return lists
