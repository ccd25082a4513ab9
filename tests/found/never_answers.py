"""Stands in for the reader of PDF pages: takes everything and says nothing."""

from __future__ import annotations

import sys
import time

sys.stdin.buffer.read()
time.sleep(60)
