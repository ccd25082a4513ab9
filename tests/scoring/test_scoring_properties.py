"""What must hold of every scheme and every ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import Facts, make_ledger, make_office, score_office

from jianbao.ledger import Event, FiledItem, Measure
from jianbao.periods import make_period
from jianbao.reading import Office
from jianbao.scoring import Score, Scoring, schemes_in_force

UNITS = ("chengguan", "heping", "zhujian")
RULES = """
points:
  - {id: shi, block: 采用分, when: {level_from: 市级}, points: 5}
  - {id: cai, block: 采用分, when: {measure: 采用}, points: 2}
  - {id: bao, block: 报送分, when: {measure: 报送, adopted: 否}, points: 0.5}
  - {id: chi, when: {measure: 登记, event: 迟报}, percent: -50, of: item}
  - {id: man, when: {measure: 登记, event: 瞒报}, percent: -10, of: total}
  - {id: shi-shi, when: {measure: 登记, event: 失实}, points: -3, zero_item: 是}
factors:
  - {id: pi, when: {instructed: 是}, times: 2}
bonus:
  - {id: tu, when: {pictures: 是}, points: 1}
share:
  - {id: zong, when: {measure: 采用, composite: 是}, policy: 定额, points: 1}
  - {id: lian, when: {joint: 是}, policy: 均分}
instructions:
  table: [{id: pishi, when: {level: 市级}, points: 10}]
"""
WINDOWS = """
periods:
  - {id: jichu, kind: 基础分, every: 季, points: 3}
  - {id: r, kind: 任务, every: 月, metric: 报送件数, min: 2, met: 1, short: {each: -1}, over: {each: 0.5}, book: next}
  - {id: f-cai, kind: 限分, every: 月, of: 采用分, max: 12}
  - {id: f-nian, kind: 限分, every: 年, of: 总分, max: 30, min: -4}
  - {id: ling, kind: 清零, every: 季, when: {measure: 约稿, outcome: 缺报}, count: 2}
"""
MODES = ("", "repeated: {policy: 最高}\n", "repeated: {policy: 前几, number: 2, per_level: 是}\n")


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """One for each way to count repeated use, without and with rules of periods, and with an average."""
    texts = {f"{number}": RULES + mode for number, mode in enumerate(MODES)}
    texts |= {f"{number}-windows": text + WINDOWS for number, text in texts.items()}
    texts["average"] = RULES + WINDOWS + "totals: {of: 平均, per: 得分件数, convert: {full: 100, of: best}, min: 0}\n"
    return {name: make_office(tmp_path_factory.mktemp(name), text) for name, text in texts.items()}


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Event, ...]:
    """A year of a few facts about four items, joint and composite ones among them."""
    facts = Facts()
    for _ in range(draw(st.integers(1, 14))):
        _add_fact(facts, draw)
    return tuple(facts.events)


def _add_fact(facts: Facts, draw: st.DrawFn) -> None:
    day = f"{date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364))):%m-%d}"
    unit, item = draw(st.sampled_from(UNITS)), draw(st.sampled_from("abcd"))
    adopted = [event for event in facts.events if event.measure is Measure.ADOPTED]
    kind = draw(st.sampled_from(["采用", "采用", "采用", "报送", "批示", "登记", "约稿", "联合", "综合"]))
    more: dict[str, Any] = {"pictures": draw(st.integers(0, 1))}
    channel = draw(st.sampled_from(["xinxi", "shiwei", "shengwei"]))
    if kind == "批示" and adopted:
        facts.instruct(day, draw(st.sampled_from(adopted)))
    elif kind == "登记":
        facts.enter(day, unit, draw(st.sampled_from(["迟报", "瞒报", "失实"])), item=f"{unit}/{item}")
    elif kind == "约稿":
        facts.answer(day, unit, "缺报")
    elif kind == "报送":
        facts.file(day, unit, item=f"{unit}/{item}")
    elif kind == "联合":
        facts.adopt(day, *UNITS, channel=channel, item="lian", **more)
    elif kind == "综合":
        items = [FiledItem(id=f"{name}/{item}", units=(name,)) for name in UNITS[:2]]
        facts.adopt(day, *UNITS[:2], channel=channel, item=items, **more)
    else:
        facts.adopt(day, unit, channel=channel, item=f"{unit}/{item}", **more)


def score_days(office: Office, events: Sequence[Event], first: date, last: date) -> dict[str, Score]:
    scoring = Scoring(office, make_ledger(events), schemes_in_force(office))
    return scoring.score(make_period(first, last))


def points_of(scores: dict[str, Score], unit: str) -> Decimal:
    return scores[unit].points if unit in scores else Decimal(0)


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
names = st.sampled_from([*(str(n) for n in range(3)), *(f"{n}-windows" for n in range(3)), "average"])


@given(events=ledgers(), ends=st.tuples(days, days), name=names)
def test_what_is_explained_sums_to_the_score(
    offices: dict[str, Office], events: tuple[Event, ...], ends: tuple[date, date], name: str
) -> None:
    first, last = sorted(ends)
    for score in score_days(offices[name], events, first, last).values():
        assert sum(award.points for award in score.awards) == score.points == sum(score.by_rule.values())
        assert all(first <= award.day <= last for award in score.awards)


@given(events=ledgers(), ends=st.tuples(days, days), name=names.filter(lambda name: name != "average"))
def test_what_went_before_and_the_period_make_the_year_to_date(
    offices: dict[str, Office], events: tuple[Event, ...], ends: tuple[date, date], name: str
) -> None:
    for score in score_days(offices[name], events, *sorted(ends)).values():
        assert score.carried + score.points == score.cumulative


@given(events=ledgers(), cuts=st.tuples(days, days, days), name=names.filter(lambda name: name != "average"))
def test_a_period_is_the_sum_of_its_parts(
    offices: dict[str, Office], events: tuple[Event, ...], cuts: tuple[date, date, date], name: str
) -> None:
    first, middle, last = sorted(cuts)
    if middle == last:
        return
    parts = (first, middle), (middle + timedelta(days=1), last)
    found = [score_days(offices[name], events, *part) for part in parts]
    whole = score_days(offices[name], events, first, last)
    for unit in UNITS:
        assert points_of(whole, unit) == sum(points_of(part, unit) for part in found)


@given(events=ledgers(), name=names, data=st.data())
def test_the_order_of_files_never_matters(
    offices: dict[str, Office], events: tuple[Event, ...], name: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(events))
    assert score_office(offices[name], shuffled, "2026") == score_office(offices[name], events, "2026")


@given(events=ledgers())
def test_the_highest_use_alone_is_never_more_than_all_of_them(
    offices: dict[str, Office], events: tuple[Event, ...]
) -> None:
    """Penalties in percent are left out: a part of less is less to lose."""
    events = tuple(event for event in events if event.measure is not Measure.ENTERED)
    for period in ("2026", "2026-h1"):
        every, highest, two = (score_office(offices[str(number)], events, period) for number in range(3))
        for unit in UNITS:
            assert points_of(highest, unit) <= points_of(every, unit)
            assert points_of(two, unit) <= points_of(every, unit)


@given(events=ledgers(), last=days, name=names.filter(lambda name: "windows" in name))
def test_caps_hold_on_every_day(offices: dict[str, Office], events: tuple[Event, ...], last: date, name: str) -> None:
    """The penalty in percent of the total comes after the caps and only lowers it."""
    events = tuple(event for event in events if event.outcome != "瞒报")
    start = date(2026, 1, 1)
    for score in score_days(offices[name], events, start, last).values():
        assert -4 <= score.cumulative <= 30 or any(award.rule_id == "ling" for award in score.awards)
    for score in score_days(offices[name], events, last.replace(day=1), last).values():
        assert score.by_block.get("采用分", 0) <= 12


@given(events=ledgers(), name=names, last=days)
def test_later_facts_change_nothing_of_what_was(
    offices: dict[str, Office], events: tuple[Event, ...], name: str, last: date
) -> None:
    """The facts of a later day are unknown on an earlier one, whatever the rule."""
    known = tuple(event for event in events if event.day <= last)
    start = date(2026, 1, 1)
    then = {unit: found.awards for unit, found in score_days(offices[name], known, start, last).items()}
    now = {unit: found.awards for unit, found in score_days(offices[name], events, start, last).items()}
    assert then == {unit: awards for unit, awards in now.items() if unit in then}


def test_points_never_pass_through_binary_fractions(offices: dict[str, Office]) -> None:
    facts = Facts()
    for number in range(3):
        facts.file("10-01", "chengguan", item=f"{number}")
    awards = score_office(offices["0"], facts)["chengguan"].awards
    assert [type(award.points) for award in awards] == [Decimal] * 3
