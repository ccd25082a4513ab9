"""Bulletins that a person pasted or uploaded to look for adoptions in: kept beside the office, never in git."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

from jianbao.acting.refusing import refuse
from jianbao.metadata import Moment, parse_moment
from jianbao.serving.state import STATE, read_state, write_state
from jianbao.writing import remove_files

_ID = re.compile(r"[0-9a-f]{12}")
# An editor goes through a bulletin within days; what lies longer was forgotten.
KEPT_DAYS = 14
MOST_TEXTS = 20
_SAVING = Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundText:
    """``name`` of the file, or how the text begins. ``channel``, ``day`` and ``number`` as stated, else empty.
    ``dismissed``: keys of proposals that the person said no to.
    """

    id: str = ""
    name: str
    text: str
    channel: str = ""
    day: str = ""
    number: str = ""
    remarks: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    saved: str = ""

    @property
    def saved_at(self) -> Moment | None:
        return parse_moment(self.saved)


def list_texts(root: Path, person: str, now: Moment) -> list[FoundText]:
    """The last one first; those that lay too long are gone afterwards."""
    names = [file.stem for file in (root / _folder(person)).glob("*.json")]
    texts = [text for name in names if (text := read_found_text(root, person, name))]
    kept = [text for text in texts if text.saved_at and now.days_since(text.saved_at) <= KEPT_DAYS]
    drop_texts(root, person, [text.id for text in texts if text not in kept])
    return sorted(kept, key=lambda text: (text.saved, text.id), reverse=True)


def read_found_text(root: Path, person: str, identity: str) -> FoundText | None:
    """None for one that there is not, or that is another person's."""
    kept = read_state(root, _name(person, identity)) if _ID.fullmatch(identity) else None
    if kept is None:
        return None
    lists = {name: tuple(kept[name]) for name in ("remarks", "dismissed")}
    return FoundText(**{**kept, **lists, "id": identity})


def keep_text(root: Path, person: str, text: FoundText, now: Moment) -> FoundText:
    """A new one. Refuses one too many."""
    if len(list_texts(root, person, now)) >= MOST_TEXTS:
        refuse("draft-many", f"上传、粘贴的刊物已有{MOST_TEXTS}份", "先清除看完的")
    kept = replace(text, id=secrets.token_hex(6), saved=str(now))
    _write(root, person, kept)
    return kept


def dismiss_in_text(root: Path, person: str, identity: str, keys: Sequence[str]) -> None:
    """Proposals of this text that are not asked again; of a text that is gone nothing is kept."""
    with _SAVING:
        known = read_found_text(root, person, identity)
        if known:
            _write(root, person, replace(known, dismissed=tuple(dict.fromkeys((*known.dismissed, *keys)))))


def drop_texts(root: Path, person: str, identities: Sequence[str]) -> None:
    """One that is gone already is no error."""
    known = [identity for identity in identities if read_found_text(root, person, identity)]
    remove_files(root, [f"{STATE}/{_name(person, identity)}" for identity in known])


def _write(root: Path, person: str, text: FoundText) -> None:
    write_state(root, _name(person, text.id), asdict(text))


def _folder(person: str) -> str:
    return f"{STATE}/found/{person}"


def _name(person: str, identity: str) -> str:
    return f"found/{person}/{identity}.json"
