"""答复: a unit answers calls and tasks that ask it, each in one step, and sees none that do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desks import Commit, Desk, Visit
from jianbao.acting.narrowing import narrow_to_calls
from jianbao.acting.recording.proving import find_faults
from jianbao.acting.replying import Replier, choose_kind, plan_task_extension, plan_task_receipt, plan_task_report
from jianbao.answering import Outcome
from jianbao.checks import check_office
from jianbao.model import CallResult, Reply
from jianbao.problems import ProblemsFound
from jianbao.reading import Office, read_office
from jianbao.reading.files import read_text
from jianbao.rendering.templates import Templates
from jianbao.serving.matters.matter import Section
from jianbao.serving.matters.unit import find_answer, find_unit_matters
from jianbao.serving.people.visitor import find_visitor
from jianbao.supervising import TaskState, find_status, find_undecided
from jianbao.writing import apply_changes
from offices import AS_OF, BODY, OfficeBuilder, day
from sites import ROOT

PEOPLE = """people:
  - {id: guo, name: 郭××, roles: [督查员]}
  - {id: shuji, name: 何××, roles: [领导]}
  - {id: bianji-zheng, name: 郑××, roles: [编辑]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
  - {id: xxy-heping, name: 王××, roles: [信息员], unit: heping}
"""
WHO = Replier(unit="chengguan", approver="李××", author="张××", phone="0000-0000001")
LONG = BODY * 3


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write(".gitignore", ".cache/\n.desk/\n")
    return office


def matters(desk: Desk, person: str) -> list[Section]:
    visitor = find_visitor(desk.office(), person, AS_OF.day)
    assert visitor is not None
    with desk.app.test_request_context():
        return find_unit_matters(desk.office(), visitor, AS_OF)


def titles(desk: Desk, person: str) -> dict[str, list[tuple[str, bool]]]:
    return {s.title: [(m.title, m.is_urgent) for m in s.matters] for s in matters(desk, person)}


# -- calls --------------------------------------------------------------------


def test_no_such_case_is_one_click_and_one_commit(builder: OfficeBuilder) -> None:
    call = builder.call(due="2026-12-03 17:00", contact="郑××，0000-0000009")
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    page = clerk.get(f"/answer/call/{call}")
    assert "请报收购进度和存在问题。" in page
    assert "<b>2026年12月3日17时00分</b>（还有3天）" in page
    told = clerk.submit(f"/answer/call/{call}", {"reason": "本镇没有粮食收购点"}, form=f"/answer/call/{call}")
    assert "已经答复“无此情况”（2026年11月30日）：本镇没有粮食收购点。" in told
    assert desk.commits() == [
        Commit(author="张××", subject="城关镇答复第1号约稿：无此情况", files=(f"briefs/calls/{call}.md",))
    ]
    reply = desk.office().calls[call].replies[0]
    assert (reply.unit, reply.result, reply.via, reply.at) == ("chengguan", CallResult.NOTHING, "系统", AS_OF)
    again = clerk.post(f"/answer/call/{call}", {"reason": ""}, form="/write")
    assert again.status_code == 409
    assert "第1号约稿城关镇已有答复" in again.get_data(as_text=True)


def test_an_answer_after_the_deadline_is_told_to_be_late(builder: OfficeBuilder) -> None:
    call = builder.call(due="2026-11-20")
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    assert "截止时间已过，还没有答复。" in clerk.get(f"/answer/call/{call}")
    assert "迟交" in clerk.submit(f"/answer/call/{call}", {"reason": ""}, form=f"/answer/call/{call}")
    answer = find_answer(desk.office(), desk.office().calls[call], "chengguan", AS_OF)
    assert answer is not None
    assert answer.outcome is Outcome.LATE


def test_a_call_to_others_is_no_page(builder: OfficeBuilder) -> None:
    call = builder.call(units=["heping"])
    later = builder.call(2, issued="2026-12-02 09:00", due="2026-12-10")
    clerk = Desk(builder.root).visit("xxy")
    for address in (f"/answer/call/{call}", f"/answer/call/{later}", "/answer/call/2026/999"):
        clerk.get(address, 404)
        assert clerk.post(address, {"reason": ""}, form="/write").status_code == 404


def test_who_was_told_and_what_others_answered_is_not_shown(builder: OfficeBuilder) -> None:
    replies = [{"unit": "heping", "at": "2026-11-04", "via": "电话", "result": "有稿", "reason": "别人的记号"}]
    call = builder.call(replies=replies)
    assert "别人的记号" not in Desk(builder.root).visit("xxy").get(f"/answer/call/{call}")


def test_calls_alone_say_the_same_of_a_call_as_the_whole_office() -> None:
    office = read_office(ROOT)
    for call in office.calls.values():
        text, _ = read_text(ROOT / call.source.path, call.source.path)
        assert text is not None
        wrong = text.replace("due: 2026-", "due: 2025-", 1)
        for written in (text, wrong):
            whole = find_faults(office, call.source.path, written, AS_OF)
            assert find_faults(narrow_to_calls(office), call.source.path, written, AS_OF) == whole


# -- tasks: the acts ----------------------------------------------------------

Act = Callable[[Office], object]


def act(root: Path, plan: Act) -> Office:
    apply_changes(root, plan(read_office(root)))  # type: ignore[arg-type]  # every plan gives changes
    return read_office(root)


def receive(root: Path, task: str, who: Replier = WHO) -> Office:
    return act(root, lambda office: plan_task_receipt(office, Templates(root), task, who, AS_OF))


def ask(root: Path, task: str, until: str = "2026-12-31", reason: str = "管材未到") -> Office:
    templates = Templates(root)
    return act(root, lambda office: plan_task_extension(office, templates, task, WHO, until, reason, AS_OF))


def test_a_receipt_is_an_item_of_its_own(builder: OfficeBuilder) -> None:
    task = builder.task()
    office = receive(builder.root, task)
    item = office.replies_to[task][0]
    assert (item.reply, item.title, item.approver, item.authors, item.body) == (
        Reply.RECEIPT,
        "签收：改造老旧供水管网",
        "李××",
        ("张××",),
        "城关镇2026年11月30日签收督查事项“改造老旧供水管网”，按要求办理并反馈。",
    )
    assert find_status(office, office.tasks[task], AS_OF).state is TaskState.HANDLING
    assert [p.message for p in check_office(office, AS_OF) if p.place.path == item.source.path] == []
    with pytest.raises(ProblemsFound, match=r"本单位已经签收"):
        receive(builder.root, task)


def test_a_receipt_is_signed_off(builder: OfficeBuilder) -> None:
    task = builder.task()
    with pytest.raises(ProblemsFound, match=r"没有写审签人"):
        receive(builder.root, task, Replier(unit="chengguan", approver=""))


def test_a_report_says_whether_it_is_the_result(builder: OfficeBuilder) -> None:
    task = builder.task()
    texts = {"title": "管网改造办理结果", "body": LONG}
    office = act(builder.root, lambda office: plan_task_report(office, task, WHO, texts, AS_OF, finished=True))
    assert (office.replies_to[task][0].reply, office.replies_to[task][0].finished) == (Reply.PROGRESS, True)
    assert find_status(office, office.tasks[task], AS_OF).state is TaskState.REPORTED


def test_more_time_is_asked_for_with_a_day_and_a_reason(builder: OfficeBuilder) -> None:
    task = builder.task()
    for until, reason, message in (
        ("", "x", r"没有写延期到哪一天"),
        ("年底", "x", r"延期到的日期“年底”不是日期"),
        ("2026-12-21", "x", r"延期到2026年12月21日，不比2026年12月21日晚"),
        ("2026-12-31", " ", r"没有写延期的理由"),
    ):
        with pytest.raises(ProblemsFound, match=message):
            ask(builder.root, task, until, reason)
    office = ask(builder.root, task)
    item = office.replies_to[task][0]
    assert item.reply is Reply.EXTENSION
    assert "办理时限为2026年12月21日，申请延期至2026年12月31日。\n\n理由：管材未到" in item.body
    assert len(find_undecided(find_status(office, office.tasks[task], AS_OF))) == 1


def test_only_units_of_an_open_task_answer_it(builder: OfficeBuilder) -> None:
    task = builder.task()
    closed = builder.task(32)
    builder.event(closed, "close", "2026-11-20", result="已办结", by="郭××", evidence="x")
    with pytest.raises(ProblemsFound, match=r"这件督查事项不是交给本单位的"):
        receive(builder.root, task, Replier(unit="heping", approver="王××"))
    with pytest.raises(ProblemsFound, match=r"“改造老旧供水管网”已经办结"):
        receive(builder.root, closed)
    with pytest.raises(ProblemsFound, match=r"没有督查事项“2026/999”"):
        receive(builder.root, "2026/999")


def test_the_heir_of_a_merged_unit_answers_its_tasks(builder: OfficeBuilder) -> None:
    task = builder.task(lead_unit="lvyou", assigned="2026-10-10")
    assert receive(builder.root, task, Replier(unit="wenlv", approver="李××")).replies_to[task]


def test_the_kind_of_a_reply_is_that_of_the_last_one(builder: OfficeBuilder) -> None:
    assert choose_kind(read_office(builder.root)) == "动态"
    builder.item(task=builder.task(), reply="反馈", kind="调研")
    assert choose_kind(read_office(builder.root)) == "调研"
    assert choose_kind(read_office(ROOT)) == "督查反馈"


# -- tasks: the pages ---------------------------------------------------------


def test_receiving_is_one_click_with_who_signed_off_last(builder: OfficeBuilder) -> None:
    builder.item(approver="李××", date="2026-11-01")
    task = builder.task()
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    page = clerk.get(f"/answer/task/{task}")
    assert '<input id="a-receipt" name="approver" value="李××"' in page
    assert "<b>请签收</b>" in page
    assert "<b>2026年12月21日</b>（还有21天）" in page
    told = clerk.submit(f"/answer/task/{task}/receipt", {"approver": "李××"}, form=f"/answer/task/{task}")
    assert '<p class="done" role="status">已签收</p>' in told
    assert "本单位签收：《签收：改造老旧供水管网》" in told
    assert "receipt" not in told.partition("<main")[2]
    assert [(c.author, c.subject, len(c.files)) for c in desk.commits()] == [
        ("张××", "城关镇签收督查事项：改造老旧供水管网", 1)
    ]
    assert desk.is_clean()


def test_a_report_that_is_refused_keeps_what_was_typed(builder: OfficeBuilder) -> None:
    task = builder.task()
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    sent = {"title": "办理结果", "body": LONG, "finished": "是", "approver": ""}
    answer = clerk.post(f"/answer/task/{task}/report", sent, form=f"/answer/task/{task}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "没有写审签人" in page
    assert LONG in page
    assert 'name="finished" value="是" checked' in page
    told = clerk.submit(f"/answer/task/{task}/report", {**sent, "approver": "李××"}, form=f"/answer/task/{task}")
    assert "本单位反馈：《办理结果》（办理完毕）" in told


def test_more_time_is_asked_for_on_the_page(builder: OfficeBuilder) -> None:
    task = builder.task()
    clerk = Desk(builder.root).visit("xxy")
    sent = {"until": "2026-12-01", "reason": "管材未到", "approver": "李××"}
    answer = clerk.post(f"/answer/task/{task}/extension", sent, form=f"/answer/task/{task}")
    assert answer.status_code == 422
    assert "延期到2026年12月1日，不比2026年12月21日晚" in answer.get_data(as_text=True)
    sent = {**sent, "until": "2026-12-31"}
    told = clerk.submit(f"/answer/task/{task}/extension", sent, form=f"/answer/task/{task}")
    assert "本单位申请了延期，还没有答复" in told


def test_a_unit_reads_its_own_part_of_a_task_alone(builder: OfficeBuilder) -> None:
    task = builder.task(assisting=["heping"])
    builder.item("heping", "bie-ren", task=task, reply="反馈", title="别的单位的记号")
    builder.event(task, "presented", "2026-11-12", to="何××", opinion="领导意见的记号")
    builder.event(task, "rework", "2026-11-13", reason="请补充数据", by="郭××")
    other = builder.task(33, lead_unit="zhujian")
    clerk = Desk(builder.root).visit("xxy")
    page = clerk.get(f"/answer/task/{task}")
    assert "记号" not in page
    assert "退办：请补充数据" in page
    clerk.get(f"/answer/task/{other}", 404)
    for what in ("receipt", "report", "extension"):
        assert clerk.post(f"/answer/task/{other}/{what}", {}, form="/write").status_code == 404


def test_the_office_and_leaders_answer_nothing_for_units(builder: OfficeBuilder) -> None:
    call, task = builder.call(), builder.task()
    desk = Desk(builder.root)
    for person in ("guo", "shuji", "bianji-zheng"):
        visit: Visit = desk.visit(person)
        visit.get(f"/answer/call/{call}", 403)
        visit.get(f"/answer/task/{task}", 403)
        assert visit.post(f"/answer/call/{call}", {}).status_code == 403
        assert visit.post(f"/answer/task/{task}/receipt", {}).status_code == 403


# -- what waits ---------------------------------------------------------------


def test_what_waits_for_a_unit_stands_on_its_home_page(builder: OfficeBuilder) -> None:
    builder.call(1, due="2026-12-01 09:00")
    builder.call(2, title="请报防汛准备情况", due="2026-12-20")
    builder.call(3, title="很久以前的", issued="2026-09-01 09:00", due="2026-09-10")
    builder.call(4, title="问别人的", units=["heping"])
    builder.task()
    builder.task(32, title="协办的事", lead_unit="zhujian", assisting=["chengguan"])
    builder.decide(builder.item(), decision="退改", reason="补数据")
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    clerk.post("/write", {}, form="/write")
    assert titles(desk, "xxy") == {
        "要答复的约稿": [("请报秋粮收购情况", True), ("请报防汛准备情况", False)],
        "督查事项": [("改造老旧供水管网", True), ("协办的事", False)],
        "退回修改的稿件": [("chengguan推进jiu-gai", True)],
        "没有报送的草稿": [("（还没有写标题）", False)],
    }
    for section in matters(desk, "xxy"):
        for matter in section.matters:
            clerk.get(matter.href)
    assert titles(desk, "guo") == {}


def test_what_is_done_waits_no_more(builder: OfficeBuilder) -> None:
    call, task = builder.call(due="2026-12-03"), builder.task()
    builder.item(call=call, slug="da-fu", date="2026-11-05")
    builder.item(task=task, reply="签收", slug="qian-shou", date="2026-11-06")
    found = {m.title: m.remark for s in matters(Desk(builder.root), "xxy") for m in s.matters}
    assert list(found) == ["改造老旧供水管网"]
    assert "请签收" not in found["改造老旧供水管网"]
    assert day("2026-12-21").chinese in found["改造老旧供水管网"]
