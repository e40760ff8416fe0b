"""How a text is taken apart, how a query is read, and how places are found under every spelling."""

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.application.problems import BadInput
from tracker.application.search.query import MOST_SPELLINGS, MOST_TERMS, marked, query_of, spellings
from tracker.application.search.variants import SHIPPED, joined, read, variants
from tracker.application.search.words import spans, words_of

PLACES = variants(None)
BARE = joined([])
texts = st.text(st.characters(codec="utf-8") | st.sampled_from(" \"'*-_éß’東"), max_size=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tehran’s «Panjgur», 16.1.", ["tehran", "s", "panjgur", "16", "1"]),
        ("ambassador_recalled irn-pak-2024-013", ["ambassador", "recalled", "irn", "pak", "2024", "013"]),
        ("Te\u0301ppo = Téppo", ["teppo", "teppo"]),
        ("東京のカレー", ["東", "京", "の", "カ", "レ", "ー"]),
        ("کابل and كابل", ["كابل", "and", "كابل"]),
        ("\x1b[31m\u202eabc\ue000d\x00e", ["31m", "abc", "d", "e"]),
        ("🕊 – …", []),
    ],
)
def test_a_text_is_taken_apart_into_words_as_they_are_compared(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(texts)
@example("ﬁn ½ İ ß ΰ")
def test_the_index_takes_our_words_as_they_are(text: str) -> None:
    words = words_of(text)
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE VIRTUAL TABLE w USING fts5 (t, content='', tokenize='ascii')")
        conn.execute("CREATE VIRTUAL TABLE v USING fts5vocab (w, 'instance')")
        conn.execute("INSERT INTO w (rowid, t) VALUES (1, ?)", (" ".join(words),))
        assert [word for (word,) in conn.execute("SELECT term FROM v ORDER BY offset")] == words


@given(texts)
def test_each_word_has_its_place_in_the_text(text: str) -> None:
    found = list(spans(text))
    assert [span.word for span in found] == words_of(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(a.start <= b.start for a, b in pairwise(found))


@given(texts)
@example('a" OR "b')
@example("NEAR(a b) AND text:c ^d + {e}")
@example('"')
@example("-")
@example("***")
def test_nothing_that_is_typed_is_taken_for_the_language_of_the_index(text: str) -> None:
    query = query_of(text, PLACES)
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE VIRTUAL TABLE w USING fts5 (t, content='', tokenize='ascii')")
        for expression in (query.expression(), query.excluded()):
            if expression:
                assert conn.execute("SELECT * FROM w WHERE w MATCH ?", (expression,)).fetchall() == []


def places_in(text: str, query: str) -> list[str]:
    return [text[a:b] for a, b in marked(query_of(query, PLACES).wanted, list(spans(text)))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("strike", ["strike"]),
        ("STRIKE*", ["strike", "Strikes"]),
        ('"strike in sistan"', ["strike in Sístan"]),
        ('"in sistan" strike', ["strike", "in Sístan"]),
        ('"sistan in"', []),
        ("strike-in", ["strike in"]),
        ('"in sis"*', ["in Sístan"]),
        ("Seistan", ["Sístan"]),
        ("baluchestan", ["Balochistan", "Beluchistan"]),
        ("baluch", []),
    ],
)
def test_words_phrases_and_beginnings_are_found(query: str, found: list[str]) -> None:
    assert places_in("A strike in Sístan; Strikes. Balochistan: Beluchistan", query) == found


def test_a_word_behind_a_hyphen_is_not_wanted() -> None:
    query = query_of('strike -missile -"two words" - x-y', BARE)
    assert [term.spellings for term in query.wanted] == [(("strike",),), (("x", "y"),)]
    assert [term.spellings for term in query.unwanted] == [(("missile",),), (("two", "words"),)]


def test_too_much_to_search_for_is_refused() -> None:
    with pytest.raises(BadInput, match="more than 32 words"):
        query_of("a " * (MOST_TERMS + 1), BARE)
    with pytest.raises(BadInput, match="a phrase of more than"):
        query_of(f'"{"a " * 100}"', BARE)
    with pytest.raises(BadInput, match="too many"):
        query_of("a" * 20_000, BARE)


# places


def test_balochistan_is_found_under_each_of_its_spellings() -> None:
    for spelling in ("Balochistan", "Baluchistan", "Baluchestan"):
        assert {("balochistan",), ("baluchistan",), ("baluchestan",)} <= set(
            spellings(tuple(words_of(spelling)), PLACES)
        )


def test_a_place_within_a_phrase_is_spelled_in_each_way() -> None:
    found = spellings(("sistan", "and", "baluchestan", "province"), PLACES)
    assert found[0] == ("sistan", "and", "baluchestan", "province")
    assert {("seistan", "and", "balochistan", "province"), ("sistan", "and", "baluchistan", "province")} <= set(found)
    assert ("cote", "d", "ivoire", "votes") in spellings(("ivory", "coast", "votes"), PLACES)
    assert len(spellings(("balochistan",) * 9, PLACES)) <= MOST_SPELLINGS


def test_every_line_of_the_shipped_table_is_a_group_of_spellings() -> None:
    groups = list(read(SHIPPED))
    assert len(groups) > 150
    single = [group for group in groups if len(group) == 1]
    assert len(single) < 6, single  # such as Ammān, which differs in accents only
    for group in groups:
        assert all(PLACES.of(one) == PLACES.of(other) for one in group for other in group)


def test_a_user_adds_places_and_joins_groups(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text(
        "# mine\nSpringfield\tSpringfeld\tinvented\nBalochistan\tBelujistan\tmine\n", "utf-8"
    )
    own = variants(tmp_path)
    assert ("springfeld",) in own.of(("springfield",))
    assert {("baluchestan",), ("belujistan",)} <= own.of(("baluchistan",))


@pytest.mark.parametrize("line", ["Springfield", "\tx", "Springfield\t", "…\t–"])
def test_a_line_that_names_no_other_spelling_is_told_with_its_place(tmp_path: Path, line: str) -> None:
    (tmp_path / "places.tsv").write_text(f"a\tb\n{line}\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        variants(tmp_path)
    assert str(caught.value.where).endswith("places.tsv:2")
