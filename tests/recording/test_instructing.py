"""``jianbao record instruction``: on which text, by whom, of what nature."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder

ITEM, DESK = "chengguan/2026/11-03-jiu-gai", "2026/11-03-chengguan-jiu-gai"
WORDS = ["record", "instruction", "--leader", "吴××", "--level", "区级", "--nature", "肯定", "--date", "2026-11-20"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """第7期 holds two articles."""
    builder = OfficeBuilder(tmp_path)
    builder.adopt()
    builder.adopt("heping", "fu-wu")
    builder.sign(date="2026-11-06")
    return builder


def test_an_instruction_on_an_article(office: OfficeBuilder) -> None:
    done = run(office.root, *WORDS, "--nature", "要求办理", "--issue", "信息第7期", "--article", DESK, "--form", "书面")
    path = "briefs/instructions/2026/11-20-chengguan-jiu-gai.yml"
    assert done.exit_code == 0
    assert done.stdout == (
        f"已写入 {path}\n计入2026年11月：城关镇，批示，区级，肯定、要求办理\n批示要求办理，还没有立项：\n  "
        "jianbao task open --instruction 2026/11-20-chengguan-jiu-gai --category 批示件 --title 标题 --lead 牵头单位\n"
    )
    assert done.stderr == (
        f"warning[instruction-idle] {path}:10:3 吴××批示要求办理，收到已10天，超过3天没有立项\n"
        "提示：用 jianbao task open 立项，origin（来源）写上这条批示；已经立项的，在那一件里补上\n"
    )
    assert (office.root / path).read_text(encoding="utf-8") == (
        f"on:\n  issue: xinxi/2026/007\n  article: {DESK}\nleader: kezhang\npost: 信息科科长\nlevel: qu\n"
        "date: 2026-11-20\nform: 书面\nnature:\n  - 肯定\n  - 要求办理\nrecorded: 2026-11-30\n"
    )
    assert [problem.code for problem in office.check()] == ["instruction-idle"]


def test_an_issue_of_several_articles_counts_for_nobody_until_one_is_named(office: OfficeBuilder) -> None:
    done = run(office.root, *WORDS, "--issue", "xinxi/2026/007")
    path = "briefs/instructions/2026/11-20-xinxi-2026-007.yml"
    assert (done.exit_code, done.stdout) == (0, f"已写入 {path}\n计入2026年11月：不计入单位，批示，区级，肯定\n")
    assert done.stderr == (
        f"warning[instruction-issue] {path}:2:10 《信息》第7期（总第1237期）这一期有多篇，写明批示的是哪一篇\n"
        "提示：这一期的篇目：2026/11-03-chengguan-jiu-gai、2026/11-03-heping-fu-wu\n"
    )


def test_an_instruction_on_an_item_by_a_leader_above(office: OfficeBuilder) -> None:
    said = succeed(office.root, *WORDS, "--item", ITEM, "--leader", "何××", "--level", "市级", "--post", "市委副书记")
    assert said.splitlines()[1] == "计入2026年11月：城关镇，批示，市级，肯定"
    (instruction,) = office.read().instructions.values()
    assert (instruction.leader, instruction.post, instruction.level) == ("何××", "市委副书记", "shi")


def test_an_instruction_passed_on_names_the_one_before(office: OfficeBuilder) -> None:
    succeed(office.root, *WORDS, "--item", ITEM, "--date", "2026-11-18")
    succeed(office.root, *WORDS, "--item", ITEM, "--follows", "2026/11-18-jiu-gai", "--text", "请住建局办理。")
    later = office.read().instructions["2026/11-20-jiu-gai"]
    assert (later.follows, later.text) == ("2026/11-18-jiu-gai", "请住建局办理。")


def test_an_instruction_on_an_adoption_and_on_a_document(office: OfficeBuilder) -> None:
    succeed(office.root, "record", "adoption", "--item", ITEM, "--channel", "中办", "--date", "2026-11-19")
    said = succeed(office.root, *WORDS, "--adoption", "2026/11-19-zhongban-jiu-gai")
    assert said.splitlines()[1] == "计入2026年11月：城关镇，批示，区级，肯定"
    said = succeed(office.root, *WORDS, "--document", "全区旧改工作方案")
    assert said == (
        "已写入 briefs/instructions/2026/11-20-wen-jian.yml\n计入2026年11月：不计入单位，批示，区级，肯定\n"
    )


WHICH = (
    "error[instruction-subject] 要写明批示在什么上，而且只能用一种写法\n"
    "提示：写明刊期（一期有多篇的，再写哪一篇）、稿件、采用记录、督查事项、文件中的一种\n"
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], WHICH),
        (["--article", DESK], WHICH),
        (["--item", ITEM, "--article", DESK], WHICH),
        (["--item", ITEM, "--document", "方案"], WHICH),
        (
            ["--issue", "信息第9期"],
            (
                "error[reference-missing] 没有刊期“信息第9期”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
        (
            ["--issue", "信息第7期", "--article", "2026/11-03-mei-you"],
            (
                "error[instruction-article] 《信息》第7期（总第1237期）没有 2026/11-03-mei-you 这一篇\n"
                "提示：这一期的篇目：2026/11-03-chengguan-jiu-gai、2026/11-03-heping-fu-wu\n"
            ),
        ),
        (
            ["--issue", "信息第7期", "--article", DESK, "--date", "2026-11-05"],
            (
                "error[date-order] 批示日期2026年11月5日早于该期签发日期2026年11月6日\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        (
            ["--item", ITEM, "--leader", "何××"],
            (
                "error[person-unknown] 领导“何××”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        (
            ["--item", ITEM, "--level", "县级"],
            "error[level-unknown] 没有名为“县级”的层级\n提示：现有层级：区级、市级、省级、中央\n",
        ),
        (
            ["--item", ITEM, "--text", "机密★5年"],
            (
                "error[secrecy-mark] 有密级标志“机密★5年”\n"
                "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志\n"
            ),
        ),
    ],
)
def test_an_instruction_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *WORDS, *words) == said
    assert office.read().instructions == {}
