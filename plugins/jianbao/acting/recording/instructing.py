"""批示: what a leader wrote or said on one of our texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jianbao.acting.recording.inserting import add_entry
from jianbao.acting.recording.proving import bare_slug, place_record, prove, recorded_on
from jianbao.acting.refusing import (
    refuse,
    require_level,
    require_person,
    require_record,
    require_words,
    spell_leader,
)
from jianbao.metadata import Moment
from jianbao.model import Access, Instruction, Nature
from jianbao.model.instruction import SUBJECTS, InstructionForm, Presented
from jianbao.reading import Office
from jianbao.settings import OfficeLevel
from jianbao.writing import Change, dump_yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class InstructionRequest:
    """``issue`` (with its ``article``), ``item``, ``adoption``, ``task``, ``document``: exactly one."""

    leader: str
    level: str
    natures: tuple[Nature, ...]
    date: Moment
    issue: str = ""
    article: str = ""
    item: str = ""
    adoption: str = ""
    task: str = ""
    document: str = ""
    post: str = ""
    received: Moment | None = None
    form: InstructionForm | None = None
    text: str = ""
    follows: str = ""
    access: Access | None = None


def plan_instruction(office: Office, request: InstructionRequest, as_of: Moment) -> Change:
    """One instruction, with the post that the leader holds on the day of recording unless another is given."""
    level = require_level(office, request.level)
    on = _name_target(office, request)
    leader = _find_leader(office, request.leader, level)
    known = office.settings.people.by_id.get(leader)
    header: dict[str, Any] = {
        "on": on,
        "leader": leader,
        "post": request.post or (known.post if known else ""),
        "level": level.id,
        "date": request.date,
        "received": request.received or "",
        "form": request.form.value if request.form else "",
        "nature": [nature.value for nature in dict.fromkeys(request.natures)],
        "text": request.text,
        "follows": request.follows,
        "access": request.access.value if request.access else "",
        "recorded": recorded_on(request.date, as_of),
    }
    first = request.article or next(iter(on.values()))
    slug = "wen-jian" if request.document else f"du-cha-{first.replace('/', '-')}" if request.task else bare_slug(first)
    return prove(office, place_record(office, "instructions", request.date.day, slug, header), as_of)


def _name_target(office: Office, request: InstructionRequest) -> dict[str, str]:
    """The text under the key of its kind; refuses none, several, and one that is not there."""
    named = {
        key: getattr(request, key) for key in ("issue", "item", "adoption", "task", "document") if getattr(request, key)
    }
    if len(named) != 1 or (request.article and not request.issue):
        hint = "写明刊期（一期有多篇的，再写哪一篇）、稿件、采用记录、督查事项、文件中的一种"
        refuse("instruction-subject", "要写明批示在什么上，而且只能用一种写法", hint)
    known: dict[str, tuple[str, dict[str, object]]] = {
        "issue": ("刊期", dict(office.issues)),
        "item": ("稿件", dict(office.items)),
        "adoption": ("采用记录", dict(office.adoptions)),
    }
    for key, identity in named.items():
        if key in known:
            require_record(known[key][0], identity, known[key][1])
    return named | ({"article": request.article} if request.article else {})


def _find_leader(office: Office, written: str, level: OfficeLevel) -> str:
    """The id of one of our leaders; the name as written of one of another level, who is on no list of ours."""
    known = spell_leader(office, written)
    if known == written and level.id == office.settings.office.level:
        return require_person(office, written, "领导")
    return known


def plan_presented(office: Office, identity: str, presented: Presented, as_of: Moment) -> Change:
    """The instruction's file with one more 呈阅, all else in it as it was; ``presented.to`` by any name."""
    require_record("批示", identity, dict(office.instructions))
    instruction = office.instructions[identity]
    require_words(呈送=presented.to)
    presented = replace(presented, to=spell_leader(office, presented.to))
    expected = replace(instruction, presented=(*instruction.presented, presented))
    change = add_entry(office, expected, "presented", _write_presented(presented), _write_instruction)
    return prove(office, change, as_of)


def _write_presented(presented: Presented) -> dict[str, Any]:
    return {"date": presented.date, "to": presented.to, "opinion": presented.opinion}


def _write_instruction(instruction: Instruction) -> str:
    on = {key: getattr(instruction, key) for key in (*SUBJECTS, "article")}
    header = {
        "on": on,
        "leader": instruction.leader,
        "post": instruction.post,
        "level": instruction.level,
        "date": instruction.date,
        "received": instruction.received,
        "form": instruction.form.value if instruction.form else "",
        "nature": [nature.value for nature in instruction.natures],
        "text": instruction.text,
        "follows": instruction.follows,
        "presented": [_write_presented(known) for known in instruction.presented],
        "task": instruction.opens,
        "access": instruction.access.value if instruction.access else "",
        "recorded": instruction.recorded,
    }
    return dump_yaml(header)
