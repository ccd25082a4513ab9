"""疑似采用 in what feeds brought: what higher levels seem to have used of ours."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from jianbao.serving.people.permissions import Action
from jianbao.serving.request import needs, office
from jianbao.serving.showing.found_adoptions import has_channels
from jianbao.serving.views.recording.blueprint import recording
from jianbao.serving.views.recording.found_cards import act_on, find_proposals, show_found


@recording.get("/record/found")
@needs(Action.RECORD)
def found_page() -> Response:
    """What feeds brought; an office without such feeds is shown where to paste and upload."""
    if not has_channels(office()):
        return redirect(url_for("recording.found_texts_page"))
    return show_found(None, find_proposals(None))


@recording.post("/record/found")
@needs(Action.RECORD)
def found_act() -> Response:
    return act_on(None)
