"""``data/``: the ledger for other programs, in the one shape that ``jianbao bulletin --format json`` has too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jianbao.periods import Period
from jianbao.rendering.bulletin_pages import bulletin_stem, find_bulletins
from jianbao.rendering.channel_pages import ShownChannel
from jianbao.rendering.context import BuildContext
from jianbao.rendering.downloads import encode_data
from jianbao.rendering.page import SiteFile
from jianbao.reporting.exporting import describe_report
from jianbao.reporting.report import make_report

INDEX = "data/index.json"
# What the public build may say of its own articles, and nothing of what was filed, sent upward or written on a text.
_PUBLIC_TOTALS = ("articles", "adoptions", "issues")
_PUBLIC_ROW = ("unit", "name", "adoptions", "by_channel")
_PUBLIC_DEFINITION = "刊用条次：公开刊用的文章按署名单位计数，署几个单位就计几条次；以签发日期为准，已撤回的不计。"


def data_uri(period: Period) -> str:
    return f"data/ledger-{period.label}.json"


def render_data(context: BuildContext, periods: Sequence[Period], channels: Sequence[ShownChannel]) -> list[SiteFile]:
    """A file for each period, and the index of all; none where nothing was ever counted."""
    if not periods:
        return []
    described = [(INDEX, _describe_index(context, periods, channels))]
    described += [(data_uri(period), describe_period(context, period)) for period in periods]
    return [SiteFile(uri=uri, data=encode_data(value)) for uri, value in described]


def describe_period(context: BuildContext, period: Period) -> dict[str, Any]:
    """The report of a period without its corrections, which are the next bulletin's to tell."""
    report = make_report(
        context.office,
        context.standing,
        context.ledger,
        period,
        context.as_of,
        context.schemes,
        access=context.access,
        scored=context.scored if context.schemes else None,
    )
    described = describe_report(report)
    described.pop("corrections", None)
    return _narrow(described) if context.is_public else described


def _narrow(described: dict[str, Any]) -> dict[str, Any]:
    groups = [
        {**group, "rows": [{key: row[key] for key in _PUBLIC_ROW} for row in group["rows"] if row["adoptions"]]}
        for group in described["groups"]
    ]
    return {
        "period": described["period"],
        "as_of": described["as_of"],
        "definitions": [_PUBLIC_DEFINITION],
        "totals": {key: described["totals"][key] for key in _PUBLIC_TOTALS},
        "groups": [group for group in groups if group["rows"]],
    }


def _describe_index(
    context: BuildContext, periods: Sequence[Period], channels: Sequence[ShownChannel]
) -> dict[str, Any]:
    """Addresses are relative to the top of the site."""
    index: dict[str, Any] = {
        "office": context.office.settings.office.full_name,
        "as_of": str(context.as_of.day),
        "channels": [{"id": channel.key, "name": channel.title, "level": channel.level} for channel in channels],
        "periods": [
            {
                "label": period.label,
                "title": period.title,
                "from": str(period.first),
                "to": str(period.last),
                "data": data_uri(period),
                "csv": f"ledger/{period.label}.csv",
                "xlsx": f"ledger/{period.label}.xlsx",
            }
            for period in periods
        ],
    }
    bulletins = [
        {
            "label": document.label,
            "title": document.title,
            "number": document.doc_number,
            "date": str(document.date or ""),
            "xlsx": f"{bulletin_stem(bulletin)}.xlsx",
        }
        for bulletin, document in find_bulletins(context)
    ]
    return index | ({"bulletins": bulletins} if bulletins else {})
