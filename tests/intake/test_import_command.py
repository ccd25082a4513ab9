"""``jianbao import``: files in, items out, everything told; or nothing written at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import BODY_TEXT, RIGHT, deleted, inserted, package, paragraph, picture, title
from papers_sent import PAPERS

from commands import refuse, run
from jianbao.problems import Level
from offices import OfficeBuilder, make_picture

LONG = f"{BODY_TEXT}全镇已完成投资4200万元，小区管网、屋面、道路全部更新，群众满意率为97%，没有发生一起安全事故。"
SIGNED = paragraph("报送单位：城关镇　撰稿人：张××　联系电话：0000-0001021　审签：李××")
SAMPLE = Path(__file__).parents[2] / "templates/new/样稿.docx"
ITEM = "briefs/items/chengguan/2026/11-30-lao-jiu-xiao-qu-gai-zao"
NEXT = "用记事本打开稿件核对、补全，改好后运行：jianbao check briefs/items/chengguan\n"
TOLD = "旧改.docx：第3段“报送单位：城关镇 撰稿人：张×× 联系电话：0000-0001021 审签：李××”记为报送要素，没有写进正文。\n"
SHOWN = TOLD.replace("旧改.docx：", "notice[word-read] 旧改.docx:3:1 ").replace("。\n", "\n")


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path / "office")


def save(folder: Path, name: str, *blocks: str, **media: bytes) -> str:
    """A Word file outside of the office."""
    more = {f"word/media/{name}.png": data for name, data in media.items()}
    (folder / name).write_bytes(package("".join(blocks), more=dict(more)))
    return str(folder / name)


def good(folder: Path, name: str = "旧改.docx", heading: str = "老旧小区改造“三步走”成效好") -> str:
    return save(folder, name, title(heading), paragraph(LONG), SIGNED)


def errors(office: OfficeBuilder) -> list[str]:
    return [str(problem) for problem in office.check() if problem.level is Level.ERROR]


def test_a_file_becomes_an_item(office: OfficeBuilder, tmp_path: Path) -> None:
    done = run(office.root, "import", good(tmp_path), "--kind", "经验做法")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"已写入 {ITEM}.md\n{TOLD}{NEXT}", "")
    assert (office.root / f"{ITEM}.md").read_text(encoding="utf-8") == (
        "---\ntitle: 老旧小区改造“三步走”成效好\nunit: 城关镇\nauthor: 张××\nphone: 0000-0001021\napprover: 李××\n"
        f"date: 2026-11-30\nkind: 经验做法\n---\n\n{LONG}\n"
    )
    assert [str(problem) for problem in office.check()] == []


def test_the_sample_can_be_typed_into_and_filed(office: OfficeBuilder) -> None:
    """What the manual tells a clerk to begin from."""
    done = run(office.root, "import", str(SAMPLE))
    assert (done.exit_code, done.stderr) == (0, "")
    path = "briefs/items/chengguan/2026/11-30-cheng-guan-zhen-bei-jie-xiao.md"
    text = (office.root / path).read_text(encoding="utf-8")
    assert text.startswith(
        "---\ntitle: 城关镇背街小巷装上便民晾衣杆\nunit: 城关镇\nauthor: 张××\nphone: 0000-0001021\n"
    )
    assert "\n## 一、先问后装\n" in text
    assert "\n| 社区 | 已装（组） | 认领居民（户） |\n| --- | --- | --- |\n| 建设里 | 52 | 52 |\n" in text
    assert [str(problem) for problem in office.check()] == []


def test_pictures_lie_beside_the_item(office: OfficeBuilder, tmp_path: Path) -> None:
    file = save(
        tmp_path,
        "旧改.docx",
        title("老旧小区改造成效好"),
        paragraph(LONG),
        paragraph(picture("rIda", "改造后")),
        SIGNED,
        a=make_picture(),
    )
    done = run(office.root, "import", file)
    assert done.stdout.splitlines()[:2] == [f"已写入 {ITEM}/tu-1.png", f"已写入 {ITEM}.md"]
    assert (office.root / f"{ITEM}/tu-1.png").read_bytes() == make_picture()
    assert "![改造后](11-30-lao-jiu-xiao-qu-gai-zao/tu-1.png)" in (office.root / f"{ITEM}.md").read_text(
        encoding="utf-8"
    )
    assert errors(office) == []


def test_what_is_not_stated_is_left_to_be_filled_in(office: OfficeBuilder, tmp_path: Path) -> None:
    done = run(
        office.root,
        "import",
        save(tmp_path, "旧改.docx", title("老旧小区改造成效好"), paragraph(LONG)),
        "--unit",
        "城关",
    )
    assert done.exit_code == 0
    text = (office.root / f"{ITEM}.md").read_text(encoding="utf-8")
    assert "approver:                # 审签人，必填：本单位审定本稿的领导，如 李××\n" in text
    assert "kind: 动态               # 原文没有写类别，先写这一种；可选：动态、经验做法、调研\n" in text
    assert done.stderr.splitlines()[-2:] == [
        f"error[approver-missing] {ITEM}.md:4:10 没有写 approver（审签人）",
        "提示：写上审签的单位负责人，如“approver: 李××”",
    ]


def test_options_go_before_what_the_file_says(office: OfficeBuilder, tmp_path: Path) -> None:
    options = ["--unit", "和平镇", "--title", "换个标题", "--approver", "王××", "--at", "2026-11-29 10:00"]
    done = run(office.root, "import", good(tmp_path), *options)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-2] == "旧改.docx：文中写的报送单位是城关镇，按 --unit 记为和平镇。"
    text = (office.root / "briefs/items/heping/2026/11-29-huan-ge-biao-ti.md").read_text(encoding="utf-8")
    assert text.startswith(
        "---\ntitle: 换个标题\nunit: 和平镇\nauthor: 张××\nphone: 0000-0001021\napprover: 王××\n"
        "date: 2026-11-29 10:00\n"
    )


def test_a_joint_submission_names_all_units(office: OfficeBuilder, tmp_path: Path) -> None:
    sign = paragraph("报送单位：区住建局、城关镇　撰稿人：张××、钱××　审签：李××")
    file = save(tmp_path, "联合.docx", title("联合整治飞线充电"), paragraph(LONG), sign)
    assert run(office.root, "import", file).exit_code == 0
    text = (office.root / "briefs/items/zhujian/2026/11-30-lian-he-zheng-zhi-fei-xian.md").read_text(encoding="utf-8")
    assert "units:\n  - 区住建局\n  - 城关镇\nauthor:\n  - 张××\n  - 钱××\n" in text
    assert errors(office) == []


def test_an_editor_enters_it_for_the_unit(office: OfficeBuilder, tmp_path: Path) -> None:
    options = ["--via", "邮件", "--received", "2026-11-30 09:10", "--by", "郑××"]
    done = run(office.root, "import", good(tmp_path), *options)
    receipt = "briefs/receipts/2026/11-30-chengguan-lao-jiu-xiao-qu-gai-zao.yml"
    assert done.stdout == f"已写入 {ITEM}.md\n已写入 {receipt}\n{TOLD}{NEXT}"
    assert "entered_by: 郑××\n" in (office.root / f"{ITEM}.md").read_text(encoding="utf-8")
    assert (office.root / receipt).read_text(encoding="utf-8") == (
        "item: chengguan/2026/11-30-lao-jiu-xiao-qu-gai-zao\nreceived: 2026-11-30 09:10\nvia: 邮件\nby: bianji-zheng\n"
    )
    assert [str(problem) for problem in office.check()] == []


def test_tracked_changes_are_taken_only_by_word(office: OfficeBuilder, tmp_path: Path) -> None:
    file = save(
        tmp_path,
        "旧改.docx",
        title("老旧小区改造成效好"),
        paragraph(LONG, inserted("新增停车位。"), deleted("另有安排。")),
        SIGNED,
    )
    hint = "提示：在 Word 里接受或拒绝修订，存盘后再导入；同意现在的样子，加 --accept-changes\n"
    assert refuse(office.root, "import", file) == (
        f"error[word-deleted] 旧改.docx:2:1 第2段有修订：李××删去“另有安排。”，正文按删去以后写\n{hint}"
        f"error[word-inserted] 旧改.docx:2:1 第2段有修订：李××插入“新增停车位。”，正文按插入以后写\n{hint}"
    )
    assert not (office.root / "briefs/items").exists()
    assert run(office.root, "import", file, "--accept-changes").exit_code == 0
    assert f"{LONG}新增停车位。\n" in (office.root / f"{ITEM}.md").read_text(encoding="utf-8")


def test_showing_writes_nothing(office: OfficeBuilder, tmp_path: Path) -> None:
    before = sorted(office.root.rglob("*"))
    done = run(office.root, "import", good(tmp_path), "--show")
    assert (done.exit_code, done.stderr) == (0, SHOWN)
    assert done.stdout.startswith("---\ntitle: 老旧小区改造“三步走”成效好\n")
    assert done.stdout.endswith(f"\n{LONG}\n")
    assert sorted(office.root.rglob("*")) == before


def test_all_files_or_none_and_all_problems_at_once(office: OfficeBuilder, tmp_path: Path) -> None:
    (tmp_path / "表.docx").write_bytes(b"%PDF-1.4")
    files = [good(tmp_path), str(tmp_path / "没有.docx"), str(tmp_path / "表.docx"), str(tmp_path)]
    assert refuse(office.root, "import", *files) == (
        f"error[file-unreadable] {tmp_path.name}:1:1 这是一个文件夹，不是文件\n提示：核对文件名和所在的文件夹\n"
        "error[file-unreadable] 没有.docx:1:1 没有这个文件\n提示：核对文件名和所在的文件夹\n"
        "error[word-unknown] 表.docx:1:1 这是 PDF 文件，不是 Word 文件\n提示：请用写稿时的 Word 文件\n"
    )
    assert not (office.root / "briefs/items").exists()


def test_several_files_become_several_items(office: OfficeBuilder, tmp_path: Path) -> None:
    files = [good(tmp_path, "甲.docx", "甲事办得好"), good(tmp_path, "乙.docx", "乙事办得好")]
    done = run(office.root, "import", *files)
    folder = "briefs/items/chengguan/2026/11-30"
    told = "".join(TOLD.replace("旧改.docx", name) for name in ("甲.docx", "乙.docx"))
    written = f"已写入 {folder}-jia-shi-ban-de-hao.md\n已写入 {folder}-yi-shi-ban-de-hao.md\n"
    assert done.stdout == f"{written}{told}{NEXT}"
    # Both hold one text, which is told as well.
    assert done.stderr.startswith(
        f"warning[duplicate-unit] {folder}-yi-shi-ban-de-hao.md:2:8 "
        "与城关镇2026年11月30日报送的《甲事办得好》重复，99%的文字相同：“"
    )
    assert done.stderr.count("\n") == len(("message", "hint"))


def test_two_files_of_one_title_are_refused(office: OfficeBuilder, tmp_path: Path) -> None:
    assert refuse(office.root, "import", good(tmp_path, "甲.docx"), good(tmp_path, "乙.docx")) == (
        "error[import-twice] 乙.docx:1:1 标题与 甲.docx 相同，会成为同一篇稿件\n"
        "提示：同一篇稿件只导入一次；确是两篇的，改一个标题，分两次导入\n"
    )


def test_what_the_file_does_not_say_must_be_said(office: OfficeBuilder, tmp_path: Path) -> None:
    plain = save(tmp_path, "甲.docx", title("甲事"), paragraph(LONG))
    assert (
        refuse(office.root, "import", plain)
        == "error[unit-missing] 甲.docx:1:1 没有认出是哪个单位报送的\n提示：写明报送单位\n"
    )
    odd = save(tmp_path, "乙.docx", title("乙事"), paragraph(LONG), paragraph("大王庄镇", look=RIGHT))
    assert refuse(office.root, "import", odd) == (
        "error[unit-unknown] 乙.docx:1:1 没有名为“大王庄镇”的单位\n提示：单位名单见 briefs/settings/units.yml\n"
    )
    bare = save(tmp_path, "丙.docx", paragraph(LONG), SIGNED)
    assert (
        refuse(office.root, "import", bare)
        == "error[field-empty] 丙.docx:1:1 标题是空的\n提示：写上内容；含空格的要加引号\n"
    )
    assert refuse(office.root, "import", good(tmp_path), "--kind", "经险") == (
        "error[kind-unknown] 旧改.docx:1:1 没有名为“经险”的类别\n提示：现有类别：动态、经验做法、调研\n"
    )


def test_a_unit_that_no_longer_files_is_refused(office: OfficeBuilder, tmp_path: Path) -> None:
    assert refuse(office.root, "import", good(tmp_path), "--unit", "区旅游中心") == (
        "error[unit-closed] 旧改.docx:1:1 区旅游中心已于2026年10月20日并入区文旅局\n提示：以区文旅局的名义报送\n"
    )


def test_a_file_of_200_megabytes_is_refused_unread(office: OfficeBuilder, tmp_path: Path) -> None:
    huge = tmp_path / "大.docx"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert refuse(office.root, "import", str(huge)) == (
        "error[word-large] 大.docx:1:1 文件有 200 MB，超过 20 MB\n"
        "提示：在 Word 里用“压缩图片”缩小；照片缩到长边2400像素就够印\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "没有写文件"),
        (["甲.docx", "乙.docx", "--title", "x"], "--title 只能用于一个文件"),
        (["甲.docx", "--by", "郑××"], "--received、--by 是补录时写的，还要加 --via 写明怎么收到的，如 --via 邮件"),
        (["甲.docx", "--via", "鸽子"], " --via 的值不对：可选 系统、电话、传真、纸质、邮件"),
        (["甲.docx", "--at", "昨天"], "--at 的“昨天”不是日期，如 2026-11-03 或 2026年11月3日"),
    ],
)
def test_wrong_use_is_told(office: OfficeBuilder, arguments: list[str], said: str) -> None:
    told = refuse(office.root, "import", *arguments, code=2)
    assert told.splitlines()[0] == f"用法有误：{said}".replace("： --via", "：--via")


def test_an_own_template_that_loses_the_text_is_found(office: OfficeBuilder, tmp_path: Path) -> None:
    office.write(
        "templates/new/imported.md",
        "---\ntitle: {{ title | yaml }}\nunit: 城关镇\ndate: {{ date }}\nkind: 动态\n---\n正文另附\n",
    )
    assert refuse(office.root, "import", good(tmp_path)) == (
        "error[template-broken] templates/new/imported.md:1:1 模板没有把正文原样写进稿件\n"
        "提示：改正模板；或删去本单位的这个模板\n"
    )


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_of_the_set_becomes_an_item_that_passes(office: OfficeBuilder, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.docx"
    file.write_bytes(PAPERS[name]())
    options = ["--accept-changes", "--approver", "李××"]
    unit = ["--unit", "城关镇"] if name == "plain-note" else []
    done = run(office.root, "import", str(file), *options, *unit)
    assert done.exit_code == 0, done.output
    assert errors(office) == []
