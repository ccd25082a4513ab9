"""Verifies a built site: as many issue pages as there are signed issues that its access may show.

Counted apart from the code that renders: from the snapshots beside the signed issues, and from the files of the site.
Usage: count_issue_pages.py SITE public|internal|office   Exit codes: 0 the numbers agree, 1 they do not.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ACCESSES = {"public": ("公开",), "internal": ("公开", "内部"), "office": ("公开", "内部", "办内")}
ISSUES = Path("briefs/issues")
# A periodical, perhaps a series, the year, the number: also finds a page that no record stands behind.
ISSUE_PAGE = re.compile(r"(?!(?:desk|bulletins|tasks)/)[a-z0-9-]+(?:/[a-z0-9-]+)?/20\d\d/\d{3,4}(?:-\d{3,4})?")


def count_issue_pages(site: Path, access: str) -> tuple[set[str], set[str], int]:
    """Issues that should have a page, issues that have one, and how many were signed in all."""
    signed = {record.relative_to(ISSUES).with_suffix("") for record in ISSUES.rglob("*.yml")}
    due = set()
    for issue in signed:
        snapshot = json.loads((ISSUES / issue).with_suffix(".json").read_text(encoding="utf-8"))
        if any(article["access"] in ACCESSES[access] for article in snapshot["articles"]):
            due.add(issue.as_posix())
    pages = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
    return due, {page for page in pages if ISSUE_PAGE.fullmatch(page)}, len(signed)


def main() -> int:
    site, access = Path(sys.argv[1]), sys.argv[2]
    due, pages, signed = count_issue_pages(site, access)
    if due != pages:
        print(f"网站与已签发的期数不符：缺{sorted(due - pages) or '无'}，多{sorted(pages - due) or '无'}")
        return 1
    closed = f"，另有{signed - len(due)}期不在本站公开范围内" if signed > len(due) else ""
    print(f"已签发{signed}期，本站{len(pages)}期{closed}；请打开 {site}/index.html，或把 {site}/ 放到内网网站上。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
