"""Where the desk keeps what is no record: accounts, its key, texts not yet filed. Beside ``briefs/``, never in git."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from jianbao.reading.files import read_bytes
from jianbao.writing import Change, apply_changes

STATE = ".desk"


def prepare_state(root: Path) -> None:
    """The folder, with a file inside that tells git to ignore it."""
    if not (root / STATE / ".gitignore").exists():
        apply_changes(root, [Change(path=f"{STATE}/.gitignore", data=b"*\n", replaces=True)])


def read_state(root: Path, name: str) -> Any:
    """What was kept under a name as JSON; None where nothing was."""
    path = f"{STATE}/{name}"
    if not (root / path).is_file():
        return None
    data, _ = read_bytes(root / path, path)
    return json.loads(data) if data else None


def write_state(root: Path, name: str, value: Any) -> None:
    """Keeps it, whole or not at all, for this account of the machine alone."""
    prepare_state(root)
    data = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
    apply_changes(root, [Change(path=f"{STATE}/{name}", data=data, replaces=True, private=True)])


def read_key(root: Path) -> bytes:
    """The key that signs sessions, made at the first start: sessions outlive a restart, not a change of the key."""
    known = read_state(root, "key.json")
    if known is None:
        known = secrets.token_hex(32)
        write_state(root, "key.json", known)
    return bytes.fromhex(known)
