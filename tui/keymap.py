"""Keys of the reader's own: checked, so that none is stolen from another command, and then shown everywhere."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.commands import Command

Keymap = Mapping[str, tuple[str, ...]]
"""The keys of commands, by their names."""
ALWAYS = ("ctrl+p", "ctrl+q", "ctrl+c", "ctrl+j")
"""What the program keeps for itself: the palette, leaving, and Enter as it may come from a terminal."""
_SIGNS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc", "space": "Space",
          "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "tab": "Tab"}  # fmt: skip

_WORDS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down", "⇧": "Shift+"}


def checked_keymap(plain: object, registry: "Mapping[str, Command]") -> tuple[Keymap, list[str]]:
    """The keys that can hold, and a sentence for each that cannot: unknown command or key, or one that is taken."""
    if not isinstance(plain, Mapping):
        return {}, ["keymap is a table: [keymap], then lines such as filter = 'f'"]
    held: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, value in plain.items():
        try:
            held[name] = _keys(str(name), value, registry)
        except ValueError as problem:
            problems.append(f"keymap: {problem}")
    for name in list(held):
        thief = next(_taken(name, held, registry), None)
        if thief is not None:
            del held[name]
            problems.append(f"keymap: {name} would take {thief[0]} from {thief[1]}; it keeps its own keys")
    return held, problems


def _keys(name: str, value: object, registry: "Mapping[str, Command]") -> tuple[str, ...]:
    from tracker.application.problems import did_you_mean

    if name not in registry:
        raise ValueError(f"no command is called {name!r}{did_you_mean(name, registry)}")
    texts = [part.strip() for part in value.split(" ")] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text for text in texts):
        raise ValueError(f"{name}: give a key such as 'f', or several: ['f', 'ctrl+f']")
    return tuple(_key(text, name) for text in texts)


def _key(text: str, name: str) -> str:
    """A key as Textual names it, for a command; ValueError where there is none of that name."""
    from textual.keys import Keys, _character_to_key

    *modifiers, key = text.split("+") if text != "+" else ["+"]
    named = _character_to_key(key) if len(key) == 1 else key
    known = len(key) == 1 or key in {str(one.value) for one in Keys} or _is_character(key)
    if not known or set(modifiers) - {"ctrl", "shift", "alt", "super", "hyper", "meta"}:
        raise ValueError(f"{name}: there is no key {text!r}")
    return "+".join([*modifiers, named])


def _is_character(name: str) -> bool:
    from textual.keys import _get_unicode_name_from_key

    try:
        unicodedata.lookup(_get_unicode_name_from_key(name).replace("_", " ").upper())
    except KeyError:
        return len(_get_unicode_name_from_key(name)) == 1
    return True


def _taken(name: str, held: Keymap, registry: "Mapping[str, Command]") -> Iterator[tuple[str, str]]:
    """Keys of a command that mean another one on a screen that offers both."""
    for key in held[name]:
        if key in ALWAYS:
            yield shown_key(key), "the program"
        for other in registry.values():
            if other.name != name and key in held.get(other.name, type(other).keys) and _meet(registry[name], other):
                yield shown_key(key), other.name


def _meet(one: "Command", other: "Command") -> bool:
    """Whether a screen offers both: one that either names, or any where neither names one."""
    named = (*one.where, *other.where)
    return not named or any(one.offered_on(screen) and other.offered_on(screen) for screen in named)


def shown_key(key: str) -> str:
    """A key as footer and help print it: ``Ctrl+T``, ``<``, ``↑``."""
    from textual.keys import format_key

    *modifiers, last = key.split("+")
    sign = _SIGNS.get(last, format_key(last))
    return "+".join(
        [*(word.capitalize() for word in modifiers), sign.upper() if modifiers and len(sign) == 1 else sign]
    )


def rebind(keymap: Keymap, registry: "Mapping[str, Command]", *, ascii: bool = False) -> None:
    """Show these keys in footer, help and palette; commands that are not named show their own again.

    With ``ascii`` arrows are words: drawn as letters they would be the keys < and > of other commands.
    """
    for command in registry.values():
        for attribute in ("keys", "shown", "both"):
            vars(command).pop(attribute, None)
    signs: dict[tuple[str, str], str] = {}
    for name, keys in keymap.items():
        command = registry[name]
        signs.update({(sign, command.group): shown_key(keys[0]) for sign in command.shown.split(" ")})
        command.keys, command.shown = keys, " ".join(map(shown_key, keys))
    for command in registry.values():
        both = [signs.get((sign, command.group), sign) for sign in command.both.split(" ")]
        if " ".join(both) != command.both:
            command.both = " ".join(both)
        if ascii:
            command.shown, command.both = key_words(command.shown), key_words(command.both)


def key_words(shown: str) -> str:
    """Keys without arrows: ``Left h`` for ``← h``."""
    for sign, word in _WORDS.items():
        shown = shown.replace(sign, word)
    return shown
