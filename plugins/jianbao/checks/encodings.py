"""编码: what an editor did to the bytes of a file. Found while reading (``jianbao.metadata.text``)."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule
from jianbao.problems import Level

ENCODING_GBK = Rule(
    code="encoding-gbk",
    title="文件是 GBK 编码",
    reason="旧版记事本和一些国产编辑器默认存成 GBK，别的机器上会显示成乱码。",
    remedy="用记事本打开，选“另存为”，编码选 UTF-8",
    fixed=True,
)
ENCODING_NUL = Rule(
    code="encoding-nul",
    title="不是文本文件或是 UTF-16 编码",
    reason="Word 文档、图片改了后缀，或者存成了“Unicode”编码，都读不出文字。",
    remedy="用记事本打开，选“另存为”，编码选 UTF-8；图片放在与稿件同名的文件夹里",
    fixed=True,
)
ENCODING_UNKNOWN = Rule(
    code="encoding-unknown",
    title="认不出编码",
    reason="文件里有既不是 UTF-8 也不是 GBK 的内容，多半已经损坏。",
    remedy="找回原文，用记事本打开，选“另存为”，编码选 UTF-8",
    fixed=True,
)
ENCODING_BOM = Rule(
    code="encoding-bom",
    title="文件开头有 BOM 标记",
    reason="不影响使用，只是同一文件在不同编辑器之间会无故显示有改动。",
    remedy="保存时选“UTF-8（无 BOM）”",
    level=Level.NOTICE,
)
ENCODING_LINE_ENDS = Rule(
    code="encoding-line-ends",
    title="行尾写法不统一",
    reason="不影响使用，只是比对两个版本时会多出无关的改动。",
    remedy="在编辑器里统一行尾格式",
    level=Level.NOTICE,
)

FAMILY = Family(
    name="文件编码",
    rules=(ENCODING_GBK, ENCODING_NUL, ENCODING_UNKNOWN, ENCODING_BOM, ENCODING_LINE_ENDS),
)
