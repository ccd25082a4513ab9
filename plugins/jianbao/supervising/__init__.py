"""督查: what stands of every task, instruction and urgent event on a day. Derived from records, never stored."""

from jianbao.supervising.calendar import WorkCalendar
from jianbao.supervising.course import Step, find_course
from jianbao.supervising.deadlines import Deadline, count_from, find_deadline, find_receipt_due, find_reminders
from jianbao.supervising.describing import describe_status
from jianbao.supervising.feedback import FeedbackPeriod, find_next_feedback, find_rhythm
from jianbao.supervising.instructed import OWING, FollowUp, find_chain, find_follow_ups
from jianbao.supervising.moved import Moved, find_last_told, find_moved
from jianbao.supervising.outcome import TaskOutcome, find_outcome, is_behind, is_part_overdue
from jianbao.supervising.rates import Rate, find_rates, is_in_time, is_on_time
from jianbao.supervising.requests import find_revisit, find_undecided
from jianbao.supervising.running import find_owed, is_running
from jianbao.supervising.status import PartStatus, TaskState, TaskStatus, find_receipt, find_status, find_statuses
from jianbao.supervising.urgent import Owed, Timeliness, Timing, drop_repeated, find_chain_items, find_timings

__all__ = [
    "OWING",
    "Deadline",
    "FeedbackPeriod",
    "FollowUp",
    "Moved",
    "Owed",
    "PartStatus",
    "Rate",
    "Step",
    "TaskOutcome",
    "TaskState",
    "TaskStatus",
    "Timeliness",
    "Timing",
    "WorkCalendar",
    "count_from",
    "describe_status",
    "drop_repeated",
    "find_chain",
    "find_chain_items",
    "find_course",
    "find_deadline",
    "find_follow_ups",
    "find_last_told",
    "find_moved",
    "find_next_feedback",
    "find_outcome",
    "find_owed",
    "find_rates",
    "find_receipt",
    "find_receipt_due",
    "find_reminders",
    "find_revisit",
    "find_rhythm",
    "find_status",
    "find_statuses",
    "find_timings",
    "find_undecided",
    "is_behind",
    "is_in_time",
    "is_on_time",
    "is_part_overdue",
    "is_running",
]
