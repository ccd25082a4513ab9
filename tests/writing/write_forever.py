"""Run as a program: replaces one file and makes new ones without end, and says so, until it is killed.

Each file is a record that names the digest of its own body, so that a reader can tell a whole file from a part.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from itertools import count
from pathlib import Path

from jianbao.writing import Change, apply_changes


def make_record(number: int) -> bytes:
    body = f"第{number}次写入。" * 4000
    return f"digest: {sha256(body.encode()).hexdigest()}\nbody: {body}\n".encode()


def main(root: Path, start: int) -> None:
    for number in count(start):
        data = make_record(number)
        new = Change(path=f"briefs/drafts/xinxi/new-{number}.yml", data=data)
        apply_changes(root, [Change(path="briefs/drafts/xinxi/same.yml", data=data, replaces=True), new])
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
