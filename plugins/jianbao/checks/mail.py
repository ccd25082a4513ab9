"""收稿邮箱: what ``mail.yml`` says against itself (found while reading it), and mails that were entered twice."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata import Moment
from jianbao.model import Receipt
from jianbao.problems import Problem

MAIL_SERVER = Rule(
    code="mail-server",
    title="收稿邮箱写得不全",
    reason="主机、用户名、到哪里取口令，缺一样就登录不了邮箱。",
    remedy="核对 mail.yml 里的 host（主机）、user（用户名）和 variable（口令变量）或 password_file（口令文件）",
)
MAIL_PASSWORD = Rule(
    code="mail-password",
    title="收稿邮箱的口令写进了设置",
    reason="设置提交在 git 里，看得到的人多，删了也还在历史里。",
    remedy="从 mail.yml 里删去，换掉口令；口令放在环境变量里，或放在办公室文件夹以外、只有自己能读的文件里",
)
MAIL_SENDER = Rule(
    code="mail-sender",
    title="发件人写得不对",
    reason="不知道谁的邮件是哪个单位报送的，稿件会记错单位，或者收不进来。",
    remedy="写完整的邮箱地址或域名；一个邮箱只报送一个单位的稿件",
)
MAIL_LIMIT = Rule(
    code="mail-limit",
    title="收稿邮箱的限额不对",
    reason="限额是0，什么也收不到。",
    remedy="写不小于1的整数；不写就按系统的规定",
)
MAIL_TWICE = Rule(
    code="mail-twice",
    title="同一封邮件收了两次",
    reason="多半是两台机器各收了一次，合并到了一起；同一篇稿件会统计成两件。",
    remedy="后收的稿件还没有处理的，把它和它的收稿登记一起删去；已经处理的，用 jianbao void 作废其中一篇",
)


def check_twice(context: Context) -> Iterator[Problem]:
    """One attachment of one mail. What has the same id and came at another time is another mail: some programs give
    one id to all that they send. What was filed by mistake counts no more.
    """
    seen: dict[tuple[str, str, Moment | None], Receipt] = {}
    for _, receipt in sorted(context.office.receipts.items()):
        if not receipt.message or receipt.item in context.office.void:
            continue
        first = seen.setdefault((receipt.message, receipt.attachment, receipt.received), receipt)
        if first is not receipt:
            message = f"{first.source.path} 已登记这封邮件的“{receipt.attachment}”，稿件是 {first.item}"
            yield MAIL_TWICE.report(receipt.source.place("message"), message)


FAMILY = Family(
    name="收稿邮箱", rules=(MAIL_SERVER, MAIL_PASSWORD, MAIL_SENDER, MAIL_LIMIT, MAIL_TWICE), checks=(check_twice,)
)
