"""A clerk at work in a real browser, with Chinese input, at a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import SIZES, enter
from desks import Desk
from offices import BODY

TITLE = "南湖街道夜间送暖进小区"


def compose(page: Page, text: str) -> None:
    """As an input method types: nothing counts until it is committed."""
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "shequ", "selectionStart": 5, "selectionEnd": 5})
    session.send("Input.insertText", {"text": text})


def test_a_clerk_writes_checks_and_files(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "xxy-nanhu", size)
        page.goto(f"{address}/write")
        page.get_by_role("button", name="写一篇").click()
        page.locator("#f-title").click()
        compose(page, f"{TITLE}。")
        page.locator("#f-body").fill(BODY * 3)
        fault = page.locator('[data-field="title"] .faults')
        expect(fault).to_contain_text("标题末尾有标点“。”")
        expect(page.locator("#f-title")).to_have_attribute("aria-describedby", "e-title h-title")
        expect(page.locator("#saved")).to_contain_text("已自动保存")
        expect(page.locator("#count")).to_contain_text(re.compile(r"正文\d{3}字（稿件100—2000字）"))
        page.locator("#f-title").fill(TITLE)
        expect(fault).to_have_count(0)
        page.reload()
        expect(page.locator("#f-title")).to_have_value(TITLE)
        page.locator("#f-kind").select_option("动态")
        page.locator("#f-approver").fill("李××")
        page.get_by_role("button", name="报送", exact=True).click()
        expect(page.get_by_role("heading", name="回执")).to_be_visible()
        expect(page.locator("h1")).to_have_text(TITLE)
    commit = demo_desk.commits()[0]
    assert (commit.author, commit.subject) == ("许××", f"南湖街道报送：{TITLE}")
    assert demo_desk.is_clean()


def test_nothing_is_sent_while_an_input_method_composes(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "xxy-nanhu", SIZES["desk"])
        page.goto(f"{address}/write")
        page.get_by_role("button", name="写一篇").click()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        page.locator("#f-title").click()
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "nanhu", "selectionStart": 5, "selectionEnd": 5})
        page.wait_for_timeout(1800)
        assert sent == []
        with page.expect_response(lambda response: response.url.endswith("/live")):
            session.send("Input.insertText", {"text": "南湖"})
        assert len(sent) == 1
        expect(page.locator("#f-title")).to_have_value("南湖")


def test_urgent_fields_come_with_the_urgency(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "xxy-nanhu", SIZES["phone"])
        page.goto(f"{address}/write")
        page.get_by_role("button", name="写一篇").click()
        page.get_by_text("更多：紧急信息").click()
        expect(page.locator("#f-occurred")).to_be_hidden()
        page.locator("#f-urgency").select_option("加急")
        expect(page.locator("#f-occurred")).to_be_visible()


def test_a_second_window_is_told_and_loses_nothing(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        first = enter(browser, address, "xxy-nanhu", SIZES["desk"])
        first.goto(f"{address}/write")
        first.get_by_role("button", name="写一篇").click()
        second = first.context.new_page()
        second.goto(first.url)
        first.locator("#f-body").fill("第一个窗口写的。")
        expect(first.locator("#saved")).to_contain_text("已自动保存")
        second.locator("#f-body").fill("第二个窗口写的。")
        expect(second.locator("#saved")).to_contain_text("没有保存：这份草稿在另一个窗口里改过")
        second.get_by_role("button", name="保存草稿").last.click()
        expect(second.locator(".other .kept")).to_have_text("第一个窗口写的。")
        expect(second.locator("#f-body")).to_have_value("第二个窗口写的。")


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_call_is_answered_with_one_click(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "xxy-nanhu", size)
        page.goto(f"{address}/answer/call/2026/024")
        page.locator("#f-reason").fill("本街道没有这类情况")
        page.get_by_role("button", name="无此情况").click()
        expect(page.locator("main")).to_contain_text("已经答复“无此情况”（2026年11月30日）：本街道没有这类情况。")
    assert [commit.subject for commit in demo_desk.commits()] == ["南湖街道答复第24号约稿：无此情况"]


def test_a_task_is_received_with_one_click(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "xxy-zhujian", SIZES["phone"])
        page.goto(f"{address}/answer/task/2026/049")
        page.get_by_role("button", name="签收").click()
        expect(page.locator("main")).to_contain_text("本单位签收：《签收：维修更换47处启闭不灵的供水阀门》")
    assert len(demo_desk.commits()) == 1
