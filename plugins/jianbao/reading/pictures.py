"""Pictures of an article: they lie in a folder beside the record, named as the record is."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path, PurePosixPath

# What a browser, Word and a printer all show. SVG is left out: it can carry scripts.
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg")
# Neither part may hold the sign that begins the other, so that a text of nothing but such signs is read in one pass.
PICTURE = re.compile(r"!\[([^\[\]]*)\]\(\s*<?([^()>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")


def find_pictures(body: str) -> list[str]:
    """Pictures that a body names, as written, each once."""
    return list(dict.fromkeys(name for _, name in PICTURE.findall(body)))


def picture_path(record_path: str, name: str) -> str | None:
    """The file that a picture's name means: only ``<record's name>/<file>`` beside the record; None for all else."""
    record, picture = PurePosixPath(record_path), PurePosixPath(name)
    inside = len(picture.parts) == 2 and picture.parts[0] == record.stem  # noqa: PLR2004  (folder and file)
    if not inside or picture.suffix.lower() not in PICTURE_SUFFIXES:
        return None
    return str(record.parent / picture)


def kept_picture_path(issue: str, sha256_: str, suffix: str) -> str:
    """Where signing keeps a picture of an issue (its id)."""
    return f"briefs/issues/{issue}/{sha256_}{suffix}"


def read_picture(root: Path, path: str) -> bytes | None:
    """None when there is no such file. A link counts as none: what it leads to may lie outside of the office."""
    file = root / path
    # A folder on the way that is a link would lead out of the office as well as the file itself.
    if file.resolve() != root.resolve() / path or not file.is_file():
        return None
    return file.read_bytes()


def digest_picture(root: Path, path: str) -> str | None:
    """SHA-256 of a picture's bytes; None when there is no such file."""
    data = read_picture(root, path)
    return None if data is None else sha256(data).hexdigest()
