"""督查台账, task pages, 批示, urgent events and calls, as their readers see them; and the way from one to the other."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Site
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from offices import OfficeBuilder, day

PISHI = {"category": "批示件", "due": None, "within": "15 工作日"}
ITS_ARTICLE = "2026/09-03-chengguan-jiu-gai"


def render(office: OfficeBuilder, access: Access = Access.OFFICE, on: str = "2026-11-30 18:00") -> Site:
    return render_site(
        BuildContext(
            office=office.read(),
            access=access,
            as_of=day(on),
            templates=Templates(office.root),
            site_url="https://a.example/",
        )
    )


def html_of(site: Site, uri: str) -> str:
    return next(page.html for page in site.pages if page.uri == uri)


def text_of(html: str) -> str:
    """What a reader reads, each run of white space as one space."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def links_of(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="page:([^"]*)"', html)]


def rows_of(html: str, caption: str) -> list[list[str]]:
    """The cells of the body of a table."""
    table = next(t for t in re.findall(r"<table.*?</table>", html, re.DOTALL) if f">{caption}</caption>" in t)
    body = table.partition("<tbody>")[2]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [[text_of(cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def facts_of(html: str) -> dict[str, str]:
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return {text_of(name).strip(): text_of(value).strip() for name, value in found}


def section_of(html: str, anchor: str) -> str:
    return html.partition(f'id="{anchor}"')[2].partition("</section>")[0]


def plant_tasks(office: OfficeBuilder) -> None:
    """An article of 11 September, instructed on, handled as task 31, printed, instructed on anew, task 33; a red task
    32, a task of the year before that is closed and one that is still open.
    """
    office.write(
        "briefs/settings/supervision.yml",
        "categories:\n"
        "  - {id: pishi, name: 批示件, within: 15 工作日, present: 是, papers: [领导批示, 办理情况报告]}\n"
        "  - {id: huiyi, name: 会议议定事项, within: 20日}\n",
    )
    office.adopt("chengguan", "jiu-gai", "2026-09-03", title="旧改三步走")
    office.sign(date="2026-09-11")
    first = office.record(
        "instructions",
        "jiu-gai",
        "2026-09-14",
        on={"issue": "xinxi/2026/007", "article": ITS_ARTICLE},
        leader="陈××",
        post="区委书记",
        level="区级",
        date="2026-09-14",
        nature=["肯定", "要求办理"],
        text="旧改要一户一户做。",
        presented=[{"date": "2026-09-15", "to": "区长", "opinion": "已阅"}],
    )
    passed = office.record(
        "instructions",
        "pi-zhuan",
        "2026-09-15",
        on={"issue": "xinxi/2026/007", "article": ITS_ARTICLE},
        leader="刘××",
        post="副区长",
        level="区级",
        date="2026-09-15",
        nature=["要求办理"],
        text="请城关镇牵头。",
        follows=first,
    )
    task = office.task(
        31,
        "2026-09-16",
        title="推进旧改三步走",
        origin={"instruction": passed},
        assisting=["和平镇", "区住建局"],
        feedback="每月25日",
        officer="郑××",
        leader="刘××",
        parts=[
            {"no": "1", "content": "摸清底数", "lead_unit": "城关镇", "due": "2026-09-25"},
            {"no": "2", "content": "更换管道", "lead_unit": "区住建局", "assisting": ["和平镇"]},
        ],
        **PISHI,
    )
    office.event(task, "receipt", "2026-09-17", unit="城关镇", via="电话")
    office.event(task, "close", "2026-09-24", part="1", result="底数已清。", by="郑××")
    office.event(task, "progress", "2026-09-25", unit="城关镇", via="电话", text="已改造3个小区。")
    asked = {"asked": "2026-10-09", "until": "2026-10-30", "reason": "连日降雨", "approved_by": "周××"}
    office.event(task, "extension", "2026-10-10", unit="城关镇", **asked)
    reply = {"task": task, "reply": "反馈", "finished": "是"}
    office.item(
        "chengguan",
        "ban-jie",
        "2026-10-28",
        title="旧改三步走办理结果",
        body="586户完成改造。",
        approver="李××",
        **reply,
    )
    office.event(task, "presented", "2026-10-29", to="刘××", opinion="同意办结")
    office.event(task, "close", "2026-10-30", result="按时办结。", satisfied="是", papers=["领导批示", "办理情况报告"])
    told = {"tasks": [task], "until": "2026-10-31", "title": "旧改三步走全部办结", "body": "城关镇完成586户改造。"}
    office.decide(slug="du-cha", decided="2026-11-02", **told)
    office.sign(date="2026-11-06")
    anew = {"leader": "陈××", "post": "区委书记", "level": "区级", "date": "2026-11-09", "nature": ["阅处"]}
    second = office.record("instructions", "zai-ban", "2026-11-09", on={"task": task}, text="再办一批。", **anew)
    office.task(33, "2026-11-10", title="再改造一批小区", origin={"instruction": second}, **PISHI)
    office.task(32, "2026-10-08", "2026-10-31", title="修通断头路", lead_unit="区住建局")
    old = office.task(90, "2025-11-03", "2025-11-28", title="上年办结的事项")
    office.event(old, "close", "2025-11-20", result="已办结。")
    office.task(91, "2025-12-01", "2026-12-10", title="上年未办结的事项", lead_unit="和平镇")


def plant_others(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/urgent.yml",
        "classes:\n"
        "  - {id: jiaoda, name: 较大, phone: 20, written: 60, phone_up: 30, written_up: 60, follow_ups: [8:00]}\n",
    )
    first = office.item(
        "heping", "bao-guan", "2026-11-02 23:12", title="主管爆裂（初报）", stage="初报", urgency="特急"
    )
    office.incident(
        occurred="2026-11-02 21:40",
        place="沿江路",
        items=[first],
        log=[
            {"at": "2026-11-02 22:12", "did": "接报", "who": "郑××", "to": "和平镇值班室", "note": "电话"},
            {"at": "2026-11-02 22:20", "did": "报告领导", "who": "郑××", "to": "周××", "note": "要求查清停水户数"},
            {"at": "2026-11-02 22:30", "did": "电话上报", "who": "郑××", "to": "市委值班室"},
        ],
        dispositions=[{"item": first, "result": "专报"}],
        ended="2026-11-03 12:00",
    )
    asked = {"leader": "周××", "post": "区委办主任", "level": "区级", "date": "2026-11-03", "form": "口头"}
    office.record(
        "instructions", "bao-guan", "2026-11-03", on={"item": first}, nature=["要求办理"], text="先送水。", **asked
    )
    seen = {"leader": "周××", "post": "区委办主任", "level": "区级", "date": "2026-11-10", "nature": ["圈阅"]}
    office.record("instructions", "quan-yue", "2026-11-10", on={"issue": "xinxi/2026/008"}, **seen)
    call = office.call(
        21,
        "2026-11-12 09:00",
        "2026-11-14 12:00",
        title="售粮情况",
        origin={"level": "市级", "number": "市委办约〔2026〕37号", "received": "2026-11-11", "due": "2026-11-16"},
        units=["城关镇", "和平镇", "龙泉镇", "区住建局"],
        exempt=["龙泉镇"],
        contact="郑××，0000-0000009",
        notified=[{"unit": "和平镇", "at": "2026-11-13 09:00", "via": "电话"}],
        replies=[{"unit": "和平镇", "at": "2026-11-13", "via": "电话", "result": "无此情况", "reason": "逐村问过"}],
    )
    office.item("chengguan", "shou-liang", "2026-11-14 08:00", call=call, title="未刊稿件的标题")
    report = {"title": "售粮总体平稳", "channel": "shiwei", "sent": "2026-11-15", "signatory": "周××", "call": call}
    office.record("reports", "shou-liang", "2026-11-15", "售粮平稳。", sources=[], units=["chengguan"], **report)
    office.call(22, "2026-11-27 09:00", "2026-12-03", title="温暖过冬情况", units=["城关镇", "和平镇"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    office = OfficeBuilder(tmp_path_factory.mktemp("office"))
    plant_tasks(office)
    plant_others(office)
    return office


@pytest.fixture(scope="module")
def site(office: OfficeBuilder) -> Site:
    return render(office)


@pytest.fixture(scope="module")
def internal(office: OfficeBuilder) -> Site:
    return render(office, Access.INTERNAL)


# -- one leads to the other ---------------------------------------------------------------

FIRST, PASSED, SECOND = (
    f"instructions/index.md#2026-{s}" for s in ("09-14-jiu-gai", "09-15-pi-zhuan", "11-09-zai-ban")
)
ARTICLE, RESULT = "xinxi/2026/007.md#chengguan-jiu-gai", "xinxi/2026/008.md#du-cha"


def test_the_chain_is_walked_by_links_alone_in_both_directions(site: Site) -> None:
    """Article → 批示 → task → printed result → the task again, and from each of them back."""
    listed = html_of(site, "instructions/index.md")
    task, result = html_of(site, "tasks/2026/031.md"), html_of(site, "xinxi/2026/008.md")
    assert {FIRST, PASSED, "tasks/2026/031.md"} <= set(links_of(html_of(site, "xinxi/2026/007.md")))
    assert {ARTICLE, "tasks/2026/031.md"} <= set(links_of(section_of(listed, "2026-09-15-pi-zhuan")))
    assert {PASSED, ARTICLE, RESULT, SECOND, "tasks/2026/033.md"} <= set(links_of(task))
    assert "tasks/2026/031.md" in links_of(result)
    assert {"tasks/2026/031.md", "tasks/2026/033.md"} <= set(links_of(section_of(listed, "2026-11-09-zai-ban")))
    assert {SECOND, "tasks/2026/031.md"} <= set(links_of(html_of(site, "tasks/2026/033.md")))


def test_every_link_of_the_new_pages_leads_somewhere(site: Site, internal: Site) -> None:
    for built in (site, internal):
        known = {page.uri: page.html for page in built.pages} | {file.uri: "" for file in built.files}
        for page in built.pages:
            for link in links_of(page.html):
                uri, _, anchor = link.partition("#")
                uri = uri.partition("?")[0]
                assert uri in known, (page.uri, link)
                assert not anchor or f'id="{anchor}"' in known[uri], (page.uri, link)


def test_what_stands_under_an_article(site: Site) -> None:
    trail = re.search(r"<aside class=\"jb-trail\".*?</aside>", html_of(site, "xinxi/2026/007.md"), re.DOTALL)
    assert trail is not None
    assert facts_of(trail[0]) == {
        "批示": "区委书记陈××9月14日批示 ，肯定、要求办理 ； 副区长刘××9月15日批示 ，要求办理",
        "督查": "第31号 推进旧改三步走 ，已办结",
    }
    told = facts_of(html_of(site, "xinxi/2026/008.md"))
    assert told["所述事项"] == "第31号 推进旧改三步走 ，已办结"
    assert told["本期批示"] == "区委办主任周××11月10日批示 ，圈阅"


# -- the ledger ---------------------------------------------------------------------------


def test_the_ledger_counts_and_lists_what_is_open_and_what_is_closed(site: Site) -> None:
    html = html_of(site, "tasks/index.md")
    assert "截至2026年11月30日，未办结3项，已办结1项" in text_of(html)
    figures = facts_of(html)
    assert {name: figures[name] for name in ("红灯", "黄灯", "绿灯", "待签收", "已办结")} == {
        "红灯": "1 项",
        "黄灯": "1 项",
        "绿灯": "1 项",
        "待签收": "3 项",
        "已办结": "1 项",
    }
    assert rows_of(html, "未办结的督查事项") == [
        [
            "〔2026〕32号",
            "修通断头路",
            "会议议定事项",
            "区住建局",
            "11月2日 已超期28天 10月31日逢休息日，顺延",
            "待签收",
            "红灯 超期",
        ],
        ["〔2026〕33号", "再改造一批小区", "批示件", "城关镇", "12月1日 还有1天", "待签收", "黄灯 临近期限"],
        ["〔2025〕91号", "上年未办结的事项", "会议议定事项", "和平镇", "12月10日 还有10天", "待签收", "绿灯"],
    ]
    assert rows_of(html, "已办结的督查事项") == [
        [
            "〔2026〕31号",
            "推进旧改三步走 协办：和平镇、区住建局",
            "批示件",
            "城关镇",
            "10月30日 按时办结 原定10月13日，延期1次",
            "已办结",
            "10月30日",
        ]
    ]


def test_rates_stand_with_both_numbers_and_their_definitions(site: Site) -> None:
    html = html_of(site, "tasks/index.md")
    figures = facts_of(html)
    assert (figures["办结率"], figures["按时办结率"]) == ("50.0% 1/2", "50.0% 1/2")
    assert (figures["反馈率"], figures["满意率"]) == ("50.0% 1/2", "100.0% 1/1")
    definitions = section_of(html, "definitions")
    assert "<li>办结率＝已办结事项÷已到时限和已办结的事项。</li>" in definitions
    assert (
        "<li>本页列2026年编号的事项，以及以前年度尚未办结的事项；各率按2026年编号的全部事项计算，没有可计算的记“—”。</li>"
        in definitions
    )


def test_a_closed_task_of_an_earlier_year_has_gone_to_the_page_of_its_year(site: Site) -> None:
    html = html_of(site, "tasks/2025/index.md")
    assert [row[1] for row in rows_of(html, "已办结的督查事项")] == ["上年办结的事项"]
    assert "未办结的事项。" not in html
    assert (
        "<li>本页列2025年编号、已经办结的事项，尚未办结的列在最近一年的台账；各率按2025年编号的全部事项计算，没有可计算的记“—”。</li>"
        in section_of(html, "definitions")
    )
    assert "tasks/2025/index.md" in links_of(html_of(site, "tasks/index.md"))
    assert "tasks/index.md" in links_of(html)


def test_the_rates_of_an_earlier_year_count_what_is_still_open(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    plant_tasks(office)
    office.task(92, "2025-12-01", "2025-12-20", title="上年超期的事项")
    site = render(office)
    assert facts_of(html_of(site, "tasks/2025/index.md"))["办结率"] == "50.0% 1/2"
    assert facts_of(html_of(site, "tasks/index.md"))["办结率"] == "50.0% 1/2"
    data = json.loads(next(file.data for file in site.files if file.uri == "tasks/ledger-2025.json"))
    assert (data["rates"][0]["part"], data["rates"][0]["whole"]) == (1, 2)


def test_the_list_is_narrowed_by_what_it_holds_and_each_row_says_so(site: Site) -> None:
    html = html_of(site, "tasks/index.md")
    form = re.search(r'<form class="jb-filter" hidden.*?</form>', html, re.DOTALL)
    assert form is not None
    choices = {
        name: re.findall(r'<option value="([^"]+)">', options)
        for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form[0])
    }
    assert choices == {
        "unit": ["chengguan", "heping", "zhujian"],
        "category": ["批示件", "会议议定事项"],
        "state": ["待签收", "已办结"],
        "light": ["红", "黄", "绿"],
    }
    assert '<tr data-unit="zhujian" data-category="会议议定事项" data-state="待签收" data-light="红">' in html
    assert '<tr data-unit="chengguan heping zhujian" data-category="批示件" data-state="已办结" data-light="">' in html
    assert "tasks/index.md?light=%E7%BA%A2" in links_of(html)


def test_the_files_beside_the_ledger_hold_the_same(site: Site) -> None:
    files = {file.uri: file.data for file in site.files if file.uri.startswith("tasks/")}
    assert sorted(files) == [f"tasks/ledger-{year}.{kind}" for year in (2025, 2026) for kind in ("csv", "json", "xlsx")]
    rows = list(csv.DictReader(StringIO(files["tasks/ledger-2026.csv"].decode("utf-8-sig"))))
    assert [row["编号"] for row in rows] == ["〔2026〕32号", "〔2026〕33号", "〔2025〕91号", "〔2026〕31号"]
    assert rows[3] == {
        "编号": "〔2026〕31号",
        "事项": "推进旧改三步走",
        "类别": "批示件",
        "来源": "领导批示",
        "牵头单位": "城关镇",
        "协办单位": "和平镇、区住建局",
        "交办日期": "2026-09-16",
        "原定时限": "2026-10-13",
        "时限": "2026-10-30",
        "状态": "已办结",
        "亮灯": "",
        "签收": "2026-09-17",
        "最近反馈": "2026-10-28",
        "呈报": "2026-10-29",
        "办结": "2026-10-30",
    }
    workbook = load_workbook(BytesIO(files["tasks/ledger-2026.xlsx"]))
    assert workbook.sheetnames == ["2026年督查台账", "办理情况"]
    data = json.loads(files["tasks/ledger-2026.json"])
    assert (data["as_of"], data["rates"][0]) == (
        "2026-11-30",
        {"name": "办结率", "part": 1, "whole": 2, "percent": "50.0"},
    )
    red = data["tasks"][0]
    assert (red["id"], red["light"], red["due"], red["moved_from"]) == ("2026/032", "红", "2026-11-02", "2026-10-31")


# -- a task -------------------------------------------------------------------------------


def test_the_page_of_a_task_says_what_is_asked_and_how_it_stands(site: Site) -> None:
    page = next(page for page in site.pages if page.uri == "tasks/2026/031.md")
    assert page.title == "〔2026〕31号　推进旧改三步走"
    assert page.search
    facts = facts_of(page.html)
    assert facts["类别"] == "批示件"
    assert facts["来源"] == "副区长刘××9月15日批示 ，要求办理"
    assert facts["批示对象"] == "旧改三步走 ，《信息》第7期（总第1237期）"
    assert facts["办理时限"] == "2026年10月30日（原定10月13日，延期1次）"
    assert (facts["反馈要求"], facts["签收"], facts["呈报"], facts["办结"], facts["督办人"]) == (
        "每月25日",
        "2026年9月17日",
        "2026年10月29日",
        "2026年10月30日",
        "郑××",
    )
    assert facts["刊登"] == "旧改三步走全部办结 ，《信息》第8期（总第1238期）"
    assert facts["新的批示"] == "区委书记陈××11月9日批示 ，阅处"
    assert facts["另行立项"] == "第33号 再改造一批小区 ，待签收，黄灯"
    assert rows_of(page.html, "任务分解表") == [
        ["1", "摸清底数", "城关镇", "9月28日 9月25日逢休息日，顺延", "9月24日完成"],
        ["2", "更换管道 协办：和平镇", "区住建局", "10月30日 原定10月13日，延期1次", "10月30日完成"],
    ]


def test_a_part_and_a_task_that_were_done_too_late_say_by_how_much(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    parts = [{"no": "1", "content": "摸清底数", "lead_unit": "城关镇", "due": "2026-09-24"}]
    task = office.task(40, "2026-09-16", "2026-10-30", parts=parts)
    office.event(task, "close", "2026-09-28", part="1", result="底数已清。")
    office.event(task, "close", "2026-11-02", result="已办结。")
    site = render(office)
    html = html_of(site, "tasks/2026/040.md")
    assert rows_of(html, "任务分解表") == [["1", "摸清底数", "城关镇", "9月24日", "9月28日完成 超期4天"]]
    assert "已办结 超期3天办结 截至2026年11月30日" in text_of(html)
    closed = {row[0]: row[4] for row in rows_of(html_of(site, "tasks/index.md"), "已办结的督查事项")}
    assert closed["〔2026〕40号"] == "10月30日 超期3天办结"


def test_a_problem_that_came_back_leads_on_to_the_new_task_and_back(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    task = office.task(40, "2026-09-16", "2026-10-30")
    office.event(task, "close", "2026-10-28", result="已办结。")
    office.event(task, "revisit", "2026-11-06", result="又漏水", relapsed="是")
    again = office.task(41, "2026-11-09", "2026-12-18", title="再换一次管道", reopens=task)
    site = render(office)
    assert facts_of(html_of(site, f"tasks/{task}.md"))["另行立项"] == "第41号 再换一次管道 ，待签收，绿灯"
    assert facts_of(html_of(site, f"tasks/{again}.md"))["重办自"] == "第40号 改造老旧供水管网 ，已办结"
    office.task(42, "2026-11-10", reopens="2026/099")
    office.task(43, "2026-11-10", reopens="2026/043")
    told = {(problem.code, problem.place.path[-6:], problem.message) for problem in office.check()}
    assert ("reference-missing", "042.md", "没有编号为“2026/099”的督查事项") in told
    assert ("chain-cycle", "043.md", "引用了自己") in told


def test_everything_that_happened_stands_in_one_order(site: Site) -> None:
    course = section_of(html_of(site, "tasks/2026/031.md"), "course")
    heads = [text_of(head).strip() for head in re.findall(r'<p class="jb-course__head">.*?</p>', course, re.DOTALL)]
    assert heads == [
        "2026年9月16日 立项交办 城关镇",
        "2026年9月17日 签收 城关镇",
        "2026年9月24日 办结 第1项",
        "2026年9月25日 反馈 城关镇",
        "2026年10月10日 批准延期 城关镇",
        "2026年10月28日 反馈 城关镇",
        "2026年10月29日 呈报",
        "2026年10月30日 办结",
    ]
    told = text_of(course)
    for sentence in (
        "底数已清。 经办： 郑××",
        "已改造3个小区。 方式： 电话",
        "申请日期： 10月9日 延至： 10月30日 事由： 连日降雨 批准人： 周××",
        "办理结果 旧改三步走办理结果 586户完成改造。",
        "呈报： 刘×× 领导意见： 同意办结",
        "按时办结。 满意情况： 满意",
    ):
        assert sentence in told


def test_feedback_is_a_row_of_cells_with_words(site: Site) -> None:
    periods = section_of(html_of(site, "tasks/2026/031.md"), "feedback")
    assert [text_of(cell).strip() for cell in re.findall(r"<li.*?</li>", periods, re.DOTALL)] == [
        "9月28日 按期",
        "10月26日 补报 10月28日到",
    ]
    assert "jb-period--kept" in periods
    assert "jb-period--late" in periods


def test_closing_papers_are_ticked_off(site: Site) -> None:
    papers = section_of(html_of(site, "tasks/2026/031.md"), "papers")
    assert re.findall(r"<li>(.*?)</li>", papers) == [
        "领导批示<span>已有</span>",
        "办理情况报告<span>已有</span>",
    ]
    waiting = section_of(html_of(site, "tasks/2026/033.md"), "papers")
    assert re.findall(r"<span>(.*?)</span>", waiting) == ["尚缺", "尚缺"]


def test_the_site_of_an_earlier_day_knows_only_what_had_happened(office: OfficeBuilder) -> None:
    site = render(office, on="2026-10-12")
    html = html_of(site, "tasks/2026/031.md")
    assert facts_of(html)["办理时限"] == "2026年10月30日（原定10月13日，延期1次）"
    assert "办理结果" not in html
    assert "tasks/2026/033.md" not in {page.uri for page in site.pages}
    assert not {"incidents/index.md", "calls/index.md"} & {page.uri for page in site.pages}
    assert "再办一批" not in html_of(site, "instructions/index.md")


# -- instructions -------------------------------------------------------------------------


def test_instructions_say_what_they_asked_and_what_became_of_it(site: Site) -> None:
    html = html_of(site, "instructions/index.md")
    assert "共5件，其中应立项而未立项1件 截至2026年11月30日" in text_of(html)
    first = section_of(html, "2026-09-14-jiu-gai")
    assert '<blockquote class="jb-instruction">旧改要一户一户做。</blockquote>' in first
    assert facts_of(first) == {
        "批示性质": "肯定、要求办理",
        "批示对象": "旧改三步走 ，《信息》第7期（总第1237期）",
        "层级": "区级",
        "批转": "区委书记陈××9月14日批示 ，肯定、要求办理 → 副区长刘××9月15日批示 ，要求办理",
        "呈阅": "2026年9月15日呈区长：已阅",
        "督查": "第31号 推进旧改三步走 ，已办结",
    }
    assert facts_of(section_of(html, "2026-11-10-quan-yue"))["督查"] == "不需立项"
    owing = section_of(html, "2026-11-03-bao-guan")
    assert facts_of(owing)["督查"] == "尚未立项，已27天"
    assert facts_of(owing)["批示对象"] == "供水主管爆裂 ，值班记录"
    assert "2026年11月3日口头批示" in text_of(owing)


# -- urgent events ------------------------------------------------------------------------


def test_an_urgent_event_shows_its_log_its_reports_and_their_times(site: Site) -> None:
    html = html_of(site, "incidents/2026/11-02-bao-guan.md")
    facts = facts_of(html)
    assert {name: facts[name] for name in ("事发时间", "地点", "责任单位", "接报时间", "结束时间", "批示")} == {
        "事发时间": "2026年11月2日21时40分",
        "地点": "沿江路",
        "责任单位": "和平镇",
        "接报时间": "2026年11月2日22时12分",
        "结束时间": "2026年11月3日12时00分",
        "批示": "区委办主任周××11月3日批示 ，要求办理",
    }
    log = [text_of(line).strip() for line in re.findall(r"<li>.*?</li>", section_of(html, "log"), re.DOTALL)]
    assert log == [
        "2026年11月2日22时12分 接报 和平镇值班室报来，郑××接 电话",
        "2026年11月2日22时20分 报告领导 郑××报周×× 要求查清停水户数",
        "2026年11月2日22时30分 电话上报 郑××报市委值班室",
    ]
    since, heard = "11月2日21时40分", "11月2日22时12分"
    assert rows_of(html, "报送时限") == [
        ["电话报告", "和平镇", since, "11月2日22时00分", heard, "迟报12分钟"],
        ["书面报告", "和平镇", since, "11月2日22时40分", "11月2日23时12分", "迟报32分钟"],
        ["续报", "和平镇", "11月2日23时12分", "11月3日8时00分", "—", "未报"],
        ["电话上报", "本办公室", heard, "11月2日22时42分", "11月2日22时30分", "按时"],
        ["书面上报", "本办公室", heard, "11月2日23时12分", "—", "未报"],
    ]
    reports = text_of(section_of(html, "reports"))
    assert "2026年11月2日23时12分 初报 和平镇 处置：专报 主管爆裂（初报）" in reports


def test_urgent_events_are_listed_with_what_was_late(site: Site) -> None:
    told = text_of(html_of(site, "incidents/index.md"))
    assert "供水主管爆裂 较大 2026年11月2日21时40分 沿江路 和平镇 已结束 按时1次，迟报2次，未报2次" in told


def test_an_event_ends_on_its_day_or_with_its_final_report(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.incident(ended="2026-11-04 09:00")
    final = office.item("heping", "zhong-bao", "2026-11-03 18:00", urgency="特急", stage="终报", occurred="2026-11-03")
    office.incident("ting-dian", "2026-11-03 07:00", title="镇区停电", items=[final])

    def states(on: str) -> list[str]:
        return re.findall("处置中|已结束", html_of(render(office, on=on), "incidents/index.md"))

    assert states("2026-11-03 12:00") == ["处置中", "处置中"]
    assert states("2026-11-03 20:00") == ["已结束", "处置中"]
    assert states("2026-11-05 12:00") == ["已结束", "已结束"]
    page = "incidents/2026/11-02-bao-guan.md"
    before, after = (facts_of(html_of(render(office, on=on), page)) for on in ("2026-11-03 12:00", "2026-11-05"))
    assert ("结束时间" in before, after["结束时间"]) == (False, "2026年11月4日9时00分")


# -- calls --------------------------------------------------------------------------------


def test_calls_say_who_asked_who_has_answered_and_how_it_was_closed(site: Site) -> None:
    html = html_of(site, "calls/index.md")
    assert html.index("温暖过冬情况") < html.index("售粮情况")
    told = section_of(html, "2026-021")
    facts = facts_of(told)
    assert facts["来源"] == "市级约稿（市委办约〔2026〕37号），要求2026年11月16日前上报"
    assert facts["截止"] == "2026年11月14日12时00分"
    assert facts["留给时间"] == "最短27小时"
    assert facts["联系"] == "郑××，0000-0000009"
    assert facts["上报"] == "2026年11月15日上报市委办《每日要情》《售粮总体平稳》"
    assert "共4家，按时1家，无此情况1家，免报1家，缺报1家" in told
    answers = [text_of(answer).strip() for answer in re.findall(r"<li>.*?</li>", told, re.DOTALL)]
    assert answers == [
        "城关镇 按时 2026年11月14日8时00分",
        "和平镇 无此情况 2026年11月13日 逐村问过",
        "龙泉镇 免报",
        "区住建局 缺报",
    ]
    opened = section_of(html, "2026-022")
    assert facts_of(opened)["截止"] == "2026年12月3日（还有3天）"
    assert facts_of(opened)["来源"] == "本级约稿"
    assert "共2家，待答复2家" in opened


def test_the_load_on_each_unit_stands_in_protocol_order_without_a_rank(site: Site) -> None:
    html = html_of(site, "calls/index.md")
    assert rows_of(html, "2026年各单位收到的约稿") == [
        ["城关镇", "2", "1", "51小时", "4天"],
        ["和平镇", "2", "1", "27小时", "3天"],
        ["区住建局", "1", "0", "51小时", "51小时"],
    ]


def test_the_units_see_calls_without_what_is_the_offices_own(internal: Site) -> None:
    html = html_of(internal, "calls/index.md")
    told = facts_of(section_of(html, "2026-021"))
    assert told["联系"] == "0000-0000001"
    assert told["上报"] == "2026年11月15日上报市委办《每日要情》"
    for word in ("逐村问过", "郑××", "售粮总体平稳", "未刊稿件的标题"):
        assert word not in html


# -- other pages and builds ---------------------------------------------------------------


def test_a_unit_sees_its_calls_and_the_office_sees_its_tasks(site: Site, internal: Site) -> None:
    own = html_of(site, "units/zhujian.md")
    assert [row[1] for row in rows_of(own, "未办结的督查事项")] == ["修通断头路"]
    assert [row[0] for row in rows_of(own, "已办结的督查事项")] == ["〔2026〕31号"]
    theirs = html_of(internal, "units/zhujian.md")
    assert "督查" not in theirs
    for html in (own, theirs):
        assert "calls/index.md#2026-021" in links_of(html)
        assert "<b>缺报</b>" in html


def test_the_home_page_says_what_waits(site: Site, internal: Site) -> None:
    html = html_of(site, "index.md")
    told = text_of(html)
    assert "正在征集的约稿 温暖过冬情况 还有3天" in told
    assert "督查事项 红灯 1项 黄灯 1项 绿灯 1项" in told
    assert "本周到期 第33号 再改造一批小区 12月1日到期" in told
    assert "应立项而未立项的批示1件" in told
    theirs = text_of(html_of(internal, "index.md"))
    assert "温暖过冬情况" in theirs
    assert "督查" not in theirs


OFFICE_ONLY = ("tasks/", "instructions/", "incidents/")


def test_only_the_office_has_pages_of_tasks_instructions_and_events(
    office: OfficeBuilder, site: Site, internal: Site
) -> None:
    public = render(office, Access.PUBLIC)
    assert {uri.partition("/")[0] for uri in uris(site) if uri.startswith((*OFFICE_ONLY, "calls/"))} == {
        "tasks",
        "instructions",
        "incidents",
        "calls",
    }
    assert {uri for uri in uris(internal) if uri.startswith((*OFFICE_ONLY, "calls/"))} == {"calls/index.md"}
    assert {uri for uri in uris(public) if uri.startswith((*OFFICE_ONLY, "calls/"))} == set()
    assert [entry.title for entry in site.nav][2:] == [
        "采用台账",
        "报送单位",
        "约稿",
        "督查台账",
        "领导批示",
        "紧急信息",
        "编辑台",
        "指南",
    ]
    assert "约稿" not in [entry.title for entry in public.nav]
    for page in public.pages:
        assert "约稿" not in page.html or page.markdown or page.uri == "checks.md", page.uri


def uris(site: Site) -> set[str]:
    return {page.uri for page in site.pages} | {file.uri for file in site.files}


def test_nothing_generated_ranks_or_scores(site: Site) -> None:
    for page in site.pages:
        if page.uri.startswith((*OFFICE_ONLY, "calls/", "units/", "index")):
            assert not re.search("考核|排名|得分|名次", page.html), page.uri


def test_an_office_without_any_of_it_has_none_of_the_pages(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.adopt()
    office.sign(date="2026-11-06")
    site = render(office)
    assert {uri for uri in uris(site) if uri.startswith((*OFFICE_ONLY, "calls/"))} == set()
    assert "督查" not in html_of(site, "index.md")


def test_the_same_records_give_the_same_pages(office: OfficeBuilder, site: Site) -> None:
    again = render(office)
    assert (again.pages, again.files, again.nav) == (site.pages, site.files, site.nav)
