#!/usr/bin/env python3
"""What units sent to the mailbox (收稿邮箱) of ``briefs/settings/mail.yml``, as items with their receipts.

The same as ``jianbao fetch-mail``, for cron and for hands that want one file to run. Nothing on the server is
deleted or changed. The password comes from the environment variable or the private file that ``mail.yml`` names.

  scripts/fetch_mail.py                   all mails of the last days that were not entered yet
  scripts/fetch_mail.py --show            what would be entered; nothing is written
  scripts/fetch_mail.py --commit          one commit for each mail, where the desk works in the same folder
  scripts/fetch_mail.py --push            the same where no desk does: then to the office's repository
  scripts/fetch_mail.py 来信.eml          mails that a mail program saved as files

Exit codes: 0 done, 1 a mail could not be taken, or no mailbox (what the others brought is kept), 2 wrong use.
"""

from __future__ import annotations

import sys

from jianbao.cli.mail import run_alone

if __name__ == "__main__":
    run_alone(sys.argv[1:])
