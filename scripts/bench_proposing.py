#!/usr/bin/env python3
"""Which of our texts did they use: one bulletin of 20 articles against N texts and against N / 10, in seconds of
processor time and as a ratio. Usage: bench_proposing.py [N]; N defaults to 5000.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import replace
from time import process_time

from bench import ROOT

from jianbao.proposing import Memory, Upper, gather_sources, propose
from jianbao.reading import Office, read_office

ARTICLES, SHORT = 20, 8
_FIGURE = re.compile(r"\d+")


def multiply(office: Office, count: int) -> Office:
    """An office of so many items, each of sentences of the demo's with other figures and names of villages."""
    dice = random.Random(count)  # noqa: S311  (the same texts each time, no secret)
    parts = [part for item in office.items.values() for part in re.split(r"(?<=。)", item.body)]
    sentences = [part for part in parts if len(part) > SHORT]
    first = next(iter(office.items.values()))
    items = {}
    for number in range(count):
        body = "".join(dice.sample(sentences, 9))
        body = _FIGURE.sub(lambda match: str(dice.randrange(10 ** len(match[0]))), body)
        village = "".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(12))
        identity = f"bench/2026/09-01-{number}"
        items[identity] = replace(first, id=identity, title=body[:20], body=f"{body}{village}", revises="", follows="")
    return replace(office, items=items, desk={}, reports={}, adoptions={})


def measure(office: Office, count: int) -> float:
    """Builds all once, then searches; prints both and returns the time of the search."""
    large, memory = multiply(office, count), Memory()
    began = process_time()
    sources = gather_sources(large, memory)
    built = process_time()
    gather_sources(large, memory)
    again = process_time()
    texts = list(large.items.values())[:: max(1, count // ARTICLES)][:ARTICLES]
    found = sum(
        bool(propose(Upper(title=text.title, text=text.body[: len(text.body) // 2]), sources)) for text in texts
    )
    searched = process_time() - again
    print(
        f"{count:>6} texts: built {built - began:6.2f} s, again {again - built:6.3f} s, "
        f"{ARTICLES} articles searched {searched:6.2f} s, {found} found"
    )
    return searched


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    office = read_office(ROOT)
    few, many = measure(office, count // 10), measure(office, count)
    print(f"{count} texts against {count // 10}: {many / few:.1f} times the time")


if __name__ == "__main__":
    main()
