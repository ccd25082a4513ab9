"""What stands beside the text: comments, footnotes and endnotes, by the ids under which the text names them."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.intake.opening import WordFile
from jianbao.intake.parsing import Element, W
from jianbao.intake.symbols import clean


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    author: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Asides:
    comments: dict[str, Comment]
    footnotes: dict[str, str]
    endnotes: dict[str, str]


def read_asides(word: WordFile) -> Asides:
    comments = _by_id(word.part("comments"), "comment")
    return Asides(
        comments={
            identity: Comment(author=element.get(f"{W}author", ""), words=read_words(element))
            for identity, element in comments.items()
        },
        footnotes={key: read_words(note) for key, note in _by_id(word.part("footnotes"), "footnote").items()},
        endnotes={key: read_words(note) for key, note in _by_id(word.part("endnotes"), "endnote").items()},
    )


def _by_id(root: Element | None, name: str) -> dict[str, Element]:
    return {e.get(f"{W}id", ""): e for e in root.findall(f"{W}{name}")} if root is not None else {}


def read_words(element: Element) -> str:
    """The paragraphs below an element as one line, what was struck out included."""
    texts = (f"{W}t", f"{W}delText")
    lines = ("".join(text.text or "" for text in paragraph.iter(*texts)) for paragraph in element.iter(f"{W}p"))
    return " ".join(clean(" ".join(lines)).split())
