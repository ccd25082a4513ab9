"""Signs that nobody sees: named in one place, and left out by every reader in the same way."""

from __future__ import annotations

import unicodedata

import pytest

from jianbao.characters import UNSEEN, drop_unseen
from jianbao.intake.bulletins.bulletin import take_pasted
from jianbao.intake.feeds.plain_text import read_text, tidy_line
from jianbao.intake.mail.charsets import clean_text
from jianbao.intake.symbols import clean
from jianbao.rendering.downloads import safe_name
from jianbao.rendering.papers.html_blocks import clean as clean_print
from jianbao.secrecy import find_secrecy_mark

# One of each sort.
SIGNS = (
    "\x00\x07\x1b\x7f\x85\u061c\u200e\u202e\u2067\u200b\u2060\ufeff\u00ad"
    "\u034f\u1160\u3164\u180e\ufe0f\U000e0101\U000e0041\ufdd0\uffff\ud800"
)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{ord(sign):04X}")
def test_every_reader_leaves_it_out(sign: str) -> None:
    text = f"甲{sign}乙"
    assert drop_unseen(text) == "甲乙"
    assert [clean(text), clean_text(text), clean_print(text), tidy_line(text), safe_name(text)] == ["甲乙"] * 5
    assert read_text(f"<p>{text}</p>") == ("甲乙",)
    assert take_pasted(f"采用{text}").text == "采用甲乙"
    # NEL ends a line.
    assert find_secrecy_mark(f"机{sign}密") == (None if sign == "\x85" else f"机{sign}密")


def test_what_is_seen_stays() -> None:
    """Of the Basic Multilingual Plane: all letters, figures, punctuation, symbols and marks but these."""
    seen = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] in "LNPSMZ"]
    assert "".join(sign for sign in seen if not drop_unseen(sign)) == (
        "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2028\u2029\u3164"
        "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\uffa0"
    )
    assert drop_unseen("甲\t乙\n丙") == "甲\t乙\n丙"


def test_no_sort_is_named_twice() -> None:
    """A class of characters does not tell: two sorts that overlap would be told by one of their names."""
    bare = UNSEEN.replace("-", "")
    assert len(set(bare)) == len(bare)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_separator_of_lines_is_what_the_reader_makes_of_it(separator: str) -> None:
    text = f"甲{separator}乙"
    assert (drop_unseen(text), drop_unseen(text, " ")) == ("甲乙", "甲 乙")
    assert (clean(text), clean_text(text), tidy_line(text)) == ("甲 乙", "甲\n乙", "甲 乙")
    assert read_text(f"<p>{text}</p>") == ("甲 乙",)


def test_a_name_of_a_file_is_one_line() -> None:
    assert safe_name("甲\n乙\t丙") == "甲乙丙"
