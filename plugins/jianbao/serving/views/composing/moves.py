"""What was done on the page of 编排: a form → the arrangement that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from jianbao.acting.arranging import Arrangement, Place, sort_columns
from jianbao.settings import Series

SAVE = "save"


def read_arrangement(form: MultiDict[str, str]) -> Arrangement:
    """Each ``place`` is a column and an article with a blank between; recipients stand one on a line."""
    places = (written.partition(" ") for written in form.getlist("place"))
    recipients = (line.strip() for line in form.get("extra", "").splitlines())
    return Arrangement(
        places=tuple(Place(column=column, article=article) for column, _, article in places if article),
        note="\n".join(line.rstrip() for line in form.get("note", "").strip().splitlines()),
        extra_recipients=tuple(filter(None, recipients)),
    )


def move(series: Series, arrangement: Arrangement, do: str, form: Mapping[str, str]) -> Arrangement:
    """``do`` is a verb and an article: up, down, to, put (with the column in ``to <article>``), aside; or ``save``."""
    verb, _, article = do.partition(" ")
    places = list(sort_columns(series, arrangement).places)
    at = next((number for number, place in enumerate(places) if place.article == article), None)
    if verb == "put" and at is None and article:
        places.append(Place(column=_read_column(series, article, form), article=article))
    elif at is None:
        return arrangement
    elif verb == "aside":
        del places[at]
    elif verb == "to":
        places.append(Place(column=_read_column(series, article, form), article=places.pop(at).article))
    else:
        _swap(places, at, {"up": -1, "down": 1}.get(verb, 0))
    return sort_columns(series, replace(arrangement, places=tuple(places)))


def _read_column(series: Series, article: str, form: Mapping[str, str]) -> str:
    first = series.columns[0].id if series.columns else ""
    return form.get(f"to {article}", "") or first


def _swap(places: list[Place], at: int, by: int) -> None:
    """With its neighbour in the same column; the first and the last stay where they are."""
    other = at + by
    if 0 <= other < len(places) and places[other].column == places[at].column:
        places[at], places[other] = places[other], places[at]


def describe(old: Arrangement, new: Arrangement) -> str:
    """What was done, for the log: 编入1篇，移了栏目2篇，调整次序."""
    before = {place.article: place.column for place in old.places}
    after = {place.article: place.column for place in new.places}
    put, aside = after.keys() - before.keys(), before.keys() - after.keys()
    moved = [article for article in after if article in before and after[article] != before[article]]
    kept_before = [article for article in before if article in after and article not in moved]
    kept_after = [article for article in after if article in before and article not in moved]
    said = (
        f"编入{len(put)}篇" if put else "",
        f"放回备选{len(aside)}篇" if aside else "",
        f"移了栏目{len(moved)}篇" if moved else "",
        "调整次序" if kept_before != kept_after else "",
        "改编者按" if old.note != new.note else "",
        "改增发单位" if old.extra_recipients != new.extra_recipients else "",
    )
    return "，".join(filter(None, said)) or "没有改动"
