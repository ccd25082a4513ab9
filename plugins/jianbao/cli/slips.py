"""``jianbao slip``: the working papers of the office (工作用单)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from jianbao.acting.refusing import refuse, require_person, require_record, require_unit, require_words
from jianbao.cli.bulletin import read_period
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.naming import find_one_issue
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.slip_files import choose_files, takes_files, write_slips
from jianbao.model import DeskRecord, Issue
from jianbao.periods import Period
from jianbao.rendering.papers.slip import Slip, find_slip, list_slips
from jianbao.rendering.slips.binding import Search
from jianbao.rendering.slips.handover import Handover
from jianbao.rendering.slips.request import SlipRequest
from jianbao.standing import find_standing

# The kinds of records: where the office has them, and what they are called.
_KINDS: Mapping[str, tuple[str, str]] = {
    "item": ("items", "稿件"),
    "desk": ("desk", "编辑记录"),
    "issue": ("issues", "刊期"),
    "draft": ("drafts", "送审稿"),
    "call": ("calls", "约稿"),
    "instruction": ("instructions", "批示"),
    "report": ("reports", "上报"),
    "adoption": ("adoptions", "采用登记"),
    "task": ("tasks", "督查事项"),
    "incident": ("incidents", "紧急事件"),
    "unit": ("", "单位"),
    "person": ("", "人员"),
    "words": ("", "要查的词"),
    "none": ("", ""),
}


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao slip\n例：jianbao slip 选题单\n例：jianbao slip 签发单 xinxi/2026-11-30\n"
    "例：jianbao slip 花脸稿 2026/11-24-zhujian-gong-di-gong-zi --pdf",
)
@click.argument("name", required=False, metavar="用单")
@click.argument("records", nargs=-1, metavar="记录…")
@click.option("--unit", default="", help="写给或只列一个单位")
@click.option("--period", default="", help="只列一个时段，如 2026-10")
@takes_files
@pass_session
@reports_problems
def slip(
    session: Session,
    name: str | None,
    records: tuple[str, ...],
    unit: str,
    period: str,
    docx: bool,
    pdf: bool,
    folder: Path | None,
) -> None:
    """工作用单：选题单、花脸稿、签发单、通知单等，一份记录一张，写成 Word 和 PDF。

    不写用单名称，就列出有哪些；本单位的模板放在 templates/slips/ 里，名称就是文件名。
    """
    if name is None:
        _list(session)
        return
    chosen = find_slip(session.templates, name)
    identity = require_unit(session.office, unit) if unit else ""
    within = read_period(session, period, None, None) if period else None
    # One for all of them: what it has read of the office serves every record.
    request = make_request(session, unit=identity, period=within)
    found = [(request, record) for record in _find_records(session, chosen, records, within)]
    write_slips(session, chosen, found, choose_files(docx=docx, pdf=pdf, folder=folder))


def make_request(session: Session, *, unit: str = "", period: Period | None = None, **more: Any) -> SlipRequest:
    return SlipRequest(
        office=session.office, templates=session.templates, as_of=session.as_of, unit=unit, period=period, **more
    )


def _list(session: Session) -> None:
    for known in list_slips(session.templates):
        label = _KINDS[known.about][1]
        session.print(f"{known.name}{f' {label}…' if label else ''}\n    {known.summary}".rstrip())


def _find_records(session: Session, chosen: Slip, written: tuple[str, ...], period: Period | None) -> list[Any]:
    """The records named, as the template's kind is named; None alone for a template that is about none."""
    label = _KINDS[chosen.about][1]
    if chosen.about == "none":
        if written:
            raise click.UsageError(f"“{chosen.name}”不针对某一份记录，后面不写编号")
        return [None]
    if not written:
        raise click.UsageError(f"没有写{label}：jianbao slip {chosen.name} {label}")
    if chosen.about == "words":
        require_words(要查的词="".join(written))
        return [Search(words=written, first=period.first if period else None, last=period.last if period else None)]
    find = _FINDERS.get(chosen.about)
    return [find(session, one) if find else _find_by_id(session, chosen.about, one) for one in dict.fromkeys(written)]


def _find_by_id(session: Session, about: str, written: str) -> Any:
    """By id, with or without the folder before it."""
    folder, label = _KINDS[about]
    known: dict[str, Any] = getattr(session.office, folder)
    bare = written.removeprefix("briefs/").removeprefix(f"{folder}/")
    require_record(label, bare, known)
    return known[bare]


def _find_issue(session: Session, written: str) -> Issue:
    found = find_one_issue(session.office, written)
    if found is None:
        require_record("刊期", written, dict(session.office.issues))
    assert found is not None
    if found.document is None:
        path = found.source.path
        refuse("snapshot-missing", f"{found.id} 的定稿文本读不出来", "从版本库取回 .json 文件", path=path)
    return found


def _find_desk(session: Session, written: str) -> DeskRecord:
    """By its own id, or by that of an item: the decision that stands for it."""
    office = session.office
    if written not in office.items:
        record: DeskRecord = _find_by_id(session, "desk", written)
        return record
    standing = find_standing(office).decisions.get(written, ())
    if not standing:
        refuse("reference-missing", f"稿件 {written} 还没有处理", "花脸稿对照编辑后的文字，先用 adopt 采用")
    if len(standing) > 1:
        named = "、".join(record.id for record in standing)
        refuse("reference-missing", f"稿件 {written} 有{len(standing)}份编辑记录", f"写编辑记录的编号：{named}")
    return standing[0]


_FINDERS: Mapping[str, Callable[[Session, str], Any]] = {
    "issue": _find_issue,
    "desk": _find_desk,
    "unit": lambda session, written: require_unit(session.office, written),
    "person": lambda session, written: Handover(person=require_person(session.office, written, "移交人")),
}
