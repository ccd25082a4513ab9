"""A small office with three texts sent upward or filed, and what its feeds brought of the city's periodical."""

from __future__ import annotations

from pathlib import Path

from desks import Desk
from offices import FEEDS_SETTINGS, OfficeBuilder
from small_desks import PEOPLE, lay_out_files

PARCELS = (
    "今年以来，云溪区针对村民反映快递到村被加收取件费问题，摸排村级快递服务点147个，清退违规收费3.6万元，"
    "对全区12个乡镇的服务点逐一登记造册。\n\n一是摸清底数。由交通部门牵头，把每个服务点的收费写成一张表，贴在门口。"
    "\n\n二是接上最后一程。增开农村客货邮线路19条，让217个村的包裹直接到村部。\n"
)
MEALS = (
    "云溪区和平镇利用9处闲置校舍办起老年食堂，1286名独居老人每餐只付5元。\n\n食材由镇里统一采购，账目每周上墙，"
    "由7名退休教师轮流核对。\n\n送餐队由43名志愿者组成，腿脚不便的由他们送到床前。\n"
)
STREAMS = (
    "城关镇把23条背街小溪交给沿岸住户认领，每条溪立一块牌子。\n\n认领的618户每月清淤一次，"
    "镇上按米数补贴工具费，今年共发放8.4万元。\n"
)
PARCELS_TITLE = "云溪区整治快递进村加价收费"
MEALS_TITLE = "和平镇用闲置校舍办老年食堂"
STREAMS_TITLE = "城关镇背街小溪由住户认领"
REPORT = "2026/11-10-shiwei-kuai-di"
MEALS_ITEM = "heping/2026/11-05-shi-tang"
STREAMS_ITEM = "chengguan/2026/11-06-xiao-xi"
# Theirs: one as it was sent, one cut to its half, one that is nobody's of ours.
CUT_MEALS = MEALS.partition("\n\n送餐队")[0] + "\n"
BRIDGE = "临江市更换城区护栏3200米，拆下的旧护栏送到4个乡镇的果园再用，节约资金61万元。\n"
EDITORS = PEOPLE + "  - {id: lin, name: 林××, roles: [编辑]}\n"


def write_office(root: Path, *, feeds: bool = True) -> OfficeBuilder:
    office = lay_out_files(root)
    office.write("briefs/settings/people.yml", EDITORS)
    office.item("chengguan", "kuai-di", "2026-11-04", PARCELS, title="城关镇整治快递进村收费")
    office.record(
        "reports", "shiwei-kuai-di", "2026-11-10", PARCELS, title=PARCELS_TITLE, channel="shiwei", sent="2026-11-10",
        sources=["chengguan/2026/11-04-kuai-di"], signatory="周××",
    )  # fmt: skip
    office.item("heping", "shi-tang", "2026-11-05", MEALS, title=MEALS_TITLE)
    office.item("chengguan", "xiao-xi", "2026-11-06", STREAMS, title=STREAMS_TITLE)
    if feeds:
        office.write("briefs/settings/feeds.yml", FEEDS_SETTINGS)
        office.lead("yaoqing-a", "2026-11-26", PARCELS, title=PARCELS_TITLE, feed="yaoqing")
        office.lead("yaoqing-b", "2026-11-27", CUT_MEALS, title="云溪区闲置校舍变老年食堂", feed="yaoqing")
        office.lead("yaoqing-c", "2026-11-28", BRIDGE, title="临江市旧护栏送进果园", feed="yaoqing")
    return office


def write_desk(root: Path, *, feeds: bool = True) -> Desk:
    write_office(root, feeds=feeds)
    return Desk(root, on="2026-11-30")


BULLETIN = f"""每日要情
第331期
市委办公室　　2026年11月29日

{STREAMS_TITLE}

{STREAMS}
临江市旧护栏送进果园

{BRIDGE}"""
