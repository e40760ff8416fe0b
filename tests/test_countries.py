"""Countries: codes, names, and what is no state."""

import re

import pytest

from tracker.application.countries import name_of, named, party, state


@pytest.mark.parametrize("code", ["PAK", "IRN", "XKX", "SUN", "YUG", "TWN", "PSE"])
def test_codes_in_use_and_withdrawn_are_states(code: str) -> None:
    assert state(code) == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pakistan", "'Pakistan' is no state (did you mean PAK, Pakistan?)"),
        ("pk", "'pk' is no state (did you mean PAK, Pakistan?)"),
        ("PKA", "'PKA' is no state (did you mean"),
        ("Pakistn", "'Pakistn' is no state (did you mean PAK, Pakistan?)"),
        ("ZQ", "'ZQ' is no state"),
        ("", "'' is no state"),
    ],
)
def test_what_is_no_state_is_refused_with_the_code_that_was_meant(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        state(text)


@pytest.mark.parametrize("text", ["org:UNSC", "org:NKR", "act:jaish-al-adl", "PAK"])
def test_states_organisations_and_actors_are_parties(text: str) -> None:
    assert party(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ogr:UN", "did you mean org?"),
        ("act:", "after act: come"),
        ("org:a b", "after org: come"),
        ("IRNX", "no state"),
    ],
)
def test_what_is_no_party_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        party(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("iran", "IRN"), ("Iran, Islamic Republic of", "IRN"), ("Türkiye", "TUR"), ("turkey", "TUR"), ("Russia", "RUS"),
        ("uk", "GBR"), ("United Kingdom", "GBR"), ("usa", "USA"), ("U.S.", "USA"), ("Kosovo", "XKX"), ("no", "NOR"),
        ("South  Korea", "KOR"), ("Soviet Union", "SUN"), ("Congo", "COG"), ("Burma", "MMR"), ("irn", "IRN"),
    ],
)  # fmt: skip
def test_a_country_is_found_by_name_and_by_code(text: str, code: str) -> None:
    assert named(text) == code


def test_a_name_that_no_country_has_is_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("'Germny' is no state (did you mean DEU, Germany?)")):
        named("Germny")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("IRN", "Iran"), ("RUS", "Russia"), ("GBR", "United Kingdom"), ("KOR", "South Korea"), ("XKX", "Kosovo"),
        ("SUN", "Soviet Union"), ("FLK", "Falkland Islands"), ("org:UNSC", "UNSC"), ("QQQ", "QQQ"),
    ],
)  # fmt: skip
def test_a_code_has_a_short_name(code: str, name: str) -> None:
    assert name_of(code) == name
