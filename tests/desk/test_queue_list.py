"""来稿: what stands in the list, narrowed and under tabs, and one decision for several items."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from desks import Commit, Desk, Visit
from offices import BODY, OfficeBuilder
from queued import build_queued, read_seen


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return build_queued(tmp_path)


def titles(page: str) -> list[str]:
    return re.findall(r'<a class="open" [^>]*>([^<]+)</a>', page)


def file_four(builder: OfficeBuilder) -> dict[str, str]:
    return {
        "today": builder.item("heping", "jin-tian", "2026-11-30 09:10", title="今天到的稿"),
        "old": builder.item("chengguan", "jiu", "2026-11-10 08:00", title="早先的稿", kind="调研"),
        "urgent": builder.item("longquan", "ji", "2026-11-28 08:00", title="紧急的稿", urgency="特急"),
        "wrong": builder.item("zhujian", "cuo", "2026-11-20", title="有毛病的稿", phone="13800000000", approver=""),
    }


def test_urgent_ones_stand_first_then_those_of_today(builder: OfficeBuilder) -> None:
    file_four(builder)
    page = Desk(builder.root).visit("zheng").get("/queue")
    assert titles(page) == ["紧急的稿", "今天到的稿", "早先的稿", "有毛病的稿"]
    assert re.findall(r"<h2>(\S+) <span", page) == ["紧急", "今天", "早些时候"]
    assert (
        '<td data-label="到达"><span class="nowrap">11月10日8时00分</span> <small class="nowrap">已20天</small>' in page
    )
    assert '<span class="badge red">1处错误</span>' in page
    assert len(page.encode()) < 100_000


def test_the_list_is_narrowed_by_unit_kind_and_whose_it_is(builder: OfficeBuilder) -> None:
    file_four(builder)
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    assert titles(zheng.get("/queue?unit=chengguan")) == ["早先的稿"]
    assert titles(zheng.get("/queue?kind=diaoyan")) == ["早先的稿"]
    # Lin is away, and Zheng stands in.
    assert titles(zheng.get("/queue?mine=1")) == ["今天到的稿", "早先的稿"]
    assert "按这些条件没有稿件。" in zheng.get("/queue?unit=wenlv")
    assert "我联系的单位" not in desk.visit("wu").get("/queue")


def test_what_was_decided_stands_under_its_tab(builder: OfficeBuilder) -> None:
    for slug, decision in (("a", "留存待用"), ("b", "备查"), ("c", "不采用"), ("d", "采用"), ("e", "退改")):
        reason = None if decision in ("采用", "备查") else "另有安排"
        builder.decide(builder.item("chengguan", slug, title=f"{decision}的稿"), decision=decision, reason=reason or "")
    zheng = Desk(builder.root).visit("zheng")
    page = zheng.get("/queue")
    assert re.findall(r'>([^<>]+) <b class="number">(\d+)</b></a>', page) == [
        ("待处理", "0"), ("退改未重报", "1"), ("留存待用", "1"), ("已采用未刊", "1"), ("备查", "1"), ("不采用", "1"),
        ("误报作废", "0"),
    ]  # fmt: skip
    assert "没有待处理的稿件，都看过了。" in page
    held = zheng.get("/queue?state=hold")
    assert titles(held) == ["留存待用的稿"]
    assert "留存待用（郑××，2026年11月5日）：另有安排" in held
    builder.sign()
    assert titles(Desk(builder.root).visit("zheng").get("/queue?state=adopt")) == []


def test_a_long_list_is_cut_into_pages(builder: OfficeBuilder) -> None:
    for number in range(52):
        builder.item("chengguan", f"gao-{number}", title=f"第{number}篇", body=BODY + str(number))
    zheng = Desk(builder.root).visit("zheng")
    first, second = zheng.get("/queue"), zheng.get("/queue?page=2")
    assert (len(titles(first)), len(titles(second))) == (50, 2)
    assert "第1页，共2页" in first
    assert 'href="/queue?page=2">下一页' in first
    assert titles(zheng.get("/queue?page=99")) == titles(second)
    assert len(first.encode()) < 100_000


def decide(visit: Visit, items: list[str], do: str, page: str = "", **fields: str) -> tuple[int, str]:
    """Without ``page`` on what the list shows now."""
    seen = read_seen(page or visit.get("/queue"))
    answer = visit.post("/queue", {"item": items, "do": do, **seen, **fields}, form="/queue")
    return answer.status_code, answer.get_data(as_text=True)


def test_several_are_declined_in_one_commit(builder: OfficeBuilder) -> None:
    filed = file_four(builder)
    desk = Desk(builder.root)
    items = [filed["today"], filed["old"]]
    assert decide(desk.visit("zheng"), items, "decline", reason="属日常工作")[0] == 303
    assert desk.commits() == [
        Commit(
            author="郑××",
            subject="不采用：《今天到的稿》《早先的稿》2篇",
            files=("briefs/desk/2026/11-30-chengguan-jiu.md", "briefs/desk/2026/11-30-heping-jin-tian.md"),
        )
    ]
    records = desk.office().desk
    assert [(record.reason, record.editor) for record in records.values()] == [("属日常工作", "zheng")] * 2
    assert desk.is_clean()


def test_several_are_adopted_to_one_column(builder: OfficeBuilder) -> None:
    filed = file_four(builder)
    desk = Desk(builder.root)
    items = [filed["today"], filed["old"]]
    assert decide(desk.visit("zheng"), items, "adopt", place="xinxi/zengkan#zhuanti")[0] == 303
    placed = [(record.periodical, record.series, record.column) for record in desk.office().desk.values()]
    assert placed == [("xinxi", "zengkan", "zhuanti")] * 2


@pytest.mark.parametrize(
    ("do", "field", "said"),
    [
        ("hold", "reason", "“留存待用”要写明理由"),
        ("adopt", "place", "没有选采用到哪个刊物"),
    ],
)
def test_what_is_refused_is_told_at_its_field_and_keeps_what_was_chosen(
    builder: OfficeBuilder, do: str, field: str, said: str
) -> None:
    filed = file_four(builder)
    desk = Desk(builder.root)
    status, page = decide(desk.visit("zheng"), [filed["today"]], do)
    assert status == 422
    assert f'<ul class="faults" id="e-{field}">\n<li class="error">{said}' in page
    assert f'value="{filed["today"]}" checked' in page
    assert desk.commits() == []


def test_nothing_chosen_decides_nothing(builder: OfficeBuilder) -> None:
    file_four(builder)
    status, page = decide(Desk(builder.root).visit("zheng"), [], "file")
    assert status == 422
    assert "没有选稿件" in page


def test_the_second_of_two_editors_is_told_in_the_list(builder: OfficeBuilder) -> None:
    filed = file_four(builder)
    desk = Desk(builder.root)
    zheng, lin = desk.visit("zheng"), desk.visit("lin")
    shown = lin.get("/queue")
    decide(zheng, [filed["today"]], "decline", reason="属日常工作")
    status, page = decide(lin, [filed["today"], filed["old"]], "file", shown)
    assert status == 409
    assert "现在是：不采用（郑××，2026年11月30日）：属日常工作" in page
    assert len(desk.commits()) == 1


def test_merging_leads_to_its_page_with_what_was_chosen(builder: OfficeBuilder) -> None:
    filed = file_four(builder)
    zheng = Desk(builder.root).visit("zheng")
    answer = zheng.post("/queue", {"item": [filed["today"], filed["old"]], "do": "merge"})
    assert answer.status_code == 303
    assert unquote(answer.location) == f"/merge?items={filed['today']},{filed['old']}"


def test_a_key_press_too_much_decides_nothing(builder: OfficeBuilder) -> None:
    filed = file_four(builder)
    desk = Desk(builder.root)
    status, page = decide(desk.visit("zheng"), [filed["old"]], "choose", reason="写了一半")
    assert (status, 'value="写了一半"' in page) == (200, True)
    assert decide(desk.visit("zheng"), [filed["old"]], "no-such")[0] == 400
    assert desk.commits() == []


def test_who_may_look_and_who_may_decide(builder: OfficeBuilder) -> None:
    filed = file_four(builder)
    desk = Desk(builder.root)
    for person in ("xxy", "shuji"):
        desk.visit(person).get("/queue", 403)
        desk.visit(person).get(f"/queue/{filed['old']}", 403)
        assert desk.visit(person).post("/queue", {"item": filed["old"], "do": "file"}).status_code == 403
    proofreader = desk.visit("shen")
    page = proofreader.get("/queue")
    assert titles(page)[0] == "紧急的稿"
    assert "一起处理" not in page
    assert proofreader.post("/queue", {"item": filed["old"], "do": "file"}, form="/queue").status_code == 403
    assert desk.commits() == []
