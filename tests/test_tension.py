"""Tension against an implementation of its formula that is written from the formula alone."""

from collections import defaultdict
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.often import examples
from tracker.domain.act import Act
from tracker.domain.fold import Folding, prepare
from tracker.domain.instructions import MUTUAL
from tracker.domain.reading import DETERIORATED, IMPROVED, NO_ACTS, UNCHANGED, tension_on, trend
from tracker.domain.tension import band

START = 738_000
Told = tuple[int, int, float, bool, str, bool, bool]
"""Day, direction, weight, whether a statement, scope, whether something closes it, whether it closes all."""

acts = st.lists(
    st.tuples(
        st.integers(0, 90), st.sampled_from((0, 1, MUTUAL)), st.sampled_from((-9.0, -5.5, -3.0, -2.5, -2.0, 0.0, 2.0, 6.5)),
        st.booleans(), st.sampled_from(("", "North")), st.booleans(), st.sampled_from((False, False, False, True)),
    ),
    max_size=25,
).map(lambda told: sorted(told, key=lambda act: act[0]))  # fmt: skip


def folded(told: list[Told]) -> Folding:
    table, rows = {}, []
    for number, (day, direction, weight, speech, scope, closable, closes) in enumerate(told):
        closing = tuple(("act", half, scope or None) for half in (0, 1)) if closes else ()
        act = Act("act", direction, (), (), weight, speech, scope, closable, closing)
        table[number] = prepare(act)
        rows.append((START + day, number, number))
    return Folding().run(rows, table)


def naive(told: list[Told], today: int, half: int) -> tuple[float, float, int, int]:
    said: dict[int, list[float]] = defaultdict(list)
    open_acts: dict[str, float] = {}
    force = help_ = 0.0
    bad = good = 0
    for day, direction, weight, speech, scope, closable, closes in told:
        mine, fading = direction in (half, MUTUAL), 2.0 ** (-(today - day) / 30)
        if mine and weight < 0:
            bad += 1
            if speech:
                said[day].append(-weight)
            else:
                force += -weight * fading
            if closable:
                open_acts[scope] = max(open_acts.get(scope, 0.0), -weight)
        if mine and weight > 0:
            good += 1
            help_ += weight * fading
        if closes:
            open_acts = {name: kept for name, kept in open_acts.items() if scope and name != scope}
    force += sum(sum(sorted(weights)[-3:]) * 2.0 ** (-(today - day) / 30) for day, weights in said.items())
    pressed, helped = (10 * (1 - exp(-total / 10)) for total in (force, help_))
    return max([pressed, *open_acts.values()]), helped, bad, good


@settings(max_examples=examples(150))
@given(acts, st.integers(90, 400))
def test_tension_is_what_the_formula_says(told: list[Told], today: int) -> None:
    folding = folded(told)
    for half in (0, 1):
        found, wanted = tension_on(folding, START + today, half), naive(told, today, half)
        assert abs(found.tension - wanted[0]) < 1e-9
        assert abs(found.cooperation - wanted[1]) < 1e-9
        assert (found.acts, found.helpful) == wanted[2:]
        assert 0 <= found.tension <= 10


def speeches(*weights: float) -> Folding:
    return folded([(0, 0, -weight, True, "", False, False) for weight in weights])


def test_only_the_three_heaviest_statements_of_a_day_count_in_whatever_order() -> None:
    heaviest = tension_on(speeches(5, 4, 3), START, 0).tension
    for said in ((5, 4, 3, 1, 2), (1, 2, 3, 4, 5), (2, 5, 1, 4, 3), (3, 3, 5, 4, 3)):
        assert abs(tension_on(speeches(*said), START, 0).tension - heaviest) < 1e-9
        assert tension_on(speeches(*said), START, 0).acts == 5


def test_statements_of_another_day_or_side_count_for_themselves() -> None:
    day = [(0, 0, -3.0, True, "", False, False)] * 3
    more = [(1, 0, -3.0, True, "", False, False)]
    other = [(0, 1, -3.0, True, "", False, False)]
    assert tension_on(folded([*day, *more]), START + 1, 0).tension > tension_on(folded(day), START + 1, 0).tension
    assert tension_on(folded([*day, *other]), START, 1).tension > 0


def test_an_act_loses_half_its_weight_in_thirty_days_and_shows_no_more_in_a_lifetime() -> None:
    folding = folded([(0, 0, -8.0, False, "", False, False)])
    half = folded([(0, 0, -4.0, False, "", False, False)])
    assert abs(tension_on(folding, START + 30, 0).tension - tension_on(half, START, 0).tension) < 1e-9
    assert tension_on(folding, START + 40_000, 0).tension == 0


def test_every_tension_has_a_word() -> None:
    assert [band(tension) for tension in (10.0, 8.0, 7.9, 6.0, 4.0, 2.0, 1.9, 0.0)] == [
        "crisis", "crisis", "high", "high", "tense", "watch", "calm", "calm",
    ]  # fmt: skip


def test_a_closing_that_weighs_nothing_moves_the_trend() -> None:
    recall = (0, 0, -5.0, False, "", True, False)
    closing = (100, 0, 0.0, False, "", False, True)
    told, day = folded([recall, closing]), START + 100
    assert trend(told, folded([recall]), day).word == IMPROVED
    assert trend(told, told, day + 30).word == NO_ACTS
    assert trend(folded([recall]), folded([recall]), day).word == NO_ACTS


@pytest.mark.parametrize("half", [0, 1])
def test_a_trend_is_that_of_the_tenser_direction(half) -> None:
    blow, answer = (0, half, -9.0, False, "", True, False), (0, 1 - half, -2.0, False, "", False, False)
    told, day = folded([blow, answer]), START
    assert trend(told, folded([]), day) == (DETERIORATED, 9.0)
    assert trend(folded([]), told, day).word == NO_ACTS
    assert trend(told, folded([blow]), day).word == UNCHANGED
