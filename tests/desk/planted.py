"""The demo office with marks in all that people wrote: who sees which, and whether one comes out as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from copies import rewrite
from jianbao.reading import Office

# What ends a tag, an attribute of either kind, and a text.
PAYLOAD = "<qzx a=\"b\" c='d'>"
_WRITTEN = (
    "title|reason|note|text|content|origin|author|approver|phone|who|to|place|contact|officer|opinion|asked_for|via|"
    "stated|claim|answer|printed|correct|post|notes|said|result|recorded|wanted"
)
_FIELD = re.compile(rf"(?m)^((?:.*[{{,] ?|[ -]*)(?:{_WRITTEN}): )([^\s\"'\[{{|>&*!%#][^,{{}}\[\]\n]*)")
_DATE = re.compile(r"[\d: -]+")
_TITLE = re.compile(r"(?m)^(title: .+)$")
_TEXTS = re.compile(r'("(?:title|body|note|name)": ?")((?:[^"\\]|\\.)+)')
Mark = Callable[[str, str], str]


def plant_everywhere(root: Path, payload: str = PAYLOAD) -> None:
    """In every field that holds words, in every body, and in the texts as printed."""
    for file in sorted((root / "briefs").rglob("*")):
        folder = file.relative_to(root / "briefs").parts[0]
        if file.suffix in (".md", ".yml") and folder not in ("settings", "pages", "issues", "bulletins"):
            text = _FIELD.sub(lambda found: _add(found, payload), file.read_text(encoding="utf-8"))
            body = f"\n{payload}[链接](javascript:qzx) <script>qzx()</script>\n" if file.suffix == ".md" else ""
            rewrite(file, text + body)
        if folder == "issues" and file.suffix == ".json":
            replace_printed(file, payload)


def _add(found: re.Match[str], payload: str) -> str:
    return found[0] if _DATE.fullmatch(found[2]) else f"{found[1]}{found[2].rstrip()}{payload}"


def replace_printed(file: Path, mark: str) -> None:
    """Into the text of a signed issue, with the digest that stands for it."""
    quoted = mark.replace("\\", "\\\\").replace('"', '\\"')
    data = _TEXTS.sub(lambda found: f"{found[1]}{found[2]}{quoted}", file.read_text(encoding="utf-8")).encode()
    old = sha256(file.read_bytes()).hexdigest()
    rewrite(file, data)
    record = file.with_suffix(".yml")
    text = record.read_text(encoding="utf-8").replace(old, sha256(data).hexdigest())
    rewrite(record, text)


def plant_titles(root: Path, mark: Mark) -> None:
    """``mark(folder, id)`` after each title and in each body; nothing where it is empty.

    A report's title stays as it is: by it everybody knows what a higher level adopted.
    """
    for file in sorted((root / "briefs").rglob("*.md")):
        folder, _, identity = file.relative_to(root / "briefs").as_posix().removesuffix(".md").partition("/")
        if folder not in ("settings", "pages") and (said := mark(folder, identity)):
            text = file.read_text(encoding="utf-8")
            text = text if folder == "reports" else _TITLE.sub(rf"\1{said}", text, count=1)
            rewrite(file, f"{text}\n{said}\n")


def list_ids(office: Office, most: int = 10_000) -> list[str]:
    """The ids of all records that an address may name, the last of each kind first."""
    kinds = (
        office.items, office.desk, office.drafts, office.issues, office.calls, office.tasks, office.incidents,
        office.instructions, office.disputes, office.adoptions, office.reports, office.leads,
    )  # fmt: skip
    return [identity for kind in kinds for identity in sorted(kind, reverse=True)[:most]]


def list_addresses(app: Flask, ids: list[str], method: str = "GET") -> list[str]:
    """Every address of a method: those with an argument once for each id."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.methods and method in rule.methods and rule.endpoint != "static_files.static_file":
            found += _fill(app, rule, ids)
    return sorted(set(found))


def _fill(app: Flask, rule: Rule, ids: list[str]) -> list[str]:
    with app.test_request_context():
        paths = [name for name in rule.arguments if "Path" in type(rule._converters[name]).__name__]
        others: dict[str, object] = {
            name: 1 if "Integer" in type(rule._converters[name]).__name__ else "docx"
            for name in rule.arguments
            if name not in paths
        }
        adapter = app.url_map.bind("localhost")
        wanted = [dict.fromkeys(paths, identity) | others for identity in ids] if paths else [others]
        return [str(adapter.build(rule.endpoint, values)) for values in wanted]
