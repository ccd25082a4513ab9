"""报送 as an act: one item with what the unit states, checked in a narrowed office as in the whole one."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from jianbao.acting.narrowing import narrow_office
from jianbao.acting.recording.proving import find_faults
from jianbao.acting.submitting import Submission, find_submission_faults, plan_amendment, plan_submission
from jianbao.checks import check_office
from jianbao.earlier import Shelf, build_shelf, open_for
from jianbao.intake import Picture
from jianbao.problems import Problem, ProblemsFound
from jianbao.reading import Office, read_office
from jianbao.reading.adding import with_record
from jianbao.reading.files import read_text
from jianbao.writing import Change, apply_changes
from offices import AS_OF, BODY, OfficeBuilder, day, make_picture
from sites import ROOT

LONG = BODY * 3
PARKING = "镇里把沿街12处闲置空地改成停车场，画车位430个，白天每小时收费2元，晚上居民停车不收费。钱用于路灯和保洁。"
WATER = "镇里给23个村换上智能水表4100只，水费按实际用量收，群众用手机就能查账。换表后查出暗漏19处，每月少损失6200吨。"
TEXTS = {"title": "推进老旧小区改造", "kind": "动态", "approver": "李××", "body": LONG}
NOW = day("2026-11-30 09:20")


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def submit(
    office: Office, *, unit: str = "chengguan", pictures: tuple[Picture, ...] = (), **texts: str
) -> list[Change]:
    return plan_submission(office, Submission(unit=unit, texts={**TEXTS, **texts}, pictures=pictures), NOW)


def tell(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in problems]


def refused(office: Office, **texts: str) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as found:
        submit(office, **texts)
    return tell(found.value.problems)


def test_an_item_is_written_as_a_clerk_would_write_it(builder: OfficeBuilder) -> None:
    changes = submit(
        read_office(builder.root), author="张××", phone="0000-0000001", tags="城市更新 旧改", access="内部"
    )
    assert [(change.path, change.replaces) for change in changes] == [
        ("briefs/items/chengguan/2026/11-30-tui-jin-lao-jiu-xiao-qu.md", False)
    ]
    assert changes[0].data.decode() == (
        "---\ntitle: 推进老旧小区改造\nunit: 城关镇\nauthor: 张××\nphone: 0000-0000001\napprover: 李××\n"
        f"date: 2026-11-30 09:20\nkind: 动态\naccess: 内部\ntags:\n  - 城市更新\n  - 旧改\n---\n{LONG}\n"
    )


def test_all_that_a_unit_may_state_reaches_the_item(builder: OfficeBuilder) -> None:
    first = builder.item(slug="chu-bao", urgency="加急", stage="初报", date="2026-11-28 08:00")
    call = builder.call()
    texts = {"units": "和平镇", "author": "张××、王××", "urgency": "加急", "stage": "续报", "follows": first}
    texts |= {"occurred": "2026-11-28T07:40", "learned": "2026年11月28日7时55分", "call": call}
    submitted = submit(read_office(builder.root), **texts)
    apply_changes(builder.root, submitted)
    item = read_office(builder.root).items["chengguan/2026/11-30-tui-jin-lao-jiu-xiao-qu"]
    assert (item.units, item.authors, item.follows, item.call) == (
        ("chengguan", "heping"),
        ("张××", "王××"),
        "chengguan/2026/11-28-chu-bao",
        "2026/001",
    )
    assert (item.occurred, item.learned, item.date) == (day("2026-11-28 07:40"), day("2026-11-28 07:55"), NOW)
    assert not [p for p in check_office(read_office(builder.root), NOW) if p.place.path == item.source.path]


def test_an_answer_to_a_task_says_what_it_is(builder: OfficeBuilder) -> None:
    task = builder.task()
    office = read_office(builder.root)
    text = submit(office, task=task, reply="反馈", finished="是")[0].data.decode()
    assert "task: 2026/031\nreply: 反馈\nfinished: 是\n" in text
    assert refused(office, task=task) == [("task", "写了督查事项 2026/031，没有写 reply（回复）")]


def test_everything_that_is_wrong_is_told_at_once_each_at_its_field(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    wrong = {"title": "", "kind": "", "approver": "", "body": "", "units": "火星镇", "occurred": "昨天"}
    assert sorted(refused(office, **wrong)) == [
        ("approver", "没有写审签人"),
        ("body", "没有写正文"),
        ("kind", "没有选类别"),
        ("occurred", "字段“occurred（事发时间）”的值“昨天”不是日期"),
        ("title", "没有写标题"),
        ("units", "没有名为“火星镇”的单位"),
    ]


def test_what_is_missing_is_told_once_at_its_own_field(builder: OfficeBuilder) -> None:
    assert refused(read_office(builder.root), kind="") == [("kind", "没有选类别")]
    assert refused(read_office(builder.root), approver="") == [("approver", "没有写审签人")]


def test_a_mark_of_secrecy_is_refused_wherever_it_stands(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    assert refused(office, body=f"机密★3年\n\n{LONG}") == [("body", "有密级标志“机密★3年”")]
    assert refused(office, title="（秘密）推进改造") == [("title", "有密级标志“（秘密）”")]
    assert refused(office, tags="绝密") == [("tags", "有密级标志“绝密”")]


def test_what_a_field_holds_cannot_become_another_field(builder: OfficeBuilder) -> None:
    changes = submit(read_office(builder.root), author="张××\nentered_by: 郑××", title="推进\n---\n改造")
    apply_changes(builder.root, changes)
    item = read_office(builder.root).items["chengguan/2026/11-30-tui-jin-gai-zao"]
    assert (item.title, item.authors, item.entered_by) == ("推进 --- 改造", ("张××", "entered_by:", "郑××"), "")


def test_warnings_are_told_and_do_not_refuse(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    title = "推进老旧小区改造" * 5
    assert submit(office, title=title)
    faults = find_submission_faults(office, Submission(unit="chengguan", texts={**TEXTS, "title": title}), NOW)
    assert tell(faults) == [("title", "标题40字，超过30字")]


def test_the_same_text_is_filed_once(builder: OfficeBuilder) -> None:
    apply_changes(builder.root, submit(read_office(builder.root)))
    assert refused(read_office(builder.root)) == [("", "《推进老旧小区改造》2026年11月30日9时20分已经报送，内容相同")]
    assert submit(read_office(builder.root), body=f"{LONG}又及。")[0].path.endswith("tui-jin-lao-jiu-xiao-qu-2.md")
    old = builder.item()
    assert submit(read_office(builder.root), revises=old)


def test_a_unit_that_was_merged_files_nothing(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    with pytest.raises(ProblemsFound, match=r"区旅游中心已于2026年10月20日并入区文旅局"):
        submit(office, unit="lvyou")


def test_the_pictures_that_the_text_shows_are_filed_beside_it(builder: OfficeBuilder) -> None:
    pictures = (Picture(name="tu-1.png", data=make_picture()), Picture(name="tu-2.png", data=make_picture(b"2")))
    changes = submit(read_office(builder.root), pictures=pictures, body=f"{LONG}\n\n![施工现场](tu-1.png)")
    folder = "briefs/items/chengguan/2026/11-30-tui-jin-lao-jiu-xiao-qu"
    assert [change.path for change in changes] == [f"{folder}/tu-1.png", f"{folder}.md"]
    assert "![施工现场](11-30-tui-jin-lao-jiu-xiao-qu/tu-1.png)" in changes[1].data.decode()
    apply_changes(builder.root, changes)
    assert not check_office(read_office(builder.root), NOW)


def test_a_picture_must_be_there_and_whole(builder: OfficeBuilder) -> None:
    office = read_office(builder.root)
    assert refused(office, body=f"{LONG}\n\n![x](tu-9.png)") == [("body", "没有上传图片“tu-9.png”")]
    torn = (Picture(name="tu-1.png", data=make_picture()[:40]),)
    with pytest.raises(ProblemsFound, match=r"读不出来，可能没有存完，或文件已损坏"):
        submit(office, pictures=torn, body=f"{LONG}\n\n![x](tu-1.png)")


# -- 更正 ---------------------------------------------------------------------


def amend(root: Path, item: str, seen: str = "", unit: str = "chengguan", **texts: str) -> list[Change]:
    office = read_office(root)
    known = seen or office.items[item].source.digest if item in office.items else seen
    return plan_amendment(office, item, known, Submission(unit=unit, texts={**TEXTS, **texts}), NOW)


def test_a_unit_changes_its_own_item_until_it_is_decided_on(builder: OfficeBuilder) -> None:
    item = builder.item(date="2026-11-03 08:00")
    changes = amend(builder.root, item, title="推进改造（更正）")
    assert [(change.path, change.replaces) for change in changes] == [(f"briefs/items/{item}.md", True)]
    assert "title: 推进改造（更正）\nunit: 城关镇\napprover: 李××\ndate: 2026-11-03 08:00\n" in changes[0].data.decode()
    builder.decide(item, decision="退改", reason="补数据")
    with pytest.raises(ProblemsFound, match=r"编辑已经处理，不能再改"):
        amend(builder.root, item)


def test_nobody_overwrites_what_he_did_not_see(builder: OfficeBuilder) -> None:
    item = builder.item()
    with pytest.raises(ProblemsFound, match=r"刚刚改过，与您打开时不同") as found:
        amend(builder.root, item, seen=sha256(b"earlier").hexdigest())
    assert [problem.code for problem in found.value.problems] == ["record-changed"]


def test_an_item_of_another_unit_is_not_to_be_changed(builder: OfficeBuilder) -> None:
    item = builder.item("heping")
    with pytest.raises(ProblemsFound, match=r"这是别的单位的稿件，不能改"):
        amend(builder.root, item)
    with pytest.raises(ProblemsFound, match=r"没有稿件“chengguan/2026/11-03-mei-you”"):
        amend(builder.root, "chengguan/2026/11-03-mei-you", "x")


def test_who_entered_an_item_stays_when_the_unit_amends_it(builder: OfficeBuilder) -> None:
    item = builder.item(entered_by="郑××")
    builder.receipt(item, "2026-11-03")
    assert "entered_by: 郑××\n" in amend(builder.root, item)[0].data.decode()


# -- the narrowed office ------------------------------------------------------


def compare(office: Office, path: str, text: str, shelf: Shelf) -> None:
    """The whole office, which makes a shelf of its own, and the narrowed one with the kept shelf say the same, hints at
    mistyped ids apart.
    """
    identity = path.removeprefix("briefs/items/").removesuffix(".md")
    whole = find_faults(office, path, text, AS_OF, build_shelf(with_record(office, path, text)))
    from_whole = replace(office, problems=())
    item = from_whole.items.get(identity)
    if item is None:
        return
    narrow = find_faults(narrow_office(from_whole, item), path, text, AS_OF, open_for(shelf, only=identity))
    assert [_strip(p) for p in narrow] == [_strip(p) for p in whole], path


def _strip(problem: Problem) -> Problem:
    return replace(problem, hint="") if problem.code == "reference-missing" else problem


def test_the_narrowed_office_says_the_same_of_items_of_the_demo() -> None:
    office = read_office(ROOT)
    shelf = build_shelf(office)
    for item in list(office.items.values())[::3]:
        text, _ = read_text(ROOT / item.source.path, item.source.path)
        assert text is not None
        compare(office, item.source.path, text, shelf)


def test_the_narrowed_office_says_the_same_of_random_items(builder: OfficeBuilder) -> None:
    """Broken in every way that a form allows, among items that are decided, revised, followed, logged and received."""
    dice = random.Random(6)
    ids = [builder.item(slug=f"a{n}", date=f"2026-{dice.randint(1, 11):02d}-10") for n in range(12)]
    ids += [builder.item("heping", slug=f"b{n}") for n in range(6)]
    for item in dice.sample(ids, 6):
        builder.decide(item, decision=dice.choice(["采用", "退改", "不采用"]), reason="理由", decided="2026-11-20")
    task, call = builder.task(), builder.call()
    builder.incident(items=ids[:2])
    offers = {
        "title": ["推进改造", "推进改造。", "改造" * 20, "（机密）改造"],
        "approver": ["李××", None],
        "urgency": ["加急", None],
        "stage": ["初报", "续报", "终报", None],
        "revises": [*ids, "chengguan/2026/01-01-wu", None, None],
        "follows": [*ids, None, None],
        "task": [task, "2026/999", None],
        "reply": ["签收", "反馈", None],
        "finished": ["是", None],
        "call": [call, "2026/777", None],
        "occurred": ["2026-11-01 08:00", "2026-12-01 08:00", "昨天", None],
        "learned": ["2026-11-01 07:00", None],
        "date": ["2026-11-03", "2026-11-04", "2026-11-02"],
        "units": [["城关镇", "和平镇"], ["和平镇", "城关镇"], ["城关镇", "火星镇"], None, None],
    }
    for number in range(40):
        chosen = {field: dice.choice(values) for field, values in offers.items()}
        unit = dice.choice(["chengguan", "longquan"])
        builder.item(unit, f"c{number}", body=dice.choice(["", "短。", LONG, f"{LONG}13800001111"]), **chosen)
    for number in range(16):
        unit = dice.choice(["chengguan", "longquan"])
        written = dice.choice(["2025-02-03", "2026-11-02", "2026-11-03", "2026-11-04"])
        texts = dice.choice(["", "开头另写。", "另外，"]) + dice.choice([PARKING + WATER, WATER + PARKING])
        builder.item(unit, f"d{number}", written, texts, revises=dice.choice([None, None, ids[0]]))
    office = read_office(builder.root)
    shelf = build_shelf(office)
    for item in office.items.values():
        text, _ = read_text(builder.root / item.source.path, item.source.path)
        assert text is not None
        compare(office, item.source.path, text, shelf)
        # The kept shelf is of the time before the unit amended its text.
        if (amended := text.replace("用手机就能查账", "每月都能查账")) != text:
            compare(office, item.source.path, amended, shelf)
    assert {problem.code for problem in check_office(office, AS_OF)} >= {
        "chain-order", "task-unit", "secrecy-mark", "duplicate-unit", "duplicate-other", "duplicate-old"
    }  # fmt: skip
