#!/usr/bin/env python3
"""PDF and Word of every issue of the demo office, documents a second and peak memory, and the site that holds them:
made cold and taken from the cache.

Each measure is a process of its own, so that none profits from what another has loaded; beside it stands one that makes
nothing, whose time and memory are what Python and the office's records cost. Usage: bench_documents.py
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jianbao.caching import FileCache
from jianbao.metadata import parse_moment
from jianbao.model import Access
from jianbao.reading import read_office
from jianbao.rendering.context import BuildContext
from jianbao.rendering.issue_documents import make_issue_sheets
from jianbao.rendering.printing.documents import Documents
from jianbao.rendering.templates import Templates

ROOT = Path(__file__).parents[1]
FORMS = ("pdf", "docx")


def make(folder: Path, form: str) -> None:
    """All issues in one form, once; prints count, seconds for the first and for the rest, and the peak of memory."""
    office, templates = read_office(folder), Templates(folder)
    day = parse_moment("2026-11-30")
    assert day
    context = BuildContext(office=office, access=Access.OFFICE, as_of=day, templates=templates, site_url="")
    papers = [sheet.make() for sheet in make_issue_sheets(context)]
    cache = FileCache(folder, "documents-bench")
    documents = Documents(folder, templates, office.settings.printing, cache)
    start, times = time.perf_counter(), []
    for paper in papers if form != "none" else ():
        documents.pdf(paper) if form == "pdf" else documents.word(paper)
        times.append(time.perf_counter())
    cache.save()
    first = times[0] - start if times else 0.0
    rest = times[-1] - times[0] if times else 0.0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(len(times), first, rest, memory)


def run(folder: Path, form: str) -> tuple[int, float, float, float]:
    command = [sys.executable, __file__, str(folder), form]
    count, first, rest, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(count), float(first), float(rest), float(memory)


def build(folder: Path) -> float:
    """Seconds that a build of the internal site takes."""
    start = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--config-file",
        str(folder / "mkdocs.yml"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    if len(sys.argv) == 3:  # noqa: PLR2004  (folder and form: one measure, in a process of its own)
        make(Path(sys.argv[1]), sys.argv[2])
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "briefs", folder / "briefs")
        if (fonts := ROOT / ".cache/jianbao/fonts").is_dir():
            shutil.copytree(fonts, folder / ".cache/jianbao/fonts")
        *_, bare = run(folder, "none")
        print(f"{'documents':<14}{'first (s)':>10}{'then /s':>10}{'peak MB':>10}   records alone: {bare:.0f} MB")
        for form in FORMS:
            speeds = []
            for state in ("cold", "cached"):
                count, first, rest, memory = run(folder, form)
                speeds.append((count - 1) / rest)
                print(f"{count} {form} {state:<8}".ljust(14) + f"{first:>10.2f}{speeds[-1]:>10.1f}{memory:>10.0f}")
            print(f"{form}: cached / cold = {speeds[1] / speeds[0]:.0f}")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        cold, cached = build(folder), build(folder)
        print(f"site: cold {cold:.1f} s, cached {cached:.1f} s; cached / cold = {cached / cold:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
