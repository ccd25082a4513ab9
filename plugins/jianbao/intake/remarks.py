"""附注: what a person must look at after a file was read; each with the paragraph and the words concerned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jianbao.problems import Level, Place, Problem

# Changes that were tracked: they are taken only when somebody says so.
TRACKED = ("word-inserted", "word-deleted", "word-moved")
_LONGEST = 60


def cut(words: str) -> str:
    """Words as a remark quotes them."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def name_table(paragraph: int) -> str:
    """A table before the first paragraph, or behind the one before."""
    return f"第{paragraph - 1}段后的表格" if paragraph > 1 else "开头的表格"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    code: str
    author: str
    words: str
    end: int
    paragraph: int


class Remarks:
    """Grows while a file is read. ``paragraph`` is the one being read: those with text, counted from 1."""

    def __init__(self, name: str) -> None:
        self.name, self.paragraph, self.in_table = name, 1, False
        self.found: list[Problem] = []
        self._changes: list[_Change] = []

    def add(self, code: str, message: str, hint: str = "", level: Level = Level.WARNING, paragraph: int = 0) -> None:
        """A sentence that goes on after 第3段, or 第3段后的表格里."""
        number = paragraph or self.paragraph
        place = Place(path=self.name, line=number)
        where = f"{name_table(number)}里" if self.in_table else f"第{number}段"
        self.found.append(Problem(code=code, place=place, message=f"{where}{message}", hint=hint, level=level))

    def add_table(self, code: str, message: str, hint: str, level: Level, paragraph: int) -> None:
        """Of the table that stands before a paragraph."""
        said = f"{name_table(paragraph)}{message}"
        self.found.append(
            Problem(code=code, place=Place(path=self.name, line=paragraph), message=said, hint=hint, level=level)
        )

    def tell(self, code: str, message: str, hint: str = "", level: Level = Level.WARNING) -> None:
        """Of the file as a whole."""
        self.found.append(Problem(code=code, place=Place(path=self.name), message=message, hint=hint, level=level))

    def change(self, code: str, author: str, words: str, begin: int = -1, end: int = -1) -> None:
        """A tracked change between two places of its line; the pieces into which Word cuts it are told as one."""
        if not words.strip():
            return
        last = self._changes[-1] if self._changes else None
        if last and begin >= 0 and (last.code, last.author, last.end) == (code, author, begin):
            words = last.words + words if len(last.words) <= _LONGEST else last.words
            self._changes[-1] = replace(last, words=words, end=end)
        else:
            self._changes.append(_Change(code=code, author=author, words=words, end=end, paragraph=self.paragraph))

    def settle(self) -> None:
        """At the end of a paragraph: what comes next is another change, be it of the same person."""
        done = {"word-inserted": "插入", "word-deleted": "删去", "word-moved": "移来"}
        for change in self._changes:
            did = done[change.code]
            message = f"有修订：{change.author or '有人'}{did}“{cut(change.words)}”，正文按{did}以后写"
            self.add(change.code, message, "看看是否同意这处修订", paragraph=change.paragraph)
        self._changes.clear()
