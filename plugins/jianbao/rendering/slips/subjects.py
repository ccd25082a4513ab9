"""By what a template is about: which values it gets beside the common ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.slip import Slip, make_slip
from jianbao.rendering.slips.binding import describe_words
from jianbao.rendering.slips.calls import describe_call
from jianbao.rendering.slips.distribution import describe_issue
from jianbao.rendering.slips.edited import describe_desk
from jianbao.rendering.slips.feedback import describe_item, describe_unit
from jianbao.rendering.slips.handover import describe_person
from jianbao.rendering.slips.incidents import describe_incident
from jianbao.rendering.slips.instructions import describe_instruction
from jianbao.rendering.slips.queue import list_waiting
from jianbao.rendering.slips.request import SlipRequest, common_values
from jianbao.rendering.slips.sending import describe_draft
from jianbao.rendering.slips.tasks import describe_task

# (request, record) → values; a kind that is not here gives its record alone, under the name of the kind.
DESCRIBE: Mapping[str, Callable[[SlipRequest, Any], Mapping[str, Any]]] = {
    "call": describe_call,
    "incident": describe_incident,
    "instruction": describe_instruction,
    "issue": describe_issue,
    "item": describe_item,
    "person": describe_person,
    "task": describe_task,
    "unit": describe_unit,
    "desk": describe_desk,
    "draft": describe_draft,
    "none": lambda request, _: {"waiting": lambda: list_waiting(request)},
    "words": describe_words,
}


def fill_slip(slip: Slip, request: SlipRequest, record: Any) -> Paper:
    """The slip about that record (None where it is about none). Raises ProblemsFound as ``make_slip`` does."""
    describe = DESCRIBE.get(slip.about)
    own = describe(request, record) if describe else {slip.about: record}
    return make_slip(
        request.templates,
        slip,
        {**common_values(request), **own},
        author=request.office.settings.office.full_name,
        day=request.as_of.day,
        pictures=request.pictures,
    )
