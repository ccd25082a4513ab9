"""``jianbao explain | score``: what stands behind a count and a figure, and the figures of a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import click

from jianbao.acting.refusing import refuse, require_unit
from jianbao.cli.aligning import align
from jianbao.cli.bulletin import read_period
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.explaining import explain_counts, explain_score, write_signed
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.ledger import Ledger
from jianbao.periods import Period, so_far
from jianbao.reporting import open_ledger
from jianbao.scoring import Scheme, Score, schemes_in_force, score_units, write_points
from jianbao.scoring.awards import ZERO
from jianbao.standing import find_standing


@click.command(cls=ChineseCommand, epilog="例：jianbao explain 城关镇 2026-10\n例：jianbao explain 区住建局 2026-q3")
@click.argument("unit", metavar="单位")
@click.argument("period", required=False, metavar="时段")
@click.option("--from", "first", help="起，如 2026-07-01；与 --to 同用，代替时段")
@click.option("--to", "last", help="止（含当天）")
@pass_session
@reports_problems
def explain(session: Session, unit: str, period: str | None, first: str | None, last: str | None) -> None:
    """说明一个单位的每个数字是怎么来的：逐条列出事实和出处；启用计分方案的，再列出每笔分和所依据的规则。"""
    identity, span = require_unit(session.office, unit), _read_span(session, period, first, last)
    schemes, ledger = schemes_in_force(session.office), _ledger(session)
    session.warn_of_errors()
    name = session.office.settings.units.short(identity, span.last)
    session.print(f"{name}　{span.title}")
    for line in explain_counts(session.office, ledger, identity, span):
        session.print(line)
    if schemes:
        session.print(f"计分（{_name_schemes(schemes, span)}）：")
        score = score_units(session.office, ledger, span, schemes).get(identity)
        for line in explain_score(score, span.title) if score else [f"{name}不在计分之列，也没有得分。"]:
            session.print(line)


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao --office tests/offices/scored score 2026-08\n"
    "例：jianbao --office tests/offices/scored score 2026-h1 --against 2026-xia",
)
@click.argument("period", required=False, metavar="时段")
@click.option("--from", "first", help="起，如 2026-07-01；与 --to 同用，代替时段")
@click.option("--to", "last", help="止（含当天）")
@click.option("--scheme", default="", help="用哪个计分方案试算，不论起止日期；默认为 office.yml 里的")
@click.option("--against", default="", help="再用另一个方案算一遍，并排列出差别")
@pass_session
@reports_problems
def score(session: Session, period: str | None, first: str | None, last: str | None, scheme: str, against: str) -> None:
    """各单位一个时段的得分；写 --against 的，用两个计分方案算同样的事实，并排比较。"""
    span, schemes = _read_span(session, period, first, last), _find_schemes(session, scheme)
    if not schemes:
        hint = "只统计件数的，用 jianbao bulletin 或 explain；要试算的，加 --scheme 方案编号"
        refuse("scheme-missing", "本办公室没有启用计分方案，不计分", hint)
    others = _find_schemes(session, against) if against else []
    session.warn_of_errors()
    ledger = _ledger(session)
    scores = score_units(session.office, ledger, span, schemes)
    session.print(f"{span.title}　{_name_schemes(schemes, span)}")
    if others:
        session.print(f"对照：{_name_schemes(others, span)}")
        compared = score_units(session.office, ledger, span, others)
        lines = list(_compare(session, span, scores, compared))
    else:
        lines = list(_tabulate(session, span, scores))
    for line in lines or ["没有参加计分的单位。"]:
        session.print(line)


def _read_span(session: Session, written: str | None, first: str | None, last: str | None) -> Period:
    """Of a period that still runs, what has passed of it: no target is judged before its time."""
    return so_far(read_period(session, written, first, last), session.as_of.day)


def _find_schemes(session: Session, name: str) -> list[Scheme]:
    """Those of the office; or one by name, tried on the facts whatever its dates are."""
    schemes = schemes_in_force(session.office, [name] if name else None)
    return [replace(scheme, since=None, until=None) for scheme in schemes] if name else schemes


def _ledger(session: Session) -> Ledger:
    """That of the bulletin: what is explained is the figure that the units receive."""
    access = session.office.settings.bulletin.access
    return open_ledger(session.office, find_standing(session.office), access, session.as_of)


def _name_schemes(schemes: Sequence[Scheme], span: Period) -> str:
    """Those in force in the period."""
    met = [s for s in schemes if (s.since or span.first) <= span.last and span.first <= (s.until or span.last)]
    return "、".join(scheme.name for scheme in met)


def _tabulate(session: Session, span: Period, scores: Mapping[str, Score]) -> Iterator[str]:
    """By group and rank; units without a rank last."""
    for group, members in _by_group(scores).items():
        yield group
        rows = [("名次", "单位", "本期", "累计", "备注")]
        for unit, found in sorted(members.items(), key=lambda pair: pair[1].rank or len(scores) + 1):
            rank = str(found.rank) if found.rank else "—"
            notes = "；".join(filter(None, [found.label, *found.won, *(f"取消{reason}" for reason in found.vetoed)]))
            name = session.office.settings.units.short(unit, span.last)
            rows.append((rank, name, write_points(found.points), write_points(found.cumulative), notes))
        yield from align(rows)


def _compare(session: Session, span: Period, first: Mapping[str, Score], second: Mapping[str, Score]) -> Iterator[str]:
    rows = [("单位", "本方案", "名次", "对照", "名次", "相差")]
    units = session.office.settings.units
    for unit in sorted({*first, *second}, key=lambda unit: (units.order(unit), unit)):
        here, there = first.get(unit), second.get(unit)
        cells = [write_points(found.points) if found else "—" for found in (here, there)]
        ranks = [str(found.rank) if found and found.rank else "—" for found in (here, there)]
        difference = write_signed((there.points if there else ZERO) - (here.points if here else ZERO))
        rows.append((units.short(unit, span.last), cells[0], ranks[0], cells[1], ranks[1], difference))
    yield from align(rows) if len(rows) > 1 else ()


def _by_group(scores: Mapping[str, Score]) -> dict[str, dict[str, Score]]:
    groups: dict[str, dict[str, Score]] = {}
    for unit, found in scores.items():
        groups.setdefault(found.group_name or "未分组", {})[unit] = found
    return groups
