"""A text of a higher level in which one of ours may have been used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Upper:
    """``text`` plain, a paragraph a line; of a line in their list of adoptions (采用目录) it is empty. ``channel`` is
    an id of ``channels.yml``, ``number`` theirs (第226期), ``lead`` the id of the lead that it was found in,
    ``credited`` whom a line of the list names as the sender. What is not known is empty.
    """

    title: str
    text: str
    channel: str = ""
    day: date | None = None
    number: str = ""
    lead: str = ""
    credited: str = ""
