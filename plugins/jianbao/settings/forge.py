"""``forge.yml``: the git forge that holds the office's repository, as far as nothing else says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jianbao.metadata import Fields

# They stand in URLs, in commands of a shell and in files of three syntaxes: nothing may be in them that means something
# there.
_REPOSITORY = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)*", re.ASCII)
_URL = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+)*/?", re.ASCII)
_IMAGE = re.compile(r"[\w.:/@-]+", re.ASCII)


class ForgeKind(Enum):
    """Which program the forge runs."""

    GITLAB = "gitlab"
    GITEA = "gitea"
    FORGEJO = "forgejo"


@dataclass(frozen=True, kw_only=True, slots=True)
class ForgeSettings:
    """``folder`` is where the form's files lie in the repository. ``app`` is the id under which the forge knows the
    form (OAuth application); ``image`` and ``runners`` say where jobs run; ``index`` is the office's own mirror of
    Python packages, empty where jianbao is installed there already. ``accounts`` are those of people whose account on
    the forge is not their id, ``teams`` the group that stands for a role, by role.
    """

    kind: ForgeKind | None = None
    url: str = ""
    repository: str = ""
    branch: str = "main"
    folder: str = "admin"
    app: str = ""
    image: str = ""
    runners: tuple[str, ...] = ()
    index: str = ""
    accounts: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_used(self) -> bool:
        return bool(self.url and self.repository)


def forge_from_fields(fields: Fields) -> ForgeSettings:
    usual = ForgeSettings()
    return ForgeSettings(
        kind=fields.choice("kind", ForgeKind),
        url=_read(fields, "url", _URL, "如 https://git.yunxi.invalid").rstrip("/"),
        repository=_read(fields, "repository", _REPOSITORY, "写“组/项目”，如 quweiban/xinxi"),
        branch=_read(fields, "branch", _NAME, "如 main") or usual.branch,
        folder=_read(fields, "folder", _NAME, "写仓库里的文件夹，如 admin") or usual.folder,
        app=_read(fields, "app", _IMAGE, "照抄平台给出的应用 ID"),
        image=_read(fields, "image", _IMAGE, "如 registry.yunxi.invalid/jianbao:1"),
        runners=_read_runners(fields),
        index=_read(fields, "index", _URL, "如 https://pypi.yunxi.invalid/simple"),
        accounts=_read_accounts(fields),
        teams=_read_teams(fields),
    )


def _read(fields: Fields, key: str, pattern: re.Pattern[str], hint: str) -> str:
    """A text of that pattern, without the dots that would lead out of a folder; empty for what is none."""
    text = fields.text(key)
    if text and (not pattern.fullmatch(text) or ".." in text):
        fields.report("forge-value", fields.place(key), f"{key} 的“{text}”不对", hint)
        return ""
    return text


def _read_runners(fields: Fields) -> tuple[str, ...]:
    runners = fields.texts("runners")
    for runner in runners:
        if not _NAME.fullmatch(runner):
            message = f"runners 的“{runner}”不对"
            fields.report("forge-value", fields.place("runners"), message, "照抄执行器的标签，如 docker")
    return tuple(runner for runner in runners if _NAME.fullmatch(runner))


def _read_accounts(fields: Fields) -> dict[str, str]:
    accounts = {}
    for group in fields.mappings("accounts"):
        accounts[group.name("person", "person", required=True)] = _read_owner(group, "account")
        group.finish()
    return {person: account for person, account in accounts.items() if account}


def _read_teams(fields: Fields) -> dict[str, str]:
    teams = {}
    for group in fields.mappings("teams"):
        teams[group.text("role", required=True)] = _read_owner(group, "team")
        group.finish()
    return {role: team for role, team in teams.items() if team}


def _read_owner(group: Fields, key: str) -> str:
    if not group.has(key):
        return group.text(key, required=True)
    return _read(group, key, _NAME, "只写账号或组的名称，不写@")
