"""Tokens of the search index that the segmenter cuts too small: the number of an issue is one word, not three."""

from __future__ import annotations

import re

JOINT = "\u200b"
"""Stands between two tokens, as the search plugin writes it."""

SEPARATOR = r"[\s\u200b\u3000\-（）《》〈〉“”‘’：—、，。．；！？【】…]+"
"""What stands between words of a text: white space and the punctuation of GB/T 15834; a regular expression for
JavaScript as well as for Python."""

_NUMBER = rf"(?:\d+(?:—\d+)?|[〇零一二三四五六七八九十百千{JOINT}]+)"
_ISSUE = re.compile(rf"(?:(?:总|增刊){JOINT}?)?第{JOINT}?{_NUMBER}{JOINT}?期(?![^\W\d_a-zA-Z])")


def join_issue_numbers(text: str) -> str:
    """第70期, 总第1240期, 第71—72期, 第十七期 and 增刊第5期 without joints inside; 第3期限 is no issue and stays."""
    return _ISSUE.sub(lambda match: match.group().replace(JOINT, ""), text)
