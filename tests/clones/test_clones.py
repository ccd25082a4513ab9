"""Two editors, two clones, one bare repository: what git cannot know, ``jianbao check`` says after the merge."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import require_tool
from jianbao.problems import ProblemsFound
from offices import OfficeBuilder

# Nothing of the machine's own git reaches the test.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_DATE": "2026-11-04T09:00:00+08:00",
    "GIT_COMMITTER_DATE": "2026-11-04T09:00:00+08:00",
    "LC_ALL": "C.UTF-8",
}


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    done = subprocess.run(
        [require_tool("git"), *arguments],
        cwd=folder,
        env=os.environ | GIT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout
    return done.stdout


def commit_all(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def run_check(folder: Path) -> tuple[int, str]:
    """Exit code and output of ``jianbao check`` in the clone."""
    done = subprocess.run(
        [sys.executable, "-c", "from jianbao.cli import main; main(prog_name='jianbao')", "check"],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def clones(tmp_path: Path) -> tuple[OfficeBuilder, OfficeBuilder]:
    """Both at the same commit; the next issue is 第82期（总第1312期）, and three articles are adopted."""
    first = OfficeBuilder(tmp_path / "first")
    start = "{year: 2026, number: 82, cumulative: 1312}"
    first.replace("briefs/settings/periodicals.yml", "{year: 2026, number: 7, cumulative: 1237}", start)
    for unit in ("chengguan", "heping", "longquan"):
        first.adopt(unit, "jia")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "office.git")
    git(first.root, "init", "--quiet", "--initial-branch=main")
    set_identity(first.root, "吴××")
    commit_all(first.root, "起始")
    git(first.root, "remote", "add", "origin", str(tmp_path / "office.git"))
    git(first.root, "push", "--quiet", "--set-upstream", "origin", "main")
    git(tmp_path, "clone", "--quiet", "office.git", "second")
    set_identity(tmp_path / "second", "郑××")
    second = object.__new__(OfficeBuilder)
    second.root = tmp_path / "second"
    return first, second


def set_identity(folder: Path, name: str) -> None:
    git(folder, "config", "user.name", name)
    git(folder, "config", "user.email", "editor@example.invalid")


def push_first(first: OfficeBuilder, second: OfficeBuilder) -> None:
    """The first clone's commit reaches the main branch, the second's is refused and fetched into."""
    git(first.root, "push", "--quiet")
    assert "rejected" in git(second.root, "push", fails=True)
    git(second.root, "fetch", "--quiet")


def test_the_same_number_signed_twice_is_a_merge_conflict_that_check_reports(
    clones: tuple[OfficeBuilder, OfficeBuilder],
) -> None:
    first, second = clones
    for builder, unit in ((first, "chengguan"), (second, "heping")):
        draft = builder.draft(f"2026/11-03-{unit}-jia", day="2026-11-20" if unit == "chengguan" else "2026-11-21")
        assert builder.sign(draft=draft).document.number == (82,)
        commit_all(builder.root, "签发第82期")
    push_first(first, second)
    merged = git(second.root, "merge", "origin/main", fails=True)
    assert "CONFLICT (add/add): Merge conflict in briefs/issues/xinxi/2026/082.yml" in merged
    assert "CONFLICT (add/add): Merge conflict in briefs/issues/xinxi/2026/082.json" in merged
    # What a hurried clerk does next: commit it all, markers included.
    commit_all(second.root, "合并")
    code, output = run_check(second.root)
    assert code == 1
    record, snapshot = "briefs/issues/xinxi/2026/082.yml", "briefs/issues/xinxi/2026/082.json"
    line = second.root.joinpath(record).read_text(encoding="utf-8").split("\n").index("<<<<<<< HEAD") + 1
    assert output == (
        f"error[snapshot-damaged] {snapshot}:1:1 定稿文本已损坏，读不出来\n"
        "提示：从版本库取回签发时的文件\n"
        f"error[merge-conflict] {record}:{line}:1 合并冲突没有解决\n"
        "提示：留下正确的内容，删去 <<<<<<<、=======、>>>>>>> 三种行；同一期号被两处签发的，后签发的重签\n"
        "共检查稿件3篇、编辑记录3条、已签发0期，发现必须改2处。\n"
    )


def test_the_loser_signs_again_after_taking_the_other_issue(clones: tuple[OfficeBuilder, OfficeBuilder]) -> None:
    first, second = clones
    for builder, unit, day in ((first, "chengguan", "2026-11-20"), (second, "heping", "2026-11-21")):
        builder.sign(draft=builder.draft(f"2026/11-03-{unit}-jia", day=day))
        commit_all(builder.root, "签发第82期")
    push_first(first, second)
    git(second.root, "reset", "--quiet", "--hard", "origin/main")
    second.draft("2026/11-03-heping-jia", day="2026-11-21")
    document = second.sign().document
    assert (document.number, document.cumulative) == ((83,), (1313,))
    commit_all(second.root, "签发第83期")
    git(second.root, "push", "--quiet")
    assert run_check(second.root) == (0, "共检查稿件3篇、编辑记录3条、已签发2期，没有发现问题。\n")


def test_overlapping_numbers_merge_without_a_word_and_check_names_each_thing_claimed_twice(
    clones: tuple[OfficeBuilder, OfficeBuilder],
) -> None:
    first, second = clones
    first.draft("2026/11-03-chengguan-jia", "2026/11-03-heping-jia", day="2026-11-20")
    first.sign(date="2026-11-28")
    second.draft("2026/11-03-heping-jia", "2026/11-03-longquan-jia", day="2026-11-21")
    assert second.sign(date="2026-11-29", number=(82, 83)).document.cumulative == (1312, 1313)
    commit_all(first.root, "签发第82期")
    commit_all(second.root, "签发第82—83期")
    push_first(first, second)
    git(second.root, "merge", "--quiet", "--no-edit", "origin/main")
    code, output = run_check(second.root)
    assert code == 1
    alone, both = "briefs/issues/xinxi/2026/082.yml", "briefs/issues/xinxi/2026/082-083.yml"
    errors = [text for text in output.split("\n") if text.startswith("error[")]
    assert errors == [
        f"error[number-repeated] {both}:3:9 第82期已由 {alone} 使用",
        f"error[cumulative-broken] {both}:4:13 总期号应是1313，却是1312（上一期 {alone} 是1312）",
        f"error[article-twice] {both}:11:5 2026/11-03-heping-jia 已登在《信息》第82期（总第1312期）（{alone}）",
    ]
    with pytest.raises(ProblemsFound):
        second.sign(date="2026-11-30")
