"""Chains of answers: each development once, below the earliest of what it answers; drawn as a tree."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.ledger_pages import tree_lines
from tracker.domain.chains import Link, chains


def test_a_development_stands_below_what_it_answers_and_what_answers_nothing_is_left_out() -> None:
    found = chains("abcd", {"b": ["a"], "c": ["b"]})
    assert found == [Link("a", 0, None, ()), Link("b", 1, "a", ()), Link("c", 2, "b", ())]


def test_what_answers_two_stands_below_the_earlier_and_names_the_other() -> None:
    assert chains("abc", {"c": ["b", "a"]}) == [
        Link("a", 0, None, ()), Link("c", 1, "a", ("b",)), Link("b", 0, None, ()),
    ]  # fmt: skip


def test_a_ring_is_cut_where_it_would_go_back() -> None:
    assert chains("ab", {"a": ["b"], "b": ["a"]}) == [Link("a", 0, None, ()), Link("b", 1, "a", ())]


def test_a_chain_of_ten_thousand_is_drawn() -> None:
    order = [str(n) for n in range(10_000)]
    found = chains(order, {name: [str(int(name) - 1)] for name in order[1:]})
    assert [link.depth for link in found] == list(range(10_000))
    assert max(map(len, tree_lines([row(link) for link in found]))) < 300


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghz"), max_size=3)))
def test_each_that_answers_or_is_answered_stands_once_and_behind_its_parent(answers: dict[str, list[str]]) -> None:
    found = chains("abcdefgh", answers)
    names = [link.id for link in found]
    earlier = {name: [c for c in causes if c < name] for name, causes in answers.items()}
    tied = {name for name, causes in earlier.items() if causes} | {c for causes in earlier.values() for c in causes}
    assert sorted(names) == sorted(tied)
    for link in found:
        assert (link.parent is None) == (link.depth == 0)
        if link.parent is not None:
            assert names.index(link.parent) < names.index(link.id)
            assert found[names.index(link.parent)].depth == link.depth - 1
            assert {link.parent, *link.also} == set(earlier[link.id])


def row(link: Link) -> dict[str, object]:
    return {
        **link._asdict(), "said": True, "date": "2024-01-01", "days": None, "from": "A>B", "actors": [], "type": "t",
    }  # fmt: skip


def test_the_tree_has_a_bar_as_long_as_a_sibling_comes() -> None:
    found = chains("abcde", {"b": ["a"], "c": ["b"], "d": ["a"], "e": ["d"]})
    bars = [line.partition("2024")[0] for line in tree_lines([row(link) for link in found])]
    assert bars == ["", "├─ ", "│  └─ ", "└─ ", "   └─ "]
