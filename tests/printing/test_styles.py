"""Styles are data: each that comes with jianbao is whole, and a wrong file is told with all its problems and lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.problems import ProblemsFound
from jianbao.reading.styles import list_styles
from jianbao.rendering.papers.style import Align, Colour, fill, fill_piece
from jianbao.rendering.papers.styles import find_style, read_style
from jianbao.rendering.templates import Templates
from jianbao.settings.printing import FONT_ROLES
from offices import OfficeBuilder
from printed import style_of

WRONG = """name: 内刊
page: {top: 三十七, lines: 22, colour: red}
masthead:
  - {centre: "{name}", font: title, colour: green}
  - {rule: 1, thick: 2}
roles:
  - {id: body, font: body}
closing:
  - {role: right}
words:
  - {id: note}
"""


def told(office: OfficeBuilder, name: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_style(Templates(office.root), name)
    return [str(problem).split("\n")[0] for problem in found.value.problems]


@pytest.mark.parametrize("name", ["jianbao", "zengkan", "zhuanbao", "xinhan"])
def test_each_style_of_a_periodical_is_whole(name: str) -> None:
    style = style_of(name)
    assert style.id == name
    assert style.masthead
    assert style.imprint
    assert {"body", "title", "heading1", "heading2", "column", "note", "notice", "contents", "credit"} <= set(
        style.roles
    )
    assert {role.font for role in style.roles.values()} <= set(FONT_ROLES)
    assert len({role.word for role in style.roles.values()}) == len(style.roles), "one name in Word for each"
    assert {look.role for look in style.closing} <= set(style.roles)


def test_common_roles_follow_the_standard() -> None:
    """GB/T 9704-2012: 5.2.2, 7.3.1, 7.3.3."""
    roles = style_of().roles
    looks = {role: (roles[role].font, roles[role].size) for role in ("body", "title", "heading1", "heading2")}
    assert looks == {"body": ("body", 16), "title": ("title", 22), "heading1": ("heading", 16), "heading2": ("kai", 16)}
    page = style_of().page
    assert (page.width, page.height, page.lines, page.characters) == (156, 225, 22, 28)
    assert (page.line, page.tracking) == (28.99, -0.207)
    assert page.line * page.lines <= page.height / 25.4 * 72
    assert (page.size + page.tracking) * page.characters == pytest.approx(page.width / 25.4 * 72, abs=0.02)


def test_an_office_changes_only_what_it_states(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write(
        "templates/print/neikan.yml",
        "name: 内刊\npage: {lines: 20}\nroles:\n  - {id: body, word: 正文, size: 15, align: left, colour: red}\n",
    )
    style, common = read_style(Templates(tmp_path), "neikan"), style_of()
    assert (style.page.lines, style.page.top, style.page.characters) == (20, 37, 28)
    body = style.role("body")
    assert (body.word, body.size, body.align, body.colour) == ("正文", 15, Align.LEFT, Colour.RED)
    assert style.role("title") == common.role("title")
    assert style.words == common.words
    assert (style.masthead, style.imprint, style.closing) == ((), (), ())


def test_a_role_that_nobody_knows_is_body_text() -> None:
    assert style_of().role("nothing") == style_of().role("body")


def test_all_problems_of_a_style_at_once(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write("templates/print/neikan.yml", WRONG)
    assert told(office, "neikan") == [
        "error[field-type] templates/print/neikan.yml:2:13 字段“top（前几名）”的值“三十七”应是一个数",
        "error[field-unknown] templates/print/neikan.yml:2:29 不认识字段“colour”",
        "error[field-type] templates/print/neikan.yml:4:45 字段“colour”的值“green”不在可选之列",
        "error[field-unknown] templates/print/neikan.yml:5:15 不认识字段“thick”",
        "error[field-missing] templates/print/neikan.yml:7:5 缺少字段“word”",
        "error[field-missing] templates/print/neikan.yml:9:5 缺少字段“text（内容）”",
        "error[field-missing] templates/print/neikan.yml:11:5 缺少字段“text（内容）”",
    ]


def test_what_could_not_be_set_is_told_before_it_is_tried(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write(
        "templates/print/neikan.yml",
        "name: 内刊\npage: {inner: 120, outer: 80, lines: 0}\nmasthead:\n  - {centre: 内刊, font: heiti, size: 0}\n",
    )
    assert told(office, "neikan") == [
        "error[field-type] templates/print/neikan.yml:2:7 page 里的版心太小，排不下字",
        "error[field-type] templates/print/neikan.yml:4:24 没有“heiti”这种字体",
        "error[field-type] templates/print/neikan.yml:4:37 size 应大于0",
    ]


def test_a_common_style_of_the_office_must_say_how_everything_looks(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write("templates/print/common.yml", "name: 通用\nroles:\n  - {id: body, word: 正文}\n")
    names = (
        "title、heading1、heading2、column、note、notice、contents-head、contents、credit、quote、list、caption、cell、head、"
        "left"
    )
    assert told(office, "jianbao") == [
        f"error[field-missing] templates/print/common.yml:3:3 roles 里缺少{names}",
    ]


def test_a_style_that_is_no_yaml(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.write("templates/print/neikan.yml", "name: [内刊\n")
    [said] = told(office, "neikan")
    assert said.startswith("error[header-syntax] templates/print/neikan.yml:")


def test_a_style_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_style(Templates(tmp_path), "jianbo")
    first, hint = str(found.value).split("\n")
    assert first == (
        "error[style-unknown] templates/print/jianbo.yml:1:1 没有名为“jianbo”的印件式样，是不是“jianbao”？"
    )
    assert hint == f"提示：现有的式样：{'、'.join(list_styles(tmp_path))}"


def test_what_is_signed_prints_though_its_style_is_gone(tmp_path: Path) -> None:
    templates = Templates(tmp_path)
    assert find_style(templates, "neikan-2019").id == "jianbao"
    assert find_style(templates, "xinhan").id == "xinhan"


def test_names_of_styles(tmp_path: Path) -> None:
    OfficeBuilder(tmp_path).write("templates/print/neikan.yml", "name: 内刊\n")
    known = list_styles(tmp_path)
    assert {"jianbao", "neikan", "xinhan", "zengkan", "zhuanbao"} <= set(known)
    assert "common" not in known
    assert known == sorted(known)


@pytest.mark.parametrize(
    ("template", "filled", "piece"),
    [
        ("第{number}期", "第7期", "第7期"),
        ("签发：{signatory}", "签发：", ""),
        ("{name}（{series}）", "{number}（）", ""),
        ("{Name}{}", "{Name}{}", "{Name}{}"),
        ("没有字段", "没有字段", "没有字段"),
    ],
)
def test_fields_are_filled_once(template: str, filled: str, piece: str) -> None:
    """A value that looks like a field stays as it is."""
    values = {"number": "7", "name": "{number}", "series": "", "signatory": ""}
    assert fill(template, values) == filled
    assert fill_piece(template, values) == piece
