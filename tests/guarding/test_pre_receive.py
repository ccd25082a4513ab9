"""The hook of the office's git server: a real bare repository, real pushes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from offices import OfficeBuilder

HOOK = Path(__file__).parents[2] / "scripts" / "pre_receive.py"
Git = Callable[..., subprocess.CompletedProcess[str]]


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = {"GIT_AUTHOR_NAME": "郑××", "GIT_AUTHOR_EMAIL": "z@a.example"}
    committer = {"GIT_COMMITTER_NAME": "郑××", "GIT_COMMITTER_EMAIL": "z@a.example"}
    outside = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **identity, **committer, **outside},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> OfficeBuilder:
    """A clone of a server that has the hook; one issue is signed and already on the server."""
    server = tmp_path / "server.git"
    run_git(tmp_path, "init", "-q", "--bare", "-b", "main", str(server))
    hook = server / "hooks" / "pre-receive"
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{HOOK}'\n", encoding="utf-8")
    hook.chmod(0o755)
    builder = OfficeBuilder(tmp_path / "clone")
    run_git(builder.root, "init", "-q", "-b", "main")
    run_git(builder.root, "remote", "add", "origin", str(server))
    builder.adopt()
    builder.sign(date="2026-11-06")
    assert push(builder).returncode == 0
    return builder


def push(builder: OfficeBuilder) -> subprocess.CompletedProcess[str]:
    run_git(builder.root, "add", "-A")
    run_git(builder.root, "commit", "-q", "-m", "x")
    return run_git(builder.root, "push", "-q", "origin", "main")


def test_takes_a_new_item_and_a_new_issue(clone: OfficeBuilder) -> None:
    clone.adopt("heping", "shui-li", "2026-11-10")
    clone.sign(date="2026-11-13")
    assert push(clone).returncode == 0


@pytest.mark.parametrize("path", ["briefs/issues/xinxi/2026/007.yml", "briefs/issues/xinxi/2026/007.json"])
def test_refuses_to_change_what_was_signed(clone: OfficeBuilder, path: str) -> None:
    clone.write(path, (clone.root / path).read_bytes() + b" ")
    refused = push(clone)
    assert refused.returncode == 1
    assert f"error[signed-changed] {path}:1:1 已签发的一期不能改，也不能删" in refused.stderr


def test_refuses_to_delete_what_was_signed(clone: OfficeBuilder) -> None:
    (clone.root / "briefs/issues/xinxi/2026/007.yml").unlink()
    assert "已签发的一期不能改，也不能删" in push(clone).stderr


BULLETINS = Path(__file__).parents[1] / "cases/bulletin-label/valid/briefs/bulletins/2026"


@pytest.mark.parametrize("suffix", ["yml", "json"])
def test_takes_an_issued_bulletin_once_and_refuses_to_change_it(clone: OfficeBuilder, suffix: str) -> None:
    for file in BULLETINS.iterdir():
        clone.write(f"briefs/bulletins/2026/{file.name}", file.read_bytes())
    assert push(clone).returncode == 0
    path = f"briefs/bulletins/2026/10.{suffix}"
    clone.write(path, (clone.root / path).read_bytes() + b"\n")
    refused = push(clone)
    assert refused.returncode == 1
    assert f"error[signed-changed] {path}:1:1 已印发的通报不能改，也不能删" in refused.stderr
    assert "提示：恢复这个文件；数字有误的，在下一期通报里更正" in refused.stderr


def test_refuses_to_delete_an_issued_bulletin(clone: OfficeBuilder) -> None:
    for file in BULLETINS.iterdir():
        clone.write(f"briefs/bulletins/2026/{file.name}", file.read_bytes())
    assert push(clone).returncode == 0
    (clone.root / "briefs/bulletins/2026/10.yml").unlink()
    assert "已印发的通报不能改，也不能删" in push(clone).stderr


def test_refuses_a_bulletin_whose_text_is_not_the_one_that_was_issued(clone: OfficeBuilder) -> None:
    for file in BULLETINS.iterdir():
        clone.write(f"briefs/bulletins/2026/{file.name}", file.read_bytes())
    clone.replace("briefs/bulletins/2026/10.json", "各乡镇党委：", "各单位：")
    assert "error[snapshot-changed] briefs/bulletins/2026/10.yml:7:9 定稿文本与印发时不同" in push(clone).stderr


def test_refuses_to_take_the_past_back_by_force(clone: OfficeBuilder) -> None:
    run_git(clone.root, "checkout", "-q", "--orphan", "other")
    for path in ("briefs/issues/xinxi/2026/007.yml", "briefs/issues/xinxi/2026/007.json"):
        (clone.root / path).unlink()
    run_git(clone.root, "add", "-A")
    run_git(clone.root, "commit", "-q", "-m", "x")
    refused = run_git(clone.root, "push", "-q", "--force", "origin", "other:main")
    assert refused.returncode == 1
    assert "已签发的一期不能改，也不能删" in refused.stderr


def test_refuses_a_number_given_twice(clone: OfficeBuilder) -> None:
    clone.adopt("heping", "shui-li", "2026-11-10")
    clone.sign(date="2026-11-13")
    for suffix in ("yml", "json"):
        kept = clone.root / f"briefs/issues/xinxi/2026/008.{suffix}"
        clone.write(f"briefs/issues/xinxi/2026/008-009.{suffix}", kept.read_bytes())
    clone.replace("briefs/issues/xinxi/2026/008-009.yml", "number: 8", "number: 8-9")
    refused = push(clone)
    assert refused.returncode == 1
    assert "number-repeated" in refused.stderr


def test_refuses_to_delete_the_main_branch(clone: OfficeBuilder) -> None:
    refused = run_git(clone.root, "push", "-q", "origin", ":main")
    assert refused.returncode == 1
    assert "不能删除办公室的主分支" in refused.stderr


def test_leaves_other_branches_alone(clone: OfficeBuilder) -> None:
    clone.write("briefs/issues/xinxi/2026/007.yml", "broken: 1\n")
    run_git(clone.root, "add", "-A")
    run_git(clone.root, "commit", "-q", "-m", "x")
    assert run_git(clone.root, "push", "-q", "origin", "HEAD:refs/heads/draft").returncode == 0


def test_is_shown_nothing_else_than_what_comes_in(clone: OfficeBuilder) -> None:
    good = run_git(clone.root, "rev-parse", "HEAD").stdout.strip()
    path = "briefs/issues/xinxi/2026/007.yml"
    clone.write(path, (clone.root / path).read_bytes() + b" ")
    run_git(clone.root, "commit", "-q", "-a", "-m", "x")
    bad = run_git(clone.root, "rev-parse", "HEAD").stdout.strip()
    # A replacement of the commit, which says that nothing changed.
    assert run_git(clone.root, "push", "-q", "origin", f"{good}:refs/replace/{bad}").returncode == 0
    assert "已签发的一期不能改，也不能删" in push(clone).stderr
    run_git(clone.root, "reset", "-q", "--hard", good)
    clone.write("briefs/issues/.gitattributes", "*.yml export-ignore\n")
    said = push(clone).stderr
    assert f"读不出推送的内容，没有接收：{path} 取不出来，请看 .gitattributes 里有没有 export-ignore" in said


def test_takes_an_office_where_there_was_only_a_readme(clone: OfficeBuilder) -> None:
    server = clone.root.parent / "server.git"
    run_git(clone.root, "checkout", "-q", "--orphan", "empty")
    run_git(clone.root, "rm", "-q", "-r", "--cached", ".")
    (clone.root / "README.md").write_text("x", encoding="utf-8")
    run_git(clone.root, "add", "README.md")
    run_git(clone.root, "commit", "-q", "-m", "x")
    run_git(server, "fetch", "-q", str(clone.root), "+empty:refs/heads/main")
    run_git(clone.root, "add", "-A")
    run_git(clone.root, "commit", "-q", "-m", "x")
    done = run_git(clone.root, "push", "-q", "origin", "empty:main")
    assert (done.returncode, done.stderr) == (0, "")
