"""``jianbao leads``, and what ``show`` and ``find`` tell of leads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import refuse, succeed
from offices import BODY, FEEDS_SETTINGS, OfficeBuilder

WELLS = "青原县清查井盖3120座。\n\n权属说不清的86座，由城管局兜底，旧改时一并换掉。"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/feeds.yml", FEEDS_SETTINGS)
    built.lead("a", "2026-11-28", WELLS, feed="yaoqing", title="青原县给井盖定“户主”", link="https://a.invalid/3.html")
    built.lead("b", "2026-11-30", "水表会报平安。", title="临江市换装远传水表", published=None)
    built.lead("c", "2026-10-20", title="临江市的旧事")
    return built


def test_they_are_listed_with_the_latest_first_and_what_is_too_old_left_out(office: OfficeBuilder) -> None:
    assert succeed(office.root, "leads") == (
        "  2026-11-30  临江市政务信息      临江市换装远传水表\n"
        "      2026/11-30-b\n"
        "  2026-11-28  市委办《每日要情》  青原县给井盖定“户主”\n"
        "      2026/11-28-a\n"
        "共2条线索。\n"
    )
    assert "临江市的旧事" in succeed(office.root, "--on", "2026-11-01", "leads")


def test_words_quote_the_sentence_in_which_they_stand(office: OfficeBuilder) -> None:
    assert succeed(office.root, "leads", "城管局", "老旧小区改造") == (
        "  2026-11-28  市委办《每日要情》  青原县给井盖定“户主”\n"
        "      2026/11-28-a\n"
        "      权属说不清的86座，由城管局兜底，旧改时一并换掉。\n"
        "共1条线索。\n"
    )
    assert succeed(office.root, "leads", "学校") == "没有符合条件的线索。\n"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--source", "waidi"], ["2026/11-30-b"]),
        (["--source", "市委办《每日要情》"], ["2026/11-28-a"]),
        (["--kind", "外地经验"], ["2026/11-30-b"]),
        (["--days", "2"], ["2026/11-30-b"]),
        (["--days", "3"], ["2026/11-30-b", "2026/11-28-a"]),
        (["--days", "3", "--kind", "上级动态", "--source", "yaoqing", "户主"], ["2026/11-28-a"]),
    ],
)
def test_what_is_wanted_is_said_by_options(office: OfficeBuilder, options: list[str], found: list[str]) -> None:
    told = json.loads(succeed(office.root, "leads", "--format", "json", *options))
    assert [one["id"] for one in told] == found


def test_json_holds_all_of_it(office: OfficeBuilder) -> None:
    assert json.loads(succeed(office.root, "leads", "井盖", "--format", "json")) == [
        {
            "id": "2026/11-28-a",
            "title": "青原县给井盖定“户主”",
            "source": "yaoqing",
            "name": "市委办《每日要情》",
            "kind": "上级动态",
            "published": "2026-11-28 08:30",
            "fetched": "2026-11-28 09:00",
            "link": "https://a.invalid/3.html",
            "text": WELLS,
        }
    ]
    assert succeed(office.root, "leads", "学校", "--format", "json") == "[]\n"


def test_what_there_is_not_is_refused_with_what_there_is(office: OfficeBuilder) -> None:
    assert refuse(office.root, "leads", "--source", "每日要情") == (
        "error[feed-unknown] 没有名为“每日要情”的信息源\n提示：是不是“市委办《每日要情》”？\n"
    )
    assert refuse(office.root, "leads", "--source", "日报") == (
        "error[feed-unknown] 没有名为“日报”的信息源\n提示：有：市委办《每日要情》、临江市政务信息\n"
    )
    assert refuse(office.root, "leads", "--kind", "外地经验类") == (
        "error[feed-kind] 没有“外地经验类”这一类信息源\n提示：是不是“外地经验”？\n"
    )
    assert refuse(office.root, "leads", "--kind", "新闻") == (
        "error[feed-kind] 没有“新闻”这一类信息源\n提示：有：上级动态、外地经验\n"
    )
    assert refuse(office.root, "leads", " ") == (
        "error[field-empty] 要找的词是空的\n提示：写上内容；含空格的要加引号\n"
    )
    assert "--days 的值不对：应是不小于1的整数" in refuse(office.root, "leads", "--days", "0", code=2)


def test_an_office_that_reads_no_feeds_is_told_where_they_are_set(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    assert refuse(office.root, "leads") == (
        "error[feeds-missing] 还没有设置信息源，也没有线索\n提示：信息源写在 briefs/settings/feeds.yml 里\n"
    )


# -- show and find ------------------------------------------------------------


def test_all_of_a_lead_is_shown_by_its_id(office: OfficeBuilder) -> None:
    assert succeed(office.root, "show", "2026/11-28-a") == (
        "青原县给井盖定“户主”\n"
        "市委办《每日要情》，上级动态，2026年11月28日8时30分发布，2026年11月28日9时00分取得\n"
        f"https://a.invalid/3.html\n\n{WELLS}\n"
    )
    office.lead("d", "2026-11-29", "", feed="gone", title="只有标题")
    assert succeed(office.root, "show", "2026/11-29-d") == (
        "只有标题\ngone，2026年11月29日8时30分发布，2026年11月29日9时00分取得\n"
    )


def test_control_signs_of_a_feed_reach_no_terminal(office: OfficeBuilder) -> None:
    office.write(
        "briefs/leads/2026/11-30-e.md",
        '---\ntitle: "红\\e[31m字"\nfeed: waidi\nentry: e\nfetched: 2026-11-30\n---\n水\x1b[2J表。\n',
    )
    for arguments in (["leads"], ["leads", "水"], ["show", "2026/11-30-e"], ["find", "水"]):
        assert "\x1b" not in succeed(office.root, *arguments)


def test_find_tells_of_leads_after_what_was_printed(office: OfficeBuilder) -> None:
    office.decide(office.item("chengguan", "x", "2026-11-03", title="城关镇清查井盖1264个"), decided="2026-11-05")
    office.sign(date="2026-11-06")
    assert succeed(office.root, "find", "井盖") == (
        "xinxi/2026/007  2026年11月6日  《城关镇清查井盖1264个》（城关镇）\n"
        "    城关镇清查井盖1264个\n"
        "共1篇。\n"
        "另有线索1条（信息源登出来的，只供本办公室参考）：\n"
        "  2026-11-28  市委办《每日要情》  青原县给井盖定“户主”\n"
        "      2026/11-28-a\n"
    )
    assert succeed(office.root, "find", "城管局") == (
        "没有查到刊登过这些内容的文章。\n"
        "另有线索1条（信息源登出来的，只供本办公室参考）：\n"
        "  2026-11-28  市委办《每日要情》  青原县给井盖定“户主”\n"
        "      2026/11-28-a\n"
        "      权属说不清的86座，由城管局兜底，旧改时一并换掉。\n"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], True),
        (["--from", "2026-11-28", "--to", "2026-11-28"], True),
        (["--from", "2026-11-29"], False),
        (["--to", "2026-11-27"], False),
        (["--access", "内部"], False),
        (["--access", "公开"], False),
    ],
)
def test_find_keeps_to_the_days_and_to_the_office(office: OfficeBuilder, options: list[str], told: bool) -> None:
    assert ("线索" in succeed(office.root, "find", "城管局", *options)) is told


def test_find_says_nothing_of_leads_where_there_are_none(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.decide(office.item("chengguan", "x", "2026-11-03", BODY), decided="2026-11-05")
    office.sign(date="2026-11-06")
    assert "线索" not in succeed(office.root, "find", "群众")
