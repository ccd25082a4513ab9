"""The text of a Word file in order: paragraphs with their numbers, tables as grids, text boxes at their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jianbao.intake.blocks import Block, Paragraph, Piece, Table
from jianbao.intake.grids import WIDEST, Cell, lay_grid
from jianbao.intake.inline import InlineReader
from jianbao.intake.line import Line
from jianbao.intake.listing import Lists
from jianbao.intake.parsing import MC, Element, M, W, is_on, value_of
from jianbao.intake.refusing import SAVE_AS, TOO_DEEP, RefusedError
from jianbao.intake.remarks import Remarks, cut
from jianbao.intake.styles import Properties, Styles
from jianbao.intake.texts import join_texts
from jianbao.problems import Level

_DEEPEST = 16
_INNER = tuple(f"{W}{name}" for name in ("customXml", "smartTag", "sdtContent", "ins", "moveTo"))
_CONTENTS = re.compile(r"toc\d*|tocheading|目录\d*|目录标题")


class BlockReader:
    """Reads one body; ``most`` is the number of paragraphs that it may have."""

    def __init__(self, styles: Styles, lists: Lists, inline: InlineReader, remarks: Remarks, most: int) -> None:
        self._styles, self._lists, self._inline, self._remarks = styles, lists, inline, remarks
        self._most, self._depth, self._count = most, 0, 0
        self._carried: list[tuple[Piece, Properties]] = []
        self._contents = self._formats = 0

    def read(self, container: Element) -> list[Block]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RefusedError("word-damaged", TOO_DEEP, SAVE_AS)
        blocks = [block for child in container for block in self._read_child(child)]
        self._depth -= 1
        return blocks

    def tell_rest(self) -> None:
        """What is said once for the whole text."""
        if self._contents:
            self._remarks.tell("word-dropped", f"目录{self._contents}行没有导入", level=Level.NOTICE)
        if self._formats:
            message = f"有{self._formats}处格式修订，不影响文字"
            self._remarks.tell("word-formatted", message, level=Level.NOTICE)
        self._inline.tell_rest()

    def _read_child(self, child: Element) -> Iterator[Block]:
        if child.tag == f"{W}p":
            yield from self._read_paragraph(child)
        elif child.tag == f"{W}tbl":
            yield from self._read_table(child)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            yield from self.read(content) if content is not None else ()
        elif child.tag in _INNER:
            yield from self.read(child)
        elif child.tag in (f"{W}del", f"{W}moveFrom"):
            self._remarks.change("word-deleted", child.get(f"{W}author", ""), join_texts(child))
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            yield from self.read(chosen) if chosen is not None else ()
        elif child.tag == f"{M}oMathPara":
            # Where no paragraph holds it, as some converters write: it is read as one.
            holder = child.makeelement(f"{W}p")
            holder.append(child)
            yield from self._read_paragraph(holder)
        elif child.tag == f"{W}altChunk":
            self._remarks.add("word-object", "有插入的另一个文件，没有导入", "在 Word 里全选、复制，粘贴为文字")

    # -- paragraphs -----------------------------------------------------------

    def _read_paragraph(self, element: Element) -> Iterator[Block]:
        self._count += 1
        if self._count > self._most:
            raise RefusedError("word-large", f"正文超过{self._most}段", "一件事写一篇稿件；书稿、汇编请分开报")
        properties = element.find(f"{W}pPr")
        look = self._styles.paragraph(properties)
        line = self._inline.read(element, look)
        self._formats += sum(1 for _ in element.iter(f"{W}pPrChange", f"{W}rPrChange"))
        yield from self._read_boxes(line)
        if _is_mark_removed(properties):
            self._carried += line.pieces
            return
        line.pieces, self._carried = [*self._carried, *line.pieces], []
        label, bullet = self._lists.number(look)
        if _CONTENTS.fullmatch(look.get("name", "")):
            self._contents += 1
        elif any(piece.picture or piece.text.strip() for piece, _ in line.pieces):
            yield from self._finish(line, look, label, bullet)

    def _finish(self, line: Line, look: Properties, label: str, bullet: int | None) -> Iterator[Paragraph]:
        """One paragraph, or as many as its line breaks make of it."""
        whole = line.find_look(look)
        number = self._remarks.paragraph
        for index, pieces in enumerate(_split_lines([piece for piece, _ in line.pieces])):
            first = index == 0
            yield Paragraph(
                number=number,
                pieces=pieces,
                look=whole,
                label=label if first else "",
                bullet=bullet if first else None,
            )
        if line.say().strip() and not self._remarks.in_table:
            self._remarks.paragraph += 1
        self._remarks.settle()

    def _read_boxes(self, line: Line) -> Iterator[Block]:
        """Before the paragraph on which they hang: that of a masthead hangs on the title."""
        for box in line.boxes:
            number = self._remarks.paragraph
            blocks = self.read(box)
            words = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
            if words.strip():
                message = f"“{cut(words)}”在文本框里，按所在的位置读出"
                self._remarks.add("word-box", message, "看看位置对不对", Level.NOTICE, number)
            yield from blocks

    # -- tables ---------------------------------------------------------------

    def _read_table(self, table: Element) -> Iterator[Block]:
        """A table of one cell is a frame around text: it is read as text."""
        number, outer = self._remarks.paragraph, self._remarks.in_table
        cells = [cell for row in _members(table, "tr") for cell in _members(row, "tc")]
        if len(cells) == 1 and not outer:
            self._remarks.add_table("word-table", "只有一格，里面的文字按普通段落写", "", Level.NOTICE, number)
            yield from self.read(cells[0])
            return
        self._remarks.in_table = True
        rows = [self._read_row(row) for row in _members(table, "tr") if not self._is_row_removed(row)]
        self._remarks.in_table = outer
        grid = lay_grid([row for row in rows if row])
        if grid.merged:
            message = f"有{grid.merged}处合并的单元格：横向合并的只写在第一格，纵向合并的每行都写"
            self._remarks.add_table("word-table", message, "看看各行各列是否对得上", Level.NOTICE, number)
        if grid.clipped:
            message = f"超过{WIDEST}列，右边的列没有导入"
            self._remarks.add_table("word-table", message, "把表格分成几个，或只留要用的列", Level.WARNING, number)
        if grid.nested:
            message = f"里还有{grid.nested}个表格，已并成一格文字"
            self._remarks.add_table("word-table", message, "看看意思是否清楚", Level.WARNING, number)
        if grid.rows or grid.pictures:
            yield Table(number=number, rows=grid.rows, pictures=grid.pictures)

    def _is_row_removed(self, row: Element) -> bool:
        """Rows can be put in and struck out as text can."""
        for name, code in (("ins", "word-inserted"), ("del", "word-deleted")):
            mark = row.find(f"{W}trPr/{W}{name}")
            if mark is not None:
                words = " ".join(join_texts(cell) for cell in _members(row, "tc"))
                self._remarks.change(code, mark.get(f"{W}author", ""), f"表格的一行：{words}")
                self._remarks.settle()
        return row.find(f"{W}trPr/{W}del") is not None

    def _read_row(self, row: Element) -> list[Cell]:
        before = value_of(row.find(f"{W}trPr"), "gridBefore") or "0"
        cells = [Cell(span=_span(before))] if before != "0" else []
        for element in _members(row, "tc"):
            properties = element.find(f"{W}tcPr")
            down, across = value_of(properties, "vMerge"), value_of(properties, "hMerge")
            cell = Cell(
                blocks=tuple(self.read(element)),
                span=_span(value_of(properties, "gridSpan") or "1"),
                continues_above=down is not None and down != "restart",
                continues_left=across is not None and across != "restart",
            )
            cells.append(cell)
        return cells


def _members(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table, cells of a row: some stand in content controls."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", *_INNER):
            yield from _members(child, name)


def _span(written: str) -> int:
    return max(1, min(int(written), 64)) if re.fullmatch("[0-9]{1,3}", written) else 1


def _is_mark_removed(properties: Element | None) -> bool:
    """Whether the end of the paragraph was struck out, so that the next one goes on in it."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and is_on(mark, "del") is True


def _split_lines(pieces: list[Piece]) -> list[tuple[Piece, ...]]:
    """At each line break; a line with nothing on it is none."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n") if not piece.picture else [piece.text]
        lines[-1].append(replace(piece, text=first))
        lines += [[replace(piece, text=other)] for other in others]
    kept = [tuple(piece for piece in line if piece.text or piece.picture) for line in lines]
    return [line for line in kept if any(piece.picture or piece.text.strip() for piece in line)]
