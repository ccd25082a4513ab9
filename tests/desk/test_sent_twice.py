"""A form that is sent twice, by a double click or by going back, makes one record."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from desk_pages import strip
from desks import Desk
from jianbao.problems import ProblemsFound
from jianbao.serving.forms.sending import SentForms
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


def test_the_oldest_are_forgotten() -> None:
    sent = SentForms()
    for number in range(5001):
        sent.take(str(number))
    sent.require_new("0")
    with pytest.raises(ProblemsFound, match=TOLD):
        sent.require_new("1")
