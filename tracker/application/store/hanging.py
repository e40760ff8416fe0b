"""Developments of which the row hangs on others: as known then it may have been another, whatever was said of them.

All others stood as they stand, once their one entry was known.
"""

import sqlite3

from tracker.application.store.derived_keys import INEXACT, RESPONSE, SAME

_PLACED = (
    "LEFT JOIN stored_events {0}e ON {0}e.originator_id = l.{1} AND {0}e.originator_version = 1 "
    "LEFT JOIN facts {0} ON {0}.dev = {0}e.rowid"
)
"""What a tie is of, as a fact."""
_BOUNDED = (
    f"SELECT DISTINCT te.rowid FROM links l {_PLACED.format('t', 'target')} {_PLACED.format('o', 'origin')} "
    f"WHERE l.kind = {RESPONSE} AND (t.marks & {INEXACT} <> 0 OR o.dev IS NULL OR o.latest <= t.latest)"
)
"""What an answer may bound, or may have bounded: its date is not exact, or is where an answer ends."""
_TIED = (
    "SELECT e.rowid FROM links l JOIN stored_events e ON e.originator_id IN (l.origin, l.target) "
    f"AND e.originator_version = 1 WHERE l.kind = {SAME}"
)
"""What is, or is said to be, the same as another."""
_BEHIND = (
    f"SELECT e.rowid FROM links l {_PLACED.format('t', 'target')} "
    "JOIN stored_events e ON e.originator_id = l.origin AND e.originator_version = 1 "
    f"WHERE l.kind = {RESPONSE} AND (t.dev IS NULL OR t.marks & {INEXACT} <> 0 "
    "OR te.rowid IN (SELECT dev FROM bounded) "
    "OR EXISTS (SELECT 1 FROM past p WHERE p.pair = t.pair AND p.dev = t.dev) "
    f"OR EXISTS (SELECT 1 FROM links s WHERE s.target = l.target AND s.kind = {SAME}))"
)
"""What answers something of which the place may have been another."""
_HANGING = (
    f"WITH bounded(dev) AS ({_BOUNDED}) SELECT dev FROM bounded WHERE dev IS NOT NULL "
    f"UNION ALL {_TIED} UNION ALL {_BEHIND}"
)


def hanging(conn: sqlite3.Connection) -> frozenset[int]:
    """Their positions: those of their first entries."""
    return frozenset(dev for (dev,) in conn.execute(_HANGING))
