"""Reading a higher level's bulletin: files as offices make them, and as nobody means them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import hostile_pdfs as pdfs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import require_tool
from fonts import ROOT as TOP
from jianbao.intake.bulletins import extract_text, portable, take_pasted
from jianbao.intake.bulletins.joining import join_lines
from jianbao.intake.bulletins.portable import PageLine
from jianbao.problems import ProblemsFound
from jianbao.reading import read_office
from jianbao.rendering.printing.fonts import FontSet
from jianbao.settings import Settings

SAMPLE = TOP / "templates/new/样稿.docx"
PASTE = "打开文件，把要找的文字复制下来，粘贴到采编台“疑似采用”的框里"
BULLETIN = """
#align(center)[#text(size: 36pt)[每日要情]]
#align(center)[第228期]
市委办公室 #h(1fr) 2026年11月28日

目录

一、云溪区整治快递进村收费

#align(center)[#text(size: 22pt)[云溪区整治快递进村收费让群众取件不再花冤枉钱]]

今年以来，云溪区针对村民反映快递到村被加收取件费问题，组织交通运输、市场监管、邮政管理等部门开展专项整治，摸排村级快递服务点147个，清退违规收费3.6万元。

一是摸清底数。对全区12个乡镇的快递服务点逐一登记造册，张贴举报电话，做到一点一档。二是严格执法。

#pagebreak()
第二页继续说明情况，覆盖率达到98.5%，受益群众2.3万户。
#table(columns: 3, [日期], [期号], [标题], [11月3日], [第209期], [更换供水管网])
"""
READ = """每日要情
第228期
市委办公室 2026年11月28日
目录
一、云溪区整治快递进村收费
云溪区整治快递进村收费让群众取件不再花冤枉钱
今年以来，云溪区针对村民反映快递到村被加收取件费问题，组织交通运输、市场监管、邮政管理等部门开展专项整治，摸排村级快递服务点147个，清退违规收费3.6万元。
一是摸清底数。对全区12个乡镇的快递服务点逐一登记造册，张贴举报电话，做到一点一档。二是严格执法。
第二页继续说明情况，覆盖率达到98.5%，受益群众2.3万户。
日期 期号 标题
11月3日 第209期 更换供水管网"""


@pytest.fixture
def settings() -> Settings:
    return demo_settings()


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is made to take long need not take as long here."""
    monkeypatch.setattr(portable, "_PAGE_SECONDS", 2)


def refused(data: bytes, settings: Settings, name: str = "要情.pdf") -> str:
    with pytest.raises(ProblemsFound) as found:
        extract_text(data, name, settings)
    (problem,) = found.value.problems
    assert problem.place.path == name
    return f"[{problem.code}] {problem.message}｜{problem.hint}"


# -- as offices make them -------------------------------------------------------


def test_a_pdf_set_by_our_own_typesetter_reads_as_it_was_written(settings: Settings, printing_fonts: FontSet) -> None:
    """Lines that the page broke are one again, headings too; page numbers are no text."""
    read = extract_text(pdfs.set_pdf(BULLETIN), "要情.pdf", settings)
    assert (read.text, read.remarks) == (READ, ())


def test_a_pdf_made_by_libreoffice_reads_as_the_word_file_does(settings: Settings, tmp_path: Path) -> None:
    program = require_tool("soffice")
    command = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(SAMPLE)], check=True, capture_output=True
    )
    printed = extract_text((tmp_path / "样稿.pdf").read_bytes(), "样稿.pdf", settings).text
    written = extract_text(SAMPLE.read_bytes(), "样稿.docx", settings).text
    assert [line.replace(" ", "") for line in printed.replace("\u3000", "").split("\n")] == [
        line.replace("\t", "") for line in written.replace("\u3000", "").split("\n")
    ]


def test_a_word_file_gives_its_paragraphs_and_the_rows_of_its_tables(settings: Settings) -> None:
    read = extract_text(SAMPLE.read_bytes(), "样稿.docx", settings)
    lines = read.text.split("\n")
    assert lines[:3] == [
        "城关镇背街小巷装上便民晾衣杆",
        "10月以来，城关镇走访背街小巷46条，登记居民晾晒难点128处，在不占通道、不挡窗户的地方装晾衣杆96组，惠及居民2100多户。",
        "一、先问后装",
    ]
    assert lines[6:9] == ["社区\t已装（组）\t认领居民（户）", "建设里\t52\t52", "老粮站\t44\t43"]
    assert read.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_the_usual_encodings(settings: Settings, encoding: str) -> None:
    data = "每日要情\r\n\r\n第228期\r云溪区“三步走”。\f下一页\n".encode(encoding)
    assert extract_text(data, "要情.txt", settings).text == "每日要情\n第228期\n云溪区“三步走”。\n下一页"


def test_pasted_text_loses_only_empty_lines_and_spaces_around() -> None:
    assert take_pasted("\x1b第\x00228期\x9b").text == "第228期"
    assert take_pasted("\r\n　每日要情\r\n\r\n　　第228期  \r\n").text == "每日要情\n第228期"


def test_a_pdf_that_only_forbids_copying_is_read_as_on_a_screen(settings: Settings) -> None:
    data = pdfs.lock(pdfs.make_pages(pdfs.write_words("Bulletin 228")), "")
    assert extract_text(data, "要情.pdf", settings).text == "Bulletin 228"


# -- as nobody means them -------------------------------------------------------


def test_a_page_that_takes_too_long_is_left_out_and_the_others_are_read(settings: Settings) -> None:
    read = extract_text(pdfs.make_endless_page(), "要情.pdf", settings)
    assert read.text == "before after"
    (remark,) = read.remarks
    assert (remark.message, remark.hint) == (
        "第2页读得太久或已损坏，没有读",
        "这几页里有没有用我们的稿件，请打开文件看",
    )


def test_a_page_without_text_between_others_is_told(settings: Settings) -> None:
    words = pdfs.write_words("before")
    read = extract_text(pdfs.make_pages(words, pdfs.write_stream([b""]), words), "要情.pdf", settings)
    assert [remark.message for remark in read.remarks] == ["第2页没有文字，可能是扫描的图片，没有读"]


UNREADABLE = f"[bulletin-damaged] PDF 已损坏，没有传完，或不是正常的 PDF｜重新下载或重新发一次；还不行的，{PASTE}"
SCANNED = (
    "[bulletin-scanned] 这是扫描件，没有文字层，读不出文字｜"
    "请对方发 Word 或带文字的 PDF；或用文字识别软件转成文字，存成文本文件再试"
)
LOCKED = f"[bulletin-locked] PDF 加了密码，或限制了复制，读不出来｜取消密码另存一份；只是限制了复制的，{PASTE}"
SECRET = (
    "[secrecy-mark] 有密级标志“机密★1年”，不能读入｜"
    "立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志"
)
HOSTILE: list[tuple[Callable[[], bytes], str]] = [
    (lambda: pdfs.make_blank(2), SCANNED),
    (lambda: pdfs.lock(pdfs.make_blank(1), "secret"), LOCKED),
    (lambda: pdfs.make_blank(10_000), "[bulletin-large] PDF 有10000页，超过300页｜一次上传一期；合订本请拆开"),
    (pdfs.make_bomb, UNREADABLE),
    (pdfs.make_circle, UNREADABLE),
    (pdfs.make_crowded_stream, UNREADABLE),
    (lambda: pdfs.make_pages(pdfs.write_words("x"))[:150], UNREADABLE),
    (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 50, UNREADABLE),
]


@pytest.mark.parametrize(
    ("make", "said"), HOSTILE,
    ids=["scanned", "locked", "many", "bomb", "circle", "crowd", "cut", "noise"],
)  # fmt: skip
def test_a_hostile_pdf_ends_in_one_sentence(settings: Settings, make: Callable[[], bytes], said: str) -> None:
    assert refused(make(), settings) == said


def test_a_table_of_places_that_names_itself_does_no_harm(settings: Settings) -> None:
    assert extract_text(pdfs.make_table_circle(), "要情.pdf", settings).text == "x"


def test_a_reader_that_never_answers_is_ended_with_the_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a page does to the alarm of the process."""
    sleeper = TOP / "tests/found/never_answers.py"
    monkeypatch.setattr(portable, "_READER", sleeper)
    hurried = replace(settings, intake=replace(settings.intake, seconds=1))
    assert refused(b"%PDF-1.7\n", hurried) == UNREADABLE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "[bulletin-empty] 文件是空的｜看看是不是没有保存，或没有传完"),
        (b" \r\n \n", "[bulletin-empty] 文件是空的｜看看是不是没有保存，或没有传完"),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            f"[bulletin-unknown] 这不是能读出文字的文件｜上传 Word、PDF 或文本文件（*.txt）；别的文件，{PASTE}",
        ),
        (b"<!DOCTYPE html><p>x", f"[bulletin-unknown] 这是网页格式的文件，不是文本文件｜{PASTE}"),
        ("每日要情\n机密★1年\n正文。".encode("gbk"), SECRET),
        (b"x" * 400_001, "[bulletin-large] 有400001字，超过400000字｜一次上传一期；合订本请拆开"),
        (b"x" * (20 * 1024 * 1024 + 1), f"[bulletin-large] 文件超过 20 MB｜一次上传一期；图片多的，{PASTE}"),
    ],
    ids=["empty", "spaces", "picture", "page", "secret", "long", "large"],
)  # fmt: skip
def test_what_is_not_taken_says_so(settings: Settings, data: bytes, said: str) -> None:
    assert refused(data, settings, "要情.txt") == said


def test_a_secret_pdf_is_refused_though_the_mark_stands_in_a_line_of_its_own_size(
    settings: Settings, printing_fonts: FontSet
) -> None:
    data = pdfs.set_pdf("#text(size: 14pt)[秘密★长期]\n\n= 要情\n\n今日要情如下。")
    assert refused(data, settings).startswith("[secrecy-mark] 有密级标志“秘密★长期”，不能读入｜")


def test_a_packed_file_that_is_no_word_file_says_what_it_is(settings: Settings, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refused((tmp_path / "a.zip").read_bytes(), settings, "目录.xlsx") == (
        "[word-unknown] 这是Excel 表格，不是 Word 文件｜请用写稿时的 Word 文件"
    )


@given(st.binary(max_size=400))
def test_no_bytes_do_anything_but_read_or_be_refused(data: bytes) -> None:
    """But for those that begin as a PDF does, which are read in a process of their own."""
    assume(b"%PDF-" not in data)
    try:
        text = extract_text(data, "x", demo_settings()).text
    except ProblemsFound as found:
        text = found.problems[0].message
    assert text.strip()


@cache
def demo_settings() -> Settings:
    return read_office(TOP).settings


# -- lines ----------------------------------------------------------------------


def line(text: str, size: float = 16) -> PageLine:
    return PageLine(text=text, size=size)


def test_what_stands_at_the_head_of_every_page_is_read_once() -> None:
    pages = [[line("每日要情"), line(f"第{n}件事办完。"), line(f"－{n}－".replace("－", "-"))] for n in (1, 2, 3)]
    assert join_lines(pages) == ["每日要情", "第1件事办完。", "第2件事办完。", "第3件事办完。"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    wide = "甲" * 28
    assert join_lines([[line(wide), line("— 1 —")], [line("乙。"), line("2/2")]]) == [f"{wide}乙。"]


def test_signs_that_only_look_like_characters_become_those() -> None:
    assert join_lines([[line("⽬录"), line("⼀、⾼标准农⽥")]]) == ["目录", "一、高标准农田"]


def test_figures_stand_close_to_chinese_text_in_prose_and_apart_in_tables() -> None:
    assert join_lines([[line("共 46 条，长 3.6 公里。"), line("建设里 52 52")]]) == [
        "共46条，长3.6公里。",
        "建设里 52 52",
    ]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler")
def test_nothing_printed_is_lost(settings: Settings, printing_fonts: FontSet, tmp_path: Path) -> None:
    """Against another reader of PDF, page numbers aside."""
    (tmp_path / "a.pdf").write_bytes(pdfs.set_pdf(BULLETIN))
    told = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, encoding="utf-8", check=True
    )
    squeezed = re.sub("—[12]—", "", "".join(told.stdout.split()))
    ours = "".join(extract_text((tmp_path / "a.pdf").read_bytes(), "a.pdf", settings).text.split())
    assert sorted(squeezed) == sorted(ours)
