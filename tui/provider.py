"""What the screens ask: a thin layer over the views, which answers with rows. One thread at a time uses it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from tracker.application.problems import BadInput
from tracker.application.store.address import Address
from tracker.application.store.connection import explained
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.relations import RelationRow, relation_rows
from tui.clocks import Standpoint, instant_text
from tui.heap import share_one
from tui.way import giving_way

if TYPE_CHECKING:
    from tracker.application.groups import Group
    from tracker.application.reports.blocks import Report
    from tracker.application.reports.written import Written
    from tracker.application.views.own_last import OwnLast
    from tracker.application.views.scrolled import ScrolledTimeline, Spot
    from tracker.application.views.sparklines import Sparkline
    from tracker.application.views.tension_chart import TensionChart
    from tracker.application.views.timeline import TimelineRow

Answer = TypeVar("Answer")
Make: TypeAlias = "Callable[..., Report]"
"""Makes a report of a reader, and of ``now``."""
Stops = tuple[Sequence[tuple[date, int]], Sequence[datetime]]
"""Where the two scrubbers stop: dates with minutes, and instants in UTC."""
AT_ONCE = 120
"""So many rows of a timeline are read at once: what is seen of it, and a page more on either side."""
NEWEST = 12
"""So many anomalies of a pair, and developments behind a component, are told: the newest."""
MOST_NEWS = 200
"""So many developments are told as new at once: a page of them."""


class Scroll(NamedTuple):
    """A timeline: the places of all its developments, and the rows of those that were read."""

    spots: "Sequence[Spot]"
    rows: "Mapping[str, TimelineRow]"


class First(NamedTuple):
    """What a log shows at first, and the position behind which it is followed."""

    position: int
    standpoint: Standpoint
    rows: list[RelationRow]


class Last(Generic[Answer]):
    """What was made last, with what it was made of; asked of the same again, it is told without reading."""

    _held: tuple[Any, Answer] | None = None

    def of(self, key: Any, make: Callable[[], Answer]) -> Answer:
        """What is made of a key; what was held is let go before, so that never both take their room."""
        if self._held is not None and self._held[0] == key:
            return self._held[1]
        self._held = None
        made = make()
        self._held = key, made
        return made


class Provider:
    """Holds a Reader of one file; rows come from the views. BadInput where the file cannot be read."""

    def __init__(
        self, path: Address, *, now: Callable[[], datetime] | None = None, today: Callable[[], date] | None = None
    ) -> None:
        self.path = path
        self.now = now or _now
        self.today = today or (lambda: self.now().date())
        self._reader: Reader | None = None
        self._lock = Lock()
        self._aside: Provider | None = None
        self._chart: Last[TensionChart | None] = Last()
        self._changes: Last[Sequence[tuple[date, int]]] = Last()
        self._stops: Last[Stops] = Last()
        self._timeline: Last[ScrolledTimeline] = Last()
        self._sparks: dict[str, tuple[Any, Sparkline]] = {}
        self._look: tuple[int | None] | None = None
        """Where who reads here first opened the log, once that was asked."""

    @property
    def is_near(self) -> bool:
        """Whether the log is a file, not on a server that may be far away."""
        return isinstance(self.path, Path)

    @property
    def aside(self) -> "Provider":
        """Another one on the same file, for the thread that does what may take long."""
        if self._aside is None:
            share_one()
            self._aside = Provider(self.path, now=self.now, today=self.today)
        return self._aside

    def close(self) -> None:
        """Give the connections back."""
        self.renew()
        self._aside = None

    def renew(self) -> None:
        """Read over connections that are opened anew: the file may be another one under the same name."""
        if self._aside is not None:
            self._aside.renew()
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            self._reader = None

    def _ask(self, question: Callable[[Reader], Answer]) -> Answer:
        """Ask the reader, one question at a time, and say what went wrong in words."""
        with self._lock, explained(self.path):
            if self._reader is None:
                self._reader = Reader(self.path, lean=True)
            with self._reader.snapshot(), giving_way(self._reader.conn):
                return question(self._reader)

    def first(self, by: str | None) -> First:
        """The pairs of now, over connections that are opened anew."""
        self.renew()
        position, standpoint = self.position(), self.standpoint()
        return First(position, standpoint, self.relations(standpoint.clocks, by=by))

    def standpoint(self) -> Standpoint:
        """Where one stands without choosing: the later of today and the last date, with all that is known."""
        today = self.today()
        newest = Clocks(self._ask(lambda reader: reader.default_cut(today)))
        return Standpoint(newest, newest, today)

    def position(self) -> int:
        """The position of the last entry, from which on what is recorded is news."""
        return self._ask(lambda reader: reader.last_position())

    def pairs(self) -> list[str]:
        """All pairs, by name."""
        return self._ask(lambda reader: reader.pairs())

    def positions(self, pairs: Sequence[str]) -> dict[str, int]:
        """By pair the position of the last entry on which it rests."""
        return self._ask(lambda reader: {pair: reader.pair_position(pair) for pair in pairs})

    def groups(self, clocks: Clocks, own: "Sequence[Group]") -> "list[Group]":
        """A reader's own groups, the watches of the log, and what ships."""
        from tracker.application.views.groups import all_groups

        return self._ask(lambda reader: all_groups(reader, clocks, own))

    def relations(self, clocks: Clocks, *, warm: bool = False, by: str | None = None) -> list[RelationRow]:
        """The pairs, the tensest first, with a component by which they are wanted.

        What is shown at once is shown without forward flags.
        """
        return self._ask(lambda reader: relation_rows(reader, clocks, warm=warm, flags=warm, by=by))

    def state(self, pair: str, clocks: Clocks) -> dict[str, Any]:
        """The state of a pair, as `tracker state --json` gives it, but abridged: with the newest of long lists.

        With ``since``: from when measures are in force.
        """
        from tracker.application.views.state import abridged_state

        return self._ask(lambda reader: abridged_state(reader, pair, clocks, now=self.now(), newest=NEWEST))

    def timeline(self, pair: str, clocks: Clocks, near: str | None = None) -> Scroll:
        """The places of a pair's developments up to the date, with the rows about one of them, else about the last."""

        def asked(reader: Reader) -> Scroll:
            held = self._scrolled(reader, pair, clocks)
            spots = held.at(clocks.as_of)
            day = clocks.as_of.day.toordinal()
            about = [*_about(spots, near), *islice((spot for spot in spots if spot.straddles(day)), AT_ONCE)]
            return Scroll(spots, {row.id: row for row in held.rows(about, clocks.as_of)})

        return self._ask(asked)

    def timeline_rows(self, pair: str, clocks: Clocks, names: Sequence[str]) -> "dict[str, TimelineRow]":
        """The rows of some developments on a date, by id; what is no longer there is left out."""

        def asked(reader: Reader) -> "dict[str, TimelineRow]":
            held = self._scrolled(reader, pair, clocks)
            return {row.id: row for row in held.rows(held.spots(names), clocks.as_of)}

        return self._ask(asked)

    def _scrolled(self, reader: Reader, pair: str, clocks: Clocks) -> "ScrolledTimeline":
        """Another date of the same log is told without reading."""
        from tracker.application.views.scrolled import ScrolledTimeline

        key = pair, clocks[1:], reader.last_position()
        return self._timeline.of(key, lambda: ScrolledTimeline(reader, pair, clocks))

    def chart(self, pair: str, clocks: Clocks) -> "TensionChart | None":
        """The tension of a pair over all its time, up to today at least; the same on every date."""
        from tracker.application.views.tension_chart import tension_chart

        def asked(reader: Reader) -> "TensionChart | None":
            today = self.today()
            made_of = today, *_known(reader, pair, clocks)
            return self._chart.of(made_of, lambda: tension_chart(reader, pair, clocks, today))

        return self._ask(asked)

    def difference(self, pair: str, before: Clocks, after: Clocks) -> dict[str, Any]:
        """What changed and what was learned from one moment to another, as `tracker diff --json` gives it."""
        from tracker.application.views.diff import diff_document

        return self._ask(lambda reader: diff_document(reader, pair, before, after, self.now()))

    def behind(self, names: Sequence[str], clocks: Clocks) -> list[dict[str, Any]]:
        """The developments of these ids with all that is behind each, as `tracker show --json` gives it, in this order.

        With ``ties`` as rows, which say what each other is. What was not known then is left out.
        """
        from tracker.application.views.evidence import evidence_document
        from tracker.application.views.ties import with_ties

        def asked(reader: Reader) -> list[dict[str, Any]]:
            found = []
            for name in names:
                with suppress(BadInput):
                    found.append(with_ties(reader, evidence_document(reader, name, clocks), clocks))
            return found

        return self._ask(asked)

    def weighing(self, pair: str, reading: str, clocks: Clocks) -> list[str]:
        """The ids of the developments on which ``tension`` or ``cooperation`` rests most, the heaviest first."""
        from tracker.application.views.why import weighing

        return self._ask(lambda reader: weighing(reader, pair, reading, clocks, NEWEST))

    def stops(self, pair: str) -> Stops:
        """The dates at which the state of a pair may change, and the instants from which more is known of it.

        They are the same wherever one stands: asked again, they are told without reading.
        """
        from tracker.application.views.scrubbing import development_cuts, knowledge_instants

        def made(reader: Reader) -> Stops:
            return development_cuts(reader, pair), knowledge_instants(reader, pair)

        return self._ask(lambda r: self._stops.of(_known(r, pair), lambda: made(r)))

    def changes(self, pair: str, clocks: Clocks) -> "Sequence[tuple[date, int]]":
        """The dates on which the state of a pair changes, of all dates; asked again, told without reading."""
        from tracker.application.views.scrubbing import change_cuts

        return self._ask(lambda r: self._changes.of(_known(r, pair, clocks), lambda: change_cuts(r, pair, clocks)))

    def sparklines(self, pairs: Sequence[str], clocks: Clocks) -> "dict[str, Sparkline]":
        """The tension of some pairs over the last 90 days; asked again, only what was recorded upon is read."""
        from tracker.application.views.sparklines import sparklines

        def asked(reader: Reader) -> "dict[str, Sparkline]":
            keys = {pair: (clocks, reader.pair_position(pair)) for pair in pairs}
            held = {pair: self._sparks[pair][1] for pair in pairs if self._sparks.get(pair, (None,))[0] == keys[pair]}
            made = sparklines(reader, [pair for pair in pairs if pair not in held], clocks)
            self._sparks.update((pair, (keys[pair], drawn)) for pair, drawn in made.items())
            return held | made

        return self._ask(asked)

    def waiting(self, pair: str, clocks: Clocks) -> list[dict[str, Any]]:
        """What waits for an answer in a pair, as `tracker ledger --json` gives it."""
        from tracker.application.views.ledger import waiting_rows

        return self._ask(lambda reader: waiting_rows(reader, clocks, pair))

    def news(self, opened: int | None = None, before: int | None = None) -> dict[str, Any]:
        """A page of what is new to who reads here, the newest first; ``opened`` is from where it is read this time.

        ``before`` is where the page ends; ``next`` of the page before it.
        """
        from tracker.application.recording.desks import recorder
        from tracker.application.views.unread import unread

        name = recorder()
        return self._ask(
            lambda r: unread(r, name, self._first_look(r, name), limit=MOST_NEWS, opened=opened, before=before)
        )

    def look(self, position: int) -> None:
        """Who reads here opened the log at a position: at first that is kept, for what is new at the next opening."""
        from tracker.application.looks import keep_look
        from tracker.application.recording.desks import recorder

        name = recorder()
        if name and self._ask(lambda reader: self._first_look(reader, name)) is None:
            self._ask(lambda reader: keep_look(reader, name, position))

    def _first_look(self, reader: Reader, name: str) -> int | None:
        """Where an earlier opening began; that of now is none, however often it is asked."""
        from tracker.application.looks import first_look

        if self._look is None:
            self._look = (first_look(reader, name) if name else None,)
        return self._look[0]

    def own_last(self, before: int | None = None) -> "tuple[OwnLast, int] | None":
        """What who records here wrote last, or last before a position, by the log, and where that begins."""
        from tracker.application.recording.desks import recorder
        from tracker.application.views.own_last import own_before

        return self._ask(lambda reader: next(own_before(reader, recorder(), before), None))

    def report(self, make: "Make", format: str) -> "Written":
        """What a report says, as ``md`` or ``html``."""
        from tracker.application.reports.written import written

        return self._ask(lambda reader: written(make(reader, now=self.now()), format))

    def cited(self, make: "Make") -> str:
        """The citation of a report."""
        return self._ask(lambda reader: make(reader, now=self.now()).citation)

    def keep(self, text: str, path: Path) -> None:
        """Write a text to a file of mode 600; BadInput where one is there or it cannot be made."""
        from tracker.application.reports.written import keep

        keep(text, path, self.path)

    def mark_read(self, position: int) -> bool:
        """Say that who reads here has read up to a position; whether that was new."""
        from tracker.application.marks import mark_read
        from tracker.application.recording.desks import recorder

        return mark_read(self.path, recorder(), position, recorder()) is not None

    def read_date(self, text: str, here: date) -> tuple[date, int]:
        """A date as a person types it who stands on a day, as day and minute; BadInput where it is none."""
        from tracker.application.dates import cut
        from tracker.application.typed_dates import typed

        with _as_typed("write 2024-01-17, 17 jan or tue"):
            found = cut(typed(text, self.today(), here=here) or text)
        return found.day, found.minute

    def read_instant(self, text: str, here: date) -> datetime | None:
        """An instant as a person types it who stands on a day; None where now is meant, BadInput where it is none."""
        from tracker.application.dates import end_of_day, instant
        from tracker.application.typed_dates import typed

        with _as_typed("write 2024-01-19, 19 jan 12:00 or tue"):
            found = instant(typed(text, self.today(), here=here) or text)
        if found == end_of_day(self.today()):
            return None
        if found > self.now():
            raise BadInput(f"{instant_text(found)} is still to come", remedy="write a time that is over, or 'now'")
        return found


def _about(spots: "Sequence[Spot]", near: str | None) -> "Sequence[Spot]":
    """The places about one, else the last."""
    here = next((index for index, spot in enumerate(spots) if spot.id == near), len(spots))
    start = max(0, min(here - AT_ONCE // 2, len(spots) - AT_ONCE))
    return spots[start : start + AT_ONCE]


def _known(reader: Reader, pair: str, clocks: Clocks | None = None) -> tuple[Any, ...]:
    """What the history of a pair is made of, whatever the date."""
    return pair, clocks and clocks[1:], reader.pair_position(pair)


@contextmanager
def _as_typed(remedy: str) -> Iterator[None]:
    try:
        yield
    except ValueError as problem:
        raise BadInput(str(problem), remedy=remedy) from problem


def _now() -> datetime:
    return datetime.now(UTC)
