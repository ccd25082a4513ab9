"""签发: a number is given, the text is frozen, and both become facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from jianbao.acting.barring import find_sign_off, refuse_another, refuse_changed, refuse_lost, refuse_unlike
from jianbao.acting.drafting import plan_review
from jianbao.acting.refusing import refuse, require_record, require_series, require_signatory
from jianbao.acting.work_tree import WorkTree
from jianbao.caching import open_shelf
from jianbao.checks import check_office
from jianbao.compiling import Contents, Signature, compile_document, draft_contents
from jianbao.editing import body_path
from jianbao.metadata import Moment
from jianbao.model import Decision, Document, Draft, Stage
from jianbao.model.document import encode_document
from jianbao.numbering import NumberRefusedError, Numbers, file_name, next_numbers
from jianbao.problems import Level, Place, Problem, ProblemsFound
from jianbao.reading import Office, record_of_kept
from jianbao.reading.pictures import picture_path, read_picture
from jianbao.selecting import print_order, select_articles
from jianbao.settings import Series
from jianbao.standing import find_open_drafts, find_standing
from jianbao.writing import Change, dump_yaml, remove_files, remove_unfinished

# What is wrong with how something was typed, not with what it says.
_OF_SIGNS = frozenset({"word-artefacts", "field-long"})


@dataclass(frozen=True, kw_only=True, slots=True)
class SignRequest:
    """``seen`` is the digest that the signatory saw, or its beginning; ``number`` asks for a combined number.

    ``opinion``, be it empty, is what the signatory writes who passes this very text and signs it in one act: the review
    of the stage 签发 is written with the issue. None: who passed it stands in the draft, if anywhere.
    """

    periodical: str
    by: str
    as_of: Moment
    series: str = ""
    draft: str = ""
    date: Moment | None = None
    number: tuple[int, ...] = ()
    seen: str = ""
    opinion: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """The signed issue and the files written."""

    document: Document
    paths: tuple[str, ...]


def sign_issue(tree: WorkTree, request: SignRequest) -> Signed:
    """Reads, decides and writes under one lock, so that no two signings share a number or an article.

    The snapshot and its pictures are written first and the record last: a process killed between leaves no issue,
    and the next signing clears what it left. Raises ProblemsFound.
    """
    with tree.hold() as found:
        remove_unfinished(tree.root)
        office = found
        refuse_lost(tree.root, office)
        if leftovers := find_leftovers(office):
            remove_files(tree.root, leftovers)
            office = tree.read()
        series = require_series(office, request.periodical, request.series)
        draft = _find_draft(office, series, request)
        contents = _find_contents(office, series, draft, request)
        sign_off = _plan_sign_off(office, draft, request)
        if sign_off is None:
            refuse_changed(office, draft, request.by, request.seen)
        signature = _make_signature(office, series, contents, draft, request)
        document, problems = compile_document(office, series, contents, signature)
        _refuse_problems(office, contents, draft, request.as_of, problems)
        changes = _plan_changes(office, series, contents, signature, document, draft)
        first = [sign_off] if sign_off else []
        return Signed(document=document, paths=tuple(tree.write([*first, *changes])))


def plan_signature(office: Office, request: SignRequest) -> Signature:
    """The number and the day that it would be given now, and by whom. Refuses what signing would refuse of these."""
    series = require_series(office, request.periodical, request.series)
    draft = _find_draft(office, series, request)
    return _make_signature(office, series, _find_contents(office, series, draft, request), draft, request)


def _plan_sign_off(office: Office, draft: Draft | None, request: SignRequest) -> Change | None:
    """The draft with the signatory's own review of the text that was seen; None where none is asked for, or where it
    stands there as the last one. What another signatory passed stays that one's to sign.
    """
    if draft is None or request.opinion is None:
        return None
    signatory = require_signatory(office, request.by, "签发人")
    digest = refuse_unlike(office, draft, request.seen)
    known = find_sign_off(draft)
    if known and known.is_of(digest):
        refuse_another(office, draft, request.by)
        if known is draft.reviews[-1]:
            return None
    return plan_review(office, draft.id, Stage.SIGN_OFF, signatory, request.as_of, request.opinion, request.seen)


def find_leftovers(office: Office) -> list[str]:
    """Snapshots and pictures of a signing that never came to its record; a file of any other name is not ours."""
    files = frozenset(office.files)
    return [path for path in office.files if (record := record_of_kept(path)) and record not in files]


def _find_draft(office: Office, series: Series, request: SignRequest) -> Draft | None:
    open_drafts = [d for d in find_open_drafts(office) if office.settings.series(d.periodical, d.series) == series]
    if not request.draft:
        return open_drafts[-1] if open_drafts else None
    require_record("送审稿", request.draft, dict(office.drafts))
    draft = office.drafts[request.draft]
    if draft not in find_open_drafts(office):
        refuse("draft-signed", f"送审稿 {draft.id} 已经签发", "另拟一份送审稿", path=draft.source.path)
    if draft not in open_drafts:
        refuse("draft-signed", f"送审稿 {draft.id} 不是{series.title}的", "核对刊物和系列", path=draft.source.path)
    return draft


def _find_contents(office: Office, series: Series, draft: Draft | None, request: SignRequest) -> Contents:
    """The draft exactly, else what selection proposes. Refuses an empty issue, and what cannot be printed in it."""
    standing = find_standing(office)
    if draft is None:
        selection = select_articles(office, standing, series, request.date or request.as_of)
        records = tuple(choice.candidate.record for choice in selection.taken)
        contents = Contents(articles=tuple(sorted(records, key=lambda record: print_order(series, record))))
    else:
        _refuse_unprintable(office, draft)
        contents = draft_contents(office, draft)
    if not contents.articles:
        refuse("draft-empty", f"{series.title}没有可签发的文章", "不出空刊；先从来稿里采用")
    for record in contents.articles:
        if issues := standing.claims.get(record.id):
            refuse("article-twice", f"{record.id} 已在 {issues[0].id} 刊出", "从送审稿中撤下", path=record.source.path)
        if record.decision is not Decision.ADOPT or record.id in standing.superseded:
            refuse("article-not-adopted", f"{record.id} 现在不是“采用”", "从送审稿中撤下", path=record.source.path)
        if office.settings.series(record.periodical, record.series) != series:
            refuse("article-not-adopted", f"{record.id} 不是本刊采用的", "从送审稿中撤下", path=record.source.path)
    return contents


def _refuse_unprintable(office: Office, draft: Draft) -> None:
    """A draft that names what is not there, or one article twice."""
    for number, article in enumerate(draft.articles):
        require_record("编辑记录", article, dict(office.desk))
        if article in draft.articles[:number]:
            refuse("article-twice", f"送审稿里 {article} 写了两次", "留下一处，删去另一处", path=draft.source.path)


def _make_signature(
    office: Office, series: Series, contents: Contents, draft: Draft | None, request: SignRequest
) -> Signature:
    date = request.date or request.as_of
    if date.is_after(request.as_of):
        refuse("date-future", f"签发日期{date.chinese}在今天之后", f"今天是{request.as_of.chinese}")
    _refuse_earlier(office, series, contents, date)
    return Signature(
        day=date.day,
        numbers=_give_numbers(office, series, date.day.year, request.number),
        signatory=require_signatory(office, request.by, "签发人"),
        reviewer=draft.reviewers(Stage.REVIEW, Stage.COUNTERSIGN) if draft else (),
        editor=tuple(dict.fromkeys(record.editor for record in contents.articles)),
        proofreader=draft.reviewers(Stage.FIRST_PROOF, Stage.SECOND_PROOF) if draft else (),
    )


def _refuse_earlier(office: Office, series: Series, contents: Contents, date: Moment) -> None:
    """A day before the last issue's, or before somebody decided to print what is in it."""
    dates = [i.date for i in office.issues.values() if (i.periodical, i.series) == (series.periodical, series.id)]
    last = max((known for known in dates if known), default=None)
    if last and last.is_after(date):
        refuse("number-order", f"签发日期{date.chinese}早于上一期的{last.chinese}", "期号和日期要同一个顺序")
    for record in contents.articles:
        if record.decided and record.decided.is_after(date):
            message = f"签发日期{date.chinese}早于 {record.id} 的处理时间{record.decided.chinese}"
            refuse("date-order", message, "核对签发日期和处理时间", path=record.source.path)


def _give_numbers(office: Office, series: Series, year: int, wanted: Sequence[int]) -> Numbers:
    try:
        return next_numbers(office, series, year, tuple(wanted))
    except NumberRefusedError as error:
        refuse("number-refused", str(error), "不指定期号，就取下一期")


def _refuse_problems(
    office: Office, contents: Contents, draft: Draft | None, as_of: Moment, compiled: Sequence[Problem]
) -> None:
    """Errors in the records that would be printed, in the settings, or in what is already signed stand in the way."""
    paths = {record.source.path for record in contents.articles}
    paths |= {office.items[i].source.path for record in contents.articles for i in record.items if i in office.items}
    paths |= {draft.source.path} if draft else set()
    said = _find_said(draft) if draft else frozenset()
    problems = [
        problem
        for problem in check_office(office, as_of, shelve=open_shelf)
        if problem.level is Level.ERROR
        and (problem.place.path in paths or problem.place.path.startswith(("briefs/settings/", "briefs/issues/")))
        and not (problem.code in _OF_SIGNS and problem.place in said)
    ]
    if problems or compiled:
        raise ProblemsFound([*compiled, *problems])


def _find_said(draft: Draft) -> frozenset[Place]:
    """Where opinions and reasons stand that were given on the draft: nobody may change them, and none is printed."""
    return frozenset(place for key, place in draft.source.places.items() if key.startswith(("reviews[", "dropped[")))


def _plan_changes(
    office: Office, series: Series, contents: Contents, signature: Signature, document: Document, draft: Draft | None
) -> list[Change]:
    snapshot = encode_document(document)
    base = f"briefs/issues/{series.key}/{signature.day.year}/{file_name(signature.numbers.number)}"
    record = dump_yaml(
        {
            "periodical": series.periodical,
            "series": series.id,
            "year": signature.day.year,
            "number": _join(signature.numbers.number),
            "cumulative": _join(signature.numbers.cumulative),
            "date": signature.day,
            "signatory": signature.signatory,
            "reviewer": signature.reviewer,
            "editor": signature.editor,
            "proofreader": signature.proofreader,
            "draft": draft.id if draft else "",
            "articles": [article.id for article in document.articles],
            "note": document.note,
            "extra_recipients": contents.extra_recipients,
            "copies": document.imprint.copies or "",
            "digest": sha256(snapshot).hexdigest(),
        }
    )
    pictures = _plan_pictures(office, contents, document, base)
    return [
        *pictures,
        Change(path=f"{base}.json", data=snapshot),
        Change(path=f"{base}.yml", data=record.encode()),
    ]


def _plan_pictures(office: Office, contents: Contents, document: Document, base: str) -> list[Change]:
    planned = {}
    for record, article in zip(contents.articles, document.articles, strict=True):
        for picture in article.pictures:
            source = picture_path(body_path(office, record), picture.name)
            data = read_picture(office.root, source) if source else None
            # Units write while the office signs: what was compiled is what is kept, or nothing is signed.
            if data is None or sha256(data).hexdigest() != picture.sha256:
                refuse("picture-missing", f"图片“{picture.name}”刚刚被改动", "重新签发", path=record.source.path)
            path = f"{base}/{picture.sha256}{picture.suffix}"
            planned[path] = Change(path=path, data=data)
    return list(planned.values())


def _join(numbers: tuple[int, ...]) -> str:
    return "-".join(str(number) for number in dict.fromkeys((*numbers[:1], *numbers[-1:])))
