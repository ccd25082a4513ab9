"""What a visitor is told when something does not go: always a page in Chinese, never a traceback."""

from __future__ import annotations

import re

from flask import Flask, make_response, request
from flask.wrappers import Response
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from jianbao.metadata.keys import ALIASES
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.serving.request import show, status_of

_SERVER_ERROR = 500
# For who is refused before there is an application that could fill in a page.
_EARLY = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有办成</title>
</head>
<body>
<main>
<h1>没有办成</h1>
<p>{message}。{hint}。</p>
<p><a href="/">回首页</a></p>
</main>
</body>
</html>
"""
# What people write here; ids, marks and dates that a form carries need not be taken along.
_CHINESE = re.compile("[\u4e00-\u9fff]")
# Status → (what happened, what to do).
_SAID = {
    400: ("请求不完整", "返回上一页，刷新后再试"),
    403: ("您没有办这件事的权限", "需要权限的，请管理员在 people.yml 里加上角色"),
    404: ("没有这一页", "可能已经改了地址；从首页进入"),
    405: ("不能这样打开这个地址", "从首页进入"),
    409: ("别人刚刚改动了", "返回上一页，刷新后看过现在的内容再试"),
    413: ("上传的文件太大", "图片缩小后再传；正文只放文字"),
    429: ("操作太频繁", "稍等一分钟再试；登录多次不成的，请等一刻钟或找管理员"),
    431: ("浏览器送来的地址或 Cookie 太长", "清除浏览器里这个网站的 Cookie，再从首页进入"),
    500: ("系统出错", "什么也没有改动；请告诉管理员出错的时间和正在做的事"),
    501: ("不支持这样的请求", "换一个浏览器，从首页进入"),
}


def register_failures(app: Flask) -> None:
    app.register_error_handler(CSRFError, _tell_stale)
    app.register_error_handler(SecurityError, _tell_stranger)
    app.register_error_handler(HTTPException, _tell)
    app.register_error_handler(ProblemsFound, _tell_problems)


def _tell(error: HTTPException) -> Response:
    code = error.code or _SERVER_ERROR
    message, hint = _say(code)
    return _show(code, [Problem(code=f"http-{code}", place=NOWHERE, message=message, hint=hint)])


def _say(code: int) -> tuple[str, str]:
    return _SAID.get(code, _SAID[400] if code < _SERVER_ERROR else _SAID[500])


def say_early(code: int) -> str:
    """A whole page, of what no view was asked for."""
    message, hint = _say(code)
    return _EARLY.format(message=message, hint=hint)


def _tell_stale(_: CSRFError) -> Response:
    """The form is of another session: of one that ended, or of another site."""
    hint = "写好的内容在下面，先复制下来；重新登录以后打开原来的页面，贴进去再提交"
    return _show(400, [Problem(code="http-400", place=NOWHERE, message="登录已经过期，没有提交", hint=hint)])


def _tell_stranger(_: SecurityError) -> Response:
    """Of a host that is not ours there are no addresses either, and so no page."""
    text = "这不是采编台的地址，请用 http://127.0.0.1 开头的地址打开\n"
    return make_response(text, 400, {"Content-Type": "text/plain; charset=utf-8"})


def _tell_problems(error: ProblemsFound) -> Response:
    return _show(status_of(error.problems), list(error.problems))


def _show(status: int, problems: list[Problem]) -> Response:
    try:
        return show("failure.html", status, problems=problems, typed=_list_typed())
    except ProblemsFound as found:
        # The templates themselves are broken: an office may have changed them.
        text = "\n".join(map(str, [*problems, *found.problems]))
        return make_response(text, _SERVER_ERROR, {"Content-Type": "text/plain; charset=utf-8"})


def _list_typed() -> list[tuple[str, str]]:
    """(label, text) of what somebody wrote and could not send, to be taken along: nothing typed is lost."""
    try:
        written = list(request.form.items(multi=True))
    except HTTPException:
        # Too large to be read at all.
        return []
    return [(ALIASES.get(name, ""), text) for name, text in written if _CHINESE.search(text)]
