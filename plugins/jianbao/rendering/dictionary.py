"""The user dictionary of the word segmenter: names of this office that search must never cut in two."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from jianbao.writing import Change, apply_changes, prepare_cache


def write_dictionary(root: Path, words: Iterable[str]) -> Path:
    """A line a word. The file is named for its content, so that a rebuild reads the one that belongs to it."""
    text = "".join(f"{word}\n" for word in words if " " not in word)
    folder = prepare_cache(root)
    file = folder / f"words-{sha256(text.encode()).hexdigest()[:12]}.txt"
    if not file.exists():
        apply_changes(root, [Change(path=file.relative_to(root).as_posix(), data=text.encode(), replaces=True)])
    return file
