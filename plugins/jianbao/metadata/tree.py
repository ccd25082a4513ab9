"""YAML text → a tree of text scalars, sequences and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from jianbao.metadata.diagnosis import diagnose
from jianbao.problems import Place, Problem

# Deeper nesting than any record has; stops a hostile file before it costs anything.
MAX_DEPTH = 12

_Loader = getattr(yaml, "CLoader", yaml.Loader)

# YAML 1.1 ends a line at these, an editor does not: places would be wrong after one that Word left behind.
YAML_LINE_ENDS = "\x85\u2028\u2029"
_AS_SPACES = str.maketrans(dict.fromkeys(YAML_LINE_ENDS, " "))


@dataclass(frozen=True, kw_only=True, slots=True)
class Scalar:
    """One value as written; ``plain`` when it stands without quotes."""

    place: Place
    text: str
    plain: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Sequence:
    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mapping:
    """Keys in the order written, repeated keys included."""

    place: Place
    entries: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """A construct of YAML that records do not use."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse_tree(text: str, path: str, *, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The single document in ``text`` (None when empty); ``first_line`` is where the text begins in its file."""
    loader = _Loader(text.translate(_AS_SPACES))
    try:
        return _TreeBuilder(loader, path, first_line - 1).build(), []
    except _RefusedError as refused:
        return None, [refused.problem]
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, text, path, first_line)]
    finally:
        loader.dispose()


class _TreeBuilder:
    """Pulls parser events. Anchors, aliases and tags are refused: no record needs them, and aliases can be bombs."""

    def __init__(self, loader: yaml.Loader, path: str, offset: int) -> None:
        self._loader, self._path, self._offset = loader, path, offset

    def build(self) -> Node | None:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refused(event, "一个文件里只能有一个开头部分", "删去多余的“---”及其后的内容")
        empty = isinstance(root, Scalar) and root.plain and root.text == ""
        return None if empty else root

    def _next(self) -> yaml.Event:
        event: yaml.Event = self._loader.get_event()  # type: ignore[no-untyped-call]  # the stub has no types here
        return event

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # the parser marks every event
        return Place(path=self._path, line=mark.line + 1 + self._offset, column=mark.column + 1)

    def _refused(self, event: yaml.Event, message: str, hint: str) -> _RefusedError:
        return _RefusedError(Problem(code="header-syntax", place=self._place(event), message=message, hint=hint))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._refused(event, "内容以 & 或 * 开头，系统另有用处", "去掉它，或给整个内容加一对半角引号")
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)  # the only other events of a value
        if event.tag is not None and event.tag != "!":
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._refused(event, f"内容以“{written}”开头，系统另有用处", "去掉它，或给整个内容加一对半角引号")
        if depth > MAX_DEPTH:
            raise self._refused(event, "嵌套层次过深", "检查括号和缩进")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(place=self._place(event), text=event.value, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(place=self._place(start), items=tuple(items))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refused(event, "字段名必须是文字", "检查方括号、花括号是否用错")
            entries.append((key, self._node(self._next(), depth + 1)))
        return Mapping(place=self._place(start), entries=tuple(entries))


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return diagnose(text, path, first_line, (0, 0), in_control=True)
    return diagnose(text, path, first_line, (mark.line, mark.column))
