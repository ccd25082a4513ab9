"""``jianbao forge-config``: what a git forge reads from the office's repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.problems import Place, Problem, ProblemsFound
from jianbao.reading.files import read_text
from jianbao.rendering.forge import MARK, ForgeFile, render_forge
from jianbao.settings import ForgeKind
from jianbao.writing import Change

_SETTINGS = "briefs/settings/forge.yml"


@click.command(
    "forge-config",
    cls=ChineseCommand,
    epilog="例：jianbao forge-config --show\n例：jianbao forge-config gitea --folder dist/forge",
)
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in ForgeKind]), metavar="[平台]")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="写到哪里；默认是办公室的文件夹")
@click.option("--show", is_flag=True, help="只打印，不写文件")
@pass_session
@reports_problems
def forge_config(session: Session, kind: str | None, folder: Path | None, show: bool) -> None:
    """生成代码平台要的文件：CODEOWNERS、合并请求清单、自动检查、信息员的网页表单。

    平台是 gitlab、gitea 或 forgejo，不写就按 forge.yml；谁负责哪里，按 people.yml 和 units.yml。
    """
    chosen = _choose(session, kind)
    forge = render_forge(session.office, session.templates, chosen, session.as_of.day)
    if show:
        session.print("\n".join(f"===== {file.path}\n{file.text}" for file in forge.files))
    else:
        _refuse_others(folder or session.root, forge.files)
        changes = [Change(path=file.path, data=file.text.encode(), replaces=True) for file in forge.files]
        session.write_files(folder, Path(), changes)
        form = (folder or Path()) / session.office.settings.forge.folder
        session.print(f"网页表单还要取一次程序：sh scripts/get_forms.sh {chosen.value} {form}")
    for sentence in forge.told:
        click.echo(f"注意：{sentence}", err=True)


def _choose(session: Session, kind: str | None) -> ForgeKind:
    """What is asked for, else the office's own; refuses where the settings do not say where the repository is."""
    forge = session.office.settings.forge
    if not forge.is_used:
        hint = "写上 url（平台的网址）和 repository（组/项目），如 quweiban/xinxi"
        message = "没有写存放仓库的平台，不知道表单往哪里提交"
        raise ProblemsFound([Problem(code="forge-unknown", place=Place(path=_SETTINGS), message=message, hint=hint)])
    if kind is None and forge.kind is None:
        raise click.UsageError("没有写平台：gitlab、gitea 或 forgejo；也可以写在 forge.yml 的 kind 里")
    return ForgeKind(kind) if kind else forge.kind or ForgeKind.GITLAB


def _refuse_others(root: Path, files: Iterable[ForgeFile]) -> None:
    """What we did not write is not ours to overwrite."""
    if problems := list(_find_others(root, files)):
        raise ProblemsFound(problems)


def _find_others(root: Path, files: Iterable[ForgeFile]) -> Iterator[Problem]:
    for file in files:
        if not (root / file.path).exists():
            continue
        text, problems = read_text(root / file.path, file.path)
        if problems or MARK not in (text or ""):
            hint = "先改名或删去；或者用 --folder 写到别处，自己合并"
            message = "已经有这个文件，不是 jianbao 生成的，没有覆盖"
            yield Problem(code="file-exists", place=Place(path=file.path), message=message, hint=hint)
