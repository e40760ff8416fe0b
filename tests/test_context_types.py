"""The two types outside the catalogue: a stated position, and an armed attack by a non-state actor."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tracker.domain.act import Act
from tracker.domain.catalogue import act_of
from tracker.domain.development import Category, Development, Rank
from tracker.domain.developments.context import STATABLE, ArmedAttackClaimed, PositionStated, States
from tracker.domain.fold import Folding, prepare
from tracker.domain.occurrence import on
from tracker.domain.relation import COMPONENTS, as_document, slot

DAY = date(2024, 1, 14)
AS_IN_THE_SCENARIO: dict[str, Any] = {
    "relations": "established",
    "mission": {"IRN>PAK": "open", "PAK>IRN": "open"},
    "head": {"IRN>PAK": "ambassador", "PAK>IRN": "recalled"},
    "contacts": "normal",
    "hostility": 1,
}
ONE_OF_EACH_KIND = {
    "choice": "unknown", "flag": True, "count": 3, "text": "CHE", "items": ["b", "a"],
    "mapping": {"x": "signed"}, "date": "2024-01-02",
}  # fmt: skip


def position(stated: dict[str, Any], actors: Any = ("IRN", "PAK"), **more: Any) -> PositionStated:
    return PositionStated(id="p1", occurred=on(DAY), actors=actors, position=stated, **more)


def attack(**given: Any) -> ArmedAttackClaimed:
    return ArmedAttackClaimed(id="a1", occurred=on(DAY), **given)


def act(development: Development) -> Act:
    found = act_of(development)
    assert found is not None
    return found


def steps(development: Development) -> list[Any]:
    return list(act(development).steps)


def state_after(development: PositionStated) -> dict[str, Any]:
    folded = Folding().run([(DAY.toordinal(), 0, development.id)], {0: prepare(act(development))})
    return as_document(development.pair or "", folded.values)


def stated_for_all_owners(name: str) -> Any:
    component = STATABLE[name]
    value = ONE_OF_EACH_KIND[component.kind]
    owners = {"pair": (), "half": ("IRN>PAK", "PAK>IRN"), "party": ("IRN", "PAK")}[component.scope]
    return dict.fromkeys(owners, value) if owners else value


def test_a_position_becomes_the_state_of_its_pair() -> None:
    found = state_after(position(AS_IN_THE_SCENARIO))
    assert {name: found[name] for name in AS_IN_THE_SCENARIO} == AS_IN_THE_SCENARIO


def test_what_a_position_leaves_out_stays_unknown() -> None:
    found = state_after(position({"head": {"PAK>IRN": "charge"}}))
    assert found["head"] == {"IRN>PAK": "unknown", "PAK>IRN": "charge"}
    assert found["relations"] == "unknown"


def test_the_order_in_which_the_two_states_are_named_does_not_matter() -> None:
    assert steps(position(AS_IN_THE_SCENARIO)) == steps(position(AS_IN_THE_SCENARIO, ["PAK", "IRN"]))


def test_one_state_may_state_its_position_towards_the_other() -> None:
    one_sided = position(AS_IN_THE_SCENARIO, "PAK", targets="IRN")
    assert (one_sided.pair, one_sided.bearing.direction) == ("IRN-PAK", 1)
    assert steps(one_sided) == steps(position(AS_IN_THE_SCENARIO))


def test_a_position_of_two_states_has_no_author_and_weighs_nothing() -> None:
    stated = position(AS_IN_THE_SCENARIO)
    assert (stated.pair, stated.bearing.direction, act(stated).weight) == ("IRN-PAK", 2, 0.0)
    assert (stated.category, stated.tier, stated.precedence) == (Category.CONTEXT, "core", Rank.POSITION)


def test_a_count_of_one_party_lands_on_that_party_of_the_pair() -> None:
    assert steps(position({"expelled_by": {"PAK": 4}})) == [("state", slot("expelled_by", 1), 4)]
    assert steps(position({"expelled_by": {"IRN": 4}})) == [("state", slot("expelled_by", 0), 4)]


def test_halves_alone_say_which_pair_a_position_is_of() -> None:
    fields = {"position": {"expelled_by": {"PAK": 4}, "head": {"PAK>IRN": "charge"}}}
    found = States("position").instructions(fields, 2)
    assert found == [("state", slot("expelled_by", 1), 4), ("state", slot("head", 1), "charge")]


def test_a_count_alone_does_not_say_which_pair_it_is_of() -> None:
    with pytest.raises(ValueError, match="the pair is not said"):
        States("position").instructions({"position": {"expelled_by": {"PAK": 4}}}, 2)


@pytest.mark.parametrize("name", STATABLE)
def test_every_shown_component_can_be_stated_and_reads_back(name: str) -> None:
    written = stated_for_all_owners(name)
    found = state_after(position({name: written}))[name]
    if STATABLE[name].kind == "items":
        assert found == ({owner: ["a", "b"] for owner in written} if isinstance(written, dict) else ["a", "b"])
    else:
        assert found == written


def test_a_position_may_say_by_what_it_is_implied() -> None:
    assert position({"contacts": "normal"}, implied_by="the visit of 9 January").own_fields() == {
        "position": {"contacts": "normal"},
        "implied_by": "the visit of 9 January",
    }


REFUSED = {
    "a misspelt component": ({"misson": {"IRN>PAK": "open"}}, "did you mean 'mission'"),
    "a component like no other": ({"zzz": 1}, "'zzz' is no component of a position"),
    "a value that the choice does not have": ({"relations": "warm"}, "relations is one of"),
    "a hostility beyond the scale": ({"hostility": 6}, "hostility is one of 1, 2, 3, 4, 5"),
    "a half of another pair": ({"head": {"IRN>IND": "charge"}}, "head is of IRN>PAK or PAK>IRN, not of IRN>IND"),
    "a party outside the pair": ({"expelled_by": {"IND": 1}}, "expelled_by is of IRN or PAK, not of IND"),
    "a half component without its halves": ({"head": "ambassador"}, "head is stated for IRN>PAK and for PAK>IRN"),
    "a negative count": ({"expelled_by": {"IRN": -1}}, "expelled_by is a count"),
    "a flag that is no flag": ({"un_agenda": "yes"}, "un_agenda is true or false"),
    "a list that is no list": ({"mechanisms": "hotline"}, "mechanisms is a list"),
    "a mapping that is no mapping": ({"agreements": ["x"]}, "agreements is a mapping"),
    "a text that is nothing": ({"protecting_power": {"IRN>PAK": None}}, "protecting_power is a text"),
    "a choice that is nothing": ({"contacts": None}, "contacts is a choice"),
    "a day that is no day": ({"last_summons": {"IRN>PAK": "soon"}}, "last_summons is a day such as"),
}  # fmt: skip


@pytest.mark.parametrize(("stated", "message"), REFUSED.values(), ids=REFUSED)
def test_a_position_that_the_pair_cannot_have_is_refused(stated: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        position(stated)


@pytest.mark.parametrize("name", [component.name for component in COMPONENTS if not component.shown])
def test_what_the_fold_keeps_for_itself_cannot_be_stated(name: str) -> None:
    with pytest.raises(ValidationError, match="cannot be stated"):
        position({name: {"IRN>PAK": True}})


@pytest.mark.parametrize("actors", [("IRN",), ("IRN", "org:UNSC"), ("IRN", "PAK", "IND")])
def test_a_position_is_that_of_two_states(actors: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="a position is that of two states"):
        position({"contacts": "normal"}, actors)


@pytest.mark.parametrize("targets", [(), ("IRN",), ("IRN", "PAK"), ("act:bla", "IRN")])
def test_an_attack_by_a_non_state_actor_touches_no_pair(targets: tuple[str, ...]) -> None:
    claimed = attack(actors="act:jaish-al-adl", targets=targets, means="rifles", killed=11)
    assert claimed.pair is None
    assert act_of(claimed) is None
    assert claimed.own_fields() == {"means": "rifles", "killed": 11}


def test_a_state_is_no_non_state_actor() -> None:
    with pytest.raises(ValidationError, match="is no state but an act: or org:"):
        attack(actors="IRN", targets="PAK")


def test_an_attack_without_an_attacker_is_refused() -> None:
    with pytest.raises(ValidationError, match="an actor is needed"):
        attack(targets="IRN")
