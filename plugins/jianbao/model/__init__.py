"""The records: what units filed and what the office decided. Frozen, each knowing its file and lines."""

from jianbao.model.access import Access
from jianbao.model.desk import Credit, Decision, DeskRecord
from jianbao.model.document import Article, Column, CreditedUnit, Document, Imprint, Picture, SourceDigest
from jianbao.model.draft import Draft, Dropped, Review, Stage
from jianbao.model.issue import Issue
from jianbao.model.item import Item, Reporting, Urgency
from jianbao.model.notice import Notice, NoticeKind
from jianbao.model.receipt import Receipt, Via
from jianbao.model.source import Source

__all__ = [
    "Access",
    "Article",
    "Column",
    "Credit",
    "CreditedUnit",
    "Decision",
    "DeskRecord",
    "Document",
    "Draft",
    "Dropped",
    "Imprint",
    "Issue",
    "Item",
    "Notice",
    "NoticeKind",
    "Picture",
    "Receipt",
    "Reporting",
    "Review",
    "Source",
    "SourceDigest",
    "Stage",
    "Urgency",
    "Via",
]
