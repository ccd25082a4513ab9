"""Worked examples of scoring: a small office, facts (``short_facts``), and results that were reckoned by hand.

``settings.yml`` of an example: ``levels`` (lowest first; the first is the office's own), ``own`` (periodicals as
``{id, name, columns, series}``), ``channels`` (name → level), ``kinds``, ``forms``, ``units`` (group → names),
``parents`` (unit → parent), ``people``, ``schemes`` (those in force), ``bulletin`` (as in ``bulletin.yml``).

``expected.txt`` holds blocks that begin with ``时段 2008-03`` (and ``按 <schemes>`` where others than the office's
are asked for) and rows of unit, sum and result, and any of 位次 累计 累计位次 等次 获得.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from short_facts import read_facts

from jianbao.ledger import Ledger
from jianbao.periods import Period, parse_period
from jianbao.reading import Office, read_office
from jianbao.scoring import Score
from jianbao.writing import dump_yaml

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples"
OPERATORS = str.maketrans("＋－×÷（）", "+-*/()")


def _number(values: list[str], stem: str) -> list[dict[str, object]]:
    return [{"id": f"{stem}{number}", "name": name} for number, name in enumerate(values, 1)]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _settings_files(known: dict) -> dict[str, dict[str, object]]:  # type: ignore[type-arg]  # as YAML gives it
    levels = _number(known["levels"], "level")
    groups = _number(list(known["units"]), "group")
    units = [{"name": name, "group": group["id"]} for group in groups for name in known["units"][group["name"]]]
    ids = {unit["name"]: f"unit{number}" for number, unit in enumerate(units, 1)}
    parents = {child: ids[parent] for child, parent in known.get("parents", {}).items()}
    office: dict[str, object] = {"system": "政府", "full_name": "示例市人民政府办公室", "levels": levels}
    # Units may know of instructions, so that their points stand in the bulletin.
    office["instructions"] = "内部"
    channels = [{"id": f"channel{n}", "name": name} for n, name in enumerate(known.get("channels", {}), 1)]
    return {
        "office": office | {"scheme": known["schemes"]},
        "units": {
            "groups": groups,
            "units": [
                {"id": ids[unit["name"]], **unit}
                | ({"parent": parents[unit["name"]]} if unit["name"] in parents else {})
                for unit in units
            ],
        },
        "kinds": {
            "kinds": _number(known.get("kinds", ["动态"]), "kind"),
            "forms": _number(known.get("forms", ["详讯"]), "form"),
        },
        "channels": {"channels": [c | {"level": known["channels"][c["name"]]} for c in channels]},
        "periodicals": {"periodicals": [_make_periodical(own) for own in known["own"]]},
        "people": {"people": _number(known.get("people", ["周××"]), "person")},
        "bulletin": known.get("bulletin", {"access": "内部"}),
    }


def _make_periodical(own: dict) -> dict[str, object]:  # type: ignore[type-arg]  # as YAML gives it
    columns = own.get("columns", {"zhengwen": "正文"})
    rule = {"format": "第{number}期", "cumulative": "否"}
    series = [{"id": key, "name": name, "number": rule} for key, name in own.get("series", {}).items()]
    made: dict[str, object] = {"id": own["id"], "name": own["name"], "issuer": "示例市人民政府办公室", "access": "内部"}
    made |= {"number": rule, "columns": [{"id": key, "name": name} for key, name in columns.items()]}
    return made | ({"series": series} if series else {})


# -- what was reckoned by hand ------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpectedRow:
    """``said`` are the further columns as written: 位次, 累计 …"""

    unit: str
    sum: str
    points: Decimal
    said: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpectedTable:
    period: Period
    schemes: tuple[str, ...]
    rows: tuple[ExpectedRow, ...]


def read_expected(text: str) -> list[ExpectedTable]:
    tables: list[ExpectedTable] = []
    blocks = re.split(r"^时段 ", text, flags=re.MULTILINE)[1:]
    for block in blocks:
        head, *lines = block.splitlines()
        label, _, scheme = head.partition(" 按 ")
        period = parse_period(label.strip(), date(2000, 1, 1))
        assert period is not None, label
        rows = tuple(_read_row(line) for line in lines if line.strip() and not line.startswith("#"))
        tables.append(ExpectedTable(period=period, schemes=tuple(scheme.split()), rows=rows))
    return tables


def _read_row(line: str) -> ExpectedRow:
    unit, written, *rest = line.split()
    left, _, result = written.rpartition("＝")
    return ExpectedRow(
        unit=unit,
        sum=left or result,
        points=Decimal(result.translate(OPERATORS)),
        said=dict(word.split("=", 1) for word in rest),
    )


def reckon(written: str) -> Decimal:
    """The value of a sum in full-width signs, so that a slip of the hand in the sum itself is found."""
    return _reckon_node(ast.parse(written.translate(OPERATORS), mode="eval").body, written.translate(OPERATORS))


def _reckon_node(node: ast.expr, source: str) -> Decimal:
    if isinstance(node, ast.Constant):
        return Decimal(ast.get_source_segment(source, node) or "")
    if isinstance(node, ast.UnaryOp):
        assert isinstance(node.op, ast.USub)
        return -_reckon_node(node.operand, source)
    assert isinstance(node, ast.BinOp), source
    left, right = _reckon_node(node.left, source), _reckon_node(node.right, source)
    steps = {ast.Add: left + right, ast.Sub: left - right, ast.Mult: left * right}
    return left / right if isinstance(node.op, ast.Div) else steps[type(node.op)]


def describe_score(score: Score) -> dict[str, str]:
    """What ``expected.txt`` may say of a score beside its points."""
    return {
        "位次": str(score.rank or "—"),
        "累计": plain(score.cumulative),
        "上期累计": plain(score.carried),
        "累计位次": str(score.rank_cumulative or "—"),
        "等次": score.label or "—",
        "获得": "、".join(score.won) or "—",
        "取消": str(len(score.vetoed)),
    }


def describe_row(row: ExpectedRow, score: Score | None) -> tuple[str, str, dict[str, str]]:
    """As much of a score as the row says; a unit without a score has 0."""
    said = describe_score(score) if score else {}
    return row.unit, plain(score.points if score else Decimal(0)), {key: said[key] for key in row.said if key in said}


def plain(points: Decimal) -> str:
    """A figure without needless zeros, its minus as it is printed by hand."""
    text = format(points.normalize(), "f")
    return text.replace("-", "－") if points else "0"


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """Facts and results in ``folder``, under the schemes of some files; the first of them by name is in force, unless
    the settings say otherwise.
    """

    folder: Path
    settings: Path
    schemes: tuple[Path, ...]

    @property
    def id(self) -> str:
        return self.folder.name

    def lay_out(self, root: Path) -> Office:
        """An office of no records that knows the names of the example."""
        known = yaml.safe_load(self.settings.read_text("utf-8"))
        in_force = {"schemes": ["scheme" if self.folder.parent == EXAMPLES else self.id]}
        for name, content in _settings_files(in_force | known).items():
            _write(root / f"briefs/settings/{name}.yml", dump_yaml(content))
        for file in self.schemes:
            _write(root / f"briefs/settings/scoring/{file.name}", file.read_text("utf-8"))
        return read_office(root)

    def ledger(self, office: Office) -> Ledger:
        return read_facts(office.settings, (self.folder / "facts.txt").read_text("utf-8"), "facts.txt")

    def expected(self) -> list[ExpectedTable]:
        return read_expected((self.folder / "expected.txt").read_text("utf-8"))


def find_examples() -> list[Example]:
    """The twelve of ``examples/``, each with its own schemes."""
    folders = sorted(folder for folder in EXAMPLES.iterdir() if folder.is_dir())
    return [
        Example(
            folder=folder,
            settings=folder / "settings.yml",
            schemes=tuple(file for file in sorted(folder.glob("*.yml")) if file.stem != "settings"),
        )
        for folder in folders
    ]


def find_shipped() -> list[Example]:
    """The schemes that travel with the library, each with facts in ``shipped/``."""
    files = sorted((HERE.parents[1] / "templates/scoring").glob("*.yml"))
    return [
        Example(folder=HERE / "shipped" / file.stem, settings=HERE / "shipped/settings.yml", schemes=(file,))
        for file in files
    ]
