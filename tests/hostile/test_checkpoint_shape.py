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


def changed(change: Callable[[Any], object], part: int) -> bytes:
    *lines, chains = pack(folded()).split(b"\n", 2)
    parts = [json.loads(line) for line in lines]
    change(parts[part])
    return b"\n".join([*(json.dumps(each).encode() for each in parts), chains])


def test_a_checkpoint_is_read_back_as_it_was_written() -> None:
    found = unpack(pack(folded()))
    assert pack(found).split(b"\n", 2)[::2] == pack(folded()).split(b"\n", 2)[::2]
    assert refs(found.because[slot("relations")]) == [1, 2]
    assert linked(remarks(pack(folded()))) == linked(folded().remarks)


def linked(found: list[Remark]) -> list[Remark]:
    """What they disagree with as a list, as which it is read back."""
    return [remark._replace(disagrees=refs(remark.disagrees)) for remark in found]


def put(key: str, place: int, value: Any) -> Callable[[Any], object]:
    return lambda body: body[key].__setitem__(place, value)


STATES = {
    "an unknown choice": put("values", slot("relations"), "merged"),
    "a number for a choice": put("values", slot("relations"), 1),
    "a level of hostility that is none": put("values", slot("hostility"), "6"),
    "a number for a flag": put("values", slot("demand_open"), 1),
    "a flag for a count": put("values", slot("expelled_by"), True),
    "a text for items": put("values", slot("mechanisms"), "hotline"),
    "numbers among items": put("values", slot("mechanisms"), ["a", 1]),
    "a mapping of one": put("values", slot("agreements"), [["a"]]),
    "a mapping of numbers": put("values", slot("agreements"), [["a", 1]]),
    "a mapping in a value": put("values", slot("agreements"), {"a": "b"}),
    "a list for a date": put("values", slot("last_summons"), ["2024-01-17"]),
    "a slot too few": lambda body: body["values"].pop(),
    "a reason too few": lambda body: body["because"].pop(),
    "a reason that is text": put("because", 0, ["d1"]),
    "a length that is text": put("because", slot("relations"), "2"),
    "a reason longer than there are references": put("because", slot("relations"), 4),
    "a reason shorter than nothing": put("because", slot("relations"), -1),
    "reasons of which one is shorter than nothing": lambda body: body["because"].__setitem__(
        slice(slot("relations"), slot("relations") + 2), [3, -1]
    ),
    "references of which no reason is": put("because", slot("relations"), 0),
    "heat that is text": put("heat", 0, "1"),
    "heat that is no number": put("heat", 0, float("nan")),
    "endless heat": put("heat", 0, 1e308),
    "a count that is a fraction": put("count", 0, 1.5),
    "a day before the calendar": put("last", 0, -1),
    "a day behind the calendar": lambda body: body.update(day=10**9),
    "a force too few": lambda body: body["force"].pop(),
    "talk of text": put("talk", 0, [1, ["a"]]),
    "talk too few": lambda body: body["talk"].pop(),
    "an open act of a third half": lambda body: body["open"][0].__setitem__(1, 2),
    "an open act of no kind": lambda body: body["open"][0].__setitem__(0, None),
    "an open act without acts": lambda body: body["open"][0].__setitem__(2, []),
    "an open act that nobody made": lambda body: body["open"][0][2][0].__setitem__(3, 0),
    "an open act of a list": lambda body: body["open"][0][2][0].__setitem__(3, []),
    "an open act whose reason is as long as a flag": lambda body: body["open"][0][2][0].__setitem__(3, True),
    "an open act of a scope that is a number": lambda body: body["open"][0][2][0].__setitem__(0, 1),
    "an open act of no weight": lambda body: body["open"][0][2][0].__setitem__(1, None),
    "an open act since text": lambda body: body["open"][0][2][0].__setitem__(2, "x"),
}  # fmt: skip


@pytest.mark.parametrize("change", STATES.values(), ids=STATES)
def test_a_state_of_other_kinds_is_refused(change: Callable[[Any], object]) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(changed(change, 0))


OF_REASONS = {name for name in STATES if "reason" in name} | {
    "a length that is text",
    "an open act that nobody made",
    "an open act of a list",
}


@pytest.mark.parametrize("name", sorted(STATES.keys() - OF_REASONS))
def test_a_state_of_other_kinds_is_refused_where_its_reasons_are_not_read(name: str) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(changed(STATES[name], 0), chains=False)


@pytest.mark.parametrize("stored", [pack(folded())[:-3], pack(folded())[:-8], pack(folded()) + bytes(8), b"{}"])
def test_a_state_with_other_references_than_it_counts_is_refused(stored: bytes) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        unpack(stored)


def test_references_are_stored_the_same_on_any_machine() -> None:
    assert pack(folded()).split(b"\n", 2)[2] == b"".join(number.to_bytes(8, "little") for number in (1, 2, 1))


@pytest.mark.parametrize(("place", "value"), [(0, "d1"), (1, WIDTH), (1, "1"), (2, {}), (3, 1), (4, None), (5, ["d1"])])
def test_a_remark_of_other_kinds_is_refused(place: int, value: Any) -> None:
    with pytest.raises(Undecodable, match="verify --rebuild"):
        remarks(changed(lambda noted: noted[0].__setitem__(place, value), 1))


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
