"""A log driven at random beside its model: at each step every view of the store is what the model says."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pydantic import ValidationError

from tests.durability.dying_desk import BEFORE, BEHIND, DyingDesk
from tests.durability.model import Model, Row
from tests.durability.sayings import anything, evidence, merges, partings, recordings, ties
from tests.durability.small import small_steps
from tests.durability.views import View, agree
from tests.strategies import NOON
from tracker.application.store import derived
from tracker.application.store.following import Follower
from tracker.application.store.reader import Reader
from tracker.application.store.tree import LogTree
from tracker.application.store.writing import Writer
from tracker.application.transfer.backing_up import back_up
from tracker.application.transfer.copying import copy_log
from tracker.application.transfer.exporting import export_to_file
from tracker.application.transfer.importing import import_log
from tracker.application.verify import verify
from tracker.domain.commands import Command, Refused
from tracker.domain.log import Entry

BREAKS = ((LogTree, "grow"), (derived.Deriving, "settle"), (derived.Deriving, "_spread"), (derived, "checkpoint"))
"""What a write goes through; behind each of them it may break off."""

PATIENCE = 2
"""Times that whoever follows may look and find nothing though there is something."""


class Broken(Exception):
    """Something that nobody foresaw, in the middle of a write."""


class LogMachine(RuleBasedStateMachine):
    """Desks that record, amend, merge, die, move and read one log, and the model that knows what must come of it."""

    desk: ClassVar[DyingDesk]
    steps: ClassVar[int] = 0
    tally: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._stack.enter_context(small_steps())
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="model")))
        self._number, self._said = 0, list[Command]()
        self._before: Path | None = None
        self._followed: list[Row] = []
        self._path = self._folder / "log0.db"
        self.model = Model()
        self._writer = Writer(self._path, clock=lambda: self._now)
        self._open()

    def _open(self) -> None:
        """Readers that stay open and are kept up."""
        self._reader = Reader(self._path)
        self._follow_on()

    def _follow_on(self) -> None:
        self._follower = Follower(self._path, after=len(self._followed))
        self._parts = self._follower.parts()

    @property
    def _now(self) -> datetime:
        """A clock that is set back now and then."""
        return NOON + timedelta(milliseconds=self._number * 7919 % 5000)

    def _close(self) -> None:
        self._follower.stop()
        self._parts.close()
        self._reader.close()

    def teardown(self) -> None:
        self._close()
        self._writer.close()
        self._stack.close()

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _judged(self, commands: Sequence[Command], do: Callable[[], Any]) -> None:
        """Do what says some commands, where the model declines them it must be declined in the same words."""
        try:
            entries = self.model.judged(commands)
        except (Refused, ValidationError) as wanted:
            try:
                do()
            except type(wanted) as found:
                assert str(found) == str(wanted)  # noqa: PT017 - either both decline, or none
                return
            raise AssertionError(f"it was not declined: {wanted}") from None
        found = do()
        assert [stored.entry for stored in found] == entries
        self._taken(commands, entries)

    def _taken(self, commands: Sequence[Command], entries: Sequence[Entry]) -> None:
        brought = {entry.command for entry in entries}
        self._said += [command for command in commands if command.id in brought]
        self.model.take(entries, self._now)

    def _say(self, *commands: Command) -> None:
        self._judged(commands, lambda: self._writer.submit(commands))

    # what desks say

    @rule(data=st.data())
    def record(self, data: st.DataObject) -> None:
        """A development is recorded, or an id that is taken is said to be another."""
        self._say(data.draw(recordings(self._next(), self.model)))

    @rule(data=st.data())
    def say(self, data: st.DataObject) -> None:
        """Anything is said."""
        self._say(data.draw(anything(self._next(), self.model)))

    @rule(data=st.data())
    def say_several(self, data: st.DataObject) -> None:
        """Several things are said at once: all are recorded, or none."""
        number = self._next()
        said = data.draw(st.lists(anything(number, self.model), min_size=2, max_size=4))
        self._say(*(_renamed(command, n) for n, command in enumerate(said)))

    @precondition(lambda self: len(self.model.developments) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        """Two developments are said to be the same."""
        self._say(data.draw(merges(self._next(), self.model)))

    @precondition(lambda self: ties(self.model))
    @rule(data=st.data())
    def unmerge(self, data: st.DataObject) -> None:
        """A tie is undone."""
        self._say(data.draw(partings(self._next(), self.model)))

    @rule(data=st.data())
    def describe(self, data: st.DataObject) -> None:
        """A source or an incident."""
        self._say(data.draw(evidence(self._next(), self.model)))

    @precondition(lambda self: self._said)
    @rule(place=st.integers(0, 999), length=st.integers(1, 3))
    def say_again(self, place: int, length: int) -> None:
        """What was said before is said again: nothing is written."""
        self._next()
        start = place % len(self._said)
        assert self._writer.submit(self._said[start : start + length]) == []

    # what goes wrong

    @rule(data=st.data(), where=st.sampled_from((*BEFORE, BEHIND)))
    def die(self, data: st.DataObject, where: str) -> None:
        """A process that says something is killed within its write, or before it can say that it was recorded."""
        said = [data.draw(anything(self._next(), self.model))]
        end = self.desk.die(self._path, said, self._now, where)
        try:
            entries = self.model.judged(said)
        except (Refused, ValidationError):
            assert end == "declined"
            return
        assert end in ("killed", "recorded")
        self._count(f"killed, {where}" if end == "killed" else "not killed")
        if end == "recorded" or where == BEHIND:
            self._taken(said, entries)

    @rule(data=st.data(), where=st.sampled_from(BREAKS))
    def break_off(self, data: st.DataObject, where: tuple[Any, str]) -> None:
        """Something raises in the middle of a write: nothing of it is there, and the same writer says it again."""
        said = data.draw(anything(self._next(), self.model))
        within = getattr(*where)

        def broken(*arguments: Any) -> None:
            within(*arguments)
            raise Broken

        try:
            with mock.patch.object(*where, broken):
                self._say(said)
        except Broken:
            self._count(f"broken off behind {where[1]}")
            self._say(said)

    # what is done with a log

    @rule(writer=st.booleans())
    def reopen(self, writer: bool) -> None:
        """Readers come and go, and the writer too."""
        self._next()
        self._close()
        if writer:
            self._writer.close()
            self._writer = Writer(self._path, clock=lambda: self._now)
        self._open()

    @precondition(lambda self: self.model.rows)
    @rule(how=st.sampled_from(("copy", "back", "export", "backup")))
    def copy(self, how: str) -> None:
        """The log moves to another place, and goes on there."""
        to = self._folder / f"log{self._next()}.db"
        if how == "export":
            export_to_file(self._reader, lines := to.with_suffix(".jsonl.gz"))
            import_log(lines, to)
        elif how == "backup":
            back_up(self._path, to)
        else:
            to = self._before if how == "back" and self._before else to
            copy_log(self._reader, to)
        self._close()
        self._writer.close()
        self._before, self._path = self._path, to
        self._writer = Writer(to, clock=lambda: self._now)
        self._open()

    @rule()
    def follow(self) -> None:
        """Whoever follows is given what was recorded since, once and in order."""
        idle = 0
        while len(self._followed) < len(self.model.rows):
            part = next(self._parts)
            idle += not part
            assert idle <= PATIENCE, "nothing comes, and there is more"
            self._followed += (tuple(row) for row in part)
        assert self._followed == self.model.rows

    @rule()
    def follow_elsewhere(self) -> None:
        """Whoever followed goes on in another process, from where it was."""
        self._follower.stop()
        self._parts.close()
        self._follow_on()

    @rule()
    def seal(self) -> None:
        """The log is sealed."""
        self._next()
        found = self._writer.seal()
        self.model.seal()
        assert (found is None) == (not self.model.rows)

    @rule(thorough=st.booleans())
    def rebuild(self, thorough: bool) -> None:
        """The derived rows are made anew, or compared with such, beside whoever has the log open."""
        verdict = verify(self._path, rebuild=not thorough, thorough=thorough)
        assert (verdict.findings, verdict.rebuilt, verdict.entries) == ((), not thorough, len(self.model.rows))

    # what must hold

    @invariant()
    def every_view_is_equal(self) -> None:
        """The entries, the seals, states at random clocks, timelines warm and cold, and the quick verify."""
        type(self).steps += 1
        chance = Random(f"{self._number} {len(self.model.rows)} {self.model.rows[-1:]}")
        agree(View(self._reader, self._path), self.model, chance)

    def _count(self, what: str) -> None:
        self.tally[what] = self.tally.get(what, 0) + 1


def _renamed(command: Command, number: int) -> Command:
    return replace(command, id=f"{command.id}-{number}")
