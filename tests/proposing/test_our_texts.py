"""Which of our records are texts that may have been used, and what their text is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from demo_sources import demo, demo_sources

from jianbao.proposing import Origin, OurText, Upper, gather_sources, propose, proposing
from jianbao.proposing.evidence import Evidence, compare
from jianbao.proposing.texts import list_records, make_text
from jianbao.reading import Office

LIFT_REPORT = "2026/11-24-lao-jiu-dian-ti"
LIFT_DESK = "2026/11-18-nanhu-lao-jiu-dian-ti"
LIFT_ITEM = "nanhu/2026/11-16-lao-jiu-dian-ti"


def find(office: Office, key: str) -> OurText:
    texts = (make_text(office, origin, records) for origin, _, records in list_records(office))
    return next(text for text in texts if text.key == key)


def test_a_report_is_its_text_as_sent_with_the_items_and_units_behind_it() -> None:
    report = demo().reports[LIFT_REPORT]
    assert find(demo(), f"reports/{LIFT_REPORT}") == OurText(
        origin=Origin.REPORT,
        id=LIFT_REPORT,
        items=(LIFT_ITEM,),
        units=("nanhu", "shichang"),
        day=date(2026, 11, 24),
        title="云溪区南湖街道老旧电梯“先体检、再分账”",
        text=report.body.strip(),
    )


def test_a_report_without_a_text_of_its_own_is_what_was_edited_or_filed() -> None:
    bare = replace(demo().reports[LIFT_REPORT], body="", title="")
    edited = find(demo(), f"desk/{LIFT_DESK}")
    found = find(replace(demo(), reports={bare.id: bare}), f"reports/{LIFT_REPORT}")
    assert (found.title, found.text) == (edited.title, edited.text)
    straight = replace(bare, sources=(LIFT_ITEM,))
    filed = find(demo(), f"items/{LIFT_ITEM}")
    found = find(replace(demo(), reports={bare.id: straight}), f"reports/{LIFT_REPORT}")
    assert (found.title, found.text) == (filed.title, filed.text)


def test_markup_is_not_text() -> None:
    text = find(demo(), "items/gongxin/2026/11-09-ji-shu-gai-zao").text
    assert "摸清谁能改。 4月起由局领导带队" in text
    assert "**" not in text


def test_a_desk_record_without_a_text_of_its_own_is_the_item_as_filed() -> None:
    record = next(
        r for r in demo().desk.values() if r.items and not r.body and r.decision and r.decision.value == "采用"
    )
    found = find(demo(), f"desk/{record.id}")
    assert found.text == find(demo(), f"items/{record.items[0]}").text
    assert found.items == record.items


def test_only_what_was_adopted_for_print_is_an_edited_text() -> None:
    found = {identity for origin, identity, _ in list_records(demo()) if origin is Origin.DESK}
    superseded = {old for record in demo().desk.values() for old in record.supersedes}
    assert found == {r.id for r in demo().desk.values() if r.decision and r.decision.value == "采用"} - superseded


def test_what_is_not_sent_or_dated_is_no_text() -> None:
    report = replace(demo().reports[LIFT_REPORT], sent=None)
    item = replace(demo().items[LIFT_ITEM], date=None)
    office = replace(demo(), reports={report.id: report}, items={item.id: item}, desk={})
    assert list(list_records(office)) == []


def test_the_texts_of_one_matter_are_one_family() -> None:
    sources = demo_sources()
    family = {entry.text.key: number for entry, number in zip(sources.entries, sources.index.families, strict=True)}
    lifts = {family[key] for key in (f"reports/{LIFT_REPORT}", f"desk/{LIFT_DESK}", f"items/{LIFT_ITEM}")}
    chain = {
        family[f"items/binhe/2026/11-0{day}"] for day in ("2-gong-shui-guan-chu-bao", "4-gong-shui-guan-zhong-bao")
    }
    assert (len(lifts), len(chain), lifts & chain) == (1, 1, set())


def test_the_places_of_an_office_are_its_region_and_its_towns_under_every_name() -> None:
    places = demo_sources().places
    assert (places.region, places.bare, places.above, places.zones) == ("云溪区", "云溪", ("云州市",), ("开发区",))
    assert places.towns_of["nanhu"] == ("南湖街道",)
    assert places.towns_of["jiaoyu"] == ()
    assert "河口乡" in places.towns


def test_of_many_texts_only_the_likest_are_compared_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    items = dict(demo().items)
    for number in range(300):
        copy = replace(items[LIFT_ITEM], id=f"nanhu/2026/11-16-copy-{number}")
        items[copy.id] = copy
    sources = gather_sources(replace(demo(), items=items))
    compared: list[str] = []

    def count(*given: object) -> Evidence:
        compared.append("")
        return compare(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(proposing, "compare", count)
    upper = Upper(title="云溪区南湖街道给老旧电梯“体检”", text=demo().reports[LIFT_REPORT].body, day=date(2026, 11, 28))
    assert propose(upper, sources)[0].report == LIFT_REPORT
    assert len(compared) == 16
