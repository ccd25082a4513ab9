"""``jianbao fetch-feeds`` from the server to the file, and to the commit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from feed_server import FeedServer, answer, drip, feed, head, item, packed, redirect, serve_feeds
from jianbao.serving.committing.journal import Journal
from jianbao.writing import Change
from offices import OfficeBuilder

ON = "2026-11-22 20:00"
SCRIPT = Path(__file__).parents[2] / "scripts/fetch_feeds.py"
SOURCES = ("shi", "sheng", "linxian")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serve_feeds() as started:
        yield started


@pytest.fixture
def office(tmp_path: Path, server: FeedServer) -> OfficeBuilder:
    """Three sources, of which two have nothing yet."""
    builder = OfficeBuilder(tmp_path)
    lines = [
        f'  - {{id: {source}, name: {source}网站, url: "{server.url(f"/{source}")}", kind: 外地经验}}'
        for source in SOURCES
    ]
    builder.write("briefs/settings/feeds.yml", "\n".join(["seconds: 5", "sources:", *lines, ""]))
    server.routes |= {f"/{source}": answer(feed()) for source in SOURCES}
    server.routes["/shi"] = answer(feed(item("甲县一网通办", guid="1", date="2026-11-20", text="做法。")), etag='"1"')
    return builder


def fetch(office: OfficeBuilder, *words: str, on: str = ON) -> str:
    return succeed(office.root, "--on", on, "fetch-feeds", *words)


def list_leads(office: OfficeBuilder) -> list[str]:
    return [lead.title for lead in office.read().leads.values()]


def git(office: OfficeBuilder, *words: str) -> str:
    return subprocess.run(
        ["git", "-C", str(office.root), *words], capture_output=True, encoding="utf-8", check=True
    ).stdout


# -- from the server to the file ----------------------------------------------


def test_what_is_new_is_written_and_told(office: OfficeBuilder) -> None:
    assert fetch(office) == "shi网站：新增1条\nsheng网站：没有新的\nlinxian网站：没有新的\n已新增线索1条。\n"
    (lead,) = office.read().leads.values()
    assert (lead.title, lead.feed, lead.entry, lead.body, str(lead.fetched)) == (
        "甲县一网通办",
        "shi",
        "1",
        "做法。",
        ON,
    )


def test_what_did_not_change_is_not_sent_again(office: OfficeBuilder, server: FeedServer) -> None:
    fetch(office)
    server.asked.clear()
    assert fetch(office) == "shi网站：没有更新\nsheng网站：没有新的\nlinxian网站：没有新的\n"
    asked = {request.path: request.headers.get("if-none-match") for request in server.asked}
    assert asked == {"/shi": '"1"', "/sheng": None, "/linxian": None}
    assert list_leads(office) == ["甲县一网通办"]


def test_showing_changes_nothing(office: OfficeBuilder) -> None:
    assert fetch(office, "--show") == (
        "shi网站：新增1条\n  2026-11-20  甲县一网通办\nsheng网站：没有新的\nlinxian网站：没有新的\n"
        "没有写入。收取时将新增线索1条。\n"
    )
    assert list_leads(office) == []
    assert not (office.root / ".cache/jianbao/feeds.json").exists()
    assert "新增1条" in fetch(office)


def test_old_leads_go(office: OfficeBuilder) -> None:
    fetch(office)
    assert fetch(office, on="2026-12-21 08:00").splitlines()[-1] == "已新增线索0条，删去过期线索1条。"
    assert list_leads(office) == []


def test_only_the_sources_named_are_asked(office: OfficeBuilder, server: FeedServer) -> None:
    assert fetch(office, "sheng网站", "linxian", "sheng") == "sheng网站：没有新的\nlinxian网站：没有新的\n"
    assert sorted(request.path for request in server.asked) == ["/linxian", "/sheng"]


def test_what_is_odd_is_told_beside_it(office: OfficeBuilder, server: FeedServer) -> None:
    office.replace("briefs/settings/feeds.yml", "seconds: 5", "seconds: 5\nentries: 2")
    many = [item(f"第{n}号做法很有推广价值", guid=f"n{n}", date="2026-11-21") for n in range(5)]
    server.routes["/sheng"] = redirect("/moved", 301)
    server.routes["/moved"] = answer(feed(*many)[:-30])
    server.routes["/linxian"] = answer(
        feed(item("甲县一网通办", guid="x", date="2026-11-20", text="做法。"), item("乙", text="秘密★三年"))
    )
    done = run(office.root, "--on", ON, "fetch-feeds")
    assert done.stdout == (
        "shi网站：新增1条\n"
        "sheng网站：新增2条；条目太多，只看最新的，另有3条没有看；内容的格式有错，可能有缺漏；"
        f"对方的地址改为 {server.url('/moved')}，请改 feeds.yml\n"
        "linxian网站：没有新的；1条与别的信息源相同，没有收\n"
        "已新增线索3条。\n"
    )
    assert done.exit_code == 0
    assert done.stderr == (
        "warning[secrecy-mark] 信息源“linxian网站”有一条带密级标志“秘密★三年”，没有收：没有链接\n"
        "提示：多半是文中提到密级；确是涉密内容的，立即按保密规定报告\n"
    )


# -- failures -----------------------------------------------------------------


def test_one_that_fails_keeps_no_other_from_coming(office: OfficeBuilder, server: FeedServer) -> None:
    server.routes["/sheng"] = answer("<html><body>请登录</body></html>", content_type="text/html")
    server.routes["/linxian"] = answer("", 404)
    done = run(office.root, "--on", ON, "fetch-feeds")
    assert (done.exit_code, done.stdout) == (
        1,
        "shi网站：新增1条\nsheng网站：没有取到\nlinxian网站：没有取到\n已新增线索1条。\n",
    )
    assert done.stderr == (
        "error[feed-page] 信息源“sheng网站”：取到的是网页，不是订阅（RSS、Atom）\n"
        "提示：可能要登录，或地址改了：用浏览器打开看看，再到对方网站上查订阅地址\n"
        "error[fetch-status] 信息源“linxian网站”：对方没有这个地址（404）\n"
        "提示：到对方网站上查新的订阅地址，改 feeds.yml\n"
    )
    assert list_leads(office) == ["甲县一网通办"]


def test_hostile_sources_all_at_once(office: OfficeBuilder, server: FeedServer) -> None:
    office.replace("briefs/settings/feeds.yml", "seconds: 5", "seconds: 1\nmegabytes: 1")
    server.routes["/shi"] = drip(head(), b"<rss>")
    server.routes["/sheng"] = packed(b" " * 50_000_000)
    server.routes["/linxian"] = redirect("http://169.254.169.254/latest/")
    done = run(office.root, "--on", ON, "fetch-feeds")
    assert done.exit_code == 1
    codes = [line.partition("]")[0] for line in done.stderr.splitlines() if line.startswith("error")]
    assert sorted(codes) == ["error[fetch-large", "error[fetch-private", "error[fetch-slow"]


def test_a_source_that_fails_again_and_again_is_told_so(office: OfficeBuilder, server: FeedServer) -> None:
    fetch(office, "shi")
    server.routes["/shi"] = answer("", 500)
    said = [run(office.root, "--on", ON, "fetch-feeds", "shi").stderr.splitlines()[0] for _ in range(3)]
    assert said[:2] == ["error[fetch-status] 信息源“shi网站”：对方出错（500）"] * 2
    assert said[2] == (f"error[fetch-status] 信息源“shi网站”：对方出错（500）（已连续3次没有取到，上次取到是{ON}）")
    server.routes["/shi"] = answer(feed())
    assert fetch(office, "shi") == "shi网站：没有新的\n"
    server.routes["/shi"] = answer("", 500)
    assert "已连续" not in run(office.root, "--on", ON, "fetch-feeds", "shi").stderr


def test_a_server_that_asks_for_rest_gets_it(office: OfficeBuilder, server: FeedServer) -> None:
    server.routes["/shi"] = answer("", 429, retry_after="1800")
    assert run(office.root, "--on", ON, "fetch-feeds").exit_code == 1
    server.routes["/shi"] = answer(feed(item("甲", date="2026-11-20")))
    said = fetch(office, on="2026-11-22 20:29").splitlines()[0]
    assert said == "shi网站：对方要求2026-11-22 20:30以后再取，没有取"
    assert fetch(office, on="2026-11-22 20:30").splitlines()[0] == "shi网站：新增1条"


def test_whoever_names_it_insists(office: OfficeBuilder, server: FeedServer) -> None:
    server.routes["/shi"] = answer("", 429, retry_after="1800")
    run(office.root, "--on", ON, "fetch-feeds")
    server.routes["/shi"] = answer(feed(item("甲", date="2026-11-20")))
    assert fetch(office, "shi").splitlines()[0] == "shi网站：新增1条"


def test_what_is_gone_is_not_asked_for_again(office: OfficeBuilder, server: FeedServer) -> None:
    server.routes["/shi"] = answer("", 410)
    first, second = (run(office.root, "--on", ON, "fetch-feeds").stderr for _ in range(2))
    hint = "提示：到对方网站上查新的订阅地址，改 feeds.yml；不再用的写 off: 是\n"
    assert first == f"error[fetch-gone] 信息源“shi网站”：对方说这个订阅已经停了（410）\n{hint}"
    assert second == f"error[fetch-gone] 信息源“shi网站”：对方说过这个订阅已经停了，没有再取\n{hint}"
    assert [request.path for request in server.asked].count("/shi") == 1
    server.routes["/new"] = answer(feed())
    office.replace("briefs/settings/feeds.yml", "/shi", "/new")
    assert fetch(office).splitlines()[0] == "shi网站：没有新的"


def test_what_could_not_be_written_is_asked_for_again(office: OfficeBuilder) -> None:
    """The etag is kept only once the leads are: else the server would say that nothing is new."""
    (office.root / "briefs/leads").write_text("in the way", encoding="utf-8")
    done = run(office.root, "--on", ON, "fetch-feeds")
    assert done.exit_code == 1
    (office.root / "briefs/leads").unlink()
    assert "shi网站：新增1条" in fetch(office)


# -- what is not set up -------------------------------------------------------


def test_without_sources_it_says_how_to_begin(tmp_path: Path) -> None:
    OfficeBuilder(tmp_path)
    assert refuse(tmp_path, "fetch-feeds") == (
        "error[feeds-missing] 还没有设置信息源\n"
        "提示：在 briefs/settings/feeds.yml 里写上信息源，如：\n"
        "sources:\n"
        "  - {id: shizheng, name: 市政府门户网站, url: https://www.example.gov.cn/rss.xml, kind: 上级动态}\n"
    )


def test_unknown_sources_and_those_switched_off(office: OfficeBuilder, server: FeedServer) -> None:
    assert refuse(office.root, "fetch-feeds", "shi网战") == (
        "error[feed-unknown] 没有名为“shi网战”的信息源\n提示：是不是“shi网站”？\n"
    )
    office.replace(
        "briefs/settings/feeds.yml", "kind: 外地经验}\n  - {id: sheng", "kind: 外地经验, off: 是}\n  - {id: sheng"
    )
    assert refuse(office.root, "fetch-feeds", "shi") == (
        "error[feed-off] briefs/settings/feeds.yml:1:1 信息源“shi网站”已停用\n"
        "提示：要取的，先删去 feeds.yml 里它的 off: 是\n"
    )
    fetch(office)
    assert sorted(request.path for request in server.asked) == ["/linxian", "/sheng"]
    text = (office.root / "briefs/settings/feeds.yml").read_text(encoding="utf-8")
    off = text.replace(", off: 是}", "}").replace("外地经验}", "外地经验, off: 是}")
    office.write("briefs/settings/feeds.yml", off)
    assert fetch(office) == "信息源都已停用（off: 是），没有去取。\n"


# -- commits ------------------------------------------------------------------


@pytest.fixture
def repository(office: OfficeBuilder) -> OfficeBuilder:
    for words in (["init", "-q"], ["config", "user.name", "郑××"], ["config", "user.email", "z@a.example"]):
        git(office, *words)
    git(office, "add", "-A")
    git(office, "commit", "-q", "-m", "x")
    return office


def test_leads_are_one_commit_of_their_own(repository: OfficeBuilder) -> None:
    repository.write("briefs/notes.txt", "somebody is writing")
    assert fetch(repository, "--commit").splitlines()[-1] == "已新增线索1条。"
    (lead,) = repository.read().leads.values()
    assert git(repository, "log", "-1", "--format=%an %ae|%cn|%B") == (
        f"郑×× bianji-zheng@jianbao.invalid|jianbao desk|收取线索：新增线索1条\n\n{lead.source.path}\n\n"
    )
    assert git(repository, "show", "--name-status", "--format=", "HEAD") == f"A\t{lead.source.path}\n"
    assert git(repository, "status", "--porcelain") == "?? briefs/notes.txt\n"
    fetch(repository, "--commit")
    assert git(repository, "rev-list", "--count", "HEAD") == "2\n"
    # Whom git names here is nobody of the office: the program itself did it.
    git(repository, "config", "user.name", "robot")
    fetch(repository, "--commit", on="2026-12-30 08:00")
    assert git(repository, "log", "-1", "--format=%an %ae") == "jianbao desk desk@jianbao.invalid\n"
    assert git(repository, "show", "--name-status", "--format=%s", "HEAD") == (
        f"收取线索：新增线索0条，删去过期线索1条\n\nD\t{lead.source.path}\n"
    )
    assert git(repository, "status", "--porcelain") == "?? briefs/notes.txt\n"


def test_what_git_does_not_take_is_not_kept(repository: OfficeBuilder) -> None:
    (repository.root / ".git/index.lock").touch()
    done = run(repository.root, "--on", ON, "fetch-feeds", "--commit")
    assert done.exit_code == 1
    assert "error[git-failed] 没有存进版本库：另一个 git 程序正在使用版本库" in done.stderr
    assert (list_leads(repository), git(repository, "status", "--porcelain")) == ([], "")
    (repository.root / ".git/index.lock").unlink(missing_ok=True)
    assert fetch(repository, "--commit").splitlines()[-1] == "已新增线索1条。"
    assert git(repository, "status", "--porcelain") == ""


def test_what_a_killed_run_left_is_put_back_first(repository: OfficeBuilder) -> None:
    fetch(repository, "--commit")
    (lead,) = repository.read().leads.values()
    half = "briefs/leads/2026/11-22-shi-0123456789.md"
    Journal(root=repository.root).begin([Change(path=half, data=b"half"), Change.removal(lead.source.path)])
    repository.write(half, b"half")
    (repository.root / lead.source.path).unlink()
    fetch(repository, "--commit")
    assert list_leads(repository) == ["甲县一网通办"]
    assert git(repository, "status", "--porcelain") == ""


def test_a_lead_changed_by_hand_is_not_thrown_away(repository: OfficeBuilder) -> None:
    fetch(repository, "--commit")
    (lead,) = repository.read().leads.values()
    repository.replace(lead.source.path, "做法。", "做法，改过。")
    done = run(repository.root, "--on", "2026-12-30", "fetch-feeds", "--commit")
    assert done.stderr == (
        f"error[work-tree-dirty] {lead.source.path} 有没提交的改动\n提示：先把它提交或恢复，再运行一次\n"
    )
    assert "改过" in (repository.root / lead.source.path).read_text(encoding="utf-8")


def test_where_there_is_no_repository_nothing_is_asked(office: OfficeBuilder, server: FeedServer) -> None:
    assert refuse(office.root, "--on", ON, "fetch-feeds", "--commit") == (
        "error[git-failed] 办公室的文件夹不是 git 版本库，不能提交\n"
        "提示：不加 --commit 运行；或先在办公室的文件夹里运行 git init，把现有文件提交\n"
    )
    git(office, "init", "-q")
    assert refuse(office.root, "--on", ON, "fetch-feeds", "--push") == (
        "error[git-failed] 这个文件夹没有主库，不能推送\n"
        "提示：不加 --push 运行；或改在从主库 git clone 来的文件夹里运行\n"
    )
    assert server.asked == []


# -- by itself ----------------------------------------------------------------


def test_the_script_does_the_same(office: OfficeBuilder) -> None:
    words = [sys.executable, str(SCRIPT), "--office", str(office.root), "--on", ON]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", env=os.environ, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "已新增线索1条。"
    shown = subprocess.run([*words, "--help"], capture_output=True, encoding="utf-8", env=os.environ, check=False)
    assert "例：scripts/fetch_feeds.py --commit" in shown.stdout


def test_the_memory_names_nobody_and_can_be_thrown_away(office: OfficeBuilder) -> None:
    fetch(office)
    file = office.root / ".cache/jianbao/feeds.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert sorted(kept) == sorted(SOURCES)
    del kept["shi"]["url"]
    rest = {"modified": "", "not_before": "", "gone": False, "failures": 0, "seen": []}
    assert kept["shi"] == {"etag": '"1"', "success": ON, **rest}
    file.unlink()
    assert fetch(office).splitlines()[0] == "shi网站：没有新的"
    assert list_leads(office) == ["甲县一网通办"]
