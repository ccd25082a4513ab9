"""Role × action: who may open each page and press each button, written out by hand from the issue and section 10 of the
design, against every address that the application has. A view that is not in the table fails.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from desks import Desk, Visit
from jianbao.problems import ProblemsFound
from jianbao.serving.people.permissions import Action, find_outside, require_inside
from jianbao.serving.people.visitor import find_visitor
from offices import AS_OF, OfficeBuilder

ROLES = {"U": "信息员", "L": "领导", "E": "编辑", "H": "核稿", "J": "校对", "Q": "签发人", "D": "督查员"}
PUBLIC = {"account.sign_in_page", "account.sign_in_act", "account.sign_out_act", "static_files.static_file"}
EVERYBODY = "ULEHJQD"
# Letters of ROLES → the views, each by its endpoint.
TABLE = {
    EVERYBODY: """
        account.password_page account.password_act home.home_page home.help_page filed.counts_page
        reading.issues_page reading.issue_page reading.find_page reading.issue_file reading.picture_file
        """,
    # A unit writes, files, answers, and sees what became of it. Nobody else does that in its name.
    "U": """
        writing.new_page writing.begin_act writing.draft_page writing.save_act writing.check_act writing.live_act
        writing.file_act writing.drop_act writing.upload_act writing.picture_act writing.draft_picture
        filed.mine_page filed.item_page filed.item_picture
        answering.call_page answering.nothing_act answering.task_page answering.receipt_act answering.report_act
        answering.extension_act
        """,
    # What came in, and the log of urgent events: the office, and no reader.
    "EHJQD": """
        queue.queue_page queue.item_page queue.picture_file queue.changes_page leads.leads_page leads.lead_page
        incidents.list_page incidents.incident_page
        """,
    "EH": """
        queue.decide_act queue.decide_several_act queue.merge_page queue.merge_act editing.new_page editing.new_act
        entering.enter_page entering.enter_act
        composing.begin_act composing.arrange_act composing.measure_act
        recording.report_page recording.report_act recording.adoption_page recording.adoption_act
        recording.distribution_page recording.distribution_act recording.call_page recording.call_act
        recording.reply_page recording.reply_act recording.dispute_page recording.dispute_act
        recording.new_dispute_page recording.new_dispute_act
        recording.found_page recording.found_act recording.found_texts_page recording.found_texts_act
        recording.found_text_page recording.found_text_act
        """,
    "EHJQ": """
        editing.text_page editing.text_act
        composing.drafts_page composing.draft_page composing.preview_page composing.preview_image
        composing.changes_page composing.draft_file composing.review_act
        """,
    "EHQ": "composing.drop_act",
    "Q": "signing.draft_page signing.sign_act signing.strike_act signing.retitle_act",
    "EHD": """
        recording.forms_page recording.instruction_page recording.instruction_act recording.presented_page
        recording.presented_act incidents.open_page incidents.open_act incidents.incident_act
        supervision.brief_page supervision.brief_act
        """,
    "LEHJQD": "supervision.ledger_page supervision.task_page supervision.export_file",
    "D": "supervision.open_page supervision.open_act supervision.task_act",
}
MAY = {endpoint: roles for roles, endpoints in TABLE.items() for endpoint in endpoints.split()}
# Below briefs/, for each button that writes. What a role may not press it may not write either.
WRITES = {
    "FILE": ["items/chengguan/"],
    "ANSWER_CALL": ["calls/"],
    "ANSWER_TASK": ["items/chengguan/"],
    "ENTER": ["items/", "receipts/"],
    "DECIDE": ["desk/"],
    "EDIT": ["desk/"],
    "COMPOSE": ["drafts/", "desk/"],
    "REVIEW": ["drafts/"],
    "STRIKE": ["drafts/"],
    "SIGN": ["issues/", "drafts/"],
    "CALL": ["calls/"],
    "RECORD": ["reports/", "adoptions/", "disputes/", "distribution/", "leads/"],
    "INSTRUCT": ["instructions/"],
    "SUPERVISE": ["tasks/", "instructions/"],
    "BRIEF": ["desk/"],
    "INCIDENT": ["incidents/"],
}
FOLDERS = [
    "items/chengguan/", "items/heping/", "receipts/", "desk/", "drafts/", "issues/", "notices/", "distribution/",
    "calls/", "reports/", "adoptions/", "disputes/", "entries/", "bulletins/", "leads/", "instructions/", "tasks/",
    "incidents/", "settings/", "pages/",
]  # fmt: skip


def write_people(office: OfficeBuilder) -> None:
    people = [
        f"  - {{id: p-{letter.lower()}, name: {role}甲, roles: [{role}]{', unit: chengguan' if letter == 'U' else ''}}}"
        for letter, role in ROLES.items()
    ]
    office.write("briefs/settings/people.yml", "\n".join(["people:", *people, ""]))
    office.write("briefs/settings/desk.yml", "requests: 100000\n")
    office.write(".gitignore", ".cache/\n.desk/\n")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    office = OfficeBuilder(tmp_path_factory.mktemp("table"))
    write_people(office)
    office.adopt()
    return Desk(office.root, on="2026-11-30")


@pytest.fixture(scope="module")
def visits(desk: Desk) -> dict[str, Visit]:
    return {letter: desk.visit(f"p-{letter.lower()}") for letter in ROLES} | {"": desk.visit()}


def list_rules(app: Flask, method: str) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if rule.methods and method in rule.methods)


def address_of(app: Flask, rule: Rule) -> str:
    """With arguments that lead nowhere: who may is asked before what there is."""
    values = {name: 1 if "Integer" in type(rule._converters[name]).__name__ else "x" for name in rule.arguments}
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(rule.endpoint, values)
        return str(built)


def ask(visit: Visit, app: Flask, rule: Rule, method: str) -> tuple[int, str]:
    """(status, where it leads to)."""
    address = address_of(app, rule)
    if method == "GET":
        answer = visit.client.get(address)
    else:
        answer = visit.post(address, {}, form="/" if visit.client.get("/").status_code == 200 else "/sign-in")
    return answer.status_code, answer.location or ""


def test_every_view_is_in_the_table_and_asks_for_an_action(desk: Desk) -> None:
    assert set(desk.app.view_functions) - PUBLIC == set(MAY)
    unguarded = {name for name, view in desk.app.view_functions.items() if not hasattr(view, "jianbao_action")}
    assert unguarded == PUBLIC
    assert len(MAY) == sum(len(endpoints.split()) for endpoints in TABLE.values())


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("letter", [*ROLES, ""], ids=[*ROLES.values(), "nobody"])
def test_the_table(desk: Desk, visits: dict[str, Visit], letter: str, method: str) -> None:
    wrong = []
    for rule in list_rules(desk.app, method):
        if rule.endpoint in PUBLIC:
            continue
        status, to = ask(visits[letter], desk.app, rule, method)
        if letter and letter in MAY[rule.endpoint]:
            right = status < 500 and status != 403 and to != "/sign-in"
        elif letter:
            right = status == 403
        else:
            # What nobody sends may be what somebody wrote whose session ended: it is shown, not thrown away.
            right = (status, to) == ((302, "/sign-in") if method == "GET" else (400, ""))
        if not right:
            wrong.append((rule.endpoint, status, to))
    assert wrong == []
    assert desk.is_clean()


def test_looking_changes_nothing(desk: Desk, visits: dict[str, Visit]) -> None:
    before = desk.commits()
    for rule in list_rules(desk.app, "GET"):
        for visit in visits.values():
            visit.client.get(address_of(desk.app, rule))
    assert desk.commits() == before
    assert desk.is_clean()


def test_every_button_belongs_to_an_action_that_writes(desk: Desk) -> None:
    """What is posted may write, but for what keeps a text beside the records or only reckons something."""
    silent = {rule.endpoint for rule in list_rules(desk.app, "POST") if rule.endpoint not in PUBLIC} - {
        endpoint for endpoint, view in desk.app.view_functions.items() if action_of(view) in WRITES
    }
    assert silent == {
        "account.password_act", "queue.changes_page", "writing.begin_act", "writing.save_act", "writing.check_act",
        "writing.live_act", "writing.drop_act", "writing.upload_act", "writing.picture_act",
    }  # fmt: skip


def action_of(view: object) -> str:
    action = getattr(view, "jianbao_action", None)
    return action.name if isinstance(action, Action) else ""


def test_no_page_that_shows_may_write(desk: Desk) -> None:
    for action in Action:
        assert bool(action.value.folders) is (action.name in WRITES), action


@pytest.mark.parametrize("action", Action)
def test_where_an_action_writes(desk: Desk, action: Action) -> None:
    visitor = find_visitor(desk.office(), "p-u" if "信息员" in action.value.roles else "p-e", AS_OF.day)
    assert visitor
    for folder in FOLDERS:
        path = f"briefs/{folder}2026/11-03-x.md"
        allowed = any(folder.startswith(written) for written in WRITES.get(action.name, []))
        assert find_outside(visitor, action, [path]) == ([] if allowed else [path]), (action, folder)
        if not allowed:
            with pytest.raises(ProblemsFound, match="什么也没有写入"):
                require_inside(visitor, action, [path])
    for path in ("templates/desk/base.html", ".desk/accounts.json", "briefs", "", "/etc/passwd"):
        assert find_outside(visitor, action, [path]) == [path]


def test_an_informant_of_no_unit_writes_nowhere(desk: Desk) -> None:
    visitor = find_visitor(desk.office(), "p-e", AS_OF.day)
    assert visitor
    assert visitor.unit == ""
    assert find_outside(visitor, Action.FILE, ["briefs/items//2026/x.md"]) == ["briefs/items//2026/x.md"]


# -- the token of a form ------------------------------------------------------


@pytest.mark.parametrize("token", ["missing", "empty", "wrong", "of another session"])
def test_nothing_is_done_without_the_token_of_the_session(desk: Desk, visits: dict[str, Visit], token: str) -> None:
    page = visits["Q"].get("/")
    foreign = page.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {
        "missing": {},
        "empty": {"csrf_token": ""},
        "wrong": {"csrf_token": f"{foreign[:-2]}xx"},
        "of another session": {"csrf_token": foreign},
    }[token]
    before, accounts = desk.commits(), sorted((desk.root / ".desk").rglob("*"))
    for rule in list_rules(desk.app, "POST"):
        for letter in "UEHD":
            answer = visits[letter].client.post(address_of(desk.app, rule), data=fields)
            assert answer.status_code == 400, (rule.endpoint, letter)
            assert "登录已经过期，没有提交" in answer.get_data(as_text=True)
    assert desk.commits() == before
    assert sorted((desk.root / ".desk").rglob("*")) == accounts


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_and_no_disguise(desk: Desk, visits: dict[str, Visit], method: str) -> None:
    before = desk.commits()
    for rule in desk.app.url_map.iter_rules():
        address = address_of(desk.app, rule)
        assert visits["E"].client.open(address, method=method).status_code == 405
        disguised = visits["E"].client.get(address, headers={"X-HTTP-Method-Override": method})
        assert disguised.status_code < 500
    assert desk.commits() == before
