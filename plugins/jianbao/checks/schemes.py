"""计分方案: schemes that say what cannot be meant, and records that no scheme can use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import suggest
from jianbao.ledger import Ledger
from jianbao.ledger.entered import read_entered
from jianbao.ledger.naming import Closeness
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Source
from jianbao.problems import Problem
from jianbao.scoring import write_points
from jianbao.scoring.earning import Earner
from jianbao.scoring.facts import Fact, State, make_facts
from jianbao.scoring.groups import Groups
from jianbao.scoring.implying import can_hold, implies
from jianbao.settings.schemes import Condition, CreditBy, Figure, Metric, PeriodKind, PointsRule, Scheme, SchemeRule

SCHEME_UNKNOWN = Rule(
    code="scheme-unknown",
    title="没有这个计分方案",
    reason="名称写错了，本该计的分一分也计不出来。",
    remedy="计分方案放在 briefs/settings/scoring/ 下，写文件名去掉 .yml",
    fixed=True,
)
SCHEME_OVERLAP = Rule(
    code="scheme-overlap",
    title="两个计分方案的起止日期重叠",
    reason="同一天有两个方案，一件事不知按哪个计分。",
    remedy="给先用的方案写 to（止），给后用的写 from（起）",
)
RULE_REPEATED = Rule(
    code="rule-repeated",
    title="规则编号重复",
    reason="封顶、登记和说明都按编号找规则，重复了就会算错。",
    remedy="同一个方案里每条规则的 id 各不相同",
)
RULE_SHADOWED = Rule(
    code="rule-shadowed",
    title="规则永远轮不到",
    reason="从上往下只用第一条对得上的；前面已有同样或更宽的条件，这一条就不起作用。",
    remedy="把条件较窄的一条移到前面，或删去多余的一条",
)
RULE_IMPOSSIBLE = Rule(
    code="rule-impossible",
    title="条件互相矛盾",
    reason="没有一件事能同时符合这些条件，规则不起作用。",
    remedy="核对 when（条件）里的各项，如“约稿答复情况”只能用于约稿",
)
RULE_MISSING = Rule(
    code="rule-missing",
    title="没有这条规则或这个板块",
    reason="限分、任务或否决条件对着一个不存在的规则，就不起作用。",
    remedy="写规则的 id，或规则里写的 block（板块）；对总分写 total",
)
GROUP_EMPTY = Rule(
    code="group-empty",
    title="分组里没有单位",
    reason="空的分组多半是名称写错了，应在组里的单位就不会参加计分。",
    remedy="写 units（单位），或 groups（units.yml 里的分组）",
)
ENTRY_RULE = Rule(
    code="entry-rule",
    title="登记的事项找不到计分规则",
    reason="登记了规则或分值，却没有一个方案用得上，分就不会计入。",
    remedy="rule（规则）写计分方案里规则的 id；或在方案里为这一事项加一条规则",
)
ENTRY_POINTS = Rule(
    code="entry-points",
    title="登记的分值与规则不符",
    reason="人工定分的规则要有分值，并且在规定的范围以内。",
    remedy="核对登记的 points（分值）和规则的 by_hand（人工分）",
)


def check_overlaps(context: Context) -> Iterator[Problem]:
    """Schemes that credit others than units are a second table beside the first."""
    settings = context.office.settings
    named = [scheme for name in settings.office.schemes if (scheme := settings.scheme(name))]
    for first, second in combinations(named, 2):
        if first.id != second.id and first.credit.by is second.credit.by and _overlap(first, second):
            message = f"“{second.name}”与“{first.name}”的起止日期重叠"
            yield SCHEME_OVERLAP.report(second.place, message)


def _overlap(first: Scheme, second: Scheme) -> bool:
    starts_in_time = second.since is None or first.until is None or second.since <= first.until
    return starts_in_time and (first.since is None or second.until is None or first.since <= second.until)


def check_rule_ids(context: Context) -> Iterator[Problem]:
    for scheme in context.office.settings.schemes:
        seen: dict[str, SchemeRule] = {}
        for rule in scheme.rules():
            earlier = seen.setdefault(rule.id, rule)
            if earlier is not rule:
                yield RULE_REPEATED.report(rule.place, f"编号“{rule.id}”在第{earlier.place.line}行已经用过")


def check_conditions(context: Context) -> Iterator[Problem]:
    """Rules that can never apply, by themselves or after those before them."""
    for scheme in context.office.settings.schemes:
        for title, when in _list_conditions(scheme):
            if not can_hold(when) or not _agrees(context, scheme, when):
                yield RULE_IMPOSSIBLE.report(when.place, f"“{title}”的条件互相矛盾，没有一件事符合")
        for rules in (scheme.weights, scheme.points, scheme.share, scheme.instructions.table):
            yield from _report_shadowed(rules)


def _list_conditions(scheme: Scheme) -> Iterator[tuple[str, Condition]]:
    """Every condition with the name of what it belongs to."""
    yield "重复采用", scheme.repeated.covers
    yield from ((rule.title, rule.when) for rule in scheme.rules())
    yield from ((rule.title, rule.metric.when) for rule in scheme.periods if rule.metric.when)
    yield from ((award.title, veto.when) for award in scheme.awards for veto in award.veto if veto.when)


def _agrees(context: Context, scheme: Scheme, when: Condition) -> bool:
    """Whether any channel named is of a level named; a scheme may move channels to other levels itself."""
    channels, levels = when.values("channel"), when.values("level")
    measures = set(when.values("measure") or ("批示",))
    moves = any(key in ("channel", "level") for rule in scheme.classify for key, _ in rule.changes)
    if not channels or not levels or moves or not measures <= {"采用", "上报"}:
        return True
    settings = context.office.settings
    known = [settings.channel(channel) for channel in channels]
    return any((channel.level if channel else settings.office.level) in levels for channel in known)


def _report_shadowed(rules: Sequence[SchemeRule]) -> Iterator[Problem]:
    for number, rule in enumerate(rules):
        # Several rules for entries may stand side by side: the entry says which.
        if rule.when.values("measure") == ("登记",) and rule.when.values("event") is None:
            continue
        wider = next((other for other in rules[:number] if implies(rule.when, other.when)), None)
        if wider and can_hold(rule.when):
            message = f"“{rule.title}”轮不到：第{wider.place.line}行的“{wider.title}”条件相同或更宽，已在前面"
            yield RULE_SHADOWED.report(rule.place, message)


def check_references(context: Context) -> Iterator[Problem]:
    for scheme in context.office.settings.schemes:
        rules = scheme.rules()
        known = [*dict.fromkeys(name for rule in rules for name in (rule.id, rule.block) if name)]
        targets = [rule.id for rule in scheme.periods if rule.kind is PeriodKind.TARGET]
        named = [(rule.place, rule.of, known) for rule in scheme.periods]
        named += [(rule.place, _of_metric(rule.metric), known) for rule in scheme.periods]
        named += [(v.place, _of_metric(v.metric), known) for award in scheme.awards for v in award.veto]
        named += [(v.place, v.target, targets) for award in scheme.awards for v in award.veto]
        for place, name, allowed in named:
            if name and name not in allowed:
                hint = suggest(nearest_name(name, allowed), RULE_MISSING.remedy)
                yield RULE_MISSING.report(place, f"没有编号或板块为“{name}”的规则", hint)


def _of_metric(metric: Metric) -> str:
    return metric.of if metric.figure is Figure.POINTS_OF else ""


def check_groups(context: Context) -> Iterator[Problem]:
    units = context.office.settings.units.units
    filled = {membership.group for unit in units for membership in unit.memberships}
    for scheme in context.office.settings.schemes:
        for group in scheme.groups:
            if not group.units and filled.isdisjoint(group.groups):
                yield GROUP_EMPTY.report(group.place, f"分组“{group.name}”里没有单位")


def check_entries(context: Context) -> Iterator[Problem]:
    """Entries that mean points, against the schemes in force; an office that has no scheme only keeps them."""
    settings = context.office.settings
    schemes = [scheme for name in settings.office.schemes if (scheme := settings.scheme(name))]
    schemes = [scheme for scheme in schemes if scheme.credit.by is CreditBy.UNIT]
    groups = {scheme.id: Groups(scheme, settings.units) for scheme in schemes}
    known = {scheme.id: [rule.id for rule in scheme.points] for scheme in schemes}
    earners = {scheme.id: Earner(scheme) for scheme in schemes}
    ledger = Ledger(printed=(), events=tuple(read_entered(context.office, Closeness(context.office))))
    for fact in make_facts(context.office, ledger, schemes, groups):
        rule = earners[fact.scheme].find_rule(fact, State(adopted=True))
        entry = context.office.entries[fact.event.id.partition("/")[2]]
        yield from _check_entry(fact, rule, entry.source, known[fact.scheme])


def _check_entry(fact: Fact, rule: PointsRule | None, source: Source, known: Sequence[str]) -> Iterator[Problem]:
    wanted, given = fact.event.rule, fact.event.points
    if wanted and wanted not in known:
        hint = suggest(nearest_name(wanted, known), ENTRY_RULE.remedy)
        yield ENTRY_RULE.report(source.place("rule"), f"这一天所用的计分方案里没有编号为“{wanted}”的规则", hint)
    elif rule is None and given is not None:
        message = f"登记了{write_points(given)}分，但没有一条规则用得上"
        yield ENTRY_RULE.report(source.place("points"), message)
    elif rule and rule.by_hand is not None:
        yield from _check_range(rule, rule.by_hand, given, source)
    elif rule and given is not None and rule.points is not None and given != rule.points:
        told = f"规则“{rule.title}”是定额{write_points(rule.points)}分，登记的{write_points(given)}分不起作用"
        yield ENTRY_POINTS.report(source.place("points"), told, "删去登记的 points（分值），或改规则")


def _check_range(
    rule: PointsRule, bounds: tuple[Decimal | None, Decimal | None], given: Decimal | None, source: Source
) -> Iterator[Problem]:
    low, high = bounds
    if given is None:
        yield ENTRY_POINTS.report(source.place(), f"规则“{rule.title}”由人工定分，登记里没有写分值")
    elif (low is not None and given < low) or (high is not None and given > high):
        between = f"{'不限' if low is None else write_points(low)}至{'不限' if high is None else write_points(high)}"
        message = f"登记的{write_points(given)}分不在规则“{rule.title}”的范围（{between}）以内"
        yield ENTRY_POINTS.report(source.place("points"), message)


FAMILY = Family(
    name="计分方案",
    rules=(
        SCHEME_UNKNOWN,
        SCHEME_OVERLAP,
        RULE_REPEATED,
        RULE_SHADOWED,
        RULE_IMPOSSIBLE,
        RULE_MISSING,
        GROUP_EMPTY,
        ENTRY_RULE,
        ENTRY_POINTS,
    ),
    checks=(check_overlaps, check_rule_ids, check_conditions, check_references, check_groups, check_entries),
)
