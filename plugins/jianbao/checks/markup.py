"""Parts of a line that are not running text: addresses, link targets, pictures, code, tags."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile(
    r"`[^`\n]*`"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\]\([^)\n]*\)"
    r"|<!--.*?-->"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|<https?://[^>\s]*>"
    r"|(?:https?|ftp)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"
    r"|www\.[A-Za-z0-9\-._~/?#@&=%]+"
    r"|[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
    r"|^[ \t]*(?:>[ \t]*)*(?:\d{1,3}[.)]|[-*+])[ \t]+"
)


def mask_markup(line: str) -> str:
    """The line with all that blanked out by letters, each character in its place."""
    return _NOT_TEXT.sub(lambda match: "x" * len(match[0]), line)
