"""A paper as text that can be compared: a line for each paragraph with its role, a table row by row, marks as signs."""

from __future__ import annotations

from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, Paper, Paragraph, Rule, Run, Table

_SIGNS = {"ins": ("{+", "+}"), "del": ("[-", "-]"), "strong": ("**", "**")}


def show_paper(paper: Paper) -> str:
    """Line ends within a paragraph stand as ``⏎``."""
    return "\n".join([f"《{paper.title}》 {paper.style.id}", *(show_block(block) for block in paper.blocks), ""])


def show_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        anchor = f" #{block.anchor}" if block.anchor else f" →#{block.page_of}" if block.page_of else ""
        return f"{block.role}{anchor}：{_show_runs(block)}"
    if isinstance(block, Table):
        rows = [" | ".join(_show_cell(cell) for cell in row) for row in block.rows]
        return "\n".join([f"表 {block.widths} 表头{block.header}行", *(f"  {row}" for row in rows)])
    if isinstance(block, Figure):
        return f"图：{block.caption}（{block.width}×{block.height}）"
    assert isinstance(block, Rule | Break)
    return "线" if isinstance(block, Rule) else f"另页{'（横）' if block.landscape else ''}"


def _show_cell(cell: Cell) -> str:
    span = f"<{cell.columns}×{cell.rows}>" if (cell.columns, cell.rows) != (1, 1) else ""
    usual = "head" if cell.head else "cell"
    parts = [
        show_block(part).removeprefix(f"{usual}：") if isinstance(part, Paragraph) else show_block(part)
        for part in cell.blocks
    ]
    return span + " ／ ".join(parts)


def _show_runs(paragraph: Paragraph) -> str:
    return "".join(_show_run(run) for run in paragraph.runs).replace("\n", "⏎")


def _show_run(run: Run) -> str:
    text = run.text
    for mark in run.marks:
        before, after = _SIGNS.get(mark, (f"<{mark}>", f"</{mark}>"))
        text = f"{before}{text}{after}"
    return text
