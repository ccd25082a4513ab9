"""Charts: what is drawn is what was counted, told in words too, and nothing in it can act."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

from jianbao.rendering.charts import Bar, Chart, make_bars

SVG = "{http://www.w3.org/2000/svg}"


def draw(chart: Chart) -> ET.Element:
    """The drawing as XML; inside a page the namespace goes without saying."""
    return ET.fromstring(chart.svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def make_chart(*values: tuple[str, int], upright: bool = False) -> Chart:
    return Chart(id="c", title="各单位采用条次", unit="条次", bars=make_bars(values), upright=upright)


def lengths(chart: Chart, side: str) -> list[float]:
    return [float(box.attrib[side]) for box in draw(chart).iter(f"{SVG}rect")]


def texts(chart: Chart) -> list[str]:
    return [element.text or "" for element in draw(chart).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = make_chart(("城关镇", 4), ("和平镇", 0), ("龙泉镇", 2))
    first, second = lengths(chart, "width")
    assert first == 2 * second
    assert texts(chart) == ["城关镇", "4", "和平镇", "0", "龙泉镇", "2"]
    assert lengths(make_chart(("1月", 3), ("2月", 1), upright=True), "height") == [132, 44]


def test_a_chart_is_a_picture_with_a_name_and_told_in_words() -> None:
    root = draw(make_chart(("城关镇", 4), ("和平镇", 0)))
    assert (root.attrib["role"], root.attrib["aria-labelledby"]) == ("img", "c-title c-desc")
    assert [(e.attrib["id"], e.text) for e in (root[0], root[1])] == [
        ("c-title", "各单位采用条次"),
        ("c-desc", "城关镇4条次；和平镇0条次。"),
    ]


def test_parts_are_stacked_in_the_order_of_the_legend() -> None:
    bars = (Bar(label="9月", parts=(Decimal(2), Decimal(1), Decimal(1)), text="4"),)
    chart = Chart(id="c", title="类别", unit="件", bars=bars, legend=("动态", "调研", "社情民意"), upright=True)
    boxes = [(box.attrib["class"], box.attrib["y"], box.attrib["height"]) for box in draw(chart).iter(f"{SVG}rect")]
    assert boxes[:3] == [
        ("jb-shade jb-shade--1", "3", "11"),
        ("jb-shade jb-shade--2", "3", "11"),
        ("jb-shade jb-shade--3", "3", "11"),
    ]
    assert boxes[3:] == [
        ("jb-shade jb-shade--1", "110", "66"),
        ("jb-shade jb-shade--2", "77", "33"),
        ("jb-shade jb-shade--3", "44", "33"),
    ]


def test_a_legend_that_is_too_long_goes_on_below() -> None:
    names = tuple(f"很长的类别名称{n}" for n in range(4))
    bars = (Bar(label="1月", parts=(Decimal(1),) * 4, text="4"),)
    root = draw(Chart(id="c", title="类别", unit="件", bars=bars, legend=names, upright=True))
    rows = [(box.attrib["x"], box.attrib["y"]) for box in root.iter(f"{SVG}rect")][:4]
    assert rows == [("0", "3"), ("119", "3"), ("0", "21"), ("119", "21")]


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_words() -> None:
    name = "区政务服务和大数据发展管理局中心"
    chart = make_chart((name, 1))
    assert texts(chart)[0] == "区政务服务和大数据发…"
    assert name in (draw(chart)[1].text or "")


def test_what_was_typed_stays_text_and_nothing_acts() -> None:
    chart = make_chart(('<script>"&', 1))
    assert "<script" not in chart.svg
    assert "style=" not in chart.svg
    assert "href" not in chart.svg
    assert texts(chart)[0] == '<script>"&'


def test_zero_for_all_or_a_single_channel_is_no_chart() -> None:
    assert make_chart(("城关镇", 0), ("和平镇", 0)).is_idle
    assert not make_chart(("城关镇", 0), ("和平镇", 1)).is_idle
    assert make_chart(("《信息》", 3)).is_idle
    assert not make_chart(("9月", 3), upright=True).is_idle
    assert lengths(make_chart(("城关镇", 0)), "width") == []


def test_the_same_numbers_are_drawn_the_same() -> None:
    thirds = Chart(id="c", title="t", unit="", bars=make_bars([(str(n), n) for n in range(1, 8)]), upright=True)
    assert thirds.svg == thirds.svg
    assert "000" not in "".join(value for box in draw(thirds).iter(f"{SVG}rect") for value in box.attrib.values())
