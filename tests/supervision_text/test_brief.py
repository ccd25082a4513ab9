"""The texts that the templates make, whole, with and without the names of units that are behind; what is refused."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from conftest import Compare
from fonts import ROOT
from jianbao.model import Access
from jianbao.problems import ProblemsFound
from jianbao.rendering.supervision_text import Brief, Scope, list_briefs, write_brief
from jianbao.rendering.supervision_text.lines import TaskLine, Told
from jianbao.rendering.supervision_text.values import describe_scope
from jianbao.rendering.templates import Templates
from jianbao.supervising import find_statuses
from offices import OfficeBuilder
from supervised import REPORT, UNTIL, add_tasks, build_supervised

EXPECTED = Path(__file__).parent / "expected"
SHIPPED = ["办理进展", "工作要点完成情况", "督查通报"]
DAY = UNTIL.day
UNITS = ("城关镇", "和平镇", "龙泉镇", "区住建局", "区文旅局", "区数据局")


def write(office: OfficeBuilder, name: str = "办理进展", scope: Scope | None = None) -> Brief:
    read = office.read()
    return write_brief(read, Templates(office.root), name, scope or Scope(until=DAY), find_statuses(read, UNTIL))


def refuse(office: OfficeBuilder, name: str = "办理进展", scope: Scope | None = None) -> str:
    with pytest.raises(ProblemsFound) as found:
        write(office, name, scope)
    return str(found.value)


@pytest.fixture(scope="module", params=[False, True], ids=["counts", "names"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    return add_tasks(build_supervised(tmp_path_factory.mktemp("office"), named=request.param))


def is_named(office: OfficeBuilder) -> bool:
    return office.read().settings.supervision.name_laggards


@pytest.mark.parametrize("name", SHIPPED)
def test_the_whole_text(office: OfficeBuilder, compare_golden: Compare, name: str) -> None:
    brief = write(office, name)
    told = "点名" if is_named(office) else "不点名"
    compare_golden(EXPECTED / f"{name}-{told}.md", f"# {brief.title}\n\n{brief.body}\n")


def test_these_templates_are_shipped() -> None:
    assert list_briefs(Templates(ROOT)) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_speaks_of_points_or_ranks(office: OfficeBuilder, name: str) -> None:
    text = write(office, name).body + Templates(ROOT).source(f"supervision/{name}.md")
    assert [word for word in ("考核", "排名", "得分", "分值", "名次") if word in text] == []


# -- the guide -------------------------------------------------------------------


def test_the_guide_for_offices_shows_a_template_that_works(tmp_path: Path) -> None:
    guide = Templates(ROOT).source("supervision/说明.md")
    office = add_tasks(build_supervised(tmp_path))
    office.write("templates/supervision/专题.md", guide.partition("```markdown\n")[2].partition("```")[0])
    brief = write(office, "专题", Scope(until=DAY, unit="heping"))
    assert brief == Brief(
        title="2026年重点事项进展",
        body=(
            "截至2026年11月27日，共3项，按时办结1项、正在办理2项。\n\n"
            "一、城关镇\n\n"
            "改造老旧供水管网：正在办理。我镇已更换管网3.2公里，占计划的四成。其余12月10日前完工。\n\n"
            "二、和平镇\n\n规范＊流动＊摊贩：已办结。\n\n"
            "三、区文旅局\n\n清理河道：正在办理。清淤4.1公里。"
        ),
    )


def test_the_guide_names_every_value(office: OfficeBuilder) -> None:
    guide = Templates(ROOT).source("supervision/说明.md")
    read = office.read()
    values = describe_scope(read, Scope(until=DAY), find_statuses(read, UNTIL))
    names = [*values, *(field.name for kind in (TaskLine, Told) for field in fields(kind))]
    unnamed = {"office", "id", "number", "chased", "last_chased", "sent_back", "behind"}
    assert [name for name in names if name not in unnamed and not re.search(f"`{name}(?:`|\\()", guide)] == []


# -- who is named ----------------------------------------------------------------


def test_no_unit_stands_beside_a_red_light_unless_the_office_says_so(office: OfficeBuilder) -> None:
    red = [line for name in SHIPPED for line in write(office, name).body.splitlines() if line.endswith("| 红 |")]
    assert len(red) == 6
    named = [line for line in red if any(unit in line for unit in UNITS)]
    assert named == (red if is_named(office) else [])


@pytest.mark.parametrize("title", ["增开夜间儿科诊室", "修订防汛预案", "推行首问负责"])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_unit_that_is_behind_stands_in_no_line_with_its_task(office: OfficeBuilder, name: str, title: str) -> None:
    """Overdue, sent back, and with a part that is overdue."""
    body = write(office, name).body
    # A paragraph of a unit stands under its name.
    blocks = re.split(r"\n\n(?=（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)", body)
    lines = [block for block in blocks if block.startswith("（")] + body.splitlines()
    found = [line for line in lines if title in line and any(unit in line for unit in UNITS)]
    assert bool(found) is is_named(office)


def test_late_is_said_of_what_is_done_only_where_units_are_named(office: OfficeBuilder) -> None:
    body = write(office).body
    assert "按时办结1项、超期办结1项、正在办理6项、超期未办结1项。" in body
    assert ("| 超期办结 |" in body, "| 已办结 |" in body) == (is_named(office), not is_named(office))


# -- what of a unit's report goes into the article ---------------------------------


def test_a_report_is_told_in_whole_sentences_without_its_markup(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    task = office.task(31)
    office.item("chengguan", "fan-kui", "2026-11-18", REPORT + "\n" + "又办了一件。" * 60, task=task, reply="反馈")
    body = write(office).body
    assert "11月18日反馈：我镇已更换管网3.2公里，占计划的四成。其余12月10日前完工。又办了一件。" in body
    told = body.partition("反馈：")[2].partition("\n")[0]
    assert (len(told) <= 200, told.endswith("又办了一件。")) == (True, True)


@pytest.mark.parametrize(
    ("filed", "article", "told"),
    [
        ("办内", Access.OFFICE, True),
        ("办内", Access.INTERNAL, False),
        ("内部", Access.INTERNAL, True),
        ("内部", Access.PUBLIC, False),
        (None, Access.PUBLIC, True),
    ],
)
def test_a_report_goes_to_no_more_readers_than_it_may(
    tmp_path: Path, filed: str | None, article: Access, told: bool
) -> None:
    office = build_supervised(tmp_path)
    task = office.task(31)
    office.item(
        "chengguan", "fan-kui", "2026-11-18", "已更换管网。", task=task, reply="反馈", access=filed, title="管网进展"
    )
    body = write(office, scope=Scope(until=DAY, access=article)).body
    assert ("11月18日反馈：已更换管网。" in body, "11月18日已书面反馈办理情况。" in body) == (told, not told)
    assert "管网进展" not in body


def test_a_leaders_words_are_never_told(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    office.record(
        "instructions", "guan-wang", "2026-11-02", on={"document": "简报"}, date="2026-11-02", level="区级",
        leader="周××", nature=["要求办理"], text="请立即整改",
    )  # fmt: skip
    task = office.task(31, origin={"instruction": "2026/11-02-guan-wang"}, category="批示件")
    office.event(task, "progress", "2026-11-18", unit="chengguan", via="电话", text="已换完", finished="是")
    office.event(task, "presented", "2026-11-20", to="周××", opinion="不够")
    body = write(office).body
    assert "办理结果已于11月20日呈报。已换完。" in body
    assert [word for word in ("请立即整改", "不够", "周××") if word in body] == []


# -- the time that is told of ------------------------------------------------------


def test_chases_and_reports_are_counted_within_the_time(tmp_path: Path) -> None:
    office = add_tasks(build_supervised(tmp_path, named=True))
    body = write(office, "督查通报", Scope(until=DAY, first=date(2026, 11, 20))).body
    assert "2026年11月20日至11月27日，承办单位反馈办理情况2次，催办1次。" in body
    assert "| 增开夜间儿科诊室 | 区住建局 | 1次 | 11月24日 | — |" in body


def test_what_happened_after_the_day_is_not_told(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    task = office.task(31)
    office.event(task, "close", "2026-11-28", result="已办结")
    assert "正在办理1项。" in write(office).body


def test_a_day_of_another_year_is_told_with_its_year(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    office.task(31, due="2027-01-04")
    assert "| 改造老旧供水管网 | 2027年1月4日 | 正在办理 | 绿 |" in write(office).body


def test_the_scope_is_said(tmp_path: Path) -> None:
    office = add_tasks(build_supervised(tmp_path))
    brief = write(office, scope=Scope(until=DAY, unit="longquan", categories=("huiyi",)))
    assert brief.title == "龙泉镇承办的会议议定事项类督查事项办理进展情况"
    assert brief.body.startswith(
        "截至2026年11月27日，列入督查台账的龙泉镇承办的会议议定事项类督查事项2项（含2026年1月1日以来办结的），"
    )


# -- what is refused ---------------------------------------------------------------


def test_no_task_no_article(tmp_path: Path) -> None:
    assert refuse(build_supervised(tmp_path)) == (
        "error[brief-empty] 没有符合条件的督查事项，没有生成\n提示：放宽时段、类别或单位"
    )


def test_an_unknown_template_is_told_with_the_nearest(tmp_path: Path) -> None:
    office = add_tasks(build_supervised(tmp_path))
    assert (
        refuse(office, "进展办理") == "error[brief-unknown] 没有名为“进展办理”的督查文稿模板\n提示：是不是“办理进展”？"
    )
    assert refuse(office, "x") == (
        "error[brief-unknown] 没有名为“x”的督查文稿模板\n提示：可写：办理进展、工作要点完成情况、督查通报"
    )


@pytest.mark.parametrize("where", ["title", "report", "result", "part"])
def test_a_secret_mark_is_refused_wherever_it_stands(tmp_path: Path, where: str) -> None:
    """Also in the part of a report that the article would cut off."""
    office, secret = build_supervised(tmp_path), "机密★1年"
    parts = [{"no": "1", "content": secret, "lead_unit": "heping"}] if where == "part" else None
    task = office.task(31, title=secret if where == "title" else "改造管网", parts=parts)
    if where == "report":
        office.item("chengguan", "fan-kui", "2026-11-18", "甲。" * 200 + f"\n\n{secret}", task=task, reply="反馈")
    if where == "result":
        office.event(task, "close", "2026-11-20", result=secret)
    assert refuse(office) == (
        "error[secrecy-mark] briefs/tasks/2026/031.md:1:1 第31号督查事项或对它的反馈有密级标志“机密★1年”，没有生成\n"
        "提示：涉密内容不得进入本系统，请走涉密渠道"
    )


@pytest.mark.parametrize(("text", "missing"), [("一段。", "标题"), ("# 题", "正文"), ("", "标题")])
def test_a_template_that_says_nothing_is_wrong(tmp_path: Path, text: str, missing: str) -> None:
    office = add_tasks(build_supervised(tmp_path))
    office.write("templates/supervision/专题.md", text)
    assert refuse(office, "专题") == (
        f"error[template-broken] templates/supervision/专题.md:1:1 模板没有写出{missing}\n"
        "提示：第一行写“# 标题”，以下是正文"
    )


def test_a_template_of_the_offices_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    office = add_tasks(build_supervised(tmp_path))
    office.write("templates/supervision/办理进展.md", "# {{ period }}进展\n在办{{ behind | length }}项没有跟上。\n")
    assert write(office) == Brief(title="2026年进展", body="在办3项没有跟上。")
    office.write("templates/supervision/办理进展.md", "# 题\n{{ nobody }}\n")
    assert refuse(office).startswith(
        "error[template-broken] templates/supervision/办理进展.md:2:1 模板有误：没有“nobody”"
    )
