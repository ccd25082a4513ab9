"""K21–K23 from what the ledger derives: calls, tasks and urgent reports, each by its outcome and without any code."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import Facts, lines, make_office, points, score, score_office

from jianbao.answering import Outcome as Answered
from jianbao.checks import check_office
from jianbao.ledger.supervised import Outcome
from jianbao.reading import Office
from jianbao.settings.schemes import CALL_OUTCOMES, OUTCOMES, TASK_OUTCOMES, URGENT_OUTCOMES
from jianbao.supervising import TaskOutcome, Timeliness
from offices import AS_OF, OfficeBuilder

TASKS = """
    points:
      - {id: an, when: {measure: 督查, outcome: 按时办结, level_from: 市级}, points: 5}
      - {id: jie, when: {measure: 督查, outcome: 按时办结, tags: 批示件}, points: 3}
      - {id: an-qi, when: {measure: 督查, outcome: 按期反馈}, points: 0.5}
      - {id: que, when: {measure: 督查, outcome: [缺反馈, 超期未签收]}, points: -1}
      - {id: tui, when: {measure: 督查, outcome: 退办}, percent: -10, of: total}
    periods:
      - {id: ling, kind: 清零, every: 年, when: {measure: 督查, outcome: [超期未办结, closed_late]}, count: 2}
"""
URGENT = """
    points:
      - {id: zhuan, when: {measure: 紧急, outcome: 专报}, points: 6}
      - {id: bei, when: {measure: 紧急, outcome: 备查}, points: 1}
      - {id: shang, when: {measure: 登记, event: 迟报, level_from: 市级}, points: -8}
      - {id: chi, when: {measure: 紧急, outcome: 迟报, tags: 书面报告}, percent: -50, of: item}
      - {id: wei, when: {measure: 紧急, outcome: 未报}, percent: -20, of: total}
      - {id: dian, when: {measure: 紧急, outcome: 迟报, tags: 电话报告}, points: -1}
    bonus:
      - {id: kuai, title: 半小时内首报, when: {measure: 紧急, outcome: 按时, minutes: {max: 30}}, points: 2}
      - {id: tu, title: 附图, when: {measure: 紧急, outcome: [专报, 备查], pictures: 是}, points: 1}
"""


@pytest.fixture
def facts() -> Facts:
    return Facts()


def test_k21_what_became_of_tasks(tmp_path: Path, facts: Facts) -> None:
    """城关镇 5＋3＋0.5－1＝7.5；和平镇不是批示件，0；龙泉镇超期2件，当年清零。"""
    facts.follow("10-08", "chengguan", "按时办结", level="sheng", tags=("批示件",))
    facts.follow("10-09", "chengguan", "按时办结", level="qu", tags=("批示件", "分解任务"))
    facts.follow("10-10", "chengguan", "按期反馈")
    facts.follow("10-11", "chengguan", "超期未签收")
    facts.follow("10-08", "heping", "按时办结", tags=("会议议定事项",))
    facts.follow("10-08", "longquan", "按时办结", tags=("批示件",))
    facts.follow("10-09", "longquan", "超期未办结")
    facts.follow("10-20", "longquan", "超期办结")
    found = score(tmp_path, TASKS, facts)
    assert points(found) == {"chengguan": "7.5"}
    assert lines(found["longquan"]) == [("jie", "3"), ("ling", "-3")]
    assert found["longquan"].awards[-1].note == "2026年：2次，合计3分清零"


def test_k22_what_was_sent_back_takes_a_part_of_the_total(tmp_path: Path, facts: Facts) -> None:
    facts.follow("10-08", "chengguan", "按时办结", tags=("批示件",))
    facts.follow("10-09", "chengguan", "按时办结", level="shi")
    facts.follow("10-10", "chengguan", "退办")
    found = score(tmp_path, TASKS, facts)["chengguan"]
    assert [(award.rule_id, str(award.points), award.note) for award in found.awards][-1] == (
        "tui",
        "-0.80",
        "总分8分的-10%",
    )


def test_k22_a_late_report_loses_a_part_of_its_item(tmp_path: Path, facts: Facts) -> None:
    """（6＋1）×50%；电话也迟，另扣1分：7－3.5－1＝2.5。"""
    facts.tell("10-08", "chengguan", "迟报", tags=("电话报告", "重大"), minutes=40)
    facts.tell("10-08", "chengguan", "迟报", item="a", tags=("书面报告", "重大"), minutes=70)
    facts.tell("10-08", "chengguan", "专报", item="a", pictures=1)
    found = score(tmp_path, URGENT, facts)
    assert points(found) == {"chengguan": "2.5"}
    penalty = next(award for award in found["chengguan"].awards if award.rule_id == "chi")
    assert (penalty.points, penalty.note) == (Decimal("-3.5"), "本稿已得7分的-50%；因10月8日的紧急重算")


def test_k22_heavier_where_a_higher_level_criticised(tmp_path: Path, facts: Facts) -> None:
    facts.tell("10-08", "chengguan", "专报", item="a")
    facts.enter("10-09", "chengguan", "迟报", item="a", level="sheng")
    facts.tell("10-08", "heping", "专报", item="b")
    facts.tell("10-08", "heping", "迟报", item="b", tags=("书面报告",))
    assert points(score(tmp_path, URGENT, facts)) == {"chengguan": "-2", "heping": "3"}


def test_k22_what_was_never_told_takes_a_part_of_the_total(tmp_path: Path, facts: Facts) -> None:
    facts.tell("10-08", "chengguan", "专报", item="a")
    facts.tell("10-10", "chengguan", "未报", tags=("书面报告",))
    facts.tell("10-20", "chengguan", "专报", item="b")
    found = score(tmp_path, URGENT, facts)["chengguan"]
    assert lines(found) == [("zhuan", "6"), ("zhuan", "6"), ("wei", "-2.4")]


def test_k22_a_false_report_counts_for_nothing_and_costs(tmp_path: Path, facts: Facts) -> None:
    """What the deduction itself takes is no part of what the item had brought."""
    facts.tell("10-08", "chengguan", "专报", item="a")
    facts.tell("10-08", "chengguan", "迟报", item="a")
    scheme = """
        points:
          - {id: zhuan, when: {measure: 紧急, outcome: 专报}, points: 6}
          - {id: ling, when: {measure: 紧急, outcome: 迟报}, points: -2, zero_item: 是}
    """
    assert lines(score(tmp_path, scheme, facts)["chengguan"]) == [("zhuan", "6"), ("ling", "-2"), ("ling", "-6")]


@pytest.mark.parametrize(("minutes", "worth"), [(30, "2"), (31, None), (None, None)])
def test_k23_a_bonus_for_what_was_told_fast(
    tmp_path: Path, facts: Facts, minutes: int | None, worth: str | None
) -> None:
    facts.tell("10-08", "chengguan", "按时", item="a", minutes=minutes, tags=("书面报告",))
    assert points(score(tmp_path, URGENT, facts)).get("chengguan") == worth


def test_k22_a_late_answer_to_a_call_loses_a_part_of_its_item(tmp_path: Path, facts: Facts) -> None:
    facts.answer("10-09", "chengguan", "迟交", item="a")
    facts.adopt("10-20", "chengguan", item="a")
    facts.answer("10-09", "heping", "缺报")
    facts.adopt("10-20", "heping")
    scheme = """
        points:
          - {id: cai, when: {measure: 采用}, points: 4}
          - {id: chi, when: {measure: 约稿, outcome: 迟交}, percent: -25, of: item}
          - {id: que, when: {measure: 约稿, outcome: 缺报}, percent: -10, of: total}
    """
    found = score(tmp_path, scheme, facts)
    assert lines(found["chengguan"]) == [("cai", "4"), ("chi", "-1")]
    assert lines(found["heping"]) == [("cai", "4"), ("que", "-0.4")]


def test_the_outcomes_are_those_of_the_ledger() -> None:
    supervised = [outcome.value for outcome in (*Outcome, *TaskOutcome) if outcome is not TaskOutcome.GOING]
    assert sorted(TASK_OUTCOMES) == sorted(supervised)
    assert list(CALL_OUTCOMES) == [outcome.value for outcome in Answered]
    assert list(URGENT_OUTCOMES) == [timeliness.value for timeliness in Timeliness]
    words = (*CALL_OUTCOMES.items(), *TASK_OUTCOMES.items(), *URGENT_OUTCOMES.items())
    assert len({english for _, english in words}) == len(OUTCOMES) == len({word for word, _ in words})


def test_an_outcome_of_a_call_is_none_of_a_task(tmp_path: Path, facts: Facts) -> None:
    """按时 is said of calls and of urgent reports; the measure tells which."""
    facts.answer("10-08", "chengguan", "按时")
    facts.tell("10-08", "heping", "按时")
    facts.enter("10-08", "longquan", "按时")
    scheme = """
        points:
          - {id: yue, when: {measure: 约稿, outcome: 按时}, points: 1}
          - {id: ji, when: {outcome: on_time, measure: urgent}, points: 2}
          - {id: deng, when: {measure: 登记, event: 按时}, points: 4}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "1", "heping": "2", "longquan": "4"}


# -- what cannot be meant ------------------------------------------------------------


def scheme_problems(root: Path, rule: str, urgent: str = "") -> list[str]:
    builder = OfficeBuilder(root)
    if urgent:
        builder.write("briefs/settings/urgent.yml", urgent)
    builder.write("briefs/settings/scoring/banfa.yml", f"name: 办法\npoints:\n  - {{id: r, when: {rule}, points: 1}}\n")
    office = builder.read()
    problems = office.problems or check_office(office, AS_OF)
    return [f"{problem.code}：{problem.message}" for problem in problems]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{measure: 督查, outcome: 按时办结}", []),
        ("{measure: 紧急, outcome: 送阅, minutes: {min: 10, max: 20}}", []),
        ("{measure: 督查, outcome: 缺报}", ["rule-impossible：“r”的条件互相矛盾，没有一件事符合"]),
        ("{measure: 约稿, outcome: 专报}", ["rule-impossible：“r”的条件互相矛盾，没有一件事符合"]),
        ("{measure: 紧急, outcome: 超期办结}", ["rule-impossible：“r”的条件互相矛盾，没有一件事符合"]),
        ("{measure: 采用, minutes: {max: 30}}", ["rule-impossible：“r”的条件互相矛盾，没有一件事符合"]),
        (
            "{measure: 紧急, minutes: {min: 30, max: 20}}",
            ["rule-impossible：“r”的条件互相矛盾，没有一件事符合"],
        ),
        ("{measure: 紧急, outcome: 专送}", ["field-type：“专送”不在可选之列"]),
    ],
)
def test_what_a_rule_may_ask(tmp_path: Path, rule: str, said: list[str]) -> None:
    assert scheme_problems(tmp_path, rule) == said


def test_what_becomes_of_reports_is_in_the_offices_own_words(tmp_path: Path) -> None:
    rule = "{measure: 紧急, outcome: 编发快报}"
    assert scheme_problems(tmp_path / "a", rule) == ["field-type：“编发快报”不在可选之列"]
    assert scheme_problems(tmp_path / "b", rule, "dispositions: [编发快报, 备查]\n") == []


def test_a_wider_rule_before_shadows_one_by_minutes(tmp_path: Path) -> None:
    text = """
        points:
          - {id: kuan, when: {measure: 紧急, outcome: 按时, minutes: {max: 60}}, points: 1}
          - {id: zhai, when: {measure: 紧急, outcome: 按时, minutes: {max: 30}}, points: 2}
    """
    office = make_office(tmp_path, text)
    found = [problem for problem in check_office(office, AS_OF) if problem.code == "rule-shadowed"]
    assert [problem.message for problem in found] == ["“zhai”轮不到：第6行的“kuan”条件相同或更宽，已在前面"]


# -- properties ------------------------------------------------------------------------

UNITS = ("chengguan", "heping")
DRAWN = {
    "follow": ("按时办结", "超期未办结", "缺反馈", "按期反馈", "退办"),
    "tell": ("迟报", "未报", "按时", "专报", "备查"),
}
fact = st.tuples(
    st.sampled_from(sorted(DRAWN)),
    st.integers(0, 4),
    st.integers(1, 28),
    st.sampled_from(UNITS),
    st.sampled_from("ab"),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The points for tasks, then those for urgent reports and their bonuses."""
    tasks, urgent = TASKS.partition("    periods:")[0], URGENT.partition("points:\n")[2]
    return make_office(tmp_path_factory.mktemp("both"), tasks + urgent)


@given(drawn=st.lists(fact, min_size=1, max_size=12), data=st.data())
def test_what_is_explained_is_the_score_in_any_order(
    both: Office, drawn: list[tuple[str, int, int, str, str]], data: st.DataObject
) -> None:
    facts = Facts()
    for kind, outcome, of_month, unit, item in drawn:
        about = {"item": f"{unit}/{item}", "tags": ("书面报告",)} if kind == "tell" else {"tags": ("批示件",)}
        getattr(facts, kind)(f"10-{of_month:02d}", unit, DRAWN[kind][outcome], **about)
    found = score_office(both, facts)
    for unit in found.values():
        assert sum(award.points for award in unit.awards) == unit.points
        assert [award for award in unit.awards if not award.rule_place.line] == []
    assert score_office(both, data.draw(st.permutations(facts.events))) == found
