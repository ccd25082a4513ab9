"""``jianbao slip``, ``queue --docx`` and ``find --full``: working papers as files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from commands import refuse, run, succeed
from fonts import link_fonts
from jianbao.rendering.printing.fonts import FontSet
from offices import OfficeBuilder

NOTICE = """<head>
<title>会议通知（{{ unit_name(unit) if unit else "各单位" }}）</title>
<meta name="about" content="none">
<meta name="summary" content="通知开会">
</head>
<h1>会议通知</h1>
<p>{{ period.title if period else "近期" }}召开信息工作会议。</p>
"""


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """One article printed, one draft, one item that waits; and a slip of its own."""
    built = OfficeBuilder(tmp_path)
    built.adopt()
    built.sign(date="2026-11-06")
    built.draft(built.adopt("zhujian", "zu-fang", "2026-11-26"), day="2026-11-29")
    built.item("heping", "liang-tian", "2026-11-28")
    built.write("templates/slips/会议通知.html", NOTICE)
    return built


def read_words(file: Path) -> list[str]:
    """The paragraphs of a Word file outside tables."""
    return [paragraph.text for paragraph in docx.Document(str(file)).paragraphs if paragraph.text]


def test_slips_are_listed_with_what_they_are_about_the_own_ones_too(office: OfficeBuilder) -> None:
    listed = succeed(office.root, "slip")
    assert "会议通知\n    通知开会\n" in listed
    assert "花脸稿 编辑记录…\n    编辑稿与原稿对照，标出增删\n" in listed
    assert "签发单 送审稿…\n    送审稿的签发单，连同送审稿\n" in listed
    assert "选题单\n    待处理的稿件，供选稿时勾处理意见\n" in listed
    assert "专题汇编 要查的词…\n    印过的有关文章，全文汇编成册\n" in listed


def test_a_slip_is_written_where_it_is_looked_for(office: OfficeBuilder) -> None:
    file = office.root / "dist/slips/会议通知（各单位）.docx"
    assert succeed(office.root, "slip", "会议通知", "--docx") == f"已写入 {file}\n"
    assert read_words(file)[:2] == ["会议通知", "近期召开信息工作会议。"]
    # Written again: the same bytes, and no complaint that it is there.
    before = file.read_bytes()
    assert succeed(office.root, "slip", "会议通知", "--docx") == f"已写入 {file}\n"
    assert file.read_bytes() == before


def test_unit_and_period_reach_the_template(office: OfficeBuilder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = succeed(
        office.root, "slip", "会议通知", "--unit", "城关", "--period", "2026-10", "--docx", "--out", str(out)
    )
    assert said == f"已写入 {out}/会议通知（城关镇）.docx\n"
    assert read_words(out / "会议通知（城关镇）.docx")[1] == "2026年10月召开信息工作会议。"


def test_both_forms_unless_one_is_named(office: OfficeBuilder, printing_fonts: FontSet) -> None:
    assert not printing_fonts.missing
    link_fonts(office.root)
    folder = office.root / "dist/slips"
    assert succeed(office.root, "slip", "会议通知") == (
        f"已写入 {folder}/会议通知（各单位）.pdf\n已写入 {folder}/会议通知（各单位）.docx\n"
    )
    assert (folder / "会议通知（各单位）.pdf").read_bytes().startswith(b"%PDF-")
    succeed(office.root, "slip", "会议通知", "--unit", "城关镇", "--pdf")
    assert sorted(file.name for file in folder.iterdir()) == [
        "会议通知（各单位）.docx",
        "会议通知（各单位）.pdf",
        "会议通知（城关镇）.pdf",
    ]


def test_a_sheet_for_signing_comes_with_the_draft_itself(office: OfficeBuilder) -> None:
    folder = office.root / "dist/slips"
    assert succeed(office.root, "slip", "签发单", "xinxi/2026-11-29", "--docx") == (
        f"已写入 {folder}/签发单 信息第8期（总第1238期）.docx\n已写入 {folder}/信息送审稿2026-11-29.docx\n"
    )


def test_records_are_named_by_id_folder_or_item(office: OfficeBuilder) -> None:
    folder = office.root / "dist/slips"
    expected = f"已写入 {folder}/花脸稿 chengguan推进jiu-gai.docx\n"
    for written in (
        "2026/11-03-chengguan-jiu-gai",
        "desk/2026/11-03-chengguan-jiu-gai",
        "chengguan/2026/11-03-jiu-gai",
    ):
        assert succeed(office.root, "slip", "花脸稿", written, "--docx") == expected
    two = ("2026/11-03-chengguan-jiu-gai", "2026/11-26-zhujian-zu-fang", "2026/11-03-chengguan-jiu-gai")
    assert succeed(office.root, "slip", "花脸稿", *two, "--docx").count("已写入") == 2


def test_two_slips_of_one_title_are_two_files(office: OfficeBuilder) -> None:
    office.write("templates/slips/会议通知.html", NOTICE.replace('"none"', '"item"'))
    items = ("chengguan/2026/11-03-jiu-gai", "heping/2026/11-28-liang-tian")
    folder = office.root / "dist/slips"
    assert succeed(office.root, "slip", "会议通知", *items, "--docx") == (
        f"已写入 {folder}/会议通知（各单位）.docx\n已写入 {folder}/会议通知（各单位）-2.docx\n"
    )


def test_the_queue_as_a_sheet(office: OfficeBuilder) -> None:
    file = office.root / "dist/slips/选题单（2026年11月30日）.docx"
    assert succeed(office.root, "queue", "--docx") == f"已写入 {file}\n"
    table = docx.Document(BytesIO(file.read_bytes())).tables[0]
    assert table.rows[2].cells[1].text.splitlines()[0] == "heping推进liang-tian"
    file = office.root / "dist/slips/选题单（城关镇，2026年11月30日）.docx"
    assert succeed(office.root, "queue", "--unit", "城关镇", "--docx") == f"已写入 {file}\n"
    assert "没有待处理的稿件。" in read_words(file)


def test_what_was_printed_on_a_subject_is_bound(office: OfficeBuilder) -> None:
    file = office.root / "dist/slips/专题汇编 走访.docx"
    assert succeed(office.root, "find", "走访", "--full", "--docx") == f"已写入 {file}\n"
    assert read_words(file)[5:7] == ["“走访”专题汇编", "2026年11月6日　共1篇"]
    assert succeed(office.root, "slip", "专题汇编", "走访", "--docx") == f"已写入 {file}\n"
    assert refuse(office.root, "find", "走访", "--to", "2026-11-01", "--full") == (
        "error[slip-empty] 没有查到刊登过“走访”的文章，没有汇编\n提示：少写一个词，或放宽时段\n"
    )


def test_wrong_names(office: OfficeBuilder) -> None:
    assert refuse(office.root, "slip", "会议") == (
        "error[slip-unknown] 没有名为“会议”的工作用单\n提示：是不是“会议通知”？\n"
    )
    assert refuse(office.root, "slip", "花脸稿", "2026/11-03-chengguan-jiu-gao") == (
        "error[reference-missing] 没有编辑记录“2026/11-03-chengguan-jiu-gao”\n"
        "提示：是不是 2026/11-03-chengguan-jiu-gai？\n"
    )
    assert refuse(office.root, "slip", "花脸稿", "heping/2026/11-28-liang-tian") == (
        "error[reference-missing] 稿件 heping/2026/11-28-liang-tian 还没有处理\n"
        "提示：花脸稿对照编辑后的文字，先用 adopt 采用\n"
    )
    assert refuse(office.root, "slip", "会议通知", "--unit", "和平乡") == (
        "error[unit-unknown] 没有名为“和平乡”的单位\n提示：是不是“和平镇”？\n"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["会议通知", "2026/001"], "“会议通知”不针对某一份记录，后面不写编号"),
        (["花脸稿"], "没有写编辑记录：jianbao slip 花脸稿 编辑记录"),
        (["会议通知", "--period", "上个月"], "“上个月”不是一年之内的时段。"),
    ],
)
def test_wrong_use(office: OfficeBuilder, arguments: list[str], expected: str) -> None:
    assert refuse(office.root, "slip", *arguments, code=2).startswith(f"用法有误：{expected}")


def test_problems_of_all_records_are_told_and_nothing_is_written(office: OfficeBuilder) -> None:
    office.write("templates/slips/会议通知.html", NOTICE.replace('"none"', '"item"') + "<p>{{ item.title }}</p>")
    secret = [office.item("heping", f"mi-{n}", "2026-11-29", title=f"机密★{n}年") for n in (1, 2)]
    done = run(office.root, "slip", "会议通知", "chengguan/2026/11-03-jiu-gai", *secret, "--docx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert [line for line in done.stderr.splitlines() if line.startswith("error")] == [
        f"error[secrecy-mark] “会议通知”里有密级标志“机密★{n}年”，没有生成" for n in (1, 2)
    ]
    assert not (office.root / "dist").exists()


def test_without_typefaces_word_is_still_to_be_had(office: OfficeBuilder) -> None:
    office.write("briefs/settings/print.yml", "fonts:\n  body: [{name: 没有这种字库}]\n")
    said = refuse(office.root, "slip", "会议通知")
    assert said.startswith("error[font-missing] 没有找到")
    assert said.endswith("；只要 Word 的，加 --docx\n")
    assert not (office.root / "dist").exists()
    succeed(office.root, "slip", "会议通知", "--docx")


def test_a_character_that_no_typeface_has_is_told_with_its_slip(office: OfficeBuilder, printing_fonts: FontSet) -> None:
    assert not printing_fonts.missing
    link_fonts(office.root)
    office.write("templates/slips/会议通知.html", NOTICE.replace("会议通知</h1>", "会议\U0001f600</h1>"))
    said = refuse(office.root, "slip", "会议通知", "--pdf")
    assert said.startswith("error[character-missing] 会议通知（各单位）：")
    assert not (office.root / "dist").exists()
