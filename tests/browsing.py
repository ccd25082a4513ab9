"""Real browsers at the sizes that people have, signed in to a desk under test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# A machine that is busy with other tests is slow: what is expected comes in the end, or does not.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# The main task of each role is done in both; all else in one of them.
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
# What is wider than the window and lies in nothing that scrolls; of the whole page, or of what a selector names.
STICKING_OUT = """within => [...document.querySelectorAll(`${within || 'body'} *`)]
  .filter(e => e.checkVisibility() && e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => { for (let p = e; p; p = p.parentElement) {
     const s = getComputedStyle(p); if (['auto', 'scroll', 'hidden', 'clip'].includes(s.overflowX)) return false;
     if (s.position === 'absolute' && (s.clipPath !== 'none' || s.clip !== 'auto')) return false; } return true })
  .map(e => e.tagName + '.' + e.className)"""
# What one presses: 44 px high and wide, or in a label that is; words in a running text are no buttons.
SMALL = """() => [...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, nav a')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)
  .filter(e => !e.closest('[aria-hidden=true]'))
  .map(e => [e, (e.matches('[type=checkbox], [type=radio]') && e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([e, box]) => e.outerHTML.slice(0, 90) + ' ' + Math.round(box.width) + '×' + Math.round(box.height))"""

# Rows of one table, or of one list, are made by one line of a template.
SHORTEN = """() => document.querySelectorAll('main :is(tbody, ul, ol)').forEach(
  rows => [...rows.children].slice(5).forEach(row => row.remove()))"""


@contextmanager
def launch(chromium: str) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


def enter(browser: Browser, address: str, person: str, size: tuple[int, int] = SIZES["desk"]) -> Page:
    """A page signed in; what it complains of, or asks of elsewhere, is an error of the test."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else pytest.fail(request.url))
    page.goto(f"{address}/sign-in")
    page.locator(f"button[value={person}]").click()
    page.wait_for_url(f"{address}/")
    return page


def settle(page: Page) -> Page:
    """The page that the last click led to, whole and with its scripts at work. A click comes back when the new page
    begins, which has no root element yet: whoever measures it, or presses a key that a script listens to, waits here.
    """
    page.wait_for_load_state("load")
    return page


def judge_access(page: Page, *rules: str) -> list[tuple[str, str]]:
    """(rule, first element) of what axe finds: against WCAG 2.2 AA, and whatever else is serious or critical. Of
    ``rules`` alone, where some are named.
    """
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": tags}
    # Sizes are measured by SMALL: for axe a box that the bar of buttons covers until one scrolls would be too small.
    options = {"runOnly": only, "resultTypes": ["violations"], "rules": {"target-size": {"enabled": False}}}
    found = Axe().run(settle(page), options=options).response["violations"]
    grave = [rule for rule in found if rule["impact"] in ("serious", "critical") or "best-practice" not in rule["tags"]]
    return [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in grave]


def shorten(page: Page) -> Page:
    """Without the later rows of long tables and lists: axe looks at each sign of a page. For who is done with it."""
    settle(page).evaluate(SHORTEN)
    return page


def find_misfits(page: Page) -> list[str]:
    """What one cannot see or press: wider than the window, or under 44 px."""
    settle(page)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*page.evaluate(STICKING_OUT), *page.evaluate(SMALL), *(["太宽"] if wide else [])]
