"""疑似采用 in a bulletin that somebody pasted or uploaded."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from flask.wrappers import Response

from jianbao.acting.refusing import refuse, require_channel
from jianbao.intake.bulletins import BulletinText, extract_text, take_pasted
from jianbao.metadata import parse_moment
from jianbao.metadata.moments import say_wrong
from jianbao.problems import Problem
from jianbao.proposing import read_bulletin
from jianbao.serving.forms.choices import choose_channel
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, attempt, done, needs, office, show, status_of, store, visitor
from jianbao.serving.showing.found_adoptions import list_open
from jianbao.serving.showing.found_texts import KEPT_DAYS, FoundText, drop_texts, keep_text, list_texts, read_found_text
from jianbao.serving.views.recording.blueprint import recording
from jianbao.serving.views.recording.found_cards import act_on, find_proposals, list_tabs, show_found

_FIELDS = ("pasted", "channel", "day", "number")
_NEW, _TEXT = "recording.found_texts_page", "recording.found_text_page"


@recording.get("/record/found/texts")
@needs(Action.RECORD)
def found_texts_page() -> Response:
    return show_texts()


@recording.post("/record/found/texts")
@needs(Action.RECORD)
def found_texts_act() -> Response:
    """A bulletin that was pasted or uploaded, on to what is found in it."""
    typed = {name: request.form.get(name, "").strip() for name in _FIELDS}
    kept: list[FoundText] = []

    def keep() -> None:
        _require_known(typed)
        taken, name = _take_text(typed["pasted"])
        text = FoundText(
            name=name,
            text=taken.text,
            channel=typed["channel"],
            day=typed["day"],
            number=typed["number"],
            remarks=tuple(remark.message for remark in taken.remarks),
        )
        kept.append(keep_text(store().root, visitor().id, text, as_of()))

    if problems := attempt(keep):
        return show_texts(typed, problems)
    return done(f"已读入“{kept[0].name}”", _TEXT, text=kept[0].id)


@recording.get("/record/found/texts/<text>")
@needs(Action.RECORD)
def found_text_page(text: str) -> Response:
    known = read_found_text(store().root, visitor().id, text)
    if known is None:
        return done("这一份已经清除", _NEW)
    return show_found(known, find_proposals(known))


@recording.post("/record/found/texts/<text>")
@needs(Action.RECORD)
def found_text_act(text: str) -> Response:
    known = read_found_text(store().root, visitor().id, text)
    if known is None:
        return done("这一份已经清除", _NEW)
    if request.form.get("do") == "clear":
        drop_texts(store().root, visitor().id, [text])
        return done(f"已清除“{known.name}”", _NEW)
    return act_on(known)


def show_texts(typed: dict[str, str] | None = None, problems: Sequence[Problem] = ()) -> Response:
    kept = list_texts(store().root, visitor().id, as_of())
    rows = [(text, len(list_open(find_proposals(text)))) for text in kept]
    return show(
        "found-texts.html",
        status_of(problems),
        tabs=list_tabs(None, on_texts=True),
        rows=rows,
        typed=typed or dict.fromkeys(_FIELDS, ""),
        faults=sort_faults(problems, _FIELDS),
        channels=(("", "按文中写的"), *choose_channel(office())[1:]),
        megabytes=min(office().settings.desk.upload, office().settings.intake.megabytes),
        days=KEPT_DAYS,
    )


def _take_text(pasted: str) -> tuple[BulletinText, str]:
    """What was uploaded, else what was pasted; with its name. Raises ProblemsFound."""
    file = request.files.get("file")
    if file and file.filename:
        name = file.filename.rpartition("/")[2].rpartition("\\")[2]
        return extract_text(file.stream.read(), name, office().settings), name
    if not pasted:
        refuse("field-missing", "没有选文件，也没有粘贴文字", "选一个文件，或把文字粘贴到框里", field="pasted")
    taken = take_pasted(pasted)
    bulletin = read_bulletin(taken.text, office().settings.channels)
    channel = office().settings.channel_title(bulletin.channel) if bulletin.channel else ""
    return taken, f"{channel}{bulletin.number}" or f"{taken.text[:20]}……"


def _require_known(typed: dict[str, str]) -> None:
    if typed["channel"]:
        require_channel(office(), typed["channel"])
    if typed["day"] and parse_moment(typed["day"]) is None:
        refuse("date-impossible", f"日期“{typed['day']}”{say_wrong(typed['day'])}", "如 2026-11-28", field="day")
