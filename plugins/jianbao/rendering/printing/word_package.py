"""The file around a Word document: its parts, its properties, and the archive with the same bytes for the same text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from lxml import etree

from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.printing.word_xml import Element, make, to_xml, value

# The earliest moment that a ZIP archive can state.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# python-docx refuses longer properties.
_LONGEST = 255
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMPATIBLE = "http://schemas.microsoft.com/office/word"


@cache
def _empty() -> bytes:
    """A document without text, and nothing in it that a style of ours does not say: python-docx's own brings a picture,
    350 KB of styles and the name of a program.
    """
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in {"document": "document.main", **_PARTS}.items()
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(_PARTS, 1)
    )
    relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">%s</Relationships>'
    main = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    names = f'xmlns:w="{_NAMESPACE}" xmlns:r="{_RELATIONS}"'
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": relations % main,
        "word/_rels/document.xml.rels": relations % related,
        "word/document.xml": f"{_HEAD}<w:document {names}><w:body/></w:document>",
        "word/styles.xml": f"{_HEAD}<w:styles {names}/>",
        "word/settings.xml": f"{_HEAD}<w:settings {names}/>",
        "word/fontTable.xml": f"{_HEAD}<w:fonts {names}/>",
    }
    return _archive({name: text.encode() for name, text in files.items()})


def start_word(paper: Paper, styles: Sequence[Element], fonts: Sequence[Element]) -> WordDocument:
    """A document without text: styles, fonts, settings and properties."""
    word = docx.Document(BytesIO(_empty()))
    word.styles.element.extend(styles)
    word.settings.element.extend(_make_settings())
    table = next(part for part in word.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    table._blob = etree.tostring(
        _extend(etree.fromstring(table.blob), fonts), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    _set_properties(word, paper)
    return word


def _extend(root: Element, children: Sequence[Element]) -> Element:
    root.extend(children)
    return root


def _make_settings() -> list[Element]:
    """Mirrored margins and footers for two-sided printing; the rest is what Word 2013 and later does by itself."""
    kept = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "doNotFlipMirrorIndents": 1}
    return [
        make("w:zoom", {"percent": 100}),
        make("w:mirrorMargins"),
        value("w:defaultTabStop", 420),
        make("w:evenAndOddHeaders"),
        value("w:characterSpacingControl", "compressPunctuation"),
        make(
            "w:compat",
            None,
            # The last line before a line end of its own is not stretched.
            make("w:doNotExpandShiftReturn"),
            *(make("w:compatSetting", {"name": name, "uri": _COMPATIBLE, "val": on}) for name, on in kept.items()),
        ),
        make("w:themeFontLang", {"val": "en-US", "eastAsia": "zh-CN"}),
        value("w:decimalSymbol", "."),
        value("w:listSeparator", ","),
    ]


def _set_properties(word: WordDocument, paper: Paper) -> None:
    """What Word shows of a file: never who or what machine made it."""
    properties = word.core_properties
    at = datetime.combine(paper.day, time(), UTC)
    properties.created = properties.modified = at
    properties.title = to_xml(paper.title)[:_LONGEST]
    properties.author = properties.last_modified_by = to_xml(paper.author)[:_LONGEST]
    keywords = ""
    for word_of in map(to_xml, paper.keywords):
        longer = f"{keywords}，{word_of}" if keywords else word_of
        keywords = longer if len(longer) <= _LONGEST else keywords
    properties.keywords, properties.language, properties.revision = keywords, "zh-CN", 1


def save_word(word: WordDocument) -> bytes:
    """The archive with fixed times, so that the same document gives the same bytes."""
    written = BytesIO()
    word.save(written)
    with ZipFile(written) as source:
        return _archive({name: source.read(name) for name in source.namelist()})


def _archive(files: dict[str, bytes]) -> bytes:
    """The list of contents first, as Word writes it, then by name."""
    fixed = BytesIO()
    with ZipFile(fixed, "w") as target:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, files[name])
    return fixed.getvalue()
