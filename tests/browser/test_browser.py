"""The internal site in a real browser: nothing comes from elsewhere, Chinese is found, small screens and paper fit."""

from __future__ import annotations

import re
import shutil
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pdfplumber
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from browsing import STICKING_OUT, judge_access, shorten
from conftest import DemoSite, MakeOnce
from jianbao.acting.issuing import IssueRequest, issue_bulletin
from jianbao.acting.work_tree import WorkTree
from jianbao.periods import months_of
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.templates import Templates
from offices import day
from sites import add_scheme, build_site, copy_demo

PAGES = [
    "",
    "xinxi/",
    "xinxi/2026/",
    "xinxi/2026/070/",
    "xinxi/2026/071-072/",
    "xinxi/2026/075/",
    "xinxi/zengkan/2026/006/",
    "ducha/2026/018/",
    "ledger/",
    "ledger/2026-q4/",
    "ledger/2026-11/",
    "ledger/channel-xinxi/",
    "ledger/channel-xinxi--zengkan/",
    "units/",
    "units/zhujian/",
    "calls/",
    "checks/",
    "guide/",
    "about/",
    "404.html",
]
# Made by the templates of others in the list: on a small screen they are looked at all the same.
ALIKE = {
    "xinxi/2026/071-072/", "ledger/2026-q4/", "ledger/channel-xinxi--zengkan/", "ducha/2026/018/", "about/",
    "tasks/?light=红",
}  # fmt: skip
# What has colours of its own: in the dark the others differ from these by their words alone.
COLOURED = {
    "", "xinxi/2026/075/", "ledger/2026-11/", "units/zhujian/", "calls/", "guide/", "404.html", "bulletins/2026/10/",
    "units/chengguan-points/", "tasks/", "tasks/2026/034/", "incidents/2026/11-02-gong-shui-guan/", "xinxi/2026/080/",
}  # fmt: skip
SHEET = "xinxi/2026/070/"
# Pages that only an office that scores and has issued a bulletin has.
SCORED_PAGES = ["", "bulletins/", "bulletins/2026/10/", "units/chengguan/", "units/chengguan-points/", "guide/scoring/"]
# Pages that only the office has.
OFFICE_PAGES = [
    "",
    "tasks/",
    "tasks/?light=红",
    "tasks/2026/034/",
    "instructions/",
    "incidents/",
    "incidents/2026/11-02-gong-shui-guan/",
    "calls/",
    "units/zhujian/",
    "xinxi/2026/080/",
]


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  (the name of the base class)
        pass


@pytest.fixture(scope="module")
def home(demo_site: DemoSite) -> Iterator[str]:
    """The internal site on the loopback interface."""
    yield from serve(demo_site("internal"))


def serve(site: Path) -> Iterator[str]:
    handler = partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def scored_home(make_once: MakeOnce) -> Iterator[str]:
    """The internal site of the same office, if it named a scheme and had just issued the bulletin of October."""

    def make(root: Path) -> None:
        shutil.rmtree(add_scheme(copy_demo(root)) / "briefs/bulletins", ignore_errors=True)
        request = IssueRequest(
            period=months_of(2026, 10, 10),
            by="周××",
            as_of=day("2026-11-30"),
            date=day("2026-11-05"),
            doc_number="云委办通报〔2026〕10号",
        )
        issue_bulletin(WorkTree(root), request, Templates(root).render)
        build_site(root, "internal", root / "site")

    yield from serve(make_once("scored-internal", make) / "site")


@pytest.fixture(scope="module")
def office_home(demo_site: DemoSite) -> Iterator[str]:
    """The office's own site."""
    yield from serve(demo_site("office"))


class Visit:
    """A page, with everything that it asked of other hosts and complained about."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home, self.foreign, self.complaints = home, list[str](), list[str]()
        context.route("**/*", self._judge)
        self.page = context.new_page()
        self.page.on("console", lambda said: self._complain(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        # What a page was still asking for when it was left is broken off.
        self.page.on(
            "requestfailed", lambda asked: self._complain(asked.url) if asked.failure != "net::ERR_ABORTED" else None
        )
        self.page.on("response", lambda got: self._complain(f"{got.status} {got.url}") if got.status >= 400 else None)

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def _judge(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname == "127.0.0.1" or address.scheme in ("data", "blob"):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def open(self, path: str, *, until_quiet: bool = False) -> Page:
        """Everything that a page names is there; ``until_quiet``: what its scripts fetch as well, such as the index of
        the search, which those who search wait for.
        """
        self.page.goto(self.home + path, wait_until="networkidle" if until_quiet else "load")
        return self.page

    def assert_quiet(self) -> None:
        assert (self.foreign, self.complaints) == ([], [])


@contextmanager
def visit_site(
    browser: Browser, home: str, request: pytest.FixtureRequest | None = None, **options: Any
) -> Iterator[Visit]:
    """Options of the context may come by indirect parameters; every visit ends with nothing to complain of."""
    options |= {"locale": "zh-CN", "service_workers": "block", **getattr(request, "param", {})}
    with browser.new_context(**options) as context:
        visit = Visit(context, home)
        yield visit
        visit.assert_quiet()


@pytest.fixture
def visit(browser: Browser, home: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    with visit_site(browser, home, request) as visit:
        yield visit


@pytest.fixture
def scored(browser: Browser, scored_home: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    with visit_site(browser, scored_home, request) as visit:
        yield visit


@pytest.fixture
def office(browser: Browser, office_home: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    with visit_site(browser, office_home, request) as visit:
        yield visit


def find_wide(page: Page) -> list[str]:
    """What sticks out of a window as narrow as a telephone. Wide tables scroll in a frame of their own."""
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth") > 390
    found = [*page.evaluate(STICKING_OUT, ".md-content"), *(["太宽"] if wide else [])]
    page.set_viewport_size({"width": 1366, "height": 768})
    return found


def assert_usable(visit: Visit, path: str) -> None:
    """On a telephone, for everyone (WCAG 2.2 AA), in the dark too, where only colours differ; and nothing of it comes
    from elsewhere.
    """
    page = visit.open(path)
    # Whatever changes does so at once: a colour on its way to another is neither.
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    assert find_wide(page) == []
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "zh"
    if path in ALIKE:
        return
    assert judge_access(shorten(page)) == []
    if path in COLOURED:
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        assert judge_access(page, "color-contrast") == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_used_by_everyone_and_asks_nobody_else(visit: Visit, path: str) -> None:
    assert_usable(visit, path)


@pytest.mark.parametrize("path", SCORED_PAGES)
def test_every_page_of_an_office_that_scores_can_be_used_by_everyone(scored: Visit, path: str) -> None:
    assert_usable(scored, path)


@pytest.mark.parametrize("path", OFFICE_PAGES)
def test_every_page_of_the_office_can_be_used_by_everyone(office: Visit, path: str) -> None:
    assert_usable(office, path)


@pytest.mark.parametrize("visit", [{"viewport": {"width": 390, "height": 844}, "is_mobile": True}], indirect=True)
def test_a_telephone_itself_needs_no_scrolling_sideways(visit: Visit) -> None:
    """It lays a page out as a narrow window does, which the pages above are measured in."""
    for path in ("", "ledger/2026-11/", SHEET):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(STICKING_OUT, ".md-content") == []


def shown_rows(page: Page) -> list[str]:
    rows = page.locator("[data-filtered]:not([hidden]) tbody tr:not([hidden])")
    return rows.evaluate_all("all => all.map(row => row.dataset.state + row.dataset.light)")


def test_the_ledger_is_narrowed_without_a_server_and_the_address_keeps_it(office: Visit) -> None:
    page = office.open("tasks/")
    everything = shown_rows(page)
    assert {"办理中红", "办理中绿", "已办结"} <= set(everything)
    page.get_by_role("combobox", name="亮灯").select_option("红灯")
    red = shown_rows(page)
    assert red == [row for row in everything if row.endswith("红")]
    assert page.locator(".jb-filter output").inner_text() == f"符合条件的{len(red)}项"
    assert page.locator("section", has=page.locator("#closed")).is_hidden()
    address = page.url
    assert address.endswith("/tasks/?light=%E7%BA%A2")
    page.get_by_role("combobox", name="状态").select_option("已办结")
    assert shown_rows(page) == []
    assert page.locator(".jb-filter output").inner_text() == "没有符合条件的事项"
    page.get_by_role("button", name="清除").click()
    expect(page.locator(".jb-filter output")).to_have_text("")
    assert shown_rows(page) == everything
    assert page.url.endswith("/tasks/")
    page.goto(address)
    assert shown_rows(page) == red
    page.goto(address.replace("%E7%BA%A2", "%22%3Cb%3E"))
    assert shown_rows(page) == everything


def test_a_light_on_the_home_page_leads_to_the_tasks_that_show_it(office: Visit) -> None:
    page = office.open("")
    page.locator(".jb-lights a").first.click()
    page.wait_for_url("**/tasks/?light=*")
    assert shown_rows(page)
    assert {row[-1] for row in shown_rows(page)} == {"红"}


@pytest.mark.parametrize("office", [{"java_script_enabled": False}], indirect=True)
def test_the_ledger_needs_no_script(office: Visit) -> None:
    page = office.open("tasks/")
    assert page.locator(".jb-filter").is_hidden()
    assert page.locator("tbody tr").count() >= 40


def test_only_pages_with_a_filter_ask_for_its_script(office: Visit) -> None:
    assert office.open("tasks/2026/034/").locator("script[src*='jianbao-filter']").count() == 0
    assert office.open("tasks/").locator("script[src*='jianbao-filter']").count() == 1


def test_what_leads_on_from_an_article_is_not_printed_with_the_issue(office: Visit) -> None:
    page = office.open("xinxi/2026/080/")
    assert page.locator(".jb-trail").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".jb-trail").is_visible()
    page = office.open("tasks/")
    page.emulate_media(media="print")
    assert not page.locator(".jb-filter").is_visible()
    assert page.locator(".jb-light").first.is_visible()


def test_the_way_from_an_article_to_its_printed_result_and_back_is_walked_by_clicking(office: Visit) -> None:
    """Article → 批示 → task → 《督查工作》 → task → 批示 → article."""
    page = office.open("xinxi/2026/074/")
    steps = [
        (".jb-trail a[href*='instructions/']", "**/instructions/#*"),
        ("section[aria-labelledby='{anchor}'] a[href*='tasks/']", "**/tasks/2026/034/"),
        (".jb-facts a[href*='ducha/']", "**/ducha/2026/*/#*"),
        (".jb-trail a[href*='tasks/2026/034/']", "**/tasks/2026/034/"),
        (".jb-facts a[href*='instructions/']", "**/instructions/#*"),
        ("section[aria-labelledby='{anchor}'] a[href*='xinxi/']", "**/xinxi/2026/074/#*"),
    ]
    for link, address in steps:
        page.locator(link.format(anchor=page.url.rpartition("#")[2])).first.click()
        page.wait_for_url(address)


def test_the_manual_of_a_scheme_shows_each_rule_beside_its_sentence(scored: Visit) -> None:
    page = scored.open("guide/scoring/")
    assert page.locator("table.jb-plain").count() > 10
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText.slice(0, 20))"
    assert page.locator(".jb-scroll").evaluate_all(cut) == []


def test_tables_are_taken_away_under_a_name_that_says_what_they_are(visit: Visit) -> None:
    page = visit.open("ledger/2026-11/")
    names = page.locator(".jb-downloads a").evaluate_all("all => all.map(a => [a.textContent, a.download])")
    assert names == [
        ["Excel表格", "2026年11月采用台账.xlsx"],
        ["CSV", "2026年11月采用台账.csv"],
        ["JSON", "2026年11月采用台账.json"],
    ]
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel表格").click()
    assert taken.value.suggested_filename == "2026年11月采用台账.xlsx"


def test_charts_have_letters_that_can_be_read_and_print_without_the_links(visit: Visit) -> None:
    page = visit.open("ledger/")
    charts = page.locator(".jb-chart")
    assert charts.count() >= 4
    for chart in charts.all():
        size = chart.locator("text").first.evaluate("e => e.getBoundingClientRect().height")
        assert size >= 12
    page.emulate_media(media="print")
    assert charts.first.is_visible()
    assert not page.locator(".jb-downloads").is_visible()


def test_a_foreign_request_would_be_seen(browser: Browser, home: str) -> None:
    context = browser.new_context()
    visit = Visit(context, home)
    page = visit.open("about/")
    page.evaluate("fetch('https://e.example/x').catch(() => 0)")
    context.close()
    assert visit.foreign == ["https://e.example/x"]


def search(page: Page, words: str) -> Locator:
    box = page.get_by_role("textbox", name="搜索").first
    box.click()
    box.fill(words)
    # The theme listens to keys; an input method ends with one.
    box.press("End")
    links = page.locator("a.md-search-result__link")
    expect(links.first).to_be_attached()
    return links


@pytest.mark.parametrize(
    ("words", "target", "title"),
    [
        ("高标准农田", "xinxi/2026/076/#nongye-gao-biao-zhun-nong-tian-2", "高标准农田"),
        ("潮汐摊区", "xinxi/2026/067/#chengguan-chao-xi-tan-qu", "潮汐摊区"),
    ],
)
def test_searching_in_chinese_leads_to_the_very_article(visit: Visit, words: str, target: str, title: str) -> None:
    page = visit.open("")
    links = search(page, words)
    hits = [re.sub(r"\?h=[^#]*", "", str(link.get_attribute("href"))) for link in links.all()]
    found = [n for n, hit in enumerate(hits) if hit.endswith(target)]
    assert found, (words, hits)
    assert not any("075" in hit and "#" in hit for hit in hits), "a withdrawn text is not found"
    hidden = links.nth(found[0])
    page.goto(str(hidden.evaluate("link => link.href")))
    anchor = target.rpartition("#")[2]
    heading = page.locator(f"[id='{anchor}']")
    expect(heading).to_contain_text(title)
    expect(heading).to_be_in_viewport()


def test_a_unit_is_found_by_any_of_its_names(visit: Visit) -> None:
    page = visit.open("ledger/")
    for words in ("住建局", "区住建局", "区住房和城乡建设局"):
        assert [words for address, _ in find_or_nothing(page, words) if "/units/zhujian/" in address], words


def read_hits(page: Page, words: str) -> list[tuple[str, str]]:
    """Addresses and texts of what is found, best first, without the headings that only tell whose a hit is."""
    search(page, words)
    hits = page.locator("a.md-search-result__link").evaluate_all(
        "all => all.map(a => [a.pathname + a.hash, a.textContent, +a.querySelector('article').dataset.mdScore])"
    )
    return [(address, text) for address, text, score in hits if score > 0]


FIRST_HITS = {
    "第70期": "/xinxi/2026/070/",
    "70期": "/xinxi/2026/070/",
    "第 70 期": "/xinxi/2026/070/",
    "第７０期": "/xinxi/2026/070/",
    "《信息》第70期": "/xinxi/2026/070/",
    "1240": "/xinxi/2026/070/",
    "71期": "/xinxi/2026/071-072/",
    "第71—72期": "/xinxi/2026/071-072/",
    "增刊第6期": "/xinxi/zengkan/2026/006/",
    "第18期": "/ducha/2026/018/",
    "住建局": "/units/zhujian/",
    "住建": "/units/zhujian/",
    "区住房和城乡建设局": "/units/zhujian/",
    "城关镇": "/units/chengguan/",
    "老旧小区": "/xinxi/2026/070/#zhujian-ran-qi-guan-dao",
    "老旧小区改造 燃气": "/xinxi/2026/070/#zhujian-ran-qi-guan-dao",
    "燃气管道更新方案": "/xinxi/2026/070/#zhujian-ran-qi-guan-dao",
    "+潮汐 -燃气": "/xinxi/2026/067/#chengguan-chao-xi-tan-qu",
}


def test_the_best_hit_comes_first(visit: Visit) -> None:
    page = visit.open("")
    assert {words: [hit for hit, _ in find_or_nothing(page, words)][:1] for words in FIRST_HITS} == {
        words: [hit] for words, hit in FIRST_HITS.items()
    }


def test_every_hit_holds_the_words(visit: Visit) -> None:
    """In what is shown of it; so no 供料商 for 供水, and no word is called missing."""
    page = visit.open("ledger/")
    found = ["第70期", "老旧小区", "住建局", "住建", "供水", "高标准农田", "城关镇", "管道", "1240", "body-long"]
    for words in found:
        hits = find_or_nothing(page, words)
        assert hits, words
        assert [text for _, text in hits if words not in text] == []
        assert page.locator(".md-search-result__terms").count() == 0


def test_numbers_are_found_whole(visit: Visit) -> None:
    page = visit.open("")
    assert any("《信息》第70期" in text for _, text in read_hits(page, "70期"))
    for words in ("第170期", "124", "240"):
        assert not any("1240" in text for _, text in find_or_nothing(page, words)), words


def find_or_nothing(page: Page, words: str) -> list[tuple[str, str]]:
    """Hits after the theme has told how many there are."""
    box = page.get_by_role("textbox", name="搜索").first
    told = page.locator(".md-search-result__meta")
    box.fill("")
    box.press("End")
    expect(told).to_have_text("键入以开始搜索")
    box.fill(words)
    box.press("End")
    expect(told).not_to_have_text("键入以开始搜索")
    return read_hits(page, words) if "没有找到" not in told.inner_text() else []


def test_nothing_is_found_of_what_is_nowhere(visit: Visit) -> None:
    page = visit.open("")
    search(page, "供水")
    for words in ("龘龘", "量子计算机", "<b>", "&", "第170期", "）", "\\"):
        assert find_or_nothing(page, words) == []
        expect(page.locator(".md-search-result__meta")).to_have_text("没有找到符合条件的结果")


@pytest.mark.parametrize("path", ["", "404.html"])
def test_enter_opens_the_very_article_with_the_words_marked(visit: Visit, path: str) -> None:
    page = visit.open(path)
    search(page, "老旧小区")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/xinxi/2026/070/.*#zhujian-ran-qi-guan-dao$"))
    heading = page.locator("[id='zhujian-ran-qi-guan-dao']")
    expect(heading).to_be_in_viewport()
    expect(heading.locator("mark").first).to_have_text("老旧小区")


CONTRAST = """selector => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((v, n) => v * a + below[n] * (1 - a));
  const contrast = e => {
    const below = ground(e), a = light(over(parse(getComputedStyle(e).color), below)), b = light(below);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  };
  const texts = [...document.querySelectorAll(selector)].filter(e => e.innerText && e.innerText.trim());
  return Math.min(...texts.map(contrast));
}"""


@pytest.mark.parametrize("path", ["", SHEET])
@pytest.mark.parametrize(
    ("visit", "scheme"),
    [({"color_scheme": "light"}, "default"), ({"color_scheme": "dark"}, "slate")],
    indirect=["visit"],
    ids=["light", "dark"],
)
def test_light_and_dark_can_be_read(visit: Visit, scheme: str, path: str) -> None:
    """WCAG AA asks for 4.5:1 of text."""
    page = visit.open(path)
    assert page.locator("body").get_attribute("data-md-color-scheme") == scheme
    assert (
        page.evaluate(CONTRAST, ".md-content p, .md-content li, .md-content td, .md-content h2, .md-content a") >= 4.5
    )


def read_boxes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]


def assert_a4(pdf: bytes) -> None:
    boxes = read_boxes(pdf)
    assert boxes
    assert {tuple(sorted(box)) for box in boxes} == {(210, 297)}


def test_paper_is_a4(visit: Visit) -> None:
    """Tables; issues are measured below."""
    assert_a4(visit.open("ledger/2026-11/").pdf(prefer_css_page_size=True, print_background=True))


def test_a_printed_issue_is_the_sheet_alone(visit: Visit) -> None:
    """Masthead, contents, articles and imprint; nothing of the site around them."""
    page = visit.open(SHEET)
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    for text in (
        "信息",
        "第70期（总第1240期）",
        "中共云溪区委办公室",
        "2026年9月24日",
        "3个老旧小区586户燃气管道完成更新",
        "共印160份",
    ):
        assert text in shown
    for text in (
        "采用台账",
        "报送单位",
        "投稿指南",
        "检查项目",
        "搜索",
        "上一期",
        "下一期",
        "回到页面顶部",
        "目录",
        "RSS",
    ):
        assert text not in shown
    assert (
        page.locator("header.md-header, nav:not(.jb-contents), .md-footer, .md-search").evaluate_all(
            "all => all.filter(e => e.getClientRects().length).map(e => e.className)"
        )
        == []
    )


MM = 72 / 25.4
RADICAL = re.compile("[\u2e80-\u2fdf]")
# Those that Unicode does not call the same as a character.
SUPPLEMENT = str.maketrans("戶⻓⻔⻋⻅⻉⻜⻢⻥⻩⻬⻰⻘⻚⻛⺠⻄⻝", "户长门车见贝飞马鱼黄齐龙青页风民西食")


def name_radical(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0]).translate(SUPPLEMENT)


@pytest.mark.parametrize("path", [SHEET, "xinxi/2026/071-072/", "xinxi/zengkan/2026/006/", "ducha/2026/018/"])
def test_a_printed_issue_has_the_type_area_of_its_pdf(visit: Visit, path: str) -> None:
    """156 × 225 mm, mirrored margins, lines 29 pt apart, no page left half empty but the last (GB/T 9704-2012, 5.2)."""
    printed = visit.open(path).pdf(prefer_css_page_size=True, print_background=True)
    assert_a4(printed)
    with pdfplumber.open(BytesIO(printed)) as pdf:
        assert 2 < len(pdf.pages) < 6
        for number, sheet in enumerate(pdf.pages, 1):
            # Punctuation at the ends of a line gives up the empty half of its square.
            inside = [c for c in sheet.chars if c["text"].isalnum() and c["top"] < (37 + 225) * MM]
            left, right = (28, 26) if number % 2 else (26, 28)
            assert min(char["x0"] for char in inside) >= left * MM - 1
            assert max(char["x1"] for char in inside) <= (210 - right) * MM + 1
            assert min(char["top"] for char in inside) >= 37 * MM
            # The end of the text goes with 版记 to the last page; the name of a column and a title, with free lines
            # about them and the first two of the text, go to the next page together: seven lines at the most.
            if number < len(pdf.pages) - 1:
                assert max(char["bottom"] for char in inside) > (37 + 225 - 72) * MM, f"第{number}页空着半页"
        body = sorted({round(char["top"], 1) for char in pdf.pages[1].chars if round(char["size"]) == 16})
        steps = [after - before for before, after in pairwise(body) if 20 < after - before < 40]
        assert steps
        assert max(steps) - min(steps) < 1
        assert abs(sum(steps) / len(steps) - 28.98) < 0.2


def test_a_printed_issue_says_in_the_order_of_its_pdf_what_its_pdf_says(
    visit: Visit, demo_site: DemoSite, printing_fonts: FontSet
) -> None:
    """But for the masthead's number and 版记, which the browser sets in another order."""
    assert printing_fonts.missing == ()
    page = visit.open(SHEET)
    own = demo_site("internal") / SHEET / "xinxi-2026-070.pdf"
    texts = []
    for data in (page.pdf(prefer_css_page_size=True), own.read_bytes()):
        with pdfplumber.open(BytesIO(data)) as pdf:
            read = "".join(sheet.extract_text() for sheet in pdf.pages)
            # A font may give 老 as the radical ⽼, which is the same sign.
            text = re.sub(r"—\s*\d+\s*—|\s", "", RADICAL.sub(name_radical, read))
        texts.append(text[text.index("更正：") : text.index("报：")])
    assert texts[0] == texts[1]
    assert len(texts[0]) > 800


def test_an_issue_is_taken_away_under_its_number(visit: Visit) -> None:
    page = visit.open(SHEET)
    links = page.locator(".jb-downloads a").evaluate_all("all => all.map(a => a.download)")
    assert links == ["信息第70期（总第1240期）.pdf", "信息第70期（总第1240期）.docx"]
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("PDF（[0-9]+ KB）")).click()
    assert taken.value.suggested_filename == "信息第70期（总第1240期）.pdf"
    page.emulate_media(media="print")
    assert not page.locator(".jb-downloads").is_visible()


def test_keys_alone_lead_from_the_home_page_to_the_latest_issue(visit: Visit) -> None:
    page = visit.open("")
    link = page.locator(".md-content a[href*='2026/081']").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/xinxi/2026/081/"))
    page.wait_for_load_state()


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_everything_can_be_read(visit: Visit) -> None:
    page = visit.open(SHEET)
    assert "3个老旧小区586户燃气管道完成更新" in page.locator("main").inner_text()


def test_what_a_picture_of_the_page_would_show(visit: Visit, tmp_path: Path) -> None:
    """The masthead is red and the text is Chinese that has glyphs: a page of empty boxes has no ink in the middle."""
    page = visit.open(SHEET)
    colour = page.locator(".jb-name").first.evaluate("e => getComputedStyle(e).color")
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    assert red > 150
    assert max(green, blue) < 80
    assert page.screenshot(path=str(tmp_path / "issue.png"))
