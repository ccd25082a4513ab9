"""CODEOWNERS, which mirrors ``guarding`` as far as a forge can: who looks at a change before it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.guarding import OWNERS
from jianbao.reading import Office
from jianbao.settings import ForgeKind
from jianbao.settings.people import INFORMANT, KEEPER

_ITEMS = "items"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ownership:
    """Who answers for what lies below a folder: one of ``briefs/``, or a unit's in ``items/``. ``folder`` is empty for
    all that no other names. ``owners`` are the accounts and groups, without ``@``, of who has one of the ``roles``.
    """

    folder: str
    roles: tuple[str, ...]
    owners: tuple[str, ...]


def find_owners(office: Office, day: date) -> list[Ownership]:
    """By the roles in force on that day, general before special; a unit's items are its clerks' and the editors'."""
    folders = {"": (KEEPER,), **{folder: OWNERS[folder] for folder in sorted(OWNERS)}}
    found = [
        Ownership(folder=folder, roles=roles, owners=_have_roles(office, day, roles))
        for folder, roles in folders.items()
    ]
    editors = OWNERS[_ITEMS]
    for unit in office.settings.units.units:
        clerks = [
            _name_account(office, person.id)
            for person in office.settings.people.people
            if INFORMANT in person.roles and person.unit == unit.id and person.is_in_office(day)
        ]
        if clerks and unit.exists_on(day):
            owners = _once([*clerks, *_have_roles(office, day, editors)])
            found.append(Ownership(folder=f"{_ITEMS}/{unit.id}", roles=(INFORMANT, *editors), owners=owners))
    return found


def _have_roles(office: Office, day: date, roles: Sequence[str]) -> tuple[str, ...]:
    """The group of a role where there is one, else each person who has it."""
    found: list[str] = []
    for role in roles:
        team = office.settings.forge.teams.get(role)
        holders = [p.id for p in office.settings.people.people if role in p.roles and p.is_in_office(day)]
        found += [team] if team else [_name_account(office, person) for person in holders]
    return _once(found)


def _name_account(office: Office, person: str) -> str:
    return office.settings.forge.accounts.get(person, person)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def tell_unowned(ownerships: Sequence[Ownership]) -> list[str]:
    """A sentence for each folder that nobody answers for: a rule without owners is an error to a forge."""
    return [
        f"people.yml 里没有在任的{'、'.join(owned.roles)}，"
        f"{f'briefs/{owned.folder}/' if owned.folder else '设置、页面、模板等其余文件'}没有写进 CODEOWNERS"
        for owned in ownerships
        if not owned.owners
    ]


def write_owners(ownerships: Sequence[Ownership], kind: ForgeKind) -> str:
    """The rules in the dialect of the forge, a line each."""
    owned = [ownership for ownership in ownerships if ownership.owners]
    lines = _write_gitlab(owned) if kind is ForgeKind.GITLAB else _write_gitea(owned)
    return "".join(f"{line}\n" for line in lines)


def _write_gitlab(owned: Sequence[Ownership]) -> list[str]:
    """Globs from the root; the last rule of a section that fits decides, so that all stand in one section
    (docs.gitlab.com, Syntax of CODEOWNERS file).
    """
    paths = [(f"/briefs/{each.folder}/" if each.folder else "*", each.owners) for each in owned]
    return ["[谁负责]", *(f"{path} {_mention(owners)}" for path, owners in paths)]


def _write_gitea(owned: Sequence[Ownership]) -> list[str]:
    """Regular expressions for whole paths; every rule that fits asks its owners, so that none may fit what is
    another's, and ``!`` stands for all that does not fit (docs.gitea.com, Code Owners).
    """
    elsewhere = f"!briefs/({'|'.join(sorted(OWNERS))})/.*"
    return [f"{f'briefs/{each.folder}/.*' if each.folder else elsewhere} {_mention(each.owners)}" for each in owned]


def _mention(owners: Sequence[str]) -> str:
    return " ".join(f"@{owner}" for owner in owners)
