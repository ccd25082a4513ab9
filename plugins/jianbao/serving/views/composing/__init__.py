"""编排: the next issues, the draft of one with its articles under columns, its proofreading, and how it prints."""

from jianbao.serving.views.composing import draft, drafts, preview, reviews
from jianbao.serving.views.composing.blueprint import composing

__all__ = ["composing", "draft", "drafts", "preview", "reviews"]
