"""A question that is overtaken half-way leaves nothing half-read behind: the next answer is as if it had not been."""

from collections.abc import Callable
from contextvars import copy_context
from itertools import count, takewhile
from pathlib import Path

import pytest

from tests.tui.test_scrolling import MANY, recorded
from tracker.application.problems import BadInput
from tracker.application.store.writing import Writer
from tracker.domain.commands import AddClaims, Link
from tracker.domain.evidence import Claim
from tui.clocks import Standpoint
from tui.provider import Provider
from tui.way import Overtaken, Turn, Way

PAIR = "IRN-PAK"
Ask = Callable[[Provider, Standpoint], object]
QUESTIONS: dict[str, Ask] = {
    "state": lambda provider, here: provider.state(PAIR, here.clocks),
    "relations": lambda provider, here: provider.relations(here.clocks, warm=True),
    "timeline": lambda provider, here: provider.timeline(PAIR, here.clocks),
    "rows": lambda provider, here: provider.timeline_rows(PAIR, here.clocks, [f"d{n:04}" for n in range(0, MANY, 3)]),
    "chart": lambda provider, here: provider.chart(PAIR, here.clocks),
    "behind": lambda provider, here: provider.behind(["d0003", "d0009"], here.clocks),
    "stops": lambda provider, here: provider.stops(PAIR),
    "changes": lambda provider, here: provider.changes(PAIR, here.clocks),
    "sparklines": lambda provider, here: provider.sparklines([PAIR], here.clocks),
}


class Stopped(Turn):
    """A question that is overtaken after so many looks at the keys."""

    def __init__(self, looks: int) -> None:
        super().__init__(Way())
        self._looks = count(looks, -1)

    def goes_on(self) -> bool:
        return next(self._looks) > 0


@pytest.fixture(scope="module")
def long(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("overtaken") / "long.db"
    known = recorded(0).known_from
    with Writer(path) as writer:
        writer.submit([recorded(number) for number in range(MANY)])
        writer.submit([
            Link(stream="d0003", id="l", known_from=known, same_as=("d0006",)),
            AddClaims(stream="d0009", id="a", known_from=known, claims=(Claim(aspect="killed", value=3, by="Iran"),)),
        ])  # fmt: skip
    return path


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_overtaken_anywhere_is_answered_as_if_it_had_not_been(long, name) -> None:
    ask, fresh = QUESTIONS[name], Provider(long)
    here = fresh.standpoint()
    wanted = ask(fresh, here)
    fresh.close()
    looks = [0, 1, 2, *(round(3 * 1.4**step) for step in range(40))]
    times = list(takewhile(lambda number: overtaken_then_answered(long, ask, here, wanted, number), looks))
    assert 0 < len(times) < len(looks)


def overtaken_then_answered(long: Path, ask: Ask, here: Standpoint, wanted: object, looks: int) -> bool:
    """Whether it was overtaken after so many looks at the keys; asked again it is answered as it is."""
    held = Provider(long)
    found = overtaken(lambda: ask(held, here), looks)
    assert not found or ask(held, here) == wanted
    held.close()
    return found


def overtaken(question: Callable[[], object], looks: int) -> bool:
    """Ask, and be overtaken after so many looks at the keys; whether that was before the answer."""
    try:
        copy_context().run(Stopped(looks).run, question)
    except Overtaken:
        return True
    except BadInput as problem:
        assert "interrupted" in str(problem)  # noqa: PT017 - what is suppressed is what is meant
        return True
    return False
