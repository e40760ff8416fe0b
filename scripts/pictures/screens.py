"""Renders each screen of the dashboard at three sizes to PNG, on the shipped crises, so that a person can look."""

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from drawing import picture

from tui.answers import answered
from tui.app import Dashboard
from tui.provider import Provider

SIZES = ((80, 24), (120, 40), (200, 60))
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TO_PAIR = ("slash", *"irn", "minus", *"pak", "enter")
SCREENS = {
    # docs/pictures/dashboard.png: all relations beside the pair, the evening before the second strike.
    "readme": (*TO_PAIR, "home", *("greater_than_sign",) * 3, "slash", "escape", "2"),
    "opening": (),
    "pair": (*TO_PAIR, "2"),
    "past": (*TO_PAIR, "home", "greater_than_sign", "greater_than_sign", "greater_than_sign", "2"),
    "known": (*TO_PAIR, "end", "left_square_bracket", "left_square_bracket", "3"),
    "timeline": (*TO_PAIR, "3", "g", "j", "j"),
    "why": (*TO_PAIR, "2", "j", "j", "enter"),
    "development": (*TO_PAIR, "3", "k", "k", "enter"),
    "matrix": (*TO_PAIR, "M"),
    "compare": (*TO_PAIR, "home", "greater_than_sign", "m", *("right_parenthesis",) * 3, "equals_sign"),
    "tree": (*TO_PAIR, "3", "v", "g", *("j",) * 5),
    "waiting": ("A", "j"),
    "groups": ("number_sign", *"nato"),
    "help": ("question_mark",),
}


def seeded(path: Path) -> None:
    """Record the shipped crises in a new file."""
    from tracker.application.scenario import read_scenario
    from tracker.application.store.writing import Writer

    with Writer(path) as writer:
        for file in sorted(Path("seeds").glob("*.yaml")):
            writer.submit(list(read_scenario(file).commands(NOW, "screens")))


async def render(database: Path, folder: Path, name: str, size: tuple[int, int]) -> None:
    """Press the keys of a screen and draw what is seen."""
    app = Dashboard(Provider(database, now=lambda: NOW))
    async with app.run_test(size=size) as pilot:
        await answered(app)
        await pilot.pause()
        for key in SCREENS[name]:
            await pilot.press(key)
            await answered(app)
            await pilot.pause()
        strips = app.screen._compositor.render_strips()  # noqa: SLF001 - the only way to see all cells
        picture(strips, size[0], folder / f"{name}-{size[0]}x{size[1]}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screens"))
    parser.add_argument("--db", type=Path, help="a database to show instead of the shipped crises")
    parser.add_argument("--only", choices=SCREENS, action="append")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        database = chosen.db or Path(scratch, "seeds.db")
        if chosen.db is None:
            seeded(database)
        for name in chosen.only or SCREENS:
            for size in SIZES:
                asyncio.run(render(database, chosen.folder, name, size))
    print(f"{chosen.folder}: {len(chosen.only or SCREENS) * len(SIZES)} pictures")


if __name__ == "__main__":
    main()
