"""The pages of a paper as pictures, and its files, for people who look at them in the browser: set by the same code as
the PDF, kept in memory while they are looked at, and forgotten with the process.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from pathlib import Path
from threading import Lock

from flask import current_app, send_file
from flask.wrappers import Response

from jianbao.caching import FileCache, make_key
from jianbao.problems import ProblemsFound
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.printing.documents import FONT_MISSING, Documents
from jianbao.rendering.templates import Templates
from jianbao.serving.request import office, store
from jianbao.settings.printing import DocumentForm, PrintSettings

_CACHE = "documents-desk"
# Sharp on a phone's screen, and still some 150 KB a page; what is only counted need not be seen.
_SEEN_DOTS, _COUNTED_DOTS = 130, 8
# So many papers are kept: some dozen megabytes.
_MOST_PAPERS = 24
# What the masthead and the imprint take, in lines of the type area: near enough where nothing can be set.
_FRAME_LINES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class PageCount:
    """How many pages a paper has; ``exact`` where it was set, else guessed by its lines. ``trouble`` says why not."""

    pages: int
    exact: bool = True
    trouble: str = ""

    @property
    def chinese(self) -> str:
        """5页; 约5页（没有找到小标宋的字库，排不出 PDF，按字数估算）."""
        return f"{self.pages}页" if self.exact else f"约{self.pages}页（{self.trouble}，按字数估算）"


class PageImages:
    """For many threads at once. One paper is set at a time: setting is what takes the machine's time."""

    def __init__(self, root: Path, templates: Templates) -> None:
        self._root, self._templates = root, templates
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[bytes, ...]] = OrderedDict()
        self._settings: PrintSettings | None = None
        self._documents: Documents | None = None

    def draw(self, paper: Paper, settings: PrintSettings, dots: int = _SEEN_DOTS) -> tuple[bytes, ...]:
        """Each page as PNG. Raises ProblemsFound as the PDF does."""
        with self._lock:
            documents = self._open(settings)
            key = make_key(documents.key(DocumentForm.PDF, replace(paper, copies=())), dots)
            if key not in self._kept:
                self._kept[key] = documents.pages(paper, dots)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_PAPERS:
                self._kept.popitem(last=False)
            return self._kept[key]

    def make(self, form: DocumentForm, paper: Paper, settings: PrintSettings) -> bytes:
        """The file to keep. Raises ProblemsFound."""
        with self._lock:
            return self._open(settings).make(form, paper)

    def count(self, paper: Paper, settings: PrintSettings) -> PageCount:
        """Of the real document; where it cannot be set, a guess that says so."""
        try:
            return PageCount(pages=len(self.draw(paper, settings, _COUNTED_DOTS)))
        except ProblemsFound as found:
            first = found.problems[0]
            said = first.message if first.code == FONT_MISSING else f"{first.message}，暂时排不出"
            return PageCount(pages=guess_pages(paper), exact=False, trouble=said)

    def _open(self, settings: PrintSettings) -> Documents:
        if self._documents is None or settings != self._settings:
            cache = FileCache(self._root, _CACHE)
            # What an earlier process kept was asked for by nobody yet.
            cache.save()
            self._settings = settings
            self._documents = Documents(self._root, self._templates, settings, cache)
        return self._documents


def guess_pages(paper: Paper) -> int:
    """By the lines that its paragraphs would fill, were they all of one size."""
    page = paper.style.page
    lines = sum(
        ceil(max(1, len(line)) / page.characters) for known in paper.paragraphs() for line in known.text.split("\n")
    )
    return ceil((lines + _FRAME_LINES) / page.lines)


def draw_pages(paper: Paper) -> tuple[bytes, ...]:
    """Of the office that this process serves, as it prints now."""
    return _images().draw(paper, office().settings.printing)


def count_pages(paper: Paper) -> PageCount:
    return _images().count(paper, office().settings.printing)


def send_document(form: DocumentForm, paper: Paper, name: str) -> Response:
    """As a file of that name: a PDF opens in the browser, Word's is kept. Raises ProblemsFound, shown as a page."""
    data = BytesIO(_images().make(form, paper, office().settings.printing))
    answer = send_file(data, as_attachment=form is DocumentForm.DOCX, download_name=f"{name}.{form.value}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _images() -> PageImages:
    found: PageImages = current_app.extensions.setdefault("jianbao-pages", PageImages(store().root, store().templates))
    return found
