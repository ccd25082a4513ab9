"""我的稿件: what became of each item, in words that name nothing that the unit may not read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Desk, Visit
from offices import BODY, OfficeBuilder, day, make_picture
from sites import add_scheme, copy_demo

PEOPLE = """people:
  - {id: zhuren, name: 周××, post: 区委办公室副主任, roles: [签发人]}
  - {id: bianji-zheng, name: 郑××, roles: [编辑]}
  - {id: shuji, name: 何××, roles: [领导]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
  - {id: xxy-heping, name: 王××, roles: [信息员], unit: heping}
"""
_ROW = re.compile(r'<a href="/mine/([^"]+)">[^<]*</a>\n<p><span class="state [^"]*">([^<]*)</span>')


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write(".gitignore", ".cache/\n.desk/\n")
    return office


def sign(builder: OfficeBuilder, *articles: str, periodical: str = "xinxi", on: str = "2026-11-20") -> str:
    """The id of the issue."""
    signed = builder.sign(periodical, on, draft=builder.draft(*articles, periodical=periodical, day=on))
    return next(path for path in signed.paths if path.endswith(".yml")).removeprefix("briefs/issues/")[:-4]


def visit(builder: OfficeBuilder, person: str = "xxy") -> Visit:
    return Desk(builder.root).visit(person)


def states(page: str) -> dict[str, str]:
    return {item.rpartition("/")[2][6:]: state for item, state in _ROW.findall(page)}


def fate(page: str) -> str:
    """What stands under the title."""
    found = re.search(r'<p><span class="state [^"]*">[^<]*</span> ([^\n]*)</p>', page)
    return found[1] if found else ""


def lay_out_all(builder: OfficeBuilder) -> None:
    builder.item(slug="wait")
    builder.decide(builder.item(slug="back"), decision="退改", reason="补充数据")
    builder.decide(builder.item(slug="no"), decision="不采用", reason="已由别的单位报过")
    builder.decide(builder.item(slug="hold"), decision="留存待用", reason="等下一期")
    builder.decide(builder.item(slug="keep"), decision="备查")
    builder.decide(builder.item(slug="void"), decision="误报作废", reason="重复")
    builder.adopt(slug="soon")


def test_the_list_tells_what_became_of_each(builder: OfficeBuilder) -> None:
    lay_out_all(builder)
    builder.item("heping", "other")
    clerk = visit(builder)
    page = clerk.get("/mine")
    assert states(page) == {
        "wait": "待处理",
        "back": "退改",
        "no": "不采用",
        "hold": "留存待用",
        "keep": "备查",
        "void": "误报作废",
        "soon": "采用",
    }
    assert "<span>退改：补充数据</span>" in page
    assert "<span>采用，拟刊于《信息》</span>" in page
    assert states(clerk.get("/mine?state=退改")) == {"back": "退改"}
    assert states(clerk.get("/mine?year=2026&state=采用")) == {"soon": "采用"}
    assert "没有这样的稿件。" in clerk.get("/mine?year=2025")
    assert list(states(visit(builder, "xxy-heping").get("/mine"))) == ["other"]


def test_long_lists_are_cut_into_pages(builder: OfficeBuilder) -> None:
    for number in range(51):
        builder.item(slug=f"n{number}", date=f"2026-{1 + number // 28:02d}-{1 + number % 28:02d}")
    clerk = visit(builder)
    first = clerk.get("/mine")
    assert len(states(first)) == 50
    assert "第1页，共2页，51件" in first
    assert list(states(clerk.get("/mine?year=&state=&page=2"))) == ["n0"]


def test_an_empty_list_says_what_to_do(builder: OfficeBuilder) -> None:
    assert "本单位还没有报送过稿件。" in visit(builder).get("/mine")


def test_what_was_printed_is_named_with_its_issue(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    sign(builder, desk)
    page = visit(builder).get("/mine/chengguan/2026/11-03-jiu-gai")
    assert fate(page) == "刊于《信息》第7期（总第1237期）（2026年11月20日）"
    assert "刊出的文章：《信息》第7期（总第1237期）《chengguan推进jiu-gai》" in page
    assert "2026年11月20日</time> 刊于《信息》第7期（总第1237期）" in page
    assert "修改后重报" not in page
    assert ">更正</button>" not in page


def test_a_paper_for_leaders_is_not_named_to_the_unit(builder: OfficeBuilder) -> None:
    soon = builder.adopt(slug="soon", periodical="canyue", column="diaoyan")
    printed = builder.adopt(slug="printed", periodical="canyue", column="diaoyan")
    sign(builder, printed, periodical="canyue")
    clerk = visit(builder)
    assert soon
    for slug, told in (("soon", "待编发"), ("printed", "所刊刊物不向各单位公开")):
        page = clerk.get(f"/mine/chengguan/2026/11-03-{slug}")
        assert fate(page) == told
        assert "参阅件" not in page
    assert "参阅件" not in clerk.get("/mine")
    assert "参阅件" not in clerk.get("/counts")


def test_a_withdrawn_issue_is_told_as_such(builder: OfficeBuilder) -> None:
    builder.withdraw(sign(builder, builder.adopt()))
    page = visit(builder).get("/mine/chengguan/2026/11-03-jiu-gai")
    assert fate(page) == "刊于《信息》第7期（总第1237期）（2026年11月20日，该期已撤回）"
    assert "撤回：数据有误" in page


def test_nothing_of_another_unit_is_a_page(builder: OfficeBuilder) -> None:
    other = builder.item("heping", "mi-mi")
    joint = builder.item("heping", "lian-he", units=["heping", "chengguan"])
    clerk = visit(builder)
    assert "mi-mi" not in clerk.get(f"/mine/{other}", 404)
    assert "lian-he" in clerk.get(f"/mine/{joint}")
    assert ">更正</button>" not in clerk.get(f"/mine/{joint}")
    answer = clerk.post("/write", {"item": other, "use": "revises"}, form="/write")
    assert answer.status_code == 422
    assert "本单位没有这篇稿件" in answer.get_data(as_text=True)
    # Nor is a name told that is nearly right.
    guessed = clerk.post("/write", {"item": other[:-1], "use": "revises"}, form="/write").get_data(as_text=True)
    assert "本单位没有这篇稿件" in guessed
    assert other not in guessed


def test_nothing_is_told_of_a_call_that_does_not_ask_the_unit(builder: OfficeBuilder) -> None:
    asked = builder.call(1, units=["chengguan"])
    other = builder.call(2, units=["heping"], title="请报某事的记号")
    later = builder.call(3, issued="2027-01-05 09:00", due="2027-01-09", title="以后才发的记号")
    clerk = visit(builder)
    for call in (other, later, "2026/999"):
        assert "记号" not in clerk.get(f"/write?call={call}")
        answer = clerk.post("/write", {"call": call}, form="/write")
        assert answer.status_code == 422
        assert "没有向本单位约这一篇" in answer.get_data(as_text=True)
        assert "记号" not in answer.get_data(as_text=True)
    assert "正在答复约稿：<b>请报秋粮收购情况</b>" in clerk.get(f"/write?call={asked}")
    assert clerk.post("/write", {"call": asked}, form="/write").status_code == 303


def test_desk_texts_and_names_of_editors_stay_inside(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(), body="编辑改过的正文记号", title="编辑改的标题记号", order="10")
    page = visit(builder).get("/mine/chengguan/2026/11-03-jiu-gai")
    assert "记号" not in page
    assert "郑××" not in page


# -- 重报, 更正, 续报 ---------------------------------------------------------


def begin(clerk: Visit, item: str, use: str) -> str:
    answer = clerk.post("/write", {"item": item, "use": use}, form="/write")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def fields(page: str) -> dict[str, str]:
    """What the form holds, so that it can be sent as it stands."""
    found = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_what_was_sent_back_is_filed_again_in_one_go(builder: OfficeBuilder) -> None:
    item = builder.item(body=BODY * 3, tags=["旧改"], phone="0000-0000001")
    builder.decide(item, decision="退改", reason="请补充投入资金和受益户数")
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    assert ">修改后重报</button>" in clerk.get(f"/mine/{item}")
    draft = begin(clerk, item, "revises")
    page = clerk.get(draft)
    assert "<p>退改理由：<b>请补充投入资金和受益户数</b></p>" in page
    sent = fields(page)
    assert (sent["title"], sent["tags"], sent["phone"], sent["date"]) == (
        "chengguan推进jiu-gai",
        "旧改",
        "0000-0000001",
        "",
    )
    clerk.submit(f"{draft}/file", {**sent, "body": f"{sent['body']}投入3200万元，惠及680户。"}, form=draft)
    newer = next(i for i in desk.office().items.values() if i.revises == item)
    assert newer.tags == ("旧改",)
    assert states(clerk.get("/mine")) == {newer.id.rpartition("/")[2][6:]: "待处理", "jiu-gai": "已重报"}
    assert ">修改后重报</button>" not in clerk.get(f"/mine/{item}")


def test_a_slip_is_mended_before_anybody_began(builder: OfficeBuilder) -> None:
    builder.write("briefs/items/chengguan/2026/11-03-jiu-gai/tu-1.png", make_picture())
    item = builder.item(body=f"{BODY * 3}\n\n![现场](11-03-jiu-gai/tu-1.png)", date="2026-11-03 08:00")
    desk = Desk(builder.root)
    clerk = desk.visit("xxy")
    draft = begin(clerk, item, "amends")
    page = clerk.get(draft)
    assert "<h1>更正稿件</h1>" in page
    assert "![现场](tu-1.png)" in fields(page)["body"]
    clerk.submit(f"{draft}/file", {**fields(page), "title": "城关镇推进旧改"}, form=draft)
    assert [(c.author, c.subject, c.files) for c in desk.commits()] == [
        ("张××", "城关镇更正：城关镇推进旧改", (f"briefs/items/{item}.md",))
    ]
    mended = desk.office().items[item]
    assert (mended.title, mended.date) == ("城关镇推进旧改", day("2026-11-03 08:00"))
    assert "![现场](11-03-jiu-gai/tu-1.png)" in mended.body


def test_an_editor_who_was_quicker_is_not_overwritten(builder: OfficeBuilder) -> None:
    item = builder.item(body=BODY * 3)
    desk = Desk(builder.root)
    clerk, editor = desk.visit("xxy"), Desk(builder.root)
    draft = begin(clerk, item, "amends")
    builder.decide(item)
    editor.store.notice_change()
    answer = clerk.post(f"{draft}/file", {**fields(clerk.get(draft)), "title": "改了标题"}, form=draft)
    assert answer.status_code == 422
    assert "编辑已经处理，不能再改" in answer.get_data(as_text=True)
    assert 'value="改了标题"' in answer.get_data(as_text=True)


def test_of_two_who_mend_one_item_the_second_sees_what_the_first_wrote(builder: OfficeBuilder) -> None:
    builder.write(
        "briefs/settings/people.yml", PEOPLE + "  - {id: xxy-2, name: 李××, roles: [信息员], unit: chengguan}\n"
    )
    item = builder.item(body=BODY * 3)
    desk = Desk(builder.root)
    first, second = desk.visit("xxy"), desk.visit("xxy-2")
    drafts = [begin(clerk, item, "amends") for clerk in (first, second)]
    first.submit(f"{drafts[0]}/file", {**fields(first.get(drafts[0])), "title": "先改的标题"}, form=drafts[0])
    sent = {**fields(second.get(drafts[1])), "title": "后改的标题"}
    answer = second.post(f"{drafts[1]}/file", sent, form=drafts[1])
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "下面是本单位刚刚更正过的内容" in page
    assert '<dt>标题</dt><dd class="kept">先改的标题</dd>' in page
    assert desk.office().items[item].title == "先改的标题"
    second.submit(f"{drafts[1]}/file", fields(page), form=drafts[1])
    assert desk.office().items[item].title == "后改的标题"


def test_the_next_report_of_an_urgent_event_begins_with_the_last(builder: OfficeBuilder) -> None:
    item = builder.item(
        slug="shi-gu", urgency="加急", stage="初报", occurred="2026-11-03 07:40", learned="2026-11-03 07:55",
        date="2026-11-03 08:10",
    )  # fmt: skip
    clerk = visit(builder)
    assert ">续报</button>" in clerk.get(f"/mine/{item}")
    sent = fields(clerk.get(begin(clerk, item, "follows")))
    assert (sent["follows"], sent["stage"], sent["urgency"], sent["occurred"], sent["body"], sent["title"]) == (
        item, "续报", "加急", "2026-11-03T07:40", "", "",
    )  # fmt: skip


# -- 统计 ---------------------------------------------------------------------


def test_a_unit_sees_its_own_figures_and_no_rank(demo_desk: Desk) -> None:
    page = demo_desk.visit("xxy-zhujian").get("/counts?unit=chengguan")
    assert "<h1>区住建局报送和采用情况</h1>" in page
    assert "<p><span>采用率</span><b>33.3%</b></p>" in page
    assert "报送：本期收到的稿件，同一稿件修改后重报的只计1件" in page
    for word in ("排名", "位次", "考核", "得分", "城关镇"):
        assert word not in page
    office = demo_desk.visit("kezhang").get("/counts?unit=chengguan")
    assert "<h1>城关镇报送和采用情况</h1>" in office
    demo_desk.visit("kezhang").get("/counts?unit=mei-you", 404)


def test_a_unit_that_never_filed_is_told_what_comes_here(builder: OfficeBuilder) -> None:
    assert "还没有报送和采用的记录。" in visit(builder).get("/counts")


def test_with_a_scheme_the_points_are_there_and_still_no_rank(tmp_path: Path) -> None:
    root = add_scheme(copy_demo(tmp_path))
    (root / ".gitignore").write_text(".cache/\n.desk/\n", encoding="utf-8")
    page = Desk(root).visit("xxy-zhujian").get("/counts")
    assert "<h2>得分</h2>" in page
    assert re.search(r'<th scope="row">2026年</th><td class="number">-?[0-9.]+</td>', page)
    assert "位次" not in page
