"""采编台设置: what ``desk.yml`` says against itself (found while reading it)."""

from __future__ import annotations

from jianbao.checks.rule import Family, Rule

DESK_SIGN_IN = Rule(
    code="desk-sign-in",
    title="采编台的登录方式写得不全",
    reason="说不清由谁认人，采编台就谁也不认，或者认错了人。",
    remedy="用 LDAP 登录的写上 ldap（目录服务）的地址和名称；用代理登录的核对 proxies（代理地址）",
)
DESK_LIMIT = Rule(
    code="desk-limit",
    title="采编台的限额不对",
    reason="限额是0，谁也登录不了、什么也传不上来。",
    remedy="写不小于1的整数；不写就按系统的规定",
)
DESK_PUSHER = Rule(
    code="desk-pusher",
    title="推送人变量写得不对",
    reason="主库的钩子按这个环境变量知道是谁推送的；写错了就谁也推送不了。",
    remedy="写 git 服务器设的变量名，如 GITEA_PUSHER_NAME；不写就不按人查",
)

FAMILY = Family(name="采编台设置", rules=(DESK_SIGN_IN, DESK_LIMIT, DESK_PUSHER))
