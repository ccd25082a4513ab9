"""A bulletin as Markdown, for a repository, a forge or another editor."""

from __future__ import annotations

import re

from jianbao.model.bulletin import BulletinDocument, CountTable
from jianbao.rendering.grid import flatten_header
from jianbao.rendering.templates import chinese_date

# What would be markup where a plain sentence stands.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#])")
# What would begin a list.
_OPENING = re.compile(r"^(\d*)([-+.)])(?=\s)")


def render_bulletin_markdown(document: BulletinDocument) -> str:
    """Spanning heads are joined with ·, since Markdown tables have one line of head."""
    blocks = [f"# {_escape(document.title)}", _escape(document.doc_number), _escape(document.salutation)]
    blocks += [
        f"## {_escape(paragraph.text)}" if paragraph.heading else _escape(paragraph.text)
        for paragraph in document.paragraphs
    ]
    if document.annexes:
        blocks.append("附件：" + "　".join(f"{n}．{_escape(title)}" for n, title in enumerate(document.annexes, 1)))
    date = chinese_date(document.date) if document.date else ""
    blocks += [_escape(document.issuer), date, _escape(document.contact)]
    blocks += [render_table_markdown(table) for table in document.tables]
    blocks.append("## 统计口径")
    blocks.append("\n".join(f"{n}. {_escape(text)}" for n, text in enumerate(document.definitions, 1)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def render_table_markdown(table: CountTable) -> str:
    """A heading, the table with numbers to the right, and its notes."""
    heads = flatten_header(table)
    numeric = [any(row[column].number for row in table.rows) for column in range(len(heads))]
    lines = [
        _line(heads),
        _line(["---:" if right else "---" for right in numeric], plain=True),
        *(_line([cell.text for cell in row]) for row in table.rows),
    ]
    notes = "\n\n".join(_escape(note) for note in table.notes)
    return "\n\n".join(filter(None, [f"## {_escape(table.title)}", "\n".join(lines), notes]))


def _line(cells: list[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else _escape(cell) for cell in cells)} |"


def _escape(text: str) -> str:
    return _OPENING.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text.strip()))
