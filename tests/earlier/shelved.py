"""An office whose texts are searched: what is asked of it in one line."""

from __future__ import annotations

import pytest

import jianbao.earlier.sketched
from jianbao.checks.duplicates import find_repeats, read_limits
from jianbao.earlier import Hit, Wanted, ask_article, ask_text, build_shelf, find_earlier, open_for
from jianbao.earlier.telling import name_hit
from jianbao.editing import edited_body, edited_title
from jianbao.likeness import Sketch
from offices import AS_OF, OfficeBuilder

PARKING = (
    "城关镇把沿街12处闲置空地改成停车场，画车位430个，白天每小时收费2元，晚上居民停车不收费。镇里请商户代表和居民代表"
    "一起定价、一起看账，收来的钱用于路灯和保洁。两个月来违停投诉由61件降到14件。"
)
WATER = (
    "区水利中心给23个村换上智能水表4100只，水费按实际用量收，群众用手机就能查账。换表后查出暗漏19处，每月少损失"
    "自来水6200吨。行动不便的老人由管水员上门代办，三个月没有一起错账。"
)
FEEDS = "sources:\n  - {id: wang, name: 邻县政府网站, url: https://www.example.com/feed, kind: 外地经验}\n"


def count_sketched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The signs of each text that is sketched from now on to be searched later."""
    made: list[str] = []
    make = jianbao.earlier.sketched.make_sketch

    def count_made(signs: str) -> Sketch:
        made.append(signs)
        return make(signs)

    monkeypatch.setattr(jianbao.earlier.sketched, "make_sketch", count_made)
    return made


def find(builder: OfficeBuilder, item: str, reader: str = "") -> list[Hit]:
    office = builder.read()
    return find_repeats(office, open_for(build_shelf(office), reader=reader), office.items[item])


def tell(builder: OfficeBuilder, item: str, reader: str = "") -> list[str]:
    """The sentences of the checks."""
    office = builder.read()
    shelf, known = open_for(build_shelf(office), reader=reader), office.items[item]
    hits = find_repeats(office, shelf, known)
    return [name_hit(office.settings, shelf, hit, f"{known.title}\n{known.body}") for hit in hits]


def kinds(builder: OfficeBuilder, item: str) -> list[tuple[str, str]]:
    """(what it amounts to, the id of the earlier text)."""
    return [(hit.kind.name, hit.entry.record) for hit in find(builder, item)]


def find_article(builder: OfficeBuilder, record: str) -> list[Hit]:
    office = builder.read()
    shelf, known = build_shelf(office), office.desk[record]
    text = (edited_title(office, known), edited_body(office, known))
    return find_earlier(shelf, ask_article(office, shelf, known, text), read_limits(office.settings))


def find_text(builder: OfficeBuilder, title: str, body: str) -> list[Hit]:
    office = builder.read()
    wanted: Wanted = ask_text(title, body, AS_OF)
    return find_earlier(build_shelf(office), wanted, read_limits(office.settings))


def add_lead(
    builder: OfficeBuilder, body: str = PARKING, published: str = "2026-11-01", title: str = "邻县修停车场"
) -> str:
    builder.write("briefs/settings/feeds.yml", FEEDS)
    return builder.record(
        "leads", "wang-0123456789", published, body, title=title, feed="wang", entry="1", published=published,
        fetched=f"{published} 08:00", link="https://www.example.com/1",
    )  # fmt: skip
