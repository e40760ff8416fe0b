"""Many cuts of one story, counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from power_disk import SYNC, SYNC_FOLDER, UNLINK, Damage, Disk, Recording
from power_judge import Judged, Outcome, judge, laid_out, reopened
from power_shim import Watcher
from power_story import Settings, Story, below, told

DEEP_EVERY = 10
"""Every tenth cut is also derived anew and compared, and every tenth is followed by a second one."""
_SECOND = 5


@dataclass
class Tally:
    """What became of the log in so many cuts."""

    settings: Settings
    steps: int = 0
    submissions: int = 0
    entries: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    damage: Damage = field(default_factory=Damage)
    lost: int = 0
    """Acknowledged entries that were lost, over all cuts."""
    ahead: int = 0
    """Cuts after which a submission that nobody was told of is there, whole."""
    deep: int = 0
    second: int = 0
    """Cuts after which the power went again, while the log was opened and written on."""
    examples: list[str] = field(default_factory=list)
    """The first of each kind of harm, with what reproduces it."""

    @property
    def cuts(self) -> int:
        """How many cuts there were."""
        return self.outcomes.total()

    @property
    def holds(self) -> bool:
        """Whether nothing came to harm; of a control, whether something did."""
        return self.settings.keeps == (self.outcomes[Outcome.WHOLE] == self.cuts)


def cut_often(folder: Path, settings: Settings, cuts: int, seed: int) -> Tally:
    """Tell the story once in a folder, and cut the power that many times."""
    (folder / "told").mkdir()
    (folder / "cut").mkdir()
    story = told(folder / "told", settings)
    tally = Tally(settings, len(story.recording.steps), len(story.submissions), len(story.rows))
    for number, at, disk in _moments(story, cuts, Random(seed)):
        _cut(folder / "cut", story, disk, at, f"{seed}:{number}", tally)
    return tally


def _cut(folder: Path, story: Story, disk: Disk, at: int, dice_of: str, tally: Tally) -> None:
    dice = Random(dice_of)
    files, damage = disk.cut(dice)
    acknowledged = max((entries for steps, entries in story.recording.acknowledged if steps <= at), default=0)
    deep = tally.cuts % DEEP_EVERY == 0
    second = tally.cuts % DEEP_EVERY == _SECOND and acknowledged < story.ends[-2]
    recording = Recording.of(files) if second else Watcher()
    with below(recording, reopened(story.settings)), laid_out(folder, files) as path:
        judged = judge(path, story, acknowledged, dice, deep=deep)
    if isinstance(recording, Recording) and judged.outcome is Outcome.WHOLE:
        judged = _cut_again(folder, story, recording, len(files), acknowledged, dice)
        tally.second += 1
    if judged.outcome is not Outcome.WHOLE and not tally.outcomes[judged.outcome]:
        tally.examples.append(f"{judged.outcome.value}: after step {at}, dice {dice_of}: {judged.detail}")
    tally.outcomes[judged.outcome] += 1
    tally.lost += judged.lost
    tally.ahead += judged.unacknowledged > 0
    tally.deep += deep
    for what in ("kept", "dropped", "torn"):
        setattr(tally.damage, what, getattr(tally.damage, what) + getattr(damage, what))


def _cut_again(folder: Path, story: Story, recording: Recording, files: int, acknowledged: int, dice: Random) -> Judged:
    """Let the power go once more, at some step of what was done when it had come back the first time."""
    laid = 3 * files + 1
    disk = Disk()
    for step in recording.steps[: dice.randrange(laid, len(recording.steps) + 1)]:
        disk.take(step)
    left, _ = disk.cut(dice)
    with below(Watcher(), reopened(story.settings)), laid_out(folder, left) as path:
        return judge(path, story, acknowledged, dice, deep=True)


def _moments(story: Story, cuts: int, dice: Random) -> Iterator[tuple[int, int, Disk]]:
    """Moments in order, with the disk as it is then: anywhere, and half of them right after a sync or an answer."""
    steps = story.recording.steps
    turns = [number for number, step in enumerate(steps, 1) if step.what in (SYNC, SYNC_FOLDER, UNLINK)]
    turns += [count for count, _ in story.recording.acknowledged]
    near = [min(len(steps), dice.choice(turns) + dice.randrange(4)) for _ in range(cuts // 2)]
    anywhere = [dice.randrange(len(steps) + 1) for _ in range(cuts - len(near))]
    disk, done = Disk(), 0
    for number, at in enumerate(sorted(near + anywhere)):
        for step in steps[done:at]:
            disk.take(step)
        done = at
        yield number, at, disk
