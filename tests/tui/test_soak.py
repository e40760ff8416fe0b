"""Random keys and sizes while more is recorded: the dashboard lives through them. scripts/soak does so for longer."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on
from tui.commands import REGISTRY
from tui.screens.relations import RelationsScreen

KEYS = 100
SIZES = ((80, 24), (120, 40), (200, 60), (60, 18), (40, 8), (20, 5))
LEAVING = ("quit",)


def recorded(number: int, day: date) -> Record:
    development = TYPES["condemnation_issued"](
        id=f"soak-{number}", occurred=on(day), summary="a statement", actors=("PAK",), targets=("IRN",),
        sources=("https://example.org/report",),
    )  # fmt: skip
    return Record(
        stream=development.id, id=f"s:{number}", known_from=datetime(2024, 3, 1, tzinfo=UTC), development=development
    )


def pressed(chance: Random) -> str:
    every = [key for command in REGISTRY.values() if command.name not in LEAVING for key in command.keys]
    return chance.choice([*every, *every, "backspace", "a", "2", "0", "minus"])


async def test_the_dashboard_lives_through_random_keys_and_sizes_while_more_is_recorded(database, drive):
    chance = Random(1)
    async with drive(database, (120, 40)) as driven:
        with Writer(database) as writer:
            for turn in range(KEYS):
                await driven.pilot.press(pressed(chance))
                if turn % 40 == 20:
                    await driven.pilot.resize_terminal(*chance.choice(SIZES))
                if turn % 60 == 30:
                    writer.submit([recorded(turn, date(2024, 1, 1) + timedelta(days=chance.randrange(60)))])
        for _ in range(12):
            await driven.press("escape")
        assert driven.app.is_running
        assert isinstance(driven.app.screen_stack[0], RelationsScreen)
        await driven.press("full_stop")  # chance may have led to before anything happened
        assert driven.app.screen_stack[0].all_rows


def test_the_long_soak_presses_the_keys_of_every_command_but_that_which_leaves() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "benchmarks"))
    import soak

    every = {key: soak.sent(key) for command in REGISTRY.values() for key in command.keys}
    assert len({*every.values()}) == len(every)
    assert {sent for sent in every.values() if sent not in soak.every_key()} == {every["q"]}
    assert (every["enter"], every["ctrl+s"], every["slash"], every["up"]) == ("\r", "\x13", "/", "\x1b[A")
