"""编辑台 of the office's site: what each waiting item repeats, with a way to the article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.desk_pages import render_desk
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder

PARKING = (
    "城关镇把沿街12处闲置空地改成停车场，画车位430个，白天每小时收费2元，晚上居民停车不收费。镇里请商户代表和居民代表"
    "一起定价、一起看账，收来的钱用于路灯和保洁。"
)


def render(office: OfficeBuilder, access: Access = Access.OFFICE) -> str:
    context = BuildContext(
        office=office.read(),
        access=access,
        as_of=AS_OF,
        templates=Templates(office.root),
        site_url="https://a.example/",
    )
    return "".join(page.html for page in render_desk(context, None))


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.decide(built.item("heping", "kan-chu", body=PARKING, title="和平镇车位"))
    built.sign(date="2026-11-06")
    built.item("longquan", "qian", "2026-11-10", f"另有一处不同。{PARKING}", title="龙泉镇车位")
    return built


def test_a_waiting_item_says_what_it_repeats(office: OfficeBuilder) -> None:
    page = render(office)
    assert re.findall(r'jb-card__similar">([^<]+)<', page) == ["已经刊登过"]
    told = re.search(r'<li>已经刊登过：与<a href="([^"]+)">([^<]+)</a>，([^<]+)</li>', page)
    assert told
    assert "#heping-kan-chu" in told[1]
    assert told[2] == "《信息》第7期（总第1237期）2026年11月6日刊登的《和平镇车位》（和平镇）"
    assert told[3] == "87%的文字相同"


def test_an_item_of_another_unit_has_no_page_to_lead_to(office: OfficeBuilder) -> None:
    office.item("shuju", "a", "2026-11-12", PARKING.replace("空地", "厂房").replace("车位", "泊位") + "还有一句。" * 9)
    office.item("wenlv", "b", "2026-11-13", PARKING.replace("空地", "厂房").replace("车位", "泊位") + "还有一句。" * 9)
    page = render(office)
    assert "与其他单位雷同：与区数据局2026年11月12日报送的《shuju推进a》，" in page


def test_other_builds_hold_nothing_of_it(office: OfficeBuilder) -> None:
    assert render(office, Access.INTERNAL) == ""
