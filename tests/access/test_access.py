"""Default deny, measured: marks are planted wherever a text can stand, and every byte of every site is searched.

The office build is made first and the public one last, in one folder: what is kept between builds must not leak.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pdfplumber
import pytest
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import decode_text

from conftest import MakeOnce
from jianbao.acting.issuing import IssueRequest, issue_bulletin
from jianbao.acting.work_tree import WorkTree
from jianbao.model import Access
from jianbao.periods import make_period
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Site
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from offices import OfficeBuilder, day, make_picture
from sites import build_site, copy_demo

OFFICE, INTERNAL, PUBLIC = "office", "internal", "public"
BUILDS = (OFFICE, INTERNAL, PUBLIC)
EVERYWHERE, UNITS, DESK, NOWHERE = {OFFICE, INTERNAL, PUBLIC}, {OFFICE, INTERNAL}, {OFFICE}, set[str]()

# Mark → the builds that must hold it; all others must not. Letters only, so that no segmenter cuts them in two.
MARKS: dict[str, set[str]] = {
    # an article for everyone, edited by the office, in an issue that also holds closed ones
    "qzopentitle": EVERYWHERE,
    "qzopentext": EVERYWHERE,
    "qzopenpicture": EVERYWHERE,
    "qzopenanchor": EVERYWHERE,
    "qzopenfiledtitle": NOWHERE,
    "qzopenfiledtext": NOWHERE,
    "qzopenfiledpicture": NOWHERE,
    # who stands behind it
    "qzauthor": NOWHERE,
    "qzapprover": NOWHERE,
    "qzphone": NOWHERE,
    "qztag": NOWHERE,
    "qzsignatory": UNITS,
    "qzeditor": UNITS,
    "qzreviewer": UNITS,
    "qzproofreader": UNITS,
    "qzleader": DESK,
    "qzpost": NOWHERE,
    "qzofficephone": UNITS,
    "qzup": UNITS,
    "qzextra": UNITS,
    # an article for the units, by the access of its column
    "qzinnertitle": UNITS,
    "qzinnertext": UNITS,
    "qzinnerpicture": UNITS,
    "qzinneranchor": UNITS,
    # an article for the office, by its desk record; one by what its item states; one by its periodical
    "qzclosedtitle": DESK,
    "qzclosedtext": DESK,
    "qzclosedpicture": DESK,
    "qzclosedanchor": DESK,
    "qzstatedtitle": DESK,
    "qzstatedtext": DESK,
    "qzstatedanchor": DESK,
    "qzpapertitle": DESK,
    "qzpapertext": DESK,
    "qzpapernote": DESK,
    # what may speak of any article of a mixed issue
    "qznote": DESK,
    # notices
    "qzopenprinted": EVERYWHERE,
    "qzopencorrect": EVERYWHERE,
    "qzopencause": UNITS,
    "qzclosedprinted": DESK,
    "qzclosedcorrect": DESK,
    "qzclosedcause": DESK,
    "qzwithdrawntitle": NOWHERE,
    "qzwithdrawntext": NOWHERE,
    "qzwithdrawncause": EVERYWHERE,
    "qzmixedcause": DESK,
    # the desk
    "qzdrafttitle": DESK,
    "qzdrafttext": DESK,
    "qzdraftnote": DESK,
    "qzreviewnote": DESK,
    "qzdroppedcause": DESK,
    "qzpendingtitle": DESK,
    "qzpendingtext": DESK,
    "qzpendingslug": DESK,
    "qzpendingphone": NOWHERE,
    "qzdeclinedtitle": NOWHERE,
    "qzdeclinedtext": NOWHERE,
    "qzdeclinedcause": NOWHERE,
    "qzheldcause": NOWHERE,
    "qzcandidatetitle": NOWHERE,
    # what was sent upward, what higher levels used, what leaders wrote on it, what was asked for and put down by hand
    "qzadopttitle": UNITS,
    "qzadoptnumber": UNITS,
    "qzadoptgrade": UNITS,
    "qzadoptnote": NOWHERE,
    "qzadoptclosed": DESK,
    "qzadoptclosednumber": DESK,
    "qzadoptofclosed": DESK,
    "qzreporttitle": NOWHERE,
    "qzreporttext": NOWHERE,
    "qzreportclosed": NOWHERE,
    "qzreportslug": NOWHERE,
    "qzinstruction": DESK,
    "qzopinion": DESK,
    "qzcalltitle": UNITS,
    "qzcalltext": UNITS,
    "qzcallnumber": UNITS,
    "qzcallcontact": DESK,
    "qzreplyreason": DESK,
    "qzcallreport": DESK,
    "qzcallanswer": DESK,
    "qzentryreason": NOWHERE,
    "qzentryevidence": NOWHERE,
    "qzclaim": NOWHERE,
    # supervision, and who got which copies
    "qztasktitle": DESK,
    "qztasktext": DESK,
    "qztaskpart": DESK,
    "qztaskorigin": DESK,
    "qztaskcontact": DESK,
    "qztaskleader": DESK,
    "qztaskinstruction": DESK,
    "qzchasereply": DESK,
    "qzprogress": DESK,
    "qzextension": DESK,
    "qzrework": DESK,
    "qzverdict": DESK,
    "qzresult": DESK,
    "qzpaper": DESK,
    "qzrevisit": DESK,
    "qzfiledreplytitle": DESK,
    "qzfiledreplytext": DESK,
    "qztoldtitle": UNITS,
    "qztoldtext": UNITS,
    # urgent events
    "qzincidenttitle": DESK,
    "qzincidentplace": DESK,
    "qzincidentnote": DESK,
    "qzincidentslug": DESK,
    "qzlogwho": DESK,
    "qzlogto": DESK,
    "qzlognote": DESK,
    "qzurgenttitle": DESK,
    "qzurgenttext": DESK,
    "qzrecipient": NOWHERE,
    "qzsignedby": NOWHERE,
    # what feeds brought, and from where
    "qzleadtitle": DESK,
    "qzleadtext": DESK,
    "qzleadrest": NOWHERE,
    "qzleadlink": DESK,
    "qzleadentry": NOWHERE,
    "qzleadold": NOWHERE,
    "qzfeedname": DESK,
    "qzfeedurl": NOWHERE,
    # bulletins
    "qzbulletininner": UNITS,
    "qzbulletinclosed": DESK,
    # hand-written pages
    "qzpageopen": EVERYWHERE,
    "qzpageinner": UNITS,
    "qzpageoffice": DESK,
    "qzstray": NOWHERE,
    # settings
    "qzsynonym": NOWHERE,
    "qzclosedperiodical": DESK,
    "qzclosedcolumn": DESK,
}
# Where nothing demands that the office's own site shows it, it may.
MAY_SHOW = {
    "qzauthor",
    "qzapprover",
    "qztag",
    "qzpost",
    "qzdeclinedtitle",
    "qzheldcause",
    "qzcandidatetitle",
    "qzadoptnote",
    "qzreporttitle",
    "qzreporttext",
    "qzreportclosed",
    "qzreportslug",
    "qzentryreason",
    "qzentryevidence",
    "qzclaim",
}


def plant(root: Path) -> OfficeBuilder:
    """The demo's settings and templates, and records that hold every mark once."""
    office = OfficeBuilder(root)
    shutil.rmtree(root / "briefs")
    copy_demo(root, records=False)
    plant_settings(office)
    plant_pages(office)
    plant_mixed_issue(office)
    plant_withdrawn_issues(office)
    plant_desk(office)
    plant_records(office)
    plant_leads(office)
    plant_bulletins(office)
    return office


def plant_settings(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/people.yml",
        "people:\n"
        "  - {id: shuji, name: 甲qzleader, post: 区委书记qzpost}\n"
        "  - {id: zhuren, name: 乙qzsignatory, post: 副主任, aliases: [周××]}\n"
        "  - {id: kezhang, name: 丙qzreviewer, post: 科长}\n"
        "  - {id: zheng, name: 丁qzeditor, post: 科员, aliases: [郑××, bianji-zheng]}\n"
        "  - {id: lin, name: 戊qzproofreader, post: 干事}\n",
    )
    office.replace("briefs/settings/office.yml", "0000-0000001", "0000-qzofficephone")
    office.replace("briefs/settings/office.yml", "- [高标准农田,", "- [qzsynonym, 高标准农田,")
    office.replace("briefs/settings/periodicals.yml", "up: [市委办公室,", "up: [市委办公室qzup,")
    office.replace("briefs/settings/periodicals.yml", "name: 参阅件", "name: 参阅件qzclosedperiodical")
    office.replace("briefs/settings/periodicals.yml", "name: 调研报告", "name: 调研报告qzclosedcolumn")


def plant_pages(office: OfficeBuilder) -> None:
    for name, access in (("open", "公开"), ("inner", "内部"), ("office", "办内")):
        office.write(f"briefs/pages/zz-{name}.md", f"---\ntitle: 页\naccess: {access}\n---\n\n正文qzpage{name}。\n")
    for name in ("stray.txt", "stray.csv", "stray.html", "stray.yml", ".stray", "folder/stray.pdf"):
        office.write(f"briefs/pages/{name}", "qzstray")


def picture(office: OfficeBuilder, path: str, mark: str) -> None:
    office.write(path, make_picture(mark.encode()))


def plant_mixed_issue(office: OfficeBuilder) -> None:
    filed = office.item(
        "chengguan",
        "qzopenslug",
        "2026-11-02",
        body="原稿正文qzopenfiledtext，办结210件。\n\n![图](11-02-qzopenslug/a.png)\n",
        title="原稿标题qzopenfiledtitle",
        author="张××qzauthor",
        approver="李××qzapprover",
        phone="0000-qzphone",
        tags=["qztag"],
    )
    picture(office, "briefs/items/chengguan/2026/11-02-qzopenslug/a.png", "qzopenfiledpicture")
    opened = office.decide(
        filed,
        slug="qzopenanchor",
        decided="2026-11-03",
        title="标题qzopentitle",
        body="正文qzopentext，办结qzopenprinted件。\n\n![图](11-03-qzopenanchor/a.png)\n\n"
        'href="page:desk/index.md" src="page:nowhere.md" {{ 7 * 7 }} <script>alert(1)</script>',
    )
    picture(office, "briefs/desk/2026/11-03-qzopenanchor/a.png", "qzopenpicture")
    inner = office.decide(
        office.item("heping", "a", "2026-11-02"),
        slug="qzinneranchor",
        decided="2026-11-03",
        column="minyi",
        title="标题qzinnertitle",
        body="正文qzinnertext。\n\n![图](11-03-qzinneranchor/b.png)\n",
    )
    picture(office, "briefs/desk/2026/11-03-qzinneranchor/b.png", "qzinnerpicture")
    closed = office.decide(
        office.item("longquan", "b", "2026-11-02"),
        slug="qzclosedanchor",
        decided="2026-11-03",
        access="办内",
        title="标题qzclosedtitle",
        body="正文qzclosedtext，办结qzclosedprinted件。\n\n![图](11-03-qzclosedanchor/c.png)\n",
    )
    picture(office, "briefs/desk/2026/11-03-qzclosedanchor/c.png", "qzclosedpicture")
    stated = office.decide(
        office.item("longquan", "c", "2026-11-02", access="办内"),
        slug="qzstatedanchor",
        decided="2026-11-03",
        title="标题qzstatedtitle",
        body="正文qzstatedtext。",
    )
    reviews = [
        {"stage": "核稿", "by": "kezhang", "at": "2026-11-05 10:00"},
        {"stage": "一校", "by": "lin", "at": "2026-11-05 11:00"},
    ]
    draft = office.draft(
        opened,
        inner,
        closed,
        stated,
        day="2026-11-05",
        note="编者按qznote",
        extra_recipients=["某处qzextra"],
        reviews=reviews,
    )
    office.sign(date="2026-11-06", draft=draft)
    for article, kind in ((opened, "open"), (closed, "closed")):
        office.correct("xinxi/2026/067", article, f"办结qz{kind}printed件", f"办结qz{kind}correct件", day="2026-11-25")
        notice = "briefs/notices/2026/11-25-xinxi-2026-067-geng-zheng.yml"
        office.replace(notice, "统计口径有误", f"口径有误qz{kind}cause")
        (office.root / notice).rename(office.root / notice.replace("067-geng-zheng", f"067-{kind}"))


def plant_withdrawn_issues(office: OfficeBuilder) -> None:
    office.decide(
        office.item("heping", "d", "2026-11-09"),
        decided="2026-11-09",
        title="标题qzwithdrawntitle",
        body="正文qzwithdrawntext。",
    )
    office.sign(date="2026-11-10")
    office.withdraw("xinxi/2026/068", day="2026-11-11", reason="有误qzwithdrawncause。")
    office.decide(office.item("heping", "e", "2026-11-12"), decided="2026-11-12")
    office.decide(office.item("heping", "f", "2026-11-12"), decided="2026-11-12", access="办内")
    office.sign(date="2026-11-13")
    office.withdraw("xinxi/2026/069", day="2026-11-14", reason="其中一篇有误qzmixedcause。")
    paper = office.decide(
        office.item("yunfeng", "g", "2026-11-15", kind="调研"),
        decided="2026-11-15",
        periodical="canyue",
        column="diaoyan",
        title="标题qzpapertitle",
        body="正文qzpapertext。",
    )
    office.sign(
        "canyue", "2026-11-16", draft=office.draft(paper, periodical="canyue", day="2026-11-16", note="qzpapernote")
    )


def plant_desk(office: OfficeBuilder) -> None:
    office.item(
        "chengguan",
        "qzpendingslug",
        "2026-11-26",
        title="标题qzpendingtitle",
        body='正文qzpendingtext。![a [b] c](page:nowhere.md) src="page:nowhere.md"',
        phone="0000-qzpendingphone",
    )
    declined = office.item("chengguan", "h", "2026-11-26", title="标题qzdeclinedtitle", body="正文qzdeclinedtext。")
    office.decide(declined, decided="2026-11-27", decision="不采用", reason="不妥qzdeclinedcause")
    office.decide(
        office.item("chengguan", "i", "2026-11-26"), decided="2026-11-27", decision="留存待用", reason="qzheldcause"
    )
    office.decide(
        office.item("chengguan", "j", "2026-11-26", body="候选正文。"),
        decided="2026-11-27",
        title="标题qzcandidatetitle",
    )
    drafted = office.decide(
        office.item("heping", "k", "2026-11-26"),
        decided="2026-11-27",
        title="标题qzdrafttitle",
        body="正文qzdrafttext。",
    )
    office.draft(
        drafted,
        day="2026-11-28",
        note="编者按qzdraftnote",
        reviews=[{"stage": "核稿", "by": "kezhang", "at": "2026-11-28 10:00", "note": "意见qzreviewnote"}],
        dropped=[{"article": "2026/11-27-chengguan-j", "by": "zhuren", "reason": "没有依据qzdroppedcause"}],
    )


def plant_records(office: OfficeBuilder) -> None:
    opened, closed = "2026/11-03-qzopenanchor", "2026/11-03-qzclosedanchor"
    channel = office.read().settings.channels[0].id
    report = office.record(
        "reports",
        "qzreportslug",
        "2026-11-10",
        "上报正文qzreporttext。",
        title="标题qzreporttitle",
        channel=channel,
        sent="2026-11-10",
        sources=[opened],
        signatory="zhuren",
    )
    hidden = {"title": "标题qzreportclosed", "channel": channel, "sent": "2026-11-10", "signatory": "zhuren"}
    office.record("reports", "b", "2026-11-10", "正文。", sources=[closed], **hidden)
    adoption = {"channel": channel, "date": "2026-11-12"}
    adopted = office.record(
        "adoptions",
        "a",
        "2026-11-12",
        title="标题qzadopttitle",
        number="第qzadoptnumber期",
        grade="qzadoptgrade",
        note="备注qzadoptnote",
        report=report,
        **adoption,
    )
    stated = {"access": "办内", "number": "第qzadoptclosednumber期", "units": ["heping"]}
    office.record("adoptions", "b", "2026-11-12", title="标题qzadoptclosed", **adoption, **stated)
    office.record("adoptions", "c", "2026-11-12", title="标题qzadoptofclosed", desk=closed, **adoption)
    office.record(
        "instructions",
        "a",
        "2026-11-16",
        on={"adoption": adopted},
        leader="shuji",
        level="区级",
        date="2026-11-16",
        nature=["肯定"],
        text="批示qzinstruction",
        presented=[{"date": "2026-11-17", "to": "shuji", "opinion": "qzopinion"}],
    )
    called = office.call(
        22,
        title="约稿qzcalltitle",
        contact="qzcallcontact",
        due="2026-11-20",
        origin={"level": "市级", "number": "市委办约qzcallnumber号"},
        units=["heping", "yunfeng"],
        replies=[
            {"unit": "heping", "at": "2026-11-05", "via": "电话", "result": "无此情况", "reason": "qzreplyreason"}
        ],
    )
    office.replace(f"briefs/calls/{called}.md", "请报收购进度", "请报qzcalltext")
    hidden = {"channel": channel, "sent": "2026-11-19", "signatory": "zhuren", "call": called}
    office.record("reports", "c", "2026-11-19", "正文。", title="标题qzcallreport", units=["yunfeng"], **hidden)
    office.item("yunfeng", "n", "2026-11-19", title="标题qzcallanswer", body="正文。", call=called)
    office.record(
        "entries",
        "a",
        "2026-11-20",
        unit="heping",
        date="2026-11-20",
        event="迟报",
        reason="事由qzentryreason",
        evidence="依据qzentryevidence",
        approver="zhuren",
    )
    plant_task(office)
    plant_incident(office)
    issue = next(iter(office.read().issues))
    row = {"to": "某处qzrecipient", "copies": 1, "date": "2026-11-30", "signed_by": "qzsignedby"}
    office.distribution(issue, row)
    office.record(
        "disputes", "a", "2026-11-21", unit="heping", period="2026-10", claim="异议qzclaim", date="2026-11-21"
    )


def plant_task(office: OfficeBuilder) -> None:
    """A task with everything that can happen to one, and the article of 《督查工作》 that tells the units of it."""
    task = office.task(
        31,
        title="事项qztasktitle",
        origin="纪要qztaskorigin",
        leader="qztaskleader",
        contact="qztaskcontact",
        parts=[{"no": "1", "content": "任务qztaskpart", "lead_unit": "heping"}],
    )
    office.replace("briefs/tasks/2026/031.md", "请抓紧办理", "请qztasktext")
    office.event(task, "receipt", "2026-11-06", unit="chengguan")
    office.event(task, "chase", "2026-11-07", unit="chengguan", via="电话", reply="答复qzchasereply")
    office.event(task, "progress", "2026-11-08", unit="chengguan", text="进展qzprogress")
    asked = {"asked": "2026-11-09", "until": "2026-12-25", "approved_by": "zhuren"}
    office.event(task, "extension", "2026-11-10", reason="事由qzextension", **asked)
    office.event(task, "rework", "2026-11-12", reason="退办qzrework")
    reply = {"task": task, "reply": "反馈", "finished": "是"}
    office.item("chengguan", "m", "2026-11-14", title="标题qzfiledreplytitle", body="正文qzfiledreplytext。", **reply)
    office.event(task, "presented", "2026-11-16", to="shuji", opinion="意见qzverdict")
    office.event(task, "close", "2026-11-17", result="结果qzresult", papers=["材料qzpaper"])
    office.event(task, "revisit", "2026-11-27", result="回访qzrevisit")
    written = {"leader": "shuji", "level": "区级", "date": "2026-11-18", "nature": ["阅知"]}
    office.record("instructions", "b", "2026-11-18", on={"task": task}, text="批示qztaskinstruction", **written)
    told = {"periodical": "ducha", "column": "jinzhan", "tasks": [task], "until": "2026-11-17"}
    office.decide(
        slug="told", decided="2026-11-17", title="标题qztoldtitle", body="区级领导批示的事项已办结qztoldtext。", **told
    )
    office.sign("ducha", "2026-11-20")


def plant_incident(office: OfficeBuilder) -> None:
    filed = {"title": "标题qzurgenttitle", "body": "正文qzurgenttext。", "urgency": "特急", "stage": "初报"}
    item = office.item("heping", "o", "2026-11-25 22:30", occurred="2026-11-25 22:00", **filed)
    line = {"at": "2026-11-25 22:10", "did": "接报", "who": "qzlogwho", "to": "qzlogto", "note": "qzlognote"}
    office.incident(
        "qzincidentslug",
        "2026-11-25 22:00",
        title="事件qzincidenttitle",
        place="地点qzincidentplace",
        note="说明qzincidentnote",
        items=[item],
        log=[line],
    )


def plant_leads(office: OfficeBuilder) -> None:
    """On the subject of a printed article and of an item that waits, used by an adoption: all of it leads there."""
    office.write(
        "briefs/settings/feeds.yml",
        "sources: [{id: waidi, name: 外地信息qzfeedname, url: 'https://a.invalid/qzfeedurl', kind: 外地经验}]\n",
    )
    lead = office.lead(
        "qzleadslug",
        "2026-11-27",
        "正文qzleadtext。标题qzpendingtitle，正文qzopentext。其余qzleadrest。",
        title="标题qzleadtitle标题qzpendingtitle",
        link="https://a.invalid/qzleadlink",
        entry="qzleadentry",
    )
    office.lead("old", "2026-09-01", "正文。", title="标题qzleadold")
    channel = office.read().settings.channels[0].id
    office.adoption("lead", "2026-11-28", channel, units=["heping"], title="由线索查到的采用", lead=lead)


def plant_bulletins(office: OfficeBuilder) -> None:
    """Issued as ``jianbao bulletin`` issues them, each from the ledger of its own access."""
    templates = Templates(office.root)
    for last, access, mark in (("2026-11-27", "办内", "qzbulletinclosed"), ("2026-11-28", "内部", "qzbulletininner")):
        office.write("briefs/settings/bulletin.yml", f"access: {access}\nrequirements: [要求{mark}。]\n")
        period = make_period(day("2026-11-01").day, day(last).day)
        issue_bulletin(
            WorkTree(office.root),
            IssueRequest(period=period, by="乙qzsignatory", as_of=day("2026-11-29")),
            templates.render,
        )


@pytest.fixture(scope="session")
def planted(make_once: MakeOnce) -> Path:
    def make(folder: Path) -> None:
        office = plant(folder / "root")
        for access in BUILDS:
            build_site(office.root, access, folder / access)

    return make_once("access", make)


def unpack(data: bytes) -> bytes:
    """Every part of a document, with its name."""
    with ZipFile(BytesIO(data)) as parts:
        return b"\n".join(name.encode() + b"\n" + parts.read(name) for name in parts.namelist())


def read_pdf(data: bytes) -> str:
    """What is on its pages, without the ends of their lines, and every object behind them: metadata, bookmarks."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        parts = [re.sub(r"\s", "", page.extract_text()) for page in pdf.pages]
        objects = {number for table in pdf.doc.xrefs for number in table.get_objids()}
        return "\n".join(
            [*parts, *(part for number in sorted(objects) for part in read_object(pdf.doc.getobj(number)))]
        )


def read_object(value: object) -> Iterator[str]:
    """Every text and every stream in an object of a PDF, made plain."""
    if isinstance(value, PDFStream):
        yield value.get_data().decode("utf-8", errors="replace")
        yield from read_object(value.attrs)
    elif isinstance(value, bytes):
        yield decode_text(value)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield str(name)
            yield from read_object(member)
    elif isinstance(value, list):
        for member in value:
            yield from read_object(member)


@cache
def read_everything(site: Path) -> dict[str, str]:
    """Every file, and its own name, as text in which a mark would be found however it was written down."""
    texts = {}
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        data = file.read_bytes()
        if file.suffix == ".gz":
            data = gzip.decompress(data)
        if file.suffix in (".xlsx", ".docx"):
            data = unpack(data)
        text = data.decode("utf-8", errors="replace")
        if data.startswith(b"%PDF-"):
            text += read_pdf(data)
        if file.suffix == ".json":
            text += json.dumps(json.loads(text), ensure_ascii=False)
        text += unescape(text) + unquote(text) + file.relative_to(site).as_posix()
        texts[file.relative_to(site).as_posix()] = (
            re.sub("[\u200b-\u200f\u2060\ufeff]|<[^>]*>", "", text).lower() + text.lower()
        )
    return texts


@pytest.mark.parametrize("access", BUILDS)
def test_every_mark_is_where_it_may_be_and_nowhere_else(planted: Path, access: str) -> None:
    texts = read_everything(planted / access)
    held = {mark: sorted(name for name, text in texts.items() if mark in text) for mark in MARKS}
    allowed = MAY_SHOW if access == OFFICE else set()
    leaked = {
        mark: files for mark, files in held.items() if files and access not in MARKS[mark] and mark not in allowed
    }
    assert leaked == {}
    missing = [mark for mark, builds in MARKS.items() if access in builds and not held[mark]]
    assert missing == []


# What PDF and Word must hold, so that looking for the other marks in them is no empty search.
PRINTED = {
    PUBLIC: {"qzopentitle", "qzopentext", "qzopenprinted", "qzopencorrect", "qzwithdrawncause"},
    INTERNAL: {"qzinnertitle", "qzinnertext", "qzsignatory", "qzreviewer", "qzofficephone", "qzup", "qzextra"},
    OFFICE: {"qzclosedtitle", "qzstatedtext", "qzpapertext", "qznote", "qzclosedcorrect", "qzmixedcause"},
}


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("access", BUILDS)
def test_documents_hold_what_their_pages_hold(planted: Path, access: str, suffix: str) -> None:
    """Text and metadata of each: no mark that its page lacks, but those of 版记 that the page leaves to the paper."""
    site, texts = planted / access, read_everything(planted / access)
    documents = {name: text for name, text in texts.items() if name.endswith(suffix)}
    issues = {name: text for name, text in documents.items() if not name.startswith("bulletins/")}
    assert len(issues) == {PUBLIC: 3, INTERNAL: 4, OFFICE: 5}[access]
    for name, text in issues.items():
        # The page itself and the pictures beside it.
        beside = [text for other, text in texts.items() if Path(other).parent == Path(name).parent]
        page = "".join(text for text in beside if text not in documents.values())
        assert [mark for mark in MARKS if mark in text and mark not in page] == [], name
    printed = {mark for build in BUILDS[BUILDS.index(access) :] for mark in PRINTED[build]}
    assert [mark for mark in sorted(printed) if not any(mark in text for text in documents.values())] == []
    assert (site / "xinxi/2026/067").is_dir()


def test_no_mark_was_forgotten(planted: Path) -> None:
    """Each mark really stands in the office's records, settings, or names of files."""
    texts = read_everything(planted / "root/briefs")
    assert [mark for mark in MARKS if not any(mark in text for text in texts.values())] == []


def test_the_public_site_counts_nothing_that_was_filed(planted: Path) -> None:
    texts = read_everything(planted / PUBLIC)
    words = ["采用率", "报送件", "待处理", "退改", "留存", "不采用", "送审稿", "编辑台", "督查"]
    pages = {
        name: text for name, text in texts.items() if name.startswith(("ledger/", "units/", "index.html", "xinxi/"))
    }
    assert {(name, word) for name, text in pages.items() for word in words if word in text} == set()
    assert {name for name, text in pages.items() if re.search(r"报送(?!单位)", text)} == set()


def test_the_public_site_has_no_page_for_a_unit_that_is_only_in_closed_articles(planted: Path) -> None:
    units = {folder.name for folder in (planted / PUBLIC / "units").iterdir() if folder.is_dir()}
    assert units == {"chengguan"}
    assert {"chengguan", "heping", "longquan", "yunfeng"} <= {f.name for f in (planted / INTERNAL / "units").iterdir()}


def test_the_office_site_alone_has_a_desk(planted: Path) -> None:
    assert [access for access in BUILDS if (planted / access / "desk").exists()] == [OFFICE]


def render(root: Path, access: Access) -> Site:
    office = OfficeBuilder.__new__(OfficeBuilder)
    office.root = root
    context = BuildContext(
        office=office.read(),
        access=access,
        as_of=day("2026-11-30"),
        templates=Templates(root),
        site_url="https://a.example/",
    )
    return render_site(context)


def test_the_public_site_does_not_depend_on_what_is_closed(tmp_path: Path) -> None:
    """Without the pending, declined, held, drafted and closed records it would be the same to the last byte."""
    office = plant(tmp_path)
    before = render(tmp_path, Access.PUBLIC)
    later = (
        "reports",
        "adoptions",
        "instructions",
        "calls",
        "entries",
        "disputes",
        "bulletins",
        "tasks",
        "incidents",
        "distribution",
    )
    for folder in ("issues/canyue", "issues/ducha", "drafts", "receipts", *later):
        shutil.rmtree(tmp_path / "briefs" / folder, ignore_errors=True)
    for folder in ("items", "desk"):
        for file in (tmp_path / "briefs" / folder).rglob("*.md"):
            if file.name >= "11-14":
                file.unlink()
    assert not list((tmp_path / "briefs").rglob("*qzpending*"))
    office.item("dongcheng", "neu", "2026-11-29", title="另一篇")
    after = render(tmp_path, Access.PUBLIC)
    assert (after.pages, after.files, after.nav, after.words) == (before.pages, before.files, before.nav, before.words)


def test_the_internal_site_knows_of_the_desk_only_numbers(tmp_path: Path) -> None:
    """One pending item or another, one decision or another: the same number, the same site."""
    office = plant(tmp_path)
    before = render(tmp_path, Access.INTERNAL)
    office.replace("briefs/items/chengguan/2026/11-26-qzpendingslug.md", "标题qzpendingtitle", "另一个标题")
    office.replace("briefs/items/chengguan/2026/11-26-qzpendingslug.md", "正文qzpendingtext", "另一段正文")
    office.replace("briefs/desk/2026/11-27-chengguan-h.md", "不妥qzdeclinedcause", "另一个理由")
    office.replace("briefs/desk/2026/11-27-heping-k.md", "标题qzdrafttitle", "另一个标题")
    office.replace("briefs/adoptions/2026/11-12-c.yml", "标题qzadoptofclosed", "另一个标题")
    office.replace("briefs/instructions/2026/11-16-a.yml", "批示qzinstruction", "另一段批示")
    office.replace("briefs/tasks/2026/031.md", "事项qztasktitle", "另一个事项")
    office.replace("briefs/calls/2026/022.md", "qzreplyreason", "另一个理由")
    shutil.rmtree(tmp_path / "briefs/tasks/2026/031")
    shutil.rmtree(tmp_path / "briefs/incidents")
    (tmp_path / "briefs/adoptions/2026/11-12-b.yml").unlink()
    (tmp_path / "briefs/bulletins/2026/1101-1127.yml").unlink()
    (tmp_path / "briefs/bulletins/2026/1101-1127.json").unlink()
    shutil.rmtree(tmp_path / "briefs/drafts")
    after = render(tmp_path, Access.INTERNAL)
    assert (after.pages, after.files, after.nav, after.words) == (before.pages, before.files, before.nav, before.words)
