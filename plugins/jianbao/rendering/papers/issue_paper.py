"""An issue, or a draft, as a paper: from the compiled document alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.model import Article, Document, Notice
from jianbao.reading.pictures import picture_suffix
from jianbao.rendering.body import render_body
from jianbao.rendering.papers.html_blocks import clean, read_blocks
from jianbao.rendering.papers.masthead import describe_document, make_imprint, make_masthead
from jianbao.rendering.papers.paper import Block, Paper, Paragraph, Run
from jianbao.rendering.papers.style import Style, fill, fill_piece
from jianbao.rendering.papers.titles import balance_title
from jianbao.rendering.templates import chinese_date

# (picture's name in the text) → its bytes, of one article.
Pictures = Callable[[Article], Mapping[str, bytes]]


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueParts:
    """What stands with the document: its notices, the withdrawal that takes the place of its text, and its pictures.

    ``day`` stands in the metadata of a paper that is not signed yet.
    """

    day: date
    notices: Sequence[Notice] = ()
    withdrawal: Notice | None = None
    reason: str = ""
    pictures: Pictures = lambda _: {}


def make_issue_paper(document: Document, style: Style, parts: IssueParts) -> Paper:
    """``document`` holds only what the reader may see. A withdrawn issue has masthead and reason, nothing else."""
    values = describe_document(document)
    pictures: dict[str, bytes] = {}
    blocks = [*_tell_withdrawal(parts)] if parts.withdrawal else list(_set_issue(document, style, parts, pictures))
    blocks += [_say(look.role, text) for look in style.closing if (text := fill_piece(look.text, values))]
    columns = [column.name for column, _ in document.in_columns()]
    units = [unit.name for article in document.articles for unit in article.units]
    return Paper(
        title=clean(document.title),
        author=clean(document.issuer),
        day=document.date or parts.day,
        style=style,
        masthead=make_masthead(style, values),
        blocks=tuple(blocks),
        imprint=() if parts.withdrawal else make_imprint(style, values),
        keywords=tuple(dict.fromkeys(map(clean, [document.full_name, *columns, *units]))),
        stamp="" if document.date else style.words.get("stamp", ""),
        pictures=pictures,
    )


def _tell_withdrawal(parts: IssueParts) -> Iterable[Block]:
    withdrawal = parts.withdrawal
    day = chinese_date(withdrawal.date.day) if withdrawal and withdrawal.date else ""
    yield _say("body", f"本期已于{day}撤回。期号保留，不再使用；所刊内容请勿引用、转发。")
    if parts.reason:
        yield _say("body", f"原因：{parts.reason}")


def _set_issue(document: Document, style: Style, parts: IssueParts, pictures: dict[str, bytes]) -> Iterable[Block]:
    titles = {article.id: article.title for article in document.articles}
    for notice in parts.notices:
        title = f"《{titles[notice.article]}》一文中，" if notice.article in titles else ""
        yield _say("notice", f"更正：{title}“{notice.printed}”应为“{notice.correct}”。")
    yield from _set_note(document, style)
    if len(document.articles) > 1:
        yield _say("contents-head", style.words.get("contents", ""))
        for number, article in enumerate((a for _, articles in document.in_columns() for a in articles), 1):
            yield _say("contents", f"{number}．{article.title}")
    for column, articles in document.in_columns():
        yield _say("column", fill(style.words.get("column", ""), {"name": column.name}))
        for article in articles:
            yield from set_article(article, style, parts.pictures(article), pictures)


def _set_note(document: Document, style: Style) -> Iterable[Block]:
    paragraphs = [line.strip() for line in document.note.splitlines() if line.strip()]
    lead = style.words.get("note", "")
    for number, text in enumerate(paragraphs):
        # A note may begin with the word itself, and one that announces a correction says so.
        is_led = number == 0 and not text.startswith((lead, "更正"))
        head = [Run(text=lead, font="heading")] if is_led else []
        yield Paragraph(role="note", runs=(*head, Run(text=clean(text))))


def set_article(
    article: Article, style: Style, known: Mapping[str, bytes], pictures: dict[str, bytes]
) -> Iterable[Block]:
    """Title, text and credited units; the pictures that it shows are added to ``pictures``."""
    yield set_title(article.title, style, article.anchor)
    # Pictures are named by their digest: what an article calls them may be another picture in the next article.
    # The typesetter goes by the suffix, and a PNG may be called .jpg.
    names = {
        picture.name: f"{picture.sha256}{picture_suffix(known[picture.name])}"
        for picture in article.pictures
        if picture.name in known
    }
    data = {names[name]: known[name] for name in names}
    blocks, used = read_blocks(render_body(article.body, names), data)
    pictures.update(used)
    yield from blocks
    if article.units:
        names_of = "、".join(unit.name for unit in article.units)
        yield _say("credit", fill(style.words.get("credit", ""), {"units": names_of}))


def set_title(title: str, style: Style, anchor: str = "") -> Paragraph:
    """In balanced lines; a line holds so many full-width characters of the title's size."""
    width = int(style.page.width / 25.4 * 72 / style.role("title").size)
    return Paragraph(role="title", runs=(Run(text="\n".join(balance_title(clean(title), width))),), anchor=anchor)


def _say(role: str, text: str) -> Paragraph:
    return Paragraph(role=role, runs=(Run(text=clean(text)),))
