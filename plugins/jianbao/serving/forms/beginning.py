"""What a new draft begins with: nothing, a call, an earlier item of the unit, or a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from jianbao.acting.refusing import refuse
from jianbao.acting.submitting import require_amendable
from jianbao.intake import Manuscript, Picture
from jianbao.metadata import Moment
from jianbao.model import Item
from jianbao.reading import Office, find_pictures
from jianbao.reading.pictures import PICTURE, picture_path, read_picture
from jianbao.serving.forms.drafts import Draft, Remark
from jianbao.serving.people.visitor import Visitor

# What an earlier item can be to the new one.
REVISES, FOLLOWS, AMENDS = "revises", "follows", "amends"


def begin_blank(office: Office, visitor: Visitor, call: str = "") -> Draft:
    """Who writes is known, and where to reach that person by what the unit filed last."""
    author = visitor.person.name
    phones = [item.phone for item in _own_items(office, visitor.unit) if author in item.authors and item.phone]
    return Draft(id="", texts={"author": author, "phone": phones[-1] if phones else "", "call": call})


def begin_from_item(office: Office, visitor: Visitor, item: str, use: str) -> tuple[Draft, tuple[Picture, ...]]:
    """A draft with what the item held, and its pictures. Refuses an item of another unit."""
    known = office.items.get(item)
    if known is None or visitor.unit not in known.units:
        # Whether another unit filed such a text is not told either.
        refuse("item-foreign", "本单位没有这篇稿件", "只能修改、续报本单位报送的稿件；从“我的稿件”里打开")
    if use == AMENDS:
        require_amendable(office, item, visitor.unit)
        draft = Draft(id="", texts=read_texts(office, known), amends=item, seen=known.source.digest)
        return draft, _read_pictures(office, known)
    texts = {name: text for name, text in read_texts(office, known).items() if name != "date"}
    if use == FOLLOWS:
        kept = ("kind", "approver", "author", "phone", "units", "urgency", "occurred", "learned", "access", "tags")
        texts = {name: text for name, text in texts.items() if name in kept}
        return Draft(id="", texts={**texts, "stage": "续报", "follows": item}), ()
    return Draft(id="", texts={**texts, "revises": item}), _read_pictures(office, known)


def begin_from_word(
    office: Office, visitor: Visitor, manuscript: Manuscript, at: Moment
) -> tuple[Draft, tuple[Picture, ...]]:
    """What the file says; what it does not say is as in a blank one."""
    blank = begin_blank(office, visitor).texts
    units = office.settings.units
    others = [units.short(unit, at.day) for unit in manuscript.units if unit != visitor.unit and units.get(unit)]
    joint = others if visitor.unit in manuscript.units else []
    read = {
        "title": manuscript.title,
        "body": manuscript.body.strip(),
        "author": manuscript.author,
        "phone": manuscript.phone,
        "approver": manuscript.approver,
        "units": "、".join(joint),
    }
    # That the file names no unit matters to nobody here: who uploads it files for one.
    told = [remark for remark in manuscript.remarks if manuscript.units or remark.code != "word-unit"]
    remarks = [Remark(level=remark.level.value, message=remark.message, hint=remark.hint) for remark in told]
    if manuscript.units and visitor.unit not in manuscript.units:
        named = "、".join(units.short(unit, at.day) for unit in manuscript.units)
        own = units.short(visitor.unit, at.day)
        remarks.insert(0, Remark(level="warning", message=f"文件上写的单位是{named}，将以{own}的名义报送", hint=""))
    texts = {**blank, **{name: text for name, text in read.items() if text}}
    return Draft(id="", texts=texts, remarks=tuple(remarks)), manuscript.pictures


def read_texts(office: Office, item: Item) -> dict[str, str]:
    """An item as a form shows it; fields without anything are left out."""
    units, day = office.settings.units, item.date.day if item.date else None
    shown: Mapping[str, object] = {
        "title": item.title,
        "units": "、".join(units.short(unit, day) for unit in item.units[1:]),
        "author": "、".join(item.authors),
        "phone": item.phone,
        "approver": item.approver,
        "date": item.date or "",
        "kind": office.settings.kinds.kind_name(item.kind),
        "form": office.settings.kinds.form(item.form).name if item.form else "",
        "urgency": item.urgency.value if item.urgency else "",
        "stage": item.stage.value if item.stage else "",
        "occurred": item.occurred or "",
        "learned": item.learned or "",
        "access": item.access.value if item.access else "",
        "tags": "、".join(item.tags),
        "call": item.call,
        "task": item.task,
        "reply": item.reply.value if item.reply else "",
        "finished": "是" if item.finished else "",
        "revises": item.revises,
        "follows": item.follows,
        "body": PICTURE.sub(lambda match: f"![{match[1]}]({match[2].rpartition('/')[2]})", item.body.strip()),
    }
    return {name: str(text) for name, text in shown.items() if text}


def find_approvers(office: Office, unit: str) -> list[str]:
    """Who signed off for the unit, the last first."""
    return list(dict.fromkeys(item.approver for item in reversed(_own_items(office, unit)) if item.approver))


def _own_items(office: Office, unit: str) -> list[Item]:
    """In order of time."""
    own = [item for item in office.items.values() if item.id.startswith(f"{unit}/")]
    return sorted(own, key=lambda item: (str(item.date or ""), item.id))


def _read_pictures(office: Office, item: Item) -> tuple[Picture, ...]:
    found = []
    for name in find_pictures(item.body):
        path = picture_path(item.source.path, name)
        data = read_picture(office.root, path) if path else None
        if data:
            found.append(Picture(name=name.rpartition("/")[2], data=data))
    return tuple(found)
