"""What ``desk.js`` adds to any page: no typed text is lost, nothing is sent twice or by an input method's Enter."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from sites import ROOT

SCRIPT = (ROOT / "templates/desk/static/desk.js").read_text(encoding="utf-8")
STYLE = (ROOT / "templates/desk/static/desk.css").read_text(encoding="utf-8")
HOME = "http://desk.invalid/"
FORM = """<form method="post" action="/done" data-guard>
<label>标题 <input name="title"></label><label>正文 <textarea name="body"></textarea></label>
<button name="do" value="file">报送</button></form><a href="/elsewhere">别处</a>"""


class Sheet:
    """One page with a body of the test's own, and what it sends. ``/file`` answers with a file to keep."""

    def __init__(self, browser: Browser) -> None:
        self.sent: list[dict[str, str]] = []
        self.warned: list[str] = []
        self.body = ""
        self.page: Page = browser.new_page(locale="zh-CN")
        self.page.route(
            "**/*",
            lambda route, request: route.fulfill(
                content_type="text/html; charset=utf-8", body=self._answer(request), headers=self._head(request)
            ),
        )
        self.page.on("dialog", lambda dialog: (self.warned.append(dialog.type), dialog.accept()))

    def _answer(self, request: Request) -> str:
        if request.method == "POST":
            self.sent.append(dict(parse_qsl(request.post_data or "")))
        head = f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><title>页</title><style>{STYLE}</style>"
        return f"{head}<main id=main tabindex=-1>{self.body}</main><script>{SCRIPT}</script>"

    @staticmethod
    def _head(request: Request) -> dict[str, str]:
        return {"Content-Disposition": "attachment; filename=x.html"} if request.url.endswith("/file") else {}

    def show(self, body: str) -> Page:
        self.body = body
        self.page.goto(HOME)
        return self.page

    def compose(self, text: str) -> None:
        """As an input method puts letters under the cursor that are no text yet."""
        client = self.page.context.new_cdp_session(self.page)
        client.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Sheet]:
    made = Sheet(browser)
    yield made
    made.page.context.close()


def test_leaving_a_form_with_typed_text_asks_first(sheet: Sheet) -> None:
    page = sheet.show(FORM)
    page.get_by_role("link", name="别处").click()
    assert sheet.warned == []
    page.goto(HOME)
    page.get_by_label("正文").press_sequentially("稿")
    page.get_by_role("link", name="别处").click()
    page.wait_for_url("**/elsewhere")
    assert sheet.warned == ["beforeunload"]


def test_text_that_a_script_has_kept_is_not_asked_about(sheet: Sheet) -> None:
    page = sheet.show(FORM)
    page.get_by_label("正文").press_sequentially("稿")
    page.evaluate("document.querySelector('form').dispatchEvent(new Event('jianbao:saved'))")
    page.get_by_role("link", name="别处").click()
    page.wait_for_url("**/elsewhere")
    assert sheet.warned == []


def test_sending_a_form_asks_nothing_and_sends_the_button(sheet: Sheet) -> None:
    page = sheet.show(FORM)
    page.get_by_label("标题").fill("城关镇设摊区")
    page.get_by_role("button", name="报送").click()
    page.wait_for_url("**/done")
    assert (sheet.warned, sheet.sent) == ([], [{"title": "城关镇设摊区", "do": "file"}])


def test_a_form_pressed_three_times_is_sent_once(sheet: Sheet) -> None:
    page = sheet.show(FORM)
    page.get_by_label("标题").fill("一")
    page.evaluate("for (const n of [1, 2, 3]) document.querySelector('form button').click()")
    page.wait_for_url("**/done")
    assert [form["do"] for form in sheet.sent] == ["file"]


def test_the_button_of_a_form_that_gives_a_file_comes_back(sheet: Sheet) -> None:
    page = sheet.show('<form method="post" action="/file"><button>存为文件</button></form>')
    page.clock.install()
    page.goto(HOME)
    button = page.get_by_role("button", name="存为文件")
    with page.expect_download():
        button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    page.clock.fast_forward(9000)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    with page.expect_download():
        button.click()
    assert len(sheet.sent) == 2


def test_enter_in_one_line_of_a_long_form_sends_nothing(sheet: Sheet) -> None:
    page = sheet.show(FORM)
    page.get_by_label("标题").fill("一")
    page.get_by_label("标题").press("Enter")
    page.get_by_role("button", name="报送").focus()
    assert sheet.sent == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/done")
    assert len(sheet.sent) == 1


def test_enter_that_ends_a_word_of_an_input_method_sends_nothing(sheet: Sheet) -> None:
    page = sheet.show(
        '<form method="post" action="/done"><label>词 <input name="words"></label><button>查找</button></form>'
    )
    page.get_by_label("词").focus()
    sheet.compose("jiugai")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("旧改")
    page.wait_for_timeout(100)
    assert (page.url, sheet.sent) == (HOME, [])
    page.keyboard.press("Enter")
    page.wait_for_url("**/done")
    assert len(sheet.sent) == 1


def test_a_button_that_asks_is_pressed_twice_or_taken_back(sheet: Sheet) -> None:
    button = '<button name="do" value="drop" data-confirm="撤下以后要重新采用">撤下</button>'
    page = sheet.show(f'<form method="post" action="/done">{button}</form>')
    page.get_by_role("button", name="撤下").click()
    expect(page.get_by_role("alert")).to_have_text("撤下以后要重新采用")
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("button", name="撤下", exact=True)).to_be_focused()
    assert sheet.sent == []
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="撤下", exact=True).click()
    page.get_by_role("button", name="确定撤下").click()
    page.wait_for_url("**/done")
    assert sheet.sent == [{"do": "drop"}]


def test_the_first_field_at_fault_is_where_one_types(sheet: Sheet) -> None:
    said = '<div class="problems" role="alert">有2处要改</div>'
    fields = '<label>标题 <input name="title"></label><details><summary>更多</summary>'
    fields += '<label>审签人 <input name="approver" aria-invalid="true"></label></details>'
    page = sheet.show(
        f'{said}<form method="post" data-guard>{fields}<button>报送</button></form><a href="/elsewhere">别处</a>'
    )
    expect(page.get_by_label("审签人")).to_be_focused()
    expect(page.get_by_label("审签人")).to_be_visible()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p class="done" role="status">已报送</p><a href="/x">下一步</a>', "已报送"),
        ('<div class="problems" role="alert">没有办成</div><a href="/x">回首页</a>', "没有办成"),
    ],
)
def test_what_was_done_or_refused_is_what_one_hears_first(sheet: Sheet, body: str, words: str) -> None:
    page = sheet.show(body)
    assert page.evaluate("document.activeElement.textContent") == words


def test_a_page_with_nothing_to_tell_leaves_the_focus_alone(sheet: Sheet) -> None:
    page = sheet.show(f'<div class="problems" hidden></div>{FORM}')
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("link", name="别处").click()
    page.wait_for_url("**/elsewhere")
    assert sheet.warned == []


def test_a_form_that_was_refused_holds_text_that_is_kept_nowhere(sheet: Sheet) -> None:
    page = sheet.show(f'<div class="problems" role="alert">没有办成</div>{FORM}')
    page.get_by_label("正文").click()
    page.get_by_role("link", name="别处").click()
    page.wait_for_url("**/elsewhere")
    assert sheet.warned == ["beforeunload"]
