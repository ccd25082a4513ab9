"""What was parsed before is not parsed again, and nobody's reading touches another's."""

from __future__ import annotations

from jianbao.reading.parsing import parse_record

PATH = "briefs/items/chengguan/2026/11-03-jiu-gai.md"
TEXT = "---\ntitle: 旧改\ndate: 2026-11-03\n---\n正文\n"


def test_the_same_text_at_the_same_place_is_parsed_once() -> None:
    first, second = parse_record(TEXT, PATH)[0], parse_record(TEXT, PATH)[0]
    assert first is not None
    assert first is second


def test_another_place_or_text_is_another_record() -> None:
    first = parse_record(TEXT, PATH)[0]
    elsewhere, changed = parse_record(TEXT, PATH.replace("03", "04"))[0], parse_record(f"{TEXT}。", PATH)[0]
    assert first is not None
    assert elsewhere is not None
    assert changed is not None
    assert elsewhere.source.place("title").path == "briefs/items/chengguan/2026/11-04-jiu-gai.md"
    assert (first.body, changed.body) == ("正文", "正文\n。")


def test_what_one_reading_adds_to_the_problems_is_not_in_the_next() -> None:
    _, problems = parse_record("没有开头部分", PATH)
    told = [problem.code for problem in problems]
    problems.clear()
    assert [problem.code for problem in parse_record("没有开头部分", PATH)[1]] == told == ["header-missing"]
