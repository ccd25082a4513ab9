"""Why a text of ours is proposed, in the words of an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jianbao.proposing.choosing import Choice
from jianbao.proposing.evidence import SameFigure

# Titles of one subject are half alike without saying anything.
_LIKE_TITLE = 60
# Of figures the most telling are named.
_MOST_FIGURES = 5
_TELLING = 0.75
_WORDS = 0.1


def explain(choices: Sequence[Choice], others: float) -> tuple[str, ...]:
    """A phrase for each kind of evidence; of several texts one phrase for each, with its title."""
    found = list(_explain(choices[0])) if len(choices) == 1 else [_explain_one_of(choice) for choice in choices]
    if others:
        found.append(f"另有{round(others * 100)}%的篇幅写其他地方或面上情况")
    return tuple(found)


def _explain_one_of(choice: Choice) -> str:
    return f"《{choice.candidate.evidence.text.title}》{'；'.join(_explain(choice))}"


def _explain(choice: Choice) -> Iterator[str]:
    evidence, pieces = choice.candidate.evidence, choice.pieces
    passages = [same for same in evidence.passages if same.count(pieces) >= 1]
    figures = sorted((s for s in evidence.figures if s.piece in pieces and s.worth >= _TELLING), key=_by_worth)
    if evidence.title >= _LIKE_TITLE:
        yield f"标题相似{evidence.title}%"
    if passages:
        yield f"{len(passages)}处文字相同，共{round(sum(same.count(pieces) for same in passages))}字"
    if same := [figure.theirs for figure in figures if figure.theirs == figure.ours]:
        yield f"数据相同：{_list(same)}"
    if near := [f"{figure.theirs}（我们写{figure.ours}）" for figure in figures if figure.theirs != figure.ours]:
        yield f"数据相近：{_list(near)}"
    words, wanted = (sum(values[number] for number in sorted(pieces)) for values in (evidence.words, evidence.wanted))
    if wanted and words / wanted >= _WORDS:
        yield f"少见的字词{round(words / wanted * 100)}%相同"
    if places := list(filter(None, [evidence.region, evidence.own_town])):
        yield f"写到{'、'.join(places)}"


def _by_worth(figure: SameFigure) -> tuple[float, int]:
    return -figure.worth, figure.their_place


def _list(written: Sequence[str]) -> str:
    named = list(dict.fromkeys(written))
    rest = f"等{len(named)}项" if len(named) > _MOST_FIGURES else ""
    return "、".join(named[:_MOST_FIGURES]) + rest
