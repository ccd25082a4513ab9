"""登记 in the browser: each form from the choice of its text to the record, and what is told of it afterwards."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk_pages import read_faults, strip
from desks import Desk

ARTICLE = "2026/11-25-hekou-kuai-di-jin-cun"
OUTSIDE = {"report": "/record/report?outside=1", "adoption": "/record/adoption?outside=1"}


def submit(desk: Desk, address: str, fields: dict[str, Any], form: str = "", person: str = "kezhang") -> str:
    """What is said on the page to which it leads."""
    return strip(desk.visit(person).submit(address, fields, form or address))


def read_only_record(desk: Desk, person: str = "吴××") -> tuple[str, str]:
    """(path, text) of what the only commit wrote."""
    (commit,) = desk.commits()
    assert commit.author == person
    assert desk.is_clean()
    (path,) = commit.files
    return path, (desk.root / path).read_text(encoding="utf-8")


def test_the_first_page_lists_every_form_with_what_was_registered_last(demo_desk: Desk) -> None:
    page = demo_desk.visit("kezhang").get("/record")
    titles = re.findall(r'<h2 id="s\d">(.*?)</h2>', page)
    assert titles == ["上报", "采用", "批示", "约稿", "异议", "发放"]
    said = strip(page)
    assert "云溪区降温天气蔬菜生产和供应情况11月30日，省委办公厅《信息快报》 登记采用" in said
    assert "第24号 困难群众温暖过冬情况12月3日截止，7个单位，6个没有答复 登记答复" in said


@pytest.mark.parametrize(
    "address",
    ["/record", "/record/report", "/record/adoption", "/record/instruction", "/record/call", "/record/reply/2026/024",
     "/record/dispute", "/record/dispute/2026/11-17-jiaotong", "/record/distribution"],
)  # fmt: skip
def test_neither_units_nor_leaders_register(demo_desk: Desk, address: str) -> None:
    for person in ("xxy-hekou", "quzhang", "jiaodui-shen"):
        visit = demo_desk.visit(person)
        visit.get(address, 403)
        assert visit.post(address, {}).status_code in (403, 405)
    assert demo_desk.commits() == []


def test_a_text_is_found_by_words_of_its_title_unit_and_issue(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    page = visit.get("/record/report?find=快递 河口乡")
    assert re.findall(r'name="pick" value="([^"]+)"', page)[0] == f"desk:{ARTICLE}"
    assert "没有找到“飞碟”。换一个词，或只写标题里的两三个字。" in visit.get("/record/report?find=飞碟")
    assert "还有" in visit.get("/record/instruction")


def test_a_report_takes_the_edited_text_and_says_what_it_counts_for(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    form = visit.get(f"/record/report?pick=desk:{ARTICLE}")
    assert "河口乡村民反映快递到村被加收取件费" in form
    body = re.search(r'name="body"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    assert body
    assert len(body[1]) > 200
    fields = {
        "pick": f"desk:{ARTICLE}",
        "title": "云溪区整治快递进村收费",
        "channel": "shi-yaoqing",
        "sent": "2026-11-30",
        "via": "系统",
        "signatory": "zhuren",
        "body": "所报的正文。",
    }
    said = submit(demo_desk, "/record/report", fields, OUTSIDE["report"])
    assert "已登记上报市委办《每日要情》：《云溪区整治快递进村收费》" in said
    assert "计入2026年11月：河口乡，上报，市委办《每日要情》" in said
    path, text = read_only_record(demo_desk)
    assert path == "briefs/reports/2026/11-30-shi-yaoqing-hekou-kuai-di-jin-cun.md"
    assert text == (
        "---\ntitle: 云溪区整治快递进村收费\nchannel: shi-yaoqing\nsent: 2026-11-30\nvia: 系统\n"
        f"sources:\n  - {ARTICLE}\nsignatory: zhuren\n---\n所报的正文。\n"
    )


def test_a_report_without_what_it_needs_is_told_at_its_fields(demo_desk: Desk) -> None:
    answer = demo_desk.visit("kezhang").post("/record/report", {"sent": "2026-11-30"}, OUTSIDE["report"])
    assert answer.status_code == 422
    assert set(read_faults(answer.get_data(as_text=True))) == {"title", "channel", "signatory", "units", "body"}
    assert demo_desk.commits() == []


def test_an_adoption_of_a_report(demo_desk: Desk) -> None:
    form = demo_desk.visit("kezhang").get("/record/adoption?report=2026/11-30-shu-cai-bao-gong")
    assert '<option value="sheng-kuaibao" selected>省委办公厅《信息快报》</option>' in form
    fields = {
        "pick": "report:2026/11-30-shu-cai-bao-gong",
        "channel": "sheng-kuaibao",
        "date": "2026-11-30",
        "number": "第330期",
    }
    said = submit(demo_desk, "/record/adoption", fields, OUTSIDE["adoption"])
    assert "计入2026年11月：区农业农村局、河口乡，采用，省委办公厅《信息快报》" in said
    assert read_only_record(demo_desk) == (
        "briefs/adoptions/2026/11-30-sheng-kuaibao-shu-cai-bao-gong.yml",
        "report: 2026/11-30-shu-cai-bao-gong\nchannel: sheng-kuaibao\ndate: 2026-11-30\nnumber: 第330期\n",
    )


def test_an_adoption_of_several_items_and_of_what_never_passed_through_us(demo_desk: Desk) -> None:
    items = ["item:chengguan/2026/09-01-chao-xi-tan-qu", "item:heping/2026/11-29-jie-gan-qi-huo"]
    several = {"pick": items, "channel": "zhongban", "date": "2026-11-30"}
    assert "城关镇、和平镇，采用，中办" in submit(demo_desk, "/record/adoption", several, OUTSIDE["adoption"])
    outside = {"units": ["chengguan"], "title": "某文", "channel": "zhongban", "date": "2026-11-30"}
    assert "城关镇，采用，中办" in submit(demo_desk, "/record/adoption", outside, OUTSIDE["adoption"])
    texts = [(demo_desk.root / commit.files[0]).read_text(encoding="utf-8") for commit in demo_desk.commits()]
    assert texts[0].startswith("items:\n  - chengguan/2026/09-01-chao-xi-tan-qu\n  - heping/2026/")
    assert texts[1] == "units:\n  - chengguan\ntitle: 某文\nchannel: zhongban\ndate: 2026-11-30\n"


def test_an_adoption_is_of_one_report_and_not_registered_twice(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    mixed = {"pick": ["report:2026/11-30-shu-cai-bao-gong", "item:chengguan/2026/09-01-chao-xi-tan-qu"]}
    page = visit.post("/record/adoption", mixed, OUTSIDE["adoption"])
    assert page.status_code == 422
    assert "几篇综合采用的，只能选来稿；上报件、编辑稿一次登记一篇" in page.get_data(as_text=True)
    fields = {"pick": "report:2026/11-30-shu-cai-bao-gong", "channel": "zhongban", "date": "2026-11-30", "number": "9"}
    visit.submit("/record/adoption", fields, OUTSIDE["adoption"])
    again = visit.post("/record/adoption", fields, OUTSIDE["adoption"])
    assert again.status_code == 422
    assert 'value="9"' in again.get_data(as_text=True)
    assert len(demo_desk.commits()) == 1


INSTRUCTED = {
    "pick": f"article:xinxi/2026/081#{ARTICLE}",
    "leader": "quzhang",
    "level": "qu",
    "nature": ["肯定", "要求办理"],
    "date": "2026-11-30",
    "form": "书面",
    "text": "请交通局办。",
}


def test_an_instruction_leads_on_to_the_task_that_it_asks_for(demo_desk: Desk) -> None:
    form = "/record/instruction?outside=1"
    said = submit(demo_desk, "/record/instruction", INSTRUCTED, form, person="ducha-guo")
    assert "批示已登记。批示肯定、要求办理，请接着立项 计入2026年11月：河口乡，批示，区级，肯定、要求办理" in said
    assert (
        "来自批示：区委副书记、区长刘××11月30日批示（肯定、要求办理），批在河口乡村民反映快递到村被加收取件费" in said
    )
    path, text = read_only_record(demo_desk, "郭××")
    assert path == "briefs/instructions/2026/11-30-hekou-kuai-di-jin-cun.yml"
    assert text == (
        f"on:\n  issue: xinxi/2026/081\n  article: {ARTICLE}\nleader: quzhang\npost: 区委副书记、区长\nlevel: qu\n"
        "date: 2026-11-30\nform: 书面\nnature:\n  - 肯定\n  - 要求办理\ntext: 请交通局办。\n"
    )


def test_an_instruction_of_a_leader_above_on_another_paper(demo_desk: Desk) -> None:
    fields = {
        "document": "某文件",
        "other_leader": "王××",
        "post": "市委书记",
        "level": "shi",
        "nature": ["圈阅"],
        "date": "2026-11-30",
    }
    form = "/record/instruction?outside=1"
    assert "批示已登记" in submit(demo_desk, "/record/instruction", fields, form)
    _, text = read_only_record(demo_desk)
    assert text.startswith("on:\n  document: 某文件\nleader: 王××\npost: 市委书记\nlevel: shi\n")
    page = demo_desk.visit("kezhang").post("/record/instruction", {**fields, "leader": "shuji"}, form)
    assert read_faults(page.get_data(as_text=True)) == {
        "other_leader": ["作批示的领导要写一位　本级的从名单里选，上级的写姓名"]
    }


def test_presenting_adds_a_line_and_the_second_of_two_people_is_told(demo_desk: Desk) -> None:
    address = "/record/presented/2026/11-27-kuai-di-shou-fei"
    visit = demo_desk.visit("kezhang")
    seen = re.search(r'name="seen" value="([^"]+)"', visit.get(address))
    assert seen
    fields = {"to": "shuji", "date": "2026-11-30", "opinion": "同意", "seen": seen[1]}
    assert "已登记，这条批示共呈阅1次" in submit(demo_desk, address, fields)
    late = visit.post(address, {**fields, "opinion": "再议"}, address)
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "您打开这一页以后，这条批示的呈阅有了新的变化，没有写入" in page
    assert "再议</textarea>" in page
    assert "2026年11月30日 陈××：同意" in strip(page)


CALL = {"title": "冬季农村饮水安全", "issued": "2026-11-30", "due": "2026-12-04T17:00", "everyone": "some"}


def test_a_call_goes_to_groups_and_single_units(demo_desk: Desk) -> None:
    fields = {**CALL, "groups": ["区直事业单位"], "units": ["baimiao"], "exempt": ["rongmei"], "contact": "吴××"}
    said = submit(demo_desk, "/record/call", fields)
    assert "第26号约稿已发，向4个单位约稿，2026年12月4日17时00分截止" in said
    call = demo_desk.office().calls["2026/026"]
    assert call.units == ("zhengwu", "rongmei", "shuili", "xiangcun", "baimiao")
    assert call.exempt == ("rongmei",)


def test_a_call_to_everybody_that_is_passed_on_from_above(demo_desk: Desk) -> None:
    fields = {**CALL, "everyone": "all", "origin_level": "sheng", "origin_number": "3号", "origin_due": "2026-12-05"}
    submit(demo_desk, "/record/call", fields)
    call = demo_desk.office().calls["2026/026"]
    assert call.units == ()
    assert call.origin
    assert (call.origin.level, call.origin.number, str(call.origin.due)) == ("sheng", "3号", "2026-12-05")


def test_what_is_wrong_with_a_call_stands_at_its_fields(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    page = visit.post("/record/call", CALL, "/record/call").get_data(as_text=True)
    assert 'value="冬季农村饮水安全"' in page
    assert "要写明向哪些单位约稿" in page
    above = {**CALL, "everyone": "all", "origin_number": "3号"}
    page = visit.post("/record/call", above, "/record/call").get_data(as_text=True)
    assert read_faults(page) == {"origin_level": ["没有写是哪一级的约稿　转发上级约稿的，写上是哪一级"]}
    assert "--" not in strip(page)
    assert demo_desk.commits() == []


def test_an_answer_by_telephone_is_given_once(demo_desk: Desk) -> None:
    address = "/record/reply/2026/024"
    fields = {"unit": "jiaoyu", "result": "无此情况", "via": "电话", "at": "2026-11-30"}
    said = submit(demo_desk, address, fields)
    assert "已登记区教育局的答复 计入2026年11月：区教育局，约稿，无此情况" in said
    assert demo_desk.visit("kezhang").post(address, fields, address).status_code == 422
    assert len(demo_desk.commits()) == 1


def test_a_dispute_is_registered_and_answered_once(demo_desk: Desk) -> None:
    fields = {"unit": "chengguan", "period": "2026-10", "date": "2026-11-30", "claim": "少计1条"}
    assert "异议已经登记，还没有答复" in submit(demo_desk, "/record/dispute", fields)
    address = "/record/dispute/2026/11-30-chengguan-2026-10-yi-yi"
    assert "异议已经答复，附在下一期通报里" in submit(demo_desk, address, {"answer": "已补登记"})
    dispute = demo_desk.office().disputes["2026/11-30-chengguan-2026-10-yi-yi"]
    assert (dispute.answer, dispute.by) == ("已补登记", "kezhang")
    page = demo_desk.visit("kezhang").get(address)
    assert "已补登记" in page
    assert 'name="answer"' not in page
    forged = {"answer": "又一条", "seen": dispute.source.digest}
    again = demo_desk.visit("kezhang").post(address, forged)
    assert (again.status_code, "这条异议已经答复，不能再改" in again.text) == (422, True)
    wrong = demo_desk.visit("kezhang").post("/record/dispute", {**fields, "period": "去年"}, "/record/dispute")
    assert list(read_faults(wrong.get_data(as_text=True))) == ["period"]


def test_copies_that_go_out_and_come_back(demo_desk: Desk) -> None:
    form = "/record/distribution?pick=issue:xinxi/2026/081"
    fields = {
        "pick": "issue:xinxi/2026/081",
        "to": "市委办公室",
        "numbers": "1-5",
        "date": "2026-11-30",
        "signed_by": "沈××",
    }
    said = submit(demo_desk, "/record/distribution", fields, form)
    assert "印160份，已发5份，还有155份没有发" in said
    assert "发放2026年11月30日 市委办公室 5份，份号1—5，沈××签收" in said
    back = {"pick": "issue:xinxi/2026/081", "to": "市委办公室", "numbers": "2", "date": "2026-11-30", "returned": "是"}
    assert "印160份，已发5份，退回1份，还有155份没有发" in submit(demo_desk, "/record/distribution", back, form)
    wrong = demo_desk.visit("kezhang").post("/record/distribution", {**fields, "numbers": "一到五"}, form)
    assert read_faults(wrong.get_data(as_text=True)) == {"numbers": ["“一到五”不是份号　如 1-20 或 1-20,25"]}
