"""督查 in the browser: the ledger as each role sees it, a task with its forms, opening one, an article from tasks."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest

from desk_pages import read_faults, strip
from desks import Commit, Desk
from jianbao.metadata import parse_moment
from jianbao.serving.matters.staff import find_staff_matters
from jianbao.serving.people.visitor import find_visitor

TASK = "/tasks/2026/034"
RECORDS = "briefs/tasks/2026/034"
NAMED = "云委督〔2026〕34号《增开夜间儿科诊室，分流夜间就诊患儿》"
OPENED = {
    "do": "open",
    "title": "整治快递进村二次收费",
    "category": "pishi",
    "lead": "jiaotong",
    "assigned": "2026-11-30",
    "leader": "fushuji",
    "part-content": ["摸清收费点位和数额", ""],
    "part-lead": ["jiaotong", ""],
    "part-assisting": ["河口乡", ""],
    "part-due": ["2026-12-08", ""],
}
INSTRUCTION = "2026/11-27-kuai-di-shou-fei"
FROM = f"/tasks/new?instruction={INSTRUCTION}"


def test_the_ledger_lists_what_is_open_the_worst_light_first(demo_desk: Desk) -> None:
    page = demo_desk.visit("ducha-guo").get("/tasks")
    numbers = re.findall(r'class="nowrap">云委督〔2026〕(\d+)号', page)
    assert numbers[:5] == ["27", "30", "32", "42", "28"]
    assert len(numbers) == 22
    said = strip(page)
    assert "红灯 4项" in said
    assert "办结率＝已办结事项÷已到时限和已办结的事项。" in said
    assert "您今天要办的" in said
    assert len(page.encode()) < 100_000


def test_the_ledger_is_narrowed_by_unit_light_state_category_leader_and_year(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")

    def numbers(query: str) -> list[str]:
        return re.findall(r'class="nowrap">云委督〔2026〕(\d+)号', visit.get(f"/tasks?{query}"))

    assert numbers("light=红") == ["27", "30", "32", "42"]
    assert numbers("light=红&unit=zhujian") == ["27"]
    assert len(numbers("state=已办结")) == 18
    assert numbers("category=jianyi") == ["14", "20"]
    assert set(numbers("leader=shuji")) < set(numbers("show="))
    assert numbers("year=2025") == []
    assert "没有符合条件的事项。" in strip(visit.get("/tasks?year=2025"))


def test_the_ledger_is_taken_away_as_it_is_narrowed(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    answer = visit.client.get("/tasks/export/csv?light=红")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("编号,事项,类别,来源,牵头单位")
    assert [line.partition(",")[0] for line in lines[1:]] == [f"云委督〔2026〕{n}号" for n in (27, 30, 32, 42)]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    book = openpyxl.load_workbook(BytesIO(visit.client.get("/tasks/export/xlsx?light=红").get_data()))
    assert book.sheetnames == ["督查台账（截至11月30日）", "办理情况"]
    visit.get("/tasks/export/pdf", 404)


def test_a_leader_sees_the_ledger_and_no_form(demo_desk: Desk) -> None:
    visit = demo_desk.visit("quzhang")
    ledger, task = visit.get("/tasks"), visit.get(TASK)
    assert "您今天要办的" not in ledger
    assert "/tasks/new" not in ledger
    assert 'name="kind"' not in task
    assert "请区卫健局按市领导批示拿出方案" in task
    assert visit.post(TASK, {"kind": "CHASE"}).status_code == 403
    visit.get("/tasks/new", 403)
    visit.get("/tasks/brief", 403)


@pytest.mark.parametrize("address", ["/tasks", TASK, "/tasks/new", "/tasks/export/csv", "/tasks/brief"])
def test_an_informant_sees_none_of_it(demo_desk: Desk, address: str) -> None:
    page = demo_desk.visit("xxy-weijian").get(address, 403)
    assert "儿科" not in page


def test_a_task_is_told_with_its_parts_their_lights_and_its_course(demo_desk: Desk) -> None:
    page = demo_desk.visit("zhuren").get(TASK)
    said = strip(page)
    assert "下一步：区卫健局每月25日反馈，下一次2026年12月25日（星期五）；办理完毕后报送办理结果。" in said
    assert "2026年12月7日（星期一），原定12月5日逢休息日，顺延至12月7日" in said
    assert "两家医院夜间各增开1个儿科诊室，排定轮值医师 区卫健局 11月10日 11月10日完成" in said
    assert "2026年11月17日反馈 和平镇镇卫生院11月16日起延时到21时，首晚看了11人。" in said
    demo_desk.visit("zhuren").get("/tasks/2026/999", 404)


EVENTS = [
    ("034", {"kind": "RECEIPT", "unit": "heping", "via": "电话"}, "receipt", "unit: heping\nby: 郭××\nvia: 电话\n"),
    (
        "034",
        {"kind": "PROGRESS", "unit": "weijian", "text": "再增开1个诊室", "part": "3", "via": "电话", "finished": "是"},
        "progress",
        "unit: weijian\npart: 3\nby: 郭××\ntext: 再增开1个诊室\nfinished: 是\nvia: 电话\n",
    ),
    (
        "034",
        {"kind": "CHASE", "unit": "weijian", "via": "书面", "to": "办公室", "reply": "本周内报"},
        "chase",
        "unit: weijian\nby: 郭××\nvia: 书面\nto: 办公室\nreply: 本周内报\n",
    ),
    (
        "034",
        {
            "kind": "EXTENSION",
            "unit": "weijian",
            "asked": "2026-11-30",
            "until": "2026-12-20",
            "reason": "医师到岗",
            "approved_by": "changwei",
        },
        "extension",
        "unit: weijian\nby: 郭××\nasked: 2026-11-30\nuntil: 2026-12-20\nreason: 医师到岗\napproved_by: changwei\n",
    ),
    (
        "043",
        {"kind": "REWORK", "unit": "jiaotong", "reason": "没有附班次表"},
        "rework",
        "unit: jiaotong\nby: 郭××\nreason: 没有附班次表\n",
    ),
    (
        "034",
        {"kind": "PRESENTED", "to": "shuji", "opinion": "再报一次效果"},
        "presented",
        "by: 郭××\nto: shuji\nopinion: 再报一次效果\n",
    ),
    (
        "037",
        {"kind": "CLOSE", "result": "方案已印发", "satisfied": "是"},
        "close",
        "by: 郭××\nresult: 方案已印发\nsatisfied: 是\n",
    ),
    (
        "025",
        {"kind": "REVISIT", "result": "又欠2人工资", "relapsed": "是"},
        "revisit",
        "by: 郭××\nresult: 又欠2人工资\nrelapsed: 是\n",
    ),
]


@pytest.mark.parametrize(("task", "fields", "name", "record"), EVENTS, ids=[event[2] for event in EVENTS])
def test_each_event_is_one_record_and_one_commit(
    demo_desk: Desk, task: str, fields: dict[str, str], name: str, record: str
) -> None:
    address = f"/tasks/2026/{task}"
    page = demo_desk.visit("ducha-guo").submit(address, {"date": "2026-11-30", **fields}, address)
    path = f"briefs/tasks/2026/{task}/11-30-{name}.yml"
    assert (demo_desk.root / path).read_text(encoding="utf-8") == f"date: 2026-11-30\n{record}"
    assert [(c.author, c.files) for c in demo_desk.commits()] == [("郭××", (path,))]
    assert "已登记。现在：" in page
    assert demo_desk.is_clean()


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    fields = {"kind": "CHASE", "unit": "weijian", "date": "2026-13-01", "reply": "说下周一定报"}
    answer = visit.post(TASK, fields, TASK)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert read_faults(page) == {
        "via": ["没有选“催办方式”　这一项必须填写"],
        "date": ["日期“2026-13-01”不是日期　如 2026-11-03 或 2026年11月3日"],
    }
    assert "说下周一定报</textarea>" in page
    assert demo_desk.commits() == []


def test_what_the_checks_refuse_stands_at_its_field_too(demo_desk: Desk) -> None:
    fields = {
        "kind": "EXTENSION",
        "date": "2026-11-30",
        "asked": "2026-11-30",
        "until": "2026-12-01",
        "reason": "来不及",
        "approved_by": "changwei",
    }
    answer = demo_desk.visit("ducha-guo").post(TASK, fields, TASK)
    assert answer.status_code == 422
    told = read_faults(answer.get_data(as_text=True))
    assert list(told) == ["until"]
    assert told["until"][0].startswith("延期没有延后时限") or "时限" in told["until"][0]
    assert demo_desk.commits() == []


def test_no_page_speaks_of_the_command_line(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    tasks = [f"/tasks/{task}" for task in demo_desk.office().tasks]
    for address in (*tasks, "/tasks", "/tasks/new", FROM, "/tasks/brief"):
        said = strip(visit.get(address))
        assert "jianbao" not in said, address
        assert " --" not in said, address


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(demo_desk: Desk) -> None:
    first, second = demo_desk.visit("ducha-guo"), demo_desk.visit("ducha-guo")
    seen = re.search(r'name="seen" value="([^"]+)"', second.get(TASK))
    assert seen
    first.submit(TASK, {"kind": "CHASE", "unit": "weijian", "via": "电话", "date": "2026-11-30"}, TASK)
    late = {"kind": "PROGRESS", "text": "已办完", "date": "2026-11-30", "seen": seen[1]}
    answer = second.post(TASK, late, TASK)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "您打开这一页以后，这件事的办理经过有了新的变化，没有写入" in page
    assert "已办完</textarea>" in page
    assert len(demo_desk.commits()) == 1
    again = re.search(r'name="seen" value="([^"]+)"', page)
    assert again
    second.submit(TASK, {**late, "seen": again[1]}, TASK)
    assert [commit.subject for commit in demo_desk.commits()] == [f"催办：{NAMED}", f"反馈：{NAMED}"]


def test_forms_that_fit_the_state_come_first(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")

    def kinds(task: str) -> tuple[list[str], list[str]]:
        first, _, others = visit.get(f"/tasks/2026/{task}").partition("<summary>更多</summary>")
        return tuple(re.findall(r'name="kind" value="([A-Z]+)"', half) for half in (first, others))  # type: ignore[return-value]

    assert kinds("051") == (["RECEIPT", "CHASE"], ["PROGRESS", "EXTENSION", "REWORK", "PRESENTED", "CLOSE"])
    assert kinds("037")[0] == ["CLOSE", "REWORK", "PRESENTED"]
    assert kinds("025") == (["REVISIT"], [])


def test_a_task_is_opened_from_an_instruction_with_its_deadline_told_before(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    form = visit.get(FROM)
    assert '<option value="pishi" selected>批示件</option>' in form
    assert '<option value="fushuji" selected>区委副书记孙××</option>' in form
    shown = visit.post(FROM, {**OPENED, "instruction": INSTRUCTION, "do": "preview"}, FROM)
    said = strip(shown.get_data(as_text=True))
    assert shown.status_code == 200
    assert "编号：云委督〔2026〕52号 承办：区交通局牵头 办理时限：2026年12月18日（星期五）" in said
    assert "第1项 摸清收费点位和数额（区交通局，2026年12月8日（星期二））" in said
    assert demo_desk.commits() == []
    page = visit.submit(FROM, {**OPENED, "instruction": INSTRUCTION}, FROM)
    assert "已立项：云委督〔2026〕52号《整治快递进村二次收费》" in page
    path = "briefs/tasks/2026/052.md"
    assert demo_desk.commits() == [Commit(author="郭××", subject="立项：整治快递进村二次收费", files=(path,))]
    text = (demo_desk.root / path).read_text(encoding="utf-8")
    assert text.startswith(
        "---\nnumber: 52\ntitle: 整治快递进村二次收费\ncategory: pishi\n"
        f"origin:\n  instruction: {INSTRUCTION}\nleader: fushuji\nlead_unit: jiaotong\nassigned: 2026-11-30\n"
        "parts:\n  - no: 1\n    content: 摸清收费点位和数额\n    lead_unit: jiaotong\n    assisting:\n      - hekou\n"
        "    due: 2026-12-08\n---\n"
    )


def test_what_is_wrong_with_a_new_task_stands_at_its_fields(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    answer = visit.post("/tasks/new", {"assigned": "2026-11-30"}, "/tasks/new")
    assert answer.status_code == 422
    assert set(read_faults(answer.get_data(as_text=True))) == {"title", "category", "origin", "lead"}
    both = {**OPENED, "origin": "区委常委会会议", "due": "2026-12-08", "within": "15 工作日"}
    answer = visit.post("/tasks/new", both, "/tasks/new")
    assert read_faults(answer.get_data(as_text=True)) == {
        "within": ["时限写了两种　写到哪一天，或写多长期限；都不写的按事项类别"]
    }
    half = {**OPENED, "origin": "区委常委会会议", "part-lead": ["", ""]}
    page = visit.post("/tasks/new", half, "/tasks/new").get_data(as_text=True)
    assert read_faults(page) == {"parts": ["任务分解第1项没有写全　任务和牵头单位都要写；不要的一行全部留空"]}
    assert 'value="摸清收费点位和数额"' in page
    assert demo_desk.commits() == []


def test_a_problem_that_came_back_is_opened_anew(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    address = "/tasks/2026/025"
    page = visit.submit(
        address, {"kind": "REVISIT", "result": "又欠2人工资", "relapsed": "是", "date": "2026-11-30"}, address
    )
    assert "/tasks/new?reopens=2026%2F025" in page or "/tasks/new?reopens=2026/025" in page
    form = visit.get("/tasks/new?reopens=2026/025")
    assert 'name="reopens" value="2026/025"' in form
    assert '<option value="renshe" selected>区人社局</option>' in form


def test_an_article_is_drafted_from_the_tasks_that_moved(demo_desk: Desk) -> None:
    visit = demo_desk.visit("ducha-guo")
    address = "/tasks/brief"
    form = visit.get(address)
    assert 'value="2026/034"' not in form
    assert 'value="2026/047" checked' in form
    fields = {"template": "办理进展", "column": "jinzhan", "until": "2026-11-30", "tasks": ["2026/037", "2026/047"]}
    shown = visit.post(address, {**fields, "do": "preview"}, address).get_data(as_text=True)
    assert "这是预览，还没有列入备选。共写2项。" in strip(shown)
    assert demo_desk.commits() == []
    visit.submit(address, {**fields, "do": "write"}, address)
    path = "briefs/desk/2026/11-30-ban-li-jin-zhan.md"
    assert demo_desk.commits() == [Commit(author="郭××", subject="督查文稿：办理进展", files=(path,))]
    record = demo_desk.office().desk["2026/11-30-ban-li-jin-zhan"]
    assert (record.tasks, record.editor, record.periodical) == (("2026/037", "2026/047"), "ducha-guo", "ducha")
    late = visit.post(address, {**fields, "tasks": [], "until": "2026-12-01"}, address)
    assert read_faults(late.get_data(as_text=True)) == {"until": ["截止日期不能晚于今天　今天是2026年11月30日"]}


def test_matters_of_the_day_lead_to_the_pages_of_the_desk(demo_desk: Desk) -> None:
    office, day = demo_desk.office(), parse_moment("2026-11-30")
    assert day
    found = {}
    with demo_desk.app.test_request_context():
        for person in ("ducha-guo", "xxy-chengguan", "quzhang"):
            visitor = find_visitor(office, person, day.day)
            assert visitor
            found[person] = find_staff_matters(office, visitor, day)
    assert found["xxy-chengguan"] == []
    assert found["quzhang"] == []
    sections = {section.title: section.matters for section in found["ducha-guo"]}
    overdue = sections["已超期"][0]
    assert overdue.is_urgent
    assert overdue.href == "/tasks/2026/025"
    assert sections["批示待办"][0].href == f"/tasks/new?instruction={INSTRUCTION}"
    assert all(matter.href for title in ("已超期", "今天到期", "督查待签收") for matter in sections[title])
