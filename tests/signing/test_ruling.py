"""处理与建稿: what may be decided, decided again, or filed, and what may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from jianbao.acting.deciding import Ruling, plan_decisions
from jianbao.acting.filing import plan_item
from jianbao.model import Decision
from jianbao.problems import ProblemsFound
from jianbao.rendering.templates import Templates
from jianbao.writing import Change, apply_changes
from offices import OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def refusal(plan: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        plan()
    return [str(problem) for problem in found.value.problems]


def rule(builder: OfficeBuilder, items: Sequence[str], decision: Decision, **fields: object) -> list[Change]:
    given: dict[str, object] = {"periodical": "xinxi"} if decision is Decision.ADOPT else {"reason": "数字待核"}
    ruling = Ruling(decision=decision, editor="bianji-zheng", at=day("2026-11-30"), **(given | fields))  # type: ignore[arg-type]
    return plan_decisions(builder.read(), items, ruling)


@pytest.mark.parametrize("decision", [Decision.HOLD, Decision.DECLINE, Decision.REVISE, Decision.VOID])
def test_what_only_withdrawn_issues_printed_can_be_decided_anew(builder: OfficeBuilder, decision: Decision) -> None:
    item = builder.item()
    desk = builder.decide(item)
    builder.sign(date="2026-11-20")
    sentence = f"error[decided-twice] {item} 已在 xinxi/2026/007 刊出，不能再改处理意见"
    hint = "提示：刊出有误的，更正或撤回那一期"
    assert refusal(lambda: rule(builder, [item], decision, supersede=True)) == [f"{sentence}\n{hint}"]
    builder.withdraw("xinxi/2026/007", "2026-11-29")
    (change,) = rule(builder, [item], decision)
    apply_changes(builder.root, [change])
    assert builder.check() == []
    assert [record for record in builder.read().desk if record != desk] == ["2026/11-30-chengguan-jiu-gai"]


def test_to_print_again_what_was_withdrawn_the_issue_must_be_named(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.decide(item)
    builder.sign(date="2026-11-20")
    builder.withdraw("xinxi/2026/007", "2026-11-29")
    assert refusal(lambda: rule(builder, [item], Decision.ADOPT))[0].startswith("error[decided-twice] ")
    apply_changes(builder.root, rule(builder, [item], Decision.ADOPT, reissues="xinxi/2026/007"))
    assert builder.check() == []
    assert builder.sign().document.number == (8,)


def test_several_items_never_get_one_title(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi")]
    assert refusal(lambda: rule(builder, items, Decision.ADOPT, title="同一个标题")) == [
        "error[desk-fields] 几篇稿件不能用同一个标题\n提示：逐篇采用；要合为一篇的，作综合稿"
    ]
    assert len(rule(builder, [items[0], items[0]], Decision.ADOPT, title="同一个标题")) == 1


@pytest.mark.parametrize(("order", "line", "read"), [(0, "order: 0\n", 0), (3, "order: 3\n", 3), (None, "", 100)])
def test_an_order_of_zero_is_kept(builder: OfficeBuilder, order: int | None, line: str, read: int) -> None:
    (change,) = rule(builder, [builder.item()], Decision.ADOPT, order=order)
    text = change.data.decode()
    assert ("order:" in text) == bool(line)
    assert line in text
    apply_changes(builder.root, [change])
    assert [record.order for record in builder.read().desk.values()] == [read]


def test_a_merged_unit_files_no_more(builder: OfficeBuilder) -> None:
    templates = Templates(builder.root)

    def file(unit: str, on: str) -> Change:
        return plan_item(builder.read(), templates, unit, "推进旅游", day(on))

    assert refusal(lambda: file("区旅游中心", "2026-10-20")) == [
        "error[unit-closed] 区旅游中心已于2026年10月20日并入区文旅局\n提示：以区文旅局的名义报送"
    ]
    assert file("区旅游中心", "2026-10-19").path == "briefs/items/lvyou/2026/10-19-tui-jin-lv-you.md"
    assert file("wenlv", "2026-10-20").path == "briefs/items/wenlv/2026/10-20-tui-jin-lv-you.md"
