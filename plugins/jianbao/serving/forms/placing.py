"""Where an adopted text goes, as a form asks for it and says it: periodical, series and column in one choice."""

from __future__ import annotations

from collections.abc import Mapping

from jianbao.acting.deciding import Ruling
from jianbao.acting.refusing import refuse
from jianbao.metadata import Moment
from jianbao.model import Access, Decision, DeskRecord
from jianbao.reading import Office

_ORDER_DIGITS = 4
# Fields of a record whose problems are told at the choice of the place.
PLACE_FIELDS = ("periodical", "series", "column")
FIELDS = (*PLACE_FIELDS, "title", "body", "order", "access", "reason", "decision", "supersedes")


def list_places(office: Office) -> list[tuple[str, str]]:
    """(value, label) of every column of every series, in the order of ``periodicals.yml``."""
    return [
        (f"{series.key}#{column.id}", f"{series.title} · {column.name}")
        for series in office.settings.all_series()
        for column in series.columns
    ]


def list_columns(office: Office, record: DeskRecord) -> list[tuple[str, str]]:
    """(id, name) of the columns of the series that a record is adopted for."""
    series = office.settings.series(record.periodical, record.series)
    return [(column.id, column.name) for column in series.columns] if series else []


def list_access() -> list[tuple[str, str]]:
    return [("", "按刊物和原稿")] + [(access.value, access.value) for access in Access]


def read_ruling(form: Mapping[str, str], decision: Decision, editor: str, at: Moment) -> Ruling:
    """What a form says; of a place only for an adoption. Refuses what is no order."""
    adopting = decision is Decision.ADOPT
    key, _, column = form.get("place", "").partition("#") if adopting else ("", "", "")
    periodical, _, series = key.partition("/")
    if adopting and not periodical:
        refuse("desk-fields", "没有选采用到哪个刊物", "选上刊物和栏目", field="periodical")
    return Ruling(
        decision=decision,
        editor=editor,
        at=at,
        reason=form.get("reason", "").strip(),
        periodical=periodical,
        series=series,
        column=column,
        order=read_order(form) if adopting else None,
        title=" ".join(form.get("title", "").split()) if adopting else "",
        access=read_access(form) if adopting else None,
        body=form.get("body", "").replace("\r\n", "\n").strip("\n") if adopting else "",
        supersede=bool(form.get("supersede")),
    )


def read_order(form: Mapping[str, str]) -> int | None:
    """None where nothing is written."""
    written = form.get("order", "").strip()
    if not written:
        return None
    if not written.isdecimal() or len(written) > _ORDER_DIGITS:
        refuse("number-wrong", f"顺序“{written}”不是整数", "写 10、20、30 这样的数，小的在前", field="order")
    return int(written)


def read_access(form: Mapping[str, str]) -> Access | None:
    """None where it is left to the periodical, or what is written is no access."""
    return next((access for access in Access if access.value == form.get("access")), None)
