"""Issues of a test's own text, and what can be measured of their PDF. Millimetres from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber

from jianbao.model import Access, Article, Document
from jianbao.model.document import Column, CreditedUnit, Imprint, SourceDigest
from jianbao.rendering.papers.issue_paper import IssueParts, make_issue_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.style import Style
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.templates import Templates

DAY = date(2026, 11, 30)
PARTS = IssueParts(day=DAY)
MILLIMETRE = 72 / 25.4
RED = (0.843, 0.0, 0.059)
IMPRINT = Imprint(
    up=("市委办公室", "区委书记、副书记，区委常委"),
    peer=("区人大常委会、区政府、区政协领导",),
    down=("各乡镇党委、各街道党工委，区委各部门",),
    extra=(),
    copies=160,
    signatory="周××",
    reviewer="吴××",
    editor="郑××",
    proofreader="沈××",
    phone="0000-0000001",
)


def style_of(name: str = "jianbao") -> Style:
    """One that comes with jianbao: the folder of no office stands before it."""
    return read_style(Templates(Path("/nowhere")), name)


def make_article(body: str, title: str = "城关镇推进老旧小区改造", **fields: Any) -> Article:
    stated: dict[str, Any] = {
        "id": f"2026/11-05-{title}",
        "anchor": "a1",
        "column": "zhongdian",
        "title": title,
        "body": body,
        "units": (CreditedUnit(id="chengguan", name="城关镇"),),
        "access": Access.PUBLIC,
        "urgent": False,
        "items": (),
        "desk": SourceDigest(id="2026/11-05-a", digest=""),
    }
    return Article(**(stated | fields))


def make_document(*articles: Article, **fields: Any) -> Document:
    """A signed issue of 《信息》."""
    stated: dict[str, Any] = {
        "periodical": "xinxi",
        "series": "",
        "name": "信息",
        "series_name": "",
        "issuer": "中共云溪区委办公室",
        "mark": "内部资料　注意保存",
        "style": "jianbao",
        "year": 2026,
        "number": (70,),
        "cumulative": (1240,),
        "number_text": "第70期（总第1240期）",
        "date": DAY,
        "columns": (Column(id="zhongdian", name="重点工作"), Column(id="jiaoliu", name="经验交流")),
        "articles": articles,
        "note": "",
        "imprint": IMPRINT,
    }
    return Document(**(stated | fields))


def make_paper(body: str, style: str = "jianbao", **fields: Any) -> Paper:
    """An issue of one article."""
    return make_issue_paper(make_document(make_article(body), **fields), style_of(style), PARTS)


def with_copies(paper: Paper, *numbers: int) -> Paper:
    return replace(paper, copies=numbers)


@dataclass(frozen=True, kw_only=True, slots=True)
class TextLine:
    """``left``, ``right``: edges of its characters; ``baseline``; ``size`` of the first one in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A rule: a filled rectangle, or a stroke."""

    left: float
    right: float
    top: float
    bottom: float
    colour: tuple[float, ...]

    @property
    def is_red(self) -> bool:
        return tuple(round(part, 3) for part in self.colour) == RED


class PrintedPage:
    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = float(page.width) / MILLIMETRE, float(page.height) / MILLIMETRE

    @cached_property
    def lines(self) -> list[TextLine]:
        """Characters with one baseline, from top to bottom. Invisible ones and spaces at the ends don't count."""
        rows: dict[float, list[dict[str, Any]]] = {}
        for char in self._page.chars:
            # The zero-width spaces at which a long string may be cut.
            seen = {**char, "text": char["text"].replace("\u200b", "")}
            rows.setdefault(round(float(self._page.height) - char["matrix"][5], 1), []).append(seen)
        return [self._read_line(rows[at]) for at in sorted(rows)]

    def _read_line(self, chars: list[dict[str, Any]]) -> TextLine:
        ordered = sorted(chars, key=lambda char: float(char["x0"]))
        seen = [char for char in ordered if char["text"].strip()] or ordered
        return TextLine(
            text="".join(char["text"] for char in ordered).strip(),
            left=seen[0]["x0"] / MILLIMETRE,
            right=seen[-1]["x1"] / MILLIMETRE,
            baseline=(float(self._page.height) - seen[0]["matrix"][5]) / MILLIMETRE,
            size=round(seen[0]["size"], 1),
            font=seen[0]["fontname"].partition("+")[2],
        )

    def line(self, text: str) -> TextLine:
        """The one line that holds the text."""
        found = [line for line in self.lines if text in line.text]
        assert len(found) == 1, [line.text for line in self.lines]
        return found[0]

    @property
    def body(self) -> list[TextLine]:
        """What stands in the type area: without the folio below it."""
        return [line for line in self.lines if 37 <= line.baseline <= 262]

    @property
    def folio(self) -> TextLine | None:
        below = [line for line in self.lines if line.baseline > 262]
        assert len(below) <= 1
        return below[0] if below else None

    @cached_property
    def bars(self) -> list[Bar]:
        """Rules from top to bottom."""
        return sorted(self._read_bars(), key=lambda bar: bar.top)

    def _read_bars(self) -> Iterator[Bar]:
        for shape in self._page.rects:
            if shape["fill"]:
                yield self._make_bar(shape, shape["non_stroking_color"])
        for shape in self._page.lines:
            yield self._make_bar(shape, shape["stroking_color"])

    @staticmethod
    def _make_bar(shape: dict[str, Any], colour: Any) -> Bar:
        stated = colour if isinstance(colour, tuple) else (colour,)
        edges = {edge: float(shape[key]) / MILLIMETRE for edge, key in (("left", "x0"), ("right", "x1"))}
        heights = {key: float(shape[key]) / MILLIMETRE for key in ("top", "bottom")}
        return Bar(**edges, **heights, colour=tuple(float(part) for part in stated))

    @property
    def text(self) -> str:
        return str(self._page.extract_text())

    @property
    def images(self) -> list[dict[str, Any]]:
        return list(self._page.images)


def read_pages(pdf: bytes) -> list[PrintedPage]:
    return [PrintedPage(page) for page in pdfplumber.open(BytesIO(pdf)).pages]


def read_text(pdf: bytes) -> str:
    """All that is printed in the type areas, without line ends, so that a sentence can be looked for."""
    return "".join(line.text for page in read_pages(pdf) for line in page.body)


def paragraphs_of(characters: int, count: int) -> str:
    """So many paragraphs of so many characters each, without any sign that a line end would hang."""
    return "\n\n".join(["国泰民安风调雨顺"[number % 8] * characters for number in range(count)])


def texts(lines: Sequence[TextLine]) -> list[str]:
    return [line.text for line in lines]
