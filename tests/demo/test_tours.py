"""Every command that the READMEs, the manual and the help show can be typed as it stands, on the demo office."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import list_commands, run
from jianbao.cli.main import main
from sites import ROOT, copy_demo

# The Chinese README goes the same way, as a test below makes sure.
TOURS = ["README.md", "briefs/pages/editing.md", "briefs/pages/supervision.md"]
_ROLES = re.compile(r"^## (?:Ten minutes for each role|十分钟上手)$(.*?)^## ", re.MULTILINE | re.DOTALL)


def read_tour(path: str) -> list[list[str]]:
    """The commands in order, comments left out; of a README those of its tour."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.startswith("README"):
        match = _ROLES.search(text)
        assert match, path
        text = match[1]
    return [shlex.split(line, comments=True)[1:] for line in re.findall(r"^jianbao .*$", text, re.MULTILINE)]


@pytest.mark.parametrize("path", TOURS)
def test_a_tour_can_be_typed_from_beginning_to_end(tmp_path: Path, path: str) -> None:
    root = copy_demo(tmp_path)
    tour = read_tour(path)
    assert len(tour) > 10
    failed = {" ".join(command): done.output for command in tour if (done := run(root, *command)).exit_code}
    # The skeleton that an informant has just made is not filled in yet; a draft of 《信息》 is open already.
    allowed = {"check briefs/items/chengguan": "在这里写正文", "compile 信息 --draft": "draft-open"}
    wrong = {typed: output for typed, output in failed.items() if allowed.get(typed, "无") not in output}
    assert wrong == {}


def test_both_readmes_go_the_same_way() -> None:
    assert read_tour("README.md") == read_tour("README.zh.md")


def list_examples() -> list[str]:
    epilogs = [str(main.epilog), *(str(command.epilog) for command in list_commands().values())]
    examples = {line.removeprefix("例：") for epilog in epilogs for line in epilog.splitlines()}
    # What runs until it is stopped is typed in test_desk_manual.py.
    return sorted(example for example in examples if not example.startswith("jianbao desk"))


@pytest.fixture(scope="module")
def lend(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Gives the demo office as it is: the copy that was lent before, where its borrower left everything in place."""
    kept: dict[Path, frozenset[tuple[object, ...]]] = {}

    def lend() -> Path:
        for root, was in kept.items():
            if stamp(root) == was:
                return root
        root = copy_demo(tmp_path_factory.mktemp("office"))
        kept.clear()
        kept[root] = stamp(root)
        return root

    return lend


def stamp(root: Path) -> frozenset[tuple[object, ...]]:
    """Every file and folder, with what changes whenever it is written."""
    known = ((path, path.lstat()) for path in root.rglob("*"))
    return frozenset((path, met.st_ino, met.st_mtime_ns, met.st_ctime_ns, met.st_size) for path, met in known)


@pytest.mark.parametrize("example", list_examples())
def test_an_example_works_by_itself(lend: Callable[[], Path], example: str) -> None:
    done = run(lend(), *shlex.split(example)[1:])
    assert (done.exit_code, done.stderr) == (0, ""), done.output


@pytest.mark.parametrize("name", ["", *list_commands()])
def test_an_example_stands_on_one_line_of_the_help(name: str) -> None:
    shown = run(None, *name.split(), "--help").stdout.splitlines()
    command = list_commands()[name] if name else main
    assert [line.strip() for line in shown if line.startswith("  例：")] == str(command.epilog).splitlines()
