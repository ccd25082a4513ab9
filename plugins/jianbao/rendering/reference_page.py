"""检查项目: the reference of all checks, generated from the rules themselves and the office's own levels and limits."""

from __future__ import annotations

import re

from jianbao.checks import FAMILIES, RULES, Context
from jianbao.metadata.keys import ALIASES
from jianbao.problems import Level
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, make_headings

REFERENCE = "checks.md"
# An office that names no scheme does not score, and nothing that it is given speaks of scoring (design, section 7).
_SCORING = re.compile("计分|得分|分值|分数|总分|满分|加分|原分|人工分|达标分|(?<!单)位次|名次|评优|考核|排名")
_LABELS = {Level.ERROR: "必须改", Level.WARNING: "应当看", Level.NOTICE: "告知", Level.OFF: "不查"}


def render_reference(context: BuildContext) -> list[Page]:
    """Every family with its rules under stable anchors (the codes). None in the public build: nobody files there."""
    if context.is_public:
        return []
    checks = Context(office=context.office, as_of=context.as_of, rules=RULES)
    families = [
        (
            family.name,
            [
                (
                    rule,
                    _LABELS[checks.level(rule.code)],
                    {limit: checks.number(rule, limit) for limit in rule.numbers},
                    {limit: checks.words(rule, limit) for limit in rule.words},
                )
                for rule in family.rules
                if _is_told(context, family.name, rule.title, rule.reason, rule.remedy)
            ],
        )
        for family in FAMILIES
    ]
    families = [(name, rules) for name, rules in families if rules]
    aliases = {key: alias for key, alias in ALIASES.items() if _is_told(context, alias)}
    html = context.render("pages/checks.html", families=families, aliases=aliases)
    headings = make_headings([(name, f"family-{n}") for n, (name, _) in enumerate(families, 1)])
    return [Page(uri=REFERENCE, title="检查项目", html=html, day=context.as_of.day, headings=headings)]


def _is_told(context: BuildContext, *texts: str) -> bool:
    """Everything where the office scores; else what has nothing to do with points."""
    return bool(context.schemes) or not any(_SCORING.search(text) for text in texts)
