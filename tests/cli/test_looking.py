"""``queue``, ``show``, ``find``, ``status``, ``check``: the answers for a small office, as golden files."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, run, transcribe
from conftest import Compare
from offices import OfficeBuilder

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    """Something of every kind: printed, corrected, withdrawn, reissued, joint, pending, held, returned, in draft."""
    built = OfficeBuilder(tmp_path_factory.mktemp("office"), limits="items: 2")
    # All texts of this office are one short sentence.
    built.write("briefs/settings/checks.yml", "duplicate-printed: {min: 40, common: 50}\n")
    first = built.item("chengguan", "jiu-gai", "2026-11-03 09:20", title="城关镇“三步走”推进老旧小区改造")
    joint = built.item(
        "zhujian", "ran-qi", "2026-11-04", units=["区住建局", "城关镇"], title="3个小区586户换上新燃气管道"
    )
    articles = [built.decide(first, order=10), built.decide(joint, order=20, title="3个旧小区换上新燃气管道")]
    built.sign(date="2026-11-06", draft=built.draft(*articles, day="2026-11-06"))
    built.correct("xinxi/2026/007", articles[0], "210件", "120件")
    wrong = built.item("heping", "liang-tian", "2026-11-10", title="和平镇高标准农田全部建成")
    built.decide(wrong, decided="2026-11-11")
    built.sign(date="2026-11-13")
    built.withdraw("xinxi/2026/008", day="2026-11-14", reason="所引面积数据有误。")
    built.decide(
        wrong,
        slug="heping-liang-tian-2",
        decided="2026-11-16",
        title="和平镇建成高标准农田2万亩",
        reissues="xinxi/2026/008",
    )
    built.adopt("chengguan", "dian-ti", "2026-11-17", order=20)
    built.adopt("longquan", "shui-yu", "2026-11-18", order=30)
    built.adopt("longquan", "ji-zhang", "2026-11-18", decision="退改", reason="请核实产值")
    built.adopt("shuju", "gong-xiang", "2026-11-19", decision="留存待用", reason="等12月统计")
    late = built.item(
        "longquan", "hu-lin", "2026-11-20", urgency="加急", occurred="2026-11-20 07:40", learned="2026-11-20 07:55"
    )
    built.receipt(late, "2026-11-20 08:10", via="电话")
    built.item("chengguan", "jiu-gai-2", "2026-11-28", title="城关镇“三步走”推进老旧小区改造续")
    built.item("chengguan", "kong", "2026-11-29", body="", access="办内", title="[bold]方括号[/bold]和{{ 花括号 }}照印")
    built.draft(built.adopt("zhujian", "zu-fang", "2026-11-26", column="minyi"), day="2026-11-29")
    return built


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("queue", [["queue"], ["queue", "--unit", "龙泉镇"], ["queue", "--unit", "区住建局"]]),
        ("show-issue", [["show", "xinxi/2026/007"]]),
        ("show-withdrawn", [["show", "xinxi/2026/008"]]),
        ("show-item", [["show", "chengguan/2026/11-03-jiu-gai"], ["show", "heping/2026/11-10-liang-tian"]]),
        ("show-unit", [["show", "城关镇"], ["show", "区数据局"], ["show", "quweiban"], ["show", "和平镇"]]),
        ("find", [["find", "旧改"], ["find", "燃气", "小区", "--to", "2026-11-05"], ["find", "高标准农田"]]),
        ("status", [["status"], ["--on", "2027-01-01", "status"]]),
        ("compile", [["compile", "信息"], ["compile", "信息", "--series", "增刊"], ["compile", "参阅件"]]),
        ("check", [["check"], ["check", "--format", "github"]]),
    ],
)
def test_answers(office: OfficeBuilder, name: str, commands: list[list[str]], compare_golden: Compare) -> None:
    compare_golden(EXPECTED / f"{name}.txt", transcribe(office.root, *commands))


def test_looking_changes_nothing(office: OfficeBuilder) -> None:
    before = {file: file.read_bytes() for file in office.root.rglob("*") if file.is_file()}
    for command in (["queue"], ["status"], ["find", "旧改"], ["show", "城关镇"], ["compile", "信息"], ["check"]):
        run(office.root, *command)
    assert {file: file.read_bytes() for file in office.root.rglob("*") if file.is_file()} == before


def test_an_office_without_records(tmp_path: Path) -> None:
    root = OfficeBuilder(tmp_path).root
    assert transcribe(
        root, ["queue"], ["find", "旧改"], ["show", "城关镇"], ["status"], ["compile", "信息"], ["check"]
    ) == (
        "$ jianbao queue\n没有待处理的稿件。\n\n"
        "$ jianbao find 旧改\n没有查到刊登过这些内容的文章。\n\n"
        "$ jianbao show 城关镇\n城关镇\n  没有报送和采用。\n\n"
        "$ jianbao status\n各刊下一期：1\n  《信息》周五第7期（12月4日，还有4天）：已有0篇\n\n"
        "$ jianbao compile 信息\n《信息》下一期没有可编入的文章\n\n"
        "$ jianbao check\n共检查稿件0篇、编辑记录0条、已签发0期，没有发现问题。\n"
    )


def test_unknown_names(office: OfficeBuilder) -> None:
    assert refuse(office.root, "show", "xinxi/2026/00") == (
        "error[reference-missing] 没有名为“xinxi/2026/00”的刊期、稿件或单位\n提示：是不是 xinxi/2026/008？\n"
    )
    assert refuse(office.root, "show", "？？") == (
        "error[reference-missing] 没有名为“？？”的刊期、稿件或单位\n"
        "提示：刊期写“信息第70期”或编号 xinxi/2026/070，稿件写编号，单位写名称\n"
    )
    assert refuse(office.root, "queue", "--unit", "和平乡") == (
        "error[unit-unknown] 没有名为“和平乡”的单位\n提示：是不是“和平镇”？\n"
    )
    assert refuse(office.root, "find", "旧改", "--from", "上个月", code=2) == (
        "用法有误：--from 的“上个月”不是日期，如 2026-11-03 或 2026年11月3日\n"
        "提示：用 jianbao find --help 看说明和例子\n"
    )


def test_a_damaged_snapshot_is_said_not_shown(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.adopt()
    office.sign()
    office.write("briefs/issues/xinxi/2026/007.json", "{")
    assert refuse(office.root, "show", "xinxi/2026/007") == (
        "error[snapshot-missing] briefs/issues/xinxi/2026/007.yml:1:1 xinxi/2026/007 的定稿文本读不出来\n"
        "提示：从版本库取回 .json 文件\n"
    )


def test_nothing_is_not_looked_for(office: OfficeBuilder) -> None:
    assert refuse(office.root, "find", "") == "error[field-empty] 要找的词是空的\n提示：写上内容；含空格的要加引号\n"


def test_what_a_unit_typed_never_commands_the_terminal(office: OfficeBuilder) -> None:
    office.item("longquan", "kong-zhi", body="正文\x1b[2J有控制字符，" * 3)
    assert "\x1b" not in run(office.root, "queue").output
