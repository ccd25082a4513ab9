"""Permissions by path on the office's git server: who may push what, through a real repository with the real hook."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from desks import run_git
from exchanging_desks import clone, install_hook, lay_out_server
from jianbao.guarding import NewCommit, PathChange, find_forbidden, find_misnamed
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
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan, address: Zhang@chengguan.example}
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


ZHANG, ZHENG = ("张××", "xxy@jianbao.invalid"), ("郑××", "zheng@jianbao.invalid")


def commit(root: Path, author: tuple[str, str] = ZHANG) -> None:
    run_git(root, "add", "-A")
    git_as(root, author, "commit", "-q", "-m", "x")


def git_as(root: Path, author: tuple[str, str], *arguments: str) -> str:
    name, address = author
    return run_git(root, "-c", f"user.name={name}", "-c", f"user.email={address}", *arguments)


def push(root: Path, pusher: str | None, to: str = "main") -> str:
    """What the server said; empty when it took the push."""
    told = {} if pusher is None else {"GL_USER": pusher}
    environment = {**{key: value for key, value in os.environ.items() if key != "GL_USER"}, **told}
    command = ["git", "-C", str(root), "push", "-q", "origin", f"HEAD:{to}"]
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


# -- whose commits they are ---------------------------------------------------


def test_whose_commits_one_may_push(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    authors = {
        "own": ZHANG,
        "own elsewhere": ("张××", "zhang@Chengguan.example"),
        "another's": ZHENG,
        "another's, own name": ("张××", "zheng@jianbao.invalid"),
        "own, another's name": ("郑××", "xxy@jianbao.invalid"),
        "one who left": ("吴××", "gone@jianbao.invalid"),
        "the desk's": ("jianbao desk", "desk@jianbao.invalid"),
        "own, by an old name": ("张某", "xxy@jianbao.invalid"),
        "nobody's": ("a", "a@a.example"),
        "none": ("", ""),
    }
    allowed = {
        pusher: [what for what, author in authors.items() if not misname(office, pusher, author)]
        for pusher in ("xxy", "zheng", "gui", "desk", "gone", "nobody", "")
    }
    everybody = ["own", "own elsewhere", "another's", "one who left", "the desk's", "own, by an old name"]
    assert allowed == {
        "xxy": ["own", "own elsewhere"],
        "zheng": ["another's"],
        "gui": everybody,
        "desk": everybody,
        "gone": [],
        "nobody": [],
        "": [],
    }
    assert find_misnamed(office, [], "nobody", AS_OF.day) == []


def test_a_name_is_another_s_no_more_for_what_git_and_the_desk_leave_out_of_it(tmp_path: Path) -> None:
    office = lay_out_files(tmp_path / "source")
    office.write("briefs/settings/people.yml", "people:\n  - {id: wang, name: 王　五., roles: [编辑]}\n")
    office.write("briefs/settings/desk.yml", DESK_YML)
    known = read_office(office.root)
    person = known.settings.people.by_id["wang"]
    assert person.author == ("王五", "wang@jianbao.invalid")
    for name in ("王五", "王　五."):
        assert misname(known, "wang", (name, "wang@jianbao.invalid")) == []
        assert misname(known, "desk", (name, "wang@jianbao.invalid")) == []
    assert len(misname(known, "wang", ("王\u202e五", "wang@jianbao.invalid"))) == 1
    assert len(misname(known, "wang", ("王五", ""))) == 1


def misname(office: Office, pusher: str, author: tuple[str, str]) -> list[str]:
    commit = NewCommit(id="0123456789abcdef", name=author[0], address=author[1])
    return [str(problem) for problem in find_misnamed(office, [commit], pusher, AS_OF.day)]


def test_what_is_said_of_a_commit_in_another_s_name(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    said = "error[push-author] 提交 0123456789 的作者是“{}”，{}\n提示：{}"
    own = (
        '先运行 git config user.name "郑××" 和 git config user.email zheng@jianbao.invalid，'
        "再用 git commit --amend --reset-author 改最后一个提交，前面的用 git rebase 逐个改；别人的提交由本人推送"
    )
    assert misname(office, "zheng", ZHANG) == [said.format("张×× <xxy@jianbao.invalid>", "不是推送人郑××本人", own)]
    assert "user.email Zhang@chengguan.example，" in misname(office, "xxy", ZHENG)[0]
    known = "姓名要与 people.yml 一致，邮箱写“id@jianbao.invalid”，或 people.yml 里本人的 address（邮箱地址）"
    assert misname(office, "desk", ("a\x1b[31m", "a@a.example")) == [
        said.format("a[31m <a@a.example>", "people.yml 里没有这个人", known)
    ]
    assert "服务器没有说是谁推送的（环境变量 GL_USER 是空的）" in misname(office, "", ZHENG)[0]


def test_the_hook_takes_no_commit_in_another_s_name_on_any_branch(server: Path, tmp_path: Path) -> None:
    mine = open_clone(server, tmp_path / "mine")
    mine.item()
    commit(mine.root, ZHENG)
    mine.item("chengguan", "liang-shi", "2026-11-05")
    commit(mine.root)
    for branch in ("main", "other"):
        said = push(mine.root, "xxy", f"refs/heads/{branch}")
        assert said.count("error[push-author]") == 1
        assert "的作者是“郑×× <zheng@jianbao.invalid>”，不是推送人张××本人" in said
    # A replacement that says otherwise is not believed, and what a fork asked to be merged is on no branch.
    tree = run_git(mine.root, "rev-parse", "HEAD~1^{tree}").strip()
    parent, wrong = run_git(mine.root, "rev-parse", "HEAD~2", "HEAD~1").split()
    other = git_as(mine.root, ZHANG, "commit-tree", "-m", "x", "-p", parent, tree).strip()
    run_git(mine.root, "replace", wrong, other)
    run_git(server, "fetch", "-q", str(mine.root), "refs/replace/*:refs/replace/*", "HEAD:refs/pull/1/head")
    assert "不是推送人张××本人" in push(mine.root, "xxy")
    # The desk may bring both.
    assert push(mine.root, "desk") == ""


def test_what_somebody_pushed_another_may_merge_in_his_own_name(server: Path, tmp_path: Path) -> None:
    mine = open_clone(server, tmp_path / "mine")
    mine.item()
    commit(mine.root)
    assert push(mine.root, "xxy", "refs/heads/gao-jian") == ""
    theirs = open_clone(server, tmp_path / "theirs")
    for author, refused in ((ZHANG, True), (ZHENG, False)):
        run_git(theirs.root, "reset", "-q", "--hard", "origin/main")
        git_as(theirs.root, author, "merge", "-q", "--no-ff", "-m", "合并", "origin/gao-jian")
        assert ("不是推送人郑××本人" in push(theirs.root, "zheng")) == refused
