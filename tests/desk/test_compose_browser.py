"""An editor arranges an issue in a real browser: by hand, by keys, on a phone, beside somebody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import enter, find_misfits
from desks import Desk

DRAFT = "xinxi/2026-11-30"
FIELD, RENT = "2026/11-27-nongye-nong-tian-jin-du", "2026/11-27-zhujian-gong-zu-fang-kong-zhi"
WINDOW, FIRE = "2026/11-27-zhengwu-kai-can-yin-dian", "2026/11-29-heping-jie-gan-qi-huo"
DUST = "2026/11-30-qingshi-shi-cai-zheng-zhi"


def piece(page: Page, article: str) -> Locator:
    return page.locator(f"[data-article='{article}']")


def column(page: Page, identity: str) -> Locator:
    return page.locator(f".pieces[data-column={identity}]")


def drag(page: Page, article: str, target: Locator) -> None:
    """By the mouse, in steps as a hand does it."""
    grip = piece(page, article).locator(".grip")
    # Low on the screen, above the bar that sticks to its edge, so that both ends of the way are seen.
    grip.evaluate("grip => window.scrollTo(0, grip.getBoundingClientRect().top + scrollY - innerHeight * 0.8)")
    page.wait_for_load_state("networkidle")
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + end["height"] / 2, steps=12)
    # What is dragged along makes room for itself: the column may lie elsewhere now.
    end = target.bounding_box()
    assert end is not None
    page.mouse.move(end["x"] + 64, end["y"] + end["height"] / 2 + 2, steps=3)
    page.mouse.up()


def lies_under(page: Page, identity: str) -> list[str]:
    return [str(found.get_attribute("data-article")) for found in column(page, identity).locator("li").all()]


def write(page: Page, field: str, spelled: str, text: str) -> None:
    """As an input method does: letters under the cursor first, then the words."""
    page.locator(field).focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": spelled, "selectionStart": 1, "selectionEnd": 1})
    session.send("Input.insertText", {"text": text})


def test_articles_are_dragged_and_the_length_follows(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang")
        page.goto(f"{address}/drafts/{DRAFT}")
        expect(page.locator("#length-text")).to_contain_text("共4篇，1279字")
        drag(page, WINDOW, column(page, "dongtai"))
        assert lies_under(page, "dongtai") == [WINDOW]
        expect(page.locator("#unsaved")).to_be_visible()
        drag(page, DUST, column(page, "dongtai"))
        expect(page.locator("#length-text")).to_contain_text("共5篇，1629字")
        assert sorted(lies_under(page, "dongtai")) == sorted([WINDOW, DUST])
        order = lies_under(page, "dongtai")
        assert demo_desk.commits() == []
        page.locator("#f-note").fill("")
        write(page, "#f-note", "qingcankao", "请各单位参考。")
        page.get_by_role("button", name="保存编排").click()
        expect(page.locator(".done")).to_have_text("编排已保存：编入1篇，移了栏目1篇，改编者按")
        assert lies_under(page, "dongtai") == order
    (commit,) = demo_desk.commits()
    assert commit.author == "吴××"
    office = demo_desk.office()
    assert office.drafts[DRAFT].articles == (FIELD, *order, RENT, FIRE)
    assert (office.desk[WINDOW].column, office.drafts[DRAFT].note) == ("dongtai", "请各单位参考。")
    assert demo_desk.is_clean()


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_all_of_it_goes_without_a_mouse(demo_desk: Desk, browser: Browser, size: tuple[int, int]) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "bianji-zheng", size)
        page.goto(f"{address}/drafts/{DRAFT}")
        piece(page, RENT).locator("[data-to]").select_option("zhongdian")
        assert lies_under(page, "zhongdian") == [FIELD, RENT]
        up = piece(page, RENT).get_by_role("button", name="上移")
        up.focus()
        page.keyboard.press("Enter")
        assert lies_under(page, "zhongdian") == [RENT, FIELD]
        expect(up).to_be_focused()
        expect(up).to_have_attribute("aria-disabled", "true")
        piece(page, FIRE).get_by_role("button", name="放回备选").press("Enter")
        expect(page.locator("#length-text")).to_contain_text("共3篇，1095字")
        piece(page, FIRE).locator("[data-to]").select_option("dongtai")
        piece(page, FIRE).get_by_role("button", name="编入").press("Enter")
        assert lies_under(page, "dongtai") == [FIRE]
        page.get_by_role("button", name="保存编排").press("Enter")
        expect(page.locator(".done")).to_have_text("编排已保存：移了栏目2篇")
        assert find_misfits(page) == []
    assert demo_desk.office().drafts[DRAFT].articles == (RENT, FIELD, WINDOW, FIRE)


def test_what_is_not_saved_is_not_left_without_a_question(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang")
        page.goto(f"{address}/drafts/{DRAFT}")
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        piece(page, WINDOW).locator("[data-to]").select_option("zhongdian")
        page.get_by_role("link", name="来稿").first.click()
        page.wait_for_url(f"{address}/queue")
        assert asked == ["beforeunload"]
    assert demo_desk.commits() == []


def test_another_form_waits_until_the_arrangement_is_saved(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "kezhang")
        page.goto(f"{address}/drafts/{DRAFT}")
        piece(page, WINDOW).locator("[data-to]").select_option("zhongdian")
        page.locator("#f-stage").select_option("二校")
        page.get_by_role("button", name="记下，我看过现在的全文").click()
        expect(page.get_by_role("alert")).to_have_text("编排还没有保存：先保存编排，再办这件事")
        expect(page.get_by_role("button", name="保存编排")).to_be_focused()
        assert demo_desk.commits() == []
        page.keyboard.press("Enter")
        expect(page.locator(".done")).to_have_text("编排已保存：移了栏目1篇")


def test_two_editors_see_each_other(demo_desk: Desk, browser: Browser) -> None:
    with demo_desk.serve() as address:
        slow, quick = enter(browser, address, "kezhang"), enter(browser, address, "bianji-zheng")
        for page in (slow, quick):
            page.goto(f"{address}/drafts/{DRAFT}")
        piece(quick, WINDOW).get_by_role("button", name="放回备选").click()
        quick.get_by_role("button", name="保存编排").click()
        expect(quick.locator(".done")).to_contain_text("放回备选1篇")
        piece(slow, RENT).locator("[data-to]").select_option("minyi")
        slow.get_by_role("button", name="保存编排").click()
        expect(slow.locator(".problems")).to_contain_text("别人刚刚改了这份送审稿的编排")
        expect(slow.locator("section.warn").first).to_contain_text("现在保存着的编排")
        assert lies_under(slow, "minyi") == [RENT]
        slow.get_by_role("button", name="保存编排").click()
        expect(slow.locator(".done")).to_contain_text("编入1篇，移了栏目1篇")
    assert [commit.author for commit in demo_desk.commits()] == ["郑××", "吴××"]


@pytest.mark.parametrize("size", ["desk"], indirect=True)
def test_the_pages_are_seen_as_they_print(
    demo_desk: Desk, browser: Browser, size: tuple[int, int], printing_fonts: object
) -> None:
    with demo_desk.serve() as address:
        page = enter(browser, address, "jiaodui-shen", size)
        page.goto(f"{address}/preview/{DRAFT}")
        first = page.locator("img.sheet").first
        expect(first).to_have_attribute("alt", "第1页，文字见“全文”")
        assert first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1075
        assert page.locator("img.sheet").count() == 5
        assert find_misfits(page) == []
