#!/usr/bin/env python3
"""What is new at the sources (信息源) of ``briefs/settings/feeds.yml``, as leads (线索) in ``briefs/leads``.

The same as ``jianbao fetch-feeds``, for cron and for hands that want one file to run. Examples:

  scripts/fetch_feeds.py                  all sources
  scripts/fetch_feeds.py --show           what would come in; nothing is written
  scripts/fetch_feeds.py --commit         one commit, where the desk works in the same folder
  scripts/fetch_feeds.py --push           the same where no desk does: then to the office's repository
  scripts/fetch_feeds.py --office /srv/office --commit

Exit codes: 0 done, 1 a source failed (what the others brought is kept), 2 wrong use.
"""

from __future__ import annotations

import sys

from jianbao.cli.feeds import run_alone

if __name__ == "__main__":
    run_alone(sys.argv[1:])
