"""Fifty people file at once through a real server: nothing is lost, and every commit is its author's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError
from time import sleep

import pytest
from crowding import Browser, all_at_once, file_item

from desks import Desk, run_git
from exchanging_desks import Clone, clone, install_hook, lay_out_server
from jianbao.reading import Office
from offices import OfficeBuilder

PEOPLE = 50
UNITS = ("chengguan", "heping")


def lay_out_many(root: Path) -> OfficeBuilder:
    """Fifty informants of two units, two editors, and six items that wait for them."""
    office = OfficeBuilder(root)
    people = [f"  - {{id: bianji-{n}, name: 编辑{n}, roles: [编辑]}}" for n in range(2)]
    people += [f"  - {{id: xxy-{n}, name: 信息员{n}, roles: [信息员], unit: {UNITS[n % 2]}}}" for n in range(PEOPLE)]
    office.write("briefs/settings/people.yml", "\n".join(["people:", *people, ""]))
    office.write("briefs/settings/desk.yml", "requests: 100000\n")
    office.write(".gitignore", ".cache/\n.desk/\n")
    for number in range(6):
        office.item("chengguan", f"lai-gao-{number}", "2026-11-03")
    return office


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Clone]:
    """A desk that follows a repository with the office's hook, and another clone."""
    Desk(lay_out_many(tmp_path / "source").root)
    server = lay_out_server(tmp_path, tmp_path / "source")
    install_hook(server)
    desk = Desk(clone(server, tmp_path / "office"), on="2026-11-30")
    return desk, Clone(root=clone(server, tmp_path / "other"))


def title_of(number: int) -> str:
    """Of fifty that are not alike, or the checks would take them for one filed twice."""
    signs = "甲乙丙丁戊己庚辛壬癸"
    return f"第{signs[number // 10]}{signs[number % 10]}批入户走访听民声"


def decide(browser: Browser, items: list[str]) -> Iterator[str]:
    for item in items:
        fields = {"do": "decline", "reason": "已有同类稿件"}
        yield browser.submit(f"/queue/{item}", fields, form=f"/queue/{item}")[0]


def push_three(other: Clone) -> None:
    for number in range(3):
        other.commit({f"briefs/drafts/xinxi/2026-11-1{number}.yml": "periodical: xinxi\n"})
        for _ in range(40):
            try:
                other.push()
                break
            except CalledProcessError:
                other.pull()
        else:
            pytest.fail("四十次都没有推上去")
        sleep(0.5)


def find_authors(root: Path) -> dict[str, str]:
    """Each path → the author of the commit that brought it."""
    log = run_git(root, "log", "--no-merges", "--diff-filter=A", "--name-only", "--format=%x01%an", "--", "briefs")
    entries = [entry.split("\n") for entry in log.split("\x01")[1:]]
    return {path: author for author, *paths in entries for path in paths if path}


def test_fifty_file_while_editors_decide_and_another_pushes(desks: tuple[Desk, Clone]) -> None:
    desk, other = desks
    waiting = sorted(desk.office().items)
    desk.store.exchange.start(1)
    with desk.serve() as address:
        browsers = [Browser(address, f"xxy-{n}") for n in range(PEOPLE)]
        editors = [Browser(address, f"bianji-{n}") for n in range(2)]
        jobs = [lambda n=n: file_item(browsers[n], title_of(n)) for n in range(PEOPLE)]
        jobs += [lambda n=n: list(decide(editors[n], waiting[3 * n : 3 * n + 3])) for n in range(2)]
        assert all_at_once([*jobs, lambda: push_three(other)]) == []
    desk.store.exchange.stop()
    assert desk.store.exchange.exchange().trouble == ""
    office = desk.office()
    require_all(office)
    require_attributed(desk.root, office)
    assert desk.is_clean()
    assert len(list((desk.root / "briefs/drafts/xinxi").glob("2026-11-1?.yml"))) == 3
    other.pull()
    heads = {run_git(root, "rev-parse", "HEAD") for root in (desk.root, other.root)}
    assert heads == {run_git(desk.root, "rev-parse", "origin/main")}


def require_all(office: Office) -> None:
    assert [problem for problem in office.problems if "/drafts/" not in problem.place.path] == []
    titles = [item.title for item in office.items.values()]
    assert sorted(title for title in titles if "入户走访" in title) == sorted(title_of(n) for n in range(PEOPLE))
    assert len(office.desk) == 6


def require_attributed(root: Path, office: Office) -> None:
    """One commit each, by the one who did it, with that file alone."""
    authors = find_authors(root)
    for number in range(PEOPLE):
        [item] = [item for item in office.items.values() if item.title == title_of(number)]
        assert authors[item.source.path] == f"信息员{number}"
        assert item.id.startswith(f"{UNITS[number % 2]}/")
    assert {authors[record.source.path] for record in office.desk.values()} == {"编辑0", "编辑1"}
    log = run_git(root, "log", "--no-merges", "--format=%cn", "--", "briefs/items", "briefs/desk").split("\n")
    # and the one that laid everything out
    assert log.count("jianbao desk") == PEOPLE + 6 + 1


def test_two_editors_decide_on_one_item_at_once(desks: tuple[Desk, Clone]) -> None:
    """One is told that the other was first."""
    desk, _ = desks
    [item, *_] = sorted(desk.office().items)
    with desk.serve() as address:
        editors = [Browser(address, f"bianji-{n}") for n in range(2)]
        wrong = all_at_once([lambda e=editor: list(decide(e, [item])) for editor in editors])
    assert [getattr(error, "status", error) for error in wrong] == [409]
    assert len(desk.office().desk) == 1
    assert desk.is_clean()
