"""Typefaces are found by any of their names, always the same ones, and whatever else lies in the folders."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from fonts import build_font, link_fonts, make_collection, make_font
from jianbao.reading.fonts import (
    FaceNames,
    digest_font,
    expand_coverage,
    list_font_files,
    read_coverage,
    read_names,
    stamp_font,
)
from jianbao.rendering.printing.fonts import FETCHED, FontSet, find_fonts, list_folders
from jianbao.settings.printing import DEFAULT_FONTS, FONT_ROLES, ROLE_NAMES, FontChoice, PrintSettings


def find(root: Path, *choices: FontChoice, folders: Sequence[Path] = ()) -> FontSet:
    """What one role gets; fonts lie in the office's own folder unless others are given."""
    return find_fonts(PrintSettings(fonts={"body": choices}, folders=tuple(map(str, folders))), root)


def files_of(fonts: FontSet, role: str = "body") -> list[str]:
    return [Path(face.path).name for face in fonts.roles[role]]


# -- reading ------------------------------------------------------------------


def test_a_face_is_known_by_all_its_names(tmp_path: Path) -> None:
    file = make_font(tmp_path / "simfang.ttf", "仿宋", ["FangSong_GB2312", "仿宋_GB2312"])
    assert read_names(str(file), 0) == FaceNames(
        families=("FangSong_GB2312", "仿宋_GB2312"), full=("FangSong_GB2312", "simfang.ttf")
    )


def test_members_of_a_collection_are_told_apart(tmp_path: Path) -> None:
    file = make_collection(tmp_path / "two.ttc", [("甲", ("One", "一体")), ("乙丙", ("Two", "二体"))])
    names = [read_names(str(file), index) for index in (0, 1)]
    assert [face.families for face in names if face] == [("One", "一体"), ("Two", "二体")]
    assert [read_coverage(str(file), index) for index in (0, 1)] == ["7532", "4e19 4e59"]
    assert read_names(str(file), 2) is None


def test_coverage_is_told_in_rows(tmp_path: Path) -> None:
    file = make_font(tmp_path / "x.ttf", "abc一丁xz𬭎", ["X"])
    assert read_coverage(str(file), 0) == "61-63 78 7a 4e00-4e01 2cb4e"
    assert expand_coverage("61-63 78 7a 4e00-4e01 2cb4e") == set(map(ord, "abc一丁xz𬭎"))
    assert expand_coverage("") == frozenset()


def test_a_character_that_is_drawn_as_missing_is_not_covered(tmp_path: Path) -> None:
    font = build_font("甲乙", ("X",))
    for table in font["cmap"].tables:
        table.cmap[ord("乙")] = ".notdef"
    font.save(tmp_path / "x.ttf")
    assert read_coverage(str(tmp_path / "x.ttf"), 0) == "7532"


@given(place=st.floats(0, 1, exclude_max=True), sign=st.integers(0, 255), kept=st.floats(0, 1))
def test_a_torn_file_is_no_font_and_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, place: float, sign: int, kept: float
) -> None:
    folder = tmp_path_factory.getbasetemp() / "torn"
    whole, torn = folder / "whole.ttf", folder / "torn.ttf"
    if not whole.exists():
        make_font(whole, "仿宋", ["FangSong_GB2312", "仿宋_GB2312"])
    data = bytearray(whole.read_bytes())
    data[int(place * len(data))] = sign
    torn.write_bytes(bytes(data[: int(kept * len(data))]))
    names, coverage = read_names(str(torn), 0), read_coverage(str(torn), 0)
    assert names is None or isinstance(names, FaceNames)
    assert coverage is None or expand_coverage(coverage) is not None


def test_what_is_not_there_has_neither_stamp_nor_digest(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.ttf")
    assert (stamp_font(gone), digest_font(gone), read_names(gone, 0), read_coverage(gone, 0)) == ("", "", None, None)


def test_font_files_are_listed_by_their_suffix(tmp_path: Path) -> None:
    for name in ("b.TTF", "a/c.otf", "d.ttc", "licence.txt", ".hidden.ttf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list_font_files(tmp_path) == [str(tmp_path / name) for name in ("a/c.otf", "b.TTF", "d.ttc")]


# -- finding ------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["FangSong_Test", "仿宋_测试", "fangsong_test", "FangSong _Test", "simfang-test.ttf", "SimFang-Test.TTF"]
)
def test_any_name_finds_the_typeface(tmp_path: Path, name: str) -> None:
    file = make_font(tmp_path / "fonts/simfang-test.ttf", "仿宋", ["FangSong_Test", "仿宋_测试"])
    (face,) = find(tmp_path, FontChoice(name=name)).roles["body"]
    assert (face.name, face.family, face.weight, face.path, face.index) == (name, "FangSong_Test", 400, str(file), 0)
    assert face.points == {ord("仿"), ord("宋")}


@pytest.mark.parametrize("name", ["FangSong", "仿宋_测", "", "测试", "FangSong_Test_GB"])
def test_half_a_name_finds_nothing(tmp_path: Path, name: str) -> None:
    make_font(tmp_path / "fonts/a.ttf", "仿宋", ["FangSong_Test", "仿宋_测试"])
    fonts = find(tmp_path, FontChoice(name=f"{name}·"), FontChoice(name=name or "·"))
    assert (fonts.roles, fonts.missing, fonts.substituted) == ({"body": ()}, ("body",), ())


def test_a_member_of_a_collection_is_found(tmp_path: Path) -> None:
    make_collection(tmp_path / "fonts/two.ttc", [("甲", ("One T", "一体T")), ("乙", ("Two T", "二体T"))])
    (face,) = find(tmp_path, FontChoice(name="二体T")).roles["body"]
    assert (face.family, face.index, face.points) == ("Two T", 1, {ord("乙")})


def test_typefaces_keep_the_order_of_the_settings_and_count_once(tmp_path: Path) -> None:
    make_font(tmp_path / "fonts/a.ttf", "甲", ["Alpha T", "甲体T"])
    make_font(tmp_path / "fonts/b.ttf", "乙", ["Beta T", "乙体T"])
    names = ("乙体T", "没有的字体", "Beta T", "Alpha T", "甲体T")
    fonts = find(tmp_path, *(FontChoice(name=name) for name in names))
    assert [face.name for face in fonts.roles["body"]] == ["乙体T", "Alpha T"]
    assert (fonts.missing, fonts.substituted, fonts.unreadable) == ((), (), ())


def test_a_role_is_substituted_where_nothing_proper_is_there(tmp_path: Path) -> None:
    make_font(tmp_path / "fonts/a.ttf", "甲", ["Alpha T"])
    proper, substitute = FontChoice(name="没有的字体"), FontChoice(name="Alpha T", substitute=True)
    assert find(tmp_path, proper, substitute).substituted == ("body",)
    assert find(tmp_path, FontChoice(name="Alpha T"), substitute).substituted == ()


# -- weights ------------------------------------------------------------------


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A family of three weights, whose regular file comes last."""
    for name, weight, style in (("a", 700, "Bold"), ("b", 300, "Light"), ("c", 400, "Regular")):
        make_font(tmp_path / f"fonts/{name}.ttf", "宋", ["Song T", "宋体T"], weight=weight, style=style)
    return tmp_path


@pytest.mark.parametrize(
    ("choice", "file"),
    [
        (FontChoice(name="宋体T"), "c.ttf"),
        (FontChoice(name="宋体T", bold=True), "a.ttf"),
        (FontChoice(name="宋体T", bold=True, substitute=True), "a.ttf"),
        (FontChoice(name="Song T Light"), "b.ttf"),
        (FontChoice(name="Song T Bold"), "a.ttf"),
    ],
)
def test_the_weight_asked_for_is_found(family: Path, choice: FontChoice, file: str) -> None:
    assert files_of(find(family, choice)) == [file]


def test_a_proper_title_is_bold_and_a_substitute_is_what_there_is(family: Path) -> None:
    (family / "fonts/a.ttf").unlink()
    fonts = find(family, FontChoice(name="宋体T", bold=True), FontChoice(name="宋体T", bold=True, substitute=True))
    assert [(Path(face.path).name, face.substitute) for face in fonts.roles["body"]] == [("c.ttf", True)]


def test_a_regular_role_takes_no_bold_file(family: Path) -> None:
    (family / "fonts/b.ttf").unlink()
    (family / "fonts/c.ttf").unlink()
    assert find(family, FontChoice(name="宋体T")).missing == ("body",)


# -- several files of one typeface --------------------------------------------


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
def test_of_two_files_the_folder_named_first_wins_and_only_that_one_is_set(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    for number, folder in enumerate(order):
        make_font(tmp_path / folder / "same.ttf", "甲乙"[: number + 1], ["Same T"])
    fonts = find(tmp_path, FontChoice(name="Same T"), folders=[tmp_path / folder for folder in order])
    chosen = str(tmp_path / order[0] / "same.ttf")
    assert [face.path for face in fonts.roles["body"]] == [chosen]
    assert [font.path for font in fonts.fonts.fonts() if font.family == "Same T"] == [chosen]


def test_in_one_folder_it_is_the_one_that_the_typesetter_takes(tmp_path: Path) -> None:
    for name, character in (("b", "甲"), ("a", "乙"), ("c", "丙")):
        make_font(tmp_path / f"fonts/{name}.ttf", character, ["Same T"])
    fonts = find(tmp_path, FontChoice(name="Same T"))
    source = tmp_path / "x.typ"
    source.write_text('#set text(font: "Same T", fallback: false)\n甲乙丙', encoding="utf-8")
    drawn = typst.Compiler(str(source), font_paths=fonts.fonts, ignore_system_fonts=True).compile(format="svg")
    assert isinstance(drawn, bytes)
    glyphs = re.findall(r'<use xlink:href="#(\w+)"', drawn.decode())
    # Two of the three are the same empty box; the third is what we say that the typeface has.
    (known,) = fonts.roles["body"][0].points
    assert [glyphs.count(glyph) == 1 for glyph in glyphs] == [ord(character) == known for character in "甲乙丙"]


def test_the_settings_folders_come_before_the_offices_own_and_the_fetched(tmp_path: Path) -> None:
    for folder in (FETCHED, "fonts", "lib"):
        (tmp_path / folder).mkdir(parents=True)
    settings = PrintSettings(fonts={}, folders=("lib", "没有的文件夹", str(tmp_path / "fonts")))
    found = [folder.relative_to(tmp_path).as_posix() for folder in list_folders(settings, tmp_path)[:4]]
    assert found == ["lib", "fonts", "fonts", FETCHED]


# -- broken files, the cache, the fingerprint ---------------------------------


def test_broken_files_are_named_and_hurt_nothing(tmp_path: Path) -> None:
    good = make_font(tmp_path / "fonts/good.ttf", "甲", ["Good T"])
    (tmp_path / "fonts/empty.ttf").touch()
    (tmp_path / "fonts/page.otf").write_text("<html>404</html>", encoding="utf-8")
    (tmp_path / "fonts/torn.ttf").write_bytes(good.read_bytes()[:200])
    fonts = find(tmp_path, FontChoice(name="Good T"))
    assert files_of(fonts) == ["good.ttf"]
    assert [Path(path).name for path in fonts.unreadable] == ["empty.ttf", "page.otf", "torn.ttf"]


def copy_cache(old: Path, new: Path) -> Path:
    """An office with another one's cache, and nothing remembered in this process."""
    (new / FETCHED).parent.mkdir(parents=True)
    shutil.copy(old / f"{FETCHED}.json", new / f"{FETCHED}.json")
    return new


def test_what_was_read_is_kept_until_the_file_changes(tmp_path: Path) -> None:
    file = make_font(tmp_path / "lib/a.ttf", "甲", ["Alpha T"])
    first = find(tmp_path / "one", FontChoice(name="Alpha T"), folders=[file.parent])
    cache = tmp_path / "one" / f"{FETCHED}.json"
    kept = {key: "4e59" if value == "7532" else value for key, value in json.loads(cache.read_text("utf-8")).items()}
    cache.write_text(json.dumps(kept), encoding="utf-8")

    second = find(copy_cache(tmp_path / "one", tmp_path / "two"), FontChoice(name="Alpha T"), folders=[file.parent])
    os.utime(file, ns=(1, 1))
    third = find(copy_cache(tmp_path / "one", tmp_path / "three"), FontChoice(name="Alpha T"), folders=[file.parent])
    assert [fonts.roles["body"][0].points for fonts in (first, second, third)] == [{0x7532}, {0x4E59}, {0x7532}]
    assert first.fingerprint == second.fingerprint == third.fingerprint


def test_what_another_version_kept_is_read_anew(tmp_path: Path) -> None:
    file = make_font(tmp_path / "lib/a.ttf", "甲", ["Alpha T"])
    first = find(tmp_path / "one", FontChoice(name="Alpha T"), folders=[file.parent])
    cache = tmp_path / "one" / f"{FETCHED}.json"
    cache.write_text(json.dumps(dict.fromkeys(json.loads(cache.read_text("utf-8")), 5)), encoding="utf-8")
    assert (
        find(copy_cache(tmp_path / "one", tmp_path / "two"), FontChoice(name="Alpha T"), folders=[file.parent]) == first
    )


def test_an_office_that_cannot_be_written_is_searched_all_the_same(tmp_path: Path) -> None:
    make_font(tmp_path / "fonts/a.ttf", "甲", ["Alpha T"])
    (tmp_path / ".cache").write_text("not a folder", encoding="utf-8")
    assert files_of(find(tmp_path, FontChoice(name="Alpha T"))) == ["a.ttf"]


def test_the_same_question_is_answered_once(tmp_path: Path) -> None:
    make_font(tmp_path / "fonts/a.ttf", "甲", ["Alpha T"])
    assert find(tmp_path, FontChoice(name="Alpha T")) is find(tmp_path, FontChoice(name="Alpha T"))


def test_the_fingerprint_follows_the_bytes_and_the_order(tmp_path: Path) -> None:
    def fingerprint(office: str, characters: str, *names: str) -> str:
        make_font(tmp_path / office / "fonts/a.ttf", characters, ["Alpha T"])
        make_font(tmp_path / office / "fonts/b.ttf", "丁", ["Beta T"])
        return find(tmp_path / office, *(FontChoice(name=name) for name in names)).fingerprint

    same = [fingerprint("one", "甲", "Alpha T", "Beta T"), fingerprint("two", "甲", "Alpha T", "没有", "Beta T")]
    other = [
        fingerprint("three", "乙", "Alpha T", "Beta T"),
        fingerprint("four", "甲", "Beta T", "Alpha T"),
        fingerprint("five", "甲", "Alpha T"),
        fingerprint("six", "甲"),
    ]
    assert len({*same, *other}) == 5
    assert same[0] == same[1]


# -- what jianbao looks for by itself -----------------------------------------


def test_every_role_has_names_of_windows_macos_and_free_fonts() -> None:
    assert tuple(DEFAULT_FONTS) == FONT_ROLES == tuple(ROLE_NAMES)
    names = {
        role: {choice.name for choice in choices if not choice.substitute} for role, choices in DEFAULT_FONTS.items()
    }
    wanted = {
        "title": {"方正小标宋简体", "FandolSong"},
        "heading": {"黑体", "FandolHei"},
        "kai": {"楷体_GB2312", "楷体", "华文楷体", "FandolKai"},
        "body": {"仿宋_GB2312", "仿宋", "华文仿宋", "FandolFang"},
        "song": {"宋体", "华文宋体", "FandolSong"},
    }
    assert {role: wanted[role] - names[role] for role in wanted} == {role: set() for role in wanted}


def test_an_office_under_test_is_lent_what_was_fetched(tmp_path: Path, printing_fonts: FontSet) -> None:
    lent = find_fonts(PrintSettings(fonts=DEFAULT_FONTS), link_fonts(tmp_path))
    fetched = {face.path for faces in lent.roles.values() for face in faces if "Fandol" in face.path}
    assert fetched == {face.path for faces in printing_fonts.roles.values() for face in faces if "Fandol" in face.path}


def test_the_fetched_fonts_serve_every_role(printing_fonts: FontSet) -> None:
    fonts = printing_fonts
    first = {role: (faces[0].family, faces[0].weight, Path(faces[0].path).name) for role, faces in fonts.roles.items()}
    assert first == {
        "title": ("FandolSong", 700, "FandolSong-Bold.otf"),
        "heading": ("FandolHei", 400, "FandolHei-Regular.otf"),
        "kai": ("FandolKai", 400, "FandolKai-Regular.otf"),
        "body": ("FandolFang R", 400, "FandolFang-Regular.otf"),
        "song": ("FandolSong", 400, "FandolSong-Regular.otf"),
    }
    rare = set(map(ord, "镕喆堃彧昇垚"))
    assert not rare <= fonts.roles["body"][0].points
    assert rare <= frozenset().union(*(face.points for face in fonts.roles["body"]))
