"""The four schemes that travel with the library: starting points that work as they lie there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from worked import Example, find_shipped

from jianbao.reading import read_office
from sites import copy_demo

SHIPPED = find_shipped()
LIMIT = "# 注意：《整治形式主义为基层减负若干规定》对考核有限制，启用前先看手册“计分方案”页开头的说明。"
each_scheme = pytest.mark.parametrize("shipped", SHIPPED, ids=[shipped.id for shipped in SHIPPED])


def read_text(shipped: Example) -> str:
    return shipped.schemes[0].read_text("utf-8")


@each_scheme
def test_an_office_that_takes_it_as_it_is_has_no_problem(shipped: Example, tmp_path: Path) -> None:
    """On the demo office's own units, periodicals, channels and levels."""
    copy_demo(tmp_path, records=False)
    (tmp_path / "briefs/settings/scoring").mkdir(exist_ok=True)
    shutil.copy(shipped.schemes[0], tmp_path / "briefs/settings/scoring")
    office_file = tmp_path / "briefs/settings/office.yml"
    named = f"instructions: 内部\nscheme: {shipped.id}\n"
    office_file.write_text(office_file.read_text("utf-8") + named, encoding="utf-8")
    office = read_office(tmp_path)
    assert list(office.problems) == []
    assert [scheme.id for scheme in office.settings.schemes] == [shipped.id]


@each_scheme
def test_it_says_how_to_take_it_and_what_to_weigh_first(shipped: Example) -> None:
    head = read_text(shipped).partition("\n\n")[0].splitlines()
    assert re.fullmatch(r"# 计分方案样本[一二三四]：\w+", head[0])
    assert head[-1] == LIMIT
    assert "在 office.yml 里写" in "".join(head)
    assert f"scheme: {shipped.id}" in "".join(head)


@each_scheme
def test_every_section_and_every_value_of_the_head_is_explained(shipped: Example) -> None:
    """On its own line or on the one above."""
    lines = read_text(shipped).splitlines()
    sections = [number for number, line in enumerate(lines) if re.match(r"[a-z]+:", line)]
    assert len(sections) >= 6
    assert [lines[number] for number in sections if "#" not in lines[number] + lines[number - 1]] == []


def test_names_and_documents_are_invented() -> None:
    text = "".join(read_text(shipped) for shipped in SHIPPED)
    assert set(re.findall(r"[\u4e00-\u9fff]{2}区(?=党委|信息|紧急)", text)) == {"云溪区"}
    assert set(re.findall(r"^basis: (\S+?)〔", text, re.MULTILINE)) == {"云委办发"}
