"""The manual page 计分方案: every kind of rule and every key stands in it, and every example in it is really read."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from manual import BLOCKS, KEY_ROWS, PAGE, ROOT, ROWS, SCHEMES, lay_out, snippets
from short_facts import read_facts
from worked import reckon

from jianbao.metadata import Fields
from jianbao.metadata.keys import canonical_key
from jianbao.periods import months_of
from jianbao.reading import read_office
from jianbao.scoring import schemes_in_force, score_units

FACTS = """
2026-03-02 报送 动态 城关镇＋和平镇 稿=a 字数=900
2026-03-06 采用 信息 城关镇＋和平镇 稿=a 字数=900 图=1 号=a
2026-03-16 采用 市委办《每日要情》 城关镇＋和平镇 稿=a 字数=900
2026-03-20 批示 区级 — 对=a
"""


def whole_schemes() -> dict[str, str]:
    return {path: text for path, text in BLOCKS if path.startswith(SCHEMES)}


def test_every_yaml_block_says_which_file_it_is() -> None:
    assert len(BLOCKS) == PAGE.count("```yaml")
    assert [path for path, _ in BLOCKS] == [
        f"{SCHEMES}/xinxi.yml",
        "briefs/settings/office.yml",
        f"{SCHEMES}/zhongwen.yml",
        f"{SCHEMES}/shili.yml",
        "briefs/entries/2026/09-28-heping-shi-shi.yml",
    ]


def test_the_whole_schemes_and_the_entry_are_read_without_a_problem(tmp_path: Path) -> None:
    entry = {path: text for path, text in BLOCKS if path.startswith("briefs/entries")}
    office = lay_out(tmp_path, whole_schemes() | entry)
    assert list(office.problems) == []
    assert [scheme.id for scheme in office.settings.schemes] == ["shili", "xinxi", "zhongwen"]
    assert [(entry.event, entry.points) for entry in office.entries.values()] == [("失实", Decimal(-4))]


def test_the_office_setting_names_the_scheme_of_the_page(tmp_path: Path) -> None:
    settings = (ROOT / "briefs/settings/office.yml").read_text("utf-8")
    named = dict(BLOCKS)["briefs/settings/office.yml"]
    office = lay_out(tmp_path, whole_schemes() | {"briefs/settings/office.yml": settings + named})
    assert list(office.problems) == []
    assert [scheme.id for scheme in schemes_in_force(office)] == ["xinxi"]


def test_two_schemes_one_after_the_other_are_written_as_the_table_says(tmp_path: Path) -> None:
    cell = next(cell for number, _, cell in ROWS if number == "35")
    old, new, named = re.findall(r"`(\w+: [^`]+)`", cell)
    office_settings = (ROOT / "briefs/settings/office.yml").read_text("utf-8")
    files = {f"{SCHEMES}/jiu.yml": f"name: 旧办法\n{old}\n", f"{SCHEMES}/xin.yml": f"name: 新办法\n{new}\n"}
    office = lay_out(tmp_path, files | {"briefs/settings/office.yml": f"{office_settings}{named}\n"})
    assert list(office.problems) == []
    assert [(s.id, str(s.since), str(s.until)) for s in schemes_in_force(office)] == [
        ("jiu", "None", "2026-06-30"),
        ("xin", "2026-07-01", "None"),
    ]


def test_english_and_chinese_keys_say_the_same(tmp_path: Path) -> None:
    schemes = {scheme.id: scheme for scheme in lay_out(tmp_path, whole_schemes()).settings.schemes}
    english, chinese = schemes["xinxi"], schemes["zhongwen"]
    assert (chinese.name, chinese.since, chinese.basis) == (english.name, english.since, english.basis)
    wanted = [
        (rule.title, rule.points, tuple((want.key, want.values) for want in rule.when.wants)) for rule in english.points
    ]
    assert [
        (rule.title, rule.points, tuple((want.key, want.values) for want in rule.when.wants)) for rule in chinese.points
    ] == wanted


def test_every_kind_of_rule_stands_in_the_table_in_order() -> None:
    assert [number for number, _, _ in ROWS if number] == [str(number) for number in range(1, 40)]
    without = [number for number, _, cell in ROWS if not re.match(r"`[a-z]+:", cell)]
    assert without == ["38"]


@pytest.mark.parametrize("snippet", snippets())
def test_each_example_of_the_table_is_read_without_a_problem(snippet: str, demo_settings: ReadScheme) -> None:
    assert demo_settings(snippet) == []


ReadScheme = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def demo_settings(tmp_path_factory: pytest.TempPathFactory) -> ReadScheme:
    """Reads a scheme among the demo office's settings; what is wrong with it."""
    root = tmp_path_factory.mktemp("demo")
    lay_out(root, {})

    def read(text: str) -> list[str]:
        file = root / SCHEMES / "shi.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return [f"{problem.message} {problem.hint}" for problem in read_office(root).problems]

    return read


# -- keys ---------------------------------------------------------------------


def asked_keys(monkeypatch: pytest.MonkeyPatch, read: Callable[[], object]) -> set[str]:
    """Every key that the readers of schemes ask for while ``read`` runs."""
    asked: set[str] = set()
    has, is_word, node = Fields.has, Fields.is_word, Fields._node

    def note(fields: Fields, key: str) -> None:
        if f"{SCHEMES}/" in fields.mapping.place.path:
            asked.add(key)

    def noting_has(fields: Fields, key: str) -> bool:
        note(fields, key)
        return has(fields, key)

    def noting_is_word(fields: Fields, key: str, *words: str) -> bool:
        note(fields, key)
        return is_word(fields, key, *words)

    def noting_node(fields: Fields, key: str, required: bool) -> object:
        note(fields, key)
        return node(fields, key, required)

    monkeypatch.setattr(Fields, "has", noting_has)
    monkeypatch.setattr(Fields, "_node", noting_node)
    monkeypatch.setattr(Fields, "is_word", noting_is_word)
    read()
    return asked


def test_every_key_of_the_language_is_in_the_tables(monkeypatch: pytest.MonkeyPatch, demo_settings: ReadScheme) -> None:
    texts = [*snippets(), *whole_schemes().values()]
    asked = asked_keys(monkeypatch, lambda: [demo_settings(text) for text in texts])
    listed = [key for key, _ in KEY_ROWS]
    assert sorted(asked - set(listed)) == []
    assert sorted(set(listed) - asked) == []


def test_every_key_is_listed_once_with_the_alias_that_is_read() -> None:
    listed = [key for key, _ in KEY_ROWS]
    assert [key for key in listed if listed.count(key) > 1] == []
    assert [(key, canonical_key(alias)) for key, alias in KEY_ROWS] == [(key, key) for key in listed]


def test_every_key_stands_in_an_example() -> None:
    examples = "\n".join([*snippets(), *whole_schemes().values()])
    assert [key for key, _ in KEY_ROWS if not re.search(rf"\b{key}:", examples)] == []


# -- the sum and the commands -------------------------------------------------


def test_the_worked_sum_is_what_the_engine_comes_to(tmp_path: Path) -> None:
    office = lay_out(tmp_path, whole_schemes())
    score = score_units(
        office,
        read_facts(office.settings, FACTS, "facts.txt"),
        months_of(2026, 3, 3),
        schemes_in_force(office, ["shili"]),
    )["chengguan"]
    shown = re.findall(r"^\| 3月\d+日 \| .+ \| (\S+) \| (\S+) \|$", PAGE, re.MULTILINE)
    points = [reckon(figure) for figure, _ in shown]
    assert [sum(points[: n + 1]) for n in range(len(points))] == [reckon(total) for _, total in shown]
    assert "1.5＋4.5＋2.5－1－0.5＝7" in PAGE
    assert (reckon("1.5＋4.5＋2.5－1－0.5"), score.points) == (sum(points), Decimal(7))
    by_day: dict[str, Decimal] = {}
    for award in score.awards:
        by_day[str(award.day)] = by_day.get(str(award.day), Decimal(0)) + award.points
    expected = {"2026-03-06": "1.5", "2026-03-16": "4.5", "2026-03-20": "2.5", "2026-03-31": "-1.5"}
    assert by_day == {day: Decimal(figure) for day, figure in expected.items()}


def test_the_national_limit_stands_first() -> None:
    title, _, body = PAGE.partition("\n\n")
    assert title == "# 计分方案"
    assert body.startswith('!!! warning "先看这一条：能不能计分，计了作什么用"\n')
    box = body.partition("\n\n本页供")[0]
    assert "《整治形式主义为基层减负若干规定》" in box
    assert "不写计分方案就不计分" in box


def test_it_passes_through_the_templates_as_it_is() -> None:
    assert [mark for mark in ("{{", "{%", "{#") if mark in PAGE] == []


def test_commands_and_samples_exist() -> None:
    for command in (
        "jianbao check",
        "jianbao explain 城关镇 2026-10",
        "jianbao score 2026 --scheme xinxi --against shili",
    ):
        assert command in PAGE
    listed = re.findall(r"^\| `(\w+\.yml)` \|", PAGE, re.MULTILINE)
    assert listed == sorted(file.name for file in (ROOT / "templates/scoring").glob("*.yml"))


def test_the_chinese_is_written_with_full_width_marks() -> None:
    """Outside code: no half-width comma, colon, semicolon, question mark or bracket beside a Chinese character."""
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", PAGE, flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]", prose) == []
