"""XML of a Word file: parsed without entities, network or anything that it asks for; and the names in it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from jianbao.intake.refusing import SAVE_AS, RefusedError, refuse_damaged
from jianbao.settings.intake import MEGABYTE

Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  (as everybody calls it)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# A tree takes some ten times the room of its text: a whole year's reports are not near to this.
_LONGEST = 16 * MEGABYTE
# ISO/IEC 29500 strict, as Word saves on demand, → transitional, as everybody writes.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/drawingml/chart": C,
    b"http://purl.oclc.org/ooxml/drawingml/diagram": DGM,
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
}


def parse_xml(data: bytes) -> Element:
    """The root. Refuses what is broken, too large, or declares a DTD, by which a few bytes could unfold to any size."""
    if len(data) > _LONGEST:
        raise RefusedError("word-bomb", "文件里的文字过多，不是正常的 Word 文件", SAVE_AS)
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual.strip("{}").encode())
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse_damaged("文件里的内容读不出来，可能已损坏") from error
    if root.getroottree().docinfo.internalDTD is not None or root.getroottree().docinfo.doctype:
        raise RefusedError("word-bomb", "文件里有 Word 不会写的定义（DTD），可能是攻击", SAVE_AS)
    return root


def value_of(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child; None where there is no such child, empty where it states none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else str(child.get(f"{W}val", ""))


def is_on(parent: Element | None, name: str) -> bool | None:
    """A switch such as ``w:b``: without a value it is on. None where it is not stated."""
    value = value_of(parent, name)
    return None if value is None else value.lower() not in ("0", "false", "off", "none")
