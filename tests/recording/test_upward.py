"""``jianbao record report | adoption``: what is written, what is refused, and what it is said to count for."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, succeed
from offices import BODY, OfficeBuilder

ITEM = "chengguan/2026/11-03-jiu-gai"
DESK = "2026/11-05-chengguan-jiu-gai"
REPORT = ["record", "report", ITEM, "--channel", "市委办", "--by", "周××"]
ADOPTION = ["record", "adoption", "--channel", "省委办公厅", "--date", "2026-11-20"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.item()
    return builder


def text(office: OfficeBuilder, path: str) -> str:
    return (office.root / path).read_text(encoding="utf-8")


# -- reports ------------------------------------------------------------------


def test_a_report_of_an_item_holds_its_text_as_filed(office: OfficeBuilder) -> None:
    said = succeed(office.root, *REPORT, "--via", "系统")
    path = "briefs/reports/2026/11-30-shiwei-jiu-gai.md"
    assert said == f"已写入 {path}\n计入2026年11月：城关镇，上报，市委办《每日要情》\n"
    assert text(office, path) == (
        "---\ntitle: chengguan推进jiu-gai\nchannel: shiwei\nsent: 2026-11-30\nvia: 系统\n"
        f"sources:\n  - {ITEM}\nsignatory: zhuren\n---\n{BODY}\n"
    )
    assert office.check() == []


def test_a_report_holds_the_edited_text_where_there_is_one(office: OfficeBuilder) -> None:
    office.decide(ITEM, title="编辑后的标题", body="编辑后的正文。")
    for source, sent in ((ITEM, "2026-11-06"), (DESK, "2026-11-07")):
        succeed(office.root, "record", "report", source, "--channel", "中办", "--by", "周××", "--sent", sent)
    reports = list(office.read().reports.values())
    assert [(report.title, report.body, report.sources) for report in reports] == [
        ("编辑后的标题", "编辑后的正文。", (ITEM,)),
        ("编辑后的标题", "编辑后的正文。", (DESK,)),
    ]


def test_a_report_that_is_recorded_late_says_when(office: OfficeBuilder) -> None:
    said = succeed(office.root, *REPORT, "--sent", "2026-11-10 09:30")
    assert said == (
        "已写入 briefs/reports/2026/11-10-shiwei-jiu-gai.md\n计入2026年11月：城关镇，上报，市委办《每日要情》\n"
    )
    (report,) = office.read().reports.values()
    assert (str(report.sent), str(report.recorded)) == ("2026-11-10 09:30", "2026-11-30")


def test_a_report_of_several_needs_its_own_title_and_text(office: OfficeBuilder) -> None:
    office.item("heping", "fu-wu", "2026-11-04")
    several = [*REPORT[:3], "heping/2026/11-04-fu-wu", *REPORT[3:]]
    assert refuse(office.root, *several) == "error[field-empty] 标题是空的\n提示：写上内容；含空格的要加引号\n"
    assert refuse(office.root, *several, "--title", "两镇服务情况") == (
        "error[body-empty] 没有上报的正文\n提示：写上所报的文本；只有一篇来源的，默认取编辑后的正文\n"
    )
    sent = office.write("sent.txt", "城关、和平两镇的情况。\n")
    said = succeed(office.root, *several, "--title", "两镇服务情况", "--file", str(sent))
    assert said.splitlines()[1] == "计入2026年11月：城关镇、和平镇，上报，市委办《每日要情》"
    (report,) = office.read().reports.values()
    assert (report.title, report.body) == ("两镇服务情况", "城关、和平两镇的情况。")


def test_a_text_as_sent_that_cannot_be_read(office: OfficeBuilder) -> None:
    sent = office.write("sent.txt", "城关镇的情况".encode("gb18030"))
    assert "error[encoding-gbk] sent.txt" in refuse(office.root, *REPORT, "--file", str(sent))
    assert office.read().reports == {}


def test_a_report_without_a_source_has_units_and_a_title_of_its_own(office: OfficeBuilder) -> None:
    sent = office.write("sent.txt", "全区防汛工作情况。\n")
    words = ["record", "report", "--channel", "shiwei", "--by", "周××", "--title", "全区防汛工作", "--unit", "和平镇"]
    said = succeed(office.root, *words, "--file", str(sent))
    assert said == (
        "已写入 briefs/reports/2026/11-30-shiwei-quan-qu-fang-xun-gong-zuo.md\n"
        "计入2026年11月：和平镇，上报，市委办《每日要情》\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--channel", "《信息》"],
            "error[channel-own] 《信息》是本办公室自己的刊物\n提示：本办公室刊物刊用的不用登记，签发时自动计入\n",
        ),
        (["--channel", "市委"], "error[channel-unknown] 没有名为“市委”的渠道\n提示：是不是“市委办《每日要情》”？\n"),
        (
            ["--sent", "2026-12-01"],
            "error[date-future] 上报时间2026年12月1日在今天（2026年11月30日）之后\n提示：核对年、月、日\n",
        ),
        (["--sent", "1999-12-01"], "error[date-impossible] 1999年12月1日不在2000年至2099年之间\n提示：核对年份\n"),
        (
            ["--sent", "2026-11-02"],
            (
                f"error[date-order] 上报时间2026年11月2日早于稿件 {ITEM} 的收到时间2026年11月3日\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        (["--unit", "和平乡"], "error[unit-unknown] 没有名为“和平乡”的单位\n提示：是不是“和平镇”？\n"),
        (
            ["--title", "【机密】旧改"],
            (
                "error[secrecy-mark] 有密级标志“【机密】”\n"
                "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志\n"
            ),
        ),
    ],
)
def test_a_report_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *REPORT, *words) == said
    assert office.read().reports == {}


def test_a_source_that_is_not_there(office: OfficeBuilder) -> None:
    assert refuse(office.root, "record", "report", f"{ITEM}-2", *REPORT[3:]) == (
        f"error[reference-missing] 没有稿件或编辑记录“{ITEM}-2”\n提示：是不是 {ITEM}？\n"
    )


def test_the_same_text_is_not_reported_twice_on_a_day(office: OfficeBuilder) -> None:
    succeed(office.root, *REPORT)
    assert refuse(office.root, *REPORT) == (
        "error[report-twice] briefs/reports/2026/11-30-shiwei-jiu-gai.md 已登记当天向市委办《每日要情》报送这一篇\n"
        "提示：确是重复登记的，删去一份\n"
    )


# -- adoptions ----------------------------------------------------------------


def test_an_adoption_of_an_item(office: OfficeBuilder) -> None:
    said = succeed(office.root, *ADOPTION, "--item", ITEM, "--number", "第12期", "--route", "转报", "--kind", "动态")
    path = "briefs/adoptions/2026/11-20-shengwei-jiu-gai.yml"
    assert said == f"已写入 {path}\n计入2026年11月：城关镇，采用，省委办公厅《信息快报》\n"
    assert text(office, path) == (
        f"item: {ITEM}\nchannel: shengwei\ndate: 2026-11-20\nnumber: 第12期\nkind: 动态\nroute: 转报\n"
        "recorded: 2026-11-30\n"
    )
    assert office.check() == []


def test_an_adoption_of_a_report_is_credited_to_its_units(office: OfficeBuilder) -> None:
    succeed(office.root, *REPORT, "--sent", "2026-11-10", "--unit", "和平镇")
    said = succeed(office.root, *ADOPTION, "--report", "2026/11-10-shiwei-jiu-gai")
    assert said == (
        "已写入 briefs/adoptions/2026/11-20-shengwei-shiwei-jiu-gai.yml\n"
        "计入2026年11月：和平镇，采用，省委办公厅《信息快报》\n"
    )


def test_an_adoption_of_several_items_as_one(office: OfficeBuilder) -> None:
    other = office.item("heping", "fu-wu", "2026-11-04")
    said = succeed(office.root, *ADOPTION, "--item", ITEM, "--item", other, "--item", ITEM)
    assert said.splitlines()[1] == "计入2026年11月：城关镇、和平镇，采用，省委办公厅《信息快报》"
    (adoption,) = office.read().adoptions.values()
    assert adoption.items == (ITEM, other)


def test_an_adoption_of_an_edited_text_with_its_credit_overridden(office: OfficeBuilder) -> None:
    office.decide(ITEM)
    said = succeed(office.root, *ADOPTION, "--desk", DESK, "--credit", "和平镇：0.4", "--credit", "城关")
    assert said.splitlines()[1] == "计入2026年11月：和平镇、城关镇，采用，省委办公厅《信息快报》"
    (adoption,) = office.read().adoptions.values()
    assert [(credit.unit, credit.share) for credit in adoption.credit] == [("heping", "0.4"), ("chengguan", "")]


def test_an_adoption_of_a_text_that_never_passed_through_us(office: OfficeBuilder) -> None:
    said = succeed(office.root, *ADOPTION, "--unit", "和平镇", "--title", "直报的防汛情况", "--route", "直报")
    assert said == (
        "已写入 briefs/adoptions/2026/11-20-shengwei-zhi-bao-de-fang-xun-qing.yml\n"
        "计入2026年11月：和平镇，采用，省委办公厅《信息快报》\n"
    )


WHICH = (
    "error[adoption-subject] 要写明采用的是哪一篇，而且只能用一种写法\n"
    "提示：写上报件、稿件、编辑记录中的一种；没有经过本办公室的，写单位和标题\n"
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], WHICH),
        (["--item", ITEM, "--title", "标题"], WHICH),
        (["--item", ITEM, "--report", "2026/11-10-x"], WHICH),
        (
            ["--title", "标题"],
            "error[adoption-subject] 没有经过本办公室的文章，单位和标题都要写\n提示：把单位和标题都写上\n",
        ),
        (
            ["--item", ITEM, "--channel", "信息增刊"],
            "error[channel-own] 《信息》增刊是本办公室自己的刊物\n提示：本办公室刊物刊用的不用登记，签发时自动计入\n",
        ),
        (
            ["--item", ITEM, "--date", "2026-11-02"],
            (
                f"error[date-order] 采用日期2026年11月2日早于稿件 {ITEM} 的收到时间2026年11月3日\n"
                "提示：核对这两个时间，改正写错的一个\n"
            ),
        ),
        (
            ["--item", ITEM, "--kind", "动静"],
            "error[kind-unknown] 没有名为“动静”的类别\n提示：是不是“动态”？\n",
        ),
        (
            ["--item", ITEM, "--points", "两分"],
            "error[field-type] 字段“points（分值）”的值“两分”应是一个数\n提示：如 2、0.5、-10\n",
        ),
        (
            ["--item", ITEM, "--credit", ":1"],
            "error[field-type] 署名“:1”的写法不对\n提示：写单位名称，要分份额的写 城关镇:0.5\n",
        ),
        (
            ["--desk", "2026/11-05-mei-you"],
            (
                "error[reference-missing] 没有编辑记录“2026/11-05-mei-you”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
    ],
)
def test_an_adoption_with_a_slip_is_refused_and_nothing_is_written(
    office: OfficeBuilder, words: list[str], said: str
) -> None:
    assert refuse(office.root, *ADOPTION, *words) == said
    assert office.read().adoptions == {}


def test_the_same_text_in_the_same_number_is_adopted_once(office: OfficeBuilder) -> None:
    office.decide(ITEM)
    succeed(office.root, *ADOPTION, "--item", ITEM, "--number", "第12期")
    again = [*ADOPTION[:4], "--date", "2026-11-25", "--desk", DESK]
    assert refuse(office.root, *again, "--number", "第12期") == (
        "error[adoption-twice] briefs/adoptions/2026/11-20-shengwei-jiu-gai.yml"
        " 已登记省委办公厅《信息快报》（第12期）采用这一篇\n"
        "提示：确是重复登记的，删去一份；确是两次采用的，写明各自的期号\n"
    )
    succeed(office.root, *again, "--number", "第15期")
    succeed(office.root, *ADOPTION, "--item", ITEM, "--channel", "中办")
    assert len(office.read().adoptions) == 3


def test_what_falls_into_an_issued_bulletin_is_a_correction_of_the_next(office: OfficeBuilder) -> None:
    folder = Path(__file__).parents[1] / "cases/bulletin-label/valid/briefs/bulletins/2026"
    for file in folder.iterdir():
        office.write(f"briefs/bulletins/2026/{file.name}", file.read_bytes())
    office.item("heping", "fu-wu", "2026-10-04")
    said = succeed(office.root, *ADOPTION, "--item", "heping/2026/10-04-fu-wu", "--date", "2026-10-20")
    assert said.splitlines()[1:] == [
        "计入2026年10月：和平镇，采用，省委办公厅《信息快报》",
        "《关于2026年10月份党委信息报送采用情况的通报》已经印发，这一条列入下一期通报的更正。",
    ]
