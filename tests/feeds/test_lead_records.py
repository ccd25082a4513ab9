"""The record 线索, its settings, and what the checks say of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.guarding import PathChange, find_forbidden
from jianbao.model import Dismissed
from jianbao.settings import FeedSettings, FeedSource
from jianbao.writing import Change, apply_changes
from offices import OfficeBuilder, day

SOURCES = """megabytes: 3
days: 20
kinds: [上级动态, 外地经验, 媒体报道]
sources:
  - id: yaoqing
    name: 市委办《每日要情》
    url: https://info.a.example/rss.xml
    kind: 上级动态
    channel: 市委办
    hosts: [static.a.example, "10.1.2.3:8080", "[fd00::1]:81"]
    certificate: /etc/ssl/own.pem
    days: 60
  - {id: paper, name: 日报, url: "http://b.example?id=3", kind: 媒体报道, off: 是}
"""


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write("briefs/settings/feeds.yml", SOURCES)
    return builder


def write_lead(office: OfficeBuilder, body: str = "做法。", **fields: object) -> str:
    header = {
        "title": "甲县一网通办",
        "feed": "paper",
        "link": "http://b.example/1",
        "published": "2026-11-20",
        "fetched": "2026-11-21 08:00",
        "entry": "b.example/1",
    }
    return office.record("leads", "paper-0123456789", "2026-11-21", body, **header | fields)


def problems(office: OfficeBuilder) -> list[str]:
    return [str(problem) for problem in office.check(day("2026-11-30"))]


def test_the_settings_as_a_value(office: OfficeBuilder) -> None:
    feeds = office.read().settings.feeds
    assert feeds == FeedSettings(
        sources=(
            FeedSource(
                id="yaoqing",
                name="市委办《每日要情》",
                url="https://info.a.example/rss.xml",
                kind="上级动态",
                days=60,
                channel="shiwei",
                hosts=("static.a.example", "10.1.2.3:8080", "[fd00::1]:81"),
                certificate="/etc/ssl/own.pem",
            ),
            FeedSource(id="paper", name="日报", url="http://b.example?id=3", kind="媒体报道", days=20, off=True),
        ),
        kinds=("上级动态", "外地经验", "媒体报道"),
        megabytes=3,
        days=20,
    )
    assert problems(office) == []
    assert [feeds.name_of("paper"), feeds.name_of("gone")] == ["日报", "gone"]


def test_an_office_without_sources_is_asked_for_none(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    assert builder.read().settings.feeds == FeedSettings()
    assert builder.check() == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("channel: 信息", "error[channel-unknown] briefs/settings/feeds.yml:9:14 没有名为“信息”的渠道"),
        ("id: " + "a" * 30, f"error[id-invalid] briefs/settings/feeds.yml:5:9 “{'a' * 30}”太长"),
        ("kind: 传闻", "error[feed-source] briefs/settings/feeds.yml:8:11 没有“传闻”这一类信息源"),
        ("url: http://a b/", "error[feed-source] briefs/settings/feeds.yml:7:10 “http://a b/”不是能取的地址"),
        ("url: http://a:b@c.example/", "error[feed-source] briefs/settings/feeds.yml:7:10 地址里有用户名或密码"),
        ("hosts: [a.example/x]", "error[feed-source] briefs/settings/feeds.yml:10:12 “a.example/x”不是主机名"),
    ],
)
def test_what_is_wrong_in_the_settings_is_told(office: OfficeBuilder, written: str, said: str) -> None:
    key = written.partition(":")[0]
    lines = [
        f"    {written}"
        if line.strip().startswith(f"{key}:")
        else line.replace("- id: yaoqing", f"- {written}")
        if key == "id"
        else line
        for line in SOURCES.splitlines()
    ]
    office.write("briefs/settings/feeds.yml", "\n".join(lines) + "\n")
    assert [problem.partition("\n")[0] for problem in problems(office)] == [said]


def test_a_lead_as_a_value(office: OfficeBuilder) -> None:
    identity = write_lead(
        office, dismissed=[{"text": "chengguan/2026/11-03-jiu-gai", "by": "郑××", "at": "2026-11-22"}]
    )
    lead = office.read().leads[identity]
    assert (lead.title, lead.feed, lead.link, lead.entry) == (
        "甲县一网通办",
        "paper",
        "http://b.example/1",
        "b.example/1",
    )
    assert (lead.published, lead.fetched) == (day("2026-11-20"), day("2026-11-21 08:00"))
    assert lead.day == day("2026-11-20")
    assert lead.dismissed == (Dismissed(text="chengguan/2026/11-03-jiu-gai", by="bianji-zheng", at=day("2026-11-22")),)
    assert problems(office) == []


def test_a_clerk_may_write_it_in_chinese(office: OfficeBuilder) -> None:
    text = "---\n标题: 甲\n信息源: paper\n取得时间: 2026年11月21日 08:00\n条目编号: x\n---\n正文\n"
    office.write("briefs/leads/2026/11-21-paper-0123456789.md", text)
    (lead,) = office.read().leads.values()
    assert (lead.title, lead.feed, lead.day, lead.entry) == ("甲", "paper", day("2026-11-21 08:00"), "x")
    assert problems(office) == []


def test_what_is_wrong_with_a_lead_is_told(office: OfficeBuilder) -> None:
    write_lead(office, body="机密★一年\n正文", fetched="2026-12-02", feed="gone")
    path = "briefs/leads/2026/11-21-paper-0123456789.md"
    assert [problem.partition("\n")[0] for problem in problems(office)] == [
        f"warning[lead-source] {path}:3:7 没有编号为“gone”的信息源",
        f"error[date-future] {path}:6:10 取得时间2026年12月2日在今天（2026年11月30日）之后",
        f"error[file-date] {path}:6:10 文件名是2026年11月21日，取得时间却是2026年12月2日",
        f"error[secrecy-mark] {path}:9:1 有密级标志“机密★一年”",
    ]


def test_editors_and_the_desk_may_write_leads_and_units_may_not(office: OfficeBuilder) -> None:
    people = [
        "  - {id: zheng, name: 郑××, roles: [编辑]}",
        "  - {id: wang, name: 王××, unit: chengguan, roles: [信息员]}",
    ]
    office.write("briefs/settings/people.yml", "\n".join(["people:", *people, ""]))
    office.write("briefs/settings/desk.yml", "pusher: GITEA_PUSHER_NAME\naccount: desk\n")
    path = "briefs/leads/2026/11-21-paper-0123456789.md"
    changes = [PathChange(path=path, added=True), PathChange(path=path, added=False, removed=True)]
    refused = {
        pusher: len(find_forbidden(office.read(), changes, pusher, day("2026-11-30").day))
        for pusher in ("zheng", "desk", "wang")
    }
    assert refused == {"zheng": 0, "desk": 0, "wang": 2}


# -- taking away --------------------------------------------------------------


def test_a_lead_is_taken_away_with_what_is_written(office: OfficeBuilder) -> None:
    identity = write_lead(office)
    path = f"briefs/leads/{identity}.md"
    new = Change(path="briefs/leads/2026/11-22-paper-0123456789.md", data=b"new")
    assert apply_changes(office.root, [new, Change.removal(path)]) == [new.path, path]
    assert not (office.root / path).exists()
    assert (office.root / new.path).read_bytes() == b"new"
    # Somebody else may have been quicker.
    assert apply_changes(office.root, [Change.removal(path)]) == [path]


def test_nothing_is_taken_away_where_something_cannot_be_written(office: OfficeBuilder) -> None:
    path = f"briefs/leads/{write_lead(office)}.md"
    outside = Change(path="../outside.md", data=b"x")
    with pytest.raises(OSError, match="到了办公室的文件夹之外"):
        apply_changes(office.root, [Change.removal(path), outside])
    assert (office.root / path).exists()


@pytest.mark.parametrize(
    "path", ["briefs/items/chengguan/2026/11-03-a.md", "briefs/settings/feeds.yml", "/etc/passwd", "x"]
)
def test_nothing_else_is_ever_taken_away(path: str) -> None:
    with pytest.raises(ValueError, match=path):
        Change.removal(path)


def test_no_way_leads_out_of_the_folder(office: OfficeBuilder) -> None:
    item = office.item()
    with pytest.raises(OSError, match="到了办公室的文件夹之外"):
        apply_changes(office.root, [Change.removal(f"briefs/leads/../items/{item}.md")])
    assert item in office.read().items
