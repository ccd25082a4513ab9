"""What can be made again, kept between builds. A key names everything that its value depends on."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jianbao.earlier import Shelf, Sketched, build_shelf, load_sketched
from jianbao.reading import Office
from jianbao.writing import CACHE, UNFINISHED, Change, apply_changes, prepare_cache, remove_files

# So few texts are sketched within a moment: what there is of them is not kept.
_FEW_TEXTS = 1000
# A file of more for each item and lead is not ours.
_MOST_PER_TEXT = 8


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


class FileCache:
    """Bytes by key, one file each, for what is too large to be held: written at once, so that a run that is broken off
    loses nothing. A build ends with ``save``, which removes what it did not ask for; a command that makes a few asks
    for a few, and leaves the others alone.
    """

    def __init__(self, root: Path, name: str) -> None:
        self._root, self._folder = root, f"{CACHE.as_posix()}/{name}"
        self._asked: set[str] = set()

    def find(self, key: str) -> Path | None:
        """The file of a key; None for what was never kept. Empty, it tells of a full disk; a link is none of ours."""
        self._asked.add(key)
        file = self._root / self._folder / key
        return file if file.is_file() and not file.is_symlink() and file.stat().st_size else None

    def get(self, key: str) -> bytes | None:
        file = self.find(key)
        return file.read_bytes() if file else None

    def put(self, key: str, data: bytes) -> None:
        self._asked.add(key)
        prepare_cache(self._root)
        apply_changes(self._root, [Change(path=f"{self._folder}/{key}", data=data, replaces=True)])

    def save(self) -> None:
        """Nothing but removing: files are there already. What another process is just writing is left to it."""
        folder = self._root / self._folder
        names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
        old = [name for name in names if name not in self._asked and not name.startswith(UNFINISHED)]
        remove_files(self._root, [f"{self._folder}/{name}" for name in old])


@cache
def own_version() -> str:
    """What our own code does, for keys: the version alone stays the same while an office follows our main branch."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return make_key(*(part for file in files for part in (file.name, file.read_bytes())))


def make_key(*parts: object) -> str:
    """SHA-256 over the parts' texts, each with its length, so that no two lists of parts share a key."""
    total = sha256()
    for part in parts:
        data = str(part).encode()
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()


# -- the texts that were written before ----------------------------------------


def open_shelf(office: Office) -> Shelf:
    """The same shelf as is built anew. Where nothing can be kept it is built anew the next time too."""
    sketched = recall_sketched(office)
    shelf = build_shelf(office, sketched=sketched)
    keep_sketched(office, sketched)
    return shelf


def recall_sketched(office: Office) -> Sketched:
    """What was kept; nothing where it cannot be read."""
    texts = len(office.items) + len(office.leads)
    data = None
    if texts > _FEW_TEXTS:
        with suppress(OSError):
            data = _open_sketched(office).get(_name_sketched())
    # An item may be printed several times, and edited each time.
    return load_sketched(data, _MOST_PER_TEXT * texts) if data else Sketched()


def keep_sketched(office: Office, sketched: Sketched) -> None:
    """Once there are many that were not kept: the file is written whole, which takes longer than to sketch a few."""
    if sketched.added > _FEW_TEXTS:
        cache, key = _open_sketched(office), _name_sketched()
        with suppress(OSError):
            cache.put(key, sketched.dump())
            cache.save()
        sketched.added = 0


def _open_sketched(office: Office) -> FileCache:
    return FileCache(office.root, "sketches")


def _name_sketched() -> str:
    return make_key(own_version(), unicodedata.unidata_version)
