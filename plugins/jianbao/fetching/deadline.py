"""A total time for all that is done with a server, however slowly it drips. The only user of a running clock."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread, Timer
from typing import TypeVar

from jianbao.fetching.failing import FetchError

Result = TypeVar("Result")


class Deadline:
    """So many seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.seconds = seconds

    @property
    def left(self) -> float:
        """Seconds, 0 when it has passed."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        return not self.left

    def require_time(self) -> None:
        """Raises FetchError when it has passed."""
        if self.passed:
            raise self.fail()

    def fail(self) -> FetchError:
        hint = "稍后再取；一直这样的，请对方检查，确实慢的在 feeds.yml 里加大 seconds"
        return FetchError("fetch-slow", f"{self.seconds:g}秒内没有传完，已断开", hint)

    @contextmanager
    def cut_off(self, connection: socket.socket) -> Iterator[None]:
        """Whatever waits for the connection within ends with the deadline: a limit for each reading alone would never
        stop a server that sends a byte now and then.
        """
        # TLS takes the socket over; a second handle on the same connection stays ours.
        handle = connection.dup()
        timer = Timer(self.left, _shut_down, (handle,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            handle.close()

    def await_result(self, act: Callable[[], Result]) -> Result:
        """The result of what cannot be stopped, such as asking for an address; it is left alone when time is over."""
        results: list[Result] = []
        errors: list[OSError | UnicodeError] = []

        def run() -> None:
            try:
                results.append(act())
            except (OSError, UnicodeError) as error:
                errors.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(self.left)
        if errors:
            raise errors[0]
        if not results:
            raise self.fail()
        return results[0]


def _shut_down(handle: socket.socket) -> None:
    with suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)
