"""Lists that grow year by year: the latest year and what is open on the first page, each earlier year on its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ByYear:
    """``first`` are the ids on the first page, ``earlier`` those on the page of each earlier year, latest year first.

    Every record stands on one page, so that its anchor is found on that page alone.
    """

    folder: str
    year: int
    first: tuple[str, ...]
    earlier: tuple[tuple[int, tuple[str, ...]], ...]

    @classmethod
    def divide(cls, folder: str, ids: Sequence[str], kept: Collection[str]) -> ByYear:
        """``ids`` begin with their years and keep their order; ``kept`` stay on the first page."""
        years = sorted({int(identity[:4]) for identity in ids}, reverse=True)
        latest = years[0] if years else 0
        rest = {
            year: tuple(identity for identity in ids if identity not in kept and int(identity[:4]) == year)
            for year in years[1:]
        }
        later = {identity for group in rest.values() for identity in group}
        return cls(
            folder=folder,
            year=latest,
            first=tuple(identity for identity in ids if identity not in later),
            earlier=tuple((year, group) for year, group in rest.items() if group),
        )

    @property
    def index(self) -> str:
        return f"{self.folder}/index.md"

    def uri(self, year: int) -> str:
        return self.index if year == self.year else f"{self.folder}/{year}/index.md"

    def uri_of(self, identity: str) -> str:
        """The page on which the record stands."""
        return next((self.uri(year) for year, group in self.earlier if identity in group), self.index)

    @property
    def pages(self) -> list[tuple[int, tuple[str, ...]]]:
        """(year, ids) of every page, the first page first."""
        return [(self.year, self.first), *self.earlier]

    @property
    def years(self) -> list[tuple[int, str]]:
        """(year, address), for a reader to choose from."""
        return [(year, self.uri(year)) for year, _ in self.pages]
