"""Issues and drafts as papers, each with what somebody of some access may see of it, and where their files stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from jianbao.compiling import compile_document, draft_contents
from jianbao.editing import body_path
from jianbao.model import Access, Article, Document, Draft
from jianbao.reading import Office
from jianbao.reading.pictures import kept_picture_path, picture_path, read_picture
from jianbao.rendering.context import BuildContext
from jianbao.rendering.downloads import safe_name
from jianbao.rendering.papers.issue_paper import IssueParts, Pictures, make_issue_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.styles import find_style, read_style
from jianbao.rendering.sheets import Sheet
from jianbao.rendering.templates import Templates
from jianbao.rendering.visible import VisibleIssue, narrow_document
from jianbao.settings import Series


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperSource:
    """What papers of one office are made from. ``day`` is today: it stands in the metadata of what is not signed."""

    office: Office
    templates: Templates
    day: date

    def issue(self, visible: VisibleIssue) -> Paper:
        """A signed issue as it was printed; a withdrawn one says so and nothing else."""
        parts = IssueParts(
            day=self.day,
            notices=visible.notices,
            withdrawal=visible.withdrawal,
            reason=visible.reason,
            pictures=self.pictures_of_issue(visible.issue.id),
        )
        return make_issue_paper(visible.document, find_style(self.templates, visible.document.style), parts)

    def draft(self, document: Document) -> Paper:
        """A compiled draft as it would be printed, stamped 送审稿."""
        parts = IssueParts(day=self.day, pictures=self.pictures_of_draft)
        return make_issue_paper(document, read_style(self.templates, document.style), parts)

    def pictures_of_issue(self, issue: str) -> Pictures:
        """From beside the signed issue, where signing put them."""

        def read(article: Article) -> dict[str, bytes]:
            paths = {p.name: kept_picture_path(issue, p.sha256, p.suffix) for p in article.pictures}
            return dict(self._read(paths))

        return read

    def pictures_of_draft(self, article: Article) -> dict[str, bytes]:
        """From beside the record whose text the article takes."""
        record = self.office.desk[article.id]
        paths = {p.name: picture_path(body_path(self.office, record), p.name) or "" for p in article.pictures}
        return dict(self._read(paths))

    def _read(self, paths: dict[str, str]) -> Iterator[tuple[str, bytes]]:
        for name, path in paths.items():
            data = read_picture(self.office.root, path)
            if data is not None:
                yield name, data


def compile_draft(office: Office, series: Series, draft: Draft, access: Access) -> Document:
    """What somebody of this access may see of a draft."""
    return narrow_document(compile_document(office, series, draft_contents(office, draft))[0], access)


def name_issue_file(document: Document) -> str:
    """What a clerk calls the file: 信息第70期（总第1240期）; with the year where numbers begin anew every year."""
    series = document.series_name if document.series_name not in document.number_text else ""
    year = "" if document.cumulative else f"{document.year}年"
    return safe_name(f"{document.name}{series}{year}{document.number_text}")


def issue_stem(visible: VisibleIssue) -> str:
    """The address of its files without suffix: beside its page, and of a name that says which issue it is."""
    return f"{visible.issue.id}/{visible.issue.id.replace('/', '-')}"


def make_issue_sheets(context: BuildContext) -> Iterator[Sheet]:
    """Of all issues that the build shows, in the order in which it lists them."""
    source = PaperSource(office=context.office, templates=context.templates, day=context.as_of.day)
    for visible in context.issues:
        yield Sheet(
            stem=issue_stem(visible),
            name=name_issue_file(visible.document),
            title=visible.document.title,
            make=partial(source.issue, visible),
        )
