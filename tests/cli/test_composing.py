"""``jianbao compile | review | sign | correct | withdraw``: from the proposal to the notice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder

JIU_GAI, FU_WU, DIAO_YAN = "2026/11-03-chengguan-jiu-gai", "2026/11-04-heping-fu-wu", "2026/11-05-heping-diao-yan"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path, limits="items: 2")
    built.adopt("chengguan", "jiu-gai", "2026-11-03", order=10)
    built.adopt("heping", "fu-wu", "2026-11-04", order=20, column="jiaoliu")
    built.adopt("heping", "diao-yan", "2026-11-05", order=30)
    return built


def test_compile_as_json_is_what_the_issue_asks_for(office: OfficeBuilder) -> None:
    assert json.loads(succeed(office.root, "compile", "信息", "--format", "json")) == {
        "periodical": "xinxi",
        "series": "",
        "number": None,
        "cumulative": None,
        "date": "2026-11-30",
        "taken": [
            {"id": JIU_GAI, "title": "chengguan推进jiu-gai", "units": ["chengguan"], "reason": "按顺序10，11月3日收到"},
            {"id": FU_WU, "title": "heping推进fu-wu", "units": ["heping"], "reason": "按顺序20，11月4日收到"},
        ],
        "left": [{"id": DIAO_YAN, "title": "heping推进diao-yan", "units": ["heping"], "reason": "本期已满2篇"}],
    }


def test_compile_as_json_keeps_its_output_clean_when_it_writes(office: OfficeBuilder) -> None:
    done = run(office.root, "compile", "信息", "--draft", "--format", "json")
    assert [choice["id"] for choice in json.loads(done.stdout)["taken"]] == [JIU_GAI, FU_WU]
    assert done.stderr == "已写入 briefs/drafts/xinxi/2026-11-30.yml\n"


def test_compile_by_id_or_name(office: OfficeBuilder) -> None:
    assert succeed(office.root, "compile", "xinxi") == succeed(office.root, "compile", "信息")
    assert succeed(office.root, "compile", "信息", "--series", "zengkan") == "《信息》增刊下一期没有可编入的文章\n"


def test_draft_review_sign_correct_withdraw(office: OfficeBuilder) -> None:
    said = succeed(office.root, "compile", "信息", "--draft")
    assert said.endswith("已写入 briefs/drafts/xinxi/2026-11-30.yml\n")
    said = succeed(office.root, "review", "xinxi/2026-11-30", "--stage", "核稿", "--by", "吴××", "--note", "可以: 发")
    assert said.startswith("已写入 briefs/drafts/xinxi/2026-11-30.yml\n校验码 ")
    digest = said.split()[-1]
    said = succeed(office.root, "sign", "信息", "--by", "周××", "--digest", digest)
    assert said == (
        "已签发《信息》第7期（总第1237期），2篇：\n"
        "  chengguan推进jiu-gai（公开）\n  heping推进fu-wu（公开）\n印160份。\n"
        "已写入 briefs/issues/xinxi/2026/007.json\n"
        "已写入 briefs/issues/xinxi/2026/007.yml\n"
        "请把以上文件提交到版本库；期号以提交到办公室主分支为准。\n"
    )
    words = ["--printed", "210件", "--correct", "120件", "--reason", "统计口径有误", "--by", "周××"]
    said = succeed(office.root, "correct", "xinxi/2026/007", "chengguan-jiu-gai", *words)
    assert said == "已写入 briefs/notices/2026/11-30-xinxi-2026-007-geng-zheng.yml\n"
    withdrawal = ["withdraw", "xinxi/2026/007", "--reason", "面积有误", "--by", "周××", "--at", "2026-11-30"]
    said = succeed(office.root, *withdrawal)
    assert said == "已写入 briefs/notices/2026/11-30-xinxi-2026-007-che-hui.yml\n"
    assert refuse(office.root, *withdrawal) == (
        "error[withdrawn-twice] xinxi/2026/007 已经撤回\n提示：撤回过的不必再更正或撤回\n"
    )
    assert run(office.root, "check").exit_code == 0


def test_a_draft_that_was_signed_takes_no_review(office: OfficeBuilder) -> None:
    succeed(office.root, "compile", "信息", "--draft")
    succeed(office.root, "sign", "信息", "--by", "周××")
    said = refuse(office.root, "review", "xinxi/2026-11-30", "--stage", "一校", "--by", "吴××")
    assert said == (
        "error[draft-signed] briefs/drafts/xinxi/2026-11-30.yml:1:1 送审稿 xinxi/2026-11-30 已经签发\n"
        "提示：签发后的改动，用更正或撤回\n"
    )


def test_a_second_draft_beside_an_open_one_is_refused(office: OfficeBuilder) -> None:
    said = succeed(office.root, "compile", "信息", "--draft")
    assert said.endswith("已写入 briefs/drafts/xinxi/2026-11-30.yml\n")
    again = run(office.root, "compile", "信息", "--draft")
    assert again.exit_code == 1
    assert again.stderr == (
        "error[draft-open] briefs/drafts/xinxi/2026-11-30.yml:1:1 "
        "《信息》已有一份没签发的送审稿 xinxi/2026-11-30\n提示：接着改那一份；确要另拟，先删去那一份\n"
    )
    assert office.check() == []


def test_an_article_is_struck_out_of_a_draft(office: OfficeBuilder) -> None:
    succeed(office.root, "compile", "信息", "--draft")
    struck, kept = office.read().drafts["xinxi/2026-11-30"].articles[:2]
    words = ["--by", "周××", "--reason", "数字待核实"]
    said = succeed(office.root, "drop", "xinxi/2026-11-30", struck, *words)
    assert said == "已写入 briefs/drafts/xinxi/2026-11-30.yml\n"
    draft = office.read().drafts["xinxi/2026-11-30"]
    assert kept in draft.articles
    assert [(d.article, d.by, d.reason) for d in draft.dropped] == [(struck, "zhuren", "数字待核实")]
    assert refuse(office.root, "drop", "xinxi/2026-11-30", struck, *words).startswith(
        f"error[reference-missing] briefs/drafts/xinxi/2026-11-30.yml:1:1 送审稿 xinxi/2026-11-30 里没有“{struck}”\n"
    )


def test_an_empty_draft_is_refused(office: OfficeBuilder) -> None:
    done = run(office.root, "compile", "参阅件", "--draft")
    assert done.exit_code == 1
    assert done.stderr == ("error[draft-empty] 《参阅件》没有可编入的文章\n提示：先从来稿里采用，再拟送审稿\n")


def test_sign_with_a_combined_number(office: OfficeBuilder) -> None:
    said = succeed(office.root, "sign", "信息", "--by", "周××", "--number", "7-8")
    assert said.startswith("已签发《信息》第7—8期（总第1237—1238期），2篇：\n")
    assert "已写入 briefs/issues/xinxi/2026/007-008.yml\n" in said


@pytest.mark.parametrize("number", ["8-7", "0", "-1", "七", "7-", "7-99", "１２３４５６７", "7.0"])
def test_what_is_no_number_is_wrong_use(office: OfficeBuilder, number: str) -> None:
    assert refuse(office.root, "sign", "信息", "--by", "周××", f"--number={number}", code=2) == (
        f"用法有误：--number 的“{number}”不是期号，如 12；合刊写 7-8\n提示：用 jianbao sign --help 看说明和例子\n"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ["sign", "信息", "--by", "周××", "--number", "9"],
            "error[number-refused] 期号不能跳：下一期是第7期，不是第9期\n提示：不指定期号，就取下一期\n",
        ),
        (
            ["sign", "信息", "--by", "王五"],
            (
                "error[person-unknown] 签发人“王五”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        (
            ["sign", "参阅件", "--by", "周××"],
            "error[draft-empty] 《参阅件》没有可签发的文章\n提示：不出空刊；先从来稿里采用\n",
        ),
        (
            ["sign", "信息", "--by", "周××", "--draft", "xinxi/2026-11-29"],
            (
                "error[reference-missing] 没有送审稿“xinxi/2026-11-29”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
        (
            ["sign", "信息", "--by", "周××", "--date", "2026-12-01"],
            "error[date-future] 签发日期2026年12月1日在今天之后\n提示：今天是2026年11月30日\n",
        ),
        (
            ["correct", "xinxi/2026/007", "x", "--printed", "a", "--correct", "b", "--reason", "c", "--by", "周××"],
            (
                "error[reference-missing] 没有刊期“xinxi/2026/007”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
    ],
    ids=["number", "person", "empty", "draft", "future", "issue"],
)
def test_refusals(office: OfficeBuilder, command: list[str], said: str) -> None:
    assert refuse(office.root, *command) == said
    assert not (office.root / "briefs/issues").exists()


def test_refused_notices(office: OfficeBuilder) -> None:
    office.sign()
    words = ["--correct", "120件", "--reason", "统计口径有误", "--by", "周××"]
    assert refuse(office.root, "correct", "xinxi/2026/007", "heping-diao-yan", "--printed", "210件", *words) == (
        "error[notice-article] briefs/issues/xinxi/2026/007.yml:1:1 xinxi/2026/007 里没有“heping-diao-yan”这一篇\n"
        f"提示：本期各篇：{JIU_GAI}、{FU_WU}\n"
    )
    assert refuse(office.root, "correct", "xinxi/2026/007", JIU_GAI, "--printed", "211件", *words) == (
        "error[notice-printed] briefs/issues/xinxi/2026/007.yml:1:1 《chengguan推进jiu-gai》里没有“211件”这几个字\n"
        "提示：照印出的原文写\n"
    )
    early = ["withdraw", "xinxi/2026/007", "--reason", "x", "--by", "周××", "--at", "2026-11-29"]
    assert refuse(office.root, *early) == (
        "error[date-order] 日期2026年11月29日早于签发日期2026年11月30日\n提示：核对 --at\n"
    )


@pytest.mark.parametrize(
    ("option", "said"), [("--printed", "印出的原文是空的"), ("--correct", "应为是空的"), ("--reason", "原因是空的")]
)
def test_a_notice_says_everything(office: OfficeBuilder, option: str, said: str) -> None:
    office.sign()
    words = {"--printed": "210件", "--correct": "120件", "--reason": "统计口径有误", "--by": "周××"} | {option: " "}
    options = [word for pair in words.items() for word in pair]
    expected = f"error[field-empty] {said}\n提示：写上内容；含空格的要加引号\n"
    assert refuse(office.root, "correct", "xinxi/2026/007", JIU_GAI, *options) == expected
    if option == "--reason":
        assert refuse(office.root, "withdraw", "xinxi/2026/007", option, "", "--by", "周××") == expected
