"""Errata: what of a cited picture no longer holds, the date staying where it is, now that more is known.

Each part of the picture that is otherwise now is told, old and new, with the entries since that made it so: those
recorded behind the position of the citation, and those that were recorded already and known only later. Nothing is
told exactly where the picture is still the same, digest for digest.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tracker.application.cited import Cited
from tracker.application.problems import BadInput
from tracker.application.store.codec import Stored
from tracker.application.store.lookup import history
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.chronicles import sees, settling_at, streams_of
from tracker.application.views.histories import changes, envelope
from tracker.application.views.recited import RULES, SAME, judged
from tracker.application.views.state import state_document
from tracker.domain.chronicle import Settling
from tracker.domain.dossier import Dossier, evolve
from tracker.domain.log import Recorded

_LISTS = ("anomalies", "disputed", "uncertain", "open")


def errata(reader: Reader, cited: Cited, *, now: datetime) -> dict[str, Any]:
    """Rows old and new of what differs, and the entries behind; BadInput where the log does not hold the picture."""
    verdict = judged(reader, cited, now=now)
    if verdict.word not in (SAME, RULES):
        raise BadInput(
            f"the log does not give the picture that was cited: {verdict.says}", "citation",
            "see what differs, with: tracker show CITATION",
        )  # fmt: skip
    today = Clocks(cited.as_of)
    old = state_document(reader, cited.pair, cited.clocks, now=now)
    new = state_document(reader, cited.pair, today, now=now)
    rows = list(_differences(old, new))
    entries = _since(reader, cited, today) if rows else []
    return {
        "cited": cited.line,
        "pair": cited.pair,
        "before": old["clocks"],
        "after": new["clocks"],
        "holds": not rows,
        "rules_differ": verdict.word == RULES,
        "errata": [{**row, "entries": _made_by(row, entries)} for row in rows],
        "entries": entries,
    }


def _differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything of two pictures that differs, but their clocks."""
    yield from _components("state", old["state"], new["state"], _grounds(old, new))
    yield from _same_value_other_ground(old, new)
    for part in _LISTS:
        gone = [item for item in old[part] if item not in new[part]]
        come = [item for item in new[part] if item not in old[part]]
        if gone or come:
            yield _row(part, part, gone, come, _named_in([*gone, *come]))
        elif old[part] != new[part]:
            yield _row(part, part, old[part], new[part], _named_in(old[part]))
    yield from _components("tension", _reading(old["tension"]), _reading(new["tension"]), {})


def _reading(tension: dict[str, Any]) -> dict[str, Any]:
    """A reading with one entry a figure: ``cooperation{PAK>IRN}``."""
    directions = {
        f"{name}{{{owner}}}": figure
        for owner, figures in tension["directions"].items()
        for name, figure in figures.items()
    }
    return {**{name: value for name, value in tension.items() if name != "directions"}, **directions}


def _row(part: str, name: str, old: Any, new: Any, ground: list[str]) -> dict[str, Any]:
    return {"part": part, "component": name, "old": old, "new": new, "because": list(dict.fromkeys(ground))}


def _components(
    part: str, old: dict[str, Any], new: dict[str, Any], ground: dict[str, list[str]]
) -> Iterator[dict[str, Any]]:
    before, after = flat(old), flat(new)
    for name in [*before, *(name for name in after if name not in before)]:
        if before.get(name) != after.get(name):
            yield _row(part, name, before.get(name), after.get(name), ground.get(name, []))


def _same_value_other_ground(old: dict[str, Any], new: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Components whose value holds while it rests on other developments."""
    values, ground = (flat(old["state"]), flat(new["state"])), _grounds(old, new)
    for row in _components("because", old["because"], new["because"], ground):
        name = row["component"]
        if values[0].get(name) == values[1].get(name):
            yield row


def flat(document: dict[str, Any]) -> dict[str, Any]:
    """A mapping with one entry a component and half: ``head{PAK>IRN}``."""
    found: dict[str, Any] = {}
    for name, value in document.items():
        if isinstance(value, dict) and value and all(_is_owner(key) for key in value):
            found.update((f"{name}{{{owner}}}", part) for owner, part in value.items())
        else:
            found[name] = value
    return found


def _is_owner(key: str) -> bool:
    return len(key) in (3, 7) and key.replace(">", "").isalpha() and key.isupper()


def _grounds(old: dict[str, Any], new: dict[str, Any]) -> dict[str, list[str]]:
    before, after = flat(old["because"]), flat(new["because"])
    return {name: [*before.get(name, []), *after.get(name, [])] for name in {*before, *after}}


def _named_in(items: list[Any]) -> list[str]:
    """The developments that rows of a list are about."""
    found: list[str] = []
    for item in items:
        if isinstance(item, str):
            found.append(item)
        else:
            found += [item["development"]] if "development" in item else item["because"]
    return found


def _made_by(row: dict[str, Any], entries: list[dict[str, Any]]) -> list[int]:
    """The entries that speak of the developments behind a row; where none does, of what the picture lost."""
    behind = [entry["position"] for entry in entries if {entry["development"], entry["counts_as"]} & {*row["because"]}]
    return behind or [entry["position"] for entry in entries]


def _since(reader: Reader, cited: Cited, today: Clocks) -> list[dict[str, Any]]:
    """The entries about what can be in the picture that were recorded, or known, since it was cited."""
    before, after = settling_at(reader, cited.clocks), settling_at(reader, today)
    found = []
    for stream in _streams(reader, cited):
        if _touches(before, stream, cited) or _touches(after, stream, cited):
            found += list(_later(history(reader.conn, stream), cited.clocks, after.canonical(stream)))
    return sorted(found, key=lambda row: row["position"])


def _streams(reader: Reader, cited: Cited) -> list[str]:
    """The developments of the pair of which something may have been said, or become known, since."""
    every = streams_of(reader, cited.pair)
    if not reader.sees_all(cited.pair, cited.clocks._replace(position=None)):
        return every
    rows = reader.conn.execute("SELECT DISTINCT originator_id FROM stored_events WHERE rowid > ?", (cited.position,))
    later = {stream for (stream,) in rows}
    return [stream for stream in every if stream in later]


def _touches(settling: Settling, stream: str, cited: Cited) -> bool:
    """Whether a development has happened, or may have, by the date of the picture."""
    dossier = settling.lookup.dossier(stream)
    if dossier is None or dossier.development is None:
        return False
    when = dossier.development.occurred
    return when.earliest is None or min(when.earliest, when.best) <= cited.as_of.day


def _later(entries: list[Stored], clocks: Clocks, counted: str) -> Iterator[dict[str, Any]]:
    dossier: Dossier | None = None
    for stored in entries:
        after = evolve(dossier, stored.entry)
        if not sees(stored, clocks):
            yield {
                **envelope(stored),
                "development": stored.entry.stream,
                "counts_as": counted,
                "kind": "new" if isinstance(stored.entry, Recorded) else stored.entry.topic,
                "summary": "" if after.development is None else after.development.summary,
                "changes": [] if dossier is None else changes(dossier, after),
            }
        dossier = after
