"""The manual of forges: what it types works on the demo office, and what it names is what is written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from commands import run
from form_programs import TOP
from jianbao.settings import ForgeKind
from sites import copy_demo

MANUAL = (TOP / "briefs/pages/forges.md").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_demo(tmp_path / "office", records=False)


def list_written(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}


def test_the_commands_can_be_typed(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [shlex.split(line, comments=True)[1:] for line in re.findall(r"^jianbao forge.*$", MANUAL, re.MULTILINE)]
    assert [words[1:] for words in typed] == [["--show"], [], ["gitea", "--folder", "dist/forge"]]
    monkeypatch.chdir(office)
    for words in typed:
        done = run(None, *words)
        assert (words, done.exit_code, done.stderr) == (words, 0, "")
    assert {".gitlab-ci.yml", "admin/form.js", "dist/forge/.gitea/CODEOWNERS"} <= list_written(office)


@pytest.mark.parametrize("kind", ForgeKind)
def test_the_table_names_the_files_of_each_forge(office: Path, tmp_path: Path, kind: ForgeKind) -> None:
    rows = [line.strip("| ").split(" | ") for line in MANUAL.splitlines() if line.startswith("|")]
    column = [head.lower() for head in rows[0]].index(kind.value)
    named = [re.match("`([^`]+)`", row[column]) for row in rows[2:]]
    assert run(office, "forge-config", kind.value, "--folder", str(tmp_path / "out")).exit_code == 0
    written = list_written(tmp_path / "out")
    files = {name[1] for name in named if name}
    assert len(files) == 4
    assert files - {"admin/"} == {path for path in written if not path.startswith("admin/")}


def test_every_setting_of_the_demo_is_said_and_read(office: Path) -> None:
    text = (office / "briefs/settings/forge.yml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-z]+):", text, re.MULTILINE)
    named = "kind url repository branch folder app image runners index accounts teams"
    assert keys == named.split()
    assert all("#" in line for line in text.splitlines() if re.match("[a-z]", line))
    assert "forge.yml" not in run(office, "check").stdout
