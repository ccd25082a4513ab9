"""Limits of an office: whole numbers that cannot be nothing."""

from __future__ import annotations

from jianbao.metadata import Fields


def read_limit(fields: Fields, key: str, usual: int, code: str) -> int:
    """At least 1, the usual one where none is stated; what is wrong is reported under the code."""
    value = fields.integer(key, default=usual)
    if value < 1:
        fields.report(code, fields.place(key), f"{key} 的“{value}”不对，应不小于1", f"不写就是{usual}")
        return usual
    return value
