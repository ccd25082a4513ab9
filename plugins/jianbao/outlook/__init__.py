"""What has to be done on a day, and by whom: derived from records, grouped as people go through it."""

from jianbao.outlook.desk_matters import name_stages, order_pending
from jianbao.outlook.instructed import name_adopted, name_instructed
from jianbao.outlook.matters import Heading, Matter, Role
from jianbao.outlook.next_issues import NextIssue, find_next_issues, next_day
from jianbao.outlook.owners import Duty, find_duty, find_owners
from jianbao.outlook.today import Line, Today, find_heading, find_matters, find_mine, find_today, find_waiting

__all__ = [
    "Duty",
    "Heading",
    "Line",
    "Matter",
    "NextIssue",
    "Role",
    "Today",
    "find_duty",
    "find_heading",
    "find_matters",
    "find_mine",
    "find_next_issues",
    "find_owners",
    "find_today",
    "find_waiting",
    "name_adopted",
    "name_instructed",
    "name_stages",
    "next_day",
    "order_pending",
]
