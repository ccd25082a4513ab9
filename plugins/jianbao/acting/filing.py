"""建稿: a new item from the skeleton, with a slug made from pinyin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from jianbao.acting.refusing import refuse, require_unit, require_words
from jianbao.intake import Picture
from jianbao.metadata import Moment
from jianbao.reading import Office, is_slug
from jianbao.reading.layout import MAX_SLUG
from jianbao.reading.pictures import PICTURE
from jianbao.rendering.templates import Templates
from jianbao.writing import Change

_WORDS_IN_SLUG = 6


def plan_item(office: Office, templates: Templates, unit: str, title: str, at: Moment) -> Change:
    """The new file under the unit's folder. A taken name gets ``-2``, ``-3`` …"""
    identity, path = place_item(office, unit, title, at)
    text = templates.render(
        "new/item.md",
        title=title,
        unit=office.settings.units.short(identity, at.day),
        date=at,
        kinds=[kind.name for kind in office.settings.kinds.kinds],
    )
    return Change(path=path, data=text.encode())


def place_item(office: Office, unit: str, title: str, at: Moment) -> tuple[str, str]:
    """(the unit's id, the path of its new item); refuses a unit that does not file on that day, and an empty title."""
    identity = require_unit(office, unit)
    require_words(标题=title)
    _require_open(office, identity, at)
    if not office.settings.kinds.kinds:
        refuse("field-missing", "还没有稿件类别", "先在 briefs/settings/kinds.yml 里写上 kinds")
    before = f"briefs/items/{identity}/{at.day:%Y}/{at.day:%m-%d}-"
    return identity, f"{before}{free_slug(office, before, make_slug(title), '.md')}.md"


def _require_open(office: Office, identity: str, at: Moment) -> None:
    """That the unit still files on that day."""
    unit = office.settings.units.get(identity)
    if unit is None or unit.exists_on(at.day):
        return
    name = unit.name_on(at.day).short
    if unit.merged_on and unit.merged_into:
        into = office.settings.units.short(unit.merged_into, at.day)
        day = Moment(unit.merged_on).chinese
        refuse("unit-closed", f"{name}已于{day}并入{into}", f"以{into}的名义报送")
    refuse("unit-closed", f"{name}在{Moment(at.day).chinese}不是报送单位", "单位的起止日期见 briefs/settings/units.yml")


def keep_pictures(path: str, body: str, pictures: Sequence[Picture]) -> tuple[str, list[Change]]:
    """The body of an item at ``path`` as it is kept, and the pictures that it shows, beside it: the text that was
    written names them by their bare names.
    """
    folder, known = PurePosixPath(path).stem, {picture.name for picture in pictures}
    shown = {name for _, name in PICTURE.findall(body)}
    kept = PICTURE.sub(lambda m: f"![{m[1]}]({folder}/{m[2]})" if m[2] in known else m[0], body)
    below = path.removesuffix(".md")
    return kept, [Change(path=f"{below}/{one.name}", data=one.data) for one in pictures if one.name in shown]


def make_slug(title: str) -> str:
    """The first words of a title in pinyin: 推进老旧小区改造 → ``tui-jin-lao-jiu-xiao-qu``."""
    # Its dictionary takes as long to load as a whole command takes to run, and most commands name nothing.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    syllables = [re.sub(r"[^a-z0-9]+", "", word.lower()) for word in lazy_pinyin(title, errors=_keep_ascii)]
    kept = [syllable for syllable in syllables if syllable][:_WORDS_IN_SLUG]
    return shorten_slug("-".join(kept)) or "gao-jian"


def shorten_slug(slug: str, longest: int = MAX_SLUG) -> str:
    """Cut at a hyphen to at most so many characters; given a prefix where it is only digits or a device name."""
    while len(slug) > longest:
        slug = slug.rpartition("-")[0] if "-" in slug else slug[:longest]
    return slug if not slug or is_slug(slug) else f"gao-{slug}"


def _keep_ascii(text: str) -> str:
    return "".join(re.findall(r"[A-Za-z0-9]+", text))


def free_slug(office: Office, before: str, slug: str, suffix: str) -> str:
    """The slug, or with ``-2``, ``-3`` … the first under which no file lies, nor one that is about to be written with
    this one; ``before`` is the path up to the slug.
    """
    candidate, n = slug, 1
    while (path := f"{before}{candidate}{suffix}") in office.files or (office.root / path).exists():
        n += 1
        candidate = f"{shorten_slug(slug, MAX_SLUG - len(str(n)) - 1)}-{n}"
    return candidate
