"""Adoptions by our own periodicals: every article of a standing signed issue, as its snapshot has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jianbao.ledger.event import Credited, Event, Measure
from jianbao.ledger.naming import author_shares, make_filed
from jianbao.model import Access, Article, Issue
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.standing import Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """One article in a standing signed issue of so many ``articles``; ``series`` is the key ``xinxi/zengkan``."""

    issue: str
    series: str
    day: date
    article: Article
    articles: int
    place: Place

    @property
    def id(self) -> str:
        return f"issues/{self.issue}#{self.article.id}"


def standing_issues(office: Office, standing: Standing) -> list[Issue]:
    """Signed issues that were not withdrawn, by date and id."""
    issues = [issue for issue in office.issues.values() if not standing.is_withdrawn(issue.id)]
    return sorted(issues, key=lambda issue: (str(issue.date or ""), issue.id))


def read_printed(office: Office, standing: Standing, access: Access) -> Iterator[Printed]:
    for issue in standing_issues(office, standing):
        articles = issue.document.articles if issue.document else ()
        for article in articles:
            if article.access.within(access) and issue.date:
                yield Printed(
                    issue=issue.id,
                    series=issue.id.rsplit("/", 2)[0],
                    day=issue.date.day,
                    article=article,
                    articles=len(articles),
                    place=_find_place(issue, article.id),
                )


def _find_place(issue: Issue, article: str) -> Place:
    """The line of the issue's record that names the article."""
    member = f"articles[{issue.articles.index(article)}]" if article in issue.articles else "articles"
    return issue.source.place(member if member in issue.source.places else "articles")


def make_adoption(office: Office, printed: Printed) -> Event:
    """The article as an adoption, credited to each distinct unit under the name printed."""
    article = printed.article
    first = office.items.get(article.items[0].id) if article.items else None
    record = office.desk.get(article.id)
    items = tuple(make_filed(office, source.id, source.units) for source in article.items)
    shares = author_shares(office, items)
    credits_ = {unit.id: unit for unit in article.units}.values()
    return Event(
        id=printed.id,
        measure=Measure.ADOPTED,
        day=printed.day,
        recorded=printed.day,
        place=printed.place,
        access=article.access,
        title=article.title,
        credits=tuple(
            Credited(unit=u.id, name=u.name, share=u.share or shares.get(u.id, ""), main=u.main) for u in credits_
        ),
        items=items,
        own=True,
        channel=printed.series,
        level=office.settings.office.level,
        column=article.column,
        kind=first.kind if first else "",
        form=first.form if first else "",
        stage=first.stage.value if first and first.stage else "",
        urgent=article.urgent,
        articles=printed.articles,
        pictures=len(article.pictures),
        number=printed.issue,
        tags=first.tags if first else (),
        editor=record.editor if record else "",
        text=article.body,
    )
