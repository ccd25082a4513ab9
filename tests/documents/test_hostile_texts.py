"""What somebody typed stays text on every page, at any length, and leads to no file outside of the office."""

from __future__ import annotations

import re
from pathlib import Path

from jianbao.compiling import Contents, compile_document
from jianbao.reading.pictures import digest_picture, read_picture
from jianbao.rendering.body import render_body
from offices import BODY, OfficeBuilder
from sites import build_site, copy_demo

HOSTILE = '关于"><script>alert(1)</script><b>旧改'
NAMED = '城"><script>alert(2)</script>关'


def test_a_text_of_too_many_lines_prints_as_typed() -> None:
    """Laid out, it would take the converter hours."""
    assert render_body("- 行<b>&\n" * 100_000) == "<p>- 行&lt;b&gt;&amp;</p>" * 100_000


def test_a_picture_behind_a_linked_folder_is_missing(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path / "office")
    desk = builder.decide(builder.item(body=f"{BODY}\n\n![图](11-03-jiu-gai/tu.png)"))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "tu.png").write_bytes(b"secret")
    folder = "briefs/items/chengguan/2026/11-03-jiu-gai"
    (builder.root / folder).symlink_to(outside)
    assert read_picture(builder.root, f"{folder}/tu.png") is None
    assert digest_picture(builder.root, f"{folder}/tu.png") is None
    office = builder.read()
    document, problems = compile_document(office, builder.series(), Contents(articles=(office.desk[desk],)))
    assert document.articles[0].pictures == ()
    assert [str(problem) for problem in problems] == [
        (
            f"error[picture-missing] briefs/desk/{desk}.md:1:1 找不到图片“11-03-jiu-gai/tu.png”\n"
            "提示：图片应为 PNG 或 JPEG，放在与稿件同名的文件夹里"
        )
    ]
    assert [problem.code for problem in builder.check()] == ["picture-missing"]


def test_a_hostile_title_is_text_in_every_file_of_the_site(tmp_path: Path) -> None:
    """In the head of pages, the navigation, the contents, the titles of feeds and of search."""
    builder = OfficeBuilder(copy_demo(tmp_path / "office", records=False))
    # They name units, periodicals and channels by names that are not there here.
    for name in ("declared", "feeds", "mail"):
        (builder.root / f"briefs/settings/{name}.yml").unlink()
    builder.replace("briefs/settings/periodicals.yml", "    name: 信息\n", f"    name: '{HOSTILE}'\n")
    builder.replace("briefs/settings/units.yml", "name: 城关镇", f"name: '{NAMED}'")
    builder.adopt(title=HOSTILE)
    builder.item("heping", "dai-ban", title=HOSTILE)
    builder.sign()
    site = build_site(builder.root, "office", tmp_path / "site")
    shown = 0
    for file in sorted(site.rglob("*")):
        if file.suffix not in (".html", ".xml"):
            continue
        text = file.read_text(encoding="utf-8")
        where = file.relative_to(site).as_posix()
        assert "<script>alert" not in text, where
        assert not re.search(r'(?:title|content|alt|aria-label)="[^"]*关于">', text), where
        shown += "script&gt;alert(1)" in text
    assert shown > 3
    search = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert "<script" not in search
    assert "alert(1)" in search
