"""``bulletin.yml``: how the adoption bulletin (采用情况通报) of this office looks and from what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields
from jianbao.model import Access


class Value(Enum):
    """What a column counts. ``COUNT`` counts the hand-given entries of an ``event``."""

    SUBMITTED = "报送"
    ADOPTED_ITEMS = "采用件数"
    ADOPTIONS = "条次"
    ARTICLES = "刊用篇数"
    RATE = "采用率"
    REPORTED = "上报"
    INSTRUCTIONS = "批示"
    COUNT = "登记"
    POINTS = "得分"
    CARRIED = "上期累计"
    CUMULATIVE = "累计得分"
    RANK = "位次"
    LABEL = "等次"

    @property
    def is_scored(self) -> bool:
        """Whether it is there only under a scoring scheme."""
        return self in (Value.POINTS, Value.CARRIED, Value.CUMULATIVE, Value.RANK, Value.LABEL)


class Span(Enum):
    """Over which days: the period, the year to its end, or the year before it."""

    PERIOD = "本期"
    YEAR = "全年累计"
    BEFORE = "上期止"


class Zero(Enum):
    """How a zero is printed."""

    ZERO = "0"
    BLANK = "空"
    DASH = "—"


class RowOrder(Enum):
    PROTOCOL = "单位顺序"
    RANK = "位次顺序"


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletinColumn:
    """``heads`` are the heads above the title, outermost first; empty ``channels`` and ``levels`` are all of them.

    ``filed``: of the items adopted only those that were filed in the same days.
    """

    title: str
    value: Value
    heads: tuple[str, ...] = ()
    span: Span = Span.PERIOD
    channels: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    event: str = ""
    points_of: tuple[str, ...] = ()
    filed: bool = False
    zero: Zero = Zero.ZERO
    total: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletinSettings:
    """``groups`` empty: every group that is not apart. ``name_from``: adoptions from which prose names a unit.

    ``bunched``: the share in percent of items filed in the last ``bunched_days`` days of a month from which it is
    told; 0 never. ``ranked_by`` says whether the rank is that of the period or of the year so far. ``unlisted`` are
    units that need not file: no list of units without items names them. ``own_work``: whether the bulletin of half a
    year or a year tells how calls were answered and, where it is for the office alone, how tasks went.
    """

    access: Access = Access.INTERNAL
    order: RowOrder = RowOrder.PROTOCOL
    ranked_by: Span = Span.PERIOD
    columns: tuple[BulletinColumn, ...] = ()
    groups: tuple[str, ...] = ()
    total_row: bool = True
    name_from: int = 1
    bunched: int = 40
    bunched_days: int = 3
    unlisted: tuple[str, ...] = ()
    salutation: str = ""
    contact: str = ""
    requirements: tuple[str, ...] = ()
    mark: str = "★"
    list_adopted: bool = True
    list_idle: bool = True
    own_work: bool = False


def bulletin_from_fields(fields: Fields) -> BulletinSettings:
    default = BulletinSettings()
    return BulletinSettings(
        access=_read_access(fields),
        order=fields.choice("order", RowOrder) or default.order,
        ranked_by=fields.choice("ranked_by", Span) or default.ranked_by,
        columns=tuple(_read_column(group) for group in fields.mappings("columns")),
        groups=fields.names("groups", "group"),
        total_row=fields.boolean("total_row", default=True),
        name_from=fields.integer("name_from", default=default.name_from),
        bunched=fields.integer("bunched", default=default.bunched),
        bunched_days=fields.integer("bunched_days", default=default.bunched_days),
        unlisted=fields.names("unlisted", "unit"),
        salutation=fields.text("salutation"),
        contact=fields.text("contact"),
        requirements=fields.texts("requirements"),
        mark=fields.text("mark", default=default.mark),
        list_adopted=fields.boolean("list_adopted", default=True),
        list_idle=fields.boolean("list_idle", default=True),
        own_work=fields.boolean("own_work"),
    )


def _read_access(fields: Fields) -> Access:
    """A bulletin tells what was filed: it is never public."""
    access = fields.choice("access", Access) or Access.INTERNAL
    if access is Access.PUBLIC:
        hint = "写“内部”或“办内”；公开的只有各期刊物"
        fields.report("bulletin-public", fields.place("access"), "通报列有各单位报送情况，不能公开", hint)
        return Access.INTERNAL
    return access


def _read_column(fields: Fields) -> BulletinColumn:
    value = fields.choice("value", Value, required=True) or Value.SUBMITTED
    column = BulletinColumn(
        title=fields.text("title", required=True),
        value=value,
        heads=fields.texts("head"),
        span=fields.choice("span", Span) or Span.PERIOD,
        channels=fields.names("channels", "channel"),
        levels=fields.names("levels", "level"),
        event=fields.text("event", required=value is Value.COUNT),
        points_of=fields.texts("points_of"),
        filed=fields.boolean("filed"),
        zero=fields.choice("zero", Zero) or Zero.ZERO,
        total=fields.boolean("sum", default=True),
    )
    fields.finish()
    return column
