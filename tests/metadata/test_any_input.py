"""Whatever a file holds, reading gives a record or problems with a place in it, and never raises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jianbao.metadata import decode_text, locate_values, split_header
from jianbao.metadata.header import parse_mapping

# Signs that mean something to YAML or to clerks, so that random text comes near to both.
SIGNS = st.sampled_from(
    [*"---\n: ：\t'\"[]{}#&*!|>%@`,?-—　", "title", "标题", "unit: 城关镇", "\n---\n", "\u2028", "\x0b"]
)
LINES = st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=40).map("".join)


@given(st.binary(max_size=200))
def test_bytes(data: bytes) -> None:
    text, problems = decode_text(data, "f.md")
    assert text is not None or problems
    assert text is None or "\r" not in text
    assert all(1 <= problem.place.line <= data.count(b"\n") + 1 for problem in problems)


@given(LINES)
def test_headers(inner: str) -> None:
    text = f"---\n{inner}\n---\n正文\n".replace("\r", "")
    header, problems = split_header(text, "f.md")
    assert header is not None or problems
    assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in problems)
    assert all(problem.message and problem.hint for problem in problems)
    if header:
        assert header.body_line <= text.count("\n") + 1
        locate_values(header.fields)


@given(st.one_of(LINES, st.text()))
def test_files_of_fields(text: str) -> None:
    mapping, problems = parse_mapping(text, "f.yml")
    assert mapping is not None or problems


@given(LINES, LINES)
def test_text_that_was_decoded_is_split(head: str, body: str) -> None:
    text, _ = decode_text((head + "\n" + body).encode("utf-8", errors="ignore"), "f.md")
    if text is not None:
        split_header(text, "f.md")
