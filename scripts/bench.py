"""Speed and memory as ratios within one run: these machines are noisy, so no figure here means anything by itself.

Builds an office of N and of 10 N items out of the demo office's own texts and compares the steps. Usage: bench.py [N]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

from jianbao.checks import check_office
from jianbao.metadata import parse_moment
from jianbao.model import Access
from jianbao.reading import Office, read_office
from jianbao.rendering.context import BuildContext
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates

ROOT = Path(__file__).parents[1]
DAY = parse_moment("2026-11-30")


def multiply(folder: Path, items: int) -> None:
    """The demo office with its items copied under new names until there are so many."""
    shutil.copytree(ROOT / "briefs", folder / "briefs")
    originals = sorted((folder / "briefs/items").rglob("*.md"))
    for n in range(items - len(originals)):
        original = originals[n % len(originals)]
        copy = original.with_name(f"{original.stem[:5]}-copy-{chr(97 + n % 26)}{n}.md")
        copy.write_text(original.read_text(encoding="utf-8"), encoding="utf-8")


def measure(work: Callable[[], object]) -> float:
    """The best of three, in seconds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def peak(work: Callable[[], object]) -> float:
    """Peak of memory allocated, in MB."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def render(office: Office) -> object:
    assert DAY
    templates = Templates(ROOT)
    return render_site(
        BuildContext(
            office=office, access=Access.INTERNAL, as_of=DAY, templates=templates, site_url="https://a.example/"
        )
    )


def print_ratios(results: Mapping[int, Mapping[str, float]], what: str) -> None:
    """Each step for the smaller and the ten times larger office."""
    (small, few), (large, many) = results.items()
    print(f"{'step':<16}{small:>8} {what}{large:>12} {what}     ratio (10 = linear)")
    for step, value in few.items():
        print(f"{step:<16}{value:>14.3f}{many[step]:>18.3f}{many[step] / value:>10.1f}")


def main() -> int:
    assert DAY
    small = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    results: dict[int, dict[str, float]] = {}
    for size in (small, 10 * small):
        with tempfile.TemporaryDirectory() as folder:
            multiply(Path(folder), size)
            office = read_office(Path(folder))
            results[size] = {
                "read": measure(lambda f=folder: read_office(Path(f))),
                "check": measure(lambda o=office: check_office(o, DAY)),
                "render": measure(lambda o=office: render(o)),
                "memory (MB)": peak(lambda f=folder: read_office(Path(f))),
            }
    print_ratios(results, "items")
    return 0


if __name__ == "__main__":
    sys.exit(main())
