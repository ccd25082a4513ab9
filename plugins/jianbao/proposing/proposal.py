"""疑似采用: a text of a higher level in which one or several of ours seem to have been used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.proposing.our_text import Origin, OurText
from jianbao.proposing.upper import Upper


class Usage(Enum):
    """WHOLE: theirs tells of what one text of ours tells. COMPOSITE: of others too, or of several texts of ours."""

    WHOLE = "单篇"
    COMPOSITE = "综合"


class Certainty(Enum):
    """How sure it is, the surest first."""

    LIKELY = "很可能"
    POSSIBLE = "可能"
    DOUBTFUL = "存疑"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Sentences that say the same: where in ``Upper.text`` and where in ``texts[text].text`` (ends exclusive), and how
    like they are, 0–100.
    """

    text: int
    theirs: tuple[int, int]
    ours: tuple[int, int]
    score: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """``confidence`` 0–100; ``reasons`` are Chinese phrases. ``adoption`` is the id of the adoption by which this use
    is registered already (已登记): nothing is to be confirmed then.
    """

    upper: Upper
    texts: tuple[OurText, ...]
    usage: Usage
    confidence: int
    certainty: Certainty
    reasons: tuple[str, ...]
    pairs: tuple[Pair, ...]
    adoption: str = ""

    @property
    def report(self) -> str:
        """The report that an adoption names; empty where it names something else."""
        return self._only(Origin.REPORT)

    @property
    def desk(self) -> str:
        return self._only(Origin.DESK)

    @property
    def items(self) -> tuple[str, ...]:
        """The items that an adoption names: one that was never edited or sent, or those of several texts."""
        if self.report or self.desk:
            return ()
        return tuple(dict.fromkeys(item for text in self.texts for item in text.items))

    @property
    def keys(self) -> tuple[str, ...]:
        """What is written into the lead when an editor says no (``dismissed``), one entry for each."""
        return tuple(text.key for text in self.texts)

    def _only(self, origin: Origin) -> str:
        return self.texts[0].id if len(self.texts) == 1 and self.texts[0].origin is origin else ""
