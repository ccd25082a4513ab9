"""Reading the styles of printed papers from ``templates/print``."""

from __future__ import annotations

from functools import lru_cache

from jianbao.metadata import Fields, Vocabulary
from jianbao.metadata.header import parse_mapping
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import Place, Problem, ProblemsFound
from jianbao.reading.styles import COMMON_STYLE
from jianbao.rendering.papers.style import Style
from jianbao.rendering.papers.style_fields import style_from_fields
from jianbao.rendering.templates import Templates

_FOLDER = "print"
# Comes with jianbao, so that it is always there.
_ALWAYS = "jianbao"


@lru_cache(maxsize=32)
def read_style(templates: Templates, name: str) -> Style:
    """The style of that name on top of the common one, read once in a run. Raises ProblemsFound where there is none, or
    it is wrong.
    """
    known = [file.removesuffix(".yml") for file in templates.files(_FOLDER) if file.endswith(".yml")]
    if name not in known:
        close = nearest_name(name, known)
        hint = f"现有的式样：{'、'.join(style for style in known if style != COMMON_STYLE)}"
        message = f"没有名为“{name}”的印件式样" + (f"，是不是“{close}”？" if close else "")
        raise ProblemsFound(
            [
                Problem(
                    code="style-unknown",
                    place=Place(path=f"templates/{_FOLDER}/{name}.yml"),
                    message=message,
                    hint=hint,
                )
            ]
        )
    common = _read(templates, COMMON_STYLE, None)
    return common if name == COMMON_STYLE else _read(templates, name, common)


@lru_cache(maxsize=32)
def find_style(templates: Templates, name: str) -> Style:
    """The style of what is signed: it must print for ever, in 简报 where the style of that day is gone. The check
    ``style-unknown`` tells of that. Raises ProblemsFound where the style is wrong.
    """
    return read_style(templates, name if f"{name}.yml" in templates.files(_FOLDER) else _ALWAYS)


def _read(templates: Templates, name: str, common: Style | None) -> Style:
    path = f"{_FOLDER}/{name}.yml"
    mapping, problems = parse_mapping(templates.source(path), f"templates/{path}")
    if mapping is None:
        raise ProblemsFound(problems)
    fields = Fields(mapping, Vocabulary(), problems)
    style = style_from_fields(fields, name, common)
    fields.finish()
    if problems:
        raise ProblemsFound(problems)
    return style
