"""Reading an office: every file below ``briefs/``, once, with every problem of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from jianbao.metadata import Fields, Vocabulary
from jianbao.model import Access, Bulletin, Issue
from jianbao.model.bulletin import decode_bulletin
from jianbao.model.document import decode_document
from jianbao.problems import Place, Problem
from jianbao.reading.files import list_paths, read_bytes, read_text, walk_files
from jianbao.reading.layout import PATTERNS, folder_of, kind_of, match_path, record_of_kept
from jianbao.reading.memory import Memory, stamp_files
from jianbao.reading.office import Office, SitePage
from jianbao.reading.parsing import Parsed, parse_record
from jianbao.reading.pictures import PICTURE_SUFFIXES
from jianbao.reading.record_kinds import RECORDS, TEXTS
from jianbao.settings import SETTINGS_FILES, Settings, read_settings
from jianbao.settings.schemes.reading import read_schemes

BRIEFS = "briefs"
Record = TypeVar("Record")
Snapshot = TypeVar("Snapshot")


def read_office(root: Path, memory: Memory | None = None) -> Office:
    """Reads everything below ``root/briefs``. Problems are collected, never raised.

    With a memory only what changed since its last reading is parsed; the office is the same as without, and the very
    same value as last time where nothing changed: what was worked out from it still holds.
    """
    return _OfficeReader(root, memory or Memory()).read()


class _OfficeReader:
    """Holds what every record needs while one office is read."""

    def __init__(self, root: Path, memory: Memory) -> None:
        self._root = root
        self._memory = memory
        self._problems: list[Problem] = []
        self._files: list[str] = []
        self._vocabulary = Vocabulary()

    def read(self) -> Office:
        folder = self._root / BRIEFS / "settings"
        self._memory.begin(stamp_files((folder, *walk_files(folder))))
        settings = self._memory.recall("settings", (), self._problems, self._read_settings)
        self._vocabulary = settings.vocabulary()
        office = self._read_all(settings)
        self._memory.keep_only(("settings", *self._files, *(page.source.path for page in office.pages.values())))
        last: Office | None = self._memory.last
        if last and not self._memory.fresh and (last.files, last.problems) == (office.files, office.problems):
            return last
        self._memory.last = office
        return office

    def _read_all(self, settings: Settings) -> Office:
        return Office(
            root=self._root,
            settings=settings,
            items=self._read_records("items"),
            desk=self._read_records("desk"),
            drafts=self._read_records("drafts"),
            issues=self._read_folder("issues", self._read_issue),
            notices=self._read_records("notices"),
            distribution=self._read_records("distribution"),
            receipts=self._read_records("receipts"),
            reports=self._read_records("reports"),
            adoptions=self._read_records("adoptions"),
            instructions=self._read_records("instructions"),
            calls=self._read_records("calls"),
            tasks=self._read_records("tasks"),
            task_events=self._read_records("task_events"),
            incidents=self._read_records("incidents"),
            entries=self._read_records("entries"),
            disputes=self._read_records("disputes"),
            bulletins=self._read_folder("bulletins", self._read_bulletin),
            leads=self._read_records("leads"),
            pages=self._read_pages(),
            files=tuple(self._files),
            problems=tuple(self._problems),
        )

    # -- settings and pages ---------------------------------------------------

    def _read_settings(self) -> Settings:
        folder = f"{BRIEFS}/settings"
        stated = [name for name in SETTINGS_FILES if (self._root / f"{folder}/{name}.yml").is_file()]
        stated_in = {name: read for name in stated if (read := self._parse(f"{folder}/{name}.yml"))}
        files = {name: read.fields for name, read in stated_in.items()}
        settings, problems = read_settings(files, folder)
        paths = [f"{folder}/scoring/{path}" for path in list_paths(self._root / folder / "scoring")]
        scoring = {path[:-4]: read for path in paths if path.endswith(".yml") and (read := self._parse(path))}
        parsed = {name: read.fields for name, read in scoring.items()}
        schemes, more = read_schemes(parsed, settings, files.get("office"))
        self._problems += [*problems, *more]
        sources = tuple(read.source for read in (*stated_in.values(), *scoring.values()))
        return replace(settings, schemes=schemes, sources=sources)

    def _read_pages(self) -> dict[str, SitePage]:
        pages = {}
        for below in list_paths(self._root / BRIEFS / "pages"):
            if not below.endswith(".md"):
                continue
            path = f"{BRIEFS}/pages/{below}"
            page = self._memory.recall(path, (f"{self._root}/{path}",), self._problems, partial(self._read_page, path))
            if page is not None:
                pages[page.id] = page
        return pages

    def _read_page(self, path: str) -> SitePage | None:
        return self._build(
            path,
            lambda fields, parsed: SitePage(
                id=path.removeprefix(f"{BRIEFS}/pages/"),
                source=parsed.source,
                title=fields.text("title", required=True),
                access=fields.choice("access", Access, required=True),
                body=parsed.body,
            ),
        )

    # -- one folder of records ------------------------------------------------

    def _read_folder(self, kind: str, read: Callable[[str, str], Record | None]) -> dict[str, Record]:
        """Of files that are of another kind in the same folder, the reader of that kind takes care."""
        records = {}
        folder = folder_of(kind)
        for below in list_paths(self._root / BRIEFS / folder):
            path = f"{BRIEFS}/{folder}/{below}"
            if kind_of(path) != kind:
                continue
            self._files.append(path)
            if match_path(kind, below) is None:
                self._report_name(kind, path)
                continue
            identity = below.rpartition(".")[0]
            beside = f"{path.rpartition('.')[0]}.json"
            files = (f"{self._root}/{each}" for each in ((path, beside) if record_of_kept(beside) else (path,)))
            record = self._memory.recall(path, files, self._problems, partial(read, identity, path))
            if record is not None:
                records[identity] = record
        return records

    def _report_name(self, kind: str, path: str) -> None:
        if self._is_beside_record(kind, path):
            return
        self._problems.append(
            Problem(
                code="file-name",
                place=Place(path=path),
                message=f"文件名或位置不合规则，应为 {PATTERNS[kind][1]}",
                hint="短名只用小写字母、数字和单个连字符，不超过40个字符，不能全是数字；图片放在与稿件同名的文件夹里",
            )
        )

    def _is_beside_record(self, kind: str, path: str) -> bool:
        """A picture in a folder named as its record, or what signing keeps beside an issue."""
        file = self._root / path
        if kind in ("issues", "bulletins"):
            return record_of_kept(path) is not None
        record = file.parent.with_name(f"{file.parent.name}.md")
        return file.suffix.lower() in PICTURE_SUFFIXES and record.is_file()

    # -- records --------------------------------------------------------------

    def _read_records(self, kind: str) -> dict[str, Any]:
        """Of the type that ``Office`` states for the kind."""
        if kind in TEXTS:
            read, build = self._read_text, TEXTS[kind]
        else:
            read, build = self._read_fields, RECORDS[kind]
        return self._read_folder(kind, lambda identity, path: read(identity, path, build))

    def _read_text(self, identity: str, path: str, build: Callable[..., Record]) -> Record | None:
        """Markdown: a header and a body."""
        return self._build(
            path, lambda fields, parsed: build(fields, id=identity, source=parsed.source, body=parsed.body)
        )

    def _read_fields(self, identity: str, path: str, build: Callable[..., Record]) -> Record | None:
        """YAML: fields alone."""
        return self._build(path, lambda fields, parsed: build(fields, id=identity, source=parsed.source))

    def _read_issue(self, identity: str, path: str) -> Issue | None:
        document, digest = self._read_snapshot(path, decode_document, "已签发的一期")
        build = partial(Issue.from_fields, document=document, snapshot_digest=digest)
        return self._read_fields(identity, path, build)

    def _read_bulletin(self, identity: str, path: str) -> Bulletin | None:
        document, digest = self._read_snapshot(path, decode_bulletin, "已印发的通报")
        build = partial(Bulletin.from_fields, document=document, snapshot_digest=digest)
        return self._read_fields(identity, path, build)

    def _read_snapshot(
        self, record: str, decode: Callable[[bytes], Snapshot], what: str
    ) -> tuple[Snapshot | None, str]:
        path = record.removesuffix(".yml") + ".json"
        if not (self._root / path).is_file():
            hint = "从版本库取回这个文件；签发的文本不能重新生成"
            self._report("snapshot-missing", record, f"{what}缺少定稿文本（同名 .json 文件）", hint)
            return None, ""
        data, problems = read_bytes(self._root / path, path)
        self._problems += problems
        data = data.replace(b"\r\n", b"\n")
        try:
            return decode(data), sha256(data).hexdigest()
        except ValueError:
            self._report("snapshot-damaged", path, "定稿文本已损坏，读不出来", "从版本库取回签发时的文件")
            return None, sha256(data).hexdigest()

    def _report(self, code: str, path: str, message: str, hint: str) -> None:
        self._problems.append(Problem(code=code, place=Place(path=path), message=message, hint=hint))

    def _build(self, path: str, build: Callable[[Fields, Parsed], Record]) -> Record | None:
        parsed = self._parse(path)
        if parsed is None:
            return None
        fields = Fields(parsed.fields, self._vocabulary, self._problems)
        record = build(fields, parsed)
        fields.finish()
        return record

    def _parse(self, path: str) -> Parsed | None:
        text, problems = read_text(self._root / path, path)
        self._problems += problems
        if text is None:
            return None
        parsed, problems = parse_record(text, path)
        self._problems += problems
        return parsed
