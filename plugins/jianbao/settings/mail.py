"""``mail.yml``: the mailbox to which units send their items (收稿邮箱), and who writes for which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields
from jianbao.settings.limits import read_limit

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
_VARIABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@[^\s@<>(),;:\"\\\[\]]{1,255}")
_DOMAIN = re.compile(r"[^\s@<>(),;:\"\\\[\]./]+(?:\.[^\s@<>(),;:\"\\\[\]./]+)+")


class Security(Enum):
    """How the connection is encrypted; there is no third way. The value is what an office writes."""

    TLS = "TLS"
    STARTTLS = "STARTTLS"


PORTS = {Security.TLS: 993, Security.STARTTLS: 143}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Mail from an ``address``, or from any address of a ``domain``, is the unit's; ``person`` wrote it, where it does
    not say who did. Addresses and domains are normalised.
    """

    unit: str
    address: str = ""
    domain: str = ""
    person: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MailSettings:
    """``host`` is empty where an office has no mailbox. ``variable`` or ``password_file`` hold the password, never the
    settings. ``since_days``: how far back is looked; ``letters``: how many at most, the newest; ``megabytes`` of one
    mail, ``seconds`` for all that is asked of the server in one run. ``characters``: how long a text without
    attachment must be to be an item; 0 is never. ``trusted`` is the office's own mail server as it names itself in
    Authentication-Results (RFC 8601). ``ignore``: addresses, domains, and ids of mails that are dealt with.
    ``sample`` says in words where units find the model of a manuscript (样稿).
    """

    host: str = ""
    security: Security = Security.TLS
    port: int = PORTS[Security.TLS]
    certificate: str = ""
    user: str = ""
    variable: str = ""
    password_file: str = ""
    mailbox: str = "INBOX"
    address: str = ""
    by: str = ""
    since_days: int = 30
    letters: int = 500
    megabytes: int = 40
    seconds: int = 300
    characters: int = 200
    trusted: str = ""
    sample: str = ""
    senders: tuple[Sender, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether the office receives by mail at all."""
        return bool(self.host or self.senders)

    def find_sender(self, address: str) -> Sender | None:
        """Of a normalised address: the sender of that address, else of its domain."""
        local, _, domain = address.rpartition("@")
        if not local:
            return None
        whole = next((known for known in self.senders if known.address == address), None)
        return whole or next((known for known in self.senders if known.domain == domain), None)

    def ignores(self, address: str, message: str) -> bool:
        """Whether mail of a normalised address, or the mail of this id, is none of ours."""
        return bool({address, address.rpartition("@")[2], message, normalise_address(message)} & set(self.ignore))


def is_address(written: str) -> bool:
    """Whether it is one plain address, without a name or brackets."""
    return _ADDRESS.fullmatch(written.strip()) is not None


def normalise_address(written: str) -> str:
    """As two of them are compared: in small letters, the domain as it goes over the wire (RFC 5891)."""
    local, at, domain = written.strip().rpartition("@")
    return f"{local.lower()}{at}{normalise_domain(domain)}"


def normalise_domain(written: str) -> str:
    domain = written.strip().rstrip(".").lower()
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def mail_from_fields(fields: Fields) -> MailSettings:
    usual = MailSettings()
    security = fields.choice("security", Security) or usual.security
    _refuse_password(fields)
    settings = MailSettings(
        host=_read_host(fields),
        security=security,
        port=fields.integer("port", default=PORTS[security]),
        certificate=fields.text("certificate"),
        user=fields.text("user"),
        variable=_read_variable(fields),
        password_file=fields.text("password_file"),
        mailbox=fields.text("mailbox", default=usual.mailbox),
        address=_read_written(fields, "address"),
        by=fields.name("by", "person"),
        characters=fields.integer("characters", default=usual.characters),
        trusted=fields.text("trusted").lower(),
        sample=fields.text("sample"),
        senders=_read_senders(fields),
        ignore=tuple(_normalise_ignored(text) for text in fields.texts("ignore")),
        **{name: read_limit(fields, name, getattr(usual, name), "mail-limit") for name in _LIMITS},
    )
    if settings.host and not settings.user:
        fields.report("mail-server", fields.place("host"), "写了 host，没有写 user（用户名）", "写上登录邮箱用的用户名")
    if settings.host and not (settings.variable or settings.password_file):
        hint = "写 variable（存口令的环境变量名），或 password_file（只有自己能读的口令文件）"
        fields.report("mail-server", fields.place("host"), "没有写到哪里取口令", hint)
    return settings


_LIMITS = ("since_days", "letters", "megabytes", "seconds")


def _refuse_password(fields: Fields) -> None:
    """The settings lie in git, where everybody reads them for ever."""
    if fields.text("password"):
        hint = "删去这一行，口令已经提交过的要换掉；改写 variable（环境变量名）或 password_file（口令文件）"
        fields.report("mail-password", fields.place("password"), "口令不能写在 mail.yml 里", hint)


def _read_host(fields: Fields) -> str:
    host = fields.text("host")
    if host and not _HOST.fullmatch(host):
        fields.report("mail-server", fields.place("host"), f"“{host}”不是主机名", "如 mail.yunxi.gov.cn，端口写在 port")
        return ""
    return host


def _read_variable(fields: Fields) -> str:
    variable = fields.text("variable")
    if variable and not _VARIABLE.fullmatch(variable):
        hint = "只写变量的名称，如 JIANBAO_MAIL；口令本身不要写在这里"
        fields.report("mail-password", fields.place("variable"), "variable（口令变量）不是环境变量的名称", hint)
        return ""
    return variable


def _read_senders(fields: Fields) -> tuple[Sender, ...]:
    senders: list[Sender] = []
    for group in fields.mappings("senders"):
        sender = Sender(
            unit=group.name("unit", "unit", required=True),
            address=_read_written(group, "address"),
            domain=_read_written(group, "domain"),
            person=group.text("person"),
        )
        if not (group.has("address") or group.has("domain")):
            group.report("mail-sender", group.mapping.place, "没有写 address（邮箱）或 domain（域名）", "写上其中一个")
        key = "address" if sender.address else "domain"
        if getattr(sender, key) and any(getattr(known, key) == getattr(sender, key) for known in senders):
            message = f"“{getattr(sender, key)}”写了两次"
            group.report("mail-sender", group.place(key), message, "一个邮箱只报送一个单位的稿件，删去一处")
        senders.append(sender)
        group.finish()
    return tuple(senders)


def _read_written(fields: Fields, key: str) -> str:
    """An address or a domain, normalised; empty where it is neither."""
    written = fields.text(key)
    if not written:
        return ""
    is_domain = key == "domain"
    if not (_DOMAIN if is_domain else _ADDRESS).fullmatch(written):
        what, example = ("域名", "chengguan.yunxi.gov.cn") if is_domain else ("邮箱地址", "chengguan@yunxi.gov.cn")
        fields.report("mail-sender", fields.place(key), f"“{written}”不是{what}", f"如 {example}")
        return ""
    return normalise_domain(written) if is_domain else normalise_address(written)


def _normalise_ignored(written: str) -> str:
    """An address, a domain, or the id of a mail, which is told apart by no sign: ids are compared as written too."""
    bare = written.strip().strip("<>")
    return normalise_address(bare) if _ADDRESS.fullmatch(bare) or _DOMAIN.fullmatch(bare) else bare
