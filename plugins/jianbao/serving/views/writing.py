"""写稿：a unit writes or uploads a text, keeps it as a draft, and files it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, make_response, request, url_for
from flask.wrappers import Response
from werkzeug.datastructures import FileStorage

from jianbao.acting.refusing import refuse
from jianbao.acting.submitting import plan_amendment, plan_submission
from jianbao.intake import Picture, read_manuscript
from jianbao.problems import NOWHERE, Problem
from jianbao.reading import Office
from jianbao.serving.forms.beginning import begin_blank, begin_from_item, begin_from_word
from jianbao.serving.forms.draft_form import (
    check_draft,
    link_repeated,
    list_relations,
    make_submission,
    open_shelf,
    show_draft,
    tell_counts,
)
from jianbao.serving.forms.drafts import (
    Draft,
    add_picture,
    begin_draft,
    drop_draft,
    known_texts,
    list_drafts,
    read_draft,
    read_picture_of,
    save_draft,
)
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.matters.unit import find_call
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, attempt, done, needs, office, show, status_of, store, visitor
from jianbao.writing import Change

writing = Blueprint("writing", __name__)
_KINDS = {"PNG": "image/png", "JPG": "image/jpeg", "JPEG": "image/jpeg"}


@writing.get("/write")
@needs(Action.WRITE)
def new_page() -> Response:
    return _show_new([])


@writing.post("/write")
@needs(Action.WRITE)
def begin_act() -> Response:
    """A new draft: blank, for a call, or from an item of the unit (``item`` and ``use``)."""
    begun: list[Draft] = []

    def begin() -> None:
        pictures: tuple[Picture, ...] = ()
        if item := request.form.get("item", ""):
            draft, pictures = begin_from_item(office(), visitor(), item, request.form.get("use", ""))
        else:
            call = request.form.get("call", "")
            if call and find_call(office(), call, visitor().unit, as_of()) is None:
                refuse("call-foreign", "没有向本单位约这一篇", "从首页“要答复的约稿”里打开；自己要写的，点“写一篇”")
            draft = begin_blank(office(), visitor(), call)
        begun.append(begin_draft(store().root, visitor().id, draft, as_of(), pictures))

    if problems := attempt(begin):
        return _show_new(problems)
    return _to_draft(begun[0])


@writing.post("/write/upload")
@needs(Action.WRITE)
def upload_act() -> Response:
    """A Word file becomes a draft; what was strange about it stands above the form."""
    file, begun = request.files.get("file"), list[Draft]()

    def read() -> None:
        name, data = _read_upload(file)
        manuscript = read_manuscript(data, name, office().settings)
        draft, pictures = begin_from_word(office(), visitor(), manuscript, as_of())
        begun.append(begin_draft(store().root, visitor().id, draft, as_of(), pictures))

    if file is None or not file.filename:
        missing = Problem(
            code="field-missing", place=NOWHERE, message="没有选文件", hint="先选一个 Word 文件，再点“上传”"
        )
        return _show_new([missing])
    if problems := attempt(read):
        return _show_new(problems)
    return _to_draft(begun[0])


@writing.get("/write/<draft>")
@needs(Action.WRITE)
def draft_page(draft: str) -> Response:
    known = read_draft(store().root, visitor().id, draft)
    if known is None:
        return done("这份草稿已经报送或删去", "writing.new_page")
    return show_draft(known, known.digest)


@writing.post("/write/<draft>")
@needs(Action.WRITE)
def save_act(draft: str) -> Response:
    saved, problems = _save(draft)
    if problems:
        return show_draft(saved, _seen_now(saved), problems)
    return done(f"草稿已保存（{as_of().chinese}）", "writing.draft_page", draft=draft)


@writing.post("/write/<draft>/check")
@needs(Action.WRITE)
def check_act(draft: str) -> Response:
    """For those without scripts: the page again, with what the checks say."""
    saved, problems = _save(draft)
    return show_draft(saved, _seen_now(saved), problems or check_draft(saved), checked=not problems, status=200)


@writing.post("/write/<draft>/live")
@needs(Action.WRITE)
def live_act(draft: str) -> Response:
    """A fragment: the draft is saved as far as typed, and each field has what the checks say. What is still empty is
    no fault while somebody writes.
    """
    saved, problems = _save(draft)
    found = problems or [fault for fault in check_draft(saved) if fault.code != "field-missing"]
    faults = sort_faults(say_plainly(found), {*saved.texts, "body", "kind", "approver"})
    seen = "" if problems else saved.digest
    counts = tell_counts(saved)
    return show(
        "draft-checked.html",
        status_of(problems),
        faults=faults,
        repeated=link_repeated(found),
        counts=counts,
        seen=seen,
        draft=saved,
    )


@writing.post("/write/<draft>/file")
@needs(Action.FILE)
def file_act(draft: str) -> Response:
    """报送, or what was amended put in place of what was filed."""
    saved, problems = _save(draft)
    if problems:
        told = {problem.field for problem in problems}
        more = [fault for fault in check_draft(saved) if fault.field not in told] if told != {""} else []
        return show_draft(saved, _seen_now(saved), [*problems, *more])
    if saved.remarks and not saved.acknowledged:
        hint = "逐条看过，改好正文，再勾上"
        unread = Problem(
            code="remarks-unread", place=NOWHERE, message="上传的文件有要看的地方，还没有勾“看过了”", hint=hint
        )
        return show_draft(saved, saved.digest, [replace(unread, field="acknowledged"), *check_draft(saved)])
    planned: list[Change] = []

    def plan(now: Office) -> list[Change]:
        submission = make_submission(saved)
        planned[:] = (
            plan_amendment(now, saved.amends, saved.seen, submission, as_of(), open_shelf(now))
            if saved.amends
            else plan_submission(now, submission, as_of(), open_shelf(now))
        )
        return planned

    unit = office().settings.units.short(visitor().unit, as_of().day)
    done_what = "更正" if saved.amends else "报送"
    problems = act(Action.FILE, f"{unit}{done_what}：{saved.texts.get('title', '').strip()}", plan)
    if problems:
        return show_draft(_look_again(saved, problems), saved.digest, problems)
    drop_draft(store().root, visitor().id, draft)
    item = planned[-1].path.removeprefix("briefs/items/").removesuffix(".md")
    return done(f"已{done_what}", "filed.item_page", item=item, filed=1)


@writing.post("/write/<draft>/picture")
@needs(Action.WRITE)
def picture_act(draft: str) -> Response:
    """One or several more pictures; the text takes a line for each."""
    saved, problems = _save(draft)
    if problems:
        return show_draft(saved, _seen_now(saved), problems)
    seen, kept = saved.digest, [saved]

    def add() -> None:
        files = [file for file in request.files.getlist("picture") if file.filename]
        for file in files:
            most = office().settings.printing.picture_megapixels
            more = add_picture(store().root, visitor().id, kept[-1], file.stream.read(), most)
            body = f"{more.texts.get('body', '').rstrip()}\n\n![图片说明]({more.pictures[-1]})".lstrip()
            kept.append(replace(more, texts={**more.texts, "body": body}))

    problems = attempt(add)
    if len(kept) > 1:
        problems += attempt(lambda: kept.append(save_draft(store().root, visitor().id, kept[-1], seen, as_of())))
    if problems:
        return show_draft(kept[-1], _seen_now(kept[-1]), problems)
    return _to_draft(kept[-1])


@writing.get("/write/<draft>/picture/<name>")
@needs(Action.WRITE)
def draft_picture(draft: str, name: str) -> Response:
    known = read_draft(store().root, visitor().id, draft)
    data = read_picture_of(store().root, visitor().id, known, name) if known else None
    if data is None:
        abort(404)
    return make_response(data, 200, {"Content-Type": _KINDS[name.rpartition(".")[2].upper()]})


@writing.post("/write/<draft>/drop")
@needs(Action.WRITE)
def drop_act(draft: str) -> Response:
    drop_draft(store().root, visitor().id, draft)
    return done("草稿已删去", "writing.new_page")


def _save(identity: str) -> tuple[Draft, list[Problem]]:
    """The draft with what the form says, saved; or, with the problems, as typed and not saved."""
    known = read_draft(store().root, visitor().id, identity) or Draft(id=identity)
    texts = {**known.texts, **known_texts(request.form)}
    typed = replace(known, texts=texts, acknowledged=request.form.get("acknowledged") == "是")
    kept: list[Draft] = []
    seen = request.form.get("seen", "")
    problems = attempt(lambda: kept.append(save_draft(store().root, visitor().id, typed, seen, as_of())))
    return (kept[0] if kept else typed), problems


def _look_again(draft: Draft, problems: list[Problem]) -> Draft:
    """Of an amendment that somebody else was quicker with: who sees that now and saves again does so knowingly."""
    item = office().items.get(draft.amends)
    if item is None or not any(problem.code == "record-changed" for problem in problems):
        return draft
    return save_draft(store().root, visitor().id, replace(draft, seen=item.source.digest), draft.digest, as_of())


def _seen_now(draft: Draft) -> str:
    """The digest of what is kept: who saves after having been told does so knowingly."""
    kept = read_draft(store().root, visitor().id, draft.id)
    return kept.digest if kept else ""


def _read_upload(file: FileStorage | None) -> tuple[str, bytes]:
    if file is None:
        abort(400)
    return (file.filename or "").rpartition("/")[2].rpartition("\\")[2], file.stream.read()


def _show_new(problems: list[Problem]) -> Response:
    drafts = list_drafts(store().root, visitor().id)
    call = find_call(office(), request.values.get("call", ""), visitor().unit, as_of())
    limits = office().settings.desk.upload
    shown = [(draft, list_relations(draft)) for draft in drafts]
    return show("write.html", status_of(problems), problems=problems, drafts=shown, call=call, limits=limits)


def _to_draft(draft: Draft) -> Response:
    response = make_response("", 303)
    response.headers["Location"] = url_for("writing.draft_page", draft=draft.id)
    return response
