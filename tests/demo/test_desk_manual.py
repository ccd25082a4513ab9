"""采编台手册: its commands can be typed as they stand, its settings are read, what it names is there."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from commands import list_commands, run
from desks import Desk, lay_out_demo_desk
from jianbao.reading import read_office
from jianbao.settings.desk import DeskSettings, Ldap, SignIn
from offices import OfficeBuilder
from sites import ROOT

TEXTS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("briefs/pages/desk-manual.md", "README.md", "README.zh.md")
}
MANUAL = TEXTS["briefs/pages/desk-manual.md"]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SERVE = "from jianbao.cli import main; main()"


def read_blocks(kind: str) -> list[str]:
    return [text for found, text in _BLOCK.findall(MANUAL) if found == kind]


def read_commands(text: str) -> list[list[str]]:
    return [shlex.split(line, comments=True)[1:] for line in re.findall(r"^jianbao .*$", text, re.MULTILINE)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demo office in a repository of its own, as the desk needs it."""
    return lay_out_demo_desk(tmp_path_factory.mktemp("manual") / "office")


def test_the_manual_can_be_typed_from_beginning_to_end(office: Desk) -> None:
    commands = [command for command in read_commands(MANUAL) if command[0] != "desk"]
    assert len(commands) >= 6
    for command in commands:
        done = run(office.root, *command)
        assert (command, done.exit_code, done.stderr) == (command, 0, ""), done.output


def list_servers() -> list[str]:
    """Everything that opens the desk, as the manual, the READMEs and the help have it."""
    typed = {" ".join(command) for text in TEXTS.values() for command in read_commands(text) if command[0] == "desk"}
    helped = {
        " ".join(command)
        for line in str(list_commands()["desk"].epilog).splitlines()
        for command in read_commands(line.removeprefix("例："))
    }
    return sorted(typed | helped)


def test_the_desk_is_opened_in_every_way_that_there_is() -> None:
    assert list_servers() == ["desk", "desk --host 0.0.0.0 --port 8000", "desk --trial"]


@pytest.mark.parametrize("typed", list_servers())
def test_the_desk_opens_and_closes_again(office: Desk, typed: str) -> None:
    """On another port than the one typed, where that one may be taken."""
    port = find_free_port()
    command = [sys.executable, "-c", _SERVE, "--office", str(office.root), *typed.split(), "--port", str(port)]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**environment, "PYTHONUTF8": "1"},
    ) as desk:
        try:
            assert desk.stdout is not None
            said = next((line for line in desk.stdout if line.startswith("采编台已打开")), "")
            assert said.endswith(f":{port}/\n")
            with urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=20) as answer:
                page = answer.read().decode("utf-8")
            desk.send_signal(signal.SIGINT)
            assert desk.wait(60) == 0
        finally:
            desk.kill()
    assert "<h1>登录</h1>" in page
    assert ("这是试用" in page) == ("--trial" in typed)
    assert office.is_clean()


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


USUAL = DeskSettings()


def test_every_example_of_a_setting_is_read_as_it_is_told(tmp_path: Path) -> None:
    blocks = read_blocks("yaml")
    found = [read_settings(tmp_path / str(number), block) for number, block in enumerate(blocks)]
    ldap = Ldap(url="ldaps://ldap.yunxi.example", name="uid={person},ou=people,dc=yunxi,dc=example")
    assert [(desk.sign_in, desk.https, desk.ldap, desk.proxies) for desk in found] == [
        (SignIn.LOCAL, True, None, USUAL.proxies),
        (SignIn.LDAP, True, ldap, USUAL.proxies),
        (SignIn.PROXY, True, None, ("127.0.0.1",)),
        (SignIn.LOCAL, False, None, USUAL.proxies),
    ]
    assert found[-1] == USUAL


def read_settings(root: Path, text: str) -> DeskSettings:
    builder = OfficeBuilder(root)
    builder.write("briefs/settings/desk.yml", text)
    office = read_office(root)
    assert [str(problem) for problem in office.problems if "desk.yml" in str(problem.place)] == []
    return office.settings.desk


def test_the_limits_of_the_proxy_are_those_of_the_desk() -> None:
    nginx = read_blocks("nginx")[0]
    assert f"client_max_body_size {USUAL.upload}m;" in nginx
    assert f'proxy_set_header {USUAL.header} "";' in nginx


def test_the_table_of_roles_names_each_role_of_the_office(office: Desk) -> None:
    told = re.findall(r"^\| ([^|]+) \| ", MANUAL.partition("## 角色和权限")[2], re.MULTILINE)
    roles = {role for person in office.office().settings.people.people for role in person.roles}
    assert {role for cell in told for role in cell.split("、")} - {"角色"} == roles


def test_what_is_told_of_issues_and_items_is_so(office: Desk) -> None:
    """Titles and numbers of the examples stand in the records, and every unit may read them."""
    issues = [issue.document for issue in office.office().issues.values() if issue.document]
    printed = {article.desk.id: (article.title, issue.title) for issue in issues for article in issue.articles}
    assert printed["2026/09-02-chengguan-chao-xi-tan-qu"][1].startswith("《信息》第67期")
    assert printed["2026/09-16-nanhu-wu-ye-fei"] == (
        "回迁小区物业费收缴率偏低，2家企业拟撤出",
        "《信息》第69期（总第1239期）",
    )
    assert printed["2026/11-26-ban-li-jin-zhan"] == ("沿江路爆管善后三件事办结", "《督查工作》第二十期")
    items = {item.title for item in office.office().items.values()}
    calls = {call.title for call in office.office().calls.values() if call.number == 24}
    told = {"城关镇设“潮汐摊区”疏导占道经营", "回迁小区物业费收缴难问题亟待解决"}
    assert told <= items
    assert calls == {"困难群众温暖过冬情况"}
    for title in [*told, *calls, "回迁小区物业费收缴率偏低，2家企业拟撤出", "沿江路爆管善后三件事办结"]:
        assert title in MANUAL


def test_an_address_that_is_taken_is_told(office: Desk) -> None:
    with office.serve() as address:
        port = address.rpartition(":")[2]
        command = [sys.executable, "-c", _SERVE, "--office", str(office.root), "desk", "--port", port]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    said = f"error[desk-address] 在 127.0.0.1:{port} 打不开：端口已被占用\n"
    hint = "提示：采编台可能已经打开；要再开一个的，用 --port 换一个端口\n"
    assert (done.returncode, done.stderr) == (1, said + hint)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "::", "desk.invalid"])
def test_a_trial_is_never_open_to_others(office: Desk, host: str) -> None:
    done = run(office.root, "desk", "--trial", "--host", host)
    assert done.exit_code == 2
    assert "--trial 不用密码，只能用本机地址，如 --host 127.0.0.1" in done.stderr
