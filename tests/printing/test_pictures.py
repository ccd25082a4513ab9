"""Pictures as they come: what can be printed prints in every form, what cannot is told before anything is made."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from jianbao.model import Article
from jianbao.model.document import Picture
from jianbao.reading.pictures import PictureFault, find_fault, picture_suffix
from jianbao.rendering.papers.issue_paper import IssueParts, make_issue_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.pictures import find_bad_pictures
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.printing.word import render_word
from jianbao.settings.printing import DEFAULT_FONTS
from printed import DAY, make_article, make_document, read_pages, style_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TORN, INKS = PictureFault.TORN, PictureFault.INKS


def make_png(  # as many bytes as its header promises, unless it is told what to hold
    width: int, height: int, *, bits: int = 8, colours: int = 2, interlaced: int = 0, rows: bytes | None = None
) -> bytes:
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colours, 1)
    data = bytes(((width * bits * channels + 7) // 8 + 1) * height) if rows is None else rows
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, interlaced)
    return join_chunks([(b"IHDR", header), (b"IDAT", zlib.compress(data)), (b"IEND", b"")])


def join_chunks(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return SIGNATURE + b"".join(parts)


def make_segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def make_jpeg(
    *, frame: int = 0xC0, components: int = 3, size: tuple[int, int] = (16, 8), end: bytes = b"\xff\xd9"
) -> bytes:
    """Its segments alone: nothing is decoded here."""
    stated = struct.pack(">BHHB", 8, size[1], size[0], components) + bytes(3 * components)
    scan = make_segment(0xDA, bytes(10)) + b"\x12\x34"
    return b"\xff\xd8" + make_segment(0xEE, b"Adobe") + make_segment(frame, stated) + scan + end


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (make_png(4, 3), None),
        (make_png(9, 2, bits=1, colours=0), None),
        (make_png(5, 5, bits=16, colours=6), None),
        (make_png(8, 8, interlaced=1), None),
        (make_png(4, 3)[:-1], TORN),
        (make_png(4, 3)[:40], TORN),
        (make_png(4, 3).replace(b"IDAT", b"IDAX"), TORN),
        (make_png(4, 3, rows=b"\0" * 12), TORN),
        (make_png(3000, 3000, rows=b"\0\1"), TORN),
        (make_png(0, 5), TORN),
        (make_png(4, 3, bits=3), TORN),
        (make_png(4, 3, colours=7), TORN),
        (make_png(4, 3, colours=3), TORN),  # no palette
        (join_chunks([(b"IHDR", b"short"), (b"IEND", b"")]), TORN),
        (join_chunks([(b"IHDR", make_png(4, 3)[16:29]), (b"IDAT", b"no zlib"), (b"IEND", b"")]), TORN),
        (SIGNATURE, TORN),
        (make_jpeg(), None),
        (make_jpeg(frame=0xC2, components=1), None),
        (make_jpeg(components=4), INKS),
        (make_jpeg(frame=0xC3), TORN),  # lossless
        (make_jpeg(size=(0, 8)), TORN),
        (make_jpeg(end=b""), TORN),
        (make_jpeg()[:20], TORN),
        (b"\xff\xd8", TORN),
        (b"", TORN),
    ],
)
def test_a_picture_is_read_through(data: bytes, fault: PictureFault | None) -> None:
    assert find_fault(data) is fault


def test_it_is_unpacked_no_further_than_it_is_shown() -> None:
    """A small file that holds a gigabyte."""
    bomb = zlib.compressobj(9)
    packed = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(64)) + bomb.flush()
    header = struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0)
    assert find_fault(join_chunks([(b"IHDR", header), (b"IDAT", packed), (b"IEND", b"")])) is None


@pytest.mark.parametrize(
    ("data", "suffix"), [(make_png(1, 1), ".png"), (make_jpeg(), ".jpg"), (b"GIF89a", ""), (b"", "")]
)
def test_what_a_file_holds_says_what_it_is(data: bytes, suffix: str) -> None:
    assert picture_suffix(data) == suffix


def illustrate(data: bytes, suffix: str = ".png") -> Paper:
    def read(_: Article) -> Mapping[str, bytes]:
        return {f"a/tu{suffix}": data}

    picture = Picture(name=f"a/tu{suffix}", sha256=sha256(data).hexdigest(), suffix=suffix)
    article = make_article(f"前。\n\n![现场](a/tu{suffix})\n\n![现场](a/tu{suffix})", pictures=(picture,))
    return make_issue_paper(make_document(article), style_of(), IssueParts(day=DAY, pictures=read))


def test_a_png_that_is_called_jpg_prints(printer: Printer) -> None:
    paper = illustrate(make_png(30, 20), ".jpg")
    assert sum(len(page.images) for page in read_pages(printer.render(paper))) == 2


def test_word_shows_pictures_of_any_program_and_holds_each_once() -> None:
    """This one begins neither with JFIF nor with Exif."""
    data = make_jpeg()
    with ZipFile(BytesIO(render_word(illustrate(data, ".jpg"), DEFAULT_FONTS))) as package:
        held = {name: package.read(name) for name in package.namelist() if "media" in name}
        kinds = package.read("[Content_Types].xml").decode()
        drawn = package.read("word/document.xml").decode()
    assert held == {"word/media/image1.jpg": data}
    assert 'Extension="jpg" ContentType="image/jpeg"' in kinds
    assert (drawn.count("<pic:pic"), drawn.count('descr="现场"')) == (2, 2)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make_png(30, 20)[:-1], "读不出来，可能没有存完，或文件已损坏"),
        (make_jpeg(components=4), "是四色（CMYK）图片，不能排印"),
    ],
)
def test_one_that_cannot_be_printed_is_named_once(data: bytes, said: str) -> None:
    [problem] = find_bad_pictures(illustrate(data), 20)
    assert str(problem) == (
        f"error[picture-broken] 《信息》第70期（总第1240期）：图片“现场”{said}\n"
        "提示：用看图软件打开原图，另存为 PNG 或 RGB 的 JPEG"
    )
