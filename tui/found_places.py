"""What the palette finds beside commands: pairs by code or name, groups of states, and colours."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import Hit, Hits, Provider

from tui.ink import unmarked
from tui.screens.base import TrackerScreen
from tui.screens.relations import RelationsScreen
from tui.themes import COLOURED

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 12
"""So many of a kind are listed at most: who wants another types more of it."""
NAMED, BEGUN = 9.0, 0.4
"""What counts where each word is one of its own, above all commands; and where each only begins one, behind them."""
KINDS = ("pair", "group", "theme", "colours")
"""Words before a name that say what is meant."""


class Place(NamedTuple):
    """Where the palette can lead."""

    title: str
    names: str
    """The words by which it is found."""
    help: str
    go: "Callable[[], None]"
    also: str = ""
    """Other words by which it may be found."""


def words_of(text: str) -> list[str]:
    """The words of a text, without what stands between them; case does not matter."""
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()


def meant(query: str, names: str, also: str = "") -> float:
    """How well a query means what has these names; 0 where it does not."""
    asked, own, other = words_of(query), words_of(names), words_of(also)
    asked = asked[1:] if len(asked) > 1 and asked[0] in KINDS else asked
    if not asked or not all(any(word.startswith(part) for word in own + other) for part in asked):
        return 0.0
    return NAMED if all(part in own for part in asked) else BEGUN


class Places(Provider):
    """Finds pairs, groups and colours for the screen below."""

    async def startup(self) -> None:
        """Names and groups are read beside the keys."""
        if isinstance(self.screen, RelationsScreen):
            self.screen.learn_names()
            if self.screen.groups is None:
                self.screen.learn_groups()

    async def search(self, query: str) -> Hits:
        """The first of each kind that may be meant."""
        screen = self.screen
        if not isinstance(screen, TrackerScreen):
            return
        kinds: list[Iterable[Place]] = [_themes(screen)]
        if isinstance(screen, RelationsScreen):
            kinds = [_pairs(screen), _groups(screen), *kinds]
        plain = self.app.has_class("-ascii")
        for places in kinds:
            for hit in _hits(query, places, plain=plain):
                yield hit


def _hits(query: str, places: Iterable[Place], *, plain: bool) -> Sequence[Hit]:
    """Those that are meant, the best first and then in their order; drawn as text, whatever it holds."""
    from tui.signs import in_ascii

    found = [(score, place) for place in places if (score := meant(query, place.names, place.also)) > 0]
    found.sort(key=lambda pair: -pair[0])
    hits = []
    for index, (score, place) in enumerate(found[:MOST]):
        title = unmarked(place.title, in_ascii if plain else str)
        hits.append(Hit(score - index * 1e-4, title, place.go, text=title.plain, help=place.help))
    return hits


def _pairs(screen: RelationsScreen) -> Iterator[Place]:
    """All pairs, whatever hides them, in their order."""
    from tracker.application.countries import name_of

    for row in screen.all_rows:
        codes = row.pair.split("-")
        names = " – ".join(map(name_of, codes))
        yield Place(
            f"{'–'.join(codes)}  {names}", f"{row.pair} {names}", "To the state of this pair.",
            partial(screen.look_at, row.pair),
        )  # fmt: skip


def _groups(screen: RelationsScreen) -> Iterator[Place]:
    """The groups at hand."""
    from tui.screens.grouping import Chosen

    for group in screen.groups or ():
        yield Place(
            f"{group.kind} {group.name}", group.name, "Only the pairs of this group.",
            partial(screen.choose, Chosen(group, within=False)), " ".join(group.also),
        )  # fmt: skip


def _themes(screen: TrackerScreen) -> Iterator[Place]:
    """The colours between which one changes; none where there are none."""
    app = screen.dashboard
    for name in COLOURED if app.theme in COLOURED else ():
        here = " (as now)" if name == app.theme else ""
        yield Place(f"Colours {name}{here}", name, "These colours.", partial(screen.colours, name))
