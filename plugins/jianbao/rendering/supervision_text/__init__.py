"""《督查工作》: the text of an article about tasks, as ``templates/supervision`` words what stood on a day."""

from jianbao.rendering.supervision_text.brief import Brief, list_briefs, write_brief
from jianbao.rendering.supervision_text.plain import cut_sentences, flatten_body, write_plain
from jianbao.rendering.supervision_text.scope import Scope

__all__ = ["Brief", "Scope", "cut_sentences", "flatten_body", "list_briefs", "write_brief", "write_plain"]
