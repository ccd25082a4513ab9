"""Whole papers → what is made of them, each against its expected file; ``git diff`` is the review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from papers_sent import PAPERS

from jianbao.intake import Manuscript, read_manuscript
from jianbao.reading import read_office
from jianbao.settings import Settings
from offices import OfficeBuilder

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_office(OfficeBuilder(tmp_path_factory.mktemp("office")).root).settings


def show(manuscript: Manuscript) -> str:
    """Everything in it that is text."""
    fields = {
        "标题": manuscript.title,
        "单位": "、".join(manuscript.units),
        "执笔人": manuscript.author,
        "电话": manuscript.phone,
        "审签人": manuscript.approver,
        "日期": manuscript.date or "",
        "图片": "、".join(f"{picture.name}（{len(picture.data)}字节）" for picture in manuscript.pictures),
    }
    head = "".join(f"{name}：{value}\n" for name, value in fields.items())
    remarks = "".join(f"{remark}\n" for remark in manuscript.remarks)
    return f"{head}\n==== 正文 ====\n{manuscript.body}\n==== 附注 ====\n{remarks}"


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_read(name: str, settings: Settings, compare_golden: Callable[[Path, str], None]) -> None:
    manuscript = read_manuscript(PAPERS[name](), f"{name}.docx", settings)
    compare_golden(EXPECTED / f"{name}.md", show(manuscript))


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_file_gives_the_same(name: str, settings: Settings) -> None:
    data = PAPERS[name]()
    assert read_manuscript(data, "a.docx", settings) == read_manuscript(data, "a.docx", settings)
