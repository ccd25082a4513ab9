"""Issued bulletins on the site: what was printed, for those whom it is for, whatever the ledger says today."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from test_ledger_pages import file_of, html_of, render, tables_of

from jianbao.acting.issuing import IssueRequest, issue_bulletin
from jianbao.acting.work_tree import WorkTree
from jianbao.model import Access
from jianbao.periods import months_of
from jianbao.problems import ProblemsFound
from jianbao.rendering.page import Site
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder, day

TITLE = "关于2026年10月份党委信息报送采用情况的通报"


def freeze(office: OfficeBuilder, month: int, *, access: str = "内部", number: str = "") -> None:
    office.write("briefs/settings/bulletin.yml", f"access: {access}\n")
    request = IssueRequest(
        period=months_of(2026, month, month),
        by="周××",
        as_of=AS_OF,
        date=day(f"2026-{month + 1}-05"),
        doc_number=number,
    )
    issue_bulletin(WorkTree(office.root), request, Templates(office.root).render)


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    office = OfficeBuilder(tmp_path)
    office.adopt("chengguan", "jiu-gai", "2026-10-08", title="旧改三步走")
    office.sign(date="2026-10-09")
    return office


def uris(site: Site) -> list[str]:
    return [page.uri for page in site.pages if page.uri.startswith("bulletins")]


def test_without_a_bulletin_there_is_no_page_of_them(office: OfficeBuilder) -> None:
    site = render(office)
    assert uris(site) == []
    assert "通报" not in [entry.title for entry in site.nav]


def test_a_bulletin_is_a_page_with_its_files(office: OfficeBuilder) -> None:
    freeze(office, 10, number="云委办通报〔2026〕10号")
    site = render(office, Access.INTERNAL, printed=True)
    assert uris(site) == ["bulletins/index.md", "bulletins/2026/10.md"]
    assert ("通报", "bulletins/index.md") in [(entry.title, entry.uri) for entry in site.nav]
    html = html_of(site, "bulletins/2026/10.md")
    assert f"<h1>{TITLE}</h1>" in html
    assert "云委办通报〔2026〕10号" in html
    assert '<p class="jb-head">一、总体情况</p>' in html
    assert "2026年11月5日" in html
    table = tables_of(html)["附件1　党委信息报送采用情况表（乡镇街道）"]
    assert table[-1][:3] == ["合计", "1", "1"]
    links = re.findall(r'<a href="page:([^"]*)" download="([^"]*)">', html)
    assert [uri for uri, _ in links if not uri.endswith(".pdf")] == [
        "bulletins/2026/10.docx",
        "bulletins/2026/10.xlsx",
        "data/bulletin-2026-10.json",
    ]
    assert {name.rpartition(".")[0] for _, name in links} == {TITLE}
    word = Document(BytesIO(file_of(site, "bulletins/2026/10.docx")))
    assert TITLE.replace("报送", "\n报送") in [paragraph.text for paragraph in word.paragraphs]
    sheet = load_workbook(BytesIO(file_of(site, "bulletins/2026/10.xlsx"))).worksheets[0]
    assert sheet["A1"].value == "附件1　党委信息报送采用情况表（乡镇街道）"
    data = json.loads(file_of(site, "data/bulletin-2026-10.json"))
    assert (data["period"]["label"], data["totals"]["submitted"]) == ("2026-10", 1)


def test_the_home_page_leads_to_the_latest(office: OfficeBuilder) -> None:
    freeze(office, 9)
    freeze(office, 10)
    html = html_of(render(office), "index.md")
    assert f'<a href="page:bulletins/2026/10.md">{TITLE}</a>' in html
    assert "9月份" not in html
    index = html_of(render(office), "bulletins/index.md")
    assert index.index("10月份") < index.index("9月份")


def test_a_bulletin_and_the_ledger_of_its_period_lead_to_each_other(office: OfficeBuilder) -> None:
    freeze(office, 10)
    site = render(office)
    there = f'通报：<a href="page:bulletins/2026/10.md">{TITLE}</a>'
    back = '通报是印发时的数字；以后补登、更正的，见<a href="page:ledger/2026-10.md">同期采用台账</a>。'
    assert there in html_of(site, "ledger/2026-10.md")
    assert back in html_of(site, "bulletins/2026/10.md")
    assert "通报：" not in html_of(site, "ledger/2026.md")
    assert "通报：" not in html_of(render(office, Access.PUBLIC), "ledger/2026-10.md")


def test_a_bulletin_of_days_that_the_ledger_has_no_page_of_leads_nowhere(office: OfficeBuilder) -> None:
    freeze(office, 9)
    site = render(office)
    assert "ledger/2026-09.md" not in {page.uri for page in site.pages}
    assert "同期采用台账" not in html_of(site, "bulletins/2026/09.md")


def test_a_bulletin_stays_as_it_was_printed(office: OfficeBuilder) -> None:
    freeze(office, 10)
    before = html_of(render(office), "bulletins/2026/10.md")
    office.adoption("later", "2026-10-20", desk="2026/10-08-chengguan-jiu-gai", recorded="2026-11-20")
    office.replace("briefs/settings/units.yml", "name: 城关镇", "name: 新名镇")
    site = render(office)
    assert html_of(site, "bulletins/2026/10.md") == before
    assert "新名镇" in html_of(site, "ledger/2026-10.md")


def test_each_build_holds_the_bulletins_that_are_for_it(office: OfficeBuilder) -> None:
    freeze(office, 9, access="办内")
    freeze(office, 10)
    assert uris(render(office, Access.OFFICE)) == ["bulletins/index.md", "bulletins/2026/10.md", "bulletins/2026/09.md"]
    internal = render(office, Access.INTERNAL)
    assert uris(internal) == ["bulletins/index.md", "bulletins/2026/10.md"]
    assert not [file.uri for file in internal.files if "2026/09" in file.uri or "bulletin-2026-09" in file.uri]
    public = render(office, Access.PUBLIC)
    assert uris(public) == []
    assert not [file.uri for file in public.files if "bulletin" in file.uri]
    assert "通报" not in "".join(page.html for page in public.pages)


def test_what_was_changed_after_it_was_issued_is_not_shown(office: OfficeBuilder) -> None:
    freeze(office, 10)
    path = "briefs/bulletins/2026/10.json"
    office.replace(path, "旧改三步走", "改过的标题")
    assert uris(render(office)) == []


def test_corrections_are_for_the_paper_and_not_for_programs(office: OfficeBuilder) -> None:
    """Their ids are names of files, which may say more of a closed text than the paper does."""
    freeze(office, 9)
    office.receipt(office.item("heping", "bu-bao", "2026-09-20", title="补登的稿件"), "2026-09-20")
    freeze(office, 10)
    site = render(office, Access.INTERNAL)
    assert "corrections" not in json.loads(file_of(site, "data/bulletin-2026-10.json"))
    assert "bu-bao" not in "".join(page.html for page in site.pages)


def test_the_same_bulletin_gives_the_same_bytes(office: OfficeBuilder) -> None:
    freeze(office, 10)
    assert render(office).files == render(office).files


@pytest.mark.parametrize("sign", ["\u202e", "\n", "\x07"])
def test_what_nobody_sees_is_not_frozen(office: OfficeBuilder, sign: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        freeze(office, 10, number=f"云区委办通报{sign}〔2026〕10号")
    assert str(found.value) == (
        "error[word-artefacts] 文号里有换行或看不见的字符\n提示：重新输入文号，如 云区委办通报〔2026〕10号"
    )
    assert office.read().bulletins == {}
