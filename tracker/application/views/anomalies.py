"""Anomalies: what happened although the state did not allow for it, of one pair or of all."""

from typing import Any

from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.state import anomalies


def anomaly_rows(reader: Reader, clocks: Clocks, pair: str | None = None) -> list[dict[str, Any]]:
    """Development, expected, article, disagrees and uncertain of each anomaly, with component, found and pair."""
    pairs = reader.pairs() if pair is None else [pair]
    return [
        {**_first(row), "component": row["component"], "found": row["found"], "pair": name}
        for name in pairs
        for row in anomalies(reader.picture(name, clocks))
    ]


def _first(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("development", "expected", "article", "disagrees", "uncertain")
    return {key: row[key] for key in keys}
