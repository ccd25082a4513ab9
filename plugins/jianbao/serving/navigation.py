"""The entries at the head of each page: those that the visitor may open."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.serving.people.permissions import Action, may
from jianbao.serving.people.visitor import Visitor


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """``endpoint`` is the view; one of the actions is enough. ``others``: views, or whole blueprints, that belong to
    the same part of the desk.
    """

    title: str
    endpoint: str
    actions: tuple[Action, ...]
    others: tuple[str, ...] = ()

    def covers(self, here: str) -> bool:
        """Whether the view ``here`` belongs to this part."""
        return here in (self.endpoint, *self.others) or here.partition(".")[0] in self.others


_LEADS = "leads.leads_page"
_ENTRIES = (
    Entry(title="首页", endpoint="home.home_page", actions=(Action.READ,)),
    Entry(title="写稿", endpoint="writing.new_page", actions=(Action.WRITE,), others=("writing",)),
    Entry(title="我的稿件", endpoint="filed.mine_page", actions=(Action.WRITE,), others=("filed.item_page",)),
    Entry(title="统计", endpoint="filed.counts_page", actions=(Action.WRITE,)),
    Entry(title="来稿", endpoint="queue.queue_page", actions=(Action.QUEUE,), others=("queue",)),
    Entry(title="线索", endpoint=_LEADS, actions=(Action.LEADS,), others=("leads",)),
    Entry(title="补录", endpoint="entering.enter_page", actions=(Action.ENTER,), others=("entering",)),
    Entry(
        title="编排",
        endpoint="composing.drafts_page",
        actions=(Action.DRAFTS,),
        others=("composing", "signing", "editing"),
    ),
    Entry(
        title="登记",
        endpoint="recording.forms_page",
        actions=(Action.RECORD, Action.INSTRUCT, Action.CALL),
        others=("recording",),
    ),
    Entry(title="督查", endpoint="supervision.ledger_page", actions=(Action.TASKS,), others=("supervision",)),
    Entry(title="值班", endpoint="incidents.list_page", actions=(Action.INCIDENTS,), others=("incidents",)),
    Entry(title="已刊", endpoint="reading.issues_page", actions=(Action.READ,), others=("reading.issue_page",)),
    Entry(title="查找", endpoint="reading.find_page", actions=(Action.READ,)),
)


def find_entries(visitor: Visitor, *, with_leads: bool) -> list[Entry]:
    """``with_leads``: the office reads the feeds of others."""
    entries = (entry for entry in _ENTRIES if with_leads or entry.endpoint != _LEADS)
    return [entry for entry in entries if any(may(visitor, action) for action in entry.actions)]
