"""A state that is read back from a checkpoint says in every respect what it said when it was written."""

import sys
from pathlib import Path

import pytest

from tracker.application.store.derived_keys import DAY
from tracker.application.store.reader import Reader
from tracker.application.store.snapshot import pack, unpack
from tracker.application.store.writing import Writer
from tracker.domain.fold import Folding, newest_refs, refs
from tracker.domain.outlook import dated, signs
from tracker.domain.reading import because, carried, reason, state_on, unanswered

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import synthetic

PAIR = "AAA-BBB"
_ROWS = f"SELECT moment / {DAY}, act, dev FROM facts ORDER BY moment, id"


class Everything:
    """Every development has a deadline."""

    def __contains__(self, _: object) -> bool:
        return True


def said(folding: Folding, day: int) -> tuple:
    return (
        state_on(PAIR, folding, day), because(PAIR, folding), unanswered(PAIR, folding), carried(PAIR, folding),
        reason(PAIR, folding, day), sorted(dated(folding)), signs(PAIR, folding, day, Everything()),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_state_that_is_read_back_says_what_it_said_and_goes_on_as_it_would_have(tmp_path, seed) -> None:
    with Writer(tmp_path / "one.db") as writer:
        writer.submit(list(synthetic.commands(1200, seed=seed, pairs=1)))
    with Reader(tmp_path / "one.db") as reader:
        rows, acts = reader.conn.execute(_ROWS).fetchall(), reader.acts.table
    found, started = Folding(), Folding()
    for start in range(0, len(rows), 25):
        found.run(rows[start : start + 25], acts)
        started.run(rows[start : start + 25], acts)
        day = rows[min(start + 24, len(rows) - 1)][0]
        assert said(found, day) == said(started, day)
        found = unpack(pack(found))
    assert any(len(refs(chain)) > 3 for acts_open in started.open.values() for *_, chain in acts_open)


@pytest.mark.parametrize("chain", [None, [1, 2, 3], (3, (2, (1, None))), (3, [1, 2]), (3, (2, [1]))], ids=str)
def test_a_chain_is_read_from_either_end(chain) -> None:
    every = [] if chain is None else [1, 2, 3]
    assert refs(chain) == every
    for most in range(5):
        assert newest_refs(chain, most) == every[::-1][:most]
