"""Papers of a few blocks, for what prints them or looks through them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jianbao.rendering.papers.paper import Block, Paper, Paragraph, Run
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.templates import Templates

STYLE = read_style(Templates(Path("/nonexistent")), "jianbao")
PICTURE = b"\x89PNG\r\n\x1a\n picture"


def make_paper(*blocks: Block, **parts: object) -> Paper:
    """A paper of 《信息》 in the style that comes with jianbao, unless ``parts`` say otherwise."""
    usual = {"title": "《信息》第7期", "author": "区委办公室", "day": date(2026, 11, 3), "style": STYLE}
    return Paper(**{**usual, "pictures": {"a.png": PICTURE}, **parts, "blocks": blocks})  # type: ignore[arg-type]


def say(text: str, role: str = "body", anchor: str = "", *marks: str, font: str = "") -> Paragraph:
    return Paragraph(role=role, runs=(Run(text=text, marks=marks, font=font),), anchor=anchor)
