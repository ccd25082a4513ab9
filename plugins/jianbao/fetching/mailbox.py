"""收稿邮箱: the mails of one folder over IMAP (RFC 3501), only looked at: nothing is deleted, no flag set."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from logging import NullHandler, getLogger
from typing import Any, NoReturn

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from jianbao.fetching.deadline import Deadline
from jianbao.fetching.failing import FetchError
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.settings.intake import MEGABYTE
from jianbao.settings.mail import MailSettings, Security

# A head is read so far; honest ones end long before. So many are asked for at once.
_HEAD, _AT_ONCE = 65_536, 50
# One answer of the server; the whole of it has the settings' time.
_ONE_ANSWER = 30
# All bodies of one run, in the largest single mail that the settings allow.
_TOTAL = 5
# Folders that only hold others; so many of the rest are named.
_CLOSED, _MOST_NAMES = {b"\\Noselect", b"\\NonExistent"}, 20
# What the library raises, besides its own errors, on answers that are no IMAP; a size that nobody has room for, and
# parentheses without end, are such answers.
_BROKEN = (
    IMAPClientError, EOFError, ValueError, LookupError, AttributeError, TypeError, AssertionError, MemoryError,
    RecursionError,
)  # fmt: skip

# The library says in its log, in English, what it cannot decode; where nobody keeps that it would reach the screen.
getLogger("imapclient").addHandler(NullHandler())


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """A mail as it lies there: ``size`` in bytes, ``received`` by the server (INTERNALDATE), ``head`` its first bytes;
    ``data`` all of it, where it was fetched.
    """

    size: int
    received: datetime
    head: bytes
    data: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailed:
    """``letters`` in the order of their arrival. ``older``: how many before them were not looked at; ``late``: that the
    time was over before all of the wanted ones were fetched, ``full``: that they would have been too many bytes.
    """

    letters: tuple[Posted, ...]
    older: int = 0
    late: bool = False
    full: bool = False


def read_mailbox(settings: MailSettings, password: str, since: date, choose: Callable[[Posted], int]) -> Mailed:
    """The mails since a day. ``choose`` sees each without its ``data``: 0 leaves it so, else those of 1 are fetched
    before those of 2. Raises ProblemsFound where the server cannot be reached, trusted or understood.
    """
    found: list[Posted] = []
    deadline = Deadline(settings.seconds)
    try:
        client = _connect(settings, deadline)
        # TLS has taken the socket over; this is another handle on the same connection.
        with client, socket.socket(fileno=socket.dup(client.socket().fileno())) as handle, deadline.cut_off(handle):
            return _read(client, settings, password, since, choose, found)
    except (*_BROKEN, OSError, FetchError) as error:
        if deadline.passed and found:
            return Mailed(letters=tuple(found), late=True)
        _refuse(settings, error, over=deadline.passed)


def _connect(settings: MailSettings, deadline: Deadline) -> IMAPClient:
    """A connection, encrypted or about to be."""
    context = _make_context(settings)
    most = min(settings.seconds, _ONE_ANSWER)

    def connect() -> IMAPClient | Exception:
        try:
            return IMAPClient(
                settings.host,
                settings.port,
                ssl=settings.security is Security.TLS,
                ssl_context=context,
                timeout=SocketTimeout(connect=most, read=most),
            )
        except _BROKEN as error:
            return error

    client = deadline.await_result(connect)
    if isinstance(client, Exception):
        raise client
    client.normalise_times = False
    return client


def _make_context(settings: MailSettings) -> ssl.SSLContext:
    """Asks for a certificate of an authority that this machine or the settings know, with the name of the host."""
    if not settings.certificate:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=settings.certificate)
    except OSError as error:
        hint = "写签发机构证书（PEM 格式）在本机的位置，检查文件权限"
        _tell("mail-certificate", f"证书文件 {settings.certificate} 读不出来（{_say(error)}）", hint, error)


def _read(
    client: IMAPClient,
    settings: MailSettings,
    password: str,
    since: date,
    choose: Callable[[Posted], int],
    found: list[Posted],
) -> Mailed:
    if settings.security is Security.STARTTLS:
        client.starttls(_make_context(settings))
    # LOGIN takes nothing but ASCII.
    log_in = client.plain_login if client.has_capability("AUTH=PLAIN") else client.login
    log_in(settings.user, password)
    # Servers of some makers open no folder to a program that does not say its name (RFC 2971).
    if client.has_capability("ID"):
        client.id_({"name": "jianbao"})
    _open_folder(client, settings.mailbox)
    numbers = sorted(client.search(["SINCE", since]))
    kept = numbers[-settings.letters :]
    listed = _list(client, kept)
    found += [letter for _, letter in listed]
    full = _fetch_bodies(client, settings, listed, choose, found)
    return Mailed(letters=tuple(found), older=len(numbers) - len(kept), full=full)


def _open_folder(client: IMAPClient, folder: str) -> None:
    """With EXAMINE: the server itself then changes nothing."""
    try:
        client.select_folder(folder, readonly=True)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        known = [str(name) for flags, _, name in client.list_folders() if not _CLOSED & set(flags)]
        hint = f"现有：{'、'.join(sorted(known)[:_MOST_NAMES])}" if known else "在网页上登录邮箱，核对邮件夹的名称"
        _tell("mail-mailbox", f"邮箱里没有可以打开的邮件夹“{folder}”", hint, error)


def _list(client: IMAPClient, numbers: list[int]) -> list[tuple[int, Posted]]:
    listed: list[tuple[int, Posted]] = []
    for begin in range(0, len(numbers), _AT_ONCE):
        some = numbers[begin : begin + _AT_ONCE]
        answers = client.fetch(some, ["RFC822.SIZE", "INTERNALDATE", f"BODY.PEEK[HEADER]<0.{_HEAD}>"])
        for number in some:
            if answer := answers.get(number):  # one that was deleted meanwhile has none
                size, received = int(answer[b"RFC822.SIZE"]), answer[b"INTERNALDATE"]
                listed.append((number, Posted(size=size, received=received, head=_pick(answer, b"BODY[HEADER]"))))
    return sorted(listed, key=lambda pair: (pair[1].received, pair[0]))


def _fetch_bodies(
    client: IMAPClient,
    settings: MailSettings,
    listed: list[tuple[int, Posted]],
    choose: Callable[[Posted], int],
    found: list[Posted],
) -> bool:
    """Puts the wanted ones whole in their places; whether some were left because all together are too large."""
    largest, came = settings.megabytes * MEGABYTE, 0
    ranked = sorted((rank, at) for at, (_, letter) in enumerate(listed) if (rank := choose(letter)))
    for _, at in ranked:
        number, letter = listed[at]
        if letter.size > largest:
            continue
        if came + letter.size > _TOTAL * largest:
            return True
        # One byte more than is stated would show that the server does not know what it has.
        answer = client.fetch([number], [f"BODY.PEEK[]<0.{largest + 1}>"]).get(number, {})
        data = _pick(answer, b"BODY[]")
        came += len(data)
        found[at] = replace(letter, data=data, size=max(letter.size, len(data)))
    return False


def _pick(answer: dict[bytes, Any], name: bytes) -> bytes:
    """A part of an answer; some servers repeat where it begins behind the name."""
    return next((value or b"" for key, value in answer.items() if key.startswith(name)), b"")


def _refuse(settings: MailSettings, error: BaseException, *, over: bool) -> NoReturn:
    where = f"{settings.host}:{settings.port}"
    if over:
        hint = "稍后再试；邮件多、网络慢的，在 mail.yml 里把 seconds 写大些"
        _tell("mail-slow", f"收稿邮箱 {where} 太慢，{settings.seconds}秒还没有收完", hint, error)
    if isinstance(error, ssl.SSLCertVerificationError):
        hint = "本单位自己签发的证书，在 mail.yml 的 certificate 里写签发机构证书的位置；否则可能有人冒充，不要继续"
        _tell("mail-certificate", f"收稿邮箱 {where} 的证书验证不过（{error.verify_message}）", hint, error)
    if isinstance(error, LoginError):
        hint = "核对 user 和口令；有的邮箱要另设“客户端授权码”，并先在网页上开通 IMAP"
        _tell("mail-login", f"收稿邮箱 {where} 不让登录（{_say(error)}）", hint, error)
    if isinstance(error, ssl.SSLError) or "STARTTLS" in str(error).upper():
        hint = "核对 port 和 security：993 端口用 TLS，143 端口用 STARTTLS；不加密的连接一律不用"
        _tell("mail-certificate", f"与收稿邮箱 {where} 建立不了加密连接（{_say(error)}）", hint, error)
    _tell(
        "mail-down", f"收稿邮箱 {where} 连不上，或没有照规矩回答（{_say(error)}）", "核对 host、port，检查网络", error
    )


def _say(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:200]


def _tell(code: str, message: str, hint: str, error: BaseException | None) -> NoReturn:
    raise ProblemsFound([Problem(code=code, place=NOWHERE, message=message, hint=hint)]) from error
