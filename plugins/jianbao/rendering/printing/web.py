"""A paper as one web page that needs nothing else: its look from the same style, its pictures inside, no script."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from jianbao.reading.pictures import picture_suffix
from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, Line, Paper, Paragraph, Run, Table
from jianbao.rendering.papers.style import Rule
from jianbao.rendering.papers.widths import centre_number
from jianbao.rendering.templates import Templates
from jianbao.settings.printing import PrintSettings

_TEMPLATE = "print/paper.html"
# Signs that would end a name between quotes in a style sheet, or the style sheet itself.
_UNQUOTED = str.maketrans("", "", '"\\<>\n\r')


def render_html(paper: Paper, templates: Templates, settings: PrintSettings) -> bytes:
    """Prints on A4 as the PDF does, but for 版记, which no browser sets at the foot of the last page."""
    return templates.render(
        _TEMPLATE,
        paper=paper,
        page=paper.style.page,
        roles=list(paper.style.roles.values()),
        fonts=_list_families(settings),
        masthead=list(_describe_masthead(paper)),
        height=_measure_masthead(paper),
        sections=[(wide, Markup("\n").join(map(_Writer(paper).write, blocks))) for wide, blocks in _cut(paper.blocks)],
        imprint=[(isinstance(row, Rule), row) for row in paper.imprint],
    ).encode()


def _list_families(settings: PrintSettings) -> Mapping[str, str]:
    """CSS by role: the typefaces of the settings in their order, then whatever the browser has."""
    families = {}
    for role, choices in settings.fonts.items():
        names = [f'"{choice.name.translate(_UNQUOTED)}"' for choice in choices]
        families[role] = ", ".join([*names, "sans-serif" if role == "heading" else "serif"])
    return families


def _describe_masthead(paper: Paper) -> Iterator[tuple[str, Line | Rule]]:
    """(rule, h1 or p; the part). The largest line is the heading of the page: the periodical's name."""
    sizes = [part.size for part in paper.masthead if isinstance(part, Line) and part.centre]
    for part in paper.masthead:
        if isinstance(part, Rule):
            yield "rule", part
        else:
            yield "h1" if part.centre and part.size == max(sizes) else "p", part


def _measure_masthead(paper: Paper) -> int:
    """In whole lines, so that the text below stands on the grid of the page."""
    line = paper.style.page.line
    points = (part.above * 72 / 25.4 + part.weight if isinstance(part, Rule) else 0 for part in paper.masthead)
    lines = sum(part.height for part in paper.masthead if isinstance(part, Line))
    return round(lines + sum(points) / line)


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """(on its side, blocks) of each run of pages."""
    wide, held = False, list[Block]()
    for block in blocks:
        if isinstance(block, Break):
            if held:
                yield wide, held
            wide, held = block.landscape, []
        else:
            held.append(block)
    if held:
        yield wide, held


class _Writer:
    """Blocks of one paper as HTML. Every text in it is escaped."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def write(self, block: Block) -> Markup:
        if isinstance(block, Paragraph):
            return self._write_paragraph(block)
        if isinstance(block, Figure):
            return self._write_figure(block)
        if isinstance(block, Table):
            return self._write_table(block)
        return Markup('<hr class="line">')

    def _write_paragraph(self, paragraph: Paragraph) -> Markup:
        role = self._paper.style.roles.get(paragraph.role)
        tag = f"h{role.level + 1}" if role and role.level and paragraph.anchor else "p"
        anchor = Markup(' id="{}"').format(paragraph.anchor) if paragraph.anchor else ""
        inner = Markup().join(_write_run(run) for run in paragraph.runs)
        return Markup('<{} class="r-{}"{}>{}</{}>').format(tag, role.id if role else "body", anchor, inner, tag)

    def _write_figure(self, figure: Figure) -> Markup:
        data = self._paper.pictures[figure.name]
        kind = "png" if picture_suffix(data) == ".png" else "jpeg"
        source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
        picture = Markup('<img src="{}" alt="{}" width="{}">').format(source, figure.caption, figure.width)
        caption = Markup('<figcaption class="r-caption">{}</figcaption>').format(figure.caption)
        return Markup("<figure>{}{}</figure>").format(picture, caption if figure.caption else "")

    def _write_table(self, table: Table) -> Markup:
        rows = [Markup("<tr>{}</tr>").format(Markup().join(map(self._write_cell, row))) for row in table.rows]
        total = sum(table.widths)
        columns = [Markup('<col style="width: {}%">').format(100 * share // total) for share in table.widths]
        head = Markup("<thead>{}</thead>").format(Markup().join(rows[: table.header])) if table.header else ""
        return Markup("<table>{}{}<tbody>{}</tbody></table>").format(
            Markup("<colgroup>{}</colgroup>").format(Markup().join(columns)) if columns else "",
            head,
            Markup().join(rows[table.header :]),
        )

    def _write_cell(self, cell: Cell) -> Markup:
        spans = {"colspan": cell.columns, "rowspan": cell.rows}
        stated = [Markup(' {}="{}"').format(name, count) for name, count in spans.items() if count > 1]
        if align := (cell if cell.head else centre_number(cell)).align:
            stated.append(Markup(' class="to-{}"').format(align))
        inner = Markup().join(map(self.write, cell.blocks))
        tag = "th" if cell.head else "td"
        return Markup("<{}{}>{}</{}>").format(tag, Markup().join(stated), inner, tag)


def _write_run(run: Run) -> Markup:
    html = Markup("<br>").join(escape(line) for line in run.text.split("\n"))
    for mark in run.marks:
        html = Markup("<{}>{}</{}>").format(mark, html, mark)
    return Markup('<span class="f-{}">{}</span>').format(run.font, html) if run.font else html
