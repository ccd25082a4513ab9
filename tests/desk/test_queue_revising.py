"""修改编辑稿: until it is printed, one at a time, and whatever somebody wrote in the file stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao.acting.deciding import Ruling
from jianbao.acting.revising import TextEdit, find_reviewed, plan_piece, plan_text
from jianbao.model import Access, Decision
from jianbao.problems import ProblemsFound
from jianbao.writing import Change, apply_changes
from offices import AS_OF, BODY, OfficeBuilder, make_picture

DESK = "2026/11-05-chengguan-jiu-gai"
PATH = f"briefs/desk/{DESK}.md"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def tell(plan: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(ProblemsFound) as found:
        plan()
    return [(problem.code, problem.message, problem.hint) for problem in found.value.problems]


def edit(builder: OfficeBuilder, desk: str = DESK, **fields: object) -> list[Change]:
    """As a form has it: what is not changed stands there as it is."""
    office = builder.read()
    record = office.desk[desk]
    shown: dict[str, object] = {
        "seen": record.source.digest,
        "title": record.title or office.items[record.items[0]].title,
        "column": record.column,
        "order": None,
        "access": record.access,
        "body": record.body or office.items[record.items[0]].body,
    }
    return plan_text(office, desk, TextEdit(**(shown | fields)), AS_OF)  # type: ignore[arg-type]


def test_only_the_lines_that_change_are_written(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.write(
        PATH,
        f"---\n稿件: {item}   # 郑××已核\n处理意见: 采用\nperiodical: xinxi\ncolumn:  重点工作  # 头条\n"
        f"editor: 郑××\ndecided: 2026-11-05\n---\n\n{BODY}\n\n",
    )
    (change,) = edit(builder, title="城关镇改小区：“三步走”", column="jiaoliu", order=10, access=Access.INTERNAL)
    assert change == Change(
        path=PATH,
        data=(
            f"---\n稿件: {item}   # 郑××已核\n处理意见: 采用\nperiodical: xinxi\ncolumn: jiaoliu  # 头条\n"
            "editor: 郑××\ndecided: 2026-11-05\n"
            f"title: 城关镇改小区：“三步走”\norder: 10\naccess: 内部\n---\n\n{BODY}\n\n"
        ).encode(),
        replaces=True,
    )
    apply_changes(builder.root, [change])
    assert builder.check() == []


def test_a_text_as_filed_becomes_one_of_its_own_and_back(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(title="原题"))
    (change,) = edit(builder, title="改题", body=f"{BODY}\r\n\r\n又一段。\r\n")
    apply_changes(builder.root, [change])
    record = builder.read().desk[DESK]
    assert (record.title, record.body) == ("改题", f"{BODY}\n\n又一段。")
    assert (builder.root / PATH).read_text(encoding="utf-8").endswith(f"title: 改题\n---\n{BODY}\n\n又一段。\n")
    (change,) = edit(builder, body=BODY, order=20)
    apply_changes(builder.root, [change])
    assert (builder.read().desk[DESK].body, builder.read().desk[DESK].order) == (BODY, 20)


def test_a_value_over_several_lines_is_written_anew_with_all_else(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.write(
        PATH,
        f"---\nitem: {item}\ndecision: adopt\nperiodical: xinxi\ncolumn: zhongdian\ntitle: >-\n  分成\n  两行\n"
        "credit:\n  - {unit: 城关镇, share: 0.6, main: 是}\n  - {unit: 和平镇, share: 0.4}\n"
        f"editor: 郑××\ndecided: 2026-11-05\nreason: 已核\n---\n{BODY}\n",
    )
    before = builder.read().desk[DESK]
    (change,) = edit(builder, title="一行的题")
    apply_changes(builder.root, [change])
    after = builder.read().desk[DESK]
    assert (after.title, after.credit, after.reason, after.decided, after.body) == (
        "一行的题",
        before.credit,
        before.reason,
        before.decided,
        before.body,
    )
    assert builder.check() == []


def test_what_changed_since_it_was_seen_is_not_overwritten(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(title="原题"))
    seen = builder.read().desk[DESK].source.digest
    apply_changes(builder.root, edit(builder, title="别人改的题"))
    hint = "什么也没有写入，您写的都还在；对照现在的内容改好，再保存一次"
    said = [("record-changed", "《别人改的题》刚刚由别人改过", hint)]
    assert tell(lambda: edit(builder, title="我改的题", seen=seen)) == said


def test_the_same_again_is_no_change(builder: OfficeBuilder) -> None:
    builder.decide(builder.item())
    said = [("text-unchanged", "和现在的一样，没有改动", "改好再保存；不改的，直接离开这一页")]
    assert tell(lambda: edit(builder)) == said


def test_what_is_printed_stays(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(title="原题"))
    builder.sign()
    said = tell(lambda: edit(builder, title="新题"))
    assert said == [
        (
            "text-printed",
            "《原题》已在《信息》第7期（总第1237期）刊出，不能再改",
            "刊出有误的，更正或撤回那一期",
        )
    ]


def test_what_is_superseded_or_not_adopted_has_no_text(builder: OfficeBuilder) -> None:
    item = builder.item(title="原题")
    builder.decide(item)
    later = builder.decide(item, slug="hou-lai", decision="留存待用", reason="等数据", supersedes=DESK)
    assert tell(lambda: edit(builder)) == [
        ("text-superseded", "《原题》的这个处理意见已被后来的取代", "改后来的那一份")
    ]
    assert tell(lambda: edit(builder, later)) == [
        ("text-not-adopted", "《原题》的处理意见是“留存待用”，没有要刊出的文字", "先改为采用")
    ]


def test_a_column_that_there_is_not_is_refused(builder: OfficeBuilder) -> None:
    builder.decide(builder.item())
    assert tell(lambda: edit(builder, column="经验交留")) == [
        ("column-unknown", "《信息》没有栏目“经验交留”", "是不是“经验交流”？")
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, ("desk-fields", "标题是空的", "写上标题")),
        ({"body": "\r\n"}, ("desk-fields", "正文是空的", "写上正文；按原稿刊出的，从原稿抄回来")),
    ],
)
def test_nothing_at_all_does_not_mean_as_filed(
    builder: OfficeBuilder, fields: dict[str, str], said: tuple[str, str, str]
) -> None:
    builder.decide(builder.item(), title="改过的题", body="改过的正文。")
    assert tell(lambda: edit(builder, **fields)) == [said]


def test_pictures_come_along_when_a_text_becomes_its_own(builder: OfficeBuilder) -> None:
    shown = f"{BODY}\n\n![井盖](11-03-jiu-gai/a.png)"
    builder.decide(builder.item(body=shown))
    builder.write("briefs/items/chengguan/2026/11-03-jiu-gai/a.png", make_picture())
    changes = edit(builder, body=f"{shown}\n\n又一段。")
    assert [change.path for change in changes] == ["briefs/desk/2026/11-05-chengguan-jiu-gai/a.png", PATH]
    apply_changes(builder.root, changes)
    assert builder.check() == []
    (change,) = edit(builder, title="再改")
    apply_changes(builder.root, [change])
    assert builder.check() == []


def test_drafts_that_reviewed_the_text_are_known(builder: OfficeBuilder) -> None:
    builder.decide(builder.item())
    record = builder.read().desk[DESK]
    draft = builder.draft(DESK)
    assert find_reviewed(builder.read(), record) == []
    builder.draft(DESK, reviews=[{"stage": "核稿", "by": "郑××", "at": "2026-11-20 10:00", "digest": "0" * 64}])
    assert [known.id for known in find_reviewed(builder.read(), record)] == [draft]


def make_piece(builder: OfficeBuilder, **fields: object) -> Change:
    given: dict[str, object] = {"periodical": "xinxi", "title": "区委常委会会议研究工作", "body": "会议听取了汇报。"}
    ruling = Ruling(decision=Decision.ADOPT, editor="bianji-zheng", at=AS_OF, **(given | fields))  # type: ignore[arg-type]
    return plan_piece(builder.read(), ruling, AS_OF)


def test_a_piece_of_the_office_is_a_record_without_items(builder: OfficeBuilder) -> None:
    change = make_piece(builder)
    assert change.path == "briefs/desk/2026/11-30-quweiban-qu-wei-chang-wei-hui-hui.md"
    assert change.data.decode() == (
        "---\ndecision: adopt\nperiodical: xinxi\ncolumn: zhongdian\ntitle: 区委常委会会议研究工作\n"
        "editor: bianji-zheng\ndecided: 2026-11-30\n---\n会议听取了汇报。\n"
    )
    apply_changes(builder.root, [change])
    assert builder.check() == []


def test_a_piece_needs_a_title_and_a_text(builder: OfficeBuilder) -> None:
    assert tell(lambda: make_piece(builder, title=" ")) == [("desk-fields", "自编稿没有标题", "写上标题")]
    assert tell(lambda: make_piece(builder, body="\n")) == [("desk-fields", "自编稿没有正文", "写上正文")]
