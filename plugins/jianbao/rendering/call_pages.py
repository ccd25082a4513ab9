"""约稿: what was asked of whom, who has answered, and what it comes to for each unit. Not in the public build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jianbao.answering import Answer, Outcome, find_answers, find_closing, find_load, find_notice
from jianbao.model import Access, Call
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_tables import count_cell
from jianbao.rendering.page import Page, Part
from jianbao.rendering.pages_by_year import ByYear
from jianbao.rendering.places import Place, name_unit, number_call, record_anchor
from jianbao.rendering.shown_table import ShownTable
from jianbao.rendering.slips.wording import say_left

INDEX = "calls/index.md"
TITLE = "约稿"
WAITING = "待答复"
_HOURS_OF_DAYS = 72


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAnswer:
    """``reason`` is what the unit gave for having nothing to report: for the office alone."""

    unit: Place
    outcome: str
    at: str
    reason: str

    @property
    def owes(self) -> bool:
        return self.outcome in (WAITING, Outcome.MISSING.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownCall:
    """``origin`` names a higher level's call with its deadline, ``closing`` how our report closed that. ``contact``
    and the title of the report are for the office alone.
    """

    call: Call
    anchor: str
    number: str
    origin: str
    left: str
    notice: str
    answers: tuple[ShownAnswer, ...]
    closing: str
    contact: str

    @property
    def counts(self) -> str:
        """应答复6家，按时3家，待答复3家."""
        found = [answer.outcome for answer in self.answers]
        words = [one.value for one in Outcome] + [WAITING]
        counted = [f"{word}{found.count(word)}家" for word in words if word in found]
        return "，".join([f"共{len(found)}家", *counted])


def find_calls(context: BuildContext) -> list[Call]:
    """Those issued by the day of the build, latest first; none in the public build."""
    if context.is_public:
        return []
    known = [call for call in context.office.calls.values() if call.issued and not call.issued.is_after(context.as_of)]
    return sorted(known, key=lambda call: call.id, reverse=True)


def is_open(context: BuildContext, call: Call) -> bool:
    """Its deadline has not passed."""
    return call.due is None or not context.as_of.is_after(call.due)


def divide_calls(context: BuildContext) -> ByYear:
    calls = find_calls(context)
    return ByYear.divide("calls", [call.id for call in calls], {call.id for call in calls if is_open(context, call)})


def render_calls(context: BuildContext) -> Part:
    """A page for each year; empty where no call was ever issued."""
    known = {call.id: call for call in find_calls(context)}
    pages = divide_calls(context)
    rendered = []
    for year, ids in pages.pages if known else ():
        shown = [_show(context, known[identity]) for identity in ids]
        title, uri = TITLE if year == pages.year else f"{year}年{TITLE}", pages.uri(year)
        html = context.render(
            "pages/calls.html",
            title=title,
            uri=uri,
            years=pages.years,
            opened=sorted((one for one in shown if is_open(context, one.call)), key=_by_due),
            closed=[one for one in shown if not is_open(context, one.call)],
            load=_make_load(context, year),
        )
        rendered.append(Page(uri=uri, title=title, html=html, day=context.as_of.day))
    return Part(pages=tuple(rendered))


def _by_due(shown: ShownCall) -> tuple[str, str]:
    return str(shown.call.due or ""), shown.call.id


def _show(context: BuildContext, call: Call) -> ShownCall:
    answers = find_answers(context.office, call, context.as_of)
    notices = [notice for answer in answers if (notice := find_notice(call, answer.unit)) is not None]
    return ShownCall(
        call=call,
        anchor=record_anchor(call.id),
        number=number_call(context, call),
        origin=_say_origin(context, call),
        left=say_left(call.due, context.as_of) if is_open(context, call) else "",
        notice=say_notice(min(notices)) if notices else "",
        answers=tuple(_show_answer(context, call, answer) for answer in answers),
        closing=_say_closing(context, call),
        contact=call.contact if context.access is Access.OFFICE else context.office.settings.office.phone,
    )


def _say_origin(context: BuildContext, call: Call) -> str:
    """市级约稿（市委办约〔2026〕37号），10月17日18时00分前上报."""
    if call.origin is None:
        return ""
    level = context.office.settings.office.level_name(call.origin.level)
    number = f"（{call.origin.number}）" if call.origin.number else ""
    due = f"，要求{call.origin.due.chinese}前上报" if call.origin.due else ""
    return f"{level}约稿{number}{due}"


def _show_answer(context: BuildContext, call: Call, answer: Answer) -> ShownAnswer:
    day = call.issued.day if call.issued else None
    said = next((reply.reason for reply in call.replies if reply.unit == answer.unit), "")
    return ShownAnswer(
        unit=name_unit(context, answer.unit, day),
        outcome=name_outcome(answer),
        at=answer.at.chinese if answer.at else "",
        reason=said if context.access is Access.OFFICE and answer.at else "",
    )


def name_outcome(answer: Answer) -> str:
    """按时 …, or that the answer is still waited for."""
    return answer.outcome.value if answer.outcome else WAITING


def _say_closing(context: BuildContext, call: Call) -> str:
    """Without the title of the report in the internal build: what is sent upward is the office's own affair."""
    closing = find_closing(context.office, call, context.as_of)
    if closing is None:
        return ""
    if closing.report is None or closing.report.sent is None:
        return "尚未上报" if closing.outcome is None else "到期未上报"
    late = "，迟于上级时限" if closing.outcome is Outcome.LATE else ""
    channel = context.office.settings.channel_title(closing.report.channel)
    title = f"《{closing.report.title}》" if context.access is Access.OFFICE and closing.report.title else ""
    return f"{closing.report.sent.chinese}上报{channel}{title}{late}"


def say_notice(notice: timedelta) -> str:
    """27小时; whole days from three days on: 6天."""
    hours = int(notice.total_seconds()) // 3600
    return f"{hours}小时" if hours < _HOURS_OF_DAYS else f"{hours // 24}天"


def _make_load(context: BuildContext, year: int) -> ShownTable:
    """What calls asked of each unit in a year, in protocol order: the office's own burden on the grass roots."""
    loads = find_load(context.office, context.as_of, date(year, 1, 1), date(year, 12, 31))
    heads = ("单位", "约稿（件）", "已答复（件）", "最短留给时间", "留给时间的中位数")
    rows = tuple(
        (
            Cell(text=name_unit(context, load.unit, context.as_of.day).title),
            count_cell(load.calls),
            count_cell(load.answered),
            _notice_cell(load.shortest),
            _notice_cell(load.median),
        )
        for load in loads
    )
    header = (tuple(HeaderCell(text=head) for head in heads),)
    table = CountTable(id="load", title=f"{year}年各单位收到的约稿", header=header, rows=rows)
    uris = tuple(name_unit(context, load.unit, None).uri for load in loads)
    return ShownTable(table=table, uris=uris)


def _notice_cell(notice: timedelta | None) -> Cell:
    return Cell(text="—" if notice is None else say_notice(notice))
