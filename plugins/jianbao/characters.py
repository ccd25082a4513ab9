"""Counting Chinese text: characters after NFC, never bytes (design, section 5)."""

from __future__ import annotations

import re
import unicodedata

# No part may begin again within itself: a text of 100,000 brackets is still read in one pass.
_MARKUP = re.compile(
    r"^[ \t]*[-:|][-:| \t]*$|!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|^[ \t]*(?:#{1,6} |[-*+] |>+ ?)|[*_`\[|]+",
    re.MULTILINE,
)


def normalise(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def strip_markup(text: str) -> str:
    """The text as read aloud: without Markdown signs, pictures and link targets."""
    return _MARKUP.sub("", normalise(text))


def count_characters(text: str) -> int:
    """Characters of a title or body without markup and white space."""
    return sum(not char.isspace() for char in strip_markup(text))
