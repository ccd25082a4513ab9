"""What bars an issue from being signed although its articles are in order: a lost record, a text nobody saw."""

from __future__ import annotations

from pathlib import Path

from jianbao.acting.refusing import refuse, require_signatory
from jianbao.compiling import digest_draft
from jianbao.history import HistoryError, find_committed
from jianbao.model import Draft, Review, Stage
from jianbao.reading import Office

ISSUES, BULLETINS = "briefs/issues", "briefs/bulletins"
# Fewer digits of a digest could be met by chance.
SHORTEST_DIGEST = 8


def refuse_lost(root: Path, office: Office) -> None:
    """A file that git knows below ``issues/`` and that is gone: its number was given and must not be given again.

    Where there is a repository git must answer: its silence is no consent.
    """
    _refuse_lost(root, office, ISSUES, ("查不了已给出的期号", "再签发"), "已签发的文件丢了（{}），期号不能再给")


def refuse_lost_bulletin(root: Path, office: Office) -> None:
    """The same of issued bulletins: what the next one carries on would be another figure than was printed."""
    _refuse_lost(
        root, office, BULLETINS, ("查不了已印发的通报", "再印发"), "已印发的通报丢了（{}），累计接不上印出的数字"
    )


def _refuse_lost(root: Path, office: Office, folder: str, unread: tuple[str, str], message: str) -> None:
    try:
        lost = sorted(set(find_committed(root, folder)) - set(office.files))
    except HistoryError as error:
        refuse("record-lost", f"读不出版本库，{unread[0]}：{error}", f"请管理员检查版本库，{unread[1]}")
    if lost:
        others = f"等{len(lost)}个" if len(lost) > 1 else ""
        hint = f"从版本库取回：git checkout HEAD -- {lost[0]}"
        refuse("record-lost", message.format(f"{lost[0]}{others}"), hint, path=lost[0])


def refuse_changed(office: Office, draft: Draft | None, by: str, seen: str) -> None:
    """A draft whose text is not the one that its last review, or the signatory, saw."""
    if seen and len(seen) < SHORTEST_DIGEST:
        refuse("draft-changed", f"校验码“{seen}”太短，核不准", f"校验码至少写{SHORTEST_DIGEST}位")
    if draft is None:
        if seen:
            refuse("draft-changed", "没有送审稿可以核对校验码", "先用 compile --draft 拟送审稿，或不写 --digest")
        return
    digest = refuse_unlike(office, draft, seen)
    _refuse_unseen(draft, digest)
    refuse_another(office, draft, by)


def refuse_unlike(office: Office, draft: Draft, seen: str) -> str:
    """The digest of the draft's text now; refuses where that is not what was ``seen``, if anything is said of that."""
    digest = digest_draft(office, draft)
    if seen and not digest.startswith(seen):
        message = f"送审稿 {draft.id} 的校验码不是 {seen[:SHORTEST_DIGEST]}，现在是 {digest[:SHORTEST_DIGEST]}"
        refuse("draft-changed", message, "请签发人重新看过现在的文本", path=draft.source.path)
    return digest


def _refuse_unseen(draft: Draft, digest: str) -> None:
    """No later proof makes up for a signatory who saw another text, and no 签发 for a proof before the change."""
    signed_off = find_sign_off(draft)
    for review in (*draft.reviews[-1:], *([signed_off] if signed_off else [])):
        if not review.is_of(digest):
            message = f"送审稿 {draft.id} 在{describe_review(review)}之后改动了，不能签发"
            hint = "由签发人看过现在的文本后记一道“签发”"
            hint = hint if signed_off else f"重新校对，或{hint}"
            refuse("draft-changed", message, hint, path=draft.source.path)


def refuse_another(office: Office, draft: Draft, by: str) -> None:
    """What one signatory passed nobody else signs."""
    signed_off = find_sign_off(draft)
    if signed_off and signed_off.by != require_signatory(office, by, "签发人"):
        name = office.settings.people.name(signed_off.by)
        message = f"送审稿 {draft.id} 由{name}审签，不能由别人签发"
        refuse("draft-changed", message, f"请{name}签发", path=draft.source.path)


def find_sign_off(draft: Draft) -> Review | None:
    """The last review of the stage 签发."""
    return next((review for review in reversed(draft.reviews) if review.stage is Stage.SIGN_OFF), None)


def describe_review(review: Review) -> str:
    """一校（2026年11月30日15时10分）."""
    stage = review.stage.value if review.stage else "审核"
    return f"{stage}（{review.at.chinese}）" if review.at else stage
