#!/usr/bin/env python3
"""查重 among N earlier texts (20,000 unless told) and among a tenth of them: processor time of one search, of making
the shelf anew and from what was kept of it, of keeping it up, its memory, and a live check of the desk. Texts are put
together from the sentences of the demo office, always the same ones. Usage: bench_duplicates.py [N].
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bench import ROOT

from jianbao.acting.submitting import Submission, find_submission_faults
from jianbao.checks.duplicates import find_repeats
from jianbao.earlier import Shelf, ShelfMemory, build_shelf, load_sketched
from jianbao.metadata import Moment, parse_moment
from jianbao.model import Item
from jianbao.reading import Office, read_office

_SENTENCE = re.compile(r"[^。\n]{8,}。")
_SENTENCES, _DAYS, _SEED = 9, 1500, 7
_SEARCHES, _DEMANDED = 20, 1.0


def fill(office: Office, texts: int) -> Office:
    """The office with items of nine sentences each, about as long as real ones, filed over the last four years."""
    dice, first = random.Random(_SEED), date(2022, 10, 1)  # noqa: S311  (the same texts each time)
    pattern = next(iter(office.items.values()))
    sentences = [sentence for item in office.items.values() for sentence in _SENTENCE.findall(item.body)]
    made: dict[str, Item] = {}
    for number in range(texts - len(office.items)):
        body = "".join(dice.sample(sentences, _SENTENCES))
        at = Moment(first + timedelta(days=dice.randrange(_DAYS)))
        item = replace(pattern, id=f"x/{number}", title=body[:20], body=body, date=at, revises="", follows="")
        made[item.id] = item
    return replace(office, items={**office.items, **made}, problems=())


def spend(work: Callable[[], object], times: int = 1) -> float:
    """Processor seconds of one time."""
    before = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - before) / times


def search(office: Office, shelf: Shelf) -> None:
    """A text that half repeats another one, as of today: the dearest kind, for its phrases are counted."""
    known = [*office.items.values()]
    body = known[-1].body[:300] + known[-2].body[:200]
    find_repeats(office, shelf, replace(known[-1], id="x/new", title="新报的一篇", body=body, date=_today()))


def _today() -> Moment:
    day = parse_moment("2026-11-30 10:00")
    assert day
    return day


def make_from_kept(office: Office, data: bytes) -> Shelf:
    return build_shelf(office, sketched=load_sketched(data, len(office.items) * 2))


def check_live(office: Office, shelf: Shelf) -> None:
    body = [*office.items.values()][-1].body
    texts = {"title": "新报的一篇", "kind": "动态", "approver": "李××", "body": body}
    find_submission_faults(office, Submission(unit="chengguan", texts=texts), _today(), shelf=shelf)


def _megabytes() -> float:
    """The most that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bench(texts: int) -> dict[str, float]:
    office, memory = fill(read_office(ROOT), texts), ShelfMemory()
    before = _megabytes()
    made = spend(lambda: build_shelf(office, memory))
    taken = _megabytes() - before
    kept, data = build_shelf(office, memory), memory.sketched.dump()
    # Without what the desk keeps of earlier searches.
    shelf = replace(kept, found=None)
    length = sum(len(entry.text) for entry in shelf.entries) / len(shelf.entries)
    print(f"{len(shelf.entries)} texts of {length:.0f} characters, {len(data) / 1e6:.1f} MB kept")
    from_kept = spend(lambda: make_from_kept(office, data), 3)
    return {
        "making the shelf": made,
        "from what was kept": from_kept,
        "anew / from kept": made / from_kept,
        "keeping it up": spend(lambda: build_shelf(office, memory)),
        "one search": spend(lambda: search(office, shelf), _SEARCHES),
        "the same again": spend(lambda: search(office, kept), _SEARCHES),
        "a live check": spend(lambda: check_live(office, shelf), 3),
        "memory (MB)": taken,
    }


def main() -> None:
    most = int(sys.argv[1]) if sys.argv[1:] else 20_000
    small, large = bench(most // 10), bench(most)
    print(f"{'':<20}{most // 10:>12}{most:>12}{'ratio':>10}")
    for name, spent in large.items():
        print(f"{name:<20}{small[name]:>12.4f}{spent:>12.4f}{spent / max(small[name], 0.001):>10.1f}")
    if large["one search"] >= _DEMANDED:
        sys.exit(f"一次查重用了{large['one search']:.2f}秒，不到{_DEMANDED:.0f}秒才行")


if __name__ == "__main__":
    main()
