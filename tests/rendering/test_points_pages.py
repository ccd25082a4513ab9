"""Points: pages of them where the office names a scheme, and not a word of them where it names none."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from test_ledger_pages import file_of, html_of, render, tables_of

from conftest import DemoSite
from jianbao.model import Access
from offices import OfficeBuilder
from sites import CONFIGS, ROOT

SCHEME = """name: 云溪区党委信息计分办法
from: 2026-01-01
basis: 云委办发〔2026〕3号
points:
  - {id: baosong, title: 报送, when: {measure: 报送}, points: 0.5}
  - {id: xinxi, title: 《信息》采用, when: {measure: 采用, channel: 信息}, points: 2}
  - {id: shi, title: 市级采用, when: {measure: 采用, level: 市级}, points: 6}
periods:
  - {id: renwu, title: 月报送任务, kind: target, every: month, metric: submitted, min: 1, short: {points: -3}}
"""
# Words that nothing says which jianbao writes for an office without a scheme; 单位次 are units times.
SCORING = re.compile("得分|计分|积分|分值|分数|总分|加分|扣分|(?<!单)位次|名次|考核|排名|评优")


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/settings/scoring/banfa.yml", SCHEME)
    office.replace("briefs/settings/office.yml", "unit: quweiban", "unit: quweiban\nscheme: banfa")
    office.adopt("chengguan", "jiu-gai", "2026-10-08", title="旧改三步走")
    office.sign(date="2026-10-09")
    office.adoption("a", "2026-11-20", desk="2026/10-08-chengguan-jiu-gai")
    office.item("heping", "wei-kan", "2026-11-03", title="未刊稿件的标题")
    return office


def test_a_page_says_where_every_point_came_from(office: OfficeBuilder) -> None:
    site = render(office, Access.INTERNAL)
    html = html_of(site, "units/chengguan-points.md")
    assert "云溪区党委信息计分办法（云委办发〔2026〕3号）" in html
    tables = tables_of(html)
    # January to September: nine times -3. October: 0.5 for the item, 2 for the paper. November: 6 for the city, -3.
    assert [row[:3] for row in tables["城关镇2026年得分"]] == [
        ["时段", "得分", "累计得分"],
        ["2026年", "-21.5", "-21.5"],
        ["2026年11月", "3", "-21.5"],
        ["2026年10月", "2.5", "-24.5"],
    ]
    assert tables["城关镇2026年11月计分"] == [
        ["日期", "事项、规则和出处", "分值"],
        ["11月20日", "采用：旧改三步走市级采用adoptions/2026/11-20-a.yml:1 settings/scoring/banfa.yml:7", "6"],
        ["11月30日", tables["城关镇2026年11月计分"][2][1], "-3"],
    ]
    assert '<a href="page:units/chengguan-points.md">计分明细</a>' in html_of(site, "units/chengguan.md")
    assert html_of(site, "guide/scoring.md") == ""
    assert next(page for page in site.pages if page.uri == "guide/scoring.md").markdown.startswith("# 计分方案\n")


def test_the_lines_sum_to_the_year(office: OfficeBuilder) -> None:
    site = render(office, Access.INTERNAL)
    book = load_workbook(BytesIO(file_of(site, "units/chengguan-points.xlsx")))
    total, lines = (list(sheet.values) for sheet in book.worksheets)
    assert sum(row[3] for row in lines[2:]) == total[2][1] == -21.5
    assert [row[:4] for row in lines[-2:]] == [
        ("2026年11月20日", "采用：旧改三步走", "市级采用", 6),
        ("2026年11月30日", None, lines[-1][2], -3),
    ]


def test_a_month_still_running_has_no_shortfall(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/office.yml", "as_of: 2026-11-30", "as_of: 2026-11-29")
    site = render(office, Access.INTERNAL, on="2026-11-29")
    months = [caption for caption in tables_of(html_of(site, "units/longquan-points.md")) if caption.endswith("月计分")]
    assert months[0] == "龙泉镇2026年10月计分"
    data = json.loads(file_of(site, "data/ledger-2026-11.json"))
    assert {row["unit"]: row["points"] for group in data["groups"] for row in group["rows"]}["longquan"] == "0"


def test_what_was_filed_has_a_title_only_in_the_office(office: OfficeBuilder) -> None:
    """To the units a submission is a count, and the name of its file is nobody else's business."""
    closed = html_of(render(office, Access.INTERNAL), "units/heping-points.md")
    assert ("报送：未刊稿件的标题" in closed, "wei-kan" in closed, "报送稿件" in closed) == (False, False, True)
    known = html_of(render(office, Access.OFFICE), "units/heping-points.md")
    assert ("报送：未刊稿件的标题" in known, "items/heping/2026/11-03-wei-kan.md:1" in known) == (True, True)


def test_points_are_never_public(office: OfficeBuilder) -> None:
    site = render(office, Access.PUBLIC)
    assert not [page.uri for page in site.pages if "points" in page.uri or page.uri.startswith("guide/")]
    texts = [page.html for page in site.pages] + [unpack(file.data) for file in site.files]
    assert [found[0] for text in texts if (found := SCORING.search(text))] == []


def test_checks_of_schemes_are_told_where_there_is_one(office: OfficeBuilder) -> None:
    rules = ['id="scheme-unknown"', 'id="bulletin-scored"', "<code>points</code>"]
    assert [rule in html_of(render(office), "checks.md") for rule in rules] == [True, True, True]
    office.replace("briefs/settings/office.yml", "scheme: banfa\n", "")
    assert [rule in html_of(render(office), "checks.md") for rule in rules] == [False, False, False]


def test_the_data_of_an_office_that_scores_have_points(office: OfficeBuilder) -> None:
    data = json.loads(file_of(render(office, Access.INTERNAL), "data/ledger-2026-10.json"))
    first = data["groups"][0]["rows"][0]
    assert data["scheme"] == "云溪区党委信息计分办法"
    assert (first["name"], first["points"], first["cumulative"], first["rank"]) == ("城关镇", "2.5", "-24.5", 1)


def unpack(data: bytes) -> str:
    """A file as text; of a workbook or a document, every part."""
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with ZipFile(BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def read_filed() -> str:
    """Every text that the demo office holds: what is filed is printed as it was filed."""
    files = [path for path in (ROOT / "briefs").rglob("*") if path.suffix in (".md", ".json")]
    return "".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("access", CONFIGS)
def test_without_a_scheme_nothing_speaks_of_points(demo_site: DemoSite, access: str) -> None:
    """Pages, search index, feeds, data, workbooks and documents of the demo, but for what was filed and printed."""
    filed, found = read_filed(), []
    for file in sorted(path for path in demo_site(access).rglob("*") if path.is_file()):
        text = re.sub("<[^>]*>|\u200b", "", unpack(file.read_bytes()))
        found += [
            (file.name, passage)
            for match in SCORING.finditer(text)
            if (passage := text[max(0, match.start() - 4) : match.end() + 4]) not in filed
        ]
    assert found == []
    assert not (demo_site(access) / "guide/scoring").exists()
    assert not list(demo_site(access).glob("units/*-points*"))
