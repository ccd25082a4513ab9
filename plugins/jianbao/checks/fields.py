"""字段: which fields a record has and what may stand in them. Found while reading (``jianbao.metadata.fields``)."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

FIELD_MISSING = Rule(
    code="field-missing",
    title="缺少必填字段",
    reason="缺了这一项，稿件就无法统计、编发或追溯。",
    remedy="补上缺少的一行",
    fixed=True,
)
FIELD_UNKNOWN = Rule(
    code="field-unknown",
    title="不认识的字段",
    reason="多半是字段名写错了，写在里面的内容不会起作用。",
    remedy="改成正确的字段名，或删去这一行",
)
FIELD_DUPLICATE = Rule(
    code="field-duplicate",
    title="字段重复",
    reason="同一字段写了两次（中文名和英文名算同一个），不知道以哪个为准。",
    remedy="留下一个，删去另一个",
)
FIELD_TYPE = Rule(
    code="field-type",
    title="字段的值不合要求",
    reason="该写数字的写了文字，该写一个的写了一组，或者不在可选之列。",
    remedy="按提示的样子改写",
    fixed=True,
)
FIELD_EMPTY = Rule(
    code="field-empty",
    title="字段是空的",
    reason="写了字段名却没有内容，看不出是漏填还是不需要。",
    remedy="填上内容，或删去这一行",
)
ID_INVALID = Rule(
    code="id-invalid",
    title="编号不合规则",
    reason="编号要用作文件夹名和网址，写得不对，文件会写到别处，页面会互相覆盖。",
    remedy="只用小写字母、数字和单个连字符，不用网站自己的栏目名",
    fixed=True,
)

FAMILY = Family(name="字段", rules=(FIELD_MISSING, FIELD_UNKNOWN, FIELD_DUPLICATE, FIELD_TYPE, FIELD_EMPTY, ID_INVALID))
