"""One item: all that an editor asks for, the marks of what was changed, the decision, and the next one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Commit, Desk, Visit
from offices import BODY, OfficeBuilder, make_picture
from queued import build_queued

REASONS = """reasons:
  - {decision: 退改, texts: [请补充数据]}
  - {decision: 不采用, texts: [属日常工作]}
"""


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    builder = build_queued(tmp_path)
    builder.write("briefs/settings/desk.yml", REASONS)
    return builder


def shown(page: str) -> dict[str, str]:
    """What the form holds, as a browser would send it back."""
    stamp = re.search(r'name="seen" value="([^"]+)"', page)
    title = re.search(r'name="title" type="text" value="([^"]*)"', page)
    body = re.search(r'<textarea id="f-body"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert stamp, page
    assert title, page
    assert body, page
    return {"seen": stamp[1], "title": title[1], "body": body[1]}


def decide(visit: Visit, item: str, do: str, form: dict[str, str] | None = None, **fields: str) -> tuple[int, str, str]:
    """(status, page, where it leads)."""
    address = f"/queue/{item}"
    given = {**(form or shown(visit.get(address))), "do": do, **fields}
    answer = visit.post(address, given, form=address)
    return answer.status_code, answer.get_data(as_text=True), answer.location or ""


def test_the_page_says_what_an_editor_asks_for(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/checks.yml", "duplicate-printed: {min: 40}\n")
    call = builder.call()
    earlier = builder.item("chengguan", "qian", "2026-11-01", title="上次的旧改稿", tags=["旧改"])
    builder.decide(earlier, decision="不采用", reason="数据太旧", decided="2026-11-02")
    builder.adopt("heping", "kan-chu", title="和平镇推进管护")
    builder.sign(date="2026-11-20")
    item = builder.item(
        title="和平镇推进管护",
        author="张××",
        phone="0000-0000123",
        approver="李××",
        tags=["旧改"],
        call=call,
        access="内部",
        date="2026-11-26 09:35",
    )
    page = Desk(builder.root).visit("zheng").get(f"/queue/{item}")
    facts = re.findall(r'<span class="muted">(\S+)</span> ([^<]+)</span>', page)
    assert facts == [
        ("报送单位", "城关镇"),
        ("到达", "11月26日9时35分（已4天）"),
        ("类别", "动态"),
        ("字数", "47字"),
        ("公开范围", "不超过内部"),
        ("执笔人", "张××"),
        ("电话", "0000-0000123"),
        ("审签人", "李××"),
        ("关键词", "旧改"),
        ("答复约稿", "《请报秋粮收购情况》"),
    ]
    assert "上次的旧改稿</a><small>2026年11月1日，不采用（郑××，2026年11月2日）：数据太旧</small>" in page
    named = "《信息》第7期（总第1237期）2026年11月20日刊登的《和平镇推进管护》（和平镇）"
    told = f'已经刊登过</span> 与<a href="/read/xinxi/2026/007#[^"]+">{named}</a>，<b>100%的文字相同</b>'
    assert re.search(told, page)
    assert "<time>2026年11月26日9时35分</time> 城关镇报送《和平镇推进管护》" in page
    assert '<option value="请补充数据">退改</option>' in page


def test_problems_stand_at_the_words_that_they_are_about(builder: OfficeBuilder) -> None:
    item = builder.item(approver="", body=f"{BODY}\n\n联系人电话13812345678。\n\n结尾一段。")
    page = Desk(builder.root).visit("zheng").get(f"/queue/{item}")
    text = page[page.index('id="original"') : page.index('id="edited"')]
    assert text.index("没有写审签人") < text.index("连日来")
    remarks = [match.start() for match in re.finditer('class="remark', text)]
    assert text.index("联系人电话") < remarks[-1] < text.index("结尾一段。")


def test_an_adoption_with_its_text_is_one_commit_and_the_next_opens(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇旧改", date="2026-11-03")
    following = builder.item("heping", "yi", "2026-11-04", title="下一篇的题")
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    fields = {"title": "城关镇“三步走”", "body": f"{BODY}\r\n\r\n又一段。", "place": "xinxi#jiaoliu", "order": "10"}
    status, _, location = decide(zheng, item, "adopt", **fields, access="内部")
    assert (status, location) == (303, f"/queue/{following}")
    assert "采用：《城关镇旧改》。现在是下一篇。" in zheng.get(location)
    path = "briefs/desk/2026/11-30-chengguan-jiu-gai.md"
    assert desk.commits() == [Commit(author="郑××", subject="采用：《城关镇旧改》", files=(path,))]
    assert (desk.root / path).read_text(encoding="utf-8") == (
        "---\nitem: chengguan/2026/11-03-jiu-gai\ndecision: adopt\nperiodical: xinxi\ncolumn: jiaoliu\norder: 10\n"
        "title: 城关镇“三步走”\naccess: 内部\neditor: zheng\ndecided: 2026-11-30\n---\n"
        f"{BODY}\n\n又一段。\n"
    )
    assert desk.is_clean()


def test_the_last_one_leads_back_to_the_list(builder: OfficeBuilder) -> None:
    item = builder.item()
    zheng = Desk(builder.root).visit("zheng")
    assert decide(zheng, item, "revise", reason="请补充数据")[2] == "/queue"
    assert "这里的稿件都看过了。" in zheng.get("/queue")


@pytest.mark.parametrize(
    ("do", "fields", "field", "said"),
    [
        ("adopt", {}, "place", "没有选采用到哪个刊物"),
        ("adopt", {"place": "xinxi#zhongdian", "order": "前"}, "order", "顺序“前”不是整数"),
        ("adopt", {"place": "xinxi#zhongdian", "body": "机密★1年"}, "body", "密级标志"),
        ("adopt", {"place": "xinxi#zhongdian", "body": " \r\n"}, "body", "正文是空的"),
        ("decline", {}, "reason", "“不采用”要写明理由"),
        ("void", {"reason": " "}, "reason", "“误报作废”要写明理由"),
    ],
)
def test_what_is_refused_is_told_at_its_field_and_nothing_typed_is_lost(
    builder: OfficeBuilder, do: str, fields: dict[str, str], field: str, said: str
) -> None:
    item = builder.item()
    desk = Desk(builder.root)
    typed = {"title": "改过的标题", "body": "改过的正文", **fields}
    status, page, _ = decide(desk.visit("zheng"), item, do, **typed)
    assert status == 422
    at = page[page.index(f'data-field="{field}"') :]
    assert said in at[: at.index("</ul>")]
    assert 'value="改过的标题"' in page
    assert typed["body"] in page
    assert desk.commits() == []


def test_changes_are_marked_without_a_script(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇旧改")
    desk = Desk(builder.root)
    status, page, _ = decide(desk.visit("zheng"), item, "compare", title="城关镇新改", body=BODY.replace("210", "213"))
    assert status == 200
    assert "城关镇<del>旧</del><ins>新</ins>改" in page
    assert "已办结事项<del>210</del><ins>213</ins>件" in page
    assert desk.commits() == []


def test_changes_are_marked_for_the_script(builder: OfficeBuilder) -> None:
    item = builder.item()
    zheng = Desk(builder.root).visit("zheng")
    body = {"item": item, "title": "x", "body": BODY + "加一句。"}
    answer = zheng.post("/queue-changes", body, form=f"/queue/{item}")
    said = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<html" not in said
    assert "不断提高。<ins>加一句。</ins>" in said
    assert zheng.post("/queue-changes", {"item": "no/2026/01-01-x"}).status_code == 404


def test_the_second_editor_sees_the_first_decision_beside_what_was_typed(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇旧改")
    desk = Desk(builder.root)
    zheng, lin = desk.visit("zheng"), desk.visit("lin")
    form = shown(lin.get(f"/queue/{item}"))
    decide(zheng, item, "hold", reason="等年底数据")
    fields = {"title": "林的标题", "body": "林改的正文。", "place": "xinxi#zhongdian"}
    status, page, _ = decide(lin, item, "adopt", form, **fields)
    assert status == 409
    assert "《城关镇旧改》的处理意见刚刚变了，现在是：留存待用（郑××，2026年11月30日）：等年底数据" in page
    assert 'value="林的标题"' in page
    assert "林改的正文。" in page
    assert len(desk.commits()) == 1
    # Now it was seen; the change of the decision is still to be said.
    status, page, _ = decide(lin, item, "adopt", shown(page), **fields)
    assert status == 409
    assert "已有处理意见“留存待用”" in page
    assert decide(lin, item, "adopt", shown(page), **fields, supersede="1")[0] == 303
    assert desk.office().desk["2026/11-30-chengguan-jiu-gai-2"].supersedes == ("2026/11-30-chengguan-jiu-gai",)
    assert [commit.author for commit in desk.commits()] == ["郑××", "林××"]


def test_a_text_changed_by_its_unit_meanwhile_is_told(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇旧改")
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    form = shown(zheng.get(f"/queue/{item}"))
    path = desk.root / f"briefs/items/{item}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("210", "999"), encoding="utf-8")
    desk.store.notice_change()
    status, page, _ = decide(zheng, item, "adopt", form, place="xinxi#zhongdian")
    assert status == 409
    assert "《城关镇旧改》的原稿刚刚由报送单位改过" in page
    assert "已办结事项<del>999</del><ins>210</ins>件" in page


def test_an_adopted_item_opens_with_its_edited_text(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.decide(item, title="改过的题", body="改过的正文。", column="jiaoliu", order=20)
    page = Desk(builder.root).visit("zheng").get(f"/queue/{item}")
    assert shown(page)["title"] == "改过的题"
    assert shown(page)["body"] == "改过的正文。"
    assert '<option value="xinxi#jiaoliu" selected>' in page
    assert 'href="/text/2026/11-05-chengguan-jiu-gai">改编辑稿</a>' in page


def test_a_printed_item_is_only_shown(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.decide(item)
    builder.sign()
    page = Desk(builder.root).visit("zheng").get(f"/queue/{item}")
    assert "已经刊出，不能再改。" in page
    assert "<textarea" not in page


def test_pictures_of_an_item_are_shown_to_the_office_alone(builder: OfficeBuilder) -> None:
    item = builder.item(body=f"{BODY}\n\n![井盖](11-03-jiu-gai/a.png)")
    builder.write(f"briefs/items/{item}/a.png", make_picture(b"mark"))
    desk = Desk(builder.root)
    zheng = desk.visit("zheng")
    address = re.search(r'<img alt="井盖" src="([^"]+)"', zheng.get(f"/queue/{item}"))
    assert address
    answer = zheng.client.get(address[1].replace("&amp;", "&"))
    assert (answer.data, answer.headers["Content-Type"]) == (make_picture(b"mark"), "image/png")
    zheng.get(f"/queue-pictures/{item}?name=../../../settings/people.yml", 404)
    zheng.get(f"/queue-pictures/{item}?name=11-03-jiu-gai/b.png", 404)
    desk.visit("xxy").get(address[1].replace("&amp;", "&"), 403)


def test_what_somebody_typed_is_text_and_no_more(builder: OfficeBuilder) -> None:
    item = builder.item(title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>\n\n</textarea><b>x")
    page = Desk(builder.root).visit("zheng").get(f"/queue/{item}")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "</textarea><b>" not in page


def test_what_there_is_not_is_not_found(builder: OfficeBuilder) -> None:
    zheng = Desk(builder.root).visit("zheng")
    zheng.get("/queue/chengguan/2026/01-01-none", 404)
    assert zheng.post("/queue/chengguan/2026/01-01-none", {"do": "file"}).status_code == 404
