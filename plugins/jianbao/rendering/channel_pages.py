"""A page for each channel and year: what it used of ours, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.ledger import Event, Measure
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.periods import Period, month_of, year_of
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_tables import count_cell
from jianbao.rendering.downloads import make_downloads
from jianbao.rendering.page import Page, Part, make_headings
from jianbao.rendering.shown_table import ShownTable
from jianbao.rendering.templates import chinese_date


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownChannel:
    """A series of ours or a channel of a higher level that used something; ``events`` by day."""

    key: str
    title: str
    level: str
    own: bool
    events: tuple[Event, ...]

    @property
    def uri(self) -> str:
        """No id holds two hyphens in a row, so ``xinxi/zengkan`` is never another channel's page."""
        return f"ledger/channel-{self.key.replace('/', '--')}.md"

    @property
    def years(self) -> list[Period]:
        """Latest first."""
        return sorted({year_of(event.day) for event in self.events}, reverse=True)

    def within(self, period: Period) -> list[Event]:
        return [event for event in self.events if period.covers(event.day)]


@dataclass(frozen=True, kw_only=True, slots=True)
class UsedText:
    """One adoption as a line: ``uri`` where this site shows the text itself."""

    title: str
    uri: str
    anchor: str
    event: Event
    units: str
    number: str
    remark: str


def find_channels(context: BuildContext) -> list[ShownChannel]:
    """Ours in the order of the settings, then those of higher levels in theirs, then what the settings lost."""
    settings = context.office.settings
    used: dict[str, list[Event]] = {}
    for event in context.ledger.by_measure.get(Measure.ADOPTED, ()):
        used.setdefault(event.channel, []).append(event)
    order = [*(series.key for series in context.series), *(channel.id for channel in settings.channels)]
    own = {series.key: series.title for series in context.series}
    return [
        ShownChannel(
            key=key,
            title=own.get(key) or settings.channel_title(key),
            level=settings.office.level_name(used[key][0].level),
            own=key in own,
            events=tuple(used[key]),
        )
        for key in sorted(used, key=lambda key: (order.index(key) if key in order else len(order), key))
    ]


def render_channels(context: BuildContext, channels: Sequence[ShownChannel]) -> Part:
    """The latest year of a channel at its own address, earlier ones beside it."""
    parts = [_render_year(context, channels, channel, year) for channel in channels for year in channel.years]
    return Part.join(parts)


def year_uri(channel: ShownChannel, year: Period) -> str:
    return channel.uri if year == channel.years[0] else channel.uri.replace(".md", f"--{year.label}.md")


def _render_year(context: BuildContext, channels: Sequence[ShownChannel], channel: ShownChannel, year: Period) -> Part:
    texts = list_used(context, channel.within(year))
    months = sorted({month_of(text.event.day) for text in texts}, reverse=True)
    by_month = [(month, [text for text in texts if month.covers(text.event.day)]) for month in months]
    uri, title = year_uri(channel, year), f"{channel.title}{year.title}采用情况"
    counts = _count_months(context, channel, year, by_month)
    listed = list_table(title, texts)
    files, downloads = make_downloads(uri.removesuffix(".md"), title.strip("《》"), [counts, listed], listed)
    html = context.render(
        "pages/channel.html",
        channel=channel,
        channels=channels,
        year=year,
        years=[(one, year_uri(channel, one)) for one in channel.years],
        counts=ShownTable(table=counts, sums=frozenset({len(by_month)})),
        by_month=by_month,
        downloads=downloads,
    )
    headings = make_headings([(month.title[5:], f"month-{month.label}") for month in months])
    day = min(year.last, context.as_of.day)
    return Part(
        pages=(Page(uri=uri, title=title, html=html, day=day, headings=headings, search=False),), files=tuple(files)
    )


def list_used(context: BuildContext, events: Sequence[Event]) -> list[UsedText]:
    """Latest first. A title is here because the build's ledger holds the adoption, never because an item was filed."""
    printed = {one.id: one for one in context.ledger.printed}
    numbers = {visible.issue.id: visible.document.number_text for visible in context.issues}
    texts = []
    for event in sorted(events, key=lambda event: (event.day, event.id), reverse=True):
        article = printed.get(event.id)
        texts.append(
            UsedText(
                title=event.title,
                uri=f"{article.issue}.md" if article else "",
                anchor=article.article.anchor if article else "",
                event=event,
                units="、".join(credited.name for credited in event.credits),
                number=numbers.get(event.number, "") if article else event.number,
                remark=_remark(context, event),
            )
        )
    return texts


def _remark(context: BuildContext, event: Event) -> str:
    """What else the record says of the adoption, in the words of the office."""
    form = context.office.settings.kinds.form(event.form).name if event.form and not event.own else ""
    known = ("综合" if event.composite else "", form, event.grade, event.route)
    return "、".join(filter(None, known))


def list_table(title: str, texts: Sequence[UsedText]) -> CountTable:
    """What was used, as a table to take away; earliest first, as a register is kept."""
    heads = ("日期", "标题", "单位", "期号", "备注")
    return CountTable(
        id="used",
        title=title,
        header=(tuple(HeaderCell(text=head) for head in heads),),
        rows=tuple(
            tuple(Cell(text=value) for value in (chinese_date(t.event.day), t.title, t.units, t.number, t.remark))
            for t in reversed(texts)
        ),
    )


def _count_months(
    context: BuildContext, channel: ShownChannel, year: Period, by_month: list[tuple[Period, list[UsedText]]]
) -> CountTable:
    what = "刊用" if channel.own else "采用"
    rows = [(month.title[5:], [text.event for text in texts]) for month, texts in reversed(by_month)]
    rows.append(("全年" if year.last <= context.as_of.day else "今年以来", channel.within(year)))
    return CountTable(
        id="months",
        title=f"{channel.title}{year.title}各月{what}情况",
        header=((HeaderCell(text="月份"), HeaderCell(text=f"{what}（篇）"), HeaderCell(text=f"{what}条次")),),
        rows=tuple(
            (Cell(text=name), count_cell(len(events)), count_cell(sum(len(event.credits) for event in events)))
            for name, events in rows
        ),
    )
