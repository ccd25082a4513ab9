"""What of the earlier texts is kept between runs: no text is sketched twice, and no answer changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelved import PARKING, WATER, add_lead, count_sketched

import jianbao.caching
import jianbao.earlier.sketched
from commands import run
from jianbao.caching import open_shelf
from jianbao.earlier import Shelf, Sketched, build_shelf, load_sketched
from jianbao.earlier.sketched import digest_text
from offices import OfficeBuilder

TEXTS = [("停车", PARKING), ("智能水表", WATER), ("空的", ""), ("停车", "**城关镇**")]
FOLDER = ".cache/jianbao/sketches"


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OfficeBuilder:
    """An office that keeps the sketches of its few texts as a large one does."""
    monkeypatch.setattr(jianbao.caching, "_FEW_TEXTS", 0)
    builder = OfficeBuilder(tmp_path)
    builder.item(slug="a", body=PARKING)
    builder.item("heping", "b", "2026-11-20", PARKING)
    add_lead(builder, WATER)
    return builder


@pytest.fixture
def sketched_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return count_sketched(monkeypatch)


def make_sketched(*texts: tuple[str, str]) -> Sketched:
    sketched = Sketched()
    sketched.find((digest_text(*text), *text) for text in texts)
    return sketched


def open_both(builder: OfficeBuilder) -> Shelf:
    """The shelf from what is kept, which is the one that is built anew."""
    office = builder.read()
    shelf, anew = open_shelf(office), build_shelf(office)
    assert shelf == anew
    assert shelf.sketches.sketches == anew.sketches.sketches
    assert shelf.sketches.numbers == anew.sketches.numbers
    return shelf


def list_files(builder: OfficeBuilder) -> list[Path]:
    return sorted((builder.root / FOLDER).iterdir())


# -- as bytes -----------------------------------------------------------------


def test_what_is_kept_is_read_as_it_was() -> None:
    sketched = make_sketched(*TEXTS)
    kept = load_sketched(sketched.dump(), 4)
    assert (kept.known, kept.sketches, kept.added) == (sketched.known, sketched.sketches, 0)
    assert sketched.added == 4
    assert kept.dump() == sketched.dump()
    assert load_sketched(Sketched().dump(), 0) == Sketched()


@pytest.mark.parametrize("place", [0, 3, 4, 5, 40, -40, -1])
def test_one_wrong_byte_is_told_from_what_was_kept(place: int) -> None:
    data = bytearray(make_sketched(*TEXTS).dump())
    data[place] ^= 0x40
    assert load_sketched(bytes(data), 4) == Sketched()


def test_what_was_not_kept_by_us_is_nothing() -> None:
    data = make_sketched(*TEXTS).dump()
    for foreign in (
        b"",
        b"\0",
        b"[]",
        b"\x80\x04K\x01.",
        data[:-1],
        data + b"\0",
        data[4:],
        data[:4],
        b"\x04\0\0\0" * 9,
    ):
        assert load_sketched(foreign, 10**6) == Sketched(), foreign
    # Of so many texts nothing is even unpacked.
    assert load_sketched(data, 3) == Sketched()


def test_a_text_is_known_by_title_and_body() -> None:
    pairs = [("停车", "位"), ("停", "车位"), ("停车位", ""), ("", "停车位"), ("停车", "位\n"), ("停\n车", "位")]
    assert len({digest_text(*pair) for pair in pairs}) == len(pairs)
    assert digest_text("停车", "位\udc80") != digest_text("停车", "位")


def test_the_same_text_is_sketched_once(sketched_texts: list[str]) -> None:
    sketched = Sketched()
    row = sketched.find((digest_text(*text), *text) for text in (TEXTS[0], TEXTS[1], TEXTS[0]))
    assert row.numbers == (0, 1, 0)
    assert len(sketched_texts) == 2
    again = sketched.find((digest_text(*text), *text) for text in (TEXTS[3], TEXTS[1]))
    assert again.numbers == (2, 1)
    assert sketched_texts[2:] == ["停车城关镇"]


def test_texts_that_are_no_more_are_forgotten_when_they_are_most_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jianbao.earlier.sketched, "_FEW", 0)
    sketched = make_sketched(*TEXTS)
    last = (digest_text(*TEXTS[3]), *TEXTS[3])
    assert sketched.find([last, last]).numbers == (3, 3)
    assert sketched.find([last]).numbers == (0,)
    assert sketched == make_sketched(TEXTS[3])


# -- in the office ------------------------------------------------------------


def test_no_text_is_sketched_again(builder: OfficeBuilder, sketched_texts: list[str]) -> None:
    open_shelf(builder.read())
    assert len(sketched_texts) == 3
    open_shelf(builder.read())
    assert len(sketched_texts) == 3
    builder.item("longquan", "c", "2026-11-21", "又一篇，讲的是另外一件事。")
    open_shelf(builder.read())
    assert sketched_texts[3:] == ["longquan推进c又一篇讲的是另外一件事"]
    open_both(builder)


def test_an_office_of_few_texts_keeps_nothing(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path)
    builder.item(slug="a", body=PARKING)
    open_both(builder)
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize("data", [b"", b"[]", b"\x80\x04K\x01.", b"\xff" * 999])
def test_what_is_damaged_is_made_anew(builder: OfficeBuilder, sketched_texts: list[str], data: bytes) -> None:
    open_shelf(builder.read())
    (file,) = list_files(builder)
    whole = file.read_bytes()
    file.write_bytes(data)
    sketched_texts.clear()
    open_shelf(builder.read())
    assert len(sketched_texts) == 3
    assert file.read_bytes() == whole


def test_another_program_makes_it_anew_and_what_the_old_one_kept_is_gone(
    builder: OfficeBuilder, sketched_texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_shelf(builder.read())
    before = list_files(builder)
    monkeypatch.setattr(jianbao.caching, "own_version", lambda: "another")
    sketched_texts.clear()
    open_shelf(builder.read())
    assert len(sketched_texts) == 3
    assert len(list_files(builder)) == 1
    assert list_files(builder) != before


def test_where_nothing_can_be_kept_the_answer_is_the_same(builder: OfficeBuilder) -> None:
    (builder.root / ".cache").write_text("", encoding="utf-8")
    open_both(builder)
    assert (builder.root / ".cache").read_text(encoding="utf-8") == ""


def test_the_check_says_the_same_with_it_and_without(builder: OfficeBuilder) -> None:
    told = [run(builder.root, "--on", "2026-11-30", "check").output for _ in range(2)]
    (file,) = list_files(builder)
    file.unlink()
    told.append(run(builder.root, "--on", "2026-11-30", "check").output)
    assert "duplicate-other" in told[0]
    assert told == [told[0]] * 3
