"""Fields (page numbers, links, dates that fill themselves in): the result is text, the code is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r'^\s*HYPERLINK\s+(?!\\l)"([^"]+)"')


@dataclass(kw_only=True)
class _Field:
    """``begin`` is where its words begin in the paragraph ``line``."""

    begin: int
    line: int
    code: str = ""
    has_result: bool = False


class FieldStack:
    """One may stand in the code or the result of another."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._in_code = self._line = 0

    @property
    def shows(self) -> bool:
        """Whether what comes next is seen."""
        return self._in_code == 0

    def say(self, code: str) -> None:
        if self._open and not self._open[-1].has_result:
            self._open[-1].code += code

    def sign(self, kind: str, at: int) -> tuple[str, int] | None:
        """``begin``, ``separate`` or ``end`` of a field; of a link that ends: address and begin of its words."""
        if kind == "begin":
            self._open.append(_Field(begin=at, line=self._line))
            self._in_code += 1
        elif kind == "separate" and self._open:
            self._in_code -= not self._open[-1].has_result
            self._open[-1].has_result, self._open[-1].begin = True, at
        elif kind == "end" and self._open:
            ended = self._open.pop()
            self._in_code -= not ended.has_result
            match = _ADDRESS.match(ended.code)
            begin = ended.begin if ended.line == self._line else 0
            return (match[1], begin) if match and ended.has_result else None
        return None

    def end_paragraph(self) -> None:
        """No code goes on in the next paragraph: a field that lost its end must not swallow the rest of the text."""
        self._line += 1
        if self._in_code:
            self._open = [field for field in self._open if field.has_result]
            self._in_code = 0
