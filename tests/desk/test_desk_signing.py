"""签发 in the browser: what was read is what is signed, by the signatory alone, in one commit."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from copies import rewrite
from desks import Commit, Desk, Visit, run_git
from jianbao.acting.signing import SignRequest, sign_issue
from jianbao.acting.work_tree import WorkTree
from jianbao.model import Stage
from jianbao.problems import ProblemsFound
from offices import AS_OF, OfficeBuilder, day
from small_desks import PEOPLE

DRAFT = "xinxi/2026-11-30"
PAGE = f"/sign/{DRAFT}"
FILE = f"briefs/drafts/{DRAFT}.yml"
ISSUE = "briefs/issues/xinxi/2026/082"
WINDOW, FIRE = "2026/11-27-zhengwu-kai-can-yin-dian", "2026/11-29-heping-jie-gan-qi-huo"


def form(page: str, **changes: str) -> dict[str, object]:
    """What the page would send when the box is ticked."""
    fields: dict[str, object] = {
        name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("digest", "number")
    }
    fields["was"] = [unescape(mark) for mark in re.findall(r'name="was" value="([^"]*)"', page)]
    return {**fields, "opinion": "同意印发。", "agreed": "yes", **changes}


def words(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page[page.index("<main") :])))


def sign(visit: Visit, **changes: str) -> TestResponse:
    return visit.post(PAGE, form(visit.get(PAGE), **changes), form=PAGE)


def test_the_whole_text_stands_on_the_page_with_what_will_be_given(demo_desk: Desk) -> None:
    page = demo_desk.visit("zhuren").get(PAGE)
    said = words(page)
    for text in (
        "内部资料 注意保存",
        "第×期（送审稿）",
        "编者按：年末各项任务",
        "11月28日22时50分",
        "（区农业农村局）",
    ):
        assert text in said
    given = "刊物《信息》期号第82期（总第1252期）日期2026年11月30日文章4篇印数160份签发人周××"
    assert given in said.replace(" ", "")
    assert "0000-0000" not in said
    assert len(page.encode()) < 60_000


def test_what_no_review_has_passed_is_told_where_one_signs(demo_desk: Desk) -> None:
    page = demo_desk.visit("zhuren").get(PAGE)
    assert "审校还没有过齐：二校未过，会签未过。要等过齐的，先不签发。" in words(page)


def test_signing_is_one_commit_with_the_signatory_s_own_review(demo_desk: Desk) -> None:
    visit = demo_desk.visit("zhuren")
    digest = form(visit.get(PAGE))["digest"]
    answer = sign(visit, opinion="同意，请抓紧印发。")
    assert (answer.status_code, answer.location) == (303, "/read/xinxi/2026/082")
    page = visit.get(answer.location)
    assert "已签发《信息》第82期（总第1252期）" in page
    assert demo_desk.commits() == [
        Commit(author="周××", subject="签发《信息》第82期", files=(FILE, f"{ISSUE}.json", f"{ISSUE}.yml"))
    ]
    office = demo_desk.office()
    review, issue = office.drafts[DRAFT].reviews[-1], office.issues["xinxi/2026/082"]
    assert (review.stage, review.by, review.note, review.digest) == (
        Stage.SIGN_OFF, "zhuren", "同意，请抓紧印发。", digest,
    )  # fmt: skip
    assert (issue.signatory, issue.draft, issue.cumulative) == ("zhuren", DRAFT, (1252,))
    assert demo_desk.is_clean()
    assert visit.client.get(PAGE).status_code == 303


def test_who_presses_twice_is_led_to_the_issue(demo_desk: Desk) -> None:
    visit = demo_desk.visit("zhuren")
    fields = form(visit.get(PAGE))
    visit.submit(PAGE, fields, form=PAGE)
    again = visit.submit(PAGE, fields, form="/")
    assert "《信息》第82期（总第1252期）已经签发" in words(again)
    assert len(demo_desk.commits()) == 1
    assert visit.client.get(PAGE).status_code == 303


def test_without_the_tick_nothing_is_signed(demo_desk: Desk) -> None:
    answer = sign(demo_desk.visit("zhuren"), agreed="", opinion="我的意见。")
    assert answer.status_code == 422
    assert "还没有勾选同意签发" in answer.text
    assert 'value="我的意见。"' in answer.text
    assert demo_desk.commits() == []


def test_a_text_that_changed_meanwhile_is_not_signed_and_the_change_is_told(demo_desk: Desk) -> None:
    signatory, editor = demo_desk.visit("zhuren"), demo_desk.visit("kezhang")
    seen = form(signatory.get(PAGE))
    editor.submit(f"/drop/{DRAFT}", {"article": WINDOW, "reason": "等省里口径。"}, form=f"/drafts/{DRAFT}")
    answer = signatory.post(PAGE, seen, form=PAGE)
    assert answer.status_code == 409
    said = words(answer.text)
    assert "您看过以后，送审稿又改动了，没有签发 改了什么列在下面" in said.replace("没有签发改", "没有签发 改")
    assert "您看过以后：撤下了1篇" in said
    assert len(demo_desk.commits()) == 1
    again = signatory.post(PAGE, form(answer.text), form=PAGE)
    assert again.status_code == 303


@pytest.mark.parametrize("missing", ["digest", "number"])
def test_a_form_that_showed_no_text_or_another_number_signs_nothing(demo_desk: Desk, missing: str) -> None:
    answer = sign(demo_desk.visit("zhuren"), **{missing: "" if missing == "digest" else "81"})
    assert answer.status_code == 409
    assert ("没有签发" if missing == "digest" else "第81期已经用过，下一期是第82期") in words(answer.text)
    assert demo_desk.commits() == []


# -- 合刊, and another day ----------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    """After issue 7 of 11-20, one draft on 11-30 of what was decided on 11-26."""
    builder = OfficeBuilder(tmp_path)
    builder.write(".gitignore", ".cache/\n.desk/\n")
    builder.write("briefs/settings/people.yml", PEOPLE)
    builder.adopt(decided="2026-11-19")
    builder.sign(date="2026-11-20")
    builder.draft(builder.adopt(slug="b", decided="2026-11-26"), day="2026-11-30")
    return Desk(builder.root, on="2026-11-30")


def test_two_numbers_are_joined_and_signed_as_of_another_day(small: Desk) -> None:
    visit = small.visit("zhou")
    assert "期号第8期（总第1238期）日期2026年11月30日" in words(visit.get(PAGE)).replace(" ", "")
    page = visit.get(f"{PAGE}?number=8-9&date=2026-11-27")
    said = words(page)
    assert "期号第8—9期（总第1238—1239期）日期2026年11月27日" in said.replace(" ", "")
    assert "期号、日期是您另定的。改回下一期、今天签发" in said
    assert "我看过以上全文，同意签发《信息》第8—9期（总第1238—1239期）" in said
    assert "日期2026年11月27日" in words(visit.get(f"{PAGE}?number=８－９&date=2026-11-27")).replace(" ", "")
    untouched = visit.post(PAGE, {"agreed": "", "opinion": "同意。"}, form=f"{PAGE}?number=8-9&date=2026-11-27")
    assert "第8—9期（总第1238—1239期）" in words(untouched.text)
    answer = visit.post(PAGE, {"agreed": "yes", "opinion": "同意。"}, form=f"{PAGE}?number=8-9&date=2026-11-27")
    assert (answer.status_code, answer.location) == (303, "/read/xinxi/2026/008-009")
    issue = small.office().issues["xinxi/2026/008-009"]
    assert (issue.number, issue.cumulative, str(issue.date)) == ((8, 9), (1238, 1239), "2026-11-27")
    assert [commit.subject for commit in small.commits()] == ["签发《信息》第8—9期"]
    assert str(small.office().drafts[DRAFT].reviews[-1].at) == "2026-11-30"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("number=8-9&date=2026-12-01", "签发日期2026年12月1日在今天之后今天是2026年11月30日"),
        ("number=8&date=2026-11-19", "签发日期2026年11月19日早于上一期的2026年11月20日期号和日期要同一个顺序"),
        ("number=8&date=2026-11-25", "签发日期2026年11月25日早于 2026/11-26-chengguan-b 的处理时间2026年11月26日"),
        ("number=9-10&date=2026-11-30", "期号不能跳：下一期是第8期，不是第9期不指定期号，就取下一期"),
        ("number=7-8&date=2026-11-30", "第7期已经用过，下一期是第8期不指定期号，就取下一期"),
        ("number=9-8&date=2026-11-30", "“9-8”不是期号如 12；合刊写 7-8"),
        ("number=8&date=30日", "签发日期“30日”不是日期如 2026-11-03 或 2026年11月3日"),
    ],
)
def test_what_the_command_line_refuses_is_refused_with_the_same_sentence(small: Desk, asked: str, told: str) -> None:
    """At its field, before anything is signed; below stands what would be given otherwise."""
    visit = small.visit("zhou")
    answer = visit.client.get(f"{PAGE}?{asked}")
    assert answer.status_code in (409, 422)
    said = words(answer.text)
    assert told in said
    assert "期号第8期（总第1238期）日期2026年11月30日" in said.replace(" ", "")
    number, day = asked.removeprefix("number=").split("&date=")
    assert f'name="number" type="text" value="{number}"' in answer.text
    assert f'value="{day}"' in answer.text
    forged = visit.post(PAGE, {"agreed": "yes", "opinion": "", "number": number, "date": day}, form=PAGE)
    assert forged.status_code in (409, 422)
    assert told.split("，", maxsplit=1)[0] in words(forged.text)
    assert small.commits() == []


def test_an_article_is_struck_out_with_a_reason_and_the_rest_is_read_again(demo_desk: Desk) -> None:
    visit = demo_desk.visit("zhuren")
    empty = visit.post(f"/strike/{DRAFT}", {"article": WINDOW, "reason": ""}, form=PAGE)
    assert (empty.status_code, "理由是空的" in empty.text) == (422, True)
    page = visit.submit(f"/strike/{DRAFT}", {"article": WINDOW, "reason": "先征求意见。"}, form=PAGE)
    assert "已撤下《开一家餐饮店由跑四个窗口减为跑一次》，请再看一遍全文" in page
    assert "文章3篇" in words(page)
    dropped = demo_desk.office().drafts[DRAFT].dropped[-1]
    assert (dropped.article, dropped.by, dropped.reason) == (WINDOW, "zhuren", "先征求意见。")
    assert visit.post(PAGE, form(page), form=PAGE).status_code == 303
    assert [(c.author, c.files[0]) for c in demo_desk.commits()] == [("周××", FILE), ("周××", FILE)]


def test_a_title_is_changed_in_the_article_s_record(demo_desk: Desk) -> None:
    visit = demo_desk.visit("changwei")
    page = visit.get(PAGE)
    seen = re.search(rf'value="{WINDOW}"><input type="hidden" name="seen" value="([0-9a-f]+)"', page)
    assert seen
    sent = {"article": WINDOW, "seen": seen[1], "title": "开餐饮店只跑一次"}
    assert "标题已改为《开餐饮店只跑一次》" in visit.submit(f"/retitle/{DRAFT}", sent, form=PAGE)
    desk = f"briefs/desk/{WINDOW}.md"
    assert demo_desk.commits() == [Commit(author="赵××", subject="改标题：开餐饮店只跑一次", files=(desk,))]
    assert demo_desk.office().desk[WINDOW].title == "开餐饮店只跑一次"
    stale = visit.post(f"/retitle/{DRAFT}", {**sent, "title": "另一个标题"}, form=PAGE)
    assert stale.status_code == 409
    assert "刚刚由别人改过" in stale.text
    assert "另一个标题</textarea>" in stale.text
    empty = visit.post(f"/retitle/{DRAFT}", {**sent, "title": " "}, form=PAGE)
    assert (empty.status_code, "标题是空的" in empty.text) == (422, True)


def test_what_one_signatory_passed_another_does_not_sign(demo_desk: Desk) -> None:
    page = demo_desk.visit("zhuren").get(PAGE)
    review = f"  - stage: 签发\n    by: changwei\n    at: 2026-11-30\n    digest: {form(page)['digest']}\n"
    file = demo_desk.root / FILE
    rewrite(file, f"{file.read_text(encoding='utf-8').rstrip()}\n{review}")
    demo_desk.store.notice_change()
    commit(demo_desk)
    answer = sign(demo_desk.visit("zhuren"))
    assert answer.status_code == 409
    assert f"送审稿 {DRAFT} 由赵××审签，不能由别人签发" in answer.text
    assert sign(demo_desk.visit("changwei")).status_code == 303
    assert [r.stage for r in demo_desk.office().drafts[DRAFT].reviews].count(Stage.SIGN_OFF) == 1


def commit(desk: Desk) -> None:
    run_git(desk.root, "-c", "user.name=x", "-c", "user.email=x@x.invalid", "commit", "-aqm", "审签")


@pytest.mark.parametrize("person", ["kezhang", "bianji-zheng", "jiaodui-shen", "ducha-guo", "quzhang", "xxy-chengguan"])
def test_nobody_else_signs_strikes_or_retitles_here(demo_desk: Desk, person: str) -> None:
    visit = demo_desk.visit(person)
    visit.get(PAGE, 403)
    for address in (PAGE, f"/strike/{DRAFT}", f"/retitle/{DRAFT}"):
        assert visit.post(address, {"agreed": "yes"}).status_code == 403
    assert demo_desk.commits() == []


# -- the act itself -----------------------------------------------------------


def request(seen: str = "", by: str = "周××", opinion: str | None = "同意。") -> SignRequest:
    return SignRequest(periodical="xinxi", by=by, as_of=AS_OF, draft=DRAFT, seen=seen, opinion=opinion)


def test_a_text_changed_since_the_last_proof_is_signed_by_whoever_read_it(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.draft(builder.adopt(), day="2026-11-30", reviews=[stale_review()])
    with pytest.raises(ProblemsFound, match="之后改动了，不能签发"):
        sign_issue(WorkTree(builder.root), request(opinion=None))
    signed = sign_issue(WorkTree(builder.root), request())
    assert signed.paths[0] == FILE
    assert signed.paths[-1] == "briefs/issues/xinxi/2026/007.yml"
    assert [(r.stage, r.by) for r in builder.read().drafts[DRAFT].reviews] == [
        (Stage.REVIEW, "kezhang"),
        (Stage.SIGN_OFF, "zhuren"),
    ]
    assert [problem for problem in builder.check() if problem.level.value == "error"] == []


def test_another_text_than_was_seen_is_not_signed_whatever_the_opinion(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.draft(builder.adopt(), day="2026-11-30")
    with pytest.raises(ProblemsFound, match=f"送审稿 {DRAFT} 的校验码不是 00000000"):
        sign_issue(WorkTree(builder.root), request(seen="0" * 64))
    assert builder.read().issues == {}
    assert builder.read().drafts[DRAFT].reviews == ()


def test_without_a_draft_there_is_nothing_to_pass(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt()
    wanted = SignRequest(periodical="xinxi", by="周××", as_of=day("2026-11-30"), opinion="同意。")
    assert sign_issue(WorkTree(builder.root), wanted).paths[-1] == "briefs/issues/xinxi/2026/007.yml"


def stale_review() -> dict[str, str]:
    return {"stage": "核稿", "by": "吴××", "at": "2026-11-29", "digest": "0" * 64}
