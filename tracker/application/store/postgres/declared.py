"""The schema of a log in a database: made as that of a file is made, and compared with what the catalogue tells.

Whatever else lies in the schema, or hangs on a table of it and could run or hide rows (triggers, rules, policies,
defaults, views, functions), is a difference, and a log that differs is not used.
"""

import re
from collections.abc import Iterable, Iterator

from tracker.application.problems import BadInput
from tracker.application.store import schema
from tracker.application.store.postgres.session import PostgresConnection, as_sqlite
from tracker.application.store.postgres.turn import Guard
from tracker.application.store.tree import LogTree

EVENTS = (
    'CREATE TABLE stored_events (originator_id text COLLATE "C" NOT NULL, originator_version bigint NOT NULL, '
    'topic text COLLATE "C" NOT NULL, state bytea NOT NULL, notification_id bigint NOT NULL, '
    "PRIMARY KEY (originator_id, originator_version))"
)
"""As the library has it, but for two things: text is in the order of its bytes as in a file, and the position has no
sequence behind it, because a sequence skips what is rolled back."""
EVENTS_INDEX = "CREATE UNIQUE INDEX stored_events_notification_id_idx ON stored_events (notification_id)"
MARK = "CREATE TABLE mark (application bigint NOT NULL, format bigint NOT NULL)"
FORMAT = 2
"""Of a server; the third one of files changed nothing here, where no table lies in the order of its keys."""
_TYPES = {"INTEGER": "bigint", "TEXT": 'text COLLATE "C"', "BLOB": "bytea"}
_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*)\)")
_COLUMN = re.compile(r'(\w+) (bigint|text COLLATE "C"|bytea)( NOT NULL)?( UNIQUE)?( PRIMARY KEY)?')
_KEY = re.compile(r"PRIMARY KEY \(([^)]*)\)")
_INDEX = re.compile(r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+) \(([^)]*)\)(?: WHERE (.*))?")

_CATALOGUE = """
SELECT 'table ' || relname || CASE WHEN relkind <> 'r' THEN ' kind ' || relkind::text ELSE '' END
    || CASE WHEN relpersistence <> 'p' OR relrowsecurity OR relforcerowsecurity OR relispartition OR reloftype <> 0
        THEN ' with policies or of another sort' ELSE '' END
  FROM pg_class WHERE relnamespace = {here} AND relkind NOT IN ('i', 'I', 't')
UNION ALL SELECT 'column ' || relname || '.' || attnum || ' ' || attname || ' ' || format_type(atttypid, atttypmod)
    || CASE WHEN attnotnull THEN ' not null' ELSE '' END
    || CASE WHEN attcollation NOT IN (0, {bytes}) THEN ' in another order' ELSE '' END
    || CASE WHEN atthasdef OR attidentity <> '' OR attgenerated <> '' THEN ' with a default' ELSE '' END
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
 WHERE relnamespace = {here} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT 'index ' || replace(replace(pg_get_indexdef(indexrelid), '"', ''), ' ON {schema}.', ' ON ')
    || CASE WHEN NOT indisvalid THEN ' not valid' ELSE '' END
  FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE relnamespace = {here} AND relkind = 'r'
UNION ALL SELECT 'constraint ' || conname || ' ' || contype::text FROM pg_constraint
 WHERE connamespace = {here} AND contype NOT IN ('n', 'p', 'u')
UNION ALL SELECT 'trigger ' || tgname || ' on ' || relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
 WHERE relnamespace = {here}
UNION ALL SELECT 'rule ' || rulename || ' on ' || relname FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class
 WHERE relnamespace = {here}
UNION ALL SELECT 'policy ' || polname || ' on ' || relname FROM pg_policy JOIN pg_class c ON c.oid = polrelid
 WHERE relnamespace = {here}
UNION ALL SELECT 'inheritance of ' || relname FROM pg_inherits JOIN pg_class c ON c.oid IN (inhrelid, inhparent)
 WHERE relnamespace = {here} AND relkind = 'r'
UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = {here}
UNION ALL SELECT 'operator ' || oprname FROM pg_operator WHERE oprnamespace = {here}
UNION ALL SELECT 'statistics ' || stxname FROM pg_statistic_ext WHERE stxnamespace = {here}
UNION ALL SELECT 'type ' || typname FROM pg_type
 WHERE typnamespace = {here} AND typtype <> 'c' AND typelem = 0
"""

_STATE = """
WITH ns AS MATERIALIZED (SELECT oid AS ns FROM pg_namespace WHERE nspname = '{schema}'),
inside AS MATERIALIZED (SELECT classid, objid FROM pg_depend, ns
    WHERE refclassid = 'pg_namespace'::regclass AND refobjid = ns),
t AS MATERIALIZED (SELECT ARRAY(SELECT objid FROM inside WHERE classid = 'pg_class'::regclass) AS t),
x AS MATERIALIZED (SELECT ARRAY(SELECT indexrelid FROM pg_index, t WHERE indrelid = ANY(t)) AS x)
SELECT encode(sha256(convert_to(coalesce(string_agg(row, ','), ''), 'UTF8')), 'hex') FROM (
    SELECT concat('n', o.ctid, o.xmin) FROM pg_namespace o, ns WHERE oid = ns
    UNION ALL SELECT concat(classid::oid, ' ', objid) FROM inside
    UNION ALL SELECT concat('c', o.ctid, o.xmin) FROM pg_class o, t, x WHERE oid = ANY(t || x)
    UNION ALL SELECT concat('a', o.ctid, o.xmin) FROM pg_attribute o, t WHERE attrelid = ANY(t) AND attnum > 0
    UNION ALL SELECT concat('i', o.ctid, o.xmin) FROM pg_index o, t WHERE indrelid = ANY(t)
    UNION ALL SELECT concat('k', o.ctid, o.xmin) FROM pg_constraint o, t WHERE conrelid = ANY(t)
    UNION ALL SELECT concat('t', o.ctid, o.xmin) FROM pg_trigger o, t WHERE tgrelid = ANY(t)
    UNION ALL SELECT concat('r', o.ctid, o.xmin) FROM pg_rewrite o, t WHERE ev_class = ANY(t)
    UNION ALL SELECT concat('p', o.ctid, o.xmin) FROM pg_policy o, t WHERE polrelid = ANY(t)
    UNION ALL SELECT concat('h', o.ctid, o.xmin) FROM pg_inherits o, t WHERE inhparent = ANY(t) OR inhrelid = ANY(t)
) AS rows(row)
"""
"""The versions of all rows of the catalogue from which ``_CATALOGUE`` reads, found by their indexes in a fifth of its
time. Whatever is added, changed or taken away leaves a row of another version, or one more or less."""


def create(conn: PostgresConnection) -> None:
    """Make the tables of an empty schema; within the caller's transaction."""
    for statement in (EVENTS, EVENTS_INDEX, MARK, *_derived()):
        conn.plainly(statement)
    conn.execute("INSERT INTO mark VALUES (?, ?)", (schema.APPLICATION_ID, FORMAT))
    LogTree(as_sqlite(conn)).begin()


def _derived() -> Iterator[str]:
    """The statements of the derived tables, with the types of PostgreSQL."""
    for statement in schema.BESIDE.values():
        text = statement.removesuffix(" WITHOUT ROWID")
        for name, kind in _TYPES.items():
            text = re.sub(rf"\b{name}\b", kind, text)
        yield text


def _here(name: str) -> str:
    return f"(SELECT oid FROM pg_namespace WHERE nspname = '{name}')"


def found(conn: PostgresConnection) -> set[str]:
    """What a schema declares, a line for each thing; nothing where there is no such schema."""
    order = "(SELECT oid FROM pg_collation WHERE collname = 'C' AND collnamespace = 'pg_catalog'::regnamespace)"
    statement = _CATALOGUE.format(here=_here(conn.schema), schema=conn.schema, bytes=order)
    return {line for (line,) in conn.plainly(statement)}


def _state(conn: PostgresConnection) -> str:
    return str(conn.execute(_STATE.format(schema=conn.schema)).fetchone()[0])


def guard(conn: PostgresConnection) -> Guard | None:
    """What fails where the catalogue is not as it was when the schema was last found to be ours; None before that."""
    if conn.sound is None or conn.lost:
        return None
    return f"SELECT 1 / (({_STATE.format(schema=conn.schema)}) = %s)::int", conn.sound


def is_blank(conn: PostgresConnection) -> bool:
    """Whether nothing lies in a schema, or there is none."""
    return conn.plainly(f"SELECT 1 FROM pg_class WHERE relnamespace = {_here(conn.schema)} LIMIT 1").fetchone() is None


def wanted() -> set[str]:
    """What the schema of a log declares, a line for each thing."""
    return {line for statement in (EVENTS, EVENTS_INDEX, MARK, *_derived()) for line in _lines(statement)}


def _lines(statement: str) -> Iterator[str]:
    index = _INDEX.fullmatch(statement)
    if index is not None:
        unique, name, table, columns, where = index.groups()
        yield f"index CREATE {unique or ''}INDEX {name} ON {table} USING btree ({columns})" + (
            f" WHERE ({where})" if where else ""
        )
        return
    table, body = _matched(_TABLE, statement)
    key = _KEY.search(body)
    keyed = key[1].split(", ") if key else [name for name, *_, own in _COLUMN.findall(body) if own]
    yield f"table {table}"
    for number, (name, kind, filled, unique, own) in enumerate(_COLUMN.findall(body), 1):
        needed = " not null" if filled or own or name in keyed else ""
        yield f"column {table}.{number} {name} {kind.split()[0]}{needed}"
        if unique:
            yield f"index CREATE UNIQUE INDEX {table}_{name}_key ON {table} USING btree ({name})"
    if keyed:
        yield f"index CREATE UNIQUE INDEX {table}_pkey ON {table} USING btree ({', '.join(keyed)})"


def _matched(pattern: "re.Pattern[str]", text: str) -> tuple[str, ...]:
    match = pattern.fullmatch(text)
    assert match is not None, text  # noqa: S101 - the statements are the store's own
    return tuple(match.groups())


def check(conn: PostgresConnection, where: str) -> None:
    """Refuse a schema that is not ours, or of a newer format, or that was tampered with.

    Within a turn that a guard let begin only the mark is looked at: the rest is as it was found to be.
    """
    if conn.vouched:
        _check_mark(conn, where)
        return
    state = _state(conn) if conn.in_turn else None  # asked first: what is changed from here on makes it another
    _compare(conn, where)
    conn.sound = state


def _compare(conn: PostgresConnection, where: str) -> None:
    declared = found(conn)
    if not declared.issuperset(_lines(MARK)):
        raise _foreign(conn.schema, where)
    _check_mark(conn, where)
    ours = wanted()
    strange = [f"{line} is missing" for line in _in_order(ours - declared)]
    strange += [f"{line} was added" for line in _in_order(declared - ours)]
    if strange:
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        raise BadInput(
            f"its schema is not the tracker's: {', '.join(strange[:3])}{more}", where,
            "do not use this database; restore a copy that you trust",
        )  # fmt: skip


def _in_order(lines: Iterable[str]) -> list[str]:
    """Tables first: what is said of their columns follows from them."""
    return sorted(lines, key=lambda line: (not line.startswith("table "), line))


def _check_mark(conn: PostgresConnection, where: str) -> None:
    marks = conn.execute("SELECT application, format FROM mark").fetchall()
    if [application for application, _ in marks] != [schema.APPLICATION_ID]:
        raise _foreign(conn.schema, where)
    if marks[0][1] > FORMAT:
        raise BadInput(
            f"written in format {marks[0][1]}, this release reads up to {FORMAT}", where,
            "install a newer release",
        )  # fmt: skip


def _foreign(name: str, where: str) -> BadInput:
    return BadInput(f"the schema {name} is of another program", where, "name another with ?schema=NAME")
