"""What is new to who reads: developments by pair, from when they were recorded until they were looked at."""

from collections.abc import Collection, Mapping
from typing import Any


def of_others(document: Mapping[str, Any], own: Collection[int]) -> dict[str, Any]:
    """The news but for developments of which only was said what one wrote here oneself, at these positions."""
    pairs = []
    for held in document["pairs"]:
        rows = [row for row in held["developments"] if any(entry["position"] not in own for entry in row["entries"])]
        if rows:
            pairs.append({**held, "developments": rows})
    gone = _rows(document["pairs"]) - _rows(pairs)
    return {**document, "pairs": pairs, "developments": document["developments"] - gone}


def _rows(pairs: Collection[Mapping[str, Any]]) -> int:
    return sum(len(held["developments"]) for held in pairs)


class Fresh:
    """The developments that were not looked at yet."""

    def __init__(self) -> None:
        self._of: dict[str, set[str]] = {}
        self._seen: dict[str, int] = {}
        """How much of a development was looked at: the position of its newest entry then."""
        self._newest: dict[str, int] = {}

    def take(self, document: Mapping[str, Any]) -> None:
        """Take what the news say; what was looked at since is no longer new, unless more was said of it."""
        self._of.clear()
        for held in document["pairs"]:
            for row in held["developments"]:
                self._newest[row["development"]] = newest = row["entries"][-1]["position"]
                if newest > self._seen.get(row["development"], 0):
                    self._of.setdefault(held["pair"] or "", set()).add(row["development"])

    def look(self, name: str | None) -> bool:
        """Look at a development; whether that was new."""
        for pair, names in self._of.items():
            if name in names:
                names.remove(name)
                self._seen[name] = self._newest[name]
                if not names:
                    del self._of[pair]
                return True
        return False

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of which something is new."""
        return frozenset(self._of)

    @property
    def developments(self) -> frozenset[str]:
        """The developments that are new."""
        return frozenset(name for names in self._of.values() for name in names)

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))
