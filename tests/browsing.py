"""Real browsers at the sizes that people have, signed in to a desk under test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
# What is wider than the window and lies in nothing that scrolls.
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => { for (let p = e; p; p = p.parentElement) {
     const s = getComputedStyle(p); if (['auto', 'scroll', 'hidden', 'clip'].includes(s.overflowX)) return false;
     if (s.position === 'absolute' && s.clipPath !== 'none') return false; } return true })
  .map(e => e.tagName + '.' + e.className)"""
# What one presses: 44 px high and wide, or in a label that is; words in a running text are no buttons.
SMALL = """() => [...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, nav a')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)
  .filter(e => !e.closest('[aria-hidden=true]'))
  .map(e => [e, (e.matches('[type=checkbox], [type=radio]') && e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([e, box]) => e.outerHTML.slice(0, 90) + ' ' + Math.round(box.width) + '×' + Math.round(box.height))"""


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
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else pytest.fail(request.url))
    page.goto(f"{address}/sign-in")
    page.locator(f"button[value={person}]").click()
    page.wait_for_url(f"{address}/")
    return page
