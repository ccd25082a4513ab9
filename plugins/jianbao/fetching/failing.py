"""Why nothing came, as a sentence: whatever a server does, asking it ends in an answer or in this."""

from __future__ import annotations


class FetchError(Exception):
    """Code, message in Chinese and what to do, as a problem has them. ``wait``: seconds that the server wants to be
    left alone; ``gone``: it says that there will never be anything again.
    """

    def __init__(self, code: str, message: str, hint: str, *, wait: int = 0, gone: bool = False) -> None:
        self.code, self.message, self.hint, self.wait, self.gone = code, message, hint, wait, gone
        super().__init__(message)
