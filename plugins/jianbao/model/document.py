"""The compiled issue: one value from which every output is rendered, and which the snapshot keeps for ever.

Every name in it is resolved: nothing outside of it (settings, units, originals) is needed to print it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from jianbao.model.access import Access, most_closed
from jianbao.model.snapshot import decode_snapshot, encode_snapshot

# Raised when the meaning of the snapshot's fields changes, never for an added field with a default.
SNAPSHOT_FORMAT = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditedUnit:
    """A unit under the name printed; ``main`` where the office named a main contributor."""

    id: str
    name: str
    main: bool = False
    share: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceDigest:
    """A record that went into an article, SHA-256 of its text on that day, and the ids of the units that filed it."""

    id: str
    digest: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture kept beside the signed issue under ``<sha256>.<suffix>``; ``name`` as the article writes it."""

    name: str
    sha256: str
    suffix: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """``id`` is the desk record; ``anchor`` is stable and says nothing of position."""

    id: str
    anchor: str
    column: str
    title: str
    body: str
    units: tuple[CreditedUnit, ...]
    access: Access
    urgent: bool
    items: tuple[SourceDigest, ...]
    desk: SourceDigest
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    id: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Imprint:
    """版记: 报 (up), 送 (peer), 发 (down), 本期增发 (extra), copies, and the people named in it."""

    up: tuple[str, ...]
    peer: tuple[str, ...]
    down: tuple[str, ...]
    extra: tuple[str, ...]
    copies: int
    signatory: str
    reviewer: str
    editor: str
    proofreader: str
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """``number`` is empty and ``number_text`` says 送审稿 until the issue is signed; ``date`` is None until then."""

    periodical: str
    series: str
    name: str
    series_name: str
    issuer: str
    mark: str
    style: str
    year: int
    number: tuple[int, ...]
    cumulative: tuple[int, ...]
    number_text: str
    date: date | None
    columns: tuple[Column, ...]
    articles: tuple[Article, ...]
    note: str
    imprint: Imprint

    @property
    def access(self) -> Access:
        """As closed as its most closed article: what the editor's note and the whole paper need."""
        return most_closed(article.access for article in self.articles)

    @property
    def full_name(self) -> str:
        return f"{self.name}（{self.series_name}）" if self.series_name else self.name

    @property
    def title(self) -> str:
        """《信息》第70期（总第1240期）. A number that names the series says it for both: 《信息》增刊第6期."""
        return f"《{self.name if self.series_name in self.number_text else self.full_name}》{self.number_text}"

    def in_columns(self) -> list[tuple[Column, list[Article]]]:
        """Columns that hold something, in the periodical's order, each with its articles in print order."""
        held = ((column, [a for a in self.articles if a.column == column.id]) for column in self.columns)
        return [(column, articles) for column, articles in held if articles]


def encode_document(document: Document) -> bytes:
    return encode_snapshot(document, SNAPSHOT_FORMAT)


def digest_document(document: Document) -> str:
    return sha256(encode_document(document)).hexdigest()


def decode_document(data: bytes) -> Document:
    """The document in a snapshot. Raises ValueError when it is not one, down to the type of every value in it."""
    return decode_snapshot(Document, data, SNAPSHOT_FORMAT)
