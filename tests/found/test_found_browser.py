"""疑似采用 in a real browser: by one key each, at a desk and on a phone, for everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from found_office import BULLETIN, MEALS_ITEM, MEALS_TITLE, PARCELS_TITLE, REPORT, STREAMS_TITLE, write_desk
from playwright.sync_api import Browser, Page, expect

from browsing import enter, find_misfits, judge_access
from desks import Desk

THEIR_MEALS = "云溪区闲置校舍变老年食堂"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return write_desk(tmp_path)


def examine(page: Page) -> None:
    """For everyone, whole, and large enough to press."""
    assert [*find_misfits(page), *judge_access(page)] == []


def test_y_confirms_n_says_no_and_the_next_one_is_at_hand(desk: Desk, browser: Browser) -> None:
    with desk.serve() as address:
        page = enter(browser, address, "zheng")
        page.get_by_role("link", name="疑似采用2篇待确认").click()
        expect(page.locator(".found.current h2")).to_have_text(THEIR_MEALS)
        page.keyboard.press("j")
        expect(page.locator(".found.current h2")).to_have_text(PARCELS_TITLE)
        page.keyboard.press("k")
        # A key within a field is a letter.
        page.locator("#number-1").fill("")
        page.locator("#number-1").press_sequentially("yn9")
        expect(page.locator("#number-1")).to_have_value("yn9")
        page.locator("#number-1").fill("第330期")
        page.locator("#t1").click()
        page.keyboard.press("y")
        expect(page.locator(".done").first).to_have_text(f"已登记采用：《{MEALS_TITLE}》")
        expect(page.locator(".found.current h2")).to_have_text(PARCELS_TITLE)
        page.keyboard.press("n")
        expect(page.locator(".done").first).to_have_text(f"《{PARCELS_TITLE}》不再作为疑似采用")
        expect(page.locator(".empty")).to_contain_text("线索里的上级刊物，没有等着确认的。")
    office = desk.office()
    assert [(one.items, one.number) for one in office.adoptions.values()] == [((MEALS_ITEM,), "第330期")]
    dismissed = [one.text for lead in office.leads.values() for one in lead.dismissed]
    assert dismissed == [f"reports/{REPORT}"]
    assert len(desk.commits()) == 2
    assert desk.is_clean()


def test_a_key_pressed_twice_registers_once(desk: Desk, browser: Browser) -> None:
    with desk.serve() as address:
        page = enter(browser, address, "zheng")
        page.goto(f"{address}/record/found")
        page.evaluate(
            "() => { for (const n of [1, 2, 3]) document.dispatchEvent(new KeyboardEvent('keydown', {key: 'y'})) }"
        )
        expect(page.locator(".done").first).to_have_text(f"已登记采用：《{MEALS_TITLE}》")
    assert len(desk.commits()) == 1


@pytest.mark.parametrize("size", ["desk"], indirect=True)
def test_a_bulletin_is_pasted_with_chinese_input_and_confirmed_by_pressing(
    desk: Desk, browser: Browser, size: tuple[int, int]
) -> None:
    with desk.serve() as address:
        page = enter(browser, address, "zheng", size)
        page.goto(f"{address}/record/found/texts")
        examine(page)
        page.locator("#f-pasted").focus()
        page.context.new_cdp_session(page).send("Input.insertText", {"text": BULLETIN})
        page.get_by_role("button", name="读入并查找").click()
        expect(page.locator(".found h2").first).to_have_text(STREAMS_TITLE)
        page.get_by_text("对照全文").click()
        expect(page.locator(".whole mark sup").first).to_have_text("1")
        examine(page)
        page.get_by_role("button", name="确认采用").click()
        expect(page.locator(".done").first).to_have_text(f"已登记采用：《{STREAMS_TITLE}》")
        examine(page)
    assert len(desk.commits()) == 1


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_the_page_of_leads_is_for_everyone(desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with desk.serve() as address:
        page = enter(browser, address, "zheng", size)
        page.goto(f"{address}/record/found")
        examine(page)


def test_without_scripts_buttons_do_it(desk: Desk, browser: Browser) -> None:
    with desk.serve() as address:
        context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.locator("button[value=zheng]").click()
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/record/found")
        page.get_by_role("button", name="不是").first.click()
        expect(page.locator(".done").first).to_have_text(f"《{THEIR_MEALS}》不再作为疑似采用")
        context.close()
    assert len(desk.commits()) == 1
