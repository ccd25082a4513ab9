"""The structure of the checks: one list, an entry for every code, a case for every entry."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import jianbao
from jianbao.checks import FAMILIES, RULES, Rule
from jianbao.problems import Level
from offices import CASES

SOURCE = Path(jianbao.__file__).parent
# What reading and checking are made of; acts of the command line refuse with codes of their own.
CHECKED = ("metadata", "model", "settings", "reading", "checks", "compiling.py")
EMITTED = re.compile(r"(?:code=|report\(|_obstacle\()\s*\"([a-z]+(?:-[a-z]+)*)\"")
NAMED = re.compile(r"\.names?\(\s*\"\w+\", \"(\w+)\"")
LINE = re.compile(r"(?:error|warning|notice)\[(?P<code>[a-z-]+)\] briefs/\S+:\d+:\d+ (?P<message>.+)|提示：.+")


def find_sources() -> list[str]:
    files = [
        file for name in CHECKED for file in ((SOURCE / name).rglob("*.py") if "." not in name else [SOURCE / name])
    ]
    return [file.read_text(encoding="utf-8") for file in files]


def find_expected() -> list[Path]:
    return sorted(CASES.glob("*/*/expected.txt"))


def test_every_code_that_can_come_out_has_a_rule() -> None:
    sources = find_sources()
    emitted = {code for text in sources for code in EMITTED.findall(text)}
    emitted |= {f"{subject}-unknown" for text in sources for subject in NAMED.findall(text)}
    assert emitted - set(RULES) == set()
    assert set(RULES) - emitted == set()


def test_every_rule_has_a_case() -> None:
    shown = {
        match["code"]
        for file in find_expected()
        for line in file.read_text(encoding="utf-8").splitlines()
        if (match := LINE.fullmatch(line)) and match["code"] == file.parent.parent.name
    }
    assert set(RULES) - shown == set()


def test_every_folder_of_cases_is_named_after_a_rule() -> None:
    folders = {path.name for path in CASES.iterdir() if not path.name.startswith("_")}
    assert folders - set(RULES) == set()


@pytest.mark.parametrize("file", find_expected(), ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_every_problem_has_a_place_a_sentence_and_a_hint(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert [line.startswith("提示：") for line in lines] == [False, True] * (len(lines) // 2)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_rule_explains_itself_in_chinese(rule: Rule) -> None:
    for text in (rule.title, rule.reason, rule.remedy):
        assert re.search("[\u4e00-\u9fff]", text), text
        running = re.sub("“[^”]*”", "", text)  # what is quoted is what people are to type
        assert not re.search("(?<=[\u4e00-\u9fff])[,;:!?()]|[,;!?()](?=[\u4e00-\u9fff])", running), text
    assert not rule.title.endswith("。")
    assert rule.reason.endswith("。")
    assert not rule.remedy.endswith("。")
    assert rule.level is not Level.OFF
    # What a signing left half done must always be told, but stands in nobody's way.
    assert not rule.fixed or rule.level is Level.ERROR or rule.code == "snapshot-orphan"


def test_codes_are_distinct_and_every_family_is_listed() -> None:
    assert sum(len(family.rules) for family in FAMILIES) == len(RULES)
    modules = [importlib.import_module(f"jianbao.checks.{file.stem}") for file in (SOURCE / "checks").glob("[a-z]*.py")]
    written = [module.FAMILY for module in modules if hasattr(module, "FAMILY")]
    assert len(written) == len(FAMILIES)
    assert all(family in FAMILIES for family in written)
