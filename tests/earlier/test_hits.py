"""Which earlier texts are told of a new one, and what is no copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelved import PARKING, WATER, add_lead, find, find_article, find_text, kinds

from offices import OfficeBuilder


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def test_the_same_unit_again(builder: OfficeBuilder) -> None:
    first = builder.item(slug="ting-che", date="2026-11-03", body=PARKING)
    second = builder.item(slug="pan-huo", date="2026-11-10", body=f"近期，{PARKING}")
    assert kinds(builder, second) == [("UNIT", first)]
    assert kinds(builder, first) == []


def test_another_unit_with_its_own_name(builder: OfficeBuilder) -> None:
    first = builder.item(slug="ting-che", body=PARKING)
    second = builder.item("heping", "ting-che", "2026-11-04", PARKING.replace("城关镇", "和平镇"))
    assert kinds(builder, second) == [("OTHER", first)]


def test_who_joined_a_text_repeats_his_own(builder: OfficeBuilder) -> None:
    first = builder.item(slug="ting-che", body=PARKING, units=["城关镇", "和平镇"])
    second = builder.item("heping", "ting-che", "2026-11-04", PARKING)
    assert kinds(builder, second) == [("UNIT", first)]


def test_an_old_text_with_new_figures(builder: OfficeBuilder) -> None:
    first = builder.item("heping", "shui-biao", "2025-11-20", WATER)
    renewed = WATER.replace("23个", "31个").replace("4100", "5260").replace("19处", "8处").replace("6200", "1890")
    second = builder.item("heping", "shui-biao-2", "2026-11-18", renewed)
    (hit,) = find(builder, second)
    assert (hit.kind.name, hit.entry.record) == ("OLD", first)
    assert hit.share == pytest.approx(0.99, abs=0.01)


def test_new_figures_of_this_month_are_news(builder: OfficeBuilder) -> None:
    """What differs in figures is told of an old text alone: of a new one figures are what it reports."""
    before = "到10月31日，全区开工58处，完工12处，投入940万元，清渠31公里，新建闸门17座，动用机械86台，投工2.1万个。"
    after = "到11月29日，全区开工63处，完工17处，投入2140万元，清渠54公里，新建闸门29座，动用机械98台，投工3.8万个。"
    builder.write("briefs/settings/checks.yml", "duplicate-unit: {min: 20}\nduplicate-old: {min: 20}\n")
    builder.item("heping", "dong-xiu", "2026-11-01", before, title="冬修水利进展")
    second = builder.item("heping", "dong-xiu-2", "2026-11-29", after, title="冬修水利提速")
    assert kinds(builder, second) == []
    builder.item("heping", "dong-xiu", "2025-11-01", before, title="冬修水利进展")
    assert [kind for kind, _ in kinds(builder, second)] == ["OLD"]


def test_what_was_printed_stands_for_the_item_that_it_was_made_from(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(slug="ting-che", body=PARKING))
    builder.sign(date="2026-11-06")
    second = builder.item("heping", "ting-che", "2026-11-10", PARKING)
    assert kinds(builder, second) == [("PRINTED", "xinxi/2026/007")]


def test_a_withdrawn_issue_printed_nothing(builder: OfficeBuilder) -> None:
    first = builder.item(slug="ting-che", body=PARKING)
    builder.decide(first)
    builder.sign(date="2026-11-06")
    builder.withdraw("xinxi/2026/007")
    second = builder.item("heping", "ting-che", "2026-11-10", PARKING)
    assert kinds(builder, second) == [("OTHER", first)]


def test_a_text_from_a_feed(builder: OfficeBuilder) -> None:
    lead = add_lead(builder, PARKING.replace("城关镇", "清河县"))
    item = builder.item(slug="ting-che", date="2026-11-10", body=PARKING)
    assert kinds(builder, item) == [("LEAD", lead)]


def test_a_feed_that_took_it_from_us_is_later(builder: OfficeBuilder) -> None:
    add_lead(builder, published="2026-11-20")
    item = builder.item(slug="ting-che", date="2026-11-10", body=PARKING)
    assert kinds(builder, item) == []


# -- what is no copy ----------------------------------------------------------


def test_a_revised_version_and_reports_of_one_chain_are_none(builder: OfficeBuilder) -> None:
    first = builder.item(slug="a", body=PARKING)
    second = builder.item(slug="b", date="2026-11-04", body=PARKING, revises=first)
    third = builder.item(slug="c", date="2026-11-05", body=PARKING, follows=second)
    # Its way to the first is over the second, in both directions.
    fourth = builder.item(slug="d", date="2026-11-06", body=PARKING, revises=first)
    assert [kinds(builder, item) for item in (second, third, fourth)] == [[], [], []]


def test_what_was_printed_of_the_own_chain_is_none(builder: OfficeBuilder) -> None:
    first = builder.item(slug="a", body=PARKING)
    builder.decide(first)
    builder.sign(date="2026-11-06")
    second = builder.item(slug="b", date="2026-11-10", body=PARKING, follows=first)
    assert kinds(builder, first) == kinds(builder, second) == []


def test_reports_of_one_incident_are_none(builder: OfficeBuilder) -> None:
    first = builder.item(slug="a", body=PARKING)
    second = builder.item("heping", "b", "2026-11-04", PARKING)
    third = builder.item("heping", "c", "2026-11-05", PARKING)
    builder.incident(items=[first, second])
    assert kinds(builder, second) == []
    # Of those that belong together one is told.
    assert kinds(builder, third) == [("OTHER", first)]


def test_answers_to_one_task_are_none(builder: OfficeBuilder) -> None:
    task = builder.task(assisting=["heping"])
    first = builder.item(slug="a", body=PARKING, task=task, reply="反馈")
    second = builder.item("heping", "b", "2026-11-06", PARKING, task=task, reply="反馈")
    other = builder.item("heping", "c", "2026-11-07", PARKING)
    assert kinds(builder, second) == []
    assert kinds(builder, other) == [("OTHER", first)]


def test_what_was_filed_by_mistake_is_no_earlier_text(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(slug="a", body=PARKING), decision="误报作废", reason="报错单位")
    second = builder.item("heping", "b", "2026-11-06", PARKING)
    assert kinds(builder, second) == []


def test_of_two_that_came_in_one_minute_the_later_id_is_told(builder: OfficeBuilder) -> None:
    first = builder.item("chengguan", "a", "2026-11-03 09:00", PARKING)
    second = builder.item("heping", "a", "2026-11-03 09:00", PARKING)
    assert kinds(builder, first) == []
    assert kinds(builder, second) == [("OTHER", first)]


def test_an_item_without_a_time_is_asked_about_all_of_its_day(builder: OfficeBuilder) -> None:
    """As what is written on a desk in trial mode."""
    timed = builder.item("heping", "a", "2026-11-03 09:00", PARKING)
    untimed = builder.item("chengguan", "a", "2026-11-03", PARKING)
    assert kinds(builder, timed) == []
    assert kinds(builder, untimed) == [("OTHER", timed)]


def test_what_arrived_counts_and_not_what_is_written_on_it(builder: OfficeBuilder) -> None:
    first = builder.item("heping", "a", "2026-11-03", PARKING)
    second = builder.item("chengguan", "a", "2026-11-04", PARKING)
    builder.receipt(first, "2026-11-09")
    assert kinds(builder, second) == []
    assert kinds(builder, first) == [("OTHER", second)]


def test_one_title_over_wholly_other_texts_is_no_copy(builder: OfficeBuilder) -> None:
    builder.item(slug="a", date="2025-11-03", body=PARKING, title="做好冬季安全工作")
    second = builder.item(slug="b", date="2026-11-03", body=WATER, title="做好冬季安全工作")
    assert kinds(builder, second) == []


def test_background_in_a_report_with_new_facts_is_no_copy(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING)
    news = "11月中旬起，镇里同4家超市、2所学校商定，晚7时到次日早7时开放内部车位190个，由社区发放车证，超时的提醒一次。"
    more = "到26日已有173户办证，收回3张，没有发生剐蹭，学校门口早高峰没有受影响，居民送来感谢信两封。"
    second = builder.item(slug="b", date="2026-11-27", body=f"{PARKING[:50]}{news}{more}")
    assert kinds(builder, second) == []


def test_phrases_that_everybody_writes_count_for_nothing(builder: OfficeBuilder) -> None:
    phrases = "传达学习会议精神，研究贯彻落实意见，要求提高政治站位，认真学习领会。紧盯重点，做到全覆盖、零容忍。"
    builder.write("briefs/settings/checks.yml", "duplicate-other: {min: 30, common: 3}\n")
    units = ["chengguan", "longquan", "zhujian", "wenlv"]
    for unit in units[:3]:
        builder.item(unit, "hui-yi", "2026-11-03", f"{phrases}{unit}安排了三件事。")
    last = builder.item("heping", "hui-yi", "2026-11-05", f"{phrases}和平镇定了六条措施。")
    assert len(kinds(builder, last)) == 3
    builder.item(units[3], "hui-yi", "2026-11-03", f"{phrases}文旅系统查了九处。")
    builder.item("shuju", "hui-yi", "2026-11-03", f"{phrases}数据系统查了两处。")
    assert kinds(builder, last) == []


def test_a_long_text_that_many_sent_is_still_told(builder: OfficeBuilder) -> None:
    for number in range(8):
        builder.item("chengguan", f"a{number}", f"2026-11-{number + 1:02d}", PARKING)
    last = builder.item("heping", "b", "2026-11-20", PARKING)
    assert [kind for kind, _ in kinds(builder, last)] == ["OTHER"] * 5


def test_limits_are_the_offices_own(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING)
    second = builder.item(slug="b", date="2026-11-10", body=PARKING[:60] + WATER)
    assert kinds(builder, second) == []
    builder.write("briefs/settings/checks.yml", "duplicate-unit: {percent: 20, min: 30}\n")
    assert [kind for kind, _ in kinds(builder, second)] == ["UNIT"]
    builder.write("briefs/settings/checks.yml", "duplicate-unit: {percent: 20, min: 30}\nduplicate-old: {days: 3}\n")
    assert kinds(builder, second) == []


# -- articles, and texts that nobody filed ------------------------------------


def test_an_article_to_be_printed_is_compared_with_what_was_printed(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(slug="a", body=PARKING))
    builder.sign(date="2026-11-06")
    other = builder.item("heping", "b", "2026-11-10", PARKING)
    article = builder.decide(other, decided="2026-11-11")
    assert [(hit.kind.name, hit.entry.record) for hit in find_article(builder, article)] == [
        ("PRINTED", "xinxi/2026/007")
    ]


def test_one_item_may_be_printed_in_two_periodicals(builder: OfficeBuilder) -> None:
    item = builder.item(slug="a", body=PARKING)
    builder.decide(item)
    builder.sign(date="2026-11-06")
    again = builder.decide(item, slug="canyue", decided="2026-11-10", periodical="canyue", column="diaoyan")
    assert find_article(builder, again) == []


def test_a_text_that_nobody_filed_is_compared_with_all(builder: OfficeBuilder) -> None:
    first = builder.item(slug="a", date="2026-11-29", body=PARKING)
    assert [hit.entry.record for hit in find_text(builder, "空地停车", PARKING)] == [first]
    assert find_text(builder, "", "") == []
