"""Pictures: those that can be printed are taken, under names of our own; of all others is told that they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from jianbao.intake.blocks import Picture, Piece
from jianbao.intake.opening import Relation, WordFile
from jianbao.intake.parsing import DGM, WP, A, C, Element, R, V, W
from jianbao.intake.remarks import Remarks
from jianbao.intake.symbols import clean
from jianbao.reading.pictures import MILLION, find_fault, measure_picture, picture_suffix

# What Word and WPS write where nobody described a picture.
_NOT_SAID = re.compile(
    r"(?i)(?:图片|图形|图像|对象|文本框|矩形|直线|picture|image|graphic|object|img|dsc|mmexport|wps|微信图片|qq图片|screenshot|截图)"
    r"[\s_\-]*[0-9_\-]*(?:\.[a-z]{3,4})?|.*[\\/].*|.*\.(?:png|jpe?g|gif|bmp)|[0-9a-f\-]{16,}"
)
_FORMS = {
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\x01\0\0\0": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
}


class Pictures:
    """Collects them while a text is read; one that is shown twice is kept once."""

    def __init__(self, word: WordFile, relations: dict[str, Relation], remarks: Remarks, megapixels: int) -> None:
        self._word, self._relations, self._remarks, self._most = word, relations, remarks, megapixels
        self._names: dict[str, str] = {}
        self.kept: list[Picture] = []

    def read(self, drawing: Element) -> list[Piece]:
        """The pictures of a ``w:drawing`` or ``w:pict``; a chart and the like in it is reported."""
        for tag, what in ((f"{C}chart", "图表"), (f"{DGM}relIds", "SmartArt 图形")):
            if next(_own(drawing, tag), None) is not None:
                hint = "在 Word 里把它另存为 PNG 图片，再插进来；数字可以列成表格"
                self._remarks.add("word-object", f"有{what}，没有导入", hint)
        named = [str(element.get(f"{R}embed", "")) for element in _own(drawing, f"{A}blip")]
        named += [str(element.get(f"{R}id", "")) for element in _own(drawing, f"{V}imagedata")]
        taken = (self._take(relation) for relation in named if relation)
        return [Piece(text=self._describe(drawing), picture=name) for name in taken if name]

    def _describe(self, drawing: Element) -> str:
        for element in drawing.iter(f"{WP}docPr", f"{V}shape"):
            for name in ("descr", "title", "alt"):
                said = clean(element.get(name, "")).strip()
                if said and not _NOT_SAID.fullmatch(said):
                    return said
        return ""

    def _take(self, relation: str) -> str:
        """The name under which it is kept; empty where it is not."""
        found = self._relations.get(relation)
        data = self._word.parts.get(found.target) if found else None
        if data is None:
            self._remarks.add("word-picture", "有一张图片，文件里没有它的内容，没有导入", "把原图另发一份")
            return ""
        if said := self._tell_fault(data):
            self._remarks.add("word-picture", f"有一张图片{said}，没有导入", "用看图软件另存为 PNG 或 JPEG，再插进来")
            return ""
        digest = sha256(data).hexdigest()
        if digest not in self._names:
            self._names[digest] = f"tu-{len(self.kept) + 1}{picture_suffix(data)}"
            self.kept.append(Picture(name=self._names[digest], data=data))
        return self._names[digest]

    def _tell_fault(self, data: bytes) -> str:
        """Empty for one that passes the checks of pictures."""
        size = measure_picture(data)
        if not picture_suffix(data) or size is None:
            form = next((name for start, name in _FORMS.items() if data.startswith(start)), "")
            return f"是 {form} 格式，不能排印" if form else "不是 PNG 或 JPEG，不能排印"
        if size[0] * size[1] > self._most * MILLION:
            return f"为{size[0]}×{size[1]}像素，超过{self._most * 100}万像素"
        fault = find_fault(data)
        return fault.value if fault else ""


def _own(drawing: Element, tag: str) -> Iterator[Element]:
    """Those that stand in no text box of the drawing: a box is read as text, with its pictures."""
    boxes = [set(box.iter(tag)) for box in drawing.iter(f"{W}txbxContent")]
    return (element for element in drawing.iter(tag) if not any(element in box for box in boxes))
