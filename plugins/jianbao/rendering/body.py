"""The text of an article → HTML. Whatever somebody typed comes out as text: no tag, script or address of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import markdown
import nh3

from jianbao.reading.pictures import PICTURE

_TAGS = {
    "blockquote", "br", "code", "em", "hr", "img", "li", "ol", "p", "pre", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"img": {"src", "alt"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}}
# A line end between two Chinese characters is no space.
_SOFT_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”’—…])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“‘])"
)
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)
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
    for pattern in ("html", "link", "reference", "short_reference", "image_reference", "short_image_ref",
                    "autolink", "automail", "entity"):  # fmt: skip
        converter.inlinePatterns.deregister(pattern)
    return converter


def render_body(body: str, pictures: Mapping[str, str] | None = None) -> str:
    """Safe HTML. ``pictures`` gives the address of each picture that the body may show; others leave their caption."""
    known = pictures or {}
    text = PICTURE.sub(lambda match: _place_picture(match, known), body)
    html = _converter().reset().convert(_SOFT_BREAK.sub("", text))
    html = _HEADING.sub(r"<p>\1</p>", html)
    cleaned = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"page"}, link_rel=None)
    return _NUMBERED.sub(r'<p class="jb-head">\1</p>', cleaned)


def _place_picture(match: re.Match[str], known: Mapping[str, str]) -> str:
    caption, name = match[1], match[2]
    return f"![{caption}]({known[name]})" if name in known else f"（图：{caption}）"
