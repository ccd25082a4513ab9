"""Permissions by path on the office's git server: who may push what, through a real repository with the real hook."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from desks import run_git
from exchanging_desks import clone, install_hook, lay_out_server
from jianbao.guarding import PathChange, find_forbidden
from jianbao.reading import Office, read_office
from offices import AS_OF, OfficeBuilder
from small_desks import lay_out_files

DESK_YML = "pusher: GL_USER\naccount: desk\n"
PEOPLE = """people:
  - {id: zheng, name: 郑××, roles: [编辑]}
  - {id: zhou, name: 周××, roles: [签发人]}
  - {id: shen, name: 沈××, roles: [校对]}
  - {id: guo, name: 郭××, roles: [督查员]}
  - {id: li, name: 李××, roles: [领导]}
  - {id: gui, name: 桂××, roles: [管理员]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
  - {id: gone, name: 吴××, roles: [编辑], to: 2026-06-30}
"""
# Who may add a file in each folder, by id; written from section 10 of the design.
MAY_ADD = {
    "briefs/items/chengguan/2026/11-03-x.md": "zheng zhou xxy desk",
    "briefs/items/chengguan/2026/11-03-x/a.png": "zheng zhou xxy desk",
    "briefs/items/heping/2026/11-03-x.md": "zheng zhou desk",
    "briefs/items/chengguan-2/2026/11-03-x.md": "zheng zhou desk",
    "briefs/receipts/2026/11-03-x.yml": "zheng zhou desk",
    "briefs/desk/2026/11-03-x.md": "zheng zhou shen desk",
    "briefs/drafts/xinxi/2026-11-04.yml": "zheng zhou shen desk",
    "briefs/issues/xinxi/2026/001.yml": "zheng zhou desk",
    "briefs/notices/2026/11-03-x.yml": "zheng zhou desk",
    "briefs/distribution/xinxi/2026/001.yml": "zheng zhou desk",
    "briefs/calls/2026/001.md": "zheng zhou desk",
    "briefs/reports/2026/11-03-x.md": "zheng zhou desk",
    "briefs/adoptions/2026/11-03-x.yml": "zheng zhou desk",
    "briefs/disputes/2026/11-03-x.yml": "zheng zhou desk",
    "briefs/entries/2026/11-03-x.yml": "zheng zhou desk",
    "briefs/bulletins/2026/10.yml": "zheng zhou desk",
    "briefs/leads/2026/11-03-x.md": "zheng zhou desk",
    "briefs/instructions/2026/11-03-x.yml": "zheng zhou guo desk",
    "briefs/tasks/2026/001.md": "guo desk",
    "briefs/tasks/2026/001/11-03-chase.yml": "guo desk",
    "briefs/incidents/2026/11-03-x.yml": "zheng zhou guo desk",
    "briefs/settings/people.yml": "gui",
    "briefs/pages/about.md": "gui",
    "briefs/other.md": "gui",
    "templates/issue.html": "gui",
    "mkdocs.yml": "gui",
    "scripts/x.py": "gui",
}
PUSHERS = ("zheng", "zhou", "shen", "guo", "li", "gui", "xxy", "gone", "nobody", "", "desk")


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    office = lay_out_files(tmp_path / "source")
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write("briefs/settings/desk.yml", DESK_YML)
    return office


def forbid(office: Office, pusher: str, *changes: PathChange) -> list[str]:
    return [str(problem) for problem in find_forbidden(office, changes, pusher, AS_OF.day)]


@pytest.mark.parametrize("path", MAY_ADD)
def test_who_may_add_what(builder: OfficeBuilder, path: str) -> None:
    office = read_office(builder.root)
    allowed = [pusher for pusher in PUSHERS if not forbid(office, pusher, PathChange(path=path, added=True))]
    assert sorted(allowed) == sorted(MAY_ADD[path].split())


def test_what_is_said(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    settings = PathChange(path="briefs/settings/people.yml", added=False)
    item = PathChange(path="briefs/items/heping/2026/11-03-x.md", added=True)
    may_not, ask = (
        "error[push-forbidden] {}:1:1 张××不能写这个文件，它归{}\n",
        "需要权限的，请管理员在 people.yml 里加上角色",
    )
    assert forbid(office, "xxy", settings, item) == [
        f"{may_not.format(settings.path, '管理员')}提示：{ask}",
        f"{may_not.format(item.path, '这个单位的信息员')}提示：{ask}",
    ]
    unknown = "error[push-forbidden] briefs/settings/people.yml:1:1 “gone”不是在任的人员\n"
    assert forbid(office, "gone", item) == [f"{unknown}提示：people.yml 里的 id 要和服务器上的账号一样"]
    assert "服务器没有说是谁推送的（环境变量 GL_USER 是空的）" in forbid(office, "", item)[0]


def test_a_unit_changes_its_own_until_the_office_decides(builder: OfficeBuilder) -> None:
    open_item = builder.item()
    desk = builder.adopt("chengguan", "liang-shi", "2026-11-04")
    office = read_office(builder.root)
    decided = office.desk[desk].items[0]
    change = PathChange(path=f"briefs/items/{open_item}.md", added=False)
    assert forbid(office, "xxy", change) == []
    for path in (f"briefs/items/{decided}.md", f"briefs/items/{decided}/a.png"):
        [said] = forbid(office, "xxy", PathChange(path=path, added=False))
        assert f"{path}:1:1 办公室已经处理这篇稿件，单位不能再改\n提示：另报一篇，写明 revises（修改自）" in said
    [said] = forbid(office, "xxy", PathChange(path=change.path, added=False, removed=True))
    assert "报送的稿件不能删" in said
    [said] = forbid(office, "zheng", change)
    assert "单位报送的原稿，办公室不能改，也不能删" in said


@pytest.fixture
def server(builder: OfficeBuilder, tmp_path: Path) -> Path:
    run_git(builder.root, "init", "-q", "-b", "main")
    commit(builder.root)
    server = lay_out_server(tmp_path, builder.root)
    install_hook(server)
    return server


def open_clone(server: Path, root: Path) -> OfficeBuilder:
    """With the settings as the server has them."""
    office = OfficeBuilder(clone(server, root))
    run_git(root, "checkout", "-q", "--", ".")
    return office


def commit(root: Path) -> None:
    run_git(root, "add", "-A")
    run_git(root, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-q", "-m", "x")


def push(root: Path, pusher: str | None) -> str:
    """What the server said; empty when it took the push."""
    told = {} if pusher is None else {"GL_USER": pusher}
    environment = {**{key: value for key, value in os.environ.items() if key != "GL_USER"}, **told}
    command = ["git", "-C", str(root), "push", "-q", "origin", "HEAD:main"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode == 0) == (done.stderr == "")
    return done.stderr


def test_the_hook_asks_who_pushes(server: Path, tmp_path: Path) -> None:
    mine = open_clone(server, tmp_path / "mine")
    item = mine.item()
    commit(mine.root)
    assert "“heping”不是在任的人员" in push(mine.root, "heping")
    assert "服务器没有说是谁推送的" in push(mine.root, None)
    assert f"briefs/items/{item}.md:1:1 郭××不能写这个文件，它归这个单位的信息员" in push(mine.root, "guo")
    assert push(mine.root, "xxy") == ""


def test_nobody_gives_himself_a_role_by_the_same_push(server: Path, tmp_path: Path) -> None:
    mine = open_clone(server, tmp_path / "mine")
    mine.write("briefs/settings/people.yml", PEOPLE.replace("roles: [信息员], unit: chengguan", "roles: [管理员]"))
    mine.write("briefs/settings/desk.yml", "")
    commit(mine.root)
    said = push(mine.root, "xxy")
    assert "briefs/settings/people.yml:1:1 张××不能写这个文件，它归管理员" in said
    assert "briefs/settings/desk.yml:1:1 张××不能写这个文件，它归管理员" in said
    assert push(mine.root, "gui") == ""


def test_an_office_that_names_no_variable_asks_nobody(tmp_path: Path) -> None:
    office = lay_out_files(tmp_path / "source")
    run_git(office.root, "init", "-q", "-b", "main")
    commit(office.root)
    server = lay_out_server(tmp_path, office.root)
    install_hook(server)
    office.item()
    commit(office.root)
    run_git(office.root, "remote", "add", "origin", str(server))
    assert push(office.root, None) == ""
