"""A bare git repository as a forge sees it: trees, files and commits, each through git itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_IDENTITY = {
    "GIT_AUTHOR_NAME": "钱××",
    "GIT_AUTHOR_EMAIL": "qian@yunxi.invalid",
    "GIT_COMMITTER_NAME": "平台",
    "GIT_COMMITTER_EMAIL": "git@yunxi.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    path: str
    kind: str
    sha: str
    size: int


@dataclass(frozen=True)
class Repository:
    folder: Path

    @classmethod
    def of(cls, office: Path, folder: Path) -> Repository:
        """A bare repository whose ``main`` holds what lies in the office's folder."""
        work = Repository(office)
        work.git("init", "--quiet", "--initial-branch=main")
        work.git("add", "--all")
        work.git("commit", "--quiet", "--message=开始")
        work.git("clone", "--quiet", "--bare", str(office), str(folder))
        return cls(folder)

    def git(self, *arguments: str, given: bytes = b"", index: str = "") -> bytes:
        environment = os.environ | _IDENTITY | ({"GIT_INDEX_FILE": index} if index else {})
        done = subprocess.run(
            ["git", "-C", str(self.folder), "-c", "core.quotePath=false", *arguments],
            input=given, env=environment, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout

    def text(self, *arguments: str) -> str:
        return self.git(*arguments).decode().strip()

    def branches(self) -> list[str]:
        return self.text("for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def tip(self, branch: str) -> str:
        return self.text("rev-parse", f"refs/heads/{branch}")

    def read(self, branch: str, path: str) -> bytes | None:
        try:
            return self.git("cat-file", "blob", f"{branch}:{path}")
        except subprocess.CalledProcessError:
            return None

    def list_tree(self, revision: str, below: str = "") -> list[Entry]:
        found = []
        for line in self.git("ls-tree", "-r", "-z", "--long", revision, "--", *([below] if below else [])).split(b"\0"):
            if line:
                facts, _, path = line.decode().partition("\t")
                _, kind, sha, size = facts.split()
                found.append(Entry(path=path, kind=kind, sha=sha, size=int(size)))
        return found

    def commit(self, branch: str, start: str, message: str, files: Mapping[str, bytes]) -> str:
        """Adds or replaces the files on a branch, which begins at another one where it is new."""
        base = self.tip(branch if branch in self.branches() else start)
        index = str(self.folder / "writing-index")
        self.git("read-tree", base, index=index)
        for path, data in files.items():
            blob = self.git("hash-object", "-w", "--stdin", given=data).decode().strip()
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
        tree = self.git("write-tree", index=index).decode().strip()
        made = self.text("commit-tree", tree, "-p", base, "-m", message)
        self.git("update-ref", f"refs/heads/{branch}", made)
        return made

    def check_out(self, branch: str, folder: Path) -> Path:
        """A work tree of a branch, as somebody would clone it."""
        self.git("clone", "--quiet", "--branch", branch, str(self.folder), str(folder))
        return folder
