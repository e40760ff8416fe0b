"""Pairs by a component of their state: every choice has an order, the graver half counts, and all dates agree."""

from datetime import UTC, date, datetime

import pytest

from tests.tui.conftest import crisis
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.held import LISTED
from tracker.application.views.relations import relation_rows
from tracker.application.views.state import state_document
from tracker.domain.gravity import GRAVE_ENTRIES, GRAVEST, gravity
from tracker.domain.moments import Cut
from tracker.domain.relation import COMPONENT, COMPONENTS, UNKNOWN

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("component", [c for c in COMPONENTS if c.kind == "choice"], ids=lambda c: c.name)
def test_every_value_of_a_choice_has_its_place_and_the_unknown_none(component) -> None:
    assert sorted(GRAVEST[component.name]) == sorted(set(component.values) - {UNKNOWN})
    places = [gravity(component.name, value) for value in GRAVEST[component.name]]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places)
    assert gravity(component.name, UNKNOWN) is None


def test_only_choices_and_mappings_have_an_order_of_values() -> None:
    assert {COMPONENT[name].kind for name in GRAVEST} == {"choice"}
    assert {COMPONENT[name].kind for name in GRAVE_ENTRIES} == {"mapping"}


def test_flags_counts_lists_and_dates_go_by_how_much_there_is() -> None:
    assert gravity("staff_cap", True) > gravity("staff_cap", False)
    assert gravity("expelled_by", 3) > gravity("expelled_by", 2)
    assert gravity("consulates_closed", ("a", "b")) > gravity("consulates_closed", ("a",))
    assert gravity("last_summons", "2024-01-18") > gravity("last_summons", "2024-01-17")
    one, two = (("a", "suspended"),), (("a", "in_force"), ("b", "in_force"))
    assert gravity("agreements", one) > gravity("agreements", two) > gravity("agreements", two[:1])
    assert all(gravity(c.name, c.absent) is None for c in COMPONENTS if c.kind in ("items", "mapping", "date", "text"))


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    path = tmp_path_factory.mktemp("gravity") / "log.db"
    with Writer(path) as writer:
        writer.submit(crisis())
    with Reader(path) as found:
        yield found


@pytest.mark.parametrize("known", [None, datetime(2024, 1, 17, 23, tzinfo=UTC)], ids=["now", "then"])
@pytest.mark.parametrize("warm", [True, False], ids=["warm", "once"])
def test_a_row_holds_of_each_component_what_the_state_of_its_pair_says(reader, known, warm) -> None:
    clocks = Clocks(Cut(date(2024, 1, 17)), known)
    for name in LISTED:
        rows = relation_rows(reader, clocks, warm=warm, by=name)
        assert rows
        for row in rows:
            state = state_document(reader, row.pair, clocks, now=NOW)["state"][name]
            values = dict(row.held.values)
            assert values.get("", values) == state, (name, row.pair)


def test_the_graver_half_comes_first_and_counts(reader) -> None:
    rows = relation_rows(reader, Clocks(Cut(date(2024, 1, 17))), by="head")
    held = {row.pair: row.held for row in rows}["IRN-PAK"]
    assert held.values == (("PAK>IRN", "recalled"), ("IRN>PAK", "ambassador"))
    assert held.gravity == gravity("head", "recalled")


def test_hostility_lapses_here_too(reader) -> None:
    for day, level in ((date(2024, 1, 18), 4), (date(2025, 1, 18), 1)):
        held = {row.pair: row.held for row in relation_rows(reader, Clocks(Cut(day)), by="hostility")}["IRN-PAK"]
        assert held.values == (("", level),)


def test_rows_that_are_not_asked_for_a_component_hold_none_and_documents_say_the_same_else(reader) -> None:
    clocks = Clocks(Cut(date(2024, 1, 17)))
    plain, by = relation_rows(reader, clocks), relation_rows(reader, clocks, by="head")
    assert {row.held for row in plain} == {None}
    held = [row.document() for row in by]
    assert all(list(row.pop("held")) == ["head"] for row in held)
    assert [row.document() for row in plain] == held
