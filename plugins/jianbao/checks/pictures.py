"""图片: a picture that a text names must lie beside it, and be of a size that can be printed."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.problems import Problem
from jianbao.reading import find_pictures
from jianbao.reading.pictures import MILLION, find_fault, measure_picture, picture_path, read_picture

PICTURE_MISSING = Rule(
    code="picture-missing",
    title="找不到图片",
    reason="图片只从与稿件同名的文件夹里取；网上的、别处的图片不会印出来。",
    remedy="图片存为 PNG 或 JPEG，放在与稿件同名的文件夹里，写成“![说明](文件夹/图片.png)”",
    fixed=True,
)
PICTURE_LARGE = Rule(
    code="picture-large",
    title="图片太大",
    reason="像素过多的图片排印慢、文件大，纸上看不出差别。最多多少像素，见 print.yml 的 picture_megapixels。",
    remedy="用看图软件把图片缩小后另存，长边2400像素就足够印满版心",
)


PICTURE_BROKEN = Rule(
    code="picture-broken",
    title="图片不能排印",
    reason="没有存完、损坏的图片和四色（CMYK）图片排不进 PDF，整期就印不出来。",
    remedy="用看图软件打开原图，另存为 PNG 或 RGB 的 JPEG，替换原来的文件",
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
            elif said := _tell_large(context, path):
                yield PICTURE_LARGE.report(place, f"图片“{name}”{said}")
            elif said := _tell_fault(context, path):
                yield PICTURE_BROKEN.report(place, f"图片“{name}”{said}")


def _tell_large(context: Context, path: str) -> str:
    """Empty for a picture that may be printed; only its header is looked at."""
    most = context.office.settings.printing.picture_megapixels
    width, height = measure_picture(_read(context, path)) or (0, 0)
    return f"为{width}×{height}像素，超过{most * 100}万像素" if width * height > most * MILLION else ""


def _tell_fault(context: Context, path: str) -> str:
    fault = find_fault(_read(context, path))
    return fault.value if fault else ""


def _read(context: Context, path: str) -> bytes:
    return context.office.unwritten.get(path) or read_picture(context.office.root, path) or b""


FAMILY = Family(name="图片", rules=(PICTURE_MISSING, PICTURE_LARGE, PICTURE_BROKEN), checks=(check_pictures,))
