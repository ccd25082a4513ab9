"""值班记录 in the browser: the list, an event with its log and its times, and all that may be added to it."""

from __future__ import annotations

import re

import pytest

from desk_pages import read_faults, strip
from desks import Commit, Desk

FIRE = "2026/11-28-jie-gan-qi-huo"
ADDRESS = f"/incidents/{FIRE}"
RECORD = f"briefs/incidents/{FIRE}.yml"
NAME = "和平镇王楼村秸秆收储点起火"


def test_the_list_tells_what_goes_on_and_whether_reports_were_in_time(demo_desk: Desk) -> None:
    said = strip(demo_desk.visit("zhuren").get("/incidents"))
    assert f"{NAME}和平镇王楼村东秸秆收储点 一般 2026年11月28日22时50分 和平镇" in said
    assert "迟报" in said


def test_an_event_is_told_with_its_log_its_times_and_its_reports(demo_desk: Desk) -> None:
    page = demo_desk.visit("zhuren").get(ADDRESS)
    said = strip(page)
    assert "2026年11月28日23时05分接报 和平镇值班室报来，沈××接" in said
    assert "书面报告和平镇11月28日22时50分11月28日23时50分11月29日0时05分迟报15分钟" in said
    assert "初报" in said
    demo_desk.visit("zhuren").get("/incidents/2026/11-28-nothing", 404)


@pytest.mark.parametrize("person", ["xxy-heping", "quzhang"])
def test_whoever_is_not_of_the_office_sees_no_event(demo_desk: Desk, person: str) -> None:
    visit = demo_desk.visit(person)
    assert "起火" not in visit.get("/incidents", 403)
    assert "起火" not in visit.get(ADDRESS, 403)
    assert visit.post(ADDRESS, {"kind": "end", "at": "2026-11-30T10:00"}).status_code == 403
    assert visit.post("/incidents/new", {"title": "x"}).status_code == 403


def test_who_only_proofreads_reads_and_adds_nothing(demo_desk: Desk) -> None:
    visit = demo_desk.visit("jiaodui-shen")
    assert 'name="kind"' not in visit.get(ADDRESS)
    assert visit.post(ADDRESS, {"kind": "end", "at": "2026-11-30T10:00"}).status_code == 403


def test_an_event_begins_with_what_was_heard(demo_desk: Desk) -> None:
    fields = {
        "title": "和平镇桥梁限高架被撞",
        "severity": "yiban",
        "occurred": "2026-11-30T06:20",
        "place": "和平镇二桥",
        "at": "2026-11-30T06:35",
        "who": "郑××",
        "caller": "和平镇李××",
        "told": "无人受伤",
        "units": ["heping"],
    }
    page = demo_desk.visit("bianji-zheng").submit("/incidents/new", fields, "/incidents/new")
    path = "briefs/incidents/2026/11-30-he-ping-zhen-qiao-liang-xian.yml"
    assert "已登记，值班记录从接报开始" in page
    assert demo_desk.commits() == [Commit(author="郑××", subject="接报：和平镇桥梁限高架被撞", files=(path,))]
    assert (demo_desk.root / path).read_text(encoding="utf-8") == (
        "title: 和平镇桥梁限高架被撞\nseverity: yiban\noccurred: 2026-11-30 06:20\nplace: 和平镇二桥\n"
        "units:\n  - heping\nlog:\n  - at: 2026-11-30 06:35\n    did: 接报\n    who: 郑××\n    to: 和平镇李××\n"
        "    note: 无人受伤\n"
    )


def test_what_is_wrong_with_a_new_event_stands_at_its_fields(demo_desk: Desk) -> None:
    visit = demo_desk.visit("bianji-zheng")
    fields = {"title": "桥梁限高架被撞", "occurred": "昨天", "who": "郑××"}
    answer = visit.post("/incidents/new", fields, "/incidents/new")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert read_faults(page) == {
        "severity": ["没有选“事件等级”　这一项必须填写"],
        "occurred": ["事发时间“昨天”不是日期　如 2026-11-03 或 2026年11月3日"],
        "at": ["没有写“本办公室接报的时间”　这一项必须填写"],
    }
    assert 'value="桥梁限高架被撞"' in page
    assert 'value="昨天"' in page
    assert demo_desk.commits() == []


ADDED = [
    (
        "续记值班记录",
        {
            "kind": "log",
            "did": "电话上报",
            "at": "2026-11-30T09:10",
            "who": "郑××",
            "to": "市委值班室",
            "note": "已扑灭",
        },
        "  - at: 2026-11-30 09:10\n    did: 电话上报\n    who: 郑××\n    to: 市委值班室\n    note: 已扑灭\n",
    ),
    (
        "列入报告",
        {"kind": "report", "item": "heping/2026/11-29-jie-gan-qi-huo-xu-bao"},
        "  - heping/2026/11-29-jie-gan-qi-huo-xu-bao\n",
    ),
    (
        "登记处置",
        {"kind": "dispose", "item": "heping/2026/11-30-jie-gan-qi-huo-zhong-bao", "result": "备查"},
        "  - item: heping/2026/11-30-jie-gan-qi-huo-zhong-bao\n    result: 备查\n",
    ),
    ("结束", {"kind": "end", "at": "2026-11-30T10:00"}, "ended: 2026-11-30 10:00\n"),
]


@pytest.mark.parametrize(("title", "fields", "written"), ADDED, ids=[added[0] for added in ADDED])
def test_what_is_added_is_one_commit_and_leaves_the_rest(
    demo_desk: Desk, title: str, fields: dict[str, str], written: str
) -> None:
    before = (demo_desk.root / RECORD).read_text(encoding="utf-8").splitlines()
    page = demo_desk.visit("bianji-zheng").submit(ADDRESS, fields, ADDRESS)
    after = (demo_desk.root / RECORD).read_text(encoding="utf-8")
    assert f"{title}：已写入" in page
    assert written in after
    assert set(before) <= set(after.splitlines())
    assert demo_desk.commits() == [Commit(author="郑××", subject=f"{title}：{NAME}", files=(RECORD,))]
    assert demo_desk.is_clean()


def test_two_at_one_event_lose_nothing(demo_desk: Desk) -> None:
    first, second = demo_desk.visit("bianji-zheng"), demo_desk.visit("ducha-guo")
    seen = re.search(r'name="seen" value="([^"]+)"', second.get(ADDRESS))
    assert seen
    first.submit(ADDRESS, ADDED[0][1], ADDRESS)
    late = {
        "kind": "log",
        "did": "传达批示",
        "at": "2026-11-30T09:30",
        "who": "郭××",
        "note": "举一反三排查",
        "seen": seen[1],
    }
    answer = second.post(ADDRESS, late, ADDRESS)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "您打开这一页以后，这起事件的记录有了新的变化，没有写入" in page
    assert "举一反三排查</textarea>" in page
    assert "2026年11月30日9时10分" in page
    assert len(demo_desk.commits()) == 1


def test_a_kind_that_is_none_is_refused(demo_desk: Desk) -> None:
    assert demo_desk.visit("bianji-zheng").post(ADDRESS, {"kind": "drop"}, ADDRESS).status_code == 400
    assert demo_desk.commits() == []
