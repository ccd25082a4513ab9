"""``feeds.yml``: what other offices put out and we read along (信息源), and how much of it may come in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jianbao.metadata import Fields
from jianbao.settings.limits import read_limit

# What is left of the 40 characters of a slug for the source's id, beside ten hexadecimal digits.
MAX_SOURCE_ID = 29
_URL = re.compile(r"https?://[^\s/?#@]+(?:[/?][^\s]*)?")
_HOST = re.compile(r"[^\s/:@]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedSource:
    """``channel``: what appears here is that channel's periodical, so adoptions are looked for in it. ``days``: how
    long a lead is kept. ``hosts``: other hosts (``host`` or ``host:port``) that a redirect may lead to, wherever they
    stand. ``certificate``: a file on this machine with the authority that signed the server's, where the system lacks
    it.
    """

    id: str
    name: str
    url: str
    kind: str
    days: int
    channel: str = ""
    hosts: tuple[str, ...] = ()
    certificate: str = ""
    off: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedSettings:
    """``megabytes`` of one answer, unpacked; ``seconds`` for one source with all its redirects; ``entries`` taken from
    one feed, the newest first.
    """

    sources: tuple[FeedSource, ...] = ()
    kinds: tuple[str, ...] = ("上级动态", "外地经验")
    megabytes: int = 5
    seconds: int = 30
    entries: int = 200
    redirects: int = 5
    days: int = 30

    def get(self, source: str) -> FeedSource | None:
        """By id or name."""
        return next((known for known in self.sources if source in (known.id, known.name)), None)

    def name_of(self, source: str) -> str:
        """The name of a source; the id of one that is no longer listed."""
        known = self.get(source)
        return known.name if known else source

    def kind_of(self, source: str) -> str:
        """Empty for one that is no longer listed."""
        known = self.get(source)
        return known.kind if known else ""


_LIMITS = ("megabytes", "seconds", "entries", "redirects", "days")


def feeds_from_fields(fields: Fields) -> FeedSettings:
    usual = FeedSettings()
    limits = {name: read_limit(fields, name, getattr(usual, name), "feed-limit") for name in _LIMITS}
    kinds = fields.texts("kinds") or usual.kinds
    sources: list[FeedSource] = []
    for group in fields.mappings("sources"):
        source = _read_source(group, kinds, limits["days"])
        if source.id and source.id in (known.id for known in sources):
            group.report("feed-source", group.place("id"), f"有两个信息源的编号都是“{source.id}”", "改掉其中一个")
        sources.append(source)
    return FeedSettings(sources=tuple(sources), kinds=kinds, **limits)


def _read_source(group: Fields, kinds: tuple[str, ...], days: int) -> FeedSource:
    source = FeedSource(
        id=_read_id(group),
        name=group.text("name", required=True),
        url=group.text("url", required=True),
        kind=group.text("kind", required=True),
        channel=group.name("channel", "channel"),
        days=read_limit(group, "days", days, "feed-limit"),
        hosts=group.texts("hosts"),
        certificate=group.text("certificate"),
        off=group.boolean("off"),
    )
    if source.kind and source.kind not in kinds:
        hint = "可选：" + "、".join(kinds) + "；另有叫法的，写进 kinds"
        group.report("feed-source", group.place("kind"), f"没有“{source.kind}”这一类信息源", hint)
    if source.url and not _URL.fullmatch(source.url):
        # What stands before @ may be a password, and problems are sent around.
        shown = "地址里有用户名或密码" if "@" in source.url else f"“{source.url}”不是能取的地址"
        hint = "写 http:// 或 https:// 开头的订阅（RSS、Atom）地址，不带用户名和密码"
        group.report("feed-source", group.place("url"), shown, hint)
    for host in source.hosts:
        if not _HOST.fullmatch(host):
            hint = "只写主机名，如 www.yunxi.gov.cn；端口不是80、443的写成 www.yunxi.gov.cn:8080"
            group.report("feed-source", group.place("hosts"), f"“{host}”不是主机名", hint)
    group.finish()
    return source


def _read_id(group: Fields) -> str:
    identity = group.identity("id")
    if len(identity) > MAX_SOURCE_ID:
        group.report("id-invalid", group.place("id"), f"“{identity}”太长", f"信息源的编号不超过{MAX_SOURCE_ID}个字符")
    return identity
