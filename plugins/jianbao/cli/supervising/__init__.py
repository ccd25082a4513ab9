"""``jianbao task … | tasks | incident … | incidents``: the closed loop from an instruction or an event to its end."""

from jianbao.cli.briefing import brief
from jianbao.cli.supervising.answering import chase, progress, receive, rework
from jianbao.cli.supervising.deciding import close, extend, present, revisit
from jianbao.cli.supervising.group import incident, task
from jianbao.cli.supervising.incident_acts import dispose, end, log, open_incident, report
from jianbao.cli.supervising.incident_list import incidents
from jianbao.cli.supervising.ledger import tasks
from jianbao.cli.supervising.opening import open_task

for _command in (open_task, receive, progress, chase, extend, rework, present, close, revisit, brief):
    task.add_command(_command)
for _command in (open_incident, log, report, dispose, end):
    incident.add_command(_command)

SUPERVISION_COMMANDS = (task, tasks, incident, incidents)

__all__ = ["SUPERVISION_COMMANDS", "incident", "task"]
