"""本机账号: passwords of people who sign in here, as argon2 hashes in the state folder. Who they are stands in
``people.yml``; an account without such a person is worth nothing.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from jianbao.acting.refusing import refuse
from jianbao.serving.state import read_state, write_state
from jianbao.writing import lock_office

_FILE = "accounts.json"
SHORTEST_PASSWORD = 10
# Letters and digits that nobody mistakes for another on paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_HASHER = PasswordHasher()
# Of no password (salt and hash are zeros): a name that is not there takes as long to refuse as one that is.
_COST = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
_NOBODY = f"$argon2id$v=19${_COST}${'A' * 22}${'A' * 43}"
# Each takes 64 megabytes while it lasts: of fifty people who sign in at nine o'clock two at a time.
_HASHING = BoundedSemaphore(2)


def make_password() -> str:
    """One to hand over on paper: four groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def set_password(root: Path, person: str, password: str) -> None:
    """Ends all sessions of the person. Refuses a short password."""
    if len(password) < SHORTEST_PASSWORD:
        refuse("password-short", f"密码不到{SHORTEST_PASSWORD}个字符", "写长一些，如一句自己记得住的话")
    with lock_office(root):
        write_state(root, _FILE, {**read_accounts(root), person: _HASHER.hash(password)})


def close_account(root: Path, person: str) -> bool:
    """Whether there was one."""
    with lock_office(root):
        accounts = read_accounts(root)
        found = accounts.pop(person, None)
        if found:
            write_state(root, _FILE, accounts)
        return found is not None


def read_accounts(root: Path) -> dict[str, str]:
    """Person → hash."""
    known = read_state(root, _FILE)
    return dict(known) if known else {}


def is_password(root: Path, person: str, password: str) -> bool:
    """Takes the same time whether there is such an account or not."""
    known = read_accounts(root).get(person)
    with _HASHING:
        try:
            return _HASHER.verify(known or _NOBODY, password) and known is not None
        except (VerificationError, InvalidHashError):
            return False


def read_stamp(root: Path, person: str) -> str:
    """Changes with the password, so that a session ends with the password that began it; empty without an account."""
    known = read_accounts(root).get(person)
    return sha256(known.encode()).hexdigest()[:16] if known else ""
