"""What was proposed as an adoption: the plans that register it or turn it down, on records as people write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from found_office import MEALS_ITEM, PARCELS_TITLE, REPORT, STREAMS_ITEM, write_office

from jianbao.acting.recording.found import Particulars, plan_dismissal, plan_found
from jianbao.model.lead import Dismissed
from jianbao.problems import ProblemsFound
from jianbao.proposing import Certainty, OurText, Proposal, Upper, Usage, gather_sources, propose, read_leads
from jianbao.reading import Office
from jianbao.rendering.side_by_side import list_rows
from offices import AS_OF, OfficeBuilder, day

SHIWEI = Particulars(channel="市委办", date=day("2026-11-27"), number="第330期")
MEALS_LEAD = "2026/11-27-yaoqing-b"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return write_office(tmp_path)


def find(office: Office, title: str) -> Proposal:
    """The only proposal of the lead with this title."""
    (upper,) = (upper for upper in read_leads(office, AS_OF) if upper.title == title)
    (proposal,) = propose(upper, gather_sources(office))
    return proposal


def find_meals(office: Office) -> Proposal:
    return find(office, "云溪区闲置校舍变老年食堂")


def make_composite(office: Office) -> Proposal:
    """Two items of ours in one lead."""
    texts = {entry.text.id: entry.text for entry in gather_sources(office).entries}
    upper = Upper(title="几地便民做法", text="略。", channel="shiwei", day=AS_OF.day, lead=MEALS_LEAD)
    return Proposal(
        upper=upper,
        texts=(texts[MEALS_ITEM], texts[STREAMS_ITEM]),
        usage=Usage.COMPOSITE,
        confidence=80,
        certainty=Certainty.POSSIBLE,
        reasons=(),
        pairs=(),
    )


def refusal(plan: object) -> str:
    assert callable(plan)
    with pytest.raises(ProblemsFound) as found:
        plan()
    (problem,) = found.value.problems
    return f"[{problem.code}] {problem.message}"


def test_a_composite_names_its_items_and_their_title(office: OfficeBuilder) -> None:
    change = plan_found(office.read(), make_composite(office.read()), SHIWEI, AS_OF)
    assert change.path == "briefs/adoptions/2026/11-27-shiwei-shi-tang.yml"
    assert change.data.decode() == (
        f"items:\n  - {MEALS_ITEM}\n  - {STREAMS_ITEM}\ntitle: 几地便民做法\nchannel: shiwei\ndate: 2026-11-27\n"
        f"number: 第330期\nrecorded: 2026-11-30\nlead: {MEALS_LEAD}\n"
    )


def test_a_form_for_whole_and_composite_is_written_where_the_office_has_one(office: OfficeBuilder) -> None:
    kinds = (
        "kinds:\n  - {id: dongtai, name: 动态}\nforms:\n  - {id: zonghe, name: 综合}\n  - {id: jianxun, name: 简讯}\n"
    )
    office.write("briefs/settings/kinds.yml", kinds)
    read = office.read()
    proposal = make_composite(read)
    assert "form: zonghe\n" in plan_found(read, proposal, SHIWEI, AS_OF).data.decode()
    assert "form: jianxun\n" in plan_found(read, proposal, replace(SHIWEI, form="jianxun"), AS_OF).data.decode()
    assert "form:" not in plan_found(read, find_meals(read), SHIWEI, AS_OF).data.decode()


def test_what_is_missing_is_asked_for_at_its_field(office: OfficeBuilder) -> None:
    read = office.read()
    proposal = find_meals(read)
    assert refusal(lambda: plan_found(read, proposal, replace(SHIWEI, channel=""), AS_OF)) == (
        "[field-missing] 没有写是哪个渠道采用的"
    )
    assert refusal(lambda: plan_found(read, proposal, replace(SHIWEI, date=None), AS_OF)) == (
        "[field-missing] 没有写采用日期"
    )


def test_no_to_a_composite_is_written_for_each_of_its_texts(office: OfficeBuilder) -> None:
    read = office.read()
    before = (office.root / f"briefs/leads/{MEALS_LEAD}.md").read_text(encoding="utf-8")
    change = plan_dismissal(read, make_composite(read), "zheng", day("2026-11-30 09:10"))
    entries = "".join(
        f"  - text: items/{item}\n    by: zheng\n    at: 2026-11-30 09:10\n" for item in (MEALS_ITEM, STREAMS_ITEM)
    )
    assert change.data.decode() == before.replace("---\n云溪", f"dismissed:\n{entries}---\n云溪")


def test_one_more_no_stands_behind_the_others_and_comments_stay(office: OfficeBuilder) -> None:
    file = office.root / f"briefs/leads/{MEALS_LEAD}.md"
    known = "dismissed:       # 看过的\n- {text: items/a/2026/11-01-x, by: 郑××, at: 2026-11-28}\n---\n云溪"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n云溪", known), encoding="utf-8")
    change = plan_dismissal(office.read(), find_meals(office.read()), "lin", AS_OF)
    file.write_bytes(change.data)
    assert office.read().leads[MEALS_LEAD].dismissed == (
        Dismissed(text="items/a/2026/11-01-x", by="zheng", at=day("2026-11-28")),
        Dismissed(text=f"items/{MEALS_ITEM}", by="lin", at=AS_OF),
    )
    assert "# 看过的\n- {text" in change.data.decode()


def test_no_to_a_lead_that_is_gone_is_told(office: OfficeBuilder) -> None:
    proposal = find_meals(office.read())
    (office.root / f"briefs/leads/{MEALS_LEAD}.md").unlink()
    assert refusal(lambda: plan_dismissal(office.read(), proposal, "zheng", AS_OF)) == (
        "[record-changed] 这一条线索已经到期清掉了"
    )


def test_whoever_comes_second_is_told_who_was_first(office: OfficeBuilder) -> None:
    proposal = find_meals(office.read())
    change = plan_dismissal(office.read(), proposal, "lin", AS_OF)
    (office.root / change.path).write_bytes(change.data)
    said = "[record-changed] 林××已经判为不是采用"
    assert refusal(lambda: plan_found(office.read(), proposal, SHIWEI, AS_OF)) == said
    assert refusal(lambda: plan_dismissal(office.read(), proposal, "zheng", AS_OF)) == said


def test_a_lead_that_an_adoption_names_must_be_there(office: OfficeBuilder) -> None:
    change = plan_found(office.read(), find_meals(office.read()), SHIWEI, AS_OF)
    office.write(change.path, change.data)
    assert [problem for problem in office.check() if problem.place.path == change.path] == []
    office.replace(change.path, MEALS_LEAD, "2026/11-27-mei-you")
    (problem,) = (problem for problem in office.check() if problem.place.path == change.path)
    assert (problem.code, problem.message) == ("reference-missing", "没有编号为“2026/11-27-mei-you”的线索")


# -- side by side ---------------------------------------------------------------


def test_rows_stand_in_the_order_of_theirs_and_mark_what_is_the_same(office: OfficeBuilder) -> None:
    proposal = find(office.read(), PARCELS_TITLE)
    assert (proposal.report, [row.name for row in list_rows(proposal)]) == (REPORT, ["标题", "1", "2", "3", "4"])
    title, *_, last = list_rows(proposal)
    assert title.ours == title.theirs == ((PARCELS_TITLE, True),)
    sentence = "增开农村客货邮线路19条，让217个村的包裹直接到村部"
    assert last.ours == last.theirs == ((sentence, True), ("。", False))


def test_theirs_is_shown_once_beside_several_titles_of_ours(office: OfficeBuilder) -> None:
    first, second = list_rows(make_composite(office.read()))
    assert (first.theirs, second.theirs) == ((("几地便民做法", False),), ())


def test_texts_of_ours_tell_which_record_they_are(office: OfficeBuilder) -> None:
    text: OurText = make_composite(office.read()).texts[0]
    assert text.key == f"items/{MEALS_ITEM}"
