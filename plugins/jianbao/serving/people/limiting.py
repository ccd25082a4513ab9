"""How often somebody may ask, and try a password: in this process's memory, moving windows."""

from __future__ import annotations

from hashlib import sha256

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

_QUARTER_OF_AN_HOUR = 15
# Anybody in an office may come from one address, through a proxy say: of an address many may try.
_PEOPLE_OF_AN_ADDRESS = 10


class Limiter:
    """``requests`` a minute of one person; ``attempts`` to sign in that failed in a quarter of an hour."""

    def __init__(self, requests: int, attempts: int) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._requests = RateLimitItemPerMinute(requests)
        self._attempts = RateLimitItemPerMinute(attempts, _QUARTER_OF_AN_HOUR)
        self._attempts_of_address = RateLimitItemPerMinute(attempts * _PEOPLE_OF_AN_ADDRESS, _QUARTER_OF_AN_HOUR)

    def count_request(self, who: str) -> None:
        """Raises TooManyRequests (429)."""
        if not self._windows.hit(self._requests, "request", who):
            raise TooManyRequests

    def require_attempt(self, person: str, address: str) -> None:
        """Before a password is looked at. Raises TooManyRequests (429)."""
        if not all(self._windows.test(limit, *key) for limit, key in self._keys(person, address)):
            raise TooManyRequests

    def count_failure(self, person: str, address: str) -> None:
        for limit, key in self._keys(person, address):
            self._windows.hit(limit, *key)

    def _keys(self, person: str, address: str) -> list[tuple[RateLimitItem, tuple[str, str]]]:
        # What was typed as a name may be of any length, and is kept for a quarter of an hour.
        key = sha256(person.encode(errors="replace")).hexdigest()
        return [(self._attempts, ("person", key)), (self._attempts_of_address, ("address", address))]
