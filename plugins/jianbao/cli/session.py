"""What every command starts from: which office, which day, who sits at the desk, and how to print."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from jianbao.acting.refusing import find_names, refuse, require_person
from jianbao.acting.work_tree import Plan, WorkTree, perform
from jianbao.characters import CONTROLS
from jianbao.history import read_identity
from jianbao.metadata import Moment, parse_moment
from jianbao.metadata.moments import say_wrong
from jianbao.problems import Level, Problem, ProblemsFound, sort_problems
from jianbao.reading import Office, find_office, resolve_as_of
from jianbao.rendering.templates import Templates
from jianbao.writing import AlreadyExistsError, Change, apply_changes

Command = TypeVar("Command", bound=Callable[..., Any])

PROBLEMS = 1
# What a filed text could make a terminal do: C0 and C1 controls, tab and line end excepted.
_CONTROL = re.compile(f"[{CONTROLS}]")


def clean(text: str) -> str:
    """Without what could make a terminal do something."""
    return _CONTROL.sub("", text)


SESSION_OPTIONS = (
    click.Option(
        ["--office", "folder"],
        type=click.Path(path_type=Path, file_okay=False),
        help="办公室的文件夹；默认为本文件夹或最近的上级",
    ),
    click.Option(["--on"], help="以哪一天为今天，如 2026-11-30"),
)


@dataclass(kw_only=True)
class Session:
    """One run of a command. ``folder`` and ``on`` come from the options before the command's name."""

    folder: Path | None
    on: str | None

    @cached_property
    def root(self) -> Path:
        found = find_office(self.folder or Path.cwd())
        if found is None:
            where = self.folder or Path.cwd()
            raise click.UsageError(
                f"在 {where} 及其上级文件夹里没有找到 briefs/settings/office.yml；用 --office 指明办公室的文件夹"
            )
        return found

    @cached_property
    def tree(self) -> WorkTree:
        return WorkTree(self.root)

    @cached_property
    def office(self) -> Office:
        return self.tree.read()

    @cached_property
    def as_of(self) -> Moment:
        try:
            return resolve_as_of(self.office.settings.office, on=self.on, environment=os.environ)
        except ValueError as error:
            expected = "--on 应写日期，如 2026-11-30" if self.on else "环境变量 SOURCE_DATE_EPOCH 应是秒数"
            raise click.UsageError(f"“{error}”不对：{expected}") from error

    @cached_property
    def templates(self) -> Templates:
        return Templates(self.root)

    def print(self, text: str = "") -> None:
        """Text as it is: nothing in it is taken for markup."""
        click.echo(clean(text))

    def moment(self, written: str | None, option: str) -> Moment:
        """The option's moment, else today."""
        if not written:
            return self.as_of
        moment = parse_moment(written)
        if moment is None:
            raise click.UsageError(f"{option} 的“{written}”{say_wrong(written)}，如 2026-11-03 或 2026年11月3日")
        return moment

    def person(self, written: str | None, part: str, option: str) -> str:
        """The person named by the option, else the one as whom git commits here."""
        if written:
            return require_person(self.office, written, part)
        name = read_identity(self.root)
        if known := self.office.settings.people.spellings().get(name):
            return known
        example = next(iter(find_names(self.office, part)), "张××")
        hint = f"加 {option} 姓名，如 {option} {example}"
        if name:
            message = f"没有写 {option}，默认取 git 里的姓名“{name}”，人员名单里没有此人"
            refuse("person-unknown", message, hint)
        raise click.UsageError(f"没有写 {option}，git 里也没有设置姓名；{hint}")

    def warn_of_errors(self) -> None:
        """Figures leave out what could not be read, which nobody would see from the figures."""
        wrong = sum(problem.level is Level.ERROR for problem in self.office.problems)
        if wrong:
            click.echo(f"注意：有{wrong}处写错，读不出来，下面的数字可能不对；先用 jianbao check 查看并改正", err=True)

    def write_files(self, folder: Path | None, usual: Path, changes: Sequence[Change]) -> None:
        """Files for people: into the folder that they name, else into the usual one of the office, which may not lead
        out of it. Says what was written.
        """
        root, below = (folder, Path()) if folder else (self.root, usual)
        placed = [replace(change, path=(below / change.path).as_posix()) for change in changes]
        self.print("\n".join(f"已写入 {root / path}" for path in apply_changes(root, placed)))

    def perform(self, plan: Plan, *, aside: bool = False) -> list[str]:
        """Does an act and says what was written; ``aside`` where the output proper is for programs."""
        written = perform(self.tree, plan)
        click.echo("\n".join(f"已写入 {path}" for path in written), err=aside)
        return written


pass_session = click.make_pass_decorator(Session)


def print_problems(problems: Iterable[Problem]) -> None:
    for problem in sort_problems(problems):
        click.echo(clean(str(problem)), err=True)


def reports_problems(command: Command) -> Command:
    """Turns what stands in a command's way into printed problems and exit code 1, never a traceback."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except ProblemsFound as found:
            print_problems(found.problems)
        except AlreadyExistsError as found:
            click.echo(
                f"error[file-exists] {found.path} 文件已经存在，没有写入\n提示：另起一个名字，或先看看原有的文件",
                err=True,
            )
        except BrokenPipeError:
            # Whoever reads our output has seen enough (``| head``): click ends the program quietly.
            raise
        except OSError as error:
            click.echo(
                f"error[file-unwritable] {error.filename or '输出'} {error.strerror}\n提示：检查磁盘空间和文件权限",
                err=True,
            )
        exit_with_problems()

    return wrapped  # type: ignore[return-value]  # the wrapper takes and gives what the command does


def exit_with_problems() -> NoReturn:
    raise SystemExit(PROBLEMS)
