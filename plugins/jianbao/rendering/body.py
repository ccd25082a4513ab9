"""The text of an article → HTML. Whatever somebody typed comes out as text: no tag, script or address of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

import markdown
import nh3

from jianbao.reading.pictures import PICTURE

_TAGS = {
    "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"td": {"align"}, "th": {"align"}, "ol": {"start"}}
# A line end between two Chinese characters is no space.
_SOFT_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”’—…])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“‘])"
)
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)
_TAG_OR_QUOTE = re.compile(r'<[^>]*>|"')
# Noncharacters (Unicode 23.7), which no text holds: they keep the place of what Markdown must leave alone.
_PICTURE, _AMPERSAND = "\ufdd0", "\ufdd1"
_PLACE = re.compile(f"{_PICTURE}(\\d+){_PICTURE}")
_LONGEST, _MOST_LINES = 50_000, 800
_TOO_DEEP = re.compile(r"^(?:[ \t]{24}|(?:[ \t]*>){6})", re.MULTILINE)
_FRAME = '<div class="jb-scroll" role="group" tabindex="0" aria-label="表格，可左右滑动"><table class="jb-plain">'
_NUMBERED = re.compile(r"<p>((?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^<。]{1,40})</p>")


@cache
def _converter() -> markdown.Markdown:
    """One instance, reused: making a new one for each text halves the speed. Raw HTML and links stay text."""
    converter = markdown.Markdown(
        extensions=["tables", "sane_lists"],
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    for pattern in ("html", "link", "reference", "short_reference", "image_reference", "short_image_ref",
                    "image_link", "autolink", "automail", "entity"):  # fmt: skip
        converter.inlinePatterns.deregister(pattern)
    return converter


def render_body(body: str, pictures: Mapping[str, str] | None = None) -> str:
    """Safe HTML. ``pictures`` gives the address of each picture that the body may show; others leave their caption."""
    known: Mapping[str, str] = pictures or {}
    placed: list[str] = []

    def place(match: re.Match[str]) -> str:
        caption, name = match[1], match[2]
        if name not in known:
            return f"（图：{caption}）"
        placed.append(f'<img alt="{escape(caption)}" src="{escape(known[name])}">')
        return f"{_PICTURE}{len(placed) - 1}{_PICTURE}"

    text = PICTURE.sub(place, body.replace(_PICTURE, "")).replace("&", _AMPERSAND)
    html = _HEADING.sub(r"<p>\1</p>", _convert(_SOFT_BREAK.sub("", text)))
    cleaned = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
    # A quote in the text must not make it look like an attribute to whoever reads addresses later.
    quoted = _TAG_OR_QUOTE.sub(lambda match: "&quot;" if match[0] == '"' else match[0], cleaned)
    headed = _NUMBERED.sub(r'<p class="jb-head">\1</p>', quoted.replace(_AMPERSAND, "&amp;"))
    return _PLACE.sub(lambda match: placed[int(match[1])], headed)


def frame_tables(html: str) -> str:
    """The same text for a page: a wide table scrolls in a frame of its own, by touch and by keys."""
    return html.replace("<table>", _FRAME).replace("</table>", "</table></div>")


def _convert(text: str) -> str:
    """No paper is that long or that deep: past the limits a text prints as typed, for the converter's time grows
    with the square of its lines and levels.
    """
    lines = text.split("\n")
    if len(text) <= _LONGEST and len(lines) <= _MOST_LINES and not _TOO_DEEP.search(text):
        try:
            return _converter().reset().convert(text)
        except RecursionError:
            # Left in the middle of lists within lists, the converter is of no more use.
            _converter.cache_clear()
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
