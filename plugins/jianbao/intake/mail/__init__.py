"""邮件来稿: a mail as its bytes → what of it can become items, and what stands in the way. Knows no server."""

from jianbao.intake.mail.letter import Letter, Paper, read_envelope, read_letter
from jianbao.intake.mail.plain import count_text, read_text_manuscript

__all__ = ["Letter", "Paper", "count_text", "read_envelope", "read_letter", "read_text_manuscript"]
