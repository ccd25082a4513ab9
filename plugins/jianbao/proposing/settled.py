"""What is known of a text of above already: the adoptions that are registered, and what editors said no to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jianbao.ledger.naming import find_filed
from jianbao.likeness import fold
from jianbao.model import Adoption
from jianbao.proposing.our_text import OurText
from jianbao.proposing.upper import Upper
from jianbao.reading import Office

_NUMBER = re.compile(r"(?<!总)(?<!总第)第?\s*(\d+)\s*期")


def find_registered(office: Office, upper: Upper, texts: Sequence[OurText]) -> str:
    """The adoption that tells of the same use: same channel, same number or near day, and one of the texts or its very
    title; empty where there is none.
    """
    near = office.settings.likeness.near
    return next(
        (a.id for a in office.adoptions.values() if _is_there(a, upper, near) and _is_of(office, a, upper, texts)), ""
    )


def _is_there(adoption: Adoption, upper: Upper, near: int) -> bool:
    if upper.channel and adoption.channel != upper.channel:
        return False
    numbers = _read_number(adoption.number), _read_number(upper.number)
    day = adoption.date.day if adoption.date else None
    same_year = day is None or upper.day is None or day.year == upper.day.year
    if all(numbers) and upper.channel:
        return numbers[0] == numbers[1] and same_year
    return _are_near(day, upper.day, near)


def _are_near(one: date | None, other: date | None, near: int) -> bool:
    return one is None or other is None or abs((one - other).days) <= near


def _read_number(written: str) -> str:
    """226 of 第226期（总第3021期）; of 226 too."""
    match = _NUMBER.search(written)
    digits = match[1] if match else written.strip()
    return digits.lstrip("0") if digits.isdigit() else ""


def _is_of(office: Office, adoption: Adoption, upper: Upper, texts: Sequence[OurText]) -> bool:
    report = office.reports.get(adoption.report)
    ids = report.sources if report else (*adoption.items, *filter(None, [adoption.desk]))
    known = {adoption.report, adoption.desk, *(item.id for item in find_filed(office, ids))} - {""}
    if any(known & {text.id, *text.items} for text in texts):
        return True
    return bool(adoption.title) and fold(adoption.title) == fold(upper.title)


def list_dismissed(office: Office, upper: Upper) -> frozenset[str]:
    """The records that an editor said were not used in the lead, and the items behind them."""
    lead = office.leads.get(upper.lead)
    texts = [known.text for known in lead.dismissed] if lead else []
    found = set(texts)
    for text in texts:
        folder, _, identity = text.partition("/")
        report = office.reports.get(identity) if folder == "reports" else None
        ids = report.sources if report else (identity,)
        found |= {f"items/{item.id}" for item in find_filed(office, ids)}
    return frozenset(found)
