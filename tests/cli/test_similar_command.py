"""``jianbao similar``: an item or a file against all that was there before, the overlap in 【】."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from commands import refuse, succeed
from offices import OfficeBuilder

PARKING = "镇里把沿街12处闲置空地改成停车场，画车位430个，白天每小时收费2元，晚上居民停车不收费。钱用于路灯和保洁。"
WATER = "换表后查出暗漏19处。"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/checks.yml", "duplicate-unit: {min: 30}\nduplicate-other: {min: 30}\n")
    built.item("heping", "yuan-gao", "2026-11-20", f"{PARKING}\n\n{WATER}", title="和平镇挖潜")
    built.item("chengguan", "kao-bei", "2026-11-26", f"近日，{PARKING}", title="空地变宝")
    return built


def test_an_item_and_what_it_repeats_beside_each_other(office: OfficeBuilder) -> None:
    assert succeed(office.root, "similar", "chengguan/2026/11-26-kao-bei") == (
        "与其他单位雷同：与和平镇2026年11月20日报送的《和平镇挖潜》，89%的文字相同\n"
        "  heping/2026/11-20-yuan-gao\n"
        "  本稿\n"
        "    空地变宝\n"
        f"    近日，【{PARKING.removesuffix('。')}】。\n"
        "  来稿\n"
        "    和平镇挖潜\n"
        f"    【{PARKING.removesuffix('。')}】。\n"
        f"    {WATER}\n"
        "共1篇。\n"
    )


@pytest.mark.parametrize("name", ["heping/2026/11-20-yuan-gao", "briefs/items/heping/2026/11-20-yuan-gao.md"])
def test_an_item_is_not_compared_with_later_ones(office: OfficeBuilder, name: str) -> None:
    assert succeed(office.root, "similar", name) == "没有与以前的稿件、已刊文章大段相同的文字。\n"


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".txt", f"挖潜\n{PARKING}\n"),
        (".md", f"---\ntitle: 挖潜\nunit: 和平镇\n---\n{PARKING}\n"),
        (".md", f"挖潜\n\n{PARKING}\n"),
    ],
)
def test_a_file_is_compared_with_all(office: OfficeBuilder, tmp_path: Path, suffix: str, text: str) -> None:
    file = tmp_path / f"来文{suffix}"
    file.write_text(text, encoding="utf-8")
    told = succeed(office.root, "similar", str(file))
    assert [line for line in told.splitlines() if not line.startswith(" ")] == [
        "与和平镇2026年11月20日报送的《和平镇挖潜》，100%的文字相同",
        "与城关镇2026年11月26日报送的《空地变宝》，96%的文字相同",
        "共2篇。",
    ]


def test_a_word_file_is_read_as_import_reads_it(office: OfficeBuilder, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("挖潜", level=0)
    document.add_paragraph(PARKING)
    document.save(str(tmp_path / "来文.docx"))
    told = succeed(office.root, "similar", str(tmp_path / "来文.docx"))
    assert told.endswith("共2篇。\n")


def test_what_is_neither_is_refused_with_the_nearest(office: OfficeBuilder) -> None:
    assert "没有稿件“heping/2026/11-20-yuan-gap”，也没有这个文件" in refuse(
        office.root, "similar", "heping/2026/11-20-yuan-gap"
    )
    assert "是不是 heping/2026/11-20-yuan-gao？" in refuse(office.root, "similar", "heping/2026/11-20-yuan-gap")


def test_a_damaged_file_is_told(office: OfficeBuilder, tmp_path: Path) -> None:
    (tmp_path / "坏.txt").write_bytes("挖潜".encode("gbk"))
    assert "坏.txt" in refuse(office.root, "similar", str(tmp_path / "坏.txt"))
    (tmp_path / "坏.docx").write_bytes(b"PK nothing")
    assert "error[" in refuse(office.root, "similar", str(tmp_path / "坏.docx"))
    (tmp_path / "坏.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert "坏.md" in refuse(office.root, "similar", str(tmp_path / "坏.md"))
