"""What every view works with: the store, the visitor, the page that it shows, the act that it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from flask import abort, current_app, flash, g, get_flashed_messages, make_response, redirect, request, url_for
from flask.wrappers import Response
from flask_wtf.csrf import CSRFError, generate_csrf

from jianbao.acting.work_tree import Plan, perform
from jianbao.finding import reads_feeds
from jianbao.metadata import Moment
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.serving.committing.recorded_tree import RecordedTree
from jianbao.serving.committing.sent_forms import mark_form
from jianbao.serving.navigation import find_entries
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.people.visitor import Visitor
from jianbao.serving.static import static_address
from jianbao.serving.store import Store
from jianbao.settings import SignIn
from jianbao.writing import AlreadyExistsError

View = TypeVar("View", bound=Callable[..., Any])
# Problems that say that somebody else was first: the page tells what is there now (HTTP 409).
CONFLICTS = frozenset(
    {
        "record-changed", "decided-twice", "draft-changed", "draft-signed", "file-exists", "call-answered",
        "number-refused", "sent-twice",
    }
)  # fmt: skip


def store() -> Store:
    """The office that this process serves."""
    found: Store = current_app.extensions["jianbao-store"]
    return found


def visitor() -> Visitor:
    """Who asks. Only within a view that ``needs`` an action."""
    found: Visitor = g.visitor
    return found


def office() -> Office:
    """The office as it is for the whole of this request."""
    if "office" not in g:
        g.office = store().read()
    found: Office = g.office
    return found


def as_of() -> Moment:
    return store().as_of()


def is_trial() -> bool:
    """Whether whoever comes chooses who to be."""
    return bool(current_app.config["JIANBAO_TRIAL"])


def needs(action: Action) -> Callable[[View], View]:
    """A view for those alone who may do the action: everybody else gets 403, nobody in particular the sign-in page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*arguments: Any, **options: Any) -> Any:
            if g.get("visitor") is None:
                if request.method == "POST":
                    # The session ended while somebody was writing: told with what was written.
                    raise CSRFError
                return redirect(url_for("account.sign_in_page"))
            if not may(visitor(), action):
                abort(403)
            return view(*arguments, **options)

        guarded.jianbao_action = action  # type: ignore[attr-defined]  # the table of permissions is tested by it
        return guarded  # type: ignore[return-value]  # takes and gives what the view does

    return decorate


def show(template: str, status: int = 200, **values: Any) -> Response:
    """A page from ``templates/desk/<template>``, with what every page needs."""
    who: Visitor | None = g.get("visitor")
    shared = {
        "visitor": who,
        "office_name": office().settings.office.short_name,
        "entries": find_entries(who, with_leads=reads_feeds(office())) if who else [],
        "url_for": url_for,
        "static": static_address,
        "csrf": generate_csrf,
        "may": lambda name: who is not None and may(who, Action[name]),
        "exchange": store().exchange.last,
        "here": request.endpoint or "",
        "has_password": office().settings.desk.sign_in is SignIn.LOCAL and not is_trial(),
        "can_sign_out": office().settings.desk.sign_in is not SignIn.PROXY or is_trial(),
        "messages": get_flashed_messages(),
        "unit_name": office().settings.units.short(who.unit, as_of().day) if who and who.unit else "",
        "as_of": as_of(),
    }
    text = store().templates.render(f"desk/{template}", **{**shared, **values})
    return make_response(text, status)


def act(action: Action, message: str, plan: Plan) -> list[Problem]:
    """Does one act as the visitor; the problems that stood in its way, none when it is done. See ``attempt``."""
    return attempt(lambda: perform(tree(action, message), plan))


def tree(action: Action, message: str) -> RecordedTree:
    """For acts that take the work tree itself, such as signing."""
    return RecordedTree(store(), visitor(), action, message, form=mark_form(request))


def attempt(do: Callable[[], Any]) -> list[Problem]:
    """The problems that ``do`` raised; afterwards the request sees the office as it is now."""
    try:
        do()
    except ProblemsFound as found:
        return list(found.problems)
    except AlreadyExistsError as found:
        message = f"{found.path} 刚刚由别人写了"
        return [Problem(code="file-exists", place=NOWHERE, message=message, hint="看过现在的内容，再试一次")]
    except OSError as error:
        message = f"写不进去：{error.strerror or error}"
        return [Problem(code="file-unwritable", place=NOWHERE, message=message, hint="请管理员检查磁盘空间和文件权限")]
    finally:
        g.pop("office", None)
    return []


def status_of(problems: Sequence[Problem]) -> int:
    """409 where somebody else was first, else 422; 200 for none."""
    if not problems:
        return 200
    return 409 if any(problem.code in CONFLICTS for problem in problems) else 422


def done(message: str, endpoint: str, **values: Any) -> Response:
    """After an act: to another page, which tells what was done once."""
    flash(message)
    response: Response = redirect(url_for(endpoint, **values), 303)  # type: ignore[assignment]
    return response
