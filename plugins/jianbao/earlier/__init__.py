"""What was written before, and what of it a new text repeats: texts of items, printed articles and leads.

``kinship`` says which texts belong to one another, ``sketched`` what is kept of them, ``shelf`` holds them all ready to
be searched, ``hits`` finds those that a text repeats and says of which kind each is, ``telling`` how that is said,
``marking`` where it stands.
"""

from jianbao.earlier.hits import Hit, Kind, Limit, Limits, Wanted, ask_article, ask_item, ask_text, find_earlier
from jianbao.earlier.marking import Piece, mark_passages
from jianbao.earlier.shelf import NO_SHELF, Entry, Origin, Shelf, ShelfMemory, build_shelf, open_for
from jianbao.earlier.sketched import Sketched, load_sketched
from jianbao.earlier.telling import name_earlier, name_hit, quote_longest, say_percent

__all__ = [
    "NO_SHELF",
    "Entry",
    "Hit",
    "Kind",
    "Limit",
    "Limits",
    "Origin",
    "Piece",
    "Shelf",
    "ShelfMemory",
    "Sketched",
    "Wanted",
    "ask_article",
    "ask_item",
    "ask_text",
    "build_shelf",
    "find_earlier",
    "load_sketched",
    "mark_passages",
    "name_earlier",
    "name_hit",
    "open_for",
    "quote_longest",
    "say_percent",
]
