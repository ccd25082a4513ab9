"""``print.yml``: every field, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.reading import read_office
from jianbao.settings.printing import DEFAULT_FONTS, DocumentForm, FontChoice, PrintSettings
from offices import lay_out

KNOWN = ("documents", "folders", "fonts", "picture_megapixels")


def read(root: Path, text: str) -> tuple[PrintSettings, list[str]]:
    """(the settings, the problems) of an office with this file."""
    lay_out(root)
    (root / "briefs/settings/print.yml").write_text(text, encoding="utf-8")
    office = read_office(root)
    return office.settings.printing, [str(problem) for problem in office.problems]


def test_without_the_file_jianbao_knows_what_to_do(tmp_path: Path) -> None:
    assert read_office(lay_out(tmp_path)).settings.printing == PrintSettings(
        fonts=DEFAULT_FONTS, folders=(), documents=(DocumentForm.PDF, DocumentForm.DOCX), picture_megapixels=20
    )


def test_every_field_is_read(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path,
        "fonts:\n"
        "  title: [{name: 方正小标宋简体}, {name: 宋体, bold: 是, substitute: 是}]\n"
        "  body: [{name: 仿宋_GB2312}]\n"
        "folders: [/srv/fonts, lib]\n"
        "documents: [pdf]\n"
        "picture_megapixels: 8\n",
    )
    assert problems == []
    assert settings == PrintSettings(
        fonts={
            **DEFAULT_FONTS,
            "title": (FontChoice(name="方正小标宋简体"), FontChoice(name="宋体", bold=True, substitute=True)),
            "body": (FontChoice(name="仿宋_GB2312"),),
        },
        folders=("/srv/fonts", "lib"),
        documents=(DocumentForm.PDF,),
        picture_megapixels=8,
    )


def test_an_office_may_want_no_documents_beside_its_pages(tmp_path: Path) -> None:
    settings, problems = read(tmp_path, "documents: 无\n")
    assert (settings.documents, problems) == ((), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fonts:\n  boby: [{name: 仿宋}]\n", "error[field-unknown] {}:2:3 不认识字段“boby”\n提示：是不是想写“body”？"),
        ("fonts:\n  body: [{bold: 是}]\n", "error[field-missing] {}:2:10 缺少字段“name”\n提示：补上“name: …”一行"),
        (
            "fonts:\n  body: [{name: 仿宋, heavy: 是}]\n",
            "error[field-unknown] {}:2:21 不认识字段“heavy”\n提示：这里可用的字段：bold、name、substitute",
        ),
        (
            "documents: [pdf, odt]\n",
            "error[field-type] {}:1:18 字段“documents”的值“odt”不在可选之列\n提示：可选：pdf、docx",
        ),
        (
            "picture_megapixels: 很多\n",
            "error[field-type] {}:1:21 字段“picture_megapixels”的值“很多”应是一个整数\n提示：只写数字，如 10",
        ),
        ("look: 好看\n", f"error[field-unknown] {{}}:1:1 不认识字段“look”\n提示：这里可用的字段：{'、'.join(KNOWN)}"),
    ],
)
def test_a_wrong_field_is_told_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    assert read(tmp_path, text)[1] == [problem.format("briefs/settings/print.yml")]
