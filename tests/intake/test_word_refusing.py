"""Files that are not taken: each with its reason and what to do; and whatever the bytes, nothing but that."""

from __future__ import annotations

import shutil
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import settings as limit
from hypothesis import strategies as st
from packages import BODY_TEXT, HEAD, pack, package, paragraph, part, relations, run, table, text_box, title
from papers_sent import word_bulletin

from jianbao.intake import read_manuscript
from jianbao.intake.converting import convert_to_docx
from jianbao.intake.filetypes import FileType
from jianbao.intake.refusing import RefusedError
from jianbao.problems import ProblemsFound
from jianbao.reading import read_office
from jianbao.settings import IntakeSettings, Settings
from offices import SMALL_OFFICE, OfficeBuilder

SAVE_AS = "在 Word 或 WPS 里打开，用“另存为”存成“Word 文档（*.docx）”，再导入"
GOOD = package(title("旧改") + paragraph(BODY_TEXT))
SECRET = "立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_office(OfficeBuilder(tmp_path_factory.mktemp("office")).root).settings


def refuse(settings: Settings, data: bytes, limits: IntakeSettings | None = None) -> str:
    """What is said of the one file; a problem and its hint."""
    with pytest.raises(ProblemsFound) as found:
        read_manuscript(data, "来稿.docx", settings, limits)
    (problem,) = found.value.problems
    return str(problem)


def said(code: str, message: str, hint: str = SAVE_AS) -> str:
    return f"error[{code}] 来稿.docx:1:1 {message}\n提示：{hint}"


def with_part(path: str, text: str | bytes) -> bytes:
    """The good file with one more part, or another one in its place."""
    with ZipFile(BytesIO(GOOD)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return pack({**parts, path: text})


# -- what is no Word file ---------------------------------------------------------------


def compound(*streams: str) -> bytes:
    """So much of a compound file as tells what it is."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(1022)
    return head + b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", said("word-empty", "文件是空的", "看看是不是没有保存，或没有传完")),
        (b"\0" * 9000, said("word-empty", "文件是空的", "看看是不是没有保存，或没有传完")),
        (b"%PDF-1.7", said("word-unknown", "这是 PDF 文件，不是 Word 文件", "请用写稿时的 Word 文件")),
        (b"<html><body>x", said("word-unknown", "这是网页格式的文件，不是 Word 文件")),
        (b"MIME-Version: 1.0", said("word-unknown", "这是网页格式的文件，不是 Word 文件")),
        ("城关镇推进旧改".encode(), said("word-unknown", "这不是 Word 文件")),
        (b"PK\x03\x04", said("word-damaged", "文件已损坏，或没有传完", f"重新发一次；还不行的，{SAVE_AS}")),
        (pack({"a.txt": "x"}), said("word-unknown", "这是压缩包，不是 Word 文件", "解压以后，导入里面的 Word 文件")),
        (
            pack({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}),
            said("word-unknown", "这是Excel 表格，不是 Word 文件", "请用写稿时的 Word 文件"),
        ),
        (
            pack({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}),
            said("word-unknown", "这是演示文稿，不是 Word 文件", "请用写稿时的 Word 文件"),
        ),
        (
            pack({"[Content_Types].xml": "<a/>"}),
            said("word-damaged", "文件里没有正文，可能已损坏", f"重新发一次；还不行的，{SAVE_AS}"),
        ),
        (
            compound("Workbook"),
            said("word-unknown", "这不是 Word 文件，可能是表格或演示文稿", "请用写稿时的 Word 文件"),
        ),
        (compound("EncryptedPackage"), said("word-locked", "文件加了密码，读不出来", "取消密码另存一份，再导入")),
        (
            compound("WordDocument", "_VBA_PROJECT"),
            said("word-macro", "文件带有宏，不能导入", f"宏可能是病毒；{SAVE_AS}"),
        ),
        (
            b"{\\rtf1{\\*\\template http://a/x.dot}}",
            said("word-external", "文件链接了外部模板，或嵌入了对象，不能导入"),
        ),
        (GOOD[: len(GOOD) // 2], said("word-damaged", "文件已损坏，或没有传完", f"重新发一次；还不行的，{SAVE_AS}")),
        (
            with_part("word/document.xml", "<w:document"),
            said("word-damaged", "文件里的内容读不出来，可能已损坏", f"重新发一次；还不行的，{SAVE_AS}"),
        ),
        (with_part("word/document.xml", "<html/>"), said("word-unknown", "这不是 Word 文件")),
        (package(""), said("word-empty", "文件里没有文字", "看看是不是没有保存，或内容全是图片；扫描件要先转成文字")),
        (
            package(paragraph("　 \u200b")),
            said("word-empty", "文件里没有文字", "看看是不是没有保存，或内容全是图片；扫描件要先转成文字"),
        ),
    ],
)
def test_what_is_no_word_file_is_refused(settings: Settings, data: bytes, expected: str) -> None:
    assert refuse(settings, data) == expected


def test_an_encrypted_doc_is_known_by_its_first_block(settings: Settings) -> None:
    data = bytearray(compound("WordDocument"))
    data[523] |= 1
    assert refuse(settings, bytes(data)) == said("word-locked", "文件加了密码，读不出来", "取消密码另存一份，再导入")


# -- bombs and tricks ---------------------------------------------------------------------


def test_a_large_file_is_refused(settings: Settings) -> None:
    message = said("word-large", "文件有 21 MB，超过 20 MB", "在 Word 里用“压缩图片”缩小；照片缩到长边2400像素就够印")
    assert refuse(settings, GOOD + bytes(20 * 1024 * 1024)) == message


def test_what_unfolds_to_any_size_is_refused(settings: Settings) -> None:
    bomb = said("word-bomb", "文件解开以后过大，不是正常的 Word 文件")
    assert refuse(settings, with_part("word/media/a.png", bytes(30 * 1024 * 1024))) == bomb
    small = IntakeSettings(unpacked_megabytes=1)
    noise = b"".join(zlib.crc32(struct.pack("<I", n)).to_bytes(4, "big") for n in range(300_000))
    assert refuse(settings, with_part("word/media/a.png", noise), small) == bomb


def test_a_size_that_the_file_states_is_not_believed(settings: Settings) -> None:
    """The listing says 10 bytes; what comes out is counted all the same."""
    data = bytearray(with_part("word/media/a.png", bytes(30 * 1024 * 1024)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refuse(settings, bytes(data)) == said("word-bomb", "文件解开以后过大，不是正常的 Word 文件")


def test_too_many_entries_are_refused(settings: Settings) -> None:
    data = pack({f"word/x{n}.xml": "" for n in range(40)})
    expected = said("word-bomb", "文件里的文件超过30个，不是正常的 Word 文件")
    assert refuse(settings, data, IntakeSettings(entries=30)) == expected


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_refused(settings: Settings, declared: str, encoding: str) -> None:
    text = part("w:document", f"<w:body>{paragraph('甲')}</w:body>").replace(HEAD, HEAD + declared)
    data = text.replace("UTF-8", encoding.upper()).encode(encoding)
    bomb = said("word-bomb", "文件里有 Word 不会写的定义（DTD），可能是攻击")
    assert refuse(settings, with_part("word/document.xml", data)) == bomb


@pytest.mark.parametrize("path", ["../../etc/cron.d/x", "/etc/x", "word/../../x", "word\\..\\..\\x", "C:/x"])
def test_a_path_that_climbs_out_is_refused(settings: Settings, path: str) -> None:
    assert refuse(settings, with_part(path, "x")) == said(
        "word-damaged", "文件里有路径不正常的文件，不是正常的 Word 文件"
    )


def test_a_name_that_stands_twice_is_refused(settings: Settings) -> None:
    buffer = BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", "x")
    expected = said("word-damaged", "文件里有重名的文件，不是正常的 Word 文件")
    assert refuse(settings, buffer.getvalue()) == expected


def test_other_ways_to_pack_are_refused(settings: Settings) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "x")
    assert "error[word-damaged]" in refuse(settings, buffer.getvalue())


def test_stored_parts_are_read(settings: Settings) -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(buffer, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert read_manuscript(buffer.getvalue(), "a.docx", settings).title == "旧改"


@pytest.mark.parametrize(
    "deep",
    [
        "".join("<w:tbl><w:tr><w:tc>" for _ in range(60))
        + paragraph("甲")
        + "".join("</w:tc></w:tr></w:tbl>" for _ in range(60)),
        "<w:p>" + "<w:smartTag>" * 200 + run("甲") + "</w:smartTag>" * 200 + "</w:p>",
        "<w:customXml>" * 100 + paragraph("甲") + "</w:customXml>" * 100,
    ],
)
def test_what_is_nested_without_end_is_refused(settings: Settings, deep: str) -> None:
    assert refuse(settings, package(deep)) == said("word-damaged", "文件里的表格、文本框一层套一层，太深了")


def test_a_tree_that_no_parser_takes_is_refused(settings: Settings) -> None:
    deep = "<w:p>" + "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000 + "</w:p>"
    assert "error[word-damaged] 来稿.docx:1:1 文件里的内容读不出来" in refuse(settings, package(deep))


def test_too_many_paragraphs_are_refused(settings: Settings) -> None:
    expected = said("word-large", "正文超过10段", "一件事写一篇稿件；书稿、汇编请分开报")
    assert refuse(settings, package(paragraph("甲") * 11), IntakeSettings(paragraphs=10)) == expected


# -- macros and links ----------------------------------------------------------------------


def test_macros_are_refused(settings: Settings) -> None:
    macro = said("word-macro", "文件带有宏，不能导入", f"宏可能是病毒；{SAVE_AS}")
    assert refuse(settings, with_part("word/vbaProject.bin", b"x")) == macro
    types = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refuse(settings, with_part("[Content_Types].xml", f"<Types>{types}</Types>")) == macro


@pytest.mark.parametrize(
    ("path", "kind", "what"),
    [
        ("word/_rels/settings.xml.rels", "attachedTemplate", "模板"),
        ("word/_rels/document.xml.rels", "image", "图片"),
        ("word/_rels/document.xml.rels", "oleObject", "对象"),
        ("word/_rels/header1.xml.rels", "image", "图片"),
        ("_rels/.rels", "unheard", "内容"),
    ],
)
def test_links_to_what_lies_outside_are_refused(settings: Settings, path: str, kind: str, what: str) -> None:
    listed = [("rId1", "officeDocument", "word/document.xml")] if path == "_rels/.rels" else []
    data = with_part(path, relations(*listed, external=(("rId9", kind, "http://127.0.0.1:9/x"),)))
    hint = "在 Word 里全选、复制，粘贴到新建的空白文档，存成“Word 文档（*.docx）”，再导入"
    assert refuse(settings, data) == said("word-external", f"文件链接了外部的{what}，不能导入", hint)


# -- secrets ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        package(paragraph("秘密★1年") + title("旧改") + paragraph(BODY_TEXT)),
        package(paragraph(run("秘"), run("密"), run("★")) + paragraph(BODY_TEXT)),
        package(title("旧改") + paragraph(text_box(paragraph("机　密")), BODY_TEXT)),
        package(title("旧改") + paragraph(BODY_TEXT) + table(("密级", "秘密"))),
        package(title("旧改") + paragraph(BODY_TEXT, run("绝密★长期", "<w:vanish/>"))),
        with_part("word/header1.xml", part("w:hdr", paragraph("机密★5年"))),
        with_part("word/footer3.xml", part("w:ftr", paragraph("密级：秘密"))),
        with_part("word/comments.xml", part("w:comments", f"<w:comment>{paragraph('秘密')}</w:comment>")),
        with_part("docProps/core.xml", f'{HEAD}<c xmlns:d="urn:d"><d:subject>机密</d:subject></c>'),
        with_part("docProps/custom.xml", f"{HEAD}<p xmlns:v='urn:v'><v:lpwstr>密级：机密</v:lpwstr></p>"),
        with_part(
            "word/settings.xml", part("w:settings", '<w:docVars><w:docVar w:name="密级" w:val="秘密★"/></w:docVars>')
        ),
    ],
)
def test_a_mark_of_secrecy_is_refused_wherever_it_hides(settings: Settings, data: bytes) -> None:
    told = refuse(settings, data)
    assert told.startswith("error[secrecy-mark] 来稿.docx:1:1 有密级标志“")
    assert told.endswith(f"”，不能导入\n提示：{SECRET}")


def test_running_words_are_no_mark(settings: Settings) -> None:
    text = "依法保护商业秘密，办理涉及国家秘密的事项走涉密渠道。"
    assert read_manuscript(package(title("旧改") + paragraph(text)), "a.docx", settings).body == f"{text}\n"


# -- other formats without a converter -----------------------------------------------------------


@pytest.mark.parametrize("kind", list(FileType))
def test_without_libreoffice_somebody_is_told_what_to_do(kind: FileType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(RefusedError) as refused:
        convert_to_docx(pack({"mimetype": "x"}), kind, IntakeSettings())
    assert refused.value.message == f"本机没有 LibreOffice，读不了 .{kind.value} 一类的文件"
    assert refused.value.hint == SAVE_AS


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"META-INF/manifest.xml": "<m:encryption-data/>"}, "文件加了密码，读不出来"),
        ({"Basic/Standard/Module1.xml": "x"}, "文件带有宏，不能导入"),
    ],
)
def test_an_odt_is_looked_into_before_it_is_converted(settings: Settings, parts: dict[str, str], message: str) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", ZIP_STORED)
        for path, text in parts.items():
            archive.writestr(path, text)
    assert message in refuse(settings, buffer.getvalue())


# -- anything at all -----------------------------------------------------------------------------

BULLETIN = word_bulletin()
SMALL = read_office(SMALL_OFFICE).settings


def read_or_refuse(data: bytes) -> None:
    """Nothing but a manuscript or problems comes of it."""
    try:
        manuscript = read_manuscript(data, "a.docx", SMALL)
    except ProblemsFound as found:
        told = [bool(problem.message and problem.hint) for problem in found.problems]
    else:
        told = [manuscript.body == "" or manuscript.body.endswith("\n")]
    assert told
    assert all(told)


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"<html"]))
def test_any_bytes_are_answered(data: bytes, start: bytes) -> None:
    read_or_refuse(start + data)


@limit(max_examples=300)
@given(st.integers(0, len(BULLETIN) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_file_with_some_bytes_changed_is_answered(at: int, new: bytes, cut: bool) -> None:
    read_or_refuse(BULLETIN[:at] + new + (b"" if cut else BULLETIN[at + len(new) :]))


@limit(max_examples=300)
@given(st.data())
def test_a_text_with_some_words_changed_is_answered(data: st.DataObject) -> None:
    """Inside the archive, so that the XML is what is wrong."""
    with ZipFile(BytesIO(BULLETIN)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    path = data.draw(st.sampled_from(sorted(path for path in parts if path.endswith((".xml", ".rels")))))
    text = bytes(parts[path])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        new = data.draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from(
                    [
                        b'w:val="',
                        b"99999999999",
                        b"-1",
                        b"</w:p>",
                        b"<w:p/>",
                        b"<w:tbl/>",
                        b"<w:tr><w:tc/></w:tr>",
                        b"rId1",
                        b"%9",
                    ]
                ),
            )
        )
        text = text[:at] + new + text[at + data.draw(st.integers(0, 6)) :]
    read_or_refuse(pack({**parts, path: text}))


@limit(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                run("甲"),
                '<w:numPr><w:numId w:val="x"/></w:numPr>',
                "<w:sdt/>",
                "<w:hyperlink/>",
                "<w:ins/>",
                "<w:del/>",
                "<w:moveTo/>",
                '<w:r><w:sym w:char="zz"/></w:r>',
                '<w:r><w:sym w:char="FFFFFF"/></w:r>',
                '<w:r><w:sym w:char="D800"/></w:r>',
                '<w:commentRangeEnd w:id="9"/>',
                "<w:r><w:commentReference/></w:r>",
                '<w:r><w:rPr><w:sz w:val="-"/></w:rPr></w:r>',
                '<w:r><w:footnoteReference w:id="77"/></w:r>',
                "<w:r><mc:AlternateContent/></w:r>",
                "<w:r><w:drawing/></w:r>",
                '<w:pPr><w:pStyle w:val="9"/><w:outlineLvl w:val="x"/><w:rPr><w:del/></w:rPr></w:pPr>',
                "<w:r><w:object/></w:r>",
            ]
        ),
        max_size=8,
    )
)
def test_any_members_of_a_paragraph_are_answered(members: list[str]) -> None:
    read_or_refuse(package(title("旧改") + f"<w:p>{''.join(members)}</w:p>"))
