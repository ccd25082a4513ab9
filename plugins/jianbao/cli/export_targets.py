"""What ``jianbao export`` is told to export: issues, drafts and bulletins by the names that people use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

from jianbao.acting.refusing import refuse
from jianbao.checks.wording import name_issue
from jianbao.cli.naming import NEAR, find_one_issue
from jianbao.cli.session import Session
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Access, Bulletin, Draft, Issue, Notice
from jianbao.model.access import most_closed
from jianbao.periods import parse_period
from jianbao.rendering.bulletin_text import render_bulletin_text
from jianbao.rendering.downloads import safe_name
from jianbao.rendering.issue_documents import PaperSource, compile_draft, name_issue_file
from jianbao.rendering.papers.bulletin_paper import STYLE, make_bulletin_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.text import render_text
from jianbao.rendering.visible import VisibleIssue, show_issue
from jianbao.standing import Standing, find_standing

BULLETIN = "通报"
_BULLETIN_FOLDER = "bulletins/"
# 信息, xinxi, xinxi/2026, 信息2026年
_ALL_OF = re.compile(r"(?P<name>.*?)/?(?P<year>20\d\d)?年?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """One thing to export. ``name`` is that of its files; ``copies`` how many were printed, None where none has a
    number; ``numbers`` are those to print on the PDF, which then has a name of its own.
    """

    name: str
    title: str
    paper: Callable[[], Paper]
    text: Callable[[], str]
    copies: int | None = None
    numbers: tuple[int, ...] = ()
    numbered_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetFinder:
    """Finds what somebody of this access may have."""

    session: Session
    standing: Standing
    access: Access

    @classmethod
    def of(cls, session: Session, access: Access) -> TargetFinder:
        return cls(session=session, standing=find_standing(session.office), access=access)

    @property
    def _source(self) -> PaperSource:
        session = self.session
        return PaperSource(office=session.office, templates=session.templates, day=session.as_of.day)

    def find(self, written: str) -> Target:
        """Raises ProblemsFound: no such thing, more than one, or nothing of it for this access."""
        office = self.session.office
        if written in office.drafts:
            return self._from_draft(office.drafts[written])
        bulletin = self._find_bulletin(written)
        if bulletin:
            return self._from_bulletin(bulletin)
        issue = find_one_issue(office, written)
        if issue is None:
            self._refuse_unknown(written)
        return self._from_issue(issue)

    def _refuse_unknown(self, written: str) -> NoReturn:
        office = self.session.office
        names = [*office.issues, *office.drafts, *(f"{_BULLETIN_FOLDER}{identity}" for identity in office.bulletins)]
        near = nearest_name(written, names, NEAR)
        hint = f"是不是 {near}？" if near else "如 信息第70期、xinxi/2026/070、xinxi/2026-11-30（送审稿）、通报2026-10"
        refuse("reference-missing", f"没有名为“{written}”的刊期、送审稿或通报", hint)

    def find_all(self, written: str) -> list[Target]:
        """All signed issues of a periodical, or of a year of it, of which this access may have anything."""
        match = _ALL_OF.fullmatch(written.strip())
        assert match is not None
        periodical = self.session.office.settings.periodical(match["name"])
        if periodical is None:
            names = "、".join(known.name for known in self.session.office.settings.periodicals)
            refuse("periodical-unknown", f"没有名为“{match['name']}”的刊物", f"--all 后面写刊物，如 {names}；可加年份")
        issues = [
            issue
            for issue in self.session.office.issues.values()
            if issue.periodical == periodical.id and str(issue.year) == (match["year"] or str(issue.year))
        ]
        shown = [issue for issue in issues if self._show(issue)]
        if not shown:
            year = f"{match['year']}年" if match["year"] else ""
            message = f"《{periodical.name}》{year}没有{self.access.value}范围内的已签发各期"
            refuse("nothing-open", message, "放宽 --access")
        return [self._from_issue(issue) for issue in shown]

    def _show(self, issue: Issue) -> VisibleIssue | None:
        return show_issue(issue, self.standing.notices.get(issue.id, ()), self.access)

    def _from_issue(self, issue: Issue) -> Target:
        name = name_issue(self.session.office, issue)
        _refuse_damaged(issue, name)
        visible = self._show(issue)
        if visible is None:
            refuse("nothing-open", f"{name}没有{self.access.value}范围内的文章", "放宽 --access，或换一期")
        document = visible.document
        return Target(
            name=self._mark_narrowed(name_issue_file(document)),
            title=name,
            paper=lambda: self._source.issue(visible),
            text=lambda: render_text(self.session.templates, document, self._narrow_notices(visible)),
            copies=document.imprint.copies,
        )

    def _from_draft(self, draft: Draft) -> Target:
        office = self.session.office
        series = office.settings.series(draft.periodical, draft.series)
        if series is None:
            refuse("series-unknown", f"{draft.id} 的刊物不在 periodicals.yml 里", "", path=draft.source.path)
        if self.access is not Access.OFFICE:
            refuse("nothing-open", f"送审稿 {draft.id} 只供办公室内部审阅", "不写 --access，就是办内的全文")
        document = compile_draft(office, series, draft, self.access)
        return Target(
            name=safe_name(f"{document.full_name}送审稿{draft.id.rpartition('/')[2]}"),
            title=f"送审稿 {draft.id}",
            paper=lambda: self._source.draft(document),
            text=lambda: render_text(self.session.templates, document, ()),
            copies=document.imprint.copies,
        )

    def _find_bulletin(self, written: str) -> Bulletin | None:
        """By its id, or 通报 with the period: 通报2026-10."""
        bulletins = self.session.office.bulletins
        bare = written.removeprefix("briefs/").removeprefix(_BULLETIN_FOLDER)
        if bare in bulletins:
            return bulletins[bare]
        if not written.startswith(BULLETIN):
            return None
        said = written.removeprefix(BULLETIN).strip()
        period = parse_period(said, self.session.as_of.day)
        days = (period.first, period.last) if period else None
        found = [b for b in bulletins.values() if b.document and (b.document.first, b.document.last) == days]
        if not found:
            self._refuse_unissued(said)
        return found[0]

    def _refuse_unissued(self, said: str) -> NoReturn:
        bulletins = self.session.office.bulletins
        issued = "、".join(f"{_BULLETIN_FOLDER}{identity}" for identity in bulletins)
        hint = f"已印发的：{issued}" if issued else "还没有印发过通报"
        refuse("reference-missing", f"“{said}”的通报没有印发", f"{hint}；没有印发的，用 jianbao bulletin 时段")

    def _from_bulletin(self, bulletin: Bulletin) -> Target:
        _refuse_damaged(bulletin, f"{BULLETIN}{bulletin.id}")
        document = bulletin.document
        assert document is not None
        closed = most_closed([bulletin.access, document.access])
        if self.access is Access.PUBLIC or not closed.within(self.access):
            refuse("nothing-open", f"{document.title}不在{self.access.value}范围内", "放宽 --access")
        return Target(
            name=self._mark_narrowed(safe_name(document.title)),
            title=document.title,
            paper=lambda: make_bulletin_paper(document, read_style(self.session.templates, STYLE)),
            text=lambda: render_bulletin_text(document),
        )

    def _mark_narrowed(self, name: str) -> str:
        """So that a text without its closed articles is never taken for the whole one, nor the other way round."""
        return name if self.access is Access.OFFICE else f"{name}（{self.access.value}版）"

    def _narrow_notices(self, visible: VisibleIssue) -> list[Notice]:
        """As the site tells them: why something was corrected is not for the public."""
        if visible.withdrawal:
            return [replace(visible.withdrawal, reason=visible.reason)]
        public = self.access is Access.PUBLIC
        return [replace(notice, reason="") if public else notice for notice in visible.notices]


def _refuse_damaged(record: Issue | Bulletin, name: str) -> None:
    """What was signed is printed, or nothing is."""
    path, hint = record.source.path, "从版本库取回 .json 文件"
    if record.document is None:
        refuse("snapshot-missing", f"{name}的定稿文本读不出来", hint, path=path)
    if record.digest != record.snapshot_digest:
        refuse("snapshot-changed", f"{name}的定稿文本与签发时不同", hint, path=path)
