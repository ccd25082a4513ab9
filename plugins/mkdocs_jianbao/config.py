"""The plugin's options in ``mkdocs.yml``."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class JianbaoConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs does not type its base class
    """``access`` has no default: the keeper of the installation says for whom a site is built."""

    access = c.Choice(("public", "internal", "office"))
    on = c.Optional(c.Type(str))
