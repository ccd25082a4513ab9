"""``supervision.yml``: categories of tasks, time limits, lights and rates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields
from jianbao.model.feedback import Feedback, read_feedback
from jianbao.model.time_limit import TimeLimit, read_time_limit, read_time_limits


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskCategory:
    """事项类别. ``within`` and ``feedback`` hold for a task that states none. ``present``: it may be closed only after
    its result was presented to a leader (呈报原批示领导). ``papers``: what closing needs. ``revisit``: how long after
    closing to look again (回头看).
    """

    id: str
    name: str
    within: TimeLimit | None = None
    feedback: Feedback | None = None
    present: bool = False
    papers: tuple[str, ...] = ()
    revisit: TimeLimit | None = None


class LightCondition(Enum):
    """When a light is on. The first condition that holds in the order of the office's list decides.

    OVERDUE: open past its time limit. MISSED: a feedback is overdue. NEAR: so many days are left. REWORK: sent back and
    not reported anew. WAS_OVERDUE: was open past its time limit on some earlier day. CAUGHT_UP: some feedback came
    late. UNRECEIVED: not acknowledged in time. OTHERWISE: none of the above.
    """

    OVERDUE = "超期"
    MISSED = "缺反馈"
    NEAR = "临近期限"
    REWORK = "退办"
    WAS_OVERDUE = "曾经超期"
    CAUGHT_UP = "补反馈"
    UNRECEIVED = "超期未签收"
    OTHERWISE = "其他"


class Colour(Enum):
    """As the site shows it; the mildest first."""

    GREEN = "绿"
    BLUE = "蓝"
    YELLOW = "黄"
    ORANGE = "橙"
    RED = "红"

    @property
    def severity(self) -> int:
        return list(Colour).index(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class LightRule:
    """``within`` is how near 临近期限 is; None for the other conditions."""

    condition: LightCondition
    colour: Colour
    within: TimeLimit | None = None


class HolidayPolicy(Enum):
    """A deadline in calendar days that falls on a day off; 民法典, article 203, moves it to the day after."""

    KEEP = "不变"
    NEXT = "顺延"


class OnTimeBasis(Enum):
    """Which time limit 按时办结 is held against."""

    EXTENDED = "延期后时限"
    ORIGINAL = "原定时限"


DEFAULT_CATEGORIES = (
    TaskCategory(id="pishi", name="批示件", within=TimeLimit(15, working=True), present=True),
    TaskCategory(id="huiyi", name="会议议定事项", within=TimeLimit(20)),
    TaskCategory(id="zhongdian", name="重点工作"),
    TaskCategory(id="jianyi", name="建议提案", within=TimeLimit(90)),
    TaskCategory(id="xinfang", name="热线信访", within=TimeLimit(5, working=True)),
)
_RECEIPT, _GRACE = TimeLimit(1, working=True), TimeLimit(5)
DEFAULT_LIGHTS = (
    LightRule(condition=LightCondition.OVERDUE, colour=Colour.RED),
    LightRule(condition=LightCondition.MISSED, colour=Colour.RED),
    LightRule(condition=LightCondition.NEAR, colour=Colour.YELLOW, within=TimeLimit(3, working=True)),
    LightRule(condition=LightCondition.WAS_OVERDUE, colour=Colour.YELLOW),
    LightRule(condition=LightCondition.CAUGHT_UP, colour=Colour.YELLOW),
    LightRule(condition=LightCondition.OTHERWISE, colour=Colour.GREEN),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SupervisionSettings:
    """``remind``: how long before a deadline to remind of it. ``receipt``: how soon a task must be acknowledged.
    ``grace``: no feedback is asked for on a day so near to the assignment. ``count_undue``: whether the rates count
    what is not due yet. ``name_laggards``: whether 《督查工作》 names the units that are behind.
    """

    categories: tuple[TaskCategory, ...] = DEFAULT_CATEGORIES
    lights: tuple[LightRule, ...] = DEFAULT_LIGHTS
    holiday: HolidayPolicy = HolidayPolicy.NEXT
    remind: tuple[TimeLimit, ...] = (TimeLimit(3, working=True),)
    receipt: TimeLimit = _RECEIPT
    grace: TimeLimit = _GRACE
    count_undue: bool = False
    on_time: OnTimeBasis = OnTimeBasis.EXTENDED
    name_laggards: bool = False

    def category(self, category: str) -> TaskCategory:
        """The category, or one without any rule under the word as written."""
        known = next((known for known in self.categories if known.id == category), None)
        return known or TaskCategory(id=category, name=category)

    def spellings(self) -> dict[str, str]:
        """Ways to write a category → its id."""
        return {text: known.id for known in self.categories for text in (known.name, known.id)}


def supervision_from_fields(fields: Fields) -> SupervisionSettings:
    usual = SupervisionSettings()
    lights = tuple(_read_light(group) for group in fields.mappings("lights")) if fields.has("lights") else ()
    _check_lights(fields, lights)
    return SupervisionSettings(
        categories=_read_categories(fields) or usual.categories,
        lights=lights or usual.lights,
        holiday=fields.choice("holiday", HolidayPolicy) or usual.holiday,
        remind=read_time_limits(fields, "remind") or usual.remind,
        receipt=read_time_limit(fields, "receipt") or usual.receipt,
        grace=read_time_limit(fields, "grace") or usual.grace,
        count_undue=fields.boolean("count_undue"),
        on_time=fields.choice("on_time", OnTimeBasis) or usual.on_time,
        name_laggards=fields.boolean("name_laggards"),
    )


def _read_categories(fields: Fields) -> tuple[TaskCategory, ...]:
    categories = []
    for group in fields.mappings("categories"):
        category = TaskCategory(
            id=group.identity("id"),
            name=group.text("name", required=True),
            within=read_time_limit(group, "within"),
            feedback=read_feedback(group, "feedback"),
            present=group.boolean("present"),
            papers=group.texts("papers"),
            revisit=read_time_limit(group, "revisit"),
        )
        categories.append(category)
        group.finish()
    return tuple(categories)


def _read_light(fields: Fields) -> LightRule:
    condition = fields.choice("when", LightCondition, required=True) or LightCondition.OTHERWISE
    near = condition is LightCondition.NEAR
    if near and not fields.has("within"):
        hint = "加上 within，如 within: 3 工作日"
        fields.report("field-missing", fields.place("when"), "没有写多近才算临近期限", hint)
    rule = LightRule(
        condition=condition,
        colour=fields.choice("light", Colour, required=True) or Colour.RED,
        within=read_time_limit(fields, "within") if near else None,
    )
    fields.finish()
    return rule


# What was red must not look as if nothing had been: each of these owes a light to the time after it.
_AFTER = ((LightCondition.OVERDUE, LightCondition.WAS_OVERDUE), (LightCondition.MISSED, LightCondition.CAUGHT_UP))

_MAY_BE_RED = frozenset(condition for pair in _AFTER for condition in pair)


def _check_lights(fields: Fields, lights: tuple[LightRule, ...]) -> None:
    """A list ends with 其他; a red light turns no greener than the mildest but one when the cause is mended."""
    if not lights:
        return
    place, colours = fields.place("lights"), {rule.condition: rule.colour for rule in lights}
    if lights[-1].condition is not LightCondition.OTHERWISE:
        fields.report("light-rules", place, "亮灯规则没有以“其他”结尾", "最后一条写 {when: 其他, light: 绿}")
    mildest = colours.get(LightCondition.OTHERWISE, Colour.GREEN)
    for rule in lights:
        if rule.colour is Colour.RED and rule.condition not in _MAY_BE_RED:
            message = f"“{rule.condition.value}”不能亮红灯：事情一改正，红灯就变成绿灯"
            fields.report("light-rules", place, message, "改成黄灯或橙灯，红灯留给超期和缺反馈")
    for cause, after in _AFTER:
        if cause in colours and colours.get(after, mildest) is mildest:
            message = f"“{cause.value}”亮过灯的，补上以后又会变回{mildest.value}灯"
            fields.report("light-rules", place, message, f"加一条 {{when: {after.value}, light: 黄}}")
