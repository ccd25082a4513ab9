"""The form in which a draft is written: its choices, its faults, how long the text is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask.wrappers import Response

from jianbao.acting.submitting import FIELDS, Submission, find_submission_faults
from jianbao.characters import count_characters
from jianbao.checks.duplicates import REPEATS
from jianbao.earlier import Shelf, open_for
from jianbao.metadata import parse_moment
from jianbao.metadata.keys import ALIASES
from jianbao.model import Decision, Reporting, Urgency
from jianbao.problems import Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.serving.forms.beginning import find_approvers, read_texts
from jianbao.serving.forms.drafts import Draft, read_draft, read_pictures
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.matters.unit import find_call
from jianbao.serving.request import as_of, office, show, status_of, store, visitor
from jianbao.serving.showing.repeats import link_own
from jianbao.standing import find_standing

Choices = list[tuple[str, str]]
_MOMENTS = ("occurred", "learned")


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """What the text is to another one: how it is called, the record's id and its title."""

    name: str
    field: str
    id: str
    title: str
    reason: str = ""


def show_draft(
    draft: Draft, seen: str, problems: list[Problem] | None = None, *, checked: bool = False, status: int = 0
) -> Response:
    """The form with everything typed. ``checked``: the visitor asked what the checks say."""
    found = say_plainly(problems or [])
    changed = any(problem.code == "record-changed" for problem in found)
    other, from_item = _find_other(draft) if changed else ([], False)
    return show(
        "draft.html",
        status or status_of(found),
        draft=draft,
        seen=seen,
        texts={**dict.fromkeys((*FIELDS, "body"), ""), **draft.texts, **_show_moments(draft)},
        faults=sort_faults(found, {*FIELDS, "body", "picture", "acknowledged"}),
        repeated=link_repeated(found),
        labels=ALIASES,
        choices=list_choices(draft),
        approvers=find_approvers(office(), visitor().unit),
        relations=list_relations(draft),
        other=other,
        from_item=from_item,
        counts=tell_counts(draft),
        checked=checked,
        longest=office().settings.desk.upload,
    )


def make_submission(draft: Draft) -> Submission:
    pictures = read_pictures(store().root, visitor().id, draft)
    return Submission(unit=visitor().unit, texts=draft.texts, pictures=pictures)


def open_shelf(now: Office) -> Shelf:
    """What was written before, as the visitor's unit may hear of it."""
    return open_for(store().shelf(now), reader=visitor().unit)


def check_draft(draft: Draft) -> list[Problem]:
    """What the checks say of the text as it would be filed now."""
    known = office().items.get(draft.amends)
    try:
        found = find_submission_faults(office(), make_submission(draft), as_of(), known, open_shelf(office()))
    except ProblemsFound as refused:
        return list(refused.problems)
    # What a text repeats is told of the whole item, but written in the body.
    return [replace(fault, field="body") if fault.code in REPEATS else fault for fault in found]


def link_repeated(problems: Iterable[Problem]) -> dict[str, str]:
    """Texts of the visitor's unit that the problems speak of → where they stand."""
    links = {text: link_own(office(), text, visitor().unit) for text in {problem.about for problem in problems}}
    return {text: address for text, address in links.items() if address}


def list_choices(draft: Draft) -> dict[str, Choices]:
    """Of each field that is chosen; what was typed elsewhere and is no choice stays one, so that nothing is lost."""
    kinds = office().settings.kinds
    found: dict[str, Choices] = {
        "kind": [("", "请选择"), *((kind.name, kind.name) for kind in kinds.kinds)],
        "form": [
            ("", "不写"),
            *((form.name, _tell_form(form.shortest, form.longest, form.name)) for form in kinds.forms),
        ],
        "urgency": [("", "不是紧急信息"), *((one.value, one.value) for one in Urgency)],
        "stage": [("", "不写"), *((one.value, one.value) for one in Reporting)],
        "access": [("", "由办公室定"), ("内部", "内部：各单位可看"), ("办内", "办内：只有办公室和领导可看")],
    }
    for name, choices in found.items():
        written = draft.texts.get(name, "")
        if written and written not in dict(choices):
            choices.append((written, written))
    return found


def list_relations(draft: Draft) -> list[Relation]:
    """What stands above the form: the call that it answers, the item that it goes back to, and why that came back."""
    found, known = [], office()
    if call := find_call(known, draft.texts.get("call", ""), visitor().unit, as_of()):
        found.append(Relation(name="答复约稿", field="call", id=call.id, title=call.title))
    named = (("修改后重报", draft.texts.get("revises", "")), ("续报", draft.texts.get("follows", "")))
    for name, identity in (*named, ("更正", draft.amends)):
        item = known.items.get(identity)
        if item and visitor().unit in item.units:
            reason = _find_reason(identity) if name == "修改后重报" else ""
            found.append(Relation(name=name, field="item", id=identity, title=item.title, reason=reason))
    return found


def tell_counts(draft: Draft) -> str:
    """正文212字（详讯150—2000字）."""
    kinds = office().settings.kinds
    spelled = {text: form.id for form in kinds.forms for text in (form.id, form.name)}
    form = kinds.form(spelled.get(draft.texts.get("form", ""), ""))
    wanted = _tell_form(form.shortest, form.longest, form.name)
    counted = f"正文{count_characters(draft.texts.get('body', ''))}字"
    return counted + (f"（{wanted}）" if wanted != form.name else "")


def _tell_form(shortest: int, longest: int, name: str) -> str:
    if shortest and longest:
        return f"{name}{shortest}—{longest}字"
    if longest:
        return f"{name}不超过{longest}字"
    return f"{name}不少于{shortest}字" if shortest else name


def _find_reason(item: str) -> str:
    """Why the office sent it back."""
    records = find_standing(office()).decisions.get(item, ())
    return "；".join(record.reason for record in records if record.decision is Decision.REVISE)


def _find_other(draft: Draft) -> tuple[list[tuple[str, str]], bool]:
    """(label, text) of what this window shows otherwise, and whether that is the item as it was amended meanwhile; else
    it is what another window saved.
    """
    kept, item = read_draft(store().root, visitor().id, draft.id), office().items.get(draft.amends)
    if found := _list_differing(draft, kept.texts if kept else draft.texts):
        return found, False
    return (_list_differing(draft, read_texts(office(), item)), True) if item else ([], False)


def _list_differing(draft: Draft, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    shown = {**dict.fromkeys((*FIELDS, "body"), ""), **draft.texts}
    differing = [name for name in shown if texts.get(name, "").strip() != shown[name].strip()]
    return [("正文" if name == "body" else ALIASES[name], texts.get(name, "") or "（空）") for name in differing]


def _show_moments(draft: Draft) -> dict[str, str]:
    """Times as the field of a form for them wants: 2026-11-03T07:40; what is none stays as typed."""
    shown = {}
    for name in _MOMENTS:
        moment = parse_moment(draft.texts.get(name, ""))
        if moment and moment.time:
            shown[name] = f"{moment.day}T{moment.time:%H:%M}"
    return shown
