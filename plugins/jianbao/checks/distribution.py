"""发放登记: that the copies of an issue add up, and every copy number is with one recipient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_issue
from jianbao.model import Distribution, Handed
from jianbao.model.distribution import format_copy_numbers
from jianbao.problems import Problem

DISTRIBUTION_ISSUE = Rule(
    code="distribution-issue",
    title="发放登记找不到对应的一期",
    reason="发放登记按所在文件夹和文件名对应到期，期不存在，就不知道发的是什么。",
    remedy="核对文件名；如 briefs/distribution/xinxi/2026/081.yml 对应 briefs/issues/xinxi/2026/081.yml",
)
DISTRIBUTION_COPIES = Rule(
    code="distribution-copies",
    title="发出的比印的多",
    reason="发出的份数超过印制份数，必有一处记错，清退时就对不上。",
    remedy="核对 printed（印制份数）和各行的 copies（份数）；加印的，改印制份数",
)
DISTRIBUTION_NUMBERS = Rule(
    code="distribution-numbers",
    title="份号不对",
    reason="一个份号只有一份，超出印数、发了两次或与份数不符，丢了就查不到是谁的。",
    remedy="核对 copy_numbers（份号）和 copies（份数）；如 copies: 20，copy_numbers: 1-20",
)
DISTRIBUTION_RETURNED = Rule(
    code="distribution-returned",
    title="退回的没有发出过",
    reason="退回的应当是发给同一单位的那几份，对不上的必有一处记错。",
    remedy="核对 returned（退回）各行的 to（发往）、份数和份号，与 sent（发放）写法一致",
)


def check_issue(context: Context) -> Iterator[Problem]:
    """An issue whose file is there but cannot be read has a problem of its own."""
    files = frozenset(context.office.files)
    for given in context.office.distribution.values():
        if given.issue not in context.office.issues and f"briefs/issues/{given.issue}.yml" not in files:
            yield DISTRIBUTION_ISSUE.report(given.source.place(), f"没有 {given.issue} 这一期，却有它的发放登记")


def check_copies(context: Context) -> Iterator[Problem]:
    for given in context.office.distribution.values():
        total = sum(row.copies for row in given.sent)
        if given.printed and total > given.printed:
            issue = context.office.issues.get(given.issue)
            name = name_issue(context.office, issue) if issue else given.issue
            message = f"{name}印{given.printed}份，发出的合计{total}份"
            yield DISTRIBUTION_COPIES.report(given.source.place("printed"), message)


def check_numbers(context: Context) -> Iterator[Problem]:
    for given in context.office.distribution.values():
        yield from _check_count(given)
        holder: dict[int, str] = {}
        for number, row in enumerate(given.sent):
            place = given.source.place(f"sent[{number}].copy_numbers")
            beyond = [copy for copy in row.copy_numbers if given.printed and copy > given.printed]
            if beyond:
                message = f"份号{format_copy_numbers(beyond)}超出印制的{given.printed}份"
                yield DISTRIBUTION_NUMBERS.report(place, message)
            twice = {copy: row.to for copy, times in Counter(row.copy_numbers).items() if times > 1}
            twice |= {copy: holder[copy] for copy in row.copy_numbers if copy in holder}
            holder = dict.fromkeys(row.copy_numbers, row.to) | holder
            for name in dict.fromkeys(twice.values()):
                shown = format_copy_numbers(copy for copy, first in twice.items() if first == name)
                yield DISTRIBUTION_NUMBERS.report(place, f"份号{shown}已经发给{name}")


def _check_count(given: Distribution) -> Iterator[Problem]:
    for field, rows in (("sent", given.sent), ("returned", given.returned)):
        for number, row in enumerate(rows):
            if row.copy_numbers and row.copies != len(row.copy_numbers):
                message = f"{row.to}的份数是{row.copies}，份号却有{len(row.copy_numbers)}个"
                yield DISTRIBUTION_NUMBERS.report(given.source.place(f"{field}[{number}].copy_numbers"), message)


def check_returned(context: Context) -> Iterator[Problem]:
    for given in context.office.distribution.values():
        back: Counter[str] = Counter()
        gone: set[int] = set()
        for number, row in enumerate(given.returned):
            if problem := _describe_return(row, [sent for sent in given.sent if sent.to == row.to], back, gone):
                yield DISTRIBUTION_RETURNED.report(given.source.place(f"returned[{number}]"), problem)
            back[row.to] += row.copies
            gone.update(row.copy_numbers)


def _describe_return(row: Handed, sent: list[Handed], back: Counter[str], gone: set[int]) -> str:
    """What is wrong with a return; ``back`` and ``gone`` are the copies and numbers that came back before."""
    if not sent:
        return f"没有发给{row.to}的记录"
    most, total = sum(handed.copies for handed in sent), back[row.to] + row.copies
    if total > most:
        return f"发给{row.to}{most}份，退回的却有{total}份"
    numbers = {copy for handed in sent for copy in handed.copy_numbers} - gone
    if strange := [copy for copy in row.copy_numbers if copy not in numbers]:
        return f"份号{format_copy_numbers(strange)}不在{row.to}手里"
    return ""


FAMILY = Family(
    name="发放登记",
    rules=(DISTRIBUTION_ISSUE, DISTRIBUTION_COPIES, DISTRIBUTION_NUMBERS, DISTRIBUTION_RETURNED),
    checks=(check_issue, check_copies, check_numbers, check_returned),
)
