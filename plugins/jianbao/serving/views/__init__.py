"""The views, one module for each part of the desk: a view reads the request, calls one act, and shows a page."""

from jianbao.serving.views.account import account
from jianbao.serving.views.answering import answering
from jianbao.serving.views.composing import composing
from jianbao.serving.views.editing import editing
from jianbao.serving.views.entering import entering
from jianbao.serving.views.filed import filed
from jianbao.serving.views.home import home
from jianbao.serving.views.incidents import incidents
from jianbao.serving.views.leads import leads
from jianbao.serving.views.queue import queue
from jianbao.serving.views.reading import reading
from jianbao.serving.views.recording import recording
from jianbao.serving.views.signing import signing
from jianbao.serving.views.supervision import supervision
from jianbao.serving.views.writing import writing

VIEWS = (
    account,
    home,
    incidents,
    recording,
    supervision,
    editing,
    entering,
    queue,
    leads,
    composing,
    signing,
    reading,
    answering,
    filed,
    writing,
)
