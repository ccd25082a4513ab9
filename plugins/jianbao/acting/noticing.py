"""更正与撤回: written beside a signed issue, which itself never changes."""

from __future__ import annotations

from jianbao.acting.filing import free_slug, shorten_slug
from jianbao.acting.refusing import refuse, require_record, require_words
from jianbao.checks.notices import was_printed
from jianbao.metadata import Moment
from jianbao.model import Issue, NoticeKind
from jianbao.reading import Office
from jianbao.standing import find_standing
from jianbao.writing import Change, dump_yaml


def plan_correction(
    office: Office,
    issue: str,
    *,
    article: str,
    printed: str,
    correct: str,
    reason: str,
    approver: str,
    at: Moment,
    announced_in: str = "",
) -> Change:
    """A correction of words that stand in that article as printed."""
    signed = _require_standing(office, issue)
    require_words(印出的原文=printed, 应为=correct, 原因=reason)
    found = (
        next((a for a in signed.document.articles if article in (a.id, a.anchor)), None) if signed.document else None
    )
    if found is None:
        names = "、".join(a.id for a in signed.document.articles) if signed.document else ""
        refuse("notice-article", f"{issue} 里没有“{article}”这一篇", f"本期各篇：{names}", path=signed.source.path)
    if not was_printed(printed, found):
        refuse(
            "notice-printed", f"《{found.title}》里没有“{printed}”这几个字", "照印出的原文写", path=signed.source.path
        )
    header = {"article": found.id, "printed": printed, "correct": correct}
    return _plan(office, signed, NoticeKind.CORRECTION, header, reason, approver, at, announced_in)


def plan_withdrawal(office: Office, issue: str, *, reason: str, approver: str, at: Moment) -> Change:
    """A withdrawal of a whole issue: its number stays, its text goes from every page."""
    signed = _require_standing(office, issue)
    require_words(原因=reason)
    return _plan(office, signed, NoticeKind.WITHDRAWAL, {}, reason, approver, at, "")


def _require_standing(office: Office, issue: str) -> Issue:
    require_record("刊期", issue, dict(office.issues))
    if find_standing(office).is_withdrawn(issue):
        refuse("withdrawn-twice", f"{issue} 已经撤回", "撤回过的不必再更正或撤回")
    return office.issues[issue]


def _plan(
    office: Office,
    issue: Issue,
    kind: NoticeKind,
    header: dict[str, str],
    reason: str,
    approver: str,
    at: Moment,
    announced_in: str,
) -> Change:
    if issue.date and issue.date.is_after(at):
        refuse("date-order", f"日期{at.chinese}早于签发日期{issue.date.chinese}", "核对 --at")
    verb = "geng-zheng" if kind is NoticeKind.CORRECTION else "che-hui"
    before = f"briefs/notices/{at.day:%Y}/{at.day:%m-%d}-"
    slug = free_slug(office, before, shorten_slug(f"{issue.id.replace('/', '-')}-{verb}"), ".yml")
    text = dump_yaml(
        {
            "issue": issue.id,
            "kind": kind.value,
            **header,
            "reason": reason,
            "approver": approver,
            "date": at,
            "announced_in": announced_in,
        }
    )
    return Change(path=f"{before}{slug}.yml", data=text.encode())
