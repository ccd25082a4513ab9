"""Real browsers at the sizes that people have, signed in to a desk under test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


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
