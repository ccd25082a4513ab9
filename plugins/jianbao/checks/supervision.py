"""督查设置: what ``supervision.yml`` and ``holidays.yml`` say against themselves. Found while reading them."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

LIGHT_RULES = Rule(
    code="light-rules",
    title="亮灯规则有漏洞",
    reason="规则要管到每一种情形；亮过红灯的补上以后变回绿灯，就看不出曾经误过期。",
    remedy="按提示补上一条；规则从上往下看，先合的一条定灯色",
)
HOLIDAY_TWICE = Rule(
    code="holiday-twice",
    title="同一天既放假又上班",
    reason="这一天算不算工作日说不清，时限就算不准。",
    remedy="核对放假通知，从 holidays（放假）或 workdays（上班）里删去一处",
)

FAMILY = Family(name="督查设置", rules=(LIGHT_RULES, HOLIDAY_TWICE))
