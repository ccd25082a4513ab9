"""署名: which units an article or an adoption is credited to."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """One credited unit; ``main`` marks the main contributor. ``share`` is kept as written, for scoring."""

    unit: str
    share: str = ""
    main: bool = False


def read_credit(fields: Fields) -> tuple[Credit, ...]:
    """The list under ``credit``."""
    credits_ = []
    for group in fields.mappings("credit"):
        unit = group.name("unit", "unit", required=True)
        credits_.append(Credit(unit=unit, share=group.text("share"), main=group.boolean("main")))
        group.finish()
    return tuple(credits_)
