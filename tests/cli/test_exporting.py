"""``jianbao export``: files that a clerk prints, sends and keeps, and what it says where it cannot make them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document

from commands import refuse, run, succeed
from fonts import link_fonts
from jianbao.acting.issuing import IssueRequest, issue_bulletin
from jianbao.acting.work_tree import WorkTree
from jianbao.periods import months_of
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder, day

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
SEVENTH, EIGHTH = "信息第7期（总第1237期）", "信息第8期（总第1238期）"
BULLETIN = "关于2026年10月份党委信息报送采用情况的通报"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, printing_fonts: FontSet) -> OfficeBuilder:
    """Signed: one corrected, with a closed article; one withdrawn; one of another periodical. A draft, a bulletin."""
    assert printing_fonts.missing == ()
    office = OfficeBuilder(link_fonts(tmp_path_factory.mktemp("office")))
    office.write("briefs/items/chengguan/2026/11-03-jiu-gai/tu.png", PNG)
    first = office.decide(
        office.item(title="旧改三步走", body="改造120户。\n\n![改造现场](11-03-jiu-gai/tu.png)"), order=10
    )
    office.adopt("heping", "wang-ge", column="minyi", title="网格员的意见")
    office.sign(date="2026-11-06")
    office.correct("xinxi/2026/007", first, "120户", "102户", day="2026-11-07")
    office.adopt("longquan", "hu-lin", "2026-11-09", title="护林防火")
    office.sign(date="2026-11-10")
    office.withdraw("xinxi/2026/008", day="2026-11-11", reason="数据有误")
    office.adopt("zhujian", "diao-yan", "2026-11-12", periodical="canyue", column="diaoyan", title="租房调研")
    office.sign("canyue", "2026-11-13")
    office.write("briefs/items/zhujian/2026/11-26-zu-fang/tu.png", PNG)
    body = "租房难。\n\n![房源](11-26-zu-fang/tu.png)"
    office.draft(office.decide(office.item("zhujian", "zu-fang", "2026-11-26", body), title="租房"), day="2026-11-29")
    office.write("briefs/settings/bulletin.yml", "access: 内部\n")
    request = IssueRequest(period=months_of(2026, 10, 10), by="周××", as_of=AS_OF, date=day("2026-11-05"))
    issue_bulletin(WorkTree(office.root), request, Templates(office.root).render)
    return office


def export(office: OfficeBuilder, folder: Path, *arguments: str) -> dict[str, bytes]:
    """The files written, by name; the command says of each that it wrote it, and there is nothing else."""
    said = succeed(office.root, "export", "--out", str(folder), *arguments)
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert sorted(said.splitlines()) == sorted(f"已写入 {folder / name}" for name in files)
    return files


def read_pdf(data: bytes) -> str:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))


def read_docx(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(Document(BytesIO(data)).element.itertext()))


def test_an_issue_is_a_pdf_and_a_word_document_under_its_own_name(office: OfficeBuilder, tmp_path: Path) -> None:
    files = export(office, tmp_path, "信息第7期")
    assert list(files) == [f"{SEVENTH}.docx", f"{SEVENTH}.pdf"]
    for text in (read_docx(files[f"{SEVENTH}.docx"]), read_pdf(files[f"{SEVENTH}.pdf"])):
        for part in ("第7期（总第1237期）", "旧改三步走", "网格员的意见", "改造现场", "共印160份"):
            assert part in text
        assert "更正：《旧改三步走》一文中，“120户”应为“102户”。" in text


@pytest.mark.parametrize("name", ["xinxi/2026/007", "信息第7期", "《信息》第7期（总第1237期）", "信息2026年第7期"])
def test_names_are_those_that_show_understands(office: OfficeBuilder, tmp_path: Path, name: str) -> None:
    assert list(export(office, tmp_path, name, "--txt")) == [f"{SEVENTH}.txt"]


def test_several_at_once_each_only_once(office: OfficeBuilder, tmp_path: Path) -> None:
    names = ["信息第7期", "xinxi/2026-11-29", "xinxi/2026/007", "canyue/2026/001", "通报2026-10"]
    assert set(export(office, tmp_path, *names, "--txt")) == {
        f"{SEVENTH}.txt",
        "信息送审稿2026-11-29.txt",
        "参阅件2026年第一期.txt",
        f"{BULLETIN}.txt",
    }


def test_by_default_files_go_to_dist_export(office: OfficeBuilder) -> None:
    said = succeed(office.root, "export", "信息第7期", "--txt")
    assert said == f"已写入 {office.root}/dist/export/{SEVENTH}.txt\n"
    assert (office.root / f"dist/export/{SEVENTH}.txt").is_file()


def test_a_draft_bears_its_stamp_and_its_pictures(office: OfficeBuilder, tmp_path: Path) -> None:
    files = export(office, tmp_path, "xinxi/2026-11-29", "--pdf", "--docx", "--html")
    name = "信息送审稿2026-11-29"
    with pdfplumber.open(BytesIO(files[f"{name}.pdf"])) as pdf:
        first = re.sub(r"\s", "", pdf.pages[0].extract_text())
        assert sum(len(page.images) for page in pdf.pages) == 1
    assert "送审稿" in first.replace("第×期（送审稿）", "")
    assert "第×期（送审稿）" in first
    assert "房源" in read_docx(files[f"{name}.docx"])
    assert '<p class="stamp">送审稿</p>' in files[f"{name}.html"].decode()


def test_a_withdrawn_issue_has_no_text_in_any_form(office: OfficeBuilder, tmp_path: Path) -> None:
    files = export(office, tmp_path, "信息第8期", "--pdf", "--docx", "--txt", "--html")
    texts = [
        read_pdf(files[f"{EIGHTH}.pdf"]),
        read_docx(files[f"{EIGHTH}.docx"]),
        files[f"{EIGHTH}.txt"].decode(),
        files[f"{EIGHTH}.html"].decode(),
    ]
    for text in texts:
        assert "本期已于2026年11月11日撤回。" in text
        assert "数据有误" in text
        assert "护林防火" not in text


def test_a_bulletin_by_period_or_by_id(office: OfficeBuilder, tmp_path: Path) -> None:
    by_period = export(office, tmp_path / "a", "通报", "2026-10", "--docx", "--txt")
    assert by_period == export(office, tmp_path / "b", "bulletins/2026/10", "--docx", "--txt")
    assert by_period[f"{BULLETIN}.txt"].decode().startswith(f"{BULLETIN}\n")


def test_all_issues_of_a_periodical_or_of_its_year(office: OfficeBuilder, tmp_path: Path) -> None:
    assert set(export(office, tmp_path / "a", "--all", "信息", "--txt")) == {f"{SEVENTH}.txt", f"{EIGHTH}.txt"}
    assert set(export(office, tmp_path / "b", "--all", "canyue/2026", "--txt")) == {"参阅件2026年第一期.txt"}


# -- who may see what ---------------------------------------------------------


@pytest.mark.parametrize("form", ["pdf", "docx", "txt", "html"])
def test_a_narrower_access_leaves_out_what_its_site_would(office: OfficeBuilder, tmp_path: Path, form: str) -> None:
    (name, data), *_ = export(office, tmp_path, "信息第7期", "--access", "公开", f"--{form}").items()
    assert name == f"{SEVENTH}（公开版）.{form}"
    text = {"pdf": read_pdf, "docx": read_docx}.get(form, bytes.decode)(data)
    assert "旧改三步走" in text
    for closed in ("网格员的意见", "市委办公室", "160", "0000-0000001", "周××", "统计口径有误"):
        assert closed not in text


def test_nothing_open_is_a_problem_unless_all_were_asked_for(office: OfficeBuilder, tmp_path: Path) -> None:
    assert refuse(office.root, "export", "canyue/2026/001", "xinxi/2026-11-29", "通报2026-10", "--access", "公开") == (
        "error[nothing-open] 《参阅件》第一期没有公开范围内的文章\n提示：放宽 --access，或换一期\n"
        f"error[nothing-open] {BULLETIN}不在公开范围内\n提示：放宽 --access\n"
        "error[nothing-open] 送审稿 xinxi/2026-11-29 只供办公室内部审阅\n提示：不写 --access，就是办内的全文\n"
    )
    assert refuse(office.root, "export", "--all", "参阅件", "--access", "公开") == (
        "error[nothing-open] 《参阅件》没有公开范围内的已签发各期\n提示：放宽 --access\n"
    )
    files = export(office, tmp_path, "--all", "信息", "--access", "公开", "--txt")
    assert set(files) == {f"{SEVENTH}（公开版）.txt", f"{EIGHTH}（公开版）.txt"}


# -- one page for the web -----------------------------------------------------


def test_the_web_page_needs_nothing_else(office: OfficeBuilder, tmp_path: Path) -> None:
    html = export(office, tmp_path, "信息第7期", "--html")[f"{SEVENTH}.html"].decode()
    assert re.findall(r'(?:src|href)="(?!data:)', html) == []
    assert re.findall(r"url\(|@import|<script|<link|https?:", html) == []
    assert html.count('src="data:image/png;base64,') == 1
    assert html.count("<h1") == 1
    assert '<html lang="zh-CN">' in html


def test_hostile_text_is_text_on_the_web_page(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.adopt(title="<b>粗</b>&amp;“引”", slug="di-yi")
    office.replace("briefs/settings/periodicals.yml", "issuer: 中共云溪区委办公室", 'issuer: "<script>x</script>办"')
    office.write("briefs/settings/print.yml", 'fonts:\n  body: [{name: "</style><script>x</script>"}]\n')
    office.sign(date="2026-11-06")
    html = export(office, tmp_path / "out", "信息第7期", "--html")[f"{SEVENTH}.html"].decode()
    assert "<script" not in html
    assert html.count("</style>") == 1
    assert "&lt;b&gt;粗&lt;/b&gt;&amp;amp;“引”" in html


# -- numbered copies ----------------------------------------------------------


def read_numbers(data: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        heads = [page.crop((0, 0, page.width, 160)).extract_text() or "" for page in pdf.pages]
    return [number for head in heads for number in re.findall(r"\b\d{6}\b", head)]


@pytest.mark.parametrize(
    ("written", "said", "numbers"),
    [
        ("1-3", "1-3", [1, 2, 3]),
        ("1,5,7-8", "1、5、7-8", [1, 5, 7, 8]),
        ("5，1、1", "5、1、1", [1, 5]),
        ("99", "99", [99]),
    ],
)
def test_copies_are_numbered_in_sequence(
    office: OfficeBuilder, tmp_path: Path, written: str, said: str, numbers: list[int]
) -> None:
    files = export(office, tmp_path, "信息第7期", "--pdf", "--txt", "--copies", written)
    assert list(files) == [f"{SEVENTH}.txt", f"{SEVENTH}（份号{said}）.pdf"]
    assert read_numbers(files[f"{SEVENTH}（份号{said}）.pdf"]) == [f"{number:06d}" for number in numbers]


def test_as_many_copies_as_were_printed(office: OfficeBuilder, tmp_path: Path) -> None:
    files = export(office, tmp_path, "canyue/2026/001", "--pdf", "--copies", "all")
    numbers = read_numbers(files["参阅件2026年第一期（份号1-25）.pdf"])
    assert numbers == [f"{number:06d}" for number in range(1, 26)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--copies", "0-3"], "--copies 的“0-3”不是份号，如 1-160 或 1,5,7-9；all 是本期所印的各份"),
        (["--copies", "3-1"], "--copies 的“3-1”不是份号，如 1-160 或 1,5,7-9；all 是本期所印的各份"),
        (["--copies", "一"], "--copies 的“一”不是份号，如 1-160 或 1,5,7-9；all 是本期所印的各份"),
        (["--copies", "1-9999"], "--copies 一次最多5000份"),
        (["--copies", "1-4000,6000-9000"], "--copies 一次最多5000份"),
        (["--copies", "1-3", "--docx"], "份号只印在 PDF 上；加 --pdf"),
        (["--access", "绝密"], "--access 的值不对：可选 公开、内部、办内"),
    ],
)
def test_wrong_use(office: OfficeBuilder, arguments: list[str], message: str) -> None:
    said = refuse(office.root, "export", "信息第7期", *arguments, code=2)
    assert said == f"用法有误：{message}\n提示：用 jianbao export --help 看说明和例子\n"


def test_without_a_name_it_is_wrong_use(office: OfficeBuilder) -> None:
    said = refuse(office.root, "export", code=2)
    assert said == "用法有误：没有写刊期、送审稿或通报\n提示：用 jianbao export --help 看说明和例子\n"


def test_a_bulletin_has_no_copy_numbers(office: OfficeBuilder) -> None:
    assert refuse(office.root, "export", "通报2026-10", "--pdf", "--copies", "1-3") == (
        f"error[copies-none] {BULLETIN}不编份号\n提示：去掉 --copies，或只写刊期\n"
    )


# -- what stands in the way ---------------------------------------------------


def test_all_that_is_wrong_is_told_and_nothing_is_written(office: OfficeBuilder, tmp_path: Path) -> None:
    said = refuse(
        office.root, "export", "--out", str(tmp_path / "out"), "信息第7期", "xinxi/2026/017", "甲", "通报2026-09"
    )
    assert said == (
        "error[reference-missing] “2026-09”的通报没有印发\n"
        "提示：已印发的：bulletins/2026/10；没有印发的，用 jianbao bulletin 时段\n"
        "error[reference-missing] 没有名为“xinxi/2026/017”的刊期、送审稿或通报\n提示：是不是 xinxi/2026/007？\n"
        "error[reference-missing] 没有名为“甲”的刊期、送审稿或通报\n"
        "提示：如 信息第70期、xinxi/2026/070、xinxi/2026-11-30（送审稿）、通报2026-10\n"
    )
    assert not (tmp_path / "out").exists()


def test_an_unknown_periodical(office: OfficeBuilder) -> None:
    assert refuse(office.root, "export", "--all", "情况") == (
        "error[periodical-unknown] 没有名为“情况”的刊物\n提示：--all 后面写刊物，如 信息、参阅件；可加年份\n"
    )


@pytest.fixture
def own(tmp_path: Path, printing_fonts: FontSet) -> OfficeBuilder:
    """Two issues, the first of which has a character that no typeface has."""
    assert printing_fonts.missing == ()
    office = OfficeBuilder(link_fonts(tmp_path / "office"))
    office.adopt("chengguan", "jiu-gai", title="旧改\U00031350三步走")
    office.sign(date="2026-11-06")
    office.adopt("heping", "wang-ge", "2026-11-09")
    office.sign(date="2026-11-10")
    return office


def test_one_that_cannot_be_made_is_written_in_no_form_and_keeps_none_back(own: OfficeBuilder, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = run(own.root, "export", "信息第7期", "信息第8期", "--pdf", "--txt", "--out", str(folder))
    assert done.exit_code == 1
    assert done.stdout == f"已写入 {folder}/{EIGHTH}.pdf\n已写入 {folder}/{EIGHTH}.txt\n"
    assert sorted(path.name for path in folder.iterdir()) == [f"{EIGHTH}.pdf", f"{EIGHTH}.txt"]
    first, *_ = done.stderr.splitlines()
    assert first.startswith("error[character-missing] 《信息》第7期（总第1237期）：“\U00031350”（U+31350）没有字库能印")


def test_a_character_that_another_typeface_lends_is_told(printing_fonts: FontSet, tmp_path: Path) -> None:
    """FandolFang has no 喆; the paper is made, and whoever looks after the typefaces hears of it."""
    assert printing_fonts.missing == ()
    own = OfficeBuilder(link_fonts(tmp_path / "office"))
    own.adopt("chengguan", "jiu-gai", body="社区书记王喆带头。")
    own.sign(date="2026-11-06")
    done = run(own.root, "export", "信息第7期", "--pdf", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0
    # Which one lends it depends on what else is installed.
    assert re.fullmatch(
        "《信息》第7期（总第1237期）：“喆”在本来的字库里没有，用(Noto|AR PL)[ A-Za-z]+代替\n", done.stderr
    )


def test_what_was_changed_after_signing_is_not_printed(own: OfficeBuilder) -> None:
    own.replace("briefs/issues/xinxi/2026/008.json", "heping推进", "heping推动")
    assert refuse(own.root, "export", "信息第8期") == (
        "error[snapshot-changed] briefs/issues/xinxi/2026/008.yml:1:1 "
        "《信息》第8期（总第1238期）的定稿文本与签发时不同\n"
        "提示：从版本库取回 .json 文件\n"
    )


def test_the_usual_folder_leads_nowhere_else(own: OfficeBuilder, tmp_path: Path) -> None:
    """Somebody laid a link there; who wants to write elsewhere says so."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (own.root / "dist").symlink_to(elsewhere)
    said = refuse(own.root, "export", "信息第8期", "--txt")
    assert said.startswith("error[file-unwritable] ")
    assert "文件夹是链接，或路径到了办公室的文件夹之外" in said
    assert run(own.root, "export", "信息第8期", "--txt", "--out", str(elsewhere)).exit_code == 0
    assert [path.name for path in elsewhere.iterdir()] == [f"{EIGHTH}.txt"]


def test_a_folder_that_cannot_be_written(own: OfficeBuilder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    said = refuse(own.root, "export", "信息第8期", "--txt", "--out", str(tmp_path / "file/below"))
    assert said.startswith("error[file-unwritable] ")


def test_the_same_twice_gives_the_same_bytes(office: OfficeBuilder, tmp_path: Path) -> None:
    arguments = ["信息第7期", "通报2026-10", "--pdf", "--docx", "--txt", "--html"]
    first = export(office, tmp_path / "a", *arguments)
    for file in (office.root / ".cache/jianbao/documents-office").iterdir():
        file.unlink()
    assert export(office, tmp_path / "b", *arguments) == first
