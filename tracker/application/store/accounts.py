"""What is claimed of a development, read from the JSON of its entries without decoding them into forms.

The page of a state must start fast, and the forms of the catalogue take longer to import than all else. Where ties
between developments are more than plain chains nothing is guessed: the settling of the domain is to be asked.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tracker.application.store.derived_keys import SAME

_ENTRIES = "SELECT topic, state FROM stored_events WHERE originator_id = ? ORDER BY originator_version"
_MERGED = "SELECT origin FROM links WHERE target = ? AND kind = ?"


class Told(NamedTuple):
    """A claim as its entry has it."""

    aspect: str
    value: Any
    qualifier: str | None = None
    by: str | None = None
    party: str | None = None
    source: str | None = None
    quote: str | None = None
    offset: int | None = None
    note: str | None = None


@dataclass(slots=True)
class Heard:
    """What the entries of one development say of its claims and ties."""

    claims: list[Told] = field(default_factory=list)
    assessed: list[tuple[str, Any]] = field(default_factory=list)
    same_as: list[str] = field(default_factory=list)
    stands: bool = False


def accounts(conn: sqlite3.Connection, stream: str) -> tuple[tuple[Told, ...], dict[str, Any]] | None:
    """Claims and assessments of a development that counts and of what is merged into it, as known now.

    None where its ties are no plain chains.
    """
    heard = {stream: _heard(conn, stream)}
    members = [stream]
    for member in members:
        for (other,) in sorted(conn.execute(_MERGED, (member, SAME)).fetchall()):
            found = heard.setdefault(other, _heard(conn, other))
            if found.stands and found.same_as:
                if found.same_as != [member] or other in members:
                    return None
                members.append(other)
    if heard[stream].same_as or not heard[stream].stands:
        return None
    claims = tuple(claim for member in members for claim in heard[member].claims)
    return claims, dict(item for member in members for item in heard[member].assessed)


def _heard(conn: sqlite3.Connection, stream: str) -> Heard:
    heard = Heard()
    for topic, state in conn.execute(_ENTRIES, (stream,)):
        hear(heard, topic, json.loads(state))
    return heard


def hear(heard: Heard, topic: str, body: dict[str, Any]) -> None:
    """Add an entry, as ``evolve`` of the domain does."""
    if "development" in body:
        heard.claims, heard.stands = claims_in(body["development"]), True
    elif topic == "corrected" and "claims" in body["changes"]:
        heard.claims = claims_in(body["changes"])
    elif topic in ("retracted", "reinstated"):
        heard.stands = topic == "reinstated"
    elif topic == "claimed":
        heard.claims += [claim for claim in claims_in(body) if claim not in heard.claims]
    elif topic == "assessed" and body.get("aspect"):
        heard.assessed.append((body["aspect"], body.get("value")))
    elif topic == "linked":
        heard.same_as += [other for other in body.get("same_as", ()) if other not in heard.same_as]
    elif topic == "unlinked":
        heard.same_as = [other for other in heard.same_as if other not in body.get("same_as", ())]


def claims_in(body: dict[str, Any]) -> list[Told]:
    """The claims that a development, or an entry on one, has."""
    return [Told(**claim) for claim in body.get("claims", ())]
