"""Every rule that a record can break, and the one list that says in which order they are looked at."""

from jianbao.checks.checking import FAMILIES, RULES, check_office
from jianbao.checks.rule import Context, Rule

__all__ = ["FAMILIES", "RULES", "Context", "Rule", "check_office"]
