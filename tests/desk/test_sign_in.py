"""登录: local accounts, the header of a trusted proxy, and the two of them against whoever is somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from desks import Desk, Visit
from jianbao.serving.people.accounts import close_account, is_password, make_password, read_accounts, set_password
from small_desks import lay_out_files

PASSWORD = "一句自己记得住的话吧"


def lay_out(root: Path, settings: str = "", *, trial: bool = False) -> Desk:
    office = lay_out_files(root)
    if settings:
        office.write("briefs/settings/desk.yml", settings)
    return Desk(root, on="2026-11-30", trial=trial)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = lay_out(tmp_path)
    set_password(desk.root, "zheng", PASSWORD)
    return desk


def sign_in(visit: Visit, person: str, password: str) -> TestResponse:
    return visit.post("/sign-in", {"person": person, "password": password}, form="/sign-in")


def test_a_password_is_kept_as_an_argon2_hash_for_this_account_alone(desk: Desk) -> None:
    kept = desk.root / ".desk/accounts.json"
    assert read_accounts(desk.root)["zheng"].startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (desk.root / ".desk/key.json").stat().st_mode & 0o777 == 0o600
    assert is_password(desk.root, "zheng", PASSWORD)
    assert not is_password(desk.root, "zheng", f"{PASSWORD} ")
    assert not is_password(desk.root, "zheng", "")
    assert not is_password(desk.root, "nobody", PASSWORD)


@pytest.mark.parametrize("written", ["zheng", "郑××", " zheng "])
def test_by_id_or_name(desk: Desk, written: str) -> None:
    visit = desk.visit()
    answer = sign_in(visit, written, PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/")
    assert "郑××" in visit.get("/")


@pytest.mark.parametrize(
    ("person", "password"),
    [("zheng", "不对"), ("zheng", ""), ("", ""), ("zhou", PASSWORD), ("nobody", PASSWORD), ("zheng\0", PASSWORD)],
)
def test_which_of_the_two_was_wrong_is_not_told(desk: Desk, person: str, password: str) -> None:
    visit = desk.visit()
    answer = sign_in(visit, person, password)
    assert answer.status_code == 401
    assert "姓名或密码不对" in answer.get_data(as_text=True)
    assert visit.client.get("/").status_code == 302


def test_the_page_names_nobody(desk: Desk) -> None:
    page = desk.visit().get("/sign-in")
    assert "郑××" not in page
    assert "<select" not in page


def test_after_so_many_failures_the_right_password_waits_too(tmp_path: Path) -> None:
    desk = lay_out(tmp_path, "attempts: 3\n")
    set_password(desk.root, "zheng", PASSWORD)
    set_password(desk.root, "zhou", PASSWORD)
    visit = desk.visit()
    assert [sign_in(visit, "zheng", "x").status_code for _ in range(3)] == [401, 401, 401]
    answer = sign_in(visit, "zheng", PASSWORD)
    assert answer.status_code == 429
    assert "操作太频繁" in answer.get_data(as_text=True)
    assert "登录多次不成的，请等一刻钟或找管理员" in answer.get_data(as_text=True)
    assert sign_in(visit, "zhou", PASSWORD).status_code == 303


def test_of_one_address_not_everybody_may_be_tried(tmp_path: Path) -> None:
    desk = lay_out(tmp_path, "attempts: 1\n")
    visit = desk.visit()
    assert [sign_in(visit, f"x{n}", "x").status_code for n in range(11)] == [401] * 10 + [429]


def test_a_name_that_was_typed_is_not_kept(desk: Desk) -> None:
    visit = desk.visit()
    sign_in(visit, "长" * 100_000, "x")
    windows = desk.app.extensions["jianbao-limiter"]._windows.storage
    assert max(len(key) for key in windows.events) < 200


def test_whoever_left_is_nobody_at_once(desk: Desk) -> None:
    visit = desk.visit()
    sign_in(visit, "zheng", PASSWORD)
    people = desk.root / "briefs/settings/people.yml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("roles: [编辑]", "roles: [编辑], to: 2026-10-31"), encoding="utf-8")
    desk.store.notice_change()
    assert visit.client.get("/").status_code == 302
    assert sign_in(visit, "zheng", PASSWORD).status_code == 401


def test_a_new_password_ends_the_other_sessions(desk: Desk) -> None:
    here, elsewhere = desk.visit(), desk.visit()
    sign_in(here, "zheng", PASSWORD)
    sign_in(elsewhere, "zheng", PASSWORD)
    wrong = here.post("/password", {"old": "不对", "new": "另一句记得住的话吧"}, form="/password")
    assert (wrong.status_code, "原来的密码不对" in wrong.get_data(as_text=True)) == (422, True)
    short = here.post("/password", {"old": PASSWORD, "new": "短"}, form="/password")
    assert (short.status_code, "密码不到10个字符" in short.get_data(as_text=True)) == (422, True)
    page = here.submit("/password", {"old": PASSWORD, "new": "另一句自己记得住的话"}, form="/password")
    assert "密码已经改好，别处的登录已经退出" in page
    assert elsewhere.client.get("/").status_code == 302
    assert sign_in(elsewhere, "zheng", PASSWORD).status_code == 401
    assert sign_in(elsewhere, "zheng", "另一句自己记得住的话").status_code == 303


def test_the_old_password_is_not_to_be_guessed_from_a_session(tmp_path: Path) -> None:
    desk = lay_out(tmp_path, "attempts: 2\n")
    set_password(desk.root, "zheng", PASSWORD)
    visit = desk.visit()
    sign_in(visit, "zheng", PASSWORD)
    tried = [visit.post("/password", {"old": "x", "new": PASSWORD}, form="/password").status_code for _ in range(3)]
    assert tried == [422, 422, 429]


def test_closing_an_account_ends_its_sessions(desk: Desk) -> None:
    visit = desk.visit()
    sign_in(visit, "zheng", PASSWORD)
    assert close_account(desk.root, "zheng")
    assert visit.client.get("/").status_code == 302
    assert sign_in(visit, "zheng", PASSWORD).status_code == 401
    assert not close_account(desk.root, "zheng")


def test_a_password_is_made_to_be_read_from_paper() -> None:
    made = {make_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) == 19 and not set(password) & set("0o1li") for password in made)


# -- a proxy ------------------------------------------------------------------

PROXY = "sign_in: 代理\nheader: X-User\nproxies: [10.1.0.0/24]\n"


@pytest.mark.parametrize(
    ("address", "header", "status"),
    [
        ("10.1.0.7", {"X-User": "zheng"}, 200),
        ("10.1.0.7", {"X-User": "nobody"}, 302),
        ("10.1.0.7", {"X-User": "郑××".encode().decode("latin-1")}, 302),
        ("10.1.0.7", {"X-User": "zheng, zhou"}, 302),
        ("10.1.0.7", {"X-Remote-User": "zheng"}, 302),
        ("10.1.0.7", {}, 302),
        ("10.1.1.7", {"X-User": "zheng"}, 302),
        ("127.0.0.1", {"X-User": "zheng"}, 302),
        ("127.0.0.1", {"X-User": "zheng", "X-Forwarded-For": "10.1.0.7"}, 302),
        ("", {"X-User": "zheng"}, 302),
        ("::ffff:10.1.0.7", {"X-User": "zheng"}, 200),
    ],
)
def test_a_header_is_believed_from_the_proxy_alone(
    tmp_path: Path, address: str, header: dict[str, str], status: int
) -> None:
    desk = lay_out(tmp_path, PROXY)
    client = desk.app.test_client()
    answer = client.get("/", headers=header, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status


def test_behind_a_proxy_there_is_no_password(tmp_path: Path) -> None:
    desk = lay_out(tmp_path, PROXY)
    set_password(desk.root, "zheng", PASSWORD)
    page = desk.visit().get("/sign-in", 401)
    assert 'type="password"' not in page
    visit = desk.visit()
    visit.client.environ_base["REMOTE_ADDR"] = "10.1.0.7"
    answer = visit.client.post("/sign-in", data={"person": "zheng", "password": PASSWORD})
    assert answer.status_code == 400


# -- a trial ------------------------------------------------------------------


def test_a_trial_answers_to_names_of_this_machine_alone(tmp_path: Path) -> None:
    desk = lay_out(tmp_path, trial=True)
    client = desk.app.test_client()
    assert "郑××" in client.get("/sign-in", headers={"Host": "127.0.0.1:8000"}).get_data(as_text=True)
    stranger = client.get("/sign-in", headers={"Host": "evil.example"})
    assert stranger.status_code == 400
    assert "郑××" not in stranger.get_data(as_text=True)
