"""检查项目: the reference of all checks, generated from the rules themselves and the office's own levels and limits."""

from __future__ import annotations

from jianbao.checks import FAMILIES, RULES, Context
from jianbao.metadata.keys import ALIASES
from jianbao.problems import Level
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, make_headings

REFERENCE = "checks.md"
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
            ],
        )
        for family in FAMILIES
    ]
    html = context.render("pages/checks.html", families=families, aliases=ALIASES)
    headings = make_headings([(name, f"family-{n}") for n, (name, _) in enumerate(families, 1)])
    return [Page(uri=REFERENCE, title="检查项目", html=html, day=context.as_of.day, headings=headings)]
