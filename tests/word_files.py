"""What can be read of a Word file: its text in order, and what stands where the schema forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The whole sequences of ECMA-376, part 1, annex A: CT_PPr, CT_RPr, CT_SectPr, CT_TblPr, CT_TcPr, CT_Style, CT_Settings.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins alignBordersAndEdges defaultTabStop "
    "evenAndOddHeaders characterSpacingControl compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tblCellMar": "top start left bottom end right",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
}


def read_parts(data: bytes) -> dict[str, Any]:
    """The roots of all its XML, by path."""
    with ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def body_of(data: bytes) -> Any:
    return read_parts(data)["word/document.xml"][0]


def text_of(data: bytes) -> str:
    """All that is printed but page numbers, in the order in which it is read, without white space."""
    parts = read_parts(data)
    heads = [parts[name] for name in sorted(parts) if name.startswith("word/header")]
    found = [text.text or "" for root in [*heads, parts["word/document.xml"]] for text in root.iter(f"{W}t")]
    return squeeze("".join(found))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def heads_of(data: bytes) -> str:
    """The text of the rows that are repeated on every page."""
    rows = [row for row in body_of(data).iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    return squeeze("".join(text.text or "" for row in rows for text in row.iter(f"{W}t")))


def find_misplaced(data: bytes) -> list[str]:
    """Every element that stands before one that the schema wants before it, is there twice, or is none of its own."""
    return [f"{name}: {told}" for name, root in sorted(read_parts(data).items()) for told in _check(root)]


def _check(root: Any) -> Iterator[str]:
    for parent in root.iter(*(f"{W}{name}" for name in ORDER)):
        kind = parent.tag.removeprefix(W)
        order = ORDER[kind].split()
        names = [child.tag.removeprefix(W) for child in parent]
        if unknown := [name for name in names if name not in order]:
            yield f"{kind} holds {unknown}"
        elif (places := [order.index(name) for name in names]) != sorted(places):
            yield f"{kind} in the order {names}"
        repeatable = {"headerReference", "footerReference", "tr", "tc"}
        if doubled := {name for name in names if names.count(name) > 1} - repeatable:
            yield f"{kind} has twice {sorted(doubled)}"
    for holder in root.iter(f"{W}tc", f"{W}ftr", f"{W}hdr"):
        if len(holder) == 0 or holder[-1].tag != f"{W}p":
            yield f"{holder.tag.removeprefix(W)} does not end in a paragraph"
