"""信息源来的内容: the bytes of a feed → entries as plain text, whatever they claim to be."""

from jianbao.intake.feeds.entries import Entry, Feed, read_feed

__all__ = ["Entry", "Feed", "read_feed"]
