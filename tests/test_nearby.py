"""Pairs near a date: whatever one scrubs over, they stand as a cold reading says."""

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import synthetic

from tracker.application.store.codec import Undecodable
from tracker.application.store.nearby import standings_once
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.relations import relation_rows
from tracker.domain.fold import refs
from tracker.domain.moments import Cut

COUNT = 1200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two pairs, so that each has several checkpoints."""
    found = tmp_path / "near.db"
    with Writer(found) as writer:
        writer.submit(list(synthetic.commands(COUNT, pairs=2)))
    return found


def somewhere(chance: Random) -> Clocks:
    return Clocks(Cut(synthetic.START + timedelta(days=chance.randrange(-40, synthetic.DAYS + 40))))


def cold(path: Path, clocks: Clocks) -> dict[str, tuple]:
    with Reader(path) as reader:
        pictures = [reader.picture(pair, clocks) for pair in reader.pairs()]
        return {p.pair: (state(p.folding), state(p.earlier), p.count) for p in pictures}


def near(reader: Reader, clocks: Clocks) -> dict[str, tuple]:
    with reader.snapshot():
        return {pair: (state(s[0]), state(s[1]), s[2]) for pair, s in reader.nearby.standings(clocks)}


def state(folding) -> tuple:
    acts = {key: [(*act[:3], refs(act[3])) for act in held] for key, held in folding.open.items()}
    return folding.values, acts, folding.heat, folding.last, folding.day, folding.closed_day, folding.force


def test_pairs_stand_as_a_cold_reading_says_wherever_one_scrubs(path):
    chance = Random(4)
    with Reader(path) as reader:
        for _ in range(40):
            clocks = somewhere(chance)
            assert near(reader, clocks) == cold(path, clocks)


def test_pairs_that_are_read_for_one_date_only_stand_as_a_cold_reading_says(path):
    chance = Random(6)
    with Reader(path) as reader:
        for _ in range(20):
            clocks = somewhere(chance)
            found = {pair: (state(s[0]), state(s[1]), s[2]) for pair, s in standings_once(reader, clocks)}
            assert found == cold(path, clocks)


def test_what_is_recorded_late_is_seen_on_every_date(path):
    chance = Random(5)
    with Reader(path) as reader, Writer(path) as writer:
        for turn in range(6):
            clocks = somewhere(chance)
            near(reader, clocks)
            writer.submit(list(synthetic.commands(3, seed=turn, prefix=f"late{turn}")))
            assert near(reader, clocks) == cold(path, clocks)


def test_a_pair_of_which_less_was_known_is_not_answered_from_what_is_known_now(path):
    early = synthetic.START + timedelta(days=900)
    clocks = Clocks(Cut(early), known_at=synthetic.FOREVER.replace(year=1995))
    with Reader(path) as reader:
        with reader.snapshot():
            assert {standing for _, standing in reader.nearby.standings(clocks)} == {None}
        rows = relation_rows(reader, clocks, warm=True)
    assert all(row.last < "1995-01-02" for row in rows)


def test_rows_that_are_kept_are_those_of_the_knowledge_that_is_asked_for(path):
    chance, years = Random(7), range(1994, 2000)
    days = [synthetic.START + timedelta(days=chance.randrange(synthetic.DAYS)) for _ in range(3)]
    known = [None, *(synthetic.FOREVER.replace(year=chance.choice(years)) for _ in range(3))]
    found = []
    with Reader(path) as reader:
        for _ in range(40):
            clocks = Clocks(Cut(chance.choice(days)), known_at=chance.choice(known))
            rows = relation_rows(reader, clocks, warm=True)
            with Reader(path) as fresh:
                assert rows == relation_rows(fresh, clocks)
            found.append([row.tension for row in rows])
    assert len({str(tensions) for tensions in found}) > len(days)


def test_few_rows_are_held_however_long_a_pair_is(path):
    with Reader(path) as reader:
        near(reader, Clocks(Cut(synthetic.START + timedelta(days=400))))
        held = [len(segment._timeline) for segment in reader.nearby._held.values()]
    assert held
    assert max(held) <= 512 < COUNT / 2


def test_a_pair_as_known_then_is_read_once_for_whatever_is_asked_of_it_and_anew_when_more_is_recorded(path):
    with Reader(path) as reader, Writer(path) as writer:
        pair, now = reader.pairs()[0], Clocks(Cut(synthetic.START + timedelta(days=400)))
        then = now._replace(known_at=synthetic.FOREVER.replace(year=1995))
        with reader.snapshot():
            held = reader.nearby.placed(pair, then)
            later = then._replace(as_of=Cut(synthetic.START + timedelta(days=500)))
            assert reader.nearby.placed(pair, later) is held
            assert len(held.rows) < len(reader.nearby.placed(pair, now).rows)
            assert reader.nearby._then is None, "what is known now takes no more room than it must"
            held = reader.nearby.placed(pair, then)
            assert reader.nearby.placed(pair, then._replace(known_at=synthetic.FOREVER.replace(year=1996))) is not held
            held = reader.nearby.placed(pair, then)
            assert reader.nearby.placed(reader.pairs()[1], then) is not held
            held = reader.nearby.placed(pair, then)
        writer.submit(list(synthetic.commands(1, seed=1, prefix="late")))
        with reader.snapshot():
            assert reader.nearby.placed(pair, then) is not held


def test_who_asks_what_was_known_hears_of_an_entry_that_is_none(path):
    then = Clocks(Cut(synthetic.START + timedelta(days=400)), known_at=synthetic.FOREVER.replace(year=1995))
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE stored_events SET state = 5 WHERE rowid = 3")
    with Reader(path) as reader, reader.snapshot():
        pair = reader.conn.execute(
            "SELECT name FROM pairs JOIN facts ON facts.pair = pairs.pair WHERE dev = 3"
        ).fetchone()[0]
        with pytest.raises(Undecodable, match="holds 5"):
            reader.nearby.placed(pair, then)


def test_what_hangs_on_others_is_found_once_whatever_is_asked_until_more_is_recorded(path, monkeypatch):
    found: list[int] = []
    monkeypatch.setattr("tracker.application.store.hanging.hanging", lambda conn: found.append(1) or frozenset())
    with Reader(path) as reader, Writer(path) as writer:
        for year in (1995, 1996, 1995):
            relation_rows(reader, Clocks(Cut(synthetic.START), synthetic.FOREVER.replace(year=year)), warm=True)
        assert found == [1]
        writer.submit(list(synthetic.commands(1, seed=1, prefix="late")))
        relation_rows(reader, Clocks(Cut(synthetic.START), synthetic.FOREVER.replace(year=1995)), warm=True)
        assert found == [1, 1]
