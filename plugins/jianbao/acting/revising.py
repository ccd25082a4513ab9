"""修改编辑稿: the text of a desk record, until it is printed; and a piece of the office's own (自编)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jianbao.acting.carrying import carry_pictures
from jianbao.acting.deciding import Ruling, make_placement, require_column
from jianbao.acting.filing import free_slug, make_slug, shorten_slug
from jianbao.acting.judging import is_same_text
from jianbao.acting.recording.proving import prove_together
from jianbao.acting.recording.replacing import replace_fields
from jianbao.acting.refusing import refuse, require_record
from jianbao.editing import edited_body, edited_title, find_items
from jianbao.metadata import Moment
from jianbao.model import Access, Credit, Decision, DeskRecord, Draft
from jianbao.reading import Office
from jianbao.standing import find_open_drafts, find_standing
from jianbao.writing import Change, dump_record

_USUAL_ORDER = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class TextEdit:
    """A desk record as it is to be; ``order`` None as it stands when none is written. ``seen`` is the digest of what
    the editor had before the eyes.
    """

    seen: str
    title: str
    column: str
    order: int | None
    access: Access | None
    body: str


def plan_text(office: Office, record_id: str, edit: TextEdit, as_of: Moment) -> list[Change]:
    """The record with another title, place or text. Refuses what is printed, no longer in force, changed since it was
    seen, or would not pass the checks.
    """
    require_record("编辑稿", record_id, dict(office.desk))
    record = office.desk[record_id]
    require_open(office, record)
    if edit.seen != record.source.digest:
        hint = "什么也没有写入，您写的都还在；对照现在的内容改好，再保存一次"
        refuse("record-changed", f"《{edited_title(office, record)}》刚刚由别人改过", hint)
    expected = _apply(office, record, edit)
    if expected == record:
        refuse("text-unchanged", "和现在的一样，没有改动", "改好再保存；不改的，直接离开这一页")
    fields = {
        "title": expected.title,
        "column": expected.column,
        "order": "" if expected.order == record.order and "order" not in record.source.places else str(expected.order),
        "access": expected.access.value if expected.access else "",
    }
    change = replace_fields(office, expected, fields, expected.body, write_desk)
    texts = find_items(office, record) if expected.body else []
    return prove_together(office, carry_pictures(office, change, texts), as_of)


def require_open(office: Office, record: DeskRecord) -> None:
    """That the record's text may still be changed."""
    standing = find_standing(office)
    title = edited_title(office, record) or record.id
    if issues := standing.claims.get(record.id):
        named = issues[0].document.title if issues[0].document else issues[0].id
        refuse("text-printed", f"《{title}》已在{named}刊出，不能再改", "刊出有误的，更正或撤回那一期")
    if record.id in standing.superseded:
        refuse("text-superseded", f"《{title}》的这个处理意见已被后来的取代", "改后来的那一份")
    if record.decision is not Decision.ADOPT:
        decided = record.decision.value if record.decision else "其他"
        refuse("text-not-adopted", f"《{title}》的处理意见是“{decided}”，没有要刊出的文字", "先改为采用")


def require_texts(title: str, body: str) -> None:
    """Refuses an adopted text without title or body: nothing there would mean as filed, which nobody asked for."""
    if not title.strip():
        refuse("desk-fields", "标题是空的", "写上标题", field="title")
    if not body.strip():
        refuse("desk-fields", "正文是空的", "写上正文；按原稿刊出的，从原稿抄回来", field="body")


def find_reviewed(office: Office, record: DeskRecord) -> list[Draft]:
    """Open drafts with the article that somebody has reviewed already: a change of it must be seen again."""
    return [draft for draft in find_open_drafts(office) if record.id in draft.articles and draft.reviews]


def _apply(office: Office, record: DeskRecord, edit: TextEdit) -> DeskRecord:
    """What is the same as printed without being stated stays unstated."""
    column = require_column(office, record.periodical, record.series, edit.column)
    title, body = edit.title.strip(), edit.body.replace("\r\n", "\n").strip("\n")
    require_texts(title, body)
    return replace(
        record,
        title=record.title if title == edited_title(office, record) else title,
        column=record.column if record.column in (column.id, column.name) else column.id,
        order=record.order if edit.order is None else edit.order,
        access=edit.access,
        body=record.body if is_same_text(body, edited_body(office, record)) else body,
    )


def plan_piece(office: Office, ruling: Ruling, as_of: Moment) -> Change:
    """A piece that the office wrote itself, adopted for a periodical. Refuses one that would not pass the checks."""
    if not ruling.title.strip():
        refuse("desk-fields", "自编稿没有标题", "写上标题", field="title")
    if not ruling.body.strip():
        refuse("desk-fields", "自编稿没有正文", "写上正文", field="body")
    header = {"decision": "adopt", **make_placement(office, ruling), "editor": ruling.editor, "decided": ruling.at}
    before = f"briefs/desk/{ruling.at.day:%Y}/{ruling.at.day:%m-%d}-"
    unit = office.settings.office.unit or "zi-bian"
    slug = free_slug(office, before, shorten_slug(f"{unit}-{make_slug(ruling.title)}"), ".md")
    text = dump_record(header, ruling.body.replace("\r\n", "\n"))
    (change,) = prove_together(office, [Change(path=f"{before}{slug}.md", data=text.encode())], as_of)
    return change


def write_desk(record: DeskRecord) -> str:
    """All of a record anew."""
    named = {"item": record.items[0]} if len(record.items) == 1 else {"sources": record.items}
    header: dict[str, object] = {**named, "tasks": record.tasks, "until": record.until or ""}
    header |= {
        "decision": record.decision.name.lower() if record.decision else "",
        "periodical": record.periodical,
        "series": record.series,
        "column": record.column,
        "order": record.order if "order" in record.source.places or record.order != _USUAL_ORDER else "",
        "title": record.title,
        "access": record.access.value if record.access else "",
        "credit": [_write_credit(credit) for credit in record.credit],
        "editor": record.editor,
        "decided": record.decided or "",
        "reason": record.reason,
        "supersedes": record.supersedes,
        "reissues": record.reissues,
    }
    return dump_record(header, record.body)


def _write_credit(credit: Credit) -> dict[str, object]:
    return {"unit": credit.unit, "share": credit.share, "main": "是" if credit.main else ""}
