"""Where a request may go: nobody outside may lead us to a machine of our own (server-side request forgery)."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from jianbao.fetching.deadline import Deadline
from jianbao.fetching.failing import FetchError

_PORTS = {"http": 80, "https": 443}
_MAX_URL, _MAX_HOST, _MAX_PORT = 4000, 253, 65535
_UNWRITABLE = re.compile("[\x00-\x20\x7f\\\\]")
# IPv6 addresses that stand for an IPv4 address in their last 32 bits (RFC 6052, RFC 8215, RFC 4291).
_EMBEDDING = tuple(ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/96", "::/96", "::ffff:0:0:0/96"))
_NEVER_PUBLIC = (ip_network("64:ff9b:1::/48"), ip_network("fec0::/10"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Hop:
    """One address of the web on the way; ``host`` as it goes over the wire, ``target`` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def read_hop(url: str) -> Hop:
    """Raises FetchError for what is no address of the web, and for one with a name and password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _encode_host(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise _refuse_url(url) from error
    if parts.scheme not in _PORTS or not host or len(url) > _MAX_URL or _UNWRITABLE.search(url):
        raise _refuse_url(url)
    if parts.username is not None or parts.password is not None:
        raise FetchError("fetch-address", "地址里带有用户名或密码，没有去取", "去掉地址里 @ 以前的部分")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
    return Hop(scheme=parts.scheme, host=host, port=port or _PORTS[parts.scheme], target=f"{path}{query}")


def _encode_host(host: str) -> str:
    """In ASCII and lower case; a longer one than there are would only be long to encode."""
    if len(host) > _MAX_HOST:
        return ""
    return (host if host.isascii() else host.encode("idna").decode("ascii")).lower().rstrip(".")


def _refuse_url(url: str) -> FetchError:
    shown = url if len(url) <= 100 else f"{url[:100]}……"  # noqa: PLR2004  (as much as fits into a line)
    return FetchError("fetch-address", f"“{shown}”不是能取的地址", "只取 http:// 和 https:// 开头的地址")


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """What the settings say may be gone to: the source itself and the hosts beside it, which may be our own."""

    own: Hop
    hosts: Sequence[str] = ()

    def check(self, hop: Hop, before: Hop | None = None) -> bool:
        """Whether the host is one of ours to trust. Raises FetchError for a way that is not to be gone."""
        if before and before.scheme == "https" and hop.scheme == "http":
            hint = "请对方检查；确认网址改了的，在 feeds.yml 里写新地址"
            raise FetchError("fetch-redirect", f"从加密的地址转到了不加密的 {hop.url}，没有跟去", hint)
        listed = {host.lower() for host in self.hosts}
        named = f"{hop.host}:{hop.port}"
        is_own = (hop.host, hop.port) == (self.own.host, self.own.port)
        if hop.port not in _PORTS.values() and not is_own and named not in listed:
            hint = f"确认可以去的，在 feeds.yml 这个信息源的 hosts 里加上 {named}"
            raise FetchError("fetch-redirect", f"转到了 {hop.url}，端口不是80、443，没有跟去", hint)
        return hop.host == self.own.host or hop.host in listed or named in listed


def resolve_hop(hop: Hop, deadline: Deadline, *, is_trusted: bool) -> list[str]:
    """The addresses of the host, each checked: what is connected to is one of these and nothing asked for again.

    Raises FetchError where there is none, and where one of them is not to be gone to.
    """
    try:
        found = deadline.await_result(lambda: socket.getaddrinfo(hop.host, hop.port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as error:
        hint = "检查 feeds.yml 里的地址和这台机器的网络"
        raise FetchError("fetch-unknown", f"找不到主机 {hop.host}", hint) from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    for address in addresses:
        if not is_allowed(address, is_trusted=is_trusted):
            hint = f"可能是对方网站被人改动；确是本单位内网主机的，在 feeds.yml 这个信息源的 hosts 里加上 {hop.host}"
            raise FetchError("fetch-private", f"{hop.host} 是内部地址 {address}，没有去取", hint)
    return addresses


def is_allowed(text: str, *, is_trusted: bool) -> bool:
    """A trusted host may stand in the office's own network or on this machine; any other only in the public one."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    members = _unwrap(address)
    if is_trusted:
        return not any(known.is_multicast or known.is_unspecified or known.is_link_local for known in members)
    return all(known.is_global and not (known.is_multicast or known.is_reserved) for known in members) and not any(
        address in net for net in _NEVER_PUBLIC
    )


def _unwrap(address: IPv4Address | IPv6Address) -> tuple[IPv4Address | IPv6Address, ...]:
    """The address, and the one that it stands for where it is an IPv6 form of another."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    inner = [address.sixtofour, *(address.teredo or ())]
    if any(address in net for net in _EMBEDDING) and int(address) > 1:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return (address, *(known for known in inner if known is not None))
