#!/usr/bin/env python3
"""The monthly script over an archive of N and of 10 N attributions: items a second, peak memory, and their ratio.

Lays out signed issues of ten years, each of 25 articles credited to four units, and runs scripts/adoption_report.py on
them as a person would, without a scoring scheme and with one that is in force all the time. Usage: bench_report.py [N];
N defaults to 10,000, so that the larger archive holds 100,000.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from jianbao.model import Access, CreditedUnit, Document, SourceDigest
from jianbao.model.document import encode_document
from jianbao.reading import read_office
from jianbao.writing import dump_yaml

ROOT = Path(__file__).parents[1]
ARTICLES, UNITS, YEARS = 25, 4, range(2017, 2027)


def lay_out(folder: Path, attributions: int) -> None:
    """The demo office's settings with a scheme to try, and so many attributions in issues spread over the years."""
    shutil.copytree(ROOT / "briefs/settings", folder / "briefs/settings")
    (folder / "briefs/settings/scoring").mkdir(exist_ok=True)
    scheme = (ROOT / "templates/scoring/layered.yml").read_text(encoding="utf-8")
    always = scheme.replace("from: 2026-01-01", f"from: {YEARS[0]}-01-01")
    (folder / "briefs/settings/scoring/layered.yml").write_text(always, encoding="utf-8")
    office = read_office(ROOT)
    signed = (issue.document for issue in office.issues.values())
    model = next(document for document in signed if document and document.access is Access.PUBLIC)
    units = [unit.id for unit in office.settings.units.units]
    count = attributions // (ARTICLES * UNITS * len(YEARS))
    for year in YEARS:
        for number in range(1, count + 1):
            day = date(year, 1, 1) + timedelta(days=(number - 1) * 364 // count)
            write_issue(folder, model, units, day, number)


def write_issue(folder: Path, model: Document, units: list[str], day: date, number: int) -> None:
    pattern = model.articles[0]
    articles = []
    for n in range(ARTICLES):
        identity = f"{day.year}/{day:%m-%d}-no-{number}-article-{n}"
        chosen = [units[(number * ARTICLES + n * 7 + k * 5) % len(units)] for k in range(UNITS)]
        credits_ = tuple(CreditedUnit(id=unit, name=unit) for unit in dict.fromkeys(chosen))
        items = (SourceDigest(id=f"{chosen[0]}/{identity}", digest="", units=tuple(dict.fromkeys(chosen))),)
        articles.append(replace(pattern, id=identity, anchor=f"article-{n}", units=credits_, items=items, pictures=()))
    document = replace(
        model, year=day.year, number=(number,), cumulative=(), number_text=f"第{number}期", date=day,
        articles=tuple(articles),
    )  # fmt: skip
    data = encode_document(document)
    target = folder / f"briefs/issues/xinxi/{day.year}/{number:03d}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_suffix(".json").write_bytes(data)
    record = {
        "periodical": model.periodical, "year": day.year, "number": number, "date": day, "signatory": "zhuren",
        "articles": [article.id for article in articles], "digest": sha256(data).hexdigest(),
    }  # fmt: skip
    target.with_suffix(".yml").write_text(dump_yaml(record), encoding="utf-8")


def run(folder: Path) -> tuple[float, float]:
    """Seconds, and peak memory of the largest child so far in MB."""
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / "scripts/adoption_report.py"), "2026-10", "--office", str(folder)]
    subprocess.run([*command, "--out", str(folder / "out")], check=True, capture_output=True)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def name_scheme(folder: Path) -> None:
    with (folder / "briefs/settings/office.yml").open("a", encoding="utf-8") as file:
        file.write("scheme: layered\n")


def main() -> int:
    small = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    results: dict[int, list[tuple[float, float]]] = {}
    # The smaller first: the peak of children only ever grows.
    for size in (small, 10 * small):
        with tempfile.TemporaryDirectory() as folder:
            lay_out(Path(folder), size)
            counted = run(Path(folder))
            name_scheme(Path(folder))
            results[size] = [counted, run(Path(folder))]
        for name, (seconds, memory) in zip(("counts", "points"), results[size], strict=True):
            speed = f"{seconds:7.2f} s, {size / seconds:>8,.0f} a second, peak {memory:5.0f} MB"
            print(f"{size:>9,} attributions, {name}: {speed}")
    for name, (few, little), (many, much) in zip(
        ("counts", "points"), results[small], results[10 * small], strict=True
    ):
        print(f"{name}, ratio (10 = linear): time {many / few:.1f}, memory {much / little:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
