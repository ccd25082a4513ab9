"""合并: one article of several items, for which each unit is credited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Commit, Desk
from offices import BODY, OfficeBuilder
from queued import build_queued, read_seen


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return build_queued(tmp_path)


def file_two(builder: OfficeBuilder) -> list[str]:
    return [
        builder.item("chengguan", "jia", title="城关镇改小区", body=f"{BODY}甲。"),
        builder.item("heping", "yi", title="和平镇改小区", body=f"{BODY}乙。"),
    ]


def test_the_texts_stand_there_and_the_one_to_write_begins_with_both(builder: OfficeBuilder) -> None:
    first, second = file_two(builder)
    page = Desk(builder.root).visit("zheng").get(f"/merge?items={first},{second},{first}")
    assert re.findall(r'<h2 id="text-\d"><a [^>]+>([^<]+)</a>', page) == ["城关镇改小区", "和平镇改小区"]
    assert "<p>署名：城关镇、和平镇</p>" in page
    assert f"{BODY}甲。\n\n{BODY}乙。</textarea>" in page


def test_a_composite_is_one_record_in_one_commit(builder: OfficeBuilder) -> None:
    items = file_two(builder)
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    address = f"/merge?items={','.join(items)}"
    fields = {"item": items, **read_seen(zheng.get(address)), "title": "两镇改小区", "body": "两镇的做法。\r\n"}
    page = zheng.submit("/merge", {**fields, "place": "xinxi#zhongdian", "do": "adopt"}, form=address)
    assert "综合采用2篇：《两镇改小区》" in page
    path = "briefs/desk/2026/11-30-chengguan-jia.md"
    assert desk.commits() == [Commit(author="郑××", subject="综合采用2篇：《两镇改小区》", files=(path,))]
    record = desk.office().desk["2026/11-30-chengguan-jia"]
    assert (record.items, record.title, record.body) == (tuple(items), "两镇改小区", "两镇的做法。")
    assert builder.check() == []


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"title": ""}, "title", "综合稿要有自己的标题"),
        ({"place": ""}, "place", "没有选采用到哪个刊物"),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    builder: OfficeBuilder, fields: dict[str, str], field: str, said: str
) -> None:
    items = file_two(builder)
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    address = f"/merge?items={','.join(items)}"
    typed = {"title": "两镇改小区", "body": "写了很久的综合稿。", "place": "xinxi#zhongdian", **fields}
    answer = zheng.post("/merge", {"item": items, **read_seen(zheng.get(address)), **typed, "do": "adopt"}, address)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    at = page[page.index(f'data-field="{field}"') :]
    assert said in at[: at.index("</ul>")]
    assert "写了很久的综合稿。</textarea>" in page
    assert desk.commits() == []


def test_one_item_is_no_composite(builder: OfficeBuilder) -> None:
    item = file_two(builder)[0]
    zheng = Desk(builder.root).visit("zheng")
    address = f"/merge?items={item}"
    fields = {"item": item, **read_seen(zheng.get(address)), "title": "题", "body": "文", "place": "xinxi#zhongdian"}
    answer = zheng.post("/merge", {**fields, "do": "adopt"}, form=address)
    assert answer.status_code == 422
    assert "综合稿要有两篇以上的稿件" in answer.get_data(as_text=True)


def test_one_decided_meanwhile_is_told(builder: OfficeBuilder) -> None:
    items = file_two(builder)
    desk = Desk(builder.root)
    zheng, lin = desk.visit("zheng"), desk.visit("lin")
    address = f"/merge?items={','.join(items)}"
    seen = read_seen(lin.get(address))
    zheng.submit("/queue", {"item": items[1], **read_seen(zheng.get("/queue")), "do": "file"}, form="/queue")
    fields = {"item": items, **seen, "title": "两镇改小区", "body": "综合稿。", "place": "xinxi#zhongdian"}
    answer = lin.post("/merge", {**fields, "do": "adopt"}, form=address)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "《和平镇改小区》的处理意见刚刚变了，现在是：备查（郑××，2026年11月30日）" in page
    assert "综合稿。</textarea>" in page
    assert "改变原来的处理意见" in page
    assert len(desk.commits()) == 1


def test_enter_in_the_title_keeps_the_page(builder: OfficeBuilder) -> None:
    items = file_two(builder)
    desk = Desk(builder.root)
    answer = desk.visit("zheng").post("/merge", {"item": items, "title": "写了一半", "do": "keep"})
    assert answer.status_code == 200
    assert 'value="写了一半"' in answer.get_data(as_text=True)
    assert desk.commits() == []


def test_nothing_chosen_says_what_to_do(builder: OfficeBuilder) -> None:
    assert "没有选稿件。" in Desk(builder.root).visit("zheng").get("/merge")
    Desk(builder.root).visit("zheng").get("/merge?items=no/2026/01-01-x", 404)
    Desk(builder.root).visit("shen").get("/merge", 403)
