"""Which tasks an article tells of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianbao.rendering.supervision_text import Scope
from jianbao.rendering.supervision_text.values import name_time
from jianbao.supervising import find_statuses
from supervised import UNTIL, add_tasks, build_supervised

DAY = UNTIL.day


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    office = add_tasks(build_supervised(tmp_path_factory.mktemp("office")))
    office.task(12, "2025-10-08", "2025-12-31", title="去年交办的", category="重点工作")
    office.task(13, "2025-10-08", "2025-12-31", title="去年办结的")
    office.event("2025/013", "close", "2025-12-30", result="已办结")
    return find_statuses(office.read(), UNTIL)


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        (Scope(until=DAY), [12, 31, 32, 33, 34, 35, 36, 37, 38, 39]),
        (Scope(until=DAY, first=date(2025, 12, 30)), [12, 13, 31, 32, 33, 34, 35, 36, 37, 38, 39]),
        (Scope(until=DAY, first=date(2026, 11, 15)), [12, 31, 32, 34, 35, 36, 37, 38, 39]),
        (Scope(until=DAY, first=date(2026, 11, 20), moved=True), [32, 34, 35, 38, 39]),
        (Scope(until=DAY, categories=("zhongdian",)), [12]),
        (Scope(until=DAY, unit="heping"), [31, 33, 35]),
        (Scope(until=DAY, tasks=("2025/013", "2026/033")), [13, 33]),
    ],
)
def test_a_scope_holds(statuses: list[Any], scope: Scope, numbers: list[int]) -> None:
    assert [status.task.number for status in statuses if scope.holds(status)] == numbers


@pytest.mark.parametrize(
    ("first", "until", "named"),
    [
        (None, DAY, "2026年"),
        (date(2026, 10, 1), date(2026, 12, 31), "2026年第四季度"),
        (date(2026, 11, 1), DAY, "2026年11月1日至11月27日"),
        (date(2025, 12, 1), DAY, "2025年12月1日至2026年11月27日"),
    ],
)
def test_the_time_has_its_usual_name(first: date | None, until: date, named: str) -> None:
    assert name_time(Scope(until=until, first=first)) == named


def test_nothing_is_told_of_a_task_before_it_was_given(tmp_path: Path) -> None:
    office = add_tasks(build_supervised(tmp_path))
    numbers = [status.task.number for status in find_statuses(office.read(), UNTIL)]
    assert numbers[-1] == 39
