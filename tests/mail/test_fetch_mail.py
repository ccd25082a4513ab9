"""``jianbao fetch-mail`` with mails as files: what becomes of each, what is said, and what a person gets to send."""

from __future__ import annotations

import email
import subprocess
import sys
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from letters import (
    AT,
    ITEM,
    OTHER,
    RECEIPT,
    RECEIVED,
    SETTINGS,
    TEXT,
    TITLE,
    equip,
    mail,
    make_pdf,
    make_word,
    make_zip,
    note,
    part,
    pdf,
    word,
    wrap,
)

from commands import refuse, run, succeed
from desks import Desk, run_git
from exchanging_desks import clone, lay_out_server
from offices import OfficeBuilder, commit_all, make_picture
from sites import ROOT

WHO = f"和平镇（xxy@heping.example）2026年11月30日9时10分“报送：{TITLE}”"
READ = "第3段“报送单位：和平镇 撰稿人：王×× 联系电话：0000-0001022 审签：李××”记为报送要素，没有写进正文。"
TAKEN = f"{WHO}：\n  稿件.docx 收为《{TITLE}》{ITEM}\n  稿件.docx：{READ}\n"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return equip(OfficeBuilder(tmp_path / "office"))


def save(office: OfficeBuilder, *mails: bytes) -> list[str]:
    """As files outside of the office."""
    paths = []
    for number, raw in enumerate(mails):
        file = office.root.parent / f"来信{number}.eml"
        file.write_bytes(raw)
        paths.append(str(file))
    return paths


def list_records(office: OfficeBuilder) -> list[str]:
    found = [path for part in ("items", "receipts") for path in (office.root / "briefs" / part).rglob("*.*")]
    return sorted(path.relative_to(office.root / "briefs").as_posix() for path in found)


def fetch(office: OfficeBuilder, *mails: bytes, options: tuple[str, ...] = ()) -> str:
    """What is said first, up to what was written."""
    done = run(office.root, "fetch-mail", *save(office, *mails), *options)
    assert done.exit_code == 0, done.output
    return done.stdout.partition("已写入")[0]


def fail(office: OfficeBuilder, raw: bytes, *options: str) -> str:
    """What is said of a mail that is not taken; nothing of it is in the office then."""
    before = list_records(office)
    done = run(office.root, "fetch-mail", *save(office, raw), *options)
    assert done.exit_code == 1, done.output
    assert list_records(office) == before
    return done.stderr


def replies(office: OfficeBuilder) -> list[str]:
    """The texts of the prepared replies."""
    return [read_reply(path)[1] for path in sorted((office.root / "dist/回执").glob("*"))]


def read_reply(path: Path) -> tuple[dict[str, str], str]:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    return {key: str(value) for key, value in message.items()}, str(message.get_content()).replace("\r\n", "\n")


# -- what is taken ----------------------------------------------------------------


def test_a_reply_is_prepared_for_a_person_to_send(office: OfficeBuilder) -> None:
    raw = mail(note(), word(), pdf(make_pdf(*wrap(TITLE + TEXT)), "审签单.pdf"))
    assert fetch(office, raw) == f"{TAKEN}  没有导入的附件：审签单.pdf\n看了1封邮件：收1封、稿件1篇。\n"
    (path,) = (office.root / "dist/回执").iterdir()
    assert path.name == "2026-11-30-0910-和平镇-00e2a474.eml"
    fields, text = read_reply(path)
    assert fields == {
        "Subject": f"收稿回执：{TITLE}",
        "From": "xinxi@a.example",
        "To": "xxy@heping.example",
        "In-Reply-To": "<1@heping.example>",
        "X-Unsent": "1",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "base64",
        "MIME-Version": "1.0",
    }
    assert text == (
        "和平镇：\n\n"
        f"贵单位2026年11月30日9时10分发来的邮件“{TITLE}”，中共云溪区委办公室已收到。\n"
        f"1.《{TITLE}》已登记，编号 {ITEM}。\n"
        "附件未收：审签单.pdf。\n\n"
        "中共云溪区委办公室　0000-0000001\n"
    )


def test_the_same_mail_makes_the_same_files(office: OfficeBuilder, tmp_path: Path) -> None:
    raw, second = mail(note(), word(make_word())), equip(OfficeBuilder(tmp_path / "second"))
    fetch(office, raw)
    fetch(second, raw)
    files = [path for path in office.root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    assert len(files) == 10
    for path in files:
        assert (second.root / path.relative_to(office.root)).read_bytes() == path.read_bytes()


def test_shown_is_not_written(office: OfficeBuilder) -> None:
    raw = mail(note(), word())
    done = run(office.root, "fetch-mail", *save(office, raw, raw.replace(b"<1@", b"<2@")), "--show")
    assert done.stdout == (
        f"{TAKEN.replace('收为', '将收为')}"
        f"{WHO}：\n  稿件.docx 与已有的稿件相同，没有再收《{TITLE}》{ITEM}\n  稿件.docx：{READ}\n"
        "看了2封邮件：将收1封、稿件1篇，已收过1封。\n"
    )
    assert list_records(office) == []
    assert not (office.root / "dist").exists()


def test_several_attachments_are_several_items(office: OfficeBuilder) -> None:
    packed = make_zip({"第一篇.docx": make_word(), "第二篇.docx": make_word("和平镇夜间抢修供暖管道", OTHER)}, gbk=True)
    said = fetch(office, mail(note(), part(packed, "application/zip", "十一月.zip")))
    assert said.splitlines()[1::2][:2] == [
        f"  十一月.zip/第一篇.docx 收为《{TITLE}》{ITEM}",
        f"  十一月.zip/第一篇.docx：{READ}",
    ]
    assert said.splitlines()[-1] == "看了1封邮件：收1封、稿件2篇。"
    assert list_records(office) == [
        "items/heping/2026/11-30-he-ping-zhen-ye-jian-qiang.md",
        f"items/{ITEM}.md",
        "receipts/2026/11-30-heping-he-ping-zhen-ye-jian-qiang.yml",
        f"receipts/2026/11-30-{RECEIPT}.yml",
    ]
    assert office.check() == []


def test_two_titles_that_sound_alike_get_files_of_their_own(office: OfficeBuilder) -> None:
    other = make_word("老旧小区改造进展情况", OTHER)
    first = make_word("老旧小区改造成效明显")
    fetch(office, mail(note(), word(first), word(other, "二.docx")))
    assert list_records(office) == [
        f"items/{ITEM}-2.md",
        f"items/{ITEM}.md",
        f"receipts/2026/11-30-{RECEIPT}-2.yml",
        f"receipts/2026/11-30-{RECEIPT}.yml",
    ]
    assert [problem.code for problem in office.check()] == []


def test_the_same_text_in_two_formats_is_one_item(office: OfficeBuilder) -> None:
    said = fetch(office, mail(note(), word(), word(make_word(), "稿件（终稿）.docx")))
    assert f"  稿件（终稿）.docx 与已有的稿件相同，没有再收《{TITLE}》{ITEM}\n" in said
    assert list_records(office) == [f"items/{ITEM}.md", f"receipts/2026/11-30-{RECEIPT}.yml"]


def test_a_text_without_attachment_is_an_item_with_the_subject_as_its_title(office: OfficeBuilder) -> None:
    text = f"{TITLE}\n\n{TEXT}\n\n{OTHER}\n\n报送单位：和平镇　撰稿人：王××　审签：李××\n\n发自我的华为手机"
    said = fetch(office, mail(part(text)))
    assert f"  正文 收为《{TITLE}》{ITEM}\n" in said
    written = (office.root / f"briefs/items/{ITEM}.md").read_text(encoding="utf-8")
    assert written.startswith(f"---\ntitle: {TITLE}\nunit: 和平镇\nauthor: 王××\napprover: 李××\n")
    assert written.endswith(f"---\n\n{TEXT}\n\n{OTHER}\n")


def test_a_text_that_is_short_is_no_item(office: OfficeBuilder) -> None:
    assert fetch(office, mail(note("收到，谢谢。"))) == (
        f"{WHO}：没有可以导入的稿件\n看了1封邮件：收0封、稿件0篇，没有稿件1封。\n"
    )
    table = mail(note(), part(b"PK", "application/vnd.ms-excel", "附表.xls"))
    assert f"{WHO}：没有可以导入的稿件；附件：附表.xls\n" in fetch(office, table)


def test_a_text_is_no_item_where_the_office_says_so(office: OfficeBuilder) -> None:
    equip(office, f"{SETTINGS}characters: 0\n")
    assert "没有可以导入的稿件" in fetch(office, mail(part(TEXT + OTHER)))


def test_of_a_whole_domain_all_senders_are_the_unit_s(office: OfficeBuilder) -> None:
    raw = mail(note(), word(make_word(signed="")), sender="Any.One@CHENGGUAN.example")
    assert fetch(office, raw).startswith("城关镇（any.one@chengguan.example）2026年11月30日9时10分")
    assert list_records(office)[0] == f"items/{ITEM.replace('heping', 'chengguan')}.md"


def test_the_person_of_an_address_wrote_it_where_it_does_not_say_who(office: OfficeBuilder) -> None:
    fetch(office, mail(note(), word(make_word(signed=""))))
    written = (office.root / f"briefs/items/{ITEM}.md").read_text(encoding="utf-8")
    assert "\nunit: 和平镇\nauthor: 王××\n" in written


def test_a_file_without_a_title_has_the_subject_s(office: OfficeBuilder) -> None:
    done = run(office.root, "fetch-mail", *save(office, mail(note(), word(make_word(title="")))))
    assert f"  稿件.docx 收为《{TITLE}》{ITEM}\n" in done.stdout
    assert done.exit_code == 0
    assert f"warning[mail-title] {WHO}附件“稿件.docx”：文中没有认出标题，按邮件主题写\n提示：核对标题\n" in done.stderr


def test_a_text_that_names_another_unit_is_the_sender_s_and_told(office: OfficeBuilder) -> None:
    signed = "报送单位：龙泉镇　撰稿人：冯××　审签：李××"
    done = run(office.root, "fetch-mail", *save(office, mail(note(), word(make_word(signed=signed)))))
    assert done.exit_code == 0
    assert list_records(office)[0] == f"items/{ITEM}.md"
    assert done.stderr == (
        f"warning[mail-unit] {WHO}附件“稿件.docx”：文中写的报送单位是龙泉镇，按发件人记为和平镇\n"
        "提示：核对是哪个单位报送的；记错的，改稿件里的 unit（单位）\n"
    )


def test_the_commit_is_one_for_each_mail(office: OfficeBuilder) -> None:
    commit_all(office.root, "2026-11-29T09:00:00+08:00")
    office.write(".gitignore", "dist/\n.cache/\n")
    commit_all(office.root, "2026-11-29T09:01:00+08:00")
    other = mail(note(), word(make_word("和平镇夜间抢修供暖管道", OTHER)), message="<2@heping.example>")
    fetch(office, mail(note(), word()), other, options=("--commit",))
    listed = subprocess.run(
        ["git", "-C", str(office.root), "log", "--format=%s|%an <%ae>", "-2"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    author = "郑×× <bianji-zheng@jianbao.invalid>"
    assert listed.stdout == f"收稿：和平镇夜间抢修供暖管道|{author}\n收稿：{TITLE}|{author}\n"
    assert run_git(office.root, "status", "--porcelain") == ""
    assert refuse(office.root, "fetch-mail", "--push", *save(office, other)) == (
        "error[git-failed] 这个文件夹没有主库，不能推送\n"
        "提示：不加 --push 运行；或改在从主库 git clone 来的文件夹里运行\n"
    )


def test_what_was_taken_is_pushed_through_the_office_s_hook(
    office: OfficeBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write("briefs/settings/desk.yml", "pusher: GL_USER\naccount: desk\n")
    office.write(".gitignore", "dist/\n.cache/\n")
    commit_all(office.root, "2026-11-29T09:00:00+08:00")
    run_git(office.root, "branch", "-m", "main")
    server = lay_out_server(tmp_path, office.root, hook=True)
    mine = clone(server, tmp_path / "mine")
    files = save(office, mail(note(), word()))
    monkeypatch.setenv("GL_USER", "desk")
    succeed(mine, "fetch-mail", "--push", *files, "--show")
    assert run_git(server, "rev-list", "--count", "HEAD") == "1\n"
    said = run(mine, "fetch-mail", "--push", *files)
    assert (said.exit_code, said.stderr) == (0, "")
    assert run_git(server, "log", "-1", "--format=%s|%an|%cn") == f"收稿：{TITLE}|郑××|jianbao desk\n"
    # One that the server refuses stays here.
    monkeypatch.setenv("GL_USER", "kezhang")
    other = save(office, mail(note(), word(make_word("和平镇夜间抢修供暖管道", OTHER)), message="<2@heping.example>"))
    refused = run(mine, "fetch-mail", "--push", *other)
    assert refused.exit_code == 1
    commit = run_git(mine, "rev-parse", "HEAD")[:10]
    assert refused.stderr.startswith("error[git-failed] 没有推送到主库：主库没有接收：error[push-forbidden] ")
    said = f"error[push-author] 提交 {commit} 的作者是“郑×× <bianji-zheng@jianbao.invalid>”，不是推送人吴××本人；"
    assert said in refused.stderr
    assert refused.stderr.endswith("\n提示：已经提交在这台机器上，没有丢；再运行一次，仍不成的检查版本库\n")


def test_the_script_does_the_same(office: OfficeBuilder) -> None:
    script = [sys.executable, str(ROOT / "scripts/fetch_mail.py"), "--office", str(office.root)]
    done = subprocess.run(
        [*script, *save(office, mail(note(), word()))], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(TAKEN)


# -- once -------------------------------------------------------------------------


def test_run_twice_entered_once(office: OfficeBuilder) -> None:
    raw = mail(note(), word())
    fetch(office, raw)
    assert fetch(office, raw) == "看了1封邮件：收0封、稿件0篇，已收过1封。\n"
    assert len(list_records(office)) == 2


def test_two_at_once_enter_it_once(office: OfficeBuilder) -> None:
    code = "import sys; from jianbao.cli.main import main; main(sys.argv[1:])"
    files = save(office, mail(note(), word()))
    command = [sys.executable, "-c", code, "--office", str(office.root), "fetch-mail", *files]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    said = sorted(process.communicate()[0].partition("已写入")[0].splitlines()[-1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said == ["看了1封邮件：收0封、稿件0篇，已收过1封。", "看了1封邮件：收1封、稿件1篇。"]
    assert list_records(office) == [f"items/{ITEM}.md", f"receipts/2026/11-30-{RECEIPT}.yml"]


def test_the_same_text_in_another_mail_is_told_and_entered_when_asked(office: OfficeBuilder) -> None:
    fetch(office, mail(note(), word()))
    again = mail(note(), word(), message="<2@heping.example>")
    assert fetch(office, again).splitlines() == [
        f"{WHO}：",
        f"  稿件.docx 与已有的稿件相同，没有再收《{TITLE}》{ITEM}",
        f"  稿件.docx：{READ}",
        "看了1封邮件：收0封、稿件0篇，已收过1封。",
    ]
    assert len(list_records(office)) == 2
    assert f"  稿件.docx 收为《{TITLE}》{ITEM}-2\n" in fetch(office, again, options=("--again",))
    assert len(list_records(office)) == 4


def test_another_mail_with_the_same_id_is_not_passed_over(office: OfficeBuilder) -> None:
    """Some programs give one id to all that they send."""
    fetch(office, mail(note(), word()))
    later = mail(note(), word(make_word("和平镇夜间抢修供暖管道", OTHER), "夜间.docx"), subject="夜间")
    said = fetch(office, later.replace(b"09:10:00", b"15:20:00"))
    assert "  夜间.docx 收为《和平镇夜间抢修供暖管道》heping/2026/11-30-he-ping-zhen-ye-jian-qiang\n" in said
    assert [problem.code for problem in office.check()] == []


def test_two_mails_of_one_id_in_one_minute_are_two_and_entered_once(office: OfficeBuilder) -> None:
    other = word(make_word("和平镇夜间抢修供暖管道", OTHER), "夜间.docx")
    both = mail(note(), word()), mail(note(), other, subject="夜间")
    assert fetch(office, *both).splitlines()[-1] == "看了2封邮件：收2封、稿件2篇。"
    assert fetch(office, *both) == "看了2封邮件：收0封、稿件0篇，已收过2封。\n"
    receipts = office.read().receipts.values()
    assert {receipt.message for receipt in receipts} == {"1@heping.example", "1@heping.example#2"}
    assert [problem.code for problem in office.check()] == []


def test_a_mail_without_an_id_is_entered_once_too(office: OfficeBuilder) -> None:
    raw = mail(note(), word(), message="")
    fetch(office, raw)
    assert fetch(office, raw) == "看了1封邮件：收0封、稿件0篇，已收过1封。\n"
    receipt = (office.root / f"briefs/receipts/2026/11-30-{RECEIPT}.yml").read_text(encoding="utf-8")
    assert "\nmessage: sha256:" in receipt


def test_a_picture_that_a_killed_program_left_is_written_over(office: OfficeBuilder) -> None:
    document = Document(BytesIO(make_word()))
    document.add_picture(BytesIO(make_picture()))
    buffer = BytesIO()
    document.save(buffer)
    office.write(f"briefs/items/{ITEM}/tu-1.png", b"half")
    fetch(office, mail(note(), word(buffer.getvalue())))
    assert (office.root / f"briefs/items/{ITEM}/tu-1.png").read_bytes() == make_picture()


def test_the_receipt_of_a_mail_names_it_for_the_desk(office: OfficeBuilder) -> None:
    fetch(office, mail(note(), word()))
    shown = succeed(office.root, "show", ITEM)
    assert "邮件收到，郑××登记" in shown
    (receipt,) = office.read().receipts.values()
    assert (receipt.message, receipt.attachment, receipt.received) == ("1@heping.example", "稿件.docx", AT)


# -- what is not taken ------------------------------------------------------------


def test_one_that_cannot_be_taken_keeps_the_others_of_its_mail_out(office: OfficeBuilder) -> None:
    said = fail(office, mail(note(), word(), part(b"Rar!", "application/x", "二.rar"), word(b"PK", "三.docx")))
    assert said == (
        f"error[mail-archive] {WHO}附件“二.rar”：这种压缩包打不开\n"
        "提示：请来信单位把稿件直接作附件重新发来，或压缩成 ZIP\n"
        f"error[word-unknown] {WHO}附件“三.docx”：这不是 Word 文件\n"
        "提示：在 Word 或 WPS 里打开，用“另存为”存成“Word 文档（*.docx）”，再导入\n"
    )
    (text,) = replies(office)
    assert text == (
        "和平镇：\n\n"
        f"贵单位2026年11月30日9时10分发来的邮件“{TITLE}”，中共云溪区委办公室没有收下。\n"
        "整封邮件没有登记，原因如下：\n1.附件“二.rar”：这种压缩包打不开。\n2.附件“三.docx”：这不是 Word 文件。\n"
        "请改正以后重新发来，并注意：\n"
        "1.稿件用 Word 文件（.docx），用别的格式写的请另存为“Word 文档（*.docx）”。PDF、图片、扫描件不能编辑，不收。\n"
        "2.一篇稿件一个附件，不超过20MB；不设密码，不带宏，修订先接受或拒绝。\n"
        "3.稿件先送本单位审签人审签，文末写明报送单位、撰稿人、联系电话和审签人。涉密内容不得用邮箱发送。\n"
        "有疑问的，请打电话：0000-0000001。\n\n"
        "中共云溪区委办公室　0000-0000001\n"
    )


def test_the_reply_says_where_the_model_is_and_no_telephone_that_the_office_has_not(office: OfficeBuilder) -> None:
    equip(office, f"{SETTINGS}样稿位置: 内网“投稿指南”\n")
    office.replace("briefs/settings/office.yml", "phone: 0000-0000001\n", "")
    fail(office, mail(note(), part(b"Rar!", "application/x", "二.rar")))
    (text,) = replies(office)
    assert text.endswith("涉密内容不得用邮箱发送。\n4.样稿见内网“投稿指南”。\n\n中共云溪区委办公室\n")


def test_all_faults_of_a_mail_are_told_at_once(office: OfficeBuilder) -> None:
    untitled = make_word(title="")
    parts = (word(b"PK\x03\x04", "坏.docx"), word(untitled, "无题.docx"), part(b"x", "application/x", "宏.docm"))
    raw = mail(note(), *parts, pdf(make_pdf("秘密★一年", "情况"), "密.pdf"), pdf(make_pdf(), "扫描.pdf"))
    said = [line for line in fail(office, raw).splitlines() if line.startswith("error")]
    assert said == [
        f"error[secrecy-mark] {WHO}附件“密.pdf”：有密级标志“秘密★一年”，不能读入",
        f"error[mail-attachment] {WHO}附件“宏.docm”：文件带有宏，不能导入",
        f"error[word-damaged] {WHO}附件“坏.docx”：文件已损坏，或没有传完",
        f"error[mail-title] {WHO}附件“无题.docx”：文中没有认出标题",
    ]
    assert not (office.root / "dist").exists()


def test_a_text_without_a_subject_is_told_beside_the_archive(office: OfficeBuilder) -> None:
    raw = mail(part(TEXT + OTHER), part(b"Rar!", "application/x", "二.rar"), subject="")
    assert [line.rpartition("”")[2] for line in fail(office, raw).splitlines()[::2]] == [
        "：这种压缩包打不开",
        "：邮件没有主题，不知道标题",
    ]


def test_a_text_that_is_far_too_long_is_no_item(office: OfficeBuilder) -> None:
    assert fail(office, mail(part(TEXT * 4000))) == (
        f"error[mail-structure] {WHO}：邮件正文超过 1 MB，不能当稿件收\n"
        "提示：请来信单位存成 Word 文件，作附件重新发来\n"
    )


# -- PDF files and pictures -------------------------------------------------------

ASK = "提示：请来信单位重新发来；不是稿件的，把邮件编号写进 mail.yml 的 ignore，就不再列出\n"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((pdf(make_pdf(TITLE, *wrap(TEXT))),), {"盖章件.pdf": "PDF 不能编辑"}),
        ((pdf(make_pdf()),), {"盖章件.pdf": "这是扫描件，没有文字层，读不出文字"}),
        ((pdf(b"%PDF-1.4 x"),), {"盖章件.pdf": "PDF 已损坏，没有传完，或不是正常的 PDF"}),
        (
            (part(b"x", "image/jpeg", "1.jpg"), pdf(make_pdf(TITLE)), part(b"x", "application/x", "2.PNG")),
            {"盖章件.pdf": "PDF 不能编辑", "1.jpg、2.PNG": "图片不能编辑"},
        ),
        (
            (part(make_zip({"a.pdf": make_pdf(TITLE), "b.jpg": b"x"}), "application/zip", "稿.zip"),),
            {"稿.zip/a.pdf": "PDF 不能编辑", "稿.zip/b.jpg": "图片不能编辑"},
        ),
    ],
)
def test_what_nobody_can_edit_is_no_manuscript(
    office: OfficeBuilder, parts: tuple[bytes, ...], told: dict[str, str]
) -> None:
    said = fail(office, mail(note(), *parts))
    codes = ["mail-pdf" if name.endswith(".pdf") else "mail-attachment" for name in told]
    assert said == "".join(
        f"error[{code}] {WHO}附件“{name}”：{what}，请发写稿时的 Word 文件\n{ASK}"
        for code, (name, what) in zip(codes, told.items(), strict=True)
    )
    (text,) = replies(office)
    assert f"1.附件“{next(iter(told))}”：{next(iter(told.values()))}，请发写稿时的 Word 文件。\n" in text
    assert "附件未收" not in text


def test_many_pdf_files_are_told_and_not_all_read(office: OfficeBuilder) -> None:
    parts = [pdf(make_pdf() if number < 4 else make_pdf("机密★三年"), f"{number}.pdf") for number in range(6)]
    said = fail(office, mail(note(), *parts[:4], part(make_pdf(TITLE), "application/pdf", "4.pdf"), parts[5]))
    assert [line.rpartition("”：")[2] for line in said.splitlines()[::2]] == [
        *["这是扫描件，没有文字层，读不出文字，请发写稿时的 Word 文件"] * 4,
        *["PDF 不能编辑，请发写稿时的 Word 文件"] * 2,
    ]


def test_a_picture_that_stands_in_the_text_is_none_that_was_sent(office: OfficeBuilder) -> None:
    logo = part(b"x", "image/png; name=logo.png", "", "Content-Disposition: inline; filename=logo.png")
    assert f"{WHO}：没有可以导入的稿件；附件：logo.png\n" in fetch(office, mail(note("收到"), logo))


def test_a_pdf_beside_the_text_that_it_prints_is_no_fault(office: OfficeBuilder) -> None:
    printed = pdf(make_pdf(TITLE, *wrap(TEXT + OTHER)))
    said = fetch(office, mail(part(TEXT + OTHER), printed, part(b"x", "image/png", "章.png")))
    assert said.endswith("  没有导入的附件：盖章件.pdf、章.png\n看了1封邮件：收1封、稿件1篇。\n")
    assert "附件未收：盖章件.pdf、章.png。\n\n" in replies(office)[0]


def test_a_pdf_of_another_text_is_told_to_both(office: OfficeBuilder) -> None:
    raw = mail(note(), word(), pdf(make_pdf(*wrap(OTHER * 3)), "另一篇.pdf"), pdf(make_pdf("审签单", TITLE), "签.pdf"))
    done = run(office.root, "fetch-mail", *save(office, raw))
    assert done.exit_code == 0
    assert done.stderr == (
        f"warning[mail-pdf] {WHO}附件“另一篇.pdf”：PDF 里的文字与稿件不同，没有收\n"
        "提示：看一看；另有稿件的，请来信单位发 Word 文件\n"
    )
    assert (
        "附件未收：另一篇.pdf、签.pdf。其中 另一篇.pdf 的文字与稿件不同，另有稿件的，请发 Word 文件，PDF 不能编辑。\n"
    ) in replies(office)[0]


# -- what cannot be read ----------------------------------------------------------


def test_a_file_that_cannot_be_read_is_told_with_its_name(office: OfficeBuilder) -> None:
    assert fail(office, mail(note(), word(b"%PDF-1.4 x", "稿件.docx"))) == (
        f"error[word-unknown] {WHO}附件“稿件.docx”：这是 PDF 文件，不是 Word 文件\n提示：请用写稿时的 Word 文件\n"
    )


def test_tracked_changes_are_refused_unless_accepted(office: OfficeBuilder) -> None:
    document = Document(BytesIO(make_word()))
    typed = document.paragraphs[1].runs[0]._r
    inserted = OxmlElement("w:ins")
    typed.addprevious(inserted)
    inserted.append(typed)
    buffer = BytesIO()
    document.save(buffer)
    raw = mail(note(), word(buffer.getvalue()))
    assert fail(office, raw).startswith(f"error[word-inserted] {WHO}附件“稿件.docx”：第2段有修订：有人插入“今年以来")
    assert f"  稿件.docx 收为《{TITLE}》{ITEM}\n" in fetch(office, raw, options=("--accept-changes",))


def test_a_mark_of_secrecy_keeps_all_out_and_is_not_answered(office: OfficeBuilder) -> None:
    said = fail(office, mail(note(), word(), subject="【机密】报送稿件"))
    assert said == (
        "error[secrecy-mark] 和平镇（xxy@heping.example）2026年11月30日9时10分“【机密】报送稿件”："
        "有密级标志“【机密】”，整封邮件不能导入\n"
        "提示：立即停止操作，不要转发、不要导出，按保密规定报告并走涉密渠道；确非涉密的，请来信单位删去密级标志重新发来\n"
    )
    assert not (office.root / "dist").exists()
    inside = fail(office, mail(note(), word(make_word(text=f"机密★1年\n{TEXT}"))))
    assert "附件“稿件.docx”：有密级标志“机密★1年”，不能导入" in inside
    assert not (office.root / "dist").exists()


def test_unknown_senders_are_listed_and_may_be_vouched_for(office: OfficeBuilder) -> None:
    raw = mail(note(), word(), part(b"x", "image/png", "图.png"), sender="王 <wang@x.example>", message="<9@x>")
    listed = (
        "来历不明的1封，没有收（确是单位报送的，在 mail.yml 的 senders 里加上发件人；"
        "只认这一封的，用 --only 邮件编号 --unit 单位）：\n"
        f"  wang@x.example，2026年11月30日9时10分“报送：{TITLE}”；附件：稿件.docx、图.png；邮件编号 9@x\n"
        "看了1封邮件：收0封、稿件0篇，来历不明1封。\n"
    )
    assert fetch(office, raw) == listed
    assert list_records(office) == []
    said = fetch(office, raw, options=("--only", "<9@x>", "--unit", "和平镇"))
    assert f"  稿件.docx 收为《{TITLE}》{ITEM}\n" in said
    assert read_reply(next((office.root / "dist/回执").iterdir()))[0]["To"] == "wang@x.example"


def test_a_sender_of_two_names_is_unknown(office: OfficeBuilder) -> None:
    said = fetch(office, mail(note(), word(), sender="a@heping.example, xxy@heping.example"))
    assert "发件人的写法不正常，认不出邮箱地址" in said
    assert list_records(office) == []


def test_a_known_sender_that_the_own_server_does_not_believe_is_told(office: OfficeBuilder) -> None:
    equip(office, f"{SETTINGS}trusted: MX.a.example\n")
    raw = mail(note(), word(), more=("Authentication-Results: mx.a.example; dmarc=fail",))
    assert fail(office, raw) == (
        f"error[mail-suspect] {WHO}：发件人没有通过 mx.a.example 的验证（DMARC），没有收；邮件编号 1@heping.example\n"
        "提示：打电话向来信单位核实；确实是的，用 --only 邮件编号 --unit 单位 收下这一封\n"
    )
    assert not (office.root / "dist").exists()
    assert TAKEN in fetch(office, raw, options=("--only", "1@heping.example", "--unit", "和平镇"))


@pytest.mark.parametrize(
    ("raw", "counted"),
    [
        (mail(note(), word(), sender="noreply@a.example"), "不收1封"),
        (mail(note(), kind="multipart/report; report-type=delivery-status"), "自动发出1封"),
        (mail(note(), more=("Auto-Submitted: auto-replied",)), "自动发出1封"),
    ],
)
def test_what_nobody_needs_is_counted_and_no_more(office: OfficeBuilder, raw: bytes, counted: str) -> None:
    assert fetch(office, raw) == f"看了1封邮件：收0封、稿件0篇，{counted}。\n"


def test_a_mail_may_be_ignored_by_its_id(office: OfficeBuilder) -> None:
    equip(office, SETTINGS.replace("[noreply@a.example]", "[<1@heping.example>]"))
    assert fetch(office, mail(note(), part(b"Rar!", "x/x", "a.rar"))) == "看了1封邮件：收0封、稿件0篇，不收1封。\n"


def test_the_reply_of_one_that_came_is_prepared_again_when_asked(office: OfficeBuilder) -> None:
    raw = mail(note(), word())
    fetch(office, raw)
    path = next((office.root / "dist/回执").iterdir())
    path.unlink()
    fetch(office, raw)
    assert not path.exists()
    fetch(office, raw, options=("--only", "1@heping.example"))
    assert f"1.《{TITLE}》此前已收到，没有重复登记，编号 {ITEM}。\n" in read_reply(path)[1]


def test_a_hostile_name_reaches_no_screen_and_no_path(office: OfficeBuilder) -> None:
    name = "../../\u202excod.\x1b[31m稿件.docx"
    said = fetch(office, mail(note(), word(name=name)))
    assert f"  xcod.[31m稿件.docx 收为《{TITLE}》{ITEM}\n" in said
    assert len(list_records(office)) == 2


def test_a_mail_that_hides_in_ten_thousand_parts_is_told(office: OfficeBuilder) -> None:
    said = fail(office, mail(*[note("x")] * 10_000))
    assert said.startswith(f"error[mail-structure] {WHO}：邮件超过300个部分，不是正常的邮件\n")


# -- wrong use --------------------------------------------------------------------


def test_an_office_without_a_mailbox_is_told_so(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path / "office")
    assert refuse(office.root, "fetch-mail") == (
        "error[mail-unset] 没有设置收稿邮箱\n提示：在 briefs/settings/mail.yml 里写上邮箱和各单位的发件人（senders）\n"
    )
    assert "邮箱" not in run(office.root, "status").output + run(office.root, "today").output


def test_senders_alone_are_enough_for_files(office: OfficeBuilder) -> None:
    equip(office, "by: 郑××\nsenders: [{address: xxy@heping.example, unit: 和平镇}]\n")
    assert fetch(office, mail(note(), word())).startswith(TAKEN)
    assert refuse(office.root, "fetch-mail") == (
        "error[mail-unset] 没有设置收稿邮箱\n"
        "提示：在 briefs/settings/mail.yml 里写 host、user；或写上要收的邮件文件（.eml）\n"
    )


def test_a_unit_is_stated_for_one_mail_only(office: OfficeBuilder) -> None:
    assert refuse(office.root, "fetch-mail", "--unit", "和平镇", code=2) == (
        "用法有误：--unit 只能与 --only 同用，一次认定一封\n提示：用 jianbao fetch-mail --help 看说明和例子\n"
    )


def test_a_file_that_is_not_there_is_told(office: OfficeBuilder) -> None:
    assert refuse(office.root, "fetch-mail", "没有.eml") == (
        "error[file-unreadable] 没有.eml:1:1 没有这个文件\n提示：核对文件名和所在的文件夹\n"
    )


def test_a_mail_that_no_server_stamped_came_today(office: OfficeBuilder) -> None:
    raw = mail(note(), word()).removeprefix(f"{RECEIVED}\r\n".encode())
    assert f"{ITEM}\n" in fetch(office, raw)
    (receipt,) = office.read().receipts.values()
    assert str(receipt.received) == "2026-11-30"


@pytest.mark.parametrize(
    ("received", "date", "arrived", "doubt"),
    [
        ("Mon, 30 Nov 2026 09:10:00 +0800", "Mon, 30 Nov 2026 10:05:00 +0800", "2026-11-30 09:10", ""),
        ("Mon, 30 Nov 2026 09:10:00 +0800", "Wed, 25 Nov 2026 09:10:00 +0800", "2026-11-30 09:10", ""),
        ("Mon, 30 Nov 2026 09:10:00 +0800", "Mon, 30 Nov 2026 02:30:00 GMT", "2026-11-30 09:10",
         "信上写的发出时间是2026年11月30日10时30分，晚于收到的时间，不作数，按收到的时间登记"),
        ("Mon, 30 Nov 2026 09:10:00 +0800", "Thu, 1 Jan 2099 08:00:00 +0800", "2026-11-30 09:10",
         "信上写的发出时间是2099年1月1日8时00分，晚于收到的时间，不作数，按收到的时间登记"),
        ("Mon, 30 Nov 2026 09:10:00 +0800", "Fri, 20 Nov 2026 08:00:00 +0800", "2026-11-30 09:10",
         "信上写的发出时间是2026年11月20日8时00分，比收到早10天，不作数，按收到的时间登记"),
        ("", "Sun, 29 Nov 2026 23:30:00 +0800", "2026-11-29 23:30", ""),
        ("", "Thu, 1 Jan 2099 08:00:00 +0800", "2026-11-30",
         "信上写的发出时间是2099年1月1日8时00分，晚于今天，不作数，按今天登记"),
        ("Fri, 31 Dec 9999 23:59:59 -2359", "Thu, 1 Jan 2099 08:00:00 +0800", "2026-11-30",
         "邮件里记的收到时间是9999年12月31日23时59分，晚于今天，不作数，按今天登记"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "Mon, 30 Nov 2026 08:00:00 +0800", "2026-11-30",
         "邮件里记的收到时间是1970年1月1日8时00分，早于2000年，不作数，按今天登记"),
        # What the server above did not say, the one below it did.
        ("yesterday\r\nReceived: from a by b; Sun, 29 Nov 2026 09:00:00 +0800", "", "2026-11-29 09:00", ""),
        ("yesterday", "long ago", "2026-11-30", ""),
    ],
)  # fmt: skip
def test_a_mail_came_when_the_server_had_it_and_never_later_than_today(
    office: OfficeBuilder, received: str, date: str, arrived: str, doubt: str
) -> None:
    fields = [f"Received: x; {received}" if received else "", f"Date: {date}" if date else ""]
    written = "".join(f"{field}\r\n" for field in fields if field)
    raw = mail(note(), word()).replace(f"{RECEIVED}\r\n".encode(), written.encode())
    done = run(office.root, "--on", "2026-11-30", "fetch-mail", *save(office, raw))
    assert (done.exit_code, done.stderr) == (0, "")
    said = done.stdout.partition("看了")[0].splitlines()
    assert said[3:] == ([f"  {doubt}。"] if doubt else [])
    (receipt,) = office.read().receipts.values()
    assert str(receipt.received) == arrived
    assert run(office.root, "--on", "2026-12-01", "fetch-mail", *save(office, raw)).stdout == (
        "看了1封邮件：收0封、稿件0篇，已收过1封。\n"
    )


def test_beside_a_desk_the_mail_is_one_commit_and_the_item_says_how_it_came(demo_desk: Desk) -> None:
    before = len(demo_desk.commits())
    sample = str(ROOT / "templates/mail/样信.eml")
    done = run(demo_desk.root, "fetch-mail", sample, "--commit", "--out", str(demo_desk.root.parent / "回执"))
    assert done.exit_code == 0, done.output
    assert len(demo_desk.commits()) == before + 1
    assert demo_desk.is_clean()
    page = Desk(demo_desk.root).visit("kezhang").get("/queue/chengguan/2026/11-30-cheng-guan-zhen-bei-jie-xiao")
    assert "邮件，郑××登记" in page
