"""``jianbao compile | review | sign``."""

from __future__ import annotations

import json

import click

from jianbao.acting.drafting import plan_draft, plan_review
from jianbao.acting.refusing import require_series
from jianbao.acting.signing import SignRequest, sign_issue
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.moved import find_untold, is_of_tasks, say_moved
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.compiling import digest_draft
from jianbao.metadata import parse_numbers
from jianbao.model import Stage
from jianbao.selecting import Choice, Selection, select_articles
from jianbao.settings import Series
from jianbao.standing import find_standing


@click.command("compile", cls=ChineseCommand, epilog="例：jianbao compile 信息")
@click.argument("periodical", metavar="刊物")
@click.option("--series", default="", help="系列，如 增刊")
@click.option("--draft", is_flag=True, help="照此写成送审稿")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式")
@pass_session
@reports_problems
def compile_(session: Session, periodical: str, series: str, draft: bool, form: str) -> None:
    """选稿：下一期可以编哪些，取了哪些、留了哪些，各是什么理由。只建议，不作决定。"""
    chosen = require_series(session.office, periodical, series)
    selection = select_articles(session.office, find_standing(session.office), chosen, session.as_of)
    if form == "json":
        session.print(json.dumps(_as_json(session, chosen, selection), ensure_ascii=False, indent=2))
    else:
        session.print("\n".join([_as_text(session, chosen, selection), *say_moved(session, chosen)]))
    if draft:
        session.perform(lambda office: [plan_draft(office, chosen, session.as_of)], aside=form == "json")


def _as_json(session: Session, series: Series, selection: Selection) -> dict[str, object]:
    """``tasks``: those that moved and stand in no article yet, of a periodical that is made from tasks."""
    tasks = {"tasks": [moved.task.id for moved in find_untold(session, series)]} if is_of_tasks(session, series) else {}
    return {
        "periodical": series.periodical,
        "series": series.id,
        "number": None,
        "cumulative": None,
        "date": str(session.as_of.day),
        "taken": [_choice_as_json(choice) for choice in selection.taken],
        "left": [_choice_as_json(choice) for choice in selection.left],
        **tasks,
    }


def _choice_as_json(choice: Choice) -> dict[str, object]:
    candidate = choice.candidate
    return {
        "id": candidate.record.id,
        "title": candidate.title,
        "units": list(candidate.units),
        "reason": choice.reason,
    }


def _as_text(session: Session, series: Series, selection: Selection) -> str:
    def line(choice: Choice) -> str:
        candidate = choice.candidate
        names = "、".join(session.office.settings.units.short(unit) for unit in candidate.units)
        told = len(candidate.record.tasks)
        names = names or (f"督查事项{told}项" if told else "办公室自编")
        return f"  {candidate.title}（{names}，{candidate.characters}字）{choice.reason}\n    {candidate.record.id}"

    total = sum(choice.candidate.characters for choice in selection.taken)
    proposed = f"建议编入{len(selection.taken)}篇，共{total}字" if selection.taken else "没有可编入的文章"
    lines = [f"{series.title}下一期{proposed}", *(line(choice) for choice in selection.taken)]
    if selection.left:
        lines += [f"留待以后{len(selection.left)}篇", *(line(choice) for choice in selection.left)]
    return "\n".join(lines)


@click.command(cls=ChineseCommand, epilog="例：jianbao review xinxi/2026-11-30 --stage 二校 --by 郑××")
@click.argument("draft", metavar="送审稿")
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]), required=True, help="环节")
@click.option("--by", help="经手人；默认为 git 里的姓名")
@click.option("--at", help="时间；默认为今天")
@click.option("--note", default="", help="意见")
@pass_session
@reports_problems
def review(session: Session, draft: str, stage: str, by: str | None, at: str | None, note: str) -> None:
    """记下送审稿的一道审核，连同看过的文本的校验码。"""
    person, moment = session.person(by, "经手人", "--by"), session.moment(at, "--at")
    session.perform(lambda office: [plan_review(office, draft, Stage(stage), person, moment, note)])
    reviewed = session.tree.read()
    session.print(f"校验码 {digest_draft(reviewed, reviewed.drafts[draft])[:8]}")


@click.command(cls=ChineseCommand, epilog="例：jianbao sign 信息 --by 周××")
@click.argument("periodical", metavar="刊物")
@click.option("--by", required=True, help="签发人")
@click.option("--series", default="", help="系列，如 增刊")
@click.option("--draft", default="", help="送审稿编号；默认为最新一份没签发的，没有就按选稿建议")
@click.option("--date", "day", help="签发日期；默认为今天")
@click.option("--number", "wanted", default="", help="合刊写 7-8；默认为下一期")
@click.option("--digest", "seen", default="", help="签发人看过的文本的校验码，不符就不签发")
@pass_session
@reports_problems
def sign(
    session: Session, periodical: str, by: str, series: str, draft: str, day: str | None, wanted: str, seen: str
) -> None:
    """签发一期：编定期号，固定文本。签发后不能改，有误只能更正或撤回。"""
    signed = sign_issue(
        session.tree,
        SignRequest(
            periodical=periodical,
            by=by,
            as_of=session.as_of,
            series=series,
            draft=draft,
            date=session.moment(day, "--date") if day else None,
            number=_parse_number(wanted),
            seen=seen,
        ),
    )
    document = signed.document
    session.print(f"已签发{document.title}，{len(document.articles)}篇：")
    session.print("\n".join(f"  {article.title}（{article.access.value}）" for article in document.articles))
    if document.imprint.copies:
        session.print(f"印{document.imprint.copies}份。")
    session.print("\n".join(f"已写入 {path}" for path in signed.paths))
    session.print("请把以上文件提交到版本库；期号以提交到办公室主分支为准。")


def _parse_number(written: str) -> tuple[int, ...]:
    """The same reading of a number as in a record."""
    numbers = parse_numbers(written)
    if written and not numbers:
        raise click.UsageError(f"--number 的“{written}”不是期号，如 12；合刊写 7-8")
    return numbers
