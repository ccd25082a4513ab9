"""The characters of a text: how many (after NFC, never bytes; design, section 5), and which of them nobody sees."""

from __future__ import annotations

import re
import unicodedata

# No part may begin again within itself: a text of 100,000 brackets is still read in one pass.
_MARKUP = re.compile(
    r"^[ \t]*[-:|][-:| \t]*$|!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|^[ \t]*(?:#{1,6} |[-*+] |>+ ?)|[*_`\[|]+",
    re.MULTILINE,
)
# Signs that nobody sees, by what they are: each as it stands in a character class of ``re``.
# Tab and line feed, which every text may have, are no controls here.
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
LINE_SEPARATORS = "\u2028\u2029"
# They turn the direction of writing around: what is read is not what is stored.
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
ZERO_WIDTH = "\u200b-\u200d\u2060\ufeff"
SOFT_HYPHEN = "\u00ad"
# Joiners, fillers, marks of other scripts' layout, tags.
SHAPELESS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# They choose among the shapes of the sign before them; keyboards add them to pictographs.
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Code points that never are a character, halves of pairs among them.
NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufff8\ufffe\uffff"
UNSEEN = CONTROLS + DIRECTIONS + ZERO_WIDTH + SOFT_HYPHEN + SHAPELESS + SELECTORS + NO_CHARACTERS
_UNSEEN = re.compile(f"[{UNSEEN}]")
_LINE_SEPARATOR = re.compile(f"[{LINE_SEPARATORS}]")


def normalise(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def drop_unseen(text: str, line_end: str = "") -> str:
    """Without signs that nobody sees; a line or paragraph separator becomes ``line_end``."""
    return _UNSEEN.sub("", _LINE_SEPARATOR.sub(line_end, text))


def strip_markup(text: str) -> str:
    """The text as read aloud: without Markdown signs, pictures and link targets."""
    return _MARKUP.sub("", normalise(text))


def count_characters(text: str) -> int:
    """Characters of a title or body without markup and white space."""
    return sum(not char.isspace() for char in strip_markup(text))
