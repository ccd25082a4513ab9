"""通报: settings of the bulletin that would print what must not be printed. Found while reading (``settings``)."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

BULLETIN_PUBLIC = Rule(
    code="bulletin-public",
    title="通报不能公开",
    reason="通报列有各单位的报送情况和没有报送的单位，只供本系统使用。",
    remedy="写“内部”或“办内”；公开的只有各期刊物",
    fixed=True,
)
BULLETIN_SCORED = Rule(
    code="bulletin-scored",
    title="没有计分方案却列了得分",
    reason="没有计分方案的办公室只统计件数，通报里不能出现得分、累计得分和位次。",
    remedy="删去这一列；要计分的，先在 office.yml 里写 scheme",
    fixed=True,
)

FAMILY = Family(name="通报设置", rules=(BULLETIN_PUBLIC, BULLETIN_SCORED))
