"""更正与撤回: a notice must speak of what was really printed."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.characters import normalise, strip_markup
from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import excerpt, name_issue
from jianbao.model import Article, Issue, Notice, NoticeKind
from jianbao.problems import Problem

NOTICE_ARTICLE = Rule(
    code="notice-article",
    title="更正的文章不在那一期",
    reason="更正要挂在所更正的文章下面，期或篇目写错了就挂不上。",
    remedy="核对 issue（刊期）和 article（篇目）",
)
NOTICE_PRINTED = Rule(
    code="notice-printed",
    title="更正所引的原文没有印过",
    reason="“误”处要与印出来的一字不差，读者才找得到是哪里错了。",
    remedy="从定稿文本里照抄印错的那几个字",
)
WITHDRAWN_TWICE = Rule(
    code="withdrawn-twice",
    title="同一期撤回了两次",
    reason="一期只能撤回一次，两份通知的理由不同，就不知道以哪个为准。",
    remedy="留下先发的一份，删去另一份",
)


def check_corrections(context: Context) -> Iterator[Problem]:
    for notice in context.office.notices.values():
        issue = context.office.issues.get(notice.issue)
        if issue is None or issue.document is None or not notice.article:
            continue
        article = next((known for known in issue.document.articles if known.id == notice.article), None)
        if article is None:
            message = f"{name_issue(context.office, issue)}没有 {notice.article} 这一篇"
            hint = "这一期的篇目：" + "、".join(known.id for known in issue.document.articles)
            yield NOTICE_ARTICLE.report(notice.source.place("article"), message, hint)
        elif notice.printed and not was_printed(notice.printed, article):
            yield NOTICE_PRINTED.report(notice.source.place("printed"), _describe(context, notice, issue, article))


def was_printed(words: str, article: Article) -> bool:
    """Whether the words stand in the article as it reads: markup and line ends make no difference."""
    wanted = "".join(strip_markup(words).split())
    texts = (article.title, strip_markup(article.body))
    return bool(wanted) and any(wanted in "".join(normalise(text).split()) for text in texts)


def _describe(context: Context, notice: Notice, issue: Issue, article: Article) -> str:
    shown = excerpt(notice.printed, 0, 20, around=0)
    return f"{name_issue(context.office, issue)}《{article.title}》里没有“{shown}”"


def check_withdrawn_twice(context: Context) -> Iterator[Problem]:
    withdrawn: dict[str, Notice] = {}
    for notice in context.office.notices.values():
        if notice.kind is NoticeKind.WITHDRAWAL:
            first = withdrawn.setdefault(notice.issue, notice)
            if first is not notice:
                message = f"{notice.issue} 已由 {first.source.path} 撤回"
                yield WITHDRAWN_TWICE.report(notice.source.place("issue"), message)


FAMILY = Family(
    name="更正与撤回",
    rules=(NOTICE_ARTICLE, NOTICE_PRINTED, WITHDRAWN_TWICE),
    checks=(check_corrections, check_withdrawn_twice),
)
