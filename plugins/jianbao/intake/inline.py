"""The inside of a paragraph: runs, tracked changes, fields, links, notes and drawings → pieces of text."""

from __future__ import annotations

from collections.abc import Callable

from jianbao.intake.asides import Asides
from jianbao.intake.fields import FieldStack
from jianbao.intake.graphics import Pictures
from jianbao.intake.line import Line
from jianbao.intake.opening import Relation
from jianbao.intake.parsing import DGM, MC, A, C, Element, M, O, R, V, W
from jianbao.intake.refusing import SAVE_AS, TOO_DEEP, RefusedError
from jianbao.intake.remarks import Remarks, cut
from jianbao.intake.styles import Properties, Styles
from jianbao.intake.symbols import UNKNOWN, clean, raise_text, show_symbol
from jianbao.problems import Level

_DEEPEST = 40
_SHOWN = (f"{W}txbxContent", f"{A}blip", f"{V}imagedata", f"{C}chart", f"{DGM}relIds")
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


class InlineReader:
    """Reads paragraph after paragraph: a field may begin in one and end in another."""

    def __init__(
        self, styles: Styles, relations: dict[str, Relation], asides: Asides, pictures: Pictures, remarks: Remarks
    ) -> None:
        self._styles, self._relations, self._asides = styles, relations, asides
        self._pictures, self._remarks = pictures, remarks
        self._fields, self._look, self._line = FieldStack(), Properties(), Line()
        self._removed: list[str] | None = None
        # Of each comment where it begins in this paragraph, and once it has ended, what it is about.
        self._begun: dict[str, int] = {}
        self._about: dict[str, str] = {}
        self._commented: set[str] = set()
        self._depth = 0
        self._of_paragraph = self._list_paragraph_readers()
        self._of_run = self._list_run_readers()

    def _list_paragraph_readers(self) -> dict[str, Callable[[Element], None]]:
        """By tag, what stands in a paragraph; all else in it is no text."""
        inner = ("smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent")
        return {f"{W}{name}": self._walk for name in inner} | {
            f"{W}r": self._read_run,
            f"{W}ins": lambda e: self._read_kept(e, "word-inserted"),
            f"{W}moveTo": lambda e: self._read_kept(e, "word-moved"),
            f"{W}del": lambda e: self._read_removed(e, "word-deleted"),
            f"{W}moveFrom": lambda e: self._read_removed(e, ""),
            f"{W}hyperlink": self._read_link,
            f"{W}sdt": self._read_control,
            f"{W}commentRangeStart": self._begin_range,
            f"{W}commentRangeEnd": self._end_range,
            f"{M}oMath": self._read_equation,
            f"{M}oMathPara": self._read_equation,
        }

    def _list_run_readers(self) -> dict[str, Callable[[Element], None]]:
        """By tag, what stands in a run."""
        return {
            f"{W}t": lambda e: self._add(e.text or ""),
            f"{W}delText": lambda e: self._add(e.text or ""),
            f"{W}instrText": lambda e: self._fields.say(e.text or ""),
            f"{W}br": self._read_break,
            f"{W}sym": self._read_symbol,
            f"{W}fldChar": self._read_field_sign,
            f"{W}footnoteReference": lambda e: self._add_note(self._asides.footnotes, e),
            f"{W}endnoteReference": lambda e: self._add_note(self._asides.endnotes, e),
            f"{W}commentReference": self._tell_comment,
            f"{W}drawing": self._read_drawing,
            f"{W}pict": self._read_drawing,
            f"{W}object": self._read_object,
            f"{MC}AlternateContent": self._read_alternative,
        }

    def read(self, paragraph: Element, look: Properties) -> Line:
        """The line of one paragraph whose look is known."""
        self._look, self._line = look, Line()
        self._walk(paragraph)
        self._fields.end_paragraph()
        self._about |= {identity: self._line.quote(begin) for identity, begin in self._begun.items()}
        self._begun.clear()
        self._line.tell(self._remarks)
        return self._line

    def _walk(self, element: Element) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RefusedError("word-damaged", TOO_DEEP, SAVE_AS)
        for child in element:
            if read := self._of_paragraph.get(child.tag):
                read(child)
        self._depth -= 1

    # -- runs -----------------------------------------------------------------

    def _read_run(self, run: Element) -> None:
        outer = self._look
        self._look = self._styles.run(outer, run.find(f"{W}rPr"))
        self._read_members(run)
        self._look = outer

    def _read_members(self, element: Element) -> None:
        for child in element:
            if child.tag in _SIGNS:
                self._add(_SIGNS[child.tag])
            elif child.tag == f"{W}ruby":
                for base in child.findall(f"{W}rubyBase"):
                    self._walk(base)
            elif read := self._of_run.get(child.tag):
                read(child)

    def _add(self, text: str, *, sign: bool = False) -> None:
        """Text where it stands, unless it is the code of a field, struck out by a tracked change, or hidden."""
        if not self._fields.shows:
            return
        text = clean(text) if not sign else text
        if self._removed is not None:
            self._removed.append(text)
        elif self._look.get("vanish"):
            self._line.hidden.append(text)
        else:
            raised = self._look.get("raised", "")
            if raised in ("superscript", "subscript") and text.strip():
                other = raise_text(text, raised)
                self._line.raised.append("" if other else text)
                text = other or text
            self._line.add(text, self._look)

    def _read_break(self, element: Element) -> None:
        if element.get(f"{W}type", "textWrapping") == "textWrapping":
            self._add("\n", sign=True)

    def _read_symbol(self, element: Element) -> None:
        typeface, code = element.get(f"{W}font", ""), element.get(f"{W}char", "")
        shown = show_symbol(typeface, code)
        if shown is None:
            message = f"有一个符号（字体 {typeface or '不明'}）认不出来，写作“{UNKNOWN}”"
            self._remarks.add("word-symbol", message, "对照原文改成相应的字")
        self._add(shown or UNKNOWN, sign=True)

    def _read_field_sign(self, element: Element) -> None:
        address = self._fields.sign(element.get(f"{W}fldCharType", ""), self._line.at)
        if address:
            self._tell_link(self._line.quote(address[1]), address[0])

    # -- changes, links, comments ---------------------------------------------

    def _read_kept(self, element: Element, code: str) -> None:
        begin = self._line.at
        self._walk(element)
        author, end = element.get(f"{W}author", ""), self._line.at
        self._remarks.change(code, author, self._line.say(begin), begin, end)
        if any(piece.picture for piece, _ in self._line.pieces[begin:]):
            self._remarks.change(code, author, "（一张图片）")

    def _read_removed(self, element: Element, code: str) -> None:
        """Of what was moved it is enough to tell where it came to."""
        outer, self._removed = self._removed, []
        self._walk(element)
        words, self._removed = "".join(self._removed), outer
        if code:
            self._remarks.change(code, element.get(f"{W}author", ""), words, self._line.at, self._line.at)

    def _read_link(self, element: Element) -> None:
        begin = self._line.at
        self._walk(element)
        relation = self._relations.get(element.get(f"{R}id", ""))
        if relation and relation.external:
            self._tell_link(self._line.quote(begin), relation.target)

    def _tell_link(self, words: str, address: str) -> None:
        if words.strip():
            self._remarks.add("word-link", f"“{words}”有链接（{cut(address)}），只留文字", level=Level.NOTICE)

    def _read_control(self, element: Element) -> None:
        """A content control; what only says where to type is no text of anybody's."""
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self._remarks.add("word-empty-field", "有一处要填的没有填", "看看是否要补", Level.NOTICE)
            return
        self._walk(content)

    def _begin_range(self, element: Element) -> None:
        self._begun[element.get(f"{W}id", "")] = self._line.at

    def _end_range(self, element: Element) -> None:
        identity = element.get(f"{W}id", "")
        self._about[identity] = self._about.get(identity) or self._line.quote(self._begun.pop(identity, self._line.at))

    def _tell_comment(self, element: Element) -> None:
        identity = element.get(f"{W}id", "")
        comment = self._asides.comments.get(identity)
        if comment is None or identity in self._commented:
            return
        self._commented.add(identity)
        words = self._about.get(identity, "")
        about = f"对“{words}”" if words else ""
        message = f"有批注：{comment.author or '有人'}{about}写道“{cut(comment.words)}”，没有写进正文"
        self._remarks.add("word-comment", message, "看看批注说的是否要改")

    def tell_rest(self) -> None:
        """Comments that no place in the text names, once all of it is read."""
        for identity, comment in self._asides.comments.items():
            if identity not in self._commented and comment.words:
                message = f"有批注：{comment.author or '有人'}写道“{cut(comment.words)}”，没有写进正文"
                self._remarks.tell("word-comment", message, "看看批注说的是否要改")

    # -- notes, equations, drawings -------------------------------------------

    def _add_note(self, notes: dict[str, str], element: Element) -> None:
        if words := notes.get(element.get(f"{W}id", ""), ""):
            self._line.add(f"（注：{words}）", {**self._look, "raised": ""})
            self._remarks.add("word-note", f"有脚注“{cut(words)}”，写在文中的括号里", level=Level.NOTICE)

    def _read_equation(self, element: Element) -> None:
        words = "".join(text.text or "" for text in element.iter(f"{M}t"))
        self._add(words)
        self._remarks.add("word-object", f"有公式，只留文字“{cut(clean(words))}”", "对照原文改成能用文字写的式子")

    def _read_drawing(self, drawing: Element) -> None:
        if self._removed is not None:
            self._removed.append("（一张图片）")
            return
        self._line.boxes += [box for box in drawing.iter(f"{W}txbxContent") if _is_outermost(box, drawing)]
        for piece in self._pictures.read(drawing):
            self._line.show(piece)

    def _read_object(self, element: Element) -> None:
        program = next((e.get("ProgID", "") for e in element.iter(f"{O}OLEObject")), "")
        said = f"（{program}）" if program else ""
        hint = "表格直接用 Word 的表格；其他的另存为 PNG 图片，再插进来"
        self._remarks.add("word-object", f"有嵌入的对象{said}，没有导入", hint)

    def _read_alternative(self, element: Element) -> None:
        """The newer form of a drawing, or what stands there for older programs where that shows nothing to us."""
        forms = [*element.findall(f"{MC}Choice"), *element.findall(f"{MC}Fallback")]
        shown = [form for form in forms if next(form.iter(*_SHOWN, f"{W}t"), None) is not None]
        for form in shown[:1]:
            self._read_members(form)


def _is_outermost(box: Element, drawing: Element) -> bool:
    """A box within a box is read with it."""
    for parent in box.iterancestors():
        if parent is drawing:
            return True
        if parent.tag in (f"{W}txbxContent", f"{MC}Fallback"):
            return False
    return True
