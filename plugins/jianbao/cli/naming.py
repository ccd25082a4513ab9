"""The ways in which a person names an issue: 第70期, 信息第70期, 《信息》增刊第6期, 70, ``xinxi/2026/70``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianbao.acting.refusing import refuse
from jianbao.checks.wording import name_issue
from jianbao.model import Issue
from jianbao.reading import Office

# Ids share their beginnings: less than this is another record.
NEAR = 0.65
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_IGNORED = re.compile(r"[《》\s]|（.*）|\(.*\)")


def find_one_issue(office: Office, written: str) -> Issue | None:
    """The issue of that id or name; None where there is none. Raises ProblemsFound where it may be any of several."""
    issues = [office.issues[written]] if written in office.issues else find_named_issues(office, written)
    if len(issues) > 1:
        named = "；".join(f"{name_issue(office, issue)}写 {issue.id}" for issue in issues)
        refuse("reference-missing", f"“{written}”不止一期", f"看哪一期写哪一期的编号：{named}")
    return issues[0] if issues else None


def find_named_issues(office: Office, written: str) -> list[Issue]:
    """The issues that this may mean, of each series only those of the latest year in which one is so named.

    An id with its year means one issue. A bare number means the main series only.
    """
    wanted = _simplify(written)
    found: dict[tuple[str, str], list[Issue]] = {}
    for issue in office.issues.values():
        if wanted in map(_simplify, _spell(office, issue)):
            found.setdefault((issue.periodical, issue.series), []).append(issue)
    return [issue for issues in found.values() for issue in issues if issue.year == max(other.year for other in issues)]


def _spell(office: Office, issue: Issue) -> Iterator[str]:
    yield issue.id
    folder = issue.id.rpartition("/")[0]
    series = office.settings.series(issue.periodical, issue.series)
    extra = series.name if series and series.id else ""
    names = ("", issue.periodical, series.periodical_name) if series else (issue.periodical,)
    # As printed, which may be in Chinese numerals: 第十七期.
    printed = issue.document.number_text.removeprefix(extra) if issue.document else ""
    for number in issue.number:
        yield f"{folder}/{number}"
        for name in names:
            yield from (f"{name}{extra}第{number}期", f"{name}{extra}{number}", f"{name}{extra}{printed}")
            yield from (f"{name}{issue.year}年{extra}第{number}期", f"{issue.year}年{name}{extra}第{number}期")


def _simplify(written: str) -> str:
    return _LEADING_ZEROS.sub("", _IGNORED.sub("", written))
