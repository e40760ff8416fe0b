"""Forward flags of pairs: which of them carry *risk* or *opportunity* on a date, and on what that rests."""

from collections.abc import Iterable
from typing import Any

from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.told import told_then
from tracker.domain.fold import Folding
from tracker.domain.outlook import OPPORTUNITY, RISK, Flag, Outlook, Told, dated, outlook, signs

__all__ = ["FLAG_SIGNS", "Flag", "flag_document", "outlooks"]

FLAG_SIGNS = {RISK: "!", OPPORTUNITY: "+"}
"""What stands for a flag where there is no room for a word."""


def outlooks(reader: Reader, folded: Iterable[tuple[str, Folding, bool]], clocks: Clocks) -> dict[str, Outlook]:
    """The flags of some pairs on a date, by pair.

    Of each its state, and whether that was folded as known then, so that it refers to developments by id. However
    many pairs are asked for, the rows are read in few questions.
    """
    every = list(folded)
    now = _outlooks_now(reader, [(pair, folding) for pair, folding, then in every if not then], clocks)
    return now | {pair: _outlook_then(reader, pair, folding, clocks) for pair, folding, then in every if then}


def _outlooks_now(reader: Reader, folded: list[tuple[str, Folding]], clocks: Clocks) -> dict[str, Outlook]:
    day, every = clocks.as_of.day.toordinal(), clocks._replace(known_at=None, position=None)
    due = reader.sayings.dues({ref for _, folding in folded for ref in dated(folding)}, every)
    found = {pair: signs(pair, folding, day, due) for pair, folding in folded}
    placed = reader.sayings.placed({sign.ref for some in found.values() for sign in some})
    told = {ref: Told(name, on, due.get(ref)) for ref, (name, on) in placed.items()}
    return {pair: outlook(some, told, day) for pair, some in found.items()}


def _outlook_then(reader: Reader, pair: str, folding: Folding, clocks: Clocks) -> Outlook:
    day = clocks.as_of.day.toordinal()
    limits = told_then(reader, set(dated(folding)), clocks)
    found = signs(pair, folding, day, {name for name, told in limits.items() if told.due is not None})
    told = told_then(reader, {sign.ref for sign in found} - limits.keys(), clocks)
    return outlook(found, told | limits, day)


def flag_document(flag: Flag | None) -> dict[str, Any] | None:
    """A flag as JSON; null where it is not raised."""
    return None if flag is None else flag._asdict()
