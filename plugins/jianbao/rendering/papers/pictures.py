"""The size of a picture, from its own header: nothing is decoded, so a huge one costs nothing."""

from __future__ import annotations

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image


def measure_picture(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels; None for what is no picture."""
    try:
        image = Image.from_blob(data)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return None
    return image.px_width, image.px_height
