"""Where ``jianbao fetch-mail`` gets mails from: the mailbox of the office, or files that a mail program saved."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from jianbao.acting.arriving_mail import settle_arrival, to_moment
from jianbao.acting.receiving_mail import Fate, Mail, judge, was_interrupted
from jianbao.acting.refusing import refuse
from jianbao.cli.session import Session
from jianbao.fetching.mailbox import Mailed, Posted, read_mailbox
from jianbao.intake.mail import Letter, read_envelope, read_letter
from jianbao.metadata import Moment
from jianbao.problems import NOWHERE, Problem
from jianbao.reading import Office
from jianbao.reading.documents import measure_document, read_document, read_secret
from jianbao.settings import MailSettings, Sender
from jianbao.settings.intake import MEGABYTE


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """``only`` one mail, by its id; then ``unit`` (an id) says whose it is, whoever sent it."""

    only: str = ""
    unit: str = ""

    def fate(self, office: Office, mail: Mail) -> Fate:
        """As ``judge`` says, unless somebody asked for this mail."""
        if not self.only:
            return judge(office, mail)
        if mail.letter.message != self.only:
            return Fate.IGNORED
        found = judge(office, mail)
        return Fate.WANTED if self.unit or found in (Fate.KNOWN, Fate.IGNORED) else found


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrivals:
    """``remarks`` are sentences on what was left where it is."""

    mails: tuple[Mail, ...]
    remarks: tuple[str, ...] = ()


class _Twins:
    """Tells mails of one id apart that came in one minute, in the order in which they lie there: some programs give one
    id to all that they send.
    """

    def __init__(self) -> None:
        self._met: Counter[tuple[str, Moment]] = Counter()

    def name(self, letter: Letter, received: Moment) -> Letter:
        """The first keeps its id, the second has it with ``#2``."""
        self._met[letter.message, received] += 1
        number = self._met[letter.message, received]
        return letter if number == 1 else replace(letter, message=f"{letter.message}#{number}")


def read_files(session: Session, files: Sequence[Path], chosen: Chosen) -> Arrivals:
    """Mails as files (.eml). Raises ProblemsFound for what is no file."""
    settings = session.office.settings
    most = settings.mail.megabytes * MEGABYTE
    mails, twins = [], _Twins()
    for file in files:
        if measure_document(file) > most:
            refuse("mail-large", f"{file.name} 超过 {settings.mail.megabytes} MB", "把稿件从邮件里另存出来，再导入")
        letter = read_letter(read_document(file, most), settings.intake, settings.mail.trusted)
        received, doubts = settle_arrival(letter, settings.office.zone, session.as_of)
        mail = _address(settings.mail, twins.name(letter, received), received, chosen)
        mails.append(replace(mail, doubts=doubts))
    return Arrivals(mails=tuple(mails))


def read_server(session: Session, chosen: Chosen) -> Arrivals:
    """Mails of the mailbox that ``mail.yml`` names. Raises ProblemsFound where it cannot be read."""
    office, settings = session.office, session.office.settings.mail
    if not settings.host:
        refuse(
            "mail-unset",
            "没有设置收稿邮箱",
            "在 briefs/settings/mail.yml 里写 host、user；或写上要收的邮件文件（.eml）",
        )
    since = session.as_of.day - timedelta(days=settings.since_days)
    mailed = read_mailbox(settings, _read_password(session), since, _make_choice(office, chosen))
    twins = _Twins()
    mails = [_read_posted(session, posted, chosen, twins) for posted in mailed.letters]
    return Arrivals(mails=tuple(mails), remarks=tuple(_tell_left(settings, mailed)))


def _read_password(session: Session) -> str:
    settings = session.office.settings.mail
    if settings.password_file:
        return read_secret(session.root / Path(settings.password_file).expanduser(), session.root)
    password = os.environ.get(settings.variable, "")
    if not password:
        hint = f"先设置环境变量 {settings.variable}，再运行；或在 mail.yml 里写 password_file"
        refuse("mail-password", "没有收稿邮箱的口令", hint)
    return password


def _make_choice(office: Office, chosen: Chosen) -> Callable[[Posted], int]:
    twins = _Twins()

    def choose(posted: Posted) -> int:
        """Units' mails first; the others for the sake of what they say they bring."""
        received = to_moment(posted.received, office.settings.office.zone)
        letter = twins.name(read_envelope(posted.head, office.settings.mail.trusted), received)
        mail = _address(office.settings.mail, letter, received, chosen)
        if chosen.only and letter.message.startswith("sha256:"):
            return 2  # such an id is that of the whole mail
        fate = chosen.fate(office, mail)
        if fate is Fate.KNOWN and mail.sender and was_interrupted(office, mail.sender.unit):
            return 1
        return {Fate.WANTED: 1, Fate.SUSPECT: 2, Fate.UNKNOWN: 2}.get(fate, 0)

    return choose


def _read_posted(session: Session, posted: Posted, chosen: Chosen, twins: _Twins) -> Mail:
    settings = session.office.settings
    if posted.data is not None and posted.size <= settings.mail.megabytes * MEGABYTE:
        letter = read_letter(posted.data, settings.intake, settings.mail.trusted)
    else:
        letter = read_envelope(posted.head, settings.mail.trusted)
        letter = replace(letter, problems=tuple(_tell_large(settings.mail, posted)))
    received, doubts = settle_arrival(letter, settings.office.zone, session.as_of, posted.received)
    return replace(_address(settings.mail, twins.name(letter, received), received, chosen), doubts=doubts)


def _tell_large(settings: MailSettings, posted: Posted) -> list[Problem]:
    """What stands in the way of a mail of which only the head was fetched."""
    if posted.size <= settings.megabytes * MEGABYTE:
        return [Problem(code="mail-left", place=NOWHERE, message="这一次没有收完，内容还没有看", hint="再运行一次")]
    message = f"邮件有 {-(-posted.size // MEGABYTE)} MB，超过 {settings.megabytes} MB，没有下载"
    hint = "请来信单位压缩图片后重新发来；或把附件另存出来，用 jianbao import 导入"
    return [Problem(code="mail-large", place=NOWHERE, message=message, hint=hint)]


def _address(settings: MailSettings, letter: Letter, received: Moment, chosen: Chosen) -> Mail:
    sender = settings.find_sender(letter.author.address) if letter.author.address else None
    if chosen.unit and letter.message == chosen.only:
        sender = Sender(unit=chosen.unit, person=sender.person if sender else "")
    return Mail(letter=letter, received=received, sender=sender)


def _tell_left(settings: MailSettings, mailed: Mailed) -> list[str]:
    told = []
    if mailed.older:
        told.append(
            f"{settings.since_days}天里的邮件太多，只看了最新的{settings.letters}封，更早的{mailed.older}封没有看。"
        )
    if mailed.late:
        told.append(f"{settings.seconds}秒里没有收完，先处理收到的；其余的再运行一次。")
    if mailed.full:
        told.append("要收的邮件太大，这一次没有收完；其余的再运行一次。")
    return told
