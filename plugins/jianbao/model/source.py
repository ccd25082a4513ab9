"""Where a record came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jianbao.problems import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """File, line of the body, SHA-256 of the text with ``\\n`` line ends; place and text of every value by its path."""

    path: str
    digest: str
    body_line: int = 1
    places: Mapping[str, Place] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def place(self, key: str = "") -> Place:
        """The value of a field (``title``, ``reviews[0].at``); the top of the file where it is absent."""
        return self.places.get(key, Place(path=self.path))

    def field_at(self, line: int) -> str:
        """The field whose value stands on a line, ``body`` below the header; empty for none of them."""
        if self.body_line > 1 and line >= self.body_line:
            return "body"
        return next((key.partition("[")[0] for key, place in self.places.items() if place.line == line), "")

    def part_at(self, place: Place) -> str:
        """Of a value in one of the entries of a field (``presented[0].opinion``) its own name; empty for all else."""
        paths = [key for key, known in self.places.items() if known == place]
        return paths[-1].rpartition(".")[2] if paths and "." in paths[-1] else ""

    def body_place(self, line: int = 0, column: int = 1) -> Place:
        """A place in the body, ``line`` counted from 0 within it."""
        return Place(path=self.path, line=self.body_line + line, column=column)
