"""``jianbao task brief``, and what ``compile`` and ``queue`` say of tasks that are in no article yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import refuse, succeed
from offices import OfficeBuilder
from supervised import add_tasks, build_supervised

ON = ["--on", "2026-11-27"]
BRIEF = [*ON, "task", "brief"]
BY = ["--by", "郑××"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return add_tasks(build_supervised(tmp_path))


def test_a_record_is_written_and_waits_to_be_compiled(office: OfficeBuilder) -> None:
    told = succeed(office.root, *BRIEF, "办理进展", *BY, "--task", "31", "--task", "2026/033", "--order", "20")
    assert told == (
        "已写入 briefs/desk/2026/11-27-ban-li-jin-zhan.md\n"
        "《督查事项办理进展情况》写了2项督查事项的办理情况。\n"
        "请在文件里核对、改定文字；编期、签发同其他文章一样。\n"
    )
    text = (office.root / "briefs/desk/2026/11-27-ban-li-jin-zhan.md").read_text(encoding="utf-8")
    header, _, body = text.removeprefix("---\n").partition("---\n")
    assert header == (
        "tasks:\n  - 2026/031\n  - 2026/033\nuntil: 2026-11-27\ndecision: adopt\nperiodical: ducha\ncolumn: jinzhan\n"
        "order: 20\ntitle: 督查事项办理进展情况\neditor: bianji-zheng\ndecided: 2026-11-27\n"
    )
    assert body.startswith("截至2026年11月27日，下列督查事项2项，按时办结1项、正在办理1项。")
    assert succeed(office.root, *ON, "compile", "督查工作").splitlines()[:3] == [
        "《督查工作》下一期建议编入1篇，共362字",
        "  督查事项办理进展情况（督查事项2项，362字）按顺序20，11月27日收到",
        "    2026/11-27-ban-li-jin-zhan",
    ]


def test_the_same_article_twice_has_two_names(office: OfficeBuilder) -> None:
    for name in ("ban-li-jin-zhan", "ban-li-jin-zhan-2"):
        told = succeed(office.root, *BRIEF, "办理进展", *BY)
        assert told.startswith(f"已写入 briefs/desk/2026/11-27-{name}.md\n")


def test_the_same_records_give_the_same_bytes(office: OfficeBuilder, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = add_tasks(build_supervised(tmp_path_factory.mktemp("other")))
    files = []
    for root in (office.root, other.root):
        succeed(root, *BRIEF, "督查通报", *BY)
        files.append((root / "briefs/desk/2026/11-27-du-cha-tong-bao.md").read_bytes())
    assert files[0] == files[1]


def test_title_column_access_and_scope_are_as_asked(office: OfficeBuilder) -> None:
    more = [
        "--until",
        "2026-11-20",
        "--from",
        "2026-11-01",
        "--moved",
        "--category",
        "会议议定事项",
        "--unit",
        "和平镇",
    ]
    place = ["--column", "督查通报", "--title", "和平镇承办事项", "--access", "办内"]
    succeed(office.root, *BRIEF, "办理进展", *BY, *more, *place)
    record = office.read().desk["2026/11-27-ban-li-jin-zhan"]
    assert (record.title, record.column, str(record.until)) == ("和平镇承办事项", "tongbao", "2026-11-20")
    assert (record.access and record.access.value, record.tasks) == ("办内", ("2026/031", "2026/033", "2026/035"))


def test_a_title_of_spaces_is_none(office: OfficeBuilder) -> None:
    succeed(office.root, *BRIEF, "办理进展", *BY)
    succeed(office.root, *BRIEF, "办理进展", *BY, "--title", "  ")
    records = office.read().desk
    titles = {records[f"2026/11-27-{name}"].title for name in ("ban-li-jin-zhan", "ban-li-jin-zhan-2")}
    assert len(titles) == 1
    assert titles != {""}


def test_the_templates_are_listed(office: OfficeBuilder) -> None:
    office.write("templates/supervision/专题.md", "# 题\n文。\n")
    assert succeed(office.root, *BRIEF) == "专题\n办理进展\n工作要点完成情况\n督查通报\n"


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["--until", "2026-11-28"], "用法有误：--until 不能晚于今天（2026年11月27日）", 2),
        (["--from", "2026-11-28"], "用法有误：--from 不能晚于 --until", 2),
        (["--task", "77"], "error[reference-missing] 没有督查事项“77”", 1),
        (["--until", "2026-11-20", "--task", "39"], "第39号督查事项2026年11月26日才交办，2026年11月20日还没有", 1),
        (["--category", "会议事项"], "error[category-unknown] 没有名为“会议事项”的事项类别", 1),
        (["--unit", "月亮镇"], "error[unit-unknown] 没有名为“月亮镇”的单位", 1),
        (["--column", "头条"], "error[column-unknown] 《督查工作》没有栏目“头条”", 1),
        (["--category", "信访"], "error[category-unknown]", 1),
        (["--title", "机密★1年"], "error[secrecy-mark] 文稿里有密级标志“机密★1年”，没有生成", 1),
        (["--periodical", "日报"], "error[periodical-unknown] 没有名为“日报”的刊物", 1),
    ],
)
def test_what_cannot_be_told_is_refused(office: OfficeBuilder, arguments: list[str], said: str, code: int) -> None:
    assert said in refuse(office.root, *BRIEF, "办理进展", *BY, *arguments, code=code)
    assert list((office.root / "briefs").glob("desk/*/*")) == []


def test_without_a_periodical_of_tasks_one_must_be_named(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/periodicals.yml", "    source: tasks\n", "")
    assert "没有写 --periodical；现有刊物：信息、参阅件、督查工作" in refuse(
        office.root, *BRIEF, "办理进展", *BY, code=2
    )


# -- what compile and queue say ------------------------------------------------------


def test_compile_names_what_moved_and_the_command_that_tells_of_it(office: OfficeBuilder) -> None:
    succeed(office.root, *BRIEF, "办理进展", *BY)
    succeed(office.root, "--on", "2026-11-30", "sign", "督查工作", "--by", "周××")
    office.event("2026/031", "progress", "2026-11-28", unit="chengguan", via="电话", text="完成五成")
    office.task(40, "2026-11-30", "2027-01-15", title="清查燃气隐患")
    command = (
        "jianbao task brief 办理进展 --periodical ducha --column jinzhan --from 2026-11-28 --until 2026-12-01 --moved"
    )
    moved = (
        "上一期以来有进展、还没有写成文稿的督查事项2项\n"
        "  〔2026〕31号　改造老旧供水管网（11月28日有进展）\n"
        "  〔2026〕40号　清查燃气隐患（11月30日交办）\n"
        f"写成文稿：{command}\n"
    )
    on = ["--on", "2026-12-01"]
    assert succeed(office.root, *on, "compile", "督查工作") == f"《督查工作》下一期没有可编入的文章\n{moved}"
    assert succeed(office.root, *on, "queue") == f"没有待处理的稿件。\n《督查工作》：\n{moved}"
    as_json = json.loads(succeed(office.root, *on, "compile", "督查工作", "--format", "json"))
    assert (as_json["tasks"], as_json["taken"]) == (["2026/031", "2026/040"], [])
    succeed(office.root, *on, *command.split()[1:], *BY)
    assert "上一期以来有进展的督查事项都已写成文稿\n" in succeed(office.root, *on, "compile", "督查工作")


def test_other_periodicals_say_nothing_of_tasks(office: OfficeBuilder) -> None:
    assert succeed(office.root, *ON, "compile", "信息") == "《信息》下一期没有可编入的文章\n"
    assert "tasks" not in json.loads(succeed(office.root, *ON, "compile", "信息", "--format", "json"))
    assert succeed(office.root, *ON, "queue", "--unit", "城关镇") == "没有待处理的稿件。\n"


def test_an_unknown_source_of_a_periodical_is_a_problem(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/periodicals.yml", "source: tasks", "source: 任务")
    (problem,) = [problem for problem in office.check() if problem.place.path.startswith("briefs/settings")]
    assert str(problem) == (
        "error[field-type] briefs/settings/periodicals.yml:37:13 字段“source（出处）”的值“任务”不在可选之列\n"
        "提示：可选：稿件、督查事项、自编"
    )
