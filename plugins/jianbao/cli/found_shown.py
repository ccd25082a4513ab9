"""A proposal of an adoption as a terminal shows it, and as a program reads it."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jianbao.proposing import Proposal
from jianbao.reading import Office
from jianbao.rendering.side_by_side import Marked, Row, list_rows
from jianbao.rendering.templates import chinese_date

_WIDEST, _NARROW = 140, 56
_MOST_ROWS = 12


def show_proposal(office: Office, proposal: Proposal, place: str) -> str:
    """What it is, why, and the sentences: beside each other, in a narrow terminal one below the other."""
    width = min(Console().width, _WIDEST)
    rows = list_rows(proposal)
    buffer = StringIO()
    console = Console(file=buffer, width=width, color_system=None, highlight=False, markup=False, emoji=False)
    console.rule(
        Text(f"{place}　{proposal.certainty.value}（把握{proposal.confidence}%）　{proposal.usage.value}"), align="left"
    )
    console.print(Text(f"上级：{name_upper(office, proposal)}"))
    for text in proposal.texts:
        units = "、".join(office.settings.units.short(unit, text.day) for unit in text.units)
        told = "　".join(filter(None, (text.origin.value, text.id, units)))
        console.print(Text(f"我们：《{text.title}》　{told}"))
    console.print(Text(f"理由：{'；'.join(proposal.reasons)}"))
    console.print(_lay_out(rows[:_MOST_ROWS], width))
    if len(rows) > _MOST_ROWS:
        console.print(Text(f"另有{len(rows) - _MOST_ROWS}处相近，没有列出。"))
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def name_upper(office: Office, proposal: Proposal) -> str:
    """市委办《每日要情》第228期（2026年11月28日）《……》; what is not known is said."""
    upper = proposal.upper
    channel = office.settings.channel_title(upper.channel) if upper.channel else "（没有认出是哪个渠道）"
    day = f"（{chinese_date(upper.day)}）" if upper.day else "（没有认出日期）"
    title = f"《{upper.title}》" if upper.title else "（没有认出标题）"
    return f"{channel}{upper.number}{day}{title}"


def _lay_out(rows: list[Row], width: int) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, pad_edge=False, expand=True)
    table.add_column("", width=4, no_wrap=True)
    if width < _NARROW:
        table.add_column("我们的／上级的", ratio=1, overflow="fold")
    else:
        table.add_column("我们的", ratio=1, overflow="fold")
        table.add_column("上级的", ratio=1, overflow="fold")
    for row in rows:
        ours, theirs = Text(_mark(row.ours)), Text(_mark(row.theirs))
        if width < _NARROW:
            table.add_row(row.name, ours)
            table.add_row("", theirs)
        else:
            table.add_row(row.name, ours, theirs)
    return table


def _mark(parts: Marked) -> str:
    return "".join(f"【{text}】" if same else text for text, same in parts)


def tell_proposal(office: Office, proposal: Proposal) -> dict[str, Any]:
    """As data; texts by the ids that an adoption names."""
    upper = proposal.upper
    return {
        "lead": upper.lead,
        "title": upper.title,
        "channel": upper.channel,
        "date": str(upper.day) if upper.day else "",
        "number": upper.number,
        "form": proposal.usage.value,
        "certainty": proposal.certainty.value,
        "confidence": proposal.confidence,
        "report": proposal.report,
        "desk": proposal.desk,
        "items": list(proposal.items),
        "titles": [text.title for text in proposal.texts],
        "reasons": list(proposal.reasons),
        "pairs": [
            {
                "ours": proposal.texts[pair.text].text[slice(*pair.ours)],
                "theirs": upper.text[slice(*pair.theirs)],
                "score": pair.score,
            }
            for pair in proposal.pairs
        ],
        "adoption": proposal.adoption,
    }
