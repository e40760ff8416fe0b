"""Forms: a type of the catalogue is complete or is none, and the catalogue is the one that was agreed upon."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest

from tracker.domain import catalogue, developments
from tracker.domain.act import Act
from tracker.domain.catalogue import TYPES, act_of, closable, closed_by, form, named
from tracker.domain.development import (
    FORM,
    Category,
    Closing,
    Development,
    Participation,
    Rank,
    closing,
    codes,
    own_field_names,
)
from tracker.domain.effects import Given, Militarised, When, becomes
from tracker.domain.expectations import only_when, relations_exist
from tracker.domain.law import VCDR, Character, rule
from tracker.domain.occurrence import on
from tracker.domain.weights import by, weigh

ROWS = {
    row["type"]: row
    for row in csv.DictReader((Path(__file__).parent / "data" / "catalogue.csv").read_text("utf-8").splitlines())
}
OF_EVERY_DEVELOPMENT = ("date", "actor", "target", "summary", "source")
"""Fields whose name in the catalogue is taken by the form."""
MORE = {("trade_resumed", "partial"), ("court_ruling_issued", "case_title")}
"""Fields that the effects in the catalogue speak of and its list of fields leaves out."""
CHARACTERS = {"mission_size_capped": Character.RETORSION}
"""Where the catalogue explains the character at length."""
WEIGHED_BY_NUMBER = {"diplomats_expelled"}


def form_of(name: str = "HalfFilled", /, without: str = "", **given: Any) -> type[Development]:
    """A type declared on the spot, complete but for ``without``."""
    body: dict[str, Any] = {
        "__module__": __name__,
        "__qualname__": name,
        "__doc__": "Something that happens in a test.",
        "__annotations__": {"kind": "str | None"},
        "kind": None,
        "category": Category.PROTOCOL,
        "tier": "core",
        "participation": Participation.DIRECTED,
        "legal_basis": (rule("none"),),
        "character": Character.NEUTRAL,
        "expects": (),
        "effect": (),
        "weight": 0.0,
        "codes": codes(),
        "closes": (),
        "precedence": Rank.CONTACT,
    } | given
    body.pop(without, None)
    return type(Development)(name, (Development,), body)


def act(kind: str, /, **fields: Any) -> Act:
    sides = {"actors": ("IRN", "PAK")} if form(kind).participation is Participation.MUTUAL else {}
    sides = sides or {"actors": ("IRN",), "targets": ("PAK",)}
    found = act_of(form(kind)(id="d1", occurred=on(date(2024, 1, 17)), **sides, **fields))
    assert found is not None
    return found


# ------------------------------------------------------------------ a form is complete or it is none


def test_a_complete_form_is_a_type() -> None:
    assert form_of("CompleteForm").type_name() == "complete_form"


@pytest.mark.parametrize("name", FORM)
def test_a_form_that_lacks_an_attribute_fails_at_import(name: str) -> None:
    with pytest.raises(TypeError, match=f"HalfFilled is half filled: it lacks {name}$"):
        form_of(without=name)


def test_a_form_that_lacks_its_meaning_fails_at_import() -> None:
    with pytest.raises(TypeError, match="it lacks a docstring"):
        form_of(without="__doc__")
    with pytest.raises(TypeError, match="it lacks a docstring"):
        form_of(__doc__="  ")


def test_a_form_that_states_no_legal_basis_fails_at_import() -> None:
    with pytest.raises(TypeError, match="states no legal basis"):
        form_of(legal_basis=())


READING = {
    "effect": (When("knid", ("x",), (becomes("contacts", "pair", "normal"),)),),
    "effect that asks whether it is given": (Given("knid", (becomes("contacts", "pair", "normal"),)),),
    "expects": (only_when("knid", "x", relations_exist),),
    "weight": by("knid", 0.0, x=-1.0),
    "closes": (closing("visit_made", same="knid"),),
    "closes on a condition": (closing("visit_made", when_field="knid", when_values=("x",)),),
    "apart_by": "knid",
}


@pytest.mark.parametrize("name", READING)
def test_a_type_that_reads_a_field_that_it_does_not_have_fails_at_import(name: str) -> None:
    with pytest.raises(TypeError, match="HalfFilled reads fields that it does not have: knid"):
        form_of(**{name.split(maxsplit=1)[0]: READING[name]})


def test_a_type_may_read_its_own_fields_and_who_acts() -> None:
    reading = (when_given("kind"), when_given("_actor"), when_given("_pair"))
    assert form_of(effect=reading).reads() == ("kind", "_actor", "_pair")


def test_a_type_may_not_read_a_party_that_nobody_provides() -> None:
    with pytest.raises(TypeError, match="does not have: _mediator"):
        form_of(effect=(when_given("_mediator"),))


def when_given(field: str) -> Given:
    return Given(field, (becomes("contacts", "pair", "normal"),))


def test_a_citation_refuses_an_article_that_the_instrument_does_not_have() -> None:
    with pytest.raises(ValueError, match="VCDR has articles 1 to 53, not 54"):
        VCDR(54)
    with pytest.raises(ValueError, match="VCDR has articles 1 to 53, not 0"):
        VCDR(0)


def test_a_citation_refuses_a_paragraph_that_the_article_does_not_have() -> None:
    with pytest.raises(ValueError, match=r"VCDR 9 has 2 numbered paragraphs, not 3"):
        VCDR(9, 3)
    with pytest.raises(ValueError, match=r"VCDR 44 has no numbered paragraphs, not 1"):
        VCDR(44, 1)


# ------------------------------------------------------------------ the catalogue


def test_two_types_of_one_name_are_refused() -> None:
    with pytest.raises(TypeError, match="two types are called twin"):
        named([form_of("Twin"), form_of("Twin")])


def test_a_type_that_takes_the_former_name_of_another_is_refused() -> None:
    with pytest.raises(TypeError, match="two types are called old_name: NewName and OldName"):
        named([form_of("NewName", formerly=("old_name",)), form_of("OldName")])
    with pytest.raises(TypeError, match="two types are called old_name"):
        named([form_of("OneName", formerly=("old_name",)), form_of("OtherName", formerly=("old_name",))])


def test_a_renamed_type_is_found_by_both_names() -> None:
    renamed = form_of("NewName", formerly=("old_name",))
    assert named([renamed]) == {"new_name": renamed, "old_name": renamed}


def test_a_closing_of_a_type_that_is_not_there_is_refused() -> None:
    with pytest.raises(TypeError, match="HalfFilled closes embasy_closed"):
        named([form_of(closes=(closing("embasy_closed"),))])


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="ambasador_recalled"):
        form("ambasador_recalled")


NEW_TYPE = '''
from tracker.domain.development import Category, Development, Participation, Rank, closing, codes
from tracker.domain.law import Character, rule

class FlagLowered(Development):
    """A flag is lowered."""
    category, tier, participation = Category.PROTOCOL, "extended", Participation.DIRECTED
    legal_basis, character, expects, effect = (rule("usage"),), Character.NEUTRAL, (), ()
    weight, codes, closes, precedence = -1.0, codes(), (closing("visit_made"),), Rank.CONTACT
'''


def test_adding_a_type_touches_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "flags.py").write_text(NEW_TYPE, "utf-8")
    monkeypatch.setattr(developments, "__path__", [*developments.__path__, str(tmp_path)])
    assert set(named(catalogue._declared())) - set(TYPES) == {"flag_lowered"}


def test_what_is_closed_by_what_can_be_asked_both_ways() -> None:
    assert closed_by("ambassador_barred") == ("ambassador_returned", "credentials_presented")
    assert "ambassador_barred" in closable()
    assert closed_by("envoy_summoned") == ()
    assert "envoy_summoned" not in closable()


# ------------------------------------------------------------------ acts


def test_only_a_visit_of_ministers_or_above_ends_a_suspension_of_contacts() -> None:
    minister, clerk = act("visit_made", level="foreign_minister"), act("visit_made", level="other")
    assert {name for name, _, _ in minister.closes} == {"high_level_contacts_suspended"}
    assert (clerk.closes, clerk.steps) == ((), ())


@pytest.mark.parametrize(
    "kind", ["sanctions_lifted", "trade_resumed", "visa_services_resumed", "transport_links_restored"]
)
def test_a_measure_lifted_in_part_stays_open(kind: str) -> None:
    links = {"links": "land"} if kind.startswith("transport") else {}
    assert act(kind, partial=True, **links).closes == ()
    assert act(kind, partial=False, **links).closes == act(kind, **links).closes != ()


def test_an_act_that_carries_out_an_order_weighs_nothing() -> None:
    assert act("embassy_closed", ordered_by="PAK").weight == 0.0
    assert act("embassy_closed").weight == -6.5
    assert act("consulate_closed", post="Zahedan", ordered_by="PAK").weight == 0.0
    assert act("mission_staff_withdrawn", reason="capped").weight == 0.0


def test_the_third_party_that_offers_to_mediate_is_named_in_the_act() -> None:
    offered = form("mediation_offered")(
        id="d1", occurred=on(date(2024, 1, 17)), actors=("CHN",), targets=("PAK", "IRN")
    )
    found = act_of(offered)
    assert found is not None
    assert [step[2:] for step in found.steps] == [("CHN", {"none": "offered"})]
    assert (found.weight, found.direction) == (0.0, 2)


def test_developments_that_do_the_same_are_one_act() -> None:
    one = act("ambassador_recalled", kind="indefinite", head_name="Muhammad Mudassir Tipu")
    assert act("ambassador_recalled", kind="indefinite") is one
    assert act("ambassador_recalled", kind="permanent") is not one


def test_one_link_is_a_list_of_one_and_an_unknown_link_is_refused() -> None:
    cut = form("transport_links_cut")
    day = on(date(2024, 1, 17))
    found = cut(id="d1", occurred=day, actors=("IRN",), targets=("PAK",), links="land")
    assert found.own_fields() == {"links": ["land"]}
    assert cut.model_validate_json(found.model_dump_json(), strict=True) == found
    with pytest.raises(ValueError, match="'rail' is not a valid Link"):
        cut(id="d1", occurred=day, actors=("IRN",), targets=("PAK",), links=["land", "rail"])


@pytest.mark.parametrize(
    ("left", "in_charge"),
    [(None, []), (False, ["none"]), (True, ["charge"]), ("the deputy head of mission", ["charge"])],
)
def test_who_is_left_in_charge_after_a_recall_is_what_the_source_says(left: Any, in_charge: list[str]) -> None:
    given = {} if left is None else {"charge_left": left}
    recalled = act("ambassador_recalled", kind="consultations", **given)
    assert [step[2]["*"] for step in recalled.steps if "*" in step[2]] == in_charge


@pytest.mark.parametrize(
    ("presented", "head"),
    [(None, "ambassador"), ("ambassador", "ambassador"), ("minister", "minister"), ("charge_en_titre", "charge")],
)
def test_a_head_is_of_the_rank_presented_and_an_ambassador_where_none_is_said(presented: Any, head: str) -> None:
    given = {} if presented is None else {"rank": presented}
    assert act("credentials_presented", head_name="N. N.", **given).steps[0][2] == {"*": head}


# ------------------------------------------------------------------ one row of the agreed list is one type


def released() -> set[str]:
    """The types of the first release: a new one brings its class and, where the catalogue gains it, its row."""
    log = (Path(__file__).parent / "golden" / "format-1.jsonl").read_text("utf-8")
    first = {topic for _, _, version, topic, _ in map(json.loads, log.splitlines()) if version == 1}
    return first - {"source_described", "incident_opened"}


def test_every_row_is_a_type_and_every_released_type_but_context_is_a_row() -> None:
    assert len(ROWS) == 97
    assert set(ROWS) <= set(TYPES)
    assert set(ROWS) == {name for name in released() if form(name).category is not Category.CONTEXT}
    assert not {name for name in ROWS if form(name).category is Category.CONTEXT}


@pytest.mark.parametrize("name", ROWS)
def test_a_type_has_the_category_tier_and_codes_of_its_row(name: str) -> None:
    row, found = ROWS[name], form(name)
    assert (found.category, found.tier) == (row["category"], row["tier"])
    assert found.codes.cameo == tuple(filter(None, row["cameo_codes"].split(";")))
    assert found.codes.plover == (row["plover"] or None)


@pytest.mark.parametrize("name", ROWS)
def test_a_type_has_the_legal_character_of_its_row(name: str) -> None:
    assert form(name).character == CHARACTERS.get(name, ROWS[name]["legal_character"])


@pytest.mark.parametrize("name", ROWS)
def test_a_type_has_the_fields_of_its_row(name: str) -> None:
    fields = form(name).model_fields
    own = [field for field in own_field_names(form(name)) if (name, field) not in MORE]
    listed = [*listed_fields(name, "required_fields"), *listed_fields(name, "optional_fields")]
    assert own == [field for field, _ in listed]
    required = [field for field in own if fields[field].is_required()]
    assert required == [field for field, _ in listed_fields(name, "required_fields")]


@pytest.mark.parametrize("name", ROWS)
def test_the_choices_of_a_field_are_those_of_its_row(name: str) -> None:
    for column in ("required_fields", "optional_fields"):
        for field, choices in listed_fields(name, column):
            if choices:
                assert choices_of(form(name).model_fields[field].annotation) == choices


@pytest.mark.parametrize("name", sorted(set(ROWS) - WEIGHED_BY_NUMBER))
def test_a_type_weighs_what_its_row_says_where_no_field_says_more(name: str) -> None:
    assert weigh(form(name).weight, {}) == float(ROWS[name]["weight"])


@pytest.mark.parametrize(("number", "weight"), [(1, -3.0), (5, -4.6094), (23, -6.0), (60, -6.0)])
def test_many_expelled_weigh_more_but_not_in_proportion(number: int, weight: float) -> None:
    assert act("diplomats_expelled", count=number).weight == weight


@pytest.mark.parametrize("name", ROWS)
def test_a_type_has_the_militarised_actions_and_level_of_its_row(name: str) -> None:
    row, found = ROWS[name], form(name)
    assert found.mid_actions == tuple(int(code) for code in row["mid_action"].split(";") if code != "0")
    levels = {effect.level for effect in inner(found.effect) if isinstance(effect, Militarised)}
    assert levels == ({int(row["mid_hostility"])} - {1})


def test_what_closes_what_is_what_the_rows_say_from_either_end() -> None:
    by_closing = {(name, other) for name in ROWS for other in parted(ROWS[name]["closes"])}
    by_closed = {(other, name) for name in ROWS for other in parted(ROWS[name]["closed_by"])}
    found = {(name, c.type) for name in ROWS for c in form(name).closes}
    assert found == by_closing | by_closed


@pytest.mark.parametrize("name", ROWS)
def test_a_closing_agrees_with_what_tells_the_closed_acts_apart(name: str) -> None:
    for found in form(name).closes:
        assert isinstance(found, Closing)
        assert found.same is None or form(found.type).apart_by == found.same


def listed_fields(name: str, column: str) -> list[tuple[str, frozenset[str]]]:
    found = [field.removesuffix("]").partition("[") for field in parted(ROWS[name][column])]
    return [
        (field, frozenset(filter(None, choices.split("|"))))
        for field, _, choices in found
        if field not in OF_EVERY_DEVELOPMENT
    ]


def parted(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def choices_of(annotation: Any) -> frozenset[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return frozenset(annotation)
    return frozenset().union(*(choices_of(part) for part in get_args(annotation)))


def inner(effects: Any) -> Iterator[Any]:
    for effect in effects:
        yield effect
        yield from inner(getattr(effect, "effects", ()))
