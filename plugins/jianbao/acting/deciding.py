"""处理稿件: adopt, revise, decline, hold, file, void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.acting.filing import free_slug, shorten_slug
from jianbao.acting.refusing import refuse, require_record, require_series
from jianbao.metadata import Moment
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Access, Decision
from jianbao.model.desk import OWES_REASON
from jianbao.reading import Office
from jianbao.settings import ColumnSettings
from jianbao.standing import Standing, find_standing
from jianbao.writing import Change, dump_record


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """One decision to be written down. ``supersede`` allows to change earlier ones; a printed one never changes."""

    decision: Decision
    editor: str
    at: Moment
    reason: str = ""
    periodical: str = ""
    series: str = ""
    column: str = ""
    order: int | None = None
    title: str = ""
    access: Access | None = None
    reissues: str = ""
    body: str = ""
    supersede: bool = False


def plan_decisions(office: Office, items: Sequence[str], ruling: Ruling) -> list[Change]:
    """A desk record for each item. Refuses all of them when one cannot be."""
    if ruling.title and len(set(items)) > 1:
        refuse("desk-fields", "几篇稿件不能用同一个标题", "逐篇采用；要合为一篇的，作综合稿", field="title")
    changes: list[Change] = []
    for item in dict.fromkeys(items):
        changes.append(_plan_record(office, (item,), ruling, [change.path for change in changes]))
    return changes


def plan_composite(office: Office, items: Sequence[str], ruling: Ruling) -> Change:
    """One desk record for several items that are printed as one article (综合)."""
    distinct = tuple(dict.fromkeys(items))
    if len(distinct) < 2:  # noqa: PLR2004  (one item is no composite)
        refuse("desk-fields", "综合稿要有两篇以上的稿件", "只有一篇的，直接采用")
    if not ruling.title:
        refuse("desk-fields", "综合稿要有自己的标题", "写上综合稿的标题", field="title")
    return _plan_record(office, distinct, ruling, [])


def _plan_record(office: Office, items: tuple[str, ...], ruling: Ruling, taken: list[str]) -> Change:
    for item in items:
        require_record("稿件", item, dict(office.items))
    _require_no_reply(office, items, ruling)
    if ruling.decision in OWES_REASON and not ruling.reason:
        said = f"“{ruling.decision.value}”要写明理由"
        refuse("field-missing", said, "写上理由，报送单位看得到", field="reason")
    standing = find_standing(office)
    _require_withdrawn(office, standing, ruling.reissues)
    superseded = _find_superseded(standing, items, ruling)
    lead = office.items[items[0]]
    slug = shorten_slug(f"{lead.lead}-{lead.id.rpartition('/')[2][6:]}")
    before = f"briefs/desk/{ruling.at.day:%Y}/{ruling.at.day:%m-%d}-"
    slug = free_slug(office, before, slug, ".md")
    while f"{before}{slug}.md" in taken:
        slug = f"{shorten_slug(slug, 36)}-{len(taken) + 1}"
    text = dump_record(_make_header(office, items, ruling, superseded), ruling.body)
    return Change(path=f"{before}{slug}.md", data=text.encode())


def _require_no_reply(office: Office, items: tuple[str, ...], ruling: Ruling) -> None:
    """What a unit answers a task with is not filed, so that it cannot be adopted either."""
    answered = next((item for item in items if office.items[item].task and office.items[item].reply), "")
    if answered and ruling.decision is Decision.ADOPT:
        message = f"{answered} 是对督查事项 {office.items[answered].task} 的回复，不能采用"
        refuse("reply-task", message, "办理情况写进《督查工作》，用督查文稿拟稿")


def _require_withdrawn(office: Office, standing: Standing, issue: str) -> None:
    """That the issue to be reissued, if any, is there and was withdrawn: else one article would be printed twice."""
    if not issue:
        return
    require_record("刊期", issue, dict(office.issues))
    if not standing.is_withdrawn(issue):
        refuse("reissue-standing", f"{issue} 没有撤回，不能重刊", "先撤回该期")


def _make_header(
    office: Office, items: tuple[str, ...], ruling: Ruling, superseded: tuple[str, ...]
) -> dict[str, object]:
    named = {"item": items[0]} if len(items) == 1 else {"sources": items}
    header: dict[str, object] = {**named, "decision": ruling.decision.name.lower()}
    if ruling.decision is Decision.ADOPT:
        header |= make_placement(office, ruling)
    return header | {
        "editor": ruling.editor,
        "decided": ruling.at,
        "reason": ruling.reason,
        "supersedes": superseded,
        "reissues": ruling.reissues,
    }


def make_placement(office: Office, ruling: Ruling) -> dict[str, object]:
    """Where an adopted text goes, as a desk record says it. Refuses a series or a column that there is not."""
    series = require_series(office, ruling.periodical, ruling.series)
    column = require_column(office, ruling.periodical, ruling.series, ruling.column)
    return {
        "periodical": series.periodical,
        "series": series.id,
        "column": column.id,
        "order": "" if ruling.order is None else ruling.order,
        "title": ruling.title,
        "access": ruling.access.value if ruling.access else "",
    }


def require_column(office: Office, periodical: str, series: str, written: str) -> ColumnSettings:
    """A column of a series by id or name, its first one where none is written."""
    known = require_series(office, periodical, series)
    if not known.columns:
        refuse("column-unknown", f"{known.title}没有栏目", "先在 periodicals.yml 里写上 columns")
    column = known.column(written) if written else known.columns[0]
    if column is None:
        names = [column.name for column in known.columns]
        near = nearest_name(written, names)
        hint = f"是不是“{near}”？" if near else "现有栏目：" + "、".join(names)
        refuse("column-unknown", f"{known.title}没有栏目“{written}”", hint, field="column")
    return column


def _find_superseded(standing: Standing, items: tuple[str, ...], ruling: Ruling) -> tuple[str, ...]:
    """Earlier decisions that this one changes. Refuses where the caller did not say that it may, or one was printed."""
    superseded = []
    for item in items:
        for record in standing.decisions.get(item, ()):
            adopting = record.decision is ruling.decision is Decision.ADOPT
            if adopting and record.periodical != ruling.periodical:
                continue
            claims = standing.claims.get(record.id, ())
            if claims and ruling.reissues in {issue.id for issue in claims}:
                continue
            if claims and all(standing.is_withdrawn(issue.id) for issue in claims) and not adopting:
                continue
            if claims:
                refuse(
                    "decided-twice",
                    f"{item} 已在 {claims[0].id} 刊出，不能再改处理意见",
                    "刊出有误的，更正或撤回那一期",
                )
            if not ruling.supersede:
                decided = record.decision.value if record.decision else "处理"
                hint = "确要改变的，选上“改变原来的处理意见”（--supersede）"
                refuse("decided-twice", f"{item} 已有处理意见“{decided}”（{record.id}）", hint, path=record.source.path)
            superseded.append(record.id)
    return tuple(dict.fromkeys(superseded))
