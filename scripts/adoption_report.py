#!/usr/bin/env python3
"""The monthly script: counts a period and writes the adoption bulletin (采用情况通报) as Markdown, Word, Excel, JSON.

The same as ``jianbao bulletin``, for cron and for hands that want one file to run. Examples:

  scripts/adoption_report.py 2026-10                  2026-q3, 2026-h1, 2026, 1-2月 are periods too
  scripts/adoption_report.py --from 2026-07-01 --to 2026-10-09
  scripts/adoption_report.py 2026-10 --format json    nothing but JSON on standard output
  scripts/adoption_report.py 2026-10 --statement 城关镇
  scripts/adoption_report.py --on 2026-11-05 2026-10 --freeze --by 周××

Exit codes: 0 done, 1 problems, 2 wrong use.
"""

from __future__ import annotations

import sys

from jianbao.cli.bulletin import run_alone

if __name__ == "__main__":
    run_alone(sys.argv[1:])
