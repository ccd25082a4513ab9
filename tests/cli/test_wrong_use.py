"""Whatever is typed, and whatever state the folder is in: an answer in Chinese, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from click.testing import Result

from commands import refuse, run
from jianbao.reading import read_office
from jianbao.writing import dump_record
from offices import OfficeBuilder

ITEM, DESK, DRAFT, ISSUE = (
    "chengguan/2026/11-03-jiu-gai",
    "2026/11-05-chengguan-jiu-gai",
    "xinxi/2026-11-20",
    "xinxi/2026/007",
)
EDITOR, BY = ["--editor", "郑××"], ["--by", "周××"]

# Each command in a form that is understood, from which the wrong ones are made.
COMMANDS: dict[str, list[str]] = {
    "new": ["new", "城关镇", "标题"],
    "check": ["check"],
    "queue": ["queue", "--unit", "城关镇"],
    "adopt": ["adopt", ITEM, "--to", "信息", *EDITOR],
    "revise": ["revise", ITEM, "--reason", "x", *EDITOR],
    "decline": ["decline", ITEM, "--reason", "x", *EDITOR],
    "hold": ["hold", ITEM, "--reason", "x", *EDITOR],
    "file": ["file", ITEM, *EDITOR],
    "void": ["void", ITEM, "--reason", "x", *EDITOR],
    "compile": ["compile", "信息", "--draft"],
    "review": ["review", DRAFT, "--stage", "核稿", *BY],
    "sign": ["sign", "信息", *BY],
    "correct": ["correct", ISSUE, DESK, "--printed", "210件", "--correct", "2", "--reason", "x", *BY],
    "withdraw": ["withdraw", ISSUE, "--reason", "x", *BY],
    "record report": ["record", "report", ITEM, "--channel", "中办", *BY],
    "record adoption": ["record", "adoption", "--item", ITEM, "--channel", "中办", "--date", "2026-11-20"],
    "record instruction": [
        *("record", "instruction", "--item", ITEM, "--leader", "周××", "--level", "区级", "--nature", "肯定"),
    ],
    "record call": ["record", "call", "--title", "x", "--due", "2026-12-01", "--unit", "城关镇"],
    "record reply": ["record", "reply", "2026/001", "城关镇", "--result", "有稿"],
    "record receipt": ["record", "receipt", ITEM, "--via", "电话", *BY],
    "record entry": ["record", "entry", "城关镇", "--event", "x", "--reason", "x", "--evidence", "x", *BY],
    "record dispute": ["record", "dispute", "2026-10", "城关镇", "--claim", "x"],
    "bulletin": ["bulletin", "2026-11", "--format", "json"],
    "explain": ["explain", "城关镇", "2026-11"],
    "score": ["score", "2026-11", "--scheme", "jifen"],
    "show": ["show", ISSUE],
    "find": ["find", "旧改"],
    "status": ["status"],
}
READING = ("check", "queue", "bulletin", "explain", "score", "show", "find", "status")
WRITING = [name for name in COMMANDS if name not in READING]
SCHEME = "name: 试算\nfrom: 2026-01-01\npoints:\n  - {id: xinxi, when: {channel: 信息}, points: 2}\n"
ODD = [
    "",
    " ",
    "不存在",
    "../../../etc/passwd",
    "/etc/passwd",
    "a/b/c/d/e",
    "chengguan/2026/99-99-x",
    "-",
    "--",
    "%s%n{0}{{ x }}${HOME}`id`",
    "\u202e\u200b\ufeff",
    "\udcff",
    "\x1b[31m红\x07",
    "甲\n乙",
    "👨‍👩‍👧",
    "长" * 5000,
    "-1",
    "1e9",
    "2026-02-30",
    "9999-12-31",
    "0000-00-00",
    "*",
    "[bold]",
    "con",
    "$(touch x)",
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = OfficeBuilder(tmp_path_factory.mktemp("office"))
    desk = built.decide(built.item())
    built.sign(date="2026-11-06")
    built.draft(built.adopt("heping", "fu-wu", "2026-11-19"))
    call = {"number": "1", "title": "供水", "issued": "2026-11-20", "due": "2026-11-27"}
    built.write("briefs/calls/2026/001.md", dump_record(call, "请报送供水情况。"))
    built.write("briefs/settings/scoring/jifen.yml", SCHEME)
    assert desk == DESK
    return built.root


@pytest.fixture
def copy(office: Path, tmp_path: Path) -> Path:
    return shutil.copytree(office, tmp_path / "office")


def assert_answered(done: Result) -> None:
    """It ended by itself, said something on the right channel, and showed nothing of its insides."""
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code in (0, 1, 2), done.output
    assert "Traceback" not in done.output
    if done.exit_code == 2:
        assert done.stderr.startswith("用法有误："), done.output
    if done.exit_code == 1 and done.stderr:
        assert "error[" in done.stderr, done.output


def restore(copy: Path, office: Path) -> None:
    """So that every word meets the same office."""
    shutil.rmtree(copy / "briefs")
    shutil.copytree(office / "briefs", copy / "briefs")


def variants(command: list[str]) -> list[list[str]]:
    """The command with each of its words, but its name, replaced by each odd one; one word too many; each left out."""
    places = range(1, len(command))
    replaced = [[*command[:n], odd, *command[n + 1 :]] for n, odd in product(places, ODD)]
    return [*replaced, *([*command, odd] for odd in ODD), *([*command[:n], *command[n + 1 :]] for n in places)]


def test_the_commands_are_understood_as_they_stand(office: Path) -> None:
    for command in COMMANDS.values():
        assert run(office, *command, "--help").exit_code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_odd_words(copy: Path, office: Path, name: str) -> None:
    for arguments in variants(COMMANDS[name]):
        done = run(copy, *arguments)
        assert_answered(done)
        if done.exit_code == 0 and name in WRITING:
            found = [problem for problem in read_office(copy).problems if problem.code != "field-empty"]
            assert found == [], "what was accepted can be read again"
            restore(copy, office)
    outside = sorted(file.name for file in copy.parent.iterdir())
    assert outside == ["office"], "nothing is ever written beside the office"


@pytest.mark.parametrize("name", COMMANDS)
def test_odd_days(copy: Path, name: str) -> None:
    for odd in ODD:
        assert_answered(run(copy, "--on", odd, *COMMANDS[name]))


@pytest.mark.parametrize("epoch", ["", "abc", "-1", "1e5", "99999999999999999999", "1796000000"])
def test_odd_epochs(office: Path, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from jianbao.cli import main

    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = CliRunner().invoke(main, ["--office", str(office), "status"])
    assert_answered(done)
    assert "invalid literal" not in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_no_office_here(tmp_path: Path, name: str) -> None:
    assert refuse(tmp_path, *COMMANDS[name], code=2) == (
        f"用法有误：在 {tmp_path} 及其上级文件夹里没有找到 briefs/settings/office.yml；用 --office 指明办公室的文件夹\n"
        f"提示：用 jianbao {name} --help 看说明和例子\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_an_office_with_nothing_but_its_mark(tmp_path: Path, name: str) -> None:
    (tmp_path / "briefs/settings").mkdir(parents=True)
    (tmp_path / "briefs/settings/office.yml").touch()
    done = run(tmp_path, *COMMANDS[name])
    assert_answered(done)


SETTINGS = [
    "office",
    "people",
    "units",
    "kinds",
    "periodicals",
    "checks",
    "channels",
    "declared",
    "bulletin",
    "scoring/jifen",
]


DAMAGES = ["", "[", "- a", "a: b", "\0", "periodicals: {}\nunits: x\n", None]


@pytest.mark.parametrize("file", SETTINGS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_settings(copy: Path, file: str, damage: str | None) -> None:
    """Each command meets each file damaged in two ways or three."""
    path = copy / f"briefs/settings/{file}.yml"
    if damage is None and path.exists() and file != "office":
        path.unlink()
    elif damage is not None:
        path.write_text(damage, encoding="utf-8")
    turn = (SETTINGS.index(file) + DAMAGES.index(damage)) % 3
    for command in [*COMMANDS.values()][turn::3]:
        assert_answered(run(copy, *command))


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b"\xff", b'{"format": 1}', b'{"format": 9}'])
def test_damaged_snapshot(copy: Path, damage: bytes) -> None:
    (copy / f"briefs/issues/{ISSUE}.json").write_bytes(damage)
    for command in COMMANDS.values():
        assert_answered(run(copy, *command))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into read-only folders")
@pytest.mark.parametrize("name", WRITING)
def test_a_read_only_office(copy: Path, name: str) -> None:
    folders = [copy, *(path for path in copy.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert "error[file-unwritable]" in refuse(copy, *COMMANDS[name])
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.parametrize("name", WRITING)
def test_a_folder_that_cannot_be_written(copy: Path, name: str) -> None:
    """Where a folder should be made there is a file: refused by the system for root too."""
    shutil.rmtree(copy / ".cache", ignore_errors=True)
    (copy / ".cache").write_text("", encoding="utf-8")
    before = sorted(copy.rglob("*"))
    done = run(copy, *COMMANDS[name])
    assert_answered(done)
    assert done.exit_code == 1
    assert "error[file-unwritable]" in done.stderr or "error[decided-twice]" in done.stderr
    assert sorted(copy.rglob("*")) == before


def start(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", "from jianbao.cli import main; main()", "--office", str(root), *arguments]


def test_a_reader_that_goes_away(office: Path) -> None:
    """``jianbao show … | head``: the reader is gone before the first word."""
    with subprocess.Popen(start(office, "show", ISSUE), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_for_the_output(office: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(start(office, "show", ISSUE), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_output_that_is_not_utf_8(office: Path) -> None:
    """A terminal of another encoding must not turn an answer into a crash."""
    for encoding in ("ascii", "gbk", "latin-1"):
        environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
        done = subprocess.run(start(office, "show", ISSUE), env=environment, capture_output=True, check=False)
        assert b"Traceback" not in done.stderr, (encoding, done.stderr.decode(errors="replace"))
