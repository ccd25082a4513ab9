"""A form that is sent twice, by a double click or by going back, makes one record."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import requests

from desk_pages import strip
from desks import Desk
from jianbao.problems import ProblemsFound
from jianbao.serving.committing.sent_forms import SentForms
from jianbao.serving.state import read_state, write_state
from small_desks import lay_out_small

CALL = {"title": "冬季农村饮水安全", "issued": "2026-11-30", "due": "2026-12-05T18:00", "everyone": "all"}
TOLD = "这张表已经提交过，办好了，没有再写一份"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lay_out_small(tmp_path)


def test_what_goes_back_and_is_sent_again_is_told_that_it_is_done(desk: Desk) -> None:
    editor = desk.visit("zheng")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', editor.get("/record/call"))[0]
    sent = {"csrf_token": token, **CALL}
    assert editor.client.post("/record/call", data=sent).status_code == 303
    again = editor.client.post("/record/call", data=sent)
    assert again.status_code == 409
    assert TOLD in strip(again.get_data(as_text=True))
    assert 'value="冬季农村饮水安全"' in again.get_data(as_text=True)
    assert [call.number for call in desk.office().calls.values()] == [1]
    # Another call from the same page is another one.
    assert editor.client.post("/record/call", data={**sent, "title": "春耕备耕"}).status_code == 303
    assert [call.number for call in desk.office().calls.values()] == [1, 2]
    assert desk.is_clean()


def test_a_form_that_was_refused_may_be_sent_again(desk: Desk) -> None:
    editor = desk.visit("zheng")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', editor.get("/record/call"))[0]
    wrong = {"csrf_token": token, **CALL, "due": "2026-11-01T18:00"}
    assert [editor.client.post("/record/call", data=wrong).status_code for _ in range(2)] == [422, 422]


def sign_in(address: str, person: str) -> tuple[requests.Session, Callable[[str], str]]:
    session = requests.Session()

    def token(page: str) -> str:
        return re.findall(r'name="csrf_token" value="([^"]+)"', session.get(f"{address}{page}", timeout=30).text)[0]

    session.post(f"{address}/sign-in", data={"person": person, "csrf_token": token("/sign-in")}, timeout=30)
    return session, token


def test_a_double_click_makes_one_event(desk: Desk) -> None:
    with desk.serve() as address:
        session, token = sign_in(address, "guo")
        severity = re.findall(r'<option value="([^"]+)"', session.get(f"{address}/incidents/new", timeout=30).text)[0]
        event = {
            "csrf_token": token("/incidents/new"), "title": "限高架被撞", "severity": severity, "who": "郭××",
            "occurred": "2026-11-30T08:00", "at": "2026-11-30T08:20", "units": "chengguan",
        }  # fmt: skip

        def click(_: int) -> int:
            page = f"{address}/incidents/new"
            return session.post(page, data=event, timeout=60, allow_redirects=False).status_code

        with ThreadPoolExecutor(2) as clicks:
            assert sorted(clicks.map(click, range(2))) == [303, 409]
    assert [incident.title for incident in desk.office().incidents.values()] == ["限高架被撞"]
    assert len(desk.commits()) == 1


def test_a_desk_that_is_started_anew_in_between_still_knows(desk: Desk) -> None:
    editor = desk.visit("zheng")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', editor.get("/record/call"))[0]
    sent = {"csrf_token": token, **CALL}
    assert editor.client.post("/record/call", data=sent).status_code == 303
    again = Desk(desk.root, on="2026-11-30")
    cookie = editor.client.get_cookie("jianbao")
    assert cookie
    client = again.app.test_client()
    client.set_cookie("jianbao", cookie.value)
    answer = client.post("/record/call", data=sent)
    assert answer.status_code == 409
    assert TOLD in strip(answer.get_data(as_text=True))
    assert len(again.office().calls) == 1
    assert again.is_clean()


DAY = date(2026, 11, 30)


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    kept = [f"2026-11-{day:02} {number}" for day, number in ((22, "old"), *((23, n) for n in range(999)))]
    write_state(tmp_path, "sent.json", kept)
    SentForms(tmp_path).take("last", DAY)
    assert read_state(tmp_path, "sent.json") == [*kept[1:], "2026-11-30 last"]
    SentForms(tmp_path).take("one more", DAY)
    sent = SentForms(tmp_path)
    sent.require_new("0")
    for mark in ("1", "last", "one more"):
        with pytest.raises(ProblemsFound, match=TOLD):
            sent.require_new(mark)
    sent.take_back("last")
    sent.require_new("last")


@pytest.mark.parametrize(
    "damaged", [b"", b"\xff[", b"[" * 100_000, b'{"a": 1}', b'[1, null, ["x"]]', b"3", b'["9\\ud800 x"]']
)
def test_a_damaged_file_holds_nothing_and_is_written_anew(tmp_path: Path, damaged: bytes) -> None:
    sent = SentForms(tmp_path)
    write_state(tmp_path, "sent.json", [])
    (tmp_path / ".desk/sent.json").write_bytes(damaged)
    sent.take_back("x")
    sent.require_new("x")
    sent.take("x", DAY)
    assert read_state(tmp_path, "sent.json") == ["2026-11-30 x"]


def test_what_cannot_be_kept_is_done_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".desk/sent.json").mkdir(parents=True)
    sent = SentForms(tmp_path)
    sent.take("x", DAY)
    sent.require_new("x")
