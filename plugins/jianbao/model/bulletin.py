"""通报: an issued adoption bulletin. Its record says who signed what; the text and the counted facts are the snapshot.

What was printed never changes: a fact recorded later is a correction of the next bulletin (design, section 6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.snapshot import decode_snapshot, encode_snapshot
from jianbao.model.source import Source

# Inside a class with a field of that name, ``date`` is no type.
Day = date
# Raised when the meaning of the snapshot's fields changes, never for an added field with a default.
BULLETIN_FORMAT = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class HeaderCell:
    """A cell of a table's head, over so many columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """``text`` as printed; ``number`` the exact value where the cell is a number, else empty. A blank zero has both."""

    text: str
    number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CountTable:
    """``header`` in rows, as HTML and Word build spanning heads; every row has as many cells as the head is wide."""

    id: str
    title: str
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """``heading`` for 一、 headings; numerals are part of the text, given when the empty ones were left out."""

    text: str
    heading: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedFact:
    """One fact that the bulletin counted: the key of a correction. ``value`` is 1, or points as a decimal text."""

    id: str
    unit: str
    measure: str
    day: date
    value: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitFigures:
    """What was printed of one unit, for 上期累计 of the next bulletin; texts, so that nothing is rounded.

    ``…_to_date`` count the year to the last day of the period.
    """

    unit: str
    name: str
    group: str
    submitted: int
    adopted: int
    adoptions: int
    points: str = ""
    cumulative: str = ""
    rank: int = 0
    submitted_to_date: int = 0
    adoptions_to_date: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledDispute:
    """``period`` is what it is about, as a sentence names it: 2026年9月."""

    unit: str
    claim: str
    answer: str
    by: str
    period: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletinDocument:
    """A bulletin with every name resolved; ``date`` is None and ``doc_number`` may be empty until it is issued.

    ``annexes`` are the titles under 附件; ``title_lines`` how a long title is broken; ``facts`` are those of the
    period, the corrections (with ``value`` 0 for what no longer counts), and whatever else of the days from
    ``known_from`` on no bulletin before it has; ``report`` is the report for other programs, as JSON text.
    """

    first: date
    last: date
    label: str
    title: str
    salutation: str
    paragraphs: tuple[Paragraph, ...]
    issuer: str
    date: date | None
    contact: str
    doc_number: str
    signatory: str
    access: Access
    scheme: str
    tables: tuple[CountTable, ...]
    definitions: tuple[str, ...]
    facts: tuple[CountedFact, ...]
    figures: tuple[UnitFigures, ...]
    disputes: tuple[SettledDispute, ...]
    annexes: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()
    report: str = ""
    known_from: Day | None = None

    def explained(self) -> tuple[CountTable, ...]:
        """The tables as each stands by itself, in a sheet or a file: the definitions under every table of counts."""
        return tuple(
            replace(table, notes=(*table.notes, *self.definitions)) if table.id.startswith("group-") else table
            for table in self.tables
        )


def encode_bulletin(document: BulletinDocument) -> bytes:
    return encode_snapshot(document, BULLETIN_FORMAT)


def decode_bulletin(data: bytes) -> BulletinDocument:
    """Raises ValueError when the data is no bulletin."""
    document = decode_snapshot(BulletinDocument, data, BULLETIN_FORMAT)
    values = [fact.value for fact in document.facts]
    points = [text for figures in document.figures for text in (figures.points, figures.cumulative) if text]
    for text in (*values, *points):
        if not _is_number(text):
            raise ValueError(text)
    return document


def _is_number(text: str) -> bool:
    """What the next bulletin reckons with."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


@dataclass(frozen=True, kw_only=True, slots=True)
class Bulletin:
    """``first`` and ``last`` are inclusive. ``document`` is None while the snapshot is missing or damaged."""

    id: str
    source: Source
    first: Moment | None
    last: Moment | None
    title: str
    doc_number: str
    signatory: str
    date: Moment | None
    access: Access | None
    digest: str
    snapshot_digest: str
    document: BulletinDocument | None

    @classmethod
    def from_fields(
        cls,
        fields: Fields,
        *,
        id: str,  # noqa: A002
        source: Source,
        document: BulletinDocument | None,
        snapshot_digest: str,
    ) -> Bulletin:
        return cls(
            id=id,
            source=source,
            first=fields.moment("first", required=True),
            last=fields.moment("last", required=True),
            title=fields.text("title", required=True),
            doc_number=fields.text("doc_number"),
            signatory=fields.text("signatory", required=True),
            date=fields.moment("date", required=True),
            access=fields.choice("access", Access, required=True),
            digest=fields.text("digest", required=True),
            snapshot_digest=snapshot_digest,
            document=document,
        )
