"""A supervisor and an editor in a real browser: a task from opening to chasing, an adoption, a call taken at night."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import enter, find_misfits, judge_access
from desks import Desk


def type_chinese(page: Page, label: str, text: str) -> None:
    """As an input method leaves it: whole words at once."""
    page.get_by_label(label, exact=False).first.focus()
    page.keyboard.insert_text(text)


def assert_fits(page: Page) -> None:
    """Nothing sticks out at the side or is too small to press, and axe finds nothing serious."""
    assert [*find_misfits(page), *judge_access(page)] == []


def test_a_task_is_opened_from_an_instruction_and_chased(
    demo_desk: Desk, browser: Browser, size: tuple[int, int]
) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "ducha-guo", size)
        page.goto(f"{address}/tasks/new")
        page.get_by_role("link", name="区委副书记孙××11月27日批示（阅处）").click()
        type_chinese(page, "办什么事", "整治快递进村二次收费")
        page.get_by_label("牵头单位", exact=False).first.select_option("区交通局")
        type_chinese(page, "第1项任务", "摸清收费点位和数额")
        page.get_by_label("第1项牵头单位").select_option("河口乡")
        page.get_by_role("button", name="先看时限").click()
        expect(page.get_by_text("办理时限：2026年12月18日（星期五）")).to_be_visible()
        assert_fits(page)
        page.get_by_role("button", name="立项", exact=True).click()
        page.wait_for_url("**/tasks/2026/052")
        expect(page.get_by_role("heading", level=1)).to_have_text("整治快递进村二次收费")
        page.locator("summary", has_text="登记催办").click()
        chase = page.locator("#chase")
        chase.get_by_label("催办方式", exact=False).select_option("电话")
        chase.get_by_label("对方怎么答复").focus()
        page.keyboard.insert_text("正在开会研究，明天签收")
        chase.get_by_role("button", name="登记催办").click()
        expect(page.get_by_role("status")).to_contain_text("云委督〔2026〕52号催办已登记。现在：待签收")
        expect(page.locator("ol.course")).to_contain_text("答复：正在开会研究，明天签收")
        assert_fits(page)
    assert [commit.subject for commit in demo_desk.commits()] == [
        "立项：整治快递进村二次收费",
        "催办：云委督〔2026〕52号《整治快递进村二次收费》",
    ]


@pytest.mark.parametrize("size", ["desk"], indirect=True)
def test_an_adoption_is_found_and_registered(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang", size)
        page.goto(f"{address}/record")
        assert_fits(page)
        page.get_by_role("link", name="登记采用", exact=True).first.click()
        type_chinese(page, "按标题、单位、刊物查找", "快递")
        page.get_by_role("button", name="查找").click()
        item = page.get_by_label("河口乡村民反映快递到村被加收取件费").first
        expect(item).to_be_visible()
        assert_fits(page)
        item.check()
        page.get_by_role("button", name="登记选中的").click()
        page.get_by_label("哪个渠道采用的", exact=False).select_option("中办")
        assert_fits(page)
        page.get_by_role("button", name="登记采用").click()
        expect(page.get_by_role("status").first).to_have_text("已登记中办采用")
        expect(page.get_by_text("计入2026年11月：河口乡，采用，中办")).to_be_visible()
    assert len(demo_desk.commits()) == 1


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_call_at_night_is_logged(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "bianji-zheng", size)
        page.goto(f"{address}/incidents")
        assert_fits(page)
        page.get_by_role("link", name="接报一起事件").click()
        type_chinese(page, "什么事件", "和平镇桥梁限高架被撞")
        page.get_by_label("事件等级", exact=False).select_option("一般")
        page.get_by_label("事发时间", exact=False).fill("2026-11-30T06:20")
        page.get_by_label("本办公室接报的时间", exact=False).fill("2026-11-30T06:35")
        assert_fits(page)
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("已登记，值班记录从接报开始")
        page.locator("#log").get_by_label("办了什么", exact=False).select_option("报告领导")
        page.locator("#log").get_by_label("什么时候", exact=False).fill("2026-11-30T06:40")
        page.locator("#log").get_by_label("向谁报告", exact=False).fill("周××")
        page.get_by_role("button", name="续记值班记录").click()
        expect(page.locator("ol.course").first).to_contain_text("郑××报周××")
        assert_fits(page)
    assert len(demo_desk.commits()) == 2
