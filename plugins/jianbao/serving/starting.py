"""Before the first page: what the desk needs of the office's folder, and a copy of it to try things out on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from jianbao.acting.refusing import refuse
from jianbao.history import HistoryError
from jianbao.history.committing import Author, begin_repository, find_uncommitted, is_top_of_repository, read_head
from jianbao.history.exchanging import find_upstream
from jianbao.reading.files import walk_files
from jianbao.serving.committing.journal import KEPT
from jianbao.serving.people.accounts import read_accounts
from jianbao.serving.state import prepare_state
from jianbao.serving.store import Store
from jianbao.settings import SignIn
from jianbao.writing import copy_office, lock_office, remove_unfinished

_OWN_NAMES = ("localhost", "127.0.0.1", "::1")
_MAKER = Author(name="jianbao", email="desk@jianbao.invalid")


def prepare_desk(store: Store) -> list[str]:
    """Puts back what a killed desk left; what the keeper should know, in Chinese. Refuses a folder that will not do."""
    root = store.root
    if not is_top_of_repository(root) or not read_head(root):
        hint = "在这个文件夹里运行 git init、git add -A、git commit，或从主库 git clone 一份"
        refuse("desk-repository", "办公室的文件夹还不是 git 版本库的顶层，或还没有提交过", hint)
    prepare_state(root)
    try:
        with lock_office(root):
            recovered = store.journal.recover()
            remove_unfinished(root)
        dirty = find_uncommitted(root, "briefs")
    except HistoryError as error:
        refuse("git-failed", f"读不出版本库：{error.meaning}", "请管理员检查版本库")
    said = ["上次中断时做了一半的改动已经恢复原状。"] if recovered else []
    if kept := [path.relative_to(root).as_posix() for path in walk_files(root / KEPT)]:
        said.append(f"注意：有{len(kept)}个文件与中断的改动撞在一处，另存了一份，如 {kept[0]}；看过后可以删掉。")
    if dirty:
        said.append(f"注意：有{len(dirty)}个文件没有提交，如 {dirty[0]}；采编台不会改动它们，请先提交或恢复。")
    if not find_upstream(root):
        said.append("注意：没有设主库，改动只存在这台机器上；要推送到主库的，先 git clone 主库再打开采编台。")
    return [*said, *_say_sign_in(store)]


def _say_sign_in(store: Store) -> list[str]:
    desk = store.read().settings.desk
    if desk.sign_in is SignIn.LOCAL and not read_accounts(store.root):
        return ["还没有账号：用 jianbao account set 姓名 给每个人开一个。"]
    host = urlsplit(desk.ldap.url).hostname if desk.sign_in is SignIn.LDAP and desk.ldap else ""
    if desk.ldap and host and desk.ldap.url.startswith("ldap://") and host not in _OWN_NAMES:
        return ["注意：ldap:// 不加密，密码在网上看得见；目录服务支持的，desk.yml 里改用 ldaps://。"]
    return []


def lay_out_trial(root: Path, folder: Path) -> None:
    """A copy of the office with a repository of its own, so that whatever is tried touches nothing."""
    copy_office(root, folder)
    begin_repository(folder, _MAKER, "试用")
