"""The web application: one office, served to the intranet. Flask carries it, waitress serves it."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Request, current_app, g, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Response
from flask_wtf.csrf import CSRFProtect

from jianbao.serving.failing import register_failures
from jianbao.serving.people.limiting import Limiter
from jianbao.serving.people.signing_in import find_signed_in
from jianbao.serving.static import static
from jianbao.serving.store import Store
from jianbao.serving.views import VIEWS

_MEGABYTE = 1024 * 1024
# What is typed into a form, next to an uploaded file; more fields than any of our forms has are an attack.
_FORM_BYTES, _FORM_PARTS = 4 * _MEGABYTE, 2000
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
_STATIC = "static_files.static_file"

# No script, style, picture or frame but our own; nobody else frames us; the address of a page goes to no one.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _DeskRequest(Request):
    max_form_parts = _FORM_PARTS
    max_form_memory_size = _FORM_BYTES


class _DeskSessions(SecureCookieSessionInterface):
    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Never with a style sheet or script, which anybody on the way may keep for others."""
        return request.endpoint != _STATIC and super().should_set_cookie(app, session)


class _DeskApp(Flask):
    request_class = _DeskRequest


def create_app(store: Store, *, trial: bool = False) -> Flask:
    """``trial``: whoever comes chooses who to be, without a password. Never where others can reach it."""
    settings = store.read().settings.desk
    app = _DeskApp(__name__, static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=store.key,
        MAX_CONTENT_LENGTH=settings.upload * _MEGABYTE,
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.idle),
        SESSION_COOKIE_NAME="jianbao",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a text that took an afternoon to write is still taken
        WTF_CSRF_SSL_STRICT=False,  # behind a proxy the scheme is the proxy's; the token and the cookie decide
        JIANBAO_TRIAL=trial,
        # Without a password nothing but the name keeps a page of another host from reading along (DNS rebinding).
        TRUSTED_HOSTS=list(_OWN_NAMES) if trial else None,
    )
    app.extensions["jianbao-store"] = store
    app.extensions["jianbao-limiter"] = Limiter(settings.requests, settings.attempts)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # of the default provider
    app.session_interface = _DeskSessions()
    # Before the token of a form is looked at: what is refused for its token counts as a request too.
    app.before_request(_recognize)
    CSRFProtect(app)
    app.after_request(_protect)
    register_failures(app)
    app.register_blueprint(static)
    for views in VIEWS:
        app.register_blueprint(views)
    return app


def _recognize() -> Response | None:
    """Who asks, before any view; too many requests of one person or place wait."""
    if request.endpoint == _STATIC:
        return None
    g.visitor = find_signed_in(_store(), request, trial=current_app.config["JIANBAO_TRIAL"])
    _limiter().count_request(g.visitor.id if g.visitor else request.remote_addr or "")
    return None


def _store() -> Store:
    found: Store = current_app.extensions["jianbao-store"]
    return found


def _limiter() -> Limiter:
    found: Limiter = current_app.extensions["jianbao-limiter"]
    return found


def _protect(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # What one person saw is not to be found on the machine by the next.
    response.headers.setdefault("Cache-Control", "no-store")
    return response
