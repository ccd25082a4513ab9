"""Pictures in a Word document: laid beside its text, and named in it.

By their own bytes alone: python-docx would look into them for a size that is known already, and refuses every JPEG
that begins neither with JFIF nor with Exif, as those of some image programs do.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Pt

from jianbao.reading.pictures import picture_suffix
from jianbao.rendering.printing.word_xml import Element, to_xml


def make_picture(word: WordDocument, data: bytes, caption: str, wide: float, high: float) -> Element:
    """In the line, in points. Its caption is what is read out in its place. The same picture lies there once."""
    part = word.part
    suffix = picture_suffix(data).removeprefix(".")
    relation = part.relate_to(_lay_in(word, data, suffix), RELATIONSHIP_TYPE.IMAGE)
    inline = CT_Inline.new_pic_inline(part.next_id, relation, f"image.{suffix}", Pt(wide), Pt(high))
    inline.docPr.set("descr", to_xml(caption))
    return inline


def _lay_in(word: WordDocument, data: bytes, suffix: str) -> ImagePart:
    known = word.part.package.image_parts
    found = next((part for part in known if part.blob == data), None)
    if found is None:
        kind = CONTENT_TYPE.PNG if suffix == "png" else CONTENT_TYPE.JPEG
        found = ImagePart(PackURI(f"/word/media/image{len(known) + 1}.{suffix}"), kind, data)
        known.append(found)
    return found
