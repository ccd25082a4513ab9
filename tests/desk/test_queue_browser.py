"""An editor at work in a real browser: by keys, with Chinese input, beside another editor, at a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from browsing import enter, settle
from desks import Commit, Desk

JING_GAI = "chengguan/2026/11-26-jing-gai-quan-shu"
REPEATING = "zhengwu/2026/11-29-ting-kai-zheng-ming"
PLACE = "xinxi#minyi"


def test_an_editor_edits_adopts_and_goes_on(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang", size)
        page.goto(f"{address}/queue")
        page.get_by_role("link", name="城关镇41个无主井盖亟待落实管护责任").click()
        expect(page.locator("h1")).to_have_text("城关镇41个无主井盖亟待落实管护责任")
        title = page.locator("#f-title")
        title.fill("")
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "jinggai", "selectionStart": 7, "selectionEnd": 7})
        session.send("Input.insertText", {"text": "41个无主井盖无人管护"})
        expect(page.locator("#changes ins").first).to_be_visible()
        body = page.locator("#f-body")
        body.fill(body.input_value().replace("鼓楼巷一名", "一名"))
        expect(page.locator("#changes .text del")).to_have_text("鼓楼巷")
        page.locator("#f-place").select_option(PLACE)
        page.get_by_role("button", name="采用", exact=True).click()
        page.wait_for_url(f"{address}/queue/wenlv/2026/11-26-lv-you-fu-wu")
        expect(page.locator(".done")).to_contain_text("采用：《城关镇41个无主井盖亟待落实管护责任》。现在是下一篇。")
        expect(page.locator("h1")).to_have_text("旅游职能并入后咨询投诉并为一个电话")
    path = "briefs/desk/2026/11-30-chengguan-jing-gai-quan-shu.md"
    assert demo_desk.commits() == [
        Commit(author="吴××", subject="采用：《城关镇41个无主井盖亟待落实管护责任》", files=(path,))
    ]
    record = demo_desk.office().desk[path[12:-3]]
    assert (record.title, record.column, "鼓楼巷" in record.body) == ("41个无主井盖无人管护", "minyi", False)
    assert demo_desk.is_clean()


def test_keys_choose_and_decide(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang")
        page.goto(f"{address}/queue")
        for key in "jjxkx":
            page.keyboard.press(key)
        expect(page.locator("#picked")).to_have_text("（2篇）")
        page.keyboard.press("d")
        expect(page.locator("#f-reason")).to_be_focused()
        # What are keys elsewhere are letters here.
        page.keyboard.type("hj属日常工作")
        expect(page.locator("#f-reason")).to_have_value("hj属日常工作")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="不采用", exact=True)).to_be_focused()
        assert demo_desk.commits() == []
        page.keyboard.press("Enter")
        expect(page.locator(".done")).to_contain_text("不采用：")
        settle(page).keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/queue/shuili/2026/11-30-dong-xiu-shui-li")
        page.keyboard.press("r")
        expect(page.locator("#f-reason")).to_be_focused()
        page.locator("h1").click()
        page.keyboard.press("j")
        page.wait_for_url(f"{address}/queue/dongcheng/2026/11-10-fa-men-xiu-si")
    assert [(commit.author, len(commit.files)) for commit in demo_desk.commits()] == [("吴××", 2)]


def test_no_key_fires_while_an_input_method_composes(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang")
        page.goto(f"{address}/queue")
        page.keyboard.press("j")
        page.evaluate(
            "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'x', isComposing: true, bubbles: true}))"
        )
        page.keyboard.press("Control+x")
        expect(page.locator("#picked")).to_have_text("")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
        page.get_by_label("不用快捷键").check()
        page.get_by_role("button", name="知道了").click()
        page.keyboard.press("x")
        expect(page.locator("#picked")).to_have_text("")
        page.goto(f"{address}/queue/{REPEATING}")
        page.keyboard.press("d")
        expect(page.locator("#f-reason")).not_to_be_focused()
        # A reminder leads to both texts, which open.
        page.get_by_role("link", name="看对照").click()
        expect(page.locator("#compare-1")).to_be_focused()
        expect(page.get_by_role("heading", name="本稿")).to_be_in_viewport()


def test_two_editors_on_one_item_lose_nothing(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        first, second = enter(browser, address, "kezhang"), enter(browser, address, "bianji-zheng")
        for page in (first, second):
            page.goto(f"{address}/queue/{JING_GAI}")
        first.locator("#f-reason").fill("等住建局的统计")
        first.get_by_role("button", name="留存待用").click()
        first.wait_for_url(f"{address}/queue/wenlv/**")
        second.locator("#f-body").fill("郑改了很久的正文。")
        second.locator("#f-place").select_option(PLACE)
        second.get_by_role("button", name="采用", exact=True).click()
        expect(second.locator(".problems")).to_contain_text("现在是：留存待用（吴××，2026年11月30日）：等住建局的统计")
        expect(second.locator("#f-body")).to_have_value("郑改了很久的正文。")
        second.get_by_label("改变原来的处理意见").check()
        second.get_by_role("button", name="采用", exact=True).click()
        expect(second.locator(".done")).to_be_visible()
    assert [commit.author for commit in demo_desk.commits()] == ["吴××", "郑××"]
    assert demo_desk.is_clean()


@pytest.mark.parametrize("size", ["desk"], indirect=True)
def test_several_are_made_into_one(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang", size)
        page.goto(f"{address}/queue")
        for title in ("城关镇老城区仍有铸铁供水管6.2公里", "东城街道查出锈死阀门38个"):
            page.get_by_label(f"选《{title}》").check()
        page.get_by_role("button", name="合并成一篇").click()
        expect(page.locator("h1")).to_have_text("合并成一篇")
        page.locator("#f-title").fill("老城区供水管网亟待更新")
        page.locator("#f-body").fill("城关镇、东城街道的供水管网老化。")
        page.locator("#f-place").select_option(PLACE)
        page.get_by_role("button", name="采用", exact=True).click()
        expect(page.locator(".done")).to_contain_text("综合采用2篇：《老城区供水管网亟待更新》")
    assert [commit.subject for commit in demo_desk.commits()] == ["综合采用2篇：《老城区供水管网亟待更新》"]


def test_an_editor_works_without_scripts(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        context = browser.new_context(java_script_enabled=False, locale="zh-CN")
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.locator("button[value=kezhang]").click()
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/queue/{JING_GAI}")
        page.locator("#f-title").fill("41个无主井盖无人管护")
        page.locator("#f-title").press("Enter")
        expect(page.locator("#changes del").first).to_be_visible()
        page.locator("#f-reason").fill("等住建局的统计")
        page.get_by_role("button", name="留存待用").click()
        expect(page.locator(".done")).to_contain_text("留存待用：")
