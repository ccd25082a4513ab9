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
    make_word,
    make_zip,
    note,
    part,
    word,
)

from commands import refuse, run, succeed
from desks import Desk
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
    raw = mail(note(), word(), part(b"%PDF", "application/pdf", "审签单.pdf"))
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
        "下列附件不是稿件，没有登记：审签单.pdf。\n\n"
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
    scanned = mail(note(), part(b"%PDF", "application/pdf", "扫描件.pdf"))
    assert f"{WHO}：没有可以导入的稿件；附件：扫描件.pdf\n" in fetch(office, scanned)


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
        ["git", "-C", str(office.root), "log", "--format=%s", "-2"], capture_output=True, encoding="utf-8", check=True
    )
    assert listed.stdout == f"收稿：和平镇夜间抢修供暖管道\n收稿：{TITLE}\n"
    changed = ["git", "-C", str(office.root), "status", "--porcelain"]
    assert subprocess.run(changed, capture_output=True, check=True).stdout == b""


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
    )
    (text,) = replies(office)
    assert text == (
        "和平镇：\n\n"
        f"贵单位2026年11月30日9时10分发来的邮件“{TITLE}”，中共云溪区委办公室没有收下。\n"
        "整封邮件没有登记，原因如下：\n1.附件“二.rar”：这种压缩包打不开。\n请改正以后重新发来。\n\n"
        "中共云溪区委办公室　0000-0000001\n"
    )


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


def test_a_moment_at_the_end_of_time_is_told(office: OfficeBuilder) -> None:
    raw = mail(word()).replace(RECEIVED.encode(), b"Received: x; Fri, 31 Dec 9999 23:59:59 -2359")
    assert "9999年12月31日" in fail(office, raw)


def test_beside_a_desk_the_mail_is_one_commit_and_the_item_says_how_it_came(demo_desk: Desk) -> None:
    before = len(demo_desk.commits())
    sample = str(ROOT / "templates/mail/样信.eml")
    done = run(demo_desk.root, "fetch-mail", sample, "--commit", "--out", str(demo_desk.root.parent / "回执"))
    assert done.exit_code == 0, done.output
    assert len(demo_desk.commits()) == before + 1
    assert demo_desk.is_clean()
    page = Desk(demo_desk.root).visit("kezhang").get("/queue/chengguan/2026/11-30-cheng-guan-zhen-bei-jie-xiao")
    assert "邮件，郑××登记" in page
