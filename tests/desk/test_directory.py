"""目录服务: against a real slapd on this machine, with TLS and without."""

from __future__ import annotations

import gc
import socket
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import pytest

from conftest import require_tool
from desks import Desk
from jianbao.problems import ProblemsFound
from jianbao.serving.people.directory import can_bind
from jianbao.settings.desk import Ldap
from small_desks import lay_out_files

NAME = "uid={person},ou=people,dc=a,dc=example"
PASSWORD = "一句话、秘密的"
CONFIG = """include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
database mdb
suffix "dc=a,dc=example"
directory {folder}/data
"""
ENTRIES = f"""dn: dc=a,dc=example
objectClass: domain
dc: a

dn: ou=people,dc=a,dc=example
objectClass: organizationalUnit
ou: people

dn: uid=zheng,ou=people,dc=a,dc=example
objectClass: inetOrgPerson
uid: zheng
cn: zheng
sn: zheng
userPassword:: {b64encode(PASSWORD.encode()).decode()}

dn: uid=nopassword,ou=people,dc=a,dc=example
objectClass: inetOrgPerson
uid: nopassword
cn: nopassword
sn: nopassword
"""


@dataclass(frozen=True)
class Directory:
    plain: str
    secure: str
    folder: Path

    def ask(self, person: str, password: str, *, url: str = "", certificate: str | None = None) -> bool:
        authority = str(self.folder / "ca.pem") if certificate is None else certificate
        return can_bind(Ldap(url=url or self.plain, name=NAME, certificate=authority), person, password)


def run(*command: str | Path, folder: Path, given: str = "") -> None:
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def make_certificates(folder: Path) -> None:
    """An authority of our own, which signs for this machine's name."""
    key = ("-newkey", "rsa:2048", "-nodes", "-days", "2")
    authority = ("-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=authority")
    run("openssl", "req", "-x509", *key, *authority, folder=folder)
    signed = ("-keyout", "server.key", "-out", "server.pem", "-subj", "/CN=localhost")
    named = ("-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "subjectAltName=DNS:localhost")
    run("openssl", "req", "-x509", *key, *signed, *named, folder=folder)


def find_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    slapd = require_tool("slapd", "/usr/sbin/slapd" if Path("/usr/sbin/slapd").exists() else "")
    require_tool("openssl")
    folder = tmp_path_factory.mktemp("slapd")
    make_certificates(folder)
    (folder / "data").mkdir()
    (folder / "slapd.conf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
    run("/usr/sbin/slapadd", "-f", "slapd.conf", folder=folder, given=ENTRIES)
    plain, secure = (f"{kind}://localhost:{find_free_port()}" for kind in ("ldap", "ldaps"))
    command = [slapd, "-d", "0", "-f", "slapd.conf", "-h", f"{plain} {secure}"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(plain)
        yield Directory(plain=plain, secure=secure, folder=folder)
        process.terminate()


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("localhost", int(url.rpartition(":")[2])), 1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    pytest.fail("slapd did not start")


@pytest.mark.parametrize(
    ("person", "password", "known"),
    [
        ("zheng", PASSWORD, True),
        ("zheng", "不对", False),
        ("zheng", "", False),
        ("", "", False),
        ("nobody", PASSWORD, False),
        ("nopassword", "", False),
        ("nopassword", "x", False),
        # A name is a name: it reaches no other entry, and makes none.
        ("zheng,ou=people,dc=a,dc=example", PASSWORD, False),
        ("zheng+cn=zheng", PASSWORD, False),
        ("*", PASSWORD, False),
        ("zhen\\67", PASSWORD, False),
        ("zheng\0", PASSWORD, False),
        ("长" * 50_000, PASSWORD, False),
    ],
)
def test_only_a_name_with_its_password(directory: Directory, person: str, password: str, known: bool) -> None:
    assert directory.ask(person, password) is known


def test_over_tls_where_the_server_proves_its_name(directory: Directory) -> None:
    assert directory.ask("zheng", PASSWORD, url=directory.secure)
    assert not directory.ask("zheng", "不对", url=directory.secure)


# ldap3 leaves a socket behind where the name is another.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("case", ["unknown authority", "another name", "nobody there", "no such host", "no TLS there"])
def test_a_server_that_is_not_the_one_gets_no_password(directory: Directory, case: str) -> None:
    url, certificate = {
        "unknown authority": (directory.secure, ""),
        "another name": (directory.secure.replace("localhost", "127.0.0.1"), None),
        "nobody there": (f"ldap://localhost:{find_free_port()}", None),
        "no such host": ("ldap://no-such-host.invalid", None),
        "no TLS there": (directory.plain.replace("ldap:", "ldaps:"), None),
    }[case]
    with pytest.raises(ProblemsFound, match="目录服务没有回应，现在登录不了") as found:
        directory.ask("zheng", PASSWORD, url=url, certificate=certificate)
    assert PASSWORD not in str(found.value)
    del found
    gc.collect()


def test_the_desk_asks_it(directory: Directory, tmp_path: Path) -> None:
    settings = f"sign_in: LDAP\nldap: {{url: '{directory.plain}', name: '{NAME}'}}\n"
    lay_out_files(tmp_path).write("briefs/settings/desk.yml", settings)
    desk = Desk(tmp_path, on="2026-11-30", trial=False)
    visit = desk.visit()
    assert visit.post("/sign-in", {"person": "zheng", "password": "x"}, form="/sign-in").status_code == 401
    answer = visit.post("/sign-in", {"person": "郑××", "password": PASSWORD}, form="/sign-in")
    assert (answer.status_code, answer.location) == (303, "/")
    assert "注意：ldap:// 不加密" not in "".join(desk.said)


def test_a_directory_that_is_down_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    port = find_free_port()
    settings = f"sign_in: LDAP\nattempts: 1\nldap: {{url: 'ldap://localhost:{port}', name: '{NAME}'}}\n"
    lay_out_files(tmp_path).write("briefs/settings/desk.yml", settings)
    visit = Desk(tmp_path, on="2026-11-30", trial=False).visit()
    for _ in range(3):
        answer = visit.post("/sign-in", {"person": "zheng", "password": PASSWORD}, form="/sign-in")
        assert answer.status_code == 503
        assert "目录服务没有回应，现在登录不了" in answer.get_data(as_text=True)


def test_a_password_in_the_clear_over_the_network_is_told_to_the_keeper(tmp_path: Path) -> None:
    lay_out_files(tmp_path).write(
        "briefs/settings/desk.yml", f"sign_in: LDAP\nldap: {{url: 'ldap://a.example', name: '{NAME}'}}\n"
    )
    desk = Desk(tmp_path, on="2026-11-30", trial=False)
    told = "注意：ldap:// 不加密，密码在网上看得见；目录服务支持的，desk.yml 里改用 ldaps://。"
    assert told in desk.said
