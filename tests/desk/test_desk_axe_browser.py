"""Every page of every role in a real browser: for everyone (axe), whole on a telephone, quiet, from this machine."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from browsing import find_misfits, judge_access, shorten
from conftest import MakeOnce
from copies import copy_sharing
from crawling import ROLES, crawl
from desks import Desk, lay_out_demo_desk

SIZES = {"telephone": (390, 844), "screen": (1366, 768)}
# Pages that look otherwise than the first of their kind that links lead to.
MERGED = "chengguan/2026/11-12-lao-guan-wang,dongcheng/2026/11-10-fa-men-xiu-si"
ALSO = {
    "信息员": ["/answer/call/2026/022"],
    "科长": ["/queue?state=hold", f"/merge?items={MERGED}", "/changes/0/xinxi/2026-11-30", "/find?words=旧改"],
    "督查员": ["/tasks/2026/034", "/record/reply/2026/024", "/tasks/brief"],
    "领导": ["/read/xinxi/2026/070", "/read/xinxi/2026/075"],
}


@pytest.fixture(scope="module")
def desk(make_once: MakeOnce, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Only looked at."""
    made = make_once("demo-desk", lambda folder: lay_out_demo_desk(folder / "office"))
    root = tmp_path_factory.mktemp("axe") / "office"
    copy_sharing(made / "office", root)
    return Desk(root)


@pytest.fixture(scope="module")
def home(desk: Desk) -> Iterator[str]:
    with desk.serve() as address:
        yield address


@pytest.fixture(scope="module")
def pages(desk: Desk) -> dict[str, list[str]]:
    """Addresses of one page of each kind for the first role that meets it, and the home page of every role."""
    # A text that is being written and one that was refused are led to by a button alone.
    desk.visit(ROLES["信息员"]).submit("/write", {}, form="/write")
    met: set[str] = set()
    found = {}
    for role, person in ROLES.items():
        seen = [page for page in crawl(desk, person, of_a_kind=1) if page.address == "/" or page.endpoint not in met]
        found[role] = [*(page.address for page in seen), *ALSO.get(role, ())]
        met.update(page.endpoint for page in seen)
    return found


class Window:
    """One person's, with everything that its pages asked of other hosts and complained about."""

    def __init__(self, browser: Browser, home: str, size: str) -> None:
        width, height = SIZES[size]
        viewport = {"width": width, "height": height}
        self.context: BrowserContext = browser.new_context(  # type: ignore[arg-type]  # a size is two numbers
            locale="zh-CN", viewport=viewport, is_mobile=size == "telephone"
        )
        self.home, self.complaints = home, list[str]()
        self.context.route("**/*", self._judge)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda said: self._note(said.text, wrong=said.type in ("error", "warning")))
        self.page.on("pageerror", lambda error: self._note(str(error), wrong=True))
        self.page.on("response", lambda got: self._note(f"{got.status} {got.url}", wrong=got.status >= 400))

    def _note(self, text: str, *, wrong: bool) -> None:
        if wrong:
            self.complaints.append(text)

    def _judge(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname == "127.0.0.1" or address.scheme in ("data", "blob"):
            route.continue_()
        else:
            self.complaints.append(f"来自别处：{route.request.url}")
            route.abort()

    def sign_in(self, person: str) -> None:
        self.open("/sign-in")
        self.page.locator(f"button[value='{person}']").click()
        self.page.wait_for_url(f"{self.home}/")

    def open(self, address: str) -> Page:
        self.page.goto(self.home + address, wait_until="load")
        return self.page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_can_be_used_by_everyone(
    pages: dict[str, list[str]], home: str, browser: Browser, role: str, size: str
) -> None:
    """On a telephone the same page lies otherwise: that is measured on each, and judged by axe where the menu is."""
    window = Window(browser, home, size)
    window.sign_in(ROLES[role])
    found: dict[str, list[object]] = {}
    for address in pages[role]:
        page = window.open(address)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        assert page.locator("h1").count() == 1, address
        found[address] = find_misfits(page)
        if size == "screen" or address == "/":
            found[address] += judge_access(shorten(page))
        found[address] += window.complaints
        window.complaints.clear()
    window.context.close()
    assert {address: said for address, said in found.items() if said} == {}


def test_all_kinds_of_pages_are_looked_at(pages: dict[str, list[str]]) -> None:
    assert sum(map(len, pages.values())) >= 40
    assert all("/" in addresses for addresses in pages.values())


def test_the_page_before_signing_in_can_be_used_by_everyone(home: str, browser: Browser) -> None:
    for size in SIZES:
        window = Window(browser, home, size)
        page = window.open("/sign-in")
        assert [*judge_access(page), *find_misfits(page), *window.complaints] == []
        window.context.close()


def test_a_telephone_has_its_menu_without_a_script(home: str, browser: Browser) -> None:
    context = browser.new_context(
        locale="zh-CN", viewport={"width": 390, "height": 844}, is_mobile=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{home}/sign-in")
    page.locator("button[value='kezhang']").click()
    page.wait_for_url(f"{home}/")
    links = page.get_by_role("navigation", name="各部分")
    assert links.count() == 0
    page.get_by_text("菜单").click()
    assert links.get_by_role("link", name="首页").get_attribute("aria-current") == "page"
    links.get_by_role("link", name="来稿").click()
    page.wait_for_url(f"{home}/queue")
    assert page.get_by_role("heading", level=1).inner_text() == "来稿"
    context.close()


def test_a_request_to_another_host_would_be_seen(home: str, browser: Browser) -> None:
    """The header of the page forbids it before any request is made; what got past that would be counted."""
    window = Window(browser, home, "screen")
    page = window.open("/sign-in")
    page.evaluate("fetch('https://e.example/x').catch(() => 0)")
    page.wait_for_timeout(200)
    assert any("e.example" in said for said in window.complaints)
    window.context.close()


def test_paper_shows_the_text_and_none_of_the_buttons(home: str, browser: Browser) -> None:
    window = Window(browser, home, "screen")
    window.sign_in("kezhang")
    page = window.open("/help")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("table").first.is_visible()
    assert not page.locator("header.top").is_visible()
    window.context.close()


def test_the_way_to_the_text_is_the_first_key(home: str, browser: Browser) -> None:
    window = Window(browser, home, "screen")
    window.sign_in("kezhang")
    page = window.open("/help")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    window.context.close()
