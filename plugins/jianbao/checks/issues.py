"""刊期: where the record of an issue lies, and what it prints."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_issue
from jianbao.model import Issue
from jianbao.problems import Problem

ISSUE_PATH = Rule(
    code="issue-path",
    title="刊期文件的位置与内容不一致",
    reason="文件夹是刊物和年份，文件名是期号，与内容不同就会引用错。",
    remedy="签发生成的文件不要手工移动、改名或改动；从版本库取回原样",
    fixed=True,
)
ARTICLE_TWICE = Rule(
    code="article-twice",
    title="同一篇文章刊登了两次",
    reason="两人各在自己的机器上签发时，同一篇文章可能被两期同时选用。",
    remedy="后签发的一期撤回或重签，撤下这一篇",
    fixed=True,
)


def check_path(context: Context) -> Iterator[Problem]:
    for issue in context.office.issues.values():
        series = context.office.settings.series(issue.periodical, issue.series)
        if series is None or not issue.number or not issue.year:
            continue
        ends = dict.fromkeys((issue.number[0], issue.number[-1]))
        expected = f"{series.key}/{issue.year}/{'-'.join(f'{end:03d}' for end in ends)}"
        if issue.id != expected:
            message = f"按内容应是 briefs/issues/{expected}.yml"
            yield ISSUE_PATH.report(issue.source.place("number"), message)
        if issue.date and issue.date.day.year != issue.year:
            message = f"签发日期是{issue.date.chinese}，年份却是{issue.year}"
            yield ISSUE_PATH.report(issue.source.place("year"), message, "期号按签发日期所在的年份编")


def check_articles(context: Context) -> Iterator[Problem]:
    """In standing issues of one periodical, its series together: an article, or an item through two articles."""
    printed: dict[tuple[str, str], Issue] = {}
    standing = (i for i in context.office.issues.values() if not context.standing.is_withdrawn(i.id))
    for issue in sorted(standing, key=lambda issue: (str(issue.date or ""), issue.id)):
        seen: dict[tuple[str, str], Issue] = {}
        for number, article in enumerate(issue.articles):
            record = context.office.desk.get(article)
            for thing in (article, *(record.items if record else ())):
                key = (issue.periodical, thing)
                first = printed.get(key) or (seen.get(key) if thing == article else None)
                if first:
                    where = (
                        "本期前面" if first is issue else f"{name_issue(context.office, first)}（{first.source.path}）"
                    )
                    name = article if thing == article else f"稿件 {thing}"
                    yield ARTICLE_TWICE.report(issue.source.place(f"articles[{number}]"), f"{name} 已登在{where}")
                    break
                seen[key] = issue
        printed |= seen


FAMILY = Family(name="刊期", rules=(ISSUE_PATH, ARTICLE_TWICE), checks=(check_path, check_articles))
