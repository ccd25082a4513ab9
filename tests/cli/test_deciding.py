"""``jianbao adopt | revise | decline | hold | file | void``: what is written, and what is refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder

JIU_GAI, FU_WU, SHUI = "chengguan/2026/11-03-jiu-gai", "heping/2026/11-04-fu-wu", "chengguan/2026/11-05-shui"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.item("chengguan", "jiu-gai", "2026-11-03")
    built.item("heping", "fu-wu", "2026-11-04")
    built.item("chengguan", "shui", "2026-11-05")
    return built


def read(office: OfficeBuilder, desk: str) -> str:
    return (office.root / f"briefs/desk/{desk}.md").read_text(encoding="utf-8")


def desk_files(office: OfficeBuilder) -> list[str]:
    return sorted(file.name for file in (office.root / "briefs").glob("desk/*/*"))


def test_adopt_writes_a_record_with_all_that_was_said(office: OfficeBuilder) -> None:
    options = ["--column", "经验交流", "--title", "城关镇旧改有办法", "--order", "20", "--access", "内部"]
    said = succeed(
        office.root, "adopt", JIU_GAI, "--to", "信息", *options, "--editor", "郑××", "--at", "2026年11月5日 9:20"
    )
    assert said == "已写入 briefs/desk/2026/11-05-chengguan-jiu-gai.md\n编辑后的正文写在这个文件里，原稿不动。\n"
    assert read(office, "2026/11-05-chengguan-jiu-gai") == (
        "---\n"
        "item: chengguan/2026/11-03-jiu-gai\n"
        "decision: adopt\n"
        "periodical: xinxi\n"
        "column: jiaoliu\n"
        "order: 20\n"
        "title: 城关镇旧改有办法\n"
        "access: 内部\n"
        "editor: bianji-zheng\n"
        "decided: 2026-11-05 09:20\n"
        "---\n"
    )
    assert office.check() == []


def test_adopt_takes_the_first_column_and_today(office: OfficeBuilder) -> None:
    succeed(office.root, "adopt", JIU_GAI, "--to", "参阅件", "--editor", "郑××")
    assert read(office, "2026/11-30-chengguan-jiu-gai") == (
        "---\n"
        "item: chengguan/2026/11-03-jiu-gai\n"
        "decision: adopt\n"
        "periodical: canyue\n"
        "column: diaoyan\n"
        "editor: bianji-zheng\n"
        "decided: 2026-11-30\n"
        "---\n"
    )


def test_adopt_for_a_supplement(office: OfficeBuilder) -> None:
    succeed(office.root, "adopt", JIU_GAI, "--to", "信息", "--series", "增刊", "--editor", "郑××")
    assert "periodical: xinxi\nseries: zengkan\ncolumn: zhuanti\n" in read(office, "2026/11-30-chengguan-jiu-gai")


def test_one_item_for_two_periodicals(office: OfficeBuilder) -> None:
    for periodical in ("信息", "参阅件"):
        succeed(office.root, "adopt", JIU_GAI, "--to", periodical, "--editor", "郑××")
    assert desk_files(office) == ["11-30-chengguan-jiu-gai-2.md", "11-30-chengguan-jiu-gai.md"]
    assert office.check() == []


def test_many_items_at_once(office: OfficeBuilder) -> None:
    said = succeed(office.root, "hold", JIU_GAI, FU_WU, JIU_GAI, "--reason", "等年底数字", "--editor", "吴××")
    assert said == (
        "已写入 briefs/desk/2026/11-30-chengguan-jiu-gai.md\n已写入 briefs/desk/2026/11-30-heping-fu-wu.md\n"
    )
    assert office.check() == []


def test_items_of_one_name_get_different_files(office: OfficeBuilder) -> None:
    office.item("chengguan", "jiu-gai", "2026-11-08", title="另一篇")
    said = succeed(office.root, "file", JIU_GAI, "chengguan/2026/11-08-jiu-gai", "--editor", "郑××")
    assert said == (
        "已写入 briefs/desk/2026/11-30-chengguan-jiu-gai.md\n已写入 briefs/desk/2026/11-30-chengguan-jiu-gai-2.md\n"
    )


def test_many_items_are_all_decided_or_none(office: OfficeBuilder) -> None:
    said = refuse(office.root, "file", JIU_GAI, "heping/2026/11-04-fu-wo", "--editor", "郑××")
    assert said == (
        "error[reference-missing] 没有稿件“heping/2026/11-04-fu-wo”\n提示：是不是 heping/2026/11-04-fu-wu？\n"
    )
    assert desk_files(office) == []


@pytest.mark.parametrize(
    ("verb", "written"),
    [("revise", "revise"), ("decline", "decline"), ("hold", "hold"), ("void", "void"), ("file", "file")],
)
def test_each_decision_is_one_record(office: OfficeBuilder, verb: str, written: str) -> None:
    succeed(office.root, verb, JIU_GAI, "--reason", "数字: 与附表不一致", "--editor", "郑××", "--at", "2026-11-06")
    assert read(office, "2026/11-06-chengguan-jiu-gai") == (
        "---\n"
        "item: chengguan/2026/11-03-jiu-gai\n"
        f"decision: {written}\n"
        "editor: bianji-zheng\n"
        "decided: 2026-11-06\n"
        "reason: '数字: 与附表不一致'\n"
        "---\n"
    )
    assert office.check() == []


@pytest.mark.parametrize("verb", ["revise", "decline", "hold", "void"])
def test_a_reason_is_owed(office: OfficeBuilder, verb: str) -> None:
    said = refuse(office.root, verb, JIU_GAI, "--editor", "郑××", code=2)
    assert said == f"用法有误：没有写 --reason\n提示：用 jianbao {verb} --help 看说明和例子\n"
    said = refuse(office.root, verb, JIU_GAI, "--reason", "", "--editor", "郑××")
    assert said.endswith("要写明理由\n提示：写上理由，报送单位看得到\n")
    assert desk_files(office) == []


def test_a_decided_item_needs_supersede(office: OfficeBuilder) -> None:
    succeed(office.root, "hold", JIU_GAI, "--reason", "等数字", "--editor", "郑××", "--at", "2026-11-06")
    again = ["adopt", JIU_GAI, "--to", "信息", "--editor", "郑××", "--at", "2026-11-07"]
    assert refuse(office.root, *again) == (
        "error[decided-twice] briefs/desk/2026/11-06-chengguan-jiu-gai.md:1:1 "
        "chengguan/2026/11-03-jiu-gai 已有处理意见“留存待用”（2026/11-06-chengguan-jiu-gai）\n"
        "提示：确要改变的，选上“改变原来的处理意见”（--supersede）\n"
    )
    succeed(office.root, *again, "--supersede")
    assert "supersedes:\n  - 2026/11-06-chengguan-jiu-gai\n" in read(office, "2026/11-07-chengguan-jiu-gai")
    assert office.check() == []


def test_a_printed_decision_never_changes(office: OfficeBuilder) -> None:
    office.decide(JIU_GAI)
    office.sign()
    said = refuse(office.root, "decline", JIU_GAI, "--reason", "不妥", "--editor", "郑××", "--supersede")
    assert said == (
        "error[decided-twice] chengguan/2026/11-03-jiu-gai 已在 xinxi/2026/007 刊出，不能再改处理意见\n"
        "提示：刊出有误的，更正或撤回那一期\n"
    )


def test_reissue_after_withdrawal(office: OfficeBuilder) -> None:
    office.decide(JIU_GAI)
    office.sign(date="2026-11-20")
    again = ["adopt", JIU_GAI, "--to", "信息", "--editor", "郑××", "--reissues", "xinxi/2026/007"]
    office.withdraw("xinxi/2026/007")
    succeed(office.root, *again)
    assert "reissues: xinxi/2026/007\n" in read(office, "2026/11-30-chengguan-jiu-gai")
    assert office.check() == []


def test_what_answers_a_task_is_filed_and_never_adopted(office: OfficeBuilder) -> None:
    task = office.task()
    reply = office.item("chengguan", "fan-kui", "2026-11-10", task=task, reply="反馈")
    assert refuse(office.root, "adopt", reply, "--to", "信息", "--editor", "郑××") == (
        f"error[reply-task] {reply} 是对督查事项 {task} 的回复，不能采用\n"
        "提示：办理情况写进《督查工作》，用督查文稿拟稿\n"
    )
    assert desk_files(office) == []


def test_reissue_of_an_issue_that_stands_is_refused(office: OfficeBuilder) -> None:
    office.decide(JIU_GAI)
    office.sign(date="2026-11-20")
    again = ["adopt", JIU_GAI, "--to", "信息", "--editor", "郑××", "--reissues", "xinxi/2026/007"]
    assert refuse(office.root, *again) == (
        "error[reissue-standing] xinxi/2026/007 没有撤回，不能重刊\n提示：先撤回该期\n"
    )


def test_composite(office: OfficeBuilder) -> None:
    title = ["--title", "两镇抓旧改有实招"]
    said = succeed(
        office.root,
        "adopt",
        JIU_GAI,
        FU_WU,
        "--to",
        "信息",
        "--composite",
        *title,
        "--editor",
        "郑××",
        "--at",
        "2026-11-06",
    )
    assert said == "已写入 briefs/desk/2026/11-06-chengguan-jiu-gai.md\n编辑后的正文写在这个文件里，原稿不动。\n"
    assert read(office, "2026/11-06-chengguan-jiu-gai") == (
        "---\n"
        "sources:\n"
        "  - chengguan/2026/11-03-jiu-gai\n"
        "  - heping/2026/11-04-fu-wu\n"
        "decision: adopt\n"
        "periodical: xinxi\n"
        "column: zhongdian\n"
        "title: 两镇抓旧改有实招\n"
        "editor: bianji-zheng\n"
        "decided: 2026-11-06\n"
        "---\n"
    )


def test_composite_needs_two_items_and_a_title(office: OfficeBuilder) -> None:
    composite = ["--to", "信息", "--composite", "--editor", "郑××"]
    assert refuse(office.root, "adopt", JIU_GAI, JIU_GAI, *composite, "--title", "题") == (
        "error[desk-fields] 综合稿要有两篇以上的稿件\n提示：只有一篇的，直接采用\n"
    )
    assert refuse(office.root, "adopt", JIU_GAI, FU_WU, *composite) == (
        "error[desk-fields] 综合稿要有自己的标题\n提示：写上综合稿的标题\n"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"--to": "信心"},
            ("error[periodical-unknown] 没有名为“信心”的刊物\n提示：现有刊物：信息、参阅件\n"),
        ),
        (
            {"--column": "经验"},
            "error[column-unknown] 《信息》没有栏目“经验”\n提示：是不是“经验交流”？\n",
        ),
        (
            {"--column": "x"},
            "error[column-unknown] 《信息》没有栏目“x”\n提示：现有栏目：重点工作、经验交流、社情民意\n",
        ),
        (
            {"--series": "特刊"},
            "error[series-unknown] 《信息》没有名为“特刊”的系列\n提示：现有系列：增刊\n",
        ),
        (
            {"--editor": "王五"},
            (
                "error[person-unknown] 编辑“王五”不在人员名单里\n"
                "提示：人员名单见 briefs/settings/people.yml，同名的写 id 或职务\n"
            ),
        ),
        (
            {"--reissues": "xinxi/2026/099"},
            (
                "error[reference-missing] 没有刊期“xinxi/2026/099”\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai\n"
            ),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_adopt_refuses_what_is_not_there(office: OfficeBuilder, changed: dict[str, str], said: str) -> None:
    options = {"--to": "信息", "--editor": "郑××"} | changed
    assert refuse(office.root, "adopt", JIU_GAI, *(word for pair in options.items() for word in pair)) == said
    assert desk_files(office) == []


def test_wrong_date_is_wrong_use(office: OfficeBuilder) -> None:
    said = refuse(office.root, "file", JIU_GAI, "--editor", "郑××", "--at", "2026-02-30", code=2)
    assert said == (
        "用法有误：--at 的“2026-02-30”不是日期，如 2026-11-03 或 2026年11月3日\n"
        "提示：用 jianbao file --help 看说明和例子\n"
    )


def test_editor_is_whoever_git_says(office: OfficeBuilder) -> None:
    assert refuse(office.root, "file", JIU_GAI, code=2).startswith("用法有误：没有写 --editor，git 里也没有设置姓名；")
    subprocess.run(["git", "init", "--quiet", str(office.root)], check=True)
    subprocess.run(["git", "-C", str(office.root), "config", "user.name", "郑××"], check=True)
    succeed(office.root, "file", JIU_GAI)
    assert "editor: bianji-zheng\n" in read(office, "2026/11-30-chengguan-jiu-gai")


def test_nothing_is_overwritten(office: OfficeBuilder) -> None:
    """A file that appears between reading and writing, as from another clerk on a shared folder, is left alone."""
    there = office.write("briefs/desk/2026/11-30-chengguan-jiu-gai.md", "")
    run(office.root, "file", JIU_GAI, "--editor", "郑××")
    assert there.read_bytes() == b""
    assert desk_files(office) == ["11-30-chengguan-jiu-gai-2.md", "11-30-chengguan-jiu-gai.md"]
