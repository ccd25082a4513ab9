"""What was printed stays: whatever is changed afterwards, pages, feeds and digest of a signed issue keep their bytes,
and ``jianbao check`` names what was changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jianbao.model import Access
from jianbao.model.document import digest_document
from jianbao.problems import Level
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from offices import AS_OF, BODY, OfficeBuilder, make_picture

ISSUE = "xinxi/2026/007"
RECORD = f"briefs/issues/{ISSUE}.yml"
ITEM = "briefs/items/chengguan/2026/11-03-jiu-gai.md"
DESK = "briefs/desk/2026/11-05-chengguan-jiu-gai.md"
EDITED = "briefs/desk/2026/11-03-heping-wang-ge.md"
PICTURE = "briefs/items/chengguan/2026/11-03-jiu-gai/tu.png"


@dataclass(frozen=True)
class Printed:
    """All that readers have of one signed issue, in the three builds."""

    pages: dict[Access, Page]
    files: dict[tuple[Access, str], bytes]
    digest: str


# Counted anew from today's names and facts; what was printed is the issue's own.
COUNTED = ("ledger/", "data/", "units/")


def print_issue(builder: OfficeBuilder) -> Printed:
    office = builder.read()
    pages: dict[Access, Page] = {}
    files: dict[tuple[Access, str], bytes] = {}
    for access in Access:
        context = BuildContext(
            office=office,
            access=access,
            as_of=AS_OF,
            templates=Templates(builder.root),
            site_url="https://yunxi.invalid/",
        )
        site = render_site(context)
        (pages[access],) = [page for page in site.pages if page.uri == f"{ISSUE}.md"]
        files |= {(access, file.uri): file.data for file in site.files if not file.uri.startswith(COUNTED)}
    document = office.issues[ISSUE].document
    assert document is not None
    assert digest_document(document) == office.issues[ISSUE].digest
    return Printed(pages=pages, files=files, digest=office.issues[ISSUE].digest)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Printed]:
    """One signed issue: a 公开 article with a picture, an edited one, and an 内部 one."""
    builder = OfficeBuilder(tmp_path_factory.mktemp("original"))
    builder.decide(builder.item("chengguan", "jiu-gai", body=f"{BODY}\n\n![图](11-03-jiu-gai/tu.png)"))
    builder.write(PICTURE, make_picture())
    builder.adopt("heping", "wang-ge", title="和平镇抓网格", body="改后的正文，已办结120件。", column="经验交流")
    builder.adopt("shuju", "gong-xiang", column="minyi")
    builder.sign(date="2026-11-20")
    assert builder.check() == []
    return builder.root, print_issue(builder)


@pytest.fixture
def builder(tmp_path: Path, original: tuple[Path, Printed]) -> OfficeBuilder:
    shutil.copytree(original[0], tmp_path, dirs_exist_ok=True)
    return OfficeBuilder(tmp_path)


PERIODICALS = "briefs/settings/periodicals.yml"
UNITS = "briefs/settings/units.yml"
ISSUER = "中共云溪区委办公室"


def setting(label: str, printed: str, today: str) -> str:
    """The sentence for a setting that is not as it was printed."""
    sentence = f"《信息》第7期（总第1237期）印的{label}是“{printed}”，现在的设置是“{today}”；已印发的不受影响"
    return f"notice[setting-changed] {RECORD}:1:1 {sentence}"


def source(path: str, what: str) -> str:
    return f"notice[source-changed] {path}:1:1 《信息》第7期（总第1237期）印发后{what}已改，已印发的不受影响"


def replace_in(path: str, old: str, new: str) -> Callable[[OfficeBuilder], None]:
    return lambda builder: builder.replace(path, old, new)


def remove_original(builder: OfficeBuilder) -> None:
    (builder.root / ITEM).unlink()
    (builder.root / PICTURE).unlink()


def change_picture(builder: OfficeBuilder) -> None:
    builder.write(PICTURE, make_picture(b"other"))


# What is changed → how, and the whole of what check says of it.
CHANGES: dict[str, tuple[Callable[[OfficeBuilder], None], list[str]]] = {
    "name of the periodical": (
        replace_in(PERIODICALS, "    name: 信息\n", "    name: 云溪信息\n"),
        [setting("刊名", "信息", "云溪信息")],
    ),
    "issuer": (
        replace_in(PERIODICALS, f"{ISSUER}\n    access: 公开", "云溪区信息中心\n    access: 公开"),
        [setting("编发单位", ISSUER, "云溪区信息中心")],
    ),
    "distribution": (
        replace_in(PERIODICALS, "[市委办公室], peer: [区委常委], down: [各乡镇党委]", "[省委办公厅, 市委办公室]"),
        [
            setting("发送范围", "各乡镇党委", "（无）"),
            setting("报送范围", "市委办公室", "省委办公厅；市委办公室"),
            setting("送达范围", "区委常委", "（无）"),
        ],
    ),
    "copies": (replace_in(PERIODICALS, "copies: 160", "copies: 200"), [setting("印数", "160", "200")]),
    "name of a unit": (
        replace_in(UNITS, "name: 和平镇", "name: 和平街道"),
        [setting("单位简称", "和平镇", "和平街道")],
    ),
    "name of a unit from a later day": (
        replace_in(
            UNITS,
            "{name: 区数据局, from: 2026-10-08}",
            "{name: 区数据局, from: 2026-10-08, to: 2026-11-25}\n      - {name: 区数字局, from: 2026-11-26}",
        ),
        [],
    ),
    "name of a column": (
        replace_in(PERIODICALS, "name: 经验交流", "name: 经验"),
        [setting("栏目名称", "经验交流", "经验")],
    ),
    "column removed": (
        replace_in(PERIODICALS, "      - {id: jiaoliu, name: 经验交流}\n", ""),
        [setting("栏目名称", "经验交流", "（已取消）")],
    ),
    "access of the periodical": (replace_in(PERIODICALS, "access: 公开", "access: 办内"), []),
    "access of a column": (replace_in(PERIODICALS, "name: 社情民意, access: 内部", "name: 社情民意"), []),
    "format of the number": (
        replace_in(PERIODICALS, "第{number}期（总第{cumulative}期）", "{number}({cumulative})"),
        [setting("期号写法", "第7期（总第1237期）", "7(1237)")],
    ),
    "name of the signatory": (replace_in("briefs/settings/people.yml", "name: 周××", "name: 钱××"), []),
    "phone of the office": (
        replace_in("briefs/settings/office.yml", "0000-0000001", "0000-0000009"),
        [setting("电话", "0000-0000001", "0000-0000009")],
    ),
    "original": (replace_in(ITEM, "210件", "120件"), [source(ITEM, "原稿")]),
    "access of the original": (
        replace_in(ITEM, "kind: 动态", "kind: 动态\naccess: 办内"),
        [source(ITEM, "原稿")],
    ),
    "original removed": (
        remove_original,
        [
            f"error[reference-missing] {DESK}:4:7 没有编号为“chengguan/2026/11-03-jiu-gai”的稿件",
            f"notice[source-removed] {RECORD}:10:3 《信息》第7期（总第1237期）印发后，{ITEM} 被删除",
        ],
    ),
    "picture of the original": (change_picture, []),
    "desk record": (replace_in(EDITED, "120件", "210件"), [source(EDITED, "编辑记录")]),
    "column in the desk record": (
        replace_in(EDITED, "column: 经验交流", "column: zhongdian"),
        [source(EDITED, "编辑记录")],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_printed_stays_and_check_names_what_was_changed(
    builder: OfficeBuilder, original: tuple[Path, Printed], name: str
) -> None:
    change, expected = CHANGES[name]
    change(builder)
    before, after = original[1], print_issue(builder)
    assert after.pages == before.pages
    assert after.digest == before.digest
    assert after.files == before.files
    assert [str(problem).partition("\n")[0] for problem in builder.check()] == expected


def remove_people(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/people.yml", "people:\n  - {id: xin-ren, name: 冯××, post: 信息科}\n")


def remove_periodical(builder: OfficeBuilder) -> None:
    text = (builder.root / PERIODICALS).read_text(encoding="utf-8")
    builder.write(PERIODICALS, "periodicals:\n" + text[text.index("  - id: canyue") :])


@pytest.mark.parametrize("remove", [remove_people, remove_periodical])
def test_an_issue_needs_nothing_of_todays_settings(
    builder: OfficeBuilder, original: tuple[Path, Printed], remove: Callable[[OfficeBuilder], None]
) -> None:
    remove(builder)
    after = print_issue(builder)
    assert after.pages == original[1].pages
    assert after.files == original[1].files
    assert after.digest == original[1].digest
    errors = [problem for problem in builder.check() if problem.level is Level.ERROR]
    assert [str(problem) for problem in errors if problem.place.path.startswith("briefs/issues/")] == []


def test_nothing_that_was_changed_stands_in_the_way_of_the_next_issue(builder: OfficeBuilder) -> None:
    for name, (change, _) in CHANGES.items():
        if "removed" not in name:
            change(builder)
    assert {problem.level for problem in builder.check()} == {Level.NOTICE}
    builder.adopt("longquan", "xin-gao")
    document = builder.sign(date="2026-11-21", by="钱××").document
    assert (document.number_text, document.name) == ("8(1238)", "云溪信息")
    assert document.articles[0].access is Access.OFFICE


def test_an_issue_that_was_withdrawn_is_not_compared_any_more(builder: OfficeBuilder) -> None:
    builder.withdraw(ISSUE)
    builder.replace(PERIODICALS, "copies: 160", "copies: 200")
    builder.replace(ITEM, "210件", "120件")
    assert builder.check() == []
