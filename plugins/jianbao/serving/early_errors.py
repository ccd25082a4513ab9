"""What the server answers by itself, before the application is asked: in Chinese like every other page."""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from jianbao.serving.app import HEADERS
from jianbao.serving.failing import say_early

# A browser shows an answer only once it has sent everything: so much is read for that, and nothing of it is kept.
_MOST_DISCARDED = 1 << 30


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    _unread = 0

    def parse_header(self, header_plus: bytes) -> None:
        """Raises ParsingError, also of a length of 5,000 digits and an address that is none."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError(str(error)) from error

    def received(self, data: bytes) -> int:
        """How many bytes were taken."""
        if self._unread:
            taken = min(len(data), self._unread)
            self._unread -= taken
            self.completed = not self._unread
            return taken
        consumed: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge) and 0 < self.content_length <= _MOST_DISCARDED:
            self._unread, self.completed = self.content_length, False
        return consumed


class _ErrorTask(ErrorTask):  # type: ignore[misc]
    def execute(self) -> None:
        error = self.request.error
        body = say_early(error.code).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        self.response_headers += HEADERS.items()
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One browser's connection."""

    parser_class = _Parser
    error_task_class = _ErrorTask
