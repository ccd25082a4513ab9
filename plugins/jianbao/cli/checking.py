"""``jianbao check``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import click

from jianbao.caching import open_shelf
from jianbao.checks import check_office
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, exit_with_problems, pass_session, reports_problems
from jianbao.guarding import SIGNED, find_changed
from jianbao.history import find_touched, read_arrivals
from jianbao.problems import Level, Problem, sort_problems

_LABELS = {Level.ERROR: "必须改", Level.WARNING: "应当看", Level.NOTICE: "告知"}
_FORMATS = ("text", "json", "github", "gitlab")
# The words of Code Climate, from the worst down: blocker, critical, major, minor, info.
_GITLAB = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTICE: "info"}
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTICE: "notice"}


@click.command(cls=ChineseCommand, epilog="例：jianbao check briefs/items/chengguan")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="输出格式")
@pass_session
@reports_problems
def check(session: Session, paths: tuple[Path, ...], form: str) -> None:
    """检查全部记录，一次列出所有问题；有“必须改”的（error），退出码为1。

    总是检查整个办公室，给出文件或文件夹时只列其中的问题。
    """
    arrivals = read_arrivals(session.root, session.office.settings.office.zone)
    found = check_office(session.office, session.as_of, arrivals, shelve=open_shelf)
    changed = find_changed([change for folder in SIGNED for change in find_touched(session.root, folder)])
    problems = _within(session, sort_problems([*found, *changed]), paths)
    if form == "json":
        session.print(json.dumps([_as_json(p) for p in problems], ensure_ascii=False, indent=2))
    elif form == "gitlab":
        session.print(json.dumps(list(_as_gitlab(problems)), ensure_ascii=False, indent=2))
    elif form == "github":
        session.print("\n".join(_as_github(p) for p in problems))
    else:
        session.print("\n".join([*(str(p) for p in problems), _summarise(session, problems)]))
    if any(problem.level is Level.ERROR for problem in problems):
        exit_with_problems()


def _within(session: Session, problems: Sequence[Problem], paths: Sequence[Path]) -> list[Problem]:
    """Problems of these files or of files in these folders; all when none is named."""
    if not paths:
        return list(problems)
    wanted = []
    for path in paths:
        # As seen from here; with --office also as seen from the office.
        seen = (path.resolve(), (session.root / path).resolve())
        full = next((place for place in seen if place.is_relative_to(session.root) and place.exists()), None)
        if full is None:
            raise click.UsageError(f"“{path}”不在办公室的文件夹里，或者没有这个文件")
        wanted.append(full.relative_to(session.root))
    return [p for p in problems if any(Path(p.place.path).is_relative_to(path) for path in wanted)]


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level.value,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def _as_gitlab(problems: Sequence[Problem]) -> Iterator[dict[str, object]]:
    """A report of code quality (docs.gitlab.com, Code Quality report format). A problem keeps its fingerprint when
    lines come in above it: it counts among those that say the same of one file.
    """
    seen: Counter[str] = Counter()
    for problem in problems:
        said = "\0".join((problem.code, problem.place.path, problem.message))
        seen[said] += 1
        yield {
            "description": _say_whole(problem),
            "check_name": problem.code,
            "fingerprint": sha256(f"{said}\0{seen[said]}".encode()).hexdigest(),
            "severity": _GITLAB[problem.level],
            "location": {"path": problem.place.path, "lines": {"begin": problem.place.line}},
        }


def _say_whole(problem: Problem) -> str:
    """The message and what to do about it, in one line."""
    return f"{problem.message}（{problem.hint}）" if problem.hint else problem.message


def _as_github(problem: Problem) -> str:
    """A workflow command; percent signs and line ends are escaped as its syntax asks."""
    place = problem.place
    escaped = _say_whole(problem).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    kind = _GITHUB[problem.level]
    return f"::{kind} file={place.path},line={place.line},col={place.column},title={problem.code}::{escaped}"


def _summarise(session: Session, problems: Sequence[Problem]) -> str:
    counts = Counter(problem.level for problem in problems)
    found = "，".join(f"{label}{counts[level]}处" for level, label in _LABELS.items() if counts[level])
    office = session.office
    read = f"共检查稿件{len(office.items)}篇、编辑记录{len(office.desk)}条、已签发{len(office.issues)}期"
    return f"{read}，{f'发现{found}' if found else '没有发现问题'}。"
