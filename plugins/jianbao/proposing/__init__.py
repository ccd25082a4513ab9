"""疑似采用: which of our texts higher levels seem to have used, with reasons. Proposes only; people decide."""

from jianbao.proposing.dividing import Bulletin, read_bulletin
from jianbao.proposing.leads import read_lead, read_leads
from jianbao.proposing.our_text import Origin, OurText
from jianbao.proposing.proposal import Certainty, Pair, Proposal, Usage
from jianbao.proposing.proposing import mark_registered, propose, search
from jianbao.proposing.sources import Memory, Sources, gather_sources
from jianbao.proposing.upper import Upper

__all__ = [
    "Bulletin",
    "Certainty",
    "Memory",
    "Origin",
    "OurText",
    "Pair",
    "Proposal",
    "Sources",
    "Upper",
    "Usage",
    "gather_sources",
    "mark_registered",
    "propose",
    "read_bulletin",
    "read_lead",
    "read_leads",
    "search",
]
