"""名称: a value that should name something in the settings. Found while reading (``Fields.name``)."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

UNIT_UNKNOWN = Rule(
    code="unit-unknown",
    title="没有这个单位",
    reason="单位名写错了，这篇稿件就不会记在任何单位名下。",
    remedy="写 units.yml 里的全称、简称、别名或 id；新设的单位先由管理员添加",
)
KIND_UNKNOWN = Rule(
    code="kind-unknown",
    title="没有这个类别",
    reason="类别决定稿件进哪种刊物，写错了就选不到它。",
    remedy="写 kinds.yml 里已有的类别",
)
FORM_UNKNOWN = Rule(
    code="form-unknown",
    title="没有这个体裁",
    reason="体裁决定字数要求，写错了就按未写体裁处理。",
    remedy="写 kinds.yml 里已有的体裁，或删去这一行",
)
PERSON_UNKNOWN = Rule(
    code="person-unknown",
    title="人员名单里没有这个人",
    reason="谁编辑、谁审核、谁签发都要查得到人；两人同名时名字不能单独使用。",
    remedy="写 people.yml 里的姓名、职务或 id；同名的写 id",
)
PERIODICAL_UNKNOWN = Rule(
    code="periodical-unknown",
    title="没有这种刊物",
    reason="刊物名写错了，稿件就不会进入任何一期。",
    remedy="写 periodicals.yml 里的刊物名称或 id",
)
CHANNEL_UNKNOWN = Rule(
    code="channel-unknown",
    title="没有这个渠道",
    reason="渠道写错了，就不知道是哪一级采用的，统计时会漏掉。",
    remedy="写 channels.yml 里的渠道名称、别名或 id；本办公室自己的刊物不用登记采用，签发时自动计入",
)
LEVEL_UNKNOWN = Rule(
    code="level-unknown",
    title="没有这个层级",
    reason="采用和批示都按层级统计，层级写错了就归不了类。",
    remedy="写 office.yml 的 levels 里已有的层级",
)
CATEGORY_UNKNOWN = Rule(
    code="category-unknown",
    title="没有这类督查事项",
    reason="类别决定办理时限、反馈周期和办结要哪些材料，写错了这些要求都不起作用。",
    remedy="写 supervision.yml 的 categories 里已有的类别",
)
SEVERITY_UNKNOWN = Rule(
    code="severity-unknown",
    title="没有这个事件等级",
    reason="报送时限按事件等级定，等级写错了就算不出是否迟报。",
    remedy="写 urgent.yml 的 classes 里已有的等级",
)
DISPOSITION_UNKNOWN = Rule(
    code="disposition-unknown",
    title="没有这种处置方式",
    reason="每一报怎么处置的要归类，写错了就归不进去。",
    remedy="写 urgent.yml 的 dispositions 里已有的方式",
)
GROUP_UNKNOWN = Rule(
    code="group-unknown",
    title="没有这个分组",
    reason="单位要归入一个已有的分组，通报才知道列在哪张表里。",
    remedy="先在 units.yml 的 groups 里写上这个分组",
    fixed=True,
)
NAME_AMBIGUOUS = Rule(
    code="name-ambiguous",
    title="同一个名称指两个单位",
    reason="两个单位的名称、简称、别名或 id 相同，稿件会记错单位。",
    remedy="改掉其中一个名称、简称、别名或 id",
    fixed=True,
)

FAMILY = Family(
    name="名称",
    rules=(
        UNIT_UNKNOWN,
        KIND_UNKNOWN,
        FORM_UNKNOWN,
        PERSON_UNKNOWN,
        PERIODICAL_UNKNOWN,
        CHANNEL_UNKNOWN,
        LEVEL_UNKNOWN,
        CATEGORY_UNKNOWN,
        SEVERITY_UNKNOWN,
        DISPOSITION_UNKNOWN,
        GROUP_UNKNOWN,
        NAME_AMBIGUOUS,
    ),
)
