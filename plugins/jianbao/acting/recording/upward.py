"""上报 and 采用: a text sent to a higher level, and one that a higher level used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from jianbao.acting.filing import make_slug
from jianbao.acting.recording.proving import bare_slug, place_record, prove, recorded_on
from jianbao.acting.refusing import refuse, require_channel, require_record, require_unit, require_words
from jianbao.editing import edited_body, edited_title
from jianbao.metadata import Moment
from jianbao.model import Access, Decision, DeskRecord, Route
from jianbao.reading import Office
from jianbao.standing import Standing, find_standing
from jianbao.writing import Change

_CREDIT = re.compile(r"(?P<unit>[^:：]+?)\s*(?:[:：]\s*(?P<share>[0-9.]+))?\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportRequest:
    """``body`` empty takes the edited text of the only source; ``signatory`` is a person's id."""

    sources: tuple[str, ...]
    channel: str
    sent: Moment
    signatory: str
    via: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    call: str = ""
    access: Access | None = None
    body: str = ""


def plan_report(office: Office, request: ReportRequest, as_of: Moment) -> Change:
    """One text as sent. Without a source it needs its own title, units and text."""
    channel = require_channel(office, request.channel)
    known: dict[str, object] = {**office.items, **office.desk}
    for source in request.sources:
        require_record("稿件或编辑记录", source, known)
    proposed = propose_text(office, request.sources)
    title, body = request.title or proposed[0], request.body or proposed[1]
    require_words(标题=title)
    if not body.strip():
        hint = "写上所报的文本；只有一篇来源的，默认取编辑后的正文"
        refuse("body-empty", "没有上报的正文", hint, field="body")
    header: dict[str, Any] = {
        "title": title,
        "channel": channel.id,
        "sent": request.sent,
        "via": request.via,
        "sources": tuple(dict.fromkeys(request.sources)),
        "units": _unit_ids(office, request.units),
        "signatory": request.signatory,
        "call": request.call,
        "access": request.access.value if request.access else "",
        "recorded": recorded_on(request.sent, as_of),
    }
    slug = f"{channel.id}-{bare_slug(request.sources[0]) if request.sources else make_slug(title)}"
    change = place_record(office, "reports", request.sent.day, slug, header, body)
    return prove(office, change, as_of, {"report-twice"})


def propose_text(office: Office, sources: tuple[str, ...]) -> tuple[str, str]:
    """Title and text of what a single source is; of several sources, or of none, both are empty."""
    record = _find_edited(office, find_standing(office), sources)
    return _title_of(office, record, sources), _body_of(office, record, sources)


def _find_edited(office: Office, standing: Standing, sources: tuple[str, ...]) -> DeskRecord | None:
    """The desk record that a single source is, or by which a single item was adopted."""
    if len(sources) != 1:
        return None
    adopted = (r for r in standing.decisions.get(sources[0], ()) if r.decision is Decision.ADOPT and not r.is_composite)
    return office.desk.get(sources[0]) or next(adopted, None)


def _title_of(office: Office, record: DeskRecord | None, sources: tuple[str, ...]) -> str:
    if record:
        return edited_title(office, record)
    return office.items[sources[0]].title if len(sources) == 1 else ""


def _body_of(office: Office, record: DeskRecord | None, sources: tuple[str, ...]) -> str:
    if record:
        return edited_body(office, record)
    return office.items[sources[0]].body if len(sources) == 1 else ""


def _unit_ids(office: Office, written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(require_unit(office, unit) for unit in written))


@dataclass(frozen=True, kw_only=True, slots=True)
class AdoptionRequest:
    """Names its text by exactly one of ``report``, ``items``, ``desk``, or by ``units`` with ``title``. ``lead``: in
    which it was found; ``printed``: the title that they gave a text of ours.
    """

    channel: str
    date: Moment
    report: str = ""
    items: tuple[str, ...] = ()
    desk: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    number: str = ""
    form: str = ""
    grade: str = ""
    kind: str = ""
    route: Route | None = None
    points: str = ""
    credit: tuple[str, ...] = ()
    access: Access | None = None
    lead: str = ""
    printed: str = ""
    note: str = ""


def plan_adoption(office: Office, request: AdoptionRequest, as_of: Moment) -> Change:
    """One adoption. Refuses the same text in the same number of one channel a second time."""
    channel = require_channel(office, request.channel)
    header: dict[str, Any] = {
        **_name_text(office, request),
        "units": _unit_ids(office, request.units),
        "title": request.title or request.printed,
        "channel": channel.id,
        "date": request.date,
        "number": request.number,
        "form": request.form,
        "grade": request.grade,
        "kind": request.kind,
        "route": request.route.value if request.route else "",
        "points": request.points,
        "credit": [_read_credit(office, written) for written in request.credit],
        "access": request.access.value if request.access else "",
        "recorded": recorded_on(request.date, as_of),
        "lead": request.lead,
        "note": request.note,
    }
    first = request.report or request.desk or next(iter(request.items), "")
    slug = bare_slug(first) if first else make_slug(request.title)
    slug = slug if slug.startswith(f"{channel.id}-") else f"{channel.id}-{slug}"
    change = place_record(office, "adoptions", request.date.day, slug, header)
    return prove(office, change, as_of, {"adoption-twice"})


def _name_text(office: Office, request: AdoptionRequest) -> dict[str, Any]:
    """The field that says which text was used."""
    outside = bool(request.units or request.title)
    if sum(map(bool, (request.report, request.items, request.desk, outside))) != 1:
        hint = "写上报件、稿件、编辑记录中的一种；没有经过本办公室的，写单位和标题"
        refuse("adoption-subject", "要写明采用的是哪一篇，而且只能用一种写法", hint)
    if outside and not (request.units and request.title):
        refuse("adoption-subject", "没有经过本办公室的文章，单位和标题都要写", "把单位和标题都写上", field="title")
    for kind, identity, known in (("上报件", request.report, office.reports), ("编辑记录", request.desk, office.desk)):
        if identity:
            require_record(kind, identity, dict(known))
    for item in request.items:
        require_record("稿件", item, dict(office.items))
    items = tuple(dict.fromkeys(request.items))
    named = {"item": items[0]} if len(items) == 1 else {"items": items}
    return {"report": request.report, **named, "desk": request.desk}


def _read_credit(office: Office, written: str) -> dict[str, str]:
    """城关镇, or with a share 城关镇:0.5."""
    match = _CREDIT.fullmatch(written.strip())
    if match is None:
        refuse("field-type", f"署名“{written}”的写法不对", "写单位名称，要分份额的写 城关镇:0.5")
    return {"unit": require_unit(office, match["unit"].strip()), "share": match["share"] or ""}
