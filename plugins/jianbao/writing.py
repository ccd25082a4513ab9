"""The only writer: whole files or none, create-only where a record is a fact, under one lock per work tree."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, local
from typing import Any

import yaml
from filelock import lock_descriptor, unlock_descriptor
from yaml.emitter import Emitter, ScalarAnalysis
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from jianbao.metadata.tree import YAML_LINE_ENDS

CACHE = Path(".cache/jianbao")
UNFINISHED = ".writing-"
# What grows old: all else that ever was written stays.
REMOVABLE = "briefs/leads/"
_POLL_SECONDS = 0.02
_DOORS: dict[Path, Lock] = {}
_held = local()


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One file to write. ``replaces`` is the only way to overwrite: without it an existing file is an error.

    A ``private`` file is for the account that runs us alone. One that ``removes`` leaves no file at its path.
    """

    path: str
    data: bytes
    replaces: bool = False
    private: bool = False
    removes: bool = False

    @classmethod
    def removal(cls, path: str) -> Change:
        """Takes a file away. Raises ValueError for anything that is a fact or a decision of somebody."""
        if not path.startswith(REMOVABLE):
            raise ValueError(path)
        return cls(path=path, data=b"", replaces=True, removes=True)


class AlreadyExistsError(Exception):
    """A record that must be new is already there; nothing was written for it."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@contextmanager
def lock_office(root: Path) -> Iterator[None]:
    """Holds the work tree for reading and writing as one step. The system releases it when a process dies, and with it
    the programs that it gave the lock to (``held_locks``).
    """
    file = prepare_cache(root) / "lock"
    # Threads of one process wait here for each other, and only the first of them asks the system again and again.
    with _DOORS.setdefault(file, Lock()):
        handle = _open_locked(file)
        _held.locks = (*held_locks(), handle)
        try:
            yield
        finally:
            _held.locks = tuple(lock for lock in held_locks() if lock != handle)
            # Not by closing alone: what we started might still have it open.
            unlock_descriptor(handle)
            os.close(handle)


def held_locks() -> tuple[int, ...]:
    """The open files by which this thread holds its locks: a program that inherits them holds the locks with us, and
    after us where we are killed.
    """
    found: tuple[int, ...] = getattr(_held, "locks", ())
    return found


def _open_locked(file: Path) -> int:
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            lock_descriptor(handle, poll_interval=_POLL_SECONDS)
            # Somebody may have cleared the cache while we waited: then others hold a lock of the same name.
            if os.fstat(handle).st_nlink:
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def prepare_cache(root: Path) -> Path:
    """The folder for what can be made again. A file inside tells git to ignore it in any office's repository."""
    folder = root / CACHE
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


def apply_changes(root: Path, changes: Sequence[Change]) -> list[str]:
    """Writes each change whole, or takes its file away, in order; the last one is what makes the others count. Returns
    the paths.

    Raises before anything is written: AlreadyExistsError when a create-only file is there, OSError for a path that
    leads out of the office.
    """
    for change in changes:
        _refuse_outside(root, change)
        if not change.replaces and (root / change.path).exists():
            raise AlreadyExistsError(change.path)
    for change in changes:
        if change.removes:
            (root / change.path).unlink(missing_ok=True)
        else:
            _write_whole(root, change)
    return [change.path for change in changes]


def _refuse_outside(root: Path, change: Change) -> None:
    """Neither an id with dots nor a folder that is a link may lead out of the office."""
    if not _stays(root, change.path):
        raise OSError(None, "文件夹是链接，或路径到了办公室的文件夹之外", change.path)


def _stays(root: Path, path: str) -> bool:
    return (root / path).resolve() == root.resolve() / path


def _write_whole(root: Path, change: Change) -> None:
    target = root / change.path
    target.parent.mkdir(parents=True, exist_ok=True)
    # A name with a leading dot is never read as a record, so a process killed here leaves nothing that counts.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600 if change.private else 0o644)
        if change.replaces:
            temporary.replace(target)
        else:
            _link_new(temporary, target, change.path)
    finally:
        temporary.unlink(missing_ok=True)


def _link_new(temporary: Path, target: Path, path: str) -> None:
    """Create-only in one step, even against a process that does not hold the lock."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise AlreadyExistsError(path) from None


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder outside of every office, gone afterwards with what lies in it."""
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        yield Path(folder)


def copy_office(root: Path, folder: Path) -> None:
    """The records and templates of an office into another, empty folder; a link stays a link."""
    for part in ("briefs", "templates"):
        if (root / part).is_dir():
            shutil.copytree(root / part, folder / part, symlinks=True, ignore=shutil.ignore_patterns(".*"))


def remove_files(root: Path, paths: Sequence[str]) -> None:
    """Removes leftovers of an interrupted step; what is already gone is no error, and what lies behind a folder that is
    a link is not ours.
    """
    for path in paths:
        if _stays(root, Path(path).parent.as_posix()):
            (root / path).unlink(missing_ok=True)


def keep_folder(root: Path, folder: str) -> None:
    """Removes the other folders beside this one of the cache: what earlier versions left there. Where a folder on the
    way is a link, what lies behind it is not ours.
    """
    parent = (CACHE / folder).parent.as_posix()
    for other in (root / parent).glob("*") if _stays(root, parent) else ():
        if other.name != Path(folder).name and other.is_dir() and not other.is_symlink():
            shutil.rmtree(other, ignore_errors=True)


def remove_unfinished(root: Path) -> None:
    """Removes what killed processes left half written, before somebody commits it; only under the lock."""
    for file in (root / "briefs").rglob(f"{UNFINISHED}*"):
        file.unlink(missing_ok=True)


class _PlainDumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every text plain unless the syntax needs quotes: our reader takes all scalars as text."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=10_000)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        BaseResolver.__init__(self)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are indented below their key, as people write them."""
        super().increase_indent(flow, False)

    def analyze_scalar(self, scalar: str) -> ScalarAnalysis:
        """Signs that end a line for YAML 1.1 alone are escaped: standing bare, our reader takes them for spaces."""
        analysis = super().analyze_scalar(scalar)
        if any(sign in scalar for sign in YAML_LINE_ENDS):
            analysis.allow_flow_plain = analysis.allow_block_plain = analysis.allow_single_quoted = False
        return analysis


def dump_yaml(value: dict[str, Any]) -> str:
    """A mapping of texts, lists and mappings as YAML; empty values are left out."""
    kept = {key: _as_text(member) for key, member in value.items() if member not in ("", (), [], None)}
    return str(yaml.dump(kept, Dumper=_PlainDumper))


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(member) for key, member in value.items() if member not in ("", (), [], None)}
    if isinstance(value, (list, tuple)):
        return [_as_text(member) for member in value]
    return str(value)


def dump_record(header: dict[str, Any], body: str = "") -> str:
    """A Markdown record: header between two fences, then the body."""
    text = f"---\n{dump_yaml(header)}---\n"
    return f"{text}{body.strip()}\n" if body.strip() else text
