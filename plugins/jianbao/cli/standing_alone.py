"""A command as a program of its own, for cron and for hands that want one file to run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from jianbao.cli.chinese import ChineseProgram
from jianbao.cli.session import SESSION_OPTIONS, Session


def run_script(command: click.Command, script: str, arguments: Sequence[str]) -> None:
    """Runs it with the options that ``jianbao`` has before a command's name; complaints name the program."""
    callback = command.callback
    assert callback is not None

    @click.pass_context
    def start(context: click.Context, /, folder: Path | None, on: str | None, **options: Any) -> None:
        context.obj = Session(folder=folder, on=on)
        # The function, not the command: complaints are to name this program.
        context.invoke(callback, **options)

    program = ChineseProgram(
        name=Path(script).name,
        params=[*command.params, *SESSION_OPTIONS],
        callback=start,
        help=command.help,
        epilog=re.sub(rf"jianbao ((?:--on \S+ )?){command.name}", rf"{script} \1", command.epilog or "").replace(
            "  ", " "
        ),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    program.main(list(arguments), prog_name=script)
