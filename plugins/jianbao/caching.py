"""What can be made again, kept between builds. A key names everything that its value depends on."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from jianbao.writing import CACHE, Change, apply_changes, prepare_cache


class Cache:
    """JSON values by key, in one file. A file that is missing or torn is an empty cache; what a build did not ask for
    is dropped when it is saved, so that the file never outgrows the site.
    """

    def __init__(self, root: Path, name: str) -> None:
        self._root, self._path = root, f"{CACHE.as_posix()}/{name}.json"
        self._old: dict[str, Any] = {}
        self._new: dict[str, Any] = {}
        try:
            kept = json.loads((root / self._path).read_text(encoding="utf-8"))
            self._old = kept if isinstance(kept, dict) else {}
        except (OSError, ValueError):
            pass

    def get(self, key: str) -> Any | None:
        """None for what was never kept; a value found stays for the next build."""
        if key not in self._new and key in self._old:
            self._new[key] = self._old[key]
        return self._new.get(key)

    def put(self, key: str, value: Any) -> None:
        self._new[key] = value

    def save(self) -> None:
        """Whole or not at all; nothing is written when nothing changed."""
        if self._new == self._old:
            return
        prepare_cache(self._root)
        data = json.dumps(self._new, ensure_ascii=False).encode()
        apply_changes(self._root, [Change(path=self._path, data=data, replaces=True)])


def make_key(*parts: object) -> str:
    """SHA-256 over the parts' texts, each with its length, so that no two lists of parts share a key."""
    total = sha256()
    for part in parts:
        data = str(part).encode()
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()
