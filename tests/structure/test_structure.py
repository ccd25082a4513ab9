"""What holds the library together: layers, seams, sizes. Read from the source, so that nothing slips past."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from commands import list_commands

TOP = Path(__file__).parents[2]
PLUGINS = TOP / "plugins"
SOURCES = sorted(PLUGINS.rglob("*.py"))
MODULES = sorted(
    ".".join(path.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
    if path.is_relative_to(PLUGINS / "jianbao")
)

# In the order in which data flows; a module, or a package as a whole, imports only from above itself.
ORDER = (
    "problems", "percents", "metadata", "model", "settings", "reading", "characters", "secrecy", "likeness",
    "standing", "answering", "supervising", "numbering", "editing", "selecting", "compiling", "periods", "ledger",
    "scoring", "lives", "reporting", "earlier", "checks", "finding", "proposing", "outlook", "writing", "caching",
    "guarding", "history", "rendering", "fetching", "intake", "acting", "serving", "cli",
)  # fmt: skip


def name_of(path: Path) -> str:
    """``jianbao/reading/files.py``."""
    return path.relative_to(PLUGINS).as_posix()


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


@cache
def walk(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file."""
    return tuple(ast.walk(parse(path)))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions and under TYPE_CHECKING."""
    for node in walk(path):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} 相对导入"
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def users(*packages: str) -> set[str]:
    """The files that import any of the packages, or a module of theirs."""
    return {
        name_of(path)
        for path in SOURCES
        if any(name == package or name.startswith(f"{package}.") for name in imports(path) for package in packages)
    }


# -- layers -------------------------------------------------------------------


def test_every_part_of_the_library_has_its_place_in_the_order() -> None:
    parts = {module.split(".")[1] for module in MODULES if "." in module}
    assert parts == set(ORDER)


@pytest.mark.parametrize("part", ORDER)
def test_a_part_imports_only_from_above(part: str) -> None:
    below = set(ORDER[ORDER.index(part) + 1 :])
    files = [path for path in SOURCES if name_of(path).startswith((f"jianbao/{part}/", f"jianbao/{part}.py"))]
    assert files
    wrong = {
        f"{name_of(path)} → {module}"
        for path in files
        for module in imports(path)
        if module.startswith("jianbao.") and module.split(".")[1] in below
    }
    assert wrong == set()


def test_the_core_knows_no_framework_and_the_adapter_is_the_only_one_that_does() -> None:
    adapter = {name_of(path) for path in SOURCES if name_of(path).startswith("mkdocs_jianbao/")}
    assert users("mkdocs", "material") <= adapter
    assert users("mkdocs_jianbao") <= adapter


BLOCKED = """
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "material", "mkdocs_jianbao"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Refuse())
for name in sys.argv[1:]:
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == "jianbao"]:
        del sys.modules[loaded]
    importlib.import_module(name)
    print(name)
"""


def test_each_part_can_be_imported_first_and_without_mkdocs() -> None:
    parts = [f"jianbao.{part}" for part in ORDER]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BLOCKED, *parts], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert done.stdout.split() == parts


def test_no_module_needs_itself_to_be_imported() -> None:
    """So that every module can be imported first: what an import runs, packages on the way included, has no circle."""
    needed = {name_module(path): needs(path) for path in SOURCES if path.is_relative_to(PLUGINS / "jianbao")}
    assert set(needed) == set(MODULES)
    done: set[str] = set()
    while ready := [module for module in needed if module not in done and needed[module] <= done]:
        done.update(ready)
    assert {module: sorted(needed[module] - done) for module in needed if module not in done} == {}


def name_module(path: Path) -> str:
    return ".".join(path.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__")


def needs(path: Path) -> set[str]:
    """The modules that must be there: what the file imports, and the packages that lead to it from outside."""
    own = name_module(path)
    found: set[str] = set()
    for node in walk(path):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in MODULES else node.module for name in inside]
        for name in names:
            steps = name.split(".")
            ways = {".".join(steps[:length]) for length in range(1, len(steps) + 1)}
            found |= {way for way in ways & set(MODULES) if way == name or not f"{own}.".startswith(f"{way}.")}
    return found - {own}


# -- seams --------------------------------------------------------------------

# Why each file but writing.py may change files.
WRITERS = {
    "jianbao/writing.py": "the only writer",
    "jianbao/history/asking.py": "unpacks a commit into a scratch folder of the caller and removes the archive there",
    "jianbao/intake/converting.py": "gives LibreOffice a scratch folder of its own, which is gone afterwards",
}
# Why each file outside reading/ may read files.
READERS = {
    "jianbao/reading/files.py": "the only reader of records",
    "jianbao/reading/pictures.py": "the only reader of pictures",
    "jianbao/reading/fonts.py": "the only reader of fonts, which lie outside of the office",
    "jianbao/reading/documents.py": "the only reader of manuscripts, which lie outside of the office",
    "jianbao/intake/converting.py": "what LibreOffice made in that scratch folder",
    "jianbao/caching.py": "its own file, which can be made again",
    "jianbao/writing.py": "opens the file of the office's lock",
    "jianbao/history/asking.py": "unpacks a commit into a scratch folder of the caller",
}
WRITING_METHODS = {
    "write_text", "write_bytes", "unlink", "rename", "mkdir", "rmdir", "touch", "symlink_to", "hardlink_to", "chmod",
    "extractall",
}  # fmt: skip
WRITING_OS = {
    "link", "symlink", "replace", "rename", "renames", "remove", "unlink", "rmdir", "mkdir", "makedirs", "fdopen",
    "open",
}  # fmt: skip
READING_METHODS = {"read_text", "read_bytes", "open"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in walk(path) if isinstance(node, ast.Call))


def is_called_on(call: ast.Call, module: str) -> bool:
    """``os.link(…)``."""
    function = call.func
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == module


def changes_files(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open"
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if is_called_on(call, "os"):
        return name in WRITING_OS
    # str.replace takes two, dates take keywords; with one it is Path.replace.
    return name in WRITING_METHODS or (name == "replace" and len(call.args) == 1 and not call.keywords)


def reads_files(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open"
    return isinstance(call.func, ast.Attribute) and call.func.attr in READING_METHODS


def test_only_the_writer_changes_files() -> None:
    found = {name_of(path) for path in SOURCES if any(changes_files(call) for call in calls(path))}
    assert found | users("shutil", "tempfile") == set(WRITERS)


def test_only_the_reader_reads_files() -> None:
    assert {name_of(path) for path in SOURCES if any(reads_files(call) for call in calls(path))} == set(READERS)


def test_only_history_and_the_converter_start_programs() -> None:
    assert users("subprocess", "pty", "multiprocessing") == {
        "jianbao/history/git.py",
        "jianbao/intake/converting.py",
        "jianbao/intake/bulletins/portable.py",  # reads PDF in a process that can be ended
    }
    starts = {"system", "popen", "execv", "execvp", "spawnv", "posix_spawn", "fork"}
    assert not [
        f"{name_of(path)}:{call.lineno}"
        for path in SOURCES
        for call in calls(path)
        if is_called_on(call, "os") and isinstance(call.func, ast.Attribute) and call.func.attr in starts
    ]


# Why each file may reach for the network: what goes out to other machines is asked of few, and checked in one place.
REACHING = {
    "jianbao/fetching/addresses.py": "asks for the address of a host, to check it before anything is connected to",
    "jianbao/fetching/deadline.py": "ends a connection whose time is over",
    "jianbao/fetching/http.py": "the only HTTP client",
    "jianbao/fetching/mailbox.py": "the only IMAP client, for the office's own mailbox",
    "jianbao/serving/people/directory.py": "the office's own directory of people, where it says so",
}


def test_only_few_reach_for_the_network() -> None:
    known = ("socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "smtplib", "ftplib", "imaplib")
    assert users(*known, "ldap3", "imapclient") == set(REACHING)


def test_a_feed_is_read_from_bytes_in_hand() -> None:
    """feedparser would open whatever it takes for an address or the name of a file."""
    assert users("feedparser") == {"jianbao/intake/feeds/entries.py"}


def test_yaml_is_read_in_one_place_and_written_in_one() -> None:
    assert users("yaml") == {"jianbao/metadata/tree.py", "jianbao/writing.py"}


def test_the_clock_is_asked_in_one_place() -> None:
    asked = {
        name_of(path)
        for path in SOURCES
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("now", "today", "utcnow", "localtime", "time_ns")
    }
    assert asked == {"jianbao/reading/locating.py"}
    # That measures how long another machine takes, and tells nobody what time it is.
    assert users("time", "random", "uuid") == {"jianbao/fetching/deadline.py"}


# -- sizes --------------------------------------------------------------------


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in walk(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_over_300_lines_and_half_are_under_120() -> None:
    lengths = {name_of(path): count_lines(path) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 120


def test_no_function_is_over_40_lines() -> None:
    long = {
        f"{name_of(path)}:{function.lineno} {function.name}": length
        for path in SOURCES
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > 40
    }
    assert long == {}


def test_the_adapter_is_thin() -> None:
    assert count_lines(PLUGINS / "mkdocs_jianbao/plugin.py") < 150


def test_scripts_are_short() -> None:
    long = {path.name: count_lines(path) for path in (TOP / "scripts").glob("*.py") if count_lines(path) > 120}
    assert long == {}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(parse(path)), "no docstring"


def test_no_two_test_files_have_one_name() -> None:
    """pytest imports them by name alone."""
    names = [path.name for path in (TOP / "tests").rglob("*.py")]
    assert {name for name in names if names.count(name) > 1} == set()


def test_no_module_is_called_after_nothing_in_particular() -> None:
    names = {word for path in SOURCES for word in path.stem.split("_")}
    assert not names & {"util", "utils", "helper", "helpers", "manager", "base", "common", "misc"}


# -- what is promised outside -------------------------------------------------


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_lists_every_command(readme: str) -> None:
    text = (TOP / readme).read_text(encoding="utf-8")
    missing = [
        name
        for name in list_commands()
        if not re.search(rf"`(?:jianbao )?{name}`|^(?:\$ )?jianbao {name}\b", text, re.MULTILINE)
    ]
    assert missing == []


def test_the_readme_names_no_command_that_is_not_there() -> None:
    known = set(list_commands())
    for readme in ("README.md", "README.zh.md"):
        text = (TOP / readme).read_text(encoding="utf-8")
        named = set(re.findall(r"^(?:\$ )?jianbao (?:--\S+ \S+ )*([a-z]+(?:-[a-z]+)*)\b", text, re.MULTILINE))
        assert named - known == set()


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    text = (TOP / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (help .*)$", text, re.MULTILINE)[1].split())  # type: ignore[index]
    assert phony == set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE))
