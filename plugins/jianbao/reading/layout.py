"""Where each kind of record lies, and what its path makes of its id (design, section 3)."""

from __future__ import annotations

import re

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
MAX_SLUG = 40

_YEAR, _DAY = r"(?P<year>20[0-9][0-9])", r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_DATED = rf"{_YEAR}/(?P<day>{_DAY})-(?P<slug>[^/]+)"
_ISSUE = rf"(?P<owner>[^/]+)(?:/(?P<series>[^/]+))?/{_YEAR}/(?P<number>[0-9]{{3,4}}(?:-[0-9]{{3,4}})?)\.yml"

_EVENTS = "receipt|progress|chase|extension|rework|presented|close|revisit"

# A month, some months, a quarter, half a year, the year, or two days (design, section 3).
PERIOD_LABEL = r"(?:[0-9]{2}(?:-[0-9]{2})?|q[1-4]|h[12]|year|[0-9]{4}-[0-9]{4})"

# Kind of record, named by its folder below briefs/ → pattern of the path below it, and what that should be in words.
PATTERNS: dict[str, tuple[re.Pattern[str], str]] = {
    "items": (re.compile(rf"(?P<owner>[^/]+)/{_DATED}\.md"), "items/单位/年份/月-日-短名.md"),
    "desk": (re.compile(rf"{_DATED}\.md"), "desk/年份/月-日-短名.md"),
    "drafts": (
        re.compile(rf"(?P<owner>[^/]+)/{_YEAR}-(?P<day>{_DAY})(?:-[2-9])?\.yml"),
        "drafts/刊物/年-月-日.yml",
    ),
    "issues": (
        re.compile(_ISSUE),
        "issues/刊物/年份/三位期号.yml，增刊为 issues/刊物/系列/年份/三位期号.yml",
    ),
    # As the issue's own path: a distribution has the id of its issue.
    "distribution": (
        re.compile(_ISSUE),
        "distribution/刊物/年份/三位期号.yml，与该期在 issues 里的位置相同",
    ),
    "notices": (re.compile(rf"{_DATED}\.yml"), "notices/年份/月-日-短名.yml"),
    "receipts": (re.compile(rf"{_DATED}\.yml"), "receipts/年份/月-日-短名.yml"),
    "reports": (re.compile(rf"{_DATED}\.md"), "reports/年份/月-日-短名.md"),
    "adoptions": (re.compile(rf"{_DATED}\.yml"), "adoptions/年份/月-日-短名.yml"),
    "instructions": (re.compile(rf"{_DATED}\.yml"), "instructions/年份/月-日-短名.yml"),
    "calls": (re.compile(rf"{_YEAR}/(?P<number>[0-9]{{3,4}})\.md"), "calls/年份/三位编号.md"),
    "tasks": (re.compile(rf"{_YEAR}/(?P<number>[0-9]{{3,4}})\.md"), "tasks/年份/三位编号.md"),
    # Beside the task, in the folder that is named as it is.
    "task_events": (
        re.compile(rf"{_YEAR}/(?P<number>[0-9]{{3,4}})/(?P<day>{_DAY})-(?:{_EVENTS})(?:-[2-9][0-9]?)?\.yml"),
        f"tasks/年份/三位编号/月-日-事项.yml，事项为 {_EVENTS.replace('|', '、')}",
    ),
    "incidents": (re.compile(rf"{_DATED}\.yml"), "incidents/年份/月-日-短名.yml"),
    "entries": (re.compile(rf"{_DATED}\.yml"), "entries/年份/月-日-短名.yml"),
    "disputes": (re.compile(rf"{_DATED}\.yml"), "disputes/年份/月-日-短名.yml"),
    "leads": (re.compile(rf"{_DATED}\.md"), "leads/年份/月-日-短名.md"),
    "bulletins": (
        re.compile(rf"{_YEAR}/(?P<label>{PERIOD_LABEL})\.yml"),
        "bulletins/年份/时段.yml，时段如 10、01-02、q3、h1、year、0701-1009",
    ),
}

# What signing keeps beside an issue or a bulletin: its snapshot, and the pictures of an issue by digest.
_KEPT = re.compile(
    r"(?P<record>briefs/issues/.+/20[0-9][0-9]/[0-9]{3,4}(?:-[0-9]{3,4})?)(?:\.json|/[0-9a-f]{64}\.(?:png|jpe?g))"
)
_KEPT_BULLETIN = re.compile(rf"(?P<record>briefs/bulletins/20[0-9][0-9]/{PERIOD_LABEL})\.json")


def record_of_kept(path: str) -> str | None:
    """The path of the issue or bulletin that a snapshot or a picture by digest belongs to; None for other files."""
    match = _KEPT.fullmatch(path) or _KEPT_BULLETIN.fullmatch(path)
    return f"{match['record']}.yml" if match else None


# Kinds that lie in the folder of another kind.
_GUESTS = {"task_events": "tasks"}


def folder_of(kind: str) -> str:
    """Where the records of a kind lie below ``briefs/``."""
    return _GUESTS.get(kind, kind)


def kind_of(path: str) -> str:
    """The kind of record that a path (from ``briefs/`` on) is of: its folder's own where no guest's rule fits."""
    folder, _, below = path.removeprefix("briefs/").partition("/")
    return next((k for k, home in _GUESTS.items() if home == folder and match_path(k, below)), folder)


def is_slug(text: str) -> bool:
    """Lower-case letters, digits and single hyphens; at most 40; not only digits; no Windows device name."""
    return bool(
        _SLUG.fullmatch(text) and len(text) <= MAX_SLUG and not text.replace("-", "").isdigit() and text not in _DEVICES
    )


def match_path(kind: str, below: str) -> re.Match[str] | None:
    """The parts of a record's path (``below`` the folder of its kind), or None when it is outside the rule."""
    match = PATTERNS[kind][0].fullmatch(below)
    if match is None:
        return None
    parts = match.groupdict()
    slugs = [parts[name] for name in ("owner", "series", "slug") if parts.get(name)]
    return match if all(is_slug(slug) for slug in slugs) else None
