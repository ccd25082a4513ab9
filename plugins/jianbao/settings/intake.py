"""``intake.yml``: how large a file from outside may be, packed and unpacked, and how long its reading may take."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields
from jianbao.settings.limits import read_limit

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeSettings:
    """``megabytes`` of the file itself; ``unpacked_megabytes`` and ``ratio`` (to the file) of all that is packed in it,
    ``entries`` how many files that may be; ``paragraphs`` of its text; ``pages`` of a PDF; ``seconds`` for
    LibreOffice, and for a PDF.
    """

    megabytes: int = 20
    unpacked_megabytes: int = 100
    ratio: int = 200
    entries: int = 2000
    paragraphs: int = 5000
    pages: int = 300
    seconds: int = 60


def intake_from_fields(fields: Fields) -> IntakeSettings:
    usual = IntakeSettings()
    return IntakeSettings(
        megabytes=read_limit(fields, "megabytes", usual.megabytes, "field-type"),
        unpacked_megabytes=read_limit(fields, "unpacked_megabytes", usual.unpacked_megabytes, "field-type"),
        ratio=read_limit(fields, "ratio", usual.ratio, "field-type"),
        entries=read_limit(fields, "entries", usual.entries, "field-type"),
        paragraphs=read_limit(fields, "paragraphs", usual.paragraphs, "field-type"),
        pages=read_limit(fields, "pages", usual.pages, "field-type"),
        seconds=read_limit(fields, "seconds", usual.seconds, "field-type"),
    )
