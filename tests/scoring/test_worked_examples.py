"""Published regulations as schemes, and the schemes that travel with the library: results reckoned by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from worked import Example, describe_row, find_examples, find_shipped, plain, reckon

from jianbao.checks import check_office
from jianbao.scoring import schemes_in_force, score_units
from offices import AS_OF

EXAMPLES = [*find_examples(), *find_shipped()]
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])


def test_there_are_twelve_examples_and_four_shipped_schemes() -> None:
    assert [example.id.partition("-")[0] for example in find_examples()] == [f"{n:02d}" for n in range(1, 13)]
    assert [example.id for example in find_shipped()] == ["direct", "layered", "targets", "urgent"]


@each_example
def test_the_scheme_is_read_and_checked_without_a_problem(example: Example, tmp_path: Path) -> None:
    assert [problem.message for problem in check_office(example.lay_out(tmp_path), AS_OF)] == []


@each_example
def test_the_sums_written_by_hand_are_right(example: Example) -> None:
    rows = [(table.period.label, row) for table in example.expected() for row in table.rows]
    assert rows
    assert [(label, row.unit, reckon(row.sum)) for label, row in rows] == [(p, r.unit, r.points) for p, r in rows]


@each_example
def test_the_engine_comes_to_what_was_reckoned_by_hand(example: Example, tmp_path: Path) -> None:
    office = example.lay_out(tmp_path)
    ledger, ids = example.ledger(office), office.settings.vocabulary().names["unit"]
    found, expected = [], []
    for table in example.expected():
        schemes = schemes_in_force(office, table.schemes or None)
        scores = score_units(office, ledger, table.period, schemes)
        head = (table.period.label, table.schemes)
        found += [(*head, *describe_row(row, scores.get(ids[row.unit]))) for row in table.rows]
        expected += [(*head, row.unit, plain(row.points), row.said) for row in table.rows]
    assert found == expected


@each_example
def test_every_figure_is_the_sum_of_its_awards(example: Example, tmp_path: Path) -> None:
    office = example.lay_out(tmp_path)
    ledger = example.ledger(office)
    for table in example.expected():
        schemes = schemes_in_force(office, table.schemes or None)
        for score in score_units(office, ledger, table.period, schemes).values():
            assert sum(award.points for award in score.awards) == score.points
            assert sum(score.by_rule.values()) == score.points
            assert all(award.rule_place.line and award.rule_place.path for award in score.awards)
