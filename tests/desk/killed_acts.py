"""Run as a program: acts that are killed. Arguments: the office's folder, and what to do.

``steps``: one act after another, each in a child that is killed (SIGKILL) before its n-th step, until one gets through;
prints for each what the next start finds. ``forever``: files item after item, printing each once it is done.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jianbao.acting.work_tree import perform
from jianbao.metadata import parse_moment
from jianbao.reading import Office
from jianbao.serving.committing.recorded_tree import RecordedTree
from jianbao.serving.people.permissions import Action
from jianbao.serving.people.visitor import find_visitor
from jianbao.serving.starting import prepare_desk
from jianbao.serving.state import read_state
from jianbao.serving.store import Store
from jianbao.writing import Change, dump_record

DAY = parse_moment("2026-11-30")
# Everything through which a file comes to be, is made whole, gets its name or goes, and every call of git.
STEPS = [(os, name) for name in ("fsync", "chmod", "link", "replace", "unlink")] + [(subprocess, "run")]
Plan = Callable[[Office], list[Change]]


def die_at(step: int) -> None:
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

    for module, name in STEPS:
        setattr(module, name, counted(getattr(module, name)))


def file_item(number: int) -> Plan:
    header = {"title": "标题", "unit": "chengguan", "approver": "李××", "date": "2026-11-03", "kind": "动态"}
    path = f"briefs/items/chengguan/2026/11-03-x{number}.md"
    return lambda _: [Change(path=path, data=dump_record(header, "正文。").encode())]


def replace_two(_: Office) -> list[Change]:
    """A new record, and one that is there already."""
    return [
        Change(path="briefs/drafts/xinxi/2026-11-03.yml", data=b"periodical: xinxi\nnote: after\n", replaces=True),
        Change(path="briefs/drafts/xinxi/2026-11-04.yml", data=b"periodical: xinxi\n", replaces=True),
    ]


def call_units(_: Office) -> list[Change]:
    """A record with a number: with another repository above this one it is pushed at once."""
    header = {"number": "9", "title": "要什么", "issued": "2026-11-03", "due": "2026-11-20", "units": "all"}
    return [Change(path="briefs/calls/2026/009.md", data=dump_record(header, "写什么。").encode())]


ACTS: dict[str, tuple[str, Action, Plan]] = {
    "file": ("xxy", Action.FILE, file_item(1)),
    "replace": ("zheng", Action.COMPOSE, replace_two),
    "call": ("zheng", Action.CALL, call_units),
}


def do(store: Store, person: str, action: Action, plan: Plan, *, sends: bool = False) -> list[str]:
    assert DAY
    visitor = find_visitor(store.read(), person, DAY.day)
    assert visitor
    return perform(RecordedTree(store, visitor, action, "做了一件事", form="sent" if sends else ""), plan)


def work(root: Path, what: str) -> None:
    """Merging what others pushed is an act of the desk itself."""
    store = Store(root, on="2026-11-30")
    if what == "merge":
        assert store.exchange.exchange().trouble == ""
    elif what != "call" or not store.read().calls:
        # A number that was pushed before the kill has come back: it is given.
        do(store, *ACTS[what], sends=what == "file")


def step_by_step(root: Path, what: str) -> None:
    step, died = 0, True
    while died:
        step += 1
        if not (child := os.fork()):
            die_at(step)
            work(root, what)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        died = os.WIFSIGNALED(status)
        store = Store(root)
        told = prepare_desk(store)
        if what == "call":
            store.exchange.exchange()
        print(json.dumps({"died": died, "status": status, "told": told}), flush=True)
        state = subprocess.run(["git", "-C", str(root), "status", "--porcelain"], capture_output=True, check=True)
        print(state.stdout.decode().strip() or "clean", flush=True)
        print(describe(root), flush=True)


def describe(root: Path) -> str:
    """What lies there: every record's text, how many commits, and the forms that were taken."""
    log = subprocess.run(["git", "-C", str(root), "rev-list", "--count", "HEAD"], capture_output=True, check=True)
    files = sorted(f for f in (root / "briefs").rglob("*") if f.is_file() and "settings" not in f.parts)
    texts = {f.relative_to(root).as_posix(): f.read_text() for f in files}
    return json.dumps([log.stdout.decode().strip(), texts, read_state(root, "sent.json") or []])


def file_forever(root: Path, first: int) -> None:
    store = Store(root, on="2026-11-30")
    prepare_desk(store)
    for number in range(first, first + 1000):
        print(*do(store, "xxy", Action.FILE, file_item(number)), flush=True)


if __name__ == "__main__":
    folder, mode, *rest = sys.argv[1:]
    step_by_step(Path(folder), rest[0]) if mode == "steps" else file_forever(Path(folder), int(rest[0]))
