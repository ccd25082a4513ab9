"""``jianbao record …``: what became of a text above, calls and their answers, what is given by hand."""

from jianbao.cli.recording.calling import call, receipt, reply
from jianbao.cli.recording.distributing import distribution
from jianbao.cli.recording.entering import dispute, entry
from jianbao.cli.recording.group import record
from jianbao.cli.recording.instructing import instruction, presented
from jianbao.cli.recording.upward import adoption, report

for _command in (report, adoption, instruction, presented, call, reply, receipt, distribution, entry, dispute):
    record.add_command(_command)

__all__ = ["record"]
