"""Checkpoints and acts that were read back: each part is of its kind, or the whole is refused."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tracker.application.store.codec import Undecodable, decode
from tracker.application.store.snapshot import pack, remarks, unpack
from tracker.domain.act import as_plain, from_plain
from tracker.domain.catalogue import TYPES, act_of
from tracker.domain.fold import Folding, Remark, refs
from tracker.domain.occurrence import on
from tracker.domain.relation import WIDTH, slot


def folded() -> Folding:
    found = Folding()
    found.because[slot("relations")] = (2, (1, None))
    found.open = {("strike_conducted", 0): (("", 9.0, 738000, (1, None)),)}
    found.remarks = [Remark(1, 2, "none", "expected", "VCDR 9", (1, None))]
    found.values[slot("agreements")] = (("Accord", "suspended"),)
    found.values[slot("mechanisms")] = ("hotline",)
    return found


STANDS, COUNTS, NOTED = range(3)
"""The lines of a checkpoint: how things stand, how long each chain is, the remarks."""


def changed(change: Callable[[Any], object], part: int) -> bytes:
    *lines, chains = pack(folded()).split(b"\n", 3)
    parts = [json.loads(line) for line in lines]
    change(parts[part])
    return b"\n".join([*(json.dumps(each).encode() for each in parts), chains])


def test_a_checkpoint_is_read_back_as_it_was_written() -> None:
    found = unpack(pack(folded()))
    assert without_remarks(pack(found)) == without_remarks(pack(folded()))
    assert (found.values, found.open.keys()) == (folded().values, folded().open.keys())
    assert refs(found.because[slot("relations")]) == [1, 2]
    assert linked(remarks(pack(folded()))) == linked(folded().remarks)


def without_remarks(stored: bytes) -> list[bytes]:
    stands, counts, _, chains = stored.split(b"\n", 3)
    return [stands, counts, chains]


def test_several_open_acts_of_a_kind_and_half_keep_their_order() -> None:
    found = folded()
    found.open["consulate_closed", 1] = (("B", 4.0, 738001, (2, None)), ("A", 3.5, 738000, (3, (1, None))))
    assert unpack(pack(found), chains=False).open["consulate_closed", 1] == (
        ("B", 4.0, 738001, None), ("A", 3.5, 738000, None),
    )  # fmt: skip
    back = unpack(pack(found))
    assert [*back.open] == [*found.open]
    assert [refs(chain) for *_, chain in back.open["consulate_closed", 1]] == [[2], [1, 3]]


def test_a_state_of_which_nothing_was_ever_said_is_read_back() -> None:
    blank, found = Folding(), unpack(pack(Folding()))
    assert (found.values, found.because, found.open) == (blank.values, blank.because, {})
    assert unpack(pack(Folding()), chains=False).values == blank.values
    assert json.loads(pack(Folding()).split(b"\n")[STANDS])["places"] == []


def test_a_state_of_fewer_reasons_than_slots_is_refused_where_no_act_is_open() -> None:
    stands, counts, rest = pack(Folding()).split(b"\n", 2)
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(b"\n".join([stands, json.dumps(json.loads(counts)[:-1]).encode(), rest]))


def linked(found: list[Remark]) -> list[Remark]:
    """What they disagree with as a list, as which it is read back."""
    return [remark._replace(disagrees=refs(remark.disagrees)) for remark in found]


def put(key: str, place: int, value: Any) -> Callable[[Any], object]:
    return lambda body: body[key].__setitem__(place, value)


def held(place: Any, value: Any) -> Callable[[Any], object]:
    """A value of a slot, as it is stored where it is not that of a blank state."""
    return lambda body: (body["places"].append(place), body["values"].append(value))


def opened(column: int, value: Any) -> Callable[[Any], object]:
    """One of the columns of the only open act."""
    return lambda body: body["open"][column].__setitem__(0, value)


STATES = {
    "an unknown choice": held(slot("relations"), "merged"),
    "a number for a choice": held(slot("relations"), 1),
    "a level of hostility that is none": held(slot("hostility"), "6"),
    "a number for a flag": held(slot("demand_open"), 1),
    "a flag for a count": held(slot("expelled_by"), True),
    "a text for items": held(slot("mechanisms"), "hotline"),
    "numbers among items": held(slot("mechanisms"), ["a", 1]),
    "a mapping of one": held(slot("agreements"), [["a"]]),
    "a mapping of numbers": held(slot("agreements"), [["a", 1]]),
    "a mapping in a value": held(slot("agreements"), {"a": "b"}),
    "a list for a date": held(slot("last_summons"), ["2024-01-17"]),
    "a value too few": lambda body: body["values"].pop(),
    "a slot too few": lambda body: body["places"].pop(),
    "a slot that there is not": held(WIDTH, True),
    "a slot before the first": held(-1, [["a", "b"]]),
    "a slot that is a flag": held(True, True),
    "a slot that is text": held("1", True),
    "heat that is text": put("heat", 0, "1"),
    "heat that is no number": put("heat", 0, float("nan")),
    "endless heat": put("heat", 0, 1e308),
    "a count that is a fraction": put("count", 0, 1.5),
    "a day before the calendar": put("last", 0, -1),
    "a day behind the calendar": lambda body: body.update(day=10**9),
    "a force too few": lambda body: body["force"].pop(),
    "talk behind the calendar": put("talk", 0, [10**9, [0.5]]),
    "talk of text": put("talk", 0, [1, ["a"]]),
    "talk too few": lambda body: body["talk"].pop(),
    "an open act of a third half": opened(1, 2),
    "an open act of a half that is a flag": opened(1, True),
    "an open act of no kind": opened(0, None),
    "an open act of a scope that is a number": opened(2, 1),
    "an open act of no weight": opened(3, None),
    "an open act since text": opened(4, "x"),
    "an open act of which a part is missing": lambda body: body["open"][4].pop(),
    "open acts of a column too few": lambda body: body["open"].pop(),
}  # fmt: skip
RELATIONS = slot("relations")
REASONS = {
    "a reason too few": lambda counts: counts.pop(),
    "a reason too many": lambda counts: counts.append(0),
    "a reason that is a list": lambda counts: counts.__setitem__(0, ["d1"]),
    "a length that is text": lambda counts: counts.__setitem__(RELATIONS, "2"),
    "a reason longer than there are references": lambda counts: counts.__setitem__(RELATIONS, 4),
    "a reason shorter than nothing": lambda counts: counts.__setitem__(RELATIONS, -1),
    "reasons of which one is shorter than nothing": lambda counts: counts.__setitem__(
        slice(RELATIONS, RELATIONS + 2), [3, -1]
    ),
    "references of which no reason is": lambda counts: counts.__setitem__(RELATIONS, 0),
    "an open act that nobody made": lambda counts: counts.__setitem__(slice(WIDTH - 1, None), [1, 0]),
    "an open act of a list": lambda counts: counts.__setitem__(WIDTH, []),
    "an open act whose reason is as long as a flag": lambda counts: counts.__setitem__(WIDTH, True),
}  # fmt: skip


@pytest.mark.parametrize("change", STATES.values(), ids=STATES)
@pytest.mark.parametrize("chains", [True, False], ids=["with its reasons", "without"])
def test_a_state_of_other_kinds_is_refused(change: Callable[[Any], object], chains: bool) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(changed(change, STANDS), chains=chains)


@pytest.mark.parametrize("change", REASONS.values(), ids=REASONS)
def test_a_state_of_other_reasons_is_refused_where_those_are_read(change: Callable[[Any], object]) -> None:
    stored = changed(change, COUNTS)
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(stored)
    assert unpack(stored, chains=False).values == folded().values


@pytest.mark.parametrize("stored", [pack(folded())[:-3], pack(folded())[:-8], pack(folded()) + bytes(8), b"{}"])
def test_a_state_with_other_references_than_it_counts_is_refused(stored: bytes) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(stored)


def test_references_are_stored_the_same_on_any_machine() -> None:
    assert pack(folded()).split(b"\n", 3)[3] == b"".join(number.to_bytes(8, "little") for number in (1, 2, 1))


@pytest.mark.parametrize(("place", "value"), [(0, "d1"), (1, WIDTH), (1, "1"), (2, {}), (3, 1), (4, None), (5, ["d1"])])
def test_a_remark_of_other_kinds_is_refused(place: int, value: Any) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        remarks(changed(lambda noted: noted[0].__setitem__(place, value), NOTED))


def plain() -> list[Any]:
    development = TYPES["strike_conducted"](
        id="d1", occurred=on(date(2024, 1, 16)), actors=("IRN",), targets=("PAK",), means="air"
    )
    act = act_of(development)
    assert act is not None
    return json.loads(json.dumps(as_plain(act)))


ACTS = {
    "a type that is a number": lambda act: act.__setitem__(0, 1),
    "a fourth direction": lambda act: act.__setitem__(1, 3),
    "a direction that is a flag": lambda act: act.__setitem__(1, True),
    "a check of a slot that there is not": lambda act: act[2].append([WIDTH, ["a"], "s", "b"]),
    "a check for lists": lambda act: act[2].append([1, [["a"]], "s", "b"]),
    "a check without words": lambda act: act[2].append([1, ["a"], None, "b"]),
    "an unknown step": lambda act: act[3].append(["import", "os"]),
    "a step with a part too many": lambda act: act[3].append(["date", 1, 1]),
    "a turn to a list": lambda act: act[3].append(["turn", 1, [["a", ["b"]]]]),
    "a rise beyond war": lambda act: act[3].append(["rise", 6]),
    "a calm of numbers": lambda act: act[3].append(["calm", [1]]),
    "a count of text": lambda act: act[3].append(["count", 1, "1"]),
    "an item that is a number": lambda act: act[3].append(["include", 1, 1]),
    "a state of mappings": lambda act: act[3].append(["state", 1, {"a": 1}]),
    "a weight that is text": lambda act: act.__setitem__(4, "9"),
    "a weight beyond ten": lambda act: act.__setitem__(4, -10.5),
    "no number": lambda act: act.__setitem__(4, float("nan")),
    "speech that is a number": lambda act: act.__setitem__(5, 1),
    "a scope that is none": lambda act: act.__setitem__(6, None),
    "closing in a third half": lambda act: act[8].append(["x", 2, None]),
    "a part too few": lambda act: act.pop(),
}  # fmt: skip


@pytest.mark.parametrize("change", ACTS.values(), ids=ACTS)
def test_an_act_of_other_kinds_is_refused(change: Callable[[Any], object]) -> None:
    act = plain()
    assert from_plain(plain()).type == "strike_conducted"
    change(act)
    with pytest.raises(ValueError, match="no act"):
        from_plain(act)


def test_a_version_is_a_number_and_no_truth() -> None:
    state = b'{"recorded_at":"2024-01-18T12:00:00.000Z","reason":"x"}'
    assert decode(1, "d1", 2, "retracted", state).entry.version == 2
    with pytest.raises(Undecodable, match="version True is not"):
        decode(1, "d1", True, "retracted", state)
