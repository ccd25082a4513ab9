"""What an attacker types, sends or plants: no page runs it, no file outside is reached, nobody reads another's."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from planted import PAYLOAD, list_addresses, list_ids, plant_everywhere, plant_titles, replace_printed

from conftest import MakeOnce
from copies import copy_sharing, rewrite
from desk_pages import strip
from desks import Desk
from jianbao.model import Access
from jianbao.reading import read_office
from jianbao.serving.app import HEADERS
from sites import copy_demo
from small_desks import lay_out_files

PEOPLE = {
    "信息员": "xxy-chengguan",
    "领导": "shuji",
    "编辑": "kezhang",
    "校对": "jiaodui-shen",
    "签发人": "zhuren",
    "督查员": "ducha-guo",
}
RAW = re.compile(r"<qzx|<script>qzx|href=\"?'?javascript:|&lt;qzx a=\"b\"", re.IGNORECASE)
NAMES = re.compile(r'(?:name="|field\(")([a-z_]+)')
WINDOW = "2026/11-27-zhengwu-kai-can-yin-dian"
UNBOUND = "requests: 1000000\n"


def lay_out_desk(folder: Path, plant: Callable[[Path], object]) -> None:
    """The demo office with something planted, as one folder for all tests of a run."""
    copy_demo(folder)
    (folder / "briefs/settings/desk.yml").write_text(UNBOUND, encoding="utf-8")
    plant(folder)
    lay_out_demo_desk_at(folder)


def lay_out_demo_desk_at(folder: Path) -> Desk:
    (folder / ".gitignore").write_text(".cache/\n.desk/\n", encoding="utf-8")
    return Desk(folder)


@pytest.fixture
def hostile(make_once: MakeOnce, tmp_path: Path) -> Desk:
    """Of one's own, as what is posted may well be done."""
    made = make_once("hostile-desk", lambda folder: lay_out_desk(folder / "office", plant_everywhere))
    copy_sharing(made / "office", tmp_path / "office")
    return Desk(tmp_path / "office")


def test_the_payload_stands_in_the_records(hostile: Desk) -> None:
    office = hostile.office()
    assert len(office.items) > 80
    assert sum(PAYLOAD in item.title for item in office.items.values()) > 80
    assert all(
        PAYLOAD in article.title
        for issue in office.issues.values()
        if issue.document
        for article in issue.document.articles
    )
    assert sum(PAYLOAD in task.title for task in office.tasks.values()) > 20


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_shows_as_markup_what_somebody_typed(hostile: Desk, role: str) -> None:
    visit = hostile.visit(PEOPLE[role])
    shown = 0
    for address in list_addresses(hostile.app, list_ids(hostile.office(), 2)):
        if "/file/" in address or "-file/" in address or "preview" in address or "export" in address:
            continue
        answer = visit.client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code == 200 and answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            assert not RAW.search(page), (address, RAW.findall(page)[:3])
            assert " on" + "error=" not in page
            shown += "qzx" in page
    assert shown > 3


def list_fields() -> list[str]:
    """Every name that a form of ours has."""
    templates = (Path(__file__).parents[2] / "templates/desk").rglob("*.html")
    return sorted(
        {name for file in templates for name in NAMES.findall(file.read_text(encoding="utf-8"))} - {"csrf_token"}
    )


@pytest.mark.parametrize("role", PEOPLE)
def test_no_form_gives_back_as_markup_what_was_typed(hostile: Desk, role: str) -> None:
    visit = hostile.visit(PEOPLE[role])
    fields = dict.fromkeys(list_fields(), PAYLOAD)
    token = visit.get("/").split('name="csrf_token" value="')[1].split('"')[0]
    for address in list_addresses(hostile.app, list_ids(hostile.office(), 1), "POST"):
        if address in ("/sign-out", "/sign-in"):
            continue
        answer = visit.client.post(address, data={**fields, "csrf_token": token})
        page = answer.get_data(as_text=True)
        assert answer.status_code < 500, address
        assert answer.mimetype == "application/json" or not RAW.search(page), address
    assert hostile.is_clean()


def test_the_sign_in_page_gives_back_a_name_as_text(tmp_path: Path) -> None:
    lay_out_files(tmp_path)
    answer = Desk(tmp_path, trial=False).visit().post("/sign-in", {"person": PAYLOAD}, form="/sign-in")
    assert not RAW.search(answer.get_data(as_text=True))


# -- whose is what ------------------------------------------------------------

UNIT = "chengguan"


def plant_marks(root: Path) -> None:
    """A mark in all that is not the unit's: who reads one, reads what is another's."""
    office = read_office(root)

    def mark(folder: str, identity: str) -> str:
        if folder == "items":
            item = office.items.get(identity)
            mark = "qzreply" if item and item.task else "qzitem"
            return "" if item and UNIT in item.units else mark
        if folder == "desk":
            return "qzdesk"
        if folder == "tasks" and identity in office.tasks:
            task = office.tasks[identity]
            asked = {
                task.lead_unit,
                *task.assisting,
                *(u for part in task.parts for u in (part.lead_unit, *part.assisting)),
            }
            return "" if UNIT in asked else "qztask"
        if folder == "calls" and identity in office.calls:
            call = office.calls[identity]
            return "qzcall" if call.units and UNIT not in call.units else ""
        return {"reports": "qzreport", "leads": "qzlead"}.get(folder, "")

    plant_titles(root, mark)
    for folder, word in (("instructions", "qzinstruction"), ("incidents", "qzincident"), ("drafts", "qzdraft")):
        for file in (root / "briefs" / folder).rglob("*.yml"):
            text = file.read_text(encoding="utf-8")
            rewrite(file, re.sub(r"(?m)^(text|title|note): (.+)$", rf"\1: \2{word}", text))
    for issue in office.issues.values():
        if issue.document and {article.access for article in issue.document.articles} == {Access.OFFICE}:
            replace_printed((root / issue.source.path).with_suffix(".json"), "qzclosed")
    for file in (root / "briefs/items").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        if not file.is_relative_to(root / "briefs/items" / UNIT):
            rewrite(file, re.sub(r"(?m)^(phone): .+$", r"\1: 0000-qzphone", text))


MARKS = {
    "qzitem",
    "qzreply",
    "qzdesk",
    "qztask",
    "qzcall",
    "qzreport",
    "qzlead",
    "qzinstruction",
    "qzincident",
    "qzdraft",
    "qzclosed",
    "qzphone",
}
# Role → the marks that must not reach any of its pages. Leaders read what is signed, instructions and tasks.
NEVER = {
    "信息员": MARKS,
    "领导": {"qzitem", "qzdesk", "qzreport", "qzlead", "qzincident", "qzdraft", "qzphone"},
    "校对": {"qzreport"},
}


@pytest.fixture
def marked(make_once: MakeOnce) -> Desk:
    return Desk(make_once("marked-desk", lambda folder: lay_out_desk(folder, plant_marks)))


def read_text(data: bytes) -> str:
    """Of a page as it is, of a Word file what is in it."""
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with ZipFile(BytesIO(data)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def collect(desk: Desk, person: str, of_a_kind: int) -> tuple[dict[str, set[str]], int]:
    """(mark → the addresses at which it was seen, how many pages were read)."""
    visit = desk.visit(person)
    seen: dict[str, set[str]] = {}
    pages = 0
    for address in list_addresses(desk.app, list_ids(desk.office(), of_a_kind)):
        if "preview" in address:
            continue
        answer = visit.client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code == 200:
            pages += 1
            for mark in MARKS & set(re.findall(r"qz[a-z]+", read_text(answer.get_data()))):
                seen.setdefault(mark, set()).add(address)
    return seen, pages


@pytest.mark.parametrize("role", NEVER)
def test_nobody_reads_what_is_not_his(marked: Desk, role: str) -> None:
    # Whoever must see none of several kinds is shown more pages than who may see nearly all.
    seen, pages = collect(marked, PEOPLE[role], 6 if len(NEVER[role]) > 1 else 3)
    assert pages > 10
    leaked = {mark: sorted(addresses)[:3] for mark, addresses in seen.items() if mark in NEVER[role]}
    assert leaked == {}


def test_the_marks_can_be_seen_by_those_who_may(marked: Desk) -> None:
    """Or the search above would prove nothing."""
    seen, _ = collect(marked, PEOPLE["编辑"], 3)
    assert {"qzitem", "qzdesk", "qztask", "qzlead", "qzincident", "qzdraft", "qzclosed"} <= set(seen)


def test_another_units_records_are_not_there_for_an_informant(marked: Desk) -> None:
    office = marked.office()
    visit = marked.visit(PEOPLE["信息员"])
    foreign = [
        item for item in office.items if not item.startswith(f"{UNIT}/") and UNIT not in office.items[item].units
    ]
    own = [item for item in office.items if item.startswith(f"{UNIT}/")]
    assert {visit.client.get(f"/mine/{item}").status_code for item in foreign[-20:]} == {404}
    assert {visit.client.get(f"/mine/{item}").status_code for item in own[-5:]} == {200}


# -- addresses ----------------------------------------------------------------

TRAVERSALS = [
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/briefs/settings/people.yml",
    "chengguan/../../settings/people", "....//....//etc/passwd", "/etc/passwd", "..\\..\\people.yml", "x%00.yml",
    ".desk/accounts.json", "people.yml", "%F0%28%8C%28", "a" * 3000,
]  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    lay_out_files(tmp_path).write("briefs/settings/desk.yml", f"{UNBOUND}upload: 1\n")
    return Desk(tmp_path, on="2026-11-30")


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_leads_out_of_the_office(small: Desk, path: str) -> None:
    for person in ("zheng", "xxy", "zhou", "guo"):
        visit = small.visit(person)
        for rule in small.app.url_map.iter_rules():
            if not rule.arguments or "GET" not in (rule.methods or ()):
                continue
            address = re.sub(r"<int:\w+>", "1", rule.rule)
            answer = visit.client.get(re.sub(r"<[^>]+>", lambda _: path, address))
            assert answer.status_code in (302, 303, 308, 403, 404), (rule.endpoint, answer.status_code)
            text = answer.get_data(as_text=True)
            assert "root:" not in text
            assert "roles: [" not in text


@pytest.mark.parametrize(
    "name", ["../desk.html", "..%2fbase.html", "base.html", "desk.css/..", ".hidden", "x.js", "DESK.CSS"]
)
def test_no_style_sheet_is_a_template(small: Desk, name: str) -> None:
    assert small.visit().client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:qzx", "%0d%0aSet-Cookie:%20x=1"]
)
def test_nobody_is_sent_elsewhere(small: Desk, to: str) -> None:
    for name in ("next", "url", "to", "back", "return", "redirect"):
        visit = small.visit()
        token = visit.get("/sign-in").split('name="csrf_token" value="')[1].split('"')[0]
        answer = visit.client.post(f"/sign-in?{name}={to}", data={"csrf_token": token, "person": "zheng", name: to})
        assert answer.location == "/"
        assert "Set-Cookie: x" not in str(answer.headers)
        assert visit.client.get(f"//evil.example/?{name}={to}").status_code in (200, 308, 400, 404)


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"])
def test_no_header_changes_where_a_page_leads(tmp_path: Path, header: str) -> None:
    lay_out_files(tmp_path)
    client = Desk(tmp_path, on="2026-11-30", trial=False).app.test_client()
    answer = client.get("/", headers={header: "evil.example"})
    assert answer.location == "/sign-in"
    assert "evil.example" not in client.get("/sign-in", headers={header: "evil.example"}).get_data(as_text=True)


# -- forged forms -------------------------------------------------------------

# Page with the form, address, person, what is typed there, the field that says what the page showed.
FORGED = (
    ("/incidents/2026/11-28-jie-gan-qi-huo", "", "bianji-zheng", {"kind": "log", "did": "电话上报", "who": "郑××",
     "at": "2026-11-30T09:10", "note": "已扑灭"}, "seen"),
    ("/record/presented/2026/11-27-kuai-di-shou-fei", "", "kezhang", {"to": "shuji", "date": "2026-11-30",
     "opinion": "同意"}, "seen"),
    ("/record/dispute/2026/11-17-jiaotong", "", "kezhang", {"answer": "已经补登记"}, "seen"),
    ("/record/distribution?pick=issue:xinxi/2026/081", "", "kezhang", {"to": "市委办公室", "numbers": "1-5",
     "date": "2026-11-30"}, "seen"),
    ("/tasks/2026/034", "", "ducha-guo", {"kind": "PROGRESS", "text": "已办完", "date": "2026-11-30"}, "seen"),
    ("/drafts/xinxi/2026-11-30", "/drop/xinxi/2026-11-30", "kezhang", {"article": WINDOW, "reason": "再核"},
     f"seen:{WINDOW}"),
    ("/sign/xinxi/2026-11-30", "/strike/xinxi/2026-11-30", "zhuren", {"article": WINDOW, "reason": "再核"},
     f"seen:{WINDOW}"),
)  # fmt: skip


def test_a_form_that_does_not_say_what_it_showed_writes_nothing(demo_desk: Desk) -> None:
    """It comes back with what is there now and with what was typed."""
    for page, address, person, typed, seen in FORGED:
        visit = demo_desk.visit(person)
        for forged, told in ((None, "看不出您提交的时候看到的"), ("0" * 64, "您打开这一页以后，")):
            answer = visit.post(address or page, {**typed, seen: forged}, page)
            assert answer.status_code == 409, (page, strip(answer.text)[:300])
            assert re.search(f"{told}.+，没有写入填的内容还在下面", strip(answer.text)), page
            assert re.search(f'name="{seen}" value="[0-9a-z]+"', answer.text), page
            assert all(text in answer.text for text in typed.values()), page
    assert demo_desk.commits() == []


# -- too much -----------------------------------------------------------------


NINES = "9" * 6000


def test_a_number_without_end_is_a_wrong_number(small: Desk) -> None:
    editor = small.visit("zheng")
    fields = {"title": "自编一篇", "body": "正文。", "place": "xinxi#zhongdian", "order": NINES}
    answer = editor.post("/text/new", fields, form="/text/new")
    assert answer.status_code == 422
    assert "写 10、20、30 这样的数，小的在前" in answer.get_data(as_text=True)
    assert 'value="自编一篇"' in answer.get_data(as_text=True)
    for page in ("/read", "/find", "/queue", "/tasks", "/incidents"):
        assert "<h1" in editor.get(f"{page}?words=a&page={NINES}")
    assert small.commits() == []


def test_too_large_a_form_is_refused_in_chinese(small: Desk) -> None:
    visit = small.visit("xxy")
    token = visit.get("/").split('name="csrf_token" value="')[1].split('"')[0]
    sizes = {"whole": {"title": "长" * 400_000}, "field": {"title": "x" * 900_000}}
    assert visit.client.post("/write", data={"csrf_token": token, **sizes["whole"]}).status_code == 413
    answer = visit.client.post(
        "/write",
        data={"csrf_token": token, **dict.fromkeys(map(str, range(3000)), "x")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 413
    assert "上传的文件太大" in answer.get_data(as_text=True)
    assert small.commits() == []


def ask(address: str, request: bytes) -> tuple[str, str]:
    """(head, body) of what the server answers to these bytes."""
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=30) as line:
        line.sendall(request)
        answer = b"".join(iter(lambda: line.recv(65536), b"")).decode()
    head, _, body = answer.partition("\r\n\r\n")
    return head, body


# Not a byte more than is read: the line would be reset, and the answer lost now and then.
EARLY = {
    # A browser sends it all before it looks at the answer; what nobody would ever send is answered at once.
    "413 five times": (b"POST /write HTTP/1.1\r\nContent-Length: 5242880\r\n\r\n" + bytes(5 << 20), "上传的文件太大"),
    "413 endless": (b"POST /write HTTP/1.1\r\nContent-Length: 9999999999\r\n\r\n", "上传的文件太大"),
    "413 in pieces": (
        b"POST /write HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n400000\r\n" + bytes((4 << 20) - 8),
        "上传的文件太大",
    ),
    "400": (b"GET /\r\nHost: a\nb: c\r\n\r\n", "请求不完整"),
    "400 of a length": (b"POST / HTTP/1.1\r\nContent-Length: %b\r\n\r\n" % (b"9" * 5000), "请求不完整"),
    "400 of an address": (b"GET http://[ HTTP/1.1\r\n\r\n", "请求不完整"),
    "431": (b"GET / HTTP/1.1\r\nCookie: ".ljust(1 << 18, b"x"), "浏览器送来的地址或 Cookie 太长"),
    "501": (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "不支持这样的请求"),
}


def test_what_the_server_refuses_by_itself_is_told_in_chinese(small: Desk) -> None:
    with small.serve() as address:
        for name, (request, told) in EARLY.items():
            head, body = ask(address, request)
            assert head.split()[1] == name[:3], name
            assert "Content-Type: text/html; charset=utf-8" in head
            assert f"Content-Security-Policy: {HEADERS['Content-Security-Policy']}" in head
            assert (f"<h1>没有办成</h1>\n<p>{told}。" in body, "</html>" in body) == (True, True), name
            assert not re.search("[a-z]{3,}", re.sub(r"<[^>]*>|Cookie", "", body))
    assert small.commits() == []


def test_too_many_requests_wait(tmp_path: Path) -> None:
    lay_out_files(tmp_path).write("briefs/settings/desk.yml", "requests: 5\n")
    desk = Desk(tmp_path, on="2026-11-30")
    visit, other = desk.visit("zheng"), desk.visit("zhou")
    statuses = [visit.client.get("/").status_code for _ in range(8)]
    assert statuses[:4] == [200] * 4
    assert statuses[-1] == 429
    page = visit.client.get("/")
    assert page.status_code == 429
    assert "操作太频繁" in page.get_data(as_text=True)
    assert visit.client.get("/static/desk.css").status_code == 200
    assert other.client.get("/").status_code == 200


def test_what_is_refused_for_its_token_counts_too(tmp_path: Path) -> None:
    lay_out_files(tmp_path).write("briefs/settings/desk.yml", "requests: 5\n")
    client = Desk(tmp_path, on="2026-11-30").app.test_client()
    assert [client.post("/sign-in").status_code for _ in range(7)] == [400] * 5 + [429] * 2


# -- when something breaks ----------------------------------------------------


def test_an_error_of_ours_shows_no_traceback(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("secret/path/in/the/message")

    visit = small.visit("zheng")
    small.app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(small.app.view_functions, "home.home_page", fail)
    answer = visit.client.get("/")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "系统出错" in page
    assert "请告诉管理员出错的时间和正在做的事" in page
    assert "Traceback" not in page
    assert "secret" not in page


@pytest.mark.parametrize("template", ["home.html", "base.html", "failure.html"])
def test_a_broken_template_is_told_with_its_place(small: Desk, template: str) -> None:
    own = small.root / "templates/desk" / template
    own.parent.mkdir(parents=True)
    own.write_text("一行\n{{ no_such_name }}\n", encoding="utf-8")
    answer = (
        small.app.test_client().get("/sign-in") if template == "base.html" else small.visit("zheng").client.get("/")
    )
    page = answer.get_data(as_text=True)
    if template == "failure.html":
        page = small.visit("zheng").client.get("/no-such-page").get_data(as_text=True)
        assert "没有这一页" in page
    assert f"templates/desk/{template}:2" in page or "没有“no_such_name”这一项" in page
    assert "Traceback" not in page


def test_every_page_forbids_what_is_not_its_own(small: Desk) -> None:
    visit = small.visit("zheng")
    for address in ("/", "/sign-in", "/no-such-page", "/static/desk.css", "/queue"):
        headers = visit.client.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
