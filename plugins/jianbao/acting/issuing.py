"""印发通报: the bulletin of a period is frozen as it stands, and what it counted becomes a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from jianbao.acting.barring import refuse_lost_bulletin
from jianbao.acting.refusing import refuse, require_signatory
from jianbao.acting.signing import find_leftovers
from jianbao.acting.work_tree import WorkTree
from jianbao.caching import open_shelf
from jianbao.characters import drop_unseen
from jianbao.checks import check_office
from jianbao.ledger import Ledger
from jianbao.metadata import Moment, parse_moment
from jianbao.model.bulletin import BulletinDocument, encode_bulletin
from jianbao.periods import Period
from jianbao.problems import Level, ProblemsFound
from jianbao.reading import Office
from jianbao.reading.layout import match_path
from jianbao.reporting import Issuance, Render, compile_bulletin, make_report, open_ledger
from jianbao.scoring import schemes_in_force
from jianbao.standing import find_standing
from jianbao.writing import Change, dump_yaml, remove_files, remove_unfinished


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueRequest:
    """``date`` is the day on the bulletin, today where none is stated; ``doc_number`` may be empty."""

    period: Period
    by: str
    as_of: Moment
    date: Moment | None = None
    doc_number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Issued:
    """The bulletin as printed, and the files written."""

    document: BulletinDocument
    paths: tuple[str, ...]


def bulletin_path(period: Period) -> str:
    """Where the record of the period's bulletin lies; its snapshot lies beside it."""
    return f"briefs/bulletins/{period.year}/{period.within_year}.yml"


def compile_period(
    office: Office, period: Period, as_of: Moment, render: Render, issuance: Issuance | None = None
) -> BulletinDocument:
    """The bulletin of a period from what was on record by that day."""
    document, _ = _compile(office, period, as_of, render, issuance)
    return document


def _compile(
    office: Office, period: Period, as_of: Moment, render: Render, issuance: Issuance | None
) -> tuple[BulletinDocument, Ledger]:
    standing, schemes = find_standing(office), schemes_in_force(office)
    ledger = open_ledger(office, standing, office.settings.bulletin.access, as_of)
    report = make_report(office, standing, ledger, period, as_of, schemes)
    return compile_bulletin(office, ledger, report, schemes, render, issuance), ledger


def issue_bulletin(tree: WorkTree, request: IssueRequest, render: Render) -> Issued:
    """Reads, counts and writes under one lock; the snapshot first and the record last. Raises ProblemsFound."""
    with tree.hold() as found:
        remove_unfinished(tree.root)
        office = found
        refuse_lost_bulletin(tree.root, office)
        if leftovers := find_leftovers(office):
            remove_files(tree.root, leftovers)
            office = tree.read()
        date = _refuse_untimely(office, request)
        _refuse_unseen(request.doc_number)
        signatory = require_signatory(office, request.by, "签发人")
        name = office.settings.people.name(signatory)
        issuance = Issuance(date=date.day, doc_number=request.doc_number, signatory=name)
        document, ledger = _compile(office, request.period, request.as_of, render, issuance)
        _refuse_errors(office, ledger, request)
        changes = _plan_changes(request.period, document, signatory)
        return Issued(document=document, paths=tuple(tree.write(changes)))


def _refuse_untimely(office: Office, request: IssueRequest) -> Moment:
    """The day on the bulletin: after the period and not after today. A period has one bulletin."""
    period, date = request.period, request.date or request.as_of
    if any(
        b.first and b.last and (b.first.day, b.last.day) == (period.first, period.last)
        for b in office.bulletins.values()
    ):
        message = f"{period.title}的通报已经印发，不能再印发一次"
        refuse("bulletin-issued", message, "后来登记的，在下一期通报里更正", path=bulletin_path(period))
    if request.as_of.day <= period.last:
        message = f"{period.title}还没有结束，不能印发通报"
        refuse("bulletin-early", message, f"今天是{request.as_of.chinese}；先不加 --freeze，只看草稿")
    if date.day <= period.last or date.is_after(request.as_of):
        message = f"印发日期{date.chinese}应在{period.title}以后、不晚于今天"
        refuse("date-order", message, f"今天是{request.as_of.chinese}")
    return date


def _refuse_unseen(doc_number: str) -> None:
    """What is frozen cannot be mended, so that no check looks at it any more."""
    if "\n" in doc_number or drop_unseen(doc_number) != doc_number:
        refuse("word-artefacts", "文号里有换行或看不见的字符", "重新输入文号，如 云区委办通报〔2026〕10号")


def _refuse_errors(office: Office, ledger: Ledger, request: IssueRequest) -> None:
    """What is wrong in a record that was counted, or in the settings, would be wrong in print for ever."""
    first, last = request.period.first.replace(month=1, day=1), request.period.last
    counted = {event.place.path for event in ledger.events if first <= event.day <= last}
    # What cannot be read has no date but that of its file's name.
    counted |= {path for path in office.files if _is_named_for(path, first, last)}
    problems = [
        problem
        for problem in check_office(office, request.as_of, shelve=open_shelf)
        if problem.level is Level.ERROR
        and (
            problem.place.path in counted
            or problem.place.path.startswith(("briefs/settings/", "briefs/issues/", "briefs/bulletins/"))
        )
    ]
    if problems:
        raise ProblemsFound(problems)


def _is_named_for(path: str, first: date, last: date) -> bool:
    folder, _, below = path.removeprefix("briefs/").partition("/")
    match = match_path(folder, below)
    named = match.groupdict() if match else {}
    day = parse_moment(f"{named['year']}-{named['day']}") if named.get("day") else None
    return day is not None and first <= day.day <= last


def _plan_changes(period: Period, document: BulletinDocument, signatory: str) -> Sequence[Change]:
    snapshot, record = encode_bulletin(document), bulletin_path(period)
    fields = {
        "first": document.first,
        "last": document.last,
        "title": document.title,
        "doc_number": document.doc_number,
        "signatory": signatory,
        "date": document.date,
        "access": document.access.value,
        "digest": sha256(snapshot).hexdigest(),
    }
    return [
        Change(path=f"{record.removesuffix('.yml')}.json", data=snapshot),
        Change(path=record, data=dump_yaml(fields).encode()),
    ]
