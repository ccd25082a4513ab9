"""All files that a forge reads from the office's repository."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jianbao import __version__
from jianbao.reading import Office
from jianbao.rendering.forge.form import PROGRAMS, configure_form, list_hosts, write_configuration
from jianbao.rendering.forge.owners import find_owners, tell_unowned, write_owners
from jianbao.rendering.templates import Templates
from jianbao.settings import ForgeKind

# Stands in every file: what does not have it was written by somebody else, and is not overwritten.
MARK = "由 jianbao forge-config 生成，不要手改"
_REQUEST = {
    ForgeKind.GITLAB: ".gitlab/merge_request_templates/Default.md",
    ForgeKind.GITEA: ".gitea/pull_request_template.md",
    ForgeKind.FORGEJO: ".forgejo/pull_request_template.md",
}
_JOBS = {
    ForgeKind.GITLAB: (".gitlab-ci.yml", "gitlab-ci.yml"),
    ForgeKind.GITEA: (".gitea/workflows/jianbao.yml", "actions.yml"),
    ForgeKind.FORGEJO: (".forgejo/workflows/jianbao.yml", "actions.yml"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ForgeFile:
    """``path`` is seen from the root of the repository."""

    path: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Forge:
    """``told`` is what whoever runs the command should know besides."""

    files: tuple[ForgeFile, ...]
    told: tuple[str, ...]


def render_forge(office: Office, templates: Templates, kind: ForgeKind, day: date) -> Forge:
    """Raises ProblemsFound where a template of the office is wrong. ``day`` says who is in office."""
    owners = find_owners(office, day)
    path, template = _JOBS[kind]
    values = {"mark": MARK, "forge": office.settings.forge, "version": __version__}
    files = [
        ForgeFile(
            path=f".{kind.value}/CODEOWNERS",
            text=templates.render("forge/CODEOWNERS", **values, rules=write_owners(owners, kind)),
        ),
        ForgeFile(path=_REQUEST[kind], text=templates.render("forge/merge-request.md", **values)),
        ForgeFile(path=path, text=templates.render(f"forge/{template}", **values)),
        *_render_forms(office, templates, kind, day),
    ]
    told = tell_unowned(owners)
    if kind is ForgeKind.GITLAB and not office.settings.forge.app:
        told.append("forge.yml 没有写 app（应用编号），网页表单登录不了：先在 GitLab 上登记一个应用")
    return Forge(files=tuple(sorted(files, key=lambda file: file.path)), told=tuple(told))


def _render_forms(office: Office, templates: Templates, kind: ForgeKind, day: date) -> Iterator[ForgeFile]:
    """A page to choose a unit from, and each unit's form."""
    settings, folder = office.settings, office.settings.forge.folder
    names = {unit.id: unit.name_on(day).short for unit in settings.units.units if unit.exists_on(day)}
    values = {"mark": MARK, "office": settings.office, "program": PROGRAMS[kind], "host": list_hosts(settings.forge)}
    scripted = kind is ForgeKind.GITLAB
    if scripted:
        yield ForgeFile(path=f"{folder}/form.js", text=templates.render("forge/form.js", **values))
    yield ForgeFile(path=f"{folder}/index.html", text=templates.render("forge/units.html", **values, units=names))
    for unit, name in names.items():
        configuration = configure_form(settings, kind, unit, (name, list(names.values())))
        yield ForgeFile(
            path=f"{folder}/{unit}/index.html",
            text=templates.render("forge/form.html", **values, name=name, scripted=scripted),
        )
        yield ForgeFile(path=f"{folder}/{unit}/config.yml", text=write_configuration(configuration, MARK))
