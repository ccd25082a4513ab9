"""首页 and 帮助: what each role is shown first, and what somebody is told who has never been here."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from pathlib import Path

import pytest

from desks import Desk
from jianbao.acting.drafting import plan_review
from jianbao.acting.work_tree import WorkTree, perform
from jianbao.model import Access, Stage
from jianbao.outlook import Heading, Line
from jianbao.outlook.matters import Matter, Role
from jianbao.serving.matters.staff import divide_line
from offices import AS_OF, OfficeBuilder
from staffed import STAFF, staff

_SECTION = re.compile(r'<h2 class="first-title">(.*?) <span class="muted number">(\d+)</span></h2>')


def read_lines(page: str) -> list[str]:
    """What stands in the lists, without markup."""
    return [unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in re.findall(r"<li\b.*?</li>", page, re.DOTALL)]


@pytest.mark.parametrize(
    ("person", "sections"),
    [
        ("xxy-chengguan", [("督查事项", 2)]),
        ("xxy-zhujian", [("要答复的约稿", 1), ("督查事项", 8)]),
        ("jiaodui-shen", [("送审稿", 1)]),
        ("shuji", []),
    ],
)
def test_one_sees_what_is_to_be_done_with_how_much_of_it(
    demo_desk: Desk, person: str, sections: list[tuple[str, int]]
) -> None:
    found = [(title, int(number)) for title, number in _SECTION.findall(demo_desk.visit(person).get("/"))]
    assert found == sections


def test_an_editor_sees_deadlines_before_the_queue_and_those_of_a_colleague_who_is_away(demo_desk: Desk) -> None:
    page = demo_desk.visit("bianji-zheng").get("/")
    titles = [title for title, _ in _SECTION.findall(page)]
    assert titles == [
        "今天", "已超期", "今天到期", "近日到期", "办理结果待审核", "约稿未答复", "待处理稿件", "送审稿", "各刊下一期",
        "疑似采用",
    ]  # fmt: skip
    assert "林××11月30日至12月2日不在岗，由郑××代办。" in page
    assert '<a href="/record/found">疑似采用1篇待确认</a>' in page
    assert (
        '<a href="/queue/shuju/2026/11-25-gao-ling-jin-tie">高龄津贴由上门认证改为数据比对</a><small>区数据局，已5天'
        in page
    )
    assert "<summary>另有5件</summary>" in page


def test_a_draft_that_waits_for_the_signatory_leads_him_to_where_he_signs(demo_desk: Desk) -> None:
    draft = "xinxi/2026-11-30"
    visit = demo_desk.visit("changwei")
    assert f'href="/sign/{draft}"' not in visit.get("/")
    review = partial(plan_review, draft_id=draft, stage=Stage.SECOND_PROOF, by="bianji-zheng", at=AS_OF, note="")
    perform(WorkTree(demo_desk.root), lambda office: [review(office)])
    demo_desk.store.notice_change()
    assert f'<a href="/sign/{draft}">《信息》，4篇，核稿、一校、二校，待签发</a>' in visit.get("/")


def test_a_reader_finds_the_new_issues_first(demo_desk: Desk) -> None:
    page = demo_desk.visit("shuji").get("/")
    assert "<h1>新印发的</h1>" in page
    assert read_lines(page)[0] == (
        "《信息》第81期（总第1251期）11月27日　区委专题会议部署城区老旧供水管网更新；河口乡村民反映快递到村被加收取件费"
    )
    assert '<a href="/read/xinxi/2026/081">' in page
    assert "没有" not in page.partition("<main")[2]


def test_units_are_shown_no_issue_that_is_not_for_them(demo_desk: Desk) -> None:
    closed = [i for i in demo_desk.office().issues.values() if i.document and i.document.access is Access.OFFICE]
    assert closed
    unit, office = demo_desk.visit("xxy-chengguan").get("/"), demo_desk.visit("kezhang").get("/")
    assert "《参阅件》第9期" in office
    assert "《参阅件》" not in unit


def test_a_withdrawn_issue_is_not_new_to_anybody(tmp_path: Path) -> None:
    office = staff(tmp_path)
    office.sign(draft=office.draft(office.adopt()))
    (issue,) = office.read().issues
    visit = Desk(tmp_path, on="2026-11-30").visit("kezhang")
    assert f'<a href="/read/{issue}">' in visit.get("/")
    office.withdraw(issue)
    page = Desk(tmp_path, on="2026-11-30").visit("kezhang").get("/")
    assert f'<a href="/read/{issue}">' not in page
    assert "还没有签发过一期。" in page


INFORMANT = "  - {id: xxy, name: 钱××, roles: [信息员], unit: chengguan}\n"


def test_a_unit_that_never_filed_is_shown_the_three_steps(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/settings/people.yml", STAFF + INFORMANT)
    page = Desk(tmp_path, on="2026-11-30").visit("xxy").get("/")
    steps = ["写，或者上传", "看检查，改好，报送", "看下落"]
    assert re.findall(r"<li><b>(.*?)</b>", page) == steps
    assert "没有等着办的事。" in page
    assert "还没有签发过一期。" in page
    office.item()
    assert "三步报一篇" not in Desk(tmp_path, on="2026-11-30").visit("xxy").get("/")


def test_an_office_without_items_is_told_how_they_come(tmp_path: Path) -> None:
    office = staff(tmp_path)
    page = Desk(tmp_path, on="2026-11-30").visit("kezhang").get("/")
    assert "<h2>还没有一篇稿件</h2>" in page
    office.item()
    assert "还没有一篇稿件" not in Desk(tmp_path, on="2026-11-30").visit("kezhang").get("/")


def test_nobody_is_led_where_nothing_is(demo_desk: Desk) -> None:
    """Every address on every home page can be opened by the person who is shown it."""
    for person in ("xxy-zhujian", "bianji-zheng", "ducha-guo", "zhuren", "jiaodui-shen", "shuji"):
        visit = demo_desk.visit(person)
        for address in set(re.findall(r'<a[^>]* href="(/[^"#]*)', visit.get("/"))):
            visit.get(unescape(address))


def test_help_names_the_editor_of_the_unit_and_who_stands_in(demo_desk: Desk) -> None:
    page = demo_desk.visit("xxy-chengguan").get("/help")
    assert "<dt>联系城关镇的编辑</dt><dd>郑××（信息科副科长）</dd>" in page
    assert "<dt>区委办编辑部门电话</dt><dd>0000-0000001</dd>" in page
    assert "<h2>键盘</h2>" not in page
    assert "<dt>联系区教育局的编辑</dt><dd>吴××（信息科科长）</dd>" in demo_desk.visit("xxy-jiaoyu").get("/help")
    editor = demo_desk.visit("kezhang").get("/help")
    assert "<h2>键盘</h2>" in editor
    assert "的编辑</dt>" not in editor


def test_help_and_password_are_no_place_for_strangers(demo_desk: Desk) -> None:
    for address in ("/", "/help", "/password"):
        answer = demo_desk.visit().client.get(address)
        assert (answer.status_code, answer.location) == (302, "/sign-in")


@pytest.mark.parametrize(
    ("text", "record", "title", "remark"),
    [
        ("高龄津贴（区数据局，已5天）shuju/2026/11-25-a", "items/shuju/2026/11-25-a.md", "高龄津贴", "区数据局，已5天"),
        (
            "（代林××）第24号“温暖过冬”（还有3天，17时00分截止）：河口乡、云峰乡",
            "calls/2026/024.md",
            "第24号“温暖过冬”",
            "代林××；还有3天，17时00分截止：河口乡、云峰乡",
        ),
        ("《信息》，4篇，待二校（xinxi/2026-11-30）", "drafts/xinxi/2026-11-30.yml", "《信息》，4篇，待二校", ""),
        (
            "孙××：阅处（《快递（二）》，已3天）2026/11-27-a",
            "instructions/2026/11-27-a.yml",
            "孙××：阅处",
            "《快递（二）》，已3天",
        ),
        ("没有括号的一行", "", "没有括号的一行", ""),
    ],
)
def test_a_line_of_the_day_is_told_as_title_and_remark(text: str, record: str, title: str, remark: str) -> None:
    matter = Matter(key="k", heading=Heading.PENDING, text=text, record=record, role=Role.EDITOR)
    assert divide_line(Line(matter=matter, text=text, owners=())) == (title, remark)
