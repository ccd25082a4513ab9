"""人员: who is away, and which units one of the staff covers. Found while reading ``people.yml``."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule
from jianbao.problems import Level

AWAY_WRONG = Rule(
    code="away-wrong",
    title="外出登记有误",
    reason="外出期间的提醒转给代理人；起止颠倒或代理人就是本人，提醒就没有人收。",
    remedy="核对 away（外出）的 from（自）、to（至）和 deputy（代理人）",
)
COVERS_TWICE = Rule(
    code="covers-twice",
    title="一个单位由两个人联系",
    reason="两个人同时联系一个单位，提醒各发一份，容易互相等。",
    remedy="从其中一人的 covers（联系单位）里删去；确由两人共同联系的，不用处理",
    level=Level.NOTICE,
)

INFORMANT_WRONG = Rule(
    code="informant-wrong",
    title="信息员和单位对不上",
    reason="信息员在采编台里只替一个单位报送；没有写单位，或写了单位而不是信息员，就不知道替谁报送。",
    remedy="信息员写上 unit（单位）；不是信息员的删去 unit，要看几个单位的写 covers（联系单位）",
)

FAMILY = Family(name="人员", rules=(AWAY_WRONG, COVERS_TWICE, INFORMANT_WRONG))
