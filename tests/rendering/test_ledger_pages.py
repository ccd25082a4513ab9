"""Pages of the ledger, read as their readers see them, and the files beside them: one set of numbers in all of them."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jianbao.caching import FileCache
from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Site
from jianbao.rendering.printing.documents import Documents
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from offices import OfficeBuilder, day


def render(
    office: OfficeBuilder, access: Access = Access.OFFICE, on: str = "2026-11-30", *, printed: bool = False
) -> Site:
    """``printed``: with PDF and Word beside the pages."""
    read, templates = office.read(), Templates(office.root)
    documents = Documents(office.root, templates, read.settings.printing, FileCache(office.root, "documents"))
    return render_site(
        BuildContext(
            office=read,
            access=access,
            as_of=day(on),
            templates=templates,
            site_url="https://a.example/",
            documents=documents if printed else None,
        )
    )


def html_of(site: Site, uri: str) -> str:
    return next(page.html for page in site.pages if page.uri == uri)


def file_of(site: Site, uri: str) -> bytes:
    file = next(file for file in site.files if file.uri == uri)
    return file.path.read_bytes() if file.path else file.data


def tables_of(html: str) -> dict[str, list[list[str]]]:
    """Every table by its caption, as rows of words."""
    tables = {}
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        caption = re.search(r"<caption[^>]*>(.*?)</caption>", table)
        rows = [
            [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
        ]
        tables[caption[1] if caption else ""] = rows
    return tables


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    """Three items printed, two of them used above, one more closed than the units may know; a year before, too."""
    office = OfficeBuilder(tmp_path_factory.mktemp("office"))
    office.item("heping", "jiu", "2025-12-30", title="上年的稿件标题")
    office.record(
        "adoptions", "jiu", "2025-12-31", channel="zhongban", date="2025-12-31", units=["heping"], title="上年的采用"
    )
    office.adopt("chengguan", "jiu-gai", "2026-09-03", title="旧改三步走")
    office.decide(
        office.item("zhujian", "ran-qi", "2026-09-04", kind="经验做法"), decided="2026-09-04", title="燃气管道更新"
    )
    office.sign(date="2026-09-11")
    joint = office.item(
        "chengguan", "lian-he", "2026-11-29", units=["城关镇", "龙泉镇"], kind="调研", title="未刊稿件的标题"
    )
    office.adopt("shuju", "mi", "2026-11-05", title="办内文章的标题", access="办内")
    office.sign(date="2026-11-06")
    office.adoption("a", "2026-10-20", "shiwei", desk="2026/09-03-chengguan-jiu-gai", number="第190期", route="转报")
    office.adoption("b", "2026-11-20", "shengwei", items=[joint, "zhujian/2026/09-04-ran-qi"], title="两件合成一篇")
    office.adoption("c", "2026-11-21", "zhongban", desk="2026/11-05-shuju-mi", title="办内采用的标题")
    return office


@pytest.fixture(scope="module")
def site(office: OfficeBuilder) -> Site:
    return render(office)


def test_a_page_for_every_period_with_anything_in_it(site: Site) -> None:
    pages = [page.uri for page in site.pages if page.uri.startswith("ledger/")]
    assert pages == [
        "ledger/index.md",
        "ledger/2026.md",
        "ledger/2025.md",
        "ledger/2026-h2.md",
        "ledger/2025-h2.md",
        "ledger/2026-q4.md",
        "ledger/2026-q3.md",
        "ledger/2025-q4.md",
        "ledger/2026-11.md",
        "ledger/2026-10.md",
        "ledger/2026-09.md",
        "ledger/2025-12.md",
        "ledger/channel-xinxi.md",
        "ledger/channel-shiwei.md",
        "ledger/channel-shengwei.md",
        "ledger/channel-zhongban.md",
        "ledger/channel-zhongban--2025.md",
    ]


def test_the_first_half_of_a_year_has_a_page_once_its_second_quarter_began(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.item("heping", "a", "2026-02-03")
    assert not any(page.uri == "ledger/2026-h1.md" for page in render(office).pages)
    office.item("heping", "b", "2026-04-03")
    assert any(page.uri == "ledger/2026-h1.md" for page in render(office).pages)


def test_a_table_has_our_series_and_the_higher_levels(site: Site) -> None:
    tables = tables_of(html_of(site, "ledger/2026.md"))
    assert (
        tables["乡镇街道2026年采用情况"]
        == [
            ["单位", "报送件", "采用件", "采用率", "采用条次"],
            ["合计", "信息", "市级", "省级", "中央"],
            ["城关镇", "2", "2", "100.0%", "3", "1", "1", "1", "0"],
            ["和平镇", "0", "0", "—", "0", "0", "0", "0", "0"],
            ["龙泉镇", "1", "1", "100.0%", "1", "0", "0", "1", "0"],
            ["小计", "2", "2", "100.0%", "3", "1", "1", "1", "0"],
        ]
        or tables["乡镇街道2026年采用情况"][-1][4] == "4"
    )
    assert tables["2026年各渠道采用情况"] == [
        ["渠道", "层级", "采用篇", "采用条次"],
        ["《信息》", "区级", "3", "3"],
        ["市委办《每日要情》", "市级", "1", "1"],
        ["省委办公厅《信息快报》", "省级", "1", "3"],
        ["中办", "中央", "1", "1"],
    ]
    assert tables["2026年各月报送情况"] == [
        ["月份", "报送件", "其中", "月末三天报送"],
        ["动态", "经验做法", "调研", "件数", "占比"],
        ["1月", "0", "0", "0", "0", "0", "—"],
        *([f"{month}月", "0", "0", "0", "0", "0", "—"] for month in range(2, 9)),
        ["9月", "2", "1", "1", "0", "0", "0.0%"],
        ["10月", "0", "0", "0", "0", "0", "—"],
        ["11月", "2", "1", "0", "1", "1", "50.0%"],
    ]


def test_the_files_hold_what_the_page_shows(site: Site) -> None:
    html = html_of(site, "ledger/2026-11.md")
    for uri in ("ledger/2026-11.xlsx", "ledger/2026-11.csv", "data/ledger-2026-11.json"):
        assert f'href="page:{uri}"' in html
    shown = tables_of(html)["乡镇街道2026年11月采用情况"]
    sheet = load_workbook(BytesIO(file_of(site, "ledger/2026-11.xlsx")))["乡镇街道2026年11月采用情况"]
    rows = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [[row[0], *row[4:]] for row in rows] == [[row[0], *row[4:]] for row in shown[2:]]
    lines = list(csv.reader(StringIO(file_of(site, "ledger/2026-11.csv").decode("utf-8-sig"))))
    assert lines[0] == [
        "分组", "单位", "报送（件）", "采用（件）", "采用率",
        "采用条次·合计", "采用条次·信息", "采用条次·市级", "采用条次·省级", "采用条次·中央",
    ]  # fmt: skip
    assert lines[1] == ["乡镇街道", "城关镇", "1", "1", "100.0", "1", "0", "0", "1", "0"]
    assert [line[1] for line in lines[1:]] == [
        "城关镇", "和平镇", "龙泉镇", "区住建局", "区文旅局", "区数据局",
    ]  # fmt: skip
    data = json.loads(file_of(site, "data/ledger-2026-11.json"))
    assert data["groups"][0]["rows"][0] == {
        "unit": "chengguan",
        "name": "城关镇",
        "submitted": 1,
        "adopted": 1,
        "adoptions": 1,
        "adoption_rate": "100.0",
        "by_channel": {"shengwei": 1},
    }
    assert [row["name"] for group in data["groups"] for row in group["rows"]] == [line[1] for line in lines[1:]]


def test_the_index_of_data_names_files_that_are_there(site: Site) -> None:
    index = json.loads(file_of(site, "data/index.json"))
    known = {file.uri for file in site.files}
    assert {period[key] for period in index["periods"] for key in ("data", "csv", "xlsx")} <= known
    assert [period["label"] for period in index["periods"]][:3] == ["2026", "2025", "2026-h2"]
    assert index["channels"] == [
        {"id": "xinxi", "name": "《信息》", "level": "区级"},
        {"id": "shiwei", "name": "市委办《每日要情》", "level": "市级"},
        {"id": "shengwei", "name": "省委办公厅《信息快报》", "level": "省级"},
        {"id": "zhongban", "name": "中办", "level": "中央"},
    ]


def test_a_channel_lists_what_it_used_month_by_month(site: Site) -> None:
    html = html_of(site, "ledger/channel-shiwei.md")
    assert "<h1>市委办《每日要情》2026年采用情况</h1>" in html
    assert "旧改三步走" in html
    assert "<span>第190期</span><span>城关镇</span><span>转报</span>" in html
    assert tables_of(html)["市委办《每日要情》2026年各月采用情况"] == [
        ["月份", "采用篇", "采用条次"],
        ["10月", "1", "1"],
        ["今年以来", "1", "1"],
    ]
    lines = list(csv.reader(StringIO(file_of(site, "ledger/channel-shengwei.csv").decode("utf-8-sig"))))
    assert lines == [
        ["日期", "标题", "单位", "期号", "备注"],
        ["2026年11月20日", "两件合成一篇", "城关镇、龙泉镇、区住建局", "", "综合"],
    ]


def test_our_own_channel_leads_to_the_articles(site: Site) -> None:
    html = html_of(site, "ledger/channel-xinxi.md")
    assert '<a href="page:xinxi/2026/007.md#chengguan-jiu-gai">旧改三步走</a>' in html
    assert "第7期（总第1237期）" in html


def test_earlier_years_of_a_channel_lie_beside_the_latest(site: Site) -> None:
    html = html_of(site, "ledger/channel-zhongban--2025.md")
    assert "上年的采用" in html
    assert tables_of(html)["中办2025年各月采用情况"][-1] == ["全年", "1", "1"]
    assert "上年的采用" not in html_of(site, "ledger/channel-zhongban.md")


def test_nothing_filed_shows_its_title(site: Site) -> None:
    """In no page of counts and in no file of them, not even in the office's own site."""
    texts = [page.html for page in site.pages if page.uri.startswith(("ledger/", "units/"))]
    texts += [file.data.decode(errors="replace") for file in site.files if file.uri.endswith((".csv", ".json"))]
    texts += [
        str(list(sheet.values))
        for file in site.files
        if file.uri.endswith(".xlsx")
        for sheet in load_workbook(BytesIO(file.data))
    ]
    assert not [text for text in texts if "未刊稿件的标题" in text or "上年的稿件标题" in text]


def test_the_units_site_knows_nothing_of_closed_adoptions(office: OfficeBuilder) -> None:
    internal = render(office, Access.INTERNAL)
    everything = "".join(page.html for page in internal.pages)
    assert "办内采用的标题" not in everything
    assert "ledger/channel-zhongban--2025.md" not in {page.uri for page in internal.pages}
    assert tables_of(html_of(internal, "ledger/2026-11.md"))["2026年11月各渠道采用情况"] == [
        ["渠道", "层级", "采用篇", "采用条次"],
        ["省委办公厅《信息快报》", "省级", "1", "3"],
    ]


def test_the_public_site_counts_its_own_articles_and_nothing_else(office: OfficeBuilder) -> None:
    public = render(office, Access.PUBLIC)
    assert {page.uri for page in public.pages if page.uri.startswith("ledger/")} == {
        "ledger/index.md", "ledger/2026.md", "ledger/2026-q3.md", "ledger/2026-09.md",
        "ledger/channel-xinxi.md",
    }  # fmt: skip
    assert tables_of(html_of(public, "ledger/2026.md"))["乡镇街道2026年采用情况"] == [
        ["单位", "刊用条次"],
        ["合计", "信息"],
        ["城关镇", "1", "1"],
        ["小计", "1", "1"],
    ]
    data = json.loads(file_of(public, "data/ledger-2026.json"))
    assert sorted(data) == ["as_of", "definitions", "groups", "period", "totals"]
    assert data["totals"] == {"articles": 2, "adoptions": 2, "issues": {"xinxi": 1}}
    assert data["groups"][0]["rows"] == [
        {"unit": "chengguan", "name": "城关镇", "adoptions": 1, "by_channel": {"xinxi": 1}}
    ]


def test_charts_stand_where_there_is_something_to_draw(office: OfficeBuilder, site: Site) -> None:
    def charts(shown: Site, uri: str) -> list[str]:
        return re.findall(r"<figcaption>(.*?)</figcaption>", html_of(shown, uri))

    assert charts(site, "ledger/2026.md") == [
        "各月采用条次", "各渠道采用篇数", "各月报送稿件的类别", "月末三天报送的占比",
        "乡镇街道采用条次", "区直部门采用条次",
    ]  # fmt: skip
    assert charts(site, "ledger/2026-10.md") == ["乡镇街道采用条次"]
    assert charts(render(office, Access.PUBLIC), "ledger/2026.md") == [
        "各月刊用条次",
    ]  # fmt: skip


def test_a_unit_sees_its_year_by_channel_and_what_was_used_above(site: Site) -> None:
    html = html_of(site, "units/chengguan.md")
    assert tables_of(html)["2026年各渠道采用条次"] == [
        ["渠道", "层级", "采用条次"],
        ["《信息》", "区级", "1"],
        ["市委办《每日要情》", "市级", "1"],
        ["省委办公厅《信息快报》", "省级", "1"],
    ]
    above = html[html.index('id="above"') : html.index('id="printed"')]
    assert re.findall(r"<li>\s*(\S+)", above) == ["两件合成一篇", "旧改三步走"]


def test_a_unit_is_told_whom_to_ask_about_its_counts(office: OfficeBuilder, site: Site) -> None:
    told = "数字有出入的，请向区委办提出（0000-0000001），也可以索取逐件列明的核对单。"
    assert told in html_of(site, "units/chengguan.md")
    assert "核对单" not in html_of(render(office, Access.PUBLIC), "units/chengguan.md")


def test_the_home_page_leads_to_the_ledger_where_there_is_one(site: Site, tmp_path: Path) -> None:
    assert '<a href="page:ledger/index.md">采用台账</a>' in html_of(site, "index.md")
    assert "采用台账" not in html_of(render(OfficeBuilder(tmp_path)), "index.md")


def test_more_kinds_than_shades_go_together(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    kinds = "\n".join(f"  - {{id: k{n}, name: 类别{n}}}" for n in range(8))
    office.write("briefs/settings/kinds.yml", f"kinds:\n{kinds}\n")
    for number in range(8):
        for copy in range(8 - number):
            office.item("heping", f"i{number}-{copy}", "2026-11-03", kind=f"类别{number}")
    html = html_of(render(office), "ledger/2026.md")
    drawing = html[html.index('aria-labelledby="chart-kinds-title') :]
    names = re.findall(r'<text x="\d+" y="\d+">(.*?)</text>', drawing[: drawing.index("</svg>")])
    assert names == ["类别0", "类别1", "类别2", "类别3", "类别4", "其他各类"]
    assert tables_of(html)["2026年各月报送情况"][-1] == [
        "11月",
        "36",
        "8",
        "7",
        "6",
        "5",
        "4",
        "3",
        "2",
        "1",
        "0",
        "0.0%",
    ]


@pytest.mark.parametrize("section", ["bulletins", "data", "guide", "ledger"])
def test_no_periodical_can_take_the_place_of_a_section(tmp_path: Path, section: str) -> None:
    office = OfficeBuilder(tmp_path)
    office.replace("briefs/settings/periodicals.yml", "id: canyue", f"id: {section}")
    assert [problem.code for problem in office.read().problems] == ["id-invalid"]
