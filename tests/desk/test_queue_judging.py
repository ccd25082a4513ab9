"""处理来稿 on what was seen: nothing is decided on a text or over a decision that nobody had before the eyes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao.acting.deciding import Ruling
from jianbao.acting.judging import describe_decisions, plan_judged, plan_judged_composite, stamp_item
from jianbao.model import Decision
from jianbao.problems import ProblemsFound
from jianbao.standing import find_standing
from jianbao.writing import Change, apply_changes
from offices import AS_OF, BODY, OfficeBuilder, make_picture

HINT = "什么也没有写入，您写的都还在；看过现在的内容，再提交一次"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def tell(plan: Callable[[], object]) -> list[tuple[str, str, str, str]]:
    """(code, field, message, hint) of every problem that a plan refused with."""
    with pytest.raises(ProblemsFound) as found:
        plan()
    return [(problem.code, problem.field, problem.message, problem.hint) for problem in found.value.problems]


def see(builder: OfficeBuilder, *items: str) -> dict[str, str]:
    office = builder.read()
    return {item: stamp_item(find_standing(office), office.items[item]) for item in items}


def judge(builder: OfficeBuilder, seen: dict[str, str], decision: Decision, **fields: object) -> list[Change]:
    given: dict[str, object] = {"periodical": "xinxi"} if decision is Decision.ADOPT else {"reason": "数字待核"}
    ruling = Ruling(decision=decision, editor="bianji-zheng", at=AS_OF, **(given | fields))  # type: ignore[arg-type]
    return plan_judged(builder.read(), seen, ruling, AS_OF)


def test_what_is_as_filed_is_not_written_again(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇推进旧改")
    (change,) = judge(
        builder, see(builder, item), Decision.ADOPT, title=" 城关镇推进旧改", body=f"\r\n{BODY}\r\n", order=10
    )
    assert change.path == "briefs/desk/2026/11-30-chengguan-jiu-gai.md"
    assert change.data.decode() == (
        "---\nitem: chengguan/2026/11-03-jiu-gai\ndecision: adopt\nperiodical: xinxi\ncolumn: zhongdian\norder: 10\n"
        "editor: bianji-zheng\ndecided: 2026-11-30\n---\n"
    )


def test_the_edited_text_stands_in_the_record(builder: OfficeBuilder) -> None:
    item = builder.item()
    (change,) = judge(builder, see(builder, item), Decision.ADOPT, title="三步走改小区", body=f"{BODY}\n\n又一段。")
    apply_changes(builder.root, [change])
    record = builder.read().desk["2026/11-30-chengguan-jiu-gai"]
    assert (record.title, record.body) == ("三步走改小区", f"{BODY}\n\n又一段。")
    assert builder.check() == []


def test_several_at_once_are_each_a_record(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi")]
    changes = judge(builder, see(builder, *items), Decision.DECLINE)
    assert [change.path for change in changes] == [
        "briefs/desk/2026/11-30-chengguan-jia.md",
        "briefs/desk/2026/11-30-heping-yi.md",
    ]


def test_nothing_chosen_is_refused(builder: OfficeBuilder) -> None:
    assert tell(lambda: judge(builder, {}, Decision.FILE)) == [("desk-fields", "", "没有选稿件", "先选上要处理的稿件")]


def test_a_text_that_the_unit_changed_meanwhile_is_not_decided(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇推进旧改")
    seen = see(builder, item)
    builder.item(title="城关镇推进旧改", body=BODY.replace("210", "211"))
    said = [("record-changed", "", "《城关镇推进旧改》的原稿刚刚由报送单位改过", HINT)]
    assert tell(lambda: judge(builder, seen, Decision.FILE)) == said


def test_the_second_of_two_editors_is_told_what_the_first_decided(builder: OfficeBuilder) -> None:
    item = builder.item(title="城关镇推进旧改")
    seen = see(builder, item)
    apply_changes(builder.root, judge(builder, seen, Decision.HOLD, reason="等年底数据"))
    now = "留存待用（郑××，2026年11月30日）：等年底数据"
    said = [("record-changed", "", f"《城关镇推进旧改》的处理意见刚刚变了，现在是：{now}", HINT)]
    assert tell(lambda: judge(builder, seen, Decision.FILE, supersede=True)) == said
    again = tell(lambda: judge(builder, see(builder, item), Decision.FILE))
    assert [code for code, *_ in again] == ["decided-twice"]
    apply_changes(builder.root, judge(builder, see(builder, item), Decision.FILE, supersede=True))
    office = builder.read()
    assert describe_decisions(office, find_standing(office).decisions[item]) == "备查（郑××，2026年11月30日）：数字待核"
    assert builder.check() == []


def test_one_that_changed_refuses_all_of_them(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi")]
    seen = see(builder, *items) | {items[1]: "x-y"}
    assert [code for code, *_ in tell(lambda: judge(builder, seen, Decision.FILE))] == ["record-changed"]


def test_an_edited_text_that_would_not_pass_is_told_at_its_field(builder: OfficeBuilder) -> None:
    item = builder.item()
    edited = judge_faults(builder, item, title="新题", body="机密★1年\n\n正文。")
    assert [(code, field) for code, field, *_ in edited] == [("secrecy-mark", "body")]


def judge_faults(builder: OfficeBuilder, item: str, **fields: object) -> list[tuple[str, str, str, str]]:
    return tell(lambda: judge(builder, see(builder, item), Decision.ADOPT, **fields))


def test_a_reason_is_told_where_it_is_owed(builder: OfficeBuilder) -> None:
    item = builder.item()
    assert tell(lambda: judge(builder, see(builder, item), Decision.REVISE, reason="")) == [
        ("field-missing", "reason", "“退改”要写明理由", "写上理由，报送单位看得到")
    ]


def test_pictures_go_with_an_edited_text(builder: OfficeBuilder) -> None:
    item = builder.item(body=f"{BODY}\n\n![井盖](11-03-jiu-gai/a.png)\n\n![街](11-03-jiu-gai/b.png)")
    for name in ("a", "b"):
        builder.write(f"briefs/items/chengguan/2026/11-03-jiu-gai/{name}.png", make_picture(name.encode()))
    picture, record = judge(
        builder, see(builder, item), Decision.ADOPT, body=f"{BODY}改过。\n\n![井盖](11-03-jiu-gai/a.png)"
    )
    assert (picture.path, picture.data) == (
        "briefs/desk/2026/11-30-chengguan-jiu-gai/a.png",
        make_picture(b"a"),
    )
    assert "![井盖](11-30-chengguan-jiu-gai/a.png)" in record.data.decode()
    apply_changes(builder.root, [picture, record])
    assert builder.check() == []


def test_pictures_of_one_name_stay_two_in_a_composite(builder: OfficeBuilder) -> None:
    items = [
        builder.item(unit, slug, body=f"{BODY}\n\n![图](11-03-{slug}/a.png)")
        for unit, slug in (("chengguan", "jia"), ("heping", "yi"))
    ]
    for item in items:
        builder.write(f"briefs/items/{item}/a.png", make_picture(item.encode()))
    ruling = Ruling(
        decision=Decision.ADOPT,
        editor="bianji-zheng",
        at=AS_OF,
        periodical="xinxi",
        title="两镇抓旧改",
        body=f"{BODY}\n\n![图](11-03-jia/a.png)\n\n![图](11-03-yi/a.png)",
    )
    changes = plan_judged_composite(builder.read(), see(builder, *items), ruling, AS_OF)
    assert [change.path.rpartition("/")[2] for change in changes] == ["a.png", "a-2.png", "11-30-chengguan-jia.md"]
    apply_changes(builder.root, changes)
    assert builder.read().desk["2026/11-30-chengguan-jia"].items == tuple(items)
    assert builder.check() == []


def test_a_composite_without_text_is_refused(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi")]
    ruling = Ruling(decision=Decision.ADOPT, editor="bianji-zheng", at=AS_OF, periodical="xinxi", title="两镇抓旧改")
    said = tell(lambda: plan_judged_composite(builder.read(), see(builder, *items), ruling, AS_OF))
    assert [code for code, *_ in said] == ["composite-empty"]
