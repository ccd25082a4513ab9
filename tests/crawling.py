"""Walking the desk as a person: every page that can be reached from the home page, found by following its links."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException

from desks import Desk

# People of the demo office in each role, those who see the most of a page first.
ROLES = {
    "信息员": "xxy-chengguan",
    "督查员": "ducha-guo",
    "签发人": "zhuren",
    "科长": "kezhang",
    "编辑": "bianji-zheng",
    "校对": "jiaodui-shen",
    "领导": "shuji",
}
_LINK = re.compile(r'<(?:a|form)\b[^>]*?\b(?:href|action)="(/[^"#]*)')
# Of pages of one kind so many are looked at: the demo office has thousands.
_OF_A_KIND = 2


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A page in the browser of one person."""

    address: str
    endpoint: str
    text: str
    size: int


def crawl(desk: Desk, person: str, of_a_kind: int = _OF_A_KIND) -> Iterator[Seen]:
    """Pages in HTML, breadth first; what leads to a file or is only for forms is left out."""
    visit = desk.visit(person)
    queue, known, kinds = deque(["/"]), {"/"}, Counter[str]()
    while queue:
        address = queue.popleft()
        endpoint = find_endpoint(desk, address)
        if not endpoint or endpoint.startswith(("static_files.", "account.sign_")) or kinds[endpoint] >= of_a_kind:
            continue
        answer = visit.client.get(address)
        if answer.status_code in (301, 302, 303, 308):
            found = [urlsplit(str(answer.location)).path]
        elif answer.mimetype == "text/html" and not answer.headers.get("Content-Disposition"):
            kinds[endpoint] += 1
            text = answer.get_data(as_text=True)
            assert answer.status_code == 200, f"{person} {address}: {answer.status_code}\n{text}"
            yield Seen(address=address, endpoint=endpoint, text=text, size=len(answer.data))
            found = [html.unescape(link) for link in _LINK.findall(text)]
        else:
            found = []
        queue.extend(dict.fromkeys(link for link in found if link not in known))
        known.update(found)


def find_endpoint(desk: Desk, address: str) -> str:
    """Empty for what has no page of its own, only a form that is sent to it."""
    parts = urlsplit(address)
    try:
        endpoint, _ = desk.app.url_map.bind("desk").match(parts.path, method="GET", query_args=parts.query)
    except HTTPException:
        return ""
    return str(endpoint)
