"""Golden files: ``pytest --update-golden`` rewrites them, and ``git diff`` is then the review."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser

from browsing import SIZES, launch
from compiled import Compiled
from copies import copy_sharing, find_spoiled
from desks import Desk, lay_out_demo_desk
from fonts import find_free_fonts
from jianbao.rendering import templates
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.templates import Templates
from sites import build_site, copy_demo

Compare = Callable[[Path, str], None]
DemoSite = Callable[[str], Path]
MakeOnce = Callable[[str, Callable[[Path], object]], Path]

# The same examples on every run and machine; no example is judged by the clock.
settings.register_profile("jianbao", derandomize=True, deadline=None, database=None)
settings.load_profile("jianbao")
# Commits under test are whose they say, whoever runs the tests, and from whatever hook.
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is refused where CI is set: expected files are rewritten by people")


@pytest.fixture(scope="session", autouse=True)
def _compile_templates_once() -> Iterator[None]:
    """A desk under test would spend a third of its time on it."""
    with pytest.MonkeyPatch.context() as patch:
        made = partial(templates.ImmutableSandboxedEnvironment, bytecode_cache=Compiled())
        patch.setattr(templates, "ImmutableSandboxedEnvironment", made)
        yield


@pytest.fixture(autouse=True)
def _leave_shared_files_alone() -> Iterator[None]:
    yield
    assert find_spoiled() == [], "这个测试改写了共用的文件：先删去再写，或用 OfficeBuilder"


def pytest_collection_finish() -> None:
    """Thousands of collected tests are no garbage: who looks for some among them finds none, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def compare_golden(request: pytest.FixtureRequest) -> Compare:
    """Compares a text with the expected file, or rewrites that file under ``--update-golden``."""

    def compare(expected: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            expected.write_text(text, encoding="utf-8", newline="\n")
        assert text == expected.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of a run: what is dear is made in it once, under a lock."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def make_once(session_folder: Path) -> MakeOnce:
    """A folder of a name, made by whichever worker asks for it first."""

    def make_folder(name: str, make: Callable[[Path], object]) -> Path:
        folder, made = session_folder / name, session_folder / f"{name}.made"
        with FileLock(session_folder / f"{name}.lock"):
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                made.touch()
        return folder

    return make_folder


@pytest.fixture(scope="session")
def demo_site(make_once: MakeOnce) -> DemoSite:
    """The demo's site of an access (``public``, ``internal``, ``office``), built when first asked for."""

    def build(access: str) -> Path:
        return (
            make_once(f"demo-{access}", lambda office: build_site(copy_demo(office), access, office / "site")) / "site"
        )

    return build


@pytest.fixture
def demo_desk(make_once: MakeOnce, tmp_path: Path) -> Desk:
    """A desk over a copy of the demo office with a repository of its own, everybody ready to sign in."""
    made = make_once("demo-desk", lambda folder: lay_out_demo_desk(folder / "office"))
    return Desk(copy_sharing(made / "office", tmp_path / "office"))


def require_tool(name: str, found: object = None) -> str:
    """The path of a program (or what was ``found`` instead). Missing: skipped by hand, a failure where CI is set."""
    path = found or shutil.which(name)
    if path:
        return str(path)
    if os.environ.get("CI"):
        pytest.fail(f"{name} 没有安装，CI 里不能跳过")
    pytest.skip(f"{name} 没有安装")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the tests of one file."""
    with launch(require_tool("chromium")) as launched:
        yield launched


@pytest.fixture(autouse=True)
def _close_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test has opened would go on drawing beside the tests after it."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of a window: at a desk, and of a telephone."""
    found: tuple[int, int] = SIZES[request.param]
    return found


@pytest.fixture(scope="session")
def printing_fonts() -> FontSet:
    """The free typefaces that ``make fonts`` fetches, the same on every machine; with ``fonts.link_fonts`` an office
    under test has them too.
    """
    fonts = find_free_fonts()
    require_tool("字库 Fandol（make fonts）", "" if fonts.missing or fonts.substituted else "found")
    return fonts


@pytest.fixture(scope="session")
def printer(printing_fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """Sets papers in the styles and with the templates that come with jianbao."""
    root = tmp_path_factory.mktemp("printer")
    return Printer(root, Templates(root), printing_fonts)
