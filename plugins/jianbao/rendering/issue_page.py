"""The page of one signed issue, and of a draft, from the compiled document alone."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.editing import name_article
from jianbao.model import Article, Document, Draft
from jianbao.model.document import digest_document
from jianbao.reading.pictures import kept_picture_path, read_picture
from jianbao.rendering.body import frame_tables, render_body
from jianbao.rendering.context import BuildContext
from jianbao.rendering.downloads import Download
from jianbao.rendering.page import Page, SiteFile, link, make_headings
from jianbao.rendering.supervision import Supervision, Trail
from jianbao.rendering.visible import VisibleIssue, narrow_document
from jianbao.settings import Series


def render_issue(
    context: BuildContext,
    visible: VisibleIssue,
    earlier: str,
    later: str,
    downloads: Sequence[Download] = (),
    supervision: Supervision | None = None,
) -> Page:
    """``earlier`` and ``later`` are the addresses of its neighbours in the series, or empty. ``supervision`` tells what
    became of its articles; None in a build that may not know.
    """
    document, day = visible.document, visible.issue.date
    html = context.render(
        "pages/issue.html",
        document=document,
        columns=_render_columns(document, visible.issue.id),
        notices=visible.notices,
        announced={n.announced_in: _name_issue(context, n.announced_in) for n in visible.notices if n.announced_in},
        titles={article.id: article.title for article in document.articles},
        anchors={article.id: article.anchor for article in document.articles},
        withdrawal=visible.withdrawal,
        reason=visible.reason,
        earlier=earlier,
        later=later,
        index=f"{visible.series}/index.md",
        archive=f"{visible.series}/{visible.issue.year}/index.md",
        downloads=downloads,
        draft=None,
        trail=supervision.find_trail(visible.uri) if supervision else None,
        trails=_find_trails(supervision, document, visible.uri),
    )
    return Page(
        uri=visible.uri,
        title=document.title,
        html=html,
        day=day.day if day else context.as_of.day,
        headings=make_headings([(article.title, article.anchor) for article in document.articles]),
        summary="；".join(article.title for article in document.articles),
    )


def render_draft(
    context: BuildContext, series: Series, draft: Draft, document: Document, supervision: Supervision | None = None
) -> Page:
    """A 送审稿, for the office build alone. ``digest`` is what the signatory's command may name."""
    digest, name = digest_document(document), context.office.settings.people.name
    shown = narrow_document(document, context.access)
    html = context.render(
        "pages/issue.html",
        document=shown,
        columns=_render_columns(shown, ""),
        notices=(),
        announced={},
        titles={},
        anchors={},
        withdrawal=None,
        reason="",
        earlier="",
        later="",
        index="desk/index.md",
        archive="",
        downloads=(),
        draft=draft,
        trail=None,
        trails=_find_trails(supervision, shown),
        digest=digest,
        reviews=[(review, name(review.by), review.is_of(digest)) for review in draft.reviews],
        command=_sign_command(series, draft, digest),
        dropped=[
            (name_article(context.office, entry.article), name(entry.by), entry.reason) for entry in draft.dropped
        ],
    )
    return Page(
        uri=f"desk/{draft.id}.md",
        title=document.title,
        html=html,
        day=context.as_of.day,
        headings=make_headings([(article.title, article.anchor) for article in shown.articles]),
    )


def _find_trails(supervision: Supervision | None, document: Document, uri: str = "") -> dict[str, Trail]:
    """By article; a draft has no address yet on which anything could have been written."""
    if supervision is None:
        return {}
    return {article.id: supervision.find_trail(uri, article.anchor, article.id) for article in document.articles}


def _sign_command(series: Series, draft: Draft, digest: str) -> str:
    """What the signatory types, for this very text; the name is theirs to fill in."""
    supplement = f" --series {series.name}" if series.id else ""
    return f"jianbao sign {series.periodical_name}{supplement} --by 姓名 --draft {draft.id} --digest {digest[:8]}"


def _render_columns(document: Document, issue: str) -> list[tuple[str, list[tuple[Article, str]]]]:
    """(column name, [(article, its text as HTML)])."""
    return [
        (column.name, [(article, _render_text(article, issue)) for article in articles])
        for column, articles in document.in_columns()
    ]


def _render_text(article: Article, issue: str) -> str:
    return frame_tables(render_body(article.body, _picture_links(article, issue)))


def _picture_links(article: Article, issue: str) -> dict[str, str]:
    """Addresses of a signed issue's pictures; a draft shows captions only."""
    return {p.name: link(f"{issue}/{p.sha256}{p.suffix}") for p in article.pictures} if issue else {}


def collect_pictures(context: BuildContext, issues: Sequence[VisibleIssue]) -> list[SiteFile]:
    """The pictures of the articles shown, from beside the signed issue, where signing put them."""
    files = {}
    for visible in issues:
        for article in visible.document.articles:
            for picture in article.pictures:
                path = kept_picture_path(visible.issue.id, picture.sha256, picture.suffix)
                name, data = path.removeprefix("briefs/issues/"), read_picture(context.office.root, path)
                if data is not None:
                    files[name] = SiteFile(uri=name, data=data)
    return list(files.values())


def _name_issue(context: BuildContext, issue: str) -> str:
    """An issue as a sentence names it, if this build shows it; else empty."""
    found = next((visible for visible in context.issues if visible.issue.id == issue), None)
    return found.document.title if found else ""
