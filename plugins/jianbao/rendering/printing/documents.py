"""Papers → files. What makes them is found once, when the first is asked for; what was made is kept between builds."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jianbao.caching import FileCache, make_key, own_version
from jianbao.model import Access
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.pictures import find_bad_pictures
from jianbao.rendering.printing.coverage import find_borrowed, find_missing
from jianbao.rendering.printing.fonts import FontSet, find_fonts
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.printing.word import render_word
from jianbao.rendering.templates import Templates
from jianbao.settings.printing import ROLE_NAMES, DocumentForm, PrintSettings

FONT_MISSING = "font-missing"


def name_cache(access: Access) -> str:
    """Each build has a cache of its own, as it has of everything."""
    return f"documents-{access.name.lower()}"


class Documents:
    """Makes documents for the office at ``root``. Same paper, settings, typefaces and versions: same bytes."""

    def __init__(self, root: Path, templates: Templates, settings: PrintSettings, cache: FileCache) -> None:
        self._root, self._templates, self._settings, self._cache = root, templates, settings, cache

    def pdf(self, paper: Paper) -> bytes:
        """Raises ProblemsFound: no typeface for a role, characters that none of them has, a wrong template."""
        return self.make(DocumentForm.PDF, paper)

    def pages(self, paper: Paper, dots: int) -> tuple[bytes, ...]:
        """The pages of the PDF as pictures (PNG), so many dots an inch. Raises as ``pdf`` does; nothing is kept."""
        self._require(DocumentForm.PDF, paper)
        return self._printer.draw(paper, dots)

    def word(self, paper: Paper) -> bytes:
        """Needs no typefaces here: those of the settings are named in it, and Word brings them."""
        return self.make(DocumentForm.DOCX, paper)

    def make(self, form: DocumentForm, paper: Paper) -> bytes:
        """A run of numbered copies is as long as it is rarely asked for: it is never kept."""
        if paper.copies:
            return self._render(form, paper)
        key = self.key(form, paper)
        kept = self._cache.get(key)
        if kept is None:
            kept = self._render(form, paper)
            self._cache.put(key, kept)
        return kept

    def key(self, form: DocumentForm, paper: Paper) -> str:
        """Over all that the bytes depend on. A picture counts by its own digest."""
        pictures = [f"{name} {sha256(paper.pictures[name]).hexdigest()}" for name in sorted(paper.pictures)]
        made_by = self._pdf_made_by if form is DocumentForm.PDF else self._word_made_by
        limit = self._settings.picture_megapixels
        return make_key(made_by, limit, replace(paper, pictures={}), *pictures)

    def find(self, key: str) -> Path | None:
        """The file that is kept; None for what has to be made."""
        return self._cache.find(key)

    def obstacles(self, form: DocumentForm) -> list[Problem]:
        """What stands in the way of every document of this form."""
        missing = self._fonts.missing if form is DocumentForm.PDF else ()
        if not missing:
            return []
        names = "、".join(ROLE_NAMES.get(role, role) for role in missing)
        hint = "运行 jianbao doctor，看缺什么字库、怎么装"
        return [Problem(code=FONT_MISSING, place=NOWHERE, message=f"没有找到{names}的字库，排不出 PDF", hint=hint)]

    def tell_borrowed(self, paper: Paper) -> list[str]:
        """A sentence for each typeface that lends the PDF characters which the proper one lacks."""
        lent: dict[str, list[str]] = {}
        for character, face in find_borrowed(paper, self._fonts).items():
            lent.setdefault(face.name, []).append(character)
        return [f"“{'”“'.join(signs)}”在本来的字库里没有，用{name}代替" for name, signs in lent.items()]

    def save(self) -> None:
        """At the end of a build: what it did not ask for goes."""
        self._cache.save()

    @cached_property
    def _fonts(self) -> FontSet:
        return find_fonts(self._settings, self._root)

    @cached_property
    def _printer(self) -> Printer:
        return Printer(self._root, self._templates, self._fonts)

    def _render(self, form: DocumentForm, paper: Paper) -> bytes:
        self._require(form, paper)
        return render_word(paper, self._settings.fonts) if form is DocumentForm.DOCX else self._printer.render(paper)

    def _require(self, form: DocumentForm, paper: Paper) -> None:
        """That it can be made: raises ProblemsFound."""
        if bad := find_bad_pictures(paper, self._settings.picture_megapixels):
            raise ProblemsFound(bad)
        if form is DocumentForm.DOCX:
            return
        if problems := self.obstacles(form) or find_missing(paper, self._fonts):
            raise ProblemsFound(problems)

    @cached_property
    def _pdf_made_by(self) -> str:
        names = [name for name in self._templates.files("print") if name.endswith(".typ")]
        sources = [part for name in names for part in (name, self._templates.source(f"print/{name}"))]
        return make_key("pdf", own_version(), version("typst"), self._fonts.fingerprint, *sources)

    @cached_property
    def _word_made_by(self) -> str:
        return make_key("docx", own_version(), version("python-docx"), *sorted(self._settings.fonts.items()))
