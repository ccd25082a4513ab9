"""Proposals of adoptions as cards: each with the form that confirms it or turns it down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask.wrappers import Response

from jianbao.acting.recording.found import Particulars, plan_dismissal, plan_found, refuse_settled
from jianbao.metadata import parse_moment
from jianbao.metadata.moments import say_wrong
from jianbao.problems import NOWHERE, Problem
from jianbao.proposing import Proposal
from jianbao.serving.forms.choices import choose_channel
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.one_record import with_counts, write_one
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, attempt, done, office, show, status_of, store, visitor
from jianbao.serving.showing.found_adoptions import has_channels, list_open, make_card, name_proposal
from jianbao.serving.showing.found_texts import KEPT_DAYS, FoundText, dismiss_in_text

_PER_PAGE = 5
_STATED = ("channel", "date", "number", "form")
_LEADS, _TEXT = "recording.found_page", "recording.found_text_page"


# -- one proposal ---------------------------------------------------------------


def find_proposals(text: FoundText | None) -> tuple[Proposal, ...]:
    found = store().found
    return found.find_in_text(office(), text, as_of()) if text else found.find_in_leads(office(), as_of())


def act_on(text: FoundText | None) -> Response:
    """确认采用 or 不是; then the next one."""
    token, stated = request.form.get("token", ""), {name: request.form.get(name, "").strip() for name in _STATED}
    found = find_proposals(text)
    proposal = next((known for known in found if name_proposal(known) == token), None)
    if proposal is None:
        gone = "这一条刚刚有人判为不是，或者稿件有了变动"
        return show_found(text, found, problems=[_problem("record-changed", gone, "下面是现在还没有确认的")])
    path = ""
    if request.form.get("do") == "dismiss":
        named = f"《{proposal.upper.title}》" if proposal.upper.title else "这一篇"
        problems, told = _dismiss(text, proposal), f"{named}不再作为疑似采用"
    else:
        problems, path = _register(proposal, stated)
        told = f"已登记采用：《{proposal.texts[0].title}》"
    if problems:
        return show_found(text, find_proposals(text), typed={**stated, "token": token}, problems=problems)
    answer = _lead_on(text, told)
    return with_counts(answer, path) if path else answer


def _register(proposal: Proposal, stated: dict[str, str]) -> tuple[list[Problem], str]:
    as_typed = stated["date"]
    if as_typed and parse_moment(as_typed) is None:
        wrong = _problem("date-impossible", f"采用日期“{as_typed}”{say_wrong(as_typed)}", "如 2026-11-28", "date")
        return [wrong], ""
    particulars = Particulars(
        channel=stated["channel"], date=parse_moment(as_typed), number=stated["number"], form=stated["form"]
    )
    message = f"登记采用：{proposal.texts[0].title}"
    return write_one(Action.RECORD, message, lambda now: plan_found(now, proposal, particulars, as_of()))


def _dismiss(text: FoundText | None, proposal: Proposal) -> list[Problem]:
    """In the lead, for everybody; of a text of one's own, for oneself."""
    if text is None:
        message = f"不作采用：{proposal.upper.title}"
        return write_one(Action.RECORD, message, lambda now: plan_dismissal(now, proposal, visitor().id, as_of()))[0]

    def dismiss() -> None:
        refuse_settled(office(), proposal, proposal.upper)
        dismiss_in_text(store().root, visitor().id, text.id, [name_proposal(proposal)])

    return attempt(dismiss)


def _lead_on(text: FoundText | None, told: str) -> Response:
    """To where the next one stands now."""
    page, card = divmod(_read_number(request.form.get("place", "")), _PER_PAGE)
    wanted: dict[str, Any] = {"text": text.id} if text else {}
    wanted |= {"page": page + 1} if page else {}
    wanted |= {"_anchor": f"c{card + 1}"} if card else {}
    return done(told, _TEXT if text else _LEADS, **wanted)


def _problem(code: str, message: str, hint: str, field: str = "") -> Problem:
    return Problem(code=code, place=NOWHERE, message=message, hint=hint, field=field)


# -- pages ----------------------------------------------------------------------


def show_found(
    text: FoundText | None,
    found: Sequence[Proposal],
    *,
    typed: dict[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    """``typed`` is what somebody typed into the card with that ``token``."""
    still = list_open(found)
    token = (typed or {}).get("token", "")
    page, pages = _find_page(still, token)
    first = (page - 1) * _PER_PAGE
    cards = [make_card(office(), proposal) for proposal in still[first : first + _PER_PAGE]]
    is_there = any(card.token == token for card in cards)
    return show(
        "found.html",
        status_of(problems),
        tabs=list_tabs(text),
        text=text,
        cards=cards,
        first=first,
        count=len(still),
        known=len(found) - len(still),
        page=page,
        pages=pages,
        before=_page_address(text, page - 1) if page > 1 else "",
        after=_page_address(text, page + 1) if page < pages else "",
        typed=typed if is_there else None,
        faults=sort_faults(problems, _STATED if is_there else ()),
        channels=choose_channel(office()),
        forms=(("", "不写"), *((form.id, form.name) for form in office().settings.kinds.forms)),
        names={channel.id: channel.name for channel in office().settings.channels},
        address=url_for(_TEXT, text=text.id) if text else url_for(_LEADS),
        days=KEPT_DAYS,
    )


def _find_page(still: Sequence[Proposal], token: str) -> tuple[int, int]:
    """That of the card that is being filled in, else the one asked for."""
    pages = max(1, -(-len(still) // _PER_PAGE))
    at = next((number for number, proposal in enumerate(still) if token and name_proposal(proposal) == token), None)
    if at is not None:
        return at // _PER_PAGE + 1, pages
    return max(1, min(_read_number(request.args.get("page", "")), pages)), pages


def _read_number(written: str) -> int:
    """0 for what is none of ours."""
    return int(written) if re.fullmatch("[0-9]{1,4}", written) else 0


def _page_address(text: FoundText | None, page: int) -> str:
    return url_for(_TEXT, text=text.id, page=page) if text else url_for(_LEADS, page=page)


def list_tabs(text: FoundText | None, *, on_texts: bool = False) -> list[tuple[str, str, bool, int | None]]:
    tabs: list[tuple[str, str, bool, int | None]] = []
    if has_channels(office()):
        number = len(list_open(find_proposals(None)))
        tabs.append(("线索里的", url_for(_LEADS), not text and not on_texts, number))
    tabs.append(("上传、粘贴的", url_for("recording.found_texts_page"), bool(text) or on_texts, None))
    return tabs
