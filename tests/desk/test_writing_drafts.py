"""Texts not yet filed: kept beside the office, one person's own, never lost to another window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.intake import Picture
from jianbao.problems import ProblemsFound
from jianbao.serving.forms.drafts import (
    MOST_DRAFTS,
    Draft,
    Remark,
    add_picture,
    begin_draft,
    drop_draft,
    list_drafts,
    read_draft,
    read_picture_of,
    read_pictures,
    save_draft,
)
from offices import day, make_picture

NOW, LATER = day("2026-11-30 09:20"), day("2026-11-30 09:25")


def begin(root: Path, person: str = "xxy", **texts: str) -> Draft:
    return begin_draft(root, person, Draft(id="", texts=texts), NOW)


def type_in(root: Path, draft: Draft, seen: str = "", person: str = "xxy", **texts: str) -> Draft:
    return save_draft(root, person, replace(draft, texts={**draft.texts, **texts}), seen or draft.digest, LATER)


def test_a_draft_is_read_as_it_was_saved(tmp_path: Path) -> None:
    remark = Remark(level="warning", message="第3段有修订", hint="看一看")
    begun = begin_draft(tmp_path, "xxy", Draft(id="", texts={"title": "改造"}, remarks=(remark,)), NOW)
    saved = type_in(tmp_path, begun, body="第一段。\n\n第二段。")
    assert read_draft(tmp_path, "xxy", begun.id) == saved
    assert (saved.texts, saved.remarks, saved.saved_at) == (
        {"title": "改造", "body": "第一段。\n\n第二段。"},
        (remark,),
        LATER,
    )
    assert (tmp_path / ".desk/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_drafts_are_a_persons_own(tmp_path: Path) -> None:
    begun = begin(tmp_path, title="甲的")
    assert read_draft(tmp_path, "other", begun.id) is None
    assert list_drafts(tmp_path, "other") == []
    assert [draft.name for draft in list_drafts(tmp_path, "xxy")] == ["甲的"]


@pytest.mark.parametrize("identity", ["../xxy/a", "..", "", "A" * 12, "0123456789ab/x", "0123456789ab"])
def test_an_id_leads_nowhere_else(tmp_path: Path, identity: str) -> None:
    begin(tmp_path)
    assert read_draft(tmp_path, "xxy", identity) is None


def test_the_second_window_is_told_and_overwrites_nothing(tmp_path: Path) -> None:
    begun = begin(tmp_path, title="改造")
    first = type_in(tmp_path, begun, body="第一个窗口")
    with pytest.raises(ProblemsFound, match=r"这份草稿在另一个窗口里改过") as found:
        type_in(tmp_path, begun, body="第二个窗口")
    assert found.value.problems[0].code == "record-changed"
    assert read_draft(tmp_path, "xxy", begun.id) == first
    assert type_in(tmp_path, begun, seen=first.digest, body="第二个窗口").texts["body"] == "第二个窗口"


def test_the_same_text_from_two_windows_is_no_conflict(tmp_path: Path) -> None:
    begun = begin(tmp_path)
    first = type_in(tmp_path, begun, body="一样")
    assert type_in(tmp_path, begun, body="一样").digest == first.digest


def test_what_is_gone_is_not_written_again(tmp_path: Path) -> None:
    begun = begin(tmp_path, title="改造")
    drop_draft(tmp_path, "xxy", begun.id)
    drop_draft(tmp_path, "xxy", begun.id)
    with pytest.raises(ProblemsFound, match=r"这份草稿已经报送或删去"):
        type_in(tmp_path, begun, body="又写")
    assert list_drafts(tmp_path, "xxy") == []


def test_nothing_secret_is_kept_even_as_a_draft(tmp_path: Path) -> None:
    begun = begin(tmp_path)
    with pytest.raises(ProblemsFound, match=r"正文有密级标志“机密★3年”") as found:
        type_in(tmp_path, begun, body="机密★3年\n\n内容")
    assert found.value.problems[0].field == "body"
    with pytest.raises(ProblemsFound, match=r"标题有密级标志“（秘密）”"):
        begin(tmp_path, title="（秘密）改造")
    kept = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / ".desk/drafts").rglob("*.json"))
    assert "机密" not in kept
    assert "秘密" not in kept


def test_drafts_have_an_end(tmp_path: Path) -> None:
    for _ in range(MOST_DRAFTS):
        begin(tmp_path)
    with pytest.raises(ProblemsFound, match=r"草稿已有60份"):
        begin(tmp_path)
    with pytest.raises(ProblemsFound, match=r"正文有200001字，超过200000字"):
        begin(tmp_path, person="other", body="长" * 200_001)


def test_pictures_lie_beside_their_draft(tmp_path: Path) -> None:
    come = (Picture(name="tu-1.png", data=make_picture()),)
    begun = begin_draft(tmp_path, "xxy", Draft(id=""), NOW, come)
    more = save_draft(tmp_path, "xxy", add_picture(tmp_path, "xxy", begun, make_picture(b"2"), 24), begun.digest, LATER)
    assert more.pictures == ("tu-1.png", "tu-2.png")
    assert [picture.data for picture in read_pictures(tmp_path, "xxy", more)] == [make_picture(), make_picture(b"2")]
    assert read_picture_of(tmp_path, "xxy", more, "../../key.json") is None
    assert read_picture_of(tmp_path, "other", more, "tu-1.png") is None
    drop_draft(tmp_path, "xxy", begun.id)
    assert [file for file in (tmp_path / ".desk/drafts").rglob("*") if file.is_file()] == []


def test_what_cannot_be_printed_is_no_picture(tmp_path: Path) -> None:
    begun = begin(tmp_path)
    for data, message in (
        (b"MZ\x90", "这不是 PNG 或 JPEG 图片"),
        (make_picture()[:40], "图片读不出来，可能没有存完，或文件已损坏"),
    ):
        with pytest.raises(ProblemsFound, match=message):
            add_picture(tmp_path, "xxy", begun, data, 24)
    with pytest.raises(ProblemsFound, match=r"图片为1×1像素，超过0万像素"):
        add_picture(tmp_path, "xxy", begun, make_picture(), 0)
