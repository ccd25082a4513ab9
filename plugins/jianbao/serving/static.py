"""Style sheets and scripts of the desk, from ``templates/desk/static``: the office's own first. No other host."""

from __future__ import annotations

from hashlib import sha256
from mimetypes import types_map

from flask import Blueprint, abort, current_app, make_response, url_for
from flask.wrappers import Response

from jianbao.problems import ProblemsFound

static = Blueprint("static_files", __name__)
_FOLDER = "desk/static"
_YEAR_IN_SECONDS = 31_536_000


@static.get("/static/<name>")
def static_file(name: str) -> Response:
    """One file by name; its address carries its digest, so that a browser asks once."""
    try:
        text = _read(name)
    except ProblemsFound:
        abort(404)
    response = make_response(text)
    kind = types_map.get(f".{name.rpartition('.')[2]}", "text/plain")
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.cache_control.max_age = _YEAR_IN_SECONDS
    response.cache_control.immutable = True
    return response


def static_address(name: str) -> str:
    """Raises ProblemsFound for a file that there is not."""
    return url_for("static_files.static_file", name=name, v=sha256(_read(name).encode()).hexdigest()[:12])


def _read(name: str) -> str:
    templates = current_app.extensions["jianbao-store"].templates
    if "/" in name or name.startswith("."):
        abort(404)
    text: str = templates.source(f"{_FOLDER}/{name}")
    return text
