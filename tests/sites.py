"""Sites under test, built by the real command in a copy of the office, so that nothing is written into the project."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from copies import copy_sharing
from fonts import link_fonts
from jianbao.rendering.printing.fonts import FETCHED

ROOT = Path(__file__).parents[1]
CONFIGS = {"public": "mkdocs.public.yml", "internal": "mkdocs.yml", "office": "mkdocs.office.yml"}


def copy_demo(root: Path, *, records: bool = True) -> Path:
    """The demo office as a git checkout would have it; without ``records`` only its settings, pages and templates.
    With it come the typefaces that were fetched for this checkout.
    """
    root.mkdir(parents=True, exist_ok=True)
    copy_sharing(_lay_out(records=records), root)
    if not (root / FETCHED).exists():
        link_fonts(root)
    return root


@cache
def _lay_out(*, records: bool) -> Path:
    """One real copy in a process, so that nothing that a test does reaches the project's own files."""
    root = Path(mkdtemp(prefix="jianbao-demo-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for folder in ("briefs", "templates") if records else ("briefs/settings", "briefs/pages", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    for config in CONFIGS.values():
        shutil.copy(ROOT / config, root / config)
    return root


def add_scheme(root: Path, name: str = "layered") -> Path:
    """Makes the office at ``root`` one that scores, by a scheme that comes with jianbao."""
    folder, settings = root / "briefs/settings/scoring", root / "briefs/settings/office.yml"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / f"templates/scoring/{name}.yml", folder / f"{name}.yml")
    settings.write_text(settings.read_text(encoding="utf-8") + f"\nscheme: {name}\n", encoding="utf-8")
    return root


def build_site(root: Path, access: str, site: Path, *, umask: int = 0o022, **environment: str) -> Path:
    """``mkdocs build --strict`` in a process of its own, which sees of the environment only what is given here."""
    options = ["--strict", "--quiet", "--config-file", CONFIGS[access], "--site-dir", str(site)]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=root,
        env={"PATH": os.environ["PATH"], "HOME": str(root), "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        umask=umask,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout + done.stderr == "", "a build that succeeds has nothing to say under --quiet"
    return site
