"""疑似采用 on the desk: what feeds brought, what was pasted or uploaded; confirmed, turned down, and by two at once."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import hostile_pdfs as pdfs
import pytest
from found_office import (
    BRIDGE,
    BULLETIN,
    MEALS_ITEM,
    MEALS_TITLE,
    PARCELS_TITLE,
    REPORT,
    STREAMS_ITEM,
    STREAMS_TITLE,
    write_desk,
)

from desk_pages import strip
from desks import Commit, Desk, Visit
from jianbao.model.adoption import Route

FOUND, TEXTS = "/record/found", "/record/found/texts"
ADOPTION = "briefs/adoptions/2026/11-27-shiwei-shi-tang.yml"
MEALS_LEAD = "briefs/leads/2026/11-27-yaoqing-b.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return write_desk(tmp_path)


def read_titles(page: str) -> list[str]:
    return re.findall(r'<h2 id="t\d">(.*?)</h2>', page)


def read_card(page: str, number: int = 1) -> dict[str, str]:
    """The fields of a card as a browser would send them."""
    card = page.partition(f'id="c{number}"')[2].partition("</article>")[0]
    fields = dict(re.findall(r'<input[^>]* name="([a-z]+)"[^>]* value="([^"]*)"', card))
    chosen = {
        name: next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
        for name, options in re.findall(r'<select[^>]* name="([a-z]+)".*?>(.*?)</select>', card, re.DOTALL)
    }
    return fields | chosen


def paste(visit: Visit, text: str = BULLETIN, **fields: str) -> str:
    """The address of what was read in."""
    answer = visit.post(TEXTS, {"pasted": text, **fields}, TEXTS)
    assert answer.status_code == 303, strip(answer.get_data(as_text=True))
    return str(answer.location)


# -- what feeds brought ---------------------------------------------------------


def test_proposals_stand_with_their_sentences_and_what_is_known_of_theirs(desk: Desk) -> None:
    page = desk.visit("zheng").get(FOUND)
    assert read_titles(page) == ["云溪区闲置校舍变老年食堂", PARCELS_TITLE]
    said = strip(page)
    assert "2篇待确认" in said
    assert "很可能 单篇 市委办《每日要情》，2026年11月27日" in said
    assert f"我们的{MEALS_TITLE}稿件，2026年11月5日，和平镇" in said
    assert "临江市旧护栏送进果园" not in said
    row = re.search(r'<tr><th scope="row">2</th>(.*?)</tr>', page, re.DOTALL)
    assert row
    assert row[1].count("<mark>食材由镇里统一采购，账目每周上墙，由7名退休教师轮流核对</mark>。") == 2
    assert read_card(page) | {"token": ""} == {
        "token": "",
        "place": "0",
        "channel": "shiwei",
        "date": "2026-11-27",
        "number": "",
        "form": "",
    }


def test_a_confirmed_one_is_registered_in_one_act_and_the_next_is_shown(desk: Desk) -> None:
    visit = desk.visit("zheng")
    fields = read_card(visit.get(FOUND)) | {"number": "第330期", "do": "confirm"}
    page = visit.submit(FOUND, fields, FOUND)
    assert read_titles(page) == [PARCELS_TITLE]
    said = strip(page)
    assert f"已登记采用：《{MEALS_TITLE}》 计入2026年11月：和平镇，采用，市委办《每日要情》" in said
    assert "1篇待确认，另有1篇已登记过" in said
    assert desk.commits() == [Commit(author="郑××", subject=f"登记采用：{MEALS_TITLE}", files=(ADOPTION,))]
    assert (desk.root / ADOPTION).read_text(encoding="utf-8") == (
        f"item: {MEALS_ITEM}\ntitle: 云溪区闲置校舍变老年食堂\nchannel: shiwei\ndate: 2026-11-27\nnumber: 第330期\n"
        "recorded: 2026-11-30\nlead: 2026/11-27-yaoqing-b\n"
    )
    assert desk.is_clean()


def test_of_a_report_the_adoption_names_the_report_and_that_it_was_passed_on(desk: Desk) -> None:
    visit = desk.visit("zheng")
    visit.submit(FOUND, read_card(visit.get(FOUND), 2) | {"do": "confirm"}, FOUND)
    (adoption,) = desk.office().adoptions.values()
    stated = (adoption.report, adoption.route, adoption.lead, adoption.title)
    assert stated == (REPORT, Route.FORWARDED, "2026/11-26-yaoqing-a", "")


def test_one_that_is_none_is_written_into_its_lead_and_never_asked_again(desk: Desk) -> None:
    before = (desk.root / MEALS_LEAD).read_text(encoding="utf-8")
    visit = desk.visit("zheng")
    page = visit.submit(FOUND, read_card(visit.get(FOUND)) | {"do": "dismiss"}, FOUND)
    assert "《云溪区闲置校舍变老年食堂》不再作为疑似采用" in strip(page)
    assert read_titles(page) == [PARCELS_TITLE]
    assert desk.commits() == [Commit(author="郑××", subject="不作采用：云溪区闲置校舍变老年食堂", files=(MEALS_LEAD,))]
    added = f"dismissed:\n  - text: items/{MEALS_ITEM}\n    by: zheng\n    at: 2026-11-30\n---\n"
    assert (desk.root / MEALS_LEAD).read_text(encoding="utf-8") == before.replace("---\n云溪", f"{added}云溪")
    assert desk.office().adoptions == {}
    assert read_titles(desk.visit("zheng").get(FOUND)) == [PARCELS_TITLE]


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(desk: Desk) -> None:
    visit = desk.visit("zheng")
    card = read_card(visit.get(FOUND), 2)
    typed = {"channel": "", "date": "2026-11-31", "number": "第9期", "do": "confirm"}
    answer = visit.post(FOUND, card | typed, FOUND)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert read_card(page, 2) | {"token": ""} == {
        "token": "",
        "place": "1",
        "channel": "",
        "date": "2026-11-31",
        "number": "第9期",
        "form": "",
    }
    assert "采用日期“2026-11-31”" in page
    answer = visit.post(FOUND, card | typed | {"date": "2026-11-29"}, FOUND)
    assert "没有写是哪个渠道采用的" in answer.get_data(as_text=True)
    assert (answer.status_code, desk.commits()) == (422, [])


def test_a_day_before_ours_was_sent_is_refused_by_the_checks(desk: Desk) -> None:
    visit = desk.visit("zheng")
    answer = visit.post(FOUND, read_card(visit.get(FOUND), 2) | {"date": "2026-11-09", "do": "confirm"}, FOUND)
    assert answer.status_code == 422
    assert "采用日期2026年11月9日早于" in answer.get_data(as_text=True)
    assert desk.commits() == []


def test_of_two_editors_the_second_is_told_and_nothing_is_registered_twice(desk: Desk) -> None:
    first, second = desk.visit("zheng"), desk.visit("lin")
    fields = read_card(first.get(FOUND)) | {"do": "confirm"}
    second.get(FOUND)
    first.submit(FOUND, fields, FOUND)
    for changed in ({}, {"channel": "shengwei", "number": "第7期"}, {"do": "dismiss"}):
        answer = second.post(FOUND, fields | changed, FOUND)
        assert answer.status_code == 409
        said = strip(answer.get_data(as_text=True))
        assert "这一篇已经登记过采用（市委办《每日要情》，2026年11月27日），没有再登记" in said
        assert read_titles(answer.get_data(as_text=True)) == [PARCELS_TITLE]
    assert len(desk.commits()) == 1


def test_what_another_editor_said_no_to_is_told_too(desk: Desk) -> None:
    first, second = desk.visit("zheng"), desk.visit("lin")
    fields = read_card(first.get(FOUND))
    first.submit(FOUND, fields | {"do": "dismiss"}, FOUND)
    answer = second.post(FOUND, fields | {"do": "confirm"}, FOUND)
    assert answer.status_code == 409
    assert "这一条刚刚有人判为不是，或者稿件有了变动" in strip(answer.get_data(as_text=True))
    assert len(desk.commits()) == 1


def test_the_home_page_says_how_many_wait_and_where(desk: Desk) -> None:
    page = desk.visit("zheng").get("/")
    assert '<a href="/record/found">疑似采用2篇待确认</a>' in page
    for person in ("xxy", "guo"):
        assert "疑似采用" not in desk.visit(person).get("/")
    assert 'href="/record/found">找疑似采用</a>' in desk.visit("zheng").get("/record")
    assert 'href="/record/found">从上级刊物里找疑似采用</a>' in desk.visit("zheng").get("/record/adoption")


def test_the_home_page_counts_anew_when_a_lead_or_an_adoption_is_another(desk: Desk) -> None:
    visit = desk.visit("zheng")
    visit.get("/")
    visit.submit(FOUND, read_card(visit.get(FOUND)) | {"do": "dismiss"}, FOUND)
    assert "疑似采用1篇待确认" in visit.get("/")
    visit.submit(FOUND, read_card(visit.get(FOUND)) | {"do": "confirm"}, FOUND)
    assert "疑似采用" not in visit.get("/")


@pytest.mark.parametrize("person", ["xxy", "guo", "zhou"])
def test_who_does_not_register_sees_none_of_it(desk: Desk, person: str) -> None:
    visit = desk.visit(person)
    for address in (FOUND, TEXTS, f"{TEXTS}/0123456789ab"):
        visit.get(address, 403)
        assert visit.post(address, {"pasted": BULLETIN}).status_code == 403
    assert desk.commits() == []


def test_an_office_without_feeds_is_led_to_where_to_paste(tmp_path: Path) -> None:
    visit = write_desk(tmp_path, feeds=False).visit("zheng")
    assert "疑似采用" not in visit.get("/")
    answer = visit.client.get(FOUND)
    assert (answer.status_code, answer.location) == (302, TEXTS)
    page = visit.get(TEXTS)
    assert "线索里的" not in page
    assert "还没有读入过。读入的文字留在这里，一次看不完可以接着看。" in page


# -- what was pasted or uploaded --------------------------------------------------


def test_a_pasted_bulletin_is_read_searched_and_confirmed(desk: Desk) -> None:
    visit = desk.visit("zheng")
    address = paste(visit)
    page = visit.get(address)
    assert "已读入“市委办《每日要情》第331期”" in page
    assert read_titles(page) == [STREAMS_TITLE]
    card = read_card(page)
    assert (card["channel"], card["date"], card["number"]) == ("shiwei", "2026-11-29", "第331期")
    page = visit.submit(address, card | {"do": "confirm"}, address)
    assert f"已登记采用：《{STREAMS_TITLE}》" in page
    assert read_titles(page) == []
    assert "没有找到像是用了我们稿件、还没有登记的" in page
    (adoption,) = desk.office().adoptions.values()
    assert (adoption.items, adoption.number, adoption.lead, adoption.title) == ((STREAMS_ITEM,), "第331期", "", "")


def test_no_to_one_of_a_pasted_text_is_ones_own_and_leaves_the_records_alone(desk: Desk) -> None:
    visit = desk.visit("zheng")
    address = paste(visit)
    page = visit.submit(address, read_card(visit.get(address)) | {"do": "dismiss"}, address)
    assert f"《{STREAMS_TITLE}》不再作为疑似采用" in page
    assert read_titles(page) == []
    assert desk.commits() == []
    assert desk.is_clean()


def test_what_is_stated_wins_over_what_the_text_says(desk: Desk) -> None:
    visit = desk.visit("zheng")
    address = paste(visit, f"{STREAMS_TITLE}\n\n{BRIDGE}", channel="shengwei", day="2026-11-25", number="第40期")
    assert "已读入" in visit.get(address)
    address = paste(visit, BULLETIN, channel="shengwei", day="2026-11-25", number="第40期")
    card = read_card(visit.get(address))
    assert (card["channel"], card["date"], card["number"]) == ("shengwei", "2026-11-25", "第40期")


def test_an_uploaded_file_is_read_by_what_it_holds(desk: Desk) -> None:
    visit = desk.visit("zheng")
    upload = {"file": (BytesIO(BULLETIN.encode("gbk")), "收文/要情.txt"), "pasted": ""}
    answer = visit.post(TEXTS, upload, TEXTS)
    page = visit.get(answer.location)
    assert "已读入“要情.txt”" in page
    assert read_titles(page) == [STREAMS_TITLE]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdfs.make_blank(1), "这是扫描件，没有文字层，读不出文字"),
        ("机密★5年\n要情".encode(), "有密级标志“机密★5年”，不能读入"),
        (b"\x89PNG\r\n\x1a\n\0", "这不是能读出文字的文件"),
    ],
    ids=["scanned", "secret", "picture"],
)
def test_a_file_that_is_not_taken_is_told_and_what_was_typed_stays(desk: Desk, data: bytes, said: str) -> None:
    upload = {"file": (BytesIO(data), "要情.pdf"), "pasted": "旁边的字", "number": "第9期"}
    answer = desk.visit("zheng").post(TEXTS, upload, TEXTS)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert "旁边的字</textarea>" in page
    assert 'value="第9期"' in page
    assert not (desk.root / ".desk/found").exists()


def test_nothing_at_all_is_told_at_its_field(desk: Desk) -> None:
    answer = desk.visit("zheng").post(TEXTS, {"pasted": " ", "day": "昨天"}, TEXTS)
    assert (answer.status_code, "日期“昨天”" in answer.get_data(as_text=True)) == (422, True)
    answer = desk.visit("zheng").post(TEXTS, {"pasted": " "}, TEXTS)
    told = answer.get_data(as_text=True).partition('<ul class="faults" id="e-pasted">')[2].partition("</ul>")[0]
    assert re.sub("<[^>]+>|\n", "", told) == "没有选文件，也没有粘贴文字选一个文件，或把文字粘贴到框里"


def test_a_text_is_seen_by_whoever_read_it_in_alone_and_gone_when_cleared(desk: Desk) -> None:
    visit = desk.visit("zheng")
    address = paste(visit)
    other = desk.visit("lin")
    assert "这一份已经清除" in other.submit(address, {"do": "clear"}, TEXTS)
    assert "市委办《每日要情》第331期" not in other.get(TEXTS)
    assert "1篇待确认" in strip(visit.get(TEXTS))
    assert "已清除“市委办《每日要情》第331期”" in visit.submit(address, {"do": "clear"}, address)
    assert visit.client.get(address).location == TEXTS
    assert list((desk.root / ".desk/found").rglob("*.json")) == []


def test_a_forgotten_text_goes_after_two_weeks(tmp_path: Path) -> None:
    desk = write_desk(tmp_path)
    paste(desk.visit("zheng"))
    kept = [Desk(tmp_path, on=day).visit("zheng").get(TEXTS) for day in ("2026-12-14", "2026-12-15")]
    assert ["第331期" in page for page in kept] == [True, False]
    assert list((tmp_path / ".desk/found").rglob("*.json")) == []


def test_so_many_texts_one_keeps_and_no_more(desk: Desk) -> None:
    visit = desk.visit("zheng")
    for number in range(20):
        paste(visit, f"第{number}份{BULLETIN}")
    answer = visit.post(TEXTS, {"pasted": BULLETIN}, TEXTS)
    assert answer.status_code == 422
    assert "上传、粘贴的刊物已有20份" in answer.get_data(as_text=True)
