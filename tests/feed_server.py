"""A real HTTP server of feeds on this machine, as badly behaved as real ones are."""

from __future__ import annotations

import gzip
import socketserver
import ssl
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import sleep

RSS = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """``headers`` by lower-case name."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)


# What is sent, bytes for bytes, head included; the connection ends with it.
Route = Callable[[Request], Iterable[bytes]]


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> Route:
    """An ordinary answer; ``etag`` and ``last_modified`` are honoured as servers do."""
    data = body.encode() if isinstance(body, str) else body
    named = {"content_type": RSS} | headers
    shown = {name.replace("_", "-"): text for name, text in named.items() if text}

    def route(request: Request) -> Iterator[bytes]:
        validators = (("etag", "if-none-match"), ("last-modified", "if-modified-since"))
        same = [shown[mine] == request.headers.get(theirs) for mine, theirs in validators if mine in shown]
        unchanged = status == 200 and bool(same) and all(same)
        yield head(304 if unchanged else status, **{"content-length": str(len(data))} | shown)
        if not unchanged:
            yield data

    return route


def head(status: int = 200, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", *(f"{name.replace('_', '-')}: {text}" for name, text in headers.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def redirect(location: str, status: int = 302) -> Route:
    return answer(b"", status, location=location, content_type="")


def packed(data: bytes) -> Route:
    return answer(gzip.compress(data), content_encoding="gzip")


def drip(first: bytes, piece: bytes, seconds: float = 0.05) -> Route:
    """Never ends, and never is silent for long."""

    def route(request: Request) -> Iterator[bytes]:
        yield first
        for _ in range(2000):
            yield piece
            sleep(seconds)

    return route


def feed(*items: str) -> str:
    """RSS 2.0."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>动态</title>{"".join(items)}</channel></rss>'


def item(title: str, **parts: str) -> str:
    """``text`` is the description; the rest as the elements are called. Nothing is escaped."""
    names = {"text": "description", "date": "pubDate"}
    inner = "".join(f"<{names.get(name, name)}>{text}</{names.get(name, name)}>" for name, text in parts.items())
    return f"<item><title>{title}</title>{inner}</item>"


class FeedServer(socketserver.ThreadingTCPServer):
    """``routes`` by path; what is not there is a 404. ``asked`` are the requests as they came."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.context = context
        self.routes: dict[str, Route] = {}
        self.asked: list[Request] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str = "/rss", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.context else 'http'}://{host}:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has gone: that is what the tests are about."""


class _Handler(socketserver.BaseRequestHandler):
    server: FeedServer

    def handle(self) -> None:
        stream = self.request
        if self.server.context:
            stream = self.server.context.wrap_socket(stream, server_side=True)
        with stream, stream.makefile("rb") as lines:
            path = lines.readline().decode().split(" ")[1]
            headers = {}
            while line := lines.readline().decode().strip():
                name, _, text = line.partition(":")
                headers[name.lower()] = text.strip()
            request = Request(path, headers)
            self.server.asked.append(request)
            for piece in self.server.routes.get(path.partition("?")[0], answer(b"", 404))(request):
                stream.sendall(piece)


@contextmanager
def serve_feeds(context: ssl.SSLContext | None = None) -> Iterator[FeedServer]:
    with FeedServer(context) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def make_server_context(folder: Path, name: str) -> ssl.SSLContext:
    """For a server of this name, signed by an authority of our own: ``folder/authority.pem``."""
    key = ("-newkey", "rsa:2048", "-nodes", "-days", "2")
    authority = ("-keyout", "authority.key", "-out", "authority.pem", "-subj", "/CN=authority")
    signed = ("-keyout", "server.key", "-out", "server.pem", "-CA", "authority.pem", "-CAkey", "authority.key")
    named = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")
    for words in ((*key, *authority), (*key, *signed, *named)):
        subprocess.run(["openssl", "req", "-x509", *words], cwd=folder, capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context
