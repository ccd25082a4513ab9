"""What a page of the desk says, without its markup."""

from __future__ import annotations

import re
from html import unescape


def strip(page: str) -> str:
    """What a page says in words, from its main part on."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page.partition("<main")[2])))


def read_faults(page: str) -> dict[str, list[str]]:
    """What is told at each field."""
    found: dict[str, list[str]] = {}
    for field, listed in re.findall(r'<ul class="faults" id="e-[a-z]+-([a-z_]+)">(.*?)</ul>', page, re.DOTALL):
        told = [unescape(re.sub(r"<[^>]+>", "　", item)).strip() for item in re.findall(r"<li.*?</li>", listed)]
        found[field] = [re.sub("　+", "　", text).strip("　") for text in told]
    return found
