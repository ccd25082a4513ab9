"""``jianbao leads``: what feeds brought, and what of it speaks of something."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from jianbao.acting.refusing import refuse, require_feed, require_words
from jianbao.cli.aligning import align
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, clean, pass_session, reports_problems
from jianbao.finding import FoundLead, choose_leads, find_current_leads, find_leads, reads_feeds
from jianbao.metadata import Moment
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Lead
from jianbao.reading import Office


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao leads\n例：jianbao leads 老人 水表\n例：jianbao leads --kind 外地经验 --days 7\n"
    "例：jianbao leads --source 市委办《每日要情》 --format json",
)
@click.argument("words", nargs=-1, metavar="[词…]")
@click.option("--source", default="", help="只看一个信息源的")
@click.option("--kind", default="", help="只看一类，如 上级动态")
@click.option("--days", type=click.IntRange(1, 9999), default=None, help="只看最近几天的，今天算一天")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="输出格式")
@pass_session
@reports_problems
def leads(session: Session, /, words: tuple[str, ...], source: str, kind: str, days: int | None, form: str) -> None:
    """线索：信息源（上级刊物、外地经验）登出来的文章，新的在前；写了词的，只列同时有这些词（或其同义词）的。

    过了保留天数的不列。看全文用 jianbao show 和线索的编号；收取用 jianbao fetch-feeds。
    """
    office = session.office
    if not reads_feeds(office):
        refuse("feeds-missing", "还没有设置信息源，也没有线索", "信息源写在 briefs/settings/feeds.yml 里")
    for word in words:
        require_words(要找的词=word)
    found = choose_leads(
        office,
        session.as_of,
        words=words,
        feed=require_feed(office, source).id if source else "",
        kind=_require_kind(office, kind) if kind else "",
        days=days or 0,
    )
    if form == "json":
        session.print(json.dumps([_describe(office, one) for one in found], ensure_ascii=False, indent=2))
        return
    for line in _tabulate(office, found, quoting=bool(words)):
        session.print(line)
    is_narrowed = words or source or kind or days
    none = "没有符合条件的线索。" if is_narrowed else "还没有线索，或者都过了保留天数。收取用 jianbao fetch-feeds。"
    session.print(f"共{len(found)}条线索。" if found else none)


def tell_leads(session: Session, words: Sequence[str], first: Moment | None, last: Moment | None) -> None:
    """What ``jianbao find`` says after what was printed, where there is any; both days inclusive."""
    within = (
        lead
        for lead in find_current_leads(session.office, session.as_of)
        if lead.day and (first is None or first.day <= lead.day.day) and (last is None or lead.day.day <= last.day)
    )
    found = find_leads(within, words, session.office.settings.office.synonyms)
    if found:
        session.print(f"另有线索{len(found)}条（信息源登出来的，只供本办公室参考）：")
    for line in _tabulate(session.office, found, quoting=True):
        session.print(line)


def _tabulate(office: Office, found: Sequence[FoundLead], *, quoting: bool) -> Iterator[str]:
    """A line for each with its id below it, and, ``quoting``, the sentence in which the words were met."""
    if not found:
        return
    feeds = office.settings.feeds
    rows = [(_say_day(one.lead), feeds.name_of(one.lead.feed), clean(one.lead.title)) for one in found]
    for one, line in zip(found, align(rows), strict=True):
        yield line
        yield f"      {one.lead.id}"
        if quoting and one.sentence != one.lead.title:
            yield f"      {one.sentence}"


def show_lead(office: Office, lead: Lead) -> str:
    """All of it, as ``jianbao show`` prints it."""
    feeds, times = office.settings.feeds, (("发布", lead.published), ("取得", lead.fetched))
    stated = [f"{moment.chinese}{word}" for word, moment in times if moment]
    where = "，".join(filter(None, (feeds.name_of(lead.feed), feeds.kind_of(lead.feed), *stated)))
    return "\n".join(filter(None, (lead.title, where, lead.link, f"\n{lead.body}" if lead.body else "")))


def _say_day(lead: Lead) -> str:
    return str(lead.day.day) if lead.day else "日期不详"


def _require_kind(office: Office, written: str) -> str:
    kinds = office.settings.feeds.kinds
    if written not in kinds:
        near = nearest_name(written, kinds)
        hint = f"是不是“{near}”？" if near else f"有：{'、'.join(kinds)}"
        refuse("feed-kind", f"没有“{written}”这一类信息源", hint)
    return written


def _describe(office: Office, found: FoundLead) -> dict[str, str]:
    lead, feeds = found.lead, office.settings.feeds
    return {
        "id": lead.id,
        "title": lead.title,
        "source": lead.feed,
        "name": feeds.name_of(lead.feed),
        "kind": feeds.kind_of(lead.feed),
        "published": str(lead.published or ""),
        "fetched": str(lead.fetched or ""),
        "link": lead.link,
        "text": lead.body,
    }
