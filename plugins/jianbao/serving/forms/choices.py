"""What a field offers to choose from: units, people, channels, in the order of the settings and as of today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jianbao.acting.refusing import find_names
from jianbao.outlook.owners import is_in_office
from jianbao.reading import Office
from jianbao.serving.forms.fields import Choices

NOTHING = ("", "（请选择）")


def list_units(office: Office, day: date, *, own: bool = False) -> tuple[tuple[str, Choices], ...]:
    """By group, those that are there on the day; with ``own`` the office's own ones too."""
    units = office.settings.units
    there = [unit for unit in units.units if unit.exists_on(day)]
    groups = ((group, [u for u in there if u.group_on(day) == group.id]) for group in units.groups)
    return tuple(
        (group.name, tuple((unit.id, unit.name_on(day).short) for unit in held))
        for group, held in groups
        if held and (own or not group.apart)
    )


def choose_unit(office: Office, day: date, *, own: bool = False) -> Choices:
    return (NOTHING, *(choice for _, choices in list_units(office, day, own=own) for choice in choices))


def choose_leader(office: Office, day: date) -> Choices:
    """Leaders in protocol order, with their posts."""
    people = office.settings.people.people
    there = (person for person in people if "领导" in person.roles and is_in_office(person, day))
    return (NOTHING, *((person.id, f"{person.post}{person.name}") for person in there))


def choose_person(office: Office, part: str, day: date) -> Choices:
    """Those who may be what ``part`` says in Chinese."""
    names = find_names(office, part)
    there = (p for p in office.settings.people.people if p.name in names and is_in_office(p, day))
    return (NOTHING, *((p.id, f"{p.name}（{p.post}）" if p.post else p.name) for p in there if not p.unit))


def choose_channel(office: Office) -> Choices:
    return (NOTHING, *((channel.id, channel.name) for channel in office.settings.channels))


def choose_level(office: Office, *, above: bool = False) -> Choices:
    """``above``: levels above the office's own alone."""
    levels = [level for level in office.settings.office.levels if not above or level.id != office.settings.office.level]
    return tuple((level.id, level.name) for level in levels)


def choose_words(words: Iterable[str], nothing: str = "") -> Choices:
    """Words that stand for themselves, after one for none."""
    return ((("", nothing),) if nothing else ()) + tuple((word, word) for word in words)
