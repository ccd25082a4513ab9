"""Typed getters over one mapping. A record's ``from_fields`` reads as its schema; every slip becomes a problem."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from jianbao.metadata.keys import ALIASES, canonical_key, label_key
from jianbao.metadata.moments import Moment, parse_moment, say_wrong
from jianbao.metadata.tree import Mapping, Node, Scalar, Sequence
from jianbao.metadata.vocabulary import SETTINGS_OF, Vocabulary, nearest_name
from jianbao.problems import Place, Problem

Choice = TypeVar("Choice", bound=Enum)

_BOOLEANS = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}
IDENTITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_IDENTITY = 40
RECORD_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")


def parse_numbers(text: str) -> tuple[int, ...]:
    """``12`` → (12,), ``7-8`` → (7, 8); empty for what is no number of an issue."""
    if match := re.fullmatch(r"([0-9]{1,6})(?:[-—–~]([0-9]{1,6}))?", text.strip()):
        first, last = int(match[1]), int(match[2] or match[1])
        if 0 < first <= last < first + 10:
            return tuple(range(first, last + 1))
    return ()


class Fields:
    """One mapping under reading. ``problems`` grows as getters are called; call ``finish`` last."""

    def __init__(self, mapping: Mapping, vocabulary: Vocabulary, problems: list[Problem] | None = None) -> None:
        self.mapping, self.vocabulary = mapping, vocabulary
        self.problems = problems if problems is not None else []
        self._asked: set[str] = set()
        self._values: dict[str, tuple[Scalar, Node]] = {}
        for key, value in mapping.entries:
            self._add(key, value)

    def _add(self, key: Scalar, value: Node) -> None:
        name = canonical_key(key.text)
        if name not in self._values:
            self._values[name] = (key, value)
            return
        first = self._values[name][0].place.line
        message = f"字段“{label_key(name)}”重复，前一处在第{first}行"
        self.report("field-duplicate", key.place, message, "留下一个，删去另一个")

    # -- places and problems ------------------------------------------------

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code=code, place=place, message=message, hint=hint))

    def place(self, key: str) -> Place:
        """Where the value stands; the mapping itself where there is no such field."""
        return self._values[key][1].place if key in self._values else self.mapping.place

    def has(self, key: str) -> bool:
        return key in self._values

    def is_word(self, key: str, *words: str) -> bool:
        """Whether the value is one of these words; it then counts as read."""
        node = self._values[key][1] if key in self._values else None
        said = isinstance(node, Scalar) and node.text.strip() in words
        if said:
            self._asked.add(key)
        return said

    def holds_groups(self, key: str) -> bool:
        """Whether the value is a list of groups of fields rather than of plain values."""
        node = self._values[key][1] if key in self._values else None
        return isinstance(node, Sequence) and any(isinstance(member, Mapping) for member in node.items)

    def holds_group(self, key: str) -> bool:
        """Whether the value is one group of fields."""
        return key in self._values and isinstance(self._values[key][1], Mapping)

    def finish(self) -> list[Problem]:
        """Reports every field that no getter asked for, with the nearest known name."""
        known = sorted(self._asked)
        for name, (key, _) in self._values.items():
            if name in self._asked:
                continue
            spelled = known + [ALIASES[known_key] for known_key in known if known_key in ALIASES]
            near = nearest_name(key.text, spelled, 0.5)
            hint = f"是不是想写“{label_key(canonical_key(near))}”？" if near else "这里可用的字段：" + "、".join(known)
            self.report("field-unknown", key.place, f"不认识字段“{key.text}”", hint)
        return self.problems

    # -- getters ------------------------------------------------------------

    def _node(self, key: str, required: bool) -> Node | None:
        self._asked.add(key)
        if key not in self._values:
            if required:
                self.report("field-missing", self.mapping.place, f"缺少字段“{label_key(key)}”", f"补上“{key}: …”一行")
            return None
        node = self._values[key][1]
        if (isinstance(node, Scalar) and not node.text.strip()) or (isinstance(node, Sequence) and not node.items):
            hint = "填上内容" if required else "填上内容，或删去这一行"
            self.report("field-empty", self._values[key][0].place, f"字段“{label_key(key)}”是空的", hint)
            return None
        return node

    def _is_blank(self, key: str) -> bool:
        node = self._values[key][1] if key in self._values else None
        return isinstance(node, Scalar) and not node.text.strip()

    def _scalar(self, key: str, required: bool) -> Scalar | None:
        node = self._node(key, required)
        if node is None or isinstance(node, Scalar):
            return node
        self.report("field-type", node.place, f"字段“{label_key(key)}”应是一个值，不能是一组", "只写一个值")
        return None

    def _wrong_value(self, key: str, scalar: Scalar, expected: str, hint: str) -> None:
        self.report("field-type", scalar.place, f"字段“{label_key(key)}”的值“{scalar.text}”{expected}", hint)

    def text(self, key: str, *, required: bool = False, default: str = "", blank: bool = False) -> str:
        """A text; ``blank`` where the field may stand there empty."""
        if blank and self._is_blank(key):
            self._asked.add(key)
            return default
        scalar = self._scalar(key, required)
        return scalar.text.strip() if scalar else default

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of values; a single value counts as a list of one."""
        return tuple(scalar.text.strip() for scalar in self._scalars(key, required))

    def _scalars(self, key: str, required: bool) -> list[Scalar]:
        node = self._node(key, required)
        if node is None:
            return []
        members = node.items if isinstance(node, Sequence) else (node,)
        for member in members:
            if not isinstance(member, Scalar) or not member.text.strip():
                self.report("field-type", member.place, f"字段“{label_key(key)}”里每一项都应是一个值", "如 [甲, 乙]")
        return [member for member in members if isinstance(member, Scalar) and member.text.strip()]

    def integer(self, key: str, *, required: bool = False, default: int = 0) -> int:
        scalar = self._scalar(key, required)
        if scalar is None:
            return default
        if re.fullmatch(r"[0-9]{1,9}", scalar.text.strip()):
            return int(scalar.text)
        self._wrong_value(key, scalar, "应是一个整数", "只写数字，如 10")
        return default

    def integers(self, key: str, *, required: bool = False) -> tuple[int, ...]:
        """A number, or a closed range of numbers: ``12`` → (12,), ``7-8`` → (7, 8). Empty when absent or wrong."""
        scalar = self._scalar(key, required)
        if scalar is None:
            return ()
        numbers = parse_numbers(scalar.text)
        if not numbers:
            self._wrong_value(key, scalar, "应是一个期号", "如 12；合刊写 7-8")
        return numbers

    def boolean(self, key: str, *, default: bool = False) -> bool:
        scalar = self._scalar(key, required=False)
        if scalar is None:
            return default
        if scalar.text.lower() not in _BOOLEANS:
            self._wrong_value(key, scalar, "应是“是”或“否”", "写“是”或“否”")
        return _BOOLEANS.get(scalar.text.lower(), default)

    def moment(self, key: str, *, required: bool = False) -> Moment | None:
        scalar = self._scalar(key, required)
        if scalar is None:
            return None
        moment = parse_moment(scalar.text)
        if moment is None:
            hint = "如 2026-11-03、2026年11月3日，可加时间 09:20"
            message = f"字段“{label_key(key)}”的值“{scalar.text}”{say_wrong(scalar.text)}"
            self.report("date-impossible", scalar.place, message, hint)
        return moment

    def choice(self, key: str, kind: type[Choice], *, required: bool = False) -> Choice | None:
        """One member of an enumeration, by its Chinese value or its English name."""
        scalar = self._scalar(key, required)
        if scalar is None:
            return None
        for member in kind:
            if scalar.text.strip() in (member.value, member.name.lower()):
                return member
        self._wrong_value(key, scalar, "不在可选之列", "可选：" + "、".join(member.value for member in kind))
        return None

    def choices(self, key: str, kind: type[Choice], *, required: bool = False) -> tuple[Choice, ...]:
        """Several members of an enumeration, each as ``choice`` reads it."""
        known = {text: member for member in kind for text in (member.value, member.name.lower())}
        scalars = self._scalars(key, required)
        for scalar in scalars:
            if scalar.text.strip() not in known:
                self._wrong_value(key, scalar, "不在可选之列", "可选：" + "、".join(member.value for member in kind))
        return tuple(known[scalar.text.strip()] for scalar in scalars if scalar.text.strip() in known)

    def decimal(self, key: str, *, required: bool = False) -> Decimal | None:
        """A number with at most four places behind the point; never a binary fraction."""
        scalar = self._scalar(key, required)
        if scalar is None:
            return None
        if re.fullmatch(r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,4})?", scalar.text.strip()):
            return Decimal(scalar.text.strip())
        self._wrong_value(key, scalar, "应是一个数", "如 2、0.5、-10")
        return None

    def name(self, key: str, subject: str, *, required: bool = False) -> str:
        """The id of what is named; the text as written where the name is unknown, so that nothing is lost."""
        scalar = self._scalar(key, required)
        return self._resolve(subject, scalar) if scalar else ""

    def names(self, key: str, subject: str, *, required: bool = False) -> tuple[str, ...]:
        return tuple(self._resolve(subject, scalar) for scalar in self._scalars(key, required))

    def _resolve(self, subject: str, scalar: Scalar) -> str:
        written = scalar.text.strip()
        found = self.vocabulary.resolve(subject, written)
        if found is not None:
            return found
        near = self.vocabulary.nearest(subject, written)
        label = self.vocabulary.labels.get(subject, subject)
        hint = f"是不是“{near}”？" if near else f"{label}名单见 briefs/settings/{SETTINGS_OF.get(subject, '')}"
        self.report(f"{subject}-unknown", scalar.place, f"没有名为“{written}”的{label}", hint)
        return written

    def identity(self, key: str, *, reserved: frozenset[str] = frozenset()) -> str:
        """An id that becomes part of paths and addresses: lower-case letters, digits and single hyphens."""
        scalar = self._scalar(key, required=True)
        if scalar is None:
            return ""
        written = scalar.text.strip()
        if not IDENTITY.fullmatch(written) or len(written) > MAX_IDENTITY or written.replace("-", "").isdigit():
            hint = f"只用小写字母、数字和单个连字符，不超过{MAX_IDENTITY}个字符，不能全是数字"
            self.report("id-invalid", scalar.place, f"“{written}”不能作编号", hint)
        elif written in reserved:
            self.report("id-invalid", scalar.place, f"“{written}”是网站自己的栏目，不能作编号", "换一个编号")
        return written

    def record_id(self, key: str, *, required: bool = False) -> str:
        scalar = self._scalar(key, required)
        return self._checked_id(key, scalar) if scalar else ""

    def record_ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        return tuple(self._checked_id(key, scalar) for scalar in self._scalars(key, required))

    def _checked_id(self, key: str, scalar: Scalar) -> str:
        if not RECORD_ID.fullmatch(scalar.text.strip()):
            self._wrong_value(key, scalar, "不是编号", "编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai")
        return scalar.text.strip()

    def mappings(self, key: str, *, required: bool = False) -> list[Fields]:
        """A list of groups of fields; the caller calls ``finish`` on each."""
        node = self._node(key, required)
        if node is None:
            return []
        members = node.items if isinstance(node, Sequence) else (node,)
        for member in members:
            if not isinstance(member, Mapping):
                message = f"字段“{label_key(key)}”里每一项都应是一组“字段名: 值”"
                self.report("field-type", member.place, message, "如 - {unit: 城关镇, share: 1}")
        groups = [member for member in members if isinstance(member, Mapping)]
        return [Fields(group, self.vocabulary, self.problems) for group in groups]

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The members of a list as they stand, for the rare value that is neither a scalar nor a mapping."""
        node = self._node(key, required=False)
        return node.items if isinstance(node, Sequence) else (node,) if node else ()

    def group(self, key: str, *, required: bool = False) -> Fields | None:
        """One group of fields inside this one."""
        node = self._node(key, required)
        if node is None:
            return None
        if isinstance(node, Mapping):
            return Fields(node, self.vocabulary, self.problems)
        self.report(
            "field-type", node.place, f"字段“{label_key(key)}”应是一组“字段名: 值”", "写成 {字段名: 值, 字段名: 值}"
        )
        return None

    def groups_by_key(self) -> dict[str, Fields]:
        """Every field of this mapping as a group, for settings whose keys are names. Marks all of them as asked for."""
        return {key: group for key in list(self._values) if (group := self.group(key)) is not None}
