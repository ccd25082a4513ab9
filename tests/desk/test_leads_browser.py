"""An editor looks through the leads in a real browser, at a desk and on a phone; other hosts are asked for nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from browsing import enter
from desks import Desk

PIPES = "白庙乡3个高山村饮水管道入冬易冻裂"


@pytest.mark.parametrize("size", ["desk"], indirect=True)
def test_an_editor_goes_from_the_news_to_a_lead_and_asks_for_items(
    demo_desk: Desk, browser: Browser, size: tuple[int, int]
) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang", size)
        page.get_by_role("link", name="新线索4条（三天内）").click()
        page.wait_for_url(f"{address}/leads?days=3")
        expect(page.locator("main .list a")).to_have_count(4)
        page.get_by_label("要找的词").fill("老人 水表")
        page.get_by_label("时间").select_option("")
        page.get_by_role("button", name="筛选").click()
        page.get_by_role("link", name="临江市给独居老人装上“会报平安的水表”").click()
        expect(page.locator("article.text")).to_contain_text("网格员30分钟内上门看一眼")
        page.get_by_role("link", name="据此约稿").click()
        expect(page.get_by_label("要什么内容")).to_have_value("临江市给独居老人装上“会报平安的水表”")
    assert demo_desk.commits() == []


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_the_leads_beside_an_item_lead_there_and_back(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang", size)
        page.goto(f"{address}/queue")
        page.get_by_role("link", name=PIPES).click()
        known = page.get_by_role("region", name="相关线索")
        expect(known.get_by_role("link")).to_have_text(["市里部署农村饮水管道防冻", "南岭县高山村水管“穿棉衣、留活水”"])
        known.get_by_role("link", name="市里部署农村饮水管道防冻").click()
        expect(page.locator("h1")).to_have_text("市里部署农村饮水管道防冻")
        page.go_back()
        expect(page.locator("h1")).to_have_text(PIPES)
