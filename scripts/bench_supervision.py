#!/usr/bin/env python3
"""Tasks: reading, states and lights, the ledger's pages, for N and for 10 N tasks, as ratios within one run.

Every task has two parts, a monthly feedback and eight events. Usage: bench_supervision.py [N]; N defaults to 200.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from bench import DAY, ROOT, measure, peak, print_ratios

from jianbao.checks import check_office
from jianbao.model import Access
from jianbao.reading import Office, read_office
from jianbao.rendering.context import BuildContext
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from jianbao.supervising import find_rates, find_statuses
from jianbao.writing import dump_record, dump_yaml

FIRST = date(2024, 1, 2)


def lay_out(folder: Path, tasks: int) -> None:
    """The demo office's settings, and tasks spread over three years, a third of them still open."""
    shutil.copytree(ROOT / "briefs/settings", folder / "briefs/settings")
    units = [unit.id for unit in read_office(ROOT).settings.units.units]
    numbers: dict[int, int] = {}
    for n in range(tasks):
        start = FIRST + timedelta(days=n * 1050 // tasks)
        numbers[start.year] = numbers.get(start.year, 0) + 1
        write_task(
            folder / f"briefs/tasks/{start.year}/{numbers[start.year]:03d}", numbers[start.year], start, n, units
        )


def write_task(target: Path, number: int, start: date, n: int, units: list[str]) -> None:
    lead, other = units[n % len(units)], units[(n + 7) % len(units)]
    header = {
        "number": number, "title": f"第{number}件事", "category": "重点工作", "origin": "会议纪要", "lead_unit": lead,
        "assigned": start, "due": start + timedelta(days=60), "feedback": "每月25日",
        "parts": [{"no": k, "content": f"第{k}步", "lead_unit": unit} for k, unit in ((1, lead), (2, other))],
    }  # fmt: skip
    target.mkdir(parents=True)
    target.with_suffix(".md").write_text(dump_record(header, "请抓紧办理。"), encoding="utf-8")
    steps: list[tuple[str, int, dict[str, object]]] = [("receipt", 1, {"unit": lead})]
    steps += [("progress", day, {"unit": lead, "text": "有进展"}) for day in (15, 40, 55)]
    steps += [("chase", day, {"unit": lead, "via": "电话"}) for day in (30, 50)]
    until = start + timedelta(days=80)
    asked = start + timedelta(days=52)
    steps += [("extension", 52, {"asked": asked, "until": until, "reason": "缺料", "approved_by": "ducha-guo"})]
    steps += [("close", 70, {"result": "办结"})] if n % 3 else [("rework", 70, {"reason": "没有数字"})]
    for kind, after, fields in steps:
        on = start + timedelta(days=after)
        (target / f"{on:%m-%d}-{kind}.yml").write_text(dump_yaml({"date": on, **fields}), encoding="utf-8")


def judge(office: Office) -> object:
    assert DAY
    return find_rates(office.settings.supervision, find_statuses(office, DAY))


def render(office: Office) -> object:
    assert DAY
    context = BuildContext(
        office=office, access=Access.OFFICE, as_of=DAY, templates=Templates(ROOT), site_url="https://a.example/"
    )
    return render_site(context)


def main() -> int:
    assert DAY
    small = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    results: dict[int, dict[str, float]] = {}
    for size in (small, 10 * small):
        with tempfile.TemporaryDirectory() as folder:
            lay_out(Path(folder), size)
            office = read_office(Path(folder))
            results[size] = {
                "read": measure(lambda f=folder: read_office(Path(f))),
                "states, lights": measure(lambda o=office: judge(o)),
                "check": measure(lambda o=office: check_office(o, DAY)),
                "render": measure(lambda o=office: render(o)),
                "memory (MB)": peak(lambda f=folder: read_office(Path(f))),
            }
    print_ratios(results, "tasks")
    return 0


if __name__ == "__main__":
    sys.exit(main())
