"""收邮件: a mail from a unit becomes items with their receipts, once, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from jianbao.acting.importing import Entry, plan_entry_receipt, plan_import
from jianbao.characters import strip_markup
from jianbao.intake import Manuscript
from jianbao.intake.mail import Letter
from jianbao.metadata import Moment
from jianbao.model import Item, Receipt, Via
from jianbao.problems import Level, Place, Problem
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.rendering.templates import Templates
from jianbao.settings import Sender, Settings
from jianbao.writing import Change


class Fate(Enum):
    """What becomes of a mail before anything in it is read. The value is said of it where it is listed."""

    WANTED = "收"
    KNOWN = "已收过"
    IGNORED = "不收"
    AUTOMATIC = "自动发出"
    UNKNOWN = "来历不明"
    SUSPECT = "可疑"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """A letter, when it arrived in the office's zone, and whose it is; None where nobody knows. ``doubts`` say, without
    the end of a sentence, what of its own times is not believed.
    """

    letter: Letter
    received: Moment
    sender: Sender | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """``by`` is the id of who enters it; ``again``: also what came before; ``accept_changes``: also tracked ones."""

    by: str
    again: bool = False
    accept_changes: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """One attachment (or the text) and the item that it is: a new one, or one that was there ``before``."""

    attachment: str
    item: Item
    before: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MailPlan:
    """``changes`` in the order of writing: receipts come last, for they say that a mail is dealt with."""

    entered: tuple[Entered, ...]
    changes: tuple[Change, ...]


def judge(office: Office, mail: Mail) -> Fate:
    """By its head alone. One that a receipt names with the same moment of arrival was dealt with; the same id with
    another moment may be another mail: some programs give one id to all they send.
    """
    letter, settings = mail.letter, office.settings.mail
    if any(known.received == mail.received for known in find_receipts(office, letter.message)):
        return Fate.KNOWN
    if settings.ignores(letter.author.address, letter.message):
        return Fate.IGNORED
    if letter.automatic:
        return Fate.AUTOMATIC
    if mail.sender is None:
        return Fate.UNKNOWN
    return Fate.SUSPECT if letter.author.suspicion else Fate.WANTED


def find_receipts(office: Office, message: str) -> list[Receipt]:
    """Of the items that came by this mail."""
    return [receipt for receipt in office.receipts.values() if receipt.message == message]


def was_interrupted(office: Office, unit: str) -> bool:
    """Whether something entered for the unit has no receipt yet, as when a program was killed between the two."""
    return any(
        item.entered_by and item.lead == unit and item.id not in office.receipt_of for item in office.items.values()
    )


def tell_other_units(settings: Settings, mail: Mail, papers: Sequence[tuple[str, Manuscript]]) -> list[Problem]:
    """A text that names other units than its sender's may be another unit's."""
    units, told = settings.units, list[Problem]()
    for attachment, manuscript in papers:
        if mail.sender and manuscript.units and mail.sender.unit not in manuscript.units:
            named = "、".join(units.short(unit, mail.received.day) for unit in manuscript.units)
            message = f"文中写的报送单位是{named}，按发件人记为{units.short(mail.sender.unit, mail.received.day)}"
            hint = "核对是哪个单位报送的；记错的，改稿件里的 unit（单位）"
            place = Place(path=attachment)
            told.append(Problem(code="mail-unit", place=place, message=message, hint=hint, level=Level.WARNING))
    return told


def plan_mail(
    office: Office, templates: Templates, mail: Mail, papers: Sequence[tuple[str, Manuscript]], wishes: Wishes
) -> MailPlan:
    """What came before under this or another mail is not entered again; an item that lacks its receipt gets it."""
    assert mail.sender is not None
    tried, entered, kept = office, list[Entered](), list[Change]()
    receipts: list[Change] = []
    for attachment, manuscript in papers:
        entry = Entry(
            by=wishes.by, via=Via.MAIL, received=mail.received, message=mail.letter.message, attachment=attachment
        )
        item = find_same(tried, mail, attachment, manuscript)
        if item and item.entered_by and item.id not in tried.receipt_of:
            changes = [plan_entry_receipt(tried, item.id, entry, entry.received)]
        elif item and not (wishes.again and item.id in office.items):
            entered.append(Entered(attachment=attachment, item=item, before=True))
            continue
        else:
            changes = _plan_new(tried, templates, mail, manuscript, entry)
        tried = with_changes(tried, changes)
        name = tried.receipts[next(reversed(tried.receipts))].item
        entered.append(Entered(attachment=attachment, item=tried.items[name]))
        kept += changes[:-1]
        receipts.append(changes[-1])
    return MailPlan(entered=tuple(entered), changes=(*kept, *receipts))


def find_same(office: Office, mail: Mail, attachment: str, manuscript: Manuscript) -> Item | None:
    """The unit's item that has the same text, or that a receipt says came under this id and name."""
    unit = mail.sender.unit if mail.sender else ""
    text = _squeeze(manuscript.body)
    same = [item for item in office.items.values() if item.lead == unit and _squeeze(item.body) == text]
    if same:
        return same[0]
    named = [known.item for known in find_receipts(office, mail.letter.message) if known.attachment == attachment]
    return next((office.items[item] for item in named if item in office.items), None)


def _squeeze(body: str) -> str:
    return "".join(strip_markup(body).split())


def _plan_new(office: Office, templates: Templates, mail: Mail, manuscript: Manuscript, entry: Entry) -> list[Change]:
    assert mail.sender is not None
    manuscript = replace(manuscript, author=manuscript.author or mail.sender.person)
    changes = plan_import(office, templates, manuscript, unit=mail.sender.unit, at=mail.received, entry=entry)
    # No item has this name, so a picture under it was left by a program that was killed before it wrote the item.
    return [
        change
        if change.path.endswith((".md", ".yml"))
        else replace(change, replaces=(office.root / change.path).exists())
        for change in changes
    ]


def with_changes(office: Office, changes: Iterable[Change]) -> Office:
    """The office with the records among the changes; pictures count as files that are there."""
    for change in changes:
        if change.path.endswith((".md", ".yml")):
            office = with_record(office, change.path, change.data.decode())
        else:
            office = replace(
                office, files=(*office.files, change.path), unwritten={**office.unwritten, change.path: change.data}
            )
    return office
