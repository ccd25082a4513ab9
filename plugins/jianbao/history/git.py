"""Running git: the only place that does."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from jianbao.writing import held_locks

# Whoever waits for a page waits for git too: a server that does not answer must not hold up the office.
NETWORK_SECONDS = 60

# Never a question on a terminal that nobody sits at; messages in one language, as some are read; a path is a path and
# no pattern; whoever only asks takes no lock; a commit is what its bytes say, for anybody can push a replacement of it.
_SETTINGS = {
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
# What git and its helpers say, and what it means to whoever runs an office.
_MEANINGS = (
    (r"Could not resolve|unable to access|Connection (refused|timed out|reset)|No route to host|timed out after",
     "连不上主库"),
    (r"Could not read from remote|does not appear to be a git repository|repository '[^']*' not found", "连不上主库"),
    (r"Authentication failed|Permission denied|could not read Username", "主库不认这台机器的账号"),
    (r"\.lock': File exists", "另一个 git 程序正在使用版本库"),
    (r"No space left on device", "磁盘已满"),
    (r"No such file or directory: 'git'", "这台机器上没有 git"),
)  # fmt: skip
_OVERTAKEN = r"\((fetch first|non-fast-forward)\)|cannot lock ref 'refs/heads|\(failed to update ref\)"
_REMOTE = re.compile(r"remote: ?(.*)")


class HistoryError(Exception):
    """git failed where its answer was needed; the message is git's own."""

    @property
    def meaning(self) -> str:
        """In Chinese where that is known; what the office's own hook said as it said it; else git's own first line."""
        lines = [line.strip() for line in str(self).splitlines() if line.strip()]
        if re.search(_OVERTAKEN, str(self)):
            return "主库刚刚有了新的提交"
        said = [found[1].strip() for line in lines if (found := _REMOTE.fullmatch(line))]
        if "[remote rejected]" in str(self) and any(said):
            return "主库没有接收：" + "；".join(line for line in said if line and not line.endswith("："))
        meaning = next((meaning for pattern, meaning in _MEANINGS if re.search(pattern, str(self))), "")
        first = lines[0] if lines else "git 中断了，没有说明原因"
        return f"{meaning}（{first}）" if meaning else first


def must_run_git(
    root: Path,
    *arguments: str,
    given: str = "",
    environment: Mapping[str, str] | None = None,
    seconds: int | None = None,
) -> str:
    """What it prints; ``given`` goes to its input. Raises HistoryError when git is missing, fails or takes too long."""
    settings = {**os.environ, **_SETTINGS, **(environment or {})}
    # What works on the files holds the office's lock with us: were we killed, nobody would come in before it is done.
    # What waits for another machine does not, or nobody could work until that one answers.
    locks = () if seconds == NETWORK_SECONDS or os.name != "posix" else held_locks()
    try:
        done = subprocess.run(  # noqa: S603  (our own words)
            ["git", "-C", str(root), *arguments],  # noqa: S607  (where git lies is the system's to say)
            input=given,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="surrogateescape",
            env=settings,
            timeout=seconds,
            pass_fds=locks,
        )
    except subprocess.TimeoutExpired as error:
        raise HistoryError(f"git {arguments[0]} timed out after {seconds} s") from error
    except OSError as error:
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
