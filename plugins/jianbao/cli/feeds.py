"""``jianbao fetch-feeds``: what is new at the sources, as leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import Progress

from jianbao.acting.asking_feeds import Asked, ask_sources
from jianbao.acting.feed_memory import keep_memories, read_memories
from jianbao.acting.keeping_leads import Kept, keep_leads
from jianbao.acting.refusing import refuse, require_feed
from jianbao.acting.work_tree import WorkTree, perform
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.committed_tree import CommittedTree
from jianbao.cli.session import Session, exit_with_problems, pass_session, print_problems, reports_problems
from jianbao.cli.standing_alone import run_script
from jianbao.problems import NOWHERE, Level, Problem
from jianbao.reading import Office
from jianbao.settings import FeedSource
from jianbao.writing import Change

SETTINGS_PATH = "briefs/settings/feeds.yml"
SCRIPT = "scripts/fetch_feeds.py"
_BEGIN = """在 briefs/settings/feeds.yml 里写上信息源，如：
sources:
  - {id: shizheng, name: 市政府门户网站, url: https://www.example.gov.cn/rss.xml, kind: 上级动态}"""


@click.command(
    "fetch-feeds",
    cls=ChineseCommand,
    epilog="例：jianbao fetch-feeds\n例：jianbao fetch-feeds --show\n例：jianbao fetch-feeds --commit",
)
@click.argument("names", metavar="[信息源…]", nargs=-1)
@click.option("--show", "--dry-run", "show", is_flag=True, help="只显示会收到哪些线索，不写入")
@click.option("--commit", is_flag=True, help="写入后提交到 git（采编台使用的文件夹要加上，由采编台推送）")
@click.option("--push", is_flag=True, help="提交以后推送到主库（没有开采编台的文件夹用）")
@pass_session
@reports_problems
def fetch_feeds(session: Session, /, names: tuple[str, ...], *, show: bool, commit: bool, push: bool) -> None:
    """从信息源（RSS、Atom）收取线索：上级动态、外地经验，写入 briefs/leads；过期的删去。

    信息源在 briefs/settings/feeds.yml 里设置。写明名称的只取这几个，对方要求过些时候再取的也取。
    """
    sources = _choose(session.office, names)
    if not sources:
        session.print("信息源都已停用（off: 是），没有去取。")
        return
    tree = CommittedTree(session.root, session.office.settings.people) if commit or push else session.tree
    if isinstance(tree, CommittedTree):
        tree.require_repository(push=push)
    every = {source.id: source.url for source in session.office.settings.feeds.sources}
    asked = _ask(session, sources, insisting=bool(names))
    kept = _show(session, asked) if show else _keep(session, tree, asked)
    if not show:
        keep_memories(session.root, kept.memories, every)
    _tell(session, asked, kept, show=show)
    delivered = tree.deliver() if push and not show and isinstance(tree, CommittedTree) else []
    _tell_problems([*delivered, *(problem for answer in asked for problem in _list_problems(answer))])


def _choose(office: Office, names: Sequence[str]) -> list[FeedSource]:
    """All that are not switched off, or those named."""
    feeds = office.settings.feeds
    if not feeds.sources:
        refuse("feeds-missing", "还没有设置信息源", _BEGIN)
    if not names:
        return [source for source in feeds.sources if not source.off]
    chosen = []
    for name in names:
        source = require_feed(office, name)
        if source.off:
            hint = "要取的，先删去 feeds.yml 里它的 off: 是"
            refuse("feed-off", f"信息源“{source.name}”已停用", hint, path=SETTINGS_PATH)
        chosen.append(source)
    return list(dict.fromkeys(chosen))


def _ask(session: Session, sources: Sequence[FeedSource], *, insisting: bool) -> list[Asked]:
    office = session.office
    memories = read_memories(session.root, {source.id: source.url for source in sources})
    zone = ZoneInfo(office.settings.office.zone)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("收取线索", total=len(sources))
        return ask_sources(
            sources,
            office.settings.feeds,
            memories,
            session.as_of,
            zone,
            insisting=insisting,
            tell=lambda: progress.advance(task),
        )


def _show(session: Session, asked: Sequence[Asked]) -> Kept:
    return keep_leads(session.office, asked, session.as_of)


def _keep(session: Session, tree: WorkTree, asked: Sequence[Asked]) -> Kept:
    """On what the files say now: somebody may have fetched, or named a lead, while we waited for the servers."""
    found: list[Kept] = []

    def plan(office: Office) -> list[Change]:
        found.append(keep_leads(office, asked, session.as_of))
        if isinstance(tree, CommittedTree):
            tree.message = f"收取线索：{_say_counts(found[-1])}"
        return found[-1].changes

    perform(tree, plan)
    return found[-1]


# -- telling ------------------------------------------------------------------


def _tell(session: Session, asked: Sequence[Asked], kept: Kept, *, show: bool) -> None:
    """A line for each source, in the order of the settings; where nothing is written, what would be."""
    for answer in asked:
        new = [lead for lead in kept.new if lead.feed == answer.source.id]
        session.print(f"{answer.source.name}：{'；'.join(_say_outcome(answer, len(new), kept))}")
        for lead in new if show else ():
            session.print(f"  {lead.published.day if lead.published else '没有日期'}  {lead.title}")
    if show:
        session.print(f"没有写入。收取时将{_say_counts(kept)}。")
    elif kept.changes:
        session.print(f"已{_say_counts(kept)}。")


def _say_counts(kept: Kept) -> str:
    removed = f"，删去过期线索{len(kept.removed)}条" if kept.removed else ""
    return f"新增线索{len(kept.new)}条{removed}"


def _say_outcome(answer: Asked, new: int, kept: Kept) -> Iterator[str]:
    if answer.failure:
        yield "没有取到"
    elif answer.waiting:
        yield f"对方要求{answer.memory.not_before}以后再取，没有取"
    elif answer.unchanged or answer.feed is None:
        yield "没有更新"
    else:
        yield f"新增{new}条" if new else "没有新的"
        if repeated := kept.repeated[answer.source.id]:
            yield f"{repeated}条与别的信息源相同，没有收"
        if answer.feed.left:
            yield f"条目太多，只看最新的，另有{answer.feed.left}条没有看"
        if answer.feed.mended:
            yield "内容的格式有错，可能有缺漏"
    if answer.moved:
        yield f"对方的地址改为 {answer.moved}，请改 feeds.yml"


def _tell_problems(problems: Sequence[Problem]) -> None:
    """A source that failed is an error; an entry that may not come in is only told."""
    print_problems(problems)
    if any(problem.level is Level.ERROR for problem in problems):
        exit_with_problems()


def _list_problems(answer: Asked) -> Iterator[Problem]:
    if answer.failure:
        code, message, hint = answer.failure
        yield Problem(code=code, place=NOWHERE, message=f"信息源“{answer.source.name}”：{message}", hint=hint)
    for link, mark in answer.feed.refused if answer.feed else ():
        yield Problem(
            code="secrecy-mark",
            place=NOWHERE,
            message=f"信息源“{answer.source.name}”有一条带密级标志“{mark}”，没有收：{link}",
            hint="多半是文中提到密级；确是涉密内容的，立即按保密规定报告",
            level=Level.WARNING,
        )


def run_alone(arguments: Sequence[str]) -> None:
    """The same command as a program of its own."""
    run_script(fetch_feeds, SCRIPT, arguments)
