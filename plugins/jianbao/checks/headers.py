"""开头各项: the header between two ``---`` lines. Found while reading (``jianbao.metadata.header``)."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

HEADER_MISSING = Rule(
    code="header-missing",
    title="开头缺少标题、单位等项",
    reason="标题、单位、时间都写在开头两行“---”之间，缺了就不知道是谁的什么稿件。",
    remedy="文件第一行写三个半角减号“---”，中间一行一个字段，再写一行“---”，下面是正文",
    fixed=True,
)
HEADER_UNCLOSED = Rule(
    code="header-unclosed",
    title="开头部分没有结束",
    reason="缺第二行“---”，或者写成了别的横线，正文就被当成了字段。",
    remedy="在最后一个字段之后、正文之前，单独写一行“---”",
    fixed=True,
)
HEADER_FULLWIDTH_COLON = Rule(
    code="header-fullwidth-colon",
    title="字段名后用了全角冒号",
    reason="全角冒号“：”不能分开字段名和值。",
    remedy="字段名后改用半角冒号加一个空格，如“title: 标题”",
    fixed=True,
)
HEADER_SPACE = Rule(
    code="header-space",
    title="字段名前后空格不对",
    reason="冒号后没有空格，或者用了全角空格，字段名和值就分不开。",
    remedy="字段名顶格写，冒号后空一个半角空格",
    fixed=True,
)
HEADER_TAB = Rule(
    code="header-tab",
    title="用了制表符缩进",
    reason="开头各项的缩进只认空格，不认制表符（Tab）。",
    remedy="把 Tab 换成空格",
    fixed=True,
)
HEADER_COLON_SPACE = Rule(
    code="header-colon-space",
    title="内容里有半角冒号",
    reason="半角冒号加空格是分开字段名和值的记号，内容里再出现，系统就无法识别。",
    remedy="把内容里的半角冒号改成全角“：”，或给整个内容加一对半角引号",
    fixed=True,
)
HEADER_SYNTAX = Rule(
    code="header-syntax",
    title="开头部分写法有误",
    reason="括号、引号没有成对，或者内容以特殊符号开头，整个开头部分都读不出来。",
    remedy="每行写“字段名: 内容”；内容里有特殊符号的加引号；括号和引号要成对",
    fixed=True,
)
HEADER_COMMENT = Rule(
    code="header-comment",
    title="标题里的“#”被当作注释",
    reason="空格加“#”表示注释，后面的字不会读进来，标题就少了一截。",
    remedy="给整个标题加引号，或改写成“3号楼”之类的说法",
)

FAMILY = Family(
    name="开头写法",
    rules=(
        HEADER_MISSING,
        HEADER_UNCLOSED,
        HEADER_FULLWIDTH_COLON,
        HEADER_SPACE,
        HEADER_TAB,
        HEADER_COLON_SPACE,
        HEADER_SYNTAX,
        HEADER_COMMENT,
    ),
)
