"""What tests of single rules need: a problem as code and sentence, and an instruction that asks for something."""

from __future__ import annotations

from offices import OfficeBuilder, day


def find_problems(office: OfficeBuilder, on: str = "2026-11-30") -> list[tuple[str, str]]:
    """Code and message of each, in the order in which they are shown."""
    return [(problem.code, problem.message) for problem in office.check(day(on))]


def instruct(office: OfficeBuilder, date: str, slug: str = "gong-shui", **fields: object) -> str:
    """An instruction of 刘×× on a document, unless ``fields`` say otherwise."""
    header = {
        "on": {"document": "关于供水的报告"},
        "leader": "刘××",
        "level": "区级",
        "date": date,
        "nature": "要求办理",
    }
    return office.record("instructions", slug, date, **(header | fields))
