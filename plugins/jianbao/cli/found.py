"""``jianbao find-adoptions``: texts of higher levels in which ours seem to have been used, confirmed with one key."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812  (``date`` is an option)
from pathlib import Path

import click

from jianbao.acting.recording.found import Particulars, plan_dismissal, plan_found
from jianbao.acting.refusing import require_channel
from jianbao.cli.asking import Answer, ask
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.found_shown import show_proposal, tell_proposal
from jianbao.cli.recording.group import carry_out, record_id, tell_counts
from jianbao.cli.session import Session, exit_with_problems, pass_session, print_problems, reports_problems
from jianbao.intake.bulletins import extract_text
from jianbao.metadata import Moment
from jianbao.problems import ProblemsFound
from jianbao.proposing import Proposal, Upper, gather_sources, propose, read_bulletin, read_leads
from jianbao.reading.documents import measure_document, read_document
from jianbao.settings.intake import MEGABYTE

_EXAMPLE = """例：jianbao find-adoptions --by 郑××
例：jianbao find-adoptions templates/new/样稿.docx --channel 每日要情 --date 2026-11-28 --number 第228期 --show"""
_STDIN = "-"
_KEYS = "y 确认采用　n 不是　e 改渠道、日期、期号　s 跳过　q 结束"


@click.command("find-adoptions", cls=ChineseCommand, epilog=_EXAMPLE)
@click.argument("files", metavar="[文件… | -]", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--channel", default="", help="是哪个渠道的刊物，见 channels.yml；默认按文中写的")
@click.option("--date", help="哪一天的；默认按文中写的")
@click.option("--number", default="", help="对方的期号；默认按文中写的")
@click.option("--by", help="判为“不是”时记的经手人；默认为 git 里的姓名")
@click.option("--show", is_flag=True, help="只列出来，不逐条问")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 供程序读取，不逐条问")
@pass_session
@reports_problems
def find_adoptions(
    session: Session, /, files: tuple[Path, ...], channel: str, date: str | None, number: str, by: str | None,
    show: bool, form: str,
) -> None:  # fmt: skip
    """找上级用了我们哪些稿件，逐条确认，一条登记一份采用。

    不写文件的，看线索里还没有到期的上级刊物；文件可以是 Word、PDF、文本文件，- 从标准输入读文字。
    """
    named = require_channel(session.office, channel).id if channel else ""
    day = session.moment(date, "--date").day if date else None
    uppers = _read_uppers(session, files, named, day, number)
    found = _find(session, uppers)
    if form == "json":
        told = [tell_proposal(session.office, proposal) for proposal in found]
        session.print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    still = [proposal for proposal in found if not proposal.adoption]
    _tell_known(session, found)
    if not still:
        session.print(_say_nothing(session, files, uppers))
    elif show or Path(_STDIN) in files:
        for place, proposal in enumerate(still, 1):
            session.print(show_proposal(session.office, proposal, f"{place}/{len(still)}"))
    elif not _Round(session=session, by=by).run(still):
        exit_with_problems()


def _read_uppers(
    session: Session, files: Sequence[Path], channel: str, day: Day | None, number: str
) -> tuple[Upper, ...]:
    if not files:
        if channel or day or number:
            raise click.UsageError("--channel、--date、--number 用于文件；线索里的按信息源的设置")
        return read_leads(session.office, session.as_of)
    uppers: list[Upper] = []
    for file in files:
        settings = session.office.settings
        text = extract_text(_read_file(file, settings.intake.megabytes * MEGABYTE), _name(file), settings)
        print_problems(text.remarks)
        bulletin = read_bulletin(text.text, settings.channels, channel=channel, day=day, number=number)
        uppers += bulletin.uppers
    return tuple(uppers)


def _read_file(file: Path, most: int) -> bytes:
    if str(file) == _STDIN:
        return sys.stdin.buffer.read(most + 1)
    measure_document(file)
    return read_document(file, most)


def _name(file: Path) -> str:
    return "标准输入" if str(file) == _STDIN else file.name


def _find(session: Session, uppers: Sequence[Upper]) -> list[Proposal]:
    """The surest first."""
    sources = gather_sources(session.office)
    found = [proposal for upper in uppers for proposal in propose(upper, sources)]
    return sorted(found, key=lambda proposal: (bool(proposal.adoption), -proposal.confidence))


def _tell_known(session: Session, found: Sequence[Proposal]) -> None:
    for proposal in found:
        if proposal.adoption:
            session.print(f"已登记：《{proposal.upper.title}》　{proposal.adoption}")


def _say_nothing(session: Session, files: Sequence[Path], uppers: Sequence[Upper]) -> str:
    """Why there is nothing to ask, and what may be done."""
    if not files and not any(source.channel for source in session.office.settings.feeds.sources):
        return "没有写文件，feeds.yml 里也没有写明渠道（channel）的信息源。写上上级刊物的文件名，如 每日要情.docx"
    if not uppers:
        return "没有要看的上级刊物：线索都已到期，或还没有收取。"
    return f"看了{len(uppers)}篇，没有找到像是用了我们稿件、还没有登记的。"


@dataclass(kw_only=True)
class _Round:
    """Going through the proposals with whoever sits there. ``stated``: what was typed in place of what theirs says."""

    session: Session
    by: str | None
    registered: int = 0
    refused: bool = False
    stated: dict[int, Particulars] = field(default_factory=dict)

    def run(self, proposals: Sequence[Proposal]) -> bool:
        """Whether nothing stood in the way of what was confirmed."""
        for place, proposal in enumerate(proposals, 1):
            self.session.print(show_proposal(self.session.office, proposal, f"{place}/{len(proposals)}"))
            answer = Answer.EDIT
            while answer is Answer.EDIT:
                answer = ask(_KEYS)
                self._carry_out(answer, proposal)
            if answer is Answer.QUIT:
                break
        self.session.print(f"登记了{self.registered}条采用。" if self.registered else "没有登记。")
        return not self.refused

    def _carry_out(self, answer: Answer, proposal: Proposal) -> None:
        """One act at most; what stands in its way is told, and the next proposal shown."""
        try:
            if answer is Answer.YES:
                self._register(proposal)
            elif answer is Answer.NO:
                self._dismiss(proposal)
            elif answer is Answer.EDIT:
                self._edit(proposal)
        except ProblemsFound as found:
            print_problems(found.problems)
            self.refused = True

    def _register(self, proposal: Proposal) -> None:
        stated = self._find_stated(proposal)
        as_of = self.session.as_of
        path, office = carry_out(self.session, lambda now: [plan_found(now, proposal, stated, as_of)])
        tell_counts(self.session, office, record_id(path))
        self.registered += 1

    def _dismiss(self, proposal: Proposal) -> None:
        """What was found in a lead is not asked again; of a file nothing is kept."""
        if proposal.upper.lead:
            by = self.session.person(self.by, "编辑", "--by")
            self.session.perform(lambda now: [plan_dismissal(now, proposal, by, self.session.as_of)])

    def _find_stated(self, proposal: Proposal) -> Particulars:
        upper = proposal.upper
        usual = Particulars(channel=upper.channel, date=Moment(upper.day) if upper.day else None, number=upper.number)
        return self.stated.get(id(proposal), usual)

    def _edit(self, proposal: Proposal) -> None:
        known = self._find_stated(proposal)
        channel = self.session.office.settings.channel_title(known.channel) if known.channel else ""
        written = click.prompt("渠道", default=channel)
        day = click.prompt("采用日期", default=str(known.date or self.session.as_of.day))
        number = click.prompt("期号", default=known.number, show_default=bool(known.number))
        moment = self.session.moment(day, "采用日期")
        self.stated[id(proposal)] = Particulars(
            channel=require_channel(self.session.office, written).id, date=moment, number=number
        )
