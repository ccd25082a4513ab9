"""What the office's main branch refuses: a change to what was signed, numbers given twice, what is not the pusher's
to write (design, sections 5, 10); and every branch, commits in another's name.

The same functions serve a hook on any git server; they need the tree, and the list of what the push changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.checks import check_office
from jianbao.earlier import NO_SHELF
from jianbao.metadata import Moment
from jianbao.problems import NOWHERE, Level, Place, Problem, sort_problems
from jianbao.reading import Office
from jianbao.settings import People, Person
from jianbao.settings.people import DESK_AUTHOR, INFORMANT, KEEPER

# Signed issues and issued bulletins with their snapshots: facts that nobody may change, not even the keeper.
_SAY = {
    "briefs/issues/": (
        "已签发的一期不能改，也不能删",
        "恢复这个文件；有误的用 jianbao correct 更正，或用 jianbao withdraw 撤回",
    ),
    "briefs/bulletins/": ("已印发的通报不能改，也不能删", "恢复这个文件；数字有误的，在下一期通报里更正"),
}
SIGNED = tuple(_SAY)

_EDITORS = ("编辑", "核稿", "签发人")
_SUPERVISORS = ("督查员",)
# Whose a folder below briefs/ is. What is not here is the keeper's: settings, pages, templates, scripts.
OWNERS: Mapping[str, tuple[str, ...]] = {
    "items": _EDITORS,
    "receipts": _EDITORS,
    "desk": (*_EDITORS, "校对"),
    "drafts": (*_EDITORS, "校对"),
    "issues": _EDITORS,
    "notices": _EDITORS,
    "distribution": _EDITORS,
    "calls": _EDITORS,
    "reports": _EDITORS,
    "adoptions": _EDITORS,
    "disputes": _EDITORS,
    "entries": _EDITORS,
    "bulletins": _EDITORS,
    "leads": _EDITORS,
    "instructions": (*_EDITORS, *_SUPERVISORS),
    "tasks": _SUPERVISORS,
    "incidents": (*_EDITORS, *_SUPERVISORS),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PathChange:
    """One path of a push: ``added`` when it was not there before, ``removed`` when it is there no more."""

    path: str
    added: bool
    removed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCommit:
    """A commit that the repository does not have on any branch; ``name`` and ``address`` are its author's."""

    id: str
    name: str
    address: str

    @property
    def author(self) -> str:
        return "".join(sign for sign in f"{self.name} <{self.address}>" if sign.isprintable())


def find_changed(changes: Sequence[PathChange]) -> list[Problem]:
    """Each signed file that was changed or deleted."""
    return [
        Problem(code="signed-changed", place=Place(path=change.path), message=message, hint=hint)
        for change in changes
        for folder, (message, hint) in _SAY.items()
        if change.path.startswith(folder) and not change.added
    ]


def guard_push(office: Office, changes: Sequence[PathChange], as_of: Moment) -> list[Problem]:
    """Every reason to refuse the push; empty when it may come in. ``office`` is read from the pushed tree."""
    changed = find_changed(changes)
    broken = [
        problem
        for problem in check_office(office, as_of, shelf=NO_SHELF)
        if problem.level is Level.ERROR
        and (problem.place.path.startswith(SIGNED) or problem.code in {"merge-conflict", "secrecy-mark"})
    ]
    return sort_problems([*changed, *broken])


def find_forbidden(office: Office, changes: Sequence[PathChange], pusher: str, day: date) -> list[Problem]:
    """Each path that is not the pusher's to write; ``office`` as it was before the push, so that nobody gives himself
    a role by it. ``pusher`` is the account of the git server: an id of ``people.yml``, or the desk's own.
    """
    desk = office.settings.desk
    if pusher and pusher == desk.account:
        return [_refuse(change, "采编台", "管理员") for change in changes if _folder_of(change) not in OWNERS]
    person = office.settings.people.by_id.get(pusher)
    if person is None or not person.is_in_office(day):
        return [_refuse_unknown(pusher, desk.pusher)]
    closed = {item for record in office.desk.values() for item in record.items}
    refused = (_find_refusal(person, change, closed) for change in changes)
    return [problem for problem in refused if problem]


def find_misnamed(office: Office, commits: Sequence[NewCommit], pusher: str, day: date) -> list[Problem]:
    """Each commit that is not the pusher's own. The desk, and whoever has the role of the keeper, bring those of all
    in ``people.yml`` and of the desk itself. ``office`` and ``pusher`` as for ``find_forbidden``.
    """
    desk, people = office.settings.desk, office.settings.people
    person = people.by_id.get(pusher)
    if not (pusher and pusher == desk.account):
        if person is None or not person.is_in_office(day):
            return [_refuse_unknown(pusher, desk.pusher)] if commits else []
        if KEEPER not in person.roles:
            return [_refuse_author(commit, person) for commit in commits if not _is_of(commit, person.authors)]
    known = [DESK_AUTHOR, *(author for one in people.people for author in one.authors)]
    hint = "姓名要与 people.yml 一致，邮箱写“id@jianbao.invalid”，或 people.yml 里本人的 address（邮箱地址）"
    strange = [commit for commit in commits if not (_is_of(commit, known) or _is_of_renamed(commit, people))]
    return [_say_author(commit, "people.yml 里没有这个人", hint) for commit in strange]


def _is_of_renamed(commit: NewCommit, people: People) -> bool:
    """Whether the desk made it for one whose name was changed in ``people.yml`` before it could be pushed."""
    named = any(commit.name == name for one in people.people for name, _ in one.authors)
    return not named and any(commit.address == one.author[1] for one in people.people)


def _is_of(commit: NewCommit, authors: Sequence[tuple[str, str]]) -> bool:
    return any(commit.name == name and commit.address.lower() == address.lower() for name, address in authors)


def _refuse_author(commit: NewCommit, person: Person) -> Problem:
    name, address = person.author
    hint = (
        f'先运行 git config user.name "{name}" 和 git config user.email {person.address or address}，'
        "再用 git commit --amend --reset-author 改最后一个提交，前面的用 git rebase 逐个改；别人的提交由本人推送"
    )
    return _say_author(commit, f"不是推送人{name}本人", hint)


def _say_author(commit: NewCommit, what: str, hint: str) -> Problem:
    message = f"提交 {commit.id[:10]} 的作者是“{commit.author}”，{what}"
    return Problem(code="push-author", place=NOWHERE, message=message, hint=hint)


def _refuse_unknown(pusher: str, variable: str) -> Problem:
    said = f"“{pusher}”不是在任的人员" if pusher else f"服务器没有说是谁推送的（环境变量 {variable} 是空的）"
    hint = "people.yml 里的 id 要和服务器上的账号一样"
    return Problem(code="push-forbidden", place=Place(path="briefs/settings/people.yml"), message=said, hint=hint)


def _folder_of(change: PathChange) -> str:
    top, _, below = change.path.partition("/")
    return below.partition("/")[0] if top == "briefs" else ""


def _find_refusal(person: Person, change: PathChange, closed: set[str]) -> Problem | None:
    """None for what the person may write."""
    folder = _folder_of(change)
    owners = OWNERS.get(folder, (KEEPER,))
    may_write = not set(owners).isdisjoint(person.roles)
    if folder == "items":
        is_own = INFORMANT in person.roles and change.path.startswith(f"briefs/items/{person.unit}/")
        if is_own or may_write:
            return None if change.added else _find_fixed(change, closed, is_own=is_own)
        owners = ("这个单位的信息员",)
    return None if may_write else _refuse(change, person.name, "、".join(owners))


def _find_fixed(change: PathChange, closed: set[str], *, is_own: bool) -> Problem | None:
    """What was filed is the unit's alone to change, and only until the office has decided on it."""
    if not is_own:
        return _say(change, "单位报送的原稿，办公室不能改，也不能删", "编辑后的文字写在编辑记录里")
    if change.removed:
        return _say(change, "报送的稿件不能删", "有误的另报一篇，写明 revises（修改自）")
    unit, year, name, *_ = (*change.path.removeprefix("briefs/items/").split("/"), "", "")
    if f"{unit}/{year}/{name.removesuffix('.md')}" in closed:
        return _say(change, "办公室已经处理这篇稿件，单位不能再改", "另报一篇，写明 revises（修改自）")
    return None


def _refuse(change: PathChange, who: str, owners: str) -> Problem:
    return _say(change, f"{who}不能写这个文件，它归{owners}", "需要权限的，请管理员在 people.yml 里加上角色")


def _say(change: PathChange, message: str, hint: str) -> Problem:
    return Problem(code="push-forbidden", place=Place(path=change.path), message=message, hint=hint)
