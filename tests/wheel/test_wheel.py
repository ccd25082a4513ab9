"""The wheel, installed where there is no source: its commands, its plugin and the templates inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from jianbao import __version__
from offices import OfficeBuilder

TOP = Path(__file__).parents[2]
CONFIG = """site_name: 云溪区委办公室信息
site_url: https://xinxi.yunxi.invalid/
docs_dir: briefs/pages
theme: {name: material, language: zh, font: false}
plugins:
  jianbao: {access: internal}
  search: {lang: zh}
"""


def run(folder: Path, *command: str | Path) -> str:
    """Standard output of a program that must succeed; of the environment it sees only what it needs."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as ``make wheel`` does, but by the hatchling of this environment, so that no network is needed."""
    folder = tmp_path_factory.mktemp("dist")
    run(TOP, sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, TOP)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of a fresh environment with the wheel; what it depends on is lent by this environment."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", python]
    run(folder, *pip, "install", "--no-deps", "--no-index", wheel)
    (packages,) = folder.glob("lib/python*/site-packages")
    # A folder named in a .pth file lends its packages but not its own .pth files: not the source of this project.
    packages.joinpath("lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder / "bin"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A small office with a signed issue, an adopted article and an open item; it has no templates of its own."""
    builder = OfficeBuilder(tmp_path / "office")
    builder.adopt("chengguan", "jiu-gai")
    builder.sign(date="2026-11-20")
    builder.adopt("heping", "wang-ge", "2026-11-24")
    builder.item("longquan", "qiang-shou", "2026-11-26")
    builder.write("mkdocs.yml", CONFIG)
    builder.write("briefs/pages/guide.md", "---\ntitle: 指南\naccess: 公开\n---\n\n怎样报送。\n")
    return builder.root


def test_the_wheel_holds_the_library_and_its_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry_points = ConfigParser()
        entry_points.read_string(archive.read(f"jianbao-{__version__}.dist-info/entry_points.txt").decode())
    sources = {path.relative_to(TOP / "plugins").as_posix() for path in (TOP / "plugins").rglob("*.py")}
    templates = {
        f"jianbao/templates/{path.relative_to(TOP / 'templates').as_posix()}"
        for path in (TOP / "templates").rglob("*")
        if path.is_file()
    }
    expected = {*sources, *templates, "jianbao/py.typed"}
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert dict(entry_points["console_scripts"]) == {"jianbao": "jianbao.cli:main"}
    assert dict(entry_points["mkdocs.plugins"]) == {"jianbao": "mkdocs_jianbao.plugin:JianbaoPlugin"}


def test_the_library_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import jianbao, mkdocs_jianbao; print(jianbao.__file__); print(mkdocs_jianbao.__file__)"
    places = run(tmp_path, installed / "python", "-c", code).split()
    assert all(Path(place).is_relative_to(installed.parent) for place in places)


def test_its_commands_work_in_an_office_without_templates(installed: Path, office: Path, tmp_path: Path) -> None:
    jianbao = installed / "jianbao"
    assert run(tmp_path, jianbao, "--version") == f"jianbao {__version__}\n"
    found = run(tmp_path, jianbao, "--office", office, "check")
    assert found == "共检查稿件3篇、编辑记录2条、已签发1期，没有发现问题。\n"
    assert "城关镇" in run(tmp_path, jianbao, "--office", office, "show", "xinxi/2026/007")
    new = run(tmp_path, jianbao, "--office", office, "new", "城关镇", "城关镇推进老旧小区改造")
    path = new.splitlines()[0].removeprefix("已写入 ")
    assert "title: 城关镇推进老旧小区改造\n" in (office / path).read_text(encoding="utf-8")


def test_mkdocs_builds_the_site_with_the_templates_of_the_wheel(installed: Path, office: Path) -> None:
    assert not (office / "templates").exists()
    run(office, installed / "python", "-m", "mkdocs", "build", "--strict", "--quiet")
    page = (office / "site/xinxi/2026/007/index.html").read_text(encoding="utf-8")
    assert "第7期（总第1237期）" in page
    assert "jianbao.css" in page
    assert (office / "site/assets/jianbao.css").is_file()
    assert (office / "site/xinxi/rss.xml").is_file()
