"""The text that a template gives → title and body of an article, with its headings numbered as offices do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jianbao.numbering import spell_chinese

_TITLE, _HEADING, _SUBHEADING, _ROW = "# ", "## ", "### ", "|"


@dataclass(kw_only=True, slots=True)
class _Section:
    heading: str
    blocks: list[list[str]] = field(default_factory=list)
    inner: list[_Section] = field(default_factory=list)


def read_article(text: str) -> tuple[str, str]:
    """``# `` is the title, ``## `` a heading (一、), ``### `` one below it (（一）); rows of a table stay together, any
    other line is a paragraph. A heading with nothing under it vanishes, and those that stay are numbered.
    """
    title = ""
    sections = [_Section(heading="")]
    for line in (line.strip() for line in text.splitlines()):
        holder = sections[-1].inner[-1] if sections[-1].inner else sections[-1]
        if line.startswith(_TITLE):
            title = line.removeprefix(_TITLE).strip()
        elif line.startswith(_HEADING):
            sections.append(_Section(heading=line.removeprefix(_HEADING).strip()))
        elif line.startswith(_SUBHEADING):
            sections[-1].inner.append(_Section(heading=line.removeprefix(_SUBHEADING).strip()))
        elif line.startswith(_ROW) and holder.blocks and holder.blocks[-1][0].startswith(_ROW):
            holder.blocks[-1].append(line)
        elif line:
            holder.blocks.append([line])
    return title, "\n\n".join(_write(sections))


def _write(sections: list[_Section]) -> Iterator[str]:
    number = 0
    for section in sections:
        inner = [below for below in section.inner if below.blocks]
        if section.heading and (section.blocks or inner):
            number += 1
            yield f"{spell_chinese(number)}、{section.heading}"
        yield from map("\n".join, section.blocks)
        for count, below in enumerate(inner, 1):
            yield f"（{spell_chinese(count)}）{below.heading}"
            yield from map("\n".join, below.blocks)
