"""Whose each clause of a text of above is: in an overview of many places only what is said of ours can be from us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from jianbao.proposing.figures import unfold

_CLAUSE = re.compile(r"[^，。；！？：,;!?:\n]+[，。；！？：,;!?:]*")
# What may stand before the name of a place at the head of a clause.
_LEAD = (
    r"[“‘（(【\[\s·•▲●◆■\-—]*"
    r"(?:\d{1,2}\s*[.、．]\s*|[一二三四五六七八九十]+、|据|如|在|其中|例如|比如|目前|近日|近期|日前)*"
)
# What no name of a place holds, and what follows 区 or 市 where they end none (市民、区级).
_SIGN = r"[^由设分是的在为对把和与其今年民余管护统给让将被使从向到按以每些了着此本该各全级区县市有个于等及要加、\W\d]"
# Words before 区 that name none (建议区财政安排、报区委研究).
_NO_NAME = (
    r"(?!建议|另请|另据|提交|提请|商请|报请|邀请|报送|报经|抄送|上报|转交|移交|交由|通过|协调|联合|会同|配合|督促|责成|根据|按照|"
    r"结合|围绕|针对|依托|委托|争取|接到|收到|告知|通知|涉及|覆盖|组织|指导|安排|目前|现在|已经|另外|随后|同时|此前|其他|部分|一些|"
    r"多个|多数|少数|有关|相关|所有|整个|周边|附近|中心|主城|老城|新城|城乡|农村|沿街|沿河)"
)
_PLACE = rf"{_NO_NAME}{_SIGN}{{2,3}}?(?:自治县|自治州|自治区|新区|县|区|市|州|盟|旗|省)(?![民级场政域间里内直价值面容])"
_HEAD = re.compile(rf"{_LEAD}(?P<place>{_PLACE}(?:{_SIGN}{{2,3}}?(?:自治县|新区|县|区|市|旗))?)")
_LIST = re.compile(r"(?P<names>[一-龥]{2}(?:、[一-龥]{2})+)等")
_TOWN = re.compile(rf"{_LEAD}(?P<town>[一-龥]{{2}}(?:镇|乡|街道))")
# Words that end like a place and are none.
_NO_PLACE = re.compile(
    r"(?:[社小园景校厂库灾片街辖林矿牧山郊城地市摊港院病疫老特战两外邻同几三]区|保护区|功能区|服务区|试验区|"
    r"[邻外两三几同跨]县|[城超上门都夜早集股楼入]市|[县市省]区|市县|县市|省市|[广神]州)$"
)
# All places together.
_ALL = re.compile(rf"{_LEAD}(?:[全各]市(?!场)|[全各]省|全国|各县|各区|各地|一些地方|多地)")
# Beside districts and counties a city has these; a county may have one of its own.
ZONES = ("高新区", "经开区", "开发区", "示范区", "新区", "度假区")


class Whose(Enum):
    """ALL: of the whole city, province or country. UNKNOWN: no place was named yet."""

    OURS = "ours"
    OTHERS = "others"
    ALL = "all"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """``towns`` are names of ours, ``towns_of`` those of each unit. ``above``: names of what we lie in (city,
    province), which tell nothing. ``zones``: words like 开发区 that our own texts use of a part of our region.
    """

    region: str
    towns: tuple[str, ...]
    towns_of: Mapping[str, tuple[str, ...]]
    above: tuple[str, ...]
    zones: tuple[str, ...]

    @property
    def bare(self) -> str:
        """云溪 of 云溪区."""
        return re.sub(r"(?<=..)(?:自治县|新区|县|区|市|旗)$", "", self.region)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A clause (end exclusive) and whose it is."""

    begin: int
    end: int
    whose: Whose


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Where each clause stands (end exclusive)."""
    return [match.span() for match in _CLAUSE.finditer(text)]


def assign_parts(text: str, places: Places) -> list[Part]:
    """Each clause belongs to the place that was named last at the head of one."""
    plain, whose, parts = unfold(text), Whose.UNKNOWN, []
    for begin, end in split_clauses(plain):
        whose = read_whose(plain[begin:end], places, whose) or whose
        parts.append(Part(begin=begin, end=end, whose=whose))
    return parts


def read_whose(clause: str, places: Places, before: Whose = Whose.UNKNOWN) -> Whose | None:
    """What the head of a clause says; None where it names no place."""
    if names := _LIST.match(clause.strip()):
        return Whose.OURS if places.bare in names["names"].split("、") else None
    if places.region and re.match(rf"{_LEAD}[一-龥]{{0,4}}?{re.escape(places.region)}", clause):
        return Whose.OURS
    if _ALL.match(clause) and not (places.region.endswith("市") and "全市" in clause[:6]):
        return Whose.ALL
    if head := _HEAD.match(clause):
        return _judge(head["place"], places)
    town = _TOWN.match(clause)
    # A town of that name may be in the county that was named before.
    return Whose.OURS if town and town["town"] in places.towns and before is not Whose.OTHERS else None


def _judge(found: str, places: Places) -> Whose | None:
    if _NO_PLACE.search(found) or found.endswith(places.zones):
        return None
    return Whose.ALL if found in places.above else Whose.OTHERS
