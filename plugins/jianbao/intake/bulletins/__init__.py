"""上级刊物: what a higher level put out, as a file or pasted → plain text."""

from jianbao.intake.bulletins.bulletin import BulletinText, extract_text, take_pasted

__all__ = ["BulletinText", "extract_text", "take_pasted"]
