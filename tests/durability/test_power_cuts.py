"""A power cut takes what was not synced, in any part and order, and no entry that was acknowledged.

The full length is `scripts/power_cuts`: 10,000 cuts. The controls show that cuts do take something here.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "powercuts"))

from power_disk import LINK, SYNC, SYNC_FOLDER, TRUNCATE, UNLINK, WRITE, Disk, Recording, Step  # noqa: E402 - the harness is a script, found by its place
from power_figures import JOURNAL_FULL, NORMAL, OFF, OURS, WITHOUT_WAL, proves  # noqa: E402
from power_judge import Outcome, judge, laid_out  # noqa: E402
from power_shim import Shim, Unworkable, Watcher  # noqa: E402
from power_story import Settings, Story, told  # noqa: E402
from power_tally import Tally, cut_often  # noqa: E402

Cutting = Callable[[Settings, int], Tally]


@pytest.fixture(scope="module", autouse=True)
def workable() -> None:
    try:
        with Shim(Watcher()):
            pass
    except Unworkable as reason:
        pytest.skip(str(reason))


@pytest.fixture
def cutting(tmp_path: Path) -> Cutting:
    return lambda settings, cuts: cut_often(tmp_path, settings, cuts, seed=17)


@pytest.mark.parametrize(
    ("settings", "cuts"), [(OURS, 60), (WITHOUT_WAL, 40)], ids=lambda value: getattr(value, "title", "")
)
def test_a_power_cut_loses_no_acknowledged_entry_and_leaves_nothing_to_repair(
    cutting: Cutting, settings: Settings, cuts: int
) -> None:
    tally = cutting(settings, cuts)
    assert dict(tally.outcomes) == {Outcome.WHOLE: cuts}, tally.examples
    assert tally.deep == cuts // 10
    assert tally.second > 0
    assert min(tally.damage.kept, tally.damage.dropped, tally.damage.torn) > 0


@pytest.mark.parametrize("settings", [NORMAL, JOURNAL_FULL], ids=lambda settings: settings.title)
def test_with_less_synced_the_same_cuts_lose_acknowledged_entries(cutting: Cutting, settings: Settings) -> None:
    tally = cutting(settings, 40)
    assert tally.outcomes[Outcome.LOST] > 0
    assert tally.lost > 0
    assert proves(tally)


def test_with_nothing_synced_the_same_cuts_tear_the_file(tmp_path: Path) -> None:
    def torn(seed: int) -> bool:
        (tmp_path / str(seed)).mkdir()
        return proves(cut_often(tmp_path / str(seed), OFF, 50, seed))

    # One cut in forty tears it: some batch of fifty does, and which one is chance.
    assert any(torn(seed) for seed in range(20))


def test_a_control_that_loses_nothing_and_a_store_that_does_are_reported() -> None:
    for settings, outcome in (
        (OURS, Outcome.LOST),
        (OURS, Outcome.DERIVED),
        (NORMAL, Outcome.WHOLE),
        (OFF, Outcome.LOST),
    ):
        tally = Tally(settings)
        tally.outcomes[outcome] += 1
        assert not proves(tally), (settings, outcome)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return told(tmp_path_factory.mktemp("story"), OURS)


@pytest.fixture
def whole(story: Story, tmp_path: Path) -> Iterator[Path]:
    """The files as they lie when everything was written and synced."""
    disk = Disk()
    for step in story.recording.steps:
        disk.take(step)
    disk.settle()
    files, damage = disk.cut(Random(1))
    assert (damage.kept, damage.dropped) == (0, 0)
    with laid_out(tmp_path, files) as path:
        yield path


def judged(path: Path, story: Story) -> Outcome:
    return judge(path, story, len(story.rows), Random(1), deep=True).outcome


def test_the_record_of_the_disk_is_what_lies_on_it(whole: Path, story: Story) -> None:
    assert len(story.rows) == story.ends[-1] > 80
    assert judged(whole, story) is Outcome.WHOLE


HARM = {
    "an entry is gone": ("DELETE FROM stored_events WHERE rowid = (SELECT max(rowid) FROM stored_events)", Outcome.LOST),
    "an entry is another": ("UPDATE stored_events SET state = state || ' ' WHERE rowid = 7", Outcome.TORN),
    "an entry is there twice": ("INSERT INTO stored_events SELECT originator_id, originator_version + 9, topic, state FROM stored_events WHERE rowid = 7", Outcome.TORN),
    "an entry in between is gone": ("DELETE FROM stored_events WHERE rowid = 7", Outcome.TORN),
    "a derived row is gone": ("DELETE FROM facts WHERE id = 'd20'", Outcome.DERIVED),
    "a table is gone": ("DROP TABLE facts", Outcome.UNUSABLE),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "outcome"), HARM.values(), ids=HARM)
def test_the_judge_sees_every_kind_of_harm(whole: Path, story: Story, statement: str, outcome: Outcome) -> None:
    with closing(sqlite3.connect(whole, isolation_level=None)) as conn:
        assert conn.execute(statement).rowcount != 0
    assert judged(whole, story) is outcome


A, B = b"a" * 1024, b"b" * 1024


def after(*steps: Step) -> set[bytes | None]:
    """What 300 cuts leave of the file ``f``."""
    disk = Disk()
    for step in (Step(LINK, "f", 1), *steps):
        disk.take(step)
    return {disk.cut(Random(number))[0].get("f") for number in range(300)}


FOLDER = Step(SYNC_FOLDER, "f")


def write(offset: int, data: bytes) -> Step:
    return Step(WRITE, "f", 1, offset, data)


def test_what_was_synced_is_there_after_every_cut() -> None:
    assert after(FOLDER, write(0, A), Step(SYNC, "f", 1)) == {A}


def test_what_was_not_synced_is_there_whole_in_part_or_not_at_all() -> None:
    left = after(FOLDER, write(0, A), Step(SYNC, "f", 1), write(0, B))
    assert {A, B, A[:512] + B[:512], B[:512] + A[:512]} <= left
    assert any(512 < len(torn.rstrip(b"a")) < 1024 for torn in left if torn is not None)


def test_a_later_write_may_arrive_without_an_earlier_one() -> None:
    left = after(FOLDER, write(0, A + A), Step(SYNC, "f", 1), write(0, B), write(1024, B))
    assert {A + B, B + A} <= left


def test_a_file_that_grew_may_hold_zeros_or_noise_where_nothing_arrived() -> None:
    left = after(FOLDER, write(0, A), Step(SYNC, "f", 1), write(1024, B))
    assert {A, A + B, A + bytes(1024)} <= left
    assert any(text[1024:].strip(b"\0b") for text in left if text is not None)


def test_a_truncation_that_was_not_synced_may_be_undone() -> None:
    assert after(FOLDER, write(0, A), Step(SYNC, "f", 1), Step(TRUNCATE, "f", 1, 512)) == {A, A[:512]}


def test_a_name_is_certain_only_when_its_folder_was_synced() -> None:
    assert after(write(0, A), Step(SYNC, "f", 1)) == {None, A}
    assert after(write(0, A), Step(SYNC, "f", 1), FOLDER, Step(UNLINK, "f")) == {None, A}
    assert after(write(0, A), Step(SYNC, "f", 1), FOLDER, Step(UNLINK, "f"), FOLDER) == {None}


def test_a_name_that_was_given_again_may_lead_to_the_old_file() -> None:
    second = (Step(LINK, "f", 2), Step(WRITE, "f", 2, 0, B), Step(SYNC, "f", 2))
    assert after(write(0, A), Step(SYNC, "f", 1), FOLDER, Step(UNLINK, "f"), *second) == {A, None, B}


def test_the_folder_is_synced_with_the_first_sync_of_a_journal_and_not_with_that_of_a_database() -> None:
    recording = Recording()
    for name in ("log.db", "log.db-wal"):
        recording.opened(name, created=True)
        recording.synced(name)
        recording.synced(name)
    assert [step.what for step in recording.steps] == [LINK, SYNC, SYNC, LINK, SYNC, SYNC_FOLDER, SYNC]
