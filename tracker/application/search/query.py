"""Queries: words, "phrases", prefix* and -word, and what they mean of the words of a text.

What is asked for is put into the index's own language only as quoted words, so that nothing that is typed can be
taken for an operator of it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.application.problems import BadInput
from tracker.application.search.variants import Phrase, Variants
from tracker.application.search.words import Span, words_of

MOST_TERMS = 32
MOST_WORDS = 64
"""Words of one phrase."""
MOST_SPELLINGS = 64
"""Spellings that a phrase of several places is looked for in."""
LONGEST = 10_000
"""Characters of a query."""
_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*?)')


class Term(NamedTuple):
    """One thing that is looked for, in each of its spellings; its last word may be only begun."""

    spellings: tuple[Phrase, ...]
    begun: bool = False

    def expression(self) -> str:
        """The term in the language of the index."""
        star = "*" if self.begun else ""
        return "(" + " OR ".join(f'"{" ".join(phrase)}"{star}' for phrase in self.spellings) + ")"

    def places(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where it stands among words: the first and the last, by number."""
        return [
            (at, at + len(phrase) - 1)
            for phrase in self.spellings
            for at in range(len(words) - len(phrase) + 1)
            if self._is_at(words, phrase, at)
        ]

    def _is_at(self, words: Sequence[str], phrase: Phrase, at: int) -> bool:
        last = at + len(phrase) - 1
        whole = words[last].startswith(phrase[-1]) if self.begun else words[last] == phrase[-1]
        return whole and tuple(words[at:last]) == phrase[:-1]


class Query(NamedTuple):
    """What must stand in an entry, and what must stand in none of its stream."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def expression(self) -> str:
        """What is wanted, in the language of the index."""
        return " AND ".join(term.expression() for term in self.wanted)

    def excluded(self) -> str:
        """What is not wanted, in the language of the index."""
        return " OR ".join(term.expression() for term in self.unwanted)


def marked(terms: Sequence[Term], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Where terms stand in a text, in characters, joined where they overlap."""
    words = [span.word for span in spans]
    found = sorted({(spans[a].start, spans[b].end) for term in terms for a, b in term.places(words)})
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def query_of(text: str, variants: Variants) -> Query:
    """The query that a text is; BadInput where it asks for nothing, or for too much."""
    if len(text) > LONGEST:
        raise BadInput(f"{len(text)} characters are too many to search for", remedy="give fewer words")
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for found in _TERM.finditer(text):
        term = _term(found, variants)
        if term is not None:
            (unwanted if found["minus"] else wanted).append(term)
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise BadInput(f"more than {MOST_TERMS} words and phrases to search for", remedy="give fewer words")
    return Query(tuple(wanted), tuple(unwanted))


def _term(found: re.Match[str], variants: Variants) -> Term | None:
    """A term; None where there is no letter and no figure in it."""
    said = found["word"] if found["phrase"] is None else found["phrase"]
    begun = bool(found["star"]) or (found["phrase"] is None and said.endswith("*"))
    words = tuple(words_of(said))
    if not words:
        return None
    if len(words) > MOST_WORDS:
        raise BadInput(f"a phrase of more than {MOST_WORDS} words", remedy="give a part of it")
    return Term((words,) if begun else spellings(words, variants), begun)


def spellings(phrase: Phrase, variants: Variants) -> tuple[Phrase, ...]:
    """A phrase in all spellings of the places in it, itself first; of very many the first."""
    made: list[list[Phrase]] = [[()]]
    for end in range(1, len(phrase) + 1):
        ways: dict[Phrase, None] = {}
        for start in range(max(0, end - variants.longest), end):
            part = phrase[start:end]
            others = sorted(variants.of(part) - {part}) if part in variants.groups else []
            for other in [part, *others] if others or end - start == 1 else ():
                ways.update({(*before, *other): None for before in made[start]})
        made.append([phrase[:end], *(way for way in ways if way != phrase[:end])][:MOST_SPELLINGS])
    return tuple(made[-1])
