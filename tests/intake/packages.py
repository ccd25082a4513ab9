"""Word files as Word, WPS and LibreOffice write them, put together from their XML."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/></Types>'
)
# What every text of Word's ends with.
SECTION = (
    '<w:sectPr w:rsidR="00D31D50"><w:pgSz w:w="11906" w:h="16838"/><w:docGrid w:type="lines" w:linePitch="312"/>'
    "</w:sectPr>"
)


def part(root: str, inner: str) -> str:
    """``part("w:comments", …)``."""
    return f"{HEAD}<{root} {NAMESPACES}>{inner}</{root}>"


def relations(*listed: tuple[str, str, str], external: tuple[tuple[str, str, str], ...] = ()) -> str:
    """Of (id, kind, target)."""
    inside = [f'<Relationship Id="{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in listed]
    outside = [
        f'<Relationship Id="{i}" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        for i, kind, target in external
    ]
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{uri}">{"".join(inside + outside)}</Relationships>'


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of these, the same bytes each time."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(ZipInfo(path), text, ZIP_DEFLATED)
    return buffer.getvalue()


def package(
    body: str, *, more: dict[str, str | bytes] | None = None, links: tuple[tuple[str, str, str], ...] = ()
) -> bytes:
    """A file with this text; ``more`` parts are named by the text where their names say what they are."""
    named: list[tuple[str, str, str]] = []
    for path in more or {}:
        folder, _, name = path.removeprefix("word/").rpartition("/")
        kind = "image" if folder == "media" else name.removesuffix(".xml") if path.startswith("word/") else ""
        if kind and not folder.startswith("_"):
            named.append((f"rId{name.partition('.')[0]}", kind, path.removeprefix("word/")))
    return pack(
        {
            "[Content_Types].xml": HEAD + TYPES,
            "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": part("w:document", f"<w:body>{body}{SECTION}</w:body>"),
            "word/_rels/document.xml.rels": relations(*named, external=links),
            **(more or {}),
        }
    )


# -- text as XML ------------------------------------------------------------------


def run(text: str, look: str = "") -> str:
    """``look`` is what stands in its ``w:rPr``."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*members: str, look: str = "") -> str:
    """Runs, or plain text; ``look`` is what stands in its ``w:pPr``."""
    inner = "".join(member if member.startswith("<") else run(member) for member in members)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inner}</w:p>"


def face(font: str = "", size: float = 0, *, bold: bool = False, colour: str = "") -> str:
    """What a ``w:rPr`` says of typeface, size in points, weight and colour, in the schema's order."""
    return "".join(
        [
            f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>' if font else "",
            "<w:b/>" if bold else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else "",
        ]
    )


CENTRED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
BODY_TEXT = "今年以来，城关镇紧盯群众反映强烈的难点，改造老旧小区12个，惠及居民3260户，加装电梯18部，新增停车位410个。"


def title(text: str) -> str:
    return paragraph(run(text, face("方正小标宋简体", 22)), look=CENTRED)


def table(*rows: tuple[str, ...]) -> str:
    """Cells are plain text, or XML of ``w:tc``."""
    written = "".join(
        "<w:tr>"
        + "".join(cell if cell.startswith("<w:tc") else f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def picture(relation: str, said: str = "图片 1") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{escape(said)}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(inner: str) -> str:
    """As Word writes one: for itself, and once more in VML for older programs."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def inserted(text: str, author: str = "李××") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="2026-11-03T09:00:00Z">{run(text)}</w:ins>'


def deleted(text: str, author: str = "李××") -> str:
    words = run(text).replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="2" w:author="{author}" w:date="2026-11-03T09:00:00Z">{words}</w:del>'


def convert(soffice: str, source: Path, form: str) -> bytes:
    """What LibreOffice makes of a file."""
    profile = source.parent / "profile"
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(source.parent), str(source)], check=True, capture_output=True, timeout=120
    )
    return source.with_suffix(f".{form.partition(':')[0]}").read_bytes()
