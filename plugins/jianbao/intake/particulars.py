"""报送要素: who wrote, who signed off, when; read from lines such as 报送单位：城关镇　撰稿人：张××."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jianbao.intake.dates import find_date
from jianbao.intake.unit_names import UnitNames
from jianbao.metadata import Moment

_UNIT = ("报送单位", "供稿单位", "来稿单位", "报送部门", "撰稿单位", "联合报送", "报送机关", "填报单位")
_EITHER = ("供稿", "来稿", "撰稿", "撰稿人", "供稿人", "执笔", "执笔人", "作者", "拟稿", "拟稿人", "撰写人", "信息员")
_AUTHOR = (*_EITHER, "联系人", "报送人", "填报人", "通讯员")
_PHONE = ("联系电话", "电话", "手机", "联系方式", "手机号码", "办公电话")
# Who signed off is named before who looked it through.
_APPROVER = (
    "签发人",
    "签发",
    "审签人",
    "审签",
    "签批人",
    "审定",
    "审批",
    "审批人",
    "审核人",
    "审核",
    "审稿人",
    "审稿",
    "核稿",
)
_DATE = ("报送时间", "报送日期", "上报时间", "上报日期", "成文日期", "日期")
_OTHER = ("责任编辑", "编辑", "校对", "校对人", "打印", "编审", "主编", "本期编辑", "总编", "复核", "印数")


def _spaced(label: str) -> str:
    """审　签 is 审签."""
    return "[ \u3000]*".join(label)


_ALL = sorted({*_UNIT, *_AUTHOR, *_PHONE, *_APPROVER, *_DATE, *_OTHER}, key=lambda label: (-len(label), label))
_LABEL = re.compile(rf"(?<![^\W_])({'|'.join(map(_spaced, _ALL))})[ \u3000]*[:：]")
_TELEPHONE = re.compile(r"(?:[(（]?0[0-9]{2,3}[)）]?[-—－ ]?)?[0-9]{7,8}|1[3-9][0-9]{9}|0000-[0-9]{7}")
_SEPARATORS = " \u3000\t;；,，、|｜。()（）"
_NAME = r"[\u4e00-\u9fff·×xX○〇]{1,6}"
_PERSON = re.compile(rf"([^\s（）()，,；;：:]{{2,20}})\s+({_NAME}(?:[\s、]+{_NAME})*)")
_BRACKETED = re.compile("[（(【][^（）()【】]*[）)】]")
_LONGEST = 120


class Particulars:
    """Grows line by line; what was said first stands, but for an approver of more weight."""

    def __init__(self, names: UnitNames) -> None:
        self.names = names
        self.units: tuple[str, ...] = ()
        self.author = self.phone = self.approver = ""
        self.date: Moment | None = None
        self._signed: tuple[str, ...] = ()
        self._supposed: tuple[str, ...] = ()
        self._signed_on: Moment | None = None
        self._supposed_on: Moment | None = None
        self._weight = len(_APPROVER)

    def read_line(self, line: str) -> bool:
        """Whether a line is nothing but particulars; they are then taken."""
        bare = line.strip().strip("()（）【】 \u3000")
        match = _LABEL.match(bare)
        if match is None or len(bare) > _LONGEST or "。" in bare.rstrip("。"):
            return False
        for label, value in _list_values(bare):
            self._take(label, value)
        return True

    def read_byline(self, line: str) -> bool:
        """（城关镇　张××）: a unit, and who wrote; in brackets known units alone are one too."""
        bare = line.strip().strip("()（）【】 \u3000")
        match = _PERSON.fullmatch(bare)
        if match and self.names.looks_like_unit(match[1]) and not self.names.looks_like_unit(match[2]):
            self.state(self.names.read(match[1]))
            self.author = self.author or "、".join(match[2].replace("、", " ").split())
            return True
        parts = bare.replace("、", " ").split()
        if not _BRACKETED.fullmatch(line.strip()) or not parts or not all(map(self.names.is_known, parts)):
            return False
        self.state(self.names.read(bare))
        return True

    def read_table(self, rows: Sequence[Sequence[str]]) -> bool:
        """A form of labels and what was filled in beside them, and nothing else."""
        found: list[tuple[str, str]] = []
        for row in rows:
            label = ""
            for cell in filter(None, row):
                bare = "".join(cell.split()).rstrip(":：")
                if bare in _ALL:
                    label = bare
                elif label:
                    found.append((label, cell))
                    label = ""
                else:
                    return False
        for label, value in found:
            self._take(label, value)
        return bool(found)

    # -- what was said where: a stated unit goes before one that signed, that before one in a masthead ----------

    def state(self, units: tuple[str, ...]) -> None:
        self.units = self.units or units

    def sign(self, *, units: tuple[str, ...] = (), day: Moment | None = None) -> None:
        self._signed, self._signed_on = self._signed or units, self._signed_on or day

    def suppose(self, units: tuple[str, ...], day: Moment | None) -> None:
        self._supposed, self._supposed_on = self._supposed or units, self._supposed_on or day

    def settle(self) -> None:
        """Once all lines are read."""
        self.units = self.units or self._signed or self._supposed
        self.date = self.date or self._signed_on or self._supposed_on

    def _take(self, label: str, value: str) -> None:
        if label in _UNIT:
            self.state(self.names.read(value))
        elif label in _PHONE:
            self.phone = self.phone or value
        elif label in _DATE:
            self.date = self.date or find_date(value)
        elif label in _APPROVER:
            weight = _APPROVER.index(label)
            if value and weight < self._weight:
                self.approver, self._weight = value, weight
        elif label in _AUTHOR:
            self._take_author(value)

    def _take_author(self, value: str) -> None:
        """城关镇党政办 张×× 0000-0001021: the unit and the number may stand with the name."""
        if number := _TELEPHONE.search(value):
            self.phone = self.phone or number[0]
            value = value.replace(number[0], "")
        people = []
        for word in value.strip(_SEPARATORS).split():
            if self.names.is_known(word):
                self.state(self.names.read(word))
            else:
                people.append(word.strip(_SEPARATORS))
        self.author = self.author or "、".join(filter(None, people))


def _list_values(line: str) -> Iterator[tuple[str, str]]:
    """Each label without its spaces, and what stands behind it up to the next one."""
    found = list(_LABEL.finditer(line))
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=True):
        yield "".join(match[1].split()), " ".join(line[match.end() : end].strip(_SEPARATORS).split())
