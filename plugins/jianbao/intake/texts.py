"""Every text in a Word file, wherever it hides: what is looked through for a 密级 mark."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.intake.opening import WordFile
from jianbao.intake.parsing import MC, A, Element, M, W

_TEXTS = (f"{W}t", f"{W}delText", f"{M}t", f"{A}t")
# Attributes that hold what somebody typed: captions, names, document variables.
_SPOKEN = ("descr", "title", f"{W}val", f"{W}name")
_SPEAKERS = ("docPr", "cNvPr", "docVar", "tblCaption", "tblDescription", "alias")
_UNTYPED = ("[Content_Types].xml", "/styles.xml", "/fontTable.xml")
_DEEPEST = 16


def list_texts(word: WordFile) -> Iterator[str]:
    """Paragraph by paragraph, table rows as one line too; deleted, hidden and replaced text with the rest."""
    for path in sorted(word.parts):
        if path.endswith(".xml") and not path.endswith(_UNTYPED):
            yield from _list_part(word.glance(path))


def _list_part(root: Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p", f"{A}p"):
        if _depth(paragraph) <= _DEEPEST:
            yield join_texts(paragraph)
    for row in root.iter(f"{W}tr"):
        if _depth(row) <= _DEEPEST:
            yield "|".join(join_texts(cell) for cell in row.iterchildren(f"{W}tc"))
    written = not root.tag.startswith((W, A))
    for element in root.iter():
        local = str(element.tag).rpartition("}")[2]
        if local in _SPEAKERS:
            yield from (element.get(name, "") for name in _SPOKEN)
        elif written and element.text and element.tag not in _TEXTS:
            yield element.text


def _depth(element: Element) -> int:
    """In how many of its own kind it stands: deeper than any text that is read, it is only looked through as part of
    them, or text within text within text would be gone through without end.
    """
    return sum(1 for _ in element.iterancestors(element.tag))


def join_texts(element: Element) -> str:
    """The text below an element; what an older program would see in its place (mc:Fallback) is said once."""
    repeated = {text for older in element.iter(f"{MC}Fallback") for text in older.iter(*_TEXTS)}
    return "".join(text.text or "" for text in element.iter(*_TEXTS) if text not in repeated)
