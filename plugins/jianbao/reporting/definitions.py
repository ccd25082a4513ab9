"""口径: what the figures mean. They stand under every table (design, section 6)."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.model import Access
from jianbao.scoring import Scheme

_COUNTS = (
    "报送：本期收到的稿件，同一稿件修改后重报的只计1件，误报作废的和对督查事项的回复不计。",
    "采用：本期至少被采用一次的稿件，一件被几个渠道采用仍计1件；按采用日期计，往期报送、本期采用的计入本期。",
    "条次：每采用一次，每个署名单位各计1条次。",
    "采用率：采用件数除以报送件数，保留一位小数；往期报送、本期采用的也在内，可以超过100%；没有报送的记“—”。",
    "联合报送、综合采用的稿件，有关单位各计一次；件数的合计只计一次，各单位之和可以大于合计；条次的合计是各单位之和。",
    "本办公室自编的稿件单独计数，不列入各单位和合计的报送、采用。",
)


def define_measures(access: Access, schemes: Sequence[Scheme]) -> tuple[str, ...]:
    """The definitions of a bulletin of that access, with the scheme that gives its points where there is one."""
    closed = () if access is Access.OFFICE else (f"只统计公开范围在“{access.value}”以内的采用；报送件数统计全部稿件。",)
    return (*_COUNTS, *closed, *(_name_scheme(scheme) for scheme in schemes))


def _name_scheme(scheme: Scheme) -> str:
    basis = f"（{scheme.basis}）" if scheme.basis else ""
    return f"计分按《{scheme.name}》{basis}。"
