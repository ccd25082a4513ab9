"""All texts of ours, ready to be searched again and again."""

from __future__ import annotations

from dataclasses import dataclass, field

from jianbao.proposing.index import Index, make_index
from jianbao.proposing.our_text import Origin, OurText
from jianbao.proposing.regions import ZONES, Places
from jianbao.proposing.texts import Records, list_links, list_records, make_text
from jianbao.proposing.traits import Traits, read_traits
from jianbao.reading import Office


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """``links`` tie it to other texts of the same matter."""

    text: OurText
    traits: Traits
    links: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Of its record and of the items behind it."""
        return self.text.key, *(f"items/{item}" for item in self.text.items)


@dataclass(kw_only=True, slots=True)
class Memory:
    """What was made of records that are still the same objects when the office is read again."""

    entries: dict[str, tuple[Records, Entry]] = field(default_factory=dict)
    made: tuple[Entry, ...] = ()
    index: Index | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """``families``: of each entry which of them belong to one matter, by number."""

    office: Office
    entries: tuple[Entry, ...]
    index: Index
    places: Places


def gather_sources(office: Office, memory: Memory | None = None) -> Sources:
    """In an order that does not depend on the order of files; what has no words is left out."""
    memory = memory if memory is not None else Memory()
    known = {f"{origin.value}{identity}": (origin, records) for origin, identity, records in list_records(office)}
    memory.entries = {key: _recall(memory, office, key, *what) for key, what in sorted(known.items())}
    entries = tuple(entry for _, entry in memory.entries.values() if entry.text.text or entry.text.title)
    if memory.index is None or not _are_same(memory.made, entries):
        memory.index = make_index([entry.traits for entry in entries], _find_families(entries))
        memory.made = entries
    return Sources(office=office, entries=entries, index=memory.index, places=_list_places(office, entries))


def _are_same(made: tuple[Entry, ...], entries: tuple[Entry, ...]) -> bool:
    return len(made) == len(entries) and all(one is other for one, other in zip(made, entries, strict=True))


def _recall(memory: Memory, office: Office, key: str, origin: Origin, records: Records) -> tuple[Records, Entry]:
    known = memory.entries.get(key)
    if known and len(known[0]) == len(records) and all(map(_is_same, known[0], records)):
        return known
    text = make_text(office, origin, records)
    traits = read_traits(f"{text.title}\n{text.text}")
    return records, Entry(text=text, traits=traits, links=tuple(dict.fromkeys(list_links(records))))


def _is_same(one: object, other: object) -> bool:
    return one is other


def _find_families(entries: tuple[Entry, ...]) -> list[int]:
    """Texts that are tied to each other, directly or through others, are one family."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while (parent := parents.setdefault(name, name)) != name:
            parents[name] = parents[parent]
            name = parent
        return name

    for entry in entries:
        for link in entry.links:
            parents[root(link)] = root(entry.text.key)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(entry.text.key), len(numbers)) for entry in entries]


def _list_places(office: Office, entries: tuple[Entry, ...]) -> Places:
    settings = office.settings
    towns_of = {
        unit.id: tuple(
            dict.fromkeys(name for known in unit.names for name in (known.short, known.name) if _is_town(name))
        )
        for unit in settings.units.units
    }
    return Places(
        region=settings.office.region,
        towns=tuple(sorted({town for towns in towns_of.values() for town in towns})),
        towns_of=towns_of,
        above=settings.likeness.above,
        zones=tuple(zone for zone in ZONES if any(zone in entry.text.text for entry in entries)),
    )


def _is_town(name: str) -> bool:
    return name.endswith(("镇", "乡", "街道"))
