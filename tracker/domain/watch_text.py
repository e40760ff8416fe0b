"""Watches as text: ``IRN-PAK hostility>=4 and not head{PAK>IRN}=ambassador``, read into conditions.

The tokens are read by one pattern and the grammar by one function a level. A parser of the language itself would
read neither ``IRN-PAK`` as a pair nor ``head{PAK>IRN}`` nor a single ``=``, and gives no bound on depth; the text would
have to be rewritten first, and the columns of its messages with it. What is typed is hostile: its length and its
depth are bounded, and every name and value is one of a closed list, or it is refused where it stands.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, NoReturn

from tracker.domain.parties import sides
from tracker.domain.relation import Component
from tracker.domain.watching import EVERY, READINGS, WATCHED, Changed, Compared, Condition, Every, Not, Some, Watch

LONGEST = 500
"""So many characters an expression has at most."""
DEEPEST = 20
"""So deep parentheses and negations may stand in each other."""
FORM = "PAIR, STATE or * and a condition, as in: IRN-PAK hostility>=4"
_TOKEN = re.compile(
    r"\s*(?:(?P<sign>[<>!=]=|[<>=])|(?P<bracket>[()])|\"(?P<quoted>[^\"]*)\""
    r"|(?P<word>[^\s<>!=(){}\"]+)(?:\{(?P<owner>[^{}]*)\})?)"
)
_ORDERED = ("count", "number", "date")
_WORDS = ("and", "or", "not", "changed")


class UnreadableWatch(ValueError):
    """A text that is no watch: what is wrong, the column, from 1, and what may have been meant."""

    def __init__(self, what: str, column: int, word: str = "", choices: Iterable[str] = ()) -> None:
        super().__init__(what)
        self.what, self.column, self.word, self.choices = what, column, word, tuple(choices)


class _Token(NamedTuple):
    kind: str
    """sign, bracket, quoted, word or end."""
    text: str
    owner: str | None
    column: int


def read_watch(text: str) -> Watch:
    """The watch that a text says; UnreadableWatch where it says none."""
    if len(text) > LONGEST:
        raise UnreadableWatch(f"an expression of {len(text)} characters; {LONGEST} are the most", LONGEST + 1)
    for column, letter in enumerate(text, 1):
        if not letter.isprintable():
            raise UnreadableWatch(f"{letter!r} cannot stand in an expression", column)
    return _Grammar(_tokens(text)).watch()


def _tokens(text: str) -> list[_Token]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        part = _TOKEN.match(text, at, end)
        if part is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise UnreadableWatch(f"{text[start]!r} cannot stand here", start + 1)
        kind = "word" if part["word"] is not None else str(part.lastgroup)
        found.append(_Token(kind, part[kind], part["owner"], part.start(kind) + 1))
        at = part.end()
    return [*found, _Token("end", "", None, end + 1)]


class _Grammar:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at, self._depth, self._scope = tokens, 0, 0, EVERY

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._next
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _takes(self, kind: str, *texts: str) -> bool:
        token = self._next
        found = token.kind == kind and token.text in texts and token.owner is None
        if found:
            self._take()
        return found

    def watch(self) -> Watch:
        self._scope = _scope(self._take())
        condition = self._some()
        if self._next.kind != "end":
            _refuse(self._next, "is too much: the condition ends before it", ("and", "or"))
        return Watch(self._scope, condition)

    def _some(self) -> Condition:
        return self._joined("or", self._every, Some)

    def _every(self) -> Condition:
        return self._joined("and", self._single, Every)

    def _joined(
        self, word: str, part: Callable[[], Condition], joined: Callable[[tuple[Condition, ...]], Condition]
    ) -> Condition:
        parts = [part()]
        while self._takes("word", word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else joined(tuple(parts))

    def _single(self) -> Condition:
        token = self._next
        if self._takes("word", "not"):
            return Not(self._deeper(token, self._single))
        if self._takes("bracket", "("):
            inner = self._deeper(token, self._some)
            if not self._takes("bracket", ")"):
                _refuse(self._next, "stands where ) was expected")
            return inner
        return self._changed() if self._takes("word", "changed") else self._compared()

    def _deeper(self, token: _Token, part: Callable[[], Condition]) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            _refuse(token, f"is nested deeper than {DEEPEST}")
        found = part()
        self._depth -= 1
        return found

    def _changed(self) -> Condition:
        token = self._next
        if token.kind != "word" or token.text in _WORDS:
            return Changed()
        return Changed(self._component().name, token.owner or "")

    def _compared(self) -> Condition:
        token, component = self._next, self._component()
        sign = self._next
        if sign.kind != "sign":
            if component.kind != "flag":
                _refuse(sign, f"stands where a comparison of {component.name} was expected, such as =")
            return Compared(component.name, token.owner or "", "=", value=True)
        self._take()
        said = "=" if sign.text == "==" else sign.text
        if said not in ("=", "!=") and component.kind not in _ORDERED and component.name != "hostility":
            _refuse(sign, f"does not fit: {component.name} is not more or less, it is compared by = and !=")
        return Compared(component.name, token.owner or "", said, _value(component, self._take()))

    def _component(self) -> Component:
        token = self._take()
        if token.kind != "word":
            _refuse(token, "stands where a component was expected", _WORDS[2:])
        component = WATCHED.get(token.text)
        if component is None:
            _refuse(token, "is no component of a state", (*WATCHED, *_WORDS))
        if token.owner is not None:
            _check_owner(token, component, self._scope)
        return component


def _refuse(token: _Token, why: str, choices: Iterable[str] = ()) -> NoReturn:
    said = "the end" if token.kind == "end" else repr(token.text)
    raise UnreadableWatch(f"{said} {why}", token.column, token.text, choices)


def _scope(token: _Token) -> str:
    text = token.text
    is_pair = re.fullmatch(r"[A-Z]{3}-[A-Z]{3}", text, re.ASCII) is not None
    if token.kind != "word" or token.owner is not None:
        _refuse(token, "is neither a pair, nor a state, nor *")
    if is_pair and text[:3] >= text[4:]:
        _refuse(token, "is no pair: two different states, in the order of the alphabet", (f"{text[4:]}-{text[:3]}",))
    if not is_pair and text != EVERY and not re.fullmatch(r"[A-Z]{3}", text, re.ASCII):
        _refuse(token, "is neither a pair such as IRN-PAK, nor a state such as IRN, nor *")
    return text


def _check_owner(token: _Token, component: Component, scope: str) -> None:
    """Between braces stands what the component belongs to, and it is within what is watched."""
    owner = str(token.owner)
    shape = {"half": r"[A-Z]{3}>[A-Z]{3}", "party": r"[A-Z]{3}", "pair": r"(?!)"}[component.scope]
    if not re.fullmatch(shape, owner, re.ASCII) or (len(owner) > 3 and owner[:3] == owner[4:]):
        form = {
            "half": "one half such as {IRN>PAK}",
            "party": "one party such as {IRN}",
            "pair": "the pair, without braces",
        }
        _refuse(token, f"does not take {{{owner}}}: it is of {form[component.scope]}")
    named = set(owner.split(">"))
    within = named <= set(sides(scope)) if "-" in scope else component.scope == "party" or scope in (EVERY, *named)
    if not within:
        _refuse(token, f"with {{{owner}}} is not of {scope}")


def _value(component: Component, token: _Token) -> Any:
    """The value as it is found in a state; what the component can never be is refused."""
    if token.kind not in ("word", "quoted") or token.owner is not None:
        _refuse(token, f"stands where a value of {component.name} was expected", component.values)
    readers: dict[str, Callable[[Component, _Token], Any]] = {
        "choice": _choice, "flag": _flag, "count": _number, "number": _number, "date": _day,
    }  # fmt: skip
    reader = readers.get(component.kind)
    return token.text if reader is None else reader(component, token)


def _choice(component: Component, token: _Token) -> Any:
    if token.text not in component.values:
        _refuse(
            token, f"is no value of {component.name}, which is one of {', '.join(component.values)}", component.values
        )
    if component.name == "consular_kept":
        return {"yes": True, "no": False}.get(token.text, token.text)
    return int(token.text) if component.name == "hostility" and token.text.isdigit() else token.text


def _flag(component: Component, token: _Token) -> bool:
    if token.text not in ("true", "false"):
        _refuse(token, f"is no value of {component.name}, which is true or false", ("true", "false"))
    return token.text == "true"


def _number(component: Component, token: _Token) -> float:
    pattern = r"\d{1,9}" if component.kind == "count" else r"\d{1,2}(?:\.\d{1,6})?"
    if not re.fullmatch(pattern, token.text, re.ASCII):
        _refuse(token, "is no count" if component.kind == "count" else "is no number from 0 to 10")
    return float(token.text) if component.name in READINGS else int(token.text)


def _day(component: Component, token: _Token) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", token.text, re.ASCII):
        try:
            return date.fromisoformat(token.text)
        except ValueError:
            pass
    _refuse(token, f"is no date such as 2024-01-18, by which {component.name} is compared")
