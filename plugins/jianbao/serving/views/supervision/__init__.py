"""督查: the ledger, a task with its events, opening one, and articles of 《督查工作》."""

from jianbao.serving.views.supervision.blueprint import supervision
from jianbao.serving.views.supervision.briefing import brief_page
from jianbao.serving.views.supervision.ledger import ledger_page
from jianbao.serving.views.supervision.opening import open_page
from jianbao.serving.views.supervision.task import task_page

__all__ = ["brief_page", "ledger_page", "open_page", "supervision", "task_page"]
