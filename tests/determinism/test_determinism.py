"""Same records, same day, same versions: the same bytes, whoever builds, wherever, in whatever locale."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import pytest

from conftest import DemoSite
from sites import CONFIGS, ROOT, build_site, copy_demo

ELSEWHERE = {
    "TZ": "America/Los_Angeles",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "12345",
    "HOME": "/nonexistent",
    "COLUMNS": "40",
}
# Runs before anything else in the process that builds: folders list their files the other way round.
REVERSED = """\
import os
open(os.path.join(os.path.dirname(__file__), "ran"), "w").close()
_listdir, _scandir = os.listdir, os.scandir

class _Reversed:
    def __init__(self, *arguments):
        with _scandir(*arguments) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.close()
    def close(self):
        self._entries = iter(())

os.listdir = lambda *arguments: sorted(_listdir(*arguments), reverse=True)
os.scandir = _Reversed
"""


def read_tree(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def assert_same(one: Path, other: Path) -> None:
    first, second = read_tree(one), read_tree(other)
    assert first.keys() == second.keys()
    assert [name for name in sorted(first) if first[name] != second[name]] == []


def test_another_machine_builds_the_same_and_writes_nothing_beside_the_site_and_the_cache(
    demo_site: DemoSite, tmp_path: Path
) -> None:
    """One access after the other in one folder: what is kept of one build does not reach another."""
    (tmp_path / "sitecustomize.py").write_text(REVERSED, encoding="utf-8")
    root = copy_demo(tmp_path / "某个 文件夹" / "深" / "云溪")
    before = read_tree(root)
    for access in ("office", "internal", "public"):
        site = build_site(root, access, tmp_path / access, umask=0o077, PYTHONPATH=str(tmp_path), **ELSEWHERE)
        assert_same(site, demo_site(access))
    assert (tmp_path / "ran").exists(), "the folders really were turned round"
    records = [
        {name: data for name, data in tree.items() if not name.startswith(".cache/")}
        for tree in (before, read_tree(root))
    ]
    assert records[0] == records[1]
    assert (root / ".cache/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_building_again_from_what_was_kept_gives_the_same(demo_site: DemoSite, tmp_path: Path) -> None:
    once, again = demo_site("internal"), tmp_path / "again"
    root = Path(shutil.copytree(once.parent, tmp_path / "root", symlinks=True, ignore=shutil.ignore_patterns("site")))
    build_site(root, "internal", again)
    assert_same(once, again)
    documents = {name: data for name, data in read_tree(again).items() if name.endswith((".pdf", ".docx"))}
    kept = [file.read_bytes() for file in (root / ".cache/jianbao/documents-internal").iterdir()]
    assert sorted(kept) == sorted(documents.values()), "what is kept is what stands on the site, and nothing else"
    assert {name.rpartition(".")[2] for name in documents} == {"pdf", "docx"}


def test_the_folders_really_were_turned_round(tmp_path: Path) -> None:
    scope: dict[str, object] = {"__file__": str(tmp_path / "x.py")}
    listdir, scandir = os.listdir, os.scandir
    for name in "abc":
        (tmp_path / name).touch()
    try:
        exec(REVERSED, scope)
        assert [path.name for path in tmp_path.iterdir()] == ["ran", "c", "b", "a"]
        assert [name for _, _, names in os.walk(tmp_path) for name in names] == ["ran", "c", "b", "a"]
    finally:
        os.listdir, os.scandir = listdir, scandir


@pytest.mark.parametrize("access", CONFIGS)
def test_no_time_of_day_and_no_folder_of_the_builder(demo_site: DemoSite, access: str) -> None:
    site = demo_site(access)
    for name, data in read_tree(site).items():
        text = gzip.decompress(data) if name.endswith(".gz") else data
        assert str(site.parent).encode() not in text, name
        assert str(ROOT).encode() not in text, name


def test_the_sitemap_takes_its_days_from_the_records(demo_site: DemoSite) -> None:
    text = (demo_site("internal") / "sitemap.xml").read_text(encoding="utf-8")
    entry = text[text.index("xinxi/2026/070/") :]
    assert entry[: entry.index("</url>")].count("<lastmod>2026-09-24</lastmod>") == 1
    assert "<lastmod>2026-12" not in text


def test_source_date_epoch_and_the_option_choose_the_day(tmp_path: Path) -> None:
    root = copy_demo(tmp_path / "root")
    # 2026-12-01 07:00 in Shanghai is still the last of November in London.
    later = build_site(root, "internal", tmp_path / "later", SOURCE_DATE_EPOCH="1796079600")
    assert "2026年12月" in (later / "index.html").read_text(encoding="utf-8")
