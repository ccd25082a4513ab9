"""``jianbao similar``: what was written before that a text repeats, both beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from jianbao.acting.refusing import refuse
from jianbao.caching import open_shelf
from jianbao.checks.duplicates import read_limits
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.naming import NEAR
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.earlier import (
    Hit,
    Piece,
    Shelf,
    Wanted,
    ask_item,
    ask_text,
    find_earlier,
    mark_passages,
    name_earlier,
    say_percent,
)
from jianbao.intake import read_manuscript
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import ProblemsFound
from jianbao.reading.documents import read_document
from jianbao.reading.files import read_text
from jianbao.reading.parsing import parse_record
from jianbao.settings.intake import MEGABYTE

_TEXTS = (".md", ".txt")


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao similar zhengwu/2026/11-29-ting-kai-zheng-ming\n例：jianbao similar templates/new/样稿.docx",
)
@click.argument("name", metavar="稿件|文件")
@pass_session
@reports_problems
def similar(session: Session, name: str) -> None:
    """查重：一篇稿件或一个文件（Word、.md、.txt）重复了以前的哪些稿件、已刊文章，两篇相同的文字都用【】标出。

    稿件只同比它早的比，同一事件的各报、修改前的原稿不算；文件同全部的比。文件的第一行是标题。
    """
    shelf = open_shelf(session.office)
    wanted = _find_wanted(session, shelf, name)
    hits = find_earlier(shelf, wanted, read_limits(session.office.settings))
    for hit in hits:
        session.print("\n".join(_describe(session, shelf, hit, wanted)))
    session.print(f"共{len(hits)}篇。" if hits else "没有与以前的稿件、已刊文章大段相同的文字。")


def _find_wanted(session: Session, shelf: Shelf, name: str) -> Wanted:
    office = session.office
    identity = name.removeprefix("briefs/items/").removesuffix(".md")
    if identity in office.items:
        return ask_item(office, shelf, office.items[identity])
    file = Path(name)
    if not file.is_file():
        near = nearest_name(identity, [*office.items], NEAR)
        hint = f"是不是 {near}？" if near else "稿件写编号，文件写路径"
        refuse("reference-missing", f"没有稿件“{name}”，也没有这个文件", hint)
    title, body = _read_plain(file) if file.suffix.lower() in _TEXTS else _read_word(session, file)
    return ask_text(title, body, session.as_of)


def _read_plain(file: Path) -> tuple[str, str]:
    """Title and text. Of a file with a header the body, which has the title of the header."""
    text, problems = read_text(file, file.name)
    if text is None:
        raise ProblemsFound(problems)
    if text.startswith("---\n"):
        parsed, problems = parse_record(text, f"{file.stem}.md")
        if parsed is None:
            raise ProblemsFound(problems)
        return parsed.source.texts.get("title", ""), parsed.body
    title, _, body = text.strip().partition("\n")
    return title, body


def _read_word(session: Session, file: Path) -> tuple[str, str]:
    limits = session.office.settings.intake
    data = read_document(file, limits.megabytes * MEGABYTE)
    manuscript = read_manuscript(data, file.name, session.office.settings, limits)
    return manuscript.title, manuscript.body


def _describe(session: Session, shelf: Shelf, hit: Hit, wanted: Wanted) -> Iterator[str]:
    """Whose a file is nobody knows, so it isn't said what it amounts to."""
    own, other = mark_passages(wanted.text, hit.entry.text, hit.passages)
    amounts_to = f"{hit.kind.value}：" if wanted.units else ""
    yield f"{amounts_to}与{name_earlier(session.office.settings, shelf, hit.entry)}，{say_percent(hit)}"
    yield f"  {hit.entry.record}"
    yield "  本稿"
    yield from (f"    {_mark(paragraph)}" for paragraph in own)
    yield f"  {hit.entry.origin.value}"
    yield from (f"    {_mark(paragraph)}" for paragraph in other)


def _mark(paragraph: list[Piece]) -> str:
    return "".join(f"【{piece.text}】" if piece.number else piece.text for piece in paragraph).strip()
