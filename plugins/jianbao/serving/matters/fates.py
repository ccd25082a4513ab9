"""What became of an item, in the words of the unit that filed it; nothing of papers that it may not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from jianbao.acting.replying import find_involved
from jianbao.lives import Event, trace_item
from jianbao.metadata import Moment
from jianbao.model import Access, Decision, DeskRecord, Item
from jianbao.reading import Office
from jianbao.rendering.visible import VisibleIssue, show_issue
from jianbao.standing import Standing


class State(Enum):
    """As the list is filtered; ``value`` is what a unit reads."""

    WAITING = "待处理"
    BACK = "退改"
    AGAIN = "已重报"
    ADOPTED = "采用"
    HELD = "留存待用"
    DECLINED = "不采用"
    FILED = "备查"
    VOID = "误报作废"
    REPLY = "督查回复"


_STATES = {
    Decision.ADOPT: State.ADOPTED,
    Decision.REVISE: State.BACK,
    Decision.HOLD: State.HELD,
    Decision.DECLINE: State.DECLINED,
    Decision.FILE: State.FILED,
    Decision.VOID: State.VOID,
}
# Which of several standing decisions a unit reads first.
_ORDER = tuple(_STATES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """Where the unit can read it: the issue, and the place of the article in it."""

    issue: str
    title: str
    anchor: str
    article: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """``text`` is the whole of it in a sentence without full stop; ``printed`` only what the visitor may read."""

    state: State
    text: str
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fates:
    """Of one office, for one who may read so much; ``revisions`` as ``standing`` finds them."""

    office: Office
    standing: Standing
    access: Access
    revisions: Mapping[str, str]

    def find(self, item: Item) -> Fate:
        if item.reply:
            task = self.office.tasks.get(item.task)
            involved = task is not None and not find_involved(self.office, task).isdisjoint(item.units)
            named = f"《{task.title}》" if task and involved else ""
            return Fate(state=State.REPLY, text=f"{item.reply.value}{named}")
        records = self.standing.decisions.get(item.id, ())
        if not records:
            return Fate(state=State.WAITING, text="待处理：编辑还没有处理")
        ordered = sorted(records, key=lambda record: (_rank(record), record.id))
        told = [self._tell(record) for record in ordered]
        state = _STATES[ordered[0].decision or Decision.FILE]
        if state is State.BACK and item.id in self.revisions:
            newer = self.office.items[self.revisions[item.id]]
            return Fate(state=State.AGAIN, text=f"退改后已重报《{newer.title}》")
        printed = tuple(one for record in ordered for one in self.find_printed(record))
        return Fate(state=state, text="；".join(dict.fromkeys(told)), printed=printed)

    def trace(self, item: Item) -> list[Event]:
        """Its life without what stands in papers that the visitor may not read."""
        shown = []
        for event in trace_item(self.office, self.standing, item):
            record = self.office.desk.get(_identify(event.path, "desk"))
            if record and record.decision is Decision.ADOPT and not self._may_name(record):
                reason = "（已被后来的处理意见取代）" if record.id in self.standing.superseded else ""
                shown.append(Event(at=event.at, text=f"采用{reason}", path=event.path))
            elif self._may_tell(event.path):
                shown.append(event)
        return shown

    def find_printed(self, record: DeskRecord) -> list[Printed]:
        found = []
        for visible in self._find_issues(record):
            for article in visible.document.articles:
                if article.id == record.id:
                    title = visible.document.title
                    found.append(
                        Printed(issue=visible.issue.id, title=title, anchor=article.anchor, article=article.title)
                    )
        return found

    def _tell(self, record: DeskRecord) -> str:
        decision = record.decision or Decision.FILE
        if decision is not Decision.ADOPT:
            return f"{decision.value}：{record.reason}" if record.reason else decision.value
        how = "采用（综合）" if record.is_composite else "采用"
        claimed = self.standing.claims.get(record.id, ())
        if not claimed:
            series = self.office.settings.series(record.periodical, record.series)
            return f"{how}，拟刊于{series.title}" if series and self._may_name(record) else f"{how}，待编发"
        if not self._may_name(record):
            return f"{how}，所刊刊物不向各单位公开"
        names = []
        for issue in claimed:
            name = issue.document.title if issue.document else issue.id
            day = Moment(issue.date.day).chinese if issue.date else ""
            gone = "，该期已撤回" if self.standing.is_withdrawn(issue.id) else ""
            names.append(f"刊于{name}（{day}{gone}）")
        return f"{how}，{'，'.join(names)}"

    def _may_name(self, record: DeskRecord) -> bool:
        """Whether the visitor may know of the periodical that the record is for, and of the issue it stands in."""
        claimed = self.standing.claims.get(record.id, ())
        if claimed:
            return all(
                issue.document is None
                or any(a.id == record.id and a.access.within(self.access) for a in issue.document.articles)
                for issue in claimed
            )
        series = self.office.settings.series(record.periodical, record.series)
        closed = record.access or Access.PUBLIC
        return series is not None and series.access.within(self.access) and closed.within(self.access)

    def _find_issues(self, record: DeskRecord) -> list[VisibleIssue]:
        known = self.standing.claims.get(record.id, ())
        shown = (show_issue(issue, self.standing.notices.get(issue.id, ()), self.access) for issue in known)
        return [visible for visible in shown if visible]

    def _may_tell(self, path: str) -> bool:
        """Of an issue or a notice only where the issue may be read, and why it was withdrawn only if all of it may."""
        notice = self.office.notices.get(_identify(path, "notices"))
        issue = self.office.issues.get(notice.issue if notice else _identify(path, "issues"))
        if issue is None:
            return True
        visible = show_issue(issue, (notice,) if notice else (), self.access)
        return visible is not None and (visible.withdrawal is None or bool(visible.reason))


def _rank(record: DeskRecord) -> int:
    return _ORDER.index(record.decision) if record.decision else len(_ORDER)


def _identify(path: str, folder: str) -> str:
    below = path.removeprefix(f"briefs/{folder}/")
    return below.rpartition(".")[0] if below != path else ""
