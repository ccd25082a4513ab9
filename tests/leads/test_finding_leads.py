"""Which leads are still of use, which speak of something, and which are about the same as an item."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.finding import (
    FoundLead,
    Subjects,
    choose_leads,
    find_current_leads,
    find_leads,
    is_expired,
    open_subjects,
    reads_feeds,
)
from jianbao.model import Lead, Source
from offices import AS_OF, FEEDS_SETTINGS, OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/feeds.yml", FEEDS_SETTINGS)
    return built


def make_lead(title: str, body: str = "", identity: str = "") -> Lead:
    return Lead(
        id=identity or title, source=Source(path="", digest=""), title=title, feed="waidi", link="", published=None,
        fetched=AS_OF, entry=title, dismissed=(), body=body,
    )  # fmt: skip


def titles(found: list[FoundLead]) -> list[str]:
    return [one.lead.title for one in found]


# -- age ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feed", "published", "expired"),
    [
        ("waidi", "2026-11-10", False),
        ("waidi", "2026-11-09", True),
        ("yaoqing", "2026-10-01", False),
        ("yaoqing", "2026-09-30", True),
        # no longer listed: as the settings say of all
        ("gone", "2026-11-10", False),
        ("gone", "2026-11-09", True),
        ("waidi", "2026-11-30 23:00", False),
        ("waidi", "2026-12-01", True),
    ],
)
def test_a_lead_is_of_use_for_the_days_of_its_source(
    builder: OfficeBuilder, feed: str, published: str, expired: bool
) -> None:
    lead = builder.lead(feed=feed, published=published, fetched="2026-11-30 09:00")
    office = builder.read()
    assert is_expired(office.settings.feeds, office.leads[lead], AS_OF) is expired
    assert [known.id for known in find_current_leads(office, AS_OF)] == ([] if expired else [lead])


def test_without_a_date_of_its_own_its_age_counts_from_when_it_was_fetched(builder: OfficeBuilder) -> None:
    old = builder.lead("old", "2026-11-05", published=None, fetched="2026-11-05")
    builder.lead("new", "2026-11-25", published=None, fetched="2026-11-25")
    office = builder.read()
    assert [lead.title for lead in find_current_leads(office, AS_OF)] == ["外地推进new"]
    assert [lead.id for lead in find_current_leads(office, day("2026-11-06"))] == [old]


def test_the_latest_stands_first_and_equals_by_their_names(builder: OfficeBuilder) -> None:
    for slug, at in (
        ("a", "2026-11-27 08:00"),
        ("b", "2026-11-28 10:00"),
        ("c", "2026-11-28 10:00"),
        ("d", "2026-11-28"),
    ):
        builder.lead(slug, "2026-11-29", published=at)
    assert [lead.title[-1] for lead in find_current_leads(builder.read(), AS_OF)] == ["c", "b", "d", "a"]


# -- words --------------------------------------------------------------------


def test_all_words_or_what_means_the_same_must_be_there() -> None:
    leads = [
        make_lead("甲县旧改先修电梯", "全县旧改小区12个。其中电梯坏得最多，先修电梯。"),
        make_lead("乙县老旧小区改造提速", "今年改造老旧小区86个。电梯另行安排。"),
        make_lead("丙县电梯体检", "电梯逐部体检。"),
    ]
    synonyms = [["老旧小区改造", "旧改"]]
    assert find_leads(leads, ["旧改"], synonyms) == [
        FoundLead(lead=leads[0], sentence="甲县旧改先修电梯"),
        FoundLead(lead=leads[1], sentence="乙县老旧小区改造提速"),
    ]
    found = find_leads(leads, ["电梯", "老旧小区改造"], synonyms)
    assert [(one.lead.title[0], one.sentence) for one in found] == [
        ("甲", "甲县旧改先修电梯"),
        ("乙", "乙县老旧小区改造提速"),
    ]
    assert find_leads(leads, ["电梯", "学校"], synonyms) == []


def test_the_sentence_is_the_one_that_holds_the_most_of_the_words() -> None:
    lead = make_lead("水表", "水表换了1240块。独居老人家的水表会报平安。老人不掏钱。")
    assert find_leads([lead], ["独居", "水表"], []) == [FoundLead(lead=lead, sentence="独居老人家的水表会报平安。")]


def test_without_words_one_sees_how_each_begins() -> None:
    leads = [make_lead("甲", "第一句话。第二句话。"), make_lead("只有标题")]
    assert [one.sentence for one in find_leads(leads, [], [])] == ["第一句话。", ""]


def test_leads_are_chosen_by_source_kind_days_and_words_at_once(builder: OfficeBuilder) -> None:
    builder.lead("a", "2026-11-28", feed="yaoqing", title="市里检查井盖")
    builder.lead("b", "2026-11-30", title="外地井盖有户主")
    builder.lead("c", "2026-11-27", title="外地水表报平安")
    builder.lead("d", "2026-11-30", feed="gone", title="不再列出的信息源说井盖")
    office = builder.read()
    assert titles(choose_leads(office, AS_OF)) == [
        "不再列出的信息源说井盖", "外地井盖有户主", "市里检查井盖", "外地水表报平安",
    ]  # fmt: skip
    assert titles(choose_leads(office, AS_OF, feed="yaoqing")) == ["市里检查井盖"]
    assert titles(choose_leads(office, AS_OF, kind="外地经验")) == ["外地井盖有户主", "外地水表报平安"]
    assert titles(choose_leads(office, AS_OF, days=1)) == ["不再列出的信息源说井盖", "外地井盖有户主"]
    assert titles(choose_leads(office, AS_OF, days=3, words=["井盖"], kind="上级动态")) == ["市里检查井盖"]
    assert titles(choose_leads(office, AS_OF, kind="外地动态")) == []


def test_an_office_without_sources_and_leads_has_nothing_to_do_with_them(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    assert not reads_feeds(office.read())
    office.lead()
    assert reads_feeds(office.read())
    (tmp_path / "briefs/leads/2026/11-28-jing-gai.md").unlink()
    office.write("briefs/settings/feeds.yml", FEEDS_SETTINGS)
    assert reads_feeds(office.read())


# -- subjects -----------------------------------------------------------------

USUAL = [
    "各单位认真贯彻落实会议精神，进一步提高工作质量，取得较好成效。",
    "召开专题会议，研究部署下一步工作，压实责任。",
]
WELLS = make_lead(
    "青原县给背街小巷井盖定“户主”", "登记检查井3120座，权属说不清的86座，由城管局兜底，编号喷字，扫码报修。"
)
METERS = make_lead("临江市给独居老人装上“会报平安的水表”", "连续12小时没有用水，给网格员发一条提醒，上门看一眼。")
PHRASES = make_lead("某县取得较好成效", "认真贯彻落实会议精神，进一步提高工作质量，压实责任。")


def test_leads_on_the_same_subject_are_found_by_rare_words() -> None:
    subjects = Subjects([WELLS, METERS, PHRASES], USUAL * 20)
    text = "镇里排查42条背街小巷，共有井盖1264个，破损松动137个，其中41个没有权属，认真贯彻落实会议精神，压实责任。"
    assert subjects.find("城关镇41个无主井盖亟待落实管护责任", text) == [WELLS]
    assert subjects.find("1862名独居老人有了“敲门人”", "网格员每天敲门看一眼，子女收到提醒。") == [METERS]
    assert subjects.find("全区旅游咨询电话并为一个", "平均接通时间由41秒减到15秒。") == []


def test_the_language_of_offices_is_no_subject() -> None:
    subjects = Subjects([WELLS, METERS, PHRASES], USUAL * 20)
    assert subjects.find("扎实做好有关工作", "".join(USUAL)) == []


def test_no_more_than_wanted_are_found_the_nearest_first() -> None:
    nearer = make_lead("青原县无主井盖找到“户主”", "41个无主井盖由城管局认领。")
    leads = [WELLS, nearer, *(make_lead(f"第{n}处井盖", "井盖。") for n in range(4))]
    subjects = Subjects(leads, USUAL * 20)
    found = subjects.find("41个无主井盖找到“户主”", "城管局认领。")
    assert found[0] == nearer
    assert len(found) <= 5
    assert subjects.find("41个无主井盖找到“户主”", "城管局认领。", most=1) == [nearer]


def test_nothing_is_like_an_empty_text_and_nothing_is_found_among_none() -> None:
    assert Subjects([], USUAL).find("井盖", "无主井盖。") == []
    assert Subjects([WELLS, make_lead("", "")], []).find("", "") == []


def test_what_was_filed_tells_which_words_are_usual(builder: OfficeBuilder) -> None:
    """井盖 stands in every item of this office: it tells nothing of a lead."""
    for number in range(30):
        builder.item("chengguan", f"jing-gai-{number}", "2026-11-03", "井盖。", title="井盖")
    subjects = open_subjects(builder.read(), [make_lead("井盖", "井盖。"), WELLS])
    assert subjects.leads == (make_lead("井盖", "井盖。"), WELLS)
    assert subjects.find("井盖", "井盖。") == []
    assert subjects.find("背街小巷井盖有户主", "编号喷字。") == [WELLS]
