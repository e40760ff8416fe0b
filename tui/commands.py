"""Commands: one class each, from which key bindings, footer, palette and help derive."""

from typing import TYPE_CHECKING, Any, NamedTuple

from textual.binding import Binding

from tui.keymap import key_words, shown_key

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen

REGISTRY: dict[str, "Command"] = {}
"""Commands by name, in the order of the help."""
GROUPS = ("Move", "Date", "Knowledge", "Find", "Record", "Program")


class Command:
    """Something that a key does; a subclass names it in its class arguments, and inherits what it does not name."""

    name: str
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    """The keys as footer and help print them."""
    both: str = ""
    """The keys together with those of its opposite, as the footer prints them."""
    label: str
    """One or two words."""
    help: str
    """One sentence."""
    group: str
    where: tuple[str, ...] = ()
    """The screens that offer it; empty means all."""
    not_on: tuple[str, ...] = ()
    """The screens that do not offer it, where its keys are text."""
    footer: int = 0
    """Place in the footer, the smallest first; 0 is none."""
    stays: tuple[str, ...] = ()
    """The screens on whose footer it is there at every width."""

    def __init_subclass__(cls, **named: Any) -> None:
        for attribute, value in named.items():
            setattr(cls, attribute, value)
        REGISTRY[cls.name] = cls()

    def why_not(self, screen: "TrackerScreen") -> str:
        """Why it cannot be done now; nothing where it can."""
        return ""

    def run(self, screen: "TrackerScreen") -> None:
        """Do it."""
        raise NotImplementedError

    def can_act(self, screen: "TrackerScreen") -> bool:
        """Whether there is anything on which it could act, so that it is worth naming."""
        return True

    def shown_on(self, screen: "TrackerScreen") -> str:
        """Its keys, but for those that are text to what has the keys there."""
        typed = {sign for key in self.keys if screen.types(key) for sign in (shown_key(key), key_words(shown_key(key)))}
        return " ".join(sign for sign in self.shown.split(" ") if sign not in typed)

    def offered_on(self, screen: str) -> bool:
        """Whether a screen offers it."""
        return (not self.where or screen in self.where) and screen not in self.not_on


def key_of(name: str) -> str:
    """The first key of a command, as the reader has it."""
    return REGISTRY[name].shown.split(" ")[0]


def commands_on(screen: str) -> list[Command]:
    """What a screen offers."""
    return [command for command in REGISTRY.values() if command.offered_on(screen)]


def bindings_on(screen: str) -> list[Binding]:
    """The bindings of a screen."""
    return [
        Binding(",".join(command.keys), f"do('{command.name}')", command.label, show=False, id=command.name)
        for command in commands_on(screen)
    ]


class Offer(NamedTuple):
    """What the footer offers."""

    keys: str
    label: str
    names: tuple[str, ...]
    """The commands of the keys, in their order; the label stands for the first."""
    stays: bool = False
    """Whether it is there at every width."""


def footer_of(screen: "TrackerScreen") -> list[Offer]:
    """Keys and labels of what can be done now."""
    offered = [command for command in commands_on(screen.kind) if command.footer and not command.why_not(screen)]
    ordered = sorted(offered, key=lambda command: command.footer)
    return [_offer(command)._replace(stays=screen.kind in command.stays) for command in ordered]


def _offer(command: Command) -> Offer:
    """A command, together with its opposite where their keys are shown together."""
    if not command.both:
        return Offer(command.shown, command.label, (command.name,))
    other = next(other for other in REGISTRY.values() if type(other).__base__ is type(command))
    return Offer(command.both, command.label, (command.name, other.name))
