"""Asking sources what is new: all at once, each within its own limits, and no failure of one touches another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from jianbao.acting.feed_memory import FeedMemory
from jianbao.fetching.failing import FetchError
from jianbao.fetching.http import Answer, Question, fetch
from jianbao.intake.feeds import Feed, read_feed
from jianbao.intake.refusing import RefusedError
from jianbao.metadata import Moment
from jianbao.settings import FeedSettings, FeedSource

_AT_ONCE = 8
# Failures in a row from which on they are told: before, a source may just be down for a moment.
_TOLD_FAILURES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What came of one source: a ``feed``, or nothing new (``unchanged``), or it wants to be left alone (``waiting``),
    or a failure (code, message, hint). ``moved``: where it wants to be asked from now on. ``memory``: to be kept once
    what came is written.
    """

    source: FeedSource
    memory: FeedMemory
    feed: Feed | None = None
    unchanged: bool = False
    waiting: bool = False
    failure: tuple[str, str, str] | None = None
    moved: str = ""


def ask_sources(
    sources: Sequence[FeedSource],
    settings: FeedSettings,
    memories: Mapping[str, FeedMemory],
    now: Moment,
    zone: ZoneInfo,
    *,
    insisting: bool = False,
    tell: Callable[[], None] = lambda: None,
) -> list[Asked]:
    """In the order of ``sources``. ``insisting`` asks also those that want to be left alone; ``tell`` hears of each
    that is done.
    """
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        futures = [
            pool.submit(_ask, source, settings, memories[source.id], now, zone, insisting=insisting)
            for source in sources
        ]
        for _ in as_completed(futures):
            tell()
    return [future.result() for future in futures]


def _ask(
    source: FeedSource, settings: FeedSettings, memory: FeedMemory, now: Moment, zone: ZoneInfo, *, insisting: bool
) -> Asked:
    if memory.gone and not insisting:
        hint = "到对方网站上查新的订阅地址，改 feeds.yml；不再用的写 off: 是"
        return Asked(source=source, memory=memory, failure=("fetch-gone", "对方说过这个订阅已经停了，没有再取", hint))
    if memory.waits(now) and not insisting:
        return Asked(source=source, memory=memory, waiting=True)
    try:
        answer = fetch(_make_question(source, settings, memory))
        feed = None if answer.unchanged else _read(answer, settings, now, zone)
    except FetchError as error:
        return _fail(source, memory, (error.code, error.message, error.hint), _wait(memory, error, now))
    except RefusedError as error:
        return _fail(source, memory, (error.code, error.message, error.hint), memory)
    answered = replace(
        memory,
        etag=answer.etag,
        modified=answer.modified,
        not_before="",
        gone=False,
        success=str(now),
        failures=0,
    )
    return Asked(source=source, memory=answered, feed=feed, unchanged=answer.unchanged, moved=answer.moved)


def _make_question(source: FeedSource, settings: FeedSettings, memory: FeedMemory) -> Question:
    return Question(
        url=source.url,
        hosts=source.hosts,
        certificate=source.certificate,
        etag=memory.etag,
        modified=memory.modified,
        seconds=settings.seconds,
        megabytes=settings.megabytes,
        redirects=settings.redirects,
    )


def _read(answer: Answer, settings: FeedSettings, now: Moment, zone: ZoneInfo) -> Feed:
    return read_feed(
        answer.body, media_type=answer.media_type, url=answer.url, most=settings.entries, zone=zone, now=now
    )


def _wait(memory: FeedMemory, error: FetchError, now: Moment) -> FeedMemory:
    until = now.at + timedelta(seconds=error.wait)
    not_before = str(Moment(until.date(), until.time().replace(microsecond=0))) if error.wait else ""
    return replace(memory, not_before=not_before, gone=error.gone)


def _fail(source: FeedSource, memory: FeedMemory, failure: tuple[str, str, str], kept: FeedMemory) -> Asked:
    code, message, hint = failure
    failures = memory.failures + 1
    if failures >= _TOLD_FAILURES:
        last = f"，上次取到是{memory.success}" if memory.success else ""
        message = f"{message}（已连续{failures}次没有取到{last}）"
    return Asked(source=source, memory=replace(kept, failures=failures), failure=(code, message, hint))
