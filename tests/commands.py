"""Running ``jianbao`` in this process, as a person at the office's desk would."""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner, Result

from jianbao.cli import main

# Neither the day nor the name of whoever runs the tests may reach an answer.
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": None, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def list_commands(group: click.Group = main, before: str = "") -> dict[str, click.Command]:
    """Every command under what is typed for it, those of a group too: ``record`` and ``record report``."""
    found: dict[str, click.Command] = {}
    for name, command in sorted(group.commands.items()):
        found[f"{before}{name}"] = command
        if isinstance(command, click.Group):
            found |= list_commands(command, f"{before}{name} ")
    return found


def run(root: Path | None, *arguments: str) -> Result:
    """One command in the office at ``root``; without one, in the current folder."""
    office = ["--office", str(root)] if root else []
    return CliRunner().invoke(main, [*office, *arguments], env=_ENVIRONMENT, prog_name="jianbao")


def succeed(root: Path, *arguments: str) -> str:
    """The standard output of a command that must succeed and has nothing to complain of."""
    done = run(root, *arguments)
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    return done.stdout


def refuse(root: Path | None, *arguments: str, code: int = 1) -> str:
    """What a command that must fail says; it says nothing on standard output."""
    done = run(root, *arguments)
    assert isinstance(done.exception, SystemExit), done.exception
    assert (done.exit_code, done.stdout) == (code, ""), done.output
    return done.stderr


def transcribe(root: Path, *commands: list[str]) -> str:
    """Commands and answers as in a terminal, with the exit code where it is not 0."""
    shown = []
    for command in commands:
        done = run(root, *command)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        code = f"[{done.exit_code}]\n" if done.exit_code else ""
        shown.append(f"$ jianbao {' '.join(command)}\n{done.output}{code}")
    return "\n".join(shown)
