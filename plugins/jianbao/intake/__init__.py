"""来稿: files in which people write elsewhere → what an item is made of."""

from jianbao.intake.blocks import Picture
from jianbao.intake.word import Manuscript, read_manuscript

__all__ = ["Manuscript", "Picture", "read_manuscript"]
