"""The fields of the clerks' form: those that the reader of items knows, said as both form programs have it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from jianbao.metadata.keys import ALIASES
from jianbao.model import Access, Reply, Reporting, Urgency
from jianbao.settings import Settings

Field = dict[str, Any]

# A record's id as other records name it: its unit, the year, and the day with a short name.
_ITEM_ID = ("^[a-z0-9-]+/20[0-9]{2}/[0-9]{2}-[0-9]{2}-[a-z0-9-]+$", "写稿件编号，如 chengguan/2026/11-03-jiu-gai")
_NUMBERED = ("^20[0-9]{2}/[0-9]{3,4}$", "写年份和三位编号，如 2026/014")
# What our reader takes for a moment; both form programs write it so and find the day in it again.
_MOMENT = {"widget": "datetime", "format": "YYYY-MM-DD HH:mm", "date_format": "YYYY-MM-DD", "time_format": "HH:mm"}
# What an item may hold that is not a clerk's to fill: ``units`` says ``unit`` too, the other is for an editor.
LEFT_OUT = frozenset({"unit", "entered_by"})


def list_fields(settings: Settings, unit: str, units: Sequence[str]) -> list[Field]:
    """In the order in which a clerk fills them; ``unit`` is the short name of the form's own, ``units`` are all."""
    return [
        _field("title", "string", "一句话说清一件事", required=True),
        _field("body", "text", "一事一报，写清时间、地点、数字和单位；每段之间空一行", required=True)
        | {"label": "正文"},
        _choose("kind", [kind.name for kind in settings.kinds.kinds], "", required=True),
        _field("date", "", "就是现在的，不用改", required=True) | _MOMENT | {"default": "{{now}}"},
        _field("approver", "string", "本单位审定这一稿的领导，写姓名", required=True),
        _field("author", "string", "写这一稿的人，写姓名"),
        _field("phone", "string", "编辑有事好找您，不印在刊物上"),
        _choose("units", units, "联合报送的，把别的单位也选上，本单位排在第一", required=True)
        | {"label": "报送单位", "multiple": True, "min": 1, "default": [unit]},
        *_list_optional(settings),
    ]


def _list_optional(settings: Settings) -> list[Field]:
    """What most items do not state; an office may have no forms, and nothing to choose from is an error to Sveltia."""
    forms = [form.name for form in settings.kinds.forms]
    return [
        *([_choose("form", forms, "决定正文要多长")] if forms else []),
        _choose("access", _values(Access), "不宜公开的才选，管的是刊登以后给谁看：内部是各单位，办内是办公室和领导"),
        _field("tags", "list", "便于以后查找；只有一个框的，用英文逗号隔开"),
        _choose("urgency", _values(Urgency), "紧急信息才选；先打值班电话，并写事发时间和接报时间"),
        _choose("stage", _values(Reporting), "紧急信息第一次报的是初报"),
        _field("occurred", "", "紧急信息才写") | _MOMENT,
        _field("learned", "", "紧急信息才写：本单位得知的时间") | _MOMENT,
        _coded("follows", "续报、终报的，写前一篇的编号", _ITEM_ID),
        _coded("revises", "退改后重报的，写原稿的编号", _ITEM_ID),
        _coded("call", "答复约稿的，写约稿编号", _NUMBERED),
        _coded("task", "答复督查事项的，写事项编号", _NUMBERED),
        _choose("reply", _values(Reply), "答复督查事项的才选"),
        _choose("finished", ["是"], "督查事项已经办完的才选"),
    ]


def _field(key: str, widget: str, hint: str, *, required: bool = False) -> Field:
    named = {"name": key, "label": ALIASES.get(key, key), "widget": widget, "required": required}
    return named | ({"hint": hint} if hint else {})


def _choose(key: str, options: Sequence[str], hint: str, *, required: bool = False) -> Field:
    return _field(key, "select", hint, required=required) | {"options": list(options)}


def _coded(key: str, hint: str, pattern: tuple[str, str]) -> Field:
    return _field(key, "string", hint) | {"pattern": list(pattern)}


def _values(kind: type[Enum]) -> list[str]:
    return [member.value for member in kind]
