"""Earlier storage formats: what beside the entries a file of each declares, letter by letter.

The entries are the same in every format. A file of an earlier one is brought to this one by ``upgrading``.
"""

EARLIER: dict[int, dict[str, str]] = {
    1: {
        "meta": "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "pairs": "CREATE TABLE pairs (pair INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL, "
        "tail INTEGER NOT NULL, known INTEGER NOT NULL, position INTEGER NOT NULL, amended INTEGER NOT NULL)",
        "acts": "CREATE TABLE acts (act INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE)",
        "facts": "CREATE TABLE facts (pair INTEGER NOT NULL, moment INTEGER NOT NULL, id TEXT NOT NULL, "
        "dev INTEGER NOT NULL, act INTEGER, known INTEGER NOT NULL, earliest INTEGER, latest INTEGER NOT NULL, "
        "marks INTEGER NOT NULL, PRIMARY KEY (pair, moment, id)) WITHOUT ROWID",
        "facts_dev": "CREATE INDEX facts_dev ON facts (dev)",
        "facts_marked": "CREATE INDEX facts_marked ON facts (pair, marks) WHERE marks > 0",
        "past": "CREATE TABLE past (pair INTEGER NOT NULL, dev INTEGER NOT NULL, "
        "PRIMARY KEY (pair, dev)) WITHOUT ROWID",
        "links": "CREATE TABLE links (target TEXT NOT NULL, kind INTEGER NOT NULL, origin TEXT NOT NULL, "
        "PRIMARY KEY (target, kind, origin)) WITHOUT ROWID",
        "checkpoints": "CREATE TABLE checkpoints (pair INTEGER NOT NULL, moment INTEGER NOT NULL, id TEXT NOT NULL, "
        "count INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (pair, moment, id)) WITHOUT ROWID",
    },
    2: {
        "meta": "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "pairs": "CREATE TABLE pairs (pair INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL, "
        "tail INTEGER NOT NULL, known INTEGER NOT NULL, position INTEGER NOT NULL, amended INTEGER NOT NULL, "
        "crc INTEGER NOT NULL)",
        "acts": "CREATE TABLE acts (act INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE, crc INTEGER NOT NULL)",
        "facts": "CREATE TABLE facts (pair INTEGER NOT NULL, moment INTEGER NOT NULL, id TEXT NOT NULL, "
        "dev INTEGER NOT NULL, act INTEGER, known INTEGER NOT NULL, earliest INTEGER, latest INTEGER NOT NULL, "
        "marks INTEGER NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (pair, moment, id)) WITHOUT ROWID",
        "facts_dev": "CREATE INDEX facts_dev ON facts (dev)",
        "facts_marked": "CREATE INDEX facts_marked ON facts (pair, marks) WHERE marks > 0",
        "past": "CREATE TABLE past (pair INTEGER NOT NULL, dev INTEGER NOT NULL, crc INTEGER NOT NULL, "
        "PRIMARY KEY (pair, dev)) WITHOUT ROWID",
        "links": "CREATE TABLE links (target TEXT NOT NULL, kind INTEGER NOT NULL, origin TEXT NOT NULL, "
        "crc INTEGER NOT NULL, PRIMARY KEY (target, kind, origin)) WITHOUT ROWID",
        "checkpoints": "CREATE TABLE checkpoints (pair INTEGER NOT NULL, moment INTEGER NOT NULL, id TEXT NOT NULL, "
        "count INTEGER NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL, "
        "PRIMARY KEY (pair, moment, id)) WITHOUT ROWID",
        "tree": "CREATE TABLE tree (origin TEXT NOT NULL, frontier BLOB NOT NULL)",
        "leaves": "CREATE TABLE leaves (position INTEGER PRIMARY KEY, hash BLOB NOT NULL)",
        "seals": "CREATE TABLE seals (size INTEGER PRIMARY KEY, root BLOB NOT NULL, time TEXT NOT NULL)",
    },
}
"""Format 1 had neither checksums of derived rows nor a tree over the entries. Up to format 2 checkpoints lay in the
order of their keys, and SQLite read the whole of each on the way to one."""
