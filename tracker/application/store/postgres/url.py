"""Addresses of PostgreSQL databases, read: ``postgresql://user@host/database``.

The forms of libpq hold: the password may come from the address, PGPASSWORD, a password file or a service file. Parts
are taken apart here, strictly, because libpq names what it cannot read in its messages, and that may be a password.
"""

import re
from collections.abc import Iterable

from tracker.application.problems import BadInput
from tracker.application.store.address import SCHEMA, PostgresUrl

_FORM = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/?]*)(?::(?P<password>[^@/?]*))?@)?"
    r"(?P<hosts>[^@/?]*)(?:/(?P<database>[^@/?]*))?(?:\?(?P<options>[^@?]*))?",
    re.ASCII,
)
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.%]+\]|[^\[\]:,]*)(?::\d{1,5})?", re.ASCII)
_UNREADABLE = re.compile(r"%(?![0-9A-Fa-f]{2})|%00|[\ud800-\udfff]")
"""What no part may hold: broken escapes, and bytes that are no UTF-8, as the shell gives them."""
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,40}", re.ASCII)
_SHOWN = ("host", "hostaddr", "port", "user", "dbname", "service", "schema")
_REMEDY = "write postgresql://user@host/database; in a part of it write @ as %40, / as %2F, ? as %3F and % as %25"


def postgres_url(text: str, option: str) -> PostgresUrl:
    """The database that a URL names; BadInput, without a part of it, where it is none. ``option`` gave it."""
    found = _FORM.fullmatch(text)
    if found is None or _UNREADABLE.search(text) or not all(map(_HOST.fullmatch, found["hosts"].split(","))):
        raise BadInput("this is no address of a PostgreSQL database", option, _REMEDY)
    options = dict(_options(found))
    schema = options.pop("schema", SCHEMA)
    if _NAME.fullmatch(schema) is None:
        raise BadInput(
            "the schema is no plain name", option, "up to 41 of a-z, 0-9 and _, beginning with no digit: schema=desk_2"
        )
    return PostgresUrl(_shown(options, schema), schema, tuple(options.items()))


def _options(found: "re.Match[str]") -> Iterable[tuple[str, str]]:
    from urllib.parse import parse_qsl, unquote

    hosts = [_split(host) for host in found["hosts"].split(",")]
    parts = {
        "user": found["user"],
        "password": found["password"],
        "host": ",".join(host for host, _ in hosts),
        "port": ",".join(port for _, port in hosts) if any(port for _, port in hosts) else "",
        "dbname": found["database"],
    }
    yield from ((name, unquote(part)) for name, part in parts.items() if part)
    yield from parse_qsl((found["options"] or "").replace("+", "%2B"), keep_blank_values=True)


def _split(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    if not colon or "]" in port:
        name, port = host, ""
    return name.strip("[]"), port


def _shown(options: dict[str, str], schema: str) -> str:
    """Who is where, without what is secret or of no use for knowing which database it is."""
    from urllib.parse import quote

    rest = {**options, **({} if schema == SCHEMA else {"schema": schema})}
    user, host, port, database = (rest.pop(name, "") for name in ("user", "host", "port", "dbname"))
    if "/" in host or "," in host or "," in port:
        rest, host, port = {"host": host, **({"port": port} if port else {}), **rest}, "", ""
    place = f"[{host}]" if ":" in host else host
    more = "&".join(f"{name}={quote(rest[name], safe='/,:')}" for name in _SHOWN if rest.get(name))
    owner = f"{quote(user)}@" if user else ""
    return f"postgresql://{owner}{place}{f':{port}' if port else ''}/{quote(database)}{f'?{more}' if more else ''}"
