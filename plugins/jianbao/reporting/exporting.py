"""The report as JSON, for other programs."""

from __future__ import annotations

import json
from typing import Any

from jianbao.reporting.report import Report, UnitReport
from jianbao.scoring import write_points


def encode_report(report: Report) -> str:
    """Keys in a fixed order, points and rates as text: nothing is rounded on the way."""
    return json.dumps(describe_report(report), ensure_ascii=False, indent=2) + "\n"


def describe_report(report: Report) -> dict[str, Any]:
    """``scheme``, ``points``, ``carried``, ``cumulative`` and ``rank`` only with a scheme; ``corrections`` only where
    there are any.
    """
    totals = report.totals
    described: dict[str, Any] = {
        "period": {
            "from": str(report.period.first),
            "to": str(report.period.last),
            "label": report.period.label,
        },
        "as_of": str(report.as_of.day),
    }
    if report.scheme:
        described["scheme"] = report.scheme
    described |= {
        "definitions": list(report.definitions),
        "totals": {
            "submitted": totals.counts.submitted,
            "adopted_items": totals.counts.adopted_items,
            "articles": totals.articles,
            "adoptions": totals.counts.adoptions,
            "reported_up": totals.reported_up,
            "instructions": totals.instructions,
            "issues": dict(totals.issues),
        },
        "groups": [
            {"id": group.id, "name": group.name, "rows": [_describe_row(report, row) for row in group.rows]}
            for group in report.groups
        ],
    }
    if report.corrections.facts:
        described["corrections"] = [
            {"id": f.id, "unit": f.unit, "measure": f.measure, "day": str(f.day), "value": f.value, "title": f.title}
            for f in report.corrections.facts
        ]
    return described


def _describe_row(report: Report, row: UnitReport) -> dict[str, Any]:
    counts = row.counts
    described: dict[str, Any] = {
        "unit": row.unit,
        "name": row.name,
        "submitted": counts.submitted,
        "adopted": counts.adopted_items,
        "adoptions": counts.adoptions,
        "adoption_rate": None if counts.rate is None else str(counts.rate),
        "by_channel": dict(sorted(counts.by_channel.items())),
    }
    if report.scheme:
        described |= {
            "points": write_points(row.score.points) if row.score else "0",
            "carried": write_points(row.carried),
            "cumulative": write_points(row.score.cumulative) if row.score else "0",
            "rank": row.rank,
        }
    return described
