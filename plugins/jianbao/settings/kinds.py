"""``kinds.yml``: kinds (类别) and forms (体裁) of items, and how long a form may be."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """``shortest`` and ``longest`` count characters of the body; 0 is no limit."""

    id: str
    name: str
    shortest: int = 0
    longest: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Kinds:
    """``unstated`` limits items that state no form."""

    kinds: tuple[Kind, ...] = ()
    forms: tuple[Form, ...] = ()
    unstated: Form = Form(id="", name="")

    def kind_name(self, kind: str) -> str:
        return next((known.name for known in self.kinds if known.id == kind), kind)

    def form(self, form: str) -> Form:
        return next((known for known in self.forms if known.id == form), self.unstated)


def kinds_from_fields(fields: Fields) -> Kinds:
    kinds, forms = [], []
    for group in fields.mappings("kinds", required=True):
        kind = Kind(id=group.identity("id"), name=group.text("name", required=True), aliases=group.texts("aliases"))
        kinds.append(kind)
        group.finish()
    for group in fields.mappings("forms"):
        shortest, longest = _read_length(group)
        form = Form(
            id=group.identity("id"),
            name=group.text("name", required=True),
            shortest=shortest,
            longest=longest,
        )
        forms.append(form)
        group.finish()
    shortest, longest = _read_length(fields)
    unstated = Form(id="", name="稿件", shortest=shortest, longest=longest)
    return Kinds(kinds=tuple(kinds), forms=tuple(forms), unstated=unstated)


def _read_length(fields: Fields) -> tuple[int, int]:
    written = fields.texts("length")
    if not written:
        return 0, 0
    if len(written) == 2 and all(part.isdecimal() for part in written):  # noqa: PLR2004  (lower and upper limit)
        return int(written[0]), int(written[1])
    fields.report("field-type", fields.place("length"), "length 应是下限和上限两个数", "如 length: [150, 600]")
    return 0, 0
