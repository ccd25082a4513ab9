"""线索 on the desk: the list, one lead, those beside an item, and what the home page says of new ones."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from desks import Desk, Visit
from jianbao.metadata import Moment
from jianbao.serving.showing.leads import LeadFilters, group_by_day, read_lead_filters
from offices import AS_OF, FEEDS_SETTINGS, OfficeBuilder

PEOPLE = """people:
  - {id: zheng, name: 郑××, roles: [编辑]}
  - {id: guo, name: 郭××, roles: [督查员]}
  - {id: shuji, name: 陈××, roles: [领导]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
"""
WELLS = "青原县清查背街小巷井盖3120座，权属说不清的86座。\n\n由城管局兜底，编号喷字，扫码报修。"
ITEM = "镇里排查42条背街小巷，共有井盖1264个，其中41个说不清权属，坏了没有人修。"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/people.yml", PEOPLE)
    built.write("briefs/settings/feeds.yml", FEEDS_SETTINGS)
    built.write(".gitignore", ".cache/\n.desk/\n")
    for number in range(20):
        built.item("heping", f"x-{number}", "2026-11-03", decision=None)
    built.lead(
        "a", "2026-11-28", WELLS, feed="yaoqing", title="青原县给背街小巷井盖定“户主”", link="https://a.invalid/3"
    )
    built.lead("b", "2026-11-30", "水表会报平安。", title="临江市换装远传水表")
    built.lead("c", "2026-11-12", "路灯换新。第二句。", title="临江市换路灯")
    built.lead("d", "2026-10-20", title="临江市的旧事")
    return built


def open_desk(builder: OfficeBuilder, person: str = "zheng") -> Visit:
    return Desk(builder.root).visit(person)


def words(page: str) -> str:
    return re.sub(
        r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]))
    ).strip()


def list_titles(page: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'<a href="/leads/[^"]+">([^<]+)</a>', page)]


# -- the list -----------------------------------------------------------------


def test_leads_are_listed_by_day_with_the_latest_first(builder: OfficeBuilder) -> None:
    page = words(open_desk(builder).get("/leads"))
    assert page[page.index("共3条") :] == (
        "共3条，新的在前。 "
        "2026年11月30日 1 临江市换装远传水表 临江市政务信息 · 外地经验 水表会报平安。 "
        "2026年11月28日 1 青原县给背街小巷井盖定“户主” 市委办《每日要情》 · 上级动态 "
        "青原县清查背街小巷井盖3120座，权属说不清的86座。 "
        "2026年11月12日 1 临江市换路灯 临江市政务信息 · 外地经验 路灯换新。"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("feed=yaoqing", ["青原县给背街小巷井盖定“户主”"]),
        ("kind=外地经验", ["临江市换装远传水表", "临江市换路灯"]),
        ("days=3", ["临江市换装远传水表", "青原县给背街小巷井盖定“户主”"]),
        ("words=井盖++城管局", ["青原县给背街小巷井盖定“户主”"]),
        ("words=井盖&kind=外地经验", []),
        ("days=x&feed=&kind=&words=&page=99", ["临江市换装远传水表", "青原县给背街小巷井盖定“户主”", "临江市换路灯"]),
    ],
)
def test_the_list_is_narrowed_by_its_address(builder: OfficeBuilder, query: str, found: list[str]) -> None:
    assert list_titles(open_desk(builder).get(f"/leads?{query}")) == found


def test_words_are_looked_for_with_the_synonyms_of_the_office_and_quoted(builder: OfficeBuilder) -> None:
    builder.lead("e", "2026-11-29", "今年换电梯86部。老旧小区改造时同步安装井盖锁。", title="一地做法")
    page = open_desk(builder).get("/leads?words=旧改")
    assert list_titles(page) == ["一地做法"]
    assert "<small>老旧小区改造时同步安装井盖锁。</small>" in page
    assert '<input id="words" name="words" value="旧改">' in page


def test_nothing_found_says_what_to_do(builder: OfficeBuilder) -> None:
    page = words(open_desk(builder).get("/leads?words=学校"))
    assert page.endswith("按这些条件没有线索。少写一两个词，或放宽时间再找。 看全部")
    for file in (builder.root / "briefs/leads").rglob("*.md"):
        file.unlink()
    page = words(open_desk(builder).get("/leads"))
    assert page.endswith("还没有线索，或者都过了保留天数。由管理员定时收取，信息源写在 feeds.yml 里。")


def test_a_long_list_is_cut_into_pages_that_keep_what_was_asked(builder: OfficeBuilder) -> None:
    for number in range(60):
        builder.lead(f"n-{number:02}", "2026-11-29", title=f"第{number:02}条")
    visit = open_desk(builder)
    first, second = visit.get("/leads?kind=外地经验"), visit.get("/leads?kind=外地经验&page=2")
    assert len(list_titles(first)) == 50
    assert list_titles(second) == [*(f"第{number:02}条" for number in reversed(range(11))), "临江市换路灯"]
    assert 'rel="next" href="/leads?page=2&amp;kind=' in first
    assert 'rel="prev" href="/leads?page=1&amp;kind=' in second


def test_an_address_is_read_with_care() -> None:
    assert read_lead_filters({"days": "3", "words": " 井盖  学校 ", "kind": "外地经验"}) == LeadFilters(
        words="井盖 学校", kind="外地经验", days=3
    )
    assert read_lead_filters({"days": "-1"}) == read_lead_filters({"days": "99999"}) == LeadFilters()
    assert LeadFilters(days=3, feed="a").query == {"feed": "a", "days": "3"}
    assert LeadFilters().query == {}


def test_days_without_a_date_stand_together(builder: OfficeBuilder) -> None:
    office = builder.read()
    found = LeadFilters().choose(office, AS_OF)
    days = [day for day, _ in group_by_day(office, found)]
    assert days == [Moment(day=one.lead.day.day) for one in found if one.lead.day]


# -- one lead -----------------------------------------------------------------


def test_a_lead_is_shown_whole_with_its_address_as_text(builder: OfficeBuilder) -> None:
    page = open_desk(builder).get("/leads/2026/11-28-a")
    assert words(page) == (
        "线索 青原县给背街小巷井盖定“户主” "
        "市委办《每日要情》 · 上级动态，2026年11月28日8时30分发布，2026年11月28日9时00分取得 "
        "青原县清查背街小巷井盖3120座，权属说不清的86座。 由城管局兜底，编号喷字，扫码报修。 "
        "原文（不在本系统内，能不能打开看各自的网络）： https://a.invalid/3 据此约稿"
    )
    link = '<a href="https://a.invalid/3" rel="noreferrer noopener nofollow"><code>https://a.invalid/3</code></a>'
    assert link in page
    assert page.count("https://") == 2


def test_nothing_in_a_lead_is_loaded_or_run(builder: OfficeBuilder) -> None:
    body = "![图](https://b.invalid/a.png)\n<img src=https://b.invalid/b.png>\n[点这里](https://b.invalid/c)\n<script>x()</script>"
    builder.lead("e", "2026-11-29", body, title="<b>粗</b>", link="javascript:alert(1)")
    page = open_desk(builder).get("/leads/2026/11-29-e")
    assert re.findall(r'<[^>]*(?:src|href)="?(?:https?:|javascript:)', page) == []
    assert "<p>&lt;img src=https://b.invalid/b.png&gt;</p>" in page
    assert "<p>[点这里](https://b.invalid/c)</p>" in page
    assert "<code>javascript:alert(1)</code>" in page
    assert "<h1>&lt;b&gt;粗&lt;/b&gt;</h1>" in page


def test_a_lead_without_a_text_says_where_the_text_is(builder: OfficeBuilder) -> None:
    builder.lead("e", "2026-11-29", "", title="只有标题", published=None)
    page = words(open_desk(builder).get("/leads/2026/11-29-e"))
    assert page == (
        "线索 只有标题 临江市政务信息 · 外地经验，2026年11月29日9时00分取得 "
        "没有取到正文，只有标题；要看全文，打开下面的原文地址。 据此约稿"
    )


def test_a_call_begins_with_the_title_of_the_lead(builder: OfficeBuilder) -> None:
    visit = open_desk(builder)
    address = re.search(r'<a class="button" href="([^"]+)">据此约稿</a>', visit.get("/leads/2026/11-30-b"))
    assert address
    assert 'name="title" value="临江市换装远传水表"' in visit.get(unescape(address[1]))
    assert 'name="title" value=""' in visit.get("/record/call")


def test_a_lead_tells_where_it_was_used_and_stays_for_it(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "y", "2026-10-10", title="城关镇的旧事")
    for slug, about in (
        ("one", {"item": item, "title": "旧事一组"}),
        ("two", {"units": ["heping"], "title": "和平镇的一篇"}),
    ):
        builder.adoption(slug, "2026-10-21", number="第9期" if slug == "one" else "", lead="2026/10-20-d", **about)
    visit = open_desk(builder)
    page = words(visit.get("/leads/2026/10-20-d"))
    assert "这一篇用了我们的《城关镇的旧事》，已登记采用：市委办《每日要情》第9期，2026年10月21日。" in page
    assert "这一篇用了我们的《和平镇的一篇》，已登记采用：市委办《每日要情》，2026年10月21日。" in page
    assert "临江市的旧事" not in visit.get("/leads")


def test_what_is_too_old_or_is_not_there_is_not_found(builder: OfficeBuilder) -> None:
    visit = open_desk(builder)
    for address in ("/leads/2026/10-20-d", "/leads/2026/11-28-x", "/leads/../settings/people"):
        visit.get(address, 404)


# -- beside an item, and on the home page -------------------------------------


def test_an_item_is_shown_with_the_leads_on_its_subject(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "jing", "2026-11-29", ITEM, title="城关镇41个无主井盖亟待落实管护责任")
    other = builder.item("chengguan", "lv", "2026-11-29", "节假日接线延长到20时。", title="旅游咨询并为一个电话")
    visit = open_desk(builder)
    page = visit.get(f"/queue/{item}")
    section = re.search(r'<section class="card" aria-labelledby="leads-title">(.*?)</section>', page, re.DOTALL)
    assert section
    assert '<a href="/leads/2026/11-28-a">青原县给背街小巷井盖定“户主”</a>' in section[1]
    assert "<small>市委办《每日要情》 · 上级动态，2026年11月28日</small>" in section[1]
    assert len(list_titles(section[1])) == 1
    page = visit.get(f"/queue/{other}")
    assert '<h2 id="leads-title">相关线索</h2>\n<p class="muted">没有。</p>' in page


def test_new_leads_are_found_beside_an_item_at_once(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "lv", "2026-11-29", "节假日接线延长到20时。", title="旅游咨询并为一个电话")
    desk = Desk(builder.root)
    visit = desk.visit("zheng")
    assert list_titles(visit.get(f"/queue/{item}")) == []
    builder.lead("e", "2026-11-30", "旅游咨询电话并为一个。", title="外地旅游咨询一个电话管到底")
    desk.store.notice_change()
    assert list_titles(visit.get(f"/queue/{item}")) == ["外地旅游咨询一个电话管到底"]


def test_the_home_page_of_editors_counts_what_is_new(builder: OfficeBuilder) -> None:
    page = open_desk(builder).get("/")
    assert '<a href="/leads?days=3">新线索2条（三天内）</a><small>上级动态1条、外地经验1条</small>' in page
    for person in ("guo", "shuji", "xxy"):
        assert "新线索" not in open_desk(builder, person).get("/")


def test_without_new_ones_the_home_page_says_nothing(builder: OfficeBuilder) -> None:
    for name in ("11-28-a", "11-30-b"):
        (builder.root / f"briefs/leads/2026/{name}.md").unlink()
    assert "新线索" not in open_desk(builder).get("/")


# -- who, and offices without -------------------------------------------------


def test_the_head_leads_the_office_to_them_and_nobody_else(builder: OfficeBuilder) -> None:
    for person, there in (("zheng", True), ("guo", True), ("shuji", False), ("xxy", False)):
        visit = open_desk(builder, person)
        assert ('<a href="/leads">线索</a>' in visit.get("/")) is there
        assert visit.client.get("/leads").status_code == (200 if there else 403)
    page = open_desk(builder, "guo").get("/leads/2026/11-28-a")
    assert "据此约稿" not in page


def test_an_office_that_reads_no_feeds_has_no_word_of_them(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write(".gitignore", ".cache/\n.desk/\n")
    item = office.item("chengguan", "jing", "2026-11-29", ITEM)
    visit = open_desk(office)
    for address in ("/", "/queue", f"/queue/{item}", "/find"):
        assert "线索" not in visit.get(address)
    visit.get("/leads", 404)
