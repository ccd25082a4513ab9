"""Trying a record on the office before it is written: the same problems as the checks would find, and no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, succeed
from jianbao.acting.recording.proving import bare_slug, place_record, prove, recorded_on
from jianbao.problems import ProblemsFound
from jianbao.reading.adding import with_record
from jianbao.writing import Change, dump_yaml
from offices import AS_OF, OfficeBuilder, day

ADOPTION = {"item": "chengguan/2026/11-03-jiu-gai", "channel": "中办", "date": "2026-11-20"}
PATH = "briefs/adoptions/2026/11-20-jiu-gai.yml"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.item()
    return builder


def refusal(office: OfficeBuilder, path: str, text: str, *also: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        prove(office.read(), Change(path=path, data=text.encode()), AS_OF, also)
    return [str(problem) for problem in found.value.problems]


def test_an_office_with_a_record_more_is_as_if_it_had_been_read(office: OfficeBuilder) -> None:
    tried = with_record(office.read(), PATH, dump_yaml(ADOPTION))
    assert office.read().adoptions == {}
    office.write(PATH, dump_yaml(ADOPTION))
    read = office.read()
    assert tried.adoptions == read.adoptions
    assert sorted(tried.files) == sorted(read.files)
    assert with_record(read, PATH, dump_yaml(ADOPTION)).files == read.files


def test_a_record_in_order_is_passed_as_it_is(office: OfficeBuilder) -> None:
    change = Change(path=PATH, data=dump_yaml(ADOPTION).encode())
    assert prove(office.read(), change, AS_OF) is change
    assert office.read().adoptions == {}


def test_every_error_is_told_at_once_and_without_a_place(office: OfficeBuilder) -> None:
    wrong = dump_yaml(ADOPTION | {"channel": "中央", "date": "2026-12-20", "colour": "红"})
    assert refusal(office, PATH.replace("11-20", "12-20"), wrong) == [
        "error[channel-unknown] 没有名为“中央”的渠道\n提示：是不是“中办”？",
        "error[date-future] 采用日期2026年12月20日在今天（2026年11月30日）之后\n提示：核对年、月、日",
        (
            "error[field-unknown] 不认识字段“colour”\n提示：这里可用的字段："
            "access、channel、credit、date、desk、form、grade、item、kind、lead、note、number、points、recorded、report、"
            "route、title、units"
        ),
    ]


def test_a_path_and_a_text_that_cannot_be_read(office: OfficeBuilder) -> None:
    assert refusal(office, "briefs/adoptions/1999/11-20-jiu-gai.yml", "") == [
        "error[file-name] 文件名或位置不合规则，应为 adoptions/年份/月-日-短名.yml\n提示：核对日期和编号"
    ]
    (told,) = refusal(office, PATH, "item: [a\n")
    assert told.startswith("error[header-syntax] ")
    (told,) = refusal(office, "briefs/calls/2026/001.md", "没有开头\n")
    assert told.startswith("error[header-missing] ")


def test_a_warning_refuses_only_where_it_is_asked_to(office: OfficeBuilder) -> None:
    office.write(PATH, dump_yaml(ADOPTION))
    again = PATH.replace(".yml", "-2.yml")
    change = Change(path=again, data=dump_yaml(ADOPTION).encode())
    assert prove(office.read(), change, AS_OF) is change
    (told,) = refusal(office, again, dump_yaml(ADOPTION), "adoption-twice")
    assert told.startswith(f"error[adoption-twice] {PATH} 已登记中办（2026年11月20日）采用这一篇\n")


def test_a_mark_of_secrecy_in_the_text_as_sent_is_refused(office: OfficeBuilder) -> None:
    sent = office.write("sent.txt", "第一段。\n\n密级：机密\n")
    words = ["record", "report", ADOPTION["item"], "--channel", "中办", "--by", "周××", "--file", str(sent)]
    assert refuse(office.root, *words) == (
        "error[secrecy-mark] 有密级标志“密级：机密”\n"
        "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志\n"
    )
    assert office.read().reports == {}


def test_a_taken_name_gets_a_number(office: OfficeBuilder) -> None:
    for number in ("第1期", "第2期"):
        words = ["--item", ADOPTION["item"], "--channel", "中办", "--date", "2026-11-20", "--number", number]
        succeed(office.root, "record", "adoption", *words)
    assert sorted(office.read().adoptions) == ["2026/11-20-zhongban-jiu-gai", "2026/11-20-zhongban-jiu-gai-2"]


def test_any_slug_makes_a_valid_path(office: OfficeBuilder) -> None:
    def place(slug: str) -> str:
        return place_record(office.read(), "entries", day("2026-11-20").day, slug, {}).path

    assert place("") == "briefs/entries/2026/11-20-ji-lu.yml"
    assert place("2026") == "briefs/entries/2026/11-20-gao-2026.yml"
    assert len(place("a-" * 40 + "a").rpartition("/")[2]) <= len("11-20-") + 40 + len(".yml")


@pytest.mark.parametrize(
    ("identity", "slug"),
    [
        ("chengguan/2026/11-03-jiu-gai", "jiu-gai"),
        ("2026/11-05-chengguan-jiu-gai", "chengguan-jiu-gai"),
        ("xinxi/2026/081", "xinxi-2026-081"),
        ("xinxi/2026/071-072", "xinxi-2026-071-072"),
    ],
)
def test_the_slug_of_a_record_is_that_of_what_it_is_about(identity: str, slug: str) -> None:
    assert bare_slug(identity) == slug


def test_the_day_of_registration_is_written_when_it_is_later() -> None:
    assert recorded_on(day("2026-11-29 23:59"), day("2026-11-30 00:01")) == "2026-11-30"
    assert recorded_on(day("2026-11-30 08:00"), day("2026-11-30 17:00")) == ""
    assert recorded_on(day("2026-12-01"), day("2026-11-30")) == ""
