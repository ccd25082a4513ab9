"""The only file reader: ``briefs/`` → one value with every record and every problem met on the way."""

from jianbao.reading.layout import is_slug, record_of_kept
from jianbao.reading.locating import find_office, resolve_as_of
from jianbao.reading.office import Office, SitePage
from jianbao.reading.office_reader import read_office
from jianbao.reading.pictures import PICTURE_SUFFIXES, find_pictures

__all__ = [
    "PICTURE_SUFFIXES",
    "Office",
    "SitePage",
    "find_office",
    "find_pictures",
    "is_slug",
    "read_office",
    "record_of_kept",
    "resolve_as_of",
]
