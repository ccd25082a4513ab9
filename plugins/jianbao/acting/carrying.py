"""Pictures go with the text that shows them: a desk record with a text of its own has copies beside itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from jianbao.model import DeskRecord, Item
from jianbao.reading import Office
from jianbao.reading.pictures import PICTURE, picture_path, read_picture
from jianbao.writing import Change


def carry_pictures(office: Office, change: Change, texts: Sequence[Item | DeskRecord]) -> list[Change]:
    """The desk record with the pictures of ``texts`` that its body still shows, under names of its own folder.

    A picture that is nowhere keeps its name: the checks tell of it.
    """
    record = PurePosixPath(change.path)
    written, copies = change.data.decode(), dict[str, Change]()
    for text in texts:
        for _, name in dict.fromkeys(PICTURE.findall(written)):
            path = picture_path(text.source.path, name)
            data = read_picture(office.root, path) if path and text.source.path != change.path else None
            if data is None or path is None:
                continue
            kept = _free_name(PurePosixPath(path).name, data, record, copies)
            copies[kept] = Change(path=str(record.with_suffix("") / kept), data=data, replaces=True)
            written = written.replace(f"({name})", f"({record.stem}/{kept})")
    return [*copies.values(), replace(change, data=written.encode())]


def _free_name(name: str, data: bytes, record: PurePosixPath, copies: dict[str, Change]) -> str:
    """The picture's own, or with ``-2``, ``-3`` … where another one of the same article has it."""
    stem, suffix, number = PurePosixPath(name).stem, PurePosixPath(name).suffix, 1
    candidate = name
    while candidate in copies and copies[candidate].data != data:
        number += 1
        candidate = f"{stem}-{number}{suffix}"
    return candidate
