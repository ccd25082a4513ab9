"""What a text is made of once it is read: paragraphs and tables, in order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """``name`` as the text names it, such as ``tu-1.png``."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Text in one look, or a picture (its name, and as ``text`` what it shows); ``\\n`` begins a new line."""

    text: str
    strong: bool = False
    picture: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How a paragraph looks: ``outline`` 0 is the first level; ``size`` in points and ``fonts`` those of its text."""

    style: str = ""
    outline: int | None = None
    centred: bool = False
    right: bool = False
    size: float = 0
    fonts: tuple[str, ...] = ()
    strong: bool = False
    red: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """``label`` is the number that Word puts before it; ``bullet`` the level of a bullet, else None."""

    number: int
    pieces: tuple[Piece, ...]
    look: Look = field(default_factory=Look)
    label: str = ""
    bullet: int | None = None

    @property
    def text(self) -> str:
        """As it reads, pictures left out, without space around it."""
        return (self.label + "".join(piece.text for piece in self.pieces if not piece.picture)).strip()

    @property
    def pictures(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.picture)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows of one length; ``number`` is that of the paragraph before which it stands."""

    number: int
    rows: tuple[tuple[str, ...], ...]
    pictures: tuple[Piece, ...] = ()


Block = Paragraph | Table
