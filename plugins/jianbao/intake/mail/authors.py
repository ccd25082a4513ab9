"""发件人: who a mail says it is from, and whether the office's own mail server believes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jianbao.intake.mail.charsets import clean_line, decode_bytes, decode_words
from jianbao.intake.mail.headers import Head
from jianbao.settings.mail import is_address, normalise_address

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLE = re.compile("<([^<>]*)>")
_INSIDE = re.compile(r"[^\s@<>(),;:\"\\\[\]＜＞（）]{1,64}@[^\s@<>(),;:\"\\\[\]＜＞（）]{1,255}")
_RESULT = re.compile(r"\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)")
_FAILED = {"spf": ("fail", "softfail", "hardfail"), "dkim": ("fail",), "dmarc": ("fail",)}
_DEEPEST_COMMENT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """``address`` is normalised, and empty where the mail does not say one plainly; ``suspicion`` why it is not to be
    believed.
    """

    address: str
    name: str = ""
    suspicion: str = ""


def read_author(head: Head, trusted: str) -> Author:
    """From the one field From; ``trusted`` names the server whose Authentication-Results count, where there is one."""
    fields = head.all("from")
    if len(fields) != 1:
        many = "写了不止一个发件人" if fields else "没有写发件人"
        return Author(address="", name=clean_line("、".join(decode_words(field) for field in fields)), suspicion=many)
    address, name = _read_address(fields[0])
    if not address:
        return Author(address="", name=name, suspicion="发件人的写法不正常，认不出邮箱地址")
    shown = [normalise_address(found) for found in _INSIDE.findall(name)]
    if other := next((found for found in shown if found != address), ""):
        return Author(address=address, name=name, suspicion=f"发件人名称里写的是另一个邮箱 {other}")
    return Author(address=address, name=name, suspicion=_judge(head, trusted) if trusted else "")


def _read_address(field: bytes) -> tuple[str, str]:
    """(the address, normalised, or nothing; the name as it reads). What is encoded or quoted is never the address."""
    bare = _QUOTED.sub(" ", decode_bytes(field))
    for _ in range(_DEEPEST_COMMENT):
        bare = _COMMENT.sub(" ", bare)
    angles = _ANGLE.findall(bare)
    rest = _ANGLE.sub(" ", bare)
    whole = decode_words(field)
    name = clean_line(_ANGLE.sub("", whole).replace('"', " ")) if angles else ""
    if len(angles) > 1 or (angles and any(sign in rest for sign in "@,;<>")):
        return "", clean_line(whole)
    address = (angles[0] if angles else bare).strip()
    # An address with signs that nobody sees is meant to look like another.
    plain = is_address(address) and clean_line(address) == address
    return (normalise_address(address), name) if plain else ("", clean_line(whole))


def _judge(head: Head, trusted: str) -> str:
    """What the server found (RFC 8601); the field that stands highest came last. Nothing found is no suspicion."""
    results: dict[str, str] = {}
    for field in head.all("authentication-results"):
        text = decode_bytes(field)
        for _ in range(_DEEPEST_COMMENT):
            text = _COMMENT.sub(" ", text)
        server, *found = text.lower().split(";")
        if server.split()[:1] == [trusted]:
            for match in filter(None, map(_RESULT.match, found)):
                results.setdefault(match[1], match[2])
    # A message that is passed on fails SPF, and DMARC passes by its signature.
    if results.get("dmarc") == "pass":
        return ""
    failed = [method.upper() for method, bad in _FAILED.items() if results.get(method) in bad]
    return f"发件人没有通过 {trusted} 的验证（{'、'.join(failed)}）" if failed else ""
