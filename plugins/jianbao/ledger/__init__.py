"""The adoption ledger, derived from records of every kind. Nothing in it is typed or stored."""

from jianbao.ledger.counting import Counts, count_articles, count_records, count_units
from jianbao.ledger.event import Attribution, Credited, Event, FiledItem, Measure
from jianbao.ledger.ledger import Ledger, read_ledger
from jianbao.ledger.printed import Printed, standing_issues

__all__ = [
    "Attribution",
    "Counts",
    "Credited",
    "Event",
    "FiledItem",
    "Ledger",
    "Measure",
    "Printed",
    "count_articles",
    "count_records",
    "count_units",
    "read_ledger",
    "standing_issues",
]
