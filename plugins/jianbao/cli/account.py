"""``jianbao account``."""

from __future__ import annotations

import click

from jianbao.acting.refusing import refuse, require_person
from jianbao.cli.chinese import ChineseCommand, ChineseGroup
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.serving.people.accounts import close_account, make_password, read_accounts, set_password
from jianbao.serving.people.visitor import find_visitor


@click.group(cls=ChineseGroup, epilog="例：jianbao account set 郑××")
def account() -> None:
    """采编台的本机账号：开设、重设密码、停用。谁是什么角色写在 people.yml 里。"""


@account.command("set", cls=ChineseCommand, epilog="例：jianbao account set 郑××")
@click.argument("person", metavar="人员")
@click.option("--ask", is_flag=True, help="自己输入密码；不写就随机生成一个，打印出来")
@pass_session
@reports_problems
def set_(session: Session, person: str, ask: bool) -> None:
    """开设账号，或重设密码。此人已有的登录全部退出。"""
    identity = require_person(session.office, person, "人员")
    if find_visitor(session.office, identity, session.as_of.day) is None:
        refuse("account-useless", f"{person}没有角色，或今天不在任，登录不了", "先改 briefs/settings/people.yml")
    password = click.prompt("新的密码", hide_input=True, confirmation_prompt="再输一遍") if ask else make_password()
    set_password(session.root, identity, password)
    name = session.office.settings.people.name(identity)
    session.print(f"{name}的登录名：{identity}" + ("" if ask else f"\n密码：{password}\n请当面交给本人，登录后再改。"))


@account.command("list", cls=ChineseCommand, epilog="例：jianbao account list")
@pass_session
@reports_problems
def list_(session: Session) -> None:
    """有账号的人员，和没有账号的。"""
    accounts = read_accounts(session.root)
    for person in session.office.settings.people.people:
        if person.roles:
            state = "有账号" if person.id in accounts else "没有账号"
            session.print(f"{person.id}　{person.name}　{'、'.join(person.roles)}　{state}")


@account.command("close", cls=ChineseCommand, epilog="例：jianbao account close 郑××")
@click.argument("person", metavar="人员")
@pass_session
@reports_problems
def close(session: Session, person: str) -> None:
    """停用账号：立即退出，不能再登录。"""
    identity = session.office.settings.people.spellings().get(person, person)
    if close_account(session.root, identity):
        session.print(f"{person}的账号已停用。")
    elif identity in session.office.settings.people.by_id:
        session.print(f"{person}没有账号，不用停用。")
    else:
        refuse("account-missing", f"{person}没有账号", "用 jianbao account list 查看")
