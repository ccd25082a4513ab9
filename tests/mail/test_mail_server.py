"""``jianbao fetch-mail`` and a real Dovecot: what was sent is entered once, and the mailbox stays as it was."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from dovecot import PASSWORD, MailServer, serve_mail
from letters import OTHER, RECEIPT, SETTINGS, TEXT, TITLE, equip, mail, make_word, note, part, word

from commands import refuse, run
from offices import OfficeBuilder, day

ITEM = "heping/2025/11-30-lao-jiu-xiao-qu-gai-zao"
# The server gives a mail that says it comes from the future the time of its clock: these are of last year.
TODAY = ("--on", "2025-11-30 10:00")
# In the office's zone a quarter of an hour into the next day.
NIGHT = datetime(2025, 11, 29, 16, 15, tzinfo=UTC)
MORNING = datetime(2025, 11, 30, 1, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def running() -> Iterator[MailServer]:
    with serve_mail() as server:
        yield server


@pytest.fixture
def server(running: MailServer, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    running.empty()
    monkeypatch.setenv("JIANBAO_TEST_MAIL", PASSWORD)
    return running


@pytest.fixture
def office(tmp_path: Path, server: MailServer) -> OfficeBuilder:
    return equip(OfficeBuilder(tmp_path / "office"), point_to(server))


def point_to(server: MailServer, *lines: str, port: int = 0) -> str:
    own = (f"certificate: {server.certificate}", f"port: {port or server.tls}", *lines)
    return SETTINGS + "".join(f"{line}\n" for line in own)


def list_records(office: OfficeBuilder) -> list[str]:
    found = [path for part in ("items", "receipts") for path in (office.root / "briefs" / part).rglob("*.*")]
    return sorted(path.relative_to(office.root / "briefs").as_posix() for path in found)


def test_a_mail_becomes_an_item_with_its_receipt_and_the_mailbox_stays_as_it_was(
    office: OfficeBuilder, server: MailServer
) -> None:
    server.put(mail(note(), word()), MORNING)
    flags = server.list_flags()
    done = run(office.root, *TODAY, "fetch-mail")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    assert done.stdout == (
        "和平镇（xxy@heping.example）2025年11月30日9时10分“报送：老旧小区改造“三步走”成效好”：\n"
        f"  稿件.docx 收为《{TITLE}》{ITEM}\n"
        "  稿件.docx：第3段“报送单位：和平镇 撰稿人：王×× 联系电话：0000-0001022 审签：李××”"
        "记为报送要素，没有写进正文。\n"
        "看了1封邮件：收1封、稿件1篇。\n"
        f"已写入 briefs/items/{ITEM}.md\n"
        f"已写入 briefs/receipts/2025/11-30-{RECEIPT}.yml\n"
        f"已写入 {office.root}/dist/回执/2025-11-30-0910-和平镇-00e2a474.eml\n"
        "回执没有发出：用邮件程序打开，看过再发。\n"
        "用记事本打开稿件核对、补全，改好后运行：jianbao check briefs/items/heping\n"
    )
    assert (office.root / f"briefs/items/{ITEM}.md").read_text(encoding="utf-8") == (
        f"---\ntitle: {TITLE}\nunit: 和平镇\nauthor: 王××\nphone: 0000-0001022\napprover: 李××\n"
        "date: 2025-11-30 09:10\nkind: 动态               # 原文没有写类别，先写这一种；可选：动态、经验做法、调研\n"
        f"entered_by: 郑××\n---\n\n{TEXT}\n"
    )
    assert (office.root / f"briefs/receipts/2025/11-30-{RECEIPT}.yml").read_text(encoding="utf-8") == (
        f"item: {ITEM}\nreceived: 2025-11-30 09:10\nvia: 邮件\nby: bianji-zheng\n"
        "message: 1@heping.example\nattachment: 稿件.docx\n"
    )
    assert office.check(day("2025-11-30 10:00")) == []
    assert server.list_flags() == flags == [(b"\\Recent",)]


def test_the_server_knows_when_a_mail_came(office: OfficeBuilder, server: MailServer) -> None:
    server.put(mail(note(), word(), more=("Date: Thu, 1 Jan 2099 08:00:00 +0800",)), MORNING)
    done = run(office.root, *TODAY, "fetch-mail")
    doubt = "信上写的发出时间是2099年1月1日8时00分，晚于收到的时间，不作数，按收到的时间登记"
    assert done.stdout.splitlines()[3] == f"  {doubt}。"
    (receipt,) = office.read().receipts.values()
    assert str(receipt.received) == "2025-11-30 09:10"


def test_what_was_entered_once_is_not_entered_again(office: OfficeBuilder, server: MailServer) -> None:
    server.put(mail(note(), word()), MORNING)
    assert run(office.root, *TODAY, "fetch-mail").exit_code == 0
    before = list_records(office)
    done = run(office.root, *TODAY, "fetch-mail")
    assert (done.exit_code, done.output) == (0, "看了1封邮件：收0封、稿件0篇，已收过1封。\n")
    assert list_records(office) == before == [f"items/{ITEM}.md", f"receipts/2025/11-30-{RECEIPT}.yml"]


def test_two_mails_of_one_night_come_in_the_order_of_their_arrival_and_on_the_office_s_day(
    office: OfficeBuilder, server: MailServer
) -> None:
    second = mail(note(), word(make_word("和平镇夜间供暖抢修", OTHER)), subject="夜间", message="<2@heping.example>")
    server.put(second, MORNING)
    server.put(mail(note(), word()), NIGHT)
    assert run(office.root, *TODAY, "fetch-mail").exit_code == 0
    assert list_records(office) == [
        "items/heping/2025/11-30-he-ping-zhen-ye-jian-gong.md",
        f"items/{ITEM}.md",
        "receipts/2025/11-30-heping-he-ping-zhen-ye-jian-gong.yml",
        f"receipts/2025/11-30-{RECEIPT}.yml",
    ]
    receipt = (office.root / f"briefs/receipts/2025/11-30-{RECEIPT}.yml").read_text(encoding="utf-8")
    assert "received: 2025-11-30 00:15\n" in receipt


def test_a_folder_with_a_chinese_name_over_starttls(office: OfficeBuilder, server: MailServer) -> None:
    server.put(mail(note(), word()), MORNING, "收件箱/信息报送")
    lines = ("mailbox: 收件箱/信息报送", "security: STARTTLS")
    equip(office, point_to(server, *lines, port=server.starttls))
    done = run(office.root, *TODAY, "fetch-mail", "--show")
    assert "看了1封邮件：将收1封、稿件1篇。\n" in done.stdout
    assert list_records(office) == []
    assert not (office.root / "dist").exists()


def test_old_mail_is_left_alone(office: OfficeBuilder, server: MailServer) -> None:
    server.put(mail(note(), word()), datetime(2025, 10, 1, 1, 0, tzinfo=UTC))
    assert run(office.root, *TODAY, "fetch-mail").stdout == "看了0封邮件：收0封、稿件0篇。\n"


def test_of_many_the_newest_are_looked_at(office: OfficeBuilder, server: MailServer) -> None:
    equip(office, point_to(server, "letters: 2"))
    for number in range(3):
        server.put(mail(note("收到，谢谢"), message=f"<{number}@heping.example>"), MORNING)
    assert run(office.root, *TODAY, "fetch-mail").stdout.splitlines()[-2:] == [
        "看了2封邮件：收0封、稿件0篇，没有稿件2封。",
        "30天里的邮件太多，只看了最新的2封，更早的1封没有看。",
    ]


def test_a_mail_that_is_too_large_is_not_downloaded(office: OfficeBuilder, server: MailServer) -> None:
    equip(office, point_to(server, "megabytes: 1"))
    server.put(mail(note(), word(), part(os.urandom(1_200_000), "application/pdf", "扫描.pdf")), MORNING)
    assert refuse_but_list(office) == (
        "error[mail-large] 和平镇（xxy@heping.example）2025年11月30日9时10分“报送：老旧小区改造“三步走”成效好”："
        "邮件有 2 MB，超过 1 MB，没有下载\n"
        "提示：请来信单位压缩图片后重新发来；或把附件另存出来，用 jianbao import 导入\n"
    )


def refuse_but_list(office: OfficeBuilder) -> str:
    done = run(office.root, *TODAY, "fetch-mail")
    assert done.exit_code == 1, done.output
    return done.stderr


def test_more_than_one_run_may_carry_is_left_for_the_next(office: OfficeBuilder, server: MailServer) -> None:
    equip(office, point_to(server, "megabytes: 1"))
    for number in range(6):
        scanned = part(os.urandom(650_000), "application/vnd.ms-excel", "附表.xls")
        server.put(mail(note("收到"), scanned, message=f"<{number}@heping.example>"), MORNING)
    done = run(office.root, *TODAY, "fetch-mail")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-2:] == [
        "看了6封邮件：收0封、稿件0篇，不能收1封，没有稿件5封。",
        "要收的邮件太大，这一次没有收完；其余的再运行一次。",
    ]
    assert done.stderr == (
        "error[mail-left] 和平镇（xxy@heping.example）2025年11月30日9时10分“报送：老旧小区改造“三步走”成效好”："
        "这一次没有收完，内容还没有看\n提示：再运行一次\n"
    )
    assert not (office.root / "dist").exists()


# -- what keeps the mailbox shut --------------------------------------------------


def test_a_wrong_password_is_told(office: OfficeBuilder, monkeypatch: pytest.MonkeyPatch, server: MailServer) -> None:
    monkeypatch.setenv("JIANBAO_TEST_MAIL", "不对")
    assert refuse(office.root, *TODAY, "fetch-mail") == (
        f"error[mail-login] 收稿邮箱 localhost:{server.tls} 不让登录（[AUTHENTICATIONFAILED] Authentication failed.）\n"
        "提示：核对 user 和口令；有的邮箱要另设“客户端授权码”，并先在网页上开通 IMAP\n"
    )


def test_without_a_password_nobody_is_asked(office: OfficeBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIANBAO_TEST_MAIL")
    assert refuse(office.root, *TODAY, "fetch-mail") == (
        "error[mail-password] 没有收稿邮箱的口令\n"
        "提示：先设置环境变量 JIANBAO_TEST_MAIL，再运行；或在 mail.yml 里写 password_file\n"
    )


def test_the_password_may_lie_in_a_private_file(office: OfficeBuilder, server: MailServer, tmp_path: Path) -> None:
    file = tmp_path / "口令"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    file.chmod(0o644)
    equip(office, point_to(server).replace("variable: JIANBAO_TEST_MAIL", f"password_file: {file}"))
    assert refuse(office.root, *TODAY, "fetch-mail") == (
        "error[file-unreadable] 口令:1:1 口令文件别人也能读\n提示：只留给自己读：chmod 600 后再试\n"
    )
    file.chmod(0o600)
    assert run(office.root, *TODAY, "fetch-mail").output == "看了0封邮件：收0封、稿件0篇。\n"


def test_a_password_file_inside_of_the_office_is_refused(office: OfficeBuilder, server: MailServer) -> None:
    office.write("mima", PASSWORD).chmod(0o600)
    equip(office, point_to(server).replace("variable: JIANBAO_TEST_MAIL", "password_file: mima"))
    assert refuse(office.root, *TODAY, "fetch-mail") == (
        "error[file-unreadable] mima:1:1 口令文件放在办公室的文件夹里\n"
        "提示：移到文件夹外面，以免提交进 git；已经提交过的，换掉口令\n"
    )


def test_a_certificate_of_nobody_known_is_refused(office: OfficeBuilder, server: MailServer) -> None:
    equip(office, f"{SETTINGS}port: {server.tls}\n")
    said = refuse(office.root, *TODAY, "fetch-mail")
    assert said.startswith(f"error[mail-certificate] 收稿邮箱 localhost:{server.tls} 的证书验证不过（")
    assert "提示：本单位自己签发的证书，在 mail.yml 的 certificate 里写签发机构证书的位置" in said


def test_a_certificate_with_another_name_is_refused(office: OfficeBuilder, server: MailServer) -> None:
    equip(office, point_to(server).replace("host: localhost", "host: 127.0.0.1"))
    assert "的证书验证不过（" in refuse(office.root, *TODAY, "fetch-mail")


def test_a_certificate_file_that_is_not_there_is_told(office: OfficeBuilder, server: MailServer) -> None:
    equip(office, f"{SETTINGS}certificate: /nowhere/ca.pem\nport: {server.tls}\n")
    assert refuse(office.root, *TODAY, "fetch-mail") == (
        "error[mail-certificate] 证书文件 /nowhere/ca.pem 读不出来（No such file or directory）\n"
        "提示：写签发机构证书（PEM 格式）在本机的位置，检查文件权限\n"
    )


def test_a_folder_that_is_not_there_is_told_with_those_that_are(office: OfficeBuilder, server: MailServer) -> None:
    server.put(note(), MORNING, "收件箱/信息报送")
    equip(office, point_to(server, "mailbox: 收件箱/信息"))
    said = refuse(office.root, *TODAY, "fetch-mail")
    assert said.startswith(
        "error[mail-mailbox] 邮箱里没有可以打开的邮件夹“收件箱/信息”\n提示：现有：INBOX、收件箱/信息报送"
    )


def test_nobody_at_the_port_is_told(office: OfficeBuilder, server: MailServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    equip(office, point_to(server, port=port))
    assert refuse(office.root, *TODAY, "fetch-mail") == (
        f"error[mail-down] 收稿邮箱 localhost:{port} 连不上，或没有照规矩回答（Connection refused）\n"
        "提示：核对 host、port，检查网络\n"
    )


@contextmanager
def drip(server: MailServer, *, encrypted: bool, greeting: bytes, then: bytes) -> Iterator[int]:
    """A server that greets, and from then on sends a byte now and then."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        connections: list[socket.socket] = []

        def serve() -> None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(server.folder / "server.pem", server.folder / "server.key")
            try:
                connection, _ = listening.accept()
                connections.append(connection)
                if encrypted:
                    connection = context.wrap_socket(connection, server_side=True)
                    connections.append(connection)
                connection.sendall(greeting)
                while True:
                    connection.sendall(then)
                    sleep(0.05)
            except OSError:
                return

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        for connection in connections:
            connection.close()
        thread.join(5)


@pytest.mark.parametrize("encrypted", [True, False])
@pytest.mark.parametrize("greeting", [b"", b"* OK hello\r\n"])
def test_a_server_that_drips_is_left_when_the_time_is_over(
    office: OfficeBuilder, server: MailServer, encrypted: bool, greeting: bytes
) -> None:
    with drip(server, encrypted=encrypted, greeting=greeting, then=b"x") as port:
        security = "TLS" if encrypted else "STARTTLS"
        equip(office, point_to(server, "seconds: 1", f"security: {security}", port=port))
        begun = monotonic()
        said = refuse(office.root, *TODAY, "fetch-mail")
        assert monotonic() - begun < 5
    assert said == (
        f"error[mail-slow] 收稿邮箱 localhost:{port} 太慢，1秒还没有收完\n"
        "提示：稍后再试；邮件多、网络慢的，在 mail.yml 里把 seconds 写大些\n"
    )


def test_a_server_without_encryption_gets_no_password(office: OfficeBuilder, server: MailServer) -> None:
    greeting = b"* OK [CAPABILITY IMAP4rev1] hello\r\n* CAPABILITY IMAP4rev1\r\n"
    with drip(server, encrypted=False, greeting=greeting, then=b"* CAPABILITY IMAP4rev1\r\n") as port:
        equip(office, point_to(server, "seconds: 2", "security: STARTTLS", port=port))
        said = refuse(office.root, *TODAY, "fetch-mail")
    assert said.splitlines()[0].startswith(("error[mail-certificate] ", "error[mail-slow] "))


def test_a_size_that_nobody_has_room_for_is_told(office: OfficeBuilder, server: MailServer) -> None:
    with drip(server, encrypted=True, greeting=b"* OK hello {999999999999}\r\n", then=b"x") as port:
        equip(office, point_to(server, "seconds: 2", port=port))
        said = refuse(office.root, *TODAY, "fetch-mail")
    assert said.startswith(f"error[mail-down] 收稿邮箱 localhost:{port} 连不上，或没有照规矩回答（MemoryError）")


# -- killed in between ------------------------------------------------------------

# Writes as many files as it is told, and is then gone at once.
KILLED = """
import os, signal, sys
from jianbao import writing
from jianbao.cli.main import main
whole, left = writing._write_whole, int(sys.argv.pop(1))
def write(root, change):
    global left
    if "briefs/" in change.path:
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
    whole(root, change)
writing._write_whole = write
main(sys.argv[1:])
"""


@pytest.mark.parametrize("files", range(4))
def test_one_that_was_killed_in_between_is_finished_by_the_next(
    office: OfficeBuilder, server: MailServer, files: int
) -> None:
    other = make_word("和平镇夜间供暖抢修", OTHER)
    server.put(mail(note(), word(), word(other, "夜间.docx")), MORNING)
    command = [sys.executable, "-c", KILLED, str(files), "--office", str(office.root), *TODAY, "fetch-mail"]
    killed = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(list_records(office)) == files
    assert run(office.root, *TODAY, "fetch-mail").exit_code == 0
    assert list_records(office) == [
        "items/heping/2025/11-30-he-ping-zhen-ye-jian-gong.md",
        f"items/{ITEM}.md",
        "receipts/2025/11-30-heping-he-ping-zhen-ye-jian-gong.yml",
        f"receipts/2025/11-30-{RECEIPT}.yml",
    ]
    assert office.check(day("2025-11-30 10:00")) == []
    assert run(office.root, *TODAY, "fetch-mail").output == "看了1封邮件：收0封、稿件0篇，已收过1封。\n"
