"""How the next issue of each periodical stands against its rhythm and against what its issues usually hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from jianbao.metadata import Moment
from jianbao.model import Draft
from jianbao.numbering import next_numbers
from jianbao.outlook.matters import Heading, Matter, Role
from jianbao.outlook.phrases import WEEKDAYS, say_day
from jianbao.reading import Office
from jianbao.selecting import select_articles
from jianbao.settings import Series
from jianbao.standing import Standing, find_open_drafts
from jianbao.supervising import WorkCalendar

# So many of the last issues say how many articles are usual.
_LAST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class NextIssue:
    """``day`` is the next one of the rhythm, None for a series without. ``ready`` articles can be taken as the limits
    are, or stand in the open draft; ``spare`` are candidates beyond. ``usual`` is 0 where nothing says what is usual.
    """

    series: Series
    number: int
    day: date | None
    draft: Draft | None
    ready: int
    spare: int
    usual: int

    @property
    def short_of(self) -> int:
        return max(0, self.usual - self.ready)


def find_next_issues(office: Office, standing: Standing, as_of: Moment) -> list[NextIssue]:
    """Of every series that has a rhythm or something to print."""
    found = []
    drafts = {
        series.key: draft
        for draft in find_open_drafts(office)
        if (series := office.settings.series(draft.periodical, draft.series))
    }
    for series in office.settings.all_series():
        selection = select_articles(office, standing, series, as_of)
        day, draft = next_day(office, series, as_of.day), drafts.get(series.key)
        candidates = len(selection.taken) + len(selection.left)
        ready = len(draft.articles) if draft else len(selection.taken)
        if not ready and not candidates and day is None:
            continue
        issue = NextIssue(
            series=series,
            number=next_numbers(office, series, (day or as_of.day).year).number[0],
            day=day,
            draft=draft,
            ready=ready,
            spare=max(0, candidates - ready),
            usual=find_usual(office, standing, series, as_of),
        )
        found.append(issue)
    return found


def find_usual(office: Office, standing: Standing, series: Series, as_of: Moment) -> int:
    """The median number of articles of the last issues that stand, at most what the series' limit allows; the limit
    where none was signed yet; 0 where there is none either.
    """
    signed = [
        (issue.date, len(issue.articles))
        for issue in office.issues.values()
        if (issue.periodical, issue.series) == (series.periodical, series.id)
        and issue.date
        and issue.date.day <= as_of.day
        and not standing.is_withdrawn(issue.id)
    ]
    counts = [count for _, count in sorted(signed)[-_LAST:]]
    usual = median_low(counts) if counts else series.select.items
    return min(usual, series.select.items or usual)


def next_day(office: Office, series: Series, today: date) -> date | None:
    """The next day of the periodical's rhythm, today included unless today's issue is signed; None for one without a
    rhythm, and for supplements.
    """
    periodical = office.settings.periodical(series.periodical)
    rhythm = periodical.rhythm if periodical and not series.id else ()
    out = any(
        issue.date and issue.date.day == today
        for issue in office.issues.values()
        if (issue.periodical, issue.series) == (series.periodical, series.id)
    )
    days = (today + timedelta(days=n) for n in range(out, min(7 + out, (date.max - today).days + 1)))
    return next((day for day in days if f"周{WEEKDAYS[day.weekday()]}" in rhythm), None)


def list_next(office: Office, standing: Standing, as_of: Moment) -> Iterator[Matter]:
    """《信息》周五第82期（12月4日，还有4天）：已有3篇，约缺2篇."""
    for issue in find_next_issues(office, standing, as_of):
        series, day = issue.series, issue.day
        weekday = f"周{WEEKDAYS[day.weekday()]}" if day else ""
        when = f"（{_say_when(office, day, as_of.day)}）" if day else ""
        yield Matter(
            key=f"issue-{series.key.replace('/', '-')}-{(day or as_of.day).year}-{issue.number}",
            heading=Heading.NEXT,
            text=f"{series.title}{weekday}第{issue.number}期{when}：{_say_stand(issue)}",
            record=f"drafts/{issue.draft.id}" if issue.draft else "",
            title=f"{series.title}第{issue.number}期出刊",
            due=Moment(day) if day else None,
            role=Role.EDITOR,
        )


def _say_when(office: Office, day: date, today: date) -> str:
    ahead = f"还有{(day - today).days}天" if day > today else "就是今天"
    off = "" if WorkCalendar(office.settings.holidays).is_workday(day) else "，当天放假"
    return f"{say_day(day, today)}，{ahead}{off}"


def _say_stand(issue: NextIssue) -> str:
    stands = f"{'送审稿' if issue.draft else ''}已有{issue.ready}篇"
    if issue.usual:
        stands += f"，约缺{issue.short_of}篇" if issue.short_of else "，够一期"
    return f"{stands}，另有{issue.spare}篇备选" if issue.spare else stands
