"""The schema of a style's file: a line per field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jianbao.metadata import Fields
from jianbao.rendering.papers.style import (
    Align,
    ClosingLook,
    Colour,
    LineLook,
    PageLook,
    Role,
    RowLook,
    Rule,
    Style,
)
from jianbao.settings.printing import FONT_ROLES

Part = TypeVar("Part", LineLook, RowLook)

# What jianbao itself sets, so that the common style must say how it looks.
_NEEDED = (
    "body", "title", "heading1", "heading2", "column", "note", "notice", "contents-head", "contents", "credit", "quote",
    "list", "caption", "cell", "head", "left",
)  # fmt: skip
# Millimetres that a type area has at least: of less a page would hold nothing.
_LEAST = 40


def style_from_fields(fields: Fields, name: str, common: Style | None) -> Style:
    """``common`` is the style that this one stands on: what it does not state is taken from there."""
    words = dict(common.words) if common else {}
    for group in fields.mappings("words"):
        words[group.identity("id")] = group.text("text", required=True)
        group.finish()
    roles = dict(common.roles) if common else {}
    for group in fields.mappings("roles"):
        role = _read_role(group)
        roles[role.id] = role
        group.finish()
    if missing := [role for role in _NEEDED if role not in roles]:
        message = f"roles 里缺少{'、'.join(missing)}"
        fields.report("field-missing", fields.place("roles"), message, "从系统自带的 common.yml 里抄来，再改")
    return Style(
        id=name,
        name=fields.text("name", required=True),
        page=_read_page(fields, common.page if common else PageLook()),
        roles=roles,
        masthead=tuple(_read_part(group, _read_line) for group in fields.mappings("masthead")),
        imprint=tuple(_read_part(group, _read_row) for group in fields.mappings("imprint")),
        rise=_number(fields, "rise", 0),
        lead=_number(fields, "lead", common.lead if common else 1),
        lead_title=_number(fields, "lead_title", common.lead_title if common else 2),
        closing=tuple(_read_closing(group) for group in fields.mappings("closing")),
        words=words,
    )


def _number(fields: Fields, key: str, default: float) -> float:
    written = fields.decimal(key)
    return default if written is None else float(written)


def _size(fields: Fields, key: str, default: float) -> float:
    """In points; nothing can be set in no size."""
    written = _number(fields, key, default)
    if written > 0:
        return written
    fields.report("field-type", fields.place(key), f"{key} 应大于0", "字号以磅计，三号为16")
    return default


def _read_font(fields: Fields) -> str:
    written = fields.text("font", default="body")
    if written in FONT_ROLES:
        return written
    hint = "可选：title 小标宋、heading 黑体、kai 楷体、body 仿宋、song 宋体"
    fields.report("field-type", fields.place("font"), f"没有“{written}”这种字体", hint)
    return "body"


def _read_page(fields: Fields, common: PageLook) -> PageLook:
    group = fields.group("page")
    if group is None:
        return common
    look = PageLook(
        top=_number(group, "top", common.top),
        bottom=_number(group, "bottom", common.bottom),
        inner=_number(group, "inner", common.inner),
        outer=_number(group, "outer", common.outer),
        lines=group.integer("lines", default=common.lines),
        characters=group.integer("characters", default=common.characters),
        size=_size(group, "size", common.size),
        folio_size=_size(group, "folio_size", common.folio_size),
        folio_drop=_number(group, "folio_drop", common.folio_drop),
        folio_first=group.boolean("folio_first", default=common.folio_first),
        foot_rule=group.boolean("foot_rule", default=common.foot_rule),
        landscape=group.boolean("landscape", default=common.landscape),
    )
    group.finish()
    if min(look.width, look.height) < _LEAST or min(look.lines, look.characters) < 1:
        hint = f"版心的宽和高至少{_LEAST}毫米，每面至少1行，每行至少1字"
        fields.report("field-type", fields.place("page"), "page 里的版心太小，排不下字", hint)
        return common
    return look


def _read_role(fields: Fields) -> Role:
    return Role(
        id=fields.identity("id"),
        word=fields.text("word", required=True),
        font=_read_font(fields),
        size=_size(fields, "size", 16),
        line=_number(fields, "line", 0),
        align=fields.choice("align", Align) or Align.JUSTIFY,
        indent=_number(fields, "indent", 0),
        inset=_number(fields, "inset", 0),
        before=_number(fields, "before", 0),
        after=_number(fields, "after", 0),
        colour=fields.choice("colour", Colour) or Colour.BLACK,
        keep=fields.boolean("keep"),
        level=fields.integer("level"),
    )


def _read_rule(fields: Fields) -> Rule:
    return Rule(
        weight=_number(fields, "rule", 1),
        second=_number(fields, "second", 0),
        colour=fields.choice("colour", Colour) or Colour.BLACK,
        above=_number(fields, "above", 0),
        width=_number(fields, "width", 156),
    )


def _read_closing(fields: Fields) -> ClosingLook:
    look = ClosingLook(role=fields.identity("role"), text=fields.text("text", required=True))
    fields.finish()
    return look


def _read_part(fields: Fields, read: Callable[[Fields], Part]) -> Part | Rule:
    """A rule, where it states one, or what stands between rules."""
    look = _read_rule(fields) if fields.has("rule") else read(fields)
    fields.finish()
    return look


def _read_line(fields: Fields) -> LineLook:
    return LineLook(
        left=fields.text("left"),
        centre=fields.text("centre"),
        right=fields.text("right"),
        font=_read_font(fields),
        size=_size(fields, "size", 16),
        colour=fields.choice("colour", Colour) or Colour.BLACK,
        height=_number(fields, "height", 1),
        inset=_number(fields, "inset", 0),
        gap=_number(fields, "gap", 0),
        width=_number(fields, "width", 156),
    )


def _read_row(fields: Fields) -> RowLook:
    return RowLook(
        label=fields.text("label"),
        text=fields.text("text"),
        pieces=fields.texts("pieces"),
        right=fields.text("right"),
    )
