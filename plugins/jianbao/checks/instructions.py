"""批示: that it is known on which text, so that it counts for the right units."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_issue
from jianbao.model import Instruction, Issue
from jianbao.model.instruction import SUBJECTS
from jianbao.problems import Level, Problem

INSTRUCTION_SUBJECT = Rule(
    code="instruction-subject",
    title="没有写清批示在什么上",
    reason="一条批示只针对一件东西，不写或写了两种，就不知道记在谁名下。",
    remedy="on 里只写 issue（可加 article）、item、adoption、task、document 中的一种",
)
INSTRUCTION_ARTICLE = Rule(
    code="instruction-article",
    title="批示的文章不在那一期",
    reason="期或篇目写错了，批示就挂不到文章上，也记不到单位名下。",
    remedy="核对 issue（刊期）和 article（篇目）",
)
INSTRUCTION_ISSUE = Rule(
    code="instruction-issue",
    title="没有写明批示的是哪一篇",
    reason="一期有多篇而只写刊期，批示就不记在任何单位名下。",
    remedy="在 on 里加上 article: 篇目；确是对整期的批示，可不改",
    level=Level.WARNING,
)
INSTRUCTION_WITHDRAWN = Rule(
    code="instruction-withdrawn",
    title="批示在已撤回的一期上",
    reason="撤回的一期不再统计，在它上面的批示也不记在单位名下。",
    remedy="不用处理；重刊后另有批示的，另行登记",
    level=Level.NOTICE,
)


def check_subject(context: Context) -> Iterator[Problem]:
    for instruction in context.office.instructions.values():
        named = [key for key in SUBJECTS if getattr(instruction, key)]
        place = instruction.source.place(f"on.{named[-1]}" if named else "on")
        if len(named) > 1:
            yield INSTRUCTION_SUBJECT.report(place, f"同时写了 {'、'.join(named)}，只能写一种")
        elif instruction.article and not instruction.issue:
            yield INSTRUCTION_SUBJECT.report(
                instruction.source.place("on.article"), "写了 article，没有写是哪一期", "加上 issue: 刊期"
            )
        elif not named and "on" in instruction.source.places:
            yield INSTRUCTION_SUBJECT.report(place, "没有写批示在什么上")


def check_issue(context: Context) -> Iterator[Problem]:
    for instruction in context.office.instructions.values():
        issue = context.office.issues.get(instruction.issue)
        if issue is None:
            continue
        if context.standing.is_withdrawn(issue.id):
            message = f"{name_issue(context.office, issue)}已经撤回"
            yield INSTRUCTION_WITHDRAWN.report(instruction.source.place("on.issue"), message)
        yield from _check_article(context, instruction, issue)


def _check_article(context: Context, instruction: Instruction, issue: Issue) -> Iterator[Problem]:
    articles = issue.document.articles if issue.document else ()
    name = name_issue(context.office, issue)
    hint = "这一期的篇目：" + "、".join(article.id for article in articles)
    if not instruction.article:
        if len(articles) > 1:
            message = f"{name}这一期有多篇，写明批示的是哪一篇"
            yield INSTRUCTION_ISSUE.report(instruction.source.place("on.issue"), message, hint)
    elif articles and not any(instruction.article in (article.id, article.anchor) for article in articles):
        message = f"{name}没有 {instruction.article} 这一篇"
        yield INSTRUCTION_ARTICLE.report(instruction.source.place("on.article"), message, hint)


FAMILY = Family(
    name="批示",
    rules=(INSTRUCTION_SUBJECT, INSTRUCTION_ARTICLE, INSTRUCTION_ISSUE, INSTRUCTION_WITHDRAWN),
    checks=(check_subject, check_issue),
)
