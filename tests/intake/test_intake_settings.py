"""``intake.yml``: the limits of files are the office's to set."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import package, paragraph, title

from commands import refuse
from jianbao.intake import read_manuscript
from jianbao.problems import ProblemsFound
from jianbao.settings import IntakeSettings
from offices import OfficeBuilder


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path / "office")


def test_an_office_without_the_file_has_the_usual_limits(office: OfficeBuilder) -> None:
    assert office.read().settings.intake == IntakeSettings(
        megabytes=20, unpacked_megabytes=100, ratio=200, entries=2000, paragraphs=5000, seconds=60
    )


def test_limits_may_be_written_in_chinese(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/intake.yml", "文件上限: 5\n解开上限: 50\n比例: 80\n内含文件数: 300\n段落数: 20\n转换限时: 10\n"
    )
    read = office.read()
    assert read.settings.intake == IntakeSettings(
        megabytes=5, unpacked_megabytes=50, ratio=80, entries=300, paragraphs=20, seconds=10
    )
    assert read.problems == ()


def test_what_is_no_limit_is_a_problem(office: OfficeBuilder) -> None:
    office.write("briefs/settings/intake.yml", "megabytes: 0\nseconds: 一分钟\n大小: 3\n")
    read = office.read()
    assert [str(problem).splitlines()[0] for problem in read.problems] == [
        "error[field-type] briefs/settings/intake.yml:1:12 megabytes 的“0”不对，应不小于1",
        "error[field-type] briefs/settings/intake.yml:2:10 字段“seconds（转换限时）”的值“一分钟”应是一个整数",
        "error[field-unknown] briefs/settings/intake.yml:3:1 不认识字段“大小”",
    ]
    assert read.settings.intake == IntakeSettings()


def test_the_limits_hold(office: OfficeBuilder, tmp_path: Path) -> None:
    office.write("briefs/settings/intake.yml", "paragraphs: 3\nmegabytes: 1\n")
    settings = office.read().settings
    with pytest.raises(ProblemsFound) as found:
        read_manuscript(package(title("甲") + paragraph("乙") * 3), "a.docx", settings)
    assert [problem.message for problem in found.value.problems] == ["正文超过3段"]
    (tmp_path / "a.docx").write_bytes(bytes(1024 * 1024 + 1))
    assert "文件有 2 MB，超过 1 MB" in refuse(office.root, "import", str(tmp_path / "a.docx"))
