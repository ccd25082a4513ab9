"""Bulletins under test: the document of a period, and its tables as texts."""

from __future__ import annotations

from pathlib import Path

from jianbao.acting.issuing import Issued, IssueRequest, compile_period, issue_bulletin
from jianbao.acting.work_tree import WorkTree
from jianbao.metadata import Moment
from jianbao.model.bulletin import BulletinDocument, CountTable
from jianbao.periods import Period, parse_period
from jianbao.reading import read_office
from jianbao.rendering.templates import Templates
from jianbao.reporting import Report, make_report, open_ledger
from jianbao.scoring import schemes_in_force
from jianbao.standing import find_standing
from offices import AS_OF, OFFICE_SETTINGS, OfficeBuilder, day

SCHEME = """name: 信息计分办法
basis: 云委办发〔2026〕3号
from: 2026-01-01
points:
  - {id: baosong, title: 报送一件, when: {measure: 报送}, points: 1}
  - {id: shang, title: 上级采用, when: {measure: 采用, level_from: 市级}, points: 5}
  - {id: shougong, title: 手工登记, when: {measure: 登记, event: 结转}, by_hand: {min: -50, max: 100}}
"""


def make_scored(root: Path) -> OfficeBuilder:
    """An office that gives one point for an item filed and five for one adopted by the city or above."""
    made = OfficeBuilder(root)
    made.write("briefs/settings/office.yml", f"{OFFICE_SETTINGS}scheme: jifen\n")
    made.write("briefs/settings/scoring/jifen.yml", SCHEME)
    return made


def period(text: str) -> Period:
    found = parse_period(text, AS_OF.day)
    assert found is not None, text
    return found


def report(root: Path, when: str, as_of: Moment = AS_OF) -> Report:
    office = read_office(root)
    assert office.problems == ()
    standing = find_standing(office)
    ledger = open_ledger(office, standing, office.settings.bulletin.access, as_of)
    return make_report(office, standing, ledger, period(when), as_of, schemes_in_force(office))


def compiled(root: Path, when: str, as_of: Moment = AS_OF) -> BulletinDocument:
    office = read_office(root)
    assert office.problems == ()
    return compile_period(office, period(when), as_of, Templates(root).render)


def freeze(root: Path, when: str, on: str, by: str = "周××") -> Issued:
    """Issued on that day, which is then today."""
    return issue_bulletin(
        WorkTree(root), IssueRequest(period=period(when), by=by, as_of=day(on)), Templates(root).render
    )


def prose(document: BulletinDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def table(document: BulletinDocument, identity: str) -> CountTable:
    (found,) = [table for table in document.tables if table.id == identity]
    return found


def cells(table: CountTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def heads(table: CountTable) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.columns, cell.rows) for cell in row] for row in table.header]
