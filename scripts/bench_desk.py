#!/usr/bin/env python3
"""The desk's pages while fifty people file against the same pages with no load, and reading an office again with the
memory against without, for N and for 10 N items: as ratios within one run. Usage: bench_desk.py [N]; N defaults to 500.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

from bench import ROOT, measure, multiply, print_ratios

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desk")]

from crowding import Browser, all_at_once, file_item  # noqa: E402

from desks import Desk, lay_out_demo_desk, run_git  # noqa: E402
from jianbao.reading import read_office  # noqa: E402
from jianbao.reading.memory import Memory  # noqa: E402

PEOPLE, ROUNDS = 50, 12
PAGES = {
    "xxy-heping": ("/", "/mine", "/counts", "/write"),
    "kezhang": ("/", "/queue", "/drafts", "/read"),
    "ducha-guo": ("/tasks", "/incidents"),
}


def lay_out(folder: Path) -> Desk:
    """The demo office, with an informant for each of the fifty."""
    desk = lay_out_demo_desk(folder)
    people = folder / "briefs/settings/people.yml"
    units = [unit.id for unit in desk.office().settings.units.units if unit.id in {"chengguan", "heping", "longquan"}]
    who = "  - {{id: bench-{0}, name: 试{0}, roles: [信息员], unit: {1}}}\n"
    rows = [who.format(n, units[n % len(units)]) for n in range(PEOPLE)]
    people.write_text(people.read_text(encoding="utf-8") + "".join(rows), encoding="utf-8")
    (folder / "briefs/settings/desk.yml").write_text("requests: 1000000\n", encoding="utf-8")
    run_git(folder, "-c", "user.name=bench", "-c", "user.email=bench@a.example", "commit", "-aqm", "fifty people")
    return Desk(folder)


def read_pages(browsers: Sequence[tuple[Browser, Sequence[str]]]) -> None:
    for browser, paths in browsers:
        for path in paths:
            browser.get(path)


def tell(name: str, times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    middle, high = median(times) * 1000, quantiles(times, n=20)[-1] * 1000
    print(f"{name:<28}{len(times):>6} answers{middle:>12.0f} ms median{high:>12.0f} ms 95 %")
    return middle, high


def take_times(browsers: Sequence[tuple[Browser, Sequence[str]]]) -> list[float]:
    """The times so far, which are forgotten."""
    times = [seconds for browser, _ in browsers for _, seconds in browser.times]
    for browser, _ in browsers:
        browser.times.clear()
    return times


def bench_load(folder: Path) -> None:
    desk = lay_out(folder)
    with desk.serve() as address:
        readers = [(Browser(address, person), paths) for person, paths in PAGES.items()]
        writers = [Browser(address, f"bench-{n}") for n in range(PEOPLE)]
        read_pages(readers)
        take_times(readers)
        for _ in range(ROUNDS):
            read_pages(readers)
        alone = tell("pages, no load", take_times(readers))
        filed = Event()

        def read_on() -> None:
            while not filed.is_set():
                read_pages(readers)

        reading = Thread(target=read_on)
        reading.start()
        jobs = [lambda n=n: file_item(writers[n], f"第{n + 1}批干部入户走访听民声") for n in range(PEOPLE)]
        wrong = all_at_once(jobs)
        filed.set()
        reading.join()
        loaded = tell("pages, fifty filing", take_times(readers))
        tell("filing (/file)", [s for w in writers for path, s in w.times if path.endswith("/file")])
    print(f"ratio: median {loaded[0] / alone[0]:.1f}, 95 % {loaded[1] / alone[1]:.1f}")
    commits = sum("干部入户走访" in commit.subject for commit in desk.commits())
    print(f"{PEOPLE - len(wrong)} filed, {commits} commits, clean: {desk.is_clean()}")


def bench_reading(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        multiply(folder, size)
        memory = Memory()
        read_office(folder, memory)
        again = measure(lambda: read_office(folder, memory))
        return {"read": measure(lambda: read_office(folder)), "read again": again}


def main() -> int:
    logging.disable(logging.WARNING)
    small = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    results = {size: bench_reading(size) for size in (small, 10 * small)}
    print_ratios(results, "items")
    for size, steps in results.items():
        print(f"{size} items: again with the memory takes 1/{steps['read'] / steps['read again']:.1f} of the time")
    with tempfile.TemporaryDirectory() as folder:
        bench_load(Path(folder) / "office")
    return 0


if __name__ == "__main__":
    sys.exit(main())
