"""PDFs as nobody means them: small files that would take all time and room there is, loops, locks and cuts."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

import typst
from pypdf import PdfReader, PdfWriter

from fonts import ROOT
from jianbao.rendering.printing.fonts import FETCHED


def set_pdf(text: str) -> bytes:
    """Pages of A4 as an office sets them, by our own typesetter: ``text`` is Typst."""
    style = (
        '#set page(paper: "a4", margin: (x: 28mm, y: 30mm), '
        "footer: align(center)[— #context counter(page).display() —])\n"
        '#set text(lang: "zh", region: "cn", font: "FandolFang R", size: 16pt, cjk-latin-spacing: none)\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13pt)\n"
    )
    return bytes(typst.compile((style + text).encode(), font_paths=[str(ROOT / FETCHED)]))


def write_pdf(objects: Mapping[int, bytes], *, root: int = 1) -> bytes:
    """A file of these objects, by number, with a table of where they stand."""
    made = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    made += b"trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, start)
    return bytes(made)


def write_stream(parts: Iterable[bytes], extra: bytes = b"") -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(part) for part in parts) + packer.flush()
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), extra, packed)


_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
_CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"


def _page(contents: int) -> bytes:
    resources = b"/Resources <</Font <</F 9 0 R>>>>"
    return b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R>>" % (resources, contents)


def make_pages(*contents: bytes) -> bytes:
    """A file of pages, each drawn by one of these streams."""
    numbers = range(len(contents))
    kids = b" ".join(b"%d 0 R" % (20 + 2 * number) for number in numbers)
    objects = {1: _CATALOG, 2: b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(contents), kids), 9: _FONT}
    for number, content in enumerate(contents):
        objects |= {20 + 2 * number: _page(21 + 2 * number), 21 + 2 * number: content}
    return write_pdf(objects)


def write_words(words: str) -> bytes:
    """A stream that draws words in Latin letters."""
    return write_stream([b"BT /F 16 Tf 90 700 Td (%s) Tj ET" % words.encode("ascii")])


def make_endless_page() -> bytes:
    """A page that draws one letter some million times, between two that are as pages are."""
    letters = (b"BT /F 12 Tf 1 0 0 1 %d 700 Tm (x) Tj ET\n" % number for number in range(1_500_000))
    return make_pages(write_words("before"), write_stream(letters), write_words("after"))


def make_bomb() -> bytes:
    """Half a gigabyte of spaces in half a megabyte."""
    return make_pages(write_stream(b" " * (1 << 20) for _ in range(512)))


def make_circle() -> bytes:
    """Pages that hold themselves."""
    return write_pdf({1: _CATALOG, 2: b"<</Type /Pages /Count 1 /Kids [2 0 R 2 0 R]>>"})


def make_table_circle() -> bytes:
    """A table of places that names itself as the one before."""
    made = make_pages(write_words("x"))
    start = made.rindex(b"xref\n0 1")
    return made.replace(b"trailer\n<<", b"trailer\n<</Prev %d " % start)


def make_crowded_stream() -> bytes:
    """An object stream that says it holds a hundred million objects, and does hold some."""
    numbers = b" ".join(b"%d %d" % (number + 100, number * 3) for number in range(400_000))
    crowd = write_stream([numbers, b" 1 " * 400_000], b"/Type /ObjStm /N 100000000 /First %d" % len(numbers))
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in ((1, _CATALOG), (3, crowd)):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    rows = [(0, 0, 255), (1, places[0], 0), (2, 3, 0), (1, places[1], 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([index]) for kind, place, index in rows)
    made += b"4 0 obj\n" + write_stream([table], b"/Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R") + b"\nendobj\n"
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


def lock(data: bytes, password: str) -> bytes:
    """Opened by everybody where the password is empty, who may then not copy from it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, "keeper", algorithm="RC4-128")
    return _write(writer)


def make_blank(count: int) -> bytes:
    """So many pages with nothing on them, as a scanner that reads no letters leaves."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    return _write(writer)


def _write(writer: PdfWriter) -> bytes:
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
