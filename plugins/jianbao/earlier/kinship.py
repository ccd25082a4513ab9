"""Which items belong to one another, so that none of them counts as a copy of another: revised versions, the reports of
one event, the answers to one task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jianbao.model import Item
from jianbao.reading import Office

_Links = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kinship:
    """``names``: what each item (or incident) goes back to; ``named_by`` the other way round. A task and an incident
    stand in both under their folder, ``tasks/2026/031``.
    """

    names: _Links = field(default_factory=dict)
    named_by: _Links = field(default_factory=dict)

    def find_kin(self, identity: str, named: Iterable[str]) -> frozenset[str]:
        """The item itself and all that it is linked to, however far. ``named`` is what it goes back to now, which need
        not be what it went back to when this was made.
        """
        found = {identity}
        waiting = [*named, *self.named_by.get(identity, ())]
        while waiting:
            known = waiting.pop()
            if known not in found:
                found.add(known)
                waiting += [*self.names.get(known, ()), *self.named_by.get(known, ())]
        return frozenset(found)


def list_named(item: Item) -> tuple[str, ...]:
    """What an item says that it goes back to."""
    task = f"tasks/{item.task}" if item.reply and item.task else ""
    return tuple(filter(None, (item.revises, item.follows, task)))


def read_kinship(office: Office) -> Kinship:
    names = {item.id: named for item in office.items.values() if (named := list_named(item))}
    names |= {f"incidents/{incident.id}": incident.items for incident in office.incidents.values() if incident.items}
    named_by: dict[str, list[str]] = defaultdict(list)
    for identity, targets in names.items():
        for target in targets:
            named_by[target].append(identity)
    return Kinship(names=names, named_by={target: tuple(known) for target, known in named_by.items()})
