"""处理来稿 by somebody who has the texts on a screen: on what was seen there, proved before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from jianbao.acting.carrying import carry_pictures
from jianbao.acting.deciding import Ruling, plan_composite, plan_decisions
from jianbao.acting.recording.proving import prove_together
from jianbao.acting.refusing import refuse, require_record
from jianbao.metadata import Moment
from jianbao.model import DeskRecord, Item
from jianbao.reading import Office
from jianbao.standing import Standing, find_standing
from jianbao.writing import Change

_DIGITS = 16
_SEEN_HINT = "什么也没有写入，您写的都还在；看过现在的内容，再提交一次"


def stamp_item(standing: Standing, item: Item) -> str:
    """What somebody saw of an item: its text, and the decisions in force on it. Short, and of no meaning in itself."""
    decided = "\n".join(sorted(record.id for record in standing.decisions.get(item.id, ())))
    return f"{item.source.digest[:_DIGITS]}-{sha256(decided.encode()).hexdigest()[:_DIGITS]}"


def plan_judged(office: Office, seen: Mapping[str, str], ruling: Ruling, as_of: Moment) -> list[Change]:
    """A desk record for each item of ``seen`` (item → its stamp), with the pictures that an edited text shows.

    A title and a text that are as filed are not written again. Refuses all of them when one was changed since it was
    seen, cannot be decided so, or would not pass the checks.
    """
    _require_seen(office, seen)
    items = [office.items[item] for item in seen]
    if len(items) == 1:
        ruling = _drop_unedited(items[0], ruling)
    changes = [
        whole
        for change in plan_decisions(office, list(seen), ruling)
        for whole in carry_pictures(office, change, items if ruling.body else ())
    ]
    return prove_together(office, changes, as_of)


def plan_judged_composite(office: Office, seen: Mapping[str, str], ruling: Ruling, as_of: Moment) -> list[Change]:
    """One desk record for all items of ``seen``, else as ``plan_judged``."""
    _require_seen(office, seen)
    change = plan_composite(office, list(seen), ruling)
    return prove_together(office, carry_pictures(office, change, [office.items[item] for item in seen]), as_of)


def _drop_unedited(item: Item, ruling: Ruling) -> Ruling:
    title = "" if ruling.title.strip() == item.title else ruling.title.strip()
    body = "" if is_same_text(ruling.body, item.body) else ruling.body
    return replace(ruling, title=title, body=body)


def is_same_text(first: str, second: str) -> bool:
    """Line ends, and empty lines before and after, make no difference."""
    return _plain(first) == _plain(second)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _require_seen(office: Office, seen: Mapping[str, str]) -> None:
    if not seen:
        refuse("desk-fields", "没有选稿件", "先选上要处理的稿件")
    standing = find_standing(office)
    for identity, stamp in seen.items():
        require_record("稿件", identity, dict(office.items))
        item = office.items[identity]
        if stamp == stamp_item(standing, item):
            continue
        if stamp.partition("-")[0] != item.source.digest[:_DIGITS]:
            refuse("record-changed", f"《{item.title}》的原稿刚刚由报送单位改过", _SEEN_HINT)
        said = describe_decisions(office, standing.decisions.get(identity, ()))
        refuse("record-changed", f"《{item.title}》的处理意见刚刚变了，现在是：{said}", _SEEN_HINT)


def describe_decisions(office: Office, records: Sequence[DeskRecord]) -> str:
    """不采用（郑××，2026年11月30日）：理由; 待处理 where there are none."""
    return "；".join(_describe(office, record) for record in records) or "待处理"


def _describe(office: Office, record: DeskRecord) -> str:
    decided = record.decision.value if record.decision else "处理"
    series = office.settings.series(record.periodical, record.series)
    where = f"，列入{series.title}" if series and record.periodical else ""
    when = f"，{record.decided.chinese}" if record.decided else ""
    reason = f"：{record.reason}" if record.reason else ""
    return f"{decided}（{office.settings.people.name(record.editor)}{when}）{where}{reason}"
