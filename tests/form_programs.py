"""The programs behind the form, fetched once (``make tools``) and kept in the cache, as the fonts are."""

from __future__ import annotations

from pathlib import Path

from conftest import require_tool

TOP = Path(__file__).parents[1]
FORMS = TOP / ".cache/jianbao/forms"


def require_forms() -> Path:
    """The folder with the programs of both kinds."""
    both = all((FORMS / program).is_file() for program in ("decap-cms.js", "sveltia-cms.js"))
    require_tool("网页表单的程序（make tools）", "found" if both else "")
    return FORMS
