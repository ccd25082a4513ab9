"""登录、退出、改密码."""

from __future__ import annotations

from flask import Blueprint, current_app, g, redirect, request, url_for
from flask.wrappers import Response

from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.serving.people.accounts import is_password, set_password
from jianbao.serving.people.limiting import Limiter
from jianbao.serving.people.permissions import Action
from jianbao.serving.people.signing_in import knows_password, sign_in, sign_out
from jianbao.serving.people.visitor import Visitor, find_visitor
from jianbao.serving.request import as_of, attempt, done, is_trial, needs, office, show, status_of, store, visitor
from jianbao.settings import SignIn

account = Blueprint("account", __name__)


@account.get("/sign-in")
def sign_in_page() -> Response:
    return _show_sign_in([], "")


@account.post("/sign-in")
def sign_in_act() -> Response:
    """Which of name and password was wrong is not told."""
    written, password = request.form.get("person", "").strip(), request.form.get("password", "")
    person = office().settings.people.spellings().get(written, written)
    limiter: Limiter = current_app.extensions["jianbao-limiter"]
    limiter.require_attempt(person, request.remote_addr or "")
    known = find_visitor(office(), person, as_of().day)
    # The password is looked at whoever is named: how long a refusal takes tells nothing.
    try:
        right = is_trial() or knows_password(store(), person, password)
    except ProblemsFound as found:
        return _show_sign_in(list(found.problems), written, 503)
    if known is None or not right:
        limiter.count_failure(person, request.remote_addr or "")
        hint = "忘记密码的，请管理员重设"
        return _show_sign_in(
            [Problem(code="sign-in-failed", place=NOWHERE, message="姓名或密码不对", hint=hint)], written
        )
    sign_in(store(), person)
    return _to_home()


@account.post("/sign-out")
def sign_out_act() -> Response:
    sign_out(store())
    response: Response = redirect(url_for("account.sign_in_page"), 303)  # type: ignore[assignment]
    return response


@account.get("/password")
@needs(Action.READ)
def password_page() -> Response:
    return show("password.html", problems=[])


@account.post("/password")
@needs(Action.READ)
def password_act() -> Response:
    """Local accounts alone have a password here; changing it ends the other sessions of the person."""
    limiter: Limiter = current_app.extensions["jianbao-limiter"]
    limiter.require_attempt(visitor().id, request.remote_addr or "")
    if office().settings.desk.sign_in is not SignIn.LOCAL or not is_password(
        store().root, visitor().id, request.form.get("old", "")
    ):
        limiter.count_failure(visitor().id, request.remote_addr or "")
        wrong = Problem(code="sign-in-failed", place=NOWHERE, message="原来的密码不对", hint="忘记密码的，请管理员重设")
        return show("password.html", 422, problems=[wrong])
    problems = attempt(lambda: set_password(store().root, visitor().id, request.form.get("new", "")))
    if problems:
        return show("password.html", status_of(problems), problems=problems)
    sign_in(store(), visitor().id)
    return done("密码已经改好，别处的登录已经退出", "home.home_page")


def _show_sign_in(problems: list[Problem], written: str, refused: int = 401) -> Response:
    if g.get("visitor") is not None:
        return _to_home()
    proxied = office().settings.desk.sign_in is SignIn.PROXY and not is_trial()
    status = refused if proxied or problems else 200
    return show("sign-in.html", status, problems=problems, written=written, proxied=proxied, people=_list_people())


def _list_people() -> list[Visitor]:
    """Whom one may try out; outside a trial nobody is told who is there."""
    people = office().settings.people.people if is_trial() else ()
    found = (find_visitor(office(), person.id, as_of().day) for person in people)
    return [known for known in found if known is not None]


def _to_home() -> Response:
    response: Response = redirect(url_for("home.home_page"), 303)  # type: ignore[assignment]
    return response
