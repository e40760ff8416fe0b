"""Differences: what changed between two dates, or between two states of knowledge, and which of both made it.

Where dates and knowledge both differ, the two questions between are asked too: the later date as known before,
and the earlier date as known after. A change that the date alone makes is from the world, one that knowledge
alone makes is from knowledge; the rest took both. Of two states of knowledge it is also told what was learned, by
which entries, and on which stretches of dates the states differ.
"""

from datetime import date
from typing import Any, NamedTuple

from tracker.application.store.collector import uncollected
from tracker.application.store.derived_keys import DAY
from tracker.application.store.pair_entries import PairEntries
from tracker.application.store.placed import Placed, placed_by
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.components import flat, grounds_in, names_of_slots
from tracker.application.views.histories import change
from tracker.application.views.learned import NEW, learned_rows
from tracker.application.views.state import clocks_document
from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Happening
from tracker.domain.fold import Folding
from tracker.domain.moments import Cut
from tracker.domain.reading import highest_tension, state_on
from tracker.domain.relation import COMPONENT, Component, as_json, labels
from tracker.domain.stretches import DISPUTE, Stretch, Telling, stretches

WORLD, KNOWLEDGE, BOTH = "world", "knowledge", "both"


class _View(NamedTuple):
    """What one question answers: the folded state and its components by name, and what counts, in order."""

    folding: Folding
    components: dict[str, Any]
    developments: dict[str, None]
    tension: float


class _Four(NamedTuple):
    """Before, after, and the two questions between: the later date known before, the earlier known after."""

    before: _View
    after: _View
    later: _View
    learnt: _View


class _Compared(NamedTuple):
    """A pair as it was known before and after, and its entries (None where nothing touched it)."""

    past: Placed
    present: Placed
    entries: PairEntries | None
    before: Clocks
    after: Clocks
    learned: list[dict[str, Any]]
    new: dict[str, dict[str, Any]]
    """What was learned by a development's first entry, by development."""

    @property
    def suspects(self) -> set[str]:
        """The developments that may have been known otherwise; of one knowledge none."""
        return set() if self.past is self.present else self.past.suspects | self.present.suspects


def diff_document(reader: Reader, pair: str, before: Clocks, after: Clocks, now: Any) -> dict[str, Any]:
    """Components old and new, developments that came, left or changed, each with what made the difference."""
    with uncollected(document=True):
        return _document(reader, _compared(reader, pair, before, after), now)


def _document(reader: Reader, compared: _Compared, now: Any) -> dict[str, Any]:
    pair, before, after = compared.past.pair, compared.before, compared.after
    four = _four(compared, before.as_of, after.as_of)
    return {
        "pair": pair,
        "before": clocks_document(reader, before, now),
        "after": clocks_document(reader, after, now),
        "components": _components(pair, four),
        "tension": {"old": four.before.tension, "new": four.after.tension},
        **_developments(compared, four),
        "learned": compared.learned,
        "stretches": _stretches(compared),
    }


def _compared(reader: Reader, pair: str, before: Clocks, after: Clocks) -> _Compared:
    number = reader.pair_number(pair)
    entries = None if number is None else PairEntries(reader.conn, number)
    asked = [before] if before[1:] == after[1:] else [before, after]
    past, *later = placed_by(reader, pair, asked, entries)
    present = later[0] if later else past
    learned = [] if entries is None or present is past else learned_rows(entries, before, after)
    new = {row["development"]: row for row in learned if row["kind"] == NEW}
    return _Compared(past, present, entries, before, after, learned, new)


def _four(compared: _Compared, start: Cut, end: Cut) -> _Four:
    before, later = _views(compared.past, start, end)
    learnt, after = (before, later) if compared.past is compared.present else _views(compared.present, start, end)
    return _Four(before, after, later, learnt)


def _views(known: Placed, start: Cut, end: Cut) -> tuple[_View, _View]:
    """What is known of two dates; the state is folded on from the earlier."""
    early, late = known.upto(start.packed), known.upto(end.packed)
    folding = known.folded(early)
    first = _view(known, folding, start, [row.id for row in early])
    if start == end:
        return first, first
    onto = known.folded(late[len(early) :], folding.copy())
    return first, _view(known, onto, end, [row.id for row in late])


def _view(known: Placed, folding: Folding, cut: Cut, ids: list[str]) -> _View:
    day = cut.day.toordinal()
    components = flat(state_on(known.pair, folding, day))
    return _View(folding, components, dict.fromkeys(ids), round(highest_tension(folding, day), 2))


def _components(pair: str, four: _Four) -> list[dict[str, Any]]:
    old, new = four.before.components, four.after.components
    made = grounds_in(pair, four.after.folding)
    return [
        {
            "component": name,
            "old": old[name],
            "new": new[name],
            "from": _cause(*(view.components[name] for view in four)),
            "because": made.get(name, []),
        }
        for name in new
        if old[name] != new[name]
    ]


def _cause(before: Any, after: Any, later: Any, learnt: Any) -> str:
    """Which of date and knowledge alone turns the one answer into the other."""
    if later == after and learnt == before:
        return WORLD
    if learnt == after and later == before:
        return KNOWLEDGE
    return BOTH


def _developments(compared: _Compared, four: _Four) -> dict[str, list[dict[str, Any]]]:
    old, new = four.before.developments, four.after.developments
    came = [_moved(compared, compared.present, four, stream) for stream in new if stream not in old]
    left = [_moved(compared, compared.past, four, stream) for stream in old if stream not in new]
    suspects = compared.suspects
    both = (_changed(compared, stream) for stream in new if stream in old and stream in suspects)
    return {"came": came, "left": left, "changed": [row for row in both if row is not None]}


def _moved(compared: _Compared, known: Placed, four: _Four, stream: str) -> dict[str, Any]:
    return {
        "development": stream,
        **_head(compared, known, stream),
        "from": _cause(*(stream in view.developments for view in four)),
    }


def _head(compared: _Compared, known: Placed, stream: str) -> dict[str, str]:
    """Type, date and summary; of what was never amended from its one entry, undecoded."""
    entries = [] if compared.entries is None else compared.entries.of(stream)
    if len(entries) == 1 and stream in compared.new:
        return {name: compared.new[stream][name] for name in ("type", "date", "summary")}
    if len(entries) == 1:
        held = entries[0].body["development"]
        kind, when = TYPES[entries[0].topic].type_name(), held["occurred"]["edtf"]
        return {"type": kind, "date": when, "summary": held.get("summary", "")}
    happening = _settled(known, stream)
    held = happening.development
    return {"type": held.type_name(), "date": happening.occurred.edtf, "summary": held.summary}


def _settled(known: Placed, stream: str) -> Happening:
    happening = known.happening(stream)
    assert happening is not None, stream  # noqa: S101 - it has a row, and so counts
    return happening


def _changed(compared: _Compared, stream: str) -> dict[str, Any] | None:
    """What is said otherwise of a development that counts before and after; None where nothing is."""
    old, new = (_said(_settled(known, stream)) for known in compared[:2])
    if old == new:
        return None
    changes = [change(name, old[name], new[name]) for name in new if old[name] != new[name]]
    head = {name: new[name] for name in ("type", "date", "summary")}
    return {"development": stream, **head, "from": KNOWLEDGE, "changes": changes}


def _said(happening: Happening) -> dict[str, Any]:
    """What is said of a development, as far as a difference is worth telling."""
    held = happening.development
    return {
        "type": held.type_name(),
        "date": happening.occurred.edtf,
        "latest": happening.occurred.latest.isoformat(),
        "actors": list(held.actors),
        "targets": list(held.targets),
        "summary": held.summary,
        "fields": held.own_fields(),
        "rating": None if held.rating is None else str(held.rating),
        "certainty": None if held.certainty is None else str(held.certainty),
        "reports": [report.model_dump(mode="json", exclude_none=True) for report in happening.reports],
        "claims": [claim.model_dump(mode="json", exclude_none=True) for claim in happening.claims],
        "merged": list(happening.merged),
    }


def _stretches(compared: _Compared) -> list[dict[str, Any]]:
    """The dates, of all that there are, on which the two states of knowledge give a component other values."""
    if compared.past is compared.present:
        return []
    pair = compared.past.pair
    names, slots = [*names_of_slots(pair), "dispute"], labels(pair)
    old, new = _telling(compared.past), _telling(compared.present)
    return [
        _stretch(names[found.place], None if found.place == DISPUTE else COMPONENT[slots[found.place][0]], found)
        for found in stretches(old, new)
        if names[found.place]
    ]


def _telling(known: Placed) -> Telling:
    return Telling([(row.moment // DAY, row.act, row.id) for row in known.rows if row.act is not None], known.acts)


def _stretch(name: str, component: Component | None, found: Stretch) -> dict[str, Any]:
    old, new = (value if component is None else as_json(component, value) for value in (found.old, found.new))
    return {
        "component": name,
        "first": date.fromordinal(found.first).isoformat(),
        "last": None if found.last is None else date.fromordinal(found.last).isoformat(),
        "old": old,
        "new": new,
    }
