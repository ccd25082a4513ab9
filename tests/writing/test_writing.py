"""The only writer: whole files or none, new where they must be new, and YAML that our own reader reads back."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.caching import FileCache
from jianbao.metadata import Mapping, Scalar, Sequence, parse_tree, split_header
from jianbao.metadata.tree import Node
from jianbao.reading import read_office
from jianbao.writing import (
    CACHE,
    AlreadyExistsError,
    Change,
    apply_changes,
    dump_record,
    dump_yaml,
    keep_folder,
    lock_office,
    prepare_cache,
    remove_files,
)
from offices import OfficeBuilder

# -- whole files or none ------------------------------------------------------


def files_below(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_changes_are_written_in_order_with_their_folders(tmp_path: Path) -> None:
    changes = [Change(path="briefs/a/b/1.md", data="一\n".encode()), Change(path="briefs/2.yml", data=b"")]
    assert apply_changes(tmp_path, changes) == ["briefs/a/b/1.md", "briefs/2.yml"]
    assert files_below(tmp_path) == {"briefs/a/b/1.md": "一\n".encode(), "briefs/2.yml": b""}


def test_an_existing_file_stops_everything_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(b"old")
    with pytest.raises(AlreadyExistsError) as error:
        apply_changes(tmp_path, [Change(path="new.md", data=b"new"), Change(path="old.md", data=b"new")])
    assert error.value.path == "old.md"
    assert files_below(tmp_path) == {"old.md": b"old"}


@pytest.mark.parametrize("path", ["briefs/linked/1.md", "../outside.md", "briefs/../../outside.md", "briefs/link.md"])
@pytest.mark.parametrize("replaces", [True, False])
def test_a_path_that_leads_out_of_the_office_stops_everything(tmp_path: Path, path: str, replaces: bool) -> None:
    office, elsewhere = tmp_path / "office", tmp_path / "elsewhere"
    (office / "briefs").mkdir(parents=True)
    elsewhere.mkdir()
    (office / "briefs/linked").symlink_to(elsewhere)
    (office / "briefs/link.md").symlink_to(elsewhere / "new.md")
    changes = [Change(path="briefs/good.md", data=b"new"), Change(path=path, data=b"new", replaces=replaces)]
    with pytest.raises(OSError, match="文件夹是链接，或路径到了办公室的文件夹之外") as error:
        apply_changes(office, changes)
    assert error.value.filename == path
    assert files_below(tmp_path) == {}


def test_replacing_must_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(b"old")
    apply_changes(tmp_path, [Change(path="old.md", data=b"new", replaces=True)])
    assert files_below(tmp_path) == {"old.md": b"new"}


def test_who_is_reading_an_old_file_reads_it_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(b"old, whole")
    with (tmp_path / "old.md").open("rb") as reader:
        assert reader.read(3) == b"old"
        apply_changes(tmp_path, [Change(path="old.md", data=b"new", replaces=True)])
        assert reader.read() == b", whole"
    assert files_below(tmp_path) == {"old.md": b"new"}


def test_a_file_that_appears_at_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_link = os.link

    def link_too_late(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"theirs")
        really_link(source, target)

    monkeypatch.setattr(os, "link", link_too_late)
    with pytest.raises(AlreadyExistsError):
        apply_changes(tmp_path, [Change(path="one.md", data=b"ours")])
    assert files_below(tmp_path) == {"one.md": b"theirs"}


def test_nothing_is_left_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "old.md").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    for change in (Change(path="new.md", data=b"x"), Change(path="old.md", data=b"x", replaces=True)):
        with pytest.raises(OSError, match="No space left"):
            apply_changes(tmp_path, [change])
    assert files_below(tmp_path) == {"old.md": b"old"}


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o000])
def test_files_are_readable_by_all_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        apply_changes(tmp_path, [Change(path="one.md", data=b"x")])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "one.md").stat().st_mode) == 0o644


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    data = "一\r\n二\n\ufeff\x85三".encode()
    apply_changes(tmp_path, [Change(path="one.md", data=data)])
    assert files_below(tmp_path) == {"one.md": data}


def test_removing_what_is_gone_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_bytes(b"")
    remove_files(tmp_path, ["one.md", "two.md", "no/such/folder.md"])
    assert files_below(tmp_path) == {}


# -- killed at any moment -----------------------------------------------------

KILLS = 20


def test_nothing_behind_a_link_is_removed(tmp_path: Path) -> None:
    """Whoever lays a link in the cache must not have the next build remove what it leads to."""
    (tmp_path / "office").mkdir()
    apply_changes(tmp_path, [Change(path="records/a/1.md", data=b"x"), Change(path="records/2.md", data=b"x")])
    cache = tmp_path / "office" / CACHE
    cache.mkdir(parents=True)
    for name in ("print", "documents-public"):
        (cache / name).symlink_to(tmp_path / "records")
    keep_folder(tmp_path / "office", "print/new")
    FileCache(tmp_path / "office", "documents-public").save()
    assert sorted(files_below(tmp_path / "records")) == ["2.md", "a/1.md"]


def is_whole(data: bytes) -> bool:
    digest, _, body = data.decode().partition("\nbody: ")
    return digest == f"digest: {sha256(body.removesuffix(chr(10)).encode()).hexdigest()}"


def test_a_process_killed_while_writing_leaves_only_whole_files(tmp_path: Path) -> None:
    OfficeBuilder(tmp_path)
    program, written = Path(__file__).with_name("write_forever.py"), 0
    for kill in range(KILLS):
        process = subprocess.Popen([sys.executable, str(program), str(tmp_path), str(written)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        # After so many writes it is somewhere within the next one, each time elsewhere.
        for _ in range(1 + kill % 4):
            written = int(process.stdout.readline()) + 1
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        assert process.wait() == -signal.SIGKILL
        process.stdout.close()
        written = max([written, *(int(number) + 1 for number in rest)])
        folder = tmp_path / "briefs/drafts/xinxi"
        records = sorted(folder.glob("[!.]*"))
        assert not [file.name for file in records if not is_whole(file.read_bytes())]
        # The one under way may be there already though its number was never said.
        written = max([written, *(int(file.stem[4:]) + 1 for file in records if file.stem != "same")])
        leftovers = [path for path in read_office(tmp_path).files if ".writing-" in path]
        assert leftovers == []
    assert written >= KILLS


# -- the lock -----------------------------------------------------------------

HOLD = """
import sys
from pathlib import Path
from jianbao.writing import lock_office
with lock_office(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_holds_against_another_process_and_dies_with_it(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    lock = FileLock(prepare_cache(tmp_path) / "lock")
    with pytest.raises(Timeout):
        lock.acquire(timeout=0)
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    with lock_office(tmp_path):
        pass


def test_the_cache_is_ignored_by_git_and_an_existing_rule_is_kept(tmp_path: Path) -> None:
    prepare_cache(tmp_path)
    assert (tmp_path / ".cache/.gitignore").read_text(encoding="utf-8") == "*\n"
    (tmp_path / ".cache/.gitignore").write_text("mine\n", encoding="utf-8")
    prepare_cache(tmp_path)
    assert (tmp_path / ".cache/.gitignore").read_text(encoding="utf-8") == "mine\n"


# -- YAML ---------------------------------------------------------------------

# Any text that a file may hold and that our reader keeps: it takes the signs that end a line for a space each.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
KEY = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
VALUE = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEY, inner, min_size=1, max_size=3),
    max_leaves=6,
)


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(member) for member in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def read_back(text: str) -> object:
    node, problems = parse_tree(text, "x.yml")
    assert problems == []
    assert isinstance(node, Mapping)
    return plain(node)


TRAPS = [
    "是", "否", "yes", "no", "null", "~", "010", "12:30", "1e3", "0x1F", "2026-11-03", "=", "<<", "- 一", "-",
    "---", "...", "一: 二", "一:", ": 一", "一 # 二", "# 一", "“引号”", '"引号"', "'单引号", "一'二", '一"二',
    "[一]", "{一: 二}", "*一", "&一", "!一", "%一", "@一", "`一", "|", ">", "? 一", "一\n二", "一\n\n二\n", "\n一",
    " 一 ", "\t一", "一\t二", "一  二", "\u3000一", "😀", "一\x85二", "\x85", "\u2028", "一\u2029二", "\ufeff一",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\ud7ff\ue000\uffff", "\U0010ffff", "一\r二", "一\r\n二", "\\n", "%20",
    "{{ 一 }}", "---\n一", "一\n---\n二", "a" * 20_000, "字 " * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS, ids=lambda text: ascii(text[:12]))
def test_every_trap_of_yaml_reads_back(text: str) -> None:
    assert read_back(dump_yaml({"title": text, "list": [text, text], "group": {"reason": text}})) == {
        "title": text,
        "list": [text, text],
        "group": {"reason": text},
    }


@given(value=st.dictionaries(KEY, VALUE.filter(bool), min_size=1, max_size=4))
@example(value={"a": "一\x85\n二"})
def test_any_text_reads_back(value: dict[str, object]) -> None:
    expected = without_empty(value)
    if expected:
        assert read_back(dump_yaml(value)) == expected


def without_empty(value: object) -> object:
    """Empty members of a mapping are left out; empty members of a list stay."""
    if isinstance(value, dict):
        return {key: without_empty(member) for key, member in value.items() if member not in ("", (), [], None)}
    return [without_empty(member) for member in value] if isinstance(value, list) else value


@given(title=TEXT.filter(bool), body=TEXT)
def test_any_record_reads_back(title: str, body: str) -> None:
    header, problems = split_header(dump_record({"title": title}, body), "x.md")
    assert [problem.code for problem in problems] in ([], ["header-space"])
    assert header is not None
    assert plain(header.fields) == {"title": title}
    assert header.body == body.strip().strip("\n")


def test_a_record_is_written_as_people_write_it() -> None:
    header = {
        "title": "城关镇“三步走”推进旧改",
        "units": ["chengguan", "heping"],
        "date": "2026-11-03 09:20",
        "order": 10,
        "note": "",
        "reviews": [{"stage": "核稿", "by": "吴××"}, {"stage": "一校", "by": "郑××", "note": None}],
    }
    assert dump_record(header, "\n正文。\n\n") == (
        "---\n"
        "title: 城关镇“三步走”推进旧改\n"
        "units:\n"
        "  - chengguan\n"
        "  - heping\n"
        "date: 2026-11-03 09:20\n"
        "order: 10\n"
        "reviews:\n"
        "  - stage: 核稿\n"
        "    by: 吴××\n"
        "  - stage: 一校\n"
        "    by: 郑××\n"
        "---\n"
        "正文。\n"
    )
