"""工作用单: a template of ``templates/slips`` filled with values → a paper. An office adds one without code.

The template is HTML with Jinja2. Its head says what it is: ``<title>`` (of the paper, and of the file), and the metas
``style`` (``templates/print/<style>.yml``), ``about`` (which kind of record it is filled from), ``summary`` (for the
list), ``with`` (what is written beside it), ``needs`` (the value without which there is nothing to write) and ``empty``
(what is said then). Values are escaped: no text of a record becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any

from jianbao.characters import normalise
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import NOWHERE, Place, Problem, ProblemsFound
from jianbao.rendering.papers.html_blocks import clean, read_blocks
from jianbao.rendering.papers.paper import Block, Paper, Paragraph, Run
from jianbao.rendering.papers.style import Align, Style
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.papers.titles import balance_title
from jianbao.rendering.templates import Templates
from jianbao.secrecy import find_secrecy_mark

FOLDER = "slips"
# What a template may be about: one record of that kind, words to look for, or nothing.
ABOUTS = (
    "item", "desk", "issue", "draft", "call", "instruction", "report", "adoption", "task", "incident", "unit", "person",
    "words", "none",
)  # fmt: skip
# What can be written beside a slip: the paper of the draft that it is about.
COMPANIONS = ("", "draft")
# What the head may state, and what holds where it does not.
_USUAL = {"about": "none", "summary": "", "style": "danju", "with": "", "needs": "", "empty": ""}
_SUFFIX = ".html"
_META = re.compile(r"<meta\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_FRAME = re.compile(r"</?(?:html|body)(?:\s[^>]*)?>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """A template by its Chinese name; ``file`` is its path below ``templates/``."""

    name: str
    file: str
    style: str
    about: str
    summary: str
    companion: str = ""
    needs: str = ""
    empty: str = ""


def list_slips(templates: Templates) -> list[Slip]:
    """The office's own and those that come with jianbao, by name; a file that begins with ``_`` holds only parts.

    Raises ProblemsFound where the head of any is wrong.
    """
    problems: list[Problem] = []
    files = [file for file in templates.files(FOLDER) if file.endswith(_SUFFIX) and not file.startswith(("_", "."))]
    found = [_read_head(templates, f"{FOLDER}/{file}", problems) for file in files if "/" not in file]
    if problems:
        raise ProblemsFound(problems)
    return found


def find_slip(templates: Templates, name: str) -> Slip:
    """By name. Raises ProblemsFound with the nearest name where there is none."""
    known = {slip.name: slip for slip in list_slips(templates)}
    if found := known.get(normalise(name)):
        return found
    close = nearest_name(name, known, 0.4)
    hint = f"是不是“{close}”？" if close else "用 jianbao slip 看有哪些"
    raise ProblemsFound([Problem(code="slip-unknown", place=NOWHERE, message=f"没有名为“{name}”的工作用单", hint=hint)])


def make_slip(
    templates: Templates,
    slip: Slip,
    values: Mapping[str, Any],
    *,
    author: str,
    day: date,
    pictures: Mapping[str, bytes] | None = None,
) -> Paper:
    """Raises ProblemsFound: where the template is wrong, with its line; where there is nothing to write; where a 密级
    mark stands in it.
    """
    if slip.needs and not values.get(slip.needs):
        message = f"没有生成“{slip.name}”：{slip.empty or '没有可写的内容'}"
        raise ProblemsFound(
            [Problem(code="slip-empty", place=NOWHERE, message=message, hint="换一份记录，或不出这张单子")]
        )
    style = read_style(templates, slip.style)
    # Cleaned before it is parsed: the parser would put a sign in the place of a control character.
    head, _, body = clean(templates.render(slip.file, **values)).partition("</head>")
    blocks, used = read_blocks(_FRAME.sub("", body), pictures)
    title = _TITLE.search(head)
    paper = Paper(
        title=_SPACE.sub(" ", clean(unescape(title[1]))).strip() if title else slip.name,
        author=author,
        day=day,
        style=style,
        blocks=tuple(_balance(block, style) for block in blocks),
        pictures=used,
    )
    problems = [*_find_strange_roles(templates, slip, paper), *_find_secrets(slip, paper)]
    if problems:
        raise ProblemsFound(problems)
    return paper


def _read_head(templates: Templates, file: str, problems: list[Problem]) -> Slip:
    source = templates.source(file)
    stated = dict(_read_metas(source))
    name = normalise(file.removeprefix(f"{FOLDER}/").removesuffix(_SUFFIX))

    def report(line: int, message: str, hint: str) -> None:
        place = Place(path=f"templates/{file}", line=line)
        problems.append(Problem(code="slip-head", place=place, message=f"工作用单“{name}”{message}", hint=hint))

    if not _TITLE.search(source.partition("</head>")[0]) or "</head>" not in source:
        report(1, "没有写标题", f"开头写 <head> <title>{name}</title> … </head>，其后才是正文")
    for key in sorted(set(stated) - set(_USUAL)):
        close = nearest_name(key, _USUAL)
        hint = f"是不是 {close}？" if close else f"可写：{'、'.join(_USUAL)}"
        report(_find_line(source, key), f"开头的“{key}”不认识", hint)
    for key, known in (("about", ABOUTS), ("with", COMPANIONS)):
        written = stated.get(key, _USUAL[key])
        if written not in known:
            hint = f"可写：{'、'.join(filter(None, known))}"
            report(_find_line(source, written), f"的 {key} 不能是“{written}”", hint)
    stated = _USUAL | stated
    return Slip(
        name=name,
        file=file,
        style=stated["style"],
        about=stated["about"],
        summary=stated["summary"],
        companion=stated["with"],
        needs=stated["needs"],
        empty=stated["empty"],
    )


def _read_metas(source: str) -> Iterator[tuple[str, str]]:
    """(name, content) of those that have a name."""
    for match in _META.finditer(source):
        attributes = {found[1]: found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(match[1])}
        if name := attributes.get("name"):
            yield name, attributes.get("content", "")


def _balance(block: Block, style: Style) -> Block:
    """A title in lines of like length, as an article's is; one that the template broke or marked by itself stays so."""
    if not isinstance(block, Paragraph) or len(block.runs) != 1 or block.runs[0].marks or "\n" in block.text:
        return block
    look = style.role(block.role)
    if look.font != "title" or look.align is not Align.CENTRE:
        return block
    width = int(style.page.width / 25.4 * 72 / look.size)
    return replace(block, runs=(Run(text="\n".join(balance_title(block.text, width))),))


def _find_strange_roles(templates: Templates, slip: Slip, paper: Paper) -> Iterator[Problem]:
    strange = {paragraph.role for paragraph in paper.paragraphs()} - set(paper.style.roles)
    for role in sorted(strange):
        place = Place(path=f"templates/{slip.file}", line=_find_line(templates.source(slip.file), f'class="{role}"'))
        close = nearest_name(role, paper.style.roles)
        hint = f"是不是 {close}？" if close else f"可写的见 templates/print/{slip.style}.yml 和 common.yml 的 roles"
        yield Problem(code="slip-role", place=place, message=f"式样里没有“{role}”这种段落", hint=hint)


def _find_secrets(slip: Slip, paper: Paper) -> Iterable[Problem]:
    mark = find_secrecy_mark("\n".join([paper.title, *(paragraph.text for paragraph in paper.paragraphs())]))
    if mark:
        message = f"“{slip.name}”里有密级标志“{mark}”，没有生成"
        yield Problem(code="secrecy-mark", place=NOWHERE, message=message, hint="涉密内容不得进入本系统，请走涉密渠道")


def _find_line(source: str, text: str) -> int:
    """The first line that holds the text; the first of all where none does."""
    before, found, _ = source.partition(text)
    return before.count("\n") + 1 if found else 1
