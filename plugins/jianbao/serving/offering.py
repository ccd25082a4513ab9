"""The server that carries the application to the browsers of the intranet."""

from __future__ import annotations

import logging
from typing import Any

import waitress
from flask import Flask
from waitress.server import BaseWSGIServer

from jianbao.serving.early_errors import Channel

# Whoever files waits for the office's lock, one after another; whoever reads is not to wait behind them.
_THREADS = 64
# Fifty browsers with six connections each, and some room: a connection that is kept open costs next to nothing.
_CONNECTIONS = 1000
# What is somewhat too large is read and refused by the application; what is far too large is not even kept.
_TIMES_TOO_LARGE = 4


def open_server(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """Listens already; ``run`` serves. Raises OSError where the address cannot be had."""
    # That some wait for others is no news to the keeper's terminal, a line for each.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listening: dict[int, Any] = {}
    server = waitress.create_server(
        app,
        map=listening,
        host=host,
        port=port,
        threads=_THREADS,
        ident=None,
        connection_limit=_CONNECTIONS,
        backlog=_CONNECTIONS,
        asyncore_use_poll=True,
        max_request_body_size=_TIMES_TOO_LARGE * (app.config["MAX_CONTENT_LENGTH"] or 0),
        # Of a proxy's headers only the one that desk.yml names is believed, and that is read by the desk itself.
        clear_untrusted_proxy_headers=True,
    )
    # A name such as localhost has several addresses, each with a socket of its own.
    for known in listening.values():
        if isinstance(known, BaseWSGIServer):
            known.channel_class = Channel
    return server
