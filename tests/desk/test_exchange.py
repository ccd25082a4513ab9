"""What others push comes in, what is done here goes out; what stands in the way is told, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from killed_acts import ACTS, do, file_item

from desks import Desk, run_git
from exchanging_desks import Clone, clone, install_hook, lay_out_clones, lay_out_server
from jianbao.acting.signing import SignRequest, sign_issue
from jianbao.acting.work_tree import WorkTree
from jianbao.history import HistoryError
from jianbao.problems import ProblemsFound
from jianbao.serving.committing.recorded_tree import RecordedTree
from jianbao.serving.people.permissions import Action
from jianbao.serving.people.visitor import find_visitor
from offices import AS_OF, OfficeBuilder
from small_desks import PEOPLE

ITEM = "briefs/items/chengguan/2026/11-03-x1.md"
NOTE = "briefs/drafts/xinxi/2026-11-03.yml"
CALL = "briefs/calls/2026/009.md"


def head(root: Path) -> str:
    return run_git(root, "rev-parse", "HEAD").strip()


def server_head(tmp_path: Path) -> str:
    return run_git(tmp_path / "server.git", "rev-parse", "main").strip()


def test_what_is_done_here_goes_out_and_what_others_did_comes_in(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    do(desk.store, *ACTS["file"])
    other.commit({NOTE: "note: elsewhere\n"})
    other.push()
    assert desk.store.exchange.exchange().trouble == ""
    assert (desk.root / NOTE).read_text(encoding="utf-8") == "note: elsewhere\n"
    assert server_head(tmp_path) == head(desk.root)
    assert {commit.author for commit in desk.commits()} == {"张××", "别处", "jianbao desk"}
    assert desk.is_clean()
    other.pull()
    assert (other.root / ITEM).is_file()


def test_the_background_does_it_soon_after_an_act(tmp_path: Path) -> None:
    desk, _ = lay_out_clones(tmp_path)
    done = []
    really = desk.store.exchange.exchange
    desk.store.exchange.exchange = lambda: done.append(really()) or done[-1]  # type: ignore[method-assign]
    thread = Thread(target=desk.store.exchange._run, args=(600,))
    thread.start()
    do(desk.store, *ACTS["file"])
    while not done:
        thread.join(0.02)
    desk.store.exchange.stop()
    thread.join(10)
    assert server_head(tmp_path) == head(desk.root)


def test_one_file_changed_in_both_is_told_with_its_path(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    do(desk.store, *ACTS["replace"])
    other.commit({NOTE: "note: elsewhere\n", "briefs/pages/new.md": "x\n"})
    other.push()
    told = desk.store.exchange.exchange()
    assert told.trouble == f"{NOTE} 在别处也改了，两处不一样，要由管理员合并"
    assert told.waiting == 1
    assert (desk.root / NOTE).read_text(encoding="utf-8") == "periodical: xinxi\nnote: after\n"
    assert desk.is_clean()
    do(desk.store, *ACTS["file"])
    assert desk.store.exchange.exchange().waiting == 2
    page = desk.visit("zheng").get("/")
    assert "有2处改动还没有送到主库" in page
    assert NOTE in page
    # The keeper merges by hand, and all is well.
    run_git(desk.root, "-c", "user.name=a", "-c", "user.email=a@a.example", "merge", "-q", "-X", "ours", "@{upstream}")
    assert desk.store.exchange.exchange().trouble == ""
    assert server_head(tmp_path) == head(desk.root)


def test_what_lies_here_uncommitted_is_not_overwritten(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    other.commit({NOTE: "note: elsewhere\n", ITEM: "elsewhere"})
    other.push()
    (desk.root / NOTE).write_text("note: by hand\n", encoding="utf-8")
    said = "在别处也改了，这台机器上还有没提交的改动；请管理员先提交或恢复"
    assert desk.store.exchange.exchange().trouble == f"{NOTE} {said}"
    assert (desk.root / NOTE).read_text(encoding="utf-8") == "note: by hand\n"
    run_git(desk.root, "checkout", "-q", "--", NOTE)
    (desk.root / ITEM).parent.mkdir(parents=True)
    (desk.root / ITEM).write_text("mine", encoding="utf-8")
    assert desk.store.exchange.exchange().trouble == f"{ITEM} {said}"
    assert (desk.root / ITEM).read_text(encoding="utf-8") == "mine"


def test_accounts_do_not_come_from_elsewhere(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    before = (desk.root / ".desk/key.json").read_bytes()
    (other.root / ".gitignore").write_text("", encoding="utf-8")
    other.commit({".desk/key.json": '"00"', ".desk/accounts.json": "{}"})
    other.push()
    assert desk.store.exchange.exchange().trouble == (
        "主库里有 .desk/accounts.json，它只属于这台机器；请管理员从主库里删掉它"
    )
    assert (desk.root / ".desk/key.json").read_bytes() == before


def test_an_upstream_that_is_away_holds_up_no_one(tmp_path: Path) -> None:
    desk, _ = lay_out_clones(tmp_path)
    (tmp_path / "server.git").rename(tmp_path / "away.git")
    do(desk.store, *ACTS["file"])
    told = desk.store.exchange.exchange()
    assert told.waiting == 1
    assert told.trouble.startswith("连不上主库（fatal: '")
    with pytest.raises(ProblemsFound, match="没有存进版本库：连不上主库"):
        do(desk.store, *ACTS["call"])
    assert not (desk.root / CALL).exists()
    assert desk.is_clean()
    (tmp_path / "away.git").rename(tmp_path / "server.git")
    do(desk.store, *ACTS["call"])
    assert server_head(tmp_path) == head(desk.root)


def test_a_number_waits_for_what_others_pushed(tmp_path: Path) -> None:
    desk, other = lay_out_clones(tmp_path)
    other.commit({NOTE: "note: elsewhere\n"})
    other.push()
    with pytest.raises(ProblemsFound, match="别处刚刚有新的提交，正在取回；请稍等几秒，看过最新内容再试"):
        do(desk.store, *ACTS["call"])
    assert not (desk.root / CALL).exists()
    assert desk.is_clean()
    desk.store.exchange.exchange()
    do(desk.store, *ACTS["call"])
    assert server_head(tmp_path) == head(desk.root)


def test_a_push_that_arrived_counts_though_nobody_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jianbao.serving.committing import exchange

    desk, _ = lay_out_clones(tmp_path)
    really = exchange.push

    def lose_the_answer(root: Path, commit: str) -> None:
        really(root, commit)
        raise HistoryError("git push timed out after 60 s")

    monkeypatch.setattr(exchange, "push", lose_the_answer)
    assert do(desk.store, *ACTS["call"]) == [CALL]
    assert server_head(tmp_path) == head(desk.root)


def test_another_clone_that_pushes_between_is_merged_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jianbao.serving.committing import exchange

    desk, other = lay_out_clones(tmp_path)
    do(desk.store, *ACTS["file"])
    other.commit({NOTE: "note: elsewhere\n"})
    really = exchange.push
    pushes = []

    def push_after_the_other(root: Path, commit: str) -> None:
        if not pushes:
            other.push()
        pushes.append(commit)
        really(root, commit)

    monkeypatch.setattr(exchange, "push", push_after_the_other)
    assert desk.store.exchange.exchange().trouble == ""
    assert len(pushes) == 2
    assert server_head(tmp_path) == head(desk.root)


# -- the office's own hook ----------------------------------------------------


def lay_out_issue(tmp_path: Path) -> tuple[Desk, Clone]:
    """Two clones of a server with the hook, in which one article waits to be signed."""
    office = OfficeBuilder(tmp_path / "source")
    office.write("briefs/settings/people.yml", PEOPLE)
    office.write(".gitignore", ".cache/\n.desk/\n")
    office.adopt()
    office.adopt("heping", "shui-li", "2026-11-04")
    Desk(office.root)
    server = lay_out_server(tmp_path, office.root)
    install_hook(server)
    desks = [Desk(clone(server, tmp_path / name), on="2026-11-30") for name in ("office", "second")]
    return desks[0], Clone(root=desks[1].root)


def sign(desk: Desk, message: str = "签发") -> str:
    visitor = find_visitor(desk.office(), "zhou", AS_OF.day)
    assert visitor
    tree = RecordedTree(desk.store, visitor, Action.SIGN, message)
    request = SignRequest(periodical="xinxi", by="zhou", as_of=AS_OF)
    return sign_issue(tree, request).paths[-1]


def test_two_clones_that_sign_at_once_give_one_number(tmp_path: Path) -> None:
    first, second = lay_out_issue(tmp_path)
    other = Desk(second.root, on="2026-11-30")
    answers: list[str] = []

    def try_to_sign(desk: Desk) -> None:
        try:
            answers.append(sign(desk, f"在 {desk.root.name} 签发"))
        except ProblemsFound as found:
            answers.append(found.problems[0].message)

    threads = [Thread(target=try_to_sign, args=(desk,)) for desk in (first, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    signed = [answer for answer in answers if answer.endswith(".yml")]
    assert len(signed) == 1, answers
    refused = next(answer for answer in answers if answer not in signed)
    assert "主库刚刚有了新的提交" in refused or "别处刚刚有新的提交" in refused
    for desk in (first, other):
        assert desk.store.exchange.exchange().trouble == ""
        assert list(desk.office().issues) == [signed[0].removeprefix("briefs/issues/").removesuffix(".yml")]
        assert desk.is_clean()


def test_what_the_hook_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    desk, _ = lay_out_issue(tmp_path)
    sign(desk)
    issue = next(iter(desk.office().issues))
    path = f"briefs/issues/{issue}.yml"
    (desk.root / path).write_text((desk.root / path).read_text(encoding="utf-8") + "note: x\n", encoding="utf-8")
    run_git(desk.root, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qam", "x")
    told = desk.store.exchange.exchange()
    assert told.waiting == 1
    assert told.trouble.startswith(
        f"主库没有接收：error[signed-changed] {path}:1:1 已签发的一期不能改，也不能删；提示：恢复这个文件"
    )
    with pytest.raises(ProblemsFound, match=r"没有存进版本库：主库没有接收：.*已签发的一期不能改"):
        do(desk.store, *ACTS["call"])
    assert not (desk.root / CALL).exists()
    do(desk.store, *ACTS["file"])
    assert desk.store.exchange.last.waiting in (1, 2)
    assert desk.is_clean()


# -- beside others on this machine --------------------------------------------


def test_the_command_line_works_beside_the_desk(tmp_path: Path) -> None:
    """Both take the same lock: what the command wrote lies there uncommitted, and the desk leaves it alone."""
    desk, _ = lay_out_clones(tmp_path)
    builder_item = file_item(7)(desk.store.read())[0]
    do(desk.store, "xxy", Action.FILE, file_item(7))
    item = builder_item.path.removeprefix("briefs/items/").removesuffix(".md")
    command = [
        Path(sys.executable).with_name("jianbao"),
        "--office",
        str(desk.root),
        "--on",
        "2026-11-30",
        "decline",
        item,
    ]
    program = subprocess.Popen([*command, "--editor", "郑××", "--reason", "重复"], stdout=subprocess.DEVNULL)
    for number in range(8, 14):
        do(desk.store, "xxy", Action.FILE, file_item(number))
    assert program.wait() == 0
    listed = run_git(desk.root, "status", "--porcelain").split()
    assert listed[0] == "??"
    assert len(desk.commits()) == 7
    assert len(desk.office().desk) == 1


def test_pages_are_whole_while_files_change(tmp_path: Path) -> None:
    """Whoever reads while an issue is signed sees it with its text or not at all, once the signing is over."""
    desk, _ = lay_out_issue(tmp_path)
    seen: list[tuple[str, ...]] = []
    ended: list[bool] = []

    def read_on() -> None:
        while not ended:
            desk.store.notice_change()
            office = desk.store.read()
            seen.append(tuple(p.code for p in office.problems))

    thread = Thread(target=read_on)
    thread.start()
    sign(desk)
    ended.append(True)
    thread.join()
    assert set(seen) == {()}
    assert len(desk.store.read().issues) == 1


def test_without_another_repository_nothing_is_exchanged(tmp_path: Path) -> None:
    desk, _ = lay_out_clones(tmp_path)
    run_git(desk.root, "branch", "--unset-upstream")
    do(desk.store, *ACTS["call"])
    assert desk.store.exchange.exchange().trouble == ""
    assert WorkTree(desk.root).read().calls.keys() == {"2026/009"}
