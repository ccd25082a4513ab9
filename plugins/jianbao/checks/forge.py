"""代码托管平台: what ``forge.yml`` says, as it is read."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

FORGE_VALUE = Rule(
    code="forge-value",
    title="forge.yml 里的值不能用",
    reason="这些值写进代码托管平台的配置和脚本，写错了平台不认，带空格、引号的还会变成别的命令。",
    remedy="照提示改 briefs/settings/forge.yml，再运行 jianbao forge-config",
)

FAMILY = Family(name="代码托管平台", rules=(FORGE_VALUE,))
