"""紧急事件: the office's own log of an urgent event, with the chain of reports on it (值班记录)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


class Did(Enum):
    """What the office did."""

    HEARD = "接报"
    TOLD_LEADER = "报告领导"
    PHONED_UP = "电话上报"
    WROTE_UP = "书面上报"
    PASSED_ON = "传达批示"


@dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """One line of the log: who of ours did what, with whom or to whom."""

    at: Moment | None
    did: Did | None
    who: str
    to: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Disposition:
    """处置: what became of one report, in a word of the office's own list (专报 送阅 约稿 综合 备查)."""

    item: str
    result: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """``severity`` is a class of ``urgent.yml``; ``items`` the chain of reports; ``units`` those that owe reports,
    the units of the items where none is stated. ``heard`` is when the office first heard of it: the first 接报 line.
    """

    id: str
    source: Source
    title: str
    severity: str
    occurred: Moment | None
    place: str
    units: tuple[str, ...]
    items: tuple[str, ...]
    log: tuple[Logged, ...]
    dispositions: tuple[Disposition, ...]
    ended: Moment | None
    note: str

    @property
    def heard(self) -> Moment | None:
        return min((line.at for line in self.log if line.did is Did.HEARD and line.at), default=None)

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Incident:  # noqa: A002
        return cls(
            id=id,
            source=source,
            title=fields.text("title", required=True),
            severity=fields.name("severity", "severity", required=True),
            occurred=fields.moment("occurred", required=True),
            place=fields.text("place"),
            units=fields.names("units", "unit"),
            items=fields.record_ids("items"),
            log=tuple(_read_line(group) for group in fields.mappings("log", required=True)),
            dispositions=tuple(_read_disposition(group) for group in fields.mappings("dispositions")),
            ended=fields.moment("ended"),
            note=fields.text("note"),
        )


def _read_line(fields: Fields) -> Logged:
    line = Logged(
        at=fields.moment("at", required=True),
        did=fields.choice("did", Did, required=True),
        who=fields.text("who", required=True),
        to=fields.text("to"),
        note=fields.text("note"),
    )
    fields.finish()
    return line


def _read_disposition(fields: Fields) -> Disposition:
    disposition = Disposition(
        item=fields.record_id("item", required=True), result=fields.name("result", "disposition", required=True)
    )
    fields.finish()
    return disposition
