"""写稿: a unit writes, uploads, checks, saves and files; nothing typed is lost."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from desks import Commit, Desk, Visit
from offices import BODY, make_picture

LONG = BODY * 3
TEXTS = {"title": "城关镇推进老旧小区改造", "kind": "动态", "approver": "李××", "body": LONG}
ITEM = "chengguan/2026/11-30-cheng-guan-zhen-tui-jin-lao"
_ERROR = re.compile(r'<li class="(?:error|warning)">([^<]+)<')


@pytest.fixture
def clerk(demo_desk: Desk) -> Visit:
    return demo_desk.visit("xxy-chengguan")


def begin(visit: Visit, **fields: str) -> str:
    """The address of a new draft."""
    answer = visit.post("/write", fields, form="/write")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def file_it(visit: Visit, draft: str, **texts: str) -> str:
    return visit.submit(f"{draft}/file", {"seen": seen(visit.get(draft)), **TEXTS, **texts}, form=draft)


def test_what_one_writes_is_filed_as_one_commit_by_that_person(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    page = clerk.get(draft)
    assert 'name="author" type="text" value="钱××"' in page
    told = file_it(clerk, draft)
    assert '<p class="done" role="status">已报送</p>' in told
    assert "<dt>稿件编号</dt><dd>" + ITEM + "</dd>" in told
    assert "编辑处理以后（采用、退改或不采用，都有说明）" in told
    path = f"briefs/items/{ITEM}.md"
    assert demo_desk.commits() == [Commit(author="钱××", subject="城关镇报送：城关镇推进老旧小区改造", files=(path,))]
    assert demo_desk.office().items[ITEM].units == ("chengguan",)
    assert demo_desk.is_clean()
    assert "这份草稿已经报送或删去" in clerk.client.get(draft, follow_redirects=True).get_data(as_text=True)
    assert "还没有草稿" in clerk.get("/write")


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    typed = {**TEXTS, "title": "改造。", "kind": "", "approver": "", "seen": seen(clerk.get(draft))}
    answer = clerk.post(f"{draft}/file", typed, form=draft)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert _ERROR.findall(page) == ["标题末尾有标点“。”", "没有选类别", "没有写审签人"]
    assert 'value="改造。"' in page
    assert LONG in page
    assert demo_desk.commits() == []
    assert LONG in clerk.get(draft)


def test_what_else_is_wrong_is_told_beside_a_mark_of_secrecy(clerk: Visit) -> None:
    draft = begin(clerk)
    typed = {**TEXTS, "body": f"机密★3年\n\n{LONG}", "approver": "", "seen": seen(clerk.get(draft))}
    page = clerk.post(f"{draft}/file", typed, form=draft).get_data(as_text=True)
    assert _ERROR.findall(page) == ["正文有密级标志“机密★3年”", "没有写审签人"]
    assert "有2处要看，写在各栏里。红色的改好，再点一次。" in page
    assert page.index('id="e-body"') < page.index('<textarea id="f-body"')


def test_a_mark_of_secrecy_is_neither_saved_nor_filed(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    fields = {**TEXTS, "body": f"机密★3年\n\n{LONG}", "seen": seen(clerk.get(draft))}
    for act in ("", "/check", "/file"):
        answer = clerk.post(f"{draft}{act}", fields, form=draft)
        page = answer.get_data(as_text=True)
        assert _ERROR.findall(page) == ["正文有密级标志“机密★3年”"], act
        assert "没有保存。按保密规定报告" in page
    assert "机密★3年" not in clerk.get(draft)
    assert demo_desk.commits() == []


def test_checking_without_scripts_shows_everything(clerk: Visit) -> None:
    draft = begin(clerk)
    fields = {**TEXTS, "body": "太短。", "seen": seen(clerk.get(draft))}
    page = clerk.post(f"{draft}/check", fields, form=draft).get_data(as_text=True)
    assert "检查出1处，写在各栏下面" in page
    assert _ERROR.findall(page) == ["正文3字，稿件不少于100字"]
    fields = {**TEXTS, "seen": seen(page)}
    assert "检查过了，没有问题，可以报送。" in clerk.post(f"{draft}/check", fields, form=draft).get_data(as_text=True)


def test_live_checks_save_and_answer_a_fragment(clerk: Visit) -> None:
    draft = begin(clerk)
    fields = {"title": "改造，", "body": "短", "occurred": "昨天", "seen": seen(clerk.get(draft))}
    answer = clerk.post(f"{draft}/live", fields, form=draft)
    fragment = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<html" not in fragment
    assert '<p data-part="count">正文1字（稿件100—2000字）</p>' in fragment
    assert '<p data-part="saved">2026年11月30日已自动保存</p>' in fragment
    assert re.findall(r'data-for="(\w+)"', fragment) == ["title", "occurred", "body"]
    assert _ERROR.findall(fragment) == ["标题末尾有标点“，”", "事发时间“昨天”不是日期", "正文1字，稿件不少于100字"]
    assert 'value="改造，"' in clerk.get(draft)
    stale = clerk.post(f"{draft}/live", {**fields, "title": "另一个窗口"}, form=draft)
    assert stale.status_code == 409
    assert '<div data-seen="">' in stale.get_data(as_text=True)
    assert "没有保存：这份草稿在另一个窗口里改过" in stale.get_data(as_text=True)


def test_of_two_windows_the_second_sees_both_texts(clerk: Visit) -> None:
    draft = begin(clerk)
    opened = seen(clerk.get(draft))
    clerk.submit(draft, {**TEXTS, "body": "第一个窗口写的", "seen": opened}, form=draft)
    answer = clerk.post(draft, {**TEXTS, "body": "第二个窗口写的", "seen": opened}, form=draft)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert '<dt>正文</dt><dd class="kept">第一个窗口写的</dd>' in page
    assert "第二个窗口写的</textarea>" in page
    assert "第一个窗口写的</textarea>" in clerk.get(draft)
    clerk.submit(draft, {**TEXTS, "body": "第二个窗口写的", "seen": seen(page)}, form=draft)
    assert "第二个窗口写的</textarea>" in clerk.get(draft)


def test_a_draft_outlives_sign_out_and_restart(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    clerk.submit(draft, {**TEXTS, "seen": seen(clerk.get(draft))}, form=draft)
    again = Desk(demo_desk.root).visit("xxy-chengguan")
    assert "城关镇推进老旧小区改造</a>" in again.get("/write")
    assert LONG in again.get(draft)


def test_nobody_reads_or_files_the_draft_of_another(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    clerk.submit(draft, {**TEXTS, "seen": seen(clerk.get(draft))}, form=draft)
    other = demo_desk.visit("xxy-heping")
    assert other.client.get(draft).status_code == 303
    answer = other.post(f"{draft}/file", {**TEXTS, "body": "别人的", "seen": ""}, form="/write")
    assert answer.status_code == 422
    assert "这份草稿已经报送或删去" in answer.get_data(as_text=True)
    assert LONG not in answer.get_data(as_text=True)
    assert demo_desk.commits() == []
    other.submit(f"{draft}/drop", {}, form="/write")
    assert LONG in clerk.get(draft)


def test_a_second_click_files_nothing_twice(demo_desk: Desk, clerk: Visit) -> None:
    file_it(clerk, begin(clerk))
    draft = begin(clerk)
    answer = clerk.post(f"{draft}/file", {**TEXTS, "seen": seen(clerk.get(draft))}, form=draft)
    assert answer.status_code == 422
    assert "《城关镇推进老旧小区改造》2026年11月30日已经报送，内容相同" in answer.get_data(as_text=True)
    assert len(demo_desk.commits()) == 1


def test_an_item_names_the_call_that_it_answers(demo_desk: Desk) -> None:
    clerk = demo_desk.visit("xxy-nanhu")
    assert "正在答复约稿：<b>困难群众温暖过冬情况</b>" in clerk.get("/write?call=2026/024")
    draft = begin(clerk, call="2026/024")
    assert '答复约稿：<a href="/answer/call/2026/024">困难群众温暖过冬情况</a>' in clerk.get(draft)
    answer = clerk.post(f"{draft}/file", {**TEXTS, "call": "2026/024", "seen": seen(clerk.get(draft))}, form=draft)
    assert answer.status_code == 303
    assert [item.call for item in demo_desk.office().items.values() if item.title == TEXTS["title"]] == ["2026/024"]


def test_what_a_text_was_begun_for_is_not_said_by_the_form(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    other = next(item for item in demo_desk.office().items.values() if "chengguan" not in item.units)
    forged = {"task": "2026/049", "reply": "反馈", "finished": "是", "call": "2026/024", "revises": other.id}
    fields = {**TEXTS, **forged, "follows": other.id, "seen": seen(clerk.get(draft))}
    page = clerk.submit(draft, fields, form=draft)
    assert other.title not in page
    assert page.count('name="follows"') == 1
    told = clerk.submit(f"{draft}/file", {**fields, "follows": "", "seen": seen(page)}, form=draft)
    item = demo_desk.office().items[ITEM]
    assert (item.task, item.reply, item.finished, item.call, item.revises) == ("", None, False, "", "")
    assert other.title not in told


def test_pictures_are_uploaded_shown_and_filed(demo_desk: Desk, clerk: Visit) -> None:
    draft = begin(clerk)
    fields = {**TEXTS, "seen": seen(clerk.get(draft)), "picture": (BytesIO(make_picture()), "照片.png")}
    page = clerk.submit(f"{draft}/picture", fields, form=draft)
    assert f'src="{draft}/picture/tu-1.png"' in page
    shown = clerk.client.get(f"{draft}/picture/tu-1.png")
    assert (shown.data, shown.mimetype) == (make_picture(), "image/png")
    assert clerk.client.get(f"{draft}/picture/tu-2.png").status_code == 404
    body = f"{LONG}\n\n![施工现场](tu-1.png)"
    told = clerk.submit(f"{draft}/file", {**TEXTS, "body": body, "seen": seen(page)}, form=draft)
    assert demo_desk.commits()[0].files == (f"briefs/items/{ITEM}.md", f"briefs/items/{ITEM}/tu-1.png")
    assert f'src="/mine-picture/{ITEM}/tu-1.png"' in told
    assert clerk.client.get(f"/mine-picture/{ITEM}/tu-1.png").data == make_picture()
    assert demo_desk.visit("xxy-heping").client.get(f"/mine-picture/{ITEM}/tu-1.png").status_code == 404


def test_a_file_that_is_no_picture_is_refused_and_the_text_stays(clerk: Visit) -> None:
    draft = begin(clerk)
    fields = {**TEXTS, "seen": seen(clerk.get(draft)), "picture": (BytesIO(b"MZ"), "x.png")}
    answer = clerk.post(f"{draft}/picture", fields, form=draft)
    assert answer.status_code == 422
    assert "这不是 PNG 或 JPEG 图片" in answer.get_data(as_text=True)
    assert LONG in answer.get_data(as_text=True)


# -- Word ---------------------------------------------------------------------


def word(*paragraphs: str, title: str = "龙泉镇推进茶园改造") -> tuple[BytesIO, str]:
    document = Document()
    document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    data = BytesIO()
    document.save(data)
    return BytesIO(data.getvalue()), "C:\\稿件\\茶园.docx"


def test_a_word_file_becomes_a_draft(demo_desk: Desk, clerk: Visit) -> None:
    page = clerk.submit("/write/upload", {"file": word(LONG, BODY)}, form="/write")
    assert 'value="龙泉镇推进茶园改造"' in page
    assert f"{LONG}\n\n{BODY}</textarea>" in page
    assert "上传的文件里" not in page
    assert demo_desk.commits() == []


def test_remarks_on_a_file_must_be_acknowledged(demo_desk: Desk, clerk: Visit) -> None:
    answer = clerk.post("/write/upload", {"file": word("报送单位：和平镇", LONG)}, form="/write")
    draft = answer.location
    page = clerk.get(draft)
    assert "文件上写的单位是和平镇，将以城关镇的名义报送" in page
    assert "看过了，正文已经改成要报送的样子" in page
    body = {**TEXTS, "title": "龙泉镇推进茶园改造", "seen": seen(page)}
    refused = clerk.post(f"{draft}/file", body, form=draft)
    assert refused.status_code == 422
    assert "上传的文件有要看的地方，还没有勾“看过了”" in refused.get_data(as_text=True)
    assert demo_desk.commits() == []
    seen_now = seen(refused.get_data(as_text=True))
    clerk.submit(f"{draft}/file", {**body, "acknowledged": "是", "seen": seen_now}, form=draft)
    assert len(demo_desk.commits()) == 1


def test_what_is_no_word_file_is_refused_with_a_reason(clerk: Visit) -> None:
    answer = clerk.post("/write/upload", {"file": (BytesIO(b"%PDF-1.7"), "x.docx")}, form="/write")
    assert answer.status_code == 422
    assert "写一篇" in answer.get_data(as_text=True)
    answer = clerk.post("/write/upload", {}, form="/write")
    assert "没有选文件" in answer.get_data(as_text=True)
    secret = word("机密★10年", LONG)
    assert "有密级标志" in clerk.post("/write/upload", {"file": secret}, form="/write").get_data(as_text=True)


def test_the_office_and_leaders_do_not_write_for_units(demo_desk: Desk) -> None:
    for person in ("kezhang", "shuji", "ducha-guo"):
        visit = demo_desk.visit(person)
        visit.get("/write", 403)
        visit.get("/mine", 403)
        assert visit.post("/write", {}).status_code == 403
