"""A clerk opens the form in a browser and files an item with a Chinese title: the programs themselves, over a forge
with a real repository. The item is then one that ``jianbao check`` has nothing to say of, and nobody else was
asked anything.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from bare_repository import Repository
from commands import succeed
from forge_server import PROJECT, Forge, Gitea, GitLab, serve_forge, serve_pages
from form_programs import require_forms
from jianbao.settings import ForgeKind
from offices import KINDS_SETTINGS, OfficeBuilder

TITLE = "城关镇“三步走”推进老旧小区改造：年内完成12个"
BODY = f"{'城关镇把老旧小区改造列为年度实事。' * 8}\n\n到11月底，12个小区全部完工，惠及居民3.5万人。"
# Before eight in the morning of New Year's Day it is still the old year at Greenwich.
DATE = "2027-01-01 07:30"
TIMES = {"date": "2027-01-01T07:30", "occurred": "2027-01-01T06:50", "learned": "2027-01-01T07:05"}
CHOICES = {"kind": "经验做法", "form": "详讯", "urgency": "平急", "stage": "初报", "access": "内部"}
PATH = "briefs/items/chengguan/2027/01-01-gao-0730.md"
HEADER = f"""---
title: {TITLE}
kind: 经验做法
date: {DATE}
approver: 李××
phone: 0000-0001021
units:
  - 城关镇
  - 和平镇
form: 详讯
urgency: 平急
stage: 初报
occurred: 2027-01-01 06:50
learned: 2027-01-01 07:05
---
"""
FORMS = "forms:\n  - {id: xiangxun, name: 详讯, length: [50, 2000]}\n  - {id: jianxun, name: 简讯}\n"
# What the programs ask for to see that it is not there.
_USUAL = "Failed to load resource: the server responded with a status of 404"


@dataclass
class Form:
    """The form of 城关镇 in a browser; ``outside`` are requests to any other host, ``complaints`` what it reports."""

    page: Page
    site: str
    office: OfficeBuilder
    forge: Forge
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self) -> None:
        self.page.goto(f"{self.site}/admin/chengguan/")

    def begin(self) -> None:
        """A new item."""
        self.page.goto(f"{self.site}/admin/chengguan/#/collections/chengguan")
        self.page.goto(f"{self.site}/admin/chengguan/#/collections/chengguan/new")

    def check(self, branch: str, folder: Path) -> str:
        """What a clone of the branch holds at the item's path, after the checks of that day."""
        root = self.forge.repository.check_out(branch, folder)
        said = succeed(root, "--on", "2027-01-01", "check", str(root / PATH))
        assert said == "共检查稿件2篇、编辑记录0条、已签发0期，没有发现问题。\n"
        return (root / PATH).read_text(encoding="utf-8")


@contextmanager
def open_form(browser: Browser, folder: Path, forge: Forge, kind: ForgeKind, spoil: str = "") -> Iterator[Form]:
    """Served from one host, over a forge at another. ``spoil`` is a key to leave out of the configuration."""
    office = OfficeBuilder(folder / "office")
    office.write("briefs/settings/kinds.yml", f"{KINDS_SETTINGS}{FORMS}")
    office.item()
    with serve_forge(forge) as address, serve_pages(folder / "pages") as site:
        office.write("briefs/settings/forge.yml", f"url: {address}\nrepository: {PROJECT}\n")
        if kind is ForgeKind.GITLAB:
            office.write("briefs/settings/forge.yml", f"url: {address}\nrepository: {PROJECT}\napp: form\n")
        office.write(
            "briefs/settings/people.yml", "people:\n  - {id: gui, name: 桂××, roles: [管理员, 编辑, 督查员]}\n"
        )
        forge.repository = Repository.of(office.root, folder / "bare.git")
        succeed(office.root, "forge-config", kind.value, "--folder", str(folder / "pages"))
        shutil.copytree(require_forms(), folder / "pages/admin", dirs_exist_ok=True)
        if spoil:
            _spoil(folder / "pages/admin/chengguan/config.yml", spoil)
        # As high as the form: Sveltia makes a field only when it comes into sight.
        sight = {"width": 1366, "height": 3000}
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=sight)
        form = Form(context.new_page(), site, office, forge)
        form.page.set_default_timeout(20_000)
        _listen(form, (address, site, "data:", "blob:"))
        form.open()
        yield form
        context.close()


def _spoil(file: Path, key: str) -> None:
    comment, _, text = file.read_text(encoding="utf-8").partition("\n")
    configuration = json.loads(text)
    del configuration["collections"][0][key]
    file.write_text(f"{comment}\n{json.dumps(configuration, ensure_ascii=False)}\n", encoding="utf-8")


def _listen(form: Form, known: tuple[str, ...]) -> None:
    page, complaints, outside = form.page, form.complaints, form.outside
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(known) else outside.append(request.url))

    def hear(kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not text.startswith(_USUAL):
            complaints.append(text)

    page.on("console", lambda message: hear(message.type, message.text))


# -- Decap on GitLab ----------------------------------------------------------


def find_decap(page: Page, key: str) -> Locator:
    return page.locator(f'[id^="{key}-field-"]')


def pick_decap(page: Page, key: str, choice: str) -> None:
    find_decap(page, key).fill(choice)
    find_decap(page, key).press("Enter")


def test_on_gitlab_an_item_becomes_a_merge_request(browser: Browser, tmp_path: Path) -> None:
    forge = GitLab()
    with open_form(browser, tmp_path, forge, ForgeKind.GITLAB) as form:
        page = form.page
        page.get_by_role("button", name="使用 GitLab 登录").click()
        # What the unit filed before is in the list, though it lies in a folder of its year.
        page.get_by_text("chengguan推进jiu-gai").wait_for()
        form.begin()
        for key, text in {"body": BODY, "phone": "0000-0001021", **TIMES}.items():
            find_decap(page, key).fill(text)
        for key, choice in {**CHOICES, "units": "和平镇"}.items():
            pick_decap(page, key, choice)
        # Second thoughts: what was chosen and written is taken out again.
        find_decap(page, "access").press("Backspace")
        find_decap(page, "tags").fill("城市更新")
        find_decap(page, "tags").fill("")
        find_decap(page, "author").fill("张")
        find_decap(page, "author").press("Backspace")
        page.get_by_role("button", name="保存").click()
        # Neither title nor approver yet: nothing is filed.
        page.get_by_text("“标题”是必填项").wait_for()
        assert not [asked for asked in forge.asked if asked.startswith("POST /api/")]
        find_decap(page, "title").fill(TITLE)
        find_decap(page, "approver").fill("李××")
        page.get_by_role("button", name="保存").click()
        page.get_by_text("修改已保存").wait_for()
        branch = "cms/chengguan/2027/01-01-gao-0730"
        assert [(made["title"], made["source_branch"], made["target_branch"]) for made in forge.requests] == [
            ("报送稿件 2027/01-01-gao-0730", branch, "main")
        ]
        assert form.check(branch, tmp_path / "clone") == f"{HEADER}{BODY}\n"
        assert forge.repository.text("diff", "--name-only", f"main...{branch}") == PATH
        # Whether it is printed is not for the form: it offers no way to merge.
        assert page.get_by_text("发布", exact=True).count() == 0
        # It lets go of what was not saved by an error without words.
        assert (form.outside, form.complaints, forge.unknown) == ([], ["undefined"], [])


# -- Sveltia on Gitea and Forgejo ---------------------------------------------


def find_sveltia(page: Page, key: str) -> Locator:
    return page.locator(f'section.field[data-key-path="{key}"]')


def fill_sveltia(page: Page) -> None:
    for key, text in {"title": TITLE, "approver": "李××", "phone": "0000-0001021"}.items():
        find_sveltia(page, key).locator("input").fill(text)
    find_sveltia(page, "body").locator("textarea").fill(BODY)
    for key, text in TIMES.items():
        find_sveltia(page, key).locator("input").fill(text)
    find_sveltia(page, "units").get_by_role("combobox").click()
    page.get_by_role("option", name="和平镇").click()
    # Of a few choices it shows all.
    for key, choice in CHOICES.items():
        find_sveltia(page, key).get_by_text(choice, exact=True).click()
    find_sveltia(page, "access").get_by_text("(无)").click()


@pytest.mark.parametrize(("kind", "version"), [(ForgeKind.GITEA, "1.24.7"), (ForgeKind.FORGEJO, "12.0.4+gitea-1.22.0")])
def test_on_gitea_and_forgejo_an_item_is_committed(
    browser: Browser, tmp_path: Path, kind: ForgeKind, version: str
) -> None:
    forge = Gitea(version=version)
    with open_form(browser, tmp_path, forge, kind) as form:
        page = form.page
        page.get_by_role("button", name="使用访问令牌登录").click()
        page.locator("input").first.fill("token")
        page.keyboard.press("Enter")
        page.get_by_text("chengguan推进jiu-gai").wait_for()
        form.begin()
        page.get_by_role("button", name="保存").click()
        # Neither title nor text yet: nothing is filed.
        page.get_by_text("必填").first.wait_for()
        assert not [asked for asked in forge.asked if asked == f"POST /api/v1/repos/{PROJECT}/contents"]
        fill_sveltia(page)
        page.get_by_role("button", name="保存").click()
        page.get_by_text("条目已保存").wait_for()
        assert forge.repository.text("log", "-1", "--format=%s%n%an", "main") == "报送稿件 01-01-gao-0730\n钱××"
        assert form.check("main", tmp_path / "clone") == f"{HEADER}\n{BODY}\n"
        if kind is ForgeKind.GITEA:
            # A second one of the same minute has a name of its own.
            form.begin()
            fill_sveltia(page)
            page.get_by_role("button", name="保存").click()
            page.get_by_text("有 3 个条目").wait_for()
            filed = forge.repository.list_tree("main", "briefs/items/chengguan/2027/")
            assert [Path(entry.path).name for entry in filed] == ["01-01-gao-0730-1.md", "01-01-gao-0730.md"]
        # It warns, in English or Chinese, that people sign in by tokens.
        assert [complaint for complaint in form.complaints if "OAuth" not in complaint] == []
        assert (form.outside, forge.unknown) == ([], [])


# -- what the programs say of a wrong configuration ---------------------------


@pytest.mark.parametrize(
    ("kind", "forge", "said"),
    [
        (ForgeKind.GITLAB, GitLab(), "'collections[0]' must have required property 'fields'"),
        (ForgeKind.GITEA, Gitea(), "CMS 配置中存在错误"),
    ],
)
def test_a_wrong_configuration_would_be_seen(
    browser: Browser, tmp_path: Path, kind: ForgeKind, forge: Forge, said: str
) -> None:
    """So that the tests above mean something: neither program opens a form whose configuration it does not accept."""
    with open_form(browser, tmp_path, forge, kind, spoil="fields") as form:
        form.page.get_by_text(said).first.wait_for()
        assert form.page.get_by_role("button", name="登录").count() == 0
