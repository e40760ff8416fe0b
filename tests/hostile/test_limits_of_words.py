"""Words of a command line: numbers of any length and names as long as books are refused, and soon."""

from datetime import date

import pytest

from tracker.application import countries
from tracker.application.problems import BadInput
from tracker.application.recording import amendments
from tracker.application.recording.arguments import given, item
from tracker.application.recording.ground import ground
from tracker.domain.catalogue import TYPES

TODAY = date(2024, 1, 18)


@pytest.mark.parametrize("digits", ["9" * 20, "9" * 5000, "-" + "9" * 5000, "\u0663", "\u00b2", "1.5", "-1", ""])
def test_an_offset_is_a_count_of_few_figures(digits: str) -> None:
    with pytest.raises(BadInput, match="offset is a count"):
        amendments._offset(given([f"offset={digits}"], TODAY))
    assert amendments._offset(given(["offset=120"], TODAY)) == 120


@pytest.mark.parametrize("digits", ["9" * 20, "9" * 5000])
def test_a_count_of_a_position_of_many_figures_is_left_as_text_for_the_form_to_refuse(digits: str) -> None:
    words = ["date=2024-01-17", "actor=IRN,PAK", "summary=s", f"position.expelled_by.IRN={digits}"]
    said = item(TYPES["position_stated"], given(words, TODAY))
    assert said["fields"]["position"]["expelled_by"]["IRN"] == digits


@pytest.mark.parametrize("kind", ["killed", "count"])
def test_a_number_of_many_figures_is_no_number(kind: str) -> None:
    form = TYPES["strike_conducted" if kind == "killed" else "diplomats_expelled"]
    words = ["date=2024-01-17", "actor=IRN", "target=PAK", "summary=s", "source=https://a.b", "means=air"]
    words = [word for word in words if kind == "killed" or not word.startswith("means")]
    with pytest.raises(BadInput, match=f"{kind} is a number"):
        item(form, given([*words, f"{kind}={'9' * 5000}"], TODAY))


def test_of_an_id_as_long_as_a_book_few_beginnings_are_looked_for(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    with ground(tmp_path / "none.db", needed=False) as log:
        monkeypatch.setattr(type(log), "_between", lambda self, prefix, limit: asked.append(prefix) or ())
        assert log.like("x" * 50_000) == ()
    assert len(asked) == 148
    assert max(map(len, asked)) == 150


def test_for_a_name_as_long_as_a_book_no_country_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(countries, "_near", None)
    for read in (countries.state, countries.named, countries.party):
        with pytest.raises(ValueError, match="is no state"):
            read("x" * 201)
    assert not countries.is_named("x" * 201)
