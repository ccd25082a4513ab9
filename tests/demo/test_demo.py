"""The demo office holds what a reader expects to try, and stands in the project's own checks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import DemoSite
from jianbao.answering import Outcome, find_answers
from jianbao.characters import count_characters
from jianbao.cli import main
from jianbao.ledger import Ledger, Measure, count_articles, count_records, count_units, read_ledger
from jianbao.model import Access, Issue, NoticeKind
from jianbao.periods import Period, months_of
from jianbao.reading import Office, read_office
from jianbao.standing import find_open_drafts, find_standing
from offices import AS_OF
from sites import ROOT


@pytest.fixture(scope="module")
def demo() -> Office:
    return read_office(ROOT)


def issues_of(demo: Office, series: str) -> list[Issue]:
    return [issue for identity, issue in demo.issues.items() if identity.rsplit("/", 2)[0] == series]


def test_check_finds_nothing_to_mend() -> None:
    done = CliRunner().invoke(main, ["--office", str(ROOT), "check"])
    assert done.exit_code == 0, done.output


def test_thirty_units_in_three_groups_and_the_office(demo: Office) -> None:
    units = demo.settings.units
    apart = {group.id for group in units.groups if group.apart}
    groups = Counter(unit.memberships[-1].group for unit in units.units)
    assert len(groups.keys() - apart) == 3
    assert sum(count for group, count in groups.items() if group not in apart) == 30
    assert [unit.id for unit in units.units if unit.memberships[-1].group in apart] == [demo.settings.office.unit]


def test_one_unit_was_renamed_and_one_merged(demo: Office) -> None:
    units = demo.settings.units.units
    assert [unit.id for unit in units if len(unit.names) > 1] == ["shuju"]
    assert [unit.id for unit in units if unit.merged_into] == ["lvyou"]


def test_items_are_as_long_as_real_ones(demo: Office) -> None:
    limits = {"jianxun": range(60, 301)}
    real = [
        item for item in demo.items.values() if count_characters(item.body) in limits.get(item.form, range(150, 601))
    ]
    assert len(real) >= 48


def test_issues_of_every_kind_of_number(demo: Office) -> None:
    main_series = issues_of(demo, "xinxi")
    assert len(main_series) >= 14
    assert all(total > 1200 for issue in main_series for total in issue.cumulative)
    assert [len(issues_of(demo, key)) for key in ("xinxi/zengkan", "canyue", "ducha")] == [2, 2, 4]
    assert sum(len(issue.number) > 1 for issue in main_series) == 1


def test_one_issue_withdrawn_and_one_corrected(demo: Office) -> None:
    assert Counter(notice.kind for notice in demo.notices.values()) == {
        NoticeKind.WITHDRAWAL: 1,
        NoticeKind.CORRECTION: 1,
    }


def test_copies_were_given_out_with_and_without_numbers_and_one_came_back(demo: Office) -> None:
    numbered = {given.issue: bool(given.sent[0].copy_numbers) for given in demo.distribution.values()}
    assert numbered == {
        "canyue/2026/009": True,
        "ducha/2026/018": False,
        "ducha/2026/019": False,
        "ducha/2026/020": False,
    }
    assert [row.to for given in demo.distribution.values() for row in given.returned] == ["区卫健局"]


def test_one_open_draft_under_review(demo: Office) -> None:
    (draft,) = find_open_drafts(demo)
    assert draft.reviews


def test_people_are_plainly_invented(demo: Office) -> None:
    names = {name for item in demo.items.values() for name in (*item.authors, item.approver) if name}
    assert {name for name in names if "××" not in name} == set()
    phones = {item.phone for item in demo.items.values() if item.phone} | {demo.settings.office.phone}
    assert {phone for phone in phones if not phone.startswith("0000-")} == set()


# -- what went upward, and what came of it ----------------------------------------


@pytest.fixture(scope="module")
def ledger(demo: Office) -> Ledger:
    return read_ledger(demo, find_standing(demo), Access.OFFICE, AS_OF)


def count_all(demo: Office, ledger: Ledger, period: Period) -> tuple[int, int, int]:
    """Filed, adopted items, attributions of every unit but the office itself."""
    units = [unit.id for unit in demo.settings.units.units if unit.id != demo.settings.office.unit]
    counts = count_units(ledger, units, period)
    return counts.submitted, counts.adopted_items, counts.adoptions


def test_it_counts_and_does_not_score(demo: Office) -> None:
    assert demo.settings.office.schemes == ()
    assert [level.name for level in demo.settings.office.levels] == ["区级", "市级", "省级", "中央"]
    assert {channel.level for channel in demo.settings.channels} == {"shi", "sheng", "zhongyang"}


def test_every_autumn_month_has_figures(demo: Office, ledger: Ledger) -> None:
    months = [months_of(2026, month, month) for month in (9, 10, 11)]
    assert [count_all(demo, ledger, month) for month in months] == [(21, 19, 25), (12, 16, 18), (35, 13, 22)]
    assert [count_records(ledger, Measure.REPORTED, month) for month in months] == [5, 4, 7]
    assert [count_records(ledger, Measure.INSTRUCTED, month) for month in months] == [1, 3, 8]
    assert [sum(count_articles(ledger, month).values()) for month in months] == [17, 8, 17]


def test_adoptions_of_every_kind(demo: Office) -> None:
    adoptions = demo.adoptions.values()
    by_report = Counter(adoption.report for adoption in adoptions if adoption.report)
    assert {report: count for report, count in by_report.items() if count > 1} == {
        "2026/09-18-hui-qian-wu-ye": 2,
        "2026/11-11-ji-ceng-jian-fu": 2,
    }
    assert sum(len(adoption.items) > 1 for adoption in adoptions) == 1
    assert [adoption.title for adoption in adoptions if adoption.units] == ["云溪区推行高危作业“提前报备、到场看护”"]
    assert {adoption.channel for adoption in adoptions} == {channel.id for channel in demo.settings.channels}
    assert sum(bool(adoption.credit) for adoption in adoptions) == 1


def test_an_item_of_september_was_adopted_in_november(ledger: Ledger) -> None:
    days = [day for item, day in ledger.adopted_by_unit["heping"] if item == "heping/2026/09-15-shu-xia-tiao-jie"]
    assert [(day.month, day.day) for day in days] == [(9, 21), (11, 6)]


def test_one_adoption_was_recorded_after_its_month(ledger: Ledger) -> None:
    adopted = ledger.by_measure[Measure.ADOPTED]
    late = [event.id for event in adopted if (event.recorded.year, event.recorded.month) > (2026, event.day.month)]
    assert late == ["adoptions/2026/09-29-chong-dian-nan"]


def test_calls_were_answered_in_every_way(demo: Office) -> None:
    outcomes = {
        call.number: Counter(answer.outcome for answer in find_answers(demo, call, AS_OF))
        for call in demo.calls.values()
    }
    assert outcomes == {
        21: {Outcome.NOTHING: 1, Outcome.ON_TIME: 2, Outcome.LATE: 1, Outcome.EXEMPT: 1},
        22: {Outcome.LATE: 1, Outcome.ON_TIME: 2, Outcome.NOTHING: 1, Outcome.EXEMPT: 1, Outcome.MISSING: 1},
        23: {Outcome.ON_TIME: 1, Outcome.LATE: 1, Outcome.NOTHING: 2},
        24: {Outcome.ON_TIME: 1, None: 6},
        25: {Outcome.ON_TIME: 2, Outcome.NOTHING: 1, Outcome.LATE: 1},
    }


def test_bulletins_of_two_months_were_issued(demo: Office) -> None:
    issued = [(b.id, str(b.date), b.doc_number) for b in demo.bulletins.values()]
    assert issued == [
        ("2026/09", "2026-10-09", "云区委办通报〔2026〕9号"),
        ("2026/10", "2026-11-10", "云区委办通报〔2026〕10号"),
    ]


def test_what_was_recorded_late_is_corrected_in_the_next_bulletin(demo: Office) -> None:
    september, october = (b.document for b in demo.bulletins.values())
    assert september
    assert october
    late = "adoptions/2026/09-29-chong-dian-nan"
    assert late not in {fact.id for fact in september.facts}
    said = [paragraph.text for paragraph in october.paragraphs if paragraph.text.startswith("更正：")]
    assert said == ["更正：补计东城街道9月29日采用《电动自行车充电“贵、慢、坏了没人修”》1条次，计入累计。"]


def test_no_bulletin_scores(demo: Office) -> None:
    for bulletin in demo.bulletins.values():
        text = repr(bulletin.document)
        assert [word for word in ("考核", "排名", "得分", "位次", "计分") if word in text] == []


def test_one_dispute_is_open(demo: Office) -> None:
    assert [bool(dispute.answer) for dispute in demo.disputes.values()] == [True, True, False]


def count_pages(site: Path, access: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts/count_issue_pages.py"), str(site), access],
        cwd=ROOT,
        env={"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("access", ["public", "internal", "office"])
def test_count_agrees_with_the_site(demo_site: DemoSite, access: str) -> None:
    done = count_pages(demo_site(access), access)
    assert done.returncode == 0, done.stdout + done.stderr


def test_count_says_how_many(demo_site: DemoSite) -> None:
    site = demo_site("internal")
    expected = (
        f"已签发22期，本站20期，另有2期不在本站公开范围内；请打开 {site}/index.html，或把 {site}/ 放到内网网站上。\n"
    )
    assert count_pages(site, "internal").stdout == expected


@pytest.mark.parametrize(
    ("page", "added", "said"),
    [
        ("xinxi/2026/070", False, "网站与已签发的期数不符：缺['xinxi/2026/070']，多无\n"),
        ("xinxi/2026/071-072", False, "网站与已签发的期数不符：缺['xinxi/2026/071-072']，多无\n"),
        ("xinxi/zengkan/2026/005", False, "网站与已签发的期数不符：缺['xinxi/zengkan/2026/005']，多无\n"),
        ("xinxi/2026/082", True, "网站与已签发的期数不符：缺无，多['xinxi/2026/082']\n"),
        ("canyue/2026/008", True, "网站与已签发的期数不符：缺无，多['canyue/2026/008']\n"),
    ],
    ids=["an issue", "a combined issue", "a supplement", "a page of no issue", "a page of a closed issue"],
)
def test_count_fails_when_a_page_is_missing_or_too_many(
    demo_site: DemoSite, tmp_path: Path, page: str, added: bool, said: str
) -> None:
    site = shutil.copytree(demo_site("internal"), tmp_path / "site")
    if added:
        (site / page).mkdir(parents=True)
        (site / page / "index.html").write_text("", encoding="utf-8")
    else:
        (site / page / "index.html").unlink()
    done = count_pages(site, "internal")
    assert (done.returncode, done.stdout) == (1, said)
