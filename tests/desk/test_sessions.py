"""登录之后: how long a session lasts, what its cookie may, and that nobody takes over another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from itsdangerous import TimestampSigner
from werkzeug.test import TestResponse

from desks import Desk, Visit
from small_desks import lay_out_files

MINUTE, HOUR = 60, 3600


class Clock:
    """The one by which itsdangerous dates what it signs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def lay_out(root: Path, settings: str = "idle: 20\nsession: 2\n") -> Desk:
    lay_out_files(root).write("briefs/settings/desk.yml", settings)
    return Desk(root, on="2026-11-30")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lay_out(tmp_path)


def is_signed_in(visit: Visit) -> bool:
    return visit.client.get("/").status_code == 200


def cookies_of(answer: TestResponse) -> list[str]:
    return answer.headers.getlist("Set-Cookie")


def test_idle_for_too_long_ends_it_and_each_page_begins_anew(desk: Desk, clock: Clock) -> None:
    visit = desk.visit("zheng")
    for _ in range(3):
        clock.now += 19 * MINUTE
        assert is_signed_in(visit)
    clock.now += 21 * MINUTE
    assert not is_signed_in(visit)


def test_the_whole_of_it_is_bounded(desk: Desk, clock: Clock) -> None:
    visit = desk.visit("zheng")
    for _ in range(8):
        clock.now += 15 * MINUTE
        assert is_signed_in(visit)
    clock.now += MINUTE
    assert not is_signed_in(visit)


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(desk: Desk) -> None:
    answer = desk.visit().post("/sign-in", {"person": "zheng"}, form="/sign-in")
    [cookie] = cookies_of(answer)
    assert cookie.startswith("jianbao=")
    assert cookie.split("; ")[2:] == ["HttpOnly", "Path=/", "SameSite=Lax"]
    assert "Domain" not in cookie


def test_over_https_the_cookie_goes_over_https_alone(tmp_path: Path) -> None:
    desk = lay_out(tmp_path, "https: 是\n")
    answer = desk.app.test_client().get("/sign-in", base_url="https://localhost")
    assert all("Secure" in cookie.split("; ") for cookie in cookies_of(answer))
    assert cookies_of(answer)


def test_a_style_sheet_brings_no_cookie(desk: Desk) -> None:
    visit = desk.visit("zheng")
    answer = visit.client.get("/static/desk.css")
    assert answer.status_code == 200
    assert cookies_of(answer) == []


def test_pages_are_kept_nowhere(desk: Desk) -> None:
    visit = desk.visit("zheng")
    for address in ("/", "/sign-in", "/no-such-page"):
        assert visit.client.get(address).headers["Cache-Control"] == "no-store"


def read_cookie(visit: Visit) -> str:
    cookie = visit.client.get_cookie("jianbao")
    assert cookie
    return cookie.value


def test_after_signing_out_a_copy_of_the_cookie_is_worth_nothing(desk: Desk) -> None:
    visit = desk.visit("zheng")
    copy = read_cookie(visit)
    assert visit.post("/sign-out", {}).location == "/sign-in"
    assert not is_signed_in(visit)
    thief, again = desk.visit(), desk.visit("zheng")
    thief.client.set_cookie("jianbao", copy)
    assert not is_signed_in(thief)
    assert is_signed_in(again)


def test_a_session_that_was_laid_under_somebody_is_not_his(desk: Desk) -> None:
    """Fixation: what the attacker knows of the session before signing in is worth nothing after it."""
    visit = desk.visit()
    before = visit.get("/sign-in")
    laid = read_cookie(visit)
    visit.post("/sign-in", {"person": "zheng"}, form="/sign-in")
    attacker = desk.visit()
    attacker.client.set_cookie("jianbao", laid)
    assert not is_signed_in(attacker)
    token = before.split('name="csrf_token" value="')[1].split('"')[0]
    assert visit.client.post("/sign-out", data={"csrf_token": token}).status_code == 400
    assert is_signed_in(visit)


@pytest.mark.parametrize("change", ["cut", "longer", "other", "empty"])
def test_a_cookie_that_was_tampered_with_is_nobodys(desk: Desk, change: str) -> None:
    visit = desk.visit("zheng")
    cookie = read_cookie(visit)
    wrong = {"cut": cookie[:-1], "longer": f"{cookie}A", "other": f"A{cookie[1:]}", "empty": ""}[change]
    visit.client.set_cookie("jianbao", wrong)
    assert not is_signed_in(visit)


def test_a_cookie_of_another_office_is_nobodys(desk: Desk, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "other")
    visit = desk.visit()
    visit.client.set_cookie("jianbao", read_cookie(other.visit("zheng")))
    assert not is_signed_in(visit)


def test_sessions_outlive_a_restart(desk: Desk) -> None:
    cookie = read_cookie(desk.visit("zheng"))
    again = Desk(desk.root, on="2026-11-30").visit()
    again.client.set_cookie("jianbao", cookie)
    assert is_signed_in(again)


@pytest.mark.parametrize("how", ["idle", "signed out elsewhere"])
def test_what_was_written_when_the_session_ended_comes_back(desk: Desk, clock: Clock, how: str) -> None:
    visit = desk.visit("zheng")
    page = visit.get("/record/call")
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    if how == "idle":
        clock.now += 21 * MINUTE
    else:
        visit.client.set_cookie("jianbao", "")
    sent = {"csrf_token": token, "title": "冬季饮水安全", "text": "请报<b>进度</b>\r\n和问题", "due": "2026-12-05"}
    answer = visit.client.post("/record/call", data=sent)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "登录已经过期，没有提交" in text
    assert "冬季饮水安全</textarea>" in text
    assert "请报&lt;b&gt;进度&lt;/b&gt;\r\n和问题</textarea>" in text
    assert "2026-12-05" not in text
    assert desk.commits() == []
