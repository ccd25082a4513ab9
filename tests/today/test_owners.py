"""Whose a matter is, and who stands in for whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.metadata import Moment
from jianbao.outlook import Heading, Matter, Role, find_duty, find_owners
from jianbao.outlook.owners import find_deputy
from jianbao.settings import Away, People, Person
from staffed import show_today, staff

DAY = date(2026, 11, 30)
AWAY = "away: [{{from: 2026-11-28, to: 2026-12-05, deputy: {}}}]"


def people(root: Path, **changes: str) -> People:
    office = staff(root, **changes).read()
    assert office.problems == ()
    return office.settings.people


def matter(role: Role = Role.EDITOR, *, named: tuple[str, ...] = (), units: tuple[str, ...] = ()) -> Matter:
    return Matter(key="x", heading=Heading.PENDING, text="某事", record="items/x", people=named, units=units, role=role)


def test_a_matter_is_of_those_named_and_of_those_who_cover_its_units(tmp_path: Path) -> None:
    known = people(tmp_path)
    assert find_owners(known, matter(named=("ducha-guo",)), DAY) == ("ducha-guo",)
    assert find_owners(known, matter(units=("heping", "zhujian")), DAY) == ("kezhang", "bianji-lin")
    assert find_owners(known, matter(named=("ducha-guo",), units=("longquan",)), DAY) == ("bianji-lin", "ducha-guo")


def test_what_names_nobody_is_of_everybody_whose_role_it_is(tmp_path: Path) -> None:
    known = people(tmp_path)
    assert find_owners(known, matter(units=("shuju",)), DAY) == ("kezhang", "bianji-zheng", "bianji-lin")
    assert find_owners(known, matter(Role.SUPERVISOR), DAY) == ("ducha-guo",)
    assert find_owners(known, matter(Role.SIGNATORY), DAY) == ("zhuren",)


@pytest.mark.parametrize(("bound", "there"), [("to: 2026-11-30", True), ("to: 2026-11-29", False)])
def test_who_has_left_has_nothing_and_the_others_have_it(tmp_path: Path, bound: str, there: bool) -> None:
    known = people(tmp_path, lin=bound)
    expected = ("bianji-lin",) if there else ("kezhang", "bianji-zheng")
    assert find_owners(known, matter(units=("heping",)), DAY) == expected
    # But what is handed over is theirs still.
    assert find_owners(known, matter(units=("heping",)), DAY, also="bianji-lin") == ("bianji-lin",)


def test_a_person_who_is_there_has_only_their_own(tmp_path: Path) -> None:
    duty = find_duty(people(tmp_path), "bianji-zheng", DAY)
    assert (duty.own, duty.stands_for, duty.notices) == (True, (), ())


def test_a_deputy_stands_in_and_the_absent_is_told_so(tmp_path: Path) -> None:
    known = people(tmp_path, lin=AWAY.format("bianji-zheng"))
    deputy, absent = (find_duty(known, person, DAY) for person in ("bianji-zheng", "bianji-lin"))
    assert (deputy.own, deputy.stands_for) == (True, ("bianji-lin",))
    assert deputy.notices == ("林××11月28日至12月5日不在岗，由郑××代办。",)
    assert (absent.own, absent.stands_for) == (True, ())
    assert absent.notices == ("林××11月28日至12月5日不在岗，由郑××代办。",)
    for outside in (date(2026, 11, 27), date(2026, 12, 6)):
        assert find_duty(known, "bianji-zheng", outside).stands_for == ()
        assert find_duty(known, "bianji-lin", outside).notices == ()


def test_a_chain_of_deputies_is_followed(tmp_path: Path) -> None:
    known = people(tmp_path, lin=AWAY.format("bianji-zheng"), zheng=AWAY.format("kezhang"))
    assert find_deputy(known, "bianji-lin", DAY) == "kezhang"
    assert find_duty(known, "kezhang", DAY).stands_for == ("bianji-zheng", "bianji-lin")
    assert find_duty(known, "bianji-zheng", DAY).stands_for == ()
    assert find_duty(known, "bianji-lin", DAY).notices == (
        "林××11月28日至12月5日不在岗，由吴××代办（原由郑××代，也不在岗）。",
    )


def test_a_circle_of_deputies_ends(tmp_path: Path) -> None:
    known = people(tmp_path, lin=AWAY.format("bianji-zheng"), zheng=AWAY.format("bianji-lin"))
    assert [find_deputy(known, person, DAY) for person in ("bianji-lin", "bianji-zheng")] == ["", ""]
    duty = find_duty(known, "bianji-lin", DAY)
    assert duty.stands_for == ()
    assert duty.notices == ("林××11月28日至12月5日不在岗，代办的人也不在岗，没有人代办。",)


def test_a_deputy_who_has_left_stands_in_for_nobody(tmp_path: Path) -> None:
    known = people(tmp_path, lin=AWAY.format("bianji-zheng"), zheng="to: 2026-11-15")
    assert find_deputy(known, "bianji-lin", DAY) == ""
    assert find_duty(known, "bianji-zheng", DAY).stands_for == ()


def test_nobody_may_be_named_and_nobody_may_know_for_how_long(tmp_path: Path) -> None:
    known = people(tmp_path, lin="away: [{from: 2026-11-28}]")
    assert find_duty(known, "bianji-lin", DAY).notices == ("林××11月28日起不在岗，没有写由谁代办。",)


@pytest.mark.parametrize(
    ("bound", "sentence"),
    [
        ("from: 2026-12-01", "林××2026年12月1日才到任，在此之前没有要办的事。"),
        (
            "to: 2026-10-31",
            "林××已于2026年10月31日离任，没有要办的事；手头的事用 jianbao handover bianji-lin 列出，交给接手的人。",
        ),
    ],
)
def test_who_is_not_in_office_gets_nothing_and_a_sentence(tmp_path: Path, bound: str, sentence: str) -> None:
    office = staff(tmp_path, lin=bound)
    office.item("heping", date="2026-11-28")
    assert show_today(office, person="bianji-lin") == {"": [sentence]}
    # A deputy of one who is away, and not in office: nothing either.
    assert find_duty(office.read().settings.people, "bianji-lin", DAY).own is False


def test_lists_of_the_deputy_the_absent_and_the_office(tmp_path: Path) -> None:
    office = staff(tmp_path, lin=AWAY.format("bianji-zheng"))
    office.item("heping", date="2026-11-28")
    office.item("chengguan", date="2026-11-29")
    notice = "林××11月28日至12月5日不在岗，由郑××代办。"
    theirs = "heping推进jiu-gai（和平镇，已2天）heping/2026/11-28-jiu-gai"
    own = "chengguan推进jiu-gai（城关镇，已1天）chengguan/2026/11-29-jiu-gai"
    following = {"各刊下一期": ["《信息》周五第7期（12月4日，还有4天）：已有0篇"]}
    assert show_today(office, person="bianji-zheng") == {
        "": [notice], "待处理稿件": [f"（代林××）{theirs}", own], **following,
    }  # fmt: skip
    assert show_today(office, person="bianji-lin") == {"": [notice], "待处理稿件": [theirs], **following}
    assert show_today(office) == {"待处理稿件": [f"{theirs}　经办：林××（郑××代）", f"{own}　经办：郑××"], **following}


def test_what_is_of_both_is_of_the_deputy_alone(tmp_path: Path) -> None:
    """A draft waits for any proofreader: the deputy is one, and needs not be told for somebody else."""
    office = staff(tmp_path, lin=AWAY.format("bianji-zheng"))
    office.draft(office.adopt(), reviews=[{"stage": "核稿", "by": "吴××", "at": "2026-11-29"}], day="2026-11-29")
    told = show_today(office, person="bianji-zheng")
    assert told["送审稿"] == ["《信息》，1篇，核稿，待一校（xinxi/2026-11-29）"]
    assert "送审稿" not in show_today(office, person="ducha-guo")


def test_an_absence_of_one_day(tmp_path: Path) -> None:
    office = staff(tmp_path, lin="away: [{from: 2026-11-30, to: 2026-11-30, deputy: kezhang}]")
    duty = find_duty(office.read().settings.people, "kezhang", DAY)
    assert duty.notices == ("林××11月30日不在岗，由吴××代办。",)


@given(deputies=st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=6, max_size=6))
def test_whoever_stands_in_is_there_and_stands_in_once(deputies: list[int | None]) -> None:
    """However the deputies point at each other: None is somebody who is there."""

    def make(number: int, deputy: int | None) -> Person:
        away = () if deputy is None else (Away(first=Moment(DAY), last=None, deputy=f"p{deputy}"),)
        return Person(id=f"p{number}", name=f"第{number}人", away=away)

    made = [make(number, deputy) for number, deputy in enumerate(deputies)]
    known = People(people=tuple(made), by_id={person.id: person for person in made})
    there = {person.id for person in made if not person.away}
    stood = [other for person in made for other in find_duty(known, person.id, DAY).stands_for]
    assert len(stood) == len(set(stood))
    assert set(stood).isdisjoint(there)
    for person in made:
        deputy = find_deputy(known, person.id, DAY)
        assert deputy in {*there, ""}
        assert (person.id in stood) == (bool(deputy) and person.id not in there)
