"""Mails that were made to break who reads them: told, quickly, and never a crash."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from letters import TEXT, mail, make_word, note, part, word

from jianbao.acting.opening_mail import open_letter
from jianbao.intake.mail import Letter, read_envelope, read_letter
from jianbao.intake.mail.plain import read_html
from jianbao.metadata.text import decode_text
from jianbao.settings import IntakeSettings, Settings
from offices import OfficeBuilder

MEGABYTE = 1024 * 1024


def read(raw: bytes) -> Letter:
    return read_letter(raw, IntakeSettings(), "mx.a.example")


def nest(depth: int) -> bytes:
    """Multiparts in multiparts."""
    body = note()
    for level in range(depth):
        mark = f"=_{level}".encode()
        body = b"Content-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark + b"\r\n" + body
    return b"From: a@heping.example\r\n" + body


def nest_mails(depth: int) -> bytes:
    body = b"From: a@heping.example\r\n\r\nx"
    for _ in range(depth):
        body = b"From: a@heping.example\r\nContent-Type: message/rfc822\r\n\r\n" + body
    return body


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nest(1000), "邮件一层套一层，超过10层，不是正常的邮件"),
        (lambda: nest(20_000), "邮件一层套一层，超过10层，不是正常的邮件"),
        (lambda: mail(*[part("x")] * 10_000), "邮件超过300个部分，不是正常的邮件"),
        (lambda: mail(*[b"\r\n"] * 200_000), "邮件超过300个部分，不是正常的邮件"),
        (lambda: b"X: " + b"a" * 10 * MEGABYTE, "信头超过 256 KB，不是正常的邮件"),
        (lambda: b"Subject: a\r\n" * 100_000, "信头超过 256 KB，不是正常的邮件"),
        (lambda: b"From: a@b.example\r\nContent-Type: multipart/mixed\r\n\r\nx", "邮件的结构不完整，分不出正文和附件"),
        (lambda: nest_mails(1000), "附的是另一封邮件，里面的附件没有看"),
    ],
)
def test_a_mail_that_is_no_honest_one_is_told(make: Callable[[], bytes], message: str) -> None:
    raw = make()
    begun = process_time()
    letter = read(raw)
    assert process_time() - begun < 2
    assert [problem.message for problem in letter.problems] == [message]


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"\r\n",
        lambda: b"\0" * MEGABYTE,
        lambda: b"\n" * MEGABYTE,
        lambda: b"From " + b"x" * MEGABYTE,
        lambda: b": \r\n" * 1000,
        lambda: b"Subject: " + b"=?" * 100_000 + b"\r\n\r\n",
        lambda: b"Subject: " + b"=?gbk?B?" * 10_000 + b"\r\n\r\n",
        lambda: b"Subject: " + b"=?gbk?Q?=e7?= " * 10_000 + b"\r\n\r\n",
        lambda: b"From: " + b"(" * 100_000 + b"\r\n\r\n",
        lambda: b"From: " + b'"' * 99_999 + b"\r\n\r\n",
        lambda: b"From: " + b"<" * 100_000 + b"@\r\n\r\n",
        lambda: b"From: " + b"a@" * 50_000 + b"\r\n\r\n",
        lambda: b"From: x@" + "点".encode() * 50_000 + b"\r\n\r\n",
        lambda: b"Message-ID: " + b"<" * 100_000 + b"\r\n\r\n",
        lambda: b"Received: ;" + b"9" * 10_000 + b"\r\n\r\n",
        lambda: b"Received: ; Mon, 99 Nov 99999 99:99:99 +99999999\r\n\r\n",
        lambda: b"Content-Type: text/plain" + b";" * 200_000 + b"\r\n\r\nx",
        lambda: b"Content-Type: text/plain" + b'; a="' * 40_000 + b"\r\n\r\nx",
        lambda: b"Content-Type: text/plain; charset*" + b"9" * 5_000 + b"*=x\r\n\r\nx",
        lambda: b"Content-Type: text/plain; charset*0=a; charset*x=b; charset*=c'd\r\n\r\nx",
        lambda: b"Content-Type: /;/;/\r\n\r\nx",
        lambda: b'Content-Type: multipart/mixed; boundary="\xff\xfe"\r\n\r\n--\xff\xfe\r\n\r\nx',
        lambda: b'Content-Type: multipart/mixed; boundary=" "\r\n\r\n--',
        lambda: b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a " * 500_000,
        lambda: b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a" + b" " * 2_000_000 + b"x",
        lambda: b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=A" * MEGABYTE,
        lambda: b"Content-Transfer-Encoding: base64\r\n\r\nA",
        lambda: b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=" * MEGABYTE,
        lambda: b"Content-Transfer-Encoding: x-nothing\r\n\r\nabc",
        lambda: b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-" * MEGABYTE,
        lambda: b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"xn--" * MEGABYTE,
        lambda: b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n" + b"\\N{" * MEGABYTE,
        lambda: b"Content-Type: text/html\r\n\r\n" + b"<div>" * 200_000,
        lambda: b"Content-Type: text/html\r\n\r\n" + b"<a b='" * 200_000,
        lambda: b"Content-Type: text/html\r\n\r\n" + b"&amp" * 200_000,
        lambda: b"Content-Type: text/html\r\n\r\n<?xml version='1.0' encoding='utf-16'?><p>x",
        lambda: mail(*[part("x", 'text/plain; a="' + ";" * 15_000 + '"')] * 290),
        lambda: mail(*[part("x", "text/plain", ";" * 15_000)] * 290),
        lambda: b"\r\n" + b"-" * MEGABYTE + b"x",
        lambda: b"\r\n" + b"> " * 500_000,
        lambda: b"\r\n" + "写".encode() * 300_000,
        lambda: b"Authentication-Results: mx.a.example" + b";(" * 100_000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_any_mail_is_read_quickly(make: Callable[[], bytes]) -> None:
    raw = make()
    tracemalloc.start()
    begun = process_time()
    letter = read(raw)
    spent, held = process_time() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spent < 5
    assert held < 20 * len(raw) + 50 * MEGABYTE
    assert read_envelope(raw).subject == letter.subject or letter.problems
    assert_decent(letter)


def assert_decent(letter: Letter) -> None:
    """What is kept or shown can be written down, and turns no screen around."""
    for text in (letter.message, letter.subject, letter.title, letter.author.name, letter.author.address):
        assert decode_text(text.encode(), "x")[0] == text
        assert "\n" not in text
        assert len(text) <= 200 or text.startswith("sha256:")
        assert not set(text) & set("\0\x1b\u202e\u200b\ufeff")
    assert decode_text(letter.text.encode(), "x")[0] is not None


def test_what_deep_pages_say_is_read_as_far_as_they_go() -> None:
    assert read_html("<div>" * 100 + "到底").strip() == "到底"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return OfficeBuilder(tmp_path_factory.mktemp("office")).read().settings


SEEDS = [
    mail(note(), word(make_word()), part(b"x", "image/png", "审签单.png")),
    mail(part(TEXT), part("<p>" + TEXT, "text/html; charset=gbk"), kind="multipart/alternative"),
    mail(note(), more=("Authentication-Results: mx.a.example; spf=fail", "Auto-Submitted: no")),
]
SIGNS = [
    b"\0",
    b"\r\n",
    b"\r\n\r\n",
    b"--=_x",
    b'"',
    b";",
    b"=?",
    b"?=",
    b"\xff",
    b"\xd6\xd0",
    b"<",
    b"=",
    b"\xe2\x80\xae",
]


def mutate(seed: bytes, chance: Random) -> bytes:
    raw = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        # Most of a mail is its attachment, where a change is the business of the reader of Word files.
        at = chance.randrange(min(len(raw), 1500)) if raw else 0
        action = chance.randrange(4)
        if action == 0:
            raw[at:at] = chance.choice(SIGNS) * chance.randint(1, 3)
        elif action == 1:
            del raw[at : at + chance.randint(1, 40)]
        elif action == 2:
            raw[at:at] = raw[at : at + chance.randint(1, 200)]
        elif raw:
            raw[at] = chance.randrange(256)
    return bytes(raw)


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_a_damaged_mail_is_read_or_told(seed: int, settings: Settings) -> None:
    chance = Random(seed)
    for _ in range(400):
        letter = read(mutate(SEEDS[seed], chance))
        assert_decent(letter)
        if chance.random() < 0.05:
            opened = open_letter(settings, letter)
            assert all(manuscript.body for _, manuscript in opened.papers)
            assert not (opened.papers and opened.problems)


@examples(max_examples=300)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "From: ", "Subject: ", "Content-Type: ", "Content-Type: text/html\n\n"]),
)
def test_any_bytes_are_a_letter(data: bytes, before: str) -> None:
    assert_decent(read(before.encode() + data))


@examples(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_is_a_letter(text: str) -> None:
    raw = text.encode(errors="surrogatepass")
    assert_decent(read(b"Subject: " + raw + b"\nFrom: " + raw + b"\n\n" + raw))
