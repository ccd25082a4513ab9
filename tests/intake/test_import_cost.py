"""A book costs what its pages cost: twice the text, about twice the work; counted, so that no machine is too slow."""

from __future__ import annotations

import cProfile
import pstats

from packages import BODY_TEXT, deleted, inserted, package, paragraph, run, table, title
from papers_sent import LISTS, WORD_STYLES, listed

from jianbao.intake import read_manuscript
from jianbao.reading import read_office
from offices import SMALL_OFFICE


def pages(count: int) -> bytes:
    """About 22 lines to a page, with all that makes reading dear."""
    page = [
        *(
            paragraph(run(BODY_TEXT[:20]), inserted("增"), deleted("删"), run(BODY_TEXT[20:], "<w:b/>"))
            for _ in range(6)
        ),
        paragraph("摸清底数", look='<w:pStyle w:val="1"/>'),
        *(listed(BODY_TEXT, 2, level) for level in (0, 1, 2, 0)),
        table(("小区", "户数", "时间"), *[("建设里", "420", "9月")] * 4),
    ]
    styles = {"word/styles.xml": WORD_STYLES, "word/numbering.xml": LISTS}
    return package(title("旧改") + "".join(page) * count, more=dict(styles))


def count_calls(count: int) -> int:
    settings, data = read_office(SMALL_OFFICE).settings, pages(count)
    profile = cProfile.Profile()
    manuscript = profile.runcall(read_manuscript, data, "a.docx", settings)
    assert manuscript.body.count("## ") == count
    assert len(manuscript.changes) == 12 * count
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_a_hundred_pages_cost_ten_times_ten() -> None:
    ten, hundred = count_calls(10), count_calls(100)
    assert hundred < 10.5 * ten
