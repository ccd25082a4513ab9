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
from jianbao.characters import count_characters
from jianbao.cli import main
from jianbao.model import Issue, NoticeKind
from jianbao.reading import Office, read_office
from jianbao.standing import find_open_drafts
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
    assert [len(issues_of(demo, key)) for key in ("xinxi/zengkan", "canyue", "ducha")] == [2, 2, 2]
    assert sum(len(issue.number) > 1 for issue in main_series) == 1


def test_one_issue_withdrawn_and_one_corrected(demo: Office) -> None:
    assert Counter(notice.kind for notice in demo.notices.values()) == {
        NoticeKind.WITHDRAWAL: 1,
        NoticeKind.CORRECTION: 1,
    }


def test_one_open_draft_under_review(demo: Office) -> None:
    (draft,) = find_open_drafts(demo)
    assert draft.reviews


def test_people_are_plainly_invented(demo: Office) -> None:
    names = {name for item in demo.items.values() for name in (*item.authors, item.approver) if name}
    assert {name for name in names if "××" not in name} == set()
    phones = {item.phone for item in demo.items.values() if item.phone} | {demo.settings.office.phone}
    assert {phone for phone in phones if not phone.startswith("0000-")} == set()


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
        f"已签发20期，本站18期，另有2期不在本站公开范围内；请打开 {site}/index.html，或把 {site}/ 放到内网网站上。\n"
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
