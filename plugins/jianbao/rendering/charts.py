"""Charts as static SVG, drawn when the site is built: no script, readable in print, in the dark and to a screen reader.

Colours and letters come from the page's style sheet. What a chart shows stands in a table on the same page too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from unicodedata import east_asian_width

# Drawn as wide as a telephone shows it, so that letters there keep their size.
_WIDTH = 340
_LETTER = 12
_ROW, _BAR = 22, 12
_LABEL, _VALUE = 12 * _LETTER, 46
_PLOT, _FOOT, _HEAD = 132, 20, 18
_MOST_SHADES = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """``parts`` are stacked in order; ``text`` is what the whole bar is worth, as the table prints it."""

    label: str
    parts: tuple[Decimal, ...]
    text: str

    @property
    def whole(self) -> Decimal:
        return sum(self.parts, Decimal(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """``upright`` for months; else a line for each unit or channel. ``legend`` names the parts of stacked bars."""

    id: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    legend: tuple[str, ...] = ()
    upright: bool = False

    @property
    def is_idle(self) -> bool:
        """Nothing to tell: all bars are zero, or there is but one of a channel or unit."""
        return all(bar.whole == 0 for bar in self.bars) or (len(self.bars) == 1 and not self.upright)

    @property
    def svg(self) -> str:
        return draw_chart(self)


def make_bars(values: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Plain bars from (label, count)."""
    return tuple(Bar(label=label, parts=(Decimal(value),), text=str(value)) for label, value in values)


def draw_chart(chart: Chart) -> str:
    """``<svg role="img">`` with title and description; no address, no script, no style of its own."""
    legend, top = _draw_legend(chart.legend)
    marks, height = _draw_columns(chart, top) if chart.upright else _draw_rows(chart, top)
    told = "；".join(f"{bar.label}{bar.text}{'' if bar.text.endswith('%') else chart.unit}" for bar in chart.bars)
    return (
        f'<svg class="jb-chart" role="img" aria-labelledby="{chart.id}-title {chart.id}-desc" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">'
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-desc">{escape(told)}。</desc>{legend}{marks}</svg>'
    )


def _draw_legend(names: Sequence[str]) -> tuple[str, int]:
    """The legend and the height that it takes; nothing for bars of one part."""
    if not names:
        return "", 0
    drawn, x, y = [], 0, 0
    for number, name in enumerate(names):
        width = 16 + _measure(name) + 12
        if x and x + width > _WIDTH:
            x, y = 0, y + 18
        drawn.append(f'<rect class="{_shade(number)}" x="{x}" y="{y + 3}" width="11" height="11"/>')
        drawn.append(f'<text x="{x + 16}" y="{y + 13}">{escape(name)}</text>')
        x += width
    return "".join(drawn), y + 26


def _draw_rows(chart: Chart, top: int) -> tuple[str, int]:
    """Bars from left to right, one under the other."""
    label = min(_LABEL, max((_measure(bar.label) for bar in chart.bars), default=0) + 8)
    room = _WIDTH - label - _VALUE
    most = max((bar.whole for bar in chart.bars), default=Decimal(0)) or Decimal(1)
    drawn = [f'<line class="jb-axis" x1="{label}" y1="{top}" x2="{label}" y2="{top + _ROW * len(chart.bars)}"/>']
    for number, bar in enumerate(chart.bars):
        y, x = top + number * _ROW, Decimal(label)
        drawn.append(f'<text x="{label - 6}" y="{y + 15}" text-anchor="end">{escape(_shorten(bar.label))}</text>')
        for part, value in enumerate(bar.parts):
            width = value * room / most
            if width:
                drawn.append(_box(part, len(bar.parts), x, Decimal(y + 5), width, Decimal(_BAR)))
            x += width
        drawn.append(f'<text class="jb-value" x="{_place(x + 5)}" y="{y + 15}">{escape(bar.text)}</text>')
    return "".join(drawn), top + _ROW * len(chart.bars) + 2


def _draw_columns(chart: Chart, top: int) -> tuple[str, int]:
    """Bars from the ground up, side by side."""
    step = Decimal(_WIDTH) / max(len(chart.bars), 6)
    most = max((bar.whole for bar in chart.bars), default=Decimal(0)) or Decimal(1)
    ground = top + _HEAD + _PLOT
    drawn = []
    for number, bar in enumerate(chart.bars):
        middle, y = step * number + step / 2, Decimal(ground)
        for part, value in enumerate(bar.parts):
            height = value * _PLOT / most
            if height:
                drawn.append(_box(part, len(bar.parts), middle - step * 3 / 10, y - height, step * 3 / 5, height))
            y -= height
        at = f'x="{_place(middle)}" text-anchor="middle"'
        drawn.append(f'<text class="jb-value" {at} y="{_place(y - 5)}">{escape(bar.text)}</text>')
        drawn.append(f'<text {at} y="{ground + 15}">{escape(bar.label)}</text>')
    drawn.append(f'<line class="jb-axis" x1="0" y1="{ground}" x2="{_WIDTH}" y2="{ground}"/>')
    return "".join(drawn), ground + _FOOT


def _box(part: int, parts: int, x: Decimal, y: Decimal, width: Decimal, height: Decimal) -> str:
    shade = _shade(part) if parts > 1 else "jb-bar"
    return f'<rect class="{shade}" x="{_place(x)}" y="{_place(y)}" width="{_place(width)}" height="{_place(height)}"/>'


def _shade(number: int) -> str:
    return f"jb-shade jb-shade--{min(number, _MOST_SHADES - 1) + 1}"


def _place(value: Decimal) -> str:
    """A coordinate with one decimal, the same on every machine."""
    return f"{value.quantize(Decimal('0.1')):f}".removesuffix(".0")


def _measure(text: str) -> int:
    """Width in the units of the drawing: a Chinese character is as wide as the letters are high."""
    return sum(_LETTER if east_asian_width(character) in "WFA" else 7 for character in text)


def _shorten(text: str) -> str:
    """A label that fits beside its bar."""
    if _measure(text) <= _LABEL - 8:
        return text
    while _measure(text) > _LABEL - 8 - _LETTER:
        text = text[:-1]
    return f"{text}…"
