"""Reports of a period: the adoption bulletin, its corrections, and the statement of one unit."""

from jianbao.reporting.bulletin import Issuance, Render, compile_bulletin
from jianbao.reporting.exporting import describe_report, encode_report
from jianbao.reporting.facts import open_ledger
from jianbao.reporting.report import GroupReport, Report, UnitReport, make_report

__all__ = [
    "GroupReport",
    "Issuance",
    "Render",
    "Report",
    "UnitReport",
    "compile_bulletin",
    "describe_report",
    "encode_report",
    "make_report",
    "open_ledger",
]
