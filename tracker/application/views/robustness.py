"""Robustness: for each component how many independent publisher families carry it, and what falls first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.ground import Ground, folded
from tracker.application.views.grounds import ground_at
from tracker.application.views.sifted import EVERYTHING, LeftOut, knocked_out
from tracker.application.views.state import clocks_document
from tracker.application.views.weakest import (
    Change,
    Probe,
    group_changes,
    reading_probe,
    slot_probe,
    weakest_link,
)
from tracker.domain.fold import Folding, refs
from tracker.domain.parties import halves
from tracker.domain.reading import open_acts
from tracker.domain.relation import COMPONENT, labels
from tracker.domain.sifting import independent


def robustness_document(
    reader: Reader, pair: str, clocks: Clocks, left_out: LeftOut = EVERYTHING, *, now: datetime
) -> dict[str, Any]:
    """Each component that something is said of, the least carried first, and each family with what falls with it."""
    knockout = knocked_out(reader, pair, clocks, left_out) if left_out else None
    ground = ground_at(reader, pair, clocks, knockout.chronicle if knockout else None)
    rows = sorted(_rows(ground), key=_carriage)
    return {
        "pair": pair,
        "components": rows,
        "families": _families(ground, rows),
        "clocks": clocks_document(reader, clocks, now),
        **({"without": knockout.document} if knockout else {}),
    }


def _carriage(row: dict[str, Any]) -> tuple[bool, bool, int, int]:
    """What falls first: where a single thing takes it away, then what fewest families and developments carry."""
    weakest = row["weakest"]
    return weakest is None, weakest is not None and not weakest["families"], row["independent"], len(row["because"])


def _rows(ground: Ground) -> Iterator[dict[str, Any]]:
    folding = folded(ground)
    for place, (component, owner) in enumerate(labels(ground.pair)):
        if COMPONENT[component].shown and folding.because[place] is not None:
            made = refs(folding.because[place])
            yield _row(component, owner or None, slot_probe(ground, component, place), made)
    for half, name in enumerate(halves(ground.pair)):
        probe = reading_probe(ground, half, tension=True)
        if probe.value:
            yield _row("tension", name, probe, _pressing(ground, folding, half))


def _pressing(ground: Ground, folding: Folding, half: int) -> list[str]:
    """The developments behind a tension: of the heaviest open act where that makes it, else all that weigh."""
    name, probe = halves(ground.pair)[half], reading_probe(ground, half, tension=True)
    acts = [act for act in open_acts(ground.pair, folding) if act.half == name]
    if acts and round(acts[0].weight, 2) == probe.value:
        return list(acts[0].refs)
    return [row.id for row in ground.rows if any(kind == half for kind, _ in ground.acts[row.key].pushes)]


def _row(component: str, owner: str | None, probe: Probe, made: list[str]) -> dict[str, Any]:
    ground = probe.ground
    families = sorted({family for stream in made for family in ground.families(stream)})
    return {
        "component": component,
        "owner": owner,
        "value": probe.value,
        "because": made,
        "families": families,
        "independent": independent(families),
        "unsourced": sum(not ground.sources(stream) for stream in made),
        "weakest": weakest_link(probe),
        "falls": [_fall(change) for change in group_changes(probe) if component != "tension" or _is_family(change)],
    }


def _is_family(change: Change) -> bool:
    """Of a reading families are listed only: a little of it falls with every article."""
    return change.kind == "family"


def _fall(change: Change) -> dict[str, Any]:
    return {"kind": change.kind, "name": change.name, "developments": list(change.gone), "value": change.value}


def _families(ground: Ground, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each publisher family, first that with which most components fall."""
    alone: dict[str, list[str]] = {}
    for placed in ground.rows:
        named = ground.families(placed.id)
        for family in named:
            alone.setdefault(family, [])
        if len(named) == 1:
            alone[next(iter(named))].append(placed.id)
    found = [
        {"family": family, "developments": streams, "components": _fallen(rows, family)}
        for family, streams in alone.items()
    ]
    return sorted(found, key=lambda row: (-len(row["components"]), -len(row["developments"]), str(row["family"])))


def _fallen(rows: list[dict[str, Any]], family: str) -> list[str]:
    return [
        named(row) for row in rows if any(fall["kind"] == "family" and fall["name"] == family for fall in row["falls"])
    ]


def named(row: dict[str, Any]) -> str:
    """``head{PAK>IRN}`` of a row, ``relations`` where it belongs to the pair."""
    return f"{row['component']}{{{row['owner']}}}" if row["owner"] else str(row["component"])
