"""What changed in a draft since somebody saw it: the text that a review names, as the repository kept it, beside the
text of now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.characters import strip_markup
from jianbao.compiling import compile_document, draft_contents
from jianbao.history import find_first_commit, read_committed
from jianbao.model import Article, Document, Draft, Review
from jianbao.model.document import digest_document
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.rendering.slips.marking import Marked, mark_paragraphs
from jianbao.settings import Series


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleChange:
    """``did``: in Chinese what became of the article; ``marked`` its text where that changed, each change marked."""

    title: str
    did: tuple[str, ...]
    marked: tuple[Marked, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """``whole`` says what changed beside the articles. ``certain`` is False where the text found is not the very one
    that the review names: something else (a setting, say) changed as well.
    """

    articles: tuple[ArticleChange, ...]
    whole: tuple[str, ...] = ()
    certain: bool = True


def find_changes(office: Office, series: Series, draft: Draft, review: Review) -> Changes | None:
    """Since that review; None where the repository does not know what was seen."""
    commit = find_first_commit(office.root, draft.source.path, review.digest) if review.digest else ""
    before = _read_before(office, draft, commit) if commit else None
    if before is None:
        return None
    old_office, old_draft = before
    old, _ = compile_document(old_office, series, draft_contents(old_office, old_draft))
    new, _ = compile_document(office, series, draft_contents(office, draft))
    return Changes(
        articles=tuple(compare_articles(old, new)),
        whole=tuple(_compare_whole(old, new)),
        certain=digest_document(old) == review.digest,
    )


def _read_before(office: Office, draft: Draft, commit: str) -> tuple[Office, Draft] | None:
    """The office with the draft, its desk records and their items as that commit has them."""
    kept = read_committed(office.root, commit, [draft.source.path])
    tried = with_record(office, draft.source.path, kept.get(draft.source.path, ""))
    old = tried.drafts.get(draft.id)
    if old is None or not kept:
        return None
    desk = [f"briefs/desk/{article}.md" for article in old.articles]
    for path, text in read_committed(office.root, commit, desk).items():
        tried = with_record(tried, path, text)
    known = [tried.desk[article] for article in old.articles if article in tried.desk]
    items = [f"briefs/items/{item}.md" for record in known for item in record.items]
    for path, text in read_committed(office.root, commit, items).items():
        tried = with_record(tried, path, text)
    return tried, old


def compare_articles(old: Document, new: Document) -> list[ArticleChange]:
    """Those that changed, in print order; those that are gone last."""
    before = {article.id: article for article in old.articles}
    after = {article.id for article in new.articles}
    kept_then = [article.id for article in old.articles if article.id in after]
    kept_now = [article.id for article in new.articles if article.id in before]
    moved = {first for first, second in zip(kept_now, kept_then, strict=False) if first != second}
    found = []
    for article in new.articles:
        earlier = before.get(article.id)
        if earlier is None:
            found.append(ArticleChange(title=article.title, did=("新编入",), marked=_mark(None, article)))
        elif did := _compare(earlier, article, new, moved=article.id in moved):
            found.append(ArticleChange(title=article.title, did=tuple(did), marked=_mark(earlier, article)))
    gone = [article for article in old.articles if article.id not in after]
    return [*found, *(ArticleChange(title=article.title, did=("不在本期了",)) for article in gone)]


def _compare(old: Article, new: Article, document: Document, *, moved: bool) -> list[str]:
    names = {column.id: column.name for column in document.columns}
    did = []
    if old.title != new.title:
        did.append(f"标题原为“{old.title}”")
    if old.body != new.body:
        did.append("正文有改动")
    if old.column != new.column:
        did.append(f"移到了“{names.get(new.column, new.column)}”")
    elif moved:
        did.append("次序变了")
    if old.units != new.units:
        did.append("署名单位变了")
    if old.access != new.access:
        did.append(f"公开范围由{old.access.value}改为{new.access.value}")
    return did


def _mark(old: Article | None, new: Article) -> tuple[Marked, ...]:
    if old and old.body == new.body:
        return ()
    return tuple(mark_paragraphs(_paragraphs(old.body) if old else (), _paragraphs(new.body)))


def _paragraphs(body: str) -> Sequence[str]:
    return [line.strip() for line in strip_markup(body).splitlines() if line.strip()]


def _compare_whole(old: Document, new: Document) -> list[str]:
    said = []
    if old.note != new.note:
        said.append("编者按有改动" if old.note and new.note else "加了编者按" if new.note else "去掉了编者按")
    if old.imprint.extra != new.imprint.extra:
        said.append("本期增发的单位变了")
    return said
