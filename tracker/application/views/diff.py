"""Differences: what changed between two dates, or between two states of knowledge, and which of both made it.

Where dates and knowledge both differ, the two questions between are asked too: the later date as known before,
and the earlier date as known after. A change that the date alone makes is from the world, one that knowledge
alone makes is from knowledge; the rest took both.
"""

from typing import Any, NamedTuple

from tracker.application.store.past import picture_of
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.chronicles import happenings_of
from tracker.application.views.histories import change
from tracker.application.views.state import clocks_document
from tracker.domain.chronicle import Happening
from tracker.domain.fold import refs
from tracker.domain.reading import highest_tension, state_on
from tracker.domain.relation import labels

WORLD, KNOWLEDGE, BOTH = "world", "knowledge", "both"


class _View(NamedTuple):
    """What one question answers: components by name, and developments by id."""

    picture: Picture
    components: dict[str, Any]
    developments: dict[str, dict[str, Any]]

    @property
    def tension(self) -> float:
        return round(highest_tension(self.picture.folding, self.picture.clocks.as_of.day.toordinal()), 2)


class _Four(NamedTuple):
    """Before, after, and the two questions between: the later date known before, the earlier known after."""

    before: _View
    after: _View
    later: _View
    learnt: _View


def diff_document(reader: Reader, pair: str, before: Clocks, after: Clocks, now: Any) -> dict[str, Any]:
    """Components old and new, developments that came, left or changed, each with what made the difference."""
    past, present = happenings_of(reader, pair, before), happenings_of(reader, pair, after)
    four = _Four(
        _view(pair, before, past),
        _view(pair, after, present),
        _view(pair, before._replace(as_of=after.as_of), past),
        _view(pair, after._replace(as_of=before.as_of), present),
    )
    return {
        "pair": pair,
        "before": clocks_document(reader, before, now),
        "after": clocks_document(reader, after, now),
        "components": _components(four),
        "tension": {"old": four.before.tension, "new": four.after.tension},
        **_developments(four),
    }


def _view(pair: str, clocks: Clocks, every: list[Happening]) -> _View:
    picture = picture_of(pair, clocks, every)
    upto = [h for h in every if h.moment.packed <= clocks.as_of.packed]
    state = state_on(pair, picture.folding, clocks.as_of.day.toordinal())
    return _View(picture, _flat(state), {h.id: _said(h) for h in upto})


def _flat(state: dict[str, Any]) -> dict[str, Any]:
    """A state with one entry a component and half: ``head{PAK>IRN}``."""
    owned = {name for name, owner in labels("AAA-AAB") if owner}
    found: dict[str, Any] = {}
    for name, value in state.items():
        if name in owned:
            found.update((f"{name}{{{owner}}}", part) for owner, part in value.items())
        else:
            found[name] = value
    return found


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


def _components(four: _Four) -> list[dict[str, Any]]:
    old, new = four.before.components, four.after.components
    made = _because(four.after.picture)
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


def _because(picture: Picture) -> dict[str, list[Any]]:
    chains = zip(labels(picture.pair), picture.folding.because, strict=True)
    return {f"{name}{{{owner}}}" if owner else name: refs(chain) for (name, owner), chain in chains}


def _cause(before: Any, after: Any, later: Any, learnt: Any) -> str:
    """Which of date and knowledge alone turns the one answer into the other."""
    if later == after and learnt == before:
        return WORLD
    if learnt == after and later == before:
        return KNOWLEDGE
    return BOTH


def _developments(four: _Four) -> dict[str, list[dict[str, Any]]]:
    old, new = four.before.developments, four.after.developments
    came = [_moved(four, stream, new[stream]) for stream in new if stream not in old]
    left = [_moved(four, stream, old[stream]) for stream in old if stream not in new]
    changed = [_changed(four, stream) for stream in new if stream in old and old[stream] != new[stream]]
    return {"came": came, "left": left, "changed": changed}


def _moved(four: _Four, stream: str, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "development": stream,
        "type": said["type"],
        "date": said["date"],
        "summary": said["summary"],
        "from": _cause(*(stream in view.developments for view in four)),
    }


def _changed(four: _Four, stream: str) -> dict[str, Any]:
    old, new = four.before.developments[stream], four.after.developments[stream]
    return {
        "development": stream,
        "type": new["type"],
        "from": KNOWLEDGE,
        "changes": [change(name, old[name], new[name]) for name in new if old[name] != new[name]],
    }
