"""密级标志: what a text that must not be here looks like."""

from __future__ import annotations

import re

from jianbao.characters import LINE_SEPARATORS, UNSEEN

_LEVEL = "(?:绝密|机密|秘密)"
_PERIOD = "(?:[0-9０-９一二三四五六七八九十]+(?:年|个?月|天|日)|长期)"
# What may surround a mark that has a line to itself, or be put between its two characters.
_DECORATION = re.compile(rf"[\s*_`#>|｜~～·.。．\-—【】\[\]()（）〔〕「」《》<>“”\"'{UNSEEN}{LINE_SEPARATORS}]+")
_WHOLE_LINE = re.compile(rf"(?:密级[:：]?)?{_LEVEL}[级件]?(?:[★☆＊]?{_PERIOD}|[★☆＊])?")
_INSIDE = re.compile(
    rf"{_LEVEL}[ \u3000]*[★☆](?:[ \u3000]*{_PERIOD})?"
    rf"|密[ \u3000]*级[ \u3000]*[:：|｜][ \u3000*]*{_LEVEL}"
    rf"|^[ \t\u3000*#>]*[【\[（(〔][ \u3000]*{_LEVEL}级?[ \u3000]*[】\]）)〕]"
    rf"|[【\[（(〔][ \u3000]*{_LEVEL}级?[ \u3000]*[】\]）)〕][ \t\u3000*]*$",
    re.MULTILINE,
)


def find_secrecy_mark(text: str) -> str | None:
    """The first 绝密, 机密 or 秘密 that is a mark and not a running word (商业秘密、保守国家秘密), as written."""
    if match := _INSIDE.search(text):
        return match[0].strip()
    for line in text.splitlines():
        if _WHOLE_LINE.fullmatch(_DECORATION.sub("", line)):
            return line.strip()
    return None
