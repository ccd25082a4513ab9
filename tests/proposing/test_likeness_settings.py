"""``likeness.yml``."""

from __future__ import annotations

import shutil
from pathlib import Path

from demo_sources import ROOT

from jianbao.reading import Office, read_office
from jianbao.settings import LikenessSettings

FILE = "briefs/settings/likeness.yml"


def read_with(tmp_path: Path, text: str | None) -> Office:
    shutil.copytree(ROOT / "briefs/settings", tmp_path / "briefs/settings")
    path = tmp_path / FILE
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return read_office(tmp_path)


def test_without_the_file_all_is_as_usual(tmp_path: Path) -> None:
    office = read_with(tmp_path, None)
    assert office.settings.likeness == LikenessSettings()
    assert not [problem for problem in office.problems if problem.place.path == FILE]


def test_the_demo_states_what_is_usual_and_what_it_lies_in() -> None:
    assert read_office(ROOT).settings.likeness == LikenessSettings(above=("云州市",))


def test_each_number_is_read_by_key_or_alias(tmp_path: Path) -> None:
    office = read_with(
        tmp_path, "回查天数: 90\nnear: 3\n很可能: 80\npossible: 50\n存疑: 40\n上级地名: [云州市, 江南省]\n"
    )
    assert office.settings.likeness == LikenessSettings(
        look_back=90, near=3, likely=80, possible=50, doubtful=40, above=("云州市", "江南省")
    )


def test_levels_out_of_order_are_a_problem(tmp_path: Path) -> None:
    office = read_with(tmp_path, "likely: 30\n")
    (problem,) = [problem for problem in office.problems if problem.place.path == FILE]
    assert str(problem) == (
        "error[likeness-levels] briefs/settings/likeness.yml:1:9 存疑25、可能38、很可能30不是由低到高\n"
        "提示：三个数在1到100之间，后面的不小于前面的；不写就是25、38、60"
    )
