"""Each act is one commit by the person who did it, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Commit, Desk, run_git
from jianbao.acting.work_tree import perform
from jianbao.history import HistoryError
from jianbao.problems import ProblemsFound
from jianbao.serving.committing.recorded_tree import RecordedTree
from jianbao.serving.people.permissions import Action
from jianbao.serving.people.visitor import find_visitor
from jianbao.writing import Change, dump_record
from offices import AS_OF, OfficeBuilder

PEOPLE = """people:
  - {id: zheng, name: 郑××, roles: [编辑]}
  - {id: xxy, name: 张××, roles: [信息员], unit: chengguan}
"""
PATH = "briefs/items/chengguan/2026/11-03-x.md"
TEXT = dump_record(
    {"title": "标题", "unit": "chengguan", "approver": "李××", "date": "2026-11-03", "kind": "动态"}, "正文。"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    office = OfficeBuilder(tmp_path)
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write(".gitignore", ".cache/\n.desk/\n")
    return Desk(tmp_path)


def tree(
    desk: Desk, person: str = "xxy", action: Action = Action.FILE, message: str = "城关镇报送：标题"
) -> RecordedTree:
    visitor = find_visitor(desk.office(), person, AS_OF.day)
    assert visitor is not None
    return RecordedTree(desk.store, visitor, action, message)


def write(desk: Desk, *changes: Change, person: str = "xxy", action: Action = Action.FILE) -> list[str]:
    return perform(tree(desk, person, action), lambda _: changes)


def test_an_act_is_one_commit_by_the_person_who_did_it(desk: Desk) -> None:
    assert write(desk, Change(path=PATH, data=TEXT.encode())) == [PATH]
    assert desk.commits() == [Commit(author="张××", subject="城关镇报送：标题", files=(PATH,))]
    assert run_git(desk.root, "log", "-1", "--format=%ae|%cn|%b").strip() == (
        f"xxy@jianbao.invalid|jianbao desk|采编台：报送\n{PATH}"
    )
    assert desk.is_clean()
    assert "chengguan/2026/11-03-x" in desk.store.read().items


def test_what_the_role_may_not_write_is_not_written(desk: Desk) -> None:
    elsewhere = Change(path="briefs/items/heping/2026/11-03-x.md", data=b"x")
    with pytest.raises(ProblemsFound, match=r"“报送”不能写 briefs/items/heping/2026/11-03-x.md"):
        write(desk, elsewhere)
    with pytest.raises(ProblemsFound, match=r"“报送”不能写 briefs/settings/people.yml"):
        write(desk, Change(path="briefs/settings/people.yml", data=b"x", replaces=True))
    assert desk.commits() == []
    assert desk.is_clean()


def test_a_failed_commit_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise HistoryError("fatal: disk full")

    monkeypatch.setattr("jianbao.serving.committing.recorded_tree.commit_paths", fail)
    with pytest.raises(ProblemsFound, match=r"没有存进版本库：fatal: disk full"):
        write(desk, Change(path=PATH, data=TEXT.encode()))
    assert not (desk.root / PATH).exists()
    assert desk.is_clean()


def test_what_lies_uncommitted_is_neither_committed_nor_lost(desk: Desk) -> None:
    by_hand = desk.root / "briefs/items/chengguan/2026/11-04-y.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"11-04-y.md 有没提交的改动"):
        write(desk, Change(path=by_hand.relative_to(desk.root).as_posix(), data=b"x"))
    write(desk, Change(path=PATH, data=TEXT.encode()))
    assert [commit.files for commit in desk.commits()] == [(PATH,)]
    assert by_hand.read_text(encoding="utf-8") == TEXT


def test_a_change_that_is_refused_by_the_plan_writes_nothing(desk: Desk) -> None:
    write(desk, Change(path=PATH, data=TEXT.encode()))
    with pytest.raises(Exception, match=r"11-03-x.md"):
        write(desk, Change(path=PATH, data=b"another"))
    assert (desk.root / PATH).read_text(encoding="utf-8") == TEXT
    assert desk.is_clean()
