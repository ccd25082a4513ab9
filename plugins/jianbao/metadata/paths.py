"""Where each value of a mapping stands: ``approver``, ``tags[1]``, ``reviews[0].at``."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.metadata.keys import canonical_key
from jianbao.metadata.tree import Mapping, Node, Scalar, Sequence
from jianbao.problems import Place


def locate_values(mapping: Mapping) -> tuple[dict[str, Place], dict[str, str]]:
    """Places of all values and the text of the plain ones, by path; of a repeated key the first."""
    places: dict[str, Place] = {}
    texts: dict[str, str] = {}
    for path, node in _walk(mapping, ""):
        if places.setdefault(path, node.place) is node.place and isinstance(node, Scalar):
            texts[path] = node.text
    return places, texts


def _walk(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if path:
        yield path, node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            name = canonical_key(key.text)
            yield from _walk(value, f"{path}.{name}" if path else name)
    elif isinstance(node, Sequence):
        for number, member in enumerate(node.items):
            yield from _walk(member, f"{path}[{number}]")
