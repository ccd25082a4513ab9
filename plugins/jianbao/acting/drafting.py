"""送审稿: written from what selection proposes, then passed from stage to stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jianbao.acting.refusing import refuse, require_record
from jianbao.compiling import compile_document, draft_contents
from jianbao.metadata import Fields, Moment, Vocabulary
from jianbao.metadata.header import parse_mapping
from jianbao.model import Draft, Review, Stage
from jianbao.model.document import digest_document
from jianbao.problems import ProblemsFound
from jianbao.reading import Office
from jianbao.reading.files import read_text
from jianbao.settings import Series
from jianbao.standing import find_open_drafts
from jianbao.writing import Change, dump_yaml


def plan_draft(office: Office, series: Series, articles: Sequence[str], at: Moment) -> Change:
    """A new draft of the series, dated today; the second of a day gets ``-2``. Refuses an empty one."""
    if not articles:
        refuse(
            "draft-empty", f"《{series.full_name}》没有可编入的文章", "先用 adopt 采用稿件，或用 queue 看待处理的稿件"
        )
    before, suffix = f"briefs/drafts/{series.periodical}/{at.day}", ""
    while (office.root / f"{before}{suffix}.yml").exists():
        suffix = f"-{int(suffix[1:] or 1) + 1}"
    text = dump_yaml({"series": series.id, "articles": list(articles)})
    return Change(path=f"{before}{suffix}.yml", data=text.encode())


def digest_draft(office: Office, draft: Draft) -> str:
    """SHA-256 of the text that the draft would print; the same on every day."""
    series = office.settings.series(draft.periodical, draft.series)
    if series is None:
        refuse("series-unknown", f"送审稿 {draft.id} 的刊物或系列不存在", "核对 series 一行", path=draft.source.path)
    document, _ = compile_document(office, series, draft_contents(office, draft))
    return digest_document(document)


def plan_review(office: Office, draft_id: str, stage: Stage, by: str, at: Moment, note: str) -> Change:
    """The draft with one more review, which names the very text seen. Refuses what cannot be printed."""
    require_record("送审稿", draft_id, dict(office.drafts))
    draft = office.drafts[draft_id]
    if draft not in find_open_drafts(office):
        refuse(
            "draft-signed", f"送审稿 {draft.id} 已经签发", "签发后的改动用 correct 或 withdraw", path=draft.source.path
        )
    series = office.settings.series(draft.periodical, draft.series)
    if series is not None:
        _, problems = compile_document(office, series, draft_contents(office, draft))
        if problems:
            raise ProblemsFound(problems)
    review = Review(stage=stage, by=by, at=at, note=note, digest=digest_draft(office, draft))
    text, problems = read_text(office.root / draft.source.path, draft.source.path)
    if text is None:
        raise ProblemsFound(problems)
    data = append_review(text, draft, review, office.settings.vocabulary()).encode()
    return Change(path=draft.source.path, data=data, replaces=True)


def append_review(text: str, draft: Draft, review: Review, vocabulary: Vocabulary) -> str:
    """The file as people wrote it with one more review at its end; written anew where it cannot be continued so."""
    entry = dump_yaml({"reviews": [_write_review(review)]})
    added = entry if not draft.reviews else entry.partition("\n")[2]
    continued = f"{text.rstrip()}\n{added}"
    expected = replace(draft, reviews=(*draft.reviews, review))
    return continued if _reads_as(continued, expected, vocabulary) else _write_draft(expected)


def _reads_as(text: str, expected: Draft, vocabulary: Vocabulary) -> bool:
    mapping, problems = parse_mapping(text, expected.source.path)
    if mapping is None or problems:
        return False
    fields = Fields(mapping, vocabulary)
    stages = [
        (r.stage, r.by, r.digest) for r in Draft.from_fields(fields, id=expected.id, source=expected.source).reviews
    ]
    return stages == [(r.stage, r.by, r.digest) for r in expected.reviews]


def _write_draft(draft: Draft) -> str:
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
