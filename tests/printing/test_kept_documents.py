"""Documents of an office: made once, kept under all that they depend on, left out with a sentence otherwise."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document

from fonts import make_font
from jianbao.caching import FileCache
from jianbao.model import Access
from jianbao.problems import ProblemsFound
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Site
from jianbao.rendering.papers.paper import Figure, ImprintRow, Paper, Paragraph, Run
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.printing.documents import Documents, name_cache
from jianbao.rendering.sheets import Sheet, place_documents
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from jianbao.settings.printing import FONT_ROLES, DocumentForm, FontChoice, PrintSettings
from mkdocs_jianbao.building import build_site
from offices import OfficeBuilder, day, make_picture

PDF, DOCX = DocumentForm.PDF, DocumentForm.DOCX
TEXT = "城关镇完成改造120户。"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> PrintSettings:
    """Typefaces of squares, the same on every machine: all that these tests print, and nothing else."""
    folder = tmp_path_factory.mktemp("fonts")
    characters = "".join(map(chr, [*range(0x20, 0x7F), *range(0x3001, 0x3020), *range(0x4E00, 0x9FA6)]))
    make_font(folder / "fang.ttf", characters + "，：；（）“”—×·．、！？％～－　", ("TestFang", "测试体"))
    return PrintSettings(fonts={role: (FontChoice(name="测试体"),) for role in FONT_ROLES}, folders=(str(folder),))


class Desk:
    """Documents in a folder of their own, with their cache."""

    def __init__(self, root: Path, settings: PrintSettings) -> None:
        self.root, self.settings = root, settings

    def open(self, settings: PrintSettings | None = None) -> Documents:
        return Documents(
            self.root, Templates(self.root), settings or self.settings, FileCache(self.root, "documents-x")
        )

    def kept(self) -> list[Path]:
        folder = self.root / ".cache/jianbao/documents-x"
        return sorted(folder.iterdir()) if folder.is_dir() else []

    def paper(self, text: str = TEXT) -> Paper:
        return Paper(
            title="《信息》第7期",
            author="区委办公室",
            day=date(2026, 11, 3),
            style=read_style(Templates(self.root), "jianbao"),
            blocks=(Paragraph(role="body", runs=(Run(text=text),)),),
        )


@pytest.fixture
def desk(tmp_path: Path, settings: PrintSettings) -> Desk:
    return Desk(tmp_path, settings)


def test_what_was_made_is_taken_from_where_it_is_kept(desk: Desk) -> None:
    paper = desk.paper()
    pdf, word = desk.open().pdf(paper), desk.open().word(paper)
    assert (pdf[:5], word[:2]) == (b"%PDF-", b"PK")
    assert len(desk.kept()) == 2
    for file in desk.kept():
        file.write_bytes(b"kept " + file.read_bytes()[:2])
    assert (desk.open().pdf(paper), desk.open().word(paper)) == (b"kept %P", b"kept PK")


def test_an_empty_file_in_the_cache_is_made_again(desk: Desk) -> None:
    pdf = desk.open().pdf(desk.paper())
    desk.kept()[0].write_bytes(b"")
    assert desk.open().pdf(desk.paper()) == pdf


def test_a_build_keeps_only_what_it_asked_for(desk: Desk) -> None:
    first, second = desk.paper("甲。"), desk.paper("乙。")
    documents = desk.open()
    documents.pdf(first)
    documents.pdf(second)
    documents.save()
    assert len(desk.kept()) == 2
    later = desk.open()
    later.pdf(second)
    assert len(desk.kept()) == 2, "a command that makes one leaves the others alone"
    later.save()
    assert [file.name for file in desk.kept()] == [later.key(PDF, second)]


def change_text(paper: Paper) -> Paper:
    return replace(paper, blocks=(Paragraph(role="body", runs=(Run(text="另一句。"),)),))


def change_style(paper: Paper) -> Paper:
    return replace(paper, style=replace(paper.style, page=replace(paper.style.page, top=38)))


@pytest.mark.parametrize(
    "change",
    [
        change_text,
        change_style,
        lambda paper: replace(paper, title="《信息》第8期"),
        lambda paper: replace(paper, keywords=("信息",)),
        lambda paper: replace(paper, day=date(2026, 11, 4)),
        lambda paper: replace(paper, stamp="送审稿"),
        lambda paper: replace(paper, pictures={"a.png": PNG}),
        lambda paper: replace(paper, pictures={"a.png": PNG + b"x"}),
    ],
)
def test_the_key_covers_the_whole_paper(desk: Desk, change: Callable[[Paper], Paper]) -> None:
    documents, paper = desk.open(), desk.paper()
    changed = change(paper)
    keys = {documents.key(form, value) for form in DocumentForm for value in (paper, changed)}
    assert len(keys) == 4
    assert documents.key(PDF, change(desk.paper())) == documents.key(PDF, changed)


def test_the_key_of_a_picture_is_its_digest_and_not_its_length(desk: Desk) -> None:
    one, other = (replace(desk.paper(), pictures={"a.png": PNG + end}) for end in (b"1", b"2"))
    assert desk.open().key(PDF, one) != desk.open().key(PDF, other)
    assert len(desk.open().key(PDF, one)) == 64


def test_a_template_of_the_office_changes_the_pdf_alone(desk: Desk) -> None:
    before = [desk.open().key(form, desk.paper()) for form in (PDF, DOCX)]
    own = desk.root / "templates/print/lines.typ"
    own.parent.mkdir(parents=True)
    own.write_text(Templates(desk.root).source("print/lines.typ") + "// 本单位的\n", encoding="utf-8")
    after = [desk.open().key(form, desk.paper()) for form in (PDF, DOCX)]
    assert (before[0] == after[0], before[1] == after[1]) == (False, True)


def test_typefaces_count_for_word_by_name_and_for_pdf_by_what_is_found(desk: Desk) -> None:
    fonts = {role: (*choices, FontChoice(name="没有这种字")) for role, choices in desk.settings.fonts.items()}
    changed = replace(desk.settings, fonts=fonts)
    same = [desk.open().key(form, desk.paper()) == desk.open(changed).key(form, desk.paper()) for form in (PDF, DOCX)]
    assert same == [True, False]


def test_a_lower_limit_of_pictures_is_asked_again(desk: Desk) -> None:
    changed = replace(desk.settings, picture_megapixels=1)
    keys = {
        desk.open(settings).key(form, desk.paper()) for form in (PDF, DOCX) for settings in (desk.settings, changed)
    }
    assert len(keys) == 4


def test_numbered_copies_are_never_kept(desk: Desk) -> None:
    numbered = replace(desk.paper(), copies=(1, 2))
    with pdfplumber.open(BytesIO(desk.open().pdf(numbered))) as pdf:
        assert len(pdf.pages) >= 2
    assert desk.kept() == []


NONE = PrintSettings(fonts={role: (FontChoice(name="没有这种字"),) for role in FONT_ROLES})
NO_FONT = (
    "error[font-missing] 没有找到小标宋、黑体、楷体、仿宋、宋体的字库，排不出 PDF\n"
    "提示：运行 jianbao doctor，看缺什么字库、怎么装"
)


def test_without_typefaces_there_is_word_and_a_clear_sentence(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.open(NONE).pdf(desk.paper())
    assert str(found.value) == NO_FONT
    assert desk.open(NONE).word(desk.paper())[:2] == b"PK"
    assert desk.open(NONE).obstacles(DOCX) == []


def test_all_missing_characters_are_told_before_anything_is_set(desk: Desk) -> None:
    paper = replace(
        desk.paper("张\U00020164镕到会。"),
        blocks=(
            Paragraph(role="title", runs=(Run(text="改造"),), anchor="gai"),
            Paragraph(role="body", runs=(Run(text="张\U00020164到会。\U00020165也到会。"),)),
        ),
    )
    with pytest.raises(ProblemsFound) as found:
        desk.open().pdf(paper)
    assert [problem.message for problem in found.value.problems] == [
        "“\U00020164”（U+20164）没有字库能印，在《改造》一文：“张\U00020164到会。”",
        "“\U00020165”（U+20165）没有字库能印，在《改造》一文：“\U00020165也到会。”",
    ]


# -- beside the pages of a site -----------------------------------------------


def make_sheet(desk: Desk, number: int, text: str) -> Sheet:
    return Sheet(
        stem=f"xinxi/2026/00{number}/xinxi-2026-00{number}",
        name=f"信息第{number}期",
        title=f"《信息》第{number}期",
        make=lambda: desk.paper(text),
    )


def test_a_site_takes_what_is_kept_and_tells_only_of_what_it_makes(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    sheets = [make_sheet(desk, 7, "甲。"), make_sheet(desk, 8, "乙。")]

    def place() -> list[tuple[str, bytes]]:
        placed = place_documents(desk.open(), (PDF, DOCX), sheets, lambda *step: told.append(step))
        assert placed.remarks == ()
        return [(file.uri, file.path.read_bytes()) for file in placed.files if file.path]

    first = place()
    assert [uri for uri, _ in first] == [
        f"xinxi/2026/00{number}/xinxi-2026-00{number}.{suffix}" for number in (7, 8) for suffix in ("pdf", "docx")
    ]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert place() == first
    sheets.append(make_sheet(desk, 9, "丙。"))
    place()
    assert told[4:] == [(1, 2), (2, 2)]


def test_links_say_what_they_lead_to_and_how_large_it_is(desk: Desk) -> None:
    sheet = make_sheet(desk, 7, "甲。")
    placed = place_documents(desk.open(), (DOCX,), [sheet], lambda *_: None)
    (download,) = placed.downloads[sheet.stem]
    assert (download.label, download.name, download.uri) == ("Word文档", "信息第7期.docx", f"{sheet.stem}.docx")
    assert download.size == f"{-(-desk.kept()[0].stat().st_size // 1024)} KB"


def test_one_document_that_cannot_be_made_is_left_out_with_a_sentence(desk: Desk) -> None:
    sheets = [make_sheet(desk, 7, "\U00020164。"), make_sheet(desk, 8, "乙。")]
    placed = place_documents(desk.open(), (PDF, DOCX), sheets, lambda *_: None)
    assert [file.uri.rpartition("-")[2] for file in placed.files] == ["007.docx", "008.pdf", "008.docx"]
    assert [d.label for d in placed.downloads[sheets[0].stem]] == ["Word文档"]
    (remark,) = placed.remarks
    assert remark == (
        "《信息》第7期没有PDF：“\U00020164”（U+20164）没有字库能印，在正文：“\U00020164。”。"
        "改用别的字；或装一种收字更全的字库（运行 jianbao doctor，看怎么装）"
    )


def test_without_typefaces_a_site_has_no_pdf_and_says_so_once(desk: Desk) -> None:
    sheets = [make_sheet(desk, 7, "甲。"), make_sheet(desk, 8, "乙。")]
    placed = place_documents(desk.open(NONE), (PDF, DOCX), sheets, lambda *_: None)
    assert {file.uri.rpartition(".")[2] for file in placed.files} == {"docx"}
    (remark,) = placed.remarks
    assert remark == (
        "本站没有PDF：没有找到小标宋、黑体、楷体、仿宋、宋体的字库，排不出 PDF。"
        "运行 jianbao doctor，看缺什么字库、怎么装"
    )


def test_what_only_the_keeper_can_mend_stops_the_build(desk: Desk) -> None:
    own = desk.root / "templates/print/paper.typ"
    own.parent.mkdir(parents=True)
    own.write_text("#let a = (\n", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="template-broken"):
        place_documents(desk.open(), (PDF,), [make_sheet(desk, 7, "甲。")], lambda *_: None)


def test_a_torn_picture_leaves_out_its_document_alone(desk: Desk) -> None:
    figure = Figure(name="a.png", caption="现场", width=1, height=1)
    torn = Sheet(
        stem="x/007",
        name="信息第7期",
        title="《信息》第7期",
        make=lambda: replace(desk.paper(), blocks=(figure,), pictures={"a.png": make_picture()[:-1]}),
    )
    placed = place_documents(desk.open(), (DOCX,), [torn, make_sheet(desk, 8, "甲。")], lambda *_: None)
    assert len(placed.files) == 1
    (remark,) = placed.remarks
    assert remark == (
        "《信息》第7期没有Word文档：《信息》第7期：图片“现场”读不出来，可能没有存完，或文件已损坏。"
        "用看图软件打开原图，另存为 PNG 或 RGB 的 JPEG"
    )


def write_template(desk: Desk, name: str, source: str) -> None:
    own = desk.root / "templates/print" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(source, encoding="utf-8")


def test_an_offices_own_layout_needs_no_marks(desk: Desk) -> None:
    write_template(desk, "paper.typ", '#set text(font: "Test T")\n城\n')
    paper = replace(desk.paper(), imprint=(ImprintRow(label="送：", text="城"),))
    with pytest.raises(ProblemsFound, match="unknown font family"):
        desk.open().pdf(paper)
    write_template(desk, "paper.typ", "#set page(width: 100pt)\n#rect()\n")
    with pdfplumber.open(BytesIO(desk.open().pdf(paper))) as pdf:
        assert [page.width for page in pdf.pages] == [100]


def test_no_template_names_a_file_of_the_machine(desk: Desk, tmp_path: Path) -> None:
    """Nor does the answer say where its copy lies."""
    write_template(desk, "paper.typ", '#read("/etc/passwd")\n')
    with pytest.raises(ProblemsFound) as found:
        desk.open().pdf(desk.paper())
    assert str(found.value).splitlines()[0] == (
        "error[template-broken] templates/print/paper.typ:1:7 PDF 模板有误：file not found"
    )
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (desk.root / "templates/print/zz.typ").symlink_to(tmp_path / "secret")
    with pytest.raises(ProblemsFound) as found:
        desk.open().pdf(desk.paper())
    assert str(found.value).splitlines()[0] == (
        "error[template-broken] templates/print/zz.typ:1:1 模板有误：模板是链接，指到了文件夹之外"
    )


# -- the site of an office ----------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, settings: PrintSettings) -> OfficeBuilder:
    """An issue that is open but for one article, with a picture; one withdrawn."""
    office = OfficeBuilder(tmp_path_factory.mktemp("office"))
    names = "".join(f"  {role}: [{{name: 测试体}}]\n" for role in FONT_ROLES)
    office.write("briefs/settings/print.yml", f"fonts:\n{names}folders: [{settings.folders[0]}]\n")
    office.write("briefs/items/chengguan/2026/11-03-jiu-gai/tu.png", PNG)
    office.decide(office.item(title="旧改三步走", body="改造120户。\n\n![改造现场](11-03-jiu-gai/tu.png)"))
    office.adopt("heping", "wang-ge", column="minyi", title="网格员的意见")
    office.sign(date="2026-11-06")
    office.adopt("longquan", "hu-lin", "2026-11-09", title="护林防火")
    office.sign(date="2026-11-10")
    office.withdraw("xinxi/2026/008", day="2026-11-11", reason="数据有误")
    return office


def build(office: OfficeBuilder, access: Access) -> Site:
    read, templates = office.read(), Templates(office.root)
    cache = FileCache(office.root, name_cache(access))
    return render_site(
        BuildContext(
            office=read,
            access=access,
            as_of=day("2026-11-30"),
            templates=templates,
            site_url="https://a.example/",
            documents=Documents(office.root, templates, read.settings.printing, cache),
        )
    )


def read_text(site: Site, uri: str) -> str:
    """A document's text without white space."""
    path = next(file.path for file in site.files if file.uri == uri)
    assert path is not None
    data = path.read_bytes()
    if uri.endswith(".pdf"):
        with pdfplumber.open(BytesIO(data)) as pdf:
            text = "".join(page.extract_text() for page in pdf.pages)
    else:
        text = "".join(Document(BytesIO(data)).element.itertext())
    return re.sub(r"\s", "", text)


ISSUE, WITHDRAWN = "xinxi/2026/007/xinxi-2026-007", "xinxi/2026/008/xinxi-2026-008"


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_each_build_has_documents_of_what_it_may_show(office: OfficeBuilder, suffix: str) -> None:
    texts = {access: read_text(build(office, access), f"{ISSUE}.{suffix}") for access in Access}
    for text in texts.values():
        assert "旧改三步走" in text
        assert "改造现场" in text
    assert ["网格员的意见" in texts[access] for access in Access] == [False, True, True]
    assert ["市委办公室" in texts[access] for access in Access] == [False, True, True], "no imprint for the public"
    assert ["共印160份" in texts[access] for access in Access] == [False, True, True]


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_withdrawn_issue_keeps_its_masthead_and_says_why(office: OfficeBuilder, suffix: str) -> None:
    text = read_text(build(office, Access.OFFICE), f"{WITHDRAWN}.{suffix}")
    assert "第8期（总第1238期）" in text
    assert "本期已于2026年11月11日撤回。期号保留，不再使用；所刊内容请勿引用、转发。原因：数据有误" in text
    assert "护林防火" not in text
    assert "市委办公室" not in text


def test_the_page_of_an_issue_links_its_documents(office: OfficeBuilder) -> None:
    site = build(office, Access.OFFICE)
    html = next(page.html for page in site.pages if page.uri == "xinxi/2026/007.md")
    (line,) = re.findall(r'<p class="jb-downloads".*', html)
    assert re.sub(r"[\d.]+ KB", "9 KB", line) == (
        '<p class="jb-downloads" data-search-exclude>下载：'
        f'<a href="page:{ISSUE}.pdf" download="信息第7期（总第1237期）.pdf">PDF（9 KB）</a>、'
        f'<a href="page:{ISSUE}.docx" download="信息第7期（总第1237期）.docx">Word文档（9 KB）</a></p>'
    )


def test_a_site_without_documents_has_no_link_to_them(office: OfficeBuilder) -> None:
    context = BuildContext(
        office=office.read(),
        access=Access.OFFICE,
        as_of=day("2026-11-30"),
        templates=Templates(office.root),
        site_url="https://a.example/",
    )
    site = render_site(context)
    assert [page.uri for page in site.pages if "jb-downloads" in page.html and page.uri.startswith("xinxi")] == []
    assert [file.uri for file in site.files if file.path] == []


def test_the_settings_say_which_forms_there_are(office: OfficeBuilder) -> None:
    path = "briefs/settings/print.yml"
    before = (office.root / path).read_text(encoding="utf-8")
    office.write(path, f"{before}documents: [docx]\n")
    try:
        suffixes = {file.uri.rpartition(".")[2] for file in build(office, Access.OFFICE).files if file.path}
    finally:
        office.write(path, before)
    assert suffixes == {"docx"}


def test_kept_and_clean_builds_give_the_same_bytes(office: OfficeBuilder) -> None:
    def read() -> dict[str, bytes]:
        return {f.uri: f.path.read_bytes() for f in build(office, Access.INTERNAL).files if f.path}

    kept = read()
    assert len(kept) == 4
    folder = office.root / ".cache/jianbao" / name_cache(Access.INTERNAL)
    for file in folder.iterdir():
        file.unlink()
    assert read() == kept


def test_a_figure_needs_its_picture(desk: Desk) -> None:
    """What a paper shows comes with it: nothing is fetched from beside it."""
    figure = Figure(name="a.png", caption="图", width=1, height=1)
    paper = replace(desk.paper(), blocks=(figure,), pictures={"a.png": PNG})
    with pdfplumber.open(BytesIO(desk.open().pdf(paper))) as pdf:
        assert len(pdf.pages[0].images) == 1


# -- what a build says of itself ----------------------------------------------


def build_quietly(office: OfficeBuilder) -> Site:
    return build_site(office.read(), Access.INTERNAL, day("2026-11-30"), Templates(office.root), "https://a.example/")


def test_a_build_tells_how_far_it_is_and_nothing_when_all_is_kept(
    office: OfficeBuilder, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (office.root / ".cache/jianbao" / name_cache(Access.INTERNAL)).glob("*"):
        file.unlink()
    with caplog.at_level(logging.INFO, logger="mkdocs"):
        build_quietly(office)
        assert [record.getMessage().rpartition("生成")[2] for record in caplog.records] == [
            f"文件 {number}/4……" for number in range(1, 5)
        ]
        caplog.clear()
        build_quietly(office)
    assert caplog.records == []
    assert capsys.readouterr().err == ""


def test_a_build_without_typefaces_says_so_once_and_is_no_failure(
    office: OfficeBuilder, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    path = "briefs/settings/print.yml"
    before = (office.root / path).read_text(encoding="utf-8")
    office.write(path, before.replace("测试体", "没有这种字"))
    try:
        site = build_quietly(office)
    finally:
        office.write(path, before)
    assert {file.uri.rpartition(".")[2] for file in site.files if file.path} == {"docx"}
    assert capsys.readouterr().err == (
        "本站没有PDF：没有找到小标宋、黑体、楷体、仿宋、宋体的字库，排不出 PDF。"
        "运行 jianbao doctor，看缺什么字库、怎么装\n"
    )
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
