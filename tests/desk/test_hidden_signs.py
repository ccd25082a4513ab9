"""What nobody sees, what is no line and what has no end is refused at the field where it was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from desk_pages import read_faults
from desks import Desk
from jianbao import serving
from jianbao.metadata.keys import PROSE
from offices import OfficeBuilder
from small_desks import PEOPLE

HINT = "删去后重新输入这一处；粘贴时选“只保留文本”"
SHORTEN = "只留这一项该写的，其余写进正文或另行说明"
LEADER = "  - {id: shuji, name: 陈××, post: 区委书记, roles: [领导]}\n"
PICK = "issue:xinxi/2026/007"
OUTSIDE = {"units": ["chengguan"], "title": "某文", "channel": "shiwei", "date": "2026-11-30"}
REPORT = {"units": ["chengguan"], "title": "某文", "channel": "shiwei", "sent": "2026-11-30", "signatory": "zhou"}
INSTRUCTION = {"document": "某文件", "leader": "shuji", "level": "qu", "nature": ["阅知"], "date": "2026-11-30"}
CALL = {"title": "饮水安全", "issued": "2026-11-30", "due": "2026-12-04T17:00", "everyone": "all"}
DISPUTE = {"unit": "chengguan", "period": "2026-10", "date": "2026-11-30", "claim": "少计1条"}
GIVEN = {"pick": PICK, "to": "市委办公室", "copies": "1", "date": "2026-11-30"}
PRESENTED = {"to": "shuji", "date": "2026-11-30"}
HEARD = {"title": "爆管", "severity": "yiban", "occurred": "2026-11-30T06:20", "at": "2026-11-30T06:35", "who": "郑××"}
LOGGED = {"kind": "log", "did": "电话上报", "at": "2026-11-30T09:10", "who": "郑××"}

TURNED = "有控制书写方向的字符 U+202E，在“甲乙”处"
BELL = "有控制字符 U+0007，在“甲乙”处"
BROKEN = "有控制字符 U+2028，在“甲乙”处"
NOTHING = "有零宽字符 U+200B，在“甲乙”处"


# Of the incident's form under the name that the record has: 接报的内容.
CALLED = {"told": "note"}
# A form of its own for what a record has elsewhere: the body below a header.
BODIES = {"body"}


def test_a_field_of_several_lines_is_one_in_the_records_too() -> None:
    """What the desk gives several lines to, the checks let have line breaks."""
    sources = (Path(serving.__file__).parent).rglob("*.py")
    texts = [file.read_text(encoding="utf-8") for file in sources]
    long = {name for text in texts for name in re.findall(r'name="(\w+)"[^\n]*kind=Kind\.LONG', text)}
    assert len(long) > 5
    assert {CALLED.get(name, name) for name in long} - BODIES - PROSE == set()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Nothing of what is tried here is written, so that all share it."""
    office = OfficeBuilder(tmp_path_factory.mktemp("office"))
    office.write("briefs/settings/people.yml", PEOPLE + LEADER)
    office.write(".gitignore", ".cache/\n.desk/\n")
    office.adopt()
    office.sign(date="2026-11-06")
    office.distribution("xinxi/2026/007", {"to": "区委书记", "copies": 1, "date": "2026-11-07"})
    office.record("instructions", "yue", "2026-11-20", on={"document": "某文件"}, leader="shuji", post="区委书记",
                  level="qu", date="2026-11-20", nature=["阅知"])  # fmt: skip
    office.incident()
    office.draft(office.adopt("heping", "fu-wu", "2026-11-19"), office.adopt("wenlv", "shu-fang", "2026-11-18"))
    office.item("longquan", "ba-tou", "2026-11-28")
    return Desk(office.root, on="2026-11-30")


TRIED: list[tuple[str, str, dict[str, object], dict[str, Sequence[str]]]] = [
    ("/record/adoption", "zheng", {**OUTSIDE, "note": "甲\u202e乙"}, {"note": [TURNED]}),
    ("/record/adoption", "zheng", {**OUTSIDE, "number": "甲\u200b乙", "title": "甲\x07乙"},
     {"number": [NOTHING], "title": [BELL]}),
    ("/record/report", "zheng", {**REPORT, "body": "正文。", "title": "甲\u2028乙"}, {"title": [BROKEN]}),
    ("/record/instruction", "zheng", {**INSTRUCTION, "text": "甲\u202e乙", "post": "书记\n兼"},
     {"text": [TURNED], "post": ["应写成一行，却有换行，在“书记 兼”处"]}),
    ("/record/presented/2026/11-20-yue", "zheng", {**PRESENTED, "opinion": "同意\n甲\x07乙"}, {"opinion": [BELL]}),
    ("/record/call", "zheng", {**CALL, "contact": "甲\u202e乙"}, {"contact": [TURNED]}),
    ("/record/dispute", "zheng", {**DISPUTE, "claim": "甲\u200b乙"}, {"claim": [NOTHING]}),
    ("/record/distribution", "zheng", {**GIVEN, "signed_by": "甲\u202e乙"}, {"signed_by": [TURNED]}),
    ("/incidents/new", "zheng", {**HEARD, "caller": "甲\u202e乙", "told": "甲\u200b乙"},
     {"caller": [TURNED], "told": [NOTHING]}),
    ("/incidents/2026/11-02-bao-guan", "zheng", {**LOGGED, "to": "甲\u202e乙"}, {"to": [TURNED]}),
    ("/record/adoption", "zheng", {**OUTSIDE, "grade": "长" * 501, "note": "长" * 5001},
     {"grade": ["这一项有501字，超过500字"], "note": ["这一项有5001字，超过5000字"]}),
    ("/record/distribution", "zheng", {**GIVEN, "to": "长" * 501}, {"to": ["这一项有501字，超过500字"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "person", "fields", "faults"), TRIED, ids=[f"{tried[0]}-{'-'.join(tried[3])}" for tried in TRIED]
)
def test_it_is_refused_at_its_field(
    desk: Desk, address: str, person: str, fields: dict[str, object], faults: dict[str, Sequence[str]]
) -> None:
    form = {"/record/adoption": "?outside=1", "/record/report": "?outside=1", "/record/instruction": "?outside=1"}
    page = f"/record/distribution?pick={PICK}" if "pick" in fields else address + form.get(address, "")
    answer = desk.visit(person).post(address, fields, page)
    found = read_faults(answer.get_data(as_text=True))
    said = {field: [fault.partition("　")[0] for fault in told] for field, told in found.items()}
    assert (answer.status_code, said) == (422, {field: list(told) for field, told in faults.items()})
    assert {fault.partition("　")[2] for told in found.values() for fault in told} <= {HINT, SHORTEN}
    assert desk.commits() == []


DRAFT, ITEM = "xinxi/2026-11-20", "longquan/2026/11-28-ba-tou"
TYPED = [
    (f"/arrange/{DRAFT}", f"/drafts/{DRAFT}", {"do": "save", "note": "甲\x07乙"}, "note", BELL),
    (f"/arrange/{DRAFT}", f"/drafts/{DRAFT}", {"do": "save", "extra": "甲\u202e乙"}, "extra", TURNED),
    (f"/review/{DRAFT}", f"/drafts/{DRAFT}", {"stage": "一校", "opinion": "甲\u200b乙"}, "opinion", NOTHING),
    (f"/drop/{DRAFT}", f"/drafts/{DRAFT}", {"article": "2026/11-19-heping-fu-wu", "reason": "甲\u202e乙"}, "reason",
     TURNED),
    (f"/queue/{ITEM}", f"/queue/{ITEM}", {"do": "revise", "reason": "甲\u202e乙"}, "reason", TURNED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "page", "fields", "field", "said"), TYPED, ids=[f"{typed[0]}-{typed[3]}" for typed in TYPED]
)
def test_what_is_typed_into_a_page_is_refused_there(
    desk: Desk, address: str, page: str, fields: dict[str, str], field: str, said: str
) -> None:
    visit = desk.visit("zheng")
    kept = dict(re.findall(r'name="((?:seen|place|digest|seen:[^"]+))" value="([^"]*)"', visit.get(page)))
    answer = visit.post(address, {**kept, **fields}, page)
    shown = answer.get_data(as_text=True)
    at = shown[shown.index(f'data-field="{field}"') :]
    assert answer.status_code == 422
    assert said in at[: at.index("</ul>")]
    assert desk.commits() == []
