"""What comes after what, whose units are whose, and what a unit filed before on a subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.finding import find_related
from jianbao.metadata import Moment
from jianbao.model import Decision
from jianbao.problems import Problem
from jianbao.serving.showing.incoming import (
    Filters,
    Tab,
    find_covered,
    find_items,
    find_next,
    read_filters,
    say_age,
    say_arrival,
)
from jianbao.standing import find_pending, find_standing
from offices import AS_OF, BODY, OfficeBuilder, day
from queued import build_queued


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return build_queued(tmp_path)


@pytest.mark.parametrize(
    ("done", "following"),
    [(["a"], "b"), (["b"], "c"), (["c"], "a"), (["a", "b"], "c"), (["a", "b", "c"], ""), ([], "a"), (["x"], "a")],
)
def test_the_next_one_comes_after_those_done(builder: OfficeBuilder, done: list[str], following: str) -> None:
    ids = {slug: builder.item("chengguan", f"gao-{slug}", f"2026-11-0{n}") for n, slug in enumerate("abc", 1)}
    items = find_pending(builder.read(), find_standing(builder.read()))
    assert [item.id for item in items] == list(ids.values())
    assert find_next(items, [ids.get(slug, slug) for slug in done]) == ids.get(following, "")


def test_units_are_those_of_whom_one_stands_in_for_too(builder: OfficeBuilder) -> None:
    office = builder.read()
    assert find_covered(office, "zheng", AS_OF) == {"chengguan", "heping"}
    assert find_covered(office, "zheng", day("2026-11-29")) == {"chengguan"}
    assert find_covered(office, "wu", AS_OF) == frozenset()


def test_what_is_to_come_yet_does_not_wait(builder: OfficeBuilder) -> None:
    builder.item("chengguan", "ming-tian", "2026-12-01")
    today = builder.item("heping", "jin-tian", "2026-11-30")
    office = builder.read()
    assert [item.id for item in find_items(office, find_standing(office), Tab.PENDING, AS_OF)] == [today]


def test_what_was_decided_last_stands_first(builder: OfficeBuilder) -> None:
    for slug, decided in (("a", "2026-11-05"), ("b", "2026-11-07"), ("c", "2026-11-06")):
        builder.decide(builder.item("chengguan", f"gao-{slug}"), decision="备查", decided=decided)
    office = builder.read()
    found = find_items(office, find_standing(office), Tab.FILE, AS_OF)
    assert [item.id[-1] for item in found] == ["b", "c", "a"]


def test_every_decision_has_its_tab() -> None:
    assert {tab.name for tab in Tab} == {"PENDING", *(decision.name for decision in Decision)}


def test_an_address_says_what_is_not_usual() -> None:
    assert Filters().query == {}
    filters = read_filters({"state": "hold", "unit": "heping", "kind": "", "mine": "1", "page": "3"})
    assert filters == Filters(tab=Tab.HOLD, unit="heping", mine=True)
    assert filters.query == {"state": "hold", "unit": "heping", "mine": "1"}
    assert read_filters({"state": "no-such"}) == Filters()


@pytest.mark.parametrize(
    ("arrival", "said", "age"),
    [
        (None, "时间不详", ""),
        ("2026-11-30 09:05", "11月30日9时05分", "今天到"),
        ("2026-11-26", "11月26日", "已4天"),
        ("2025-12-30", "2025年12月30日", "已335天"),
    ],
)
def test_arrivals_are_said_as_one_says_them(arrival: str | None, said: str, age: str) -> None:
    moment: Moment | None = day(arrival) if arrival else None
    assert (say_arrival(moment, AS_OF), say_age(moment, AS_OF)) == (said, age)


def test_what_a_unit_filed_before_on_a_subject(builder: OfficeBuilder) -> None:
    call = builder.call()
    builder.item("chengguan", "ci", "2026-10-01", title="秋粮收购进度", body="另一件事。")
    builder.item("chengguan", "biao-ti", "2026-10-02", title="城关镇推进老旧小区改造", body="十月的事。")
    builder.item("chengguan", "ci-biao", "2026-10-03", title="电梯加装", body="三栋楼。", tags=["旧改"])
    builder.item("heping", "bie-chu", "2026-10-04", title="城关镇推进老旧小区改造", body="别处的事。")
    builder.item("chengguan", "yue-gao", "2026-10-05", title="各村情况", body="四件事。", call=call)
    builder.item("chengguan", "hou-lai", "2026-11-20", title="城关镇推进老旧小区改造", body="后来的事。")
    item = builder.item(title="城关镇再推进老旧小区改造", tags=["旧改"], call=call, date="2026-11-03", body=BODY)
    office = builder.read()
    related = find_related(office.items.values(), office.items[item])
    assert [other.id.rpartition("/")[2] for other in related] == ["10-05-yue-gao", "10-03-ci-biao", "10-02-biao-ti"]
    assert find_related(office.items.values(), office.items[item], most=1) == related[:1]


def test_usual_reasons_come_from_the_settings(builder: OfficeBuilder) -> None:
    builder.write(
        "briefs/settings/desk.yml",
        "常用理由:\n  - {处理意见: 退改, 各条: [请补充数据, 请压缩]}\n  - {decision: hold, texts: 待会后再用}\n",
    )
    assert builder.read().settings.desk.reasons == {
        Decision.REVISE: ("请补充数据", "请压缩"),
        Decision.HOLD: ("待会后再用",),
    }
    assert builder.check() == []


def test_reasons_for_no_decision_are_a_problem(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/desk.yml", "reasons:\n  - {decision: 再说, texts: [x]}\n")
    problems: list[Problem] = builder.check()
    assert [(problem.code, problem.place.path) for problem in problems] == [("field-type", "briefs/settings/desk.yml")]
