"""来稿: what waits for the editors (``listing``), one item (``deciding``), several made into one (``merging``)."""

from jianbao.serving.views.queue import deciding, listing, merging
from jianbao.serving.views.queue.blueprint import queue

__all__ = ["deciding", "listing", "merging", "queue"]
