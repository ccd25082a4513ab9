"""A real Dovecot on this machine, under an account without rights, with a certificate of an authority of our own."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep

import pytest
from imapclient import IMAPClient

from conftest import require_tool

USER, PASSWORD = "xinxi", "一句话、口令"
CONFIG = """base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
mail_location = maildir:~/Maildir
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


@dataclass(frozen=True)
class MailServer:
    """``user`` and ``folder`` aside, what an office has to know of it."""

    folder: Path
    tls: int
    starttls: int

    @property
    def certificate(self) -> str:
        return str(self.folder / "ca.pem")

    @contextmanager
    def connect(self) -> Iterator[IMAPClient]:
        """As the owner of the mailbox, who may change it."""
        context = ssl.create_default_context(cafile=self.certificate)
        with IMAPClient("localhost", self.tls, ssl_context=context) as client:
            client.plain_login(USER, PASSWORD)
            yield client

    def empty(self) -> None:
        with self.connect() as client:
            for flags, _, name in client.list_folders():
                if {b"\\NonExistent", b"\\Noselect"} & set(flags):
                    continue
                client.select_folder(name)
                client.delete_messages(client.search())
                client.expunge()

    def put(self, raw: bytes, received: datetime, folder: str = "INBOX") -> None:
        with self.connect() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            client.append(folder, raw, (), received)

    def list_flags(self, folder: str = "INBOX") -> list[tuple[bytes, ...]]:
        with self.connect() as client:
            client.select_folder(folder, readonly=True)
            flags = client.get_flags(client.search())
            return [flags[number] for number in sorted(flags)]


def find_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        for one in (first, second):
            one.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def make_certificates(folder: Path) -> None:
    key = ("-newkey", "rsa:2048", "-nodes", "-days", "2")
    authority = ("-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=authority")
    signed = ("-keyout", "server.key", "-out", "server.pem", "-subj", "/CN=localhost")
    named = ("-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "subjectAltName=DNS:localhost")
    for arguments in ((*key, *authority), (*key, *signed, *named)):
        command = ["openssl", "req", "-x509", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr


@contextmanager
def serve_mail() -> Iterator[MailServer]:
    """Outside of pytest's folders, which no other account may enter."""
    program = require_tool("dovecot", "/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else "")
    require_tool("openssl")
    root = os.geteuid() == 0
    account = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="jianbao-mail-"))
    try:
        make_certificates(folder)
        tls, starttls = find_ports()
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        group = grp.getgrgid(account.pw_gid).gr_name
        text = CONFIG.format(folder=folder, user=account.pw_name, group=group, tls=tls, starttls=starttls)
        (folder / "dovecot.conf").write_text(text, encoding="utf-8")
        for name in ("run", "state", "home"):
            (folder / name).mkdir()
        if root:
            for path in (folder, *folder.iterdir()):
                os.chown(path, account.pw_uid, account.pw_gid)
        yield from _run(
            program, MailServer(folder=folder, tls=tls, starttls=starttls), account.pw_name if root else None
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, server: MailServer, account: str | None) -> Iterator[MailServer]:
    command = [program, "-F", "-c", str(server.folder / "dovecot.conf")]
    group = grp.getgrgid(pwd.getpwnam(account).pw_gid).gr_name if account else None
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=account, group=group,
        extra_groups=[] if account else None,
    ) as process:  # fmt: skip
        try:
            _wait_for(server)
            yield server
        finally:
            process.terminate()


def _wait_for(server: MailServer) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", server.tls), 1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    log = server.folder / "log"
    pytest.fail(log.read_text(encoding="utf-8") if log.exists() else "dovecot did not start")
