"""Notices to units and leaders' papers: what they say, in whose name, to whom, for records of every state."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from conftest import Compare
from jianbao.metadata import Moment
from jianbao.periods import months_of
from jianbao.problems import Level, ProblemsFound
from jianbao.rendering.papers.paper import Paper, Paragraph
from jianbao.rendering.papers.slip import find_slip
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.subjects import fill_slip
from jianbao.rendering.slips.wording import count_late, number_paper, say_closing, say_left
from jianbao.rendering.templates import Templates
from jianbao.settings import OnTimeBasis, SupervisionSettings
from jianbao.supervising import Deadline
from offices import AS_OF, OfficeBuilder, day
from papers import show_paper

EXPECTED = Path(__file__).parent / "expected"
HOSTILE = '<b>粗</b>{{ 7*7 }}{% raw %}#read("/etc/passwd")$x$*强*`码`</td></table><script>1</script>&lt;甲&amp;乙'
NUMBERING = "numbering: {call: '云委办约〔{year}〕{number}号', task: '云委督〔{year}〕{number}号'}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    """An issue of two articles, one of them used above; calls and tasks on the way, done with, and overdue."""
    built = OfficeBuilder(tmp_path_factory.mktemp("office"))
    built.replace("briefs/settings/office.yml", "phone:", f"{NUMBERING}phone:")
    stalls = built.item("chengguan", "tan-qu", title="城关镇设“潮汐摊区”")
    first = built.decide(stalls, title="城关镇变赶为疏", order=10)
    built.adopt("zhujian", "ran-qi", "2026-11-04", title="老旧小区换上新燃气管道", order=20)
    built.sign(date="2026-11-06")
    built.adoption("tan-qu", "2026-11-20", "shengwei", item=stalls, number="第312期")
    built.adopt("chengguan", "nei-can", "2026-11-10", title="办内才看得到", access="办内", column="minyi")
    built.sign(date="2026-11-13")
    instruct = {"post": "区委办公室副主任", "level": "区级", "leader": "周××"}
    built.record(
        "instructions", "tan-qu", "2026-11-09", on={"issue": "xinxi/2026/007", "article": first}, date="2026-11-09",
        nature=["肯定", "要求办理"], text="请城关镇会同区住建局推开。", form="书面", **instruct,
    )  # fmt: skip
    built.record(
        "instructions", "pi-zhuan", "2026-11-10", on={"issue": "xinxi/2026/007", "article": first}, date="2026-11-10",
        nature=["阅处"], text="请按周主任批示办。", form="口头", follows="2026/11-09-tan-qu", level="区级",
        leader="吴××", post="信息科科长",
    )  # fmt: skip
    built.record(
        "instructions", "quan-yue", "2026-11-11", on={"document": "工作方案"}, date="2026-11-11", nature=["圈阅"],
        **instruct,
    )  # fmt: skip
    parts = [
        {"no": "1", "content": "划定摊区", "lead_unit": "chengguan", "assisting": ["wenlv"], "due": "2026-11-20"},
        {"no": "2", "content": "推广到全镇", "lead_unit": "zhujian"},
    ]
    origin = {"instruction": "2026/11-09-tan-qu"}
    built.task(31, "2026-11-10", "2026-12-05", origin=origin, leader="周××", category="批示件", parts=parts)
    built.task(32, "2026-11-10", "2026-11-15", assisting=["zhujian", "heping"], contact="郭××，0000-0000009")
    report = "## 进展\n\n已换管网3.2公里，\n占**四成**。其余12月完工。"
    built.item("heping", "fan-kui", "2026-11-18", report, task="2026/032", reply="反馈", title="和平镇反馈进展")
    built.event("2026/032", "chase", "2026-11-16", unit="heping", via="电话")
    built.event("2026/032", "chase", "2026-11-20", unit="zhujian", via="电话")
    built.event("2026/032", "chase", "2026-11-30", unit="heping", via="书面")
    _supervise(built)
    due = {
        "units": ["heping", "chengguan", "zhujian"],
        "exempt": ["龙泉镇"],
        "contact": "林××，0000-0000001",
    }
    built.call(1, "2026-11-02 09:00", "2026-11-10 17:00", **due)
    built.item("heping", "qiu-liang", "2026-11-09", call="2026/001", title="和平镇收购过半")
    level = {"level": "市级", "number": "市委办约〔2026〕37号", "received": "2026-11-27", "due": "2026-12-06"}
    built.call(2, "2026-11-28 09:00", "2026-12-04 17:00", origin=level)
    built.distribution(
        "xinxi/2026/007",
        {"to": "区委书记", "copies": 2, "copy_numbers": "1-2", "date": "2026-11-09", "signed_by": "沈××"},
        {"to": "各乡镇党委", "copies": 11, "copy_numbers": ["10-19", "25"], "date": "2026-11-10"},
        returned=[{"to": "区委书记", "copies": 1, "copy_numbers": "2", "date": "2026-11-20"}],
    )
    assert [problem for problem in built.check() if problem.level is Level.ERROR] == []
    return built


def _supervise(built: OfficeBuilder) -> None:
    """What has a limit by its category, was extended, has its result, was done; and an urgent night."""
    built.write(
        "briefs/settings/supervision.yml",
        "categories:\n"
        "  - {id: pishi, name: 批示件, within: 15 工作日, feedback: 每月25日, present: 是}\n"
        "  - {id: huiyi, name: 会议议定事项, within: 20日}\n"
        "  - {id: xinfang, name: 热线信访, within: 5 工作日, papers: [调查报告, 原件, 申诉人意见]}\n",
    )
    built.write(
        "briefs/settings/urgent.yml",
        "classes:\n"
        "  - {id: jiaoda, name: 较大, phone: 30, written: 60, phone_up: 30, written_up: 60, follow_ups: [8:00]}\n",
    )
    origin = {"instruction": "2026/11-10-pan-huo"}
    built.record(
        "instructions", "pan-huo", "2026-11-10", on={"document": "摊位使用情况"}, date="2026-11-10", form="书面",
        leader="周××", post="区委办公室副主任", level="区级", nature=["要求办理"], text="闲置的摊位要用起来。",
    )  # fmt: skip
    built.task(33, "2026-11-11", "", title="盘活闲置摊位", category="批示件", origin=origin, leader="周××")
    built.event("2026/033", "extension", "2026-11-30", unit="chengguan", asked="2026-11-27", until="2026-12-11",
                reason="摊位费没有谈拢", approved_by="周××")  # fmt: skip
    built.item("chengguan", "jie-guo", "2026-11-28", "已盘活摊位86个。\n\n其余12个改作便民点。", task="2026/033",
               reply="反馈", finished="是", title="城关镇报送办理结果")  # fmt: skip
    built.task(34, "2026-11-12", "", title="清运小区垃圾", category="热线信访", origin="12345热线第881号工单")
    built.event("2026/034", "progress", "2026-11-16", unit="chengguan", via="电话", text="垃圾已清", finished="是")
    built.event("2026/034", "presented", "2026-11-17", to="周××", opinion="请再查一遍")
    built.task(35, "2026-11-12", "2026-11-20", title="修补路面")
    built.event("2026/035", "close", "2026-11-19", result="已修补")
    told = {"urgency": "特急", "occurred": "2026-11-02 21:40", "learned": "2026-11-02 21:50"}
    first = built.item("zhujian", "bao-guan", "2026-11-02 22:30", title="解放路供水主管爆裂", stage="初报", **told)
    last = built.item("zhujian", "hui-fu", "2026-11-03 09:10", title="供水恢复", stage="终报", follows=first, **told)
    log = [
        {"at": "2026-11-02 22:05", "did": "接报", "who": "郑××", "to": "区住建局值班室", "note": "电话，解放路停水"},
        {"at": "2026-11-02 22:10", "did": "报告领导", "who": "郑××", "to": "周××"},
        {"at": "2026-11-02 22:20", "did": "电话上报", "who": "郑××", "to": "市委办公室"},
        {"at": "2026-11-02 23:20", "did": "书面上报", "who": "吴××", "to": "市委办公室"},
    ]
    results = [{"item": first, "result": "专报"}, {"item": last, "result": "备查"}]
    built.incident(log=log, items=[first, last], dispositions=results, place="城关镇解放路", ended="2026-11-03 09:00",
                   note="临时供水车3辆")  # fmt: skip


def fill(office: OfficeBuilder, name: str, record: str, on: Moment = AS_OF, **options: Any) -> Paper:
    """The slip about the record of this id."""
    folders = {"call": "calls", "issue": "issues", "item": "items", "task": "tasks", "instruction": "instructions",
               "incident": "incidents"}  # fmt: skip
    templates, read = Templates(office.root), office.read()
    slip = find_slip(templates, name)
    known: Any = getattr(read, folders[slip.about]) if slip.about in folders else {record: record}
    return fill_slip(slip, SlipRequest(office=read, templates=templates, as_of=on, **options), known[record])


def refuse_slip(office: OfficeBuilder, name: str, record: str, **options: Any) -> str:
    """What is said where there is nothing to write."""
    with pytest.raises(ProblemsFound) as found:
        fill(office, name, record, **options)
    (problem,) = found.value.problems
    assert (problem.code, problem.hint) == ("slip-empty", "换一份记录，或不出这张单子")
    return problem.message


def lines(paper: Paper, role: str) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph) and block.role == role]


CASES = [
    ("约稿通知单", "2026/001", {}),
    ("约稿通知单", "2026/002", {"unit": "zhujian"}),
    ("催报通知", "2026/001", {}),
    ("采用反馈单", "chengguan", {"period": months_of(2026, 11, 11)}),
    ("采用通知单", "chengguan/2026/11-03-tan-qu", {}),
    ("领导批示转办单", "2026/11-09-tan-qu", {}),
    ("领导批示转办单", "2026/11-10-pi-zhuan", {}),
    ("领导批示转办单", "2026/11-11-quan-yue", {}),
    ("督办单", "2026/031", {}),
    ("督办单", "2026/032", {"unit": "heping"}),
    ("催办通知", "2026/031", {}),
    ("催办通知", "2026/032", {}),
    ("催办通知", "2026/032", {"unit": "heping"}),
    ("督办单", "2026/033", {}),
    ("督办单", "2026/034", {}),
    ("呈报单", "2026/033", {}),
    ("呈报单", "2026/034", {}),
    ("值班记录", "2026/11-02-bao-guan", {}),
    ("发放登记表", "xinxi/2026/007", {}),
    ("发放登记表", "xinxi/2026/008", {}),
]


def name_case(name: str, record: str, options: dict[str, Any]) -> str:
    return "-".join([name, record.replace("/", "-"), *filter(None, [options.get("unit")])])


@pytest.mark.parametrize(("name", "record", "options"), CASES, ids=[name_case(*case) for case in CASES])
def test_the_whole_paper(
    office: OfficeBuilder, compare_golden: Compare, name: str, record: str, options: dict[str, Any]
) -> None:
    paper = fill(office, name, record, **options)
    compare_golden(EXPECTED / f"{name_case(name, record, options)}.txt", show_paper(paper))


@pytest.mark.parametrize(("name", "record", "options"), CASES, ids=[name_case(*case) for case in CASES])
def test_each_is_one_page(
    office: OfficeBuilder, printer: Printer, name: str, record: str, options: dict[str, Any]
) -> None:
    with pdfplumber.open(BytesIO(printer.render(fill(office, name, record, **options)))) as pdf:
        assert len(pdf.pages) == 1


# -- to whom -------------------------------------------------------------------


def test_a_notice_goes_only_to_units_that_it_concerns(office: OfficeBuilder) -> None:
    for name, record, unit, said in (
        ("约稿通知单", "2026/001", "longquan", "第1号约稿没有龙泉镇\n提示：可写：城关镇、和平镇、区住建局"),
        ("催办通知", "2026/032", "wenlv", "第32号督查事项没有区文旅局\n提示：可写：城关镇、和平镇、区住建局"),
    ):
        with pytest.raises(ProblemsFound) as found:
            fill(office, name, record, unit=unit)
        assert str(found.value) == f"error[slip-unit] {said}"


def test_a_call_to_all_is_addressed_to_all_and_chased_by_name(office: OfficeBuilder) -> None:
    assert lines(fill(office, "约稿通知单", "2026/002"), "to") == ["各单位："]
    assert lines(fill(office, "催报通知", "2026/002"), "to") == [
        "城关镇、和平镇、龙泉镇、区住建局、区文旅局、区数据局："
    ]


def test_nobody_is_chased_who_answered(office: OfficeBuilder) -> None:
    assert lines(fill(office, "催报通知", "2026/001"), "to") == ["城关镇、区住建局："]
    assert (
        refuse_slip(office, "催报通知", "2026/001", unit="heping") == "没有生成“催报通知”：所约单位都已答复，不需要催报"
    )


def test_a_task_is_addressed_to_the_lead_first_and_the_others_in_protocol_order(office: OfficeBuilder) -> None:
    assert lines(fill(office, "督办单", "2026/031"), "to") == ["城关镇、区住建局、区文旅局："]
    assert lines(fill(office, "督办单", "2026/032"), "to") == ["城关镇、和平镇、区住建局："]


# -- what they say ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-13", "还有3天。交办以来，尚未收到办理情况反馈。"),
        ("2026-11-16", "今天到期。交办以来，尚未收到办理情况反馈。"),
        ("2026-11-17", "已超期1天。此前已于11月16日催办，这是第2次。交办以来，尚未收到办理情况反馈。"),
        (
            "2026-11-30",
            "已超期14天。此前已于11月16日、11月20日催办，这是第3次。最近一次反馈于2026年11月18日收到。",
        ),
    ],
)
def test_a_reminder_tells_how_long_is_left_and_what_came(office: OfficeBuilder, on: str, said: str) -> None:
    (told, *_) = lines(fill(office, "催办通知", "2026/032", day(on)), "body")
    assert told == (
        "“改造老旧供水管网”一事，由城关镇牵头办理，和平镇、区住建局协办，办理时限为2026年11月16日，"
        f"截至{day(on).chinese}，{said}"
    )


def test_another_units_report_is_not_that_of_the_unit_addressed(office: OfficeBuilder) -> None:
    (told, *_) = lines(fill(office, "催办通知", "2026/032", unit="zhujian"), "body")
    assert told.endswith("交办以来，尚未收到办理情况反馈。")


def test_a_unit_hears_nothing_of_what_units_may_not_know_and_never_of_points(office: OfficeBuilder) -> None:
    shown = show_paper(fill(office, "采用反馈单", "chengguan"))
    assert "城关镇变赶为疏" in shown
    for word in ("办内", "分值", "得分", "名次", "考核", "排名"):
        assert word not in shown


def test_a_unit_without_adoptions_is_told_so(office: OfficeBuilder) -> None:
    assert lines(fill(office, "采用反馈单", "longquan"), "body") == [
        "2026年11月，你单位报送信息0件，暂未采用。如有出入，请在5日内告知，电话：0000-0000001。"
    ]
    assert (
        refuse_slip(office, "采用通知单", "heping/2026/11-09-qiu-liang") == "没有生成“采用通知单”：这篇稿件还没有被采用"
    )


def test_what_was_adopted_later_is_not_told_before(office: OfficeBuilder) -> None:
    paper = fill(office, "采用通知单", "chengguan/2026/11-03-tan-qu", day("2026-11-19"))
    assert "信息快报" not in show_paper(paper)


def test_a_government_office_speaks_of_government(office: OfficeBuilder, tmp_path: Path) -> None:
    built = OfficeBuilder(tmp_path)
    built.replace("briefs/settings/office.yml", "system: 党委", "system: 政府")
    built.replace("briefs/settings/office.yml", "full_name: 中共云溪区委办公室", "full_name: 云溪区人民政府办公室")
    built.replace("briefs/settings/office.yml", "short_name: 区委办", "short_name: 区政府办")
    built.call(3, "2026-11-28 09:00", "2026-12-04 17:00")
    paper = fill(built, "约稿通知单", "2026/003")
    assert lines(paper, "title") == ["政务信息约稿通知单"]
    assert lines(paper, "number") == ["〔2026〕3号"]
    assert lines(paper, "signed") == ["云溪区人民政府办公室\n2026年11月28日"]
    assert "区委" not in show_paper(paper)


def test_a_unit_reads_its_own_report_and_nobody_elses(office: OfficeBuilder) -> None:
    (own, *_) = lines(fill(office, "催办通知", "2026/032", unit="heping"), "body")
    assert own.endswith(
        "此前已于11月16日催办，这是第2次。最近一次反馈于2026年11月18日收到：“已换管网3.2公里，占四成。其余12月完工。”"
    )
    for unit in ("", "chengguan"):
        assert "四成" not in show_paper(fill(office, "催办通知", "2026/032", unit=unit))


def test_a_part_that_is_late_is_chased_with_those_who_do_it(office: OfficeBuilder) -> None:
    """城关镇 leads the whole, 区文旅局 assists in the late part, 区住建局 has another one."""
    for unit, late in (("", True), ("chengguan", True), ("wenlv", True), ("zhujian", False)):
        shown = show_paper(fill(office, "催办通知", "2026/031", unit=unit))
        assert ("middle：1 | 划定摊区" in shown, "其中已到时限的任务如下：" in shown) == (late, late)
    assert "划定摊区" not in show_paper(fill(office, "催办通知", "2026/031", day("2026-11-20")))


def test_what_is_done_is_not_chased_and_what_has_no_result_not_presented(office: OfficeBuilder) -> None:
    assert refuse_slip(office, "催办通知", "2026/035") == "没有生成“催办通知”：这一事项已经办结，不需要催办"
    assert fill(office, "催办通知", "2026/035", day("2026-11-18")).title == "催办通知（云委督〔2026〕35号）"
    assert refuse_slip(office, "呈报单", "2026/031") == (
        "没有生成“呈报单”：承办单位还没有报送办理结果，或者结果已退回重办"
    )


def test_a_result_that_was_sent_back_is_not_presented(tmp_path: Path) -> None:
    built = OfficeBuilder(tmp_path)
    task = built.task(31)
    built.event(task, "progress", "2026-11-10", unit="chengguan", via="电话", text="已办完", finished="是")
    built.event(task, "rework", "2026-11-12", reason="没有说清")
    assert "城关镇2026年11月10日报送：" in show_paper(fill(built, "呈报单", task, day("2026-11-11")))
    assert refuse_slip(built, "呈报单", task).startswith("没有生成“呈报单”：")
    built.event(task, "progress", "2026-11-14", unit="chengguan", via="电话", text="已重办", finished="是")
    assert "已重办" in show_paper(fill(built, "呈报单", task))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due": "2026-11-16"}, "**2026年11月16日**"),
        ({"due": "2026-11-15"}, "**2026年11月16日**（11月15日是休息日，顺延）"),
        ({"due": "", "within": "15 工作日"}, "**2026年11月26日**（15个工作日）"),
        ({"due": "", "within": "20日"}, "**2026年11月25日**（20日）"),
        ({"due": "", "category": "重点工作"}, "没有规定"),
    ],
)
def test_an_assignment_says_how_its_day_came_about(tmp_path: Path, fields: dict[str, str], said: str) -> None:
    built = OfficeBuilder(tmp_path)
    built.task(31, **fields)
    assert f"  办理时限 | {said} | 联系人 | " in show_paper(fill(built, "督办单", "2026/031"))


def test_a_holiday_of_the_offices_own_moves_the_day(tmp_path: Path) -> None:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/holidays.yml", "holidays: [2026-11-16]\n")
    built.task(31, due="2026-11-15")
    assert "**2026年11月17日**（11月15日是休息日，顺延）" in show_paper(fill(built, "督办单", "2026/031"))


def test_an_extension_is_told_with_the_day_before_it(office: OfficeBuilder) -> None:
    said = "**2026年12月11日**（原定2026年12月2日，经批准延期）"
    assert said in show_paper(fill(office, "督办单", "2026/033"))
    assert "**2026年12月2日**（15个工作日）" in show_paper(fill(office, "督办单", "2026/033", day("2026-11-29")))


# -- an urgent night -----------------------------------------------------------------


def test_a_log_has_what_was_known_at_its_time(office: OfficeBuilder) -> None:
    shown = show_paper(fill(office, "值班记录", "2026/11-02-bao-guan", day("2026-11-02 22:45")))
    assert [word for word in ("终报", "23时20分") if word in shown] == []
    assert "：11月2日22时40分 | tight-centre：11月2日22时30分 | tight-centre：按时（50分钟）\n" in shown
    assert "  tight-centre：书面上报 | tight-centre：区委办 | tight-centre：11月2日23时05分 |  | \n" in shown


def test_a_log_without_reports_and_limits_is_a_log(tmp_path: Path) -> None:
    built = OfficeBuilder(tmp_path)
    shown = show_paper(fill(built, "值班记录", built.incident()))
    assert [line for line in shown.splitlines() if line.startswith("caption")] == ["caption：处置经过"]
    assert "tight-centre：11月2日21时40分 | tight-centre：接报 | tight-centre：郑××" in shown


# -- what is typed into records ----------------------------------------------------


def test_hostile_words_are_printed_as_they_stand(tmp_path: Path) -> None:
    built = OfficeBuilder(tmp_path)
    rows = [{"no": "1", "content": HOSTILE, "lead_unit": "chengguan"}]
    built.task(31, title=HOSTILE, origin=HOSTILE, category=HOSTILE, leader=HOSTILE, contact=HOSTILE, parts=rows)
    built.call(1, title=HOSTILE, contact=HOSTILE)
    shown = show_paper(fill(built, "督办单", "2026/031"))
    assert shown.count(HOSTILE) == 6
    assert show_paper(fill(built, "约稿通知单", "2026/001")).count(HOSTILE) == 2
    assert fill(built, "催办通知", "2026/031").title == "催办通知（〔2026〕31号）"


def test_a_secret_mark_is_refused(tmp_path: Path) -> None:
    built = OfficeBuilder(tmp_path)
    built.task(31, title="机密★1年")
    with pytest.raises(ProblemsFound) as found:
        fill(built, "督办单", "2026/031")
    assert str(found.value).startswith("error[secrecy-mark] ")


# -- words -------------------------------------------------------------------------


def test_numbers_of_papers_have_no_leading_zeros() -> None:
    assert number_paper("云委督〔{year}〕{number}号", "2026/007", 7) == "云委督〔2026〕7号"
    assert number_paper("{year}{other}{number}", "2026/007", 7) == "20267"


def test_a_deadline_with_an_hour_is_over_when_the_hour_is() -> None:
    due = day("2026-11-30 12:00")
    assert say_left(due, day("2026-11-30 11:59")) == "今天到期"
    assert say_left(due, day("2026-11-30 12:01")) == "今天已经到期"
    assert say_left(None, AS_OF) == ""


@pytest.mark.parametrize(
    ("basis", "closed", "late", "said"),
    [
        (OnTimeBasis.EXTENDED, "2026-10-30", 0, "按时办结"),
        (OnTimeBasis.EXTENDED, "2026-11-02", 3, "超期3天办结"),
        (OnTimeBasis.ORIGINAL, "2026-10-30", 17, "超期17天办结"),
        (OnTimeBasis.ORIGINAL, "2026-10-13", 0, "按时办结"),
    ],
)
def test_what_is_closed_is_in_time_or_late_by_the_limit_that_the_office_goes_by(
    basis: OnTimeBasis, closed: str, late: int, said: str
) -> None:
    settings = SupervisionSettings(on_time=basis)
    deadline = Deadline(original=day("2026-10-13").day, current=day("2026-10-30").day, extensions=1)
    assert count_late(settings, deadline, day(closed).day) == late
    assert say_closing(settings, deadline, day(closed).day) == said
    assert say_closing(settings, Deadline(original=None, current=None), day(closed).day) == "按时办结"


@pytest.mark.parametrize("wrong", ["{number}号", "〔{year}〕号"])
def test_a_numbering_without_year_or_number_is_a_problem(tmp_path: Path, wrong: str) -> None:
    built = OfficeBuilder(tmp_path)
    built.replace("briefs/settings/office.yml", "phone:", f"numbering: {{task: '{wrong}'}}\nphone:")
    (problem,) = built.check()
    assert str(problem) == (
        f"error[field-type] briefs/settings/office.yml:7:19 “{wrong}”里没有年份和号数\n"
        "提示：如 云委督〔{year}〕{number}号"
    )
