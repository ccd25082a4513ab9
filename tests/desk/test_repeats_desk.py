"""相似的 on the desk: what editors see and do, and how little a unit hears of others."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

import jianbao.earlier.hits
import jianbao.serving.store
from desks import Desk, Visit
from jianbao.earlier import Shelf, ShelfMemory
from jianbao.likeness import Near, Row
from jianbao.reading import Office
from offices import OfficeBuilder
from queued import build_queued

PARKING = (
    "城关镇把沿街12处闲置空地改成停车场，画车位430个，白天每小时收费2元，晚上居民停车不收费。镇里请商户代表和居民代表"
    "一起定价、一起看账，收来的钱用于路灯和保洁。两个月来违停投诉由61件降到14件。"
)
PLANTED = "庚申暗记"
FEEDS = "sources:\n  - {id: wang, name: 邻县政府网站, url: https://www.example.com/feed, kind: 外地经验}\n"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return build_queued(tmp_path)


def file_both(builder: OfficeBuilder) -> str:
    """One of another unit with a planted mark, and its copy."""
    builder.item("heping", "yuan-gao", "2026-11-20 09:00", f"{PARKING}\n\n{PLANTED}。", title=f"{PLANTED}和平镇")
    return builder.item("chengguan", "kao-bei", "2026-11-26 09:00", PARKING, title="空地变车位")


def part(page: str) -> str:
    """The section of what is alike."""
    return page[page.index('id="similar"') : page.index("</section>", page.index('id="similar"'))]


# -- editors ------------------------------------------------------------------


def test_both_texts_stand_beside_each_other_with_numbered_passages(builder: OfficeBuilder) -> None:
    item = file_both(builder)
    section = part(Desk(builder.root).visit("zheng").get(f"/queue/{item}"))
    assert re.sub(r"<[^>]+>", "", section[section.index("</h2>") : section.index("<details")]).split() == [
        "与其他单位雷同",
        f"与和平镇2026年11月20日报送的《{PLANTED}和平镇》，94%的文字相同",
    ]
    assert 'href="/queue/heping/2026/11-20-yuan-gao"' in section
    place = (
        r'<mark><a class="place" id="(\w+-\w+)" href="#(\w+-\w+)" aria-label="第1处，到另一篇">［1］</a>([^<]+)</mark>'
    )
    marked = [(own, other, text.rstrip("。")) for own, other, text in re.findall(place, section)]
    assert marked == [("a1-1", "b1-1", PARKING.rstrip("。")), ("b1-1", "a1-1", PARKING.rstrip("。"))]
    assert f"{PLANTED}。" in section
    assert "<script" not in section


def test_a_reminder_leads_to_both_texts(builder: OfficeBuilder) -> None:
    """And so does the word in the list."""
    builder.item("chengguan", "zai-xian", "2026-11-10 09:00", PARKING[:80], title="闲置空地停车")
    item = file_both(builder)
    visit = Desk(builder.root).visit("zheng")
    page = visit.get(f"/queue/{item}")
    reminders = page[page.index('id="original"') : page.index("</section>", page.index('id="original"'))]
    led = re.findall(r'</b> ([^<]+?)： ?“[^<]+ <a href="#(compare-\d)">看对照</a>', reminders)
    assert [(text[:18], place) for text, place in led] == [
        ("与和平镇2026年11月20日报送的", "compare-1"),
        ("与城关镇2026年11月10日报送的", "compare-2"),
    ]
    stands = re.findall(r'与<a href="/queue/([^"]+)">.*?<summary id="([^"]+)">对照</summary>', part(page), re.DOTALL)
    assert stands == [
        ("heping/2026/11-20-yuan-gao", "compare-1"),
        ("chengguan/2026/11-10-zai-xian", "compare-2"),
    ]
    word = f'<a class="badge amber" href="/queue/{item}#similar">与其他单位雷同</a>'
    assert word in visit.get("/queue")
    assert '<h2 id="similar" tabindex="-1">' in page


def test_an_item_that_repeats_nothing_says_so(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "xin", "2026-11-26", PARKING)
    assert "没有与以前的稿件、已刊文章大段相同的文字。" in part(Desk(builder.root).visit("zheng").get(f"/queue/{item}"))


def test_the_list_names_what_it_amounts_to(builder: OfficeBuilder) -> None:
    file_both(builder)
    page = Desk(builder.root).visit("zheng").get("/queue")
    assert re.findall(r'<a class="badge amber" href="[^"]+">([^<]+)</a>', page) == ["与其他单位雷同"]


def test_declining_it_for_that_takes_one_click(builder: OfficeBuilder) -> None:
    item = file_both(builder)
    desk = Desk(builder.root)
    visit = desk.visit("zheng")
    form = part(visit.get(f"/queue/{item}"))
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="(seen|reason)" value="([^"]*)"', form)}
    assert fields["reason"] == "与其他单位的一篇稿件重复"
    visit.submit(f"/queue/{item}", {**fields, "do": "decline"}, form=f"/queue/{item}")
    (record,) = desk.office().desk.values()
    assert (record.decision.value if record.decision else "", record.reason) == ("不采用", fields["reason"])
    assert PLANTED not in desk.visit("xxy").get(f"/mine/{item}")


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        ("chengguan", "与城关镇2026年11月20日报送的《空地停车》重复"),
        ("heping", "与其他单位的一篇稿件重复"),
    ],
)
def test_the_reason_names_what_the_unit_may_read(builder: OfficeBuilder, unit: str, reason: str) -> None:
    builder.item("chengguan", "yuan-gao", "2026-11-20 09:00", PARKING, title="空地停车")
    item = builder.item(unit, "kao-bei", "2026-11-26 09:00", PARKING)
    section = part(Desk(builder.root).visit("zheng").get(f"/queue/{item}"))
    assert f"不采用：{reason}</button>" in section


def test_what_is_decided_or_not_theirs_to_decide_has_no_such_button(builder: OfficeBuilder) -> None:
    item = file_both(builder)
    desk = Desk(builder.root)
    assert "不采用：" not in part(desk.visit("shen").get(f"/queue/{item}"))
    builder.decide(item, decision="备查", decided="2026-11-27", editor="郑××")
    section = part(Desk(builder.root).visit("zheng").get(f"/queue/{item}"))
    assert "不采用：" not in section
    assert "与其他单位雷同" in section


def test_who_was_second_sees_the_text_and_the_reason(builder: OfficeBuilder) -> None:
    item = file_both(builder)
    visit = Desk(builder.root).visit("zheng")
    fields = {"seen": "老", "reason": "与和平镇的重复", "do": "decline"}
    answer = visit.post(f"/queue/{item}", fields, form=f"/queue/{item}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert 'value="与和平镇的重复"' in page
    assert '<textarea id="f-body"' in page
    assert PARKING in page[page.index('id="f-body"') : page.index("</textarea>")]


def test_a_lead_and_an_article_lead_to_where_they_stand(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/feeds.yml", FEEDS)
    lead = builder.record(
        "leads", "wang-0123456789", "2026-11-21", PARKING, title="邻县停车", feed="wang", entry="1",
        fetched="2026-11-21 08:00", link="https://www.example.com/1",
    )  # fmt: skip
    builder.decide(builder.item("heping", "a", "2026-11-03", PARKING, title="和平镇车位"))
    builder.sign(date="2026-11-06")
    item = builder.item("chengguan", "kao-bei", "2026-11-26 09:00", PARKING)
    section = part(Desk(builder.root).visit("zheng").get(f"/queue/{item}"))
    assert re.findall(r'与<a href="([^"]+)">([^<]+)</a>', section) == [
        ("/read/xinxi/2026/007#heping-a", "《信息》第7期（总第1237期）2026年11月6日刊登的《和平镇车位》（和平镇）"),
        (f"/leads/{lead}", "线索《邻县停车》（邻县政府网站，2026年11月21日）"),
    ]


# -- units --------------------------------------------------------------------


def begin(visit: Visit, **fields: str) -> str:
    answer = visit.post("/write", fields, form="/write")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def type_in(visit: Visit, draft: str, body: str = PARKING) -> dict[str, str]:
    seen = re.search(r'name="seen" value="([^"]*)"', visit.get(draft))
    assert seen
    return {"seen": seen[1], "title": "空地变车位", "kind": "动态", "approver": "李××", "body": body}


def test_a_unit_hears_while_it_writes_and_not_of_whom(builder: OfficeBuilder) -> None:
    file_both(builder)
    visit = Desk(builder.root).visit("xxy")
    draft = begin(visit)
    page = visit.post(f"{draft}/live", type_in(visit, draft), form=draft).get_data(as_text=True)
    assert 'data-for="title"' not in page
    assert sorted(re.findall(r'<li class="warning">([^<]+?) ?<', page)) == [
        "与其他单位的一篇稿件雷同，94%的文字相同",
        (
            "与城关镇2026年11月26日报送的《空地变车位》重复，100%的文字相同"
            "：“空地变车位 城关镇把沿街12处闲置空地改成停车场，画车位43……”"
        ),
    ]
    for address in ("/check", "/live"):
        answer = visit.post(f"{draft}{address}", type_in(visit, draft), form=draft).get_data(as_text=True)
        assert PLANTED not in answer
        assert "和平" not in answer
        # Its own text it may read, the other not: there is no way to it.
        assert re.findall(r'<a href="([^"]+)"[^>]*>看那一篇', answer) == ["/mine/chengguan/2026/11-26-kao-bei"]
        assert "heping" not in answer


def test_what_is_filed_is_told_on_the_receipt(builder: OfficeBuilder) -> None:
    builder.item("heping", "yuan-gao", "2026-11-20 09:00", f"{PARKING}\n\n{PLANTED}。", title=f"{PLANTED}和平镇")
    desk = Desk(builder.root)
    visit = desk.visit("xxy")
    draft = begin(visit)
    page = visit.submit(f"{draft}/file", type_in(visit, draft), form=draft)
    receipt = page[page.index('id="receipt"') : page.index("</section>")]
    assert "与其他单位的一篇稿件雷同，94%的文字相同。报重了的，打电话告诉编辑" in receipt
    assert PLANTED not in page
    assert "看那一篇" not in receipt
    (item,) = [known for known in desk.office().items if known.startswith("chengguan")]
    assert "雷同" not in visit.get(f"/mine/{item}")


def test_the_receipt_leads_to_what_the_unit_filed_before(builder: OfficeBuilder) -> None:
    before = builder.item("chengguan", "yuan-gao", "2026-11-20 09:00", PARKING, title="空地停车")
    visit = Desk(builder.root).visit("xxy")
    draft = begin(visit)
    page = visit.submit(f"{draft}/file", type_in(visit, draft), form=draft)
    assert f'<a href="/mine/{before}">看那一篇</a>。报重了的' in page


def test_what_a_unit_amends_is_no_copy_of_itself(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "a", "2026-11-26 09:00", PARKING)
    visit = Desk(builder.root).visit("xxy")
    draft = begin(visit, item=item, use="amends")
    page = visit.post(f"{draft}/live", type_in(visit, draft), form=draft).get_data(as_text=True)
    assert "重复" not in page


def test_an_answer_in_an_urgent_chain_is_no_copy(builder: OfficeBuilder) -> None:
    item = builder.item(
        "chengguan", "a", "2026-11-29 09:00", PARKING, urgency="加急", stage="初报",
        occurred="2026-11-29 07:40", learned="2026-11-29 07:55",
    )  # fmt: skip
    visit = Desk(builder.root).visit("xxy")
    draft = begin(visit, item=item, use="follows")
    page = visit.post(f"{draft}/live", type_in(visit, draft), form=draft).get_data(as_text=True)
    assert "的文字相同" not in page


# -- work ---------------------------------------------------------------------


def test_a_live_check_searches_once_and_the_shelf_is_kept(
    builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_both(builder)
    visit = Desk(builder.root).visit("xxy")
    draft = begin(visit)
    fields = type_in(visit, draft)
    searched, built = list[int](), list[Office]()
    build, search = jianbao.serving.store.build_shelf, jianbao.earlier.hits.find_near

    def count_built(now: Office, memory: ShelfMemory) -> Shelf:
        built.append(now)
        return build(now, memory)

    def count_searched(row: Row, *rest: Any, **more: Any) -> list[Near]:
        searched.append(len(row))
        return search(row, *rest, **more)

    monkeypatch.setattr(jianbao.earlier.hits, "find_near", count_searched)
    monkeypatch.setattr(jianbao.serving.store, "build_shelf", count_built)
    for _ in range(3):
        searched.clear()
        answer = visit.post(f"{draft}/live", {**fields, "seen": type_in(visit, draft)["seen"]}, form=draft)
        assert answer.status_code == 200
        assert searched == [2]
    assert len(built) <= 1
