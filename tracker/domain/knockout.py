"""Knock-out: a pair folded once, and again without some developments, from just before the first of them.

Only the acts that bear on what is asked are folded: those that write a component, or one that it is read with. A
trial that has come to the same state as the whole at one of its checkpoints goes on where it differs next, or ends
as the whole does, so that leaving out each of ten thousand developments costs little more than folding them a few
times.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.domain.fold import HEADS, HELD, HOSTILITY, PENDING, RELATIONS, Folding, Prepared, Row
from tracker.domain.moments import unpack_day
from tracker.domain.tension import SPEECHES_A_DAY, decay, pressure

BLOCK = 16
"""Acts between two checkpoints."""
_LEVELS = ("rise", "calm")
_TWO = ("carry", "decide")
"""Steps that read one slot and write another."""


def touched(act: Prepared) -> set[int]:
    """The slots that an act writes, or reads while it writes others."""
    found = {place for place, _ in act.turns}
    for _, step in act.others:
        found.add(HOSTILITY if step[0] in _LEVELS else step[1])
        if step[0] in _TWO:
            found.add(step[2])
    return found


def bearing_on(place: int, acts: Iterable[Prepared]) -> frozenset[int]:
    """The slots whose course decides a slot: itself, and those that are read where it is written."""
    groups = [{step[1], step[2]} for act in acts for _, step in act.others if step[0] in _TWO]
    groups += [{PENDING, *HEADS, RELATIONS}] if place == PENDING else []
    groups += [{HOSTILITY, *HELD}] if place == HOSTILITY else []
    found: set[int] = {place}
    grown = 0
    while len(found) != grown:
        grown = len(found)
        found = found.union(*(group for group in groups if group & found))
    return frozenset(found)


class Placed(NamedTuple):
    """A development in the order of occurrence: its packed moment, the key of its act, its id."""

    moment: int
    key: Any
    id: str


def day_rows(rows: Iterable[Placed]) -> list[Row]:
    """The rows as they are folded: (day, key of the act, id)."""
    return [(unpack_day(row.moment), row.key, row.id) for row in rows]


def place_of(row: Placed) -> tuple[int, str]:
    """Where a row stands."""
    return row.moment, row.id


class Course:
    """The acts of a pair that bear on some slots (None: those that open or close something), in order.

    ``placed`` are the developments in order, ``acts`` gives each act by its key.
    """

    def __init__(self, placed: Sequence[Placed], acts: Mapping[Any, Prepared], slots: frozenset[int] | None) -> None:
        self._slots = slots
        self._acts = {key: self._only(act) for key, act in acts.items() if self._bears(act)}
        self._placed = [row for row in placed if row.key in self._acts]
        self.rows = day_rows(self._placed)
        self._at = {row.id: index for index, row in enumerate(self._placed)}
        self._checkpoints: list[Folding] = []
        self.end = Folding()
        for start in range(0, len(self.rows), BLOCK):
            self._checkpoints.append(self.end.copy(remarks=False))
            self.end.run(self.rows[start : start + BLOCK], self._acts)

    def _bears(self, act: Prepared) -> bool:
        if self._slots is None:
            return bool(act.opens or act.closes)
        return not self._slots.isdisjoint(touched(act))

    def _only(self, act: Prepared) -> Prepared:
        """What an act does that bears on the slots: nothing else is folded."""
        bare = act._replace(checks=(), pushes=(), moves=False)
        if self._slots is None:
            return bare._replace(turns=(), others=())
        turns = tuple(turn for turn in act.turns if turn[0] in self._slots)
        return bare._replace(turns=turns, opens=(), closes=())

    def __contains__(self, ref: Any) -> bool:
        return ref in self._at

    def decisive(self, half: int) -> list[Any]:
        """Those without which the heaviest open act of a half may be another: the heaviest that nothing closed later,
        and those that closed last; without any other no more and no less is open.
        """
        heaviest = strongest_open(self.end, half)
        closed: set[tuple[str, str | None]] = set()
        found = []
        for _, key, ref in reversed(self.rows):
            act = self._acts[key]
            heavy = act.weight >= heaviest
            opened = heavy and any(not closed & {(k, None), (k, act.scope)} for k, side in act.opens if side == half)
            last = {(k, same) for (k, side), same in act.closes if side == half and not closed & {(k, None), (k, same)}}
            found += [ref] if opened or last else []
            closed |= last
        return found

    def without(self, gone: Collection[Any], added: Iterable[Placed] = ()) -> Folding:
        """The end of the course without some developments, and with some elsewhere; ``end`` where that is no other."""
        changed = self._changed(gone, added)
        waiting = sorted(changed, reverse=True)
        while waiting:
            block = waiting.pop()
            trial: Folding | None = self._before(block)
            while trial is not None:
                trial.run(changed[block] if block in changed else self._block(block), self._acts)
                block += 1
                if block >= len(self._checkpoints):
                    return trial
                waiting = waiting[:-1] if waiting and waiting[-1] < block else waiting
                trial = None if self._alike(trial, self._checkpoints[block]) else trial
        return self.end

    def _before(self, block: int) -> Folding:
        return self._checkpoints[block].copy(remarks=False) if self._checkpoints else Folding()

    def _changed(self, gone: Collection[Any], added: Iterable[Placed]) -> dict[int, list[Row]]:
        """The blocks that are others, as they are: without some of their rows, and with some more."""
        left = {self._at[ref] for ref in gone if ref in self._at}
        found = {block: self._placed[block * BLOCK : (block + 1) * BLOCK] for block in {at // BLOCK for at in left}}
        found = {block: [row for row in rows if self._at[row.id] not in left] for block, rows in found.items()}
        for row in added:
            if row.key in self._acts:
                at = bisect_left(self._placed, place_of(row), key=place_of)
                block = max(0, min(at, len(self._placed) - 1)) // BLOCK
                found.setdefault(block, self._placed[block * BLOCK : (block + 1) * BLOCK]).append(row)
        return {block: day_rows(sorted(rows, key=place_of)) for block, rows in found.items()}

    def _block(self, block: int) -> list[Row]:
        return self.rows[block * BLOCK : (block + 1) * BLOCK]

    def _alike(self, one: Folding, other: Folding) -> bool:
        if self._slots is None:
            return _weights(one) == _weights(other)
        return one.values == other.values and one.force == other.force


def _weights(folding: Folding) -> dict[tuple[str, int], list[tuple[str, float]]]:
    """The weights of the open acts by type and half, and by what tells them apart."""
    return {key: sorted((act[0], act[1]) for act in acts) for key, acts in folding.open.items()}


def strongest_open(folding: Folding, half: int) -> float:
    """The heaviest weight of a half's open acts; 0 where none is open."""
    return max((act[1] for (_, side), acts in folding.open.items() if side == half for act in acts), default=0.0)


class Heat:
    """What is felt on a day of the weights of acts, by half and sign (0, 1 against; 2, 3 for), without some of them."""

    def __init__(self, rows: Iterable[Row], acts: Mapping[Any, Prepared], day: int) -> None:
        self._day, self._acts = day, acts
        self._felt = [0.0] * 4
        self._shares: dict[Any, list[tuple[int, float]]] = {}
        self._speeches: dict[Any, list[tuple[tuple[int, int], float]]] = {}
        self._said: dict[tuple[int, int], list[float]] = {}
        for then, key, ref in rows:
            for kind, push in acts[key].pushes:
                self._add(ref, kind, push, then, speech=acts[key].speech)
        for place, said in self._said.items():
            self._felt[place[0]] += self._of_day(place, said)

    def _add(self, ref: Any, kind: int, push: float, then: int, *, speech: bool) -> None:
        if speech:
            self._said.setdefault((kind, then), []).append(push)
            self._speeches.setdefault(ref, []).append(((kind, then), push))
        else:
            left = push * decay(self._day - then)
            self._felt[kind] += left
            self._shares.setdefault(ref, []).append((kind, left))

    def _of_day(self, place: tuple[int, int], said: list[float]) -> float:
        """What is felt of the statements of one day: only the heaviest weigh."""
        return sum(sorted(said)[-SPEECHES_A_DAY:]) * decay(self._day - place[1])

    def share(self, ref: Any, kind: int) -> float:
        """What one development adds to what is felt of a half and sign."""
        plain = sum(share for one, share in self._shares.get(ref, ()) if one == kind)
        spoken = [(place, push) for place, push in self._speeches.get(ref, ()) if place[0] == kind]
        return plain + sum(self._marginal(place, push) for place, push in spoken)

    def _marginal(self, place: tuple[int, int], push: float) -> float:
        said = self._said[place].copy()
        whole = self._of_day(place, said)
        said.remove(push)
        return whole - self._of_day(place, said)

    def pressures(self, gone: Iterable[Any] = (), added: Sequence[Placed] = ()) -> list[float]:
        """10 (1 - e^(-F/10)) of each half and sign, without some developments, and with some elsewhere."""
        felt = self._felt.copy()
        said: dict[tuple[int, int], list[float]] = {}
        for ref in gone:
            for kind, share in self._shares.get(ref, ()):
                felt[kind] -= share
            for place, push in self._speeches.get(ref, ()):
                self._said_then(said, place).remove(push)
        for then, key, _ in day_rows(added):
            for kind, push in self._acts[key].pushes:
                if self._acts[key].speech:
                    self._said_then(said, (kind, then)).append(push)
                else:
                    felt[kind] += push * decay(self._day - then)
        for place, pushes in said.items():
            felt[place[0]] += self._of_day(place, pushes) - self._of_day(place, self._said.get(place, []))
        return [pressure(max(0.0, heat), 0) for heat in felt]

    def _said_then(self, said: dict[tuple[int, int], list[float]], place: tuple[int, int]) -> list[float]:
        """The statements of a day, to be changed."""
        return said.setdefault(place, self._said.get(place, []).copy())
