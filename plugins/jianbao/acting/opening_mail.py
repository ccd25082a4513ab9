"""拆信: what a letter brings, all that stands in the way of it at once, and what is only told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jianbao.acting.importing import refuse_changes
from jianbao.characters import strip_markup
from jianbao.intake import Manuscript, read_manuscript
from jianbao.intake.bulletins import extract_text
from jianbao.intake.mail import Letter, Paper, count_text, read_text_manuscript
from jianbao.likeness import find_overlap
from jianbao.problems import Level, Place, Problem, ProblemsFound
from jianbao.settings import Settings

# The name of what is no attachment, in a receipt.
BODY = "正文"

# So many PDF files of one mail are read; each takes a process of its own, and an honest mail has one or two.
_MOST_PRINTS = 5
# A PDF that says so much of a manuscript, or of which so much is in one, is that manuscript with its stamp.
_SAME = 0.5
_SEND_WORD = "请发写稿时的 Word 文件"
_ASK = "请来信单位重新发来；不是稿件的，把邮件编号写进 mail.yml 的 ignore，就不再列出"

Papers = tuple[tuple[str, Manuscript], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """``papers``: each manuscript with the name of what it stands in; none where ``problems`` stand in the way of the
    whole, a 密级 mark before all others. Each problem and remark has the attachment as its place.
    """

    papers: Papers = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def open_letter(settings: Settings, letter: Letter, *, accept_changes: bool = False) -> Opened:
    """Reads all of it, whatever is wrong with some: who sent it should hear of everything at once."""
    read: list[tuple[str, Manuscript]] = []
    problems = list(letter.problems)
    for paper in letter.papers:
        try:
            read.append((paper.name, _read_paper(settings, letter, paper, accept_changes=accept_changes)))
        except ProblemsFound as found:
            problems += [_at(paper.name, problem) for problem in found.problems]
    if _is_item(settings, letter):
        if letter.title:
            read.append((BODY, read_text_manuscript(letter.title, letter.text, BODY, settings)))
        else:
            hint = "请来信单位写上主题（稿件标题）重新发来"
            problems.append(_problem("mail-title", "", "邮件没有主题，不知道标题", hint))
    told = list(_judge_prints(settings, letter, read))
    problems += [problem for problem in told if problem.level is Level.ERROR]
    if problems:
        return Opened(problems=tuple(sorted(problems, key=lambda problem: problem.code != "secrecy-mark")))
    remarks = [remark for _, manuscript in read for remark in manuscript.remarks]
    return Opened(papers=tuple(read), remarks=(*remarks, *told))


def _read_paper(settings: Settings, letter: Letter, paper: Paper, *, accept_changes: bool) -> Manuscript:
    """Raises ProblemsFound. A file without a recognisable title that came alone has the subject's."""
    manuscript = read_manuscript(paper.data, paper.name, settings)
    if not accept_changes:
        refuse_changes(manuscript)
    if manuscript.title:
        return manuscript
    if len(letter.papers) > 1 or not letter.title:
        hint = "请来信单位把标题单独写一行，居中，重新发来"
        raise ProblemsFound([_problem("mail-title", paper.name, "文中没有认出标题", hint)])
    said = _problem("mail-title", paper.name, "文中没有认出标题，按邮件主题写", "核对标题", Level.WARNING)
    return replace(manuscript, title=letter.title, remarks=(*manuscript.remarks, said))


def _is_item(settings: Settings, letter: Letter) -> bool:
    """Whether the mail itself is the manuscript."""
    least = settings.mail.characters
    return not letter.papers and bool(least) and count_text(letter.text) >= least


def _judge_prints(settings: Settings, letter: Letter, papers: Sequence[tuple[str, Manuscript]]) -> Iterator[Problem]:
    """A PDF, or a picture, with which no manuscript came is one that nobody can edit. What came with one is told where
    it is another text.
    """
    # What could not be opened may hold the manuscript.
    closed = any(problem.code != "secrecy-mark" for problem in letter.problems)
    alone = not (letter.papers or closed or _is_item(settings, letter))
    texts = [strip_markup(manuscript.body) for _, manuscript in papers]
    for number, paper in enumerate(letter.prints):
        text, refused = _read_print(settings, paper) if number < _MOST_PRINTS else ("", None)
        if refused and refused.code == "secrecy-mark":
            yield _at(paper.name, refused)
        elif alone:
            said = refused.message if refused else "PDF 不能编辑"
            yield _problem("mail-pdf", paper.name, f"{said}，{_SEND_WORD}", _ASK)
        elif texts and _is_another(settings, text, texts):
            hint = "看一看；另有稿件的，请来信单位发 Word 文件"
            yield _problem("mail-pdf", paper.name, "PDF 里的文字与稿件不同，没有收", hint, Level.WARNING)
    if alone and letter.pictures:
        yield _problem("mail-attachment", "、".join(letter.pictures), f"图片不能编辑，{_SEND_WORD}", _ASK)


def _read_print(settings: Settings, paper: Paper) -> tuple[str, Problem | None]:
    """Its text, or why there is none."""
    try:
        return extract_text(paper.data, paper.name, settings).text, None
    except ProblemsFound as found:
        return "", found.problems[0]


def _is_another(settings: Settings, text: str, texts: Sequence[str]) -> bool:
    """Long enough to be a manuscript, and none of these."""
    if count_text(text) < max(settings.mail.characters, 1):
        return False
    return all(find_overlap(known, text).share < _SAME for known in texts)


def _at(attachment: str, problem: Problem) -> Problem:
    return replace(problem, place=Place(path=attachment))


def _problem(code: str, attachment: str, message: str, hint: str, level: Level = Level.ERROR) -> Problem:
    return Problem(code=code, place=Place(path=attachment), message=message, hint=hint, level=level)
