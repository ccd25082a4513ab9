"""A question that one key answers; in a terminal at once, else by lines."""

from __future__ import annotations

import sys
import unicodedata
from enum import Enum

import click


class Answer(Enum):
    """By its key."""

    YES = "y"
    NO = "n"
    EDIT = "e"
    SKIP = "s"
    QUIT = "q"


def ask(keys: str) -> Answer:
    """Asks until it is one of these; where nobody answers any more, QUIT."""
    click.echo(keys)
    while True:
        typed = _read()
        if not typed:
            return Answer.QUIT
        # A Chinese input method may give the wide form.
        key = unicodedata.normalize("NFKC", typed.strip())[:1].lower()
        if known := {answer.value: answer for answer in Answer}.get(key):
            return known
        if key:
            click.echo(f"请按：{keys}")


def _read() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline()
    try:
        return str(click.getchar())
    except EOFError:
        return ""
