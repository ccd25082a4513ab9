"""PDF and Word beside the pages of a site: those that are kept are taken as they are, the others made one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jianbao.problems import Problem, ProblemsFound
from jianbao.rendering.downloads import Download
from jianbao.rendering.page import SiteFile
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.printing.documents import FONT_MISSING, Documents
from jianbao.settings.printing import DocumentForm

# (made so far, to be made)
Progress = Callable[[int, int], None]
LABELS = {DocumentForm.PDF: "PDF", DocumentForm.DOCX: "Word文档"}
# What leaves one document out, and says so, but does not stand in the way of the site.
_LEFT_OUT = {FONT_MISSING, "character-missing", "picture-broken", "picture-large", "table-wide"}
_KILOBYTE = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A paper that is to stand beside a page: ``stem`` is the address of its files without suffix, ``name`` the one
    under which a reader keeps them, ``title`` what a message calls it. Papers hold pictures, so each is made when it
    is its turn and let go again.
    """

    stem: str
    name: str
    title: str
    make: Callable[[], Paper]


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """``downloads`` by stem; ``remarks`` tell which documents there are not, and why."""

    files: tuple[SiteFile, ...] = ()
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def place_documents(
    documents: Documents, forms: Sequence[DocumentForm], sheets: Iterable[Sheet], progress: Progress
) -> Placed:
    """Progress is told of what has to be made, and nothing where everything is kept."""
    remarks: list[str] = []
    able = [form for form in forms if not _is_hindered(documents, form, remarks)]
    wanted = [(sheet, form, key) for sheet in sheets for form, key in _find_keys(documents, able, sheet)]
    missing = [(sheet, form) for sheet, form, key in wanted if documents.find(key) is None]
    for number, (sheet, form) in enumerate(missing, 1):
        try:
            documents.make(form, sheet.make())
        except ProblemsFound as found:
            if any(problem.code not in _LEFT_OUT for problem in found.problems):
                raise
            remarks += [f"{sheet.title}没有{LABELS[form]}：{_tell(problem)}" for problem in found.problems]
        progress(number, len(missing))
    return _collect(documents, wanted, remarks)


def _is_hindered(documents: Documents, form: DocumentForm, remarks: list[str]) -> bool:
    problems = documents.obstacles(form)
    remarks += [f"本站没有{LABELS[form]}：{_tell(problem)}" for problem in problems]
    return bool(problems)


def _find_keys(documents: Documents, forms: Sequence[DocumentForm], sheet: Sheet) -> list[tuple[DocumentForm, str]]:
    if not forms:
        return []
    paper = sheet.make()
    return [(form, documents.key(form, paper)) for form in forms]


def _collect(documents: Documents, wanted: Sequence[tuple[Sheet, DocumentForm, str]], remarks: Sequence[str]) -> Placed:
    files: list[SiteFile] = []
    downloads: dict[str, tuple[Download, ...]] = {}
    for sheet, form, key in wanted:
        path = documents.find(key)
        if path is None:
            continue
        uri = f"{sheet.stem}.{form.value}"
        files.append(SiteFile(uri=uri, path=path))
        download = Download(
            uri=uri, label=LABELS[form], name=f"{sheet.name}.{form.value}", size=_tell_size(path.stat().st_size)
        )
        downloads[sheet.stem] = (*downloads.get(sheet.stem, ()), download)
    return Placed(files=tuple(files), downloads=downloads, remarks=tuple(dict.fromkeys(remarks)))


def _tell(problem: Problem) -> str:
    return f"{problem.message}。{problem.hint}" if problem.hint else problem.message


def _tell_size(size: int) -> str:
    """210 KB; 1.2 MB."""
    return f"{-(-size // _KILOBYTE)} KB" if size < _KILOBYTE**2 else f"{size / _KILOBYTE**2:.1f} MB"
