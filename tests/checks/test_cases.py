"""Each folder ``tests/cases/<code>/<case>``: files laid over the small office, and the problems that come of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Compare
from jianbao.checks import check_office
from jianbao.history import read_arrivals
from jianbao.reading import read_office
from offices import AS_OF, CASES, lay_out

FOLDERS = sorted(path for path in CASES.glob("*/*") if path.is_dir() and path.parent.name != "_office")


@pytest.fixture(scope="session")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("office"))


def find_problems(root: Path) -> str:
    problems = check_office(read_office(root), AS_OF, read_arrivals(root, "Asia/Shanghai"))
    return "".join(f"{problem}\n" for problem in problems)


def test_small_office_has_no_problem(small_office: Path) -> None:
    assert find_problems(small_office) == ""


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path, tmp_path: Path, small_office: Path, compare_golden: Compare) -> None:
    shutil.copytree(small_office, tmp_path, dirs_exist_ok=True)
    lay_out(tmp_path, case, on_small_office=False)
    found = find_problems(tmp_path)
    compare_golden(case / "expected.txt", found)
    code = case.parent.name
    if case.name.startswith("valid"):
        assert found == "", "a case called valid must have no problem at all"
    elif not code.startswith("_"):
        assert f"[{code}]" in found, "a case must show the problem that its folder is named after"
