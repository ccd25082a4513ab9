"""Mails as units send them, byte by byte."""

from __future__ import annotations

from base64 import encodebytes
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jianbao.metadata import Moment
from offices import OfficeBuilder, day

TEXT = (
    "今年以来，和平镇紧盯群众反映强烈的难点，改造老旧小区12个，惠及居民3260户，加装电梯18部，新增停车位410个。"
    "全镇已完成投资4200万元，小区管网、屋面、道路全部更新，群众满意率为97%，没有发生一起安全事故。"
)
# Of another matter altogether.
OTHER = (
    "二十八日夜间，供暖主管道在镇政府路口渗漏，三百余户居民家中温度下降。值班人员二十分钟赶到现场，关阀、开挖、焊接，"
    "凌晨三时恢复供暖；镇里逐户敲门致歉，给独居老人送去电暖器，并商定年底前换掉使用二十年以上的管道。"
)
SIGNED = "报送单位：和平镇　撰稿人：王××　联系电话：0000-0001022　审签：李××"
TITLE = "老旧小区改造“三步走”成效好"
# Where the item of that title lies when it comes on the usual day.
ITEM = "heping/2026/11-30-lao-jiu-xiao-qu-gai-zao"
RECEIPT = "heping-lao-jiu-xiao-qu-gai-zao"
RECEIVED = "Received: from mail.heping.example by mail.a.example; Mon, 30 Nov 2026 09:10:00 +0800"
AT: Moment = day("2026-11-30 09:10")
SETTINGS = """host: localhost
user: xinxi
variable: JIANBAO_TEST_MAIL
address: xinxi@a.example
by: 郑××
senders:
  - {address: xxy@heping.example, unit: 和平镇, person: 王××}
  - {domain: chengguan.example, unit: 城关镇}
ignore: [noreply@a.example]
"""


def make_word(title: str = TITLE, text: str = TEXT, signed: str = SIGNED) -> bytes:
    """A Word file as the reader likes it."""
    document = Document()
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(title).font.size = Pt(22)
    for line in filter(None, (text, signed)):
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_zip(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """``gbk``: names as Chinese Windows packs them, which the standard library would not write: letters of ASCII, as
    many, stand in for their bytes first.
    """
    names = [name.encode("gbk") if gbk else name.encode() for name in files]
    marks = [chr(ord("A") + n) * len(name) for n, name in enumerate(names)] if gbk else list(files)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for mark, data in zip(marks, files.values(), strict=True):
            archive.writestr(ZipInfo(mark), data, ZIP_DEFLATED)
    made = buffer.getvalue()
    for mark, name in zip(marks, names, strict=True) if gbk else ():
        made = made.replace(mark.encode(), name)
    return made


def part(data: bytes | str, kind: str = "text/plain; charset=utf-8", name: str = "", *more: str) -> bytes:
    """One part, in base64; ``name`` as it stands in the header."""
    raw = data.encode() if isinstance(data, str) else data
    lines = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *more]
    if name:
        lines.append(f'Content-Disposition: attachment; filename="{name}"')
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + encodebytes(raw)


def word(data: bytes | None = None, name: str = "稿件.docx") -> bytes:
    return part(make_word() if data is None else data, "application/msword", name)


def mail(
    *parts: bytes,
    subject: str | bytes = f"报送：{TITLE}",
    sender: str | bytes = "和平镇党政办 <xxy@heping.example>",
    message: str = "<1@heping.example>",
    more: tuple[str | bytes, ...] = (),
    kind: str = "multipart/mixed",
) -> bytes:
    """A mail of these parts, behind each other; ``more`` are fields. What is empty is left out."""
    fields: list[bytes] = [RECEIVED.encode()]
    for name, value in (("From", sender), ("Subject", subject), ("Message-ID", message)):
        if value:
            fields.append(f"{name}: ".encode() + (value.encode() if isinstance(value, str) else value))
    fields += [field.encode() if isinstance(field, str) else field for field in more]
    fields.append(f'MIME-Version: 1.0\r\nContent-Type: {kind}; boundary="=_x"'.encode())
    body = b"".join(b"--=_x\r\n" + one + b"\r\n" for one in parts) + b"--=_x--\r\n"
    return b"\r\n".join(fields) + b"\r\n\r\n" + body


def note(text: str = "现报上稿件，请审阅。") -> bytes:
    return part(text)


def equip(office: OfficeBuilder, settings: str = SETTINGS) -> OfficeBuilder:
    """With a mailbox."""
    office.write("briefs/settings/mail.yml", settings)
    return office


def make_pdf(*lines: str) -> bytes:
    """One page as an office's scanner or printer makes it: with these lines as text; without any, a picture of them."""
    drawn = b"".join(
        b"BT /F 16 Tf 1 0 0 1 90 %d Tm <%s> Tj ET\n" % (780 - 24 * number, line.encode("gbk").hex().encode())
        for number, line in enumerate(lines)
    )
    font = b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1)>>>>"
    objects = (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type /Font /Subtype /Type0 /BaseFont /F /Encoding /GBK-EUC-H /DescendantFonts [6 0 R]>>",
        font,
    )
    made, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7 /Root 1 0 R>>\n" % table
    return made + head + b"startxref\n%d\n%%%%EOF\n" % len(made)


def wrap(text: str) -> list[str]:
    """As lines of a page."""
    return [text[at : at + 26] for at in range(0, len(text), 26)]


def pdf(data: bytes, name: str = "盖章件.pdf") -> bytes:
    return part(data, "application/pdf", name)
