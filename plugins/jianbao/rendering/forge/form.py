"""The clerks' form (Decap on GitLab, Sveltia on Gitea and Forgejo): a page and a configuration for each unit.

A form of each unit, not one of all: a clerk finds the own items alone, and the browser fetches no more than them. It
hides nothing: whoever may read the repository reads all of it, and who may write where is for the server to say.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from jianbao.rendering.forge.fields import list_fields
from jianbao.settings import ForgeKind, ForgeSettings, Settings

PROGRAMS = {
    ForgeKind.GITLAB: "decap-cms.js",
    ForgeKind.GITEA: "sveltia-cms.js",
    ForgeKind.FORGEJO: "sveltia-cms.js",
}
# Neither program can make letters of Chinese: the ASCII encoding leaves nothing of a title, and Sveltia then puts
# random signs in its place. What both can do is the moment of filing; a second item of that minute gets -1.
_YEAR, _NAME = "{{date | date('YYYY')}}", "{{date | date('MM-DD')}}-gao-{{date | date('HHmm')}}"


def configure_form(settings: Settings, kind: ForgeKind, unit: str, names: tuple[str, Sequence[str]]) -> dict[str, Any]:
    """The configuration of a unit's form, of which JSON is a way to write it; ``names`` are the short name of the
    unit and those of all.
    """
    forge, (name, units) = settings.forge, names
    return {
        "backend": _configure_backend(forge, kind),
        # Each must name a folder for files; there is no field for one, and only the keeper may write there.
        "media_folder": f"{forge.folder}/media",
        **_configure_program(kind),
        "slug": {"encoding": "ascii", "clean_accents": False, "sanitize_replacement": "-"},
        "collections": [
            {
                "name": unit,
                "label": f"{name}的稿件",
                "label_singular": "稿件",
                "folder": f"briefs/items/{unit}",
                "create": True,
                "delete": False,
                "extension": "md",
                "format": "yaml-frontmatter",
                "identifier_field": "title",
                "summary": "{{title}}",
                **_configure_path(kind),
                "editor": {"preview": False},
                "fields": list_fields(settings, name, units),
            }
        ],
    }


def write_configuration(configuration: dict[str, Any], comment: str) -> str:
    """YAML that is JSON as well but for the comment: nothing in it can be read in two ways."""
    return f"# {comment}\n{json.dumps(configuration, ensure_ascii=False, indent=2)}\n"


def list_hosts(forge: ForgeSettings) -> str:
    """The forge's origin, the only one that the page may ask besides its own."""
    parts = urlsplit(forge.url)
    return f"{parts.scheme}://{parts.netloc}"


def _configure_backend(forge: ForgeSettings, kind: ForgeKind) -> dict[str, Any]:
    where = {"repo": forge.repository, "branch": forge.branch, "base_url": forge.url}
    messages = {"create": "报送稿件", "update": "修改稿件", "delete": "删除稿件"}
    said = {"commit_messages": {act: f"{text} {{{{slug}}}}" for act, text in messages.items()}}
    if kind is ForgeKind.GITLAB:
        root = {"name": "gitlab", "api_root": f"{forge.url}/api/v4", "auth_type": "pkce"}
        return root | where | {"app_id": forge.app} | said
    root = {"name": "gitea", "api_root": f"{forge.url}/api/v1"}
    # Without an application the clerk signs in by a token that the forge made for the own account.
    entry: dict[str, Any] = {"app_id": forge.app} if forge.app else {"auth_methods": ["token"]}
    return root | where | entry | said


def _configure_program(kind: ForgeKind) -> dict[str, Any]:
    """GitLab reviews what is filed in a merge request; Sveltia has that for neither of the others, and commits."""
    if kind is ForgeKind.GITLAB:
        return {"locale": "zh_Hans", "publish_mode": "editorial_workflow", "show_preview_links": False}
    # Its language is that of the browser.
    return {"output": {"omit_empty_optional_fields": True}}


def _configure_path(kind: ForgeKind) -> dict[str, Any]:
    if kind is ForgeKind.GITLAB:
        # Decap takes the year of a path by Greenwich time and knows no filter there, but keeps a slash in a slug. What
        # stands behind the bar is no filter that it knows, and does nothing but say how deep the files lie.
        return {"slug": f"{_YEAR}/{_NAME}", "path": "{{slug | year/day}}", "publish": False}
    return {"slug": _NAME, "path": f"{_YEAR}/{{{{slug}}}}"}
