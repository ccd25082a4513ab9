"""登记: what became of our texts above, what leaders wrote, what units were asked, and what they say is wrong."""

from jianbao.serving.views.recording.blueprint import recording
from jianbao.serving.views.recording.bulletins import found_texts_page
from jianbao.serving.views.recording.calling import call_page
from jianbao.serving.views.recording.disputing import dispute_page
from jianbao.serving.views.recording.distributing import distribution_page
from jianbao.serving.views.recording.finding import found_page
from jianbao.serving.views.recording.index import forms_page
from jianbao.serving.views.recording.instructing import instruction_page
from jianbao.serving.views.recording.upward import report_page

__all__ = [
    "call_page",
    "dispute_page",
    "distribution_page",
    "forms_page",
    "found_page",
    "found_texts_page",
    "instruction_page",
    "recording",
    "report_page",
]
