"""RSS 2.0 and Atom (RFC 4287) of each series: its latest standing issues, as far as the build may show them."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from jianbao.model import Notice
from jianbao.rendering.body import render_body
from jianbao.rendering.context import BuildContext
from jianbao.rendering.index_pages import Section
from jianbao.rendering.page import SiteFile
from jianbao.rendering.visible import VisibleIssue

_ENTRIES = 30
# What XML 1.0 cannot hold (section 2.2), not even escaped: one such sign would make the whole feed unreadable.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_feeds(context: BuildContext, section: Section) -> list[SiteFile]:
    """Both files of ``section.feed``; none where it has none."""
    if section.feed is None:
        return []
    shown = section.standing[:_ENTRIES]
    entries = [_make_entry(context, visible) for visible in shown]
    files = []
    for uri, template in ((section.feed.rss, "feeds/rss.xml"), (section.feed.atom, "feeds/atom.xml")):
        text = context.render(
            template,
            # From the paper itself: a periodical renamed since keeps its name on what was signed before.
            title=shown[0].document.full_name,
            issuer=shown[0].document.issuer,
            home=context.site_url + f"{section.series.key}/",
            address=context.site_url + uri,
            id=f"{_authority(context)}:{section.series.key}",
            updated=max(_updated(context, visible, visible.notices) for visible in shown),
            rfc822=format_datetime,
            entries=entries,
        )
        files.append(SiteFile(uri=uri, data=_NOT_XML.sub("", text).encode()))
    return files


def _make_entry(context: BuildContext, visible: VisibleIssue) -> dict[str, object]:
    document = visible.document
    return {
        "id": f"{_authority(context)}:{visible.issue.id}",
        "title": document.title,
        "address": f"{context.site_url}{visible.issue.id}/",
        "published": _published(context, visible),
        "updated": _updated(context, visible, visible.notices),
        "summary": "；".join(article.title for article in document.articles),
        "articles": [(article, render_body(article.body)) for article in document.articles],
        "notices": visible.notices,
    }


def _authority(context: BuildContext) -> str:
    """A tag URI's authority (RFC 4151): stays the same wherever the entry is read."""
    return f"tag:{urlsplit(context.site_url).hostname},2026"


def _published(context: BuildContext, visible: VisibleIssue) -> datetime:
    return context.midnight(visible.issue.date or context.as_of)


def _updated(context: BuildContext, visible: VisibleIssue, notices: tuple[Notice, ...]) -> datetime:
    """The day of the last correction, else of signing."""
    days = [context.midnight(notice.date) for notice in notices if notice.date]
    return max([_published(context, visible), *days])
