"""The desk under test: an office in a real repository, its application, and people who are signed in to it.

``Desk.visit`` gives a browser without scripts (Flask's test client) that fills in the form's token by itself;
``serve`` gives the address of a real server for real browsers.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from jianbao.history.committing import Author, begin_repository
from jianbao.reading import Office, read_office
from jianbao.rendering.printing.fonts import find_fonts
from jianbao.serving.app import create_app
from jianbao.serving.offering import open_server
from jianbao.serving.starting import prepare_desk
from jianbao.serving.store import Store
from page_forms import read_forms
from sites import copy_demo

MAKER = Author(name="测试", email="test@jianbao.invalid")


@dataclass(frozen=True)
class Commit:
    """``files`` as git tells them, sorted."""

    author: str
    subject: str
    files: tuple[str, ...]


def run_git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


class Visit:
    """One person's browser. ``post`` takes what is hidden in the form, as that page holds it: the token, and what the
    form was filled in from. Of several to one address it is the one that says what the fields say; of a page without
    any, such as the home page, only the token. A field of None is left out.
    """

    def __init__(self, app: Flask, person: str) -> None:
        self.client = app.test_client()
        if person:
            answer = self.post("/sign-in", {"person": person}, form="/sign-in")
            assert answer.status_code == 303, answer.get_data(as_text=True)

    def get(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, f"{address}: {answer.status_code}\n{answer.get_data(as_text=True)}"
        return answer.get_data(as_text=True)

    def post(self, address: str, fields: Mapping[str, Any], form: str = "/") -> TestResponse:
        known = read_forms(self.get(form))
        assert known, f"{form} holds no form"
        own = [one.hidden for one in known if (one.action or urlsplit(form).path) == urlsplit(address).path]
        meant = [one for one in own if all(fields.get(name, value) == value for name, value in one.items())]
        hidden = next(iter([*meant, *own]), {"csrf_token": known[0].hidden["csrf_token"]})
        sent = {name: value for name, value in {**hidden, **fields}.items() if value is not None}
        return self.client.post(address, data=sent)

    def submit(self, address: str, fields: Mapping[str, Any], form: str = "/") -> str:
        """A form that goes through: the page that it leads to."""
        answer = self.post(address, fields, form)
        assert answer.status_code == 303, f"{answer.status_code}\n{answer.get_data(as_text=True)}"
        return self.get(answer.location)


class Desk:
    """An application in trial mode over a folder that is made a repository, if it is none."""

    def __init__(self, root: Path, *, on: str | None = None, trial: bool = True) -> None:
        self.root = root
        if not (root / ".git").exists():
            begin_repository(root, MAKER, "开始")
        self.store = Store(root, on=on)
        self.said = prepare_desk(self.store)
        self.app = create_app(self.store, trial=trial)

    def visit(self, person: str = "") -> Visit:
        """By id; nobody sees the sign-in page."""
        return Visit(self.app, person)

    def office(self) -> Office:
        """As its files say."""
        return read_office(self.root)

    def commits(self) -> list[Commit]:
        """Since the office was laid out, the oldest first."""
        log = run_git(self.root, "log", "--reverse", "-z", "--name-only", "--format=%x01%an%x02%s%x02")
        found = []
        for entry in log.split("\x01")[2:]:
            author, subject, names = entry.split("\x02")
            files = tuple(sorted(filter(None, names.strip("\0\n").split("\0"))))
            found.append(Commit(author=author, subject=subject, files=tuple(name.strip() for name in files)))
        return found

    def is_clean(self) -> bool:
        """Nothing lies uncommitted, no lock and no journal is left."""
        left = [name for name in ("index.lock", "HEAD.lock", "MERGE_HEAD") if (self.root / ".git" / name).exists()]
        journal = (self.root / ".desk/act.json").exists()
        return not left and not journal and run_git(self.root, "status", "--porcelain") == ""

    @contextmanager
    def serve(self) -> Iterator[str]:
        """The address of a real server on this machine."""
        server = open_server(self.app, "127.0.0.1", 0)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.effective_port}"
        finally:
            server.task_dispatcher.shutdown()
            server.close()
            # A browser keeps its connections open: the thread ends when it lets go of them.
            thread.join(0.2)


def lay_out_demo_desk(root: Path) -> Desk:
    """The demo office, with a repository of its own, packed: it is copied for every test."""
    copy_demo(root)
    (root / ".gitignore").write_text(".cache/\n.desk/\n", encoding="utf-8")
    desk = Desk(root)
    # What is known of typefaces is kept, and copied with it.
    find_fonts(desk.office().settings.printing, root)
    run_git(root, "gc", "--quiet", "--prune=now")
    shutil.rmtree(root / ".git/hooks")
    return desk
