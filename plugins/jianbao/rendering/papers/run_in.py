"""Headings within the text: 一、 in 黑体, （一） in 楷体, 1． as the text itself (GB/T 9704-2012, 7.3.3).

A heading may stand alone, or be the first sentence of its paragraph: 一、逐项建账。1月至3月，组织11个工作组……
"""

from __future__ import annotations

import re
from dataclasses import replace

from jianbao.rendering.papers.paper import Paragraph, Run

_NUMBER = "[一二三四五六七八九十百]{1,4}"
_FIRST = re.compile(rf"{_NUMBER}、")
# A first sentence that is longer is no heading but text that happens to be numbered.
_ALONE = re.compile(rf"(?:{_NUMBER}、|（{_NUMBER}）)[^。！？；\n]{{1,40}}$")
_RUN_IN = re.compile(rf"(?:{_NUMBER}、|（{_NUMBER}）)[^。！？；\n]{{1,30}}。(?=.)")


def set_heading(paragraph: Paragraph) -> Paragraph:
    """Body text that is a heading, or begins with one, as such; emphasis in it is dropped: its typeface says enough."""
    text = paragraph.text
    if paragraph.role != "body" or not (found := _RUN_IN.match(text) or _ALONE.match(text)):
        return paragraph
    is_first = bool(_FIRST.match(text))
    if found.end() == len(text):
        runs = tuple(_plain(run) for run in paragraph.runs)
        return replace(paragraph, role="heading1" if is_first else "heading2", runs=runs)
    head, rest = _split(paragraph.runs, found.end())
    rest = [replace(rest[0], text=rest[0].text.lstrip(" ")), *rest[1:]]
    font = "heading" if is_first else "kai"
    return replace(paragraph, runs=(*(replace(_plain(run), font=font) for run in head), *rest))


def _plain(run: Run) -> Run:
    return replace(run, marks=tuple(mark for mark in run.marks if mark not in ("strong", "em")))


def _split(runs: tuple[Run, ...], at: int) -> tuple[list[Run], list[Run]]:
    """The runs of the first ``at`` characters, and those of the others; a run that goes over is parted."""
    head, rest = [], []
    for run in runs:
        taken = min(max(at, 0), len(run.text))
        at -= len(run.text)
        head += [replace(run, text=run.text[:taken])] if taken else []
        rest += [replace(run, text=run.text[taken:])] if taken < len(run.text) else []
    return head, rest
