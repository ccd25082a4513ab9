"""``jianbao bulletin`` and the monthly script: files, terminal, JSON, statements, freezing, refusals in Chinese."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from commands import refuse, run, succeed
from jianbao.cli.bulletin import SCRIPT
from offices import OfficeBuilder

TOP = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """One item filed and adopted in October."""
    builder = OfficeBuilder(tmp_path)
    item = builder.item("chengguan", date="2026-10-05", title="城关镇清理飞线")
    builder.adoption("yi", "2026-10-20", item=item)
    return builder


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- what is written and shown ------------------------------------------------


def test_a_period_is_shown_and_written_in_four_forms(office: OfficeBuilder) -> None:
    out = succeed(office.root, "bulletin", "2026-10")
    folder = office.root / "dist/bulletins/2026-10"
    assert out.startswith("关于2026年10月份党委信息报送采用情况的通报\n\n各乡镇党委、")
    assert "\n城关镇         1     1     0     1     0     0     1  100.0%\n" in out
    assert out.endswith(
        "\n\n" + "".join(f"已写入 {folder}/通报.{suffix}\n" for suffix in ("md", "docx", "xlsx", "json"))
    )
    assert files_of(folder) == ["通报.docx", "通报.json", "通报.md", "通报.xlsx"]
    text = (folder / "通报.md").read_text(encoding="utf-8")
    assert text.startswith("# 关于2026年10月份党委信息报送采用情况的通报\n")
    assert json.loads((folder / "通报.json").read_text(encoding="utf-8"))["totals"]["submitted"] == 1
    book = load_workbook(folder / "通报.xlsx")
    assert len(book.sheetnames) == 4
    assert book.worksheets[0]["B5"].value == 1


def test_written_again_the_files_are_the_same_and_replaced(office: OfficeBuilder) -> None:
    folder = office.root / "out"
    succeed(office.root, "bulletin", "2026-10", "--out", str(folder))
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "通报.md").write_text("旧", encoding="utf-8")
    succeed(office.root, "bulletin", "2026-10", "--out", str(folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_json_stands_alone_on_standard_output(office: OfficeBuilder) -> None:
    out = succeed(office.root, "bulletin", "2026-10", "--format", "json")
    assert json.loads(out)["period"] == {"from": "2026-10-01", "to": "2026-10-31", "label": "2026-10"}
    assert out == (office.root / "dist/bulletins/2026-10/通报.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "label"),
    [
        (["2026-q3"], "2026-q3"),
        (["2026-h1"], "2026-h1"),
        (["2026"], "2026"),
        (["1-2月"], "2026-01-02"),
        (["10月"], "2026-10"),
        (["--from", "2026-07-01", "--to", "2026年10月9日"], "2026-0701-1009"),
    ],
)
def test_periods_as_people_write_them(office: OfficeBuilder, written: list[str], label: str) -> None:
    out = succeed(office.root, "bulletin", *written, "--format", "json")
    assert json.loads(out)["period"]["label"] == label
    assert (office.root / "dist/bulletins" / label / "通报.json").is_file()


def test_a_statement_is_shown_and_written(office: OfficeBuilder) -> None:
    out = succeed(office.root, "bulletin", "2026-10", "--statement", "城关")
    file = office.root / "dist/bulletins/2026-10/核对单-城关镇.md"
    word = file.with_suffix(".docx")
    assert out == f"{file.read_text(encoding='utf-8')}已写入 {file}\n已写入 {word}\n"
    assert file.read_text(encoding="utf-8") == (
        "城关镇2026年10月份党委信息核对单\n"
        "\n"
        "报送1件，采用1件，1条次，采用率100.0%。\n"
        "\n"
        "1．城关镇清理飞线\n"
        "    2026年10月5日　城关镇报送《城关镇清理飞线》\n"
        "    2026年10月20日　采用：市委办《每日要情》\n"
        "    本期采用1条次：市委办《每日要情》（10月20日）\n"
        "    文件：briefs/items/chengguan/2026/10-05-jiu-gai.md\n"
        "\n"
        "请核对；有出入的，请向区委办提出（0000-0000001）。\n"
    )
    assert files_of(file.parent) == [word.name, file.name]
    printed = [paragraph.text for paragraph in docx.Document(str(word)).paragraphs if paragraph.text]
    assert printed == [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line]
    assert "本期没有报送，也没有采用。" in succeed(office.root, "bulletin", "2026-10", "--statement", "和平镇")


# -- freezing -----------------------------------------------------------------

FREEZE = ["--on", "2026-11-05", "bulletin", "2026-10", "--freeze", "--by", "周××"]


def test_freezing_writes_the_record_and_then_shows_what_was_issued(office: OfficeBuilder) -> None:
    freeze = [
        "--on",
        "2026-11-05",
        "bulletin",
        "2026-10",
        "--freeze",
        "--by",
        "周××",
        "--number",
        "云区委办〔2026〕31号",
    ]
    out = succeed(office.root, *freeze)
    assert out.startswith(
        "已印发，写入 briefs/bulletins/2026/10.json\n已印发，写入 briefs/bulletins/2026/10.yml\n关于2026年10月"
    )
    office.item("heping", date="2026-10-06")
    again = succeed(office.root, "bulletin", "2026-10")
    assert again.startswith(
        "2026年10月的通报已于2026年11月5日印发，以下是印发的文本；按现在的记录重算，加 --recount\n关于"
    )
    assert "共收到各单位报送党委信息1件" in again
    assert "共收到各单位报送党委信息2件" in succeed(office.root, "bulletin", "2026-10", "--recount")
    assert refuse(office.root, *freeze) == (
        "error[bulletin-issued] briefs/bulletins/2026/10.yml:1:1 2026年10月的通报已经印发，不能再印发一次\n"
        "提示：后来登记的，在下一期通报里更正\n"
    )


def test_the_json_of_an_issued_period_is_that_of_its_day(office: OfficeBuilder) -> None:
    frozen = succeed(office.root, *FREEZE)
    assert "已印发" in frozen
    issued = (office.root / "dist/bulletins/2026-10/通报.json").read_text(encoding="utf-8")
    office.item("heping", date="2026-10-06")
    done = run(office.root, "bulletin", "2026-10", "--format", "json")
    assert (done.stdout, done.stderr[:12], done.exit_code) == (issued, "2026年10月的通报已", 0)


def test_the_day_of_a_bulletin_lies_after_the_period_and_not_after_today(office: OfficeBuilder) -> None:
    freeze = [*FREEZE, "--date"]
    for written, chinese in (("2026-11-06", "2026年11月6日"), ("2026-10-31", "2026年10月31日")):
        assert refuse(office.root, *freeze, written) == (
            f"error[date-order] 印发日期{chinese}应在2026年10月以后、不晚于今天\n提示：今天是2026年11月5日\n"
        )
    succeed(office.root, *freeze, "2026-11-03")
    assert "date: 2026-11-03\n" in (office.root / "briefs/bulletins/2026/10.yml").read_text(encoding="utf-8")


# -- wrong use ----------------------------------------------------------------

PERIODS = "2026-10、2026-q3、2026-h1、2026、1-2月、2026年第三季度；其他起止用 --from 和 --to"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ([], f"写一个时段，或者写 --from 和 --to。时段如 {PERIODS}"),
        (["2026-10", "--from", "2026-10-01"], f"写一个时段，或者写 --from 和 --to。时段如 {PERIODS}"),
        (["2026-13"], f"“2026-13”不是一年之内的时段。时段如 {PERIODS}"),
        (["--from", "2026-10-01"], f"“2026-10-01 至 ？”不是一年之内的时段。时段如 {PERIODS}"),
        (
            ["--from", "2025-10-01", "--to", "2026-10-01"],
            f"“2025-10-01 至 2026-10-01”不是一年之内的时段。时段如 {PERIODS}",
        ),
        (["2026-10", "--freeze"], "印发要写签发人：--by 姓名"),
        (["2026-10", "--by", "周××"], "--by、--date、--number 要与 --freeze 同用"),
        (["2026-10", "--format", "yaml"], "--format 的值不对：可选 text、json"),
    ],
)
def test_wrong_use(office: OfficeBuilder, written: list[str], said: str) -> None:
    answer = refuse(office.root, "bulletin", *written, code=2)
    assert answer == f"用法有误：{said}\n提示：用 jianbao bulletin --help 看说明和例子\n"
    assert not (office.root / "dist").exists()


def test_an_unknown_unit_and_an_unknown_signatory_are_refused(office: OfficeBuilder) -> None:
    assert refuse(office.root, "bulletin", "2026-10", "--statement", "城管镇") == (
        "error[unit-unknown] 没有名为“城管镇”的单位\n提示：是不是“城关镇”？\n"
    )
    assert refuse(office.root, *FREEZE[:-1], "钱××").startswith("error[person-unknown] 签发人“钱××”不在人员名单里\n")


def test_a_scheme_that_is_not_there_is_told(office: OfficeBuilder) -> None:
    path = office.root / "briefs/settings/office.yml"
    path.write_text(path.read_text(encoding="utf-8") + "scheme: jifen\n", encoding="utf-8")
    assert refuse(office.root, "bulletin", "2026-10").startswith("error[scheme-unknown] ")


# -- the script ---------------------------------------------------------------


def script(office: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    return subprocess.run(
        [sys.executable, str(TOP / SCRIPT), *arguments],
        cwd=office, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_script_is_the_command(office: OfficeBuilder) -> None:
    done = script(office.root, "2026-10", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == succeed(office.root, "bulletin", "2026-10", "--format", "json")
    other = script(
        office.root.parent, "--office", str(office.root), "--on", "2026-10-09", "2026-10", "--format", "json"
    )
    assert json.loads(other.stdout)["as_of"] == "2026-10-09"


def test_the_script_speaks_under_its_own_name(office: OfficeBuilder) -> None:
    wrong = script(office.root, "2026-13")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == (
        f"用法有误：“2026-13”不是一年之内的时段。时段如 {PERIODS}\n"
        "提示：用 scripts/adoption_report.py --help 看说明和例子\n"
    )
    assert script(office.root, "2026-10", "--statement", "城管镇").returncode == 1
    shown = script(office.root, "--help").stdout
    assert shown.startswith("用法：scripts/adoption_report.py [选项] 时段\n")
    assert "  例：scripts/adoption_report.py --on 2026-12-02 2026-11 --freeze --by 周××\n" in shown


# -- what is wrong is told ----------------------------------------------------


def test_an_issued_text_that_was_changed_is_not_shown_as_issued(office: OfficeBuilder) -> None:
    succeed(office.root, "bulletin", "2026-10", "--freeze", "--by", "周××")
    office.replace("briefs/bulletins/2026/10.json", '"submitted": 1', '"submitted": 9')
    assert refuse(office.root, "bulletin", "2026-10") == (
        "error[snapshot-changed] briefs/bulletins/2026/10.yml:1:1 2026年10月的通报，定稿文本与印发时不同\n"
        "提示：从版本库取回印发时的 .json 文件；按现在的记录重算，加 --recount\n"
    )
    assert succeed(office.root, "bulletin", "2026-10", "--recount").startswith("关于2026年10月份")


@pytest.mark.parametrize(
    ("kept", "changed"), [('"value": "1"', '"value": "一"'), ('"cumulative": ""', '"cumulative": "NaN"')]
)
def test_a_snapshot_whose_numbers_are_none_is_damaged(office: OfficeBuilder, kept: str, changed: str) -> None:
    succeed(office.root, "bulletin", "2026-10", "--freeze", "--by", "周××")
    office.replace("briefs/bulletins/2026/10.json", kept, changed)
    assert office.read().bulletins["2026/10"].document is None
    done = run(office.root, "bulletin", "2026-11")
    assert (done.exit_code, done.stderr) == (
        0,
        "注意：有1处写错，读不出来，下面的数字可能不对；先用 jianbao check 查看并改正\n",
    )


@pytest.mark.parametrize(
    "words",
    [("bulletin", "2026-10"), ("bulletin", "2026-10", "--statement", "城关镇"), ("explain", "城关镇", "2026-10")],
)
def test_figures_from_files_that_cannot_all_be_read_come_with_a_warning(
    office: OfficeBuilder, words: tuple[str, ...]
) -> None:
    office.write("briefs/settings/bulletin.yml", "columns: 5\n")
    done = run(office.root, *words)
    assert (done.exit_code, done.stderr) == (
        0,
        "注意：有2处写错，读不出来，下面的数字可能不对；先用 jianbao check 查看并改正\n",
    )


def test_a_record_that_cannot_be_read_may_belong_to_the_period(office: OfficeBuilder) -> None:
    office.write("briefs/items/heping/2026/11-02-hou-lai.md", "没有头部\n")
    broken = office.write("briefs/items/heping/2026/10-30-du-bu-chu.md", "没有头部\n")
    said = refuse(office.root, *FREEZE)
    assert "briefs/items/heping/2026/10-30-du-bu-chu.md:1:1" in said
    assert "11-02-hou-lai" not in said
    assert not (office.root / "briefs/bulletins").exists()
    broken.unlink()
    assert run(office.root, *FREEZE).exit_code == 0


def test_a_period_that_has_not_begun_has_no_bulletin(office: OfficeBuilder) -> None:
    assert refuse(office.root, "bulletin", "2027-10", code=2).startswith("用法有误：2027年10月还没有到\n")
