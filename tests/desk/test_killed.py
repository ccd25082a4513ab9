"""kill -9 at any instant: afterwards there is the old state or the new one, committed, and nobody's file is gone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from killed_acts import ACTS, do, file_item

from desks import Desk, run_git
from exchanging_desks import lay_out_clones
from jianbao.history import HistoryError
from jianbao.history.locking import find_locks, find_stale_locks
from jianbao.problems import ProblemsFound
from jianbao.serving.starting import prepare_desk
from small_desks import lay_out_small

PROGRAM = Path(__file__).parent / "killed_acts.py"
ITEM = "briefs/items/chengguan/2026/11-03-x1.md"
NOTE = "briefs/drafts/xinxi/2026-11-03.yml"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lay_out_small(tmp_path / "office")


def run(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """In a group of its own, so that it can be killed with every git that it started."""
    command = [sys.executable, str(PROGRAM), str(root), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True)


def kill_at_every_step(root: Path, what: str) -> tuple[list[str], int]:
    """(the states that were found, the last one being that of the act that got through; how often it was killed)."""
    with run(root, "steps", what) as process:
        assert process.stdout
        lines = process.stdout.read().splitlines()
    assert process.returncode == 0, lines
    assert set(lines[1::3]) == {"clean"}
    outcomes = [json.loads(line) for line in lines[::3]]
    assert outcomes[-1]["status"] == 0
    assert all(outcome["died"] for outcome in outcomes[:-1])
    return lines[2::3], len(outcomes) - 1


@pytest.mark.parametrize("what", ["file", "replace", "call"])
def test_an_act_killed_at_any_step_is_done_or_not_begun(desk: Desk, what: str) -> None:
    states, kills = kill_at_every_step(desk.root, what)
    assert kills > 12
    before, after = json.loads(states[0]), json.loads(states[-1])
    assert int(after[0]) == int(before[0]) + 1
    assert all(json.loads(state) in (before, after) for state in states)
    assert (len(before[2]), len(after[2])) == (0, 1 if what == "file" else 0)
    assert desk.is_clean()


def test_a_merge_killed_at_any_step_is_done_or_not_begun(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    other.commit({ITEM: "title: 别处\n", NOTE: "note: elsewhere\n"})
    other.push()
    states, kills = kill_at_every_step(desk.root, "merge")
    assert kills > 5
    assert len(set(states)) == 2
    assert json.loads(states[-1])[1][NOTE] == "note: elsewhere\n"
    assert desk.is_clean()


def test_a_number_that_was_not_pushed_is_given_again(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    states, _ = kill_at_every_step(desk.root, "call")
    commits = [json.loads(state)[0] for state in states]
    assert commits == sorted(commits)
    assert set(commits) == {"1", "2"}
    other.pull()
    assert (other.root / "briefs/calls/2026/009.md").is_file()


@pytest.mark.parametrize("with_git", [False, True], ids=["the desk alone", "git as well"])
def test_what_was_told_to_be_done_is_there_after_any_kill(desk: Desk, with_git: bool) -> None:
    """At moments that fall anywhere: every item that was told is committed, none twice, and the tree is clean."""
    told: list[str] = []
    for turn in range(4):
        process = run(desk.root, "forever", str(1000 * (turn + 1)))
        assert process.stdout
        first = process.stdout.readline().strip()
        sleep(0.029 * turn)
        if with_git:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        told += [first, *process.stdout.read().split()]
        process.stdout.close()
        process.wait()
        prepare_desk(desk.store)
        assert desk.is_clean()
    committed = run_git(desk.root, "ls-tree", "-r", "--name-only", "HEAD", "briefs/items").split()
    assert set(told) <= set(committed)
    assert len(desk.commits()) == len(committed)
    assert len(told) >= 4


def test_only_git_is_killed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The act is refused, git's lock is taken away, and the next act goes through."""
    fake = desk.root.parent / "bin"
    fake.mkdir()
    script = f'#!/bin/sh\ncase " $* " in *" commit "*) touch "{desk.root}/.git/index.lock"; kill -9 $$;; esac\n'
    (fake / "git").write_text(f'{script}exec /usr/bin/git "$@"\n', encoding="utf-8")
    (fake / "git").chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setenv("PATH", f"{fake}:{os.environ['PATH']}")
        with pytest.raises(ProblemsFound, match=r"没有存进版本库：git 中断了，没有说明原因"):
            do(desk.store, *ACTS["file"])
    assert desk.is_clean()
    assert not (desk.root / ITEM).exists()
    do(desk.store, *ACTS["file"])
    assert [commit.files for commit in desk.commits()] == [(ITEM,)]


def test_the_lock_of_a_git_that_works_is_left_alone(desk: Desk) -> None:
    """Somebody writes the message of a commit in an editor: git holds its lock until the editor is closed."""
    editor = "sh -c 'touch ../editing; while [ -e ../editing ]; do sleep 0.05; done; echo x > \"$0\"'"
    environment = {**os.environ, "GIT_EDITOR": editor, "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a.example"}
    (desk.root / NOTE).write_text("note: by hand\n", encoding="utf-8")
    command = ["git", "-C", str(desk.root), "commit", "-a", "-q", "--author", "a <a@a.example>"]
    # As another program: of our own children we know that none holds a lock.
    shell = subprocess.Popen(
        ["sh", "-c", '"$@" &', "sh", *command], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    shell.wait()
    editing = desk.root.parent / "editing"
    while not editing.exists():
        sleep(0.02)
    try:
        assert [lock.name for lock in find_locks(desk.root)] == ["index.lock"]
        with pytest.raises(HistoryError, match=r"index.lock': File exists"):
            find_stale_locks(desk.root)
        with pytest.raises(ProblemsFound, match=r"另一个 git 程序正在使用版本库，什么也没有改动"):
            do(desk.store, *ACTS["file"])
        assert not (desk.root / ITEM).exists()
        assert not (desk.root / ".desk/act.json").exists()
        desk.store.journal.begin(file_item(1)(desk.store.read()))
        with pytest.raises(ProblemsFound, match=r"上一次改动还没有恢复：另一个 git 程序正在使用版本库"):
            do(desk.store, *ACTS["file"])
        assert (desk.root / ".git/index.lock").exists()
    finally:
        editing.unlink()
    while find_locks(desk.root):
        sleep(0.02)
    do(desk.store, *ACTS["file"])
    assert [commit.author for commit in desk.commits()] == ["a", "张××"]
    assert desk.is_clean()


def test_what_somebody_else_wrote_since_is_kept_beside(desk: Desk) -> None:
    plan = ACTS["replace"][2](desk.store.read())
    desk.store.journal.begin(plan)
    (desk.root / NOTE).write_text("note: by hand\n", encoding="utf-8")
    said = prepare_desk(desk.store)
    kept = list((desk.root / ".desk/kept").rglob("*.yml"))
    assert [file.read_text(encoding="utf-8") for file in kept] == ["note: by hand\n"]
    assert said[0] == "上次中断时做了一半的改动已经恢复原状。"
    assert said[1].startswith("注意：有1个文件与中断的改动撞在一处，另存了一份，如 .desk/kept/")
    assert desk.is_clean()


def test_a_commit_of_somebody_else_after_a_kill_stays(desk: Desk) -> None:
    desk.store.journal.begin(file_item(1)(desk.store.read()))
    (desk.root / NOTE).write_text("note: by hand\n", encoding="utf-8")
    run_git(desk.root, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qam", "x")
    prepare_desk(desk.store)
    assert [commit.author for commit in desk.commits()] == ["a"]
    assert (desk.root / NOTE).read_text(encoding="utf-8") == "note: by hand\n"


@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_full_disk_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    calls = []

    def fail(*_: object) -> None:
        calls.append(call)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        with pytest.raises(OSError, match="No space left"):
            do(desk.store, *ACTS["file"])
    assert calls
    assert desk.is_clean()
    assert not list(desk.root.rglob(".writing-*"))
    assert do(desk.store, *ACTS["file"]) == [ITEM]


def test_a_journal_that_cannot_be_read_stops_the_desk_and_says_so(desk: Desk) -> None:
    (desk.root / ".desk/act.json").write_text("", encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"读不出版本库：.desk/act.json 读不出来，请管理员查看 git status 后删掉它"):
        prepare_desk(desk.store)


def test_a_file_that_git_ignores_is_somebodys_too(desk: Desk) -> None:
    (desk.root / ".git/info/exclude").write_text("x1.md\n11-03-x1.md\n", encoding="utf-8")
    (desk.root / ITEM).parent.mkdir(parents=True)
    (desk.root / ITEM).write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"11-03-x1.md 有没提交的改动"):
        do(desk.store, *ACTS["file"])
    assert (desk.root / ITEM).read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_a_link_is_not_written_through(desk: Desk) -> None:
    elsewhere = desk.root.parent / "elsewhere"
    elsewhere.mkdir()
    (desk.root / "briefs/items").mkdir(exist_ok=True)
    (desk.root / "briefs/items/chengguan").symlink_to(elsewhere)
    run_git(desk.root, "add", "-A")
    run_git(desk.root, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "x")
    with pytest.raises(OSError, match="文件夹是链接"):
        do(desk.store, *ACTS["file"])
    assert list(elsewhere.iterdir()) == []
    assert run_git(desk.root, "status", "--porcelain") == ""
