"""Stories: developments as accounts ask of them; forms are made only where a claim is of a field of the type."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from tracker.application.store.accounts import Told as Claim
from tracker.application.store.claimed import Plain, plain_claimed
from tracker.application.store.derived_keys import DAY
from tracker.application.store.placed import Placed, Row
from tracker.application.store.reader import Reader
from tracker.application.views.chronicles import direction_between
from tracker.domain.account import moving
from tracker.domain.catalogue import TYPES
from tracker.domain.chronicle import Happening
from tracker.domain.development import Development, bearing_of
from tracker.domain.dossier import held_by
from tracker.domain.evidence import Claim as Stated


class Story(NamedTuple):
    """A development that counts, its parts as plain values, its claims and what is assessed of it."""

    id: str
    moment: int
    """Its packed place in the chronicle."""
    form: type[Development]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    summary: str
    fields: Mapping[str, Any]
    """At least the fields of its type that are given, as JSON has them."""
    claims: tuple[Claim, ...]
    assessed: Mapping[str, Any]
    held: Callable[[], Development]
    """The development itself."""

    @property
    def day(self) -> str:
        """The best date of its occurrence."""
        return date.fromordinal(self.moment // DAY).isoformat()

    @property
    def direction(self) -> str | None:
        """Whose act it is upon whom."""
        return direction_between(bearing_of(self.form.participation, self.actors, self.targets))


def story_of(found: Happening) -> Story:
    """The story of a development that was settled."""
    held = found.development
    return Story(
        found.id, found.moment.packed, type(held), held.actors, held.targets, held.summary,
        held.own_fields(), tuple(map(_claim, found.claims)), dict(found.assessed), lambda: held,
    )  # fmt: skip


def _claim(said: Stated) -> Claim:
    return Claim(*(getattr(said, name) for name in Claim._fields))


class Stories:
    """The stories of a pair's developments at some clocks; what is plain and known as now is read undecoded."""

    def __init__(self, reader: Reader, found: Placed) -> None:
        number = reader.pair_number(found.pair)
        self._found = found
        self._rows = {row.id: row for row in found.rows if row.claimed}
        self._plain = {} if number is None else plain_claimed(reader.conn, number)
        self._told: dict[str, Story | None] = {}

    def of(self, row: Row) -> Story | None:
        """The story of a development by its row."""
        if row.id not in self._told:
            plain = None if row.id in self._found.suspects else self._plain.get(row.id)
            self._told[row.id] = self._settled(row.id) if plain is None else self._undecoded(row, plain)
        return self._told[row.id]

    def moving(self, rows: Sequence[Row]) -> list[Story]:
        """The stories of those of which some claim may move the state."""
        return [
            story
            for story in self.claimed(rows)
            if not moving(story.form).isdisjoint([claim.aspect for claim in story.claims])
        ]

    def heard(self, stream: str) -> tuple[tuple[Claim, ...], Mapping[str, Any]] | None:
        """The claims and assessments of a development that carries any."""
        story = self.of(self._rows[stream])
        return None if story is None else (story.claims, story.assessed)

    def claimed(self, rows: Sequence[Row]) -> list[Story]:
        """The stories of those rows that carry claims or assessments."""
        found = (self.of(row) for row in rows if row.claimed)
        return [story for story in found if story is not None]

    def _settled(self, stream: str) -> Story | None:
        happening = self._found.happening(stream)
        return None if happening is None else story_of(happening)

    def _undecoded(self, row: Row, plain: Plain) -> Story:
        said = plain.said
        return Story(
            row.id, row.moment, TYPES[plain.topic], tuple(said["actors"]),
            tuple(said.get("targets", ())), said.get("summary", ""), said, plain.claims, plain.assessed,
            partial(self._held, row.id),
        )  # fmt: skip

    def _held(self, stream: str) -> Development:
        dossier = self._found.settling.lookup.dossier(stream)
        assert dossier is not None, stream  # noqa: S101 - it was recorded
        return held_by(dossier)
