"""What every page of the desk has in common, whoever looks: light, Chinese, from this machine alone, one heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from conftest import MakeOnce
from copies import copy_sharing
from crawling import ROLES, Seen, crawl
from desks import Desk, lay_out_demo_desk
from sites import ROOT

TEMPLATES = sorted((ROOT / "templates/desk").glob("*.html"))
STATIC = sorted((ROOT / "templates/desk/static").glob("*"))
KILOBYTE = 1024
# Vendored as they are.
FOREIGN = {"sortable.min.js"}
_TAGS = re.compile(r"<(script|style|textarea|pre|code|kbd)\b.*?</\1>|<[^>]+>", re.DOTALL)
# Names of things that have no Chinese one, and ids of records as they stand in addresses.
_NAMES = {"PDF", "Word", "Excel", "CSV", "TXT", "JSON", "Enter", "docx", "doc", "wps", "WPS", "people", "yml", "git"}
# Texts that people wrote.
_FILED = re.compile(r'<(textarea|article|blockquote)\b.*?</\1>|<(\w+) class="text".*?</\2>', re.DOTALL)
# The one address that leads elsewhere: a lead's own, which is opened by hand and is not told from where.
_ELSEWHERE = re.compile(r'<a href="https?://[^"]+" rel="noreferrer noopener nofollow">')
_ID = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)+(?:\.[a-z]+)?")


Walk = Callable[[str], list[Seen]]


@pytest.fixture(scope="module")
def desk(make_once: MakeOnce, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Only looked at, so that all tests may share it."""
    made = make_once("demo-desk", lambda folder: lay_out_demo_desk(folder / "office"))
    root = tmp_path_factory.mktemp("look") / "office"
    copy_sharing(made / "office", root)
    return Desk(root)


@pytest.fixture(scope="module")
def walk(desk: Desk) -> Walk:
    """All pages of a role, walked once."""
    return cache(lambda role: list(crawl(desk, ROLES[role])))


def read_words(page: Seen) -> list[str]:
    """Latin words in what is read on the page."""
    text = re.sub(r"&[a-z]+;", " ", _TAGS.sub(" ", page.text.partition("</head>")[2]))
    return [word for word in re.findall(r"[A-Za-z]{2,}", _ID.sub(" ", text)) if word not in _NAMES]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_light_whole_and_chinese(walk: Walk, role: str) -> None:
    pages = walk(role)
    assert len({page.endpoint for page in pages}) >= 4
    for page in pages:
        at = f"{role} {page.address}"
        assert page.size < 100 * KILOBYTE, at
        assert page.text.count("<h1") == 1, at
        assert page.text.lstrip().startswith('<!DOCTYPE html>\n<html lang="zh-CN">'), at
        assert len(re.findall(r"<title>[^<·]+ · 区委办采编台</title>", page.text)) == 1, at
        own = _ELSEWHERE.sub("", page.text) if page.endpoint == "leads.lead_page" else page.text
        assert (at, re.findall(r"""(?:src|href|action|poster)="(?!/|#|data:|\?|")[^"]*\"""", own)) == (at, [])
        assert (at, re.findall(r"""<[^>]*\s(?:style|on[a-z]+)=""", page.text)) == (at, [])
        assert (at, read_words(page)) == (at, [])


@pytest.mark.parametrize("role", ROLES)
def test_nothing_on_the_desk_gives_points_or_ranks(walk: Walk, role: str) -> None:
    """The demo office names no scheme. What is filed is not jianbao's: it stands in texts and fields."""
    for page in walk(role):
        own = _FILED.sub("", page.text)
        assert (page.address, re.findall("考核|排名|得分|名次", own)) == (page.address, [])


@pytest.mark.parametrize("role", ROLES)
def test_every_post_form_carries_its_token(walk: Walk, role: str) -> None:
    for page in walk(role):
        for form in re.findall(r'<form\b[^>]*method="post".*?</form>', page.text, re.DOTALL):
            assert 'name="csrf_token"' in form, f"{page.address}\n{form[:200]}"


@pytest.mark.parametrize("role", ROLES)
def test_the_head_says_where_one_is(walk: Walk, role: str) -> None:
    """Once for wide screens and once in the menu of small ones."""
    for page in walk(role):
        head = page.text.partition("</header>")[0]
        here = re.findall(r'<a href="[^"]+" aria-current="page">([^<]+)</a>', head)
        assert len(here) in (0, 2), page.address
        assert len(set(here)) <= 1, page.address
        if page.endpoint == "home.home_page":
            assert here == ["首页", "首页"]


def test_nobody_is_shown_the_head_of_somebody(desk: Desk) -> None:
    page = desk.visit().get("/sign-in")
    assert "aria-current" not in page
    assert "退出" not in page


def test_style_and_scripts_of_a_page_are_light(desk: Desk, walk: Walk) -> None:
    """Our own; what was vendored for one page comes on top of it there."""
    visit = desk.visit("kezhang")
    sizes: dict[str, int] = {}
    for page in walk("科长"):
        own = [name for name in re.findall(r'"/static/([^?"]+)', page.text) if name not in FOREIGN]
        for name in own:
            if name not in sizes:
                sizes[name] = len(visit.client.get(f"/static/{name}").data)
        assert sum(sizes[name] for name in own) < 40 * KILOBYTE, page.address


def test_the_style_sheet_tells_of_each_class_that_a_page_may_use() -> None:
    sheet = (ROOT / "templates/desk/static/desk.css").read_text(encoding="utf-8")
    told, _, rules = sheet.partition("*/")
    marked = set(re.findall(r"\.([a-z][a-z-]*)", re.sub(r"\d\.\d|\{[^{}]*\}", "", rules)))
    # Parts of base.html, of the sign-in page and of the home page, and what scripts and macros put in.
    inner = {"top", "brand", "entries", "who", "foot", "skip", "menu", "people", "quick", "first-title", "ask", "text"}
    inner |= {"wrong", "faults", "error", "warning", "no-print", "label"}
    assert sorted(word for word in marked - inner if not re.search(rf"\b{word}\b", told)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_style_and_no_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\bsrc=)|javascript:", text) == []


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_nothing_static_asks_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"url\(\s*['\"]?(?:https?:)?//|@import|(?:fetch|import)\(\s*['\"]https?:", text) == []
    if path.suffix == ".js" and path.name not in FOREIGN:
        assert '"use strict";' in text
