"""收稿回执: the answer to a mail, as a mail that a person opens, looks at and sends. Nothing here sends anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from jianbao.metadata import Moment
from jianbao.rendering.downloads import safe_name
from jianbao.rendering.templates import Templates
from jianbao.settings import Settings
from jianbao.writing import Change

_LONGEST_SUBJECT = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """An item that came: its id, and whether it had come ``before``."""

    id: str
    title: str
    before: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Why nothing was taken: the attachment, or "" for the mail as a whole, and a sentence without its end."""

    attachment: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """To a normalised ``address``, about the mail of this id and subject, which came from a ``unit`` (an id).
    ``others`` are attachments that nothing was taken from, ``unlike`` those of them that hold another text.
    """

    address: str
    unit: str
    message: str
    subject: str
    received: Moment
    entered: Sequence[Answered] = ()
    refused: Sequence[Refused] = ()
    others: Sequence[str] = ()
    unlike: Sequence[str] = ()


def write_reply(templates: Templates, settings: Settings, reply: Reply) -> Change:
    """The same for the same mail, so that it is written once however often that is looked at."""
    unit = settings.units.short(reply.unit, reply.received.day)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"收稿回执：{reply.subject[:_LONGEST_SUBJECT] or unit}"
    if settings.mail.address:
        mail["From"] = settings.mail.address
    mail["To"] = reply.address
    if not reply.message.startswith("sha256:"):
        mail["In-Reply-To"] = f"<{reply.message}>"
    # Mail programs open such a file as a draft.
    mail["X-Unsent"] = "1"
    mail.set_content(_render(templates, settings, reply, unit), cte="base64")
    mark = sha256(reply.message.encode()).hexdigest()[:8]
    time = f"{reply.received.time:%H%M}" if reply.received.time else "0000"
    name = safe_name(f"{reply.received.day}-{time}-{unit}-{mark}.eml")
    return Change(path=name, data=mail.as_bytes(), replaces=True)


def _render(templates: Templates, settings: Settings, reply: Reply, unit: str) -> str:
    return templates.render(
        "mail/回执.txt",
        unit=unit,
        office=settings.office.full_name,
        phone=settings.office.phone,
        subject=reply.subject,
        received=reply.received.chinese,
        entered=reply.entered,
        refused=reply.refused,
        others=reply.others,
        unlike=reply.unlike,
        megabytes=settings.intake.megabytes,
        sample=settings.mail.sample,
    )
