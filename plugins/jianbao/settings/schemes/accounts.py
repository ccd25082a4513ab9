"""To whose account and on which day a fact goes: booking, crediting and groups (K31, K32, K34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jianbao.metadata import Fields, Vocabulary
from jianbao.problems import Place
from jianbao.settings.schemes.amounts import read_names

MONTH_DAYS = 31


class BookedBy(Enum):
    """By the day of the event, or of its registration (K34)."""

    DATE = "发生日"
    RECORDED = "登记日"


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """What comes after day ``month_ends`` belongs to the next month; what was registered after day ``window`` of the
    month following its own is booked as registered. 0 is no such day.
    """

    by: BookedBy = BookedBy.DATE
    month_ends: int = 0
    window: int = 0

    def book(self, day: date, recorded: date) -> date:
        """The day to whose account an event goes."""
        booked = recorded if self.by is BookedBy.RECORDED or self._is_late(day, recorded) else day
        return next_month(booked) if self.month_ends and booked.day > self.month_ends else booked

    def _is_late(self, day: date, recorded: date) -> bool:
        if not self.window:
            return False
        following = next_month(day)
        return recorded >= next_month(following) or (recorded >= following and recorded.day > self.window)


def next_month(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=MONTH_DAYS)).replace(day=1)


class CreditBy(Enum):
    """To whom points go: the units of the text, or the office's own divisions by column or editor (K32)."""

    UNIT = "单位"
    COLUMN = "栏目"
    EDITOR = "编辑"


@dataclass(frozen=True, kw_only=True, slots=True)
class Crediting:
    by: CreditBy = CreditBy.UNIT
    to: tuple[tuple[str, str], ...] = ()
    parents: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemeGroup:
    """Units ranked together from day to day (K31); ``groups`` are those of units.yml taken in whole."""

    id: str
    name: str
    place: Place
    units: tuple[str, ...]
    groups: tuple[str, ...]
    since: date | None
    until: date | None
    ranked: bool
    targets: bool

    def is_in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def read_booking(fields: Fields) -> Booking:
    group = fields.group("booking")
    if group is None:
        return Booking()
    ends, window = group.integer("month_ends"), group.integer("window")
    for key, value in (("month_ends", ends), ("window", window)):
        if value > MONTH_DAYS:
            group.report("field-type", group.place(key), f"每月没有{value}日", "写1至31之间的日子")
    booking = Booking(by=group.choice("by", BookedBy) or BookedBy.DATE, month_ends=ends, window=window)
    group.finish()
    return booking


def read_credit(fields: Fields) -> Crediting:
    group = fields.group("credit")
    if group is None:
        return Crediting()
    by = group.choice("by", CreditBy) or CreditBy.UNIT
    subject = "person" if by is CreditBy.EDITOR else "column"
    to = read_names(group, "to", (subject, "unit"))
    if by is not CreditBy.UNIT and not to:
        group.report(
            "field-missing", group.mapping.place, "没有写哪个栏目或编辑记到哪个单位", "如 to: {zhongdian: zonghe}"
        )
    crediting = Crediting(by=by, to=to, parents=group.boolean("parents"))
    group.finish()
    return crediting


def read_groups(fields: Fields) -> tuple[SchemeGroup, ...]:
    """The scheme's own groups; the groups that one takes in whole are those of units.yml, of whatever name."""
    names = fields.vocabulary.names
    plain = Vocabulary(names={**names, "group": names.get("plain_group", {})}, labels=fields.vocabulary.labels)
    groups = []
    for group in (Fields(member.mapping, plain, fields.problems) for member in fields.mappings("groups")):
        since, until, identity = group.moment("from"), group.moment("to"), group.identity("id")
        groups.append(
            SchemeGroup(
                id=identity,
                name=group.text("name", default=identity),
                place=group.mapping.place,
                units=group.names("units", "unit"),
                groups=group.names("groups", "group"),
                since=since.day if since else None,
                until=until.day if until else None,
                ranked=group.boolean("ranked", default=True),
                targets=group.boolean("targets", default=True),
            )
        )
        group.finish()
    return tuple(groups)
