"""通报: a report in the language of offices, with every name resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jianbao.ledger import Ledger, count_units
from jianbao.model.bulletin import BulletinDocument, CountTable, UnitFigures
from jianbao.periods import Period, so_far
from jianbao.reading import Office
from jianbao.reporting.annexes import make_adopted, make_idle
from jianbao.reporting.columns import Figures, default_columns, span_period
from jianbao.reporting.exporting import encode_report
from jianbao.reporting.facts import list_facts
from jianbao.reporting.layout import read_prose
from jianbao.reporting.membership import find_counted, name_units
from jianbao.reporting.own_work import make_summary
from jianbao.reporting.prose import describe_bulletin, is_summary, settle_disputes
from jianbao.reporting.report import Report, UnitReport
from jianbao.reporting.tables import make_table
from jianbao.scoring import Scheme, score_units, write_points
from jianbao.settings import Span
from jianbao.settings.office import System
from jianbao.standing import find_arrival

# A template by name, with its values: how the office words its bulletin (``rendering.Templates.render``).
Render = Callable[..., str]
_ANNEXES = ("counts", "adopted", "idle")
_TEMPLATES = {System.PARTY: "bulletin/party.md", System.GOVERNMENT: "bulletin/government.md"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Issuance:
    """What is known only when the bulletin is signed."""

    date: date | None = None
    doc_number: str = ""
    signatory: str = ""


def compile_bulletin(
    office: Office,
    ledger: Ledger,
    report: Report,
    schemes: Sequence[Scheme],
    render: Render,
    issuance: Issuance | None = None,
) -> BulletinDocument:
    """The bulletin of a report. ``ledger`` and ``schemes`` are those that the report was made from."""
    period, settings, issuance = report.period, office.settings, issuance or Issuance()
    annexes = _make_annexes(office, ledger, report, schemes)
    numbers = _number_annexes(annexes)
    values = describe_bulletin(office, ledger, report)
    text = read_prose(render(_TEMPLATES[settings.office.system], annexes=numbers, **values))
    summary, defined = make_summary(office, ledger, report) if is_summary(period) else ([], ())
    return BulletinDocument(
        first=period.first,
        last=period.last,
        label=period.label,
        title="".join(text.title_lines),
        title_lines=text.title_lines,
        salutation=text.salutation,
        paragraphs=text.paragraphs,
        issuer=settings.office.full_name,
        date=issuance.date,
        contact=settings.bulletin.contact or _name_phone(office),
        doc_number=issuance.doc_number,
        signatory=issuance.signatory,
        access=report.access,
        scheme=report.scheme,
        tables=(*summary, *_number_tables(annexes, numbers)),
        definitions=(*report.definitions, *defined),
        facts=(*list_facts(ledger, period, report.access), *report.corrections.kept),
        known_from=span_period(period, Span.YEAR).first,
        figures=tuple(_make_figures(ledger, period, group.id, row) for group in report.groups for row in group.rows),
        disputes=tuple(settle_disputes(office, report)),
        annexes=tuple(title for _, title, _ in annexes),
        report=encode_report(report),
    )


def _name_phone(office: Office) -> str:
    phone = office.settings.office.phone
    return f"联系电话：{phone}" if phone else ""


_Annex = tuple[str, str, list[CountTable]]


def _make_annexes(office: Office, ledger: Ledger, report: Report, schemes: Sequence[Scheme]) -> list[_Annex]:
    """(what it is, its title, its tables): the tables of counts, the items adopted, the units that filed nothing."""
    settings, period = office.settings.bulletin, report.period
    information = office.settings.office.information
    title = f"{information}报送采用情况表"
    arrivals = {item.id: at.day for item in office.items.values() if (at := find_arrival(office, item))}
    figures = Figures(
        ledger=ledger,
        report=report,
        arrivals=arrivals,
        score=lambda span: score_units(office, ledger, so_far(span, report.as_of.day), schemes),
    )
    columns = settings.columns or default_columns(office.settings.office, bool(schemes))
    # A setting may still name points when the office has left off scoring.
    shown = [column for column in columns if schemes or not column.value.is_scored]
    counts = [
        make_table(
            figures,
            group,
            shown,
            f"{title}（{group.name}）" if len(report.groups) > 1 else title,
            order=settings.order,
            total_row=settings.total_row,
        )
        for group in report.groups
    ]
    units = {unit.id: name_units(office, period)[unit.id] for unit in find_counted(office, period)}
    adopted = make_adopted(office, ledger, period, units, f"采用{information}条目")
    idle = make_idle(office, report.rows, period, "没有报送或者没有采用的单位")
    annexes = [
        ("counts", title, counts),
        ("adopted", adopted.title, [adopted] if settings.list_adopted and adopted.rows else []),
        ("idle", idle.title, [idle] if settings.list_idle and idle.rows else []),
    ]
    return [annex for annex in annexes if annex[2]]


def _number_annexes(annexes: Sequence[_Annex]) -> dict[str, str]:
    """附件1 … by what each is. One that is left out has no number: a template may ask for it all the same."""
    numbered = {key: f"附件{number}" for number, (key, _, _) in enumerate(annexes, 1)}
    return dict.fromkeys(_ANNEXES, "") | numbered


def _number_tables(annexes: Sequence[_Annex], numbers: Mapping[str, str]) -> list[CountTable]:
    return [replace(table, title=f"{numbers[key]}　{table.title}") for key, _, tables in annexes for table in tables]


def _make_figures(ledger: Ledger, period: Period, group: str, row: UnitReport) -> UnitFigures:
    year = count_units(ledger, [row.unit], span_period(period, Span.YEAR))
    return UnitFigures(
        unit=row.unit,
        name=row.name,
        group=group,
        submitted=row.counts.submitted,
        adopted=row.counts.adopted_items,
        adoptions=row.counts.adoptions,
        points=write_points(row.score.points) if row.score else "",
        cumulative=write_points(row.score.cumulative) if row.score else "",
        rank=row.rank or 0,
        submitted_to_date=year.submitted,
        adoptions_to_date=year.adoptions,
    )
