"""What the next issue should take: every limit with its reason, priority, print order, and no dependence on order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.characters import count_characters
from jianbao.problems import ProblemsFound
from jianbao.reading import Office
from jianbao.selecting import Choice, Selection, select_articles
from jianbao.settings import Series
from jianbao.standing import find_candidates, find_standing
from offices import AS_OF, BODY, OfficeBuilder


def select(office: Office, series: Series | None = None) -> Selection:
    series = series or office.settings.series("xinxi")
    assert series is not None
    return select_articles(office, find_standing(office), series, AS_OF)


def slugs(choices: tuple[Choice, ...]) -> list[str]:
    """Desk ids without day and year, which is enough to tell them apart here."""
    return [choice.candidate.record.id[11:] for choice in choices]


def reasons(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {choice.candidate.record.id[11:]: choice.reason for choice in choices}


def test_without_limits_everything_is_taken(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt("chengguan", "jia", "2026-11-03")
    builder.adopt("heping", "yi", "2026-11-04 10:20", order=20)
    selection = select(builder.read())
    assert reasons(selection.taken) == {
        "chengguan-jia": "按顺序100，11月3日收到",
        "heping-yi": "按顺序20，11月4日收到",
    }
    assert selection.left == ()


def test_items_limit(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="items: 2")
    for unit in ("chengguan", "heping", "longquan"):
        builder.adopt(unit, "jia")
    selection = select(builder.read())
    assert slugs(selection.taken) == ["chengguan-jia", "heping-jia"]
    assert reasons(selection.left) == {"longquan-jia": "本期已满2篇"}


def test_per_unit_limit_counts_each_unit_of_a_joint_item(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="per_unit: 1")
    builder.adopt("zhujian", "jia", order=10)
    joint = builder.item("chengguan", "lian-he", units=["chengguan", "区住建局"])
    builder.decide(joint, order=20)
    builder.adopt("heping", "bing", order=30)
    selection = select(builder.read())
    assert slugs(selection.taken) == ["zhujian-jia", "heping-bing"]
    assert reasons(selection.left) == {"chengguan-lian-he": "区住建局本期已有1篇"}


def test_per_unit_limit_names_the_unit_as_it_is_called_today(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="per_unit: 1")
    builder.adopt("shuju", "jia", "2026-10-01", order=10)
    builder.adopt("shuju", "yi", "2026-10-02", order=20)
    assert reasons(select(builder.read()).left) == {"shuju-yi": "区数据局本期已有1篇"}


def test_credit_override_decides_whose_share_is_used(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="per_unit: 1")
    builder.adopt("chengguan", "jia", order=10, credit=[{"unit": "heping"}])
    builder.adopt("chengguan", "yi", order=20)
    builder.adopt("heping", "bing", order=30)
    selection = select(builder.read())
    assert slugs(selection.taken) == ["chengguan-jia", "chengguan-yi"]
    assert reasons(selection.left) == {"heping-bing": "和平镇本期已有1篇"}


def test_characters_limit_counts_title_and_edited_body_and_tries_the_next(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="characters: 100")
    first = builder.adopt("chengguan", "jia", order=10, body="字" * 70, title="题目")
    builder.adopt("heping", "yi", order=20, body="**字**" * 30, title="题目")
    builder.adopt("longquan", "bing", order=30, body="字 \n" * 26, title="题目")
    selection = select(builder.read())
    assert slugs(selection.taken) == [first[11:], "longquan-bing"]
    assert reasons(selection.left) == {"heping-yi": "加上本篇32字共104字，超过100字"}
    assert [choice.candidate.characters for choice in selection.taken] == [72, 28]


def test_what_is_as_filed_counts_the_text_of_the_item(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="characters: 10")
    builder.adopt("heping", "yi")
    total = count_characters("heping推进yi") + count_characters(BODY)
    assert reasons(select(builder.read()).left) == {"heping-yi": f"加上本篇{total}字共{total}字，超过10字"}


def test_age_limit(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="within_days: 21")
    builder.adopt("chengguan", "jia", "2026-11-09")
    builder.adopt("heping", "yi", "2026-11-08")
    selection = select(builder.read())
    assert slugs(selection.taken) == ["chengguan-jia"]
    assert reasons(selection.left) == {"heping-yi": "收到已22天，超过21天"}


def test_age_is_counted_from_the_receipt_where_there_is_one(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="within_days: 21")
    item = builder.item("heping", "yi", "2026-10-01")
    builder.decide(item, decided="2026-11-20")
    builder.receipt(item, "2026-11-20 09:00")
    assert reasons(select(builder.read()).taken) == {"heping-yi": "按顺序100，11月20日收到"}


def test_kinds_limit(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="kinds: [调研, 经验做法]")
    taken = builder.item("chengguan", "jia", kind="调研")
    builder.decide(taken)
    builder.adopt("heping", "yi")
    selection = select(builder.read())
    assert slugs(selection.taken) == ["chengguan-jia"]
    assert reasons(selection.left) == {"heping-yi": "本刊不收“动态”类"}


def test_what_was_struck_out_of_a_draft_is_left_until_someone_puts_it_back(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    struck, kept = builder.adopt(), builder.adopt("heping", "shui-li")
    dropped = [{"article": struck, "by": "周××", "reason": "数字待核实。"}]
    builder.draft(kept, day="2026-11-20", dropped=dropped)
    assert reasons(select(builder.read()).left) == {"chengguan-jiu-gai": "周××已撤下：数字待核实。"}
    builder.draft(struck, day="2026-11-21")
    assert select(builder.read()).left == ()


def test_own_piece_has_no_kind_and_no_unit_and_breaks_no_limit_on_them(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="kinds: [调研], per_unit: 1")
    builder.decide(slug="hui-yi", title="区委常委会召开会议", body=BODY, decided="2026-11-05")
    assert reasons(select(builder.read()).taken) == {"hui-yi": "按顺序100，11月5日收到"}


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ("items: 1, per_unit: 1, characters: 1, within_days: 1, kinds: [调研]", "本刊不收“动态”类"),
        ("items: 1, per_unit: 1, characters: 90, within_days: 1", "收到已27天，超过1天"),
        ("items: 1, per_unit: 1, characters: 90", "本期已满1篇"),
        ("per_unit: 1, characters: 90", "城关镇本期已有1篇"),
    ],
)
def test_the_first_limit_broken_is_the_reason(tmp_path: Path, limits: str, reason: str) -> None:
    builder = OfficeBuilder(tmp_path, limits=limits)
    first = builder.item(
        "chengguan", "jia", "2026-11-30", kind="动态" if "kinds" not in limits else "调研", urgency="特急"
    )
    builder.decide(first, decided="2026-11-30", body="短文。")
    builder.adopt("chengguan", "yi", "2026-11-03")
    left = reasons(select(builder.read()).left)
    assert left["chengguan-yi"] == reason


def test_priority_is_urgency_then_order_then_arrival_then_id(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path, limits="items: 1")
    urgent = builder.item("longquan", "ji", "2026-11-20", urgency="平急")
    builder.decide(urgent, decided="2026-11-20", order=900)
    builder.adopt("heping", "shun-xu", "2026-11-19", order=10)
    builder.adopt("heping", "zao", "2026-11-03", order=20)
    builder.adopt("chengguan", "wan", "2026-11-03 08:00", order=20)
    builder.adopt("chengguan", "zui-wan", "2026-11-04", order=20)
    builder.adopt("zhujian", "mo-ren", "2026-11-01")
    selection = select(builder.read())
    assert reasons(selection.taken) == {"longquan-ji": "紧急信息优先"}
    assert slugs(selection.left) == [
        "heping-shun-xu",
        "heping-zao",
        "chengguan-wan",
        "chengguan-zui-wan",
        "zhujian-mo-ren",
    ]


def test_print_order_is_column_then_order_then_id(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt("chengguan", "jia", "2026-11-03", column="minyi", order=10)
    builder.adopt("heping", "yi", "2026-11-03", column="jiaoliu", order=20)
    builder.adopt("heping", "bing", "2026-11-03", column="经验交流", order=20)
    builder.adopt("longquan", "ding", "2026-11-03", column="zhongdian")
    builder.adopt("zhujian", "wu", "2026-11-03", column="zhongdian", order=10)
    builder.adopt("zhujian", "wei-zhi", "2026-11-03", column="mei-you", order=1)
    assert slugs(select(builder.read()).taken) == [
        "zhujian-wu",
        "longquan-ding",
        "heping-bing",
        "heping-yi",
        "chengguan-jia",
        "zhujian-wei-zhi",
    ]


def make_crowded(root: Path) -> Office:
    """Candidates that tie in every respect but one, under every limit, with other decisions among them."""
    builder = OfficeBuilder(root, limits="items: 4, per_unit: 2, characters: 400, within_days: 40")
    for unit in ("chengguan", "heping", "longquan", "zhujian"):
        for slug, order in (("jia", 10), ("yi", 20), ("bing", 20)):
            builder.adopt(unit, slug, "2026-11-03", order=order, column="jiaoliu" if slug == "bing" else "zhongdian")
    builder.decide(builder.item("wenlv", "ding"), decision="不采用", reason="内容重复")
    builder.decide(builder.item("wenlv", "ji", urgency="特急"), order=500)
    return builder.read()


@given(data=st.data())
def test_order_of_files_never_matters(crowded: tuple[Office, Selection], data: st.DataObject) -> None:
    office, expected = crowded
    shuffled = replace(
        office,
        items=dict(data.draw(st.permutations(list(office.items.items())))),
        desk=dict(data.draw(st.permutations(list(office.desk.items())))),
    )
    assert select(shuffled) == expected


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Selection]:
    office = make_crowded(tmp_path_factory.mktemp("crowded"))
    selection = select(office)
    assert selection.taken
    assert selection.left
    return office, selection


def test_every_candidate_is_answered_once(crowded: tuple[Office, Selection]) -> None:
    office, selection = crowded
    answered = [choice.candidate.record.id for choice in (*selection.taken, *selection.left)]
    assert sorted(answered) == sorted(record.id for record in office.desk.values() if record.periodical)
    assert all(choice.reason for choice in (*selection.taken, *selection.left))


def test_only_standing_adoptions_for_the_series_are_candidates(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    kept = builder.adopt("chengguan", "jia")
    old = builder.adopt("heping", "yi")
    builder.decide("heping/2026/11-03-yi", decision="不采用", reason="重复", decided="2026-11-06", supersedes=[old])
    away = builder.adopt("longquan", "bing", periodical="canyue", column="diaoyan")
    extra = builder.adopt("zhujian", "ding", series="增刊", column="zhuanti")
    office = builder.read()
    standing = find_standing(office)
    candidates = {
        series.key: [record.id for record in find_candidates(office, standing, series)]
        for series in office.settings.all_series()
    }
    assert candidates == {"xinxi": [kept], "xinxi/zengkan": [extra], "canyue": [away]}


def test_what_was_printed_is_no_candidate_again(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt()
    builder.sign()
    assert select(builder.read()) == Selection(taken=(), left=())


def test_articles_of_a_withdrawn_issue_return_only_by_reissues(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt("chengguan", "jiu-gai")
    builder.sign(date="2026-11-10")
    builder.withdraw("xinxi/2026/007", "2026-11-12")
    assert select(builder.read()) == Selection(taken=(), left=())
    again = builder.decide(
        "chengguan/2026/11-03-jiu-gai", decided="2026-11-13", slug="zai-kan", reissues="xinxi/2026/007"
    )
    assert builder.check() == []
    assert slugs(select(builder.read()).taken) == ["zai-kan"]
    signed = builder.sign(date="2026-11-14")
    assert [article.id for article in signed.document.articles] == [again]
    assert signed.document.number == (8,)


def test_a_second_adoption_that_does_not_say_what_it_reissues_cannot_be_signed(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt("chengguan", "jiu-gai")
    builder.sign(date="2026-11-10")
    builder.withdraw("xinxi/2026/007", "2026-11-12")
    builder.decide("chengguan/2026/11-03-jiu-gai", decided="2026-11-13", slug="zai-kan")
    with pytest.raises(ProblemsFound) as found:
        builder.sign(date="2026-11-14")
    first = "briefs/desk/2026/11-03-chengguan-jiu-gai.md"
    assert [(problem.code, problem.message) for problem in found.value.problems] == [
        ("decided-twice", f"chengguan/2026/11-03-jiu-gai 已有处理意见“采用”（{first}），又写了“采用”")
    ]
