"""补录: an item and how it came, in one commit, told as an editor types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Commit, Desk
from offices import BODY
from queued import build_queued

FIELDS = {
    "unit": "chengguan",
    "via": "电话",
    "received": "2026-11-29T21:40",
    "title": "城关镇供水管爆裂",
    "body": BODY * 3,
    "kind": "动态",
    "approver": "李××",
    "phone": "0000-0000123",
}
ITEM = "chengguan/2026/11-29-cheng-guan-zhen-gong-shui-guan"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    build_queued(tmp_path)
    return Desk(tmp_path)


def test_the_item_and_its_receipt_are_one_commit(desk: Desk) -> None:
    page = desk.visit("zheng").submit("/enter", FIELDS, form="/enter")
    assert "补录：《城关镇供水管爆裂》" in page
    receipt = "briefs/receipts/2026/11-29-chengguan-cheng-guan-zhen-gong-shui-guan.yml"
    assert desk.commits() == [
        Commit(author="郑××", subject="补录：《城关镇供水管爆裂》", files=(f"briefs/items/{ITEM}.md", receipt))
    ]
    assert (desk.root / f"briefs/items/{ITEM}.md").read_text(encoding="utf-8") == (
        "---\ntitle: 城关镇供水管爆裂\nunit: 城关镇\nphone: 0000-0000123\napprover: 李××\ndate: 2026-11-29 21:40\n"
        f"kind: 动态\nentered_by: 郑××\n---\n{BODY * 3}\n"
    )
    assert (desk.root / receipt).read_text(encoding="utf-8") == (
        f"item: {ITEM}\nreceived: 2026-11-29 21:40\nvia: 电话\nby: zheng\n"
    )
    assert desk.is_clean()
    assert '<span class="muted">收稿</span> 电话，郑××登记' in desk.visit("zheng").get(f"/queue/{ITEM}")


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"unit": ""}, "unit", "没有选报送单位"),
        ({"via": ""}, "via", "没有选怎么收到的"),
        ({"received": "昨天"}, "received", "收到时间："),
        ({"received": "2026-12-01"}, "received", "2026年12月1日还没有到"),
        ({"title": ""}, "title", "没有写标题"),
        ({"approver": ""}, "approver", "没有写审签人"),
        ({"body": " "}, "body", "没有写正文"),
        ({"title": "长" * 1000}, "title", "标题有1000字，超过200字"),
        ({"approver": "李\u202e××"}, "approver", "有控制书写方向的字符 U+202E，在“李××”处"),
    ],
)
def test_what_is_missing_is_told_at_its_field(desk: Desk, fields: dict[str, str], field: str, said: str) -> None:
    answer = desk.visit("zheng").post("/enter", {**FIELDS, "author": "写了的执笔人", **fields}, form="/enter")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    at = page[page.index(f'data-field="{field}"') :]
    assert said in at[: at.index("</ul>")]
    assert 'value="写了的执笔人"' in page
    assert desk.commits() == []


def test_the_same_text_is_not_entered_twice(desk: Desk) -> None:
    zheng = desk.visit("zheng")
    zheng.submit("/enter", FIELDS, form="/enter")
    assert zheng.post("/enter", FIELDS, form="/enter").status_code in (409, 422)
    assert len(desk.commits()) == 1


def test_only_editors_enter(desk: Desk) -> None:
    for person in ("xxy", "shuji", "shen"):
        desk.visit(person).get("/enter", 403)
        assert desk.visit(person).post("/enter", FIELDS).status_code == 403
    assert desk.commits() == []
