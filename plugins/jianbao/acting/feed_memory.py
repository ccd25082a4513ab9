"""What the last asking of each source left to know. It can be made again: without it everything is asked for anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from jianbao.caching import Cache
from jianbao.metadata import Moment, parse_moment

_FILE = "feeds"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedMemory:
    """Of one source, for one ``url`` alone. ``not_before``: until when the server wants to be left alone; ``gone``: it
    said that nothing will ever come again; ``success``: the last time that it answered; ``failures`` in a row since;
    ``seen``: the entries without a date that it still shows (an old one could not be told from a new one otherwise).
    """

    url: str = ""
    etag: str = ""
    modified: str = ""
    not_before: str = ""
    gone: bool = False
    success: str = ""
    failures: int = 0
    seen: tuple[str, ...] = ()

    def waits(self, now: Moment) -> bool:
        """Whether it is too early to ask again; a day without a time is over when the next begins."""
        until = parse_moment(self.not_before)
        return until is not None and until.is_after(now)


def read_memories(root: Path, sources: Mapping[str, str]) -> dict[str, FeedMemory]:
    """Of sources by id, each with its present url: what was kept for another one is of no use."""
    cache = Cache(root, _FILE)
    memories = {source: _decode(cache.get(source)) for source in sources}
    return {source: memory if memory.url == sources[source] else FeedMemory(url=sources[source])
            for source, memory in memories.items()}  # fmt: skip


def keep_memories(root: Path, memories: Mapping[str, FeedMemory], sources: Mapping[str, str]) -> None:
    """Beside those of the other ``sources``; what was kept of a source that is no longer there goes."""
    cache = Cache(root, _FILE)
    for source in sources:
        cache.get(source)
    for source, memory in memories.items():
        cache.put(source, {**asdict(memory), "seen": list(memory.seen)})
    cache.save()


def _decode(kept: Any) -> FeedMemory:
    """Empty for what somebody else wrote there."""
    if not isinstance(kept, dict) or set(kept) != {field.name for field in fields(FeedMemory)}:
        return FeedMemory()
    if not isinstance(kept["seen"], list) or type(kept["failures"]) is not int or type(kept["gone"]) is not bool:
        return FeedMemory()
    texts = [kept[name] for name in ("url", "etag", "modified", "not_before", "success")] + kept["seen"]
    if not all(isinstance(text, str) for text in texts):
        return FeedMemory()
    return FeedMemory(**{**kept, "seen": tuple(kept["seen"])})
