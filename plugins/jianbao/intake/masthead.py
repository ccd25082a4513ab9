"""刊头 and 版记: what a red-head paper prints around its text; none of it is the item's."""

from __future__ import annotations

import re

from jianbao.intake.blocks import Paragraph, Table
from jianbao.intake.dates import DATE

_COUNT = "[0-9０-９〇零一二三四五六七八九十百×xX—\\-]+"
_ISSUE = re.compile(
    rf"[（(]?(?:20[0-9]{{2}}年)?(?:增刊|专刊|特刊)?第{_COUNT}[期号][）)]?(?:[（(]?总第?{_COUNT}期[）)]?)?"
    rf"|[〔\[（(【]20[0-9]{{2}}[〕\]）)】]第?{_COUNT}[期号]|[（(]?总第?{_COUNT}期[）)]?"
)
_NUMBER = re.compile(r"\S{1,16}[〔\[（(【]20[0-9]{2}[〕\]）)】]第?[0-9]{1,4}号(?:签发人[:：].*)?")
_SIGNER = re.compile("签发人?[:：].*")
_COPY = re.compile(r"(?:份号[:：])?(?:№|N[oO]\.?)?[0-9]{6,8}")
_URGENCY = re.compile("(?:紧急程度[:：])?(?:特急|加急|平急|特提|急件)")
_KEEP_IN = re.compile(
    "内部(?:资料|文件|刊物|情况)[，,]?(?:注意保存|请勿外传|不得外传|妥善保管)?|注意保存|(?:请勿|不得)(?:外传|公开).*"
)
_RULE = re.compile(r"[─━—_＿=＝\-－…·*★☆＊]{3,}")
_MARK = re.compile(
    r"\S{0,20}(?:文件|信息|简报|专报|快报|动态|参考|要情|要讯|内参|通讯|情况反映|工作交流|快讯|通报|摘报|文稿|专刊)"
)
_BY = "(?:编印|主办|主编|编发|编|印发|印制|印)?"
_PUBLISHER = re.compile(rf".{{3,40}}?{_BY}\s*{DATE}\s*{_BY}")
_OF_HEADS = (_SIGNER, _COPY, _URGENCY, _KEEP_IN)
_LONGEST_MARK, _LONGEST_CELL, _LARGE = 24, 48, 26

_IMPRINT = re.compile("(?:抄送|抄报|主送|分送|报送|发送|送阅|报|送|发|主题词|附注)[:：].*")
_PRINTED = re.compile(
    rf"[（(]?共印?[0-9０-９]+份[）)]?|(?:印数|印刷|印发份数)[:：].*|.{{2,40}}{DATE}(?:印发|印制|印|编印|编发)"
)
_PAGE = re.compile(r"[-—－―]*[0-9０-９]{1,3}[-—－―]*|第[0-9]+页(?:[/／，,]?共[0-9]+页)?|[-—－―]+")
_NO_TEXT = re.compile("[（(]?此页无正文.*[）)]?")
_SALUTATION = re.compile(r"[\u4e00-\u9fff、，,（）()]{2,60}[:：]")
_ADDRESSED = re.compile("(?:委|办|局|室|府|会|处|院|厅|部|组|团体|中心|领导|同志|单位|部门)[:：]$")


def squeeze(text: str) -> str:
    return "".join(text.split())


def is_number(paragraph: Paragraph) -> bool:
    """第23期 or 城委〔2026〕31号: all above it is masthead, whatever it is."""
    bare = squeeze(paragraph.text)
    return _ISSUE.fullmatch(bare) is not None or _NUMBER.fullmatch(bare) is not None


def is_head_line(paragraph: Paragraph) -> bool:
    """What only a masthead has: 发文机关标志 (red, or larger than any title), signer, copy number, urgency."""
    bare = squeeze(paragraph.text)
    striking = paragraph.look.red or paragraph.look.size >= _LARGE
    if striking and len(bare) <= _LONGEST_MARK and _MARK.fullmatch(bare):
        return True
    return any(pattern.fullmatch(bare) for pattern in _OF_HEADS)


def is_rule(paragraph: Paragraph) -> bool:
    return _RULE.fullmatch(squeeze(paragraph.text)) is not None


def is_publisher(paragraph: Paragraph) -> bool:
    """中共城关镇委员会办公室编　　2026年11月3日, on one line."""
    return _PUBLISHER.fullmatch(paragraph.text.strip()) is not None


def is_head_table(table: Table) -> bool:
    """A masthead laid out as a table."""
    cells = [squeeze(cell) for row in table.rows for cell in row if cell.strip()]
    found = any(pattern.fullmatch(cell) for cell in cells for pattern in (_ISSUE, _NUMBER, *_OF_HEADS))
    return found and all(len(cell) <= _LONGEST_CELL for cell in cells)


def is_salutation(paragraph: Paragraph) -> bool:
    """主送机关: whom the paper is addressed to."""
    bare = squeeze(paragraph.text)
    return _SALUTATION.fullmatch(bare) is not None and _ADDRESSED.search(bare) is not None


def is_imprint(text: str) -> bool:
    """A line of the 版记, a page number, or a page without text."""
    bare = squeeze(text)
    return any(p.fullmatch(bare) for p in (_IMPRINT, _PRINTED, _PAGE, _NO_TEXT, _RULE))


def is_imprint_table(table: Table) -> bool:
    """A 版记 laid out as a table; one that holds only short words and figures is none."""
    cells = [squeeze(cell) for row in table.rows for cell in row if cell.strip()]
    short = all(is_imprint(cell) or len(cell) <= _LONGEST_CELL for cell in cells)
    return short and any(pattern.fullmatch(cell) for cell in cells for pattern in (_IMPRINT, _PRINTED))
