"""Texts that a person writes and has not filed: kept beside the office, never in git, one file each."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from jianbao.acting.refusing import refuse
from jianbao.acting.submitting import FIELDS
from jianbao.intake import Picture
from jianbao.metadata import Moment, parse_moment
from jianbao.metadata.keys import ALIASES
from jianbao.reading.files import read_bytes
from jianbao.reading.pictures import MILLION, find_fault, measure_picture
from jianbao.secrecy import find_secrecy_mark
from jianbao.serving.state import STATE, prepare_state, read_state, write_state
from jianbao.writing import Change, apply_changes, remove_files

_ID = re.compile(r"[0-9a-f]{12}")
# So much one person may keep here: more are forgotten ones, or an attack.
MOST_DRAFTS, MOST_PICTURES, LONGEST = 60, 20, 200_000
# Said when a draft is begun, by the page that it was begun from, and never by the form.
_BEGUN = frozenset({"call", "revises", "task", "reply", "finished"})
# One process serves the desk: between looking whether another window saved and saving nobody comes.
_SAVING = Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """What a person must look at before a text that came as a file is filed."""

    level: str
    message: str
    hint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """``texts`` by field as typed. ``amends`` is the item that it changes, ``seen`` the digest of what that held when
    it was taken. ``remarks`` stand until they are ``acknowledged``. ``saved`` is the time as written.
    """

    id: str
    texts: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    amends: str = ""
    seen: str = ""
    remarks: tuple[Remark, ...] = ()
    acknowledged: bool = False
    saved: str = ""

    @property
    def digest(self) -> str:
        """Of what was typed: two windows that show the same hold the same."""
        told = json.dumps([dict(self.texts), self.pictures, self.acknowledged], ensure_ascii=False, sort_keys=True)
        return sha256(told.encode()).hexdigest()[:16]

    @property
    def saved_at(self) -> Moment | None:
        return parse_moment(self.saved)

    @property
    def name(self) -> str:
        """As a list names it: the title, or how the text begins."""
        title, body = (" ".join(self.texts.get(part, "").split()) for part in ("title", "body"))
        return title or (f"{body[:20]}……" if body else "（还没有写标题）")


def list_drafts(root: Path, person: str) -> list[Draft]:
    """The last saved first."""
    names = [file.stem for file in (root / _folder(person)).glob("*.json")]
    known = (read_draft(root, person, name) for name in names)
    return sorted((draft for draft in known if draft), key=lambda draft: (draft.saved, draft.id), reverse=True)


def read_draft(root: Path, person: str, identity: str) -> Draft | None:
    """None for one that there is not, or that is another person's."""
    kept = read_state(root, _name(person, identity)) if _ID.fullmatch(identity) else None
    if kept is None:
        return None
    remarks = tuple(Remark(**remark) for remark in kept["remarks"])
    return Draft(**{**kept, "id": identity, "pictures": tuple(kept["pictures"]), "remarks": remarks})


def begin_draft(root: Path, person: str, draft: Draft, at: Moment, pictures: Sequence[Picture] = ()) -> Draft:
    """A new one, with the pictures that come with it. Refuses a mark of secrecy, and one too many."""
    require_open_text(draft.texts)
    if len(list_drafts(root, person)) >= MOST_DRAFTS:
        refuse("draft-many", f"草稿已有{MOST_DRAFTS}份", "先报送或删去不要的草稿")
    prepare_state(root)
    begun = replace(draft, id=secrets.token_hex(6), pictures=tuple(p.name for p in pictures), saved=str(at))
    for picture in pictures:
        _write_picture(root, person, begun.id, picture)
    _write(root, person, begun)
    return begun


def save_draft(root: Path, person: str, draft: Draft, seen: str, at: Moment) -> Draft:
    """``seen`` is the digest of what the window showed; refuses where another window has saved since."""
    require_open_text(draft.texts)
    with _SAVING:
        known = read_draft(root, person, draft.id)
        if known is None:
            refuse(
                "draft-gone", "这份草稿已经报送或删去", "在“我的稿件”里看是否已经报送；没有的，把文字复制下来另写一篇"
            )
        if known.digest not in (seen, draft.digest):
            refuse("record-changed", "这份草稿在另一个窗口里改过", "两处的内容都在下面，留下要的，再保存")
        saved = replace(draft, saved=str(at))
        _write(root, person, saved)
    return saved


def drop_draft(root: Path, person: str, identity: str) -> None:
    """With its pictures; one that is gone already is no error."""
    draft = read_draft(root, person, identity)
    if draft:
        below = [f"{_folder(person)}/{identity}/{picture}" for picture in draft.pictures]
        remove_files(root, [*below, f"{STATE}/{_name(person, identity)}"])


def add_picture(root: Path, person: str, draft: Draft, data: bytes, megapixels: int) -> Draft:
    """The draft with one more picture, ``tu-1.png`` and so on; refuses what cannot be printed. It is not saved yet."""
    suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
    size = measure_picture(data)
    if size is None:
        refuse("picture-broken", "这不是 PNG 或 JPEG 图片", "用看图软件打开，另存为 PNG 或 JPEG 再传", field="picture")
    if size[0] * size[1] > megapixels * MILLION:
        message = f"图片为{size[0]}×{size[1]}像素，超过{megapixels * 100}万像素"
        refuse("picture-large", message, "用看图软件缩小后再传，长边2400像素就够印", field="picture")
    if fault := find_fault(data):
        refuse("picture-broken", f"图片{fault.value}", "用看图软件打开原图，另存为 PNG 或 JPEG 再传", field="picture")
    if len(draft.pictures) >= MOST_PICTURES:
        refuse("picture-many", f"一篇稿件最多{MOST_PICTURES}张图片", "先删去不要的", field="picture")
    taken = {Path(name).stem for name in draft.pictures}
    stem = next(name for n in range(1, MOST_PICTURES + 2) if (name := f"tu-{n}") not in taken)
    _write_picture(root, person, draft.id, Picture(name=f"{stem}{suffix}", data=data))
    return replace(draft, pictures=(*draft.pictures, f"{stem}{suffix}"))


def read_pictures(root: Path, person: str, draft: Draft) -> tuple[Picture, ...]:
    found = ((name, read_picture_of(root, person, draft, name)) for name in draft.pictures)
    return tuple(Picture(name=name, data=data) for name, data in found if data)


def read_picture_of(root: Path, person: str, draft: Draft, name: str) -> bytes | None:
    path = f"{_folder(person)}/{draft.id}/{name}"
    if name not in draft.pictures or not (root / path).is_file():
        return None
    return read_bytes(root / path, path)[0]


def require_open_text(texts: Mapping[str, str]) -> None:
    """Nothing secret is kept, be it as a draft, and nothing without end."""
    for name, text in texts.items():
        label = "正文" if name == "body" else ALIASES.get(name, name)
        if mark := find_secrecy_mark(text):
            hint = "没有保存。按保密规定报告，走涉密渠道；确非涉密的，删去密级标志"
            refuse("secrecy-mark", f"{label}有密级标志“{mark}”", hint, field=name)
        if len(text) > LONGEST:
            refuse("text-long", f"{label}有{len(text)}字，超过{LONGEST}字", "没有保存；分成几篇写", field=name)


def known_texts(form: Mapping[str, str]) -> dict[str, str]:
    """What a form says of an item, by field; the ends of its lines as ours are. What the text was begun for stays."""
    return {name: form[name].replace("\r\n", "\n") for name in (*FIELDS, "body") if name in form and name not in _BEGUN}


def _folder(person: str) -> str:
    return f"{STATE}/drafts/{person}"


def _name(person: str, identity: str) -> str:
    return f"drafts/{person}/{identity}.json"


def _write(root: Path, person: str, draft: Draft) -> None:
    kept: dict[str, Any] = asdict(draft)
    write_state(root, _name(person, draft.id), {**kept, "texts": dict(draft.texts)})


def _write_picture(root: Path, person: str, draft: str, picture: Picture) -> None:
    path = f"{_folder(person)}/{draft}/{picture.name}"
    apply_changes(root, [Change(path=path, data=picture.data, replaces=True, private=True)])
