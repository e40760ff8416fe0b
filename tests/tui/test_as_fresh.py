"""Wherever one walked, each pane shows what it shows to who comes there at once."""

from random import Random
from typing import Any

import pytest

from tests.tui.driver import NOW
from tui.provider import Provider
from tui.widgets.relations import RelationList
from tui.widgets.scrubber import Scrubber
from tui.widgets.state import StateList
from tui.widgets.timeline import TimelineList

KEYS = (
    *("j", "k") * 4, "h", "l", "b", "w", "less_than_sign", "greater_than_sign", "left_parenthesis", "right_parenthesis",
    "home", "end", "full_stop", *("left_square_bracket", "right_square_bracket") * 2,
    *("left_curly_bracket", "right_curly_bracket") * 4, "o", "O", "1", "2", "3", "v",
)  # fmt: skip
STEPS = 25


def shown(screen: Any) -> dict[str, Any]:
    """What the panes hold."""
    main = screen.app.screen
    timeline, scrubber = main.query_one(TimelineList), main.query_one(Scrubber)
    return {
        "relations": main.all_rows,
        "listed": {row.pair for row in main.query_one(RelationList).rows},
        "state": main.query_one(StateList).document,
        "timeline": {spot.id: timeline.read.get(spot.id) for spot in timeline.spots},
        "chart": main.chart_view.chart,
        "tension": main.chart_view.tension,
        "stops": (scrubber.cuts, scrubber.instants),
        "lines": main.query_one(RelationList).sparks,
    }


def fresh(path: Any, main: Any) -> dict[str, Any]:
    """What a provider that was asked nothing before says of the same place."""
    provider, clocks, pair = Provider(path, now=lambda: NOW), main.standpoint.clocks, main.pair
    relations, state = provider.relations(clocks, warm=True), provider.state(pair, clocks)
    lines = main.query_one(RelationList).sparks
    found = {
        "relations": relations,
        "listed": {row.pair for row in relations},
        "state": state,
        "timeline": dict(provider.timeline(pair, clocks).rows),
        "chart": provider.chart(pair, clocks),
        "tension": state["tension"]["tension"],
        "stops": provider.stops(pair),
        "lines": dict.fromkeys(lines, ()) | provider.sparklines(list(lines), clocks),
    }
    provider.close()
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("seed", range(3))
async def test_each_pane_shows_what_it_shows_to_who_comes_there_at_once(drive, database, seed, size) -> None:
    chance = Random(seed)
    async with drive(database, size) as screen:
        for step in range(STEPS):
            await screen.press(*chance.choices(KEYS, k=chance.randrange(1, 5)))
            main = screen.app.screen
            assert shown(screen) == fresh(database, main), (step, main.pair, main.standpoint.words)
