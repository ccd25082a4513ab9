"""送审稿: written from what selection proposes, then passed from stage to stage."""

from __future__ import annotations

from dataclasses import replace

from jianbao.acting.recording.proving import prove_added
from jianbao.acting.refusing import refuse, require_record, require_words
from jianbao.compiling import compile_document, digest_draft, draft_contents
from jianbao.metadata import Fields, Moment, Vocabulary
from jianbao.metadata.header import parse_mapping
from jianbao.model import Draft, Dropped, Review, Stage
from jianbao.problems import ProblemsFound
from jianbao.reading import Office
from jianbao.reading.files import read_text
from jianbao.selecting import select_articles
from jianbao.settings import Series
from jianbao.standing import find_open_drafts, find_standing
from jianbao.writing import Change, dump_yaml


def plan_draft(office: Office, series: Series, at: Moment) -> Change:
    """A new draft of what selection proposes, dated today. Refuses an empty one, and a second beside an open one."""
    for draft in find_open_drafts(office):
        if office.settings.series(draft.periodical, draft.series) == series:
            message = f"{series.title}已有一份没签发的送审稿 {draft.id}"
            refuse("draft-open", message, "接着改那一份；确要另拟，先删去那一份", path=draft.source.path)
    selection = select_articles(office, find_standing(office), series, at)
    articles = [choice.candidate.record.id for choice in selection.taken]
    if not articles:
        refuse("draft-empty", f"{series.title}没有可编入的文章", "先从来稿里采用，再拟送审稿")
    before, suffix = f"briefs/drafts/{series.periodical}/{at.day}", ""
    while (office.root / f"{before}{suffix}.yml").exists():
        suffix = f"-{int(suffix[1:] or 1) + 1}"
    text = dump_yaml({"series": series.id, "articles": list(articles)})
    return Change(path=f"{before}{suffix}.yml", data=text.encode())


def require_open_draft(office: Office, draft_id: str) -> Draft:
    """A draft by id. Refuses one that there is not, and one that was signed."""
    require_record("送审稿", draft_id, dict(office.drafts))
    draft = office.drafts[draft_id]
    if draft not in find_open_drafts(office):
        hint = "签发后的改动，用更正或撤回"
        refuse("draft-signed", f"送审稿 {draft.id} 已经签发", hint, path=draft.source.path)
    return draft


def require_series_of(office: Office, draft: Draft) -> Series:
    """The series that a draft is for."""
    series = office.settings.series(draft.periodical, draft.series)
    if series is None:
        refuse("series-unknown", f"{draft.id} 的刊物不在 periodicals.yml 里", "", path=draft.source.path)
    return series


def plan_drop(office: Office, draft_id: str, article: str, by: str, reason: str, as_of: Moment) -> Change:
    """The draft without the article, with who struck it out and why. What was reviewed before must be seen again.
    Refuses a reason that may not stand in a record.
    """
    require_words(理由=reason)
    draft = require_open_draft(office, draft_id)
    if article not in draft.articles:
        known = "、".join(draft.articles)
        refuse("reference-missing", f"送审稿 {draft.id} 里没有“{article}”", f"现有：{known}", path=draft.source.path)
    kept = tuple(known for known in draft.articles if known != article)
    if not kept:
        refuse(
            "draft-empty",
            f"撤下 {article}，送审稿 {draft.id} 就空了",
            "不出空刊；整份不用的，删去文件",
            path=draft.source.path,
        )
    dropped = (*draft.dropped, Dropped(article=article, by=by, reason=reason))
    text = write_draft(replace(draft, articles=kept, dropped=dropped))
    (change,) = prove_added(office, [Change(path=draft.source.path, data=text.encode(), replaces=True)], as_of)
    return change


def plan_review(office: Office, draft_id: str, stage: Stage, by: str, at: Moment, note: str, seen: str = "") -> Change:
    """The draft with one more review, which names the very text seen. Refuses what cannot be printed, a text that is
    not the one of the digest ``seen``, where that is given, the last review once more, and a note that may not stand in
    a record.
    """
    draft = require_open_draft(office, draft_id)
    series = office.settings.series(draft.periodical, draft.series)
    if series is not None:
        _, problems = compile_document(office, series, draft_contents(office, draft))
        if problems:
            raise ProblemsFound(problems)
    digest = digest_draft(office, draft)
    if seen not in ("", digest):
        hint = "请看过现在的文本，再记这一道"
        refuse("draft-changed", "您看过以后，送审稿又改动了", hint, path=draft.source.path)
    last = draft.reviews[-1] if draft.reviews else None
    if last and stage is not Stage.SIGN_OFF and (last.stage, last.by, last.digest) == (stage, by, digest):
        refuse("review-twice", f"{stage.value}已经记过，文本没有改动", "不用再记", path=draft.source.path)
    review = Review(stage=stage, by=by, at=at, note=note, digest=digest)
    text, problems = read_text(office.root / draft.source.path, draft.source.path)
    if text is None:
        raise ProblemsFound(problems)
    data = append_review(text, draft, review, office.settings.vocabulary()).encode()
    (change,) = prove_added(office, [Change(path=draft.source.path, data=data, replaces=True)], at)
    return change


def append_review(text: str, draft: Draft, review: Review, vocabulary: Vocabulary) -> str:
    """The file as people wrote it with one more review at its end; written anew where it cannot be continued so."""
    entry = dump_yaml({"reviews": [_write_review(review)]})
    added = entry if not draft.reviews else entry.partition("\n")[2]
    continued = f"{text.rstrip()}\n{added}"
    expected = replace(draft, reviews=(*draft.reviews, review))
    return continued if _reads_as(continued, expected, vocabulary) else write_draft(expected)


def _reads_as(text: str, expected: Draft, vocabulary: Vocabulary) -> bool:
    mapping, problems = parse_mapping(text, expected.source.path)
    if mapping is None or problems:
        return False
    fields = Fields(mapping, vocabulary)
    stages = [
        (r.stage, r.by, r.digest) for r in Draft.from_fields(fields, id=expected.id, source=expected.source).reviews
    ]
    return stages == [(r.stage, r.by, r.digest) for r in expected.reviews]


def write_draft(draft: Draft) -> str:
    """All of a draft anew."""
    return dump_yaml(
        {
            "series": draft.series,
            "articles": draft.articles,
            "dropped": [{"article": d.article, "by": d.by, "reason": d.reason} for d in draft.dropped],
            "note": draft.note,
            "extra_recipients": draft.extra_recipients,
            "reviews": [_write_review(review) for review in draft.reviews],
        }
    )


def _write_review(review: Review) -> dict[str, object]:
    return {
        "stage": review.stage.value if review.stage else "",
        "by": review.by,
        "at": review.at,
        "note": review.note,
        "digest": review.digest,
    }
