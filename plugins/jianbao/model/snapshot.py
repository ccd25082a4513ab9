"""A frozen value as canonical JSON and back: what a signed issue or an issued bulletin keeps for ever."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from jianbao.model.access import Access

Value = TypeVar("Value")


def encode_snapshot(value: Any, version: int) -> bytes:
    """Sorted keys, UTF-8, ``\\n`` line ends. Same value, same bytes."""
    keyed = {"format": version, **asdict(value)}
    text = json.dumps(keyed, ensure_ascii=False, indent=1, sort_keys=True, default=_encode_value)
    return text.encode() + b"\n"


def _encode_value(value: object) -> object:
    if isinstance(value, Access):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)


def decode_snapshot(kind: type[Value], data: bytes, version: int) -> Value:
    """The value in a snapshot. Raises ValueError when it is not one, down to the type of every value in it."""
    try:
        value = json.loads(data)
        if value.pop("format") != version:
            raise ValueError("format")
        built: Value = _build(kind, value)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return built


def _build(kind: Any, value: Any) -> Any:
    """A value of JSON as the declared type; every wrong one raises an error that ``decode_snapshot`` names."""
    if is_dataclass(kind):
        return _build_record(kind, value)
    if get_origin(kind) is tuple:
        return tuple(_build(get_args(kind)[0], member) for member in _require(list, value))
    if kind is Access:
        return Access(value)
    if kind is date or kind == date | None:
        return None if value is None and kind is not date else date.fromisoformat(value)
    return _require(kind, value)


def _build_record(kind: Any, value: Any) -> Any:
    hints = _type_hints(kind)
    return kind(**{key: _build(hints[key], member) for key, member in value.items()})


def _require(kind: type, value: Any) -> Any:
    if type(value) is not kind:  # True is no number here
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


@cache
def _type_hints(kind: Any) -> dict[str, Any]:
    # Names are looked up in the module alone: inside the class, ``date`` may be a field.
    return get_type_hints(kind, vars(sys.modules[kind.__module__]), {})
