"""Saying no: an act that cannot be done, as problems."""

from __future__ import annotations

from typing import NoReturn

from jianbao.metadata.fields import nearest_name
from jianbao.problems import Place, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.settings import Periodical, Series


def refuse(code: str, message: str, hint: str, *, path: str = "briefs") -> NoReturn:
    """Raises ProblemsFound with this one problem."""
    raise ProblemsFound([Problem(code=code, place=Place(path=path), message=message, hint=hint)])


def require_person(office: Office, written: str, part: str) -> str:
    """The id of a person by id, name or post; ``part`` says in Chinese what the person is to be."""
    known = office.settings.people.spellings()
    if written in known:
        return known[written]
    near = nearest_name(written, known)
    hint = f"是不是“{near}”？" if near else "人员名单见 briefs/settings/people.yml；同名的写 id 或职务"
    refuse("person-unknown", f"{part}“{written}”不在人员名单里", hint, path="briefs/settings/people.yml")


def require_words(**words: str) -> None:
    """That each of these, by the Chinese name of what it is, says something."""
    for name, text in words.items():
        if not text.strip():
            refuse("field-empty", f"{name}是空的", "写上内容；含空格的要加引号")


def require_unit(office: Office, written: str) -> str:
    """The id of a unit by id, name or alias."""
    known = office.settings.units.spellings()
    if written in known:
        return known[written]
    near = nearest_name(written, known)
    hint = f"是不是“{near}”？" if near else "单位名单见 briefs/settings/units.yml"
    refuse("unit-unknown", f"没有名为“{written}”的单位", hint, path="briefs/settings/units.yml")


def require_periodical(office: Office, written: str) -> Periodical:
    periodical = office.settings.periodical(written)
    if periodical:
        return periodical
    names = "、".join(known.name for known in office.settings.periodicals)
    refuse(
        "periodical-unknown", f"没有名为“{written}”的刊物", f"现有刊物：{names}", path="briefs/settings/periodicals.yml"
    )


def require_series(office: Office, periodical: str, series: str) -> Series:
    """A series of a periodical, by id or name; ``""`` is the main one."""
    known = require_periodical(office, periodical)
    found = known.get_series(series)
    if found:
        return found
    names = "、".join(extra.name for extra in known.series[1:]) or "无"
    refuse("series-unknown", f"《{known.name}》没有名为“{series}”的系列", f"现有系列：{names}")


def require_record(kind: str, written: str, known: dict[str, object]) -> None:
    """That a record of this id exists; ``kind`` names it in Chinese."""
    if written in known:
        return
    near = nearest_name(written, known)
    hint = f"是不是 {near}？" if near else "编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai"
    refuse("reference-missing", f"没有{kind}“{written}”", hint)
