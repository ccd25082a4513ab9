"""编辑稿 in the browser: changed until it is printed, by one after the other; pieces of the office's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Commit, Desk, Visit
from offices import BODY, OfficeBuilder
from queued import build_queued

DESK = "2026/11-05-chengguan-jiu-gai"
ADDRESS = f"/text/{DESK}"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    builder = build_queued(tmp_path)
    builder.decide(builder.item(title="城关镇旧改"))
    return builder


def shown(page: str) -> dict[str, str]:
    form = {name: re.search(rf'name="{name}" [^>]*value="([^"]*)"', page) for name in ("seen", "title", "order")}
    column = re.search(r'<option value="([^"]+)" selected>[^<]+</option>', page[page.index('id="f-column"') :])
    body = re.search(r'<textarea id="f-body"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert column, page
    assert body, page
    return {name: found[1] if found else "" for name, found in form.items()} | {"column": column[1], "body": body[1]}


def save(visit: Visit, form: dict[str, str] | None = None, do: str = "save", **fields: str) -> tuple[int, str]:
    answer = visit.post(ADDRESS, {**(form or shown(visit.get(ADDRESS))), "do": do, **fields}, form=ADDRESS)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_changed_text_is_one_commit(builder: OfficeBuilder) -> None:
    desk = Desk(builder.root)
    assert save(desk.visit("shen"), title="城关镇新改", body=f"{BODY}\r\n\r\n又一段。", column="jiaoliu")[0] == 303
    path = f"briefs/desk/{DESK}.md"
    assert desk.commits() == [Commit(author="沈××", subject="修改编辑稿：《城关镇新改》", files=(path,))]
    record = desk.office().desk[DESK]
    assert (record.title, record.column, record.body) == ("城关镇新改", "jiaoliu", f"{BODY}\n\n又一段。")
    assert desk.is_clean()
    page = desk.visit("zheng").get(ADDRESS)
    assert "《信息》的编辑稿，郑××采用，署名城关镇。" in page
    assert shown(page)["title"] == "城关镇新改"


def test_two_who_edit_one_text_see_both_versions(builder: OfficeBuilder) -> None:
    desk = Desk(builder.root)
    zheng, lin = desk.visit("zheng"), desk.visit("lin")
    form = shown(lin.get(ADDRESS))
    save(zheng, title="郑的题", body="郑改的正文。")
    status, page = save(lin, form, title="林的题", body="林改的正文。")
    assert status == 409
    assert "《郑的题》刚刚由别人改过" in page
    assert "现在的文字（别人刚改过的）" in page
    assert "<p>郑改的正文。</p>" in page
    assert "林改的正文。</textarea>" in page
    assert "<del>郑</del><ins>林</ins>改的正文。" in page
    assert len(desk.commits()) == 1
    assert save(lin, shown(page))[0] == 303
    assert [commit.author for commit in desk.commits()] == ["郑××", "林××"]


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"body": "机密★1年"}, "body", "密级标志"),
        ({"order": "x"}, "order", "顺序“x”不是整数"),
        ({"column": "none"}, "column", "《信息》没有栏目“none”"),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    builder: OfficeBuilder, fields: dict[str, str], field: str, said: str
) -> None:
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    status, page = save(zheng, **{"title": "写了很久的题", **fields})
    assert status == 422
    at = page[page.index(f'data-field="{field}"') :]
    assert said in at[: at.index("</ul>")]
    assert 'value="写了很久的题"' in page
    assert desk.commits() == []


def test_changes_are_marked_without_saving(builder: OfficeBuilder) -> None:
    desk = Desk(builder.root)
    status, page = save(desk.visit("zheng"), do="compare", title="城关镇新改")
    assert status == 200
    assert "城关镇<del>旧</del><ins>新</ins>改" in page
    assert desk.commits() == []


def test_changes_of_a_record_are_marked_for_the_script(builder: OfficeBuilder) -> None:
    zheng = Desk(builder.root).visit("zheng")
    answer = zheng.post("/queue-changes", {"record": DESK, "title": "城关镇旧改", "body": f"{BODY}加。"}, ADDRESS)
    assert "不断提高。<ins>加。</ins>" in answer.get_data(as_text=True)


def test_a_reviewed_text_warns_that_it_must_be_seen_again(builder: OfficeBuilder) -> None:
    builder.draft(DESK, reviews=[{"stage": "一校", "by": "沈××", "at": "2026-11-20 10:00", "digest": "0" * 64}])
    zheng = Desk(builder.root).visit("zheng")
    page = zheng.get(ADDRESS)
    assert "这一篇在送审稿 xinxi/2026-11-20 里，已经一校。改了标题、文字或位置，要重新校对。" in page
    said = zheng.submit(ADDRESS, {**shown(page), "title": "新题", "do": "save"}, form=ADDRESS)
    assert "修改编辑稿：《新题》，已保存。这一篇在送审稿 xinxi/2026-11-20 里，已经一校，要重新校对。" in said


def test_a_printed_text_is_only_shown(builder: OfficeBuilder) -> None:
    builder.sign()
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    page = zheng.get(ADDRESS)
    assert "《城关镇旧改》已在《信息》第7期（总第1237期）刊出，不能再改" in page
    assert "<textarea" not in page
    answer = zheng.post(ADDRESS, {"seen": desk.office().desk[DESK].source.digest, "title": "新题", "do": "save"})
    assert answer.status_code == 422
    assert len(desk.commits()) == 0


def test_a_piece_of_the_office_is_written_in_one_commit(builder: OfficeBuilder) -> None:
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    fields = {"title": "常委会会议研究工作", "body": "会议听取了汇报。", "place": "xinxi#zhongdian", "order": "5"}
    page = zheng.submit("/text/new", fields, form="/text/new")
    assert "自编：《常委会会议研究工作》，已列入备选" in page
    path = "briefs/desk/2026/11-30-quweiban-chang-wei-hui-hui-yi-yan.md"
    assert desk.commits() == [Commit(author="郑××", subject="自编：《常委会会议研究工作》", files=(path,))]
    zheng.get(f"/text/{path.removeprefix('briefs/desk/').removesuffix('.md')}")


def test_a_piece_that_is_refused_keeps_what_was_typed(builder: OfficeBuilder) -> None:
    desk = Desk(builder.root)
    answer = desk.visit("zheng").post("/text/new", {"title": "", "body": "写好的正文。", "place": "xinxi#zhongdian"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "自编稿没有标题" in page
    assert "写好的正文。</textarea>" in page
    assert desk.commits() == []


def test_who_may_not_edit_is_refused(builder: OfficeBuilder) -> None:
    desk = Desk(builder.root)
    for person in ("xxy", "shuji"):
        desk.visit(person).get(ADDRESS, 403)
        assert desk.visit(person).post(ADDRESS, {"title": "x"}).status_code == 403
    desk.visit("shen").get("/text/new", 403)
    desk.visit("zheng").get("/text/2026/01-01-none", 404)
    assert desk.commits() == []
