"""Lists that grow: what stands on the first page, what on that of its year."""

from __future__ import annotations

from jianbao.rendering.page import link
from jianbao.rendering.pages_by_year import ByYear

IDS = ["2026/002", "2026/001", "2025/009", "2025/008", "2023/001"]


def test_the_latest_year_and_what_is_open_stand_on_the_first_page() -> None:
    pages = ByYear.divide("tasks", IDS, {"2025/008"})
    assert pages.pages == [(2026, ("2026/002", "2026/001", "2025/008")), (2025, ("2025/009",)), (2023, ("2023/001",))]
    assert pages.years == [(2026, "tasks/index.md"), (2025, "tasks/2025/index.md"), (2023, "tasks/2023/index.md")]


def test_every_record_stands_on_one_page() -> None:
    pages = ByYear.divide("calls", IDS, {"2025/008"})
    assert sorted(identity for _, group in pages.pages for identity in group) == sorted(IDS)
    assert {identity: pages.uri_of(identity) for identity in IDS} == {
        "2026/002": "calls/index.md",
        "2026/001": "calls/index.md",
        "2025/009": "calls/2025/index.md",
        "2025/008": "calls/index.md",
        "2023/001": "calls/2023/index.md",
    }


def test_a_year_of_which_everything_is_open_has_no_page_of_its_own() -> None:
    pages = ByYear.divide("calls", ["2026/001", "2025/001"], {"2025/001"})
    assert pages.years == [(2026, "calls/index.md")]
    assert pages.uri_of("2025/001") == "calls/index.md"


def test_nothing_is_one_empty_page() -> None:
    assert ByYear.divide("calls", [], set()).pages == [(0, ())]


def test_a_link_may_ask_its_page_to_be_narrowed() -> None:
    assert link("tasks/index.md") == "page:tasks/index.md"
    assert link("tasks/index.md", light="红") == "page:tasks/index.md?light=%E7%BA%A2"
    assert link("tasks/index.md", "open", unit="a", state="b") == "page:tasks/index.md?unit=a&state=b#open"
