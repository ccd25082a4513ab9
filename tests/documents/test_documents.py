"""Snapshots: what is signed comes back as it was, in the same bytes; what is damaged is refused, never half read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model import Access, Article, Column, CreditedUnit, Document, Imprint, Picture, SourceDigest
from jianbao.model.document import decode_document, digest_document, encode_document

# Anything that a file in UTF-8 can hold; lone surrogates are no text.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NUMBERS = st.lists(st.integers(1, 9999), max_size=3).map(tuple)
SOURCES = st.builds(SourceDigest, id=TEXT, digest=TEXT, units=TEXTS)
UNITS = st.builds(CreditedUnit, id=TEXT, name=TEXT, main=st.booleans(), share=TEXT)
PICTURES = st.builds(Picture, name=TEXT, sha256=TEXT, suffix=st.sampled_from([".png", ".jpg"]))
ARTICLES = st.builds(
    Article,
    id=TEXT,
    anchor=TEXT,
    column=TEXT,
    title=TEXT,
    body=TEXT,
    units=st.lists(UNITS, max_size=3).map(tuple),
    access=st.sampled_from(Access),
    urgent=st.booleans(),
    items=st.lists(SOURCES, max_size=3).map(tuple),
    desk=SOURCES,
    pictures=st.lists(PICTURES, max_size=2).map(tuple),
)
IMPRINTS = st.builds(
    Imprint,
    up=TEXTS,
    peer=TEXTS,
    down=TEXTS,
    extra=TEXTS,
    copies=st.integers(0, 10**6),
    signatory=TEXT,
    reviewer=TEXT,
    editor=TEXT,
    proofreader=TEXT,
    phone=TEXT,
)
DOCUMENTS = st.builds(
    Document,
    periodical=TEXT,
    series=TEXT,
    name=TEXT,
    series_name=TEXT,
    issuer=TEXT,
    mark=TEXT,
    style=TEXT,
    year=st.integers(0, 2999),
    number=NUMBERS,
    cumulative=NUMBERS,
    number_text=TEXT,
    date=st.none() | st.dates(),
    columns=st.lists(st.builds(Column, id=TEXT, name=TEXT), max_size=3).map(tuple),
    articles=st.lists(ARTICLES, max_size=3).map(tuple),
    note=TEXT,
    imprint=IMPRINTS,
)
SAMPLE = Document(
    periodical="xinxi",
    series="",
    name="信息",
    series_name="",
    issuer="中共云溪区委办公室",
    mark="内部资料  注意保存",
    style="jianbao",
    year=2026,
    number=(7, 8),
    cumulative=(1237, 1238),
    number_text="第7—8期（总第1237—1238期）",
    date=date(2026, 11, 20),
    columns=(Column(id="zhongdian", name="重点工作"), Column(id="minyi", name="社情民意")),
    articles=(
        Article(
            id="2026/11-05-jiu-gai",
            anchor="jiu-gai",
            column="zhongdian",
            title="城关镇推进旧改",
            body="正文。\n\n![图](11-05-jiu-gai/x.png)",
            units=(CreditedUnit(id="chengguan", name="城关镇", main=True, share="0.5"),),
            access=Access.INTERNAL,
            urgent=False,
            items=(SourceDigest(id="chengguan/2026/11-03-jiu-gai", digest="a" * 64, units=("chengguan",)),),
            desk=SourceDigest(id="2026/11-05-jiu-gai", digest="b" * 64),
            pictures=(Picture(name="11-05-jiu-gai/x.png", sha256="c" * 64, suffix=".png"),),
        ),
    ),
    note="编者按。",
    imprint=Imprint(
        up=("市委办公室",),
        peer=(),
        down=("各乡镇党委",),
        extra=(),
        copies=160,
        signatory="周××",
        reviewer="吴××",
        editor="郑××",
        proofreader="林××",
        phone="0000-0000001",
    ),
)


@given(document=DOCUMENTS)
def test_round_trip(document: Document) -> None:
    data = encode_document(document)
    assert decode_document(data) == document
    assert encode_document(decode_document(data)) == data


@given(document=DOCUMENTS)
def test_bytes_are_canonical(document: Document) -> None:
    data = encode_document(document)
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    value = json.loads(data)
    assert list(value) == sorted(value)
    assert (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode() == data


def test_snapshot_is_readable_text() -> None:
    text = encode_document(SAMPLE).decode("utf-8")
    assert '"title": "城关镇推进旧改"' in text
    assert '"access": "内部"' in text
    assert '"date": "2026-11-20"' in text
    assert '"format": 1' in text


def test_digest_changes_with_every_field() -> None:
    changed = [
        replace(SAMPLE, name="政务信息"),
        replace(SAMPLE, note=""),
        replace(SAMPLE, number=(7,)),
        replace(SAMPLE, date=date(2026, 11, 21)),
        replace(SAMPLE, imprint=replace(SAMPLE.imprint, copies=161)),
        replace(SAMPLE, articles=(replace(SAMPLE.articles[0], access=Access.OFFICE),)),
        replace(SAMPLE, articles=(*SAMPLE.articles, *SAMPLE.articles)),
    ]
    assert len({digest_document(document) for document in (SAMPLE, *changed)}) == 1 + len(changed)


def test_a_field_with_a_default_may_be_missing_from_an_older_snapshot() -> None:
    value = json.loads(encode_document(SAMPLE))
    del value["articles"][0]["pictures"], value["articles"][0]["items"][0]["units"]
    del value["articles"][0]["units"][0]["share"]
    article = decode_document(json.dumps(value).encode()).articles[0]
    assert (article.pictures, article.items[0].units, article.units[0].share) == ((), (), "")


def read_or_refuse(data: bytes) -> Document | None:
    """None where the snapshot was refused as it should be; any other error fails the test."""
    try:
        return decode_document(data)
    except ValueError:
        return None


@given(data=st.binary(max_size=200))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    assert read_or_refuse(data) is None


@given(cut=st.integers(0, len(encode_document(SAMPLE)) - 3))
def test_a_cut_off_snapshot_is_refused(cut: int) -> None:
    assert read_or_refuse(encode_document(SAMPLE)[:cut]) is None


@given(at=st.integers(0, len(encode_document(SAMPLE)) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_gives_a_whole_document_or_none(at: int, byte: int) -> None:
    data = bytearray(encode_document(SAMPLE))
    data[at] = byte
    document = read_or_refuse(bytes(data))
    # What is read at all is of the declared types throughout: it can be written again.
    assert document is None or decode_document(encode_document(document)) == document


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(value=JSON)
def test_any_other_json_is_refused(value: object) -> None:
    assert read_or_refuse(json.dumps(value).encode()) is None


def value_paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value in a tree of JSON, the whole included."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, member in members for deeper in value_paths(member, (*path, key)))]


def name_path(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


PATHS = [path for path in value_paths(json.loads(encode_document(SAMPLE))) if path]
WRONG: dict[str, Callable[[Any], object]] = {
    "null": lambda old: None if old is not None else 1,
    "number": lambda old: 1.5 if isinstance(old, int) else 12,
    "text": lambda old: "十二" if not isinstance(old, str) else ["十二"],
    "list": lambda old: ["甲", ["乙"]] if not isinstance(old, list) else "甲",
    "mapping": lambda old: {"甲": "乙"},
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("path", PATHS, ids=name_path)
def test_a_value_of_the_wrong_type_is_refused(path: tuple[str | int, ...], wrong: str) -> None:
    value = json.loads(encode_document(SAMPLE))
    parent = value
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = WRONG[wrong](parent[path[-1]])
    if path == ("date",) and wrong == "null":
        assert decode_document(json.dumps(value).encode()).date is None
        return
    assert read_or_refuse(json.dumps(value).encode()) is None


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(path[-1], str)], ids=name_path)
def test_a_misspelt_key_is_refused(path: tuple[str | int, ...]) -> None:
    value = json.loads(encode_document(SAMPLE))
    parent = value
    for key in path[:-1]:
        parent = parent[key]
    parent[f"{path[-1]}s"] = parent.pop(path[-1])
    assert read_or_refuse(json.dumps(value).encode()) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"null", b"[]", b"{}", b'{"format": 1}', b'{"format": 2}', b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5000,
     "﻿{}".encode(), "版本".encode("gb18030"), b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"],
    ids=["empty", "null", "list", "mapping", "format-only", "newer-format", "deep-lists", "deep-mappings", "long",
         "bom", "gbk", "merge-conflict"],
)  # fmt: skip
def test_damage_of_every_kind_is_refused(data: bytes) -> None:
    assert read_or_refuse(data) is None
