"""What LibreOffice writes, and what it makes of .doc, .rtf and .odt: one text, the same whichever file it comes in."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
from packages import BODY_TEXT, convert

from conftest import MakeOnce, require_tool
from jianbao.intake import Manuscript, read_manuscript
from jianbao.problems import ProblemsFound
from jianbao.reading import read_office
from jianbao.settings import IntakeSettings, Settings
from offices import SMALL_OFFICE

FONTS = "".join(
    f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>'
    for name in ("方正小标宋简体", "黑体", "仿宋_GB2312")
)
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for prefix, uri in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def text_style(name: str, font: str, size: int, *, align: str = "start", weight: str = "normal") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:text-align="{align}"/><style:text-properties style:font-name-asian="{font}" '
        f'style:font-size-asian="{size}pt" fo:font-size="{size}pt" style:font-weight-asian="{weight}" '
        f'fo:font-weight="{weight}"/>'
        "</style:style>"
    )


def paper() -> str:
    """A township's item as somebody types it in Writer: a frame, a numbered list, a table, a signature."""
    styles = (
        text_style("T", "方正小标宋简体", 22, align="center")
        + text_style("H", "黑体", 16)
        + text_style("B", "仿宋_GB2312", 16)
        + text_style("S", "仿宋_GB2312", 16, align="end")
        + '<style:style style:name="F" style:family="graphic"/>'
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style>'
    )

    def line(style: str, text: str) -> str:
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    items = "".join(f"<text:list-item>{line('B', text)}</text:list-item>" for text in ("先建账。", "再整改。"))
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{line('B', cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in (("小区", "户数"), ("建设里", "420"))
    )
    frame = (
        '<draw:frame draw:style-name="F" text:anchor-type="paragraph" svg:width="8cm" svg:height="2cm"><draw:text-box>'
        + line("B", "框里的提示：以街道数据为准。")
        + "</draw:text-box></draw:frame>"
    )
    body = (
        line("T", "城关镇推进老旧小区改造")
        + line("B", BODY_TEXT)
        + line("H", "一、主要做法")
        + f'<text:list text:style-name="L">{items}</text:list>'
        + f'<table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
        + line("B", f"{frame}下一步，建立长效机制。")
        + line("S", "城关镇人民政府")
        + line("S", "2026年11月3日")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{FONTS}</office:font-face-decls>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


FORMS = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}


@pytest.fixture(scope="module")
def papers(make_once: MakeOnce) -> Path:
    """The paper in each format."""
    soffice = require_tool("soffice")

    def make(folder: Path) -> None:
        (folder / "paper.fodt").write_text(paper(), encoding="utf-8")
        for form in FORMS.values():
            convert(soffice, folder / "paper.fodt", form)

    return make_once("intake-papers", make)


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_office(SMALL_OFFICE).settings


def read(papers: Path, suffix: str, settings: Settings) -> Manuscript:
    return read_manuscript((papers / f"paper.{suffix}").read_bytes(), f"paper.{suffix}", settings)


@pytest.mark.parametrize("suffix", FORMS)
def test_a_paper_reads_the_same_in_every_format(papers: Path, settings: Settings, suffix: str) -> None:
    done = read(papers, suffix, settings)
    assert (done.title, done.units, str(done.date)) == ("城关镇推进老旧小区改造", ("chengguan",), "2026-11-03")
    blocks = done.body.rstrip("\n").split("\n\n")
    assert blocks == [
        BODY_TEXT,
        "## 一、主要做法",
        "1.先建账。",
        "2.再整改。",
        "| 小区 | 户数 |\n| --- | --- |\n| 建设里 | 420 |",
        "框里的提示：以街道数据为准。",
        "下一步，建立长效机制。",
    ]


def test_the_name_of_a_file_says_nothing(papers: Path, settings: Settings) -> None:
    """A .wps of WPS is a .doc by another name; an .odt may be called .docx."""
    data = (papers / "paper.doc").read_bytes()
    assert read_manuscript(data, "旧改.wps", settings).title == "城关镇推进老旧小区改造"


def test_a_torn_doc_is_told(papers: Path, settings: Settings) -> None:
    data = (papers / "paper.doc").read_bytes()
    with pytest.raises(ProblemsFound) as found:
        read_manuscript(data[:1536] + "WordDocument".encode("utf-16-le"), "旧改.doc", settings)
    assert [problem.code for problem in found.value.problems] == ["word-damaged"]


def test_a_conversion_that_takes_too_long_is_ended(
    papers: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all that it started."""
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(ProblemsFound) as found:
        read_manuscript((papers / "paper.rtf").read_bytes(), "旧改.rtf", settings, IntakeSettings(seconds=1))
    assert found.value.problems[0].message == "LibreOffice 转换超过1秒，没有完成"
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.strip() in ("", "Z"), signal.SIGKILL
