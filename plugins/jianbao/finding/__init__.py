"""What there is on a subject: by words with the office's synonyms, and by likeness to a new text.

``printed`` looks through articles and items, ``leads`` through what feeds brought, ``subjects`` says which of them are
about the same.
"""

from jianbao.finding.leads import FoundLead, choose_leads, find_current_leads, find_leads, is_expired, reads_feeds
from jianbao.finding.printed import LIKENESS, Match, find_printed, find_related
from jianbao.finding.subjects import Subjects, open_subjects

__all__ = [
    "LIKENESS",
    "FoundLead",
    "Match",
    "Subjects",
    "choose_leads",
    "find_current_leads",
    "find_leads",
    "find_printed",
    "find_related",
    "is_expired",
    "open_subjects",
    "reads_feeds",
]
