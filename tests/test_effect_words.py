"""What a development does, in the words of the state: no name, value or sign of the machine is left in them."""

import re

import pytest

from tracker.application.effect_words import effect_words
from tracker.domain.catalogue import TYPES

EVERY = sorted({effect.sentence for form in TYPES.values() for effect in form.effect})


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("head{IRQ>IRN}: ambassador, unknown → recalled",
         "Head of mission IRQ → IRN becomes ambassador recalled if it was ambassador at post or unknown"),
        ("ceasefire: in_force → broken", "Ceasefire becomes broken if it was in force"),
        ("unanswered{PAK>IRN}: any → true", "Expulsion unanswered PAK → IRN becomes yes"),
        ("hostility rises to 4", "Hostility rises to 4 of 5"),
        ("expelled_by{PAK} grows by count", "Expelled by PAK grows by count"),
        ("when object = state: relations: any → severed; head{both ways}: any → none",
         "Relations becomes severed; Head of mission of both becomes no head of mission"),
        ("dialogue: none → offered; unknown → active",
         "Dialogue becomes offered if it was none, becomes active if it was unknown"),
        ("mediators[the _actor given]: none → offered", "Mediators, the actor given, becomes offered if it was none"),
        ("every component stated in the position takes its value",
         "every component stated in the position takes its value"),
    ],
)  # fmt: skip
def test_an_effect_is_said_in_the_words_of_the_state(sentence, words) -> None:
    assert effect_words(sentence) == words


@pytest.mark.parametrize("sentence", EVERY)
def test_no_word_of_the_machine_is_left(sentence) -> None:
    for side, half in (("{actor>target}", "{IRN>PAK}"), ("{target>actor}", "{PAK>IRN}"), ("{actor}", "{IRN}")):
        sentence = sentence.replace(side, half)
    assert not re.search(r"[_{}\[\]=|]|any →|true|false", effect_words(sentence))
