"""Every command explains itself in Chinese and shows one example that can be typed."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from commands import list_commands, run
from jianbao import __version__
from jianbao.cli import main

COMMANDS = list_commands()
NAMES = list(COMMANDS)


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_has_an_example(name: str) -> None:
    done = run(None, *name.split(), "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search(rf"^  例：jianbao .*{name}", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_example_is_understood(name: str) -> None:
    """The options and arguments of each example are ones that the command takes."""
    command = COMMANDS[name]
    for example in str(command.epilog).splitlines():
        words = shlex.split(example.removeprefix("例："))
        context = main.make_context("jianbao", words[1:])
        # Of the group's own options the examples use --on only.
        rest = [*context._protected_args, *context.args]
        assert rest[: len(name.split())] == name.split()
        command.make_context(name, rest[len(name.split()) :])


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_explained(name: str) -> None:
    options = [option for option in COMMANDS[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_short_help_and_version() -> None:
    assert run(None, "-h").stdout == run(None, "--help").stdout
    assert run(None, "--version").stdout == f"jianbao {__version__}\n"


def test_all_commands_are_there() -> None:
    named = (
        "account adopt bulletin check compile correct decline desk doctor drop explain export fetch-feeds fetch-mail"
        " file find find-adoptions forge-config handover hold import incident incidents leads new queue record review"
        " revise score show sign similar slip status task tasks today void withdraw"
    )
    assert " ".join(sorted(main.commands)) == named


def test_everything_that_can_be_recorded_is_there() -> None:
    named = "adoption call dispute distribution entry instruction presented receipt reply report"
    assert [name for name in NAMES if name.startswith("record ")] == [f"record {name}" for name in named.split()]
