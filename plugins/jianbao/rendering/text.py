"""An issue as plain text, for the terminal and for copying."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.characters import strip_markup
from jianbao.model import Document, Notice, NoticeKind
from jianbao.rendering.templates import Templates


def render_text(templates: Templates, document: Document, notices: Sequence[Notice]) -> str:
    """Masthead, articles by column, notices, imprint. A withdrawn issue has only masthead and reason."""
    withdrawal = next((notice for notice in notices if notice.kind is NoticeKind.WITHDRAWAL), None)
    return templates.render(
        "text/issue.txt",
        document=document,
        columns=document.in_columns(),
        notices=[notice for notice in notices if notice is not withdrawal],
        withdrawal=withdrawal,
        plain=strip_markup,
    )
