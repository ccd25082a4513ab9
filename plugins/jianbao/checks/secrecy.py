"""涉密: a 密级 mark anywhere is refused. This is no channel for secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianbao.checks.passages import find_all_passages
from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Issue
from jianbao.problems import Place, Problem

_LEVEL = "(?:绝密|机密|秘密)"
_PERIOD = "(?:[0-9０-９一二三四五六七八九十]+(?:年|个?月|天|日)|长期)"
# What may surround a mark that has a line to itself, or be put between its two characters.
_DECORATION = re.compile(r"[\s*_`#>|｜~～·.。．\-—【】\[\]()（）〔〕「」《》<>“”\"'\u200b-\u200f\u2060\ufeff]+")
_WHOLE_LINE = re.compile(rf"(?:密级[:：]?)?{_LEVEL}[级件]?(?:[★☆＊]?{_PERIOD}|[★☆＊])?")
_INSIDE = re.compile(
    rf"{_LEVEL}[ \u3000]*[★☆](?:[ \u3000]*{_PERIOD})?"
    rf"|密[ \u3000]*级[ \u3000]*[:：|｜][ \u3000*]*{_LEVEL}"
    rf"|^[ \t\u3000*#>]*[【\[（(〔][ \u3000]*{_LEVEL}级?[ \u3000]*[】\]）)〕]"
    rf"|[【\[（(〔][ \u3000]*{_LEVEL}级?[ \u3000]*[】\]）)〕][ \t\u3000*]*$",
    re.MULTILINE,
)

SECRECY_MARK = Rule(
    code="secrecy-mark",
    title="有密级标志",
    reason="本系统不是涉密系统。标有绝密、机密、秘密的内容进入任何一处，都可能造成泄密。",
    remedy="立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志",
    fixed=True,
)


def find_secrecy_mark(text: str) -> str | None:
    """The first 绝密, 机密 or 秘密 that is a mark and not a running word (商业秘密、保守国家秘密), as written."""
    if match := _INSIDE.search(text):
        return match[0].strip()
    for line in text.splitlines():
        if _WHOLE_LINE.fullmatch(_DECORATION.sub("", line)):
            return line.strip()
    return None


def check_records(context: Context) -> Iterator[Problem]:
    for passage in find_all_passages(context.office):
        if mark := find_secrecy_mark(passage.text):
            place = passage.place(max(0, passage.text.find(mark)))
            yield SECRECY_MARK.report(place, f"有密级标志“{mark}”")


def check_marks_of_periodicals(context: Context) -> Iterator[Problem]:
    for series in context.office.settings.all_series():
        if mark := find_secrecy_mark(series.mark):
            place = Place(path="briefs/settings/periodicals.yml")
            yield SECRECY_MARK.report(place, f"{series.title}的标识有密级标志“{mark}”")


def check_pages(context: Context) -> Iterator[Problem]:
    for page in context.office.pages.values():
        for line, text in enumerate(page.body.split("\n")):
            if mark := find_secrecy_mark(text):
                yield SECRECY_MARK.report(page.source.body_place(line), f"有密级标志“{mark}”")


def check_snapshots(context: Context) -> Iterator[Problem]:
    for issue in context.office.issues.values():
        for text in _printed_texts(issue):
            if mark := find_secrecy_mark(text):
                place = Place(path=issue.source.path.removesuffix(".yml") + ".json")
                yield SECRECY_MARK.report(place, f"定稿文本有密级标志“{mark}”")


def _printed_texts(issue: Issue) -> Iterator[str]:
    if document := issue.document:
        yield from (document.mark, document.note)
        for article in document.articles:
            yield from (article.title, article.body)


FAMILY = Family(
    name="保密",
    rules=(SECRECY_MARK,),
    checks=(check_records, check_marks_of_periodicals, check_pages, check_snapshots),
)
