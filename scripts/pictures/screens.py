"""Renders each screen of the dashboard at three sizes to PNG, on the shipped crises, so that a person can look."""

import argparse
import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from drawing import picture
from textual.strip import Strip

from tracker.application.problems import BadInput
from tui.answers import answered, pressed
from tui.app import Dashboard
from tui.config import NOTHING_CHOSEN, Config
from tui.provider import Provider
from tui.screens.base import TrackerScreen

SIZES = ((80, 24), (120, 40), (200, 60))
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TO_PAIR = ("slash", "text:irn-pak", "enter")
SCREENS = {
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
    "groups": ("number_sign", "text:nato"),
    "help": ("question_mark",),
    "chart": (*TO_PAIR, "C"),
    "weighing": (*TO_PAIR, "2", "G", "k", "enter"),
    "components": ("y", "text:head"),
    "record": (
        "r", "text:recalled", "enter", "text:17 jan", "tab", "text:PAK", "tab", "text:IRN", "tab",
    ),
    "correct": (*TO_PAIR, "3", "k", "k", "enter", "c"),
    "news": ("N",),
    "report": (*TO_PAIR, "e"),
    "palette": ("ctrl+p", "text:known"),
    "tour": ("f1",),
    "choices": ("f3",),
    "trouble": (),
}  # fmt: skip
WRONG_CHOICES = Config(
    problems=("config.toml: no command is called 'explode'", "config.toml: there is no theme 'dusk'")
)
DAMAGED = BadInput("the log cannot be read", "/data/tracker.db: page 7 is damaged", "restore a backup: tracker backup")

README = {
    "relations": ((100, 32), ("t", "text:2024-01-18", "enter", "1", "g")),
    # The evening before the second strike.
    "dashboard": ((120, 40), (*TO_PAIR, "home", *("greater_than_sign",) * 3, "slash", "escape", "2")),
    "compare": (
        (100, 32),
        (*TO_PAIR, "home", *("greater_than_sign",) * 2, "m", *("greater_than_sign",) * 2, "equals_sign"),
    ),
}
"""What the README shows, from docs/pictures: size and keys."""


def seeded(path: Path) -> None:
    """Record the shipped crises in a new file."""
    from tracker.application.scenario import read_scenario
    from tracker.application.store.writing import Writer

    with Writer(path) as writer:
        for file in sorted(Path("seeds").glob("*.yaml")):
            writer.submit(list(read_scenario(file).commands(NOW, "screens")))


async def seen(database: Path, keys: Sequence[str], size: tuple[int, int], name: str = "") -> Sequence[Strip]:
    """Press keys, and give the strips of the screen that is seen then; those of what goes wrong as if it had."""
    app = Dashboard(Provider(database, now=lambda: NOW), WRONG_CHOICES if name == "choices" else NOTHING_CHOSEN)
    async with app.run_test(size=size) as pilot:
        await answered(app)
        await pilot.pause()
        for key in keys:
            await pressed(pilot, key)
        if name == "trouble" and isinstance(app.screen, TrackerScreen):
            app.screen.trouble(DAMAGED)
        await answered(app)
        await pilot.pause()
        return app.screen._compositor.render_strips()  # noqa: SLF001 - the only way to see all cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screens"))
    parser.add_argument("--db", type=Path, help="a database to show instead of the shipped crises")
    parser.add_argument("--only", choices=SCREENS, action="append")
    parser.add_argument("--readme", action="store_true", help="only those of the README, to docs/pictures")
    chosen = parser.parse_args()
    folder = Path("docs/pictures") if chosen.readme else chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    wanted = README if chosen.readme else _at_each_size(chosen.only or SCREENS)
    with tempfile.TemporaryDirectory() as scratch:
        database = chosen.db or Path(scratch, "seeds.db")
        if chosen.db is None:
            seeded(database)
        for name, (size, keys) in wanted.items():
            picture(asyncio.run(seen(database, keys, size, name.split("-")[0])), size[0], folder / f"{name}.png")
    print(f"{folder}: {len(wanted)} pictures")


def _at_each_size(names: Iterable[str]) -> dict[str, tuple[tuple[int, int], tuple[str, ...]]]:
    return {f"{name}-{size[0]}x{size[1]}": (size, SCREENS[name]) for name in names for size in SIZES}


if __name__ == "__main__":
    main()
