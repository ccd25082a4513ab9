"""已刊 and 查找: each reader sees what is open to him, the signed text and nothing else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from desks import Desk
from offices import BODY, OfficeBuilder, make_picture

PEOPLE = """people:
  - {id: shuji, name: 陈××, post: 区委书记, roles: [领导]}
  - {id: zhuren, name: 周××, roles: [签发人]}
  - {id: bianji-zheng, name: 郑××, roles: [编辑]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
"""
CLOSED, NOTE = "密语不外传，群众反映的难点逐户走访逐项整改已办结，甲乙丙丁。", "按语只给看得全的人看"


def words(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page[page.index("<main") :])))


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    made = OfficeBuilder(tmp_path)
    made.write("briefs/settings/people.yml", PEOPLE)
    made.write(".gitignore", ".cache/\n.desk/\n")
    return made


def sign_mixed(builder: OfficeBuilder) -> tuple[str, str]:
    """An issue with an article for all units, one for the office alone, and a note that speaks of both."""
    item = builder.item("chengguan", "kai", "2026-11-10", f"{BODY}\n\n![图](11-10-kai/a.png)")
    builder.write("briefs/items/chengguan/2026/11-10-kai/a.png", make_picture(b"open"))
    hidden = builder.item("heping", "mi", "2026-11-10", f"{CLOSED}\n\n![图](11-10-mi/a.png)")
    builder.write("briefs/items/heping/2026/11-10-mi/a.png", make_picture(b"closed"))
    first = builder.decide(item, decided="2026-11-11")
    second = builder.decide(hidden, decided="2026-11-11", access="办内")
    builder.draft(first, second, day="2026-11-12", note=NOTE)
    builder.sign(date="2026-11-12")
    builder.correct("xinxi/2026/007", first, "210件", "220件")
    builder.correct("xinxi/2026/007", second, "甲乙丙丁", "甲乙丙", "2026-11-30")
    return first, second


def test_issues_are_listed_by_periodical_and_year(demo_desk: Desk) -> None:
    visit = demo_desk.visit("quzhang")
    everything = visit.get("/read")
    assert "《信息》第81期（总第1251期）" in everything
    assert "《参阅件》第" in everything
    only = visit.get("/read?series=canyue&year=2026")
    assert "《信息》第81期" not in only
    assert "《参阅件》第" in only
    assert "按这些条件没有已签发的刊期。" in visit.get("/read?year=2019")
    assert "共1期" not in visit.get("/read?page=99&series=xinxi")
    assert len(everything.encode()) < 100_000


def test_a_unit_reads_nothing_of_what_is_the_office_s_own(demo_desk: Desk) -> None:
    visit = demo_desk.visit("xxy-chengguan")
    page = visit.get("/read")
    assert "《参阅件》" not in page
    assert "《信息》增刊第6期" in page
    closed = next(issue for issue in demo_desk.office().issues if issue.startswith("canyue/"))
    for address in (f"/read/{closed}", f"/issue-file/pdf/{closed}", f"/issue-file/docx/{closed}"):
        assert visit.client.get(address).status_code == 404
    assert "《参阅件》" not in visit.get("/find?words=全区")
    assert "领导批示" not in visit.get("/read/xinxi/2026/070")


def test_a_signed_issue_is_shown_with_its_corrections(demo_desk: Desk) -> None:
    said = words(demo_desk.visit("xxy-chengguan").get("/read/xinxi/2026/070"))
    assert "第70期（总第1240期）" in said
    assert (
        "更正（2026年9月28日）：《3个老旧小区586户燃气管道完成更新》一文中，“南门里小区120户”应为“南门里小区210户”。"
        in said
    )
    assert "更正刊登于《信息》第71—72期（总第1241—1242期）。" in said
    assert "报：市委办公室；区委书记、副书记，区委常委" in said


def test_a_withdrawn_issue_says_so_and_nothing_else(demo_desk: Desk) -> None:
    visit = demo_desk.visit("xxy-chengguan")
    page = visit.get("/read/xinxi/2026/075")
    assert "本期已于2026年10月24日撤回。" in words(page)
    assert "<article" not in page
    assert "/issue-file/" not in page
    assert "已撤回" in visit.get("/read")


def test_an_issue_is_narrowed_to_what_the_reader_may_see(builder: OfficeBuilder) -> None:
    sign_mixed(builder)
    desk = Desk(builder.root)
    unit, leader = desk.visit("xxy"), desk.visit("shuji")
    page = unit.get("/read/xinxi/2026/007")
    assert "已办结事项210件" in page
    assert "“210件”应为“220件”" in words(page)
    for address in ("/read/xinxi/2026/007", "/read", "/find?words=群众"):
        shown = unit.get(address)
        assert ("密语" in shown, NOTE in shown, "heping推进mi" in shown, "甲乙丙" in shown) == (False,) * 4
    whole = leader.get("/read/xinxi/2026/007")
    assert (CLOSED in whole, NOTE in whole, "应为“甲乙丙”" in words(whole)) == (True, True, True)
    assert "heping推进mi" in leader.get("/find?words=密语")


def test_a_picture_goes_with_its_article(builder: OfficeBuilder) -> None:
    sign_mixed(builder)
    desk = Desk(builder.root)
    unit, leader = desk.visit("xxy"), desk.visit("shuji")
    addresses = re.findall(r'src="(/picture/[^"]+)"', leader.get("/read/xinxi/2026/007"))
    assert len(addresses) == 2
    assert re.findall(r'src="(/picture/[^"]+)"', unit.get("/read/xinxi/2026/007")) == addresses[:1]
    assert [leader.client.get(address).mimetype for address in addresses] == ["image/png", "image/png"]
    assert [unit.client.get(address).status_code for address in addresses] == [200, 404]
    assert leader.client.get("/picture/x.png/xinxi/2026/007").status_code == 404


def test_a_file_of_a_part_says_so_in_its_name(builder: OfficeBuilder) -> None:
    sign_mixed(builder)
    desk = Desk(builder.root)
    part, whole = (desk.visit(p).client.get("/issue-file/docx/xinxi/2026/007") for p in ("xxy", "shuji"))
    assert "%EF%BC%88%E5%86%85%E9%83%A8%E7%89%88%EF%BC%89.docx" in part.headers["Content-Disposition"]
    assert "%E5%86%85%E9%83%A8%E7%89%88" not in whole.headers["Content-Disposition"]
    assert len(part.data) < len(whole.data)


def test_instructions_on_an_issue_are_for_the_office_and_its_leaders(builder: OfficeBuilder) -> None:
    first, _ = sign_mixed(builder)
    builder.record(
        "instructions",
        "chen",
        "2026-11-13",
        on={"issue": "xinxi/2026/007", "article": first},
        leader="shuji",
        post="区委书记",
        level="qu",
        date="2026-11-13",
        form="书面",
        nature=["要求办理"],
        text="请抓紧落实，月底报我。",
    )
    desk = Desk(builder.root)
    said = words(desk.visit("shuji").get("/read/xinxi/2026/007"))
    assert "2026年11月13日区委书记陈××（要求办理）在《chengguan推进kai》上：请抓紧落实，月底报我。" in said
    shown = desk.visit("xxy").get("/read/xinxi/2026/007")
    assert ("请抓紧落实" in shown, "领导批示" in shown) == (False, False)


def test_words_and_what_means_the_same_are_found(demo_desk: Desk) -> None:
    visit = demo_desk.visit("xxy-chengguan")
    page = words(visit.get("/find?words=旧改"))
    assert "共3篇，新的在前。" in page
    assert "3个老旧小区586户燃气管道完成更新 2026年9月24日 · 《信息》第70期（总第1240期）" in page
    assert "共1篇" in visit.get("/find?words=旧改&first=2026-11-01&last=2026年11月30日")
    assert "没有查到刊登过这些内容的文章。" in visit.get("/find?words=没有的词")
    wrong = visit.get("/find?words=旧改&first=上个月", 422)
    assert "“上个月”不是日期" in wrong
    assert 'value="旧改"' in wrong
    assert "没有查到" not in wrong


def test_a_long_list_is_cut_into_pages(builder: OfficeBuilder) -> None:
    for number in range(1, 29):
        for unit in ("chengguan", "heping"):
            builder.adopt(unit, f"gao-{number}", f"2026-11-{number:02d}")
    builder.sign(date="2026-11-29")
    visit = Desk(builder.root).visit("shuji")
    first = visit.get("/find?words=推进")
    assert "第1页，共2页" in first
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    last = visit.get(unescape(following))
    assert "第2页，共2页" in last
    assert (first.count("· 《信息》第7期"), last.count("· 《信息》第7期")) == (50, 6)
    assert visit.get("/find?words=推进&page=0") == first
