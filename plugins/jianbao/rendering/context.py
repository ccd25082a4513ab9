"""What every page of one build starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from jianbao.ledger import Ledger, read_ledger
from jianbao.metadata import Moment
from jianbao.model import Access, Document
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.rendering.page import link
from jianbao.rendering.printing.documents import Documents
from jianbao.rendering.sheets import Progress
from jianbao.rendering.templates import Templates
from jianbao.rendering.visible import VisibleIssue, find_visible
from jianbao.reporting import open_ledger
from jianbao.scoring import Scheme, Scoring, schemes_in_force
from jianbao.settings import Limits, NumberRule, Series
from jianbao.standing import Standing, find_standing


def revive_series(document: Document) -> Series:
    """A series that the settings no longer hold, as its last issue printed it: enough to show what was signed."""
    return Series(
        periodical=document.periodical,
        id=document.series,
        name=document.series_name or document.name,
        periodical_name=document.name,
        issuer=document.issuer,
        access=Access.OFFICE,
        mark=document.mark,
        style=document.style,
        number=NumberRule(),
        columns=(),
        select=Limits(),
        up=(),
        peer=(),
        down=(),
        copies=0,
    )


def _tell_nobody(_done: int, _total: int) -> None:
    """What a build has to say of its progress, where nobody listens."""


@dataclass(frozen=True, kw_only=True)
class BuildContext:
    """``site_url`` is where the site will stand, with a trailing slash; feeds need it. Without ``documents`` the site
    has no PDF and no Word; ``progress`` is told while they are made.
    """

    office: Office
    access: Access
    as_of: Moment
    templates: Templates
    site_url: str
    documents: Documents | None = None
    progress: Progress = _tell_nobody

    @cached_property
    def standing(self) -> Standing:
        return find_standing(self.office)

    @cached_property
    def ledger(self) -> Ledger:
        return read_ledger(self.office, self.standing, self.access, self.as_of)

    @cached_property
    def schemes(self) -> Sequence[Scheme]:
        """Those that the office scores by, one after the other; none in a build that may not know what they count."""
        return schemes_in_force(self.office) if self.office.settings.bulletin.access.within(self.access) else ()

    @cached_property
    def scored(self) -> Ledger:
        """What points count from: the bulletin's ledger in every build, so that all read the figure that was issued."""
        return open_ledger(self.office, self.standing, self.office.settings.bulletin.access, self.as_of)

    @cached_property
    def scoring(self) -> Scoring:
        return Scoring(self.office, self.scored, self.schemes)

    @cached_property
    def months(self) -> list[Period]:
        """Those in which anything was counted, latest first; so are ``years``."""
        return self.ledger.months()

    @cached_property
    def years(self) -> list[Period]:
        return self.ledger.years()

    @cached_property
    def issues(self) -> list[VisibleIssue]:
        return find_visible(self.office, self.standing, self.access)

    @cached_property
    def issues_by_series(self) -> Mapping[str, list[VisibleIssue]]:
        """In the order of the settings; a series with nothing to show is left out."""
        grouped = {series.key: [v for v in self.issues if v.series == series.key] for series in self.series}
        return {key: issues for key, issues in grouped.items() if issues}

    @cached_property
    def series(self) -> list[Series]:
        """Those of the settings, then those that only signed issues still know."""
        known = self.office.settings.all_series()
        keys = {series.key for series in known}
        lost = {visible.series: visible.document for visible in reversed(self.issues) if visible.series not in keys}
        return [*known, *(revive_series(document) for document in lost.values())]

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.office.settings.office.zone)

    @property
    def is_public(self) -> bool:
        return self.access is Access.PUBLIC

    def render(self, template: str, **values: Any) -> str:
        """A page's HTML; every template sees the office's own words, the build, and ``link``."""
        settings = self.office.settings.office
        return self.templates.render(
            template,
            link=link,
            office=settings,
            access=self.access.value,
            is_public=self.is_public,
            as_of=self.as_of,
            **values,
        )

    def midnight(self, moment: Moment) -> datetime:
        """A moment in the office's zone."""
        return datetime.combine(moment.day, moment.time or time(), self.zone)
