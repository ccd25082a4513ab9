"""Where each kind of record lies, and what its path makes of its id (design, section 3)."""

from __future__ import annotations

import re

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
MAX_SLUG = 40

_YEAR, _DAY = r"(?P<year>20[0-9][0-9])", r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_DATED = rf"{_YEAR}/(?P<day>{_DAY})-(?P<slug>[^/]+)"

# Folder below briefs/ → pattern of the path below it, and the sentence that says what it should be.
PATTERNS: dict[str, tuple[re.Pattern[str], str]] = {
    "items": (re.compile(rf"(?P<owner>[^/]+)/{_DATED}\.md"), "items/单位/年份/月-日-短名.md"),
    "desk": (re.compile(rf"{_DATED}\.md"), "desk/年份/月-日-短名.md"),
    "drafts": (
        re.compile(rf"(?P<owner>[^/]+)/{_YEAR}-(?P<day>{_DAY})(?:-[2-9])?\.yml"),
        "drafts/刊物/年-月-日.yml",
    ),
    "issues": (
        re.compile(rf"(?P<owner>[^/]+)(?:/(?P<series>[^/]+))?/{_YEAR}/(?P<number>[0-9]{{3,4}}(?:-[0-9]{{3,4}})?)\.yml"),
        "issues/刊物/年份/三位期号.yml，增刊为 issues/刊物/系列/年份/三位期号.yml",
    ),
    "notices": (re.compile(rf"{_DATED}\.yml"), "notices/年份/月-日-短名.yml"),
    "receipts": (re.compile(rf"{_DATED}\.yml"), "receipts/年份/月-日-短名.yml"),
}

# What signing keeps beside an issue: its snapshot, and its pictures by digest.
_KEPT = re.compile(
    r"(?P<record>briefs/issues/.+/20[0-9][0-9]/[0-9]{3,4}(?:-[0-9]{3,4})?)(?:\.json|/[0-9a-f]{64}\.(?:png|jpe?g))"
)


def record_of_kept(path: str) -> str | None:
    """The path of the issue that a snapshot or a picture by digest belongs to; None for every other file."""
    match = _KEPT.fullmatch(path)
    return f"{match['record']}.yml" if match else None


def record_folders() -> tuple[str, ...]:
    return tuple(PATTERNS)


def is_slug(text: str) -> bool:
    """Lower-case letters, digits and single hyphens; at most 40; not only digits; no Windows device name."""
    return bool(
        _SLUG.fullmatch(text) and len(text) <= MAX_SLUG and not text.replace("-", "").isdigit() and text not in _DEVICES
    )


def match_path(folder: str, below: str) -> re.Match[str] | None:
    """The parts of a record's path (``below`` its folder), or None when it is outside the rule."""
    match = PATTERNS[folder][0].fullmatch(below)
    if match is None:
        return None
    parts = match.groupdict()
    slugs = [parts[name] for name in ("owner", "series", "slug") if parts.get(name)]
    return match if all(is_slug(slug) for slug in slugs) else None
