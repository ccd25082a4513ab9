"""The HTTP client against a real server with every bad habit."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import require_tool
from feed_server import FeedServer, Request, answer, drip, head, make_server_context, packed, redirect, serve_feeds
from jianbao.fetching.failing import FetchError
from jianbao.fetching.http import Answer, Question, fetch

MEGABYTE = 1024 * 1024


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serve_feeds() as started:
        yield started


def ask(server: FeedServer, path: str = "/rss", **wishes: object) -> Answer:
    return fetch(replace(Question(url=server.url(path), seconds=5), **wishes))


def fail(server: FeedServer, path: str = "/rss", **wishes: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        ask(server, path, **wishes)
    return caught.value


# -- ordinary answers ---------------------------------------------------------


def test_an_answer_comes_whole_with_what_it_says_of_itself(server: FeedServer) -> None:
    server.routes["/rss"] = answer("<rss/>", etag='"7"', last_modified="Tue, 03 Nov 2026 01:00:00 GMT")
    assert ask(server) == Answer(
        url=server.url(),
        body=b"<rss/>",
        media_type="application/rss+xml; charset=utf-8",
        etag='"7"',
        modified="Tue, 03 Nov 2026 01:00:00 GMT",
    )
    assert server.asked[0].headers["host"] == f"127.0.0.1:{server.port}"
    assert server.asked[0].headers["user-agent"].startswith("jianbao/")
    assert "if-none-match" not in server.asked[0].headers


def test_nothing_comes_twice(server: FeedServer) -> None:
    server.routes["/rss"] = answer("<rss/>", etag='"7"', last_modified="Tue, 03 Nov 2026 01:00:00 GMT")
    first = ask(server)
    second = ask(server, etag=first.etag, modified=first.modified)
    assert second == replace(first, unchanged=True, body=b"", media_type="")
    assert server.asked[1].headers["if-none-match"] == '"7"'
    assert server.asked[1].headers["if-modified-since"] == "Tue, 03 Nov 2026 01:00:00 GMT"


def test_an_etag_cannot_smuggle_in_a_header(server: FeedServer) -> None:
    server.routes["/rss"] = answer("<rss/>")
    ask(server, etag='"7"\r\nCookie: a=b', modified="昨天")
    assert {"cookie", "if-none-match", "if-modified-since"}.isdisjoint(server.asked[0].headers)


def test_a_chinese_path_is_asked_for_as_servers_want_it(server: FeedServer) -> None:
    server.routes["/%E5%8A%A8%E6%80%81/rss"] = answer("<rss/>")
    assert ask(server, "/动态/rss?栏目=1").body == b"<rss/>"
    assert server.asked[0].path == "/%E5%8A%A8%E6%80%81/rss?%E6%A0%8F%E7%9B%AE=1"


def test_packed_and_chunked_answers_are_unpacked(server: FeedServer) -> None:
    server.routes["/packed"] = packed(b"<rss/>" * 1000)
    server.routes["/chunked"] = lambda _: [head(transfer_encoding="chunked"), b"3\r\n<rs\r\n3\r\ns/>\r\n0\r\n\r\n"]
    assert ask(server, "/packed").body == b"<rss/>" * 1000
    assert ask(server, "/chunked").body == b"<rss/>"


# -- limits -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (head(content_type="text/xml"), b"<"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\nX-"),
        (b"", b""),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "one header", "headers", "silence", "continue"],
)
def test_a_server_that_drips_is_cut_off(server: FeedServer, first: bytes, piece: bytes) -> None:
    server.routes["/rss"] = drip(first, piece)
    begun = monotonic()
    error = fail(server, seconds=0.6)
    assert monotonic() - begun < 3
    # The library itself may have enough of so many headers before the time is over.
    assert error.code in ("fetch-slow", "fetch-broken")
    if piece != b"X-A: b\r\nX-":
        assert (error.code, error.message) == ("fetch-slow", "0.6秒内没有传完，已断开")
        assert error.hint == "稍后再取；一直这样的，请对方检查，确实慢的在 feeds.yml 里加大 seconds"


def test_the_time_is_one_for_all_redirects(server: FeedServer) -> None:
    def slow(request: Request) -> Iterator[bytes]:
        yield from (
            drip(b"", b"")(request) if request.path == "/3" else redirect(f"/{int(request.path[1:]) + 1}")(request)
        )

    server.routes |= {"/1": slow, "/2": slow, "/3": slow}
    begun = monotonic()
    assert fail(server, "/1", seconds=0.6).code == "fetch-slow"
    assert monotonic() - begun < 3


def test_a_server_that_takes_the_call_and_says_nothing_of_tls_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/rss"
        begun = monotonic()
        with pytest.raises(FetchError) as caught:
            fetch(Question(url=url, seconds=0.5))
    assert monotonic() - begun < 3
    assert caught.value.code == "fetch-slow"


def test_what_is_too_large_is_not_taken(server: FeedServer) -> None:
    server.routes["/stated"] = answer(b"a" * (MEGABYTE + 1))
    server.routes["/unstated"] = lambda _: [head(), b"a" * (MEGABYTE + 1)]
    server.routes["/just"] = answer(b"a" * MEGABYTE)
    for path in ("/stated", "/unstated"):
        error = fail(server, path, megabytes=1)
        assert (error.code, error.message) == ("fetch-large", "内容超过1兆，没有取完")
        assert error.hint == "请对方减少条数；确实需要的，在 feeds.yml 里加大 megabytes"
    assert len(ask(server, "/just", megabytes=1).body) == MEGABYTE


def test_what_is_packed_to_burst_is_never_unpacked(server: FeedServer) -> None:
    server.routes["/rss"] = packed(b"\0" * (200 * MEGABYTE))
    tracemalloc.start()
    try:
        assert fail(server, megabytes=1).code == "fetch-large"
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ([head(content_length="100"), b"<rss"], "没有传完就断了"),
        ([head(content_encoding="gzip"), b"no gzip at all"], "压缩的内容解不开"),
        ([b"\x00\x01\x02 garbage\r\n\r\n"], "127.0.0.1 回应看不懂，或中途断了"),
        ([b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n"], "127.0.0.1 回应看不懂，或中途断了"),
        ([b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 100_000 + b"\r\n\r\n"], "127.0.0.1 回应看不懂，或中途断了"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], "没有传完就断了"),
    ],
    ids=["cut short", "no gzip", "garbage", "500 headers", "long header", "wrong chunk"],
)
def test_what_is_broken_is_told(server: FeedServer, sent: list[bytes], message: str) -> None:
    server.routes["/rss"] = lambda _: sent
    error = fail(server)
    assert (error.code, error.message) == ("fetch-broken", message)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch(Question(url=f"http://127.0.0.1:{port}/", seconds=5))
    error = caught.value
    assert (error.code, error.message) == ("fetch-broken", "127.0.0.1 连不上")
    assert error.hint == "稍后再取；一直这样的，检查地址和这台机器的网络"


# -- what servers say ---------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (401, "fetch-status", "要登录才能看（401）"),
        (403, "fetch-status", "对方不让取（403）"),
        (404, "fetch-status", "对方没有这个地址（404）"),
        (410, "fetch-gone", "对方说这个订阅已经停了（410）"),
        (429, "fetch-busy", "对方说现在太忙（429）"),
        (500, "fetch-status", "对方出错（500）"),
        (206, "fetch-status", "对方出错（206）"),
    ],
)
def test_a_refusal_is_told_in_words(server: FeedServer, status: int, code: str, message: str) -> None:
    server.routes["/rss"] = answer("", status)
    error = fail(server)
    assert (error.code, error.message, error.wait, error.gone) == (code, message, 0, status == 410)


@pytest.mark.parametrize(
    ("after", "wait"),
    [
        ("120", 120),
        ("99999999", 7 * 24 * 3600),
        ("-5", 0),
        ("bald", 0),
        ("Tue, 03 Nov 2026 02:00:00 GMT", 3600),
        ("Mon, 02 Nov 2026 02:00:00 GMT", 0),
        ("Tue, 99 Nov 2026 02:00:00 GMT", 0),
    ],
)
def test_a_busy_server_is_left_alone_as_long_as_it_says(server: FeedServer, after: str, wait: int) -> None:
    server.routes["/rss"] = answer("", 503, retry_after=after, date="Tue, 03 Nov 2026 01:00:00 GMT")
    assert fail(server).wait == wait


# -- redirects ----------------------------------------------------------------


def test_redirects_are_followed_and_a_lasting_one_is_told(server: FeedServer) -> None:
    server.routes |= {"/a": redirect("/b?x=1", 301), "/b": redirect("c", 308), "/c": answer("<rss/>")}
    server.routes |= {"/d": redirect("/a", 302)}
    assert ask(server, "/a") == Answer(
        url=server.url("/c"), body=b"<rss/>", media_type="application/rss+xml; charset=utf-8", moved=server.url("/c")
    )
    assert ask(server, "/d").moved == ""


def test_a_redirect_to_a_chinese_name_is_followed(server: FeedServer) -> None:
    server.routes["/a"] = lambda _: [b"HTTP/1.1 302 F\r\nLocation: /\xe5\x8a\xa8\xe6\x80\x81\r\n\r\n"]
    server.routes["/%E5%8A%A8%E6%80%81"] = answer("<rss/>")
    assert ask(server, "/a").body == b"<rss/>"


def test_circles_and_long_ways_end(server: FeedServer) -> None:
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    server.routes |= {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    circle, long = fail(server, "/a"), fail(server, "/0")
    assert (circle.code, circle.message) == ("fetch-redirect", "对方的地址转来转去，又转了回来")
    assert (long.code, long.message) == ("fetch-redirect", "转了5次还没有到")
    assert len(server.asked) == 2 + 6


@pytest.mark.parametrize(
    ("location", "code", "message"),
    [
        ("", "fetch-redirect", "对方要转到别处，却没有说转到哪里"),
        ("file:///etc/passwd", "fetch-address", "“file:///etc/passwd”不是能取的地址"),
        ("gopher://a.example/", "fetch-address", "“gopher://a.example/”不是能取的地址"),
        ("http://[::1", "fetch-redirect", "对方转到的地址写错了"),
        ("http://a:99999/", "fetch-address", "“http://a:99999/”不是能取的地址"),
        ("http://u:p@a.example/", "fetch-address", "地址里带有用户名或密码，没有去取"),
        ("http://127.0.0.2:6379/", "fetch-redirect", "转到了 http://127.0.0.2:6379/，端口不是80、443，没有跟去"),
        ("http://127.0.0.1:6379/", "fetch-redirect", "转到了 http://127.0.0.1:6379/，端口不是80、443，没有跟去"),
        ("http://127.0.0.2/", "fetch-private", "127.0.0.2 是内部地址 127.0.0.2，没有去取"),
        ("//localhost/admin", "fetch-private", "localhost 是内部地址"),
        ("http://169.254.169.254/", "fetch-private", "169.254.169.254 是内部地址 169.254.169.254，没有去取"),
        ("http://[::ffff:10.0.0.1]/", "fetch-private", "::ffff:10.0.0.1 是内部地址 ::ffff:10.0.0.1，没有去取"),
        ("http://2130706433/", "fetch-private", "2130706433 是内部地址 127.0.0.1，没有去取"),
        ("http://0x7f.1/", "fetch-private", "0x7f.1 是内部地址 127.0.0.1，没有去取"),
        (f"http://{'a' * 300}.example/", "fetch-address", "不是能取的地址"),
    ],
)
def test_a_redirect_leads_nowhere_that_it_should_not(
    server: FeedServer, location: str, code: str, message: str
) -> None:
    server.routes["/rss"] = redirect(location)
    error = fail(server)
    assert error.code == code
    assert message in error.message


def test_a_host_that_the_settings_name_may_be_inside(server: FeedServer) -> None:
    with serve_feeds() as inner:
        inner.routes["/rss"] = answer("<rss/>")
        server.routes["/rss"] = redirect(inner.url(host="localhost"))
        assert ask(server, hosts=(f"localhost:{inner.port}",)).body == b"<rss/>"
        # The name alone is trusted with the usual ports alone.
        assert fail(server, hosts=("localhost",)).code == "fetch-redirect"


def test_an_address_with_a_password_is_not_asked() -> None:
    with pytest.raises(FetchError, match="地址里带有用户名或密码，没有去取"):
        fetch(Question(url="http://user:secret@127.0.0.1/"))


# -- names and certificates ---------------------------------------------------


def answer_names(monkeypatch: pytest.MonkeyPatch, *turns: str) -> list[str]:
    """``*.example`` stands at the first of these addresses, next time at the next; the names that were asked for."""
    real, asked, left = socket.getaddrinfo, list[str](), list(turns)

    def look_up(host: str, *rest: object, **named: object) -> object:
        if not host.endswith(".example"):
            return real(host, *rest, **named)  # type: ignore[arg-type]
        asked.append(host)
        return real(left.pop(0) if len(left) > 1 else left[0], *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_is_asked_for_once_and_what_was_checked_is_what_is_called(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/rss"] = answer("<rss/>")
    asked = answer_names(monkeypatch, "127.0.0.1", "192.0.2.1")
    assert fetch(Question(url=server.url(host="Feeds.Example"), seconds=5)).body == b"<rss/>"
    assert asked == ["feeds.example"]
    assert server.asked[0].headers["host"] == f"feeds.example:{server.port}"


def test_a_name_outside_that_stands_for_a_machine_inside_is_not_called(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/rss"] = redirect("http://rebound.example/")
    answer_names(monkeypatch, "10.1.2.3")
    error = fail(server)
    assert (error.code, error.message) == ("fetch-private", "rebound.example 是内部地址 10.1.2.3，没有去取")
    assert error.hint == (
        "可能是对方网站被人改动；确是本单位内网主机的，在 feeds.yml 这个信息源的 hosts 里加上 rebound.example"
    )


def test_a_name_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match=r"^找不到主机 nobody\.example$"):
        fetch(Question(url="http://nobody.example/"))


def test_asking_for_a_name_does_not_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: waiting.wait(20) or [])
    begun = monotonic()
    with pytest.raises(FetchError) as caught:
        fetch(Question(url="http://slow.example/", seconds=0.3))
    waiting.set()
    assert caught.value.code == "fetch-slow"
    assert monotonic() - begun < 3


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    require_tool("openssl")
    return tmp_path_factory.mktemp("keys")


def test_a_certificate_must_be_the_host_s_own_and_signed_by_whom_we_know(
    keys: Path, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_names(monkeypatch, "127.0.0.1")
    with serve_feeds(make_server_context(keys, "feeds.example")) as secure:
        secure.routes["/rss"] = answer("<rss/>")
        secure.routes["/down"] = redirect("http://feeds.example/")
        known = Question(url=secure.url(host="feeds.example"), certificate=str(keys / "authority.pem"), seconds=5)
        assert fetch(known).body == b"<rss/>"
        wrong = {
            "unknown": replace(known, certificate=""),
            "other": replace(known, url=secure.url(host="other.example")),
        }
        said = {name: fail_asking(question) for name, question in wrong.items()}
        assert said == {
            "unknown": ("fetch-certificate", "feeds.example 的证书不对，没有去取"),
            "other": ("fetch-certificate", "other.example 的证书不对，没有去取"),
        }
        missing = replace(known, certificate=str(keys / "none.pem"))
        assert fail_asking(missing) == ("fetch-certificate", f"证书文件 {keys}/none.pem 打不开或不是证书")
        down = replace(known, url=secure.url("/down", host="feeds.example"))
        message = "从加密的地址转到了不加密的 http://feeds.example/，没有跟去"
        assert fail_asking(down) == ("fetch-redirect", message)
        plain = replace(known, url=f"https://feeds.example:{server.port}/")
        assert fail_asking(plain) == ("fetch-certificate", "与 feeds.example 建立不了加密连接")


def fail_asking(question: Question) -> tuple[str, str]:
    with pytest.raises(FetchError) as caught:
        fetch(question)
    return caught.value.code, caught.value.message


def test_many_at_once_do_not_mix_up_their_answers(server: FeedServer) -> None:
    server.routes |= {f"/{n}": answer(f"<rss>{n}</rss>") for n in range(20)}
    found: dict[int, bytes] = {}
    threads = [Thread(target=lambda n=n: found.update({n: ask(server, f"/{n}").body})) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: f"<rss>{n}</rss>".encode() for n in range(20)}


HEADS = st.sampled_from(
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 302 Found\r\n",
        b"HTTP/1.0 304 \r\n",
        b"HTTP/1.1 503 x\r\n",
        b"HTTP/9 1\r\n",
    ]
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [b"Location: //", b"Location: \xff\xfe", b"Location: http://[", b"Location: /\x00", b"Location: ?", b" x",
             b"Content-Length: -1", b"Content-Length: 1e9", b"Content-Length: 5", b"Transfer-Encoding: chunked", b":",
             b"Content-Encoding: gzip", b"Content-Encoding: gzip, gzip", b"Content-Encoding: br", b"Retry-After: \xb2",
             b"Retry-After: Tue, 03 Nov 2026 01:00:00 -9999", b"Date: x", b"ETag: \x01", b"Content-Type: ;charset="]
        ),
        st.binary(max_size=20),
    ),
    max_size=4,
)  # fmt: skip


@given(status=HEADS, lines=LINES, body=st.binary(max_size=40))
@settings(max_examples=150)
def test_whatever_a_server_says_ends_in_an_answer_or_a_refusal(status: bytes, lines: list[bytes], body: bytes) -> None:
    with serve_feeds() as server:
        server.routes["/rss"] = lambda _: [status + b"\r\n".join([*lines, b"", body])]
        with suppress(FetchError):
            assert isinstance(ask(server, seconds=2), Answer)
