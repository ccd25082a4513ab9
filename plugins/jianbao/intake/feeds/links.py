"""Links of entries: where they lead, and what tells two of them apart."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from jianbao.intake.feeds.plain_text import tidy_line

# What only says by which way a reader came.
_TRACKING = re.compile(
    r"utm_.*|spm|scm|from|isappinstalled|fbclid|gclid|msclkid|yclid|_ga|wfr|tdsourcetag|jsessionid|phpsessid",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_BREAKS = re.compile("[\t\r\n]")
_LONGEST = 2000
_SAFE = "/%:@!$&'()*+,;=~-._"


def clean_link(link: str, base: str = "") -> str:
    """An absolute address of the web without what only counts visits; empty for anything else (``javascript:``)."""
    # As browsers do: a tab or line end within an address is not there, and hides no scheme.
    written = tidy_line(_BREAKS.sub("", link[: _LONGEST * 2].strip())).replace(" ", "%20")
    try:
        parts = urlsplit(urljoin(base, written))
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return ""
    is_usual = port in (None, {"http": 80, "https": 443}[parts.scheme])
    named = f"[{host}]" if ":" in host else host
    place = named if is_usual else f"{named}:{port}"
    # A page that loads itself says behind # which one it is; elsewhere that is a place within the page.
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    path = quote(_SESSION.sub("", parts.path) or "/", safe=_SAFE)
    cleaned = urlunsplit((parts.scheme, place, path, _clean_query(parts.query), quote(fragment, safe=_SAFE)))
    return cleaned if len(cleaned) <= _LONGEST else ""


def _clean_query(query: str) -> str:
    """Untouched, quoted signs included, where nothing is to go."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return quote(query, safe=f"{_SAFE}?")
    kept = [(name, text) for name, text in pairs if not _TRACKING.fullmatch(name)]
    return quote(query, safe=f"{_SAFE}?") if len(kept) == len(pairs) else urlencode(kept)


def identify_link(cleaned: str) -> str:
    """The same for http and https: a site that moves to https keeps its entries."""
    return cleaned.partition("://")[2]
