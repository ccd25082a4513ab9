"""CODEOWNERS says of every path and person what the server's hook does, in the dialect of each forge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run, succeed
from jianbao.guarding import PathChange, find_forbidden
from jianbao.reading import Office
from jianbao.rendering.forge import render_forge
from jianbao.rendering.templates import Templates
from jianbao.settings import ForgeKind
from offices import AS_OF, OfficeBuilder
from owners_reading import read_gitea, read_gitlab

PEOPLE = """people:
  - {id: zheng, name: 郑××, roles: [编辑]}
  - {id: zhou, name: 周××, roles: [签发人]}
  - {id: shen, name: 沈××, roles: [校对]}
  - {id: guo, name: 郭××, roles: [督查员]}
  - {id: li, name: 李××, roles: [领导]}
  - {id: gui, name: 桂××, roles: [管理员]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
  - {id: he, name: 何××, roles: [信息员], unit: heping}
  - {id: gone, name: 吴××, roles: [编辑, 信息员], unit: longquan, to: 2026-06-30}
"""
FORGE = "url: https://git.yunxi.invalid\nrepository: quweiban/xinxi\napp: form\n"
PATHS = [
    "briefs/items/chengguan/2026/11-03-x.md",
    "briefs/items/chengguan/2026/11-03-x/a.png",
    "briefs/items/chengguan-2/2026/11-03-x.md",
    "briefs/items/heping/2026/11-03-x.md",
    "briefs/items/longquan/2026/11-03-x.md",
    "briefs/receipts/2026/11-03-x.yml",
    "briefs/desk/2026/11-03-x.md",
    "briefs/drafts/xinxi/2026-11-04.yml",
    "briefs/issues/xinxi/2026/001.yml",
    "briefs/issues/xinxi/zengkan/2026/001.json",
    "briefs/notices/2026/11-03-x.yml",
    "briefs/distribution/xinxi/2026/001.yml",
    "briefs/calls/2026/001.md",
    "briefs/reports/2026/11-03-x.md",
    "briefs/adoptions/2026/11-03-x.yml",
    "briefs/disputes/2026/11-03-x.yml",
    "briefs/entries/2026/11-03-x.yml",
    "briefs/bulletins/2026/10.yml",
    "briefs/leads/2026/11-03-x.md",
    "briefs/instructions/2026/11-03-x.yml",
    "briefs/tasks/2026/001.md",
    "briefs/tasks/2026/001/11-03-chase.yml",
    "briefs/incidents/2026/11-03-x.yml",
    "briefs/settings/people.yml",
    "briefs/settings/scoring/x.yml",
    "briefs/pages/about.md",
    "briefs/other.md",
    "templates/issue.html",
    "templates/items/x.md",
    "mkdocs.yml",
    ".gitlab-ci.yml",
    "admin/chengguan/config.yml",
]
READERS: dict[ForgeKind, Callable[[str, str], set[str]]] = {
    ForgeKind.GITLAB: read_gitlab,
    ForgeKind.GITEA: read_gitea,
    ForgeKind.FORGEJO: read_gitea,
}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/people.yml", PEOPLE)
    built.write("briefs/settings/forge.yml", FORGE)
    return built


def write_owners(office: Office, kind: ForgeKind) -> str:
    forge = render_forge(office, Templates(office.root), kind, AS_OF.day)
    (file,) = [file for file in forge.files if file.path == f".{kind.value}/CODEOWNERS"]
    return file.text


@pytest.mark.parametrize("kind", ForgeKind)
def test_whoever_may_add_a_file_is_its_owner_and_nobody_else(office: OfficeBuilder, kind: ForgeKind) -> None:
    read = office.read()
    assert read.problems == ()
    text, people = write_owners(read, kind), [person.id for person in read.settings.people.people]
    for path in PATHS:
        change = PathChange(path=path, added=True)
        allowed = {f"@{person}" for person in people if not find_forbidden(read, [change], person, AS_OF.day)}
        assert READERS[kind](text, path) == allowed, path


def test_the_dialect_of_gitlab(office: OfficeBuilder) -> None:
    assert write_owners(office.read(), ForgeKind.GITLAB) == (
        "# 由 jianbao forge-config 生成，不要手改；人员变动后重新生成。\n"
        "# 谁能写哪里，由服务器上的钩子（pre-receive）把关；这里只决定请谁来看。\n"
        "[谁负责]\n"
        "* @gui\n"
        "/briefs/adoptions/ @zheng @zhou\n"
        "/briefs/bulletins/ @zheng @zhou\n"
        "/briefs/calls/ @zheng @zhou\n"
        "/briefs/desk/ @zheng @zhou @shen\n"
        "/briefs/disputes/ @zheng @zhou\n"
        "/briefs/distribution/ @zheng @zhou\n"
        "/briefs/drafts/ @zheng @zhou @shen\n"
        "/briefs/entries/ @zheng @zhou\n"
        "/briefs/incidents/ @zheng @zhou @guo\n"
        "/briefs/instructions/ @zheng @zhou @guo\n"
        "/briefs/issues/ @zheng @zhou\n"
        "/briefs/items/ @zheng @zhou\n"
        "/briefs/leads/ @zheng @zhou\n"
        "/briefs/notices/ @zheng @zhou\n"
        "/briefs/receipts/ @zheng @zhou\n"
        "/briefs/reports/ @zheng @zhou\n"
        "/briefs/tasks/ @guo\n"
        "/briefs/items/chengguan/ @xxy @zheng @zhou\n"
        "/briefs/items/heping/ @he @zheng @zhou\n"
    )


def test_the_dialect_of_gitea(office: OfficeBuilder) -> None:
    lines = write_owners(office.read(), ForgeKind.GITEA).splitlines()
    folders = (
        "adoptions|bulletins|calls|desk|disputes|distribution|drafts|entries|incidents|instructions|issues|items|leads"
        "|notices|receipts|reports|tasks"
    )
    assert lines[2:4] == [f"!briefs/({folders})/.* @gui", "briefs/adoptions/.* @zheng @zhou"]
    assert lines[-2:] == ["briefs/items/chengguan/.* @xxy @zheng @zhou", "briefs/items/heping/.* @he @zheng @zhou"]


def test_accounts_and_groups_of_the_forge(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/forge.yml",
        f"{FORGE}accounts:\n  - {{person: 郑××, account: zheng.li}}\n  - {{person: xxy, account: clerk7}}\n"
        "teams:\n  - {role: 督查员, team: quweiban/duchashi}\n",
    )
    text = write_owners(office.read(), ForgeKind.GITLAB)
    assert read_gitlab(text, "briefs/tasks/2026/001.md") == {"@quweiban/duchashi"}
    assert read_gitlab(text, "briefs/incidents/2026/11-03-x.yml") == {"@zheng.li", "@zhou", "@quweiban/duchashi"}
    assert read_gitlab(text, "briefs/items/chengguan/2026/11-03-x.md") == {"@clerk7", "@zheng.li", "@zhou"}


def test_where_nobody_is_responsible_it_says_so_and_writes_no_rule(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/people.yml", "roles: [管理员]", "roles: [管理员], to: 2026-10-31")
    office.replace("briefs/settings/people.yml", "roles: [督查员]", "roles: [领导]")
    done = run(office.root, "forge-config", "gitlab", "--show")
    assert done.exit_code == 0
    assert done.stderr == (
        "注意：people.yml 里没有在任的管理员，设置、页面、模板等其余文件没有写进 CODEOWNERS\n"
        "注意：people.yml 里没有在任的督查员，briefs/tasks/没有写进 CODEOWNERS\n"
    )
    assert "\n* " not in done.stdout
    assert "/briefs/tasks/" not in done.stdout


def test_a_unit_that_was_merged_has_no_rule_of_its_own(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/people.yml", "unit: heping", "unit: lvyou")
    assert "/briefs/items/lvyou/ " in succeed(office.root, "--on", "2026-10-01", "forge-config", "gitlab", "--show")
    assert "/briefs/items/lvyou/ " not in succeed(office.root, "--on", "2026-11-01", "forge-config", "gitlab", "--show")
