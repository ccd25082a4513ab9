"""图片: a picture that a text names must lie beside it."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.problems import Problem
from jianbao.reading import find_pictures
from jianbao.reading.pictures import picture_path

PICTURE_MISSING = Rule(
    code="picture-missing",
    title="找不到图片",
    reason="图片只从与稿件同名的文件夹里取；网上的、别处的图片不会印出来。",
    remedy="图片存为 PNG 或 JPEG，放在与稿件同名的文件夹里，写成“![说明](文件夹/图片.png)”",
    fixed=True,
)


def check_pictures(context: Context) -> Iterator[Problem]:
    files = frozenset(context.office.files)
    for passage in context.open_passages:
        for name in find_pictures(passage.text) if not passage.field else ():
            path, place = picture_path(passage.source.path, name), passage.place(passage.text.index(name))
            if path is None:
                yield PICTURE_MISSING.report(place, f"图片“{name}”不在规定的位置")
            elif path not in files:
                yield PICTURE_MISSING.report(place, f"没有图片 {path}")


FAMILY = Family(name="图片", rules=(PICTURE_MISSING,), checks=(check_pictures,))
