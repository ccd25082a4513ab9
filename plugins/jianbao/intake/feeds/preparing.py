"""The text of a feed → a tree of what is harmless: no entities, no DTD, no depth, no more entries than wanted."""

from __future__ import annotations

import html.entities
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from jianbao.intake.refusing import RefusedError

Element = Any

# What a feed may begin with, after whatever a broken page printed before it.
_START = re.compile(r"<(?:\?xml|(?:[A-Za-z][\w.-]{0,40}:)?(?:rss|feed|rdf))\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}?\?>", re.IGNORECASE)
# A declaration without definitions of its own, as RSS 0.91 asks for; nothing is fetched for it.
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[\]<>]{0,400}>", re.IGNORECASE)
_DEFINITION = re.compile(r"<!(?:ENTITY|DOCTYPE|ELEMENT|ATTLIST|NOTATION)\b", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_NUMBERED = re.compile(r"&#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_COMMENT = re.compile(r"[\ufeff\s]*<!--(?s:.{0,5000}?)-->")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_FAR = 5000
# Real feeds have far less in five megabytes: tags, and signs as &lt;, before anything is made of them; elements that
# are read one by one. Of more, what says nothing would take a quarter of a minute and half a gigabyte.
_MOST_TAGS, _MOST_SIGNS, _MOST_ELEMENTS = 500_000, 1_000_000, 100_000
_SLICE = 100_000
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
# Elements that entries are read from; in those of texts nothing else is looked for.
_TEXTS = frozenset({"title", "description", "summary", "content", "encoded", "body", "fullitem", "abstract"})
_STATED = frozenset({
    "rss", "rdf", "feed", "channel", "items", "item", "entry", "link", "guid", "id", "identifier", "pubdate",
    "published", "issued", "updated", "date", "modified", "created",
})  # fmt: skip
# Prefixes that feeds use without saying what they stand for.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """Well-formed UTF-8. ``left`` entries were too many; ``mended``: it was not well-formed as it came."""

    data: bytes
    left: int = 0
    mended: bool = False


def prepare_feed(text: str, most: int) -> Prepared:
    """Raises RefusedError for what is no feed, or is made to harm whoever reads it."""
    if not text.strip("\ufeff \t\r\n"):
        raise RefusedError("feed-empty", "对方给的内容是空的", "稍后再取；一直这样的，请对方检查")
    text = _drop_comments(text)
    start = _START.search(text, 0, _FAR)
    page = _PAGE.search(text, 0, _FAR)
    if start is None:
        raise _refuse_page() if page else _refuse_other()
    before = text[: start.start()]
    if _DEFINITION.search(_DOCTYPE.sub("", before, count=1)):
        raise _refuse_definition()
    mended = bool(_DOCTYPE.sub("", before, count=1).strip())
    declared = _DECLARATION.match(text, start.start())
    body = text[declared.end() if declared else start.start() :]
    plain = _tidy(body)
    root, broken = _parse(plain)
    left = _cut(root, most)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise _refuse_crowd()
    _bind_prefixes(root)
    _hide_unread(root)
    data: bytes = etree.tostring(root, encoding="utf-8")
    return Prepared(data=data, left=left, mended=mended or broken)


def _drop_comments(text: str) -> str:
    """What is said before anything is meant."""
    begin = 0
    while comment := _COMMENT.match(text, begin):
        begin = comment.end()
    return text[begin:].lstrip("\ufeff \t\r\n")


def _refuse_page() -> RefusedError:
    hint = "可能要登录，或地址改了：用浏览器打开看看，再到对方网站上查订阅地址"
    return RefusedError("feed-page", "取到的是网页，不是订阅（RSS、Atom）", hint)


def _refuse_other() -> RefusedError:
    return RefusedError("feed-unknown", "取到的不是订阅（RSS、Atom）", "到对方网站上查订阅地址，改 feeds.yml")


def _refuse_definition() -> RefusedError:
    hint = "请对方检查；正常的订阅里没有这种定义"
    return RefusedError("feed-entities", "内容里定义了实体（DTD），可能是攻击，没有读", hint)


def _refuse_crowd() -> RefusedError:
    return RefusedError("feed-crowded", "内容里的标签、符号多得不正常，没有读", "请对方检查；正常的订阅不会这样")


# -- before the parser --------------------------------------------------------


def _tidy(text: str) -> str:
    """Raises RefusedError where anything is defined: a few bytes could unfold to any size, or reach for files."""
    pieces = []
    tags = signs = 0
    for piece, is_literal in _split(_ILLEGAL.sub("", text)):
        if is_literal:
            pieces.append(piece)
            continue
        tags, signs = tags + piece.count("<"), signs + piece.count("&")
        if tags > _MOST_TAGS or signs > _MOST_SIGNS:
            raise _refuse_crowd()
        bare = _DOCTYPE.sub("", piece, count=1)
        if _DEFINITION.search(bare):
            raise _refuse_definition()
        pieces += map(_resolve_signs, _slice(bare))
    return "".join(pieces)


def _slice(text: str) -> Iterator[str]:
    """In slices that end before an ampersand, so that what is made of one is little: each sign becomes a text."""
    begin = 0
    while begin < len(text):
        end = text.find("&", begin + _SLICE)
        yield text[begin : end if end > 0 else len(text)]
        begin = end if end > 0 else len(text)


def _resolve_signs(text: str) -> str:
    return _NAMED.sub(_resolve_name, _NUMBERED.sub(_keep_legal, _AMPERSAND.sub("&amp;", text)))


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of markup, and of CDATA, in which nothing is markup."""
    position = 0
    while (start := text.find(_CDATA, position)) >= 0:
        end = text.find(_CDATA_END, start)
        if end < 0:
            break
        yield text[position:start], False
        position = end + len(_CDATA_END)
        yield text[start:position], True
    yield text[position:], False


def _keep_legal(match: re.Match[str]) -> str:
    """Numbers of characters that there are; the parser would let half a one through."""
    number = int(match[1][1:], 16) if match[1][0] in "xX" else int(match[1])
    return f"&#{number};" if number <= sys.maxunicode and not _ILLEGAL.match(chr(number)) else ""


def _resolve_name(match: re.Match[str]) -> str:
    """HTML's names of characters, which XML does not know."""
    if match[1] in _OWN:
        return match[0]
    return html.entities.html5.get(f"{match[1]};", f"&amp;{match[1]};")


# -- the tree -----------------------------------------------------------------


def _parse(text: str) -> tuple[Element, bool]:
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        # Not even recovering found anything.
        raise _refuse_other() from error
    if root is None:
        raise _refuse_other()
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        hint = "请对方检查；正常的订阅不会这样"
        raise RefusedError("feed-deep", "内容一层套一层，太深了，没有读", hint)
    name = root.tag.rpartition("}")[2].rpartition(":")[2].lower()
    if name == "html":
        raise _refuse_page()
    if name not in _ROOTS:
        raise _refuse_other()
    # In what was to be literal and is not there may be names that nobody defined.
    etree.strip_tags(root, etree.Entity)
    return root, any(entry.level >= etree.ErrorLevels.ERROR for entry in parser.error_log)


def _cut(root: Element, most: int) -> int:
    """Removes the entries behind the first so many; how many those were."""
    entries = list(root.iter("{*}item", "{*}entry"))
    for entry in entries[most:]:
        entry.getparent().remove(entry)
    return max(0, len(entries) - most)


def _bind_prefixes(root: Element) -> None:
    """Names with a prefix that nobody declared get what it usually stands for."""
    for element in root.iter():
        if (bound := _bind(element.tag)) != element.tag:
            element.tag = bound
        for name in [name for name in element.attrib if _bind(name) != name]:
            del element.attrib[name]


def _bind(name: str) -> str:
    if name.startswith("{") or ":" not in name:
        return name
    prefix, _, local = name.rpartition(":")
    return f"{{{_PREFIXES.get(prefix.lower(), 'urn:unknown')}}}{local or 'x'}"


def _hide_unread(root: Element) -> None:
    """Elements that we do not read get a name that means nothing: feedparser compares each category with all others,
    and looks for addresses in what an author may be called, in time that grows with the square of it.
    """
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        name = element.tag.rpartition("}")[2].lower()
        if name in _TEXTS:
            walk.skip_subtree()
        elif name not in _STATED:
            element.tag = "x"
