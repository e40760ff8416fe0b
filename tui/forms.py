"""Forms: what a person is asked to record or amend a development, and the words that the answers make."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.editing import Edited

if TYPE_CHECKING:
    from tracker.application.forms import Question
    from tracker.application.recording.accounts import Account
    from tracker.application.recording.held import Held

MOST = 8
"""So many suggestions are shown."""
PARTIES = ("actor", "target", "third_party", "party")
OF_EVERY_TYPE = ("type", "date", "actor", "target")
"""What is asked first, whatever the type."""
DATES = ("date", "known_from")
LISTED = (*PARTIES, "same_as", "in_response_to")
"""Of which several may be given, by commas."""
REASON = ("reason", "why it is said otherwise; kept in the log")
UNREAD, NO_TYPE, NO_STATE = "not read as a date yet", "no type is found by this: try recall", "no state has this name"
TO_COME = "still to come"
AMISS = (UNREAD, NO_TYPE, NO_STATE, TO_COME)
"""What stands beside an answer that is none: calmly while one types, as a warning once one has gone on."""
_KNOWN = ("known_from", "from when it could be known: 2024-01-17, thu, 2024-01-17T12:00Z")
_ASKED = {
    "retract": (),
    "reinstate": (),
    "claim": (
        ("aspect", "killed, perpetrator, motive, …"), ("value", "what is claimed"), ("by", "who claims it"),
        ("party", "for which party"), ("source", "an address, or the id of a source"), ("quote", "the exact words"),
        ("qualifier", "at least, about, up to"), ("note", "text"),
    ),
    "report-add": (("source", "an address, or the id of a source"), ("quote", "the exact words"), ("note", "text")),
    "assess": (
        ("rating", "an Admiralty grade such as B2"), ("certainty", "confirmed | probable | uncertain"),
        ("aspect", "of which the desk takes one account"), ("value", "the account that is taken"),
    ),
    "link": (("same_as", "ids, by commas"), ("in_response_to", "ids, by commas"), ("incident", "an id")),
    "unlink": (("same_as", "ids, by commas"), ("in_response_to", "ids, by commas"), ("incident", "an id")),
}  # fmt: skip
"""What each verb but correct asks."""
_NEEDED = {"claim": ("aspect", "value"), "report-add": ("source",), "retract": ("reason",), "reinstate": ("reason",)}
_FIXED = ("in_response_to", "incident", "source", "quote", "id", "known_from")
"""What no correction changes: other verbs do."""


@dataclass
class Field:
    """One question with the answer that is typed."""

    key: str
    wanted: str
    choices: tuple[str, ...] = ()
    required: bool = False
    line: Edited = field(default_factory=Edited)
    held: str = ""
    """What is held already, of a correction."""
    known: tuple[tuple[str, str], ...] = ()
    """What of the log may be meant, each with a word on it."""
    known_of: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """What may be meant, by the answer to the question that it hangs on."""
    hangs_on: "Field | None" = None
    sought: bool = False
    """Whether what is typed is also looked for in the log."""
    free: bool = False
    """Whether anything else may be answered as well as what is known."""
    party: bool = False
    """Whether a party is wanted, though its key does not say so."""
    preset: bool = False
    """Whether the answer is only proposed: what is typed first takes its place."""

    @property
    def text(self) -> str:
        """The answer."""
        return self.line.text

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """What of the log may be meant, as the other answers stand."""
        return self.known if self.hangs_on is None else self.known_of.get(self.hangs_on.text.strip(), ())

    @property
    def of_parties(self) -> bool:
        """Whether states are what it wants."""
        return self.party or self.key in PARTIES

    @property
    def last(self) -> str:
        """Of several answers by commas the one that is typed."""
        text = self.text.strip()
        return text.rpartition(",")[2].strip() if self.party or self.key in LISTED else text

    def type(self, text: str) -> None:
        """Type or paste; what was only proposed gives way."""
        if self.preset:
            self.line.set("")
        self.preset = False
        self.line.insert(text)

    def press(self, key: str) -> bool:
        """What a key of editing does; what was proposed is then kept."""
        done = self.line.press(key)
        self.preset = self.preset and not done
        return done

    @property
    def lacking(self) -> bool:
        """Whether it is needed and not given."""
        return self.required and not self.text.strip()


@dataclass
class Form:
    """A verb, the development that it amends, if any, and its fields."""

    verb: str
    title: str
    fields: list[Field]
    id: str = ""
    type: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)
    """Of each development that it amends the version that was read."""
    remark: str = ""
    """What is said before what saving would do."""

    def field(self, key: str) -> Field | None:
        """The field of a key."""
        return next((found for found in self.fields if found.key == key), None)

    def text_of(self, key: str) -> str:
        """What is typed for a key."""
        found = self.field(key)
        return "" if found is None else found.text.strip()

    def words(self) -> list[str]:
        """The ``key=value`` words of the answers; of a correction only what is otherwise than held."""
        answers = [one for one in self.fields if one.key not in ("type", "reason")]
        if self.verb == "record":
            return [f"{one.key}={one.text}" for one in answers if one.text.strip()]
        given = [one for one in answers if one.key != "known_from"]
        return [f"{one.key}={one.text}" for one in given if one.text != one.held]

    def swap(self) -> bool:
        """Exchange actor and target; False where there are none."""
        actor, target = self.field("actor"), self.field("target")
        if actor is None or target is None:
            return False
        actor.line, target.line = target.line, actor.line
        return True

    @property
    def settled(self) -> bool:
        """Whether its questions are those of the type that is typed."""
        return self.verb != "record" or self.text_of("type") == self.type

    @property
    def asked(self) -> list[Field]:
        """The questions that are shown: of another type than the one that is typed only those of every type."""
        return self.fields if self.settled else [one for one in self.fields if one.key in OF_EVERY_TYPE]

    def keep(self, typed: "Form") -> bool:
        """Take over what was typed into another one, which began when something else was held.

        False where that one does something else: who meant to retract would reinstate.
        """
        for one in typed.fields if typed.verb == self.verb else ():
            mine = self.field(one.key)
            if mine is not None and one.text != one.held:
                mine.line, mine.preset = Edited.of(one.text), False
        return typed.verb == self.verb

    @property
    def touched(self) -> bool:
        """Whether anything was typed that is neither held nor only proposed."""
        return any(one.text != one.held and not one.preset for one in self.fields)


def type_field() -> Field:
    """The first question of a record: which type."""
    return Field("type", "a few letters find it: recall, strike, summon, expel", required=True)


def record_form(name: str, before: "Form", questions: Sequence["Question"]) -> Form:
    """The form of a type; what was typed under the same keys before stays."""
    fields = [type_field(), *(Field(q.key, q.wanted, q.choices, q.required, party=q.party) for q in questions)]
    for one in fields:
        known = before.field(one.key)
        if known is not None:
            one.line, one.preset = Edited.of(known.text), known.preset
    fields[0].line = Edited.of(name)
    return Form("record", "Record a development", fields, type=name)


def blank_form(pair: str | None, answers: str | None = None) -> Form:
    """A record before its type is chosen: today, between the two of the pair that is looked at.

    ``answers`` is the development that it is proposed to be in response to.
    """
    one, _, other = (pair or "").partition("-")
    given = {"date": "today", "actor": one, "target": other}
    fields = [type_field(), *(Field(key, "", line=Edited.of(text), preset=True) for key, text in given.items())]
    if answers is not None:
        fields.append(Field("in_response_to", "ids, by commas", line=Edited.of(answers), preset=True))
    return Form("record", "Record a development", fields)


def amend_form(verb: str, held: "Held", questions: Sequence["Question"]) -> Form:
    """The form of an amending verb on what is held."""
    if verb == "correct":
        fields = [
            _held_field(q.key, q.wanted, q.choices, held, party=q.party) for q in questions if q.key not in _FIXED
        ]
        fields += [_held_field(key, "", (), held) for key in held.words if "." in key]
    else:
        fields = [Field(key, wanted, required=key in _NEEDED.get(verb, ())) for key, wanted in _ASKED[verb]]
    if held.accounts and verb in ("claim", "assess"):
        _offer_accounts(verb, fields, held)
    fields.append(Field(*REASON, required=verb in ("correct", "retract", "reinstate")))
    fields.append(Field(*_KNOWN))
    return Form(verb, f"{_TITLES[verb]} {held.id}", fields, held.id, held.type, held.versions)


def _offer_accounts(verb: str, fields: Sequence[Field], held: "Held") -> None:
    """Offer the aspects of which something is said, the disputed ones first, and the accounts of the one chosen."""
    asked = {one.key: one for one in fields}
    said: dict[str, list[Account]] = {}
    for account in held.accounts:
        said.setdefault(account.aspect, []).append(account)
    disputed = {account.aspect for account in held.accounts if account.disputed}
    asked["aspect"].known = tuple(
        (aspect, f"{'disputed: ' if aspect in disputed else ''}{'; '.join(map(str, accounts))}")
        for aspect, accounts in said.items()
    )
    asked["aspect"].free = verb == "claim"
    if verb == "assess":
        value = asked["value"]
        value.hangs_on, value.free = asked["aspect"], True
        value.known_of = {aspect: _together(accounts) for aspect, accounts in said.items()}


def _together(accounts: "Sequence[Account]") -> tuple[tuple[str, str], ...]:
    """Each value once, with all who say so."""
    whose: dict[str, list[str]] = {}
    for account in accounts:
        whose.setdefault(account.value, []).append(account.who)
    return tuple((value, "; ".join(filter(None, who))) for value, who in whose.items())


def _held_field(key: str, wanted: str, choices: tuple[str, ...], held: "Held", *, party: bool = False) -> Field:
    text = held.words.get(key, "")
    return Field(key, wanted, choices, line=Edited.of(text), held=text, party=party)


_TITLES = {
    "correct": "Correct", "retract": "Retract", "reinstate": "Reinstate", "claim": "Add a claim to",
    "report-add": "Add a report to", "assess": "Assess", "link": "Tie", "unlink": "Untie",
}  # fmt: skip


def suggestions(
    asked: Field, types: Callable[[str], Sequence[str]], names: Callable[[], Sequence[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """What may be meant by what is typed, each with a word on it; ``names`` gives codes of states with their names."""
    text = asked.text.strip()
    if asked.key == "type":
        return [(name, "") for name in types(text)[:MOST]] if text else []
    if asked.choices:
        near = [choice for choice in asked.choices if text.casefold() in choice.casefold()]
        return [(choice, "") for choice in near[:MOST]]
    if asked.offered:
        return _known(asked.last, asked.offered)[:MOST]
    if asked.of_parties:
        return list(_states(asked.last, names()))[:MOST]
    return []


def _known(text: str, known: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that hold each word of a text in their id or in what is said of them; the one of that id first."""
    words = text.casefold().split()
    found = [one for one in known if all(word in " ".join(one).casefold() for word in words)]
    return sorted(found, key=lambda one: one[0] != text)


def _states(text: str, names: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """States whose code or name begins with a text, then those of which a word does, then those that hold it."""
    sought = text.casefold()
    if not sought or ":" in sought:
        return
    found = [(code, name) for code, name in names if sought in name.casefold() or code.casefold().startswith(sought)]
    yield from sorted(found, key=lambda one: (*_how_far(sought, one), one[1]))


def _how_far(sought: str, state: tuple[str, str]) -> tuple[bool, bool, bool]:
    code, name = state
    return code.casefold() != sought, not name.casefold().startswith(sought), not begins_a_word(sought, state)


def begins_a_word(text: str, suggestion: tuple[str, str]) -> bool:
    """Whether a suggestion has a word that begins with a text; what only stands within a word is hardly meant."""
    return any(re.search(rf"(?<!\w){re.escape(text)}", part, re.IGNORECASE) for part in suggestion)


def taken(asked: Field, choice: str) -> str:
    """The answer once a suggestion is taken: of several the last one is completed."""
    before = asked.text.rpartition(",")
    return f"{before[0]}{before[1]}{choice}" if asked.party or asked.key in LISTED else choice
