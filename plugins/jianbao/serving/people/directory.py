"""目录服务: asking an LDAP server (RFC 4513, simple bind) whether a password is right. Nothing else is read from it."""

from __future__ import annotations

import ssl
import warnings

from jianbao.acting.refusing import refuse
from jianbao.settings.desk import Ldap

with warnings.catch_warnings():
    # ldap3 2.9 asks pyasn1 for names that it calls by others now; both work.
    warnings.simplefilter("ignore", DeprecationWarning)
    from ldap3 import NONE, SIMPLE, Connection, Server, Tls
    from ldap3.core.exceptions import LDAPException
    from ldap3.core.results import (
        RESULT_INVALID_CREDENTIALS,
        RESULT_INVALID_DN_SYNTAX,
        RESULT_NO_SUCH_OBJECT,
        RESULT_SUCCESS,
    )
    from ldap3.utils.dn import escape_rdn

_SECONDS = 5
# What a server says of a name or a password that is wrong (RFC 4511, section 4.1.9); all else is its own trouble.
_WRONG = frozenset({RESULT_INVALID_CREDENTIALS, RESULT_NO_SUCH_OBJECT, RESULT_INVALID_DN_SYNTAX})


def can_bind(ldap: Ldap, person: str, password: str) -> bool:
    """Whether the server knows this password; an empty one, which many servers take for nobody in particular, never is.

    Refuses with ProblemsFound where the server does not answer, or answers something else than yes or no.
    """
    if not password or not person:
        return False
    try:
        result = _bind(ldap, ldap.name.replace("{person}", escape_rdn(person)), password)
    except (LDAPException, OSError) as error:
        _refuse(str(error))
    if result["result"] not in (RESULT_SUCCESS, *_WRONG):
        _refuse(str(result["description"]))
    return bool(result["result"] == RESULT_SUCCESS)


def _bind(ldap: Ldap, name: str, password: str) -> dict[str, object]:
    """The server's answer. A password goes to this server alone, and over TLS only to one that proves its name."""
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=ldap.certificate or None)
    server = Server(ldap.url, tls=tls, get_info=NONE, connect_timeout=_SECONDS)
    connection = Connection(
        server, name, password, authentication=SIMPLE, receive_timeout=_SECONDS, auto_referrals=False
    )
    try:
        connection.bind()
        answer: dict[str, object] = dict(connection.result)
        return answer
    finally:
        connection.unbind()
        if connection.socket:  # which ldap3 leaves open where nobody answered
            connection.socket.close()


def _refuse(said: str) -> None:
    refuse("directory-down", f"目录服务没有回应，现在登录不了（{said}）", "稍等再试；仍不成的请找管理员")
