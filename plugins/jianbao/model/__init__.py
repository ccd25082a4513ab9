"""The records: what units filed and what the office decided. Frozen, each knowing its file and lines."""

from jianbao.model.access import Access
from jianbao.model.adoption import Adoption, Route
from jianbao.model.bulletin import Bulletin, BulletinDocument
from jianbao.model.call import Call, CallReply, CallResult
from jianbao.model.credit import Credit
from jianbao.model.desk import Decision, DeskRecord
from jianbao.model.dispute import Dispute
from jianbao.model.distribution import Distribution, Handed
from jianbao.model.document import Article, Column, CreditedUnit, Document, Imprint, Picture, SourceDigest
from jianbao.model.draft import Draft, Dropped, Review, Stage
from jianbao.model.entry import Entry
from jianbao.model.feedback import Every, Feedback
from jianbao.model.incident import Did, Disposition, Incident, Logged
from jianbao.model.instruction import Instruction, Nature
from jianbao.model.issue import Issue
from jianbao.model.item import Item, Reply, Reporting, Urgency
from jianbao.model.lead import Dismissed, Lead
from jianbao.model.notice import Notice, NoticeKind
from jianbao.model.receipt import Receipt, Via
from jianbao.model.report import Report
from jianbao.model.source import Source
from jianbao.model.task import Part, Task
from jianbao.model.task_event import EventKind, TaskEvent
from jianbao.model.time_limit import TimeLimit

__all__ = [
    "Access",
    "Adoption",
    "Article",
    "Bulletin",
    "BulletinDocument",
    "Call",
    "CallReply",
    "CallResult",
    "Column",
    "Credit",
    "CreditedUnit",
    "Decision",
    "DeskRecord",
    "Did",
    "Dismissed",
    "Disposition",
    "Dispute",
    "Distribution",
    "Document",
    "Draft",
    "Dropped",
    "Entry",
    "EventKind",
    "Every",
    "Feedback",
    "Handed",
    "Imprint",
    "Incident",
    "Instruction",
    "Issue",
    "Item",
    "Lead",
    "Logged",
    "Nature",
    "Notice",
    "NoticeKind",
    "Part",
    "Picture",
    "Receipt",
    "Reply",
    "Report",
    "Reporting",
    "Review",
    "Route",
    "Source",
    "SourceDigest",
    "Stage",
    "Task",
    "TaskEvent",
    "TimeLimit",
    "Urgency",
    "Via",
]
