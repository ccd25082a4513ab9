"""登录: who the visitor is, by a local account, by the header of a trusted proxy, or by the office's LDAP server."""

from __future__ import annotations

from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from secrets import token_hex

from flask import Request, session
from itsdangerous import BadData, URLSafeTimedSerializer

from jianbao.serving.people.accounts import is_password, read_stamp
from jianbao.serving.people.directory import can_bind
from jianbao.serving.people.visitor import Visitor, find_visitor
from jianbao.serving.state import read_state, write_state
from jianbao.serving.store import Store
from jianbao.settings import SignIn
from jianbao.writing import lock_office

_TOKEN = "signed-in"  # noqa: S105  (the name of a field)
# Sessions that ended before their time; the oldest are past it anyway.
_ENDED, _MOST_ENDED = "ended.json", 2000


def sign_in(store: Store, person: str) -> None:
    """Begins a session. Whoever calls it has made sure that it is this person."""
    session.clear()
    session[_TOKEN] = _serializer(store).dumps([person, read_stamp(store.root, person), token_hex(8)])
    session.permanent = True


def sign_out(store: Store) -> None:
    """Ends the session for good: whoever kept a copy of its cookie is nobody too."""
    if token := session.get(_TOKEN):
        with lock_office(store.root):
            ended = [known for known in read_state(store.root, _ENDED) or [] if known != _mark(token)]
            write_state(store.root, _ENDED, [*ended, _mark(token)][-_MOST_ENDED:])
    session.clear()


def knows_password(store: Store, person: str, password: str) -> bool:
    """Asks the office's directory or the local accounts, as ``desk.yml`` says."""
    settings = store.read().settings.desk
    if settings.sign_in is SignIn.LDAP:
        return settings.ldap is not None and can_bind(settings.ldap, person, password)
    return settings.sign_in is SignIn.LOCAL and is_password(store.root, person, password)


def find_signed_in(store: Store, request: Request, *, trial: bool) -> Visitor | None:
    """Whose request it is; None for nobody. A person who left, or whose password was changed, is nobody at once."""
    settings = store.read().settings.desk
    if settings.sign_in is SignIn.PROXY and not trial:
        return _find(store, _read_header(request, settings.header, settings.proxies))
    token = session.get(_TOKEN, "")
    try:
        person, stamp, _ = _serializer(store).loads(token, max_age=settings.session * 3600)
    except (BadData, ValueError):
        return None
    if stamp != read_stamp(store.root, person) or _mark(token) in (read_state(store.root, _ENDED) or []):
        return None
    return _find(store, person)


def _find(store: Store, person: str) -> Visitor | None:
    return find_visitor(store.read(), person, store.as_of().day) if person else None


def _read_header(request: Request, header: str, proxies: tuple[str, ...]) -> str:
    """What a trusted proxy says; from anywhere else a header is a claim that anybody could make."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    # A server on all addresses tells those of IPv4 as ones of IPv6.
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    return request.headers.get(header, "") if any(address in ip_network(proxy) for proxy in proxies) else ""


def _mark(token: str) -> str:
    return sha256(token.encode()).hexdigest()[:32]


def _serializer(store: Store) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(store.key, salt="signed-in")
