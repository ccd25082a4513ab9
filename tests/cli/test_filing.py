"""``jianbao new``: a file that its unit has only to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, succeed
from jianbao.problems import Level
from offices import OfficeBuilder

PATH = "briefs/items/chengguan/2026/11-30-lao-jiu-xiao-qu-gai-zao.md"
NEXT = "用记事本打开这个文件，填好各项后运行：jianbao check briefs/items/chengguan\n"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def test_new_names_the_file_by_pinyin(office: OfficeBuilder) -> None:
    said = succeed(office.root, "new", "城关", "老旧小区改造“三步走”成效好")
    assert said == f"已写入 {PATH}\n{NEXT}"
    assert (office.root / PATH).read_text(encoding="utf-8") == (
        "---\n"
        "title: 老旧小区改造“三步走”成效好\n"
        "unit: 城关镇\n"
        "approver:                # 审签人，必填：本单位审定本稿的领导，如 李××\n"
        "date: 2026-11-30         # 报送时间，后面可加几时几分，如 2026-11-30 09:40\n"
        "kind: 动态               # 动态、经验做法、调研\n"
        "# 以下各项可不写；要写的，删去行首的“# ”再填。\n"
        "# author: 张××           # 执笔人\n"
        "# phone: 0000-0001021    # 联系电话，只有本单位和信息科看得到\n"
        "# form: 详讯             # 体裁：详讯、简讯、一句话\n"
        "# urgency: 加急          # 紧急信息才写：特急、加急、平急，并写 occurred（事发时间）和 learned（接报时间）\n"
        "# access: 内部           # 不宜公开的才写：内部（各单位可见）、办内（只有办公室和领导可见）\n"
        "# tags: [城市管理]       # 关键词，便于以后查找\n"
        "---\n"
        "\n"
        "在这里写正文，写完删去这一行。一事一报，写清时间、地点、数字和单位；成绩和问题都要实。\n"
    )


def test_new_leaves_only_what_the_unit_has_to_fill_in(office: OfficeBuilder) -> None:
    succeed(office.root, "new", "chengguan", "老旧小区改造成效好")
    codes = {problem.code for problem in office.check() if problem.level is Level.ERROR}
    assert codes == {"approver-missing", "leftovers"}
    body = "今年以来，城关镇改造老旧小区12个，惠及居民3260户，加装电梯18部，新增停车位410个。"
    filled = {
        "approver:  ": "approver: 李××  ",
        "在这里写正文，写完删去这一行。一事一报，写清时间、地点、数字和单位；成绩和问题都要实。": body,
    }
    for old, new in filled.items():
        office.replace(PATH, old, new)
    assert [str(problem) for problem in office.check() if problem.level is Level.ERROR] == []


def test_a_taken_name_gets_a_number(office: OfficeBuilder) -> None:
    for suffix in ("", "-2", "-3"):
        said = succeed(office.root, "new", "城关镇", "老旧小区改造成效好")
        assert said == f"已写入 {PATH.removesuffix('.md')}{suffix}.md\n{NEXT}"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("12345热线", "12345-re-xian"),
        ("2026", "gao-2026"),
        ("CON", "gao-con"),
        ("“……”", "gao-jian"),
        ("🎉", "gao-jian"),
        ("推进GDP核算", "tui-jin-gdp-he-suan"),
        ("a" * 100, "a" * 40),
        ("双双双双双双双双双双", "shuang-shuang-shuang-shuang-shuang"),
        ("../../etc/passwd", "etcpasswd"),
    ],
)
def test_any_title_gives_a_valid_name(office: OfficeBuilder, title: str, slug: str) -> None:
    said = succeed(office.root, "new", "城关镇", title)
    assert said == f"已写入 briefs/items/chengguan/2026/11-30-{slug}.md\n{NEXT}"
    assert [problem for problem in office.check() if problem.code == "file-name"] == []


@pytest.mark.parametrize("title", ["a: b", "- a", "# a", "'a", '"', "[a", "{{ 7 * 7 }}", "%", "是", "010", "&a", "@a"])
def test_any_title_is_read_back_as_it_was_typed(office: OfficeBuilder, title: str) -> None:
    succeed(office.root, "new", "城关镇", "--", title)
    (item,) = office.read().items.values()
    assert item.title == title


def test_unknown_unit(office: OfficeBuilder) -> None:
    assert refuse(office.root, "new", "和平乡", "标题") == (
        "error[unit-unknown] 没有名为“和平乡”的单位\n提示：是不是“和平镇”？\n"
    )
    assert refuse(office.root, "new", "某某", "标题") == (
        "error[unit-unknown] 没有名为“某某”的单位\n提示：单位名单见 briefs/settings/units.yml\n"
    )


@pytest.mark.parametrize("title", ["", " ", "\u3000"])
def test_a_title_is_needed(office: OfficeBuilder, title: str) -> None:
    assert refuse(office.root, "new", "城关镇", title) == (
        "error[field-empty] 标题是空的\n提示：写上内容；含空格的要加引号\n"
    )
