"""A forge over a real bare repository, on this machine: as much of the REST interfaces of GitLab and Gitea as the two
form programs call, each answer as its documentation has it. What is not known here is answered 404 and remembered.
"""

from __future__ import annotations

import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from bare_repository import Repository

CLERK = {"id": 7, "login": "xxy-chengguan", "username": "xxy-chengguan", "name": "钱××", "full_name": "钱××"}
CLERK |= {"email": "qian@yunxi.invalid", "avatar_url": "", "html_url": "", "state": "active"}
PROJECT = "quweiban/xinxi"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: ``path`` unquoted, below the interface's root."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answer:
    value: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes | None = None


MISSING = Answer(value={"message": "404 Not Found"}, status=404)


@dataclass
class Forge:
    """What both kinds share; ``unknown`` are the requests that nothing here answers, ``asked`` all."""

    repository: Repository = field(default_factory=lambda: Repository(Path()))
    unknown: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    root = "/api"

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(f"{asked.method} {asked.path}")
        found = self.find(asked)
        if found is None:
            self.unknown.append(f"{asked.method} {asked.path}")
        return found or MISSING

    def find(self, asked: Asked) -> Answer | None:
        raise NotImplementedError


@dataclass
class GitLab(Forge):
    """REST v4 as far as Decap's editorial workflow goes, and the sign-in by PKCE."""

    requests: list[dict[str, Any]] = field(default_factory=list)

    def find(self, asked: Asked) -> Answer | None:
        if asked.path == "/oauth/authorize":
            back = f"{asked.query['redirect_uri']}?code=abc&state={asked.query['state']}"
            return Answer(status=302, headers={"Location": back})
        if asked.path == "/oauth/token":
            return Answer(value={"access_token": "token", "token_type": "Bearer"})
        if asked.path == "/api/v4/user":
            return Answer(value=CLERK)
        project = f"/api/v4/projects/{PROJECT}"
        if asked.path == project:
            return Answer(
                value={"id": 1, "permissions": {"project_access": {"access_level": 30}, "group_access": None}}
            )
        if asked.path.startswith(f"{project}/"):
            return self._find_in_project(asked, asked.path.removeprefix(f"{project}/"))
        return None

    def _find_in_project(self, asked: Asked, what: str) -> Answer | None:
        known: dict[str, Callable[[Asked], Answer]] = {
            "GET repository/tree": self._list,
            "HEAD repository/tree": self._list,
            "POST repository/commits": self._commit,
            "GET repository/commits": lambda _: Answer(value=[]),
            "GET merge_requests": lambda _: Answer(value=self._opened(asked.query.get("source_branch"))),
            "POST merge_requests": self._open,
            "GET repository/compare": self._compare,
        }
        if what.startswith("repository/files/"):
            return self._read(asked, what.removeprefix("repository/files/"))
        if what.startswith("repository/branches/"):
            branch = what.removeprefix("repository/branches/")
            return Answer(value={"name": branch}) if branch in self.repository.branches() else MISSING
        if what.startswith("repository/commits/") and what.endswith("/statuses"):
            return Answer(value=[])
        found = known.get(f"{asked.method} {what}")
        return found(asked) if found else None

    def _list(self, asked: Asked) -> Answer:
        entries = self.repository.list_tree(asked.query["ref"], f"{asked.query['path']}/")
        value = [
            {"id": e.sha, "name": Path(e.path).name, "type": e.kind, "path": e.path, "mode": "100644"} for e in entries
        ]
        count = str(len(value))
        return Answer(value=value, headers={"X-Page": "1", "X-Per-Page": count, "X-Total": count, "X-Total-Pages": "1"})

    def _read(self, asked: Asked, what: str) -> Answer:
        path = what.removesuffix("/raw")
        data = self.repository.read(asked.query["ref"], path)
        if data is None:
            return MISSING
        blob = self.repository.text("rev-parse", f"{asked.query['ref']}:{path}")
        return Answer(data=data, headers={"X-Gitlab-Blob-Id": blob})

    def _commit(self, asked: Asked) -> Answer:
        body = asked.body
        files = {action["file_path"]: b64decode(action["content"]) for action in body["actions"]}
        made = self.repository.commit(body["branch"], body.get("start_branch", ""), body["commit_message"], files)
        return Answer(value={"id": made}, status=201)

    def _open(self, asked: Asked) -> Answer:
        query, number = asked.query, len(self.requests) + 1
        made = {"iid": number, "title": query["title"], "source_branch": query["source_branch"], "state": "opened"}
        made |= {"labels": query["labels"].split(","), "target_branch": query["target_branch"], "author": CLERK}
        made |= {"updated_at": "2026-11-30T09:20:00+08:00"}
        self.requests.append(made)
        return Answer(value=made, status=201)

    def _opened(self, branch: str | None) -> list[dict[str, Any]]:
        found = [made for made in self.requests if branch in (None, made["source_branch"])]
        return [made | {"sha": self.repository.tip(made["source_branch"])} for made in found]

    def _compare(self, asked: Asked) -> Answer:
        names = self.repository.text("diff", "--name-only", f"{asked.query['from']}...{asked.query['to']}").splitlines()
        diffs = [{"old_path": n, "new_path": n, "new_file": True, "diff": "", "deleted_file": False} for n in names]
        return Answer(value={"diffs": diffs})


@dataclass
class Gitea(Forge):
    """REST v1 as far as Sveltia goes; ``version`` tells Gitea from Forgejo."""

    version: str = "1.24.7"

    def find(self, asked: Asked) -> Answer | None:
        project = f"/api/v1/repos/{PROJECT}"
        rights = {"pull": True, "push": True, "admin": False}
        known: dict[str, Callable[[], Answer]] = {
            "GET /api/v1/version": lambda: Answer(value={"version": self.version}),
            "GET /api/v1/user": lambda: Answer(value=CLERK),
            "GET /api/v1/settings/api": lambda: Answer(value={"default_paging_num": 30, "max_response_items": 50}),
            f"GET {project}": lambda: Answer(value={"default_branch": "main", "permissions": rights}),
            f"GET {project}/branches/main": self._tell_tip,
            f"POST {project}/file-contents": lambda: self._read_all(asked.body["files"]),
            f"GET {project}/git/blobs": lambda: self._read_blobs(asked.query["shas"].split(",")),
            f"POST {project}/contents": lambda: self._commit(asked.body),
        }
        if asked.path.startswith(f"{project}/git/trees/"):
            return self._list(asked.path.removeprefix(f"{project}/git/trees/"))
        found = known.get(f"{asked.method} {asked.path}")
        return found() if found else None

    def _tell_tip(self) -> Answer:
        tip = self.repository.tip("main")
        return Answer(
            value={
                "name": "main",
                "commit": {"id": tip, "message": self.repository.text("log", "-1", "--format=%s", tip)},
            }
        )

    def _list(self, revision: str) -> Answer:
        entries = self.repository.list_tree(revision)
        tree = [{"path": e.path, "type": e.kind, "sha": e.sha, "size": e.size, "mode": "100644"} for e in entries]
        return Answer(value={"sha": revision, "tree": tree, "truncated": False})

    def _read_all(self, paths: list[str]) -> Answer:
        files = [(path, self.repository.read("main", path)) for path in paths]
        return Answer(
            value=[
                data is not None and {"path": path, "encoding": "base64", "content": b64encode(data).decode()}
                for path, data in files
            ]
        )

    def _read_blobs(self, shas: list[str]) -> Answer:
        blobs = [(sha, self.repository.git("cat-file", "blob", sha)) for sha in shas]
        return Answer(
            value=[{"sha": sha, "encoding": "base64", "content": b64encode(data).decode()} for sha, data in blobs]
        )

    def _commit(self, body: dict[str, Any]) -> Answer:
        files = {each["path"]: b64decode(each["content"]) for each in body["files"]}
        made = self.repository.commit(body["branch"], body["branch"], body["message"], files)
        shas = [{"path": path, "sha": self.repository.text("rev-parse", f"{made}:{path}")} for path in files]
        return Answer(
            value={"commit": {"sha": made, "created": "2026-11-30T09:20:00+08:00"}, "files": shas}, status=201
        )


class _Handler(BaseHTTPRequestHandler):
    """Answers another origin as forges do (CORS), and keeps connections."""

    protocol_version = "HTTP/1.1"

    def __init__(self, forge: Forge, *arguments: Any) -> None:
        self.forge = forge
        super().__init__(*arguments)

    def handle_one(self) -> None:
        parts = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        typed = "json" in self.headers.get("Content-Type", "")
        body = json.loads(data) if data and typed else {}
        self.send(self.forge.answer(Asked(method=self.command, path=unquote(parts.path), query=query, body=body)))

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = handle_one  # noqa: N815

    def do_OPTIONS(self) -> None:
        self.send(Answer(status=204))

    def send(self, answer: Answer) -> None:
        data = answer.data if answer.data is not None else json.dumps(answer.value, ensure_ascii=False).encode()
        self.send_response(answer.status)
        cors = {"Origin": "*", "Methods": "*", "Headers": "*, Authorization"}
        headers = {f"Access-Control-Allow-{name}": value for name, value in cors.items()}
        headers |= {
            "Access-Control-Expose-Headers": "*",
            "Content-Length": str(len(data) if answer.status != 204 else 0),
        }
        headers |= {"Content-Type": "text/plain" if answer.data is not None else "application/json"}
        for name, value in (headers | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and answer.status != 204:
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silent."""


class _Pages(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def serve(handler: Callable[..., Any]) -> Iterator[int]:
    """The port of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_forge(forge: Forge) -> Iterator[str]:
    with serve(partial(_Handler, forge)) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serve_pages(folder: Path) -> Iterator[str]:
    with serve(partial(_Pages, directory=str(folder))) as port:
        yield f"http://localhost:{port}"
