"""A signatory with a phone, and a reader: read, strike out, retitle, sign, look it up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from test_compose_browser import write

from browsing import enter, find_misfits
from desks import Commit, Desk

DRAFT = "xinxi/2026-11-30"
FILE = f"briefs/drafts/{DRAFT}.yml"
WINDOW, FIRE = "2026/11-27-zhengwu-kai-can-yin-dian", "2026/11-29-heping-jie-gan-qi-huo"
ISSUE = "briefs/issues/xinxi/2026/082"


def test_an_issue_is_read_changed_and_signed(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "zhuren", size)
        page.goto(f"{address}/sign/{DRAFT}")
        expect(page.locator(".mast .name")).to_have_text("信息")
        window = page.locator("article.reading").filter(has_text="开一家餐饮店")
        window.get_by_text("撤下这一篇").click()
        write(page, "textarea[name=reason]:visible", "shuju", "数据请区审批局再核。")
        window.get_by_role("button", name="撤下").click()
        expect(page.locator(".done")).to_have_text("已撤下《开一家餐饮店由跑四个窗口减为跑一次》，请再看一遍全文")
        fire = page.locator("article.reading").filter(has_text="秸秆收储点起火")
        fire.locator("summary", has_text="改标题").click()
        page.locator("textarea[name=title]:visible").fill("")
        write(page, "textarea[name=title]:visible", "heping", "和平镇秸秆收储点起火处置完毕")
        fire.get_by_role("button", name="改标题").click()
        expect(page.locator(".done")).to_have_text("标题已改为《和平镇秸秆收储点起火处置完毕》")
        page.get_by_role("button", name="签发", exact=True).click()
        expect(page.locator("#e-agreed")).to_contain_text("还没有勾选同意签发")
        page.get_by_label("我看过以上全文，同意签发《信息》第82期（总第1252期）").check()
        page.get_by_role("button", name="签发", exact=True).click()
        page.wait_for_url(f"{address}/read/xinxi/2026/082")
        expect(page.locator(".done")).to_have_text("已签发《信息》第82期（总第1252期）")
        expect(page.locator("h1")).to_contain_text("第82期（总第1252期）")
        expect(page.get_by_role("heading", name="和平镇秸秆收储点起火处置完毕")).to_be_visible()
        assert find_misfits(page) == []
    strike = "《信息》送审稿（2026年11月30日）撤下《开一家餐饮店由跑四个窗口减为跑一次》"
    assert demo_desk.commits() == [
        Commit(author="周××", subject=strike, files=(FILE,)),
        Commit(author="周××", subject="改标题：和平镇秸秆收储点起火处置完毕", files=(f"briefs/desk/{FIRE}.md",)),
        Commit(author="周××", subject="签发《信息》第82期", files=(FILE, f"{ISSUE}.json", f"{ISSUE}.yml")),
    ]
    assert WINDOW not in demo_desk.office().issues["xinxi/2026/082"].articles
    assert demo_desk.is_clean()


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_reader_finds_what_was_printed(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "quzhang", size)
        page.goto(f"{address}/find")
        write(page, "#f-words", "jiugai", "旧改")
        page.get_by_role("button", name="查找").click()
        expect(page.get_by_role("status")).to_have_text("共3篇，新的在前。")
        page.get_by_role("link", name="3个老旧小区586户燃气管道完成更新").click()
        page.wait_for_url(re.compile("/read/xinxi/2026/070#"))
        expect(page.locator("h1")).to_contain_text("第70期（总第1240期）")
        assert find_misfits(page) == []
