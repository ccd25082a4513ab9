"""Only text that may still be printed is worth mending."""

from __future__ import annotations

from pathlib import Path

from jianbao.checks.passages import Passage, find_mendable_passages, find_open_passages
from jianbao.model import Source
from jianbao.problems import Place
from jianbao.reading import read_office
from jianbao.standing import find_standing
from offices import OfficeBuilder, lay_out


def test_what_is_printed_or_replaced_is_closed(tmp_path: Path) -> None:
    office = read_office(lay_out(tmp_path))
    passages = find_open_passages(office, find_standing(office))
    held = [(passage.source.path.removeprefix("briefs/"), passage.field) for passage in passages if passage.text]
    assert held == [
        ("items/binhe/2026/11-04-gong-shui.md", "title"),
        ("items/wenlv/2026/11-20-shu-fang.md", "title"),
        ("items/binhe/2026/11-04-gong-shui.md", ""),
        ("items/wenlv/2026/11-20-shu-fang.md", ""),
    ]


def list_mendable(root: Path) -> dict[str, list[str]]:
    """The fields by path, records alone."""
    office = read_office(root)
    found: dict[str, list[str]] = {}
    for passage in find_mendable_passages(office, find_standing(office)):
        if not passage.source.path.startswith("briefs/settings/"):
            found.setdefault(passage.source.path.removeprefix("briefs/"), []).append(passage.field)
    return found


def test_what_was_decided_on_signed_or_printed_nobody_may_mend(tmp_path: Path) -> None:
    """Of an item that was adopted as it is, and not printed yet, what will be printed may be: by an edited text."""
    assert list_mendable(lay_out(tmp_path)) == {
        "items/binhe/2026/11-04-gong-shui.md": ["title", ""],
        "items/wenlv/2026/11-20-shu-fang.md": ["title", "", "unit", "author", "approver", "date", "kind"],
        "desk/2026/11-06-binhe-gong-shui.md": [
            "title", "", "item", "decision", "periodical", "column", "editor", "decided",
        ],
    }  # fmt: skip


def test_every_kind_of_record_is_looked_at_but_what_was_given_out(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    item = builder.item("heping", "fu-wu", "2026-11-19")
    task = builder.task()
    builder.event(task, "progress", "2026-11-20", text="已动工")
    builder.record("entries", "heping", "2026-11-20", unit="和平镇", event="迟报", reason="迟", evidence="登记")
    builder.record("disputes", "heping", "2026-11-20", period="2026-10", unit="和平镇", claim="漏计")
    builder.record("instructions", "a", "2026-11-20", on={"item": item}, leader="何××", text="阅")
    builder.record("reports", "a", "2026-11-20", body="正文", channel="shiwei", title="甲", sources=[item])
    builder.adoption(item=item)
    builder.receipt(item, "2026-11-20 09:00")
    builder.call()
    builder.incident()
    builder.lead()
    builder.adopt()
    builder.sign(date="2026-11-06")
    signed = "xinxi/2026/007"
    builder.draft()
    builder.distribution(signed, {"to": "区委书记", "copies": 1, "date": "2026-11-07"})
    builder.withdraw(signed)
    builder.write("briefs/pages/a.md", "---\ntitle: 指南\naccess: 公开\n---\n甲\n")
    found = {path.partition("/")[0] for path in list_mendable(builder.root)}
    folders = {path.name for path in (builder.root / "briefs").iterdir() if path.is_dir()}
    # The one decision was printed.
    assert folders - found == {"settings", "issues", "desk"}


def test_place_of_a_character_in_a_body() -> None:
    passage = Passage(source=Source(path="a.md", digest="", body_line=9), field="", text="第一段\n\n第二段")
    assert passage.place(0) == Place(path="a.md", line=9, column=1)
    assert passage.place(passage.text.index("二")) == Place(path="a.md", line=11, column=2)
    assert list(passage.lines()) == [(0, "第一段"), (4, ""), (5, "第二段")]
