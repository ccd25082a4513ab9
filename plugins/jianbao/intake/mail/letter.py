"""来信: a mail → who sent it, what it says, and the manuscripts in it; whatever its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from jianbao.intake.mail.archives import open_archive
from jianbao.intake.mail.authors import Author, read_author
from jianbao.intake.mail.charsets import clean_text, decode_bytes
from jianbao.intake.mail.headers import Head, read_head, split_head
from jianbao.intake.mail.plain import cut_quoted, read_html
from jianbao.intake.mail.sorting import BLOCKING, Sort, sort_file, sort_part, tell_automatic
from jianbao.intake.mail.splitting import Part, split_mail
from jianbao.intake.refusing import RefusedError
from jianbao.problems import Place, Problem
from jianbao.secrecy import find_secrecy_mark
from jianbao.settings import IntakeSettings

_ID = re.compile(r"[!-~]{3,200}")
# What mail programs and informants put before a subject.
_PREFIX = re.compile(
    r"(?:(?:回复|答复|转发|转|报送|投稿|供稿|上报|re|fw|fwd|答|回)\s*[:：]|\[(?:外部邮件|External)\])\s*", re.IGNORECASE
)
_MOST_TEXT, _MOST_PAPERS, _LONGEST_SUBJECT = 1_000_000, 50, 16_384
_REPORT_IT = "立即停止操作，不要转发、不要导出，按保密规定报告并走涉密渠道；确非涉密的，请来信单位删去密级标志重新发来"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A file that came along; ``name`` as it is told, with the archive before it: ``报送.zip/稿件.docx``."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """``message`` is its id. ``automatic`` says why nobody wrote it. ``text`` is what the sender wrote now. ``papers``
    are the manuscripts; ``others`` names of what nothing is taken from, among them ``prints``, the PDF files, and
    ``pictures``, those that were attached and do not merely stand in the text. ``problems`` stand in the way of all of
    it, each with the name of the attachment as its place. ``stamp``: when the last server got it, as that says;
    ``dated``: when it was written, as the sender says.
    """

    message: str
    author: Author
    subject: str
    automatic: str = ""
    text: str = ""
    papers: tuple[Paper, ...] = ()
    others: tuple[str, ...] = ()
    prints: tuple[Paper, ...] = ()
    pictures: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamp: datetime | None = None
    dated: datetime | None = None

    @property
    def title(self) -> str:
        """The subject without 回复： and the like."""
        title = self.subject
        while match := _PREFIX.match(title):
            title = title[match.end() :]
        return title.strip()


def read_letter(raw: bytes, limits: IntakeSettings, trusted: str = "") -> Letter:
    """Never raises: what is wrong with it stands in ``problems``."""
    try:
        head, parts = split_mail(raw)
    except RefusedError as refused:
        return replace(read_envelope(raw, trusted), problems=(_tell("", refused),))
    letter = _read_fields(head, sha256(raw).hexdigest(), trusted)
    if automatic := tell_automatic(head, parts):
        return replace(letter, automatic=automatic)
    sorted_out = _Sorted(limits=limits)
    for part in parts:
        sorted_out.take(part)
    return sorted_out.finish(letter)


def read_envelope(raw: bytes, trusted: str = "") -> Letter:
    """Of the head alone, which may be cut: for one that is too large to be looked at."""
    try:
        head = split_head(raw)[0]
    except RefusedError:
        head = read_head(raw[:_LONGEST_SUBJECT])
    return replace(_read_fields(head, sha256(raw).hexdigest(), trusted), automatic=tell_automatic(head, []))


def _read_fields(head: Head, digest: str, trusted: str) -> Letter:
    return Letter(
        message=_read_id(head, digest),
        author=read_author(head, trusted),
        subject=head.text("subject"),
        stamp=_read_stamp(head),
        dated=_read_moment(head.first("date")),
    )


def _read_id(head: Head, digest: str) -> str:
    """Message-ID (RFC 5322, 3.6.4) where it is one; else what the mail itself comes to."""
    written = "".join(decode_bytes(head.first("message-id")).split()).strip("<>")
    return written if _ID.fullmatch(written) else f"sha256:{digest}"


def _read_stamp(head: Head) -> datetime | None:
    """Of the highest field Received that says it, which is the last server's; it stands at the end (RFC 5321, 4.4)."""
    stamps = (_read_moment(field.rpartition(b";")[2]) for field in head.all("received"))
    return next((stamp for stamp in stamps if stamp), None)


def _read_moment(written: bytes) -> datetime | None:
    try:
        stamp = parsedate_to_datetime(decode_bytes(written))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)


def _tell(name: str, refused: RefusedError) -> Problem:
    return Problem(code=refused.code, place=Place(path=name), message=refused.message, hint=refused.hint)


@dataclass(kw_only=True, slots=True)
class _Sorted:
    """Grows part by part."""

    limits: IntakeSettings
    texts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    prints: list[Paper] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    is_long: bool = False
    problems: list[Problem] = field(default_factory=list)

    def take(self, part: Part) -> None:
        name = part.head.filename
        sort = sort_part(part, name)
        if sort in (Sort.TEXT, Sort.HTML):
            # The text of a part that is larger is no item, and may be anything.
            data = part.decode()
            self.is_long = self.is_long or len(data) > _MOST_TEXT
            text = clean_text(decode_bytes(data[:_MOST_TEXT], part.head.charset))
            (self.texts if sort is Sort.TEXT else self.pages).append(text)
        else:
            self._file(sort, name or "（没有文件名）", part.decode(), shown=not part.head.is_attached)

    def _file(self, sort: Sort, name: str, data: bytes, *, inside: bool = False, shown: bool = False) -> None:
        """One that lay ``inside`` of an archive, or is ``shown`` in the text."""
        if sort is Sort.WORD:
            self.papers.append(Paper(name=self._free_name(name), data=data))
        elif sort is Sort.ARCHIVE and inside:
            self._refuse("mail-archive", name, "压缩包里还有压缩包，没有打开", "请来信单位把稿件直接作附件重新发来")
        elif sort is Sort.ARCHIVE:
            self._open(name, data)
        elif sort in BLOCKING:
            code = "mail-archive" if sort is Sort.PACKED else "mail-attachment"
            self._refuse(code, name, *sort.value)
        else:
            self.others.append(name)
            if sort is Sort.PDF:
                self.prints.append(Paper(name=name, data=data))
            elif sort is Sort.PICTURE and not shown:
                self.pictures.append(name)

    def _open(self, name: str, data: bytes) -> None:
        try:
            members = open_archive(data, self.limits)
        except RefusedError as refused:
            self.problems.append(_tell(name, refused))
            return
        for inner, content in members.items():
            self._file(sort_file(inner, content), f"{name}/{inner}", content, inside=True)

    def _free_name(self, name: str) -> str:
        """Two attachments of one name are told apart by their number."""
        known, n = {paper.name for paper in self.papers}, 1
        free = name
        while free in known:
            n += 1
            free = f"{name}（{n}）"
        return free

    def _refuse(self, code: str, name: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code=code, place=Place(path=name), message=message, hint=hint))

    def finish(self, letter: Letter) -> Letter:
        pages = [read_html(page) for page in self.pages]
        whole = "\n".join(self.texts if any(map(str.strip, self.texts)) else pages)
        if len(self.papers) > _MOST_PAPERS:
            self._refuse("mail-structure", "", f"附件里的稿件超过{_MOST_PAPERS}篇", "分几封邮件发来")
        if self.is_long and not self.papers:
            hint = "请来信单位存成 Word 文件，作附件重新发来"
            self._refuse("mail-structure", "", "邮件正文超过 1 MB，不能当稿件收", hint)
        for place, text in self._list_texts(letter, pages):
            if mark := find_secrecy_mark(text):
                self._refuse("secrecy-mark", place, f"有密级标志“{mark}”，整封邮件不能导入", _REPORT_IT)
        return replace(
            letter,
            text=cut_quoted(whole),
            papers=tuple(self.papers[:_MOST_PAPERS]),
            others=tuple(self.others),
            prints=tuple(self.prints),
            pictures=tuple(self.pictures),
            problems=tuple(dict.fromkeys(self.problems)),
        )

    def _list_texts(self, letter: Letter, pages: list[str]) -> Iterator[tuple[str, str]]:
        """All that a mark could stand in, with the attachment whose it is."""
        yield from (("", text) for text in (letter.subject, *self.texts, *pages))
        names = [
            *(paper.name for paper in self.papers),
            *self.others,
            *(problem.place.path for problem in self.problems),
        ]
        for name in names:
            for step in name.split("/"):
                yield name, step
                yield name, step.rpartition(".")[0]
