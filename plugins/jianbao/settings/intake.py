"""``intake.yml``: how large a file from outside may be, packed and unpacked, and how long its reading may take."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields

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

    def limit(key: str, default: int) -> int:
        written = fields.integer(key, default=default)
        if written:
            return written
        fields.report("field-type", fields.place(key), f"{key} 不能是0", f"写大于0的整数；不写就是{default}")
        return default

    return IntakeSettings(
        megabytes=limit("megabytes", usual.megabytes),
        unpacked_megabytes=limit("unpacked_megabytes", usual.unpacked_megabytes),
        ratio=limit("ratio", usual.ratio),
        entries=limit("entries", usual.entries),
        paragraphs=limit("paragraphs", usual.paragraphs),
        pages=limit("pages", usual.pages),
        seconds=limit("seconds", usual.seconds),
    )
