"""Run as a program: signs in children of its own, together or killed at a chosen step, and prints what came of each.

Standard input is JSON ``{"die_at": [n, …] | null, "jobs": [{"root": …, "request": {…}}]}``. With ``die_at`` null all
jobs begin at one moment; otherwise job after job is killed (SIGKILL) before its n-th call of a function that changes
files. Standard output is JSON, one entry a job: the paths written, the problems in the way, or the signal.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from jianbao.acting.signing import SignRequest, sign_issue
from jianbao.acting.work_tree import WorkTree
from jianbao.metadata import Moment, parse_moment
from jianbao.problems import ProblemsFound

# Everything through which a file comes to be, is made whole, gets its name or goes.
STEPS = ("open", "fsync", "chmod", "link", "replace", "rename", "unlink", "mkdir")


def die_before(step: int) -> None:
    """Kills this process before the n-th of the STEPS, counted together from 1."""
    left = step

    def counted(really: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return really(*arguments, **options)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def make_request(fields: dict[str, Any]) -> SignRequest:
    moments: dict[str, Moment | None] = {key: parse_moment(fields[key]) for key in ("as_of", "date")}
    return SignRequest(**{**fields, **moments, "number": tuple(fields.get("number", ()))})


def sign(job: dict[str, Any]) -> dict[str, object]:
    try:
        return {"paths": sign_issue(WorkTree(Path(job["root"])), make_request(job["request"])).paths}
    except ProblemsFound as found:
        return {"problems": [f"{problem.code}: {problem.message}" for problem in found.problems]}


def run_child(job: dict[str, Any], gate: int, answer: int, die_at: int | None) -> NoReturn:
    """Waits until the gate is shut by the parent, which lets all children go at once."""
    os.read(gate, 1)
    if die_at is not None:
        die_before(die_at)
    os.write(answer, json.dumps(sign(job)).encode())
    os._exit(0)


def run_together(jobs: list[dict[str, Any]], die_at: int | None) -> list[dict[str, object]]:
    gate_read, gate_write = os.pipe()
    children = []
    for job in jobs:
        answer_read, answer_write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(gate_write)
            run_child(job, gate_read, answer_write, die_at)
        os.close(answer_write)
        children.append((child, answer_read))
    os.close(gate_write)
    return [collect(child, answer) for child, answer in children]


def collect(child: int, answer: int) -> dict[str, object]:
    with os.fdopen(answer, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    return {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else json.loads(data)


def main() -> None:
    order = json.load(sys.stdin)
    if order["die_at"] is None:
        results = run_together(order["jobs"], None)
    else:
        steps = zip(order["jobs"], order["die_at"], strict=True)
        results = [result for job, step in steps for result in run_together([job], step)]
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
