"""Saying no: an act that cannot be done, as problems."""

from __future__ import annotations

from typing import NoReturn

from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import NOWHERE, Place, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.settings import Channel, FeedSource, OfficeLevel, Periodical, Series

SIGNATORY = "签发人"

# Which roles may act as what; a part that is not here asks for the role of its own name.
_EDITORS = {"编辑", "核稿", "校对", "签发人"}
_STAFF = {*_EDITORS, "督查员"}
_ROLES = {"批准人": {"签发人"}, "经手人": _EDITORS, "经办人": _STAFF, "移交人": _STAFF, "接手人": _STAFF}


def refuse(code: str, message: str, hint: str, *, path: str = "", field: str = "") -> NoReturn:
    """Raises ProblemsFound with this one problem; without a path it lies in the request (its ``field``), in no file."""
    place = Place(path=path) if path else NOWHERE
    raise ProblemsFound([Problem(code=code, place=place, message=message, hint=hint, field=field)])


def require_person(office: Office, written: str, part: str) -> str:
    """The id of a person by id, name or post; ``part`` says in Chinese what the person is to be."""
    known = office.settings.people.spellings()
    if written in known:
        return known[written]
    # A name like another is mostly another person's: who could act is told instead of a guess.
    names = "、".join(find_names(office, part))
    hint = f"可写：{names}；" if names else ""
    hint += "人员名单见 briefs/settings/people.yml，同名的写 id 或职务"
    refuse("person-unknown", f"{part}“{written}”不在人员名单里", hint)


def spell_leader(office: Office, written: str) -> str:
    """The id of one of the office's own; the name as written of a leader above, though an informant has the same."""
    person = office.settings.people.by_id.get(office.settings.people.spellings().get(written, ""))
    return person.id if person and not person.unit else written


def find_names(office: Office, part: str) -> list[str]:
    """The names of those whose roles fit the part, in the order of ``people.yml``."""
    fitting = _ROLES.get(part, {part})
    return [person.name for person in office.settings.people.people if fitting.intersection(person.roles)]


def require_signatory(office: Office, written: str, part: str) -> str:
    """A person who may sign, correct and withdraw: one with the role 签发人, where anybody has it."""
    person = require_person(office, written, part)
    people = office.settings.people
    signatories = [known for known in people.people if SIGNATORY in known.roles]
    if signatories and people.by_id[person] not in signatories:
        names = "、".join(known.name for known in signatories)
        refuse("not-signatory", f"{people.name(person)}不是签发人，不能签发、更正或撤回", f"本办公室的签发人：{names}")
    return person


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
    unit = office.settings.units.get(known[near]) if near else None
    hint = f"是不是“{unit.names[-1].name}”？" if unit else "单位名单见 briefs/settings/units.yml"
    refuse("unit-unknown", f"没有名为“{written}”的单位", hint)


def require_feed(office: Office, written: str) -> FeedSource:
    """A source of ``feeds.yml`` by id or name."""
    feeds = office.settings.feeds
    if source := feeds.get(written):
        return source
    near = nearest_name(written, [text for known in feeds.sources for text in (known.name, known.id)])
    listed = "、".join(known.name for known in feeds.sources)
    refuse("feed-unknown", f"没有名为“{written}”的信息源", f"是不是“{near}”？" if near else f"有：{listed}")


def require_periodical(office: Office, written: str) -> Periodical:
    periodical = office.settings.periodical(written)
    if periodical:
        return periodical
    names = "、".join(known.name for known in office.settings.periodicals)
    refuse("periodical-unknown", f"没有名为“{written}”的刊物", f"现有刊物：{names}")


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


def require_channel(office: Office, written: str) -> Channel:
    """A channel by id, name or alias. Our own periodicals are none: what they print is counted when it is signed."""
    known = {text: c for c in office.settings.channels for text in (*c.aliases, c.name, c.id)}
    if written in known:
        return known[written]
    if own := office.settings.own_series(written):
        hint = "本办公室刊物刊用的不用登记，签发时自动计入"
        refuse("channel-own", f"{own.title}是本办公室自己的刊物", hint)
    near = nearest_name(written, known)
    names = "、".join(channel.name for channel in office.settings.channels)
    hint = f"是不是“{known[near].name}”？" if near else f"现有渠道：{names}" if names else "渠道写在 channels.yml 里"
    refuse("channel-unknown", f"没有名为“{written}”的渠道", hint)


def require_level(office: Office, written: str) -> OfficeLevel:
    """A level of ``office.yml`` by id or name."""
    levels = office.settings.office.levels
    found = next((level for level in levels if written in (level.id, level.name)), None)
    if found:
        return found
    names = "、".join(level.name for level in levels)
    hint = f"现有层级：{names}" if names else "层级写在 office.yml 的 levels 里"
    refuse("level-unknown", f"没有名为“{written}”的层级", hint)
