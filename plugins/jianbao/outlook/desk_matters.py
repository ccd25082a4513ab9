"""What waits on the editors' desk: items, drafts, corrections, reports and disputes."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.compiling import digest_draft
from jianbao.ledger.naming import find_filed
from jianbao.metadata import Moment
from jianbao.model import Decision, Draft, Item, NoticeKind
from jianbao.model.draft import Stage
from jianbao.outlook.matters import Heading, Matter, Role
from jianbao.outlook.phrases import say_since
from jianbao.periods import parse_period
from jianbao.reading import Office
from jianbao.standing import Standing, find_arrival, find_decided, find_open_drafts, find_pending

_DECIDED = {Decision.REVISE: Heading.REVISE, Decision.HOLD: Heading.HOLD}
# The stages that every issue passes, and who passes it on; 会签 is not asked of every issue.
_STAGES = {
    Stage.REVIEW: Role.REVIEWER,
    Stage.FIRST_PROOF: Role.PROOFREADER,
    Stage.SECOND_PROOF: Role.PROOFREADER,
    Stage.SIGN_OFF: Role.SIGNATORY,
}


def list_pending(office: Office, standing: Standing, as_of: Moment) -> Iterator[Matter]:
    for item in order_pending(office, standing, as_of):
        arrival = find_arrival(office, item)
        waited = f"，{_say_waited(as_of.days_since(arrival))}" if arrival else ""
        urgent = f"【{item.urgency.value}】" if item.urgency else ""
        unit = office.settings.units.short(item.lead, as_of.day)
        yield Matter(
            key=_name("item", item.id),
            heading=Heading.PENDING,
            text=f"{urgent}{item.title}（{unit}{waited}）{item.id}",
            record=f"items/{item.id}",
            units=(item.lead,),
            role=Role.EDITOR,
        )


def order_pending(office: Office, standing: Standing, as_of: Moment) -> list[Item]:
    """What has come by then and waits to be decided: the urgent ones first, each in order of arrival."""
    pending = [item for item in find_pending(office, standing) if _has_come(office, item, as_of)]
    return sorted(pending, key=lambda item: item.urgency is None)


def _has_come(office: Office, item: Item, as_of: Moment) -> bool:
    arrival = find_arrival(office, item)
    return arrival is None or not arrival.is_after(as_of)


def _say_waited(days: int) -> str:
    return f"已{days}天" if days else "今天到"


def list_decided(office: Office, standing: Standing, decision: Decision, as_of: Moment) -> Iterator[Matter]:
    for item, record in find_decided(office, standing, decision):
        waited = as_of.days_since(record.decided) if record.decided else 0
        yield Matter(
            key=_name("item", item.id),
            heading=_DECIDED[decision],
            text=f"{item.title}（已{waited}天）{item.id}：{record.reason}",
            record=f"items/{item.id}",
            units=(item.lead,),
            people=(record.editor,),
            role=Role.EDITOR,
        )


def list_drafts(office: Office) -> Iterator[Matter]:
    for draft in find_open_drafts(office):
        stage = next_stage(office, draft)
        yield Matter(
            key=_name("draft", draft.id),
            heading=Heading.DRAFT,
            text=_describe_draft(office, draft, stage),
            record=f"drafts/{draft.id}",
            role=_STAGES[stage] if stage else Role.EDITOR,
        )


def _describe_draft(office: Office, draft: Draft, stage: Stage | None) -> str:
    series = office.settings.series(draft.periodical, draft.series)
    name = series.title if series else draft.periodical
    last = draft.reviews[-1] if draft.reviews else None
    stale = last and last.stage and not last.is_of(digest_draft(office, draft))
    warning = f"，{last.stage.value}后文本有改动，须重新校对" if last and last.stage and stale else ""
    waits = f"，待{stage.value}" if stage and not stale else ""
    return f"{name}，{len(draft.articles)}篇，{name_stages(draft)}{warning}{waits}（{draft.id}）"


def next_stage(office: Office, draft: Draft) -> Stage | None:
    """The first that the draft has not passed with its text of today; after a change, the one that saw it last."""
    last = draft.reviews[-1] if draft.reviews else None
    if last and not last.is_of(digest_draft(office, draft)):
        return last.stage if last.stage in _STAGES else Stage.FIRST_PROOF
    passed = {review.stage for review in draft.reviews}
    return next((stage for stage in _STAGES if stage not in passed), None)


def name_stages(draft: Draft) -> str:
    """The stages that a draft has passed, in the order in which it passed them."""
    return "、".join(review.stage.value for review in draft.reviews if review.stage) or "还没有审核"


def list_unannounced(office: Office) -> Iterator[Matter]:
    for notice in office.notices.values():
        if notice.kind is NoticeKind.CORRECTION and not notice.announced_in:
            yield Matter(
                key=_name("notice", notice.id),
                heading=Heading.UNANNOUNCED,
                text=f"{notice.issue}：“{notice.printed}”应为“{notice.correct}”（{notice.id}）",
                record=f"notices/{notice.id}",
                role=Role.EDITOR,
            )


def list_unused(office: Office, as_of: Moment) -> Iterator[Matter]:
    """Reports that no adoption names, by report or by one of their items in the same channel."""
    used = {adoption.report for adoption in office.adoptions.values()}
    items = {
        (adoption.channel, item)
        for adoption in office.adoptions.values()
        for item in (*adoption.items, *(filed.id for filed in find_filed(office, filter(None, [adoption.desk]))))
    }
    for report in sorted(office.reports.values(), key=lambda report: (str(report.sent or ""), report.id)):
        sources = find_filed(office, report.sources)
        if report.id in used or any((report.channel, item.id) in items for item in sources) or report.sent is None:
            continue
        title = report.title or (office.items[sources[0].id].title if sources else "")
        waited = as_of.days_since(report.sent)
        when = f"上报{waited}天未见采用" if waited else "今天上报"
        yield Matter(
            key=_name("report", report.id),
            heading=Heading.UNUSED,
            text=f"{title}（{office.settings.channel_title(report.channel)}，{when}）{report.id}",
            record=f"reports/{report.id}",
            units=tuple(dict.fromkeys(office.items[item.id].lead for item in sources)),
            role=Role.EDITOR,
        )


def list_disputed(office: Office, as_of: Moment) -> Iterator[Matter]:
    for dispute in office.disputes.values():
        if dispute.answer:
            continue
        period = parse_period(dispute.period, as_of.day)
        unit = office.settings.units.short(dispute.unit, period.last if period else as_of.day)
        waited = f"，{say_since(as_of, dispute.date)}" if dispute.date else ""
        title = period.title if period else dispute.period
        yield Matter(
            key=_name("dispute", dispute.id),
            heading=Heading.DISPUTED,
            text=f"{unit}（{title}{waited}）：{dispute.claim}（{dispute.id}）",
            record=f"disputes/{dispute.id}",
            units=(dispute.unit,),
            role=Role.EDITOR,
        )


def _name(kind: str, identity: str) -> str:
    return f"{kind}-{identity.replace('/', '-')}"
