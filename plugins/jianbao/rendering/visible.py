"""Default deny: what of a signed issue a build of some access may show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.model import Access, Document, Imprint, Issue, Notice, NoticeKind
from jianbao.reading import Office
from jianbao.standing import Standing

_NO_IMPRINT = Imprint(
    up=(), peer=(), down=(), extra=(), copies=0, signatory="", reviewer="", editor="", proofreader="", phone=""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class VisibleIssue:
    """``document`` holds only what may be shown. ``withdrawal`` set: masthead and reason, no articles at all."""

    issue: Issue
    document: Document
    notices: tuple[Notice, ...]
    withdrawal: Notice | None
    reason: str

    @property
    def uri(self) -> str:
        return f"{self.issue.id}.md"

    @property
    def series(self) -> str:
        return self.issue.id.rsplit("/", 2)[0]


def find_visible(office: Office, standing: Standing, access: Access) -> list[VisibleIssue]:
    """Issues of which at least one article may be shown, latest first within each series."""
    found = []
    for issue in office.issues.values():
        visible = show_issue(issue, standing.notices.get(issue.id, ()), access)
        if visible:
            found.append(visible)
    return sorted(found, key=lambda v: (v.series, v.issue.year, v.issue.number), reverse=True)


def show_issue(issue: Issue, notices: Sequence[Notice], access: Access) -> VisibleIssue | None:
    """None when nothing of the issue is for this build."""
    if issue.document is None:
        return None
    document = narrow_document(issue.document, access)
    if not document.articles:
        return None
    whole = len(document.articles) == len(issue.document.articles)
    withdrawal = next((notice for notice in notices if notice.kind is NoticeKind.WITHDRAWAL), None)
    shown = {article.id for article in document.articles}
    return VisibleIssue(
        issue=issue,
        document=replace(document, articles=(), note="") if withdrawal else document,
        notices=() if withdrawal else tuple(n for n in notices if n.article in shown),
        withdrawal=withdrawal,
        # A reason may speak of an article that this build must not know.
        reason=withdrawal.reason if withdrawal and whole else "",
    )


def narrow_document(document: Document, access: Access) -> Document:
    """The document without what is more closed. The note, the mark and the imprint go with what they belong to:
    a note may speak of any article; the public build names no reader and no staff.
    """
    articles = tuple(article for article in document.articles if article.access.within(access))
    used = {article.column for article in articles}
    return replace(
        document,
        articles=articles,
        columns=tuple(column for column in document.columns if column.id in used),
        note=document.note if len(articles) == len(document.articles) else "",
        mark=document.mark if any(article.access is not Access.PUBLIC for article in articles) else "",
        imprint=_NO_IMPRINT if access is Access.PUBLIC else document.imprint,
    )
