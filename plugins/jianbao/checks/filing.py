"""报送手续: who signed an item off in the unit, and how it came when it did not come through git."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Decision, Item, Via
from jianbao.problems import Level, Problem

APPROVER_MISSING = Rule(
    code="approver-missing",
    title="没有审签人",
    reason="稿件须经单位负责人审签才能报送；电话先报的，要在限期内补签。",
    remedy="写上审签的单位负责人，如“approver: 李××”",
    numbers={"hours": 24},
)
APPROVER_PENDING = Rule(
    code="approver-pending",
    title="等待补签",
    reason="电话先报的稿件可以后补审签人，但有期限，过期即为错误。",
    remedy="请报送单位负责人补签，写上“approver: 姓名”",
    level=Level.WARNING,
)
RECEIPT_MISSING = Rule(
    code="receipt-missing",
    title="补录稿件没有收稿登记",
    reason="电话、传真、纸质来稿由编辑补录，什么时候收到、怎么收到的，要有登记才能算及时率。",
    remedy="用 jianbao record receipt 补登记，写明什么时候、怎么收到的",
    level=Level.WARNING,
)
URGENT_TIMES = Rule(
    code="urgent-times",
    title="紧急稿件没有写清时间和报次",
    reason="没有事发时间和接报时间，算不出是不是迟报；不写报次，续报和终报就接不到这一起事件上。",
    remedy="写上 occurred（事发时间）、learned（接报时间）和 stage（报次：初报、续报、终报）",
    level=Level.WARNING,
)
# Nothing comes of these items any more, and their files are closed.
_DONE_WITH = frozenset({Decision.REVISE, Decision.DECLINE, Decision.VOID})


def check_approver(context: Context) -> Iterator[Problem]:
    limit = context.number(APPROVER_MISSING, "hours")
    for item in context.office.items.values():
        if item.approver or _is_done_with(context, item):
            continue
        receipt = context.office.receipt_of.get(item.id)
        if receipt is None or receipt.via is not Via.PHONE or receipt.received is None:
            yield APPROVER_MISSING.report(item.source.place("approver"), "没有写 approver（审签人）")
        elif context.as_of.passed(limit, receipt.received):
            message = f"{receipt.received.chinese}电话报送，已过{limit}小时仍未补签"
            yield APPROVER_MISSING.report(item.source.place(), message)
        else:
            message = f"{receipt.received.chinese}电话报送，须在{limit}小时内补签"
            yield APPROVER_PENDING.report(item.source.place(), message)


def _is_done_with(context: Context, item: Item) -> bool:
    records = context.standing.decisions.get(item.id, ())
    return bool(records) and all(record.decision in _DONE_WITH for record in records)


def check_receipt(context: Context) -> Iterator[Problem]:
    for item in context.office.items.values():
        if item.entered_by and item.id not in context.office.receipt_of:
            name = context.office.settings.people.name(item.entered_by)
            place = item.source.place("entered_by")
            yield RECEIPT_MISSING.report(place, f"本稿由{name}补录，没有收稿登记")


def check_urgent(context: Context) -> Iterator[Problem]:
    """While the unit can still write them: what was decided on is closed to it."""
    for item in context.office.items.values():
        if item.id in context.standing.decisions or not (item.urgency or item.stage):
            continue
        stated = (("事发时间", item.occurred), ("接报时间", item.learned), ("报次", item.stage))
        if missing := [name for name, value in stated if value is None]:
            what = f"{item.urgency.value}件" if item.urgency else "写了报次的稿件"
            place = item.source.place("urgency" if item.urgency else "stage")
            yield URGENT_TIMES.report(place, f"{what}没有写{'、'.join(missing)}")


FAMILY = Family(
    name="报送手续",
    rules=(APPROVER_MISSING, APPROVER_PENDING, RECEIPT_MISSING, URGENT_TIMES),
    checks=(check_approver, check_receipt, check_urgent),
)
