"""What ``jianbao fetch-mail`` says of each mail: by whom, when, about what, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jianbao.acting.receiving_mail import Entered, Fate, Mail
from jianbao.problems import NOWHERE, Level, Problem
from jianbao.reading import Office

_KNOW = "确是单位报送的，在 mail.yml 的 senders 里加上发件人；只认这一封的，用 --only 邮件编号 --unit 单位"
_TRUST = "打电话向来信单位核实；确实是的，用 --only 邮件编号 --unit 单位 收下这一封"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """``entered`` or ``problems`` of one that was looked into; of a wanted one neither means that nothing was in it."""

    mail: Mail
    fate: Fate
    entered: tuple[Entered, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.fate is Fate.WANTED and not self.entered and not self.problems


def name_mail(office: Office, mail: Mail) -> str:
    """和平镇（a@b）2026年11月30日9时10分“主题”."""
    author = mail.letter.author
    address = author.address or author.name or "没有写发件人"
    unit = office.settings.units.short(mail.sender.unit, mail.received.day) if mail.sender else ""
    who = f"{unit}（{address}）" if unit else f"{address}，"
    return f"{who}{mail.received.chinese}“{mail.letter.subject or '没有主题'}”"


def list_mails(office: Office, outcomes: Sequence[Outcome], *, show: bool) -> Iterator[str]:
    """Those from which something came, those from which nothing did, those of nobody known; and how many in all."""
    yield from _list_entered(office, outcomes, show=show)
    for outcome in outcomes:
        if outcome.is_empty:
            others = _list_others(outcome.mail)
            yield f"{name_mail(office, outcome.mail)}：没有可以导入的稿件{others}"
    unknown = [outcome.mail for outcome in outcomes if outcome.fate is Fate.UNKNOWN]
    if unknown:
        yield f"来历不明的{len(unknown)}封，没有收（{_KNOW}）："
    for mail in unknown:
        letter = mail.letter
        suspicion = f"；{letter.author.suspicion}" if letter.author.suspicion else ""
        yield f"  {name_mail(office, mail)}{suspicion}{_list_others(mail)}；邮件编号 {letter.message}"
    yield _sum_up(outcomes, show=show)


def _list_entered(office: Office, outcomes: Sequence[Outcome], *, show: bool) -> Iterator[str]:
    for outcome in outcomes:
        # What is known and was looked at once more is nothing new.
        if outcome.entered and not (outcome.fate is Fate.WANTED and _is_old(office, outcome)):
            yield f"{name_mail(office, outcome.mail)}："
            for one in outcome.entered:
                done = "与已有的稿件相同，没有再收" if one.before else "将收为" if show else "收为"
                yield f"  {one.attachment} {done}《{one.item.title}》{one.item.id}"
            for remark in outcome.remarks:
                if remark.level is Level.NOTICE:
                    yield f"  {remark.place.path}：{remark.message}。"
            for doubt in outcome.mail.doubts:
                yield f"  {doubt}。"
            if outcome.mail.letter.others:
                yield f"  没有导入的附件：{'、'.join(outcome.mail.letter.others)}"


def _is_old(office: Office, outcome: Outcome) -> bool:
    """Whether all of it had come by this very mail."""
    own = {known.item for known in office.receipts.values() if known.message == outcome.mail.letter.message}
    return all(one.before and one.item.id in own for one in outcome.entered)


def _list_others(mail: Mail) -> str:
    names = [*(paper.name for paper in mail.letter.papers), *mail.letter.others]
    names += [problem.place.path for problem in mail.letter.problems if problem.place.path]
    return f"；附件：{'、'.join(dict.fromkeys(names))}" if names else ""


def _sum_up(outcomes: Sequence[Outcome], *, show: bool) -> str:
    """Only what there is, in one order."""
    taken = [one for outcome in outcomes for one in outcome.entered if not one.before]
    mails = sum(any(not one.before for one in outcome.entered) for outcome in outcomes)
    known = sum(outcome.fate is Fate.KNOWN or bool(outcome.entered) for outcome in outcomes) - mails
    counts = {
        "已收过": known,
        "不能收": sum(bool(outcome.problems) for outcome in outcomes),
        "可疑": sum(outcome.fate is Fate.SUSPECT for outcome in outcomes),
        "没有稿件": sum(outcome.is_empty for outcome in outcomes),
        "来历不明": sum(outcome.fate is Fate.UNKNOWN for outcome in outcomes),
        "自动发出": sum(outcome.fate is Fate.AUTOMATIC for outcome in outcomes),
        "不收": sum(outcome.fate is Fate.IGNORED for outcome in outcomes),
    }
    rest = "".join(f"，{what}{number}封" for what, number in counts.items() if number)
    return f"看了{len(outcomes)}封邮件：{'将收' if show else '收'}{mails}封、稿件{len(taken)}篇{rest}。"


def tell_problems(office: Office, outcomes: Sequence[Outcome]) -> Iterator[Problem]:
    """Each with its mail and attachment; it lies in no file of the office."""
    for outcome in outcomes:
        who = name_mail(office, outcome.mail)
        if outcome.fate is Fate.SUSPECT:
            letter = outcome.mail.letter
            message = f"{who}：{letter.author.suspicion}，没有收；邮件编号 {letter.message}"
            yield Problem(code="mail-suspect", place=NOWHERE, message=message, hint=_TRUST)
        for problem in (*outcome.problems, *outcome.remarks):
            if problem.level is not Level.NOTICE:
                where = f"附件“{problem.place.path}”" if problem.place.path else ""
                yield replace(problem, place=NOWHERE, message=f"{who}{where}：{problem.message}")
