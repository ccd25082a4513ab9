"""修改痕迹: what an editor took out of a text and put into it, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from rapidfuzz.distance import Indel

from jianbao.characters import count_characters

# A number or a foreign word changes as a whole; of Chinese each sign for itself.
_WORD = re.compile(r"[0-9A-Za-z]+(?:[.,:%‰][0-9A-Za-z]+)*[%‰]?|.", re.DOTALL)
# Two signs between two changes that stayed by chance only make the change harder to read.
_SHORTEST_SAME = 2
# The search for what stayed grows with the product of the lengths: past this a text was written anew (50 MB).
_LARGEST = 400_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """``kind`` is ``same``, ``del`` or ``ins``; no piece goes over the end of a paragraph."""

    kind: str
    text: str


Paragraph = tuple[Piece, ...]


def compare_texts(before: str, after: str) -> list[Paragraph]:
    """Every paragraph of both texts in order; empty lines are left out, what is taken out stands before what is put in
    its place.
    """
    old, new = _split_paragraphs(before), _split_paragraphs(after)
    paragraphs: list[Paragraph] = []
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            paragraphs += [(Piece(kind="same", text=line),) for line in old[first:last]]
        else:
            paragraphs += _compare_blocks(old[first:last], new[begin:end])
    return paragraphs


def _split_paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _compare_blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs that changed, as one text: one may have been cut in two, or joined to the next."""
    paragraph: list[Piece] = []
    for piece in compare_words("\n".join(old), "\n".join(new)):
        first, *others = piece.text.split("\n")
        paragraph += [Piece(kind=piece.kind, text=first)] if first else []
        for line in others:
            yield from [tuple(paragraph)] if paragraph else []
            paragraph = [Piece(kind=piece.kind, text=line)] if line else []
    yield from [tuple(paragraph)] if paragraph else []


def compare_words(before: str, after: str) -> list[Piece]:
    """Two titles, or two texts as one."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _LARGEST:
        return _join([Piece(kind="del", text=before), Piece(kind="ins", text=after)])
    pieces: list[Piece] = []
    for code in Indel.opcodes(old, new):
        kept, put = "".join(old[code.src_start : code.src_end]), "".join(new[code.dest_start : code.dest_end])
        if code.tag == "equal":
            pieces.append(Piece(kind="same", text=kept))
        else:
            pieces += [Piece(kind="del", text=kept), Piece(kind="ins", text=put)]
    return _join(_drop_chance(_slide(pieces)))


def _slide(pieces: Sequence[Piece]) -> list[Piece]:
    """A change over the end of a paragraph begins there where it can: 字[。／加一句]。 is 字。[／加一句。]."""
    told: list[Piece] = []
    for piece in pieces:
        last = told[-1] if told else piece
        before = last.text.partition("\n")[0]
        if piece.kind == "same" != last.kind and "\n" in last.text and piece.text.startswith(before):
            told[-1] = Piece(kind="same", text=before)
            told.append(Piece(kind=last.kind, text=last.text[len(before) :] + before))
            told.append(Piece(kind="same", text=piece.text[len(before) :]))
        else:
            told.append(piece)
    runs = groupby((piece for piece in told if piece.text), key=lambda piece: piece.kind)
    return [Piece(kind=kind, text="".join(piece.text for piece in run)) for kind, run in runs]


def _drop_chance(pieces: list[Piece]) -> list[Piece]:
    """What stayed for less than two signs between two changes counts as taken out and put in again."""
    told: list[Piece] = []
    for number, piece in enumerate(pieces):
        inside = 0 < number < len(pieces) - 1
        if piece.kind == "same" and inside and len(piece.text) < _SHORTEST_SAME:
            told += [Piece(kind="del", text=piece.text), Piece(kind="ins", text=piece.text)]
        else:
            told.append(piece)
    return told


def _join(pieces: Sequence[Piece]) -> list[Piece]:
    """Changes that touch are one: first all that goes, then all that comes."""
    joined: list[Piece] = []
    gone, come = "", ""
    for piece in (*pieces, Piece(kind="same", text="")):
        if piece.kind == "del":
            gone += piece.text
        elif piece.kind == "ins":
            come += piece.text
        else:
            found = (Piece(kind="del", text=gone), Piece(kind="ins", text=come), piece)
            joined += [known for known in found if known.text]
            gone, come = "", ""
    return joined


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Title and text as they were and as they are; ``before`` and ``after`` count the characters of the text."""

    title: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    before: int
    after: int

    @property
    def changed(self) -> bool:
        return any(piece.kind != "same" for paragraph in (self.title, *self.paragraphs) for piece in paragraph)


def compare_article(before: tuple[str, str], after: tuple[str, str]) -> Comparison:
    """Each a title and a text, whose lines may end as a form sends them: a table is counted as one only in ours."""
    old, new = (text.replace("\r\n", "\n") for _, text in (before, after))
    return Comparison(
        title=tuple(compare_words(before[0].strip(), after[0].strip())),
        paragraphs=tuple(compare_texts(old, new)),
        before=count_characters(old),
        after=count_characters(new),
    )
