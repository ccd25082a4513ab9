"""The styles of printed papers that there are: the office's own, and those that come with jianbao."""

from __future__ import annotations

from pathlib import Path

PRINT_FOLDER = "templates/print"
# What all styles stand on; no paper is set in it.
COMMON_STYLE = "common"


def packaged_templates() -> Path:
    """Inside the installed library; in a source checkout, the folder at the top of the tree."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def list_styles(root: Path) -> list[str]:
    """Names that ``template`` of a periodical may have, sorted."""
    folders = (root / PRINT_FOLDER, packaged_templates() / "print")
    names = {file.stem for folder in folders for file in folder.glob("*.yml")}
    return sorted(names - {COMMON_STYLE})
