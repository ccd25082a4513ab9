"""``desk.yml``: how people sign in to the desk in the browser (采编台), and how much of it one of them may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from ipaddress import ip_network

from jianbao.metadata import Fields
from jianbao.model import Decision
from jianbao.settings.limits import read_limit

_VARIABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_URL = re.compile(r"ldaps?://[^\s/]+(?:/.*)?")


class SignIn(Enum):
    """Who says that a person is that person."""

    LOCAL = "本机账号"
    PROXY = "代理"
    LDAP = "LDAP"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ldap:
    """``name`` is the DN under which a person binds, with ``{person}`` for the id of ``people.yml``.

    ``certificate``: a file on this machine with the authority that signed the server's, where the system lacks it.
    """

    url: str
    name: str
    certificate: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskSettings:
    """``header`` holds a person's id where a proxy at one of ``proxies`` has signed the person in. ``idle`` in minutes,
    ``session`` in hours, ``upload`` in megabytes, ``requests`` a minute of one person, ``attempts`` failed sign-ins in
    a quarter of an hour, ``exchange`` seconds between looks at the office's repository. ``reasons`` are the
    usual ones to choose from, by decision. ``pusher`` is the environment variable in which the office's git server
    says who pushes, ``account`` as whom the desk does.
    """

    sign_in: SignIn = SignIn.LOCAL
    header: str = "X-Remote-User"
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    ldap: Ldap | None = None
    https: bool = False
    idle: int = 60
    session: int = 10
    upload: int = 30
    requests: int = 240
    attempts: int = 8
    exchange: int = 30
    pusher: str = ""
    account: str = ""
    reasons: Mapping[Decision, tuple[str, ...]] = field(default_factory=dict)


def desk_from_fields(fields: Fields) -> DeskSettings:
    usual = DeskSettings()
    sign_in = fields.choice("sign_in", SignIn) or usual.sign_in
    ldap = _read_ldap(fields)
    if sign_in is SignIn.LDAP and ldap is None:
        fields.report(
            "desk-sign-in", fields.place("sign_in"), "用 LDAP 登录，没有写 ldap（目录服务）", "写上地址和名称"
        )
    return DeskSettings(
        sign_in=sign_in,
        header=fields.text("header", default=usual.header),
        proxies=_read_proxies(fields) or usual.proxies,
        ldap=ldap,
        https=fields.boolean("https"),
        pusher=_read_pusher(fields),
        account=fields.text("account"),
        reasons=_read_reasons(fields),
        **{name: read_limit(fields, name, getattr(usual, name), "desk-limit") for name in _LIMITS},
    )


_LIMITS = ("idle", "session", "upload", "requests", "attempts", "exchange")


def _read_pusher(fields: Fields) -> str:
    pusher = fields.text("pusher")
    if pusher and not _VARIABLE.fullmatch(pusher):
        fields.report("desk-pusher", fields.place("pusher"), f"“{pusher}”不是环境变量的名称", "如 GITEA_PUSHER_NAME")
        return ""
    return pusher


def _read_proxies(fields: Fields) -> tuple[str, ...]:
    proxies = fields.texts("proxies")
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError:
            fields.report("desk-sign-in", fields.place("proxies"), f"“{proxy}”不是地址", "如 127.0.0.1、10.1.0.0/24")
    return proxies


def _read_reasons(fields: Fields) -> dict[Decision, tuple[str, ...]]:
    """A list of {decision, texts}."""
    reasons: dict[Decision, tuple[str, ...]] = {}
    for group in fields.mappings("reasons"):
        decision = group.choice("decision", Decision, required=True)
        texts = group.texts("texts", required=True)
        if decision:
            reasons[decision] = (*reasons.get(decision, ()), *texts)
        group.finish()
    return reasons


def _read_ldap(fields: Fields) -> Ldap | None:
    group = fields.group("ldap")
    if group is None:
        return None
    ldap = Ldap(
        url=group.text("url", required=True),
        name=group.text("name", required=True),
        certificate=group.text("certificate"),
    )
    if ldap.url and not _URL.fullmatch(ldap.url):
        group.report(
            "desk-sign-in", group.place("url"), f"“{ldap.url}”不是目录服务的地址", "如 ldaps://ldap.yunxi.gov.cn"
        )
    if ldap.name and "{person}" not in ldap.name:
        hint = "如 uid={person},ou=people,dc=yunxi,dc=gov,dc=cn"
        group.report("desk-sign-in", group.place("name"), "name 里没有 {person}，分不出是谁", hint)
    group.finish()
    return ldap
