"""The fold: the acts of one pair, in the order of the chronicle, become the state of its relation.

The fold judges the world and may only remark: every act is applied, and what the state did not allow for is
noted as an anomaly. It runs acts compiled to plain data, so that a million of them take seconds, and its
state copies cheaply, so that a date can be scrubbed. What lapses with time is computed at reading.

A *because* is a chain ``(ref, earlier)``: shared between copies, read by ``refs``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.domain.act import Act
from tracker.domain.instructions import ANY, MUTUAL
from tracker.domain.parties import forum_of
from tracker.domain.relation import POSSIBLE, UNKNOWN, WIDTH, blank, slot
from tracker.domain.tension import DECAY, FADED, SPEECHES_A_DAY

RELATIONS, PENDING = slot("relations"), slot("restoration_pending")
HEADS = (slot("head"), slot("head", 1))
HOSTILITY = slot("hostility")
HELD = (slot("blockade"), slot("blockade", 1), slot("occupation"), slot("occupation", 1))

Chain = Any
"""None; (ref, chain); or where it was read back another sequence, the earliest first, which nobody changes."""
Row = tuple[int, Any, Any]
"""Day (proleptic ordinal of the local best date), the key of an act, and what refers to the development."""


class Remark(NamedTuple):
    """An anomaly as the fold notes it: which act, what was expected of which slot, who disagrees."""

    ref: Any
    slot: int
    found: Any
    expected: str
    article: str
    disagrees: Chain


class Prepared(NamedTuple):
    """An act made ready for the loop."""

    checks: tuple[tuple[int, frozenset[Any], str, str], ...]
    turns: tuple[tuple[int, dict[Any, Any]], ...]
    others: tuple[tuple[Any, ...], ...]
    pushes: tuple[tuple[int, float], ...]
    """(0, 1: pressure of the first, second state; 2, 3: its cooperation; absolute weight)."""
    speech: bool
    opens: tuple[tuple[str, int], ...]
    scope: str
    weight: float
    closes: tuple[tuple[tuple[str, int], str | None], ...]
    """(type and half the closed act came from, scope or None for any)."""
    moves: bool
    """It weighs or closes something: the trend may move."""


def prepare(act: Act) -> Prepared:
    """Make an act ready for the loop."""
    halves = (0, 1) if act.direction == MUTUAL else (act.direction,)
    kind = 0 if act.weight < 0 else 2
    return Prepared(
        tuple((place, frozenset(fits), sentence, article) for place, fits, sentence, article in act.checks),
        tuple((step[1], _spelled_out(step[1], step[2])) for step in act.steps if step[0] == "turn"),
        tuple((_STEPS[step[0]], step) for step in act.steps if step[0] != "turn"),
        tuple((kind + half, abs(act.weight)) for half in halves) if act.weight else (),
        act.speech and act.weight < 0,
        tuple((act.type, half) for half in halves) if act.weight < 0 and act.closable else (),
        act.scope,
        abs(act.weight),
        tuple(((name, half), same) for name, half, same in act.closes),
        bool(act.weight or act.closes),
    )


def _spelled_out(place: int, table: dict[Any, Any]) -> dict[Any, Any]:
    """A table with "any other value" replaced by the values that the component can have, where they are few."""
    if ANY not in table:
        return table
    return dict.fromkeys(POSSIBLE[place], table[ANY]) | table


@lru_cache(maxsize=4096)
def six_months_after(day: int) -> int:
    """The ordinal of the day six calendar months after a day (the last of the month where it is short)."""
    start = date.fromordinal(day)
    months = start.month + 6
    year, month = start.year + (months > 12), (months - 1) % 12 + 1
    if year > date.max.year:
        return date.max.toordinal()
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month, last).toordinal()
        except ValueError:
            continue
    raise AssertionError


def refs(chain: Chain) -> list[Any]:
    """What a chain refers to, the earliest first."""
    found: list[Any] = []
    while type(chain) is tuple:
        ref, chain = chain
        found.append(ref)
    found.reverse()
    return [*(chain or ()), *found]


def first_ref(chain: Chain) -> Any:
    """What a chain refers to that came first; None of an empty one."""
    found = None
    while type(chain) is tuple:
        found, chain = chain
    return chain[0] if chain else found


def newest_refs(chain: Chain, most: int) -> list[Any]:
    """What a chain refers to, the latest first, no more than so many."""
    found: list[Any] = []
    while type(chain) is tuple and len(found) < most:
        ref, chain = chain
        found.append(ref)
    if chain and type(chain) is not tuple:
        found += chain[::-1][: most - len(found)]
    return found


def _newest_of(chain: Chain, most: int) -> Chain:
    """The newest of a chain, as one of its own."""
    found: Chain = None
    for ref in reversed(newest_refs(chain, most)):
        found = (ref, found)
    return found


class Folding:
    """The state of one pair while its acts are folded; ``copy`` makes a checkpoint."""

    __slots__ = (
        "because", "closed_day", "count", "day", "force", "heat", "last", "open", "remarks", "talk", "values",
    )  # fmt: skip

    def __init__(self) -> None:
        self.values: list[Any] = blank()
        self.because: list[Chain] = [None] * WIDTH
        self.open: dict[tuple[str, int], tuple[tuple[str, float, int, Chain], ...]] = {}
        self.heat: list[float] = [0.0] * 4
        self.last: list[int] = [0] * 4
        self.count: list[int] = [0] * 4
        self.talk: list[tuple[int, tuple[float, ...]]] = [(0, ()), (0, ())]
        self.force: tuple[int, int, int, int] = (0, 0, 0, 0)
        """(day at which hostility lapses, highest level, day at which the dispute closes, last act)."""
        self.day = 0
        self.closed_day = 0
        """The last day on which something weighed or was closed."""
        self.remarks: list[Remark] = []

    def copy(self, *, remarks: bool = True) -> "Folding":
        """A copy that goes its own way; without the remarks made so far where they are not wanted."""
        other = Folding.__new__(Folding)
        other.values = self.values.copy()
        other.because = self.because.copy()
        other.open = self.open.copy()
        other.heat, other.last, other.count = self.heat.copy(), self.last.copy(), self.count.copy()
        other.talk = self.talk.copy()
        other.force, other.day, other.closed_day = self.force, self.day, self.closed_day
        other.remarks = self.remarks.copy() if remarks else []
        return other

    def shortened(self, more: Mapping[int, int]) -> "Folding":
        """How things stand: a copy without remarks, that refers to the newest development alone of each slot and act.

        ``more`` says of which slots to so many.
        """
        other = self.copy(remarks=False)
        other.because = [_newest_of(chain, more.get(place, 1)) for place, chain in enumerate(self.because)]
        other.open = {
            act: tuple((scope, weight, day, _newest_of(chain, 1)) for scope, weight, day, chain in held)
            for act, held in self.open.items()
        }
        return other

    def run(self, rows: Iterable[Row], acts: "Mapping[Any, Prepared]") -> "Folding":  # noqa: C901, PLR0912 - the hot loop
        """Fold acts in the order of the chronicle; ``acts`` gives each by its key. Returns itself."""
        values, because, open_acts = self.values, self.because, self.open
        heat, last, count, decay, faded = self.heat, self.last, self.count, DECAY, FADED
        remarks, new_remark, talk = self.remarks, tuple.__new__, self.talk
        day, moved = self.day, self.closed_day
        for day, key, ref in rows:
            checks, turns, others, pushes, speech, opens, scope, weight, closes, moves = acts[key]
            for place, fits, expected, article in checks:
                if values[place] not in fits:
                    noted = (ref, place, values[place], expected, article, because[place])
                    remarks.append(new_remark(Remark, noted))
            for place, table in turns:
                old = values[place]
                new = table.get(old)
                if new is None and (new := table.get(ANY)) is None:
                    continue
                if new == old:
                    because[place] = (ref, because[place])
                else:
                    values[place] = new
                    because[place] = (ref, None)
                    if new == "ambassador":
                        self._clear_pending(ref)
            for perform, step in others:
                perform(self, day, ref, step)
            for kind, push in pushes:
                gain = push
                if speech:
                    if talk[kind][0] == day:
                        gain = self._spoken(day, kind, push)
                    else:
                        talk[kind] = (day, (push,))
                left, gap = heat[kind], day - last[kind]
                heat[kind] = left * decay[gap] + gain if left and gap < faded else gain
                last[kind] = day
                count[kind] += 1
            for act in opens:
                if act in open_acts:
                    self._reopen(day, act, scope, weight, ref)
                else:
                    open_acts[act] = ((scope, weight, day, (ref, None)),)
            for act, same in closes:
                if act in open_acts:
                    self._close(act, same)
            if moves:
                moved = day
        self.day, self.closed_day = day, moved
        return self

    def _clear_pending(self, ref: Any) -> None:
        values = self.values
        at_post = all(values[head] == "ambassador" for head in HEADS)
        if values[PENDING] and at_post and values[RELATIONS] == "established":
            values[PENDING] = False
            self.because[PENDING] = (ref, None)

    def _set(self, place: int, value: Any, ref: Any) -> None:
        if self.values[place] == value:
            self.because[place] = (ref, self.because[place])
        else:
            self.values[place] = value
            self.because[place] = (ref, None)

    def _state(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        _, place, value = step
        held: Any = value
        if isinstance(value, list | tuple):
            held = tuple(tuple(item) if isinstance(item, list) else item for item in value)
        self._set(place, held, ref)
        if place == HOSTILITY and held not in (UNKNOWN, "1"):
            self._militarised(day, int(held))

    def _count(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        _, place, number = step
        self.values[place] = max(0, self.values[place] + number)
        self.because[place] = (ref, self.because[place])

    def _include(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        _, place, item = step
        self.values[place] = tuple(sorted({*self.values[place], item}))
        self.because[place] = (ref, self.because[place])

    def _exclude(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        _, place, item = step
        if item in self.values[place]:
            self.values[place] = tuple(i for i in self.values[place] if i != item)
            self.because[place] = (ref, self.because[place])

    def _carry(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        _, place, of = step
        for item in self.values[of]:
            self._exclude(day, ref, (None, place, item))
        self.values[of] = ()

    def _decide(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        """The pending cases before a forum are decided; where none is known to be, those of an unknown forum."""
        _, place, of, forum = step
        forums = dict(self.values[of])
        pending = [key for key, status in self.values[place] if status == "pending"]
        found = [key for key in pending if forum_of(forums.get(key, key)) == forum]
        for key in found or [key for key in pending if key not in forums]:
            self._key(day, ref, (None, place, key, {ANY: "decided"}))

    def _key(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        _, place, key, table = step
        entries = dict(self.values[place])
        new = table.get(entries.get(key, "none"), table.get(ANY))
        if new is not None:
            entries[key] = new
            self.values[place] = tuple(sorted(entries.items()))
            self.because[place] = (ref, self.because[place])

    def _date(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        self.values[step[1]] = date.fromordinal(day).isoformat()
        self.because[step[1]] = (ref, None)

    def hostility_on(self, day: int) -> str:
        """The hostility level on a day: what was reached, or 1 where it has lapsed."""
        level: str = self.values[HOSTILITY]
        if level in (UNKNOWN, "1") or day < self.force[0] or any(self.values[place] for place in HELD):
            return level
        return "1"

    def _rise(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        level = step[1]
        current = self.hostility_on(day)
        reached = 0 if current == UNKNOWN else int(current)
        if level == reached and current == self.values[HOSTILITY]:
            self.because[HOSTILITY] = (ref, self.because[HOSTILITY])
        elif level > reached or (level == reached):
            self.values[HOSTILITY] = str(level)
            self.because[HOSTILITY] = (ref, None)
        self._militarised(day, level)

    def _militarised(self, day: int, level: int) -> None:
        _, highest, closes, _ = self.force
        until = six_months_after(day)
        self.force = (until, max(highest, level) if day < closes else level, until, day)

    def _calm(self, day: int, ref: Any, step: tuple[Any, ...]) -> None:
        if self.hostility_on(day) in step[1]:
            self.values[HOSTILITY] = "1"
            self.because[HOSTILITY] = (ref, None)

    def _spoken(self, day: int, half: int, push: float) -> float:
        """What a further statement of a day adds: it weighs only among the three heaviest."""
        _, said = self.talk[half]
        if len(said) < SPEECHES_A_DAY:
            self.talk[half] = (day, tuple(sorted((*said, push))))
            return push
        gain = max(0.0, push - said[0])
        if gain:
            self.talk[half] = (day, tuple(sorted((*said[1:], push))))
        return gain

    def _reopen(self, day: int, act: tuple[str, int], scope: str, weight: float, ref: Any) -> None:
        acts = self.open[act]
        chain, since, heaviest = None, day, weight
        for name, other, start, found in acts:
            if name == scope:
                chain, since, heaviest = found, start, max(other, weight)
        kept = tuple(held for held in acts if held[0] != scope)
        self.open[act] = (*kept, (scope, heaviest, since, (ref, chain)))

    def _close(self, act: tuple[str, int], same: str | None) -> None:
        kept = () if same is None else tuple(held for held in self.open[act] if held[0] != same)
        if kept:
            self.open[act] = kept
        else:
            del self.open[act]


_STEPS = {
    "state": Folding._state,  # noqa: SLF001 - the table of steps is part of the class
    "count": Folding._count,  # noqa: SLF001
    "include": Folding._include,  # noqa: SLF001
    "exclude": Folding._exclude,  # noqa: SLF001
    "carry": Folding._carry,  # noqa: SLF001
    "decide": Folding._decide,  # noqa: SLF001
    "key": Folding._key,  # noqa: SLF001
    "date": Folding._date,  # noqa: SLF001
    "rise": Folding._rise,  # noqa: SLF001
    "calm": Folding._calm,  # noqa: SLF001
}
