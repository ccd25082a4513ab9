"""The only HTTP client: one answer within a total time and size, over checked ways alone."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError, SSLError

from jianbao import __version__
from jianbao.fetching.addresses import Gate, Hop, read_hop, resolve_hop
from jianbao.fetching.deadline import Deadline
from jianbao.fetching.failing import FetchError

MEGABYTE = 1024 * 1024
_PIECE = 64 * 1024
_HEADERS = {
    "User-Agent": f"jianbao/{__version__}",
    "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_OK, _NOT_MODIFIED, _GONE = 200, 304, 410
_REDIRECTS, _FOR_GOOD = frozenset({301, 302, 303, 307, 308}), frozenset({301, 308})
_BUSY = frozenset({429, 503})
_MEANINGS = {
    401: ("要登录才能看", "向对方要不用登录的订阅地址"),
    403: ("对方不让取", "请对方放行这台机器的地址"),
    404: ("对方没有这个地址", "到对方网站上查新的订阅地址，改 feeds.yml"),
}
_LONGEST_WAIT = 7 * 24 * 3600
# What a header may hold when it is sent back.
_HEADER_TEXT = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,499}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """``hosts`` beside the url's own may be redirected to wherever they stand. ``etag`` and ``modified`` are what the
    last answer said of itself. ``seconds`` for everything together, ``megabytes`` unpacked.
    """

    url: str
    hosts: tuple[str, ...] = ()
    certificate: str = ""
    etag: str = ""
    modified: str = ""
    seconds: float = 30
    megabytes: int = 5
    redirects: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """``unchanged``: nothing new since ``etag`` or ``modified``. ``url`` is where the body came from; ``moved`` where
    the server wants to be asked from now on.
    """

    url: str
    unchanged: bool = False
    body: bytes = b""
    media_type: str = ""
    etag: str = ""
    modified: str = ""
    moved: str = ""


def fetch(question: Question) -> Answer:
    """Asks, following redirects. Raises FetchError, and nothing else, whatever the server does."""
    deadline = Deadline(question.seconds)
    own = read_hop(question.url)
    gate = Gate(own=own, hosts=question.hosts)
    hop, before, seen, moved = own, None, {own.url}, ""
    for _ in range(question.redirects + 1):
        is_trusted = gate.check(hop, before)
        with _open(hop, question, deadline, is_trusted=is_trusted) as response:
            if response.status not in _REDIRECTS:
                return _take(response, hop, question, deadline, moved)
            target = _read_target(response, hop)
            # Only where all steps up to here were for good is the new address worth writing down.
            is_lasting = response.status in _FOR_GOOD and (moved or before is None)
        moved = target.url if is_lasting else ""
        if target.url in seen:
            raise FetchError("fetch-redirect", "对方的地址转来转去，又转了回来", "请对方检查；可能要登录才能看")
        hop, before = target, hop
        seen.add(hop.url)
    raise FetchError("fetch-redirect", f"转了{question.redirects}次还没有到", "到对方网站上查订阅地址，改 feeds.yml")


def _read_target(response: BaseHTTPResponse, hop: Hop) -> Hop:
    location = response.headers.get("Location", "")
    # Headers are read as Latin-1; servers write their Chinese names in UTF-8.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    if not location:
        raise FetchError("fetch-redirect", "对方要转到别处，却没有说转到哪里", "请对方检查")
    try:
        return read_hop(urljoin(hop.url, location))
    except ValueError as error:
        raise FetchError("fetch-redirect", "对方转到的地址写错了", "请对方检查") from error


# -- one connection -----------------------------------------------------------


class _Plain(HTTPConnection):
    """Goes over a connection to an address that was checked, and asks for no address itself."""

    connected: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.connected


class _Encrypted(HTTPSConnection):
    """The same; the certificate is still asked for the host's name."""

    connected: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.connected


@contextmanager
def _open(hop: Hop, question: Question, deadline: Deadline, *, is_trusted: bool) -> Iterator[BaseHTTPResponse]:
    addresses = resolve_hop(hop, deadline, is_trusted=is_trusted)
    connection = _make_connection(hop, question, deadline)
    with _explaining(hop, deadline), _dial(addresses, hop.port, deadline) as connected:
        connection.connected = connected
        try:
            with deadline.cut_off(connected):
                connection.request("GET", hop.target, headers=_make_headers(question), preload_content=False)
                with connection.getresponse() as response:
                    yield response
        finally:
            connection.close()


def _dial(addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    """To the first that answers."""
    refused = OSError("no address")
    for address in addresses:
        deadline.require_time()
        try:
            return socket.create_connection((address, port), deadline.left)
        except OSError as error:
            refused = error
    raise refused


def _make_connection(hop: Hop, question: Question, deadline: Deadline) -> _Plain | _Encrypted:
    if hop.scheme == "http":
        return _Plain(hop.host, hop.port, timeout=deadline.left)
    context = ssl.create_default_context()
    if question.certificate:
        try:
            context.load_verify_locations(question.certificate)
        except OSError as error:
            hint = "检查 feeds.yml 里的 certificate（证书文件）"
            raise FetchError("fetch-certificate", f"证书文件 {question.certificate} 打不开或不是证书", hint) from error
    return _Encrypted(hop.host, hop.port, timeout=deadline.left, ssl_context=context)


def _make_headers(question: Question) -> Mapping[str, str]:
    stated = {"If-None-Match": question.etag, "If-Modified-Since": question.modified}
    return {**_HEADERS, **{name: text for name, text in stated.items() if _HEADER_TEXT.fullmatch(text)}}


@contextmanager
def _explaining(hop: Hop, deadline: Deadline) -> Iterator[None]:
    """What the libraries raise, as FetchError."""
    try:
        yield
    except (SSLError, ssl.SSLError) as error:
        raise _explain_tls(error, hop, deadline) from error
    except DecodeError as error:
        raise FetchError("fetch-broken", "压缩的内容解不开", "稍后再取；一直这样的，请对方检查") from error
    except (ProtocolError, http.client.IncompleteRead) as error:
        raise _late_or(deadline, "fetch-broken", "没有传完就断了", "稍后再取；一直这样的，请对方检查") from error
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        hint = "稍后再取；一直这样的，检查地址和这台机器的网络"
        said = "连不上" if isinstance(error, OSError) and not isinstance(error, HTTPError) else "回应看不懂，或中途断了"
        raise _late_or(deadline, "fetch-broken", f"{hop.host} {said}", hint) from error


def _late_or(deadline: Deadline, code: str, message: str, hint: str) -> FetchError:
    return deadline.fail() if deadline.passed else FetchError(code, message, hint)


def _explain_tls(error: Exception, hop: Hop, deadline: Deadline) -> FetchError:
    if "CERTIFICATE_VERIFY_FAILED" in str(error) or isinstance(error, ssl.SSLCertVerificationError):
        hint = "对方证书过期或不是这个主机的，请对方检查；单位自建的证书，在 feeds.yml 里写 certificate（证书文件）"
        return FetchError("fetch-certificate", f"{hop.host} 的证书不对，没有去取", hint)
    return _late_or(deadline, "fetch-certificate", f"与 {hop.host} 建立不了加密连接", "请对方检查网站的加密设置")


# -- one answer ---------------------------------------------------------------


def _take(response: BaseHTTPResponse, hop: Hop, question: Question, deadline: Deadline, moved: str) -> Answer:
    etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    if response.status == _NOT_MODIFIED:
        return Answer(
            url=hop.url,
            unchanged=True,
            etag=etag or question.etag,
            modified=modified or question.modified,
            moved=moved,
        )
    if response.status != _OK:
        raise _explain_status(response)
    media_type = response.headers.get("Content-Type", "")
    body = _read_body(response, question.megabytes, deadline)
    return Answer(url=hop.url, body=body, media_type=media_type, etag=etag, modified=modified, moved=moved)


def _explain_status(response: BaseHTTPResponse) -> FetchError:
    status = response.status
    if status == _GONE:
        hint = "到对方网站上查新的订阅地址，改 feeds.yml；不再用的写 off: 是"
        return FetchError("fetch-gone", "对方说这个订阅已经停了（410）", hint, gone=True)
    if status in _BUSY:
        wait = _read_wait(response.headers)
        hint = "到时再取" if wait else "稍后再取"
        return FetchError("fetch-busy", f"对方说现在太忙（{status}）", hint, wait=wait)
    said, hint = _MEANINGS.get(status, ("对方出错", "稍后再取；一直这样的，请对方检查"))
    return FetchError("fetch-status", f"{said}（{status}）", hint)


def _read_wait(headers: Mapping[str, str]) -> int:
    """Seconds of a Retry-After (RFC 9110, section 10.2.3), at most a week; 0 where it says nothing of use. A time of
    day is reckoned from the server's own clock.
    """
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(int(text), _LONGEST_WAIT)
    try:
        until, now = (parsedate_to_datetime(stated).replace(tzinfo=UTC) for stated in (text, headers.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    return max(0, min(int((until - now).total_seconds()), _LONGEST_WAIT))


def _read_body(response: BaseHTTPResponse, megabytes: int, deadline: Deadline) -> bytes:
    """Unpacked piece by piece: what is packed to burst never gets far."""
    limit, body = megabytes * MEGABYTE, bytearray()
    stated = response.headers.get("Content-Length", "")
    is_large = stated.isdecimal() and len(stated) < 20 and int(stated) > limit  # noqa: PLR2004  (no number is longer)
    while not is_large and (piece := response.read(_PIECE, decode_content=True)):
        deadline.require_time()
        body += piece
        is_large = len(body) > limit
    if is_large:
        hint = "请对方减少条数；确实需要的，在 feeds.yml 里加大 megabytes"
        raise FetchError("fetch-large", f"内容超过{megabytes}兆，没有取完", hint)
    # A connection that we cut off looks like one that has said all.
    deadline.require_time()
    return bytes(body)
