"""Developments that are read undecoded for an account are those that the domain settles, at any knowledge."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings

from tests.often import examples
from tests.test_accounts import AMENDMENTS, DAY, IDS, START, amended, recorded, written
from tracker.application.store.claimed import plain_claimed
from tracker.application.store.pair_entries import PairEntries
from tracker.application.store.placed import Placed, placed, placed_by
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.account_aspects import aspect_rows, held_by_desk
from tracker.application.views.account_stories import Stories, Story, story_of
from tracker.application.views.disputes import disputed
from tracker.domain.moments import Cut

PAIR = "IRN-PAK"


def told(story: Story) -> dict[str, Any]:
    """All that an account asks of a development."""
    held = {topic: held_by_desk(story, topic) for topic in ("casualties", "motive", "target", "perpetrator")}
    return {
        **{name: getattr(story, name) for name in ("id", "day", "form", "actors", "targets", "summary", "direction")},
        "claims": story.claims, "assessed": dict(story.assessed), "held": held, "aspects": aspect_rows(story, []),
        "development": story.held(),
    }  # fmt: skip


def every_clocks(reader: Reader) -> list[Clocks]:
    now = Clocks(Cut(DAY))
    return [now, now._replace(known_at=START), *(now._replace(position=n) for n in (2, reader.last_position()))]


@settings(max_examples=examples(36))
@given(AMENDMENTS)
@example([("claim", "a", "a"), ("assess", "a", "a")])
@example([("link", "c", "a"), ("claim", "c", "a"), ("unlink", "c", "a")])
@example([("correct", "a", "a"), ("retract", "b", "b"), ("reinstate", "b", "b")])
def test_what_is_read_undecoded_is_what_the_domain_settles(amendments: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        written(path, amendments)
        with Reader(path) as reader:
            for clocks in every_clocks(reader):
                found = placed(reader, PAIR, clocks)
                stories = Stories(reader, found)
                for row in found.rows:
                    happening = found.happening(row.id)
                    assert happening is not None
                    story = stories.of(row)
                    assert story is not None
                    assert told(story) == told(story_of(happening))


@settings(max_examples=examples(24))
@given(AMENDMENTS)
@example([("retract", "a", "a"), ("claim", "b", "b"), ("link", "c", "b")])
def test_several_clocks_are_placed_together_as_each_alone_and_in_any_order(
    amendments: list[tuple[str, str, str]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        written(path, amendments)
        with Reader(path) as reader:
            early, *later = every_clocks(reader)[1:]
            several = [early, *later, early._replace(known_at=START + timedelta(days=1))]
            number = reader.pair_number(PAIR)
            assert number is not None
            alone = [parts(placed(reader, PAIR, clocks)) for clocks in several]
            together = placed_by(reader, PAIR, several[::-1], PairEntries(reader.conn, number))
            assert [parts(found) for found in together] == alone[::-1]


def parts(found: Placed) -> list[Any]:
    """The rows with their acts told apart by what they do, and what may have been known otherwise."""
    return [sorted(found.suspects), *((*row[:2], found.acts.get(row.act), *row[3:]) for row in found.rows)]


def test_what_is_plain_is_read_undecoded_and_the_rest_is_settled(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    written(path, [("claim", "a", "a"), ("link", "d", "c"), ("correct", "b", "b")])
    with Reader(path) as reader:
        number = reader.pair_number(PAIR)
        assert number is not None
        assert set(plain_claimed(reader.conn, number)) == {"a"}


def test_of_many_developments_the_same_is_disputed_as_of_each(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    names = [f"more-{number}" for number in range(60)]
    written(path, [("claim", "a", "a"), ("link", "d", "c"), ("correct", "b", "b"), ("assess", "a", "a")])
    with Writer(path, clock=lambda: START) as writer:
        writer.submit([recorded(name) for name in names])
        writer.submit([amended(100 + 2 * place, "claim", name, name) for place, name in enumerate(names)])
    with Reader(path) as reader:
        now = disputed(reader, reader.picture(PAIR, Clocks(Cut(DAY))))
        last = disputed(reader, reader.picture(PAIR, Clocks(Cut(DAY), None, reader.last_position())))
        assert now == last
        assert {row["development"] for row in now} >= {"a", *names}
        assert IDS[3] not in {row["development"] for row in now}
