"""A desk whose repository follows a bare one, and another clone of that by which somebody else works."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desks import Desk, run_git
from small_desks import lay_out_files

HOOK = Path(__file__).parents[1] / "scripts" / "pre_receive.py"
_IDENTITY = ("-c", "user.name=别处", "-c", "user.email=elsewhere@a.example")


@dataclass(frozen=True)
class Clone:
    """Somebody else's."""

    root: Path

    def commit(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")
        run_git(self.root, "add", "-A")
        run_git(self.root, *_IDENTITY, "commit", "-q", "-m", "别处的改动")

    def push(self) -> None:
        run_git(self.root, "push", "-q", "origin", "main")

    def pull(self) -> None:
        run_git(self.root, *_IDENTITY, "pull", "-q", "--no-rebase")


def install_hook(server: Path) -> None:
    """The office's real hook."""
    hook = server / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{HOOK}'\n", encoding="utf-8")
    hook.chmod(0o755)


def lay_out_server(tmp_path: Path, source: Path, *, hook: bool = False) -> Path:
    """A bare repository with what ``source`` holds, as ``server.git``."""
    server = tmp_path / "server.git"
    run_git(source, "clone", "-q", "--bare", str(source), str(server))
    if hook:
        install_hook(server)
    return server


def clone(server: Path, root: Path) -> Path:
    subprocess.run(["git", "clone", "-q", str(server), str(root)], check=True, capture_output=True)
    return root


def lay_out_clones(tmp_path: Path, *, hook: bool = False) -> tuple[Desk, Clone]:
    """The desk's clone and the other one, both as the server is."""
    lay_out_files(tmp_path / "source")
    Desk(tmp_path / "source")
    server = lay_out_server(tmp_path, tmp_path / "source", hook=hook)
    desk = Desk(clone(server, tmp_path / "office"), on="2026-11-30")
    return desk, Clone(root=clone(server, tmp_path / "other"))
