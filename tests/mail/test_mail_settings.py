"""``mail.yml``: read as it is told, in both languages, and never with a password in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.reading import read_office
from jianbao.settings import MailSettings, Security, Sender
from jianbao.settings.mail import is_address, normalise_address
from offices import OfficeBuilder
from sites import ROOT


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path / "office")


def test_an_office_without_the_file_has_no_mailbox(office: OfficeBuilder) -> None:
    settings = office.read().settings.mail
    assert settings == MailSettings()
    assert not settings.is_set


def test_settings_may_be_written_in_chinese(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/mail.yml",
        "主机: mail.a.example\n加密方式: STARTTLS\n用户名: xinxi\n口令变量: MIMA\n邮件夹: 收件箱/信息\n经手人: 郑××\n"
        "收取天数: 7\n邮件数: 20\n文件上限: 10\n转换限时: 60\n字数: 0\n可信服务器: MX.a.example\n样稿位置: 内网\n"
        "发件人:\n  - {邮箱地址: XXY@HePing.example, 单位: 和平镇}\n  - {邮箱域名: 城关镇.example, 单位: 城关镇}\n"
        "不收: [A@b.example, B.example, <X.1@y>]\n",
    )
    read = office.read()
    assert read.problems == ()
    assert read.settings.mail == MailSettings(
        host="mail.a.example",
        security=Security.STARTTLS,
        port=143,
        user="xinxi",
        variable="MIMA",
        mailbox="收件箱/信息",
        by="bianji-zheng",
        since_days=7,
        letters=20,
        megabytes=10,
        seconds=60,
        characters=0,
        trusted="mx.a.example",
        sample="内网",
        senders=(
            Sender(unit="heping", address="xxy@heping.example"),
            Sender(unit="chengguan", domain="xn--d6qt8m6o2d.example"),
        ),
        ignore=("a@b.example", "b.example", "x.1@y"),
    )


@pytest.mark.parametrize(
    ("address", "unit"),
    [
        ("xxy@heping.example", "longquan"),
        ("other@heping.example", "heping"),
        ("xxy@sub.heping.example", ""),
        ("xxy@heping.example.evil.example", ""),
        ("heping.example", ""),
        ("", ""),
    ],
)
def test_an_address_goes_before_its_domain_and_a_domain_is_that_alone(address: str, unit: str) -> None:
    senders = (Sender(unit="heping", domain="heping.example"), Sender(unit="longquan", address="xxy@heping.example"))
    found = MailSettings(senders=senders).find_sender(address)
    assert (found.unit if found else "") == unit


def test_addresses_are_compared_normalised() -> None:
    assert normalise_address(" XXY@HePing.Example. ") == "xxy@heping.example"
    assert normalise_address("a@\u57ce\u5173.example") == normalise_address("A@\u57ce\u5173.EXAMPLE")
    # Letters that look alike are other letters.
    assert normalise_address("xxy@heping.example") != normalise_address("xxy@h\u0435ping.example")
    assert normalise_address("x@" + "长" * 300) == "x@" + "长" * 300


@pytest.mark.parametrize("written", ["", "a", "@", "a@", "@b", "a b@c", "a@b@c", "<a@b>", "a@b,c@d", "a@b;", '"a"@b'])
def test_what_is_no_address_is_none(written: str) -> None:
    assert not is_address(written)


def test_the_demo_office_has_a_mailbox_and_nobody_asks_it() -> None:
    settings = read_office(ROOT).settings.mail
    assert (settings.host, settings.security, settings.variable) == ("mail.yunxi.example", Security.TLS, "JIANBAO_MAIL")
    assert [sender.unit for sender in settings.senders] == ["chengguan", "heping", "zhujian"]
