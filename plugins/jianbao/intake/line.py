"""What a paragraph holds while it is read, and the look that its text has as a whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from jianbao.intake.blocks import Look, Piece
from jianbao.intake.parsing import Element
from jianbao.intake.remarks import Remarks, cut
from jianbao.intake.styles import Properties

# Typefaces that stand for bold type in official papers.
_HEAVY = re.compile("黑体|SimHei|小标宋|XiaoBiaoSong|FZXBSJW", re.IGNORECASE)
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_RED, _DARK = 0xB0, 0x60
_USUAL_SIZE = 10.5
_QUOTED = 200


@dataclass(kw_only=True)
class Line:
    """``boxes`` are the text boxes that hang on it; ``hidden`` and ``raised`` what could not be shown as it was."""

    pieces: list[tuple[Piece, Properties]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)

    @property
    def at(self) -> int:
        """Where the next piece will stand."""
        return len(self.pieces)

    def say(self, begin: int = 0) -> str:
        """The text from a place on."""
        return "".join(piece.text for piece, _ in self.pieces[begin:] if not piece.picture)

    def quote(self, begin: int) -> str:
        """Its beginning, as a remark quotes it: never more is gone through, however many begin at one place."""
        words = ""
        for piece, _ in islice(self.pieces, begin, None):
            words += "" if piece.picture else piece.text
            if len(words) > _QUOTED:
                break
        return cut(words)

    def add(self, text: str, look: Properties) -> None:
        if text:
            self.pieces.append((Piece(text=text, strong=is_strong(look)), look))

    def show(self, picture: Piece) -> None:
        self.pieces.append((picture, {}))

    def tell(self, remarks: Remarks) -> None:
        """What is no text as Markdown has it."""
        struck = "".join(p.text for p, look in self.pieces if look.get("strike") or look.get("dstrike"))
        if struck.strip():
            remarks.add("word-struck", f"“{cut(struck)}”划了删除线，仍写在正文里", "不要的，从正文里删去")
        if (hidden := "".join(self.hidden)).strip():
            remarks.add("word-hidden", f"有隐藏文字“{cut(hidden)}”，没有写进正文", "确要的，补进正文")
        if (raised := "".join(self.raised)).strip():
            remarks.add("word-raised", f"上标、下标“{cut(raised)}”写成了普通文字", "看看意思有没有变")

    def find_look(self, paragraph: Properties) -> Look:
        """Of the most text where its looks differ."""
        sizes: Counter[float] = Counter()
        fonts: Counter[str] = Counter()
        reds, strongs, total = 0, 0, 0
        for piece, look in self.pieces:
            length = len("".join(piece.text.split())) if not piece.picture else 0
            sizes[_read_size(look)] += length
            fonts[look.get("font", "")] += length
            reds += length if _is_red(look.get("colour", "")) else 0
            strongs += length if piece.strong else 0
            total += length
        level = paragraph.get("outline", "")
        return Look(
            style=paragraph.get("name", ""),
            outline=int(level) if re.fullmatch("[0-8]", level) else None,
            centred=paragraph.get("jc") == "center",
            right=paragraph.get("jc") in ("right", "end"),
            size=sizes.most_common(1)[0][0] if sizes else _USUAL_SIZE,
            fonts=tuple(font for font, _ in fonts.most_common() if font),
            strong=total > 0 and strongs == total,
            red=total > 0 and reds * 2 > total,
        )


def is_strong(look: Properties) -> bool:
    return bool(look.get("b")) or _HEAVY.search(look.get("font", "")) is not None


def _read_size(look: Properties) -> float:
    """In points; Word counts halves."""
    written = look.get("size", "")
    return int(written) / 2 if re.fullmatch("[0-9]{1,4}", written) else _USUAL_SIZE


def _is_red(colour: str) -> bool:
    if not _COLOUR.fullmatch(colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red >= _RED and green <= _DARK and blue <= _DARK
