"""疑似采用: which of our texts a text of above was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from rapidfuzz import fuzz, process

from jianbao.likeness import fold
from jianbao.proposing.choosing import Candidate, Choice, choose
from jianbao.proposing.evidence import Theirs, compare, lay_out
from jianbao.proposing.index import find_candidates
from jianbao.proposing.pairing import pair_texts
from jianbao.proposing.proposal import Certainty, Proposal, Usage
from jianbao.proposing.reading_upper import Taken, take_apart
from jianbao.proposing.reasons import explain
from jianbao.proposing.settled import find_registered, list_dismissed
from jianbao.proposing.sources import Entry, Sources
from jianbao.proposing.upper import Upper
from jianbao.proposing.weighing import weigh, weigh_sentences
from jianbao.reading import Office
from jianbao.settings import LikenessSettings

# So many texts that have rare words and figures in common are compared whole.
_MOST = 16
# Of lines of a list those with the likest titles.
_MOST_TITLES, _LIKE_TITLE = 5, 50
# Whoever names us in passing says nothing of ours: so much of what is asked for must be other than names of places.
_CONTENT = 0.5
# An overview in which so much is said of others is one of several places.
_OTHERS = 0.12
# Under a title that names us there is more of others beside us, or it is only mentioned.
_OTHERS_BESIDE = 0.35


def propose(upper: Upper, sources: Sources) -> tuple[Proposal, ...]:
    """The surest first, then what is registered already. A text that an editor said no to is left out."""
    return mark_registered(sources.office, search(upper, sources))


def mark_registered(office: Office, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those of one text, with the adoptions that tell of them by now."""
    found = [replace(known, adoption=find_registered(office, known.upper, known.texts)) for known in proposals]
    return tuple(sorted(found, key=lambda known: (bool(known.adoption), -known.confidence, known.keys)))


def search(upper: Upper, sources: Sources) -> tuple[Proposal, ...]:
    """The surest first, whatever is registered."""
    levels = sources.office.settings.likeness
    taken = take_apart(upper, sources.places)
    theirs = lay_out(taken, sources.index, sources.places)
    candidates = [_weigh(theirs, entry) for entry in _find_entries(taken, sources)]
    chosen = choose(taken, candidates, least=levels.possible)
    # After a no the next doubtful text would only ask the editor again.
    if not chosen and not list_dismissed(sources.office, upper):
        telling = [known for known in candidates if known.weight.content >= _CONTENT * levels.doubtful]
        chosen = choose(taken, telling, least=levels.doubtful)
    proposals = [_propose(sources, taken, choices) for choices in _part(chosen)]
    return tuple(sorted(proposals, key=lambda proposal: (-proposal.confidence, proposal.keys)))


def _part(chosen: list[Choice]) -> Iterable[list[Choice]]:
    """One adoption names several texts by their items; a text that has none is one for itself."""
    together = [choice for choice in chosen if choice.candidate.items]
    alone = [[choice] for choice in chosen if not choice.candidate.items]
    return filter(None, [together, *alone])


def _find_entries(taken: Taken, sources: Sources) -> list[Entry]:
    """Of the time before theirs those that have the most in common, or of a line the likest titles too."""
    settings, upper = sources.office.settings.likeness, taken.upper
    no = list_dismissed(sources.office, upper)
    allowed = {n for n, entry in enumerate(sources.entries) if _is_in_time(entry, upper, settings)}
    found = find_candidates(sources.index, taken.bigrams, taken.figures, allowed, most=_MOST)
    if taken.pieces and not upper.text.strip():
        found += _find_titles(upper, sources, allowed)
    entries = [sources.entries[number] for number in dict.fromkeys(found)]
    return [entry for entry in entries if no.isdisjoint(entry.keys)]


def _is_in_time(entry: Entry, upper: Upper, settings: LikenessSettings) -> bool:
    if upper.day is None:
        return True
    return upper.day - timedelta(days=settings.look_back) <= entry.text.day <= upper.day


def _find_titles(upper: Upper, sources: Sources, allowed: set[int]) -> list[int]:
    titles = {number: fold(sources.entries[number].text.title) for number in sorted(allowed)}
    likest = process.extract(fold(upper.title), titles, scorer=fuzz.ratio, score_cutoff=_LIKE_TITLE, limit=_MOST_TITLES)
    return [number for _, _, number in likest]


def _weigh(theirs: Theirs, entry: Entry) -> Candidate:
    evidence = compare(theirs, entry.text)
    return Candidate(
        sentences=weigh_sentences(evidence, [piece.sentence for piece in theirs.taken.pieces]),
        evidence=evidence,
        links=frozenset(entry.links) or frozenset({entry.text.key}),
        weight=weigh(evidence),
    )


def _propose(sources: Sources, taken: Taken, choices: list[Choice]) -> Proposal:
    texts = tuple(choice.candidate.evidence.text for choice in choices)
    confidence = min(choice.weight.confidence for choice in choices)
    return Proposal(
        upper=taken.upper,
        texts=texts,
        usage=_find_usage(taken, choices),
        confidence=confidence,
        certainty=_name_certainty(confidence, sources.office.settings.likeness),
        reasons=explain(choices, taken.others),
        pairs=pair_texts(taken, choices),
    )


def _find_usage(taken: Taken, choices: list[Choice]) -> Usage:
    """Several texts of ours, one that was made of several units' items, or other places beside ours."""
    units = {unit for choice in choices for unit in choice.candidate.evidence.text.units}
    several = len(choices) > 1 or (len(choices[0].candidate.items) > 1 and len(units) > 1)
    least = _OTHERS_BESIDE if taken.titled else _OTHERS
    return Usage.COMPOSITE if several or taken.others >= least else Usage.WHOLE


def _name_certainty(confidence: int, levels: LikenessSettings) -> Certainty:
    if confidence >= levels.likely:
        return Certainty.LIKELY
    return Certainty.POSSIBLE if confidence >= levels.possible else Certainty.DOUBTFUL
