"""Only text that may still be printed is worth mending."""

from __future__ import annotations

from pathlib import Path

from jianbao.checks.passages import Passage, find_open_passages
from jianbao.model import Source
from jianbao.problems import Place
from jianbao.reading import read_office
from jianbao.standing import find_standing
from offices import lay_out


def test_what_is_printed_or_replaced_is_closed(tmp_path: Path) -> None:
    office = read_office(lay_out(tmp_path))
    passages = find_open_passages(office, find_standing(office))
    held = [(passage.source.path.removeprefix("briefs/"), passage.field) for passage in passages if passage.text]
    assert held == [
        ("items/binhe/2026/11-04-gong-shui.md", "title"),
        ("items/wenlv/2026/11-20-shu-fang.md", "title"),
        ("items/binhe/2026/11-04-gong-shui.md", ""),
        ("items/wenlv/2026/11-20-shu-fang.md", ""),
    ]


def test_place_of_a_character_in_a_body() -> None:
    passage = Passage(source=Source(path="a.md", digest="", body_line=9), field="", text="第一段\n\n第二段")
    assert passage.place(0) == Place(path="a.md", line=9, column=1)
    assert passage.place(passage.text.index("二")) == Place(path="a.md", line=11, column=2)
    assert list(passage.lines()) == [(0, "第一段"), (4, ""), (5, "第二段")]
