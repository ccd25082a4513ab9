"""What a name in a value may stand for, and the name most like one that stands for nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field

# Where the names of each subject are listed.
SETTINGS_OF = {
    "unit": "units.yml",
    "person": "people.yml",
    "kind": "kinds.yml",
    "form": "kinds.yml",
    "periodical": "periodicals.yml",
    "channel": "channels.yml",
    "level": "office.yml",
    "column": "periodicals.yml",
    "group": "units.yml",
    "category": "supervision.yml",
    "severity": "urgent.yml",
    "disposition": "urgent.yml",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """What a name in a value may stand for: subject (``unit``) → written name → id, and the subject in Chinese."""

    names: Dictionary[str, Dictionary[str, str]] = field(default_factory=dict)
    labels: Dictionary[str, str] = field(default_factory=dict)

    def resolve(self, subject: str, written: str) -> str | None:
        return self.names.get(subject, {}).get(written)

    def nearest(self, subject: str, written: str) -> str | None:
        """The official name of what was nearly named. Persons are never guessed: a name like another is another's."""
        known = self.names.get(subject, {})
        cutoff = 0.6 if subject == "unit" else 0.5
        near = None if subject == "person" else nearest_name(written, known, cutoff)
        if near is None or near == known[near]:
            return near
        # Aliases come first among the spellings of one id, the id itself last.
        same = [text for text, identity in known.items() if identity == known[near] and text != identity]
        return same[-1]


def nearest_name(written: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name most like what was written, or None when nothing is near; 1 is only the same.

    Below 0.6 two names of two characters that share one would count as near: 城管 and 西城.
    """
    return next(iter(difflib.get_close_matches(written, list(known), n=1, cutoff=cutoff)), None)
