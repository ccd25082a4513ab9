"""Headings: by style and outline level, or typed as offices type them, on a line of their own in a heavier face."""

from __future__ import annotations

import re

from jianbao.intake.blocks import Paragraph

_STYLED = re.compile("(?:heading|标题)([1-6])")
_TYPED = (
    re.compile("第[一二三四五六七八九十百]+[章节部编][份分]?.*|[一二三四五六七八九十]{1,3}、.+"),
    re.compile("[（(][一二三四五六七八九十]{1,3}[）)].+"),
    re.compile(r"[0-9]{1,2}[.．、](?![0-9]).+"),
)
# A sentence is none, however it is set.
_SENTENCE = re.compile(r"[。；;：:，,？?！!]$|[。；？！].")
_LONGEST, _LONGEST_STYLED, _DEEPEST = 40, 60, 4
_FACES = re.compile("黑体|小标宋|楷体|SimHei|KaiTi|STKaiti|XiaoBiaoSong|FZXBSJW|FZHei|FZKai", re.IGNORECASE)


def heading_level(paragraph: Paragraph) -> int:
    """1 for the first level under the title; 0 for what is no heading."""
    text = paragraph.text
    if not text or paragraph.pictures or _SENTENCE.search(text):
        return 0
    styled = _STYLED.fullmatch(paragraph.look.style)
    outline = paragraph.look.outline
    if (styled or outline is not None) and len(text) <= _LONGEST_STYLED:
        return min(typed_level(text) or (int(styled[1]) if styled else (outline or 0) + 1), _DEEPEST)
    faces = paragraph.look.fonts[:1]
    heavy = paragraph.look.strong or any(_FACES.search(face) for face in faces)
    return typed_level(text) if heavy and len(text) <= _LONGEST else 0


def typed_level(text: str) -> int:
    """By the number before it: 一、 is 1, （一） 2, 1. 3."""
    return next((level for level, pattern in enumerate(_TYPED, 1) if pattern.fullmatch(text)), 0)
