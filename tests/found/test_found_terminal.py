"""``jianbao find-adoptions``: what it shows, and what each key does; by lines, and by one key in a real terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from found_office import BRIDGE, BULLETIN, CUT_MEALS, MEALS_ITEM, REPORT, STREAMS_ITEM, STREAMS_TITLE, write_office

from commands import refuse, succeed
from jianbao.cli import main
from offices import OfficeBuilder

KEYS = "y 确认采用　n 不是　e 改渠道、日期、期号　s 跳过　q 结束\n"
ADOPTION = "briefs/adoptions/2026/11-27-shiwei-shi-tang.yml"
MEALS = """\
1/2　很可能（把握100%）　单篇 ──────────────────────────────────────────────────
上级：市委办《每日要情》（2026年11月27日）《云溪区闲置校舍变老年食堂》
我们：《和平镇用闲置校舍办老年食堂》　稿件　heping/2026/11-05-shi-tang　和平镇
"""
ROWS = """\
      我们的                                上级的
标题  和平镇用闲置校舍办老年食堂            云溪区闲置校舍变老年食堂
1     【云溪区和平镇利用9处闲置校舍办起老   【云溪区和平镇利用9处闲置校舍办起老
      年食堂，1286名独居老人每餐只付5元】   年食堂，1286名独居老人每餐只付5元】
      。                                    。
2     【食材由镇里统一采购，账目每周上墙，  【食材由镇里统一采购，账目每周上墙，
      由7名退休教师轮流核对】。             由7名退休教师轮流核对】。
"""


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return write_office(tmp_path)


def answer(office: OfficeBuilder, keys: str, *arguments: str, width: int = 80) -> Result:
    """The command with these lines typed."""
    environment = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "COLUMNS": str(width)}
    return CliRunner().invoke(
        main, ["--office", str(office.root), "find-adoptions", *arguments], input=keys, env=environment,
        prog_name="jianbao",
    )  # fmt: skip


def test_each_proposal_is_shown_beside_ours_with_what_is_the_same_in_brackets(office: OfficeBuilder) -> None:
    said = succeed(office.root, "find-adoptions", "--show")
    assert said.startswith(MEALS)
    assert ROWS in said
    assert said.count("很可能") == 2
    assert "临江市" not in said


def test_in_a_narrow_terminal_theirs_stands_below_ours(office: OfficeBuilder) -> None:
    said = answer(office, "", "--show", width=40).stdout
    assert (
        "标题  和平镇用闲置校舍办老年食堂\n      云溪区闲置校舍变老年食堂\n1     【云溪区和平镇利用9处闲置校舍办起\n"
    ) in said


def test_y_registers_n_says_no_and_each_is_one_record(office: OfficeBuilder) -> None:
    lead = office.root / "briefs/leads/2026/11-26-yaoqing-a.md"
    before = lead.read_text(encoding="utf-8")
    done = answer(office, "y\nn\n", "--by", "郑××")
    assert (done.exit_code, done.stderr) == (0, "")
    written = f"已写入 {ADOPTION}\n计入2026年11月：和平镇，采用，市委办《每日要情》\n"
    assert f"{ROWS}{KEYS}{written}2/2　很可能" in done.stdout
    assert done.stdout.endswith(f"{KEYS}已写入 briefs/leads/2026/11-26-yaoqing-a.md\n登记了1条采用。\n")
    assert (office.root / ADOPTION).read_text(encoding="utf-8") == (
        f"item: {MEALS_ITEM}\ntitle: 云溪区闲置校舍变老年食堂\nchannel: shiwei\ndate: 2026-11-27\n"
        "recorded: 2026-11-30\nlead: 2026/11-27-yaoqing-b\n"
    )
    added = f"dismissed:\n  - text: reports/{REPORT}\n    by: zheng\n    at: 2026-11-30\n---\n"
    assert lead.read_text(encoding="utf-8") == before.replace("---\n今年", f"{added}今年")
    assert succeed(office.root, "find-adoptions") == (
        "已登记：《云溪区闲置校舍变老年食堂》　2026/11-27-shiwei-shi-tang\n"
        "看了3篇，没有找到像是用了我们稿件、还没有登记的。\n"
    )


def test_e_changes_what_theirs_says_before_it_is_registered(office: OfficeBuilder) -> None:
    done = answer(office, "e\n省委办公厅\n2026年11月28日\n第7期\ny\nq\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "渠道 [市委办《每日要情》]: 省委办公厅\n采用日期 [2026-11-27]: 2026年11月28日\n期号: 第7期\n" in done.stdout
    (adoption,) = office.read().adoptions.values()
    assert (adoption.channel, str(adoption.date), adoption.number) == ("shengwei", "2026-11-28", "第7期")


def test_a_slip_at_e_is_told_and_asked_again(office: OfficeBuilder) -> None:
    done = answer(office, "e\n市委\n2026-11-28\n\ns\nq\n")
    assert "没有名为“市委”的渠道" in done.stderr
    assert done.stdout.endswith("没有登记。\n")
    assert (done.exit_code, office.read().adoptions) == (1, {})


@pytest.mark.parametrize("keys", ["", "q\n", "s\ns\n", "x\nw\nq\n"])
def test_whoever_skips_or_goes_leaves_everything_as_it_was(office: OfficeBuilder, keys: str) -> None:
    done = answer(office, keys)
    assert (done.exit_code, done.stdout.endswith("没有登记。\n")) == (0, True)
    assert done.stdout.count("请按：") == keys.count("x") + keys.count("w")
    assert office.read().adoptions == {}
    assert all(not lead.dismissed for lead in office.read().leads.values())


def test_no_without_a_name_says_how_to_give_one(office: OfficeBuilder) -> None:
    done = answer(office, "n\nq\n")
    assert done.exit_code == 2
    assert "没有写 --by，git 里也没有设置姓名；加 --by 姓名，如 --by 郑××" in done.stderr


def test_what_somebody_registered_meanwhile_is_not_registered_twice(office: OfficeBuilder) -> None:
    """Between the question and the key."""
    registered = [
        "record", "adoption", "--item", MEALS_ITEM, "--channel", "市委办", "--date", "2026-11-27", "--number", "第9期",
    ]  # fmt: skip
    from jianbao.cli import found

    asked: list[str] = []

    def say(keys: str) -> found.Answer:
        asked.append(keys)
        if len(asked) == 1:
            succeed(office.root, *registered)
        return found.Answer.YES if len(asked) == 1 else found.Answer.QUIT

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(found, "ask", say)
        done = answer(office, "")
    assert done.stderr == (
        "error[record-changed] 这一篇已经登记过采用（市委办《每日要情》，2026年11月27日，第9期），没有再登记\n"
        "提示：看过现在登记的，再看下一篇\n"
    )
    assert (done.exit_code, len(office.read().adoptions)) == (1, 1)


# -- files ----------------------------------------------------------------------


def test_a_bulletin_in_a_file_is_divided_and_searched(office: OfficeBuilder, tmp_path: Path) -> None:
    file = tmp_path / "要情.txt"
    file.write_text(BULLETIN, encoding="gbk")
    done = answer(office, "y\n", str(file))
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"上级：市委办《每日要情》第331期（2026年11月29日）《{STREAMS_TITLE}》\n" in done.stdout
    (adoption,) = office.read().adoptions.values()
    assert (adoption.items, adoption.number, adoption.lead) == ((STREAMS_ITEM,), "第331期", "")


def test_what_the_options_say_wins_and_a_program_reads_it(office: OfficeBuilder, tmp_path: Path) -> None:
    file = tmp_path / "要情.txt"
    file.write_text(CUT_MEALS, encoding="utf-8")
    options = ["--channel", "中办", "--date", "2026-11-20", "--number", "第1期", "--format", "json"]
    (told,) = json.loads(succeed(office.root, "find-adoptions", str(file), *options))
    assert {name: told[name] for name in ("channel", "date", "number", "items", "report", "adoption", "lead")} == {
        "channel": "zhongban", "date": "2026-11-20", "number": "第1期", "items": [MEALS_ITEM], "report": "",
        "adoption": "", "lead": "",
    }  # fmt: skip
    assert told["pairs"][-1]["ours"] == "食材由镇里统一采购，账目每周上墙，由7名退休教师轮流核对。"


def test_an_article_without_a_title_is_said_to_have_none(office: OfficeBuilder, tmp_path: Path) -> None:
    file = tmp_path / "要情.txt"
    file.write_text(f"每日要情\n第229期\n{office.read().items[MEALS_ITEM].body}", encoding="utf-8")
    said = succeed(office.root, "find-adoptions", "--show", str(file))
    assert "第229期（没有认出日期）（没有认出标题）\n" in said


def test_text_from_standard_input_is_only_listed(office: OfficeBuilder) -> None:
    done = answer(office, BULLETIN, "-", "--channel", "市委办")
    assert (done.exit_code, STREAMS_TITLE in done.stdout, KEYS in done.stdout) == (0, True, False)
    assert office.read().adoptions == {}


def test_nothing_of_ours_in_it_is_said(office: OfficeBuilder, tmp_path: Path) -> None:
    file = tmp_path / "要情.txt"
    file.write_text(BRIDGE, encoding="utf-8")
    assert succeed(office.root, "find-adoptions", str(file)) == "看了1篇，没有找到像是用了我们稿件、还没有登记的。\n"


def test_without_feeds_it_says_what_to_give_it(tmp_path: Path) -> None:
    office = write_office(tmp_path, feeds=False)
    assert succeed(office.root, "find-adoptions") == (
        "没有写文件，feeds.yml 里也没有写明渠道（channel）的信息源。写上上级刊物的文件名，如 每日要情.docx\n"
    )


def test_wrong_use_and_files_that_are_none(office: OfficeBuilder, tmp_path: Path) -> None:
    assert "--channel、--date、--number 用于文件；线索里的按信息源的设置" in refuse(
        office.root, "find-adoptions", "--number", "第1期", code=2
    )
    missing = refuse(office.root, "find-adoptions", str(tmp_path / "mei-you.pdf"))
    assert missing == "error[file-unreadable] mei-you.pdf:1:1 没有这个文件\n提示：核对文件名和所在的文件夹\n"
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\nx")
    assert refuse(office.root, "find-adoptions", str(tmp_path / "坏.pdf")).startswith(
        "error[bulletin-damaged] 坏.pdf:1:1 PDF 已损坏，没有传完，或不是正常的 PDF\n"
    )


# -- a real terminal --------------------------------------------------------------


def read_until(terminal: int, wanted: str) -> str:
    """What the terminal says up to these words."""
    said = b""
    while wanted.encode() not in said:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, said.decode(errors="replace")
        said += os.read(terminal, 4096)
    return said.decode(errors="replace")


def press(terminal: int, key: str) -> None:
    """Once the terminal listens for single keys: what is typed before is thrown away."""
    for _ in range(300):
        if not termios.tcgetattr(terminal)[3] & termios.ICANON:
            break
        select.select([], [], [], 0.1)
    os.write(terminal, key.encode())


@pytest.fixture
def terminal(office: OfficeBuilder) -> Iterator[int]:
    """The command in a terminal of its own."""
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "GIT_CONFIG_GLOBAL": "/dev/null"}
    child, opened = pty.fork()
    if child == 0:
        program = "from jianbao.cli import main; main(prog_name='jianbao')"
        arguments = ["--office", str(office.root), "find-adoptions", "--by", "郑××"]
        os.execve(sys.executable, [sys.executable, "-W", "ignore", "-c", program, *arguments], environment)
    yield opened
    os.close(opened)
    os.waitpid(child, 0)


def test_in_a_terminal_one_key_is_enough(office: OfficeBuilder, terminal: int) -> None:
    read_until(terminal, "q 结束")
    press(terminal, "y")
    assert "计入2026年11月：和平镇，采用，市委办《每日要情》" in read_until(terminal, "q 结束")
    press(terminal, "ｎ")
    assert "登记了1条采用。" in read_until(terminal, "登记了1条采用。")
    assert len(office.read().adoptions) == 1
    assert [len(lead.dismissed) for lead in office.read().leads.values()] == [1, 0, 0]
