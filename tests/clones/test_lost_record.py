"""A signed issue whose record was deleted by mistake: git remembers that the number was given."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jianbao.problems import ProblemsFound
from offices import OfficeBuilder


def commit(root: Path) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@a.example"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)


def test_the_number_of_a_lost_record_is_not_given_again(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.adopt()
    builder.sign(date="2026-11-06")
    commit(tmp_path)
    record = tmp_path / "briefs/issues/xinxi/2026/007.yml"
    record.unlink()
    builder.adopt("heping", "shui-li", "2026-11-10")
    with pytest.raises(ProblemsFound) as refused:
        builder.sign(date="2026-11-13")
    assert str(refused.value) == (
        "error[record-lost] briefs/issues/xinxi/2026/007.yml:1:1 "
        "已签发的文件丢了（briefs/issues/xinxi/2026/007.yml），期号不能再给\n"
        "提示：从版本库取回：git checkout HEAD -- briefs/issues/xinxi/2026/007.yml"
    )
    assert record.with_suffix(".json").exists()
