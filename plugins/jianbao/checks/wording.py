"""How messages name an issue, a length of time and a piece of text."""

from __future__ import annotations

from jianbao.model import Issue
from jianbao.reading import Office


def name_issue(office: Office, issue: Issue) -> str:
    """As the issue printed it; 《信息》第67期 where the snapshot is not there to tell."""
    if issue.document:
        return issue.document.title
    series = office.settings.series(issue.periodical, issue.series)
    return f"《{series.full_name if series else issue.periodical}》{name_number(issue.number)}"


def name_number(number: tuple[int, ...]) -> str:
    """第12期, combined 第7—8期; 期号不明 where the record states none."""
    if not number:
        return "（期号不明）"
    return f"第{number[0]}期" if len(number) == 1 else f"第{number[0]}—{number[-1]}期"


def excerpt(text: str, start: int, end: int, around: int = 6) -> str:
    """What stands at ``start``–``end`` with a few characters on either side, on one line."""
    before, after = max(0, start - around), min(len(text), end + around)
    shown = text[before:after].replace("\n", " ").strip()
    return f"{'…' if before else ''}{shown}{'…' if after < len(text) else ''}"


def suggest(near: str | None, otherwise: str = "") -> str:
    """A hint that names the nearest known thing."""
    return f"是不是“{near}”？" if near else otherwise


def say_minutes(minutes: int) -> str:
    """2小时05分钟 is said as 2小时5分钟; whole hours alone; 不到1分钟 for none."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}小时" if hours else "") + (f"{rest}分钟" if rest else "") or "不到1分钟"
