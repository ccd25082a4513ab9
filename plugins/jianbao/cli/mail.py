"""``jianbao fetch-mail``: what units sent to the mailbox becomes items, each once; nothing on the server changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from jianbao.acting.opening_mail import Papers, open_letter
from jianbao.acting.receiving_mail import (
    Entered,
    Fate,
    Mail,
    MailPlan,
    Wishes,
    plan_mail,
    tell_other_units,
    was_interrupted,
    with_changes,
)
from jianbao.acting.refusing import refuse, require_unit
from jianbao.acting.work_tree import WorkTree
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.committed_tree import CommittedTree
from jianbao.cli.importing import tell_what_is_left
from jianbao.cli.mail_sources import Arrivals, Chosen, read_files, read_server
from jianbao.cli.mail_telling import Outcome, list_mails, tell_problems
from jianbao.cli.session import Session, clean, exit_with_problems, pass_session, reports_problems
from jianbao.cli.standing_alone import run_script
from jianbao.problems import Level, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.rendering.mail_replies import Answered, Refused, Reply, write_reply
from jianbao.writing import Change

OUT = Path("dist/回执")
SCRIPT = "scripts/fetch_mail.py"
_EXAMPLE = """例：jianbao fetch-mail templates/mail/样信.eml --show
例：jianbao fetch-mail templates/mail/样信.eml --by 郑××"""


@dataclass(kw_only=True)
class _Run:
    """Grows mail by mail. ``outcomes`` in the order of arrival; ``tried`` is the office as ``--show`` leaves it."""

    session: Session
    tree: WorkTree
    wishes: Wishes
    chosen: Chosen
    show: bool
    tried: Office
    outcomes: list[Outcome] = field(default_factory=list)
    replies: list[Change] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def take(self, mail: Mail) -> None:
        fate = self.chosen.fate(self.tried, mail)
        if fate is Fate.KNOWN and mail.sender and was_interrupted(self.tried, mail.sender.unit):
            fate = Fate.WANTED
        if fate is not Fate.WANTED:
            self.outcomes.append(Outcome(mail=mail, fate=fate))
            return
        settings = self.session.office.settings
        opened = open_letter(settings, mail.letter, accept_changes=self.wishes.accept_changes)
        if not opened.papers and not opened.problems:
            self.outcomes.append(Outcome(mail=mail, fate=fate))
            return
        if opened.problems:
            self._refuse(mail, opened.problems)
            return
        try:
            plan = self._do(mail, opened.papers)
        except ProblemsFound as found:
            self._refuse(mail, found.problems)
            return
        remarks = (*opened.remarks, *tell_other_units(settings, mail, opened.papers))
        self.outcomes.append(Outcome(mail=mail, fate=fate, entered=plan.entered, remarks=remarks))
        if plan.changes or self.chosen.only:
            self._answer(mail, entered=plan.entered, remarks=opened.remarks)

    def _refuse(self, mail: Mail, problems: Sequence[Problem]) -> None:
        self.outcomes.append(Outcome(mail=mail, fate=Fate.WANTED, problems=tuple(problems)))
        # None goes out about what must not be spoken of, or was not looked at.
        if not any(problem.code in ("secrecy-mark", "mail-left") for problem in problems):
            self._answer(mail, problems=problems)

    def _do(self, mail: Mail, papers: Papers) -> MailPlan:
        """One mail is one act: what is planned is planned on what is there then."""
        templates = self.session.templates
        if self.show:
            plan = plan_mail(self.tried, templates, mail, papers, self.wishes)
            self.tried = with_changes(self.tried, plan.changes)
            return plan
        with self.tree.hold() as office:
            plan = plan_mail(office, templates, mail, papers, self.wishes)
            if isinstance(self.tree, CommittedTree):
                self.tree.message = f"收稿：{'、'.join(one.item.title for one in plan.entered if not one.before)}"
            self.written += self.tree.write(plan.changes)
            self.tried = with_changes(office, plan.changes)
        return plan

    def _answer(
        self,
        mail: Mail,
        *,
        entered: Sequence[Entered] = (),
        remarks: Sequence[Problem] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        """Prepares the reply; none goes out by itself."""
        letter = mail.letter
        if mail.sender is None or not letter.author.address:
            return
        reply = Reply(
            address=letter.author.address,
            unit=mail.sender.unit,
            message=letter.message,
            subject=letter.title,
            received=mail.received,
            entered=[Answered(id=one.item.id, title=one.item.title, before=one.before) for one in entered],
            refused=[Refused(attachment=p.place.path, message=p.message) for p in problems],
            others=letter.others if entered else (),
            unlike=[remark.place.path for remark in remarks if remark.code == "mail-pdf"],
        )
        self.replies.append(write_reply(self.session.templates, self.session.office.settings, reply))


@click.command("fetch-mail", cls=ChineseCommand, epilog=_EXAMPLE)
@click.argument("files", metavar="[邮件文件…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--show", "--dry-run", "show", is_flag=True, help="只显示将要怎么收，不写入")
@click.option("--only", default="", help="只收这一封：写邮件编号")
@click.option("--unit", default="", help="与 --only 同用：这封是哪个单位报送的，发件人不在名单里也收")
@click.option("--again", is_flag=True, help="与以前的来稿相同的，也再收一次")
@click.option("--accept-changes", is_flag=True, help="同意稿件里的修订：插入的写进正文，删去的不写")
@click.option("--commit", is_flag=True, help="每收一封就提交到 git（采编台使用的文件夹要加上，由采编台推送）")
@click.option("--push", is_flag=True, help="提交以后推送到主库（没有开采编台的文件夹用）")
@click.option("--by", help="经手人；默认为 mail.yml 里的 by，再默认为 git 里的姓名")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=f"回执写到哪里；默认 {OUT}")
@pass_session
@reports_problems
def fetch_mail(
    session: Session, /, files: tuple[Path, ...], *, show: bool, only: str, unit: str,
    again: bool, accept_changes: bool, commit: bool, push: bool, by: str | None, out: Path | None,
) -> None:  # fmt: skip
    """从收稿邮箱收稿：附件里的 Word 稿件成为稿件，并写好收稿登记。邮箱里的邮件不删、不改、不标已读。

    邮箱和各单位的发件人写在 briefs/settings/mail.yml 里。一封邮件只收一次；有一个附件不能导入，整封都不收。
    写了邮件文件（.eml），就收这些文件，不去邮箱。收稿回执写成邮件文件，由人看过再发。
    """
    settings = session.office.settings.mail
    if not settings.is_set:
        refuse("mail-unset", "没有设置收稿邮箱", "在 briefs/settings/mail.yml 里写上邮箱和各单位的发件人（senders）")
    if unit and not only:
        raise click.UsageError("--unit 只能与 --only 同用，一次认定一封")
    person = settings.by if settings.by and not by else session.person(by, "经手人", "--by")
    chosen = Chosen(only=only.strip().strip("<>"), unit=require_unit(session.office, unit) if unit else "")
    arrivals = read_files(session, files, chosen) if files else read_server(session, chosen)
    wishes = Wishes(by=person, again=again, accept_changes=accept_changes)
    people = session.office.settings.people
    tree = CommittedTree(session.root, people, person) if commit or push else session.tree
    if isinstance(tree, CommittedTree):
        tree.require_repository(push=push)
    run = _Run(session=session, tree=tree, wishes=wishes, chosen=chosen, show=show, tried=session.office)
    for mail in arrivals.mails:
        run.take(mail)
    delivered = tree.deliver() if push and not show and isinstance(tree, CommittedTree) else []
    _tell(session, run, arrivals, out, delivered)


def _tell(session: Session, run: _Run, arrivals: Arrivals, out: Path | None, delivered: Sequence[Problem]) -> None:
    for line in [*list_mails(session.office, run.outcomes, show=run.show), *arrivals.remarks]:
        session.print(line)
    problems = [*tell_problems(session.office, run.outcomes), *delivered]
    for problem in dict.fromkeys(problems):  # as they stand in each mail, the gravest first
        click.echo(clean(str(problem)), err=True)
    if run.written:
        session.print("\n".join(f"已写入 {path}" for path in run.written))
    if run.replies and not run.show:
        session.write_files(out, OUT, run.replies)
        session.print("回执没有发出：用邮件程序打开，看过再发。")
    if run.written:
        tell_what_is_left(session, run.written)
    if any(problem.level is Level.ERROR for problem in problems):
        exit_with_problems()


def run_alone(arguments: Sequence[str]) -> None:
    """The same command as a program of its own."""
    run_script(fetch_mail, SCRIPT, arguments)
