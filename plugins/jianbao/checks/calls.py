"""约稿: numbers, deadlines that units can keep, and who was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rapidfuzz import fuzz

from jianbao.answering import called_units
from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import say_minutes
from jianbao.metadata import Moment
from jianbao.model import Call
from jianbao.problems import Level, Problem

CALL_NUMBER = Rule(
    code="call-number",
    title="约稿编号与文件名不一致",
    reason="稿件用文件名里的编号答复约稿，两处不同，答复就对不上。",
    remedy="文件名和 number 写成同一个编号，文件名用三位数",
)
CALL_DUE = Rule(
    code="call-due",
    title="截止时间不晚于发出时间",
    reason="截止时间写错了，全部单位都会算作迟交。",
    remedy="核对 issued（发出时间）和 due（截止时间）",
)
CALL_RUSHED = Rule(
    code="call-rushed",
    title="留给单位的时间太短",
    reason="上午发通知下午就要，单位只能应付，报来的稿件用不上，也是基层反映最多的负担。",
    remedy="能宽限的，放宽截止时间；确属紧急的，不用处理",
    level=Level.WARNING,
    numbers={"hours": 4},
)
CALL_ORIGIN = Rule(
    code="call-origin",
    title="本级截止时间晚于上级的",
    reason="单位按时报来，也赶不上上级的截止时间。",
    remedy="本级截止时间提前，留出编辑、审签的时间",
    level=Level.WARNING,
)
CALL_EXEMPT = Rule(
    code="call-exempt",
    title="既约稿又免报",
    reason="同一单位既在约稿之列又写了免报，按免报计，单位却可能照样准备。",
    remedy="确要免报的，从 units 里删去；要报的，从 exempt 里删去",
    level=Level.WARNING,
)
CALL_REPLY = Rule(
    code="call-reply",
    title="答复的单位没有被约",
    reason="没有被约的单位不列入统计，它的答复看不到，多半是单位写错了。",
    remedy="核对单位；漏约的，补进 units",
    level=Level.WARNING,
)
CALL_SIMILAR = Rule(
    code="call-similar",
    title="同一件事要了两次",
    reason="几份约稿要的是同一内容，单位就要重复报送。",
    remedy="能合并的合并；要的内容确实不同，把标题写清楚",
    level=Level.WARNING,
    numbers={"percent": 85},
)
CALL_REPEATED = Rule(
    code="call-repeated",
    title="刚要过的又要一次",
    reason="前一份约稿才截止不久，又向同样的单位要同一内容，单位只能把上次的再报一遍。",
    remedy="先用已经报来的；确要新情况的，写明只报变化",
    level=Level.NOTICE,
    numbers={"days": 30},
)


def check_number(context: Context) -> Iterator[Problem]:
    for call in context.office.calls.values():
        year, _, written = call.id.partition("/")
        if call.number and call.number != int(written):
            yield CALL_NUMBER.report(call.source.place("number"), f"编号是{call.number}，文件名却是 {written}.md")
        if call.issued and str(call.issued.day.year) != year:
            message = f"发出时间是{call.issued.chinese}，文件夹却是{year}年"
            yield CALL_NUMBER.report(call.source.place("issued"), message, "约稿放在发出那一年的文件夹里")


def check_times(context: Context) -> Iterator[Problem]:
    least = context.number(CALL_RUSHED, "hours")
    for call in context.office.calls.values():
        if call.issued is None or call.due is None:
            continue
        place, timed = call.source.place("due"), bool(call.issued.time and call.due.time)
        left = call.due.at - call.issued.at
        if call.issued.is_after(call.due) or (timed and not left):
            message = f"截止时间{call.due.chinese}不晚于发出时间{call.issued.chinese}"
            yield CALL_DUE.report(place, message)
        elif timed and left < timedelta(hours=least):
            minutes = left // timedelta(minutes=1)
            yield CALL_RUSHED.report(place, f"从发出到截止只有{say_minutes(minutes)}，不到{least}小时")
        if call.origin and call.origin.due and call.due.is_after(call.origin.due):
            message = f"截止时间{call.due.chinese}晚于上级要求的{call.origin.due.chinese}"
            yield CALL_ORIGIN.report(place, message)


def check_units(context: Context) -> Iterator[Problem]:
    units = context.office.settings.units
    for call in context.office.calls.values():
        day = call.issued.day if call.issued else None
        for number, unit in enumerate(call.exempt):
            if unit in call.units:
                place = call.source.place(
                    f"exempt[{number}]" if f"exempt[{number}]" in call.source.places else "exempt"
                )
                yield CALL_EXEMPT.report(place, f"{units.short(unit, day)}既在约稿单位里，又写了免报")
        asked = called_units(context.office, call)
        for number, reply in enumerate(call.replies):
            if units.get(reply.unit) and reply.unit not in asked:
                message = f"没有向{units.short(reply.unit, day)}约稿"
                yield CALL_REPLY.report(call.source.place(f"replies[{number}].unit"), message)


def check_similar(context: Context) -> Iterator[Problem]:
    """Calls for the same thing that ask a unit in common, open together or soon after; told at the later one."""
    least, most = context.number(CALL_SIMILAR, "percent"), context.number(CALL_REPEATED, "days")
    recent: list[Call] = []
    for call in sorted(context.office.calls.values(), key=lambda call: (str(call.issued or ""), call.id)):
        if call.issued is None or call.due is None:
            continue
        recent = [earlier for earlier in recent if earlier.due and call.issued.days_since(earlier.due) <= most]
        for earlier in recent:
            if fuzz.ratio(earlier.title, call.title) >= least and _asked(context, earlier) & _asked(context, call):
                yield from _report_similar(call, call.issued, earlier)
        recent.append(call)


def _report_similar(call: Call, issued: Moment, earlier: Call) -> Iterator[Problem]:
    place, same = call.source.place("title"), f"与第{earlier.number}号约稿“{earlier.title}”要的是同一件事"
    if earlier.due is None:
        return
    if issued.is_after(earlier.due):
        days = issued.days_since(earlier.due)
        since = f"才过{days}天" if days else "当天又发"
        yield CALL_REPEATED.report(place, f"{same}，那一份{earlier.due.chinese}截止，{since}")
    else:
        yield CALL_SIMILAR.report(place, f"{same}，那一份{earlier.due.chinese}截止")


def _asked(context: Context, call: Call) -> set[str]:
    return set(called_units(context.office, call)) - set(call.exempt)


FAMILY = Family(
    name="约稿",
    rules=(CALL_NUMBER, CALL_DUE, CALL_RUSHED, CALL_ORIGIN, CALL_EXEMPT, CALL_REPLY, CALL_SIMILAR, CALL_REPEATED),
    checks=(check_number, check_times, check_units, check_similar),
)
