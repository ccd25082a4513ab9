"""Templates: the office's own first, then those that come with jianbao. Text reaches them as data, never as code."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from jianbao.metadata import Moment
from jianbao.problems import Place, Problem, ProblemsFound
from jianbao.reading.styles import packaged_templates
from jianbao.rendering.body import render_body
from jianbao.writing import dump_yaml

_PAUSE = re.compile("([，、；：])(?=.)")
# What an expression of a template may run into; a template that does is wrong, be it an office's own or ours.
_BROKEN = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_NO_NAME = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


class _Folder(FileSystemLoader):
    """A link that leads out of the folder is no template: what it leads to could be printed, and published."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, name, is_fresh = super().get_source(environment, template)
        if not Path(name).resolve().is_relative_to(Path(self.searchpath[0]).resolve()):
            raise TemplateError("模板是链接，指到了文件夹之外")
        return source, name, is_fresh


class Templates:
    """Renders by name, such as ``pages/issue.html``."""

    def __init__(self, office: Path) -> None:
        own, packaged = office / "templates", packaged_templates()
        self.folders = [folder for folder in dict.fromkeys((own, packaged)) if folder.is_dir()]
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([_Folder(folder, encoding="utf-8") for folder in self.folders]),
            autoescape=select_autoescape(("html", "xml")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters |= {
            "yaml": _to_yaml,
            "chinese_date": chinese_date,
            "short_date": short_date,
            "breakable": breakable,
            "moment": _say_moment,
            "paragraphs": _set_paragraphs,
        }

    def render(self, template: str, **values: Any) -> str:
        """Raises ProblemsFound where the template is missing or wrong: an office may have changed it."""
        try:
            return self._environment.get_template(template).render(**values)
        except _BROKEN as error:
            raise ProblemsFound([self._describe(template, error)]) from error

    def files(self, folder: str) -> list[str]:
        """Names of the files in a folder of templates, the office's own and those that come with jianbao, sorted."""
        known = self._environment.list_templates()
        return sorted(name.removeprefix(f"{folder}/") for name in known if name.startswith(f"{folder}/"))

    def source(self, template: str) -> str:
        """A template's text as it stands, for what is no Jinja2 template. Raises ProblemsFound as ``render`` does."""
        try:
            assert self._environment.loader is not None
            return self._environment.loader.get_source(self._environment, template)[0]
        except _BROKEN as error:
            raise ProblemsFound([self._describe(template, error)]) from error

    def _describe(self, template: str, error: Exception) -> Problem:
        """The innermost template line that the error came through."""
        place = Place(path=f"templates/{template}")
        for frame in traceback.extract_tb(error.__traceback__):
            for folder in self.folders:
                if Path(frame.filename).is_relative_to(folder):
                    below = Path(frame.filename).relative_to(folder).as_posix()
                    place = Place(path=f"templates/{below}", line=frame.lineno or 1)
        if isinstance(error, TemplateSyntaxError):
            place = Place(path=f"templates/{error.name or template}", line=error.lineno)
        hint = "改正模板；或删去本单位的这个模板，就用系统自带的"
        said = error.message if isinstance(error, TemplateError) else str(error)
        missing = _NO_NAME.search(said or "")
        said = f"没有“{missing[1] or missing[2]}”这一项" if missing else said
        said = "不是 UTF-8 文字，请另存为 UTF-8" if isinstance(error, UnicodeError) else said
        return Problem(code="template-broken", place=place, message=f"模板有误：{said}", hint=hint)


def chinese_date(day: date) -> str:
    """2026年10月6日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    """10月6日, where the year is clear."""
    return f"{day.month}月{day.day}日"


def breakable(title: str) -> Markup:
    """A title that a line end may cut after a comma and the like, and not within a word: for ``keep-all`` in CSS."""
    return Markup(_PAUSE.sub(r"\1<wbr>", str(escape(title))))  # noqa: S704  (escaped just here)


def _say_moment(moment: Moment | None) -> str:
    """2026年11月3日9时20分; empty where there is none."""
    return moment.chinese if moment else ""


def _set_paragraphs(body: str, pictures: Mapping[str, str] | None = None) -> Markup:
    """A text as it was typed → its paragraphs; ``pictures`` as for ``render_body``."""
    return Markup(render_body(body, pictures))  # noqa: S704  (whatever somebody typed comes out of it as text)


def _to_yaml(value: str) -> str:
    """One scalar, quoted where the syntax needs it."""
    return dump_yaml({"v": value}).removeprefix("v:").strip()
