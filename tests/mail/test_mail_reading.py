"""Bytes of a mail → who sent it and what is in it, as mail programs really write them."""

from __future__ import annotations

from base64 import b64encode

import pytest
from letters import TEXT, mail, make_word, make_zip, note, part, word

from jianbao.intake.mail import Letter, read_letter
from jianbao.intake.mail.charsets import clean_line, decode_bytes, decode_words
from jianbao.intake.mail.plain import cut_quoted, read_html
from jianbao.problems import Problem
from jianbao.settings import IntakeSettings


def read(raw: bytes, trusted: str = "") -> Letter:
    return read_letter(raw, IntakeSettings(), trusted)


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.place.path, problem.message) for problem in problems]


def encoded(text: str, charset: str) -> str:
    return f"=?{charset}?B?{b64encode(text.encode(charset)).decode()}?="


# -- text -------------------------------------------------------------------------

SUBJECT = "关于镕喆同志的来稿"


@pytest.mark.parametrize(
    "written",
    [
        SUBJECT.encode("gb18030"),
        SUBJECT.encode(),
        encoded(SUBJECT, "gb18030").encode(),
        encoded(SUBJECT, "gb18030").replace("gb18030", "GB2312").encode(),
        encoded(SUBJECT, "gb18030").replace("gb18030", "no-such-charset").encode(),
        encoded(SUBJECT, "utf-8").encode(),
        encoded(SUBJECT, "utf-8").replace("utf-8", "iso-8859-1").encode(),
        # A character may be cut in two by the end of an encoded word.
        b"=?utf-8?B?"
        + b64encode(SUBJECT.encode()[:4])
        + b"?=\r\n =?utf-8?B?"
        + b64encode(SUBJECT.encode()[4:])
        + b"?=",
        b"=?utf-7?Q?" + SUBJECT.encode("utf-7").replace(b"+", b"=2B") + b"?=",
    ],
)
def test_a_subject_reads_as_it_was_meant(written: bytes) -> None:
    assert read(mail(note(), subject=written)).subject == SUBJECT


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (b"=?utf-8?B?!!!!?=", ""),
        (b"=?utf-8?B?5YWz?= abc =?", "关 abc =?"),
        (b"=?zlib?B?eJwDAAAAAAE=?=", "xœ"),
        (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        (b"a\0b\x1b[31m\xe2\x80\xaec", "ab[31mc"),
        ("长" * 500, "长" * 199 + "…"),
        (b"=?utf-7?Q?=2B2AA-?=", "\ufffd"),
    ],
)
def test_a_broken_subject_is_a_line_all_the_same(written: bytes | str, read_as: str) -> None:
    assert read(mail(note(), subject=written)).subject == clean_line(read_as)


@pytest.mark.parametrize("charset", ["", "gb2312", "us-ascii", "iso-8859-1", "x-unknown", "punycode", "utf-8"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_text_is_what_it_is_and_not_what_it_says(charset: str, encoding: str) -> None:
    assert decode_bytes("镇里逐户敲门致歉".encode(encoding), charset) == "镇里逐户敲门致歉"


def test_words_that_are_no_text_at_all_are_marked() -> None:
    assert decode_bytes(b"\xff\xfe\xfd", "utf-8") == "\ufffd\ufffd\ufffd"
    assert decode_words(b"=?utf-8?Q?=ff?= x") == "\ufffd x"


def test_of_a_page_the_text_is_left() -> None:
    page = (
        "<html><head><title>题</title><style>p{}</style></head><body><p>第一段<b>重</b>点</p><div>第二段<br>下一行"
        "<script>alert(1)</script></div><img src='http://a.example/x.png'><!-- 注 --><table><tr><td>甲</td></tr>"
    )
    assert read_html(page).split() == ["第一段重点", "第二段", "下一行", "甲"]


@pytest.mark.parametrize(
    "tail",
    [
        "------------------ 原始邮件 ------------------\n发件人：甲",
        "-----Original Message-----\nFrom: a",
        "在 2026-11-29 10:00:00，“信息科” <xinxi@a.example> 写道：\n> 请报",
        "-- \n王××\n和平镇党政办",
        "发自我的华为手机",
        "> 请报送\n> 谢谢",
    ],
)
def test_what_was_written_before_is_cut(tail: str) -> None:
    assert cut_quoted(f"现报上稿件。\n\n{tail}") == "现报上稿件。"


def test_a_title_is_the_subject_without_what_programs_put_before() -> None:
    assert read(mail(note(), subject="回复：Re: 转发: 报送：和平镇亮了灯")).title == "和平镇亮了灯"


# -- attachments ------------------------------------------------------------------

NAME = "关于“三步走”的稿件.docx"


@pytest.mark.parametrize(
    "field",
    [
        b'attachment; filename="' + NAME.encode("gb18030") + b'"',
        b'attachment; filename="' + NAME.encode() + b'"',
        b'attachment; filename="' + encoded(NAME, "gb18030").encode() + b'"',
        b'attachment; filename="=?utf-8?B?' + b64encode(NAME.encode()[:9]) + b"?=\r\n =?utf-8?B?"
        + b64encode(NAME.encode()[9:]) + b'?="',
        b"attachment; filename*=utf-8''" + "".join(f"%{byte:02X}" for byte in NAME.encode()).encode(),
        b"attachment;\r\n filename*0*=gb18030''" + "".join(f"%{b:02X}" for b in NAME.encode("gb18030")[:12]).encode()
        + b";\r\n filename*1*=" + "".join(f"%{b:02X}" for b in NAME.encode("gb18030")[12:]).encode(),
        b'attachment; filename="C:\\Users\\wang\\' + NAME.encode() + b'"',
        b'attachment; filename="../../' + NAME.encode() + b'"',
        'attachment; filename="关于“三步走”\u202e的稿件\u200b.docx"'.encode(),
    ],
)  # fmt: skip
def test_a_file_has_the_name_that_it_was_given(field: bytes) -> None:
    raw = (
        b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: " + field
    )
    letter = read(mail(note(), raw + b"\r\n\r\n" + b64encode(make_word())))
    assert [paper.name for paper in letter.papers] == [NAME]
    assert letter.problems == ()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("application/octet-stream", "稿件.DOCX"),
        ("application/octet-stream", "稿件.wps"),
        ("application/octet-stream", "稿件.rtf"),
        ("application/msword", ""),
        ("application/octet-stream", "稿件.docx.dat"),
        ("application/octet-stream", ""),
        ("application/zip", "稿件.zip"),
    ],
)
def test_a_word_file_is_known_by_its_name_or_by_what_it_holds(kind: str, name: str) -> None:
    data = make_word()
    letter = read(mail(note(), part(data, kind, name)))
    assert [paper.data for paper in letter.papers] == [data]


def test_what_is_no_manuscript_is_named_and_stands_in_no_way() -> None:
    letter = read(
        mail(note(), word(), part(b"%PDF-1.4", "application/pdf", "审签单.pdf"), part(b"x", "image/png", "a.png"))
    )
    assert (letter.others, letter.problems) == (("审签单.pdf", "a.png"), ())


def test_two_files_of_one_name_are_told_apart() -> None:
    letter = read(mail(note(), word(), word()))
    assert [paper.name for paper in letter.papers] == ["稿件.docx", "稿件.docx（2）"]


@pytest.mark.parametrize("gbk", [True, False])
def test_an_archive_is_opened_one_level_deep(gbk: bool) -> None:
    packed = make_zip({"报送/第一篇.docx": make_word(), "报送/照片.jpg": b"x", "~$第一篇.docx": b"x"}, gbk=gbk)
    letter = read(mail(note(), part(packed, "application/zip", "十一月.zip")))
    assert [paper.name for paper in letter.papers] == ["十一月.zip/报送/第一篇.docx"]
    assert (letter.others, letter.problems) == (("十一月.zip/报送/照片.jpg",), ())


def test_macintosh_litter_is_passed_over() -> None:
    packed = make_zip({"a.docx": make_word(), "__MACOSX/._a.docx": b"x", ".DS_Store": b"x", "b/Thumbs.db": b"x"})
    letter = read(mail(note(), part(packed, "application/zip", "a.zip")))
    assert ([paper.name for paper in letter.papers], letter.others) == (["a.zip/a.docx"], ())


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (part(b"Rar!\x1a\x07\0", "application/x-rar", "稿.rar"), ("mail-archive", "稿.rar", "这种压缩包打不开")),
        (part(b"7z\xbc\xaf\x27\x1c", "application/x", "稿.bin"), ("mail-archive", "稿.bin", "这种压缩包打不开")),
        (
            part(make_zip({"内.zip": make_zip({"a.docx": b"x"})}), "application/zip", "外.zip"),
            ("mail-archive", "外.zip/内.zip", "压缩包里还有压缩包，没有打开"),
        ),
        (
            part(make_zip({"内.rar": b"x"}), "application/zip", "外.zip"),
            ("mail-archive", "外.zip/内.rar", "这种压缩包打不开"),
        ),
        (
            part(make_zip({"a.txt": bytes(300_000_000)}), "application/zip", "弹.zip"),
            ("mail-archive", "弹.zip", "压缩包里的文件太多，或解开以后过大"),
        ),
        (
            part(make_zip({"../../a.docx": b"x"}), "application/zip", "外.zip"),
            ("mail-archive", "外.zip", "压缩包已损坏，或里面有文件名不正常的文件"),
        ),
        (
            part(make_zip({"a.docx": b"x"})[:60], "application/zip", "半.zip"),
            ("mail-archive", "半.zip", "压缩包已损坏，或里面有文件名不正常的文件"),
        ),
        (part(b"x", "application/x", "稿.docm"), ("mail-attachment", "稿.docm", "文件带有宏，不能导入")),
        (
            part(b"\x78\x9f\x3e\x22", "application/ms-tnef", "winmail.dat"),
            ("mail-attachment", "winmail.dat", "这是 Outlook 用“RTF 格式”发出的包装，附件在里面取不出来"),
        ),
        (
            part(b"x", "application/pkcs7-mime", "smime.p7m"),
            ("mail-attachment", "smime.p7m", "邮件加了密，或用数字签名封装，读不出来"),
        ),
        (
            part(mail(note(), word()), "message/rfc822", "转发.eml"),
            ("mail-attachment", "转发.eml", "附的是另一封邮件，里面的附件没有看"),
        ),
        (
            b"Content-Type: application/msword; name=a.doc\r\nContent-Transfer-Encoding: uuencode\r\n\r\nbegin 644 a",
            ("mail-attachment", "a.doc", "附件的编码方式认不出来"),
        ),
    ],
)
def test_what_hides_what_it_holds_stands_in_the_way(raw: bytes, problem: tuple[str, str, str]) -> None:
    assert said(read(mail(note(), word(), raw)).problems) == [problem]


def test_an_archive_with_a_password_stands_in_the_way() -> None:
    packed = bytearray(make_zip({"a.docx": b"x"}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    letter = read(mail(note(), part(bytes(packed), "application/zip", "密.zip")))
    assert said(letter.problems) == [("mail-archive", "密.zip", "压缩包加了密码，打不开")]


@pytest.mark.parametrize(
    ("raw", "place", "mark"),
    [
        (mail(note(), word(), subject="【机密】报送稿件"), "", "【机密】"),
        (mail(part("秘密★1年\n现报上"), word()), "", "秘密★1年"),
        (mail(part("<p>密级：机密</p>", "text/html; charset=utf-8"), part("好"), word()), "", "密级：机密"),
        (mail(note(), word(name="机密.docx")), "机密.docx", "机密"),
        (mail(note(), part(b"x", "image/png", "（秘密）图.png")), "（秘密）图.png", "（秘密）"),
        (
            mail(note(), part(make_zip({"秘密★/a.docx": b"x"}), "application/zip", "a.zip")),
            "a.zip/秘密★/a.docx",
            "秘密★",
        ),
    ],
)
def test_a_mark_of_secrecy_anywhere_stands_in_the_way(raw: bytes, place: str, mark: str) -> None:
    assert said(read(raw).problems) == [("secrecy-mark", place, f"有密级标志“{mark}”，整封邮件不能导入")]


@pytest.mark.parametrize(
    ("raw", "automatic"),
    [
        (mail(note(), kind="multipart/report; report-type=delivery-status"), "退信"),
        (mail(note(), sender="MAILER-DAEMON@a.example"), "退信"),
        (mail(note(), kind="multipart/report; report-type=disposition-notification"), "已读回执"),
        (mail(part("x", "message/disposition-notification")), "已读回执"),
        (mail(note(), more=("Auto-Submitted: auto-replied",)), "自动答复"),
        (mail(note(), more=("Auto-Submitted: no",)), ""),
    ],
)
def test_what_nobody_wrote_is_known(raw: bytes, automatic: str) -> None:
    assert read(raw).automatic == automatic


def test_an_invitation_is_no_manuscript() -> None:
    letter = read(mail(note(), part("BEGIN:VCALENDAR", "text/calendar; method=REQUEST", "会议.ics")))
    assert (letter.papers, letter.others, letter.problems) == ((), ("会议.ics",), ())


def test_a_mail_without_parts_is_its_text() -> None:
    letter = read(
        b"From: xxy@heping.example\nSubject: a\nContent-Type: text/plain; charset=gbk\n\n" + TEXT.encode("gbk")
    )
    assert letter.text == TEXT


def test_text_goes_before_the_page_that_says_the_same() -> None:
    both = mail(part("现报上"), part("<p>现报上（网页）</p>", "text/html"), kind="multipart/alternative")
    assert read(both).text == "现报上"
    assert read(mail(part("<p>现报上</p>", "text/html"))).text == "现报上"


# -- ids --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "identity"),
    [("<a.1@b>", "a.1@b"), ("a.1@b", "a.1@b"), ("<a\r\n 1@b>", "a1@b"), ("<tencent_1@qq.com>", "tencent_1@qq.com")],
)
def test_a_mail_is_known_by_its_id(written: str, identity: str) -> None:
    assert read(mail(note(), message=written)).message == identity


@pytest.mark.parametrize("written", ["", "<>", "<" + "x" * 300 + ">", "<稿@b>"])
def test_one_without_a_decent_id_is_known_by_what_it_holds(written: str) -> None:
    first, second = (read(mail(note(text), message=written)).message for text in ("甲", "乙"))
    assert first.startswith("sha256:")
    assert len(first) == 71
    assert first != second
    assert read(mail(note("甲"), message=written)).message == first


# -- who sent it ------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "xxy@heping.example",
        "<xxy@heping.example>",
        '"和平镇, 党政办" <XXY@HePing.Example>',
        encoded("和平镇", "gb18030") + " <xxy@heping.example>",
        "和平镇(党政办) <xxy@heping.example>",
        '"xxy@heping.example" <xxy@heping.example>',
        "和平镇 <xxy@heping.example >",
    ],
)
def test_the_sender_is_the_one_address(written: str) -> None:
    author = read(mail(note(), sender=written)).author
    assert (author.address, author.suspicion) == ("xxy@heping.example", "")


@pytest.mark.parametrize(
    ("fields", "address", "suspicion"),
    [
        ((), "", "没有写发件人"),
        (("From: a@heping.example", "From: b@heping.example"), "", "写了不止一个发件人"),
        (("From: a@heping.example, b@x.example",), "", "发件人的写法不正常，认不出邮箱地址"),
        (("From: <a@heping.example> <b@x.example>",), "", "发件人的写法不正常，认不出邮箱地址"),
        (("From: a@heping.example <b@x.example>",), "", "发件人的写法不正常，认不出邮箱地址"),
        (("From: <\u202exxy@heping.example>",), "", "发件人的写法不正常，认不出邮箱地址"),
        (("From: 单位: a@heping.example;",), "", "发件人的写法不正常，认不出邮箱地址"),
        (("From: alice@heping.example]@x.example",), "", "发件人的写法不正常，认不出邮箱地址"),
        ((f"From: {encoded('xxy@heping.example', 'utf-8')}",), "", "发件人的写法不正常，认不出邮箱地址"),
        (
            ('From: "xxy@heping.example" <b@x.example>',),
            "b@x.example",
            "发件人名称里写的是另一个邮箱 xxy@heping.example",
        ),
        (
            (f"From: {encoded('和平镇 xxy@heping.example', 'utf-8')} <b@x.example>",),
            "b@x.example",
            "发件人名称里写的是另一个邮箱 xxy@heping.example",
        ),
    ],
)
def test_a_sender_that_is_not_plain_is_suspected(fields: tuple[str, ...], address: str, suspicion: str) -> None:
    author = read(mail(note(), sender="", more=fields)).author
    assert (author.address, author.suspicion) == (address, suspicion)


@pytest.mark.parametrize(
    ("results", "failed"),
    [
        (("mx.a.example; spf=pass smtp.mailfrom=x; dkim=pass; dmarc=pass",), ""),
        (("mx.a.example; spf=fail (sender is not allowed) smtp.mailfrom=x",), "SPF"),
        (("mx.a.example 1; spf=softfail; dkim=fail",), "SPF、DKIM"),
        (("mx.a.example; dmarc=fail header.from=heping.example",), "DMARC"),
        # Passed on by another server: the signature still holds.
        (("mx.a.example; spf=fail; dkim=pass; dmarc=pass",), ""),
        # The highest came last; what stands below may be the sender's own.
        (("mx.a.example; dmarc=fail", "mx.a.example; dmarc=pass"), "DMARC"),
        (("mx.evil.example; spf=fail",), ""),
        (("mx.a.example.evil.example; dmarc=fail",), ""),
        ((), ""),
        (("mx.a.example; none",), ""),
        ((";;;=;(((",), ""),
    ],
)
def test_what_the_own_server_found_is_believed(results: tuple[str, ...], failed: str) -> None:
    raw = mail(note(), more=tuple(f"Authentication-Results: {one}" for one in results))
    said_of_it = f"发件人没有通过 mx.a.example 的验证（{failed}）" if failed else ""
    assert read(raw, "mx.a.example").author.suspicion == said_of_it
    assert read(raw).author.suspicion == ""
