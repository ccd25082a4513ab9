"""What of a text is compared: its letters, digits and Chinese signs, however they were typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from jianbao.characters import drop_unseen


class _Signs(dict[int, str]):
    """What is left of each sign: full-width and half-width are one, punctuation and white space are nothing, and so are
    the signs that nobody sees: Unicode calls fillers letters.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", drop_unseen(chr(code)))
        folded = "".join(sign for sign in plain if sign.isalnum()).lower()
        self[code] = folded
        return folded


_SIGNS = _Signs()
_DIGITS = frozenset("0123456789")
_FIGURE = "0"
_RUN = re.compile("[0-9]+")


def fold(text: str) -> str:
    """The signs of a text in a row. What differs only in punctuation, width, case or spaces folds to the same."""
    return text.translate(_SIGNS)


def fold_signs(text: str) -> str:
    """The signs that ``fold_figures`` gives, where nobody asks for their places."""
    return _RUN.sub(_FIGURE, fold(text))


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """``places[n]`` is where in ``text`` the sign ``signs[n]`` stands."""

    text: str
    signs: str
    places: tuple[int, ...]

    def locate(self, first: int, last: int) -> tuple[int, int]:
        """Of signs (``last`` exclusive) the part of the text that they stand in, with the punctuation between them."""
        return (self.places[first], self.places[last - 1] + 1) if first < last else (0, 0)


def fold_text(text: str) -> Folded:
    """As ``fold``, and where each sign stood."""
    parts = [_SIGNS[ord(sign)] for sign in text]
    places = tuple(place for place, part in enumerate(parts) for _ in part)
    return Folded(text=text, signs="".join(parts), places=places)


def fold_figures(text: str) -> Folded:
    """As ``fold_text``, every figure, be it of many digits, as one and the same sign: 12月3日 is 9月28日."""
    folded = fold_text(text)
    signs, places = list[str](), list[int]()
    for sign, place in zip(folded.signs, folded.places, strict=True):
        if sign not in _DIGITS:
            signs.append(sign)
            places.append(place)
        elif not signs or signs[-1] != _FIGURE:
            signs.append(_FIGURE)
            places.append(place)
    return Folded(text=text, signs="".join(signs), places=tuple(places))
