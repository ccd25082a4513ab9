"""Bulletins that were published, reproduced from records: two tables cell by cell, one paragraph of prose."""

from __future__ import annotations

from pathlib import Path

from bulletins import cells, compiled, prose, table

from offices import UNITS_SETTINGS, OfficeBuilder, day

GOLDEN = Path(__file__).parent / "golden"

# Dazhou, July 2011: 简报得分 is 2 each and at most 10 a month; the rank is that of 累计, shared by two.
DAZHOU = """
单位   篇数 简报得分 大事记 月报表 形势分析 本月得分 累计得分 位次
通川区 2 4 0 4 0 8 40.5 3
万源市 0 0 0 4 0 4 24 7
达县 11 10 4 4 4 22 61.5 1
大竹县 2 4 4 4 4 16 48 2
宣汉县 1 2 0 4 0 6 38.5 4
渠县 1 2 0 4 0 6 36 5
开江县 2 4 4 4 0 12 36 5
"""

# Tongzhou, September 2016: one point for a submission, three for an adoption; ＿ is a blank cell. 城乡绿化科 has three
# points of an item filed earlier and adopted now, which 采用 (of what was filed this month) does not show.
TONGZHOU = """
单位 本月报送 全年报送 采用 报送分 采用分 本月分 累计分
林政资源科 ＿ 0 ＿ 0 0 0 0
产业发展科 ＿ 12 ＿ 0 0 0 52
规划发展科 ＿ 0 ＿ 0 0 0 3
城乡绿化科 ＿ 19 ＿ 0 3 3 91
人事科 ＿ 2 ＿ 0 0 0 6
森林公安处 2 7 2 2 6 8 28
监察(审计)科 2 9 2 2 6 8 36
义务植树科 ＿ 14 ＿ 0 0 0 87
财务科 ＿ 0 ＿ 0 0 0 0
全程代办 ＿ 0 ＿ 0 0 0 4
工会共青团 4 8 4 4 12 16 48
"""


def rows_of(text: str) -> list[list[str]]:
    return [["" if word == "＿" else word for word in line.split()] for line in text.strip().splitlines()]


def test_dazhou_july_2011_cell_by_cell() -> None:
    document = compiled(GOLDEN / "dazhou", "2011-07", day("2011-08-05"))
    counts = table(document, "group-danwei")
    assert [[cell.text for cell in counts.header[0]], *cells(counts)] == rows_of(DAZHOU)


def test_tongzhou_september_2016_cell_by_cell() -> None:
    document = compiled(GOLDEN / "tongzhou", "2016-09", day("2016-10-08"))
    counts = table(document, "group-danwei")
    assert [[cell.text for cell in counts.header[0]], *cells(counts)] == rows_of(TONGZHOU)


def test_the_title_and_salutation_of_a_government_office() -> None:
    document = compiled(GOLDEN / "dazhou", "2011-07", day("2011-08-05"))
    assert document.title == "关于2011年7月份政务信息报送及采用情况的通报"
    assert document.salutation == "各乡镇人民政府、各街道办事处，市政府各部门："
    assert document.definitions[-1] == "计分按《信息工作计分办法》。"


# Wenxian, 2023: 24 units with 67 items, and 6 composites of the office itself = 73 (the units' names are not public).
WENXIAN = [12, 8, 5, *[4] * 3, *[3] * 3, *[2] * 6, *[1] * 9]


def test_wenxian_2023_as_prose(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    units = [f"dan-wei-{'abcdefghijklmnopqrstuvwx'[n]}" for n in range(len(WENXIAN))]
    names = [f"{sign}单位" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥乾坤"]
    lines = [f"  - {{id: {unit}, name: {name}, group: bumen}}\n" for unit, name in zip(units, names, strict=True)]
    head, _, _ = UNITS_SETTINGS.partition("units:\n")
    office = "  - {id: quweiban, name: 区委办公室, short: 区委办, group: benban}\n"
    builder.write("briefs/settings/units.yml", f"{head}units:\n{''.join(lines)}{office}")
    used = [(unit, n) for unit, count in zip(units, WENXIAN, strict=True) for n in range(count)]
    for unit, n in [*used, *(("quweiban", n) for n in range(6))]:
        builder.adoption(f"{unit}-{n}", f"2023-{n + 1:02d}-15", units=unit, title=f"{unit}信息{n}")

    document = compiled(tmp_path, "2023")
    assert prose(document)[3:5] == [
        "二、采用情况",
        (
            "市级采用73条：甲单位12条，乙单位8条，丙单位5条，丁单位、戊单位、己单位各4条，庚单位、辛单位、壬单位各3条，"
            "癸单位、子单位、丑单位、寅单位、卯单位、辰单位各2条，"
            "巳单位、午单位、未单位、申单位、酉单位、戌单位、亥单位、乾单位、坤单位各1条；本办公室6条。"
        ),
    ]
