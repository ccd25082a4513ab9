"""Signing against death and against others: a whole issue or none, and never one number, total or article twice."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from offices import BODY, OfficeBuilder, make_picture

Result = dict[str, Any]


def sign_in_children(jobs: list[dict[str, object]], die_at: list[int] | None = None) -> list[Result]:
    """What came of each job; see ``fork_signers.py``."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("fork_signers.py"))],
        input=json.dumps({"die_at": die_at, "jobs": jobs}).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    results: list[Result] = json.loads(done.stdout)
    return results


def make_job(root: Path, periodical: str = "xinxi", series: str = "", draft: str = "") -> dict[str, object]:
    request = {"periodical": periodical, "series": series, "draft": draft, "by": "周××"}
    return {"root": str(root), "request": {**request, "as_of": "2026-11-30", "date": "2026-11-20"}}


def issue_files(root: Path, pattern: str = "[!.]*") -> list[str]:
    top = root / "briefs/issues"
    return sorted(p.relative_to(top).as_posix() for p in top.rglob(pattern) if p.is_file()) if top.exists() else []


# -- killed at every step -----------------------------------------------------

# More than signing takes; the last ones live.
MOST_STEPS = 60


def make_office_with_pictures(root: Path) -> OfficeBuilder:
    builder = OfficeBuilder(root)
    builder.decide(builder.item("chengguan", "jia", body=f"{BODY}\n\n![](11-03-jia/1.png)\n\n![](11-03-jia/2.png)"))
    builder.write("briefs/items/chengguan/2026/11-03-jia/1.png", make_picture(b"one"))
    builder.write("briefs/items/chengguan/2026/11-03-jia/2.png", make_picture(b"two"))
    return builder


def test_killed_at_any_step_leaves_no_issue_or_the_whole_and_the_next_signing_goes_on(tmp_path: Path) -> None:
    first = make_office_with_pictures(tmp_path / "0")
    roots = [tmp_path / str(step) for step in range(1, MOST_STEPS + 1)]
    for root in roots:
        shutil.copytree(first.root, root)
    results = sign_in_children([make_job(root) for root in roots], die_at=list(range(1, MOST_STEPS + 1)))
    killed = [root for root, result in zip(roots, results, strict=True) if result == {"signal": int(signal.SIGKILL)}]
    assert len(killed) >= 15
    lived = [result for result in results if "signal" not in result]
    assert lived
    assert all("paths" in result for result in lived)
    first.sign(date="2026-11-20")
    whole = issue_files(first.root)
    seen = Counter(check_after_death(root, whole) for root in killed)
    assert set(seen) == {"none", "whole"}


def check_after_death(root: Path, whole: list[str]) -> str:
    """Whether the issue is there; either way the next signing gets the next number and leaves nothing astray."""
    builder = OfficeBuilder(root)
    issues = builder.read().issues
    assert {problem.code for problem in builder.check()} <= {"snapshot-orphan"}
    was_signed = bool(issues)
    if was_signed:
        assert issue_files(root) == whole
    builder.adopt("heping", "yi")
    signed = builder.sign(date="2026-11-21").document
    assert signed.number == ((8,) if was_signed else (7,))
    assert signed.cumulative == ((1238,) if was_signed else (1237,))
    left_over = [] if was_signed else ["2026/11-05-chengguan-jia"]
    assert sorted(article.id for article in signed.articles) == ["2026/11-03-heping-yi", *left_over]
    added = ["xinxi/2026/008.json", "xinxi/2026/008.yml"] if was_signed else []
    assert issue_files(root) == sorted([*whole, *added])
    assert issue_files(root, ".writing-*") == []
    assert builder.check() == []
    return "whole" if was_signed else "none"


# -- twelve at once -----------------------------------------------------------

UNITS = ("chengguan", "heping", "longquan", "zhujian")
TWELVE = 12


def check_consistent(builder: OfficeBuilder, results: list[Result]) -> None:
    """Every process succeeded or said why, and what was signed agrees with itself."""
    assert len(results) == TWELVE
    assert all(result.get("paths") or result.get("problems") for result in results)
    written = [path for result in results for path in result.get("paths", [])]
    assert len(written) == len(set(written))
    assert sorted(path.removeprefix("briefs/issues/") for path in written) == issue_files(builder.root)
    issues = list(builder.read().issues.values())
    assert len(issues) == sum("paths" in result for result in results)
    for key in {issue.id.rsplit("/", 2)[0] for issue in issues}:
        here = sorted((i for i in issues if i.id.rsplit("/", 2)[0] == key), key=lambda issue: issue.number)
        numbers = [number for issue in here for number in issue.number]
        first = 7 if key == "xinxi" else 1
        assert numbers == list(range(first, first + len(numbers)))
        totals = [total for issue in here for total in issue.cumulative]
        assert totals == (list(range(1237, 1237 + len(here))) if key == "xinxi" else [])
    articles = [article for issue in issues for article in issue.articles]
    assert len(articles) == len(set(articles))
    assert builder.check() == []


def test_twelve_signing_different_drafts_all_succeed(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    drafts = [builder.draft(builder.adopt(UNITS[n % 4], f"gao-{n}"), day=f"2026-11-{n + 5:02d}") for n in range(TWELVE)]
    results = sign_in_children([make_job(tmp_path, draft=draft) for draft in drafts])
    check_consistent(builder, results)
    assert all("paths" in result for result in results)
    assert len(builder.read().issues) == TWELVE


def test_of_twelve_signing_the_same_one_succeeds(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    for unit in UNITS:
        builder.adopt(unit, "jia")
    results = sign_in_children([make_job(tmp_path) for _ in range(TWELVE)])
    check_consistent(builder, results)
    refused = [result["problems"] for result in results if "problems" in result]
    assert refused == [["draft-empty: 《信息》没有可签发的文章"]] * (TWELVE - 1)
    (issue,) = builder.read().issues.values()
    assert len(issue.articles) == len(UNITS)


def test_of_twelve_drafts_that_share_an_article_one_succeeds(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    shared = builder.adopt("heping", "gong-yong")
    drafts = [
        builder.draft(builder.adopt("chengguan", f"gao-{n}"), shared, day=f"2026-11-{n + 5:02d}") for n in range(TWELVE)
    ]
    results = sign_in_children([make_job(tmp_path, draft=draft) for draft in drafts])
    check_consistent(builder, results)
    refused = [result["problems"] for result in results if "problems" in result]
    assert refused == [[f"article-twice: {shared} 已在 xinxi/2026/007 刊出"]] * (TWELVE - 1)


def test_twelve_signing_four_series_with_and_without_drafts(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    places = (("xinxi", "", "zhongdian"), ("xinxi", "增刊", "zhuanti"), ("canyue", "", "diaoyan"))
    jobs = []
    for n in range(TWELVE):
        periodical, series, column = places[n % 3]
        desk = builder.adopt(
            UNITS[n % 4], f"gao-{n}", periodical=periodical, series=series, column=column, title=f"第{n}篇"
        )
        named = n < 6
        stated = {"series": series} if series else {}
        draft = builder.draft(desk, periodical=periodical, day=f"2026-11-{n + 5:02d}", **stated) if named else ""
        jobs.append(make_job(tmp_path, periodical, series, draft))
    results = sign_in_children(jobs)
    check_consistent(builder, results)
    printed = {article for issue in builder.read().issues.values() for article in issue.articles}
    # Who names a draft signs it, unless one that names none took it first; either way all of these are printed once.
    assert {issue.split("/")[0] for issue in builder.read().issues} == {"xinxi", "canyue"}
    assert {article for draft in builder.read().drafts.values() for article in draft.articles} <= printed
