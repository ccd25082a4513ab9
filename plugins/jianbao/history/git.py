"""Running git: the only place that does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Whoever waits for a page waits for git too: a server that does not answer must not hold up the office.
NETWORK_SECONDS = 60


class HistoryError(Exception):
    """git failed where its answer was needed; the message is git's own."""


def must_run_git(
    root: Path,
    *arguments: str,
    given: str = "",
    environment: Mapping[str, str] | None = None,
    seconds: int | None = None,
) -> str:
    """What it prints; ``given`` goes to its input. Raises HistoryError when git is missing, fails or takes too long."""
    command = ["git", "-C", str(root), *arguments]
    # Never a question on a terminal that nobody sits at; messages in one language, as some are read.
    settings = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", **(environment or {})}
    try:
        done = subprocess.run(  # noqa: S603  (our own words)
            command, input=given, capture_output=True, check=False, encoding="utf-8", env=settings, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryError(str(error)) from error
    if done.returncode:
        raise HistoryError((done.stderr or done.stdout).strip())
    return done.stdout


def run_git(root: Path, *arguments: str) -> str:
    """Standard output; empty when git is missing, fails, or does not answer in ten seconds."""
    try:
        return must_run_git(root, *arguments, seconds=10)
    except HistoryError:
        return ""
