"""``jianbao check``: forms of output, exit codes, and naming a file or folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import CASES, OfficeBuilder, commit_all

EMPTY = "error[body-empty] briefs/items/heping/2026/11-04-fu-wu.md:8:1 没有正文\n提示：在第二行“---”之后写正文\n"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.item("chengguan", "jiu-gai", "2026-11-03")
    built.item("heping", "fu-wu", "2026-11-04", body="", approver="李××")
    return built


def test_errors_make_exit_code_1(office: OfficeBuilder) -> None:
    done = run(office.root, "check")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout == EMPTY + "共检查稿件2篇、编辑记录0条、已签发0期，发现必须改1处。\n"


def test_warnings_do_not(office: OfficeBuilder) -> None:
    office.write("briefs/settings/checks.yml", "body-empty: {level: warning}\n")
    assert succeed(office.root, "check") == (
        EMPTY.replace("error", "warning") + "共检查稿件2篇、编辑记录0条、已签发0期，发现应当看1处。\n"
    )


def test_what_is_switched_off_is_not_shown(office: OfficeBuilder) -> None:
    office.write("briefs/settings/checks.yml", "body-empty: {level: off}\n")
    assert succeed(office.root, "check") == "共检查稿件2篇、编辑记录0条、已签发0期，没有发现问题。\n"


def test_only_the_files_that_are_named(office: OfficeBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.root)
    for named in ("briefs/items/heping", "briefs/items/heping/2026/11-04-fu-wu.md", "briefs", "."):
        assert EMPTY in run(None, "check", named).stdout
    assert succeed(office.root, "check", str(office.root / "briefs/items/chengguan")) == (
        "共检查稿件2篇、编辑记录0条、已签发0期，没有发现问题。\n"
    )
    both = run(None, "check", "briefs/items/chengguan", "briefs/items/heping")
    assert both.stdout.count("error[") == 1


@pytest.mark.parametrize("path", ["/etc/passwd", "briefs/items/nirgends", "..", "briefs/items/hep"])
def test_a_path_outside_is_wrong_use(office: OfficeBuilder, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.root)
    assert refuse(None, "check", path, code=2) == (
        f"用法有误：“{path}”不在办公室的文件夹里，或者没有这个文件\n提示：用 jianbao check --help 看说明和例子\n"
    )


def test_json(office: OfficeBuilder) -> None:
    done = run(office.root, "check", "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == [
        {
            "code": "body-empty",
            "level": "error",
            "path": "briefs/items/heping/2026/11-04-fu-wu.md",
            "line": 8,
            "column": 1,
            "message": "没有正文",
            "hint": "在第二行“---”之后写正文",
        }
    ]
    assert "没有正文" in done.stdout, "Chinese stays readable"


def test_json_without_problems_is_an_empty_list(tmp_path: Path) -> None:
    assert succeed(OfficeBuilder(tmp_path).root, "check", "--format", "json") == "[]\n"


def test_github(office: OfficeBuilder) -> None:
    done = run(office.root, "check", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout == (
        "::error file=briefs/items/heping/2026/11-04-fu-wu.md,line=8,col=1,title=body-empty"
        "::没有正文（在第二行“---”之后写正文）\n"
    )


def test_github_without_problems_says_nothing(tmp_path: Path) -> None:
    assert succeed(OfficeBuilder(tmp_path).root, "check", "--format", "github").strip() == ""


def test_github_escapes_what_its_syntax_takes_for_its_own(office: OfficeBuilder) -> None:
    """A record must not be able to write a workflow command of its own into the log."""
    office.item("longquan", "x", "2026-11-05", kind="100%\n::error::骗人")
    lines = run(office.root, "check", "--format", "github").stdout.splitlines()
    assert [line for line in lines if "骗人" in line and not line.startswith("::error file=briefs/")] == []
    assert any("100%25" in line for line in lines)


def test_a_damaged_office_is_still_read_to_the_end(office: OfficeBuilder) -> None:
    """Every file damaged in its own way: all problems come at once and none hides another."""
    office.write("briefs/items/longquan/2026/11-01-a.md", b"\xff\xfe\x00")
    office.write("briefs/items/longquan/2026/11-02-b.md", "---\ntitle：甲\n---\n正文")
    office.write("briefs/items/longquan/2026/11-03-c.md", "没有元数据")
    office.write("briefs/desk/2026/11-04-d.md", "---\nitem: [\n---\n")
    office.write("briefs/issues/xinxi/2026/007.yml", "<<<<<<< HEAD\n")
    office.write("briefs/notices/2026/11-05-e.yml", "")
    office.write("briefs/drafts/xinxi/2026-11-06.yml", "- a\n")
    office.write("briefs/receipts/2026/11-07-f.yml", "item: !!python/object:os.system x\n")
    found = json.loads(run(office.root, "check", "--format", "json").stdout)
    damaged = {problem["path"] for problem in found if problem["level"] == "error"}
    assert damaged >= {
        "briefs/items/longquan/2026/11-01-a.md",
        "briefs/items/longquan/2026/11-02-b.md",
        "briefs/items/longquan/2026/11-03-c.md",
        "briefs/desk/2026/11-04-d.md",
        "briefs/issues/xinxi/2026/007.yml",
        "briefs/notices/2026/11-05-e.yml",
        "briefs/drafts/xinxi/2026-11-06.yml",
        "briefs/receipts/2026/11-07-f.yml",
        "briefs/items/heping/2026/11-04-fu-wu.md",
    }


def test_what_was_signed_or_issued_is_compared_with_the_last_commit(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.adopt()
    office.sign(date="2026-11-06")
    for file in (CASES / "bulletin-label/valid/briefs/bulletins/2026").iterdir():
        office.write(f"briefs/bulletins/2026/{file.name}", file.read_bytes())
    commit_all(office.root, "2026-11-05T09:00:00+08:00")
    clean = "共检查稿件1篇、编辑记录1条、已签发1期，没有发现问题。\n"
    assert succeed(office.root, "check") == clean
    for path in ("briefs/bulletins/2026/10.yml", "briefs/issues/xinxi/2026/007.yml"):
        office.write(path, (office.root / path).read_bytes() + b"\n")
    done = run(office.root, "check")
    assert (done.exit_code, done.stdout) == (
        1,
        (
            "error[signed-changed] briefs/bulletins/2026/10.yml:1:1 已印发的通报不能改，也不能删\n"
            "提示：恢复这个文件；数字有误的，在下一期通报里更正\n"
            "error[signed-changed] briefs/issues/xinxi/2026/007.yml:1:1 已签发的一期不能改，也不能删\n"
            "提示：恢复这个文件；有误的用 jianbao correct 更正，或用 jianbao withdraw 撤回\n"
            "共检查稿件1篇、编辑记录1条、已签发1期，发现必须改2处。\n"
        ),
    )
