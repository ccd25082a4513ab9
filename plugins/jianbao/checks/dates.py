"""日期: days that have not come yet, contradict each other, or contradict the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jianbao.checks.occasions import Dated, Pair, list_days, list_moments, pair_moments
from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata import Moment
from jianbao.model import DeskRecord, Draft, Issue, Item
from jianbao.problems import Level, Problem
from jianbao.standing import find_arrival

DATE_IMPOSSIBLE = Rule(
    code="date-impossible",
    title="不是日期",
    reason="日期写法认不出来，或者没有这一天。",
    remedy="写成 2026-11-03 或 2026年11月3日，可加时间 09:20",
    fixed=True,
)
DATE_FUTURE = Rule(
    code="date-future",
    title="日期在今天之后",
    reason="已经发生的事不会晚于今天，多半是年份或月份写错了。",
    remedy="核对年、月、日",
)
DATE_ORDER = Rule(
    code="date-order",
    title="先后次序不对",
    reason="事发、接报、报送、处理、签发有先有后，倒过来的必有一个写错，迟报漏报也就算不准。",
    remedy="核对这两个时间，改正写错的一个",
)
FILE_DATE = Rule(
    code="file-date",
    title="文件名的日期与内容不一致",
    reason="编号里的日期取自文件名，与内容不同，查找时就会找错。",
    remedy="文件名里的年份、月-日改成与内容一致（稿件用报送时间，编辑记录用处理时间，其他记录用各自的日期）",
)

DATE_BACKDATED = Rule(
    code="date-backdated",
    title="报送时间比入库早得多",
    reason="报送件数和时限按报送时间算，倒填日期就算不准；确实收得早的，应有收稿登记为证。",
    remedy="核对报送时间；电话、传真、纸质先到的，用 jianbao record receipt 补登记",
    level=Level.WARNING,
    numbers={"days": 3},
)

_FILE_DAY = re.compile(r"(?:^|/)(\d{4})/(\d\d)-(\d\d)-[^/]+$")


def check_future(context: Context) -> Iterator[Problem]:
    for source, field, label, moment in _all_moments(context):
        if moment and moment.is_after(context.as_of):
            message = f"{label}{moment.chinese}在今天（{Moment(context.as_of.day).chinese}）之后"
            yield DATE_FUTURE.report(source.place(field), message)


def _all_moments(context: Context) -> Iterator[Dated]:
    office = context.office
    for item in office.items.values():
        yield item.source, "date", "报送时间", item.date
        yield item.source, "occurred", "事发时间", item.occurred
        yield item.source, "learned", "接报时间", item.learned
    for record in office.desk.values():
        yield record.source, "decided", "处理时间", record.decided
    for draft in office.drafts.values():
        for number, review in enumerate(draft.reviews):
            yield (
                draft.source,
                f"reviews[{number}].at",
                f"{review.stage.value if review.stage else '审核'}时间",
                review.at,
            )
    for issue in office.issues.values():
        yield issue.source, "date", "签发日期", issue.date
    for notice in office.notices.values():
        yield notice.source, "date", "日期", notice.date
    for receipt in office.receipts.values():
        yield receipt.source, "received", "收到时间", receipt.received
    yield from list_moments(office)


def check_backdated(context: Context) -> Iterator[Problem]:
    """Items whose own date lies long before the commit that brought them, and which no receipt vouches for."""
    most = context.number(DATE_BACKDATED, "days")
    for item in context.office.items.values():
        arrival = context.arrivals.get(item.source.path)
        if arrival is None or item.date is None or item.id in context.office.receipt_of:
            continue
        if (days := arrival.days_since(item.date)) > most:
            came = Moment(arrival.day).chinese
            message = f"报送时间{Moment(item.date.day).chinese}比入库的{came}早{days}天，超过{most}天"
            yield DATE_BACKDATED.report(item.source.place("date"), message)


def check_order(context: Context) -> Iterator[Problem]:
    """Pairs of which the first must not be later than the second; the problem stands at the second."""
    for earlier, (source, field, label, moment) in _ordered_pairs(context):
        if earlier[1] and moment and earlier[1].is_after(moment):
            message = f"{label}{moment.chinese}早于{earlier[0]}{earlier[1].chinese}"
            yield DATE_ORDER.report(source.place(field), message)


def _ordered_pairs(context: Context) -> Iterator[Pair]:
    office = context.office
    for item in office.items.values():
        yield from _item_pairs(item)
    for record in office.desk.values():
        yield from _desk_pairs(context, record)
    for draft in office.drafts.values():
        yield from _draft_pairs(draft)
    for issue in office.issues.values():
        yield from _issue_pairs(context, issue)
    for notice in office.notices.values():
        if corrected := office.issues.get(notice.issue):
            yield ("该期签发日期", corrected.date), (notice.source, "date", "日期", notice.date)
    yield from pair_moments(office)


def _item_pairs(item: Item) -> Iterator[Pair]:
    yield ("事发时间", item.occurred), (item.source, "learned", "接报时间", item.learned)
    yield ("接报时间", item.learned), (item.source, "date", "报送时间", item.date)
    if item.learned is None:
        yield ("事发时间", item.occurred), (item.source, "date", "报送时间", item.date)


def _desk_pairs(context: Context, record: DeskRecord) -> Iterator[Pair]:
    office = context.office
    decided = (record.source, "decided", "处理时间", record.decided)
    for item in record.items:
        if item in office.items:
            yield (f"稿件 {item} 的收到时间", find_arrival(office, office.items[item])), decided
    for old in record.supersedes:
        if old in office.desk:
            yield (f"所取代的 {old} 的处理时间", office.desk[old].decided), decided
    for task in record.tasks:
        if task in office.tasks:
            until = (record.source, "until", "情况截至的日子", record.until)
            yield (f"督查事项 {task} 的交办时间", office.tasks[task].assigned), until
    yield ("情况截至的日子", record.until), decided


def _draft_pairs(draft: Draft) -> Iterator[Pair]:
    for number, (before, after) in enumerate(pairwise(draft.reviews), 1):
        labels = [review.stage.value if review.stage else "审核" for review in (before, after)]
        yield (
            (f"前一环节{labels[0]}的时间", before.at),
            (draft.source, f"reviews[{number}].at", f"{labels[1]}时间", after.at),
        )


def _issue_pairs(context: Context, issue: Issue) -> Iterator[Pair]:
    for article in issue.articles:
        if record := context.office.desk.get(article):
            yield (f"所载 {article} 的处理时间", record.decided), (issue.source, "date", "签发日期", issue.date)


def check_file_date(context: Context) -> Iterator[Problem]:
    office = context.office
    dated: list[tuple[str, Dated]] = [
        *((item.id, (item.source, "date", "报送时间", item.date)) for item in office.items.values()),
        *((record.id, (record.source, "decided", "处理时间", record.decided)) for record in office.desk.values()),
        *((notice.id, (notice.source, "date", "日期", notice.date)) for notice in office.notices.values()),
        *(
            (receipt.id, (receipt.source, "received", "收到时间", receipt.received))
            for receipt in office.receipts.values()
        ),
        *list_days(office),
    ]
    for identity, (source, field, label, moment) in dated:
        match = _FILE_DAY.search(identity)
        if match and moment and f"{moment.day}" != "-".join(match.groups()):
            written = f"{match[1]}年{int(match[2])}月{int(match[3])}日"
            yield FILE_DATE.report(source.place(field), f"文件名是{written}，{label}却是{Moment(moment.day).chinese}")
    for event in office.task_events.values():
        name = event.id.rpartition("/")[2][:5]
        if event.date and f"{event.date.day:%m-%d}" != name:
            written = f"{int(name[:2])}月{int(name[3:])}日"
            message = f"文件名是{written}，{event.kind.value}时间却是{Moment(event.date.day).chinese}"
            yield FILE_DATE.report(event.source.place("date"), message)


FAMILY = Family(
    name="日期",
    rules=(DATE_IMPOSSIBLE, DATE_FUTURE, DATE_BACKDATED, DATE_ORDER, FILE_DATE),
    checks=(check_future, check_backdated, check_order, check_file_date),
)
