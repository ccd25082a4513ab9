"""编排 in the browser without scripts: the next issues, one draft, its proofreading and its pages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from copies import rewrite
from desks import Commit, Desk
from jianbao.acting.arranging import Arrangement, Place
from jianbao.editing import edited_body
from jianbao.serving.views.composing.moves import describe, move, read_arrangement
from offices import OfficeBuilder

DRAFT = "xinxi/2026-11-30"
PAGE = f"/drafts/{DRAFT}"
FILE = f"briefs/drafts/{DRAFT}.yml"
FIELD, RENT = "2026/11-27-nongye-nong-tian-jin-du", "2026/11-27-zhujian-gong-zu-fang-kong-zhi"
WINDOW, FIRE = "2026/11-27-zhengwu-kai-can-yin-dian", "2026/11-29-heping-jie-gan-qi-huo"
DUST = "2026/11-30-qingshi-shi-cai-zheng-zhi"
PLACES = [f"zhongdian {FIELD}", f"jingyan {WINDOW}", f"wenti {RENT}", f"zhiban {FIRE}"]
PNG = b"\x89PNG\r\n\x1a\n"


def words(page: str) -> str:
    """What a reader sees of a page: tags gone, white space as one blank."""
    main = page[page.index("<main") :]
    return re.sub(
        r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", re.sub(r"<textarea.*?</textarea>", "", main, flags=re.DOTALL)))
    )


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def form(page: str, *places: str, **fields: str) -> dict[str, object]:
    """What the page of a draft would send with these places."""
    return {"seen": hidden(page, "seen"), "place": list(places), "do": "save", **fields}


NOTE = (
    "年末各项任务进入收尾，本期刊发农田建设进度和几件群众关心的事，"
    "请有关单位对照查漏补缺；和平镇秸秆收储点起火已处置完毕，起火原因以消防部门认定为准。"
)


# -- what the buttons do ------------------------------------------------------


def arrangement(*places: str) -> Arrangement:
    return read_arrangement(MultiDict([("place", place) for place in places]))


def test_a_form_is_read_as_it_stands() -> None:
    sent = MultiDict(
        [
            ("place", "zhongdian a"),
            ("place", " b"),
            ("note", " 按语。\r\n第二段。\r\n"),
            ("extra", "区财政局\r\n\r\n 区审计局 "),
        ]
    )
    assert read_arrangement(sent) == Arrangement(
        places=(Place(column="zhongdian", article="a"), Place(column="", article="b")),
        note="按语。\n第二段。",
        extra_recipients=("区财政局", "区审计局"),
    )


@pytest.mark.parametrize(
    ("do", "fields", "expected"),
    [
        ("save", {}, "zhongdian a,zhongdian b,jiaoliu c"),
        ("up b", {}, "zhongdian b,zhongdian a,jiaoliu c"),
        ("down a", {}, "zhongdian b,zhongdian a,jiaoliu c"),
        ("up a", {}, "zhongdian a,zhongdian b,jiaoliu c"),
        ("down b", {}, "zhongdian a,zhongdian b,jiaoliu c"),
        ("to a", {"to a": "jiaoliu"}, "zhongdian b,jiaoliu c,jiaoliu a"),
        ("aside b", {}, "zhongdian a,jiaoliu c"),
        ("put d", {"to d": "jiaoliu"}, "zhongdian a,zhongdian b,jiaoliu c,jiaoliu d"),
        ("put d", {}, "zhongdian a,zhongdian b,zhongdian d,jiaoliu c"),
        ("up x", {}, "zhongdian a,zhongdian b,jiaoliu c"),
    ],
)
def test_each_button_moves_one_article(tmp_path: Path, do: str, fields: dict[str, str], expected: str) -> None:
    series = OfficeBuilder(tmp_path).series()
    moved = move(series, arrangement("zhongdian a", "zhongdian b", "jiaoliu c"), do, fields)
    assert ",".join(f"{place.column} {place.article}" for place in moved.places) == expected


def test_what_was_done_is_told_in_a_few_words() -> None:
    old = arrangement("x a", "x b", "y c")
    new = Arrangement(places=arrangement("x b", "x a", "x c", "x d").places, note="按语。", extra_recipients=("甲",))
    assert describe(old, new) == "编入1篇，移了栏目1篇，调整次序，改编者按，改增发单位"
    assert describe(old, arrangement("x a")) == "放回备选2篇"
    assert describe(old, old) == "没有改动"


# -- the next issues ----------------------------------------------------------


def test_each_periodical_says_how_its_next_issue_stands(demo_desk: Desk) -> None:
    said = words(demo_desk.visit("kezhang").get("/drafts"))
    assert "《信息》 周五第82期（12月4日，还有4天）：送审稿已有4篇，够一期，另有1篇备选。" in said
    assert "《信息》送审稿（2026年11月30日）：4篇，最近一道是一校" in said
    assert "送审稿以外的备选1篇 青石镇39家石材作坊粉尘治理见效" in said
    assert "《参阅件》 没有备选的文章。在来稿里采用到《参阅件》的，会列在这里。" in said


def test_a_draft_is_begun_from_what_is_proposed(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="per_unit: 1")
    first, second = builder.adopt(), builder.adopt("chengguan", "yi", order=200)
    desk = open_small(builder)
    visit = desk.visit("zheng")
    page = visit.get("/drafts")
    assert "建议编入1篇，共65字" in words(page)
    assert "留待以后的1篇" in words(page)
    assert "城关镇本期已有1篇" in words(page)
    assert "《信息》送审稿拟好了，在下面编排" in visit.submit("/drafts", {"series": "xinxi"}, form="/drafts")
    path = "briefs/drafts/xinxi/2026-11-30.yml"
    assert desk.commits() == [Commit(author="郑××", subject="拟《信息》送审稿（2026年11月30日）", files=(path,))]
    assert desk.office().drafts["xinxi/2026-11-30"].articles == (first,)
    assert second not in desk.office().drafts["xinxi/2026-11-30"].articles
    again = visit.post("/drafts", {"series": "xinxi"}, form="/drafts")
    assert again.status_code == 422
    assert "《信息》已有一份没签发的送审稿 xinxi/2026-11-30" in again.text


def test_a_series_that_there_is_not_begins_nothing(demo_desk: Desk) -> None:
    answer = demo_desk.visit("kezhang").post("/drafts", {"series": "nothing"}, form="/drafts")
    assert (answer.status_code, "没有这个刊物" in answer.text) == (422, True)
    assert demo_desk.commits() == []


def open_small(builder: OfficeBuilder) -> Desk:
    people = "people:\n  - {id: zheng, name: 郑××, roles: [编辑]}\n  - {id: zhuren, name: 周××, roles: [签发人]}\n"
    builder.write("briefs/settings/people.yml", people)
    builder.write(".gitignore", ".cache/\n.desk/\n")
    return Desk(builder.root)


# -- one draft ----------------------------------------------------------------


def test_the_page_shows_the_articles_as_they_print(demo_desk: Desk) -> None:
    page = demo_desk.visit("kezhang").get(PAGE)
    assert re.findall(r'name="place" value="([^"]+)"(?! disabled)', page) == PLACES
    said = words(page)
    assert "周××已撤下：“粉尘排放减少约40%”没有监测报告作依据" in said
    assert re.search(r"共4篇，1279字（每期一般不超过6篇、4000字），(约)?5页", said)
    assert "核稿 已过 一校 已过 二校 未过 会签 未过 签发 未过" in said
    assert len(page.encode()) < 60_000


def test_a_button_saves_the_page_as_one_commit(demo_desk: Desk) -> None:
    visit = demo_desk.visit("bianji-zheng")
    fields = form(visit.get(PAGE), *PLACES, note=NOTE, do=f"to {RENT}", **{f"to {RENT}": "zhongdian"})
    assert "编排已保存：移了栏目1篇" in visit.submit(f"/arrange/{DRAFT}", fields, form=PAGE)
    desk = f"briefs/desk/{RENT}.md"
    subject = "编排《信息》送审稿（2026年11月30日）：移了栏目1篇"
    assert demo_desk.commits() == [Commit(author="郑××", subject=subject, files=(desk, FILE))]
    office = demo_desk.office()
    assert office.desk[RENT].column == "zhongdian"
    assert office.drafts[DRAFT].articles == (FIELD, RENT, WINDOW, FIRE)
    assert office.drafts[DRAFT].note == NOTE
    assert len(office.drafts[DRAFT].reviews) == 2
    assert demo_desk.is_clean()


def test_what_was_dragged_is_saved_at_once_and_nothing_when_nothing_changed(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    page = visit.get(PAGE)
    assert "编排没有改动" in visit.submit(f"/arrange/{DRAFT}", form(page, *PLACES, note=NOTE), form=PAGE)
    assert demo_desk.commits() == []
    sent = form(page, f"wenti {DUST}", *PLACES[:2], note="新的按语。", extra="区财政局")
    visit.submit(f"/arrange/{DRAFT}", sent, form=PAGE)
    draft = demo_desk.office().drafts[DRAFT]
    assert (draft.articles, draft.note, draft.extra_recipients) == ((FIELD, WINDOW, DUST), "新的按语。", ("区财政局",))
    (commit,) = demo_desk.commits()
    assert commit.subject.endswith("：编入1篇，放回备选2篇，改编者按，改增发单位")


def test_two_who_arrange_at_once_overwrite_nothing(demo_desk: Desk) -> None:
    slow, quick = demo_desk.visit("kezhang"), demo_desk.visit("bianji-zheng")
    page = slow.get(PAGE)
    quick.submit(f"/arrange/{DRAFT}", form(page, *PLACES, note=NOTE, do=f"aside {WINDOW}"), form=PAGE)
    sent = form(page, *reversed(PLACES), note="我写了半天的按语。", do=f"to {RENT}", **{f"to {RENT}": "zhongdian"})
    answer = slow.post(f"/arrange/{DRAFT}", sent, form=PAGE)
    assert answer.status_code == 409
    said = words(answer.text)
    assert "别人刚刚改了这份送审稿的编排" in said
    assert "现在保存着的编排 别人刚刚改过。" in said
    assert f"重点工作：《{demo_desk.office().desk[FIELD].title or '全区高标准农田建设完成年度任务96.5%'}》" in said
    assert "我写了半天的按语。" in answer.text
    kept = [f"zhongdian {FIELD}", f"zhongdian {RENT}", f"jingyan {WINDOW}", f"zhiban {FIRE}"]
    assert re.findall(r'name="place" value="([^"]+)"(?! disabled)', answer.text) == kept
    assert len(demo_desk.commits()) == 1
    slow.submit(
        f"/arrange/{DRAFT}", {**sent, "seen": hidden(answer.text, "seen"), "place": kept, "do": "save"}, form=PAGE
    )
    assert demo_desk.office().drafts[DRAFT].articles == (FIELD, RENT, WINDOW, FIRE)


def test_how_long_it_would_be_is_told_and_nothing_written(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    page = visit.get(PAGE)
    answer = visit.post(f"/measure/{DRAFT}", form(page, *PLACES[:2]), form=PAGE)
    assert re.fullmatch(r"共2篇，787字（每期一般不超过6篇、4000字），(约)?\d页.*", answer.json["text"])  # type: ignore[index]
    assert (answer.json["over"], answer.json["problems"]) == ([], [])  # type: ignore[index]
    empty = visit.post(f"/measure/{DRAFT}", form(page), form=PAGE)
    assert empty.json == {"text": "这样一编，本期就空了", "over": ["不出空刊；留下一篇，或整份不用"], "problems": []}
    assert demo_desk.commits() == []


def test_too_much_is_said(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="items: 1, characters: 100")
    builder.draft(builder.adopt(), builder.adopt("heping", "yi"), day="2026-11-30")
    said = words(open_small(builder).visit("zheng").get(PAGE))
    assert "共2篇，122字（每期一般不超过1篇、100字）" in said
    assert "多了1篇，多了22字" in said


def test_what_forbids_to_sign_stands_on_the_page(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.draft(builder.adopt(column="gone"), day="2026-11-30")
    said = words(open_small(builder).visit("zheng").get(PAGE))
    assert "签发前要改好：本刊没有栏目“gone”" in said
    assert "没有这个栏目，请移到别的栏目 " in said


def test_one_is_struck_out_with_a_reason(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    empty = visit.post(f"/drop/{DRAFT}", {"article": WINDOW, "reason": " "}, form=PAGE)
    assert empty.status_code == 422
    assert "理由是空的" in empty.text
    assert f'<option value="{WINDOW}" selected>' in empty.text
    page = visit.submit(f"/drop/{DRAFT}", {"article": WINDOW, "reason": "等省里口径。"}, form=PAGE)
    assert "已撤下《开一家餐饮店由跑四个窗口减为跑一次》" in page
    (commit,) = demo_desk.commits()
    assert commit.subject == "《信息》送审稿（2026年11月30日）撤下《开一家餐饮店由跑四个窗口减为跑一次》"
    assert (commit.author, commit.files) == ("吴××", (FILE,))
    assert demo_desk.office().drafts[DRAFT].dropped[-1].reason == "等省里口径。"


def test_a_proofreader_reads_and_records_but_arranges_nothing(demo_desk: Desk) -> None:
    visit = demo_desk.visit("jiaodui-shen")
    page = visit.get(PAGE)
    assert ("保存编排</button>" in page.split("</form>")[-1], 'class="grip"' in page, "撤下一篇" in page) == (
        False,
    ) * 3
    for address in (f"/arrange/{DRAFT}", f"/measure/{DRAFT}", f"/drop/{DRAFT}", "/drafts"):
        assert visit.post(address, {}, form=PAGE).status_code == 403
    sent = {"stage": "二校", "opinion": "第三页数字已核。", "digest": hidden(page, "digest")}
    assert "已记下二校" in visit.submit(f"/review/{DRAFT}", sent, form=PAGE)
    review = demo_desk.office().drafts[DRAFT].reviews[-1]
    assert (review.by, review.note, review.digest) == ("jiaodui-shen", "第三页数字已核。", hidden(page, "digest"))
    assert demo_desk.commits() == [Commit(author="沈××", subject="《信息》送审稿（2026年11月30日）二校", files=(FILE,))]


def test_whoever_saw_another_text_passes_nothing(demo_desk: Desk) -> None:
    reader, editor = demo_desk.visit("jiaodui-shen"), demo_desk.visit("kezhang")
    page = reader.get(PAGE)
    editor.submit(f"/arrange/{DRAFT}", form(editor.get(PAGE), *PLACES, note="改过的按语。"), form=PAGE)
    sent = {"stage": "二校", "opinion": "已核。", "digest": hidden(page, "digest")}
    answer = reader.post(f"/review/{DRAFT}", sent, form=PAGE)
    assert answer.status_code == 409
    assert "您看过以后，送审稿又改动了" in answer.text
    assert "已核。" in answer.text
    nothing = reader.post(f"/review/{DRAFT}", {"stage": "签发", "digest": hidden(answer.text, "digest")}, form=PAGE)
    assert (nothing.status_code, "没有选环节" in nothing.text) == (422, True)
    assert len(demo_desk.commits()) == 1


def test_what_changed_since_a_review_is_shown_word_by_word(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    assert "文章没有改动。" in visit.get(f"/changes/0/{DRAFT}")
    page = visit.get(PAGE)
    sent = form(page, f"zhongdian {RENT}", PLACES[0], PLACES[3], f"wenti {DUST}", note="改过的按语。")
    visit.submit(f"/arrange/{DRAFT}", sent, form=PAGE)
    assert "过后文字又改了" in visit.get(PAGE)
    said = words(visit.get(f"/changes/1/{DRAFT}"))
    assert "沈××2026年11月30日15时10分一校时看的文字，与现在的对照" in said
    assert "编者按有改动。" in said
    assert "公租房空置转租查得难退得难移到了“重点工作”" in said.replace(" ", "")
    assert "青石镇39家石材作坊粉尘治理见效新编入" in said.replace(" ", "")
    assert "开一家餐饮店由跑四个窗口减为跑一次不在本期了" in said.replace(" ", "")
    assert visit.client.get(f"/changes/7/{DRAFT}").status_code == 404


def test_a_changed_sentence_is_marked(demo_desk: Desk) -> None:
    office = demo_desk.office()
    record = office.desk[RENT]
    body = edited_body(office, record).replace("公租房", "公共租赁住房", 1)
    header = (demo_desk.root / record.source.path).read_text(encoding="utf-8").split("---\n")[1]
    rewrite(demo_desk.root / record.source.path, f"---\n{header}---\n{body}\n")
    demo_desk.store.notice_change()
    page = demo_desk.visit("kezhang").get(f"/changes/1/{DRAFT}")
    assert "正文有改动" in page
    assert "<del>公租房</del><ins>公共租赁住房</ins>" in page


def test_a_draft_that_was_signed_or_never_was_is_not_found(demo_desk: Desk) -> None:
    visit = demo_desk.visit("kezhang")
    for address in ("/drafts/xinxi/2026-11-26", "/preview/xinxi/2026-11-26", "/drafts/nothing", "/changes/0/nothing"):
        assert visit.client.get(address).status_code == 404


# -- its pages ----------------------------------------------------------------


def test_every_page_is_shown_as_it_prints(demo_desk: Desk, printing_fonts: object) -> None:
    visit = demo_desk.visit("jiaodui-shen")
    page = visit.get(f"/preview/{DRAFT}")
    shown = re.findall(r'src="(/preview-page/[^"]+)"', page)
    assert shown == [f"/preview-page/{number}/{DRAFT}" for number in range(1, 6)]
    for address in shown:
        answer = visit.client.get(address)
        assert (answer.mimetype, answer.data[:8]) == ("image/png", PNG)
        assert answer.headers["Cache-Control"] == "no-store"
    assert visit.client.get(f"/preview-page/6/{DRAFT}").status_code == 404
    assert "11月28日22时50分" in words(page)
    assert len(page.encode()) < 60_000


def test_its_files_are_those_of_export(demo_desk: Desk, printing_fonts: object) -> None:
    visit = demo_desk.visit("jiaodui-shen")
    pdf = visit.client.get(f"/draft-file/pdf/{DRAFT}")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert (
        "filename*=UTF-8''%E4%BF%A1%E6%81%AF%E9%80%81%E5%AE%A1%E7%A8%BF2026-11-30.pdf"
        in pdf.headers["Content-Disposition"]
    )
    assert visit.client.get(f"/draft-file/docx/{DRAFT}").data[:2] == b"PK"
    assert visit.client.get(f"/draft-file/exe/{DRAFT}").status_code == 404


def test_without_typefaces_the_length_is_a_guess_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jianbao.rendering.printing.documents.find_fonts", lambda *_: _NoFonts())
    builder = OfficeBuilder(tmp_path)
    builder.draft(builder.adopt(), builder.adopt("heping", "yi"), day="2026-11-30")
    visit = open_small(builder).visit("zheng")
    said = words(visit.get(PAGE))
    assert "约2页（没有找到小标宋的字库，排不出 PDF，按字数估算）" in said
    preview = words(visit.get(f"/preview/{DRAFT}"))
    assert "版面暂时排不出来，先看文字。 没有找到小标宋的字库，排不出 PDF" in preview


class _NoFonts:
    missing = ("title",)
    fingerprint = ""
