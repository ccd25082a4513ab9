"""Freezing: what was issued never changes; what is recorded later is named once, and the sums add up."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from bulletins import cells, compiled, freeze, make_scored, prose, report, table
from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.checks import check_office
from jianbao.ledger import count_units
from jianbao.metadata import Moment
from jianbao.model.bulletin import decode_bulletin
from jianbao.problems import ProblemsFound
from jianbao.reading import read_office
from jianbao.rendering.bulletin_markdown import render_bulletin_markdown
from jianbao.rendering.bulletin_text import render_bulletin_text
from jianbao.rendering.papers.bulletin_paper import make_bulletin_paper
from jianbao.rendering.printing.word import render_word
from jianbao.rendering.workbook import render_workbook
from jianbao.reporting import open_ledger
from jianbao.reporting.columns import span_period
from jianbao.settings import Span
from jianbao.settings.printing import DEFAULT_FONTS
from jianbao.standing import find_standing
from jianbao.writing import UNFINISHED
from offices import OFFICE_SETTINGS, OfficeBuilder, commit_all, day
from printed import style_of


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


@pytest.fixture
def scored(tmp_path: Path) -> OfficeBuilder:
    return make_scored(tmp_path)


def refusal(root: Path, when: str, on: str, by: str = "周××") -> str:
    with pytest.raises(ProblemsFound) as found:
        freeze(root, when, on, by)
    return str(found.value)


# -- freezing -----------------------------------------------------------------


def test_a_frozen_bulletin_is_a_record_and_its_snapshot(builder: OfficeBuilder) -> None:
    builder.adoption("yi", "2026-10-20", item=builder.item("chengguan", date="2026-10-05"))
    issued = freeze(builder.root, "2026-10", "2026-11-05")
    assert issued.paths == ("briefs/bulletins/2026/10.json", "briefs/bulletins/2026/10.yml")
    snapshot = (builder.root / "briefs/bulletins/2026/10.json").read_bytes()
    assert (builder.root / "briefs/bulletins/2026/10.yml").read_text(encoding="utf-8") == (
        "first: 2026-10-01\nlast: 2026-10-31\ntitle: 关于2026年10月份党委信息报送采用情况的通报\nsignatory: zhuren\n"
        f"date: 2026-11-05\naccess: 内部\ndigest: {sha256(snapshot).hexdigest()}\n"
    )
    assert decode_bulletin(snapshot) == issued.document
    assert (issued.document.signatory, str(issued.document.date)) == ("周××", "2026-11-05")
    assert [(f.id, f.unit, f.measure, f.value, f.title) for f in issued.document.facts] == [
        ("items/chengguan/2026/10-05-jiu-gai", "chengguan", "报送", "1", "chengguan推进jiu-gai"),
        ("adoptions/2026/10-20-yi", "chengguan", "采用", "1", "chengguan推进jiu-gai"),
    ]
    assert [p for p in check_office(builder.read(), day("2026-11-05")) if "bulletins" in p.place.path] == []


def test_a_period_is_frozen_once(builder: OfficeBuilder) -> None:
    freeze(builder.root, "2026-10", "2026-11-05")
    assert refusal(builder.root, "2026-10", "2026-11-06") == (
        "error[bulletin-issued] briefs/bulletins/2026/10.yml:1:1 2026年10月的通报已经印发，不能再印发一次\n"
        "提示：后来登记的，在下一期通报里更正"
    )


@pytest.mark.parametrize("on", ["2026-10-31", "2026-10-15"])
def test_a_period_that_has_not_ended_is_not_frozen(builder: OfficeBuilder, on: str) -> None:
    assert refusal(builder.root, "2026-10", on) == (
        "error[bulletin-early] 2026年10月还没有结束，不能印发通报\n"
        f"提示：今天是2026年10月{on[-2:]}日；先不加 --freeze，只看草稿"
    )


def test_only_a_signatory_freezes(builder: OfficeBuilder) -> None:
    builder.replace("briefs/settings/people.yml", "post: 区委办公室副主任", "post: 区委办公室副主任, roles: [签发人]")
    assert refusal(builder.root, "2026-10", "2026-11-05", "郑××").startswith("error[not-signatory] 郑××不是签发人")


def test_an_error_in_a_counted_record_stands_in_the_way_and_one_elsewhere_does_not(builder: OfficeBuilder) -> None:
    builder.item("heping", "qita", "2026-11-02", title="")
    builder.item("chengguan", date="2026-10-05", approver=None)
    said = refusal(builder.root, "2026-10", "2026-11-09")
    assert [line for line in said.splitlines() if line.startswith("error")] == [
        "error[approver-missing] briefs/items/chengguan/2026/10-05-jiu-gai.md:1:1 没有写 approver（审签人）"
    ]
    assert not (builder.root / "briefs/bulletins").exists()


def test_what_a_killed_process_left_is_cleared_away(builder: OfficeBuilder) -> None:
    builder.write("briefs/bulletins/2026/10.json", "{}")
    builder.write(f"briefs/bulletins/2026/{UNFINISHED}x", "")
    assert freeze(builder.root, "2026-10", "2026-11-05").document.label == "2026-10"
    assert sorted(path.name for path in (builder.root / "briefs/bulletins/2026").iterdir()) == ["10.json", "10.yml"]


def test_where_an_issued_bulletin_is_lost_none_is_issued(builder: OfficeBuilder) -> None:
    freeze(builder.root, "2026-09", "2026-10-05")
    commit_all(builder.root, "2026-10-05T09:00:00+08:00")
    (builder.root / "briefs/bulletins/2026/09.yml").unlink()
    assert refusal(builder.root, "2026-10", "2026-11-05") == (
        "error[record-lost] briefs/bulletins/2026/09.yml:1:1 "
        "已印发的通报丢了（briefs/bulletins/2026/09.yml），累计接不上印出的数字\n"
        "提示：从版本库取回：git checkout HEAD -- briefs/bulletins/2026/09.yml"
    )


def test_where_an_issued_bulletin_was_changed_none_is_issued(builder: OfficeBuilder) -> None:
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.replace("briefs/bulletins/2026/09.json", '"adoptions": 0', '"adoptions": 7')
    assert refusal(builder.root, "2026-10", "2026-11-05").startswith(
        "error[snapshot-changed] briefs/bulletins/2026/09.yml"
    )


def test_a_frozen_bulletin_reads_the_same_after_the_settings_change(scored: OfficeBuilder) -> None:
    scored.adoption("yi", "2026-10-20", item=scored.item("chengguan", date="2026-10-05"))
    freeze(scored.root, "2026-10", "2026-11-05")

    def outputs() -> list[bytes]:
        document = read_office(scored.root).bulletins["2026/10"].document
        assert document is not None
        texts = [render_bulletin_text(document), render_bulletin_markdown(document), document.report]
        return [
            *(text.encode() for text in texts),
            render_word(make_bulletin_paper(document, style_of("tongbao")), DEFAULT_FONTS),
            render_workbook(document.explained()),
        ]

    before = outputs()
    scored.replace("briefs/settings/units.yml", "name: 城关镇", "name: 城关街道")
    scored.write("briefs/settings/office.yml", OFFICE_SETTINGS.replace("system: 党委", "system: 政府"))
    scored.write("briefs/settings/bulletin.yml", "columns:\n  - {title: 报送, value: 报送}\n")
    scored.replace("briefs/settings/channels.yml", "市委办《每日要情》", "市委办《要情》")
    assert outputs() == before


# -- corrections --------------------------------------------------------------


def test_a_fact_recorded_late_is_named_in_the_next_bulletin_and_only_there(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", date="2026-09-05", title="城关镇清理飞线")
    builder.item("heping", date="2026-09-06")
    frozen = freeze(builder.root, "2026-09", "2026-10-05").document
    builder.adoption("yi", "2026-09-20", item=item, recorded="2026-10-12")
    told = "更正：补计城关镇9月20日采用《城关镇清理飞线》1条次，计入累计。"
    october = freeze(builder.root, "2026-10", "2026-11-05").document
    assert prose(october)[-2:] == ["三、对以前各期的更正", told]
    assert told not in prose(compiled(builder.root, "2026-11"))
    assert read_office(builder.root).bulletins["2026/09"].document == frozen
    chengguan = next(figures for figures in october.figures if figures.unit == "chengguan")
    assert (chengguan.adoptions, chengguan.adoptions_to_date) == (0, 1)


def test_a_fact_taken_back_is_named_too(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", date="2026-09-05", title="城关镇清理飞线")
    builder.item("heping", date="2026-09-06", title="和平镇推行树下调解")
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.decide(item, decision="误报作废", decided="2026-10-09", reason="重报")
    october = freeze(builder.root, "2026-10", "2026-11-05").document
    assert "更正：城关镇9月5日报送《城关镇清理飞线》1件不再计入，累计相应减少。" in prose(october)
    assert [(f.id, f.value) for f in october.facts] == [("items/chengguan/2026/09-05-jiu-gai", "0")]
    assert "更正" not in "".join(prose(compiled(builder.root, "2026-11")))


def test_a_title_that_the_bulletin_may_not_tell_is_left_out(builder: OfficeBuilder) -> None:
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.item("chengguan", date="2026-09-05", title="某重大事项的调查", access="办内")
    document = compiled(builder.root, "2026-10")
    assert "更正：补计城关镇9月5日报送稿件1件，计入累计。" in prose(document)
    assert {fact.title for fact in document.facts} == {""}


def test_a_bulletin_of_several_months_after_those_of_each_names_nothing_twice(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", date="2026-07-05", title="城关镇清理飞线")
    for month, on in (("2026-07", "2026-08-05"), ("2026-08", "2026-09-05"), ("2026-09", "2026-10-05")):
        freeze(builder.root, month, on)
    builder.adoption("yi", "2026-08-20", item=item, recorded="2026-10-07")
    quarter = freeze(builder.root, "2026-q3", "2026-10-08").document
    assert "更正" not in "".join(prose(quarter))
    assert next(f for f in quarter.figures if f.unit == "chengguan").adoptions == 1
    assert "更正" not in "".join(prose(compiled(builder.root, "2026-10")))


def corrections(root: Path, when: str) -> list[str]:
    """The lines of 更正 at the end of the year, after all sums were found right."""
    on = day("2026-12-31")
    check_counts(root, when, on)
    return [text for text in prose(compiled(root, when, on)) if text.startswith("更正")]


def test_a_fact_of_days_before_the_first_bulletin_is_named_when_it_comes_late(builder: OfficeBuilder) -> None:
    builder.item("chengguan", "yi", "2026-08-05")
    first = freeze(builder.root, "2026-09", "2026-10-05").document
    assert [fact.id for fact in first.facts] == ["items/chengguan/2026/08-05-yi"]
    builder.item("chengguan", "er", "2026-03-05", title="城关镇清理飞线")
    told = ["更正：补计城关镇3月5日报送《城关镇清理飞线》1件，计入累计。"]
    assert corrections(builder.root, "2026-10") == told
    freeze(builder.root, "2026-10", "2026-11-05")
    assert corrections(builder.root, "2026-11") == []


def test_days_between_two_bulletins_are_counted_by_the_second(builder: OfficeBuilder) -> None:
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.item("chengguan", "yi", "2026-10-06")
    assert freeze(builder.root, "2026-11", "2026-12-03").document.facts[0].id == "items/chengguan/2026/10-06-yi"
    builder.item("chengguan", "er", "2026-10-08", title="城关镇清理飞线")
    assert corrections(builder.root, "2026-12") == ["更正：补计城关镇10月8日报送《城关镇清理飞线》1件，计入累计。"]


def test_what_the_quarter_no_longer_counts_is_not_taken_back_again(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "yi", "2026-09-05")
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.decide(item, decision="误报作废", decided="2026-10-06", reason="重报")
    freeze(builder.root, "2026-q3", "2026-10-06")
    assert corrections(builder.root, "2026-10") == []


def test_a_quarter_issued_after_the_next_month_leaves_the_correction_to_the_month_after(builder: OfficeBuilder) -> None:
    freeze(builder.root, "2026-09", "2026-10-05")
    freeze(builder.root, "2026-10", "2026-11-03")
    builder.item("chengguan", "yi", "2026-09-06", title="城关镇清理飞线")
    freeze(builder.root, "2026-q3", "2026-11-04")
    assert corrections(builder.root, "2026-11") == ["更正：补计城关镇9月6日报送《城关镇清理飞线》1件，计入累计。"]
    freeze(builder.root, "2026-11", "2026-12-04")
    assert corrections(builder.root, "2026-12") == []


def test_what_moved_into_the_period_is_taken_back_and_counted_at_once(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "yi", "2026-09-30", title="城关镇清理飞线")
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.receipt(item, "2026-10-02 09:00")
    assert corrections(builder.root, "2026-10") == [
        "更正：城关镇9月30日报送《城关镇清理飞线》1件不再计入，累计相应减少。"
    ]
    freeze(builder.root, "2026-10", "2026-11-05")
    assert corrections(builder.root, "2026-11") == []


def test_another_value_of_a_counted_fact_is_no_second_fact(scored: OfficeBuilder) -> None:
    scored.adoption("yi", "2026-09-10", units="城关镇", title="城关镇清理飞线", points="2.0")
    freeze(scored.root, "2026-09", "2026-10-05")
    scored.replace("briefs/adoptions/2026/09-10-yi.yml", "points: 2.0", "points: 2")
    assert corrections(scored.root, "2026-10") == []
    scored.replace("briefs/adoptions/2026/09-10-yi.yml", "points: 2", "points: 5.0")
    told = ["更正：城关镇9月10日采用《城关镇清理飞线》所登记的数值改为5，件数不变。"]
    assert corrections(scored.root, "2026-10") == told
    freeze(scored.root, "2026-10", "2026-11-05")
    assert corrections(scored.root, "2026-11") == []


def test_without_a_scheme_no_value_is_told(builder: OfficeBuilder) -> None:
    builder.adoption("yi", "2026-09-10", units="城关镇", title="城关镇清理飞线")
    freeze(builder.root, "2026-09", "2026-10-05")
    builder.adoption("yi", "2026-09-10", units="城关镇", title="城关镇清理飞线", points="5")
    assert corrections(builder.root, "2026-10") == []


def test_points_carried_are_those_printed_and_the_difference_is_told(scored: OfficeBuilder) -> None:
    item = scored.item("chengguan", date="2026-09-05", title="城关镇清理飞线")
    freeze(scored.root, "2026-09", "2026-10-05")
    scored.adoption("yi", "2026-09-20", item=item, recorded="2026-10-12")
    scored.item("chengguan", "er", "2026-10-08")
    document = compiled(scored.root, "2026-10")
    row = cells(table(document, "group-zhenjie"))[0]
    assert [row[0], *row[-4:-1]] == ["城关镇", "1", "1", "7"]
    assert prose(document)[-2:] == [
        "更正：补计城关镇9月20日采用《城关镇清理飞线》1条次，计入累计。",
        "更正：城关镇上期累计由1分改为6分（＋5分）。",
    ]


def test_without_a_bulletin_of_the_day_before_the_ledger_says_what_was_carried(scored: OfficeBuilder) -> None:
    scored.item("chengguan", date="2026-08-05")
    freeze(scored.root, "2026-08", "2026-09-05")
    scored.item("chengguan", "er", "2026-09-05")
    (row,) = [row for row in report(scored.root, "2026-10").rows if row.unit == "chengguan"]
    assert row.carried == Decimal(2)


# -- the sums add up ----------------------------------------------------------

UNITS = ("chengguan", "heping")
MONTHS = {"2026-08": "2026-09-05", "2026-09": "2026-10-05", "2026-10": "2026-11-05"}
FACTS = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from([8, 9, 10]),  # the month of the fact
        st.integers(0, 2),  # recorded after so many bulletins of its own and later months
        st.booleans(),  # filed, or adopted
    ),
    max_size=8,
)


@settings(max_examples=12)
@given(facts=FACTS)
def test_carried_and_corrections_and_the_period_are_the_cumulative(facts: list[tuple[str, int, int, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scored = make_scored(Path(folder))
        documents = []
        for month, on in MONTHS.items():
            for number, (unit, fact_month, late, filed) in enumerate(facts):
                if fact_month + late == int(month[-2:]):
                    write_fact(scored, unit, f"{fact_month:02d}", number, filed)
            check_sums(scored.root, month, day(on))
            documents.append(freeze(scored.root, month, on).document)
        # Whatever came late was told: all bulletins together know exactly what the ledger knows.
        told: dict[tuple[str, str, str], str] = {}
        for document in documents:
            told |= {(fact.id, fact.unit, fact.measure): fact.value for fact in document.facts}
        assert len([value for value in told.values() if value != "0"]) == sum(f[1] + f[2] <= 10 for f in facts)


def write_fact(builder: OfficeBuilder, unit: str, month: str, number: int, filed: bool) -> None:
    if filed:
        builder.item(unit, f"shi-{number}", f"2026-{month}-11")
    else:
        builder.adoption(f"shi-{number}", f"2026-{month}-12", units=unit, title=f"情况{number}")


def check_counts(root: Path, month: str, on: Moment) -> None:
    """上期累计 as printed, with what is corrected and the period, is what the ledger says of the year."""
    made, office = report(root, month, on), read_office(root)
    ledger = open_ledger(office, find_standing(office), office.settings.bulletin.access, on)
    for unit, printed in made.corrections.printed.items():
        corrected = dict.fromkeys(("报送", "采用"), 0)
        for fact in (fact for fact in made.corrections.facts if fact.unit == unit):
            corrected[fact.measure] += -1 if fact.value == "0" else 1
        year = count_units(ledger, [unit], span_period(made.period, Span.YEAR))
        now = count_units(ledger, [unit], made.period)
        assert printed.submitted_to_date + corrected["报送"] + now.submitted == year.submitted
        assert printed.adoptions_to_date + corrected["采用"] + now.adoptions == year.adoptions


def check_sums(root: Path, month: str, on: Moment) -> None:
    """For points and for items filed: as printed last, with what came late, is what the ledger says today."""
    made, office = report(root, month, on), read_office(root)
    ledger = open_ledger(office, find_standing(office), office.settings.bulletin.access, on)
    for row in (row for row in made.rows if row.score):
        assert row.score is not None
        late = [fact for fact in made.corrections.facts if fact.unit == row.unit]
        correction = sum(1 if fact.measure == "报送" else 5 for fact in late)
        assert row.carried + correction + row.score.points == row.score.cumulative
        printed = made.corrections.printed.get(row.unit)
        if printed:
            year = count_units(ledger, [row.unit], span_period(made.period, Span.YEAR))
            filed = sum(fact.measure == "报送" for fact in late)
            assert row.carried == Decimal(printed.cumulative)
            assert printed.submitted_to_date + filed + row.counts.submitted == year.submitted
            assert printed.adoptions_to_date + len(late) - filed + row.counts.adoptions == year.adoptions
