"""``likeness.yml``: how far back and how surely our texts are looked for in those of higher levels (疑似采用)."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class LikenessSettings:
    """``look_back``: a text older than so many days before theirs is not looked for. ``near``: an adoption registered
    within so many days is the same use. From ``likely``, ``possible`` and ``doubtful`` on (0–100) a find is called
    很可能, 可能, 存疑. ``above``: places that ours lies in, which tell it from no other.
    """

    look_back: int = 180
    near: int = 7
    likely: int = 60
    possible: int = 38
    doubtful: int = 25
    above: tuple[str, ...] = ()


def likeness_from_fields(fields: Fields) -> LikenessSettings:
    usual = LikenessSettings()
    read = LikenessSettings(
        look_back=fields.integer("look_back", default=usual.look_back),
        near=fields.integer("near", default=usual.near),
        likely=fields.integer("likely", default=usual.likely),
        possible=fields.integer("possible", default=usual.possible),
        doubtful=fields.integer("doubtful", default=usual.doubtful),
        above=fields.texts("above"),
    )
    if not 0 < read.doubtful <= read.possible <= read.likely <= 100:  # noqa: PLR2004
        message = f"存疑{read.doubtful}、可能{read.possible}、很可能{read.likely}不是由低到高"
        hint = f"三个数在1到100之间，后面的不小于前面的；不写就是{usual.doubtful}、{usual.possible}、{usual.likely}"
        fields.report("likeness-levels", fields.place("likely"), message, hint)
    if read.look_back < 1:
        message = f"回查天数“{read.look_back}”不对，应不小于1"
        fields.report("likeness-levels", fields.place("look_back"), message, f"不写就是{usual.look_back}")
    return read
