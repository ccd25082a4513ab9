"""A .docx, opened: its parts by what they are to the text; and what no file may bring along."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from jianbao.intake.filetypes import refuse_macros
from jianbao.intake.packing import unpack
from jianbao.intake.parsing import RELATIONSHIP, Element, W, parse_xml
from jianbao.intake.refusing import SAVE_AS, RefusedError, refuse_damaged
from jianbao.settings import IntakeSettings

_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_OFFICE_KINDS = {"xl/": "Excel 表格", "ppt/": "演示文稿", "Index/": "Pages 文稿"}
_HARMLESS = ("hyperlink",)
_LINKED = {"attachedTemplate": "模板", "image": "图片", "oleObject": "对象", "frame": "网页框架", "subDocument": "文件"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """``kind`` is the last word of its type; ``target`` a path in the file, or an address where it is ``external``."""

    kind: str
    target: str
    external: bool


@dataclass(kw_only=True)
class WordFile:
    """``main`` is the path of the text; parts are parsed when asked for, once."""

    parts: dict[str, bytes]
    main: str
    _parsed: dict[str, Element] = field(default_factory=dict)

    def parse(self, path: str) -> Element:
        if path not in self._parsed:
            self._parsed[path] = parse_xml(self.parts[path])
        return self._parsed[path]

    def glance(self, path: str) -> Element:
        """A part that is looked at once and not kept."""
        return self._parsed.get(path) if path in self._parsed else parse_xml(self.parts[path])

    @cached_property
    def body(self) -> Element:
        body = self.parse(self.main).find(f"{W}body")
        if body is None:
            raise RefusedError("word-unknown", "这不是 Word 文件", SAVE_AS)
        return body

    @cached_property
    def relations(self) -> dict[str, Relation]:
        return read_relations(self, self.main)

    def part(self, kind: str) -> Element | None:
        """The part that the text names as its ``styles``, ``numbering``, ``comments`` …; None where there is none."""
        found = (r.target for r in self.relations.values() if r.kind == kind and not r.external)
        return next((self.parse(path) for path in found if path in self.parts), None)


def open_word(data: bytes, limits: IntakeSettings) -> WordFile:
    """Raises RefusedError for what is no Word file, or has macros or links to what lies outside of it."""
    parts = unpack(data, limits)
    types = parts.get("[Content_Types].xml", b"")
    if any(name.lower().rpartition("/")[2] in _MACROS for name in parts) or b"macroEnabled" in types:
        raise refuse_macros()
    word = WordFile(parts=parts, main=_find_main(parts))
    for path in sorted(parts):
        if path.endswith(".rels"):
            _refuse_links(_parse_relations(word.parse(path), ""))
    return word


def _find_main(parts: dict[str, bytes]) -> str:
    """Whatever the package calls its document; by its usual name where it does not say."""
    other = next((what for folder, what in _OFFICE_KINDS.items() if any(name.startswith(folder) for name in parts)), "")
    named = ["word/document.xml"]
    if "_rels/.rels" in parts:
        relations = _parse_relations(parse_xml(parts["_rels/.rels"]), "")
        named = [r.target for r in relations.values() if r.kind == "officeDocument"] + named
    main = next((path for path in named if path in parts), None)
    if main is not None and not (other and not main.startswith("word/")):
        return main
    if other:
        raise RefusedError("word-unknown", f"这是{other}，不是 Word 文件", "请用写稿时的 Word 文件")
    if "[Content_Types].xml" in parts:
        raise refuse_damaged("文件里没有正文，可能已损坏")
    raise RefusedError("word-unknown", "这是压缩包，不是 Word 文件", "解压以后，导入里面的 Word 文件")


def read_relations(word: WordFile, path: str) -> dict[str, Relation]:
    """By id, those of one part."""
    folder, _, name = path.rpartition("/")
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    return _parse_relations(word.parse(listed), folder) if listed in word.parts else {}


def _parse_relations(root: Element, folder: str) -> dict[str, Relation]:
    """Targets are relative to the folder of their part, or to the top where they begin with a slash."""
    found = {}
    for element in root.iter(RELATIONSHIP):
        external = element.get("TargetMode", "").lower() == "external"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relation(kind=kind, target=target, external=external)
    return found


def _refuse_links(relations: dict[str, Relation]) -> None:
    """Opening such a file would fetch them; only what somebody has to click on is harmless."""
    for relation in relations.values():
        if relation.external and relation.kind not in _HARMLESS:
            what = _LINKED.get(relation.kind, "内容")
            hint = "在 Word 里全选、复制，粘贴到新建的空白文档，存成“Word 文档（*.docx）”，再导入"
            raise RefusedError("word-external", f"文件链接了外部的{what}，不能导入", hint)
