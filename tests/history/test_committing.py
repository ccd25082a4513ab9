"""What an act leaves in git, whatever the machine's own settings of git say."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import run_git
from jianbao.history import HistoryError
from jianbao.history.committing import (
    Author,
    begin_repository,
    commit_paths,
    find_uncommitted,
    restore_paths,
    take_back_child,
)
from jianbao.history.git import must_run_git

ZHENG = Author(name="郑××", email="zheng@jianbao.invalid")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("a\n", encoding="utf-8")
    begin_repository(tmp_path, ZHENG, "开始")
    return tmp_path


def read_log(root: Path) -> str:
    return run_git(root, "log", "-1", "--format=%an|%ae|%cn|%ce|%s").strip()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("郑××", "郑××"),
        ("郑×× <zhuren@jianbao.invalid>", "郑×× zhuren@jianbao.invalid"),
        ("郑××\nCo-authored-by: 周××", "郑××Co-authored-by: 周××"),
        ("\0\r\n", "?"),
        ("", "?"),
        ("<>", "?"),
    ],
)
def test_a_name_makes_no_other_person(root: Path, name: str, kept: str) -> None:
    (root / "b.md").write_text("b\n", encoding="utf-8")
    commit_paths(root, ["b.md"], Author(name=name, email="zheng@jianbao.invalid"), "写了 b")
    assert read_log(root) == f"{kept}|zheng@jianbao.invalid|jianbao desk|desk@jianbao.invalid|写了 b"


@pytest.mark.parametrize("hook", ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout"])
def test_no_hook_of_the_work_tree_runs(root: Path, hook: str) -> None:
    (root / ".git/hooks" / hook).write_text("#!/bin/sh\ntouch ran\nexit 1\n", encoding="utf-8")
    (root / ".git/hooks" / hook).chmod(0o755)
    (root / "a.md").write_text("b\n", encoding="utf-8")
    commit_paths(root, ["a.md"], ZHENG, "改了 a")
    (root / "a.md").write_text("c\n", encoding="utf-8")
    assert restore_paths(root, ["a.md"]) == []
    assert (root / "a.md").read_text(encoding="utf-8") == "b\n"
    assert not (root / "ran").exists()


def test_settings_of_the_machine_change_nothing(root: Path) -> None:
    for setting in ("commit.gpgSign=true", "i18n.commitEncoding=gbk", "commit.status=true", "status.short=true"):
        run_git(root, "config", *setting.split("="))
    (root / "名称.md").write_text("b\n", encoding="utf-8")
    commit_paths(root, ["名称.md"], ZHENG, "写了“名称”")
    run_git(root, "config", "--unset", "i18n.commitEncoding")
    assert read_log(root).endswith("|写了“名称”")
    assert find_uncommitted(root) == []


def test_a_path_is_no_pattern(root: Path) -> None:
    for name in ("x1.md", "x[1].md", "x*.md", ":x.md"):
        (root / name).write_text("b\n", encoding="utf-8")
    assert find_uncommitted(root, "x*.md") == ["x*.md"]
    commit_paths(root, ["x*.md", "x[1].md"], ZHENG, "写了两个")
    assert find_uncommitted(root) == [":x.md", "x1.md"]
    assert restore_paths(root, [":x.md"]) == [":x.md"]


def test_what_is_staged_besides_is_left_as_it_is(root: Path) -> None:
    for name in ("mine.md", "b.md"):
        (root / name).write_text("b\n", encoding="utf-8")
    run_git(root, "add", "mine.md")
    commit_paths(root, ["b.md"], ZHENG, "写了 b")
    assert run_git(root, "status", "--porcelain") == "A  mine.md\n"


def test_many_paths_are_no_long_command(root: Path) -> None:
    paths = [f"folder/{'x' * 100}-{number}.md" for number in range(3000)]
    (root / "folder").mkdir()
    for path in paths:
        (root / path).write_text("x", encoding="utf-8")
    assert find_uncommitted(root, *paths) == sorted(paths)
    commit_paths(root, paths, ZHENG, "写了很多")
    assert find_uncommitted(root, *paths) == []
    assert restore_paths(root, paths) == []


def test_only_the_commit_of_the_desk_right_after_is_taken_back(root: Path) -> None:
    first = run_git(root, "rev-parse", "HEAD").strip()
    (root / "b.md").write_text("b\n", encoding="utf-8")
    commit_paths(root, ["b.md"], ZHENG, "写了 b")
    second = run_git(root, "rev-parse", "HEAD").strip()
    take_back_child(root, second)
    assert run_git(root, "rev-parse", "HEAD").strip() == second
    take_back_child(root, first)
    assert run_git(root, "rev-parse", "HEAD").strip() == first
    assert (root / "b.md").exists()
    run_git(root, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "另一个人")
    take_back_child(root, first)
    assert read_log(root).endswith("|另一个人")


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("", "git 中断了，没有说明原因"),
        ("fatal: something odd\nmore", "fatal: something odd"),
        (
            "fatal: unable to access 'https://a.example/': Could not resolve host: a.example",
            "连不上主库（fatal: unable to access 'https://a.example/': Could not resolve host: a.example）",
        ),
        ("git push timed out after 60 s", "连不上主库（git push timed out after 60 s）"),
        (" ! [rejected]        main -> main (fetch first)\nerror: failed to push", "主库刚刚有了新的提交"),
        (
            "remote: 没有接收，请先改正：        \nremote: error[x] a:1:1 不对        \n ! [remote rejected] x",
            "主库没有接收：error[x] a:1:1 不对",
        ),
        (
            "fatal: Unable to create '/x/.git/index.lock': File exists.",
            "另一个 git 程序正在使用版本库（fatal: Unable to create '/x/.git/index.lock': File exists.）",
        ),
        (
            "error: unable to write: No space left on device",
            "磁盘已满（error: unable to write: No space left on device）",
        ),
    ],
)
def test_what_git_says_is_told_in_chinese(said: str, meaning: str) -> None:
    assert HistoryError(said).meaning == meaning


def test_git_that_does_not_answer_is_an_error(root: Path) -> None:
    slow = {"PATH": make_slow_git(root)}
    with pytest.raises(HistoryError, match="git status timed out after 1 s"):
        must_run_git(root, "status", environment=slow, seconds=1)


def make_slow_git(root: Path) -> str:
    folder = root / "bin"
    folder.mkdir()
    (folder / "git").write_text("#!/bin/sh\nexec /bin/sleep 30\n", encoding="utf-8")
    (folder / "git").chmod(0o755)
    return str(folder)
