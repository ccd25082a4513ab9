"""登记: every form at one place, each with what was registered last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import url_for
from flask.wrappers import Response

from jianbao.answering import find_answers
from jianbao.metadata import Moment
from jianbao.outlook import name_adopted, name_instructed
from jianbao.periods import parse_period
from jianbao.rendering.templates import short_date
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.request import as_of, needs, office, show, visitor
from jianbao.serving.views.recording.blueprint import recording
from jianbao.supervising import find_follow_ups

_RECENT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """A record as a line; ``address`` is empty where nothing more is done with it here."""

    title: str
    remark: str
    address: str = ""
    todo: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """One kind of record: its form and what was registered last. ``also``: (words, view) of another way to it."""

    title: str
    button: str
    what: str
    address: str
    action: Action
    recent: Callable[[], Iterable[Recent]]
    also: tuple[str, str] = ("", "")


@recording.get("/record")
@needs(Action.INSTRUCT)
def forms_page() -> Response:
    """Those that the visitor may fill in."""
    shelves = [shelf for shelf in _SHELVES if may(visitor(), shelf.action)]
    return show("record.html", shelves=[(shelf, url_for(shelf.address), list(shelf.recent())) for shelf in shelves])


def _day(moment: Moment | None) -> str:
    return short_date(moment.day) if moment else ""


def _list_reports() -> Iterable[Recent]:
    reports = sorted(office().reports.values(), key=lambda one: (str(one.sent), one.id), reverse=True)
    used = {adoption.report for adoption in office().adoptions.values()}
    for report in reports[:_RECENT]:
        remark = f"{_day(report.sent)}，{office().settings.channel_title(report.channel)}"
        address = "" if report.id in used else url_for("recording.adoption_page", report=report.id)
        yield Recent(title=report.title, remark=remark, address=address, todo="登记采用")


def _list_adoptions() -> Iterable[Recent]:
    adoptions = sorted(office().adoptions.values(), key=lambda one: (str(one.date), one.id), reverse=True)
    for adoption in adoptions[:_RECENT]:
        channel = office().settings.channel_title(adoption.channel)
        yield Recent(
            title=name_adopted(office(), adoption), remark=f"{_day(adoption.date)}，{channel}{adoption.number}"
        )


def _list_instructions() -> Iterable[Recent]:
    follow_ups, people = find_follow_ups(office()), office().settings.people
    instructions = sorted(office().instructions.values(), key=lambda one: (str(one.date), one.id), reverse=True)
    for one in instructions[:_RECENT]:
        natures = "、".join(nature.value for nature in one.natures)
        owes = "，还没有立项" if follow_ups[one.id].owes else ""
        title = f"{people.name(one.leader)}：{name_instructed(office(), one)}"
        address = url_for("recording.presented_page", instruction=one.id)
        yield Recent(title=title, remark=f"{_day(one.date)}，{natures}{owes}", address=address, todo="登记呈阅")


def _list_calls() -> Iterable[Recent]:
    calls = sorted(office().calls.values(), key=lambda call: call.id, reverse=True)
    for call in calls[:_RECENT]:
        answers = find_answers(office(), call, as_of())
        waiting = sum(answer.at is None for answer in answers)
        said = f"{len(answers)}个单位，{f'{waiting}个没有答复' if waiting else '都已答复'}"
        address = url_for("recording.reply_page", call=call.id) if waiting else ""
        remark = f"{_day(call.due)}截止，{said}"
        yield Recent(title=f"第{call.number}号　{call.title}", remark=remark, address=address, todo="登记答复")


def _list_disputes() -> Iterable[Recent]:
    disputes = sorted(office().disputes.values(), key=lambda one: (bool(one.answer), str(one.date)), reverse=False)
    for one in disputes[:_RECENT]:
        period = parse_period(one.period, as_of().day)
        unit = office().settings.units.short(one.unit, period.last if period else None)
        remark = f"{_day(one.date)}，{unit}，{period.title if period else one.period}"
        todo = "" if one.answer else "答复"
        yield Recent(
            title=one.claim, remark=remark, address=url_for("recording.dispute_page", dispute=one.id), todo=todo
        )


def _list_distributed() -> Iterable[Recent]:
    known = [office().issues[issue] for issue in office().distribution if issue in office().issues]
    for issue in sorted(known, key=lambda one: (str(one.date), one.id), reverse=True)[:_RECENT]:
        given = office().distribution[issue.id]
        sent, back = (sum(row.copies for row in rows) for rows in (given.sent, given.returned))
        title = issue.document.title if issue.document else issue.id
        remark = f"印{given.printed}份，已发{sent}份{f'，退回{back}份' if back else ''}"
        address = url_for("recording.distribution_page", pick=f"issue:{issue.id}")
        yield Recent(title=title, remark=remark, address=address, todo="续记")


_SHELVES = (
    Shelf(
        title="上报",
        button="登记上报",
        what="报给上级哪个渠道的",
        address="recording.report_page",
        action=Action.RECORD,
        recent=_list_reports,
    ),
    Shelf(
        title="采用",
        button="登记采用",
        what="上级刊物用了我们的",
        address="recording.adoption_page",
        action=Action.RECORD,
        recent=_list_adoptions,
        also=("找疑似采用", "recording.found_page"),
    ),
    Shelf(
        title="批示",
        button="登记批示",
        what="领导批在我们的刊物、稿件上的",
        address="recording.instruction_page",
        action=Action.INSTRUCT,
        recent=_list_instructions,
    ),
    Shelf(
        title="约稿",
        button="发约稿",
        what="向各单位要稿，或转发上级的约稿",
        address="recording.call_page",
        action=Action.CALL,
        recent=_list_calls,
    ),
    Shelf(
        title="异议",
        button="登记异议",
        what="单位认为统计不对的",
        address="recording.new_dispute_page",
        action=Action.RECORD,
        recent=_list_disputes,
    ),
    Shelf(
        title="发放",
        button="登记发放",
        what="各期发给谁、退回多少",
        address="recording.distribution_page",
        action=Action.RECORD,
        recent=_list_distributed,
    ),
)
